"""The product's search over a pool of passages in memory: words, or meaning and words."""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from scipy.sparse import csc_matrix

from index.embed import Encoder
from index.search import K1, B
from index.words import keys, question_terms
from training.reader.data import Told

log = logging.getLogger(__name__)


class Search:
    """Passages by words and, where an encoder is given, by meaning: `index.search`'s score."""

    def __init__(
        self,
        passages: Sequence[Told],
        encoder: Encoder | None = None,
        kept: Path | None = None,
    ) -> None:
        """Index the passages; with an encoder this takes a while, unless vectors lie in `kept`."""
        self._encoder = encoder
        counted = [Counter(keys(each.passage.text)) for each in passages]
        lengths = [sum(each.values()) for each in counted]
        average = sum(lengths) / len(lengths)
        self._column: dict[str, int] = {}
        rows, columns, values = [], [], []
        for row, (counts, length) in enumerate(zip(counted, lengths, strict=True)):
            norm = K1 * (1 - B + B * length / average)
            for key, count in counts.items():
                rows.append(row)
                columns.append(self._column.setdefault(key, len(self._column)))
                values.append(count / (count + norm))
        self._matrix = csc_matrix(
            (values, (rows, columns)), shape=(len(passages), len(self._column)), dtype=np.float32
        )
        self._frequency = np.diff(self._matrix.indptr)
        if encoder:
            self._starts = np.cumsum([0, *(1 + len(each.passage.sentences) for each in passages)])
            self._vectors = _vectors(passages, encoder, kept)

    def scores(self, question: str) -> np.ndarray:
        """The score of each passage, shape (passages,)."""
        number = self._matrix.shape[0]
        weights: dict[str, float] = {}
        for term in question_terms(question):
            for key in [each for each in term if each in self._column] or term[:1]:
                count = self._frequency[self._column[key]] if key in self._column else 0
                weights[key] = math.log(1 + (number - count + 0.5) / (count + 0.5))
        words = np.zeros(number, dtype=np.float32)
        for key, weight in weights.items():
            if key in self._column:
                at = self._column[key]
                begin, end = self._matrix.indptr[at], self._matrix.indptr[at + 1]
                words[self._matrix.indices[begin:end]] += weight * self._matrix.data[begin:end]
        words /= sum(weights.values()) or 1.0
        if not self._encoder:
            return words
        cosines = self._vectors @ self._encoder.encode_question(question)
        # Each passage's first row is its own, the others its sentences'.
        own = cosines[self._starts[:-1]]
        cosines[self._starts[:-1]] = -1
        best = np.maximum.reduceat(cosines, self._starts[:-1])
        both: np.ndarray = (own + best) / 2 + words
        return both

    def best(self, question: str, limit: int) -> list[tuple[int, float]]:
        """Numbers and scores of the best passages, best first."""
        scores = self.scores(question)
        order = np.argsort(-scores, kind="stable")[:limit]
        return [(int(each), float(scores[each])) for each in order]


def _vectors(passages: Sequence[Told], encoder: Encoder, kept: Path | None) -> np.ndarray:
    """The vectors of passages and their sentences, from a folder where they lie there already."""
    texts = "\n".join(each.passage.text for each in passages)
    file = kept / f"{sha256(texts.encode()).hexdigest()[:16]}.npy" if kept else None
    if file and file.exists():
        found: np.ndarray = np.load(file, allow_pickle=False)
        return found
    found = np.vstack(
        encoder.encode_passages(
            [each.passage for each in passages], lambda done: log.debug("embedded %d", done)
        )
    )
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(file, found)
    return found
