"""Passages: whole sentences under one heading, and every word of the document in one of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunk import MAX_CHARS, MAX_SENTENCE_CHARS, ORPHAN_CHARS, chunk
from index.errors import UnreadableError
from index.read.markdown import read_markdown
from index.read.text import read_text
from index.types import BlockKind, Document, Passage, Span
from index.verify import reads_as
from tests.index.test_prose import TEXTS, letters


def count(text: str) -> int:
    """As many tokens as there are words and signs, roughly."""
    return len(text) // 4 + 1


def read(source: str, text: str) -> Document | None:
    """The document that a text file becomes; None if it is refused."""
    reader = read_markdown if source.endswith(".md") else read_text
    try:
        found = reader(source, text.encode())
    except UnreadableError:
        return None
    return Document(source, found.title or "a", "", found.text, found.blocks, markup=found.markup)


def cut(source: str, text: str, max_tokens: int = 200) -> list[Passage]:
    """The passages of a text file."""
    document = read(source, text)
    return chunk(document, count_tokens=count, max_tokens=max_tokens) if document else []


def sentences(passages: list[Passage]) -> list[list[str]]:
    """The reading texts of the sentences of each passage."""
    return [
        [each.text[one.reading.start : one.reading.end] for one in each.sentences]
        for each in passages
    ]


def test_a_passage_knows_its_words_and_their_places() -> None:
    text = (
        "Lamp Care\n\nA lamp is bal-\nlistic.  It is  lit. The second paragraph\n\nis this one.\n"
    )
    (passage,) = cut("a.txt", text)
    assert passage.text == "A lamp is ballistic. It is lit. The second paragraph is this one."
    assert passage.span == Span(11, 81)
    assert passage.section == ()
    assert [(each.span, each.reading) for each in passage.sentences] == [
        (Span(11, 33), Span(0, 20)),
        (Span(35, 46), Span(21, 31)),
        (Span(47, 81), Span(32, 65)),
    ]


def test_a_passage_never_crosses_a_heading() -> None:
    text = "Before.|# Guide|One.|## Care|Two.|## Care|Three.|### Oil|Four.|# End|Five."
    text = text.replace("|", "\n\n")
    assert [(each.section, each.text) for each in cut("a.md", text)] == [
        ((), "Before."),
        ((), "One."),
        (("Care",), "Two."),
        (("Care",), "Three."),
        (("Care", "Oil"), "Four."),
        (("End",), "Five."),
    ]


def test_paragraphs_are_put_together_until_a_passage_is_full() -> None:
    paragraph = ("This sentence has about fifty characters in it now. " * 5).strip()
    passages = cut("a.txt", f"{paragraph}\n\n" * 5)
    assert [each.text for each in passages] == [f"{paragraph}\n{paragraph}"] * 2 + [paragraph]


def test_a_short_rest_joins_the_passage_before() -> None:
    sentence = "This sentence has about fifty characters in it now. "
    long = (sentence * 11).strip()
    (passage,) = cut("a.txt", long + " It is so.")
    assert passage.text == long + " It is so."
    assert [len(each.text) for each in cut("a.txt", long + " It is so " + "very " * 30)] == [
        363,
        366,
    ]


def test_a_rest_that_can_stand_alone_does() -> None:
    paragraphs = [("word " * 110).strip() + ".", ("word " * 40).strip() + "."]
    assert [each.text for each in cut("a.txt", "\n\n".join(paragraphs))] == paragraphs


def test_a_short_rest_joins_without_a_space_where_there_was_none() -> None:
    parts = ["字" * 99 + "。"] * 5 + ["字" * 109 + "。"]
    (passage,) = cut("a.txt", "".join(parts))
    assert passage.text == "".join(parts)
    assert sentences([passage]) == [parts]


def test_a_passage_holds_no_more_than_the_model_reads() -> None:
    text = "This sentence has about fifty characters in it now. " * 40
    passages = cut("a.txt", text, max_tokens=30)
    assert {count(each.text) <= 30 for each in passages} == {True}
    assert sum(len(each.sentences) for each in passages) == 40
    passages = cut("a.txt", "word " * 100, max_tokens=30)
    assert [len(each.text) for each in passages] == [84, 84, 84, 84, 84, 74]


def test_a_sentence_too_long_is_cut_at_a_clause_else_a_word_else_anywhere() -> None:
    clause = "that which has no end for now, "
    (first, second), (third, fourth) = (
        [each.text for each in cut("a.txt", text)]
        for text in (clause * 30, "word " * 200)
    )  # fmt: skip
    assert (first, second) == ((clause * 22).strip(), (clause * 8).strip())
    assert (third, fourth) == (("word " * 140).strip(), ("word " * 60).strip())
    assert [each.text for each in cut("a.txt", "x" * 1500)] == ["x" * 700, "x" * 700, "x" * 100]
    dashed = "word—" * 200
    assert [each.text for each in cut("a.txt", dashed)] == ["word—" * 140, "word—" * 60]
    chinese = "灯真的很亮，" * 200
    assert [each.text for each in cut("a.txt", chinese)] == [
        "灯真的很亮，" * 116,
        "灯真的很亮，" * 84,
    ]


def test_sentences_without_spaces_between_them_stay_so() -> None:
    text = "今日は雨です。明日は\n晴れます。「はい。」と言った。"
    (passage,) = cut("a.txt", text)
    assert passage.text == text.replace("\n", "")
    assert sentences([passage]) == [["今日は雨です。", "明日は晴れます。", "「はい。」と言った。"]]


def test_lines_of_code_are_its_sentences_and_keep_their_indentation() -> None:
    passages = cut("a.md", "Run this:\n\n```\nif a:\r\n    b = 1\n\n\n  c\n```\n\nThen stop.\n")
    assert [each.text for each in passages] == ["Run this:\nif a:\n    b = 1\n\n\n  c\nThen stop."]
    assert sentences(passages) == [["Run this:", "if a:", "b = 1", "c", "Then stop."]]


@pytest.mark.parametrize(
    ("source", "between"),
    [
        ("a.txt", "-----"),
        ("a.md", "<!-- -->"),
        ("a.md", "# \u200b"),
        ("a.md", "<div>\nword\n</div>"),
        ("a.md", "[a]: b"),
    ],
)
def test_no_passage_runs_over_what_is_left_out(source: str, between: str) -> None:
    passages = cut(source, f"Before it all, there was.\n\n{between}\n\nAfter it all, there was.\n")
    assert [each.text for each in passages] == [
        "Before it all, there was.",
        "After it all, there was.",
    ]


def check(source: str, text: str) -> None:
    """Everything that holds for the passages of any file."""
    document = read(source, text)
    if not document:
        return
    passages = chunk(document, count_tokens=count, max_tokens=60)
    seen = [0] * len(document.text)
    end = 0
    for passage in passages:
        place = Span(passage.sentences[0].span.start, passage.sentences[-1].span.end)
        assert passage.span == place
        whole = document.text[place.start : place.end]
        assert reads_as(whole, passage.text, markup=document.markup)
        shown = 0
        for sentence in passage.sentences:
            source_text = document.text[sentence.span.start : sentence.span.end]
            reading = passage.text[sentence.reading.start : sentence.reading.end]
            assert end <= sentence.span.start < sentence.span.end
            assert shown <= sentence.reading.start < sentence.reading.end
            assert not letters(passage.text[shown : sentence.reading.start])
            assert reads_as(source_text, reading, markup=document.markup)
            assert letters(source_text) == letters(reading)
            for at in range(sentence.span.start, sentence.span.end):
                seen[at] += 1
            end, shown = sentence.span.end, sentence.reading.end
        assert shown == len(passage.text)
    for block in document.blocks:
        for at in range(block.span.start, block.span.end):
            if document.text[at].isalnum():
                assert seen[at] == 1 or (block.kind is BlockKind.HEADING and not seen[at])


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_every_word_of_plain_text_is_in_one_sentence_at_its_place(text: str) -> None:
    check("a.txt", text)


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_every_word_of_markdown_is_in_one_sentence_at_its_place(text: str) -> None:
    check("a.md", text)


PARTS = [
    "# Title",
    "## Part ##",
    "Set\nover\n===",
    "#",
    "A **bold *word*** here. `a *b`",
    "Line one\nline-\ntwo.",
    "\\*a\\* 2*3*4 a_b_c",
    "text\\\nbreak  \nhere",
    "- item one\n- item two\n  - deeper\n\n  more",
    "1. first\n2. second",
    "> quoted\n> - in it\n> text\n> > nested",
    "```py\ncode *a*\n    more\n```",
    "    indented\n      code",
    "| a | b |\n| --- | :-: |\n| 1 | `2` |",
    "<div>\nhtml\n</div>",
    "***",
    "---",
    "[ref]: http://a.b",
]
MARKDOWN = st.lists(st.sampled_from(PARTS), max_size=8).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\r\n\r\n"]).map(lambda end: end.join(parts))
)


@given(MARKDOWN)
@settings(max_examples=150, deadline=None)
def test_every_word_of_wellformed_markdown_is_in_one_sentence_at_its_place(text: str) -> None:
    check("a.md", text)


LONG = {
    "one giant line": "The lamp may be returned within thirty days of delivery. ",
    "no white space": "a",
    "short lines": "Lamp Number Seven\n",
    "no end": "Oct. 12 ",
    "no spaces between words": "灯",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_third_of_a_megabyte_is_read_and_cut(text: str) -> None:
    passages = cut("a.txt", text * (333_000 // len(text)))
    longest = max(len(each.text) for each in passages)
    assert ORPHAN_CHARS < longest <= max(MAX_CHARS + ORPHAN_CHARS, MAX_SENTENCE_CHARS)
