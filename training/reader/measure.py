"""Weights to measures: re-ranking the best of search, marking, telling unanswerable questions."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import torch

from index.judge.network import Together
from index.judge.spans import best_span
from index.types import Span
from index.words import tokens
from training.reader.batches import Batches
from training.reader.data import Asked, Pool
from training.reader.examples import WORD, Pair, change
from training.reader.search import Search

CANDIDATES = 10
WEIGHTS = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0)  # of search's score beside the relevance logit
ARTICLES = frozenset("a an the".split())
BATCH = 24


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the network says of one pair; `span` is None where the text has no tokens.

    `top` is the sum of the logits of the likeliest answer's begin and end.
    """

    relevance: float
    answerable: float
    top: float
    span: Span | None


@torch.inference_mode()
def judge(network: Together, batches: Batches, pairs: Sequence[Pair]) -> list[Verdict]:
    """Judge pairs, those of like length together."""
    order = sorted(range(len(pairs)), key=lambda i: batches.length(pairs[i]))
    found: dict[int, Verdict] = {}
    for start in range(0, len(order), BATCH):
        rows = order[start : start + BATCH]
        batch = batches([pairs[row] for row in rows])
        out = network(**batch.inputs)
        for at, row in enumerate(rows):
            begins = out.starts[at].float().cpu().numpy()
            ends = out.ends[at].float().cpu().numpy()
            span, top = best_span(begins, ends, batch.places[at])
            found[row] = Verdict(float(out.relevance[at]), float(out.answerable[at]), top, span)
    return [found[row] for row in range(len(pairs))]


def f1(found: str, answers: Sequence[str]) -> float:
    """SQuAD's F1: shared words over both, the best of the answers."""
    said = [word for word in tokens(found) if word not in ARTICLES]
    best = 0.0
    for answer in answers:
        gold = [word for word in tokens(answer) if word not in ARTICLES]
        shared = sum((Counter(said) & Counter(gold)).values())
        best = max(best, 2 * shared / (len(said) + len(gold)) if said or gold else 0.0)
    return best


def auroc(right: Sequence[float], wrong: Sequence[float]) -> float:
    """The chance that one of `right` is above one of `wrong`; ties count half."""
    if not right or not wrong:
        return math.nan
    a, b = np.asarray(right)[:, None], np.asarray(wrong)[None, :]
    return float((a > b).mean() + (a == b).mean() / 2)


class Measuring:
    """A fixed sample of a pool's questions with search's candidates, found once."""

    def __init__(
        self, pool: Pool, search: Search, number: int, seed: int, foreign: Sequence[Asked] = ()
    ) -> None:
        rng = random.Random(seed)  # not a secret
        answerable = [each for each in pool.questions if each.places]
        adversarial = [each for each in pool.questions if not each.places]
        self.pool = pool
        self.asked = rng.sample(answerable, min(number, len(answerable)))
        self.unanswerable = rng.sample(adversarial, min(number // 2, len(adversarial)))
        self.foreign = rng.sample(list(foreign), min(number // 4, len(foreign)))
        self.found = {
            each.question: search.best(each.question, CANDIDATES)
            for each in (*self.asked, *self.unanswerable, *self.foreign)
        }
        words = sorted({w for q in pool.questions for w in WORD.findall(q.question) if len(w) > 3})
        self.changed: list[Pair] = []
        for each in self.asked[:100]:
            number = each.places[0][0]
            new = change(each.question, pool.passages[number].passage.text, words, rng)
            if new:
                self.changed.append(Pair(new, number))

    def searched(self) -> dict[str, float]:
        """What search comes to alone."""
        return self._hits([[score for _, score in self.found[q.question]] for q in self.asked])

    def _hits(self, scores: Sequence[Sequence[float]]) -> dict[str, float]:
        ranks = []
        for asked, row in zip(self.asked, scores, strict=True):
            order = np.argsort(-np.asarray(row), kind="stable")
            right = {place for place, _ in asked.places}
            numbers = [self.found[asked.question][each][0] for each in order]
            ranks.append(next((i for i, each in enumerate(numbers) if each in right), 99))
        return {
            "hit@1": round(float(np.mean([rank < 1 for rank in ranks])), 4),
            "hit@3": round(float(np.mean([rank < 3 for rank in ranks])), 4),
            "hit@10": round(float(np.mean([rank < 10 for rank in ranks])), 4),
        }

    def measure(
        self, network: Together, batches: Batches, weight: float | None = None
    ) -> dict[str, Any]:
        """Every measure; `weight` of search's score for all but the hits, by default the best."""
        everyone = (*self.asked, *self.unanswerable, *self.foreign)
        pairs, ends = [], [0]
        for asked in everyone:
            for number, _ in self.found[asked.question]:
                pairs.append(Pair(asked.question, number))
            ends.append(len(pairs))
        said = judge(network, batches, [*pairs, *self.changed])
        verdicts = [said[a:b] for a, b in pairwise(ends)]
        changed = said[len(pairs) :]
        by_weight, tops = {}, {}
        for each in WEIGHTS:
            scores = [
                [
                    verdict.relevance + each * score
                    for verdict, (_, score) in zip(row, self.found[asked.question], strict=True)
                ]
                for asked, row in zip(everyone, verdicts, strict=True)
            ]
            by_weight[str(each)] = self._hits(scores[: len(self.asked)])
            tops[each] = [int(np.argmax(row)) for row in scores]
        if weight is None:
            hits = {each: by_weight[str(each)] for each in WEIGHTS}
            weight = max(hits, key=lambda each: (hits[each]["hit@1"], hits[each]["hit@3"]))
        top = [row[at] for row, at in zip(verdicts, tops[weight], strict=True)]
        marked, given = [], []
        for asked, row, verdict, at in zip(self.asked, verdicts, top, tops[weight], strict=False):
            number = self.found[asked.question][at][0]
            marked.append(self._f1(asked, number, verdict))
            held = {place for place, _ in asked.places}
            for (number, _), one in zip(self.found[asked.question], row, strict=True):
                if number in held:
                    given.append(self._f1(asked, number, one))
                    break
        count, more = len(self.asked), len(self.asked) + len(self.unanswerable)
        own = [each.answerable for each in top[:count]]
        return {
            "search alone": self.searched(),
            "with search × weight": by_weight,
            "weight": weight,
            "marked@1 F1": round(float(np.mean(marked)), 4),
            "F1 in the right passage": round(float(np.mean(given)), 4),
            "AUROC adversarial": round(
                auroc(own, [each.answerable for each in top[count:more]]), 4
            ),
            "AUROC foreign": round(auroc(own, [each.answerable for each in top[more:]]), 4),
            "AUROC changed questions": round(auroc(own, [each.answerable for each in changed]), 4),
            "questions": count,
        }

    def _f1(self, asked: Asked, number: int, verdict: Verdict) -> float:
        if not verdict.span:
            return 0.0
        text = self.pool.passages[number].passage.text
        return f1(text[verdict.span.start : verdict.span.end], asked.answers)
