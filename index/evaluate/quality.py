"""The team's own questions to Quality: measured, beside the run before, and what got worse."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import FootnoteError
from index.evaluate.again import MOST_ASKED, Again, ask_again
from index.evaluate.feedback import NONE_HELPFUL, helpful_questions, marked_sentence
from index.evaluate.last import LastRun, keep_run, last_run
from index.evaluate.measure import Measures, ask, sum_up
from index.evaluate.questions import Question
from index.library import Library
from index.types import Progress, Report


@dataclass(frozen=True, slots=True)
class Quality:
    """What a run came to: `helpful` questions from answers that helped, and `given` ones.

    `before` is the run before, None at the first; `again` says what became of answers that helped.
    """

    measures: Measures
    helpful: int
    given: int
    before: LastRun | None
    again: Again


def assess(
    library: Library,
    given: Sequence[Question] = (),
    *,
    report: Report | None = None,
    now: float | None = None,
) -> Quality:
    """Ask the questions whose answers were marked Helpful, and those given, and measure.

    The figures are kept for the next run to compare with. `report` may end the work by raising.

    Raises:
        FootnoteError: there are no questions.
        EmptyLibraryError: there are no documents.
        BusyError: another process is changing the library; then nothing is kept.
    """
    helpful = _helpful(library)
    questions = [*helpful, *given]
    if not questions:
        raise FootnoteError(NONE_HELPFUL.format(name=library.name))
    outcomes = []
    for number, question in enumerate(questions):
        if report:
            report(Progress("ask", number, len(questions)))
        outcomes.append(ask(library, question))
    measures = sum_up(outcomes)
    again = ask_again(library)
    before = last_run(library)
    keep_run(library, measures, time.time() if now is None else now)
    return Quality(measures, len(helpful), len(given), before, again)


def _helpful(library: Library) -> list[Question]:
    """The questions whose answers helped, those too whose documents are gone since."""
    found = helpful_questions(library)
    known = {each.question.casefold() for each in found}
    return found + [
        Question(answer_id, "feedback", asked, (marked_sentence(quote),), quote.citation.source)
        for answer_id, asked, quote in library.questions.helped(MOST_ASKED)
        if asked.casefold() not in known
    ]
