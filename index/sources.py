"""From a quote back into its document: what stands around it, whether it still stands, the file.

Nothing here asks who looks: quotes are handed out by `KeptAnswers` to those who may see them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.errors import DocumentGoneError, QuoteGoneError, StoreError
from index.record import CatalogRow, Reader, StoredLayout
from index.store import Store
from index.types import (
    Citation,
    Context,
    DocumentInfo,
    KeptAnswer,
    Passage,
    PlaceKind,
    Quote,
    Reread,
    Span,
    Standing,
)
from index.verify import find_lines, find_places, kept_text, reads_as

log = logging.getLogger(__name__)

Key = tuple[int, str]  # the library's number in the record, and the source

ALIKE = 0.5  # share of words that two sentences have in common to be versions of one
MOST_SENTENCES = 3  # of a quote
SECTION_PASSAGES = 200  # beyond this a section is read in its document
WORD = re.compile(r"\w+")
GONE = "The document of this quote is not here any more."
ELSEWHERE = "The document has changed, and this quote does not stand in it any more."


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document as it is now."""

    info: DocumentInfo
    layout: StoredLayout
    text: str
    passages: list[Passage]


class Sources:
    """The documents behind the quotes of one library. Made by `Library`."""

    def __init__(self, store: Store, *, catalog: Callable[[Reader], dict[Key, CatalogRow]]) -> None:
        """Use `Library.sources`."""
        self._store = store
        self._catalog = catalog

    def context(self, quote: Quote, at: int = 0, *, section: bool = False) -> Context:
        """The passage `at` from that of the quote (0: its own, the quote marked in it).

        With `section`, all passages of the section that the quote stands in, from its first.

        Raises:
            DocumentGoneError, QuoteGoneError: there is nothing to show any more.
            StoreError: it is damaged.
        """
        opened = self._opened(quote)
        if opened is None:
            raise DocumentGoneError(GONE)
        home = _home(opened, quote)
        if home is None:
            raise QuoteGoneError(ELSEWHERE)
        first, last = home + at, home + at
        if section:
            first, last = _section(opened.passages, home)
        first = max(0, min(first, len(opened.passages) - 1))
        last = max(first, min(last, len(opened.passages) - 1))
        shown = []
        for number in range(first, last + 1):
            passage = opened.passages[number]
            marks = _marks(passage, quote) if number == home else ()
            shown.append(_quote(opened, quote, passage, passage.span, passage.text, marks))
        return Context(tuple(shown), first - home, first > 0, last + 1 < len(opened.passages))

    def check(self, quote: Quote) -> Reread:
        """Read the document of a quote again, and say what became of the quote.

        Raises:
            StoreError: the document is damaged.
        """
        opened = self._opened(quote)
        if opened is None:
            return Reread(Standing.REMOVED)
        since = opened.info.added
        home = _home(opened, quote)
        if home is not None:
            passage = opened.passages[home]
            now = _again(opened, quote, passage)
            same = opened.layout.fingerprint == quote.citation.fingerprint
            return Reread(Standing.UNCHANGED if same else Standing.MOVED, now, since)
        found = _likest(opened.passages, quote)
        if found is None:
            return Reread(Standing.DROPPED, None, since)
        passage, span, reading = found
        text = passage.text[reading.start : reading.end]
        return Reread(Standing.CHANGED, _quote(opened, quote, passage, span, text, ()), since)

    def standing(self, kept: KeptAnswer) -> KeptAnswer:
        """An answer with those of its quotes that still stand, as they stand now.

        The others are withheld, and counted.
        """
        checked = [self._still(quote) for quote in kept.answer.quotes or kept.answer.nearest]
        numbered = zip(kept.numbers, checked, strict=True)
        left = {number: quote for number, quote in numbered if quote is not None}
        shown = tuple(left.values())
        answer = replace(
            kept.answer,
            quotes=shown if kept.answered else (),
            nearest=() if kept.answered else shown,
            withheld=len(checked) - len(shown),
            # They number all quotes, and what differs from one that is gone is not told.
            differences=kept.answer.differences if len(shown) == len(checked) else (),
        )
        return replace(kept, answer=answer, numbers=tuple(left))

    def _still(self, quote: Quote) -> Quote | None:
        try:
            checked = self.check(quote)
        except StoreError as error:
            log.error("withheld a quote of %s: %s", quote.citation.source, error)
            return None
        stands = checked.standing in (Standing.UNCHANGED, Standing.MOVED)
        return checked.now if stands else None

    def original(self, quote: Quote) -> tuple[str, bytes]:
        """The name and the bytes of the document of a quote, as they are now.

        Raises:
            DocumentGoneError: it is gone.
            StoreError: it is damaged.
        """
        with self._store.reading() as reader:
            library, source = _key(quote)
            layout = reader.layout_of(library, source) if self._row(reader, quote) else None
            if layout is None:
                raise DocumentGoneError(GONE)
            return source.rpartition("/")[2], self._store.original(layout.fingerprint)

    def _row(self, reader: Reader, quote: Quote) -> CatalogRow | None:
        """The document of a quote, if it can be quoted here."""
        return self._catalog(reader).get(_key(quote))

    def _opened(self, quote: Quote) -> _Opened | None:
        """The document of a quote; both its bytes and its text are as they were kept."""
        library, source = _key(quote)
        with self._store.reading() as reader:
            row = self._row(reader, quote)
            layout = reader.layout_of(library, source) if row else None
            infos = reader.documents(library, shared=False, source=source)
            if row is None or layout is None or not infos:
                return None
            data = self._store.original(layout.fingerprint)
            if layout.text_fingerprint != layout.fingerprint:
                data = self._store.original(layout.text_fingerprint)
            return _Opened(infos[0], layout, data.decode(), reader.reading_passages(row.reading_id))


def _key(quote: Quote) -> Key:
    return quote.citation.library_id, quote.citation.source


def _home(opened: _Opened, quote: Quote) -> int | None:
    """The passage in which the quote's words stand: where it was, or else the first that has them.

    They may stand in several, and in a document that was read anew the places are others.
    """
    holding = [n for n, each in enumerate(opened.passages) if quote.text in each.text]
    span = quote.citation.span
    if opened.layout.fingerprint == quote.citation.fingerprint:
        there = [
            n
            for n in holding
            if opened.passages[n].span.start <= span.start
            and span.end <= opened.passages[n].span.end
        ]
        holding = there or holding
    return next(iter(holding), None)


def _marks(passage: Passage, quote: Quote) -> tuple[Span, ...]:
    start = passage.text.find(quote.text)
    return (Span(start, start + len(quote.text)),) if start >= 0 else ()


def _again(opened: _Opened, quote: Quote, passage: Passage) -> Quote | None:
    """The quote where it stands now: its sentences, or its passage where they were cut anew."""
    start = passage.text.find(quote.text)
    end = start + len(quote.text)
    inside = [s for s in passage.sentences if start <= s.reading.start and s.reading.end <= end]
    if inside and (inside[0].reading.start, inside[-1].reading.end) == (start, end):
        span = Span(inside[0].span.start, inside[-1].span.end)
        return _quote(opened, quote, passage, span, quote.text, quote.marked)
    return _quote(opened, quote, passage, passage.span, passage.text, _marks(passage, quote))


def _section(passages: list[Passage], home: int) -> tuple[int, int]:
    """The first and last of the neighbouring passages under the same headings."""
    first = last = home
    section = passages[home].section
    while first > 0 and passages[first - 1].section == section:
        first -= 1
    while last + 1 < len(passages) and passages[last + 1].section == section:
        last += 1
    return max(first, home - SECTION_PASSAGES), min(last, home + SECTION_PASSAGES)


def _likest(passages: list[Passage], quote: Quote) -> tuple[Passage, Span, Span] | None:
    """The neighbouring sentences that share most words with a quote; None if none share many."""
    wanted = set(WORD.findall(quote.text.lower()))
    best, found = ALIKE, None
    for passage, span, reading in _runs(passages):
        words = set(WORD.findall(passage.text[reading.start : reading.end].lower()))
        alike = len(words & wanted) / (len(words | wanted) or 1)
        if alike > best:
            best, found = alike, (passage, span, reading)
    return found


def _runs(passages: list[Passage]) -> Iterator[tuple[Passage, Span, Span]]:
    for passage in passages:
        for first, one in enumerate(passage.sentences):
            for other in passage.sentences[first : first + MOST_SENTENCES]:
                span = Span(one.span.start, other.span.end)
                yield passage, span, Span(one.reading.start, other.reading.end)


def _quote(
    opened: _Opened,
    quote: Quote,
    passage: Passage,
    span: Span,
    text: str,
    marked: tuple[Span, ...],
) -> Quote:
    """Words of the document as they are cited, compared with it before.

    Raises:
        StoreError: they do not stand there.
    """
    layout = opened.layout
    if not reads_as(kept_text(opened.text, span, layout.skips), text, markup=layout.markup):
        log.error("“%s” does not read as its passage at %s", layout.source, span)
        raise StoreError(
            f"What is kept of the document “{layout.source}” does not agree with its text. Run "
            "“footnote doctor --deep --repair”."
        )
    places = find_places(layout.places, span)
    page = next((place for place in places if place.kind is PlaceKind.PAGE), None)
    first, last = find_lines(opened.text, span) if layout.lines else (None, None)
    return Quote(
        text=text,
        marked=marked,
        citation=Citation(
            source=layout.source,
            title=opened.info.title,
            section=passage.section,
            page=page.first if page else None,
            page_label=(page.first_label or str(page.first)) if page else None,
            first_line=first,
            last_line=last,
            span=span,
            fingerprint=layout.fingerprint,
            places=places,
            library_id=quote.citation.library_id,
            origin=layout.origin,
        ),
        score=quote.score,
    )
