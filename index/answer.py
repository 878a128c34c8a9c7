"""Pipeline 2: search, quote, verify, answer."""

from __future__ import annotations

import logging
from collections.abc import Callable

from index.asked import read_asked
from index.errors import FootnoteError
from index.mark import find_answer
from index.quote import Cut, choose
from index.search import Found
from index.types import Answer, Citation, Original, PlaceKind, Quote, SearchResult, Span
from index.verify import find_lines, find_places, kept_text, reads_as

log = logging.getLogger(__name__)

NEAREST = 3  # passages offered when the documents don't say
SPARE = 5  # quotes that stand in for those that are withheld


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
    cuts = choose(found.results, max(quotes, NEAREST) + SPARE)
    asked = read_asked(question, {})
    sure, answered = 0.0, False
    shown: list[Quote] = []
    withheld = found.damaged
    for cut in cuts:
        if shown and len(shown) == (quotes if answered else NEAREST):
            break
        quote = verified(cut, original, find_answer(cut.text, cut.sentence, asked))
        if quote is None:
            withheld += 1
            continue
        if not shown:  # how sure one may be of what is shown, not of what was withheld
            sure = round(cut.result.confidence, 4)
            answered = sure >= min_confidence
        shown.append(quote)
    return Answer(
        question=question,
        quotes=tuple(shown) if answered else (),
        nearest=() if answered else tuple(shown),
        confidence=sure,
        withheld=withheld,
        by_words=found.by_words,
    )


def verified(cut: Cut, original: Callable[[SearchResult], Original], mark: Span) -> Quote | None:
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
        marked=(mark,),
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
