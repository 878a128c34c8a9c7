"""Pipeline 2: search, quote, verify, answer."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.alike import same
from index.asked import Asked, read_asked
from index.differ import Read, are_versions, arrange, find_rivals, newest
from index.errors import FootnoteError
from index.mark import find_answer
from index.query import Query
from index.quote import WEAK, Cut, choose, find_copies
from index.search import Found
from index.types import (
    Answer,
    Citation,
    Difference,
    Edition,
    Lead,
    Original,
    PlaceKind,
    Quote,
    QuotedLead,
    SearchResult,
    Span,
)
from index.verify import find_lines, find_places, kept_text, reads_as

log = logging.getLogger(__name__)

NEAREST = 3  # passages offered when the documents don't say
SPARE = 5  # quotes that stand in for those that are withheld
BOTH = 2  # documents that differ are shown side by side, even if one quote is wanted


@dataclass(frozen=True, slots=True)
class _Told:
    """A quote, and what it was made of."""

    cut: Cut
    quote: Quote


def answer(
    question: str,
    found: Found,
    *,
    query: Query,
    original: Read,
    quotes: int,
    min_evidence: float,
) -> Answer:
    """Answer from the passages that were found for a question.

    `original` reads the stored document of a passage again; each quote is compared with it before
    it is given out, and one that doesn't stand there any more is withheld and counted. Quotes that
    are much less likely to answer than the best are left out. What documents say differently, or
    versions of one document say, is put side by side.
    """
    cuts = choose(found.results, max(quotes, NEAREST) + SPARE)
    asked = read_asked(query.text, {}, query.variants)
    making = _Making(query.text, asked, found.results, cuts, original)
    first_result: SearchResult | None = None
    answered, most = False, NEAREST
    for cut in cuts:
        told = making.told
        if len(told) >= most or (answered and cut.score < making.least):
            break
        if making.has(cut) or (first := making.quote(cut)) is None:
            continue
        if not told:  # how sure one may be of what is shown, not of what was withheld
            first_result = first.cut.result
            answered = round(first_result.evidence, 4) >= min_evidence
            most = quotes if answered else NEAREST
        making.tell(first, most=max(quotes - len(told), BOTH) if answered else 1)
    shown = tuple(each.quote for each in making.told)
    return Answer(
        question=question,
        quotes=shown if answered else (),
        nearest=() if answered else shown,
        confidence=round(first_result.confidence, 4) if first_result else 0.0,
        evidence=round(first_result.evidence, 4) if first_result else 0.0,
        withheld=found.damaged + making.withheld,
        by_words=found.by_words,
        differences=tuple(making.differences),
        read_as=query.read_as,
    )


@dataclass(slots=True)
class _Making:
    """An answer in the making: what is told so far, and what was withheld."""

    question: str
    asked: Asked
    results: Sequence[SearchResult]
    cuts: Sequence[Cut]
    read: Read
    withheld: int = 0
    told: list[_Told] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def least(self) -> float:
        """The chance below which a quote is too weak beside those that are told."""
        return WEAK * max((each.cut.score for each in self.told), default=0.0)

    def has(self, cut: Cut) -> bool:
        """Whether what a cut says is told already."""
        return any(
            same(cut.said, each.cut.said)
            or (
                each.cut.result is cut.result
                and each.cut.first <= cut.last
                and cut.first <= each.cut.last
            )
            for each in self.told
        )

    def quote(self, cut: Cut) -> _Told | None:
        """The quote and the other places that say the same; None if it stands nowhere any more.

        Where one of them doesn't, the next stands in; of versions of a document the newest comes
        first.
        """
        standing: list[_Told] = []
        for each in (cut, *find_copies(cut, self.results)):
            mark = each.answer or find_answer(each.text, each.sentence, self.asked)
            if quote := verified(each, self.read, mark):
                standing.append(_Told(each, quote))
            else:
                self.withheld += 1
        if not standing:
            return None
        main = standing[newest([each.cut.result for each in standing], self.read)]
        also = tuple(each.quote.citation for each in standing if each is not main)
        return replace(main, quote=replace(main.quote, also=also))

    def tell(self, first: _Told, *, most: int) -> None:
        """Put a quote at the end, and beside it at most `most` - 1 that differ from it."""
        start = len(self.told)
        self.told.append(first)
        self._add(find_rivals(first.cut, self.results, self.question, self.asked), start + most)
        values = len(self.told) > start + 1
        if not values:
            self._add(self._versions(first.cut), start + most)
        differing = self.told[start:]
        if len(differing) > 1:
            arranged = arrange([each.cut.result for each in differing], self.read)
            self.told[start:] = [differing[number] for number in arranged.order]
            editions = (
                Edition(start + place, arranged.dates[number], arranged.versions[number])
                for place, number in enumerate(arranged.order)
            )
            self.differences.append(Difference(tuple(editions), values, arranged.ordered))

    def _add(self, cuts: Iterable[Cut], most: int) -> None:
        """Put these cuts at the end if they aren't told and stand, until there are `most`."""
        if len(self.told) >= most:
            return
        for cut in cuts:
            if not self.has(cut) and (told := self.quote(cut)) is not None:
                self.told.append(told)
            if len(self.told) == most:
                return

    def _versions(self, cut: Cut) -> Iterator[Cut]:
        """The best quotes of other versions of a document, one of each, if they aren't weak."""
        seen = {cut.result.document_id}
        for each in self.cuts:
            if each.result.document_id in seen or each.score < self.least:
                continue
            try:
                versions = are_versions(cut.result, each.result, self.question, self.read)
            except FootnoteError:
                continue  # its quote will be withheld, and the log will say so
            if versions:
                seen.add(each.result.document_id)
                yield each


def verified(cut: Cut, read: Read, mark: Span) -> Quote | None:
    """The quote and its leads with their places, if the stored document still says so there.

    None if it doesn't.
    """
    try:
        stored = read(cut.result)
    except FootnoteError as error:
        log.error("withheld a quote of %s: %s", cut.result.source, error)
        return None
    citation = _cite(cut.result, Lead(cut.source, cut.text), stored)
    leads = [(lead, _cite(cut.result, lead, stored)) for lead in cut.leads]
    if citation is None or not all(place for _, place in leads):
        return None
    return Quote(
        text=cut.text,
        marked=(mark,),
        citation=citation,
        score=round(cut.score, 6),
        leads=tuple(QuotedLead(lead.text, place) for lead, place in leads if place),
    )


def _cite(result: SearchResult, words: Lead, stored: Original) -> Citation | None:
    """Where words stand in the stored document; None if they don't."""
    span = words.span
    if not reads_as(kept_text(stored.text, span, stored.skips), words.text, markup=stored.markup):
        log.error("withheld a quote of %s: it does not stand at %s", result.source, span)
        return None
    places = find_places(stored.places, span)
    page = next((place for place in places if place.kind is PlaceKind.PAGE), None)
    first, last = find_lines(stored.text, span) if stored.lines else (None, None)
    return Citation(
        source=result.source,
        title=result.title,
        section=result.passage.section,
        page=page.first if page else None,
        page_label=(page.first_label or str(page.first)) if page else None,
        first_line=first,
        last_line=last,
        span=span,
        fingerprint=result.fingerprint,
        places=places,
        library_id=result.library_id,
        origin=stored.origin,
    )
