"""The known text, made in every format, read, cut and cited as a person would find it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import PurePath

import pytest

from bot.render.citation import place
from index.chunk import chunk
from index.libraries import Libraries
from index.read import read_document
from index.read.table import EXTENSIONS, FORMATS
from index.types import BlockKind, Document, Sentence
from index.verify import find_lines, find_places, kept_text, reads_as
from tests.made.known import KNOWN, Known
from tests.made.prose import SENTENCES

TEXT_FORMATS = ("txt", "md", "rst", "html", "eml", "csv")


class Trip:
    """A file with the known text, and what was read of it: sentences and how each reads."""

    def __init__(self, source: str) -> None:
        self.known: Known = KNOWN[source]()
        self.document: Document = read_document(source, self.known.data, limit=1 << 20)
        passages = chunk(self.document, count_tokens=lambda text: len(text.split()), max_tokens=250)
        self.read: list[tuple[str, Sentence]] = [
            (passage.text[each.reading.start : each.reading.end], each)
            for passage in passages
            for each in passage.sentences
        ]

    def found(self) -> Iterator[tuple[int, Sentence]]:
        """The known sentences that are among those that were read, by their number."""
        spans = dict(self.read)
        for number, told in enumerate(self.known.told):
            if told in spans:
                yield number, spans[told]

    def is_cited(self, number: int, sentence: Sentence) -> bool:
        """Whether a known sentence is cited by the true place, and line where there are lines."""
        document = self.document
        if find_places(document.places, sentence.span) != self.known.places[number]:
            return False
        if document.lines != bool(self.known.lines):
            return False
        lines = find_lines(document.text, sentence.span)
        return not document.lines or lines == self.known.lines[number]


@pytest.fixture(scope="module")
def trips() -> dict[str, Trip]:
    return {source: Trip(source) for source in KNOWN}


def format_of(source: str) -> str:
    return EXTENSIONS[PurePath(source).suffix]


def share(hits: int, of: int) -> float:
    return hits / of


def test_every_format_is_made() -> None:
    assert {format_of(source) for source in KNOWN} == set(FORMATS)


def test_all_sentences_are_found_word_for_word(trips: dict[str, Trip]) -> None:
    found = {source: len([*trip.found()]) for source, trip in trips.items()}
    assert found == dict.fromkeys(KNOWN, len(SENTENCES))
    # What is promised, were one of them ever lost.
    for name in FORMATS:
        sources = [source for source in KNOWN if format_of(source) == name]
        hits = sum(found[source] for source in sources)
        least = 0.99 if name in TEXT_FORMATS else 0.98
        assert share(hits, len(sources) * len(SENTENCES)) >= least


def test_all_citations_name_the_true_place(trips: dict[str, Trip]) -> None:
    cited = {
        source: sum(trip.is_cited(number, each) for number, each in trip.found())
        for source, trip in trips.items()
    }
    assert cited == dict.fromkeys(KNOWN, len(SENTENCES))
    assert share(sum(cited.values()), len(KNOWN) * len(SENTENCES)) >= 0.99


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


@pytest.mark.parametrize("source", KNOWN)
def test_each_sentence_has_the_letters_of_its_slice(source: str, trips: dict[str, Trip]) -> None:
    document = trips[source].document
    for text, sentence in trips[source].read:
        kept = kept_text(document.text, sentence.span, document.skips)
        assert letters(kept) == letters(text)
        assert reads_as(kept, text, markup=document.markup or bool(document.skips))


@pytest.mark.parametrize("source", KNOWN)
def test_what_is_not_in_a_sentence_is_a_heading_or_was_counted(
    source: str, trips: dict[str, Trip]
) -> None:
    document = trips[source].document
    times = [0] * len(document.text)
    for _, sentence in trips[source].read:
        for at in range(sentence.span.start, sentence.span.end):
            times[at] += 1
    missing = [False] * len(document.text)
    for skip in document.skips:
        for at in range(skip.start, skip.end):
            missing[at] = True
    inside = [False] * len(document.text)
    for block in document.blocks:
        for at in range(block.span.start, block.span.end):
            inside[at] = True
            if document.text[at].isalnum() and not missing[at]:
                assert times[at] == (block.kind is not BlockKind.HEADING)
    left_out = "".join(
        char
        for at, char in enumerate(document.text)
        if char.isalnum() and (missing[at] or not inside[at])
    )
    # Running heads and line numbers, which a note counts; nothing in other files.
    assert bool(left_out) == any("not quoted" in note for note in document.notes), left_out


def test_a_sentence_over_a_page_is_cited_by_both_pages(
    libraries: Libraries, trips: dict[str, Trip]
) -> None:
    source = "small pages with heads.pdf"
    known = trips[source].known
    libraries.shared.add([(source, known.data)], by="ann")
    cited = {}
    for sentence, [page] in zip(SENTENCES, known.places, strict=True):
        if page.first < page.last:
            [quote] = libraries.shared.ask(sentence, quotes=1).quotes
            assert sentence in quote.text
            cited[sentence] = place(quote.citation).rpartition(" · ")[2]
    assert [(sentence.split()[0], pages) for sentence, pages in cited.items()] == [
        ("LED", "pages 4–5"),
        ("An", "pages 6–7"),
        ("Its", "pages 7–8"),
    ]
