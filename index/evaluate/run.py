"""A question set to Measures: its documents in a scratch library, its questions asked of all."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from index.evaluate.figures import SEED
from index.evaluate.measure import Measures, Outcome, ask, sum_up
from index.evaluate.questions import Question, QuestionSet
from index.evaluate.scratch import scratch_libraries
from index.library import Library
from index.types import Progress, Report


def evaluate(
    asked: QuestionSet,
    *,
    model: str,
    reader: str,
    min_evidence: float,
    sample: int | None = None,
    cache: Path | None = None,
    report: Report | None = None,
) -> Measures:
    """Put a set's documents into a library of their own, and ask its questions of them all.

    Answerable questions are asked a second time while the document that answers them is taken out:
    then they are questions of other documents, to be declined. With `sample`, at most so many of
    the answerable questions are asked, and of the others; always the same ones.
    """
    report = report or _silent
    known = some([each for each in asked.questions if each.answers], sample)
    others = some([each for each in asked.questions if not each.answers], sample)
    with scratch_libraries(
        asked.documents,
        model=model,
        reader=reader,
        min_evidence=min_evidence,
        cache=cache,
        report=report,
    ) as libraries:
        library = libraries.shared
        outcomes: list[Outcome] = []
        for number, question in enumerate([*known, *others]):
            report(Progress("ask", number, 2 * len(known) + len(others)))
            outcomes.append(ask(library, question))
        if len(asked.documents) > 1:
            outcomes.extend(_ask_foreign(library, known, dict(asked.documents), report))
    return sum_up(outcomes)


def _ask_foreign(
    library: Library, questions: Sequence[Question], documents: dict[str, bytes], report: Report
) -> list[Outcome]:
    """Ask each question while its document isn't there."""
    of_document: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        of_document[question.document or ""].append(question)
    outcomes: list[Outcome] = []
    for document, its in of_document.items():
        library.remove(document, by="evaluate")
        for question in its:
            report(Progress("ask foreign", len(outcomes), len(questions)))
            outcomes.append(ask(library, question, foreign=True))
        library.add([(document, documents[document])], by="evaluate")
    return outcomes


def some(questions: Sequence[Question], number: int | None) -> Sequence[Question]:
    """At most `number` questions, drawn with a fixed seed, in the order of the set."""
    if number is None or number >= len(questions):
        return questions
    drawn = sorted(random.Random(SEED).sample(range(len(questions)), number))  # noqa: S311
    return [questions[each] for each in drawn]


def _silent(progress: Progress) -> None:
    """Report to nobody."""
