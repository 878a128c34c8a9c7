"""How alike two words are in meaning, from the encoder's own table of input vectors. Pure.

"Bought" and "purchased" share no letter, but the vectors that the model begins with lie near one
another once the mean of all is taken away (Mu and Viswanath, "All-but-the-Top", 2018). A few
dimensions are enough to tell which words of a sentence stand for which of the question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIMENSIONS = 64  # the directions in which the table varies most; 384 rank no better
REMEMBERED = 100_000  # words
UNLIKE = 0.3  # cosine under which two words have nothing to do with one another


class WordVectors:
    """Unit vectors of single words, made from the vectors of their tokens."""

    def __init__(self, table: Vectors, token_ids: Callable[[str], list[int]]) -> None:
        """Take a model's input vectors, shape (tokens, width), and its tokenizer."""
        centred = table - table.mean(axis=0)
        _, directions = np.linalg.eigh(centred.T @ centred)
        self._table = (centred @ directions[:, -DIMENSIONS:]).astype(np.float16)
        self._token_ids = token_ids
        self._known: dict[str, Vectors] = {}

    def __call__(self, words: Sequence[str]) -> Vectors:
        """The vectors of `words`, shape (words, dimensions); of a word without tokens all 0."""
        if len(self._known) > REMEMBERED:
            self._known = {}
        known = self._known  # another thread may begin a new one
        for word in words:
            if word not in known:
                known[word] = self._make(word)
        if not words:
            return np.zeros((0, self._table.shape[1]), dtype=np.float32)
        return np.array([known[word] for word in words])

    def _make(self, word: str) -> Vectors:
        ids = self._token_ids(word)
        if not ids:
            return np.zeros(self._table.shape[1], dtype=np.float32)
        mean: Vectors = self._table[ids].astype(np.float32).mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)


def likeness(asked: Vectors, said: Vectors, starts: NDArray[np.int64]) -> Vectors:
    """For each asked word how near the nearest word of each sentence is, 0…1.

    Args:
        asked: vectors of the question's words, shape (words, dimensions).
        said: vectors of all sentences' words one after another, shape (n, dimensions).
        starts: where in `said` each sentence begins; none is empty.

    Returns:
        Shape (words, sentences).
    """
    cosines = np.maximum.reduceat(asked @ said.T, starts, axis=1)
    found: Vectors = np.clip((cosines - UNLIKE) / (1 - UNLIKE), 0, 1)
    return found
