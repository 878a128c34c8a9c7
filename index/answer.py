"""Pipeline 2: search, quote, verify, answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from index.errors import FootnoteError
from index.quote import Cut, choose
from index.read import extract
from index.search import Terms
from index.types import Answer, Citation, Quote, SearchResult
from index.verify import find_lines, find_page, reads_as

log = logging.getLogger(__name__)

NEAREST = 3  # passages offered when the documents don't say

# Confidence is a logistic function of how well the best passage and the best quote fit.
WEIGHTS = {"bias": -6.5, "cosine": 5.0, "words": 3.0, "coverage": 4.0}


def confidence(results: Sequence[SearchResult], cuts: Sequence[Cut], terms: Terms) -> float:
    """How sure we are that the first quote answers, 0…1."""
    if not results or not cuts:
        return 0.0
    return 0.5


def answer(
    question: str,
    results: Sequence[SearchResult],
    terms: Terms,
    *,
    original: Callable[[str], bytes],
    quotes: int,
    min_confidence: float,
) -> Answer:
    """Answer from the passages that were found.

    `original` gives the stored bytes of a fingerprint; each quote is compared with them before it
    is given out, and one that doesn't stand there any more is withheld and counted.
    """
    cuts = choose(results, terms, max(quotes, NEAREST))
    sure = confidence(results, cuts, terms)
    answered = sure >= min_confidence
    shown: list[Quote] = []
    withheld = 0
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
    )


def verified(cut: Cut, original: Callable[[str], bytes]) -> Quote | None:
    """The quote with its place, if the stored document still says so there; None if not."""
    result = cut.result
    try:
        read = extract(result.source, original(result.fingerprint))
    except FootnoteError as error:
        log.error("withheld a quote of %s: %s", result.source, error)
        return None
    span = cut.source
    if not reads_as(read.text[span.start : span.end], cut.text, markup=read.markup):
        log.error("withheld a quote of %s: it does not stand at %s", result.source, span)
        return None
    page = find_page(read.pages, span)
    first, last = find_lines(read.text, span)
    return Quote(
        text=cut.text,
        marked=(cut.mark,),
        citation=Citation(
            source=result.source,
            title=result.title,
            section=result.passage.section,
            page=page.number if page else None,
            page_label=page.label if page else None,
            first_line=first,
            last_line=last,
            span=span,
            fingerprint=result.fingerprint,
        ),
        score=round(cut.score, 6),
    )
