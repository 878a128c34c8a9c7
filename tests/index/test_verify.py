"""A quote is shown only if the stored text may be read as it, letter for letter, sign for sign."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.read import read_document
from index.types import Page, Span
from index.verify import find_lines, find_page, reads_as, same_letters
from tests.index.test_chunk import cut
from tests.index.test_prose import TEXTS

PLAIN = [
    ("a lamp", "a lamp"),
    ("a  lamp\n\n is\t\r\nlit", "a lamp is lit"),
    ("a lamp\nis", "a lamp\nis"),
    ("the bal-\nlistic one", "the ballistic one"),
    ("the bal-\nlistic one", "the bal-listic one"),
    ("the bal-\r\nlistic, the bal- \rlistic", "the ballistic, the ballistic"),
    ("high-\n\nprecision", "high-precision"),
    ("bal\ufffe\nlistic high\ufffe\nprecision", "ballistic high-precision"),
    ("bal\u2010\nlistic bal\u00ad\nlistic", "ballistic ballistic"),
    ("U.S.-\nRussia", "U.S.-Russia"),
    ("co\u00adoperate\u200b now", "cooperate now"),
    ("a \u200b b", "a b"),
    ("ﬁsh oﬃce", "fish office"),
    ("ﬁsh", "ﬁsh"),
    ("which\n—so—\nis", "which—so—is"),
    ("長い\n文章。次", "長い文章。次"),
    ("cafe\u0301-\nteria", "cafe\u0301teria"),
]
CHANGED = [
    ("a lamp", "a  lamps"),
    ("a lamp", "a lam"),
    ("a lamp", "lamp"),
    ("a lamp", "a lamp."),
    ("a lamp.", "a lamp"),
    ("a lamp", "alamp"),
    ("a\nlamp", "alamp"),
    ("a-b", "ab"),
    ("ab", "a-b"),
    ("a -\nb", "a b"),
    ("a-\n(b", "a (b"),
    ("it costs -\n5", "it costs 5"),
    ("12", "21"),
    ("1,000", "1.000"),
    ("“a”", '"a"'),
    ("Lamp", "lamp"),
    ("é", "e"),
    ("ﬁ", "fl"),
    ("a—b", "ab"),
    ("*a*", "a"),
    ("> a", "a"),
    ("a\n-----\nb", "a b"),
    ("", "a"),
    ("a", ""),
    ("長い 文", "長い文"),
]
MARKED = [
    ("a **bold** and *so* ***on*** _or_ __on__", "a bold and so on or on"),
    ("a `code` and ``co`de``", "a code and co`de"),
    ("a `code` and ``co`de``", "a `code` and ``co`de``"),
    ("one\n\n- two\n* three\n+ four\n  - five", "one\ntwo\nthree\nfour\nfive"),
    ("> one\n> > two\n>three", "one two three"),
    ("| a | b |\n| - | :-: |\n| c | d |", "| a | b |\n| c | d |"),
    ("one\n\n***\n\ntwo\n---\n#\n\n```\nthree\n```\nfour", "one\ntwo\nthree\nfour"),
    ("2*3*4 snake_case \\*a\\*", "2*3*4 snake_case \\*a\\*"),
    ("`__init__` - a", "__init__ - a"),
    ("un**believ**able", "unbelievable"),
]
MISREAD = [
    ("2*3*4", "234"),
    ("snake_case", "snakecase"),
    ("a - b", "a b"),
    ("a > b", "a b"),
    ("a | b", "a b"),
    ("a # b", "a b"),
    ("- -5 degrees", "degrees"),
    ("**a** b", "a c"),
    ("~a~", "a"),
    ("1. a", "a"),
]


@pytest.mark.parametrize(("text", "reading"), PLAIN)
def test_text_reads_as_its_reading(text: str, reading: str) -> None:
    assert reads_as(text, reading, markup=False)
    assert reads_as(text, reading, markup=True)


@pytest.mark.parametrize(("text", "reading"), CHANGED)
def test_text_does_not_read_as_something_else(text: str, reading: str) -> None:
    assert not reads_as(text, reading, markup=False)


@pytest.mark.parametrize(("text", "reading"), MARKED)
def test_marks_of_markdown_need_not_be_read(text: str, reading: str) -> None:
    assert reads_as(text, reading, markup=True)
    assert reads_as(text.replace("\n", "\r\n"), reading, markup=True)


@pytest.mark.parametrize(("text", "reading"), MISREAD)
def test_signs_that_are_no_marks_must_be_read(text: str, reading: str) -> None:
    assert not reads_as(text, reading, markup=True)


CHARS = st.sampled_from("aZ7.,;!?“'—é漢")


@given(TEXTS, st.data())
@settings(max_examples=200, deadline=None)
def test_any_change_of_a_letter_digit_or_sign_is_noticed(text: str, data: st.DataObject) -> None:
    passages = cut("a.txt", text)
    assume(passages)
    document = read_document("a.txt", text.encode(), limit=10**6)
    passage = data.draw(st.sampled_from(passages))
    source = document.text[passage.span.start : passage.span.end]
    assert reads_as(source, passage.text, markup=False)
    for side in (source, passage.text):
        # White space and hyphens may be read in two ways; what is shown by itself may not.
        places = [at for at, char in enumerate(side) if char.isalnum() or char in ".,;:!?“”’…—"]
        assume(places)
        at = data.draw(st.sampled_from(places))
        new = data.draw(CHARS.filter(lambda char: char != side[at]))  # noqa: B023
        changes = [side[:at] + new + side[at + 1 :], side[:at] + side[at + 1 :]]
        changes += [side[:at] + new + side[at:]]
        if at + 1 < len(side) and side[at + 1].isalnum() and side[at + 1] != side[at]:
            changes.append(side[:at] + side[at + 1] + side[at] + side[at + 2 :])
        for changed in changes:
            if side is source:
                assert not reads_as(changed, passage.text, markup=False), changed
            else:
                assert not reads_as(source, changed, markup=False), changed


@pytest.mark.parametrize(
    ("text", "span", "lines"),
    [
        ("a\nb\nc", Span(0, 1), (1, 1)),
        ("a\nb\nc", Span(0, 2), (1, 1)),
        ("a\nb\nc", Span(0, 3), (1, 2)),
        ("a\nb\nc", Span(4, 5), (3, 3)),
        ("a\r\nb\r\nc", Span(3, 7), (2, 3)),
        ("a\rb\rc", Span(2, 5), (2, 3)),
        ("a\rb\nc", Span(2, 3), (1, 1)),
        ("a\u2028b\x0bc\x0cd\x85e\nf", Span(0, 11), (1, 2)),
        ("a\u2028b\x0bc\x0cd\x85e\nf", Span(2, 9), (1, 1)),
        ("\n\n\na\n", Span(3, 4), (4, 4)),
        ("a", Span(0, 0), (1, 1)),
    ],
)
def test_lines_are_counted_as_editors_do(text: str, span: Span, lines: tuple[int, int]) -> None:
    assert find_lines(text, span) == lines


def test_a_quote_stands_on_the_page_where_it_begins() -> None:
    pages = (Page(1, "i", 0), Page(2, "ii", 10), Page(3, "", 10), Page(4, "1", 20))
    found = [find_page(pages, Span(start, 30)) for start in (0, 9, 10, 19, 20, 25)]
    assert found == [pages[0], pages[0], pages[2], pages[2], pages[3], pages[3]]
    assert find_page((), Span(0, 1)) is None


def test_letters_are_compared_without_what_stands_between_them() -> None:
    assert same_letters("ﬁ-\nx, 12", "fix 1.2")
    assert not same_letters("ab", "ba")
    assert not same_letters("a1", "a2")


@pytest.mark.parametrize("text", ["a", " \n", "a ", "* ", "*a ", "-\n", "> ", "a\n"])
def test_a_long_text_is_compared_in_seconds(text: str) -> None:
    whole = "a" + text * (50_000 // len(text)) + "b"
    start = time.perf_counter()
    assert reads_as(whole, whole, markup=True)
    assert not reads_as(whole, whole + "c", markup=True)
    assert time.perf_counter() - start < 3
