"""Question files in SQuAD's form to passages and questions, cut as the product cuts."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.chunk import chunk
from index.types import Block, BlockKind, Document, Passage, Span

TRAINING = ("squadshifts-amazon", "squadshifts-reddit", "policyqa-dev", "policyqa-test")
MEASURING = ("squad2-dev", "squadshifts-new-wiki")
# Articles (posts of Reddit) kept out of training, to choose by.
VALIDATION = {"squadshifts-amazon": 24, "squadshifts-reddit": 150, "policyqa-dev": 4}
SPLIT_SEED = 1  # of the articles that are kept: one for all runs, that none trains on another's
MAX_TOKENS = 254
# Of each set its articles: title and paragraphs, as the files have them.
Sets = dict[str, list[tuple[str, list[dict[str, Any]]]]]
POST = "Filtered_Reddit_Comments"  # one article that is 2,035 posts


@dataclass(frozen=True, slots=True)
class Told:
    """A passage of a set, the number of its paragraph, and its article."""

    passage: Passage
    paragraph: int
    article: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the places that answer it, each a passage's number and a span of its text.

    No places: the question is unanswerable, and was asked of the article all the same.
    """

    set: str
    question: str
    article: str
    places: tuple[tuple[int, Span], ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """Passages that are searched together, and the questions on them."""

    passages: list[Told]
    questions: list[Asked]


def load(folder: Path, names: Iterable[str]) -> Sets:
    """Of each set its articles: title and paragraphs. A post of Reddit is an article."""
    found: Sets = {}
    for name in names:
        with gzip.open(folder / f"{name}.json.gz", "rt", encoding="utf-8") as file:
            articles = [(each["title"], each["paragraphs"]) for each in json.load(file)["data"]]
        if articles[0][0] == POST:
            posts = articles[0][1]
            articles = [(f"{POST} {number}", [post]) for number, post in enumerate(posts)]
        found[name] = articles
    return found


def split(sets: Sets) -> tuple[Sets, Sets]:
    """Articles to train on, and those to choose by."""
    train: Sets = {}
    validation: Sets = {}
    for name, articles in sets.items():
        mixed = list(articles)
        random.Random(SPLIT_SEED).shuffle(mixed)  # not a secret
        kept = VALIDATION.get(name, 0)
        validation[name], train[name] = mixed[:kept], mixed[kept:]
    return train, validation


def pool(sets: Sets, count_tokens: Callable[[str], int]) -> Pool:
    """Cut all the articles and find each question's answers in the passages."""
    passages: list[Told] = []
    questions: list[Asked] = []
    for name, articles in sets.items():
        for title, paragraphs in articles:
            _cut(name, title, paragraphs, count_tokens, passages, questions)
    return Pool(passages, questions)


def _cut(
    name: str,
    title: str,
    paragraphs: Sequence[dict[str, Any]],
    count_tokens: Callable[[str], int],
    passages: list[Told],
    questions: list[Asked],
) -> None:
    blocks, text = [], ""
    for each in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, Span(len(text), len(text) + len(each["context"]))))
        text += each["context"] + "\n\n"
    document = Document(title, title, "", text, tuple(blocks))
    first = len(passages)
    starts = [block.span.start for block in blocks]
    for passage in chunk(document, count_tokens=count_tokens, max_tokens=MAX_TOKENS):
        paragraph = sum(start <= passage.span.start for start in starts) - 1
        passages.append(Told(passage, paragraph, title))
    for block, each in zip(blocks, paragraphs, strict=True):
        for asked in each["qas"]:
            places = []
            for answer in asked["answers"]:
                start = block.span.start + answer["answer_start"]
                place = _place(passages, first, start, answer["text"])
                if place and place not in places:
                    places.append(place)
            if asked["answers"] and not places:
                continue
            questions.append(
                Asked(
                    name,
                    " ".join(asked["question"].split()),
                    title,
                    tuple(places),
                    tuple(dict.fromkeys(answer["text"] for answer in asked["answers"])),
                )
            )


def _place(passages: list[Told], first: int, start: int, answer: str) -> tuple[int, Span] | None:
    """Where an answer that starts at `start` of the document's text stands, if in one passage."""
    for number in range(first, len(passages)):
        for each in passages[number].passage.sentences:
            if each.span.start <= start < each.span.end:
                text = passages[number].passage.text
                # A reading text leaves characters out, never adds one before the answer.
                expected = each.reading.start + start - each.span.start
                found = [
                    at
                    for at in range(each.reading.start, each.reading.end)
                    if text.startswith(answer, at)
                ]
                if not found:
                    return None
                at = min(found, key=lambda one: abs(one - expected))
                return number, Span(at, at + len(answer))
    return None
