"""Exact words, codes and phrases, found in the real engine's documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.errors import QuestionError
from index.libraries import Libraries
from index.pattern import pattern_of, read_terms
from index.types import Limits, Span, Viewer
from tests.conftest import GARDEN, HANDBOOK

NOTES = (
    "# Parts\n\nThe cord has the number AB-1234. A café sells it for 1,200 euros.\n\n"
    "> Order AB-1234\n> by **post\n> alone**.\n"
).encode()


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("lamp", ["lamp"]),
        ("lamp box lamp", ["lamp", "box"]),
        ('"thirty days" box', ["thirty days", "box"]),
        ("“thirty days” «in der Kiste»", ["thirty days", "in der Kiste"]),
        ("AB-1234 – 1,200", ["AB-1234", "1,200"]),
    ],
)
def test_terms_of_a_query(query: str, terms: list[str]) -> None:
    assert read_terms(query) == terms


def test_a_query_without_a_letter_is_refused() -> None:
    with pytest.raises(QuestionError) as raised:
        read_terms('"…"')
    assert str(raised.value) == "There is nothing to find. Give words, a code or a “phrase”."


@pytest.mark.parametrize(
    ("term", "text", "markup", "found"),
    [
        ("lamp", "Lamps, a LAMP; lampshade", False, ["LAMP"]),
        ("cafe", "the Café, cafés", False, ["Café"]),
        ("café", "CAFE", False, ["CAFE"]),
        ("figs", "the ﬁgs", False, ["ﬁgs"]),
        ("planted", "was plan-\nted in", False, ["plan-\nted"]),
        ("thirty days", "thirty\r\n  days", False, ["thirty\r\n  days"]),
        ("thirty days", "**thirty\n> days**", True, ["thirty\n> days"]),
        ("thirty days", "**thirty** days", False, []),
        (
            "AB-1234",
            "AB-1234, AB‑1234, AB-\n1234, AB 1234",
            False,
            ["AB-1234", "AB‑1234", "AB-\n1234"],
        ),
        ("200", "200, 2006, 1200, 3.200, 200.5, 1,200.", False, ["200"]),
        ("1,200", "1,200 and 11,200 and 1,200.", False, ["1,200", "1,200"]),
        ("strasse", "Straße", False, ["Straße"]),
        ("don't", "I don’t", False, ["don’t"]),
        ("C++", "in C++ and C", False, ["C++"]),
        ("東京", "東京都", False, ["東京"]),
    ],
)
def test_what_a_pattern_finds(term: str, text: str, markup: bool, found: list[str]) -> None:
    assert [match.group() for match in pattern_of(term, markup=markup).finditer(text)] == found


@pytest.fixture
def stocked(libraries: Libraries) -> Iterator[Libraries]:
    files = [("garden.txt", GARDEN), ("handbook.md", HANDBOOK), ("notes.md", NOTES)]
    libraries.shared.add(files, by="ann")
    yield libraries


def shown(libraries: Libraries, query: str) -> list[tuple[str, list[str], str, int | None]]:
    """Of each quote the text, the marked words, the source and the first line."""
    return [
        (
            each.text,
            [each.text[span.start : span.end] for span in each.marked],
            each.citation.source,
            each.citation.first_line,
        )
        for each in libraries.shared.find(query).quotes
    ]


def test_every_occurrence_is_shown_with_its_place(stocked: Libraries) -> None:
    assert shown(stocked, "ab-1234") == [
        ("The cord has the number AB-1234.", ["AB-1234"], "notes.md", 3),
        ("Order AB-1234 by post alone.", ["AB-1234"], "notes.md", 5),
    ]


def test_words_broken_over_lines_and_ligatures_are_found(stocked: Libraries) -> None:
    assert shown(stocked, "watered") == [
        ("It is watered twice a week in summer.", ["watered"], "garden.txt", 4)
    ]
    assert shown(stocked, "FIGS") == [
        (
            "Visitors may not pick the figs. The gate is locked at sunset, and the key hangs in "
            "the porter's lodge.",
            ["figs"],
            "garden.txt",
            7,
        )
    ]


def test_a_phrase_stands_together_and_several_words_in_one_sentence(stocked: Libraries) -> None:
    returned = "A lamp may be returned within thirty days of delivery, “in its box”."
    assert shown(stocked, '"thirty days"') == [(returned, ["thirty days"], "handbook.md", 5)]
    assert shown(stocked, "days lamp") == [(returned, ["lamp", "days"], "handbook.md", 5)]
    assert shown(stocked, '"days thirty"') == []
    assert shown(stocked, "lamp euros") == []


def test_headings_are_found_as_lines(stocked: Libraries) -> None:
    (found,) = stocked.shared.find('"opening hours"').quotes
    assert (found.text, found.marked) == ("Opening hours", (Span(0, 13),))
    assert (found.citation.first_line, found.citation.section) == (
        13,
        ("Opening hours",),
    )


def test_pages_of_occurrences(stocked: Libraries) -> None:
    everything = stocked.shared.find("the", most=100)
    assert (everything.total, everything.documents) == (len(everything.quotes), 3)
    pages = [stocked.shared.find("the", first=at, most=4) for at in range(0, everything.total, 4)]
    assert [quote for page in pages for quote in page.quotes] == list(everything.quotes)
    assert {page.total for page in pages} == {everything.total}


def test_who_may_not_see_a_document_learns_nothing_of_it(stocked: Libraries) -> None:
    stocked.shared.limit("notes.md", Limits(roles=frozenset({7})), by="ann")
    seen = stocked.shared.find("AB-1234")
    assert (seen.quotes, seen.total, seen.documents, seen.withheld) == ((), 0, 0, 0)
    assert stocked.shared.find("AB-1234", viewer=Viewer(roles=frozenset({7}))).total == 2


def test_servers_find_their_own_and_the_shared_documents(stocked: Libraries) -> None:
    stocked.server(1).add([("own.txt", b"Our lamp is green.")], by="ann")
    found = stocked.server(1).find("lamp")
    assert [each.citation.source for each in found.quotes] == [
        "own.txt",
        "handbook.md",
        "handbook.md",
    ]
    assert "own.txt" not in [e.citation.source for e in stocked.server(2).find("lamp").quotes]
