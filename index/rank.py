"""Passages found, to passages in the order of how likely they answer. What is learnt is numbers.

Two small networks look at the tables of index/features.py: one says how likely each passage is the
one that answers, the other how likely each of its sentences is; the product is a sentence's
chance. A third says whether the passage speaks of what is asked at all: by this evidence the
documents say or don't. A fourth makes of a passage's chance how sure one may be of its quote.
They are two, because what tells a question from those of other documents hardly tells a right
quote from a wrong one, and the other way round (docs/measures.md). `training/rank.py` makes their
numbers, which lie in ranking.json.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.asked import Asked
from index.features import PASSAGE_FEATURES, SENTENCE_FEATURES, Features, Table, features
from index.likeness import WordVectors
from index.types import SearchResult

RANKED = 50  # of the passages found: looking closely at more finds no more
FARTHEST = 5.0  # standard deviations from the mean beyond which a feature says no more
# Few, and none that compares a passage with others: the best of much that is wrong stands out too.
EVIDENCE_FEATURES = (
    *("cosine", "sentence_cosine", "words", "headed_coverage", "likeness", "missing"),
)
CONFIDENCE_FEATURES = ("chance", "sentence")  # the logits of a passage's, of its best sentence's
LEAST = 1e-6  # of a chance, before its logarithm is taken
# Of what a judge has read (index/judge/weigh.py): what search says of it, and what the judge does.
JUDGED_PASSAGE_FEATURES = ("chance", "relevance", "answerable", "top")
JUDGED_SENTENCE_FEATURES = ("chance", "logits")
JUDGED_CONFIDENCE_FEATURES = ("evidence", "relevance", "answerable", "top", "share")
NAMES = {
    "passages": PASSAGE_FEATURES,
    "sentences": SENTENCE_FEATURES,
    "evidence": EVIDENCE_FEATURES,
    "confidence": CONFIDENCE_FEATURES,
    "judged_passages": JUDGED_PASSAGE_FEATURES,
    "judged_sentences": JUDGED_SENTENCE_FEATURES,
    "judged_confidence": JUDGED_CONFIDENCE_FEATURES,
}

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Network:
    """A linear function and one hidden layer of tanh beside it, on standardized features."""

    mean: Numbers
    scale: Numbers
    linear: Numbers
    hidden: Numbers
    hidden_bias: Numbers
    out: Numbers
    bias: float

    def __call__(self, table: Table) -> Numbers:
        """The score of each row of `table`, shape (rows, features)."""
        x = np.clip((table - self.mean) / self.scale, -FARTHEST, FARTHEST)
        found: Numbers = x @ self.linear + self.bias
        if len(self.out):
            found += np.tanh(x @ self.hidden.T + self.hidden_bias) @ self.out
        return found


_used: dict[str, Network] = {}


def networks() -> dict[str, Network]:
    """The networks that come with Footnote, or those put in their place."""
    if not _used:
        file = Path(__file__).with_name("ranking.json")
        use_networks(json.loads(file.read_text(encoding="utf-8")))
    return _used


def use_networks(content: dict[str, Any]) -> None:
    """Rank with these numbers, in the form of ranking.json, from now on.

    Raises:
        ValueError: they are of other features than those of index/features.py.
    """
    for name, plain in content.items():
        if tuple(plain["features"]) != NAMES[name]:
            raise ValueError(f"{name} was trained on other features: run training/rank.py again")
        _used[name] = Network(
            bias=plain["bias"],
            **{key: np.array(plain[key]) for key in plain if key not in ("bias", "features")},
        )


def rank(
    results: Sequence[SearchResult], asked: Asked, vectors: WordVectors | None
) -> list[SearchResult]:
    """The results, most likely first; those beyond the `RANKED` best by `score` stay behind them.

    Each gets its chance as `score`, those of its sentences as `chances`, `evidence` and a
    `confidence`.
    """
    first = sorted(results, key=lambda each: -each.score)
    close, rest = first[:RANKED], first[RANKED:]
    if not close:
        return []
    found = features(close, asked, vectors)
    chances, sentences = find_chances(found)
    firsts = np.flatnonzero(np.diff(found.owner, prepend=-1))
    speaks, sure = (
        evidences(found),
        confidences(chances, np.maximum.reduceat(sentences, firsts)),
    )
    ranked = [
        replace(
            each,
            score=float(chances[n]),
            chances=tuple(map(float, sentences[found.owner == n])),
            evidence=float(speaks[n]),
            confidence=float(sure[n]),
        )
        for n, each in enumerate(close)
    ]
    ranked.sort(key=lambda each: -each.score)
    none = [replace(each, score=0.0, chances=(0.0,) * len(each.sentence_cosines)) for each in rest]
    return [*ranked, *none]


def find_chances(found: Features) -> tuple[Numbers, Numbers]:
    """How likely each passage and each sentence is the one that answers; each adds up to 1."""
    known = networks()
    passages = known["passages"](found.passages)
    chances = np.exp(passages - passages.max())
    chances /= chances.sum()
    scores = known["sentences"](found.sentences)
    firsts = np.flatnonzero(np.diff(found.owner, prepend=-1))
    raised = np.exp(scores - np.maximum.reduceat(scores, firsts)[found.owner])
    sentences = raised / np.add.reduceat(raised, firsts)[found.owner] * chances[found.owner]
    return chances, sentences


def evidence(found: Features) -> Table:
    """For each passage what says whether it answers at all, shape (passages, EVIDENCE_FEATURES)."""
    return found.passages[:, [PASSAGE_FEATURES.index(name) for name in EVIDENCE_FEATURES]]


def evidences(found: Features) -> Numbers:
    """How much speaks for it that each passage answers at all, 0…1."""
    return logistic(networks()["evidence"](evidence(found)))


def chance_table(chances: Numbers, sentences: Numbers) -> Table:
    """What says whether a passage's quote is right, shape (passages, CONFIDENCE_FEATURES).

    Of the passages' chances and those of each one's likeliest sentence, shape (passages,) both.
    """
    kept = np.clip(np.stack([chances, sentences], axis=1), LEAST, 1 - LEAST)
    found: Table = np.log(kept / (1 - kept))
    return found


def confidences(chances: Numbers, sentences: Numbers) -> Numbers:
    """How sure one may be that each passage's best quote is right, 0…1; see `chance_table`."""
    return logistic(networks()["confidence"](chance_table(chances, sentences)))


def logistic(scores: Numbers) -> Numbers:
    """The chances that are meant by these logits."""
    found: Numbers = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return found
