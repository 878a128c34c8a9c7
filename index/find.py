"""Exact words, codes and phrases: every occurrence in the documents, with its place.

Looked for in the stored originals themselves, so that headings count and nothing is found that
doesn't stand there; shown is the sentence, or the line, around it.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.errors import FootnoteError
from index.pattern import pattern_of, read_terms
from index.types import Citation, Occurrences, Original, Passage, PlaceKind, Quote, Span
from index.verify import find_lines, find_places, kept_text, reads_as

log = logging.getLogger(__name__)

LINE_MARKS = " \t#>*+-=|"  # what a line of Markdown begins with and nobody reads


@dataclass(frozen=True, slots=True)
class Readable:
    """A document that may be looked through; what is costly is read when it is needed."""

    library_id: int
    source: str
    title: str
    fingerprint: str
    original: Callable[[], Original]
    passages: Callable[[], list[Passage]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence or line that holds what was looked for.

    `span` is in the document's text, `text` its reading, in which `marked` are the occurrences.
    """

    span: Span
    text: str
    marked: tuple[Span, ...]
    section: tuple[str, ...]


def find(query: str, documents: Iterable[Readable], *, first: int, most: int) -> Occurrences:
    """The occurrences from number `first` on, at most `most` of them, and how many there are.

    A phrase in quotation marks stands together; of several words all have to be in one sentence.

    Raises:
        QuestionError: there is no letter or digit in the query.
    """
    terms = read_terms(query)
    quotes: list[Quote] = []
    total = holding = withheld = 0
    for document in documents:
        try:
            original = document.original()
        except FootnoteError as error:
            log.error("%s is not looked through: %s", document.source, error)
            withheld += 1
            continue
        hits = find_hits(terms, original, document.passages)
        holding += bool(hits)
        for hit in hits:
            if first <= total < first + most:
                quote = _quote(hit, document, original)
                quotes += [] if quote is None else [quote]
                withheld += quote is None
            total += 1
    return Occurrences(query, tuple(quotes), first, total, holding, withheld)


def find_hits(
    terms: Sequence[str], original: Original, passages: Callable[[], list[Passage]]
) -> list[Hit]:
    """What holds all the terms, in the order of the text. Pure but for reading the passages."""
    # What isn't read is blank, so that a sentence goes on over it and offsets stay.
    text = original.text
    for skip in original.skips:
        text = text[: skip.start] + " " * len(skip) + text[skip.end :]
    found = [
        [Span(*match.span()) for match in pattern_of(term, markup=original.markup).finditer(text)]
        for term in terms
    ]
    if not all(found):
        return []
    units = _Units(text, passages())
    around = [{units.around(span) for span in spans} for spans in found]
    everywhere = set.intersection(*around)
    hits = [units.read(span, terms) for span in sorted(everywhere)]
    return [hit for hit in hits if hit is not None]


class _Units:
    """The sentences of a document, and the lines that are in none: headings."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self._text = text
        self._sentences = [
            (passage, number) for passage in passages for number in range(len(passage.sentences))
        ]
        self._sentences.sort(key=lambda each: self._span(*each))
        self._starts = [self._span(*each).start for each in self._sentences]

    @staticmethod
    def _span(passage: Passage, number: int) -> Span:
        return passage.sentences[number].span

    def _at(self, offset: int) -> int | None:
        """Which sentence a character is in."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self._span(*self._sentences[at]).end else None

    def around(self, span: Span) -> Span:
        """The sentences, of one passage, that what stands there is in; or else its lines."""
        first, last = self._at(span.start), self._at(span.end - 1)
        if first is not None and last is not None:
            (passage, one), (other, another) = self._sentences[first], self._sentences[last]
            if passage is other:
                return Span(self._span(passage, one).start, self._span(passage, another).end)
        start = self._text.rfind("\n", 0, span.start) + 1
        end = self._text.find("\n", span.end)
        line = self._text[start : end if end >= 0 else len(self._text)]
        return Span(start + len(line) - len(line.lstrip(LINE_MARKS)), start + len(line.rstrip()))

    def read(self, span: Span, terms: Sequence[str]) -> Hit | None:
        """The reading of sentences or lines; None if the terms aren't in it, as they are read."""
        at = self._at(span.start)
        section: tuple[str, ...] = ()
        if at is not None and self._span(*self._sentences[at]).start == span.start:
            passage, first = self._sentences[at]
            last = self._sentences[bisect_right(self._starts, span.end - 1) - 1][1]
            reading = Span(
                passage.sentences[first].reading.start, passage.sentences[last].reading.end
            )
            text, section = passage.text[reading.start : reading.end], passage.section
        else:
            text = " ".join(self._text[span.start : span.end].split())
            section = self._above(span.start)
        marked = [
            [Span(*match.span()) for match in pattern_of(term).finditer(text)] for term in terms
        ]
        # A word that the reading joins (“lamp-” at a line's end, “shade” below) isn't there.
        if not all(marked):
            return None
        return Hit(span, text, tuple(sorted(each for spans in marked for each in spans)), section)

    def _above(self, offset: int) -> tuple[str, ...]:
        """The headings of the next passage, which a heading itself is among."""
        at = bisect_right(self._starts, offset)
        return self._sentences[at][0].section if at < len(self._sentences) else ()


def _quote(hit: Hit, document: Readable, original: Original) -> Quote | None:
    """What is shown of a hit; None if the stored document doesn't read so there."""
    said = kept_text(original.text, hit.span, original.skips)
    if not reads_as(said, hit.text, markup=original.markup):
        log.error("withheld a quote of %s: it does not stand at %s", document.source, hit.span)
        return None
    places = find_places(original.places, hit.span)
    page = next((place for place in places if place.kind is PlaceKind.PAGE), None)
    lines = find_lines(original.text, hit.span) if original.lines else (None, None)
    return Quote(
        text=hit.text,
        marked=hit.marked,
        citation=Citation(
            source=document.source,
            title=document.title,
            section=hit.section,
            page=page.first if page else None,
            page_label=(page.first_label or str(page.first)) if page else None,
            first_line=lines[0],
            last_line=lines[1],
            span=hit.span,
            fingerprint=document.fingerprint,
            places=places,
            library_id=document.library_id,
            origin=original.origin,
        ),
        score=1.0,
    )
