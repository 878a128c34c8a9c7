"""Files of questions with known answers to Questions, and to the documents that they are put to."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import UnreadableError
from index.types import Span

FIELDS = {"question": str, "answers": list}
BETWEEN = "\n\n"  # paragraphs of an article
NOT_A_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, what answers it, and the document that the answer stands in.

    `spans` are the places of `answers` in the document's text, empty where they aren't known; no
    answers means that the documents don't answer; no document, that any may.
    """

    id: str
    kind: str
    question: str
    answers: tuple[str, ...]
    document: str | None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, and the documents (source, bytes) they are put to where they come along."""

    questions: tuple[Question, ...]
    documents: tuple[tuple[str, bytes], ...] = ()


def read_question_set(path: Path) -> QuestionSet:
    """Read questions in the form that the file's name tells: SQuAD's for `.json` (and `.json.gz`).

    Raises:
        UnreadableError: the file can't be read or isn't of that form.
    """
    if path.name.endswith((".json", ".json.gz")):
        return read_squad(path)
    return QuestionSet(tuple(read_questions(path)))


def read_questions(path: Path) -> list[Question]:
    """Read questions, one JSON object a line: question, answers and, if known, id, kind, document.

    Raises:
        UnreadableError: a line is no such object.
    """
    return parse_questions(_read_text(path), str(path))


def parse_questions(text: str, path: str) -> list[Question]:
    """Read the same from a text; `path` names it where a line is told.

    Raises:
        UnreadableError: a line is no such object.
    """
    questions: list[Question] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            each = json.loads(line)
        except ValueError as error:
            raise UnreadableError(f"{path}, line {number}: not JSON: {error}.") from error
        if not isinstance(each, dict) or any(
            not isinstance(each.get(field), kind) for field, kind in FIELDS.items()
        ):
            raise UnreadableError(
                f'{path}, line {number}: needs an object with "question" (text) and "answers" '
                "(a list of spans, empty if the documents don't answer)."
            )
        questions.append(
            Question(
                id=str(each.get("id", number)),
                kind=str(each.get("kind", "")),
                question=each["question"],
                answers=tuple(map(str, each["answers"])),
                document=each.get("document"),
            )
        )
    return questions


def read_squad(path: Path) -> QuestionSet:
    """Read SQuAD's form (Rajpurkar et al. 2016, 2018), 1.1 or 2.0: each article is a document.

    An article's paragraphs stand one under the other with a blank line between; an answer's span
    is where its paragraph says that it stands.

    Raises:
        UnreadableError: the file isn't of that form.
    """
    try:
        return _squad(json.loads(_read_text(path)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableError(
            f"The questions in {path} are not in SQuAD's form: {type(error).__name__}: {error}. "
            "It is an object with “data”: articles with “title” and “paragraphs”, each with "
            "“context” and “qas”."
        ) from error


def _squad(content: dict[str, Any]) -> QuestionSet:
    questions: list[Question] = []
    documents: dict[str, bytes] = {}
    for article in content["data"]:
        source = _source(str(article["title"]), documents)
        text = ""
        for paragraph in article["paragraphs"]:
            context = str(paragraph["context"])
            start = len(text) + len(BETWEEN) if text else 0
            text = f"{text}{BETWEEN}{context}" if text else context
            for asked in paragraph["qas"]:
                impossible = bool(asked.get("is_impossible"))
                spans = () if impossible else _spans(asked["answers"], start)
                questions.append(
                    Question(
                        id=str(asked["id"]),
                        kind="adversarial" if impossible else "",
                        question=str(asked["question"]),
                        answers=tuple(text[each.start : each.end] for each in spans),
                        document=source,
                        spans=spans,
                    )
                )
        documents[source] = text.encode()
    return QuestionSet(tuple(questions), tuple(documents.items()))


def _spans(answers: list[dict[str, Any]], start: int) -> tuple[Span, ...]:
    """Where different answers stand in an article whose paragraph starts at `start`."""
    found = (
        Span(
            start + int(each["answer_start"]), start + int(each["answer_start"]) + len(each["text"])
        )
        for each in answers
        if each["text"]
    )
    return tuple(dict.fromkeys(found))


def _source(title: str, taken: dict[str, bytes]) -> str:
    """A file name for an article that no other has."""
    stem = NOT_A_NAME.sub("_", title).strip("._") or "article"
    name, number = f"{stem}.txt", 1
    while name in taken:
        number += 1
        name = f"{stem}_{number}.txt"
    return name


def _read_text(path: Path) -> str:
    """The text of a file that may be packed by gzip.

    Raises:
        UnreadableError: it can't be read.
    """
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise UnreadableError(f"The questions in {path} can't be read: {error}.") from error
