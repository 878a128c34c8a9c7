"""A question and the passages found for it to numbers that ranking is learnt from. Pure.

Two tables: a row for each passage, and a row for each of their sentences. Every number is cheap,
means the same for every question, and is 0 where it says nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.asked import Asked, Shape, shape_of
from index.dates import file_name
from index.likeness import WordVectors, likeness
from index.types import Passage, SearchResult, Sentence
from index.words import token_keys, word_matches

Table = NDArray[np.float64]

NEXT_TO = 6  # characters at most between two passages that follow one another
NEAR = 3  # words between two that stand as a phrase
POINTERS = frozenset(
    """he she it they this that these those his her its their such but and so however later
    similarly then""".split()
)

SENTENCE_FEATURES = (
    *("cosine", "cosine_behind", "coverage", "coverage_behind", "loose_coverage", "phrases"),
    *(
        "likeness",
        "likeness_behind",
        "order",
        "names",
        "numbers",
        "missing",
        "who",
        "when",
        "where",
        "how_many",
        "why",
    ),
    *("new_name", "new_number", "before_coverage", "after_coverage", "before_cosine"),
    *("after_cosine", "opens_with_pointer", "pointed_coverage", "is_question", "length"),
    *("is_first", "is_last", "is_short", "definition"),
)
PASSAGE_FEATURES = (
    *("cosine", "sentence_cosine", "two_sentences_cosine", "words", "score", "score_behind"),
    *("cosine_behind", "sentence_cosine_behind", "words_behind", "coverage", "headed_coverage"),
    *(
        "loose_coverage",
        "likeness",
        "sentence_coverage",
        "pair_coverage",
        "missing",
        "phrases",
        "order",
    ),
    *("names", "numbers", "best_sentence", "shaped_sentence", "title", "section"),
    *("document_best", "document_share", "neighbour", "length", "cosine_rank", "words_rank"),
    *("sentence_rank", "score_rank", "density"),
)


@dataclass(frozen=True, slots=True)
class View:
    """What of a sentence doesn't depend on the question: its keys in order, and its shape."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    known: frozenset[str]
    shape: Shape
    opening: str
    is_question: bool


@lru_cache(maxsize=20_000)
def view(text: str) -> View:
    """Look at a sentence; those looked at lately are remembered."""
    words = word_matches(text)
    keys = tuple(key for word in words for key in token_keys(word))
    opening = words[0].lower() if words else ""
    return View(
        tuple(word.lower() for word in words),
        keys,
        frozenset(keys),
        shape_of(words, text),
        opening,
        text.rstrip("\"”’') ").endswith("?"),
    )


@dataclass(frozen=True, slots=True)
class Features:
    """Both tables, and to which passage each sentence belongs.

    `passages` has shape (passages, PASSAGE_FEATURES), `sentences` (sentences, SENTENCE_FEATURES);
    `owner` gives for each sentence the row of its passage.
    """

    passages: Table
    sentences: Table
    owner: NDArray[np.int64]


def features(
    results: Sequence[SearchResult], asked: Asked, vectors: WordVectors | None
) -> Features:
    """The tables of the passages found, in the order of `results`.

    Without `vectors` only words that are the same are alike.
    """
    if not results:
        return Features(
            np.zeros((0, len(PASSAGE_FEATURES))),
            np.zeros((0, len(SENTENCE_FEATURES))),
            np.zeros(0, dtype=np.int64),
        )
    passages: list[list[float]] = []
    sentences: list[list[float]] = []
    owner: list[int] = []
    known: list[tuple[str, ...]] = []
    for number, result in enumerate(results):
        views = [_view_of(result, each) for each in result.passage.sentences]
        before = _before(result, views)
        its, own = _passage(result, views, before, asked)
        passages.append(own)
        sentences.extend(its)
        owner.extend([number] * len(its))
        known.extend(each.words + _led_by(result, n) for n, each in enumerate(views))
    table = np.array(passages, dtype=np.float64)
    rows = np.array(sentences, dtype=np.float64)
    owners = np.array(owner, dtype=np.int64)
    if vectors:
        _add_likeness(rows, asked, known, vectors)
    firsts = np.flatnonzero(np.diff(owners, prepend=-1))
    best = np.maximum.reduceat(rows[:, _S["likeness"]], firsts)
    table[:, _P["likeness"]] = best
    rows[:, _S["likeness_behind"]] = rows[:, _S["likeness"]] - best[owners]
    _compare(table, results)
    return Features(table, rows, owners)


def _add_likeness(
    rows: Table, asked: Asked, known: Sequence[tuple[str, ...]], vectors: WordVectors
) -> None:
    """Fill in how near the words known by each sentence come to the question's."""
    texts = [each or ("",) for each in known]
    starts = np.cumsum([0, *map(len, texts)])[:-1]
    near = likeness(
        vectors(list(asked.words)), vectors([w for text in texts for w in text]), starts
    )
    weights = np.array(list(asked.words.values()))
    if len(weights):
        rows[:, _S["likeness"]] = weights @ near / weights.sum()


_P = {name: number for number, name in enumerate(PASSAGE_FEATURES)}
_S = {name: number for number, name in enumerate(SENTENCE_FEATURES)}


@dataclass(slots=True)
class _Match:
    """How the terms of a question stand in a sentence."""

    found: set[int]
    coverage: float
    loose: float
    phrases: float
    order: float


def _match(seen: View, asked: Asked) -> _Match:
    terms = asked.terms
    places = [(at, terms[key]) for at, key in enumerate(asked.read(seen.keys)) if key in terms]
    found = {term for _, term in places}
    covered = sum(asked.weights[term] for term in found)
    loose = covered
    if len(found) < len(asked.weights):
        known = seen.known
        for term, prefix in asked.prefixes:
            if term not in found and any(key.startswith(prefix) for key in known):
                loose += 0.5 * asked.weights[term]
    phrases = 0.0
    for (at, term), (then, other) in _neighbours(places):
        if then - at <= NEAR:
            phrases += asked.phrases.get((term, other), 0.0)
    total = asked.total
    return _Match(
        found,
        covered / total,
        loose / total,
        min(1.0, phrases / asked.phrase_total) if asked.phrase_total else 0.0,
        _order([term for _, term in places], asked),
    )


def _neighbours(
    places: list[tuple[int, int]],
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of places next to one another and next but one, each pair of terms once."""
    pairs: dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]] = {}
    for step in (1, 2):
        for one, other in zip(places, places[step:], strict=False):
            pairs.setdefault((one[1], other[1]), (one, other))
    return list(pairs.values())


def _order(found: list[int], asked: Asked) -> float:
    """The weight of the longest run of the question's terms that stands in its order, 0…1."""
    best: dict[int, float] = {}
    for term in found[:40]:
        before = max((score for other, score in best.items() if other < term), default=0.0)
        best[term] = max(best.get(term, 0.0), before + asked.weights[term])
    return max(best.values(), default=0.0) / asked.total


def _view_of(result: SearchResult, sentence: Sentence) -> View:
    return view(result.passage.text[sentence.reading.start : sentence.reading.end])


def _led_by(result: SearchResult, number: int) -> tuple[str, ...]:
    """The words that stand over a sentence: its section's heading, and what leads it."""
    passage = result.passage
    leads = [passage.leads[each].text for each in passage.sentences[number].leads]
    return tuple(word for text in (*passage.section[-1:], *leads) for word in view(text).words)


def _before(result: SearchResult, views: Sequence[View]) -> list[View | None]:
    """What each sentence is read after: what leads it, the one before, or its section's heading.

    A table's row is read after the names of its columns, wherever it stands; what begins a
    paragraph has none before it.
    """
    passage = result.passage
    heading = view(passage.section[-1]) if passage.section else None
    found: list[View | None] = []
    for n, sentence in enumerate(passage.sentences):
        if leads := [passage.leads[each].text for each in sentence.leads]:
            found.append(view("\n".join(leads)))
        else:
            found.append(heading if opens_block(passage, n) else views[n - 1])
    return found


def opens_block(passage: Passage, number: int) -> bool:
    """Whether a sentence of a passage begins a paragraph, an item or a row; so does its end."""
    if not 0 < number < len(passage.sentences):
        return True
    one, other = passage.sentences[number - 1 : number + 1]
    return "\n" in passage.text[one.reading.end : other.reading.start]


def _passage(
    result: SearchResult, views: Sequence[View], read_after: Sequence[View | None], asked: Asked
) -> tuple[list[list[float]], list[float]]:
    passage = result.passage
    texts = [passage.text[each.reading.start : each.reading.end] for each in passage.sentences]
    matches = [_match(each, asked) for each in views]
    befores = [_match(each, asked) if each else None for each in read_after]
    cosines = result.sentence_cosines
    best_cosine = max(cosines)
    best_coverage = max(each.coverage for each in matches)
    rows: list[list[float]] = []
    shaped = 0.0
    for n, (seen, match) in enumerate(zip(views, matches, strict=True)):
        shapes = asked.shapes(seen.shape)
        before = befores[n]
        is_first, is_last = opens_block(passage, n), opens_block(passage, n + 1)
        after = None if is_last else matches[n + 1]
        # In prose a sentence that names what is asked for tends to introduce it, and the next one
        # answers; a row or an item answers itself.
        names = 0.0 if is_first and is_last else asked.share(match.found, asked.names)
        pointer = float(seen.opening in POINTERS)
        gained = asked.weight(before.found - match.found) if before else 0.0
        new_name = float(bool(seen.shape.names - asked.known))
        new_number = float(bool(seen.shape.numbers - asked.known))
        rows.append(
            [
                *(cosines[n], cosines[n] - best_cosine, match.coverage),
                *(match.coverage - best_coverage, match.loose, match.phrases),
                *(match.coverage, 0.0, match.order),
                names,
                asked.share(match.found, asked.numbers),
                asked.missing(match.found),
                *shapes,
                *(new_name, new_number, gained),
                asked.weight(after.found - match.found) if after else 0.0,
                0.0 if is_first else cosines[n - 1],
                0.0 if is_last else cosines[n + 1],
                *(pointer, pointer * gained, float(seen.is_question)),
                math.log(1 + len(texts[n])) / 5,
                *(float(is_first), float(is_last), float(len(seen.keys) < 6)),
                float(asked.defines and seen.shape.defines),
            ]
        )
        shaped = max(shaped, (match.coverage + cosines[n]) * (1 + sum(shapes)))
    headings = " ".join(passage.section[-1:])
    found = asked.found(headings).union(*(each.found for each in matches))
    title = asked.found(f"{result.title} {file_name(result.source)}")
    section = asked.found(" ".join(passage.section))
    headed = found | title | section
    pairs = [
        asked.weight(before.found | match.found)
        for before, match in zip(befores, matches, strict=True)
        if before
    ]
    top = sorted(cosines, reverse=True)[:2]
    own = [0.0] * len(PASSAGE_FEATURES)
    values = {
        "cosine": result.passage_cosine,
        "sentence_cosine": best_cosine,
        "two_sentences_cosine": sum(top) / len(top),
        "words": result.words,
        "score": result.score,
        "coverage": asked.weight(found),
        "headed_coverage": asked.weight(headed),
        "loose_coverage": max(each.loose for each in matches),
        "sentence_coverage": best_coverage,
        "pair_coverage": max([best_coverage, *pairs]),
        "missing": asked.missing(headed),
        "phrases": max(each.phrases for each in matches),
        "order": max(each.order for each in matches),
        "names": asked.share(headed, asked.names),
        "numbers": asked.share(headed, asked.numbers),
        "best_sentence": max(
            cosine + match.coverage for cosine, match in zip(cosines, matches, strict=True)
        ),
        "shaped_sentence": shaped,
        "title": asked.weight(title),
        "section": asked.weight(section),
        "length": math.log(1 + len(passage.text)) / 5,
        "density": asked.weight(found) / math.log(20 + len(passage.text)),
    }
    for name, value in values.items():
        own[_P[name]] = value
    return rows, own


def _compare(table: Table, results: Sequence[SearchResult]) -> None:
    """Fill in what depends on the other passages found."""
    for name in ("score", "cosine", "sentence_cosine", "words"):
        column = table[:, _P[name]]
        table[:, _P[f"{name}_behind"]] = column - column.max()
        rank = np.empty(len(column))
        rank[np.argsort(-column, kind="stable")] = np.arange(len(column))
        table[:, _P[f"{'sentence' if name == 'sentence_cosine' else name}_rank"]] = 1 / (1 + rank)
    scores = table[:, _P["score"]]
    weights = np.exp(8 * (scores - scores.max()))
    documents: dict[tuple[int, int], list[int]] = {}
    for number, result in enumerate(results):
        documents.setdefault((result.library_id, result.document_id), []).append(number)
    for rows in documents.values():
        share = weights[rows].sum() / weights.sum()
        for row in rows:
            others = [scores[other] for other in rows if other != row]
            table[row, _P["document_best"]] = max(others, default=0.0)
            table[row, _P["document_share"]] = share
        inside = sorted(rows, key=lambda row: results[row].passage.span.start)
        for one, other in itertools.pairwise(inside):
            gap = results[other].passage.span.start - results[one].passage.span.end
            if gap <= NEXT_TO:
                at = _P["neighbour"]
                table[one, at] = max(table[one, at], scores[other])
                table[other, at] = max(table[other, at], scores[one])
