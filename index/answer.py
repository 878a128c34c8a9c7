"""Pipeline 2: search, quote, verify, answer."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Sequence

from index.errors import FootnoteError
from index.quote import Cut, choose, coverage
from index.search import Found, Terms
from index.types import Answer, Citation, Original, PlaceKind, Quote, SearchResult
from index.verify import find_lines, find_places, kept_text, reads_as

log = logging.getLogger(__name__)

NEAREST = 3  # passages offered when the documents don't say

# Confidence is a logistic function of three signs, each in 0…1 for all but odd questions. Weights
# and bias were set on questions to 413 pages of product reviews and to forum posts (SQuADShifts;
# Miller et al. 2020), own questions against other pages' questions; see docs/measures.md.
SENTENCE_COSINE, NEAREST_COSINE, COVERAGE, BIAS = 7.0, 7.0, 7.0, -8.9


def confidence(results: Sequence[SearchResult], cuts: Sequence[Cut], terms: Terms) -> float:
    """How sure we are that the documents answer, 0…1, rounded to four places.

    From the marked sentence of the first quote (its cosine with the question, the share of the
    question's weighted terms that it holds) and the nearest sentence of all.
    """
    if not cuts:
        return 0.0
    first = cuts[0]
    signs = (
        SENTENCE_COSINE * first.result.sentence_cosines[first.marked]
        + NEAREST_COSINE * max(each.sentence_cosine for each in results)
        + COVERAGE * coverage(first.result, first.marked, terms)
    )
    return round(1 / (1 + math.exp(-signs - BIAS)), 4)


def answer(
    question: str,
    found: Found,
    *,
    original: Callable[[SearchResult], Original],
    quotes: int,
    min_confidence: float,
) -> Answer:
    """Answer from the passages that were found for a question.

    `original` reads the stored document of a passage again; each quote is compared with it before
    it is given out, and one that doesn't stand there any more is withheld and counted.
    """
    cuts = choose(found.results, found.terms, max(quotes, NEAREST))
    sure = confidence(found.results, cuts, found.terms)
    answered = sure >= min_confidence
    shown: list[Quote] = []
    withheld = found.damaged
    for cut in cuts[: quotes if answered else NEAREST]:
        quote = verified(cut, original)
        if quote:
            shown.append(quote)
        else:
            withheld += 1
    return Answer(
        question=question,
        quotes=tuple(shown) if answered else (),
        nearest=() if answered else tuple(shown),
        confidence=sure if shown else 0.0,
        withheld=withheld,
        by_words=found.by_words,
    )


def verified(cut: Cut, original: Callable[[SearchResult], Original]) -> Quote | None:
    """The quote with its place, if the stored document still says so there; None if not."""
    result, span = cut.result, cut.source
    try:
        stored = original(result)
    except FootnoteError as error:
        log.error("withheld a quote of %s: %s", result.source, error)
        return None
    said = kept_text(stored.text, span, stored.skips)
    if not reads_as(said, cut.text, markup=stored.markup):
        log.error("withheld a quote of %s: it does not stand at %s", result.source, span)
        return None
    places = find_places(stored.places, span)
    page = next((place for place in places if place.kind is PlaceKind.PAGE), None)
    first, last = find_lines(stored.text, span) if stored.lines else (None, None)
    return Quote(
        text=cut.text,
        marked=(cut.mark,),
        citation=Citation(
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
        ),
        score=round(cut.score, 6),
    )
