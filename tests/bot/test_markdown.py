"""Whatever a document says, Discord shows just that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.markdown import LIMIT, escape, escape_line, pieces, quoted, shorten, units, visible
from index.types import Span
from tests.bot.discord_markdown import Shown, shown

HOSTILE = [
    "**bold** *italic* __underlined__ _italic_ ~~struck~~ ||spoiler||",
    "***both*** *a **b** c* **unclosed and *more",
    "`code` ``co`de`` ```py\nprint()\n```",
    "\\*already escaped\\* \\\\ \\",
    "¯\\_(ツ)_/¯",
    "# Heading\n## Second\n### Third\n-# small print",
    "> quote\n>>> everything after\nlast",
    "- item\n* item\n+ item\n  - deeper\n1. first\n23. other\n1) third",
    "@everyone @here <@1> <@!2> <@&3> <#4> </ask:5> <id:customize>",
    "<t:1700000000:R> <t:0> <:lamp:6> <a:lamp:7> :lamp: :+1::skin-tone-2:",
    "https://example.org http://a.b/c_d_e?f=*g* <https://example.org> steam://run/1",
    "[text](https://example.org) [a](<https://b.c> 'd') discord.gg/abc discord.com/invite/abc",
    "snake_case __dunder__ 2*3*4 a|b||c||d ~/home ~~~ *** ___ ---",
    "1. At the beginning, 1.5 in the middle and 3.\n4. Again",
    "Tabs\tand  double spaces,   kept",
    "“Curly”, ‘single’, – en dash, — em dash, … ellipsis, 10 € & <b>HTML</b> &amp; &lt;",
    "漢字 العربية עברית नमस्ते 한국어 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ 👍🏽 🇩🇪",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_stands(text: str) -> None:
    assert shown(escape(text)) == [Shown(text)]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_quote_is_shown_as_it_stands(text: str) -> None:
    assert shown(quoted(text)) == [Shown(text, frozenset({"quote"}))]


def test_the_renderer_of_these_tests_knows_what_discord_would_do() -> None:
    assert shown("**a** _b_ @everyone <@1>\n> c\n-# d") == [
        Shown("a", frozenset({"bold"})),
        Shown(" "),
        Shown("b", frozenset({"italic"})),
        Shown(" "),
        Shown("@everyone", frozenset({"mention"})),
        Shown(" "),
        Shown("<@1>", frozenset({"mention"})),
        Shown("\n"),
        Shown("c", frozenset({"quote"})),
        Shown("d", frozenset({"subtext"})),
    ]
    assert [run.kinds for run in shown("1. a")] == [frozenset({"list"}), frozenset()]
    assert shown("# a") == [Shown("a", frozenset({"heading"}))]
    assert shown("see https://example.org/a.") == [
        Shown("see "),
        Shown("https://example.org/a", frozenset({"link"})),
        Shown("."),
    ]


MARKUP = st.text(st.sampled_from("ab1 \n\\*_~`|>#-+[]()<@:.!/&;¯ツé漢👍\u200d\ufe0f"), max_size=60)


@settings(deadline=None)
@given(st.one_of(MARKUP, st.text(max_size=60)))
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    seen = visible(text).text
    assert "".join(run.text for run in shown(escape(text))) == seen
    assert all(run.kinds == frozenset() for run in shown(escape(text)))


@settings(deadline=None)
@given(st.one_of(MARKUP, st.text(max_size=60)), st.data())
def test_any_quote_is_shown_as_it_stands_with_its_marks_bold(
    text: str, data: st.DataObject
) -> None:
    text = visible(text).text
    ends = st.integers(0, len(text))
    marked = [Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(ends, ends)))]
    looks = [
        (character, run.kinds) for run in shown(quoted(text, marked)) for character in run.text
    ]
    assert "".join(character for character, _ in looks) == text
    for offset, (character, kinds) in enumerate(looks):
        assert "quote" in kinds
        if not character.isspace():
            is_marked = any(span.start <= offset < span.end for span in marked)
            assert ("bold" in kinds) == is_marked
            assert kinds <= {"quote", "bold"}


@settings(deadline=None)
@given(st.one_of(MARKUP, st.text(max_size=300)), st.integers(30, 90), st.data())
def test_pieces_make_up_the_quote_and_fit(text: str, budget: int, data: st.DataObject) -> None:
    text = visible(text).text
    ends = st.integers(0, len(text))
    marked = [Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(ends, ends)))]
    cut = list(pieces(text, marked, budget))
    assert "".join(part for part, _ in cut) == text
    start = 0
    for part, spans in cut:
        assert part
        assert units(quoted(part, spans)) <= budget or len(part) == 1
        assert [text[start:][span.start : span.end] for span in spans] == [
            part[span.start : span.end] for span in spans
        ]
        start += len(part)


def test_pieces_end_after_white_space() -> None:
    assert [part for part, _ in pieces("one two three four", [Span(4, 13)], 16)] == [
        "one two ",
        "three four",
    ]


def test_a_word_without_white_space_is_cut_between_characters() -> None:
    cut = [part for part, _ in pieces("e\u0301" * 10, (), 13)]
    assert cut == ["e\u0301" * 5, "e\u0301" * 5]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "> plain"),
        ("two\nlines", "> two\n> lines"),
        ("", "> "),
        ("1. @everyone", "> 1\\. \\@everyone"),
        ("  indented", ">   indented"),
    ],
)
def test_quotes_are_written_line_by_line(text: str, written: str) -> None:
    assert quoted(text) == written


@pytest.mark.parametrize(
    ("marked", "written"),
    [
        ([Span(0, 3)], "> **one** two\n> three"),
        ([Span(0, 4)], "> **one** two\n> three"),
        ([Span(3, 7)], "> one **two**\n> three"),
        ([Span(0, 13)], "> **one two**\n> **three**"),
        ([Span(0, 3), Span(4, 7)], "> **one two**\n> three"),
        ([Span(0, 2), Span(1, 3)], "> **one** two\n> three"),
        ([Span(3, 4)], "> one two\n> three"),
        ([Span(5, 99)], "> one t**wo**\n> **three**"),
    ],
)
def test_bold_always_parses(marked: list[Span], written: str) -> None:
    assert quoted("one two\nthree", marked) == written


@pytest.mark.parametrize(
    ("text", "seen", "left_out"),
    [
        ("line\r\nline\rline\u2028line\x0cline", "line\nline\nline\nline\nline", 0),
        ("a\x00b\x1bc\x7fd\x9be", "abcde", 5 - 1),
        ("pay\u202elap\u202c\u2066x\u2069", "paylapx", 4),
        ("soft\xadhyphen zero\u200bwidth \ufeffmark", "softhyphen zerowidth mark", 3),
        ("می\u200cخواهم", "می\u200cخواهم", 0),
        ("क\u094d\u200dष", "क\u094d\u200dष", 0),
        ("👩\u200d👧", "👩\u200d👧", 0),
        ("a \u200d b\u200c", "a  b", 2),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f", 0),
        ("a\U000e0067\U000e0062", "a", 2),
        ("\u0600\u06dd", "\u0600\u06dd", 0),
        ("\ud800a\uffffb\ufdd0", "ab", 3),
        ("❤\ufe0f", "❤\ufe0f", 0),
    ],
)
def test_only_what_nobody_sees_is_left_out(text: str, seen: str, left_out: int) -> None:
    got = visible(text)
    assert (got.text, got.left_out) == (seen, left_out)


def test_marks_stay_on_their_words_when_characters_before_are_left_out() -> None:
    text = "\u202eno \u202crefunds\r\nat all"
    seen = visible(text)
    start = text.index("refunds")
    moved = seen.moved(Span(start, len(text)))
    assert seen.text[moved.start : moved.end] == "refunds\nat all"


def test_a_line_stays_a_line() -> None:
    assert escape_line(" Title\n# with\u2028a   break\u202e ") == "Title \\# with a break"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 5, "short"),
        ("a long file name.pdf", 12, "a long ….pdf"),
        ("👍👍👍👍", 7, "👍👍…👍"),
    ],
)
def test_labels_lose_their_middle(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(6, 100))
def test_shortened_labels_fit(text: str, limit: int) -> None:
    assert units(shorten(text, limit)) <= limit


def test_a_message_is_as_long_as_discord_may_count_it() -> None:
    assert LIMIT == 2000
    assert units("a👍é") == 4
