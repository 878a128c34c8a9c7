"""Question sets to tables: what is found for each question, and which of it is right."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.asked import read_asked
from index.evaluate.questions import BETWEEN, Question, QuestionSet, read_squad
from index.evaluate.scratch import scratch_libraries
from index.features import Features, features
from index.libraries import Libraries
from index.rank import RANKED
from index.search import propose
from index.types import OPERATOR, SearchResult, Span

MAX_PARAGRAPHS = 51  # of a document: a file of posts is no document of two thousand paragraphs


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question: tables, and which passages and sentences hold the answer.

    `foreign` questions are put to a library without the document that answers them.
    """

    question: str
    foreign: bool
    features: Features
    passages: NDArray[np.bool_]
    sentences: NDArray[np.bool_]


def find_all(path: Path, *, cache: Path, sample: int, seed: int = 0) -> list[Found]:
    """Ask `sample` questions of a SQuAD file's own documents, every other one also as foreign."""
    asked = split_long(read_squad(path))
    questions = [each for each in asked.questions if each.answers]
    random.Random(seed).shuffle(questions)
    with scratch_libraries(
        asked.documents, model="all-MiniLM-L6-v2", reader="off", min_evidence=0, cache=cache
    ) as libraries:
        found = _find(libraries, questions[:sample])
        return list(found)


def _find(libraries: Libraries, questions: Sequence[Question]) -> Iterator[Found]:
    library, encoder = libraries.shared, libraries.encoder
    with libraries.store.reading() as reader:
        generation = library.current(reader)
        if generation is None:
            return
        for number, question in enumerate(questions):
            vector = encoder.encode_question(question.question)
            found = propose(question.question, vector, [(generation, reader)], OPERATOR)
            results = sorted(found.results, key=lambda each: -each.score)
            looked = read_asked(question.question, found.terms.weights)
            for foreign in (False, True)[: 2 - number % 2]:
                close = [
                    each for each in results if not foreign or each.source != question.document
                ][:RANKED]
                yield Found(
                    question.question,
                    foreign,
                    features(close, looked, encoder.words),
                    np.array([holds(each, each.passage.span, question) for each in close]),
                    np.array(
                        [
                            holds(each, sentence.span, question)
                            for each in close
                            for sentence in each.passage.sentences
                        ]
                    ),
                )


def split_long(asked: QuestionSet) -> QuestionSet:
    """The set with documents of at most `MAX_PARAGRAPHS` paragraphs; long ones become several."""
    documents: list[tuple[str, bytes]] = []
    moved: dict[str, list[tuple[int, str]]] = {}
    for source, data in asked.documents:
        paragraphs = data.decode().split(BETWEEN)
        moved[source], start = [], 0
        for first in range(0, len(paragraphs), MAX_PARAGRAPHS):
            part = BETWEEN.join(paragraphs[first : first + MAX_PARAGRAPHS])
            name = f"{first:05d}-{source}" if len(paragraphs) > MAX_PARAGRAPHS else source
            documents.append((name, part.encode()))
            moved[source].append((start, name))
            start += len(part) + len(BETWEEN)
    return QuestionSet(tuple(_move(each, moved) for each in asked.questions), tuple(documents))


def _move(question: Question, moved: dict[str, list[tuple[int, str]]]) -> Question:
    """The question with its answers' places in the part that holds the first of them."""
    if not question.spans or question.document is None:
        return question
    first = question.spans[0].start
    start, name = max(each for each in moved[question.document] if each[0] <= first)
    spans = tuple(Span(each.start - start, each.end - start) for each in question.spans)
    return replace(question, document=name, spans=spans)


def holds(result: SearchResult, span: Span, question: Question) -> bool:
    """Whether an answer stands in this range of the result's document."""
    return result.source == question.document and any(
        span.start <= each.start and each.end <= span.end for each in question.spans
    )
