"""Question to SearchResults: meaning and words together.

Meaning proposes passages by FAISS, words by BM25 over the places that FTS5 knows, both of what the
viewer sees alone; each proposed passage is then scored by both.
The sum is weighted, not by rank: a cosine and BM25 over its upper bound (Robertson and Zaragoza,
"The Probabilistic Relevance Framework: BM25 and Beyond", 2009) mean the same for every question.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.asked import read_asked
from index.generation import Generation, View
from index.likeness import WordVectors
from index.query import Query, plain
from index.rank import rank
from index.record import Reader, StoredPassage
from index.sight import Sight
from index.types import SearchResult, Viewer
from index.variants import COUNTS, Variants, stood_for
from index.words import question_terms

CANDIDATES = 50  # passages that meaning and words may each propose, from each library
NEAREST_ROWS = 250  # vectors looked at for them: a passage has several
WITH_WORDS = 400  # passages with the rarest of the words, of which BM25 chooses the candidates
K1, B = 1.2, 0.75  # BM25's usual constants
COMMON_PASSAGES = 40  # how many passages the background word frequencies count for

Places = dict[str, NDArray[np.int64]]  # for each key the ids of the passages that hold it


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
    words: WordVectors | None = None,
) -> Found:
    """The passages that fit a question best, best first, from all the libraries `held`.

    What `viewer` may not see has no part in it: no passage, no word count. `words` tell how alike
    two words are.
    """
    sights = [Sight(generation, reader, viewer) for generation, reader in held]
    return search_for(plain(question), vector, sights, words)


def search_for(
    query: Query,
    vector: NDArray[np.float32],
    sights: Sequence[Sight],
    words: WordVectors | None = None,
) -> Found:
    """The same for a question that has been read; `vector` is that of its meaning."""
    found = propose_for(query, vector, sights)
    asked = read_asked(query.text, found.terms.weights, query.variants)
    return replace(found, results=tuple(query.scope.keep(rank(found.results, asked, words))))


def propose(
    question: str,
    vector: NDArray[np.float32],
    held: Sequence[tuple[Generation, Reader]],
    viewer: Viewer,
) -> Found:
    """The passages that are worth ranking, scored by meaning and words alone.

    The question's terms are weighted by how rare they are in what `viewer` sees of the libraries
    together.
    """
    sights = [Sight(generation, reader, viewer) for generation, reader in held]
    return propose_for(plain(question), vector, sights)


def propose_for(query: Query, vector: NDArray[np.float32], sights: Sequence[Sight]) -> Found:
    """The same for a question that has been read."""
    asked = question_terms(query.text)
    places = [_find_keys(sight, asked, query.variants) for sight in sights]
    terms, average = weigh_terms(asked, [sight.seen for sight in sights], places)
    results: list[SearchResult] = []
    damaged = 0
    for number, (sight, found) in enumerate(zip(sights, places, strict=True)):
        generation, reader = sight.generation, sight.reader
        within = query.scope.ids[number] if query.scope.ids else None
        if within is not None:
            found = {key: ids[np.isin(ids, within)] for key, ids in found.items()}
        nearest = _nearest(generation, sight.seen, vector, within)
        best = _best_words(reader, found, terms, average, query.variants)
        ids = list(dict.fromkeys([*nearest, *best]))
        stored = [
            each
            for each in reader.passages(generation.library_id, ids)
            if each.limits.allow(sight.viewer)  # the record has the last word
        ]
        sound = [each for each in stored if each.sound]
        damaged += len(stored) - len(sound)
        results.extend(_score(sight, sound, vector, terms, average, query.variants))
    results.sort(key=lambda each: -each.score)
    by_words = any(not sight.generation.whole for sight in sights)
    return Found(tuple(results), terms, by_words, damaged)


def _find_keys(sight: Sight, asked: Sequence[Sequence[str]], variants: Variants) -> Places:
    """Where each key of a question occurs in what is seen of a library, or what stands for it."""
    found = {key: sight.places(key) for term in asked for key in term}
    for variant in variants:
        others = sight.together(variant.needs)
        for key in variant.keys if len(others) else ():
            if key in found:
                found[key] = np.union1d(found[key], others)
    return found


def weigh_terms(
    asked: Sequence[Sequence[str]], views: Sequence[View], places: Sequence[Places]
) -> tuple[Terms, float]:
    """The question's terms, and the average number of keys in a passage.

    `asked` are the forms of each word; `views` and `places` are those of each library.
    """
    counts: Counter[str] = Counter()
    for found in places:
        counts.update({key: len(ids) for key, ids in found.items()})
    passages = sum(seen.passages for seen in views)
    weights: dict[str, float] = {}
    for term in asked:
        # Of a compound count the forms that occur; of a word that doesn't occur, one form.
        for key in [each for each in term if counts[each]] or term[:1]:
            weights[key] = math.log(1 + (passages - counts[key] + 0.5) / (counts[key] + 0.5))
    return Terms(weights), sum(seen.keys for seen in views) / max(passages, 1)


def _nearest(
    generation: Generation,
    seen: View,
    vector: NDArray[np.float32],
    within: NDArray[np.int64] | None,
) -> list[int]:
    """Ids of the passages whose vectors are nearest, of all segments together.

    Only of the passages `within`, if there is such a limit.
    """
    rows = sorted(
        (-cosine, passage)
        for segment in generation.segments
        for cosine, passage in segment.search(vector, NEAREST_ROWS, seen.readings, within)
    )
    return list(dict.fromkeys(passage for _, passage in rows[:NEAREST_ROWS]))[:CANDIDATES]


def _best_words(
    reader: Reader, found: Places, terms: Terms, average: float, variants: Variants
) -> list[int]:
    """Ids of the passages that BM25 puts first among those with the rarest keys."""
    with_keys = [(found[key], weight) for key, weight in terms.weights.items() if len(found[key])]
    if not with_keys:
        return []
    first = min(int(ids[0]) for ids, _ in with_keys)  # ids are ascending
    sums = np.zeros(max(int(ids[-1]) for ids, _ in with_keys) - first + 1)
    for ids, weight in with_keys:
        sums[ids - first] += weight
    at = np.flatnonzero(sums)
    if len(at) > WITH_WORDS:
        least = np.partition(sums[at], -WITH_WORDS)[-WITH_WORDS]
        more = at[sums[at] > least]
        at = np.concatenate([more, at[sums[at] == least][: WITH_WORDS - len(more)]])
    rarest = (at + first).tolist()
    scores = {
        each: bm25_share(terms, keys, average, variants)
        for each, keys in reader.passage_keys(rarest).items()
    }
    return sorted(scores, key=lambda each: (-scores[each], each))[:CANDIDATES]


def _score(
    sight: Sight,
    stored: Sequence[StoredPassage],
    vector: NDArray[np.float32],
    terms: Terms,
    average: float,
    variants: Variants,
) -> list[SearchResult]:
    """Both scores of each proposed passage."""
    generation, reader = sight.generation, sight.reader
    results: list[SearchResult] = []
    for each, cosines in zip(stored, generation.cosines(reader, vector, stored), strict=True):
        if cosines is None:
            continue  # its vectors were damaged, and the log says so
        own, *sentences = (float(x) for x in cosines)
        words = bm25_share(terms, each.keys, average, variants)
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


def bm25_share(terms: Terms, keys: Sequence[str], average: float, variants: Variants = ()) -> float:
    """BM25 of a text with these search keys over its upper bound for the question, 0…1.

    `average` is the mean number of keys of a passage. What is written in another way counts
    somewhat less than the question's own words.
    """
    if not terms.weights:
        return 0.0
    counts: dict[str, float] = dict(Counter(keys))
    for key in stood_for(keys, variants):
        counts[key] = counts.get(key, 0) + COUNTS
    norm = K1 * (1 - B + B * len(keys) / max(average, 1))
    score = sum(
        w * counts[key] / (counts[key] + norm) for key, w in terms.weights.items() if key in counts
    )
    return score / terms.total
