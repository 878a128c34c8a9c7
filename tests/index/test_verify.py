"""A quote is shown only if the stored text may be read as it, letter for letter, sign for sign."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.types import CitedPlace, Place, PlaceKind, Span
from index.verify import find_lines, find_places, kept_text, reads_as, same_letters
from tests.index.test_chunk import cut, read
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
    ("*漢字*と**仮名**", "漢字と仮名"),
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
    document, passages = read("a.txt", text), cut("a.txt", text)
    assume(passages)
    assert document
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


def test_a_quote_stands_on_the_pages_that_it_touches() -> None:
    page = PlaceKind.PAGE
    places = (Place(page, 1, 0, "i"), Place(page, 2, 10, "ii"), Place(page, 3, 20))
    found = [find_places(places, Span(*span)) for span in ((0, 10), (9, 11), (10, 30), (25, 26))]
    assert found == [
        (CitedPlace(page, 1, 1, "i", "i"),),
        (CitedPlace(page, 1, 2, "i", "ii"),),
        (CitedPlace(page, 2, 3, "ii", ""),),
        (CitedPlace(page, 3, 3, "", ""),),
    ]
    assert find_places((), Span(0, 1)) == ()


def test_a_row_is_told_with_its_sheet() -> None:
    sheet, row = PlaceKind.SHEET, PlaceKind.ROW
    places = (
        Place(sheet, 1, 0, "Lamps"),
        Place(row, 1, 0),
        Place(row, 2, 5),
        Place(sheet, 2, 10, "Bulbs"),
        Place(row, 1, 12),
    )
    found = [find_places(places, Span(*span)) for span in ((6, 9), (10, 11), (12, 15))]
    assert found == [
        (CitedPlace(sheet, 1, 1, "Lamps", "Lamps"), CitedPlace(row, 2, 2, "", "")),
        (CitedPlace(sheet, 2, 2, "Bulbs", "Bulbs"),),
        (CitedPlace(sheet, 2, 2, "Bulbs", "Bulbs"), CitedPlace(row, 1, 1, "", "")),
    ]


def test_what_is_skipped_inside_a_quote_is_left_out() -> None:
    text = "one HEAD two FOOT three"
    skips = (Span(4, 9), Span(13, 18))
    assert kept_text(text, Span(0, 23), skips) == "one two three"
    assert kept_text(text, Span(0, 12), skips) == "one two"
    assert kept_text(text, Span(9, 12), skips) == "two"
    assert kept_text(text, Span(0, 3), ()) == "one"


def test_letters_are_compared_without_what_stands_between_them() -> None:
    assert same_letters("ﬁ-\nx, 12", "fix 1.2")
    assert not same_letters("ab", "ba")
    assert not same_letters("a1", "a2")


@pytest.mark.parametrize(
    ("text", "size"),  # where marks may be read or not there are more ways; no quote is that long
    [
        ("a", 50_000),
        (" \n", 50_000),
        ("a\n", 50_000),
        ("-\n", 600),
        ("* ", 600),
        ("*a ", 600),
    ],
)
def test_a_long_text_is_compared(text: str, size: int) -> None:
    whole = "a" + text * (size // len(text)) + "b"
    assert reads_as(whole, whole, markup=True)
    assert not reads_as(whole, whole + "c", markup=True)
