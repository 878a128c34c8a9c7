"""Nouns go into JSON and come back as they were, over years in which they grow."""

from __future__ import annotations

import json

from index.record.plain import pack, unpack
from index.types import Citation, CitedPlace, Occasion, PlaceKind, Quote, Span

QUOTE = Quote(
    text="“Œuvre” – 1",
    marked=(Span(0, 2), Span(3, 4)),
    citation=Citation(
        source="a.pdf",
        title="A",
        section=("One", "Two"),
        page=3,
        page_label=None,
        first_line=None,
        last_line=None,
        span=Span(5, 16),
        fingerprint="ab",
        places=(CitedPlace(PlaceKind.PAGE, 3, 4, "iii"),),
        library_id=2,
    ),
    score=0.25,
)


def test_a_noun_comes_back_whole() -> None:
    found = unpack(Quote, pack(QUOTE))

    assert (found, found.citation.library_id) == (QUOTE, 2)
    assert found.citation.places[0].kind is PlaceKind.PAGE


def test_what_was_left_out_is_given() -> None:
    packed = pack(QUOTE, leave_out=frozenset({"text"}))

    assert "text" not in json.loads(packed)
    assert unpack(Quote, packed, text="“Œuvre” – 1") == QUOTE


def test_an_older_and_a_newer_noun_are_read() -> None:
    assert unpack(Occasion, "{}") == Occasion()
    assert unpack(Occasion, '{"channel": 7, "since": 1}') == Occasion(channel=7)
