"""Questions asked of a library to Measures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from index.errors import FootnoteError
from index.evaluate.figures import (
    Bin,
    Figure,
    Share,
    calibration_error,
    mean_of,
    reliability,
    separation,
)
from index.evaluate.questions import Question
from index.library import Library
from index.sentences import find_sentences
from index.types import OPERATOR, Answer, Quote, SearchResult

QUOTES = 3
QUOTE_SENTENCES, QUOTE_CHARS = 2, 400  # of a quote are looked at for the answer
RANKS = 10  # passages
WORD = re.compile(r"\w+")
ARTICLES = frozenset(("a", "an", "the"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question came to.

    `rank` and `passage_rank` count from 1 to the first quote and passage that hold an answer; None
    if none of the first three, or ten, does. `overlap` is the F1 of the marked words of the first
    quote and the answer, `exact` whether they are the same. A question that is `foreign` was put
    to the library while the document that answers it was not there.
    """

    question: Question
    answer: Answer
    rank: int | None
    passage_rank: int | None = None
    overlap: float | None = None
    exact: bool = False
    foreign: bool = False
    milliseconds: float = 0.0

    @property
    def kind(self) -> str:
        """`own`, `foreign`, `adversarial`, or `other`: one that the documents don't answer."""
        if self.foreign:
            return "foreign"
        if self.question.answers:
            return "own"
        return "adversarial" if self.question.kind == "adversarial" else "other"


@dataclass(frozen=True, slots=True)
class Measures:
    """What a set of questions came to. A measure of which there was nothing to count is None.

    Finding and quoting count every answerable question, whether or not it was answered or declined;
    `answered` and `declined` measure the threshold.
    """

    hit_at_1: Share
    hit_at_3: Share
    hit_at_5: Share
    mrr_at_10: Figure | None
    quote_at_1: Share
    quote_at_3: Share
    marked_f1: Figure | None
    marked_exact: Share
    separation: Figure | None
    adversarial_separation: Figure | None
    answered: Share
    declined: Share
    declined_foreign: Share
    declined_adversarial: Share
    reliability: tuple[Bin, ...]
    calibration_error: float
    median_ms: float
    outcomes: tuple[Outcome, ...]


def holds(quote: Quote, question: Question) -> bool:
    """Whether a quote holds an answer.

    Where the answer's place is known, the first two sentences and 400 characters of the quote must
    cover it. Else it must stand in them letter for letter, in the right document; white space, case
    and punctuation make no difference: they differ between a file and a person who writes down an
    answer.
    """
    citation = quote.citation
    if question.document and citation.source != question.document:
        return False
    read = _read(quote.text)
    if not question.spans:
        return any(_letters(each) in _letters(read) for each in question.answers)
    # The reading form may leave out line ends: what doesn't count is taken off from behind.
    cut = len(quote.text) - len(read)
    spans = [each.span for each in (citation, *quote.also) if each.source == citation.source]
    return any(
        span.start <= each.start and each.end <= span.end - cut
        for each in question.spans
        for span in spans
    )


def _read(text: str) -> str:
    """As much of a quote as counts."""
    ends = [each.end for each in find_sentences(text)[:QUOTE_SENTENCES]]
    return text[: min(ends[-1], QUOTE_CHARS)] if ends else text[:QUOTE_CHARS]


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _covers(result: SearchResult, question: Question) -> bool:
    if question.document and result.source != question.document:
        return False
    if not question.spans:
        return any(_letters(each) in _letters(result.passage.text) for each in question.answers)
    span = result.passage.span
    return any(span.start <= each.start and each.end <= span.end for each in question.spans)


def overlap(quote: Quote, answers: Sequence[str]) -> tuple[float, bool]:
    """The best F1 of a quote's marked words and an answer's, and whether they are the same words.

    As SQuAD counts (Rajpurkar et al. 2016): case, punctuation and articles make no difference.
    """
    marked = _bag(" ".join(quote.text[each.start : each.end] for each in quote.marked))
    best, exact = 0.0, False
    for answer in answers:
        wanted = _bag(answer)
        shared = (marked & wanted).total()
        exact = exact or (marked == wanted and bool(wanted))
        if shared:
            best = max(best, 2 * shared / (marked.total() + wanted.total()))
    return best, exact


def _bag(text: str) -> Counter[str]:
    return Counter(word for word in WORD.findall(text.casefold()) if word not in ARTICLES)


def ask(library: Library, question: Question, *, foreign: bool = False) -> Outcome:
    """Ask a question and look at what comes."""
    start = perf_counter()
    answer, results = library.ask_in_full(question.question, quotes=QUOTES, viewer=OPERATOR)
    time = 1000 * (perf_counter() - start)
    if foreign or not question.answers:
        return Outcome(question, answer, None, foreign=foreign, milliseconds=time)
    quotes = (answer.quotes or answer.nearest)[:QUOTES]
    marked = overlap(quotes[0], question.answers) if quotes else (0.0, False)
    return Outcome(
        question=question,
        answer=answer,
        rank=next((n for n, each in enumerate(quotes, start=1) if holds(each, question)), None),
        passage_rank=next(
            (n for n, each in enumerate(results[:RANKS], start=1) if _covers(each, question)), None
        ),
        overlap=marked[0],
        exact=marked[1],
        milliseconds=time,
    )


def measure(library: Library, questions: Sequence[Question]) -> Measures:
    """Ask every question and count. The same library and questions give the same figures."""
    return sum_up([ask(library, each) for each in questions])


def sum_up(outcomes: Sequence[Outcome]) -> Measures:
    """The measures of what questions came to."""
    if not outcomes:
        raise FootnoteError("There are no questions to measure with.")
    by_kind: dict[str, list[Outcome]] = {"own": [], "foreign": [], "adversarial": [], "other": []}
    for each in outcomes:
        by_kind[each.kind].append(each)
    own, foreign, adversarial = by_kind["own"], by_kind["foreign"], by_kind["adversarial"]
    unanswerable = foreign or by_kind["other"]
    mixed = [*own, *unanswerable]
    bins = reliability(
        [each.answer.confidence for each in mixed], [each.rank == 1 for each in mixed]
    )
    spoken = [each.answer.evidence for each in own]
    return Measures(
        hit_at_1=_ranked(own, 1),
        hit_at_3=_ranked(own, 3),
        hit_at_5=_ranked(own, 5),
        mrr_at_10=mean_of([1 / each.passage_rank if each.passage_rank else 0 for each in own]),
        quote_at_1=Share(sum(each.rank == 1 for each in own), len(own)),
        quote_at_3=Share(sum(each.rank is not None for each in own), len(own)),
        marked_f1=mean_of([each.overlap or 0.0 for each in own]),
        marked_exact=Share(sum(each.exact for each in own), len(own)),
        separation=separation(spoken, [each.answer.evidence for each in unanswerable]),
        adversarial_separation=separation(spoken, [each.answer.evidence for each in adversarial]),
        answered=Share(sum(each.answer.answered for each in own), len(own)),
        declined=_declined(by_kind["other"]),
        declined_foreign=_declined(foreign),
        declined_adversarial=_declined(adversarial),
        reliability=tuple(bins),
        calibration_error=calibration_error(bins),
        median_ms=median(each.milliseconds for each in outcomes),
        outcomes=tuple(outcomes),
    )


def _ranked(own: Sequence[Outcome], rank: int) -> Share:
    return Share(sum((each.passage_rank or RANKS + 1) <= rank for each in own), len(own))


def _declined(outcomes: Sequence[Outcome]) -> Share:
    return Share(sum(not each.answer.answered for each in outcomes), len(outcomes))
