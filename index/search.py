"""Question to SearchResults: meaning and words together.

Meaning proposes passages by FAISS, words by FTS5; each proposed passage is then scored by both.
The sum is weighted, not by rank: a cosine and BM25 over its upper bound (Robertson and Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond", 2009) mean the same for every question.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.asked import read_asked
from index.likeness import WordVectors
from index.rank import rank
from index.record import Reader, StoredPassage
from index.types import SearchResult
from index.vectors import VectorIndex
from index.words import question_terms

CANDIDATES = 50  # passages that meaning and words may each propose, from each library
NEAREST_ROWS = 250  # vectors looked at for them: a passage has several
K1, B = 1.2, 0.75  # BM25's usual constants
COMMON_PASSAGES = 40  # how many passages the background word frequencies count for

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Generation:
    """A complete, searchable state of a library.

    `passage_ids` are the passages in the order of their vectors; the vectors of the passage at
    position i are the rows `first_rows[i]` (its own) up to `first_rows[i + 1]` (its sentences').
    """

    library_id: int
    number: int
    index: VectorIndex
    passage_ids: Rows
    first_rows: Rows


@dataclass(frozen=True, slots=True)
class Terms:
    """What a question looks for: keys and their weights (inverse document frequencies)."""

    weights: dict[str, float]

    @property
    def total(self) -> float:
        """The sum of the weights: the most that any text can reach."""
        return sum(self.weights.values())

    def coverage(self, keys: Sequence[str]) -> float:
        """The share of the weights whose keys occur among `keys`, 0…1."""
        present = set(keys)
        found = sum(weight for key, weight in self.weights.items() if key in present)
        return found / self.total if self.weights else 0.0


def search(
    question: str,
    vector: NDArray[np.float32],
    held: Sequence[tuple[Generation, Reader]],
    words: WordVectors | None = None,
) -> tuple[list[SearchResult], Terms]:
    """The passages that fit a question best, best first, from all the libraries `held`.

    Also gives the question's terms, weighted by how rare they are in those libraries together.
    """
    results, terms = propose(question, vector, held)
    return rank(results, read_asked(question, terms.weights), words), terms


def propose(
    question: str, vector: NDArray[np.float32], held: Sequence[tuple[Generation, Reader]]
) -> tuple[list[SearchResult], Terms]:
    """The passages that are worth ranking, scored by meaning and words alone, and the terms."""
    terms, average = weigh_terms(question, held)
    results: list[SearchResult] = []
    for generation, reader in held:
        ids = _propose(generation, reader, vector, list(terms.weights))
        stored = reader.passages(generation.library_id, ids)
        results.extend(_score(generation, stored, vector, terms, average))
    return results, terms


def weigh_terms(question: str, held: Sequence[tuple[Generation, Reader]]) -> tuple[Terms, float]:
    """The question's terms, and the average number of keys in a passage."""
    asked = question_terms(question)
    keys = [key for term in asked for key in term]
    counts: Counter[str] = Counter()
    passages = total = 0
    for generation, reader in held:
        counts.update(reader.word_counts(generation.library_id, keys))
        _, number, length = reader.counts(generation.library_id)
        passages, total = passages + number, total + length
    weights: dict[str, float] = {}
    for term in asked:
        # Of a compound count the forms that occur; of a word that doesn't occur, one form.
        for key in [each for each in term if counts[each]] or term[:1]:
            weights[key] = math.log(1 + (passages - counts[key] + 0.5) / (counts[key] + 0.5))
    return Terms(weights), total / max(passages, 1)


def _propose(
    generation: Generation, reader: Reader, vector: NDArray[np.float32], keys: list[str]
) -> list[int]:
    """Ids of the passages that meaning or words find, without repetition."""
    rows = generation.index.search(vector, NEAREST_ROWS)
    positions = np.searchsorted(generation.first_rows, rows, side="right") - 1
    nearest = dict.fromkeys(generation.passage_ids[positions].tolist())
    by_words = reader.best_words(generation.library_id, keys, CANDIDATES) if keys else []
    return list(dict.fromkeys([*list(nearest)[:CANDIDATES], *by_words]))


def _score(
    generation: Generation,
    stored: Sequence[StoredPassage],
    vector: NDArray[np.float32],
    terms: Terms,
    average: float,
) -> list[SearchResult]:
    """Both scores of each proposed passage."""
    positions = np.searchsorted(generation.passage_ids, [each.id for each in stored])
    starts, ends = generation.first_rows[positions], generation.first_rows[positions + 1]
    spans = [np.arange(a, b) for a, b in zip(starts, ends, strict=True)]
    rows = np.concatenate(spans) if spans else np.zeros(0, dtype=np.int64)
    cosines = generation.index.cosines(vector, rows)
    results: list[SearchResult] = []
    offset = 0
    for each, count in zip(stored, ends - starts, strict=True):
        own, *sentences = (float(x) for x in cosines[offset : offset + count])
        offset += int(count)
        words = bm25_share(terms, each.keys, average)
        best = max(sentences)
        results.append(
            SearchResult(
                library_id=generation.library_id,
                document_id=each.document_id,
                source=each.source,
                title=each.title,
                fingerprint=each.fingerprint,
                passage=each.passage,
                score=(own + best) / 2 + words,
                passage_cosine=own,
                words=words,
                sentence_cosines=tuple(sentences),
            )
        )
    return results


def bm25_share(terms: Terms, keys: Sequence[str], average: float) -> float:
    """BM25 of a text with these search keys over its upper bound for the question, 0…1.

    `average` is the mean number of keys of a passage.
    """
    if not terms.weights:
        return 0.0
    counts = Counter(keys)
    norm = K1 * (1 - B + B * len(keys) / max(average, 1))
    score = sum(w * counts[key] / (counts[key] + norm) for key, w in terms.weights.items())
    return score / terms.total
