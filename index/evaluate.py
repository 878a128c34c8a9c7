"""Questions with known answers to Measures."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from index.errors import FootnoteError, UnreadableError
from index.library import Library
from index.types import OPERATOR, Answer, Quote

FIELDS = {"question": str, "answers": list}


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the spans that answer it, and the document they stand in.

    No answers means that the documents don't answer; no document, that any may.
    """

    id: str
    kind: str
    question: str
    answers: tuple[str, ...]
    document: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `total`, with a 95 % interval (Wilson, J. Am. Stat. Assoc. 22, 1927)."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share, 0…1; not a number where there was nothing to count."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound."""
        if not self.total:
            return math.nan, math.nan
        z, n, p = 1.96, self.total, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return middle - half, middle + half


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question came to: which quote of the first three holds an answer (None: none)."""

    question: Question
    answer: Answer
    rank: int | None


@dataclass(frozen=True, slots=True)
class Measures:
    """What a set of questions came to.

    `quote_at_1` and `quote_at_3` count every answerable question, whether or not it was answered
    or declined: they measure finding. `answered` and `declined` measure the threshold.
    """

    quote_at_1: Share
    quote_at_3: Share
    answered: Share
    declined: Share
    median_ms: float
    outcomes: tuple[Outcome, ...]


def read_questions(path: Path) -> list[Question]:
    """Read questions, one JSON object a line: question, answers and, if known, id, kind, document.

    Raises:
        UnreadableError: a line is no such object.
    """
    questions: list[Question] = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"The questions in {path} can't be read: {error}.") from error
    for number, line in enumerate(lines, start=1):
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


def holds(quote: Quote, question: Question) -> bool:
    """Whether a quote is of the right document and holds an answer, letter for letter.

    White space, case and punctuation make no difference: they differ between a file and a person
    who writes down an answer.
    """
    if question.document and quote.citation.source != question.document:
        return False
    return any(_letters(each) in _letters(quote.text) for each in question.answers)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def measure(library: Library, questions: Sequence[Question]) -> Measures:
    """Ask every question and count. The same library and questions give the same figures."""
    outcomes: list[Outcome] = []
    times: list[float] = []
    for question in questions:
        start = perf_counter()
        answer = library.ask(question.question, quotes=3, viewer=OPERATOR)
        times.append(1000 * (perf_counter() - start))
        quotes = (answer.quotes or answer.nearest)[:3]
        ranks = [rank for rank, quote in enumerate(quotes, start=1) if holds(quote, question)]
        outcomes.append(Outcome(question, answer, ranks[0] if ranks else None))
    if not outcomes:
        raise FootnoteError("There are no questions to measure with.")
    known = [each for each in outcomes if each.question.answers]
    others = [each for each in outcomes if not each.question.answers]
    return Measures(
        quote_at_1=Share(sum(each.rank == 1 for each in known), len(known)),
        quote_at_3=Share(sum(each.rank is not None for each in known), len(known)),
        answered=Share(sum(each.answer.answered for each in known), len(known)),
        declined=Share(sum(not each.answer.answered for each in others), len(others)),
        median_ms=median(times),
        outcomes=tuple(outcomes),
    )
