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

from index.generation import Generation, View, view
from index.record import Reader, StoredPassage
from index.types import SearchResult, Viewer
from index.words import question_terms

CANDIDATES = 50  # passages that meaning and words may each propose, from each library
NEAREST_ROWS = 250  # vectors looked at for them: a passage has several
K1, B = 1.2, 0.75  # BM25's usual constants
COMMON_PASSAGES = 40  # how many passages the background word frequencies count for


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


@dataclass(frozen=True, slots=True)
class Found:
    """What a question's search came to: passages, best first, and the question's terms.

    `by_words` says that meaning could not propose, because an index is being mended; `damaged` is
    how many passages were found that the disk has changed.
    """

    results: tuple[SearchResult, ...]
    terms: Terms
    by_words: bool = False
    damaged: int = 0


def search(
    question: str,
    vector: NDArray[np.float32],
    held: Sequence[tuple[Generation, Reader]],
    viewer: Viewer,
) -> Found:
    """The passages that fit a question best from all the libraries `held`, as far as seen.

    What `viewer` may not see has no part in it: no passage, no word count. The question's terms
    are weighted by how rare they are in what they see of the libraries together.
    """
    views = [view(generation, reader, viewer) for generation, reader in held]
    terms, average = weigh_terms(question, held, views)
    results: list[SearchResult] = []
    damaged = 0
    for (generation, reader), seen in zip(held, views, strict=True):
        ids = _propose(generation, reader, seen, vector, list(terms.weights))
        stored = [
            each
            for each in reader.passages(generation.library_id, ids)
            if each.limits.allow(viewer)  # the record has the last word
        ]
        sound = [each for each in stored if each.sound]
        damaged += len(stored) - len(sound)
        results.extend(_score(generation, reader, sound, vector, terms, average))
    results.sort(key=lambda each: -each.score)
    by_words = any(not each.whole for each, _ in held)
    return Found(tuple(results), terms, by_words, damaged)


def weigh_terms(
    question: str, held: Sequence[tuple[Generation, Reader]], views: Sequence[View]
) -> tuple[Terms, float]:
    """The question's terms, and the average number of keys in a passage."""
    asked = question_terms(question)
    keys = [key for term in asked for key in term]
    counts: Counter[str] = Counter()
    passages = total = 0
    for (generation, reader), seen in zip(held, views, strict=True):
        counts.update(_word_counts(generation, reader, seen, keys))
        passages, total = passages + seen.passages, total + seen.keys
    weights: dict[str, float] = {}
    for term in asked:
        # Of a compound count the forms that occur; of a word that doesn't occur, one form.
        for key in [each for each in term if counts[each]] or term[:1]:
            weights[key] = math.log(1 + (passages - counts[key] + 0.5) / (counts[key] + 0.5))
    return Terms(weights), total / max(passages, 1)


def _word_counts(
    generation: Generation, reader: Reader, seen: View, keys: Sequence[str]
) -> dict[str, int]:
    """In how many passages that are seen each of `keys` occurs."""
    if seen.all:
        return reader.word_counts(generation.library_id, keys)
    return {key: len(_word_places(generation, reader, seen, key)) for key in keys}


def _word_places(generation: Generation, reader: Reader, seen: View, key: str) -> NDArray[np.int64]:
    ids = np.array(reader.word_places(generation.library_id, key), dtype=np.int64)
    return ids[np.isin(ids, seen.passage_ids)]


def _propose(
    generation: Generation,
    reader: Reader,
    seen: View,
    vector: NDArray[np.float32],
    keys: list[str],
) -> list[int]:
    """Ids of the passages that meaning or words find, without repetition."""
    nearest: list[int] = []
    for segment in generation.segments:
        rows = segment.search(vector, NEAREST_ROWS, seen.readings)
        nearest += list(dict.fromkeys(rows))[:CANDIDATES]
    if not keys:
        by_words = []
    elif seen.all:
        by_words = reader.best_words(generation.library_id, keys, CANDIDATES)
    else:
        by_words = _best_words(generation, reader, seen, keys)
    return list(dict.fromkeys([*nearest, *by_words]))


def _best_words(
    generation: Generation, reader: Reader, seen: View, keys: Sequence[str]
) -> list[int]:
    """What FTS5 would propose if it held what is seen alone: passages with the rarest keys."""
    weights: dict[int, float] = {}
    for key in keys:
        ids = _word_places(generation, reader, seen, key).tolist()
        weight = math.log(1 + (seen.passages - len(ids) + 0.5) / (len(ids) + 0.5))
        for each in ids:
            weights[each] = weights.get(each, 0.0) + weight
    return sorted(weights, key=lambda each: -weights[each])[:CANDIDATES]


def _score(
    generation: Generation,
    reader: Reader,
    stored: Sequence[StoredPassage],
    vector: NDArray[np.float32],
    terms: Terms,
    average: float,
) -> list[SearchResult]:
    """Both scores of each proposed passage."""
    results: list[SearchResult] = []
    for each, cosines in zip(stored, generation.cosines(reader, vector, stored), strict=True):
        if cosines is None:
            continue  # its vectors were damaged, and the log says so
        own, *sentences = (float(x) for x in cosines)
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
