"""What was shown for questions to figures: one scorer for all systems. Pure.

An answer counts where it stands: something shown holds it if it is of the right document and covers
the answer's characters there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.peers.shown import Reply, Shown
from index.evaluate.questions import Question
from index.sentences import find_sentences

RANKS = 10  # passages that are looked at
QUOTES = 3
FIRST_CHARS = 1000  # that a reader reads
QUOTE_SENTENCES, QUOTE_CHARS = 2, 400  # of a quote that count


@dataclass(frozen=True, slots=True)
class Scored:
    """What one question came to.

    `passage` and `quote` count from 1 to the first that holds an answer, 0 if none of those looked
    at does; `within` says whether an answer stands in the first characters shown.
    """

    passage: int
    within: bool
    quote: int


def score(reply: Reply, question: Question) -> Scored:
    """Look at what was shown for an answerable question."""
    return Scored(
        _rank(reply.passages[:RANKS], question),
        _rank(first_chars(reply.passages, FIRST_CHARS), question) > 0,
        _rank((reply.quotes or ())[:QUOTES], question),
    )


def _rank(shown: Sequence[Shown], question: Question) -> int:
    return next((n for n, each in enumerate(shown, start=1) if holds(each, question)), 0)


def holds(shown: Shown, question: Question) -> bool:
    """Whether something shown covers an answer in the document that answers."""
    return shown.source == question.document and any(
        shown.start <= each.start and each.end <= shown.end for each in question.spans
    )


def first_chars(shown: Sequence[Shown], chars: int) -> list[Shown]:
    """What a reader sees who reads `chars` characters: the last passage may be broken off."""
    seen: list[Shown] = []
    for each in shown:
        end = min(each.end, each.start + chars)
        seen.append(Shown(each.source, each.start, end, each.score))
        chars -= end - each.start
        if chars <= 0:
            break
    return seen


def counted_chars(text: str) -> int:
    """How many characters of a quote count: those of its first sentences."""
    ends = [each.end for each in find_sentences(text)[:QUOTE_SENTENCES]]
    return min(ends[-1] if ends else len(text), QUOTE_CHARS)


def share_at(ranks: Sequence[int], number: int) -> float:
    """The share of questions whose answer stands in one of the first `number`."""
    return sum(0 < rank <= number for rank in ranks) / len(ranks)


def reciprocal(ranks: Sequence[int]) -> float:
    """The mean reciprocal rank; 0 for what was not found."""
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def percentile(values: Sequence[float], percent: float) -> float:
    """The least value that so many per cent of the values don't exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]
