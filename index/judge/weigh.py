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
from index.rank import networks
from index.types import SearchResult

READ = 10  # passages at most
ENOUGH = 0.98  # of the chance that search sees: what comes behind is not read
LEAST = 1e-6  # of a chance, before its logarithm is taken
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
    keep the chance that they had. `answer` is where the judge sees the answer.
    """
    if any(each.answerable is None for each in said):
        return _by_relevance(read, said)
    known = networks()
    scores = known["judged_passages"](passage_table(read, said))
    chances = np.exp(scores - scores.max())
    chances *= sum(each.score for each in read) / chances.sum()
    sure = 1 / (1 + np.exp(-known["judged_confidence"](confidence_table(read, said))))
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
    """The order by another cross-encoder's logits beside search's; confidence stays search's."""
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


def confidence_table(read: Sequence[SearchResult], said: Sequence[Judgement]) -> Numbers:
    """What says whether a passage answers, shape (passages, JUDGED_CONFIDENCE_FEATURES)."""
    return np.array(
        [
            [_odds(result.confidence), each.relevance, each.answerable, each.top]
            for result, each in zip(read, said, strict=True)
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
