"""What search ranked and what a judge says of it, weighed together.

The numbers are learnt (training/judged.py) and lie in index/ranking.json beside those of ranking.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.judge.judge import Judge, Judgement
from index.judge.window import window
from index.rank import LEAST, logistic, networks
from index.types import SearchResult

READ = 10  # passages at most
ENOUGH = 0.98  # of the chance that search sees: what comes behind is not read
UNSEEN = -20.0  # the logits of a sentence that the judge did not read

Numbers = NDArray[np.float64]


def judged(
    question: str, results: Sequence[SearchResult], judge: Judge | None
) -> list[SearchResult]:
    """The results with the best of them read by `judge` and put in order again.

    Raises:
        ModelError: the judge's model can't be loaded.
    """
    read = worth_reading(results) if judge else []
    if not judge or not read:
        return list(results)
    said = ask(question, read, judge)
    return [*weigh(read[: len(said)], said), *results[len(said) :]]


def ask(question: str, read: Sequence[SearchResult], judge: Judge) -> list[Judgement]:
    """What the judge says of the passages of `read`, as many as fit into its time."""
    windows = [window(each) for each in read]
    said = judge.judge(question, [each.passage for each in windows])
    return [
        seen.back(each, len(result.passage.sentences))
        for seen, each, result in zip(windows, said, read, strict=False)
    ]


def worth_reading(results: Sequence[SearchResult]) -> list[SearchResult]:
    """The first results: as many as hold nearly all of the chance, at most `READ`."""
    behind = np.cumsum([each.score for each in results[:READ]])
    return list(results[: 1 + int(np.searchsorted(behind[:-1], ENOUGH))]) if len(behind) else []


def weigh(read: Sequence[SearchResult], said: Sequence[Judgement]) -> list[SearchResult]:
    """The results that were read, in their new order.

    `score`, `chances` and `confidence` mean what they mean in `index.rank`; together the results
    keep the chance that they had. `answer` is where the judge sees the answer. `evidence` stays
    search's: the judge tells the questions of other documents less well (docs/reader.md).
    """
    if any(each.answerable is None for each in said):
        return _by_relevance(read, said)
    known = networks()
    shares = passage_shares(read, said)
    chances = shares * sum(each.score for each in read)
    sure = logistic(known["judged_confidence"](confidence_table(read, said, shares)))
    found = [
        replace(
            result,
            score=float(chance),
            chances=tuple(float(chance * share) for share in sentence_shares(result, judgement)),
            confidence=float(confidence),
            answer=judgement.answer,
        )
        for result, judgement, chance, confidence in zip(read, said, chances, sure, strict=True)
    ]
    return sorted(found, key=lambda each: -each.score)


def _by_relevance(read: Sequence[SearchResult], said: Sequence[Judgement]) -> list[SearchResult]:
    """The order by another cross-encoder's logits beside search's; how sure search is stays."""
    scores = np.array([_log(r.score) + j.relevance for r, j in zip(read, said, strict=True)])
    chances = np.exp(scores - scores.max())
    chances *= sum(each.score for each in read) / chances.sum()
    found = [
        replace(
            each,
            score=float(chance),
            chances=tuple(float(own * chance / max(each.score, LEAST)) for own in each.chances),
        )
        for each, chance in zip(read, chances, strict=True)
    ]
    return sorted(found, key=lambda each: -each.score)


def passage_table(read: Sequence[SearchResult], said: Sequence[Judgement]) -> Numbers:
    """What orders passages, shape (passages, JUDGED_PASSAGE_FEATURES)."""
    return np.array(
        [
            [_log(result.score), each.relevance, each.answerable, each.top]
            for result, each in zip(read, said, strict=True)
        ],
        dtype=np.float64,
    )


def passage_shares(read: Sequence[SearchResult], said: Sequence[Judgement]) -> Numbers:
    """How likely each passage is the one that answers, if one of those that were read does."""
    scores = networks()["judged_passages"](passage_table(read, said))
    shares: Numbers = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares


def confidence_table(
    read: Sequence[SearchResult], said: Sequence[Judgement], shares: Numbers
) -> Numbers:
    """What says whether its quote is right, shape (passages, JUDGED_CONFIDENCE_FEATURES)."""
    return np.array(
        [
            [_odds(result.evidence), each.relevance, each.answerable, each.top, _log(share)]
            for result, each, share in zip(read, said, shares, strict=True)
        ],
        dtype=np.float64,
    )


def sentence_table(result: SearchResult, said: Judgement) -> Numbers:
    """What orders a passage's sentences, shape (sentences, JUDGED_SENTENCE_FEATURES)."""
    best = max(said.sentences)
    whole = max(result.score, LEAST)
    return np.array(
        [
            [_log(own / whole), max(logits - best, UNSEEN)]
            for own, logits in zip(result.chances, said.sentences, strict=True)
        ],
        dtype=np.float64,
    )


def sentence_shares(result: SearchResult, said: Judgement) -> Numbers:
    """How likely each sentence of a passage is the one that answers, if the passage does."""
    scores = networks()["judged_sentences"](sentence_table(result, said))
    shares: Numbers = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares


def _log(chance: float) -> float:
    return math.log(max(chance, LEAST))


def _odds(chance: float) -> float:
    """The logit of a chance."""
    kept = min(max(chance, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))
