"""Answers that were marked Helpful are the team's own questions."""

from __future__ import annotations

import pytest

from index.errors import FootnoteError
from index.evaluate import Share, measure, read_feedback
from index.libraries import Libraries
from tests.conftest import GARDEN, HANDBOOK, PEAR, PEAR_QUOTE, RETURNS, RETURNS_QUOTE, OpenLibraries

NOWHERE = "Which spacecraft landed on Saturn's moon Titan?"


@pytest.fixture
def filled(open_libraries: OpenLibraries) -> Libraries:
    libraries = open_libraries(min_evidence=0.28)
    libraries.shared.add([("garden.txt", GARDEN), ("handbook.md", HANDBOOK)], by="ann")
    return libraries


def judge(libraries: Libraries, question: str, *helpful: bool) -> str:
    """Ask, and mark the answer once for each person."""
    answer = libraries.shared.ask(question, who="ann")
    for number, each in enumerate(helpful):
        libraries.shared.kept.judge(answer.id, who=f"person {number}", helpful=each)
    return answer.id


def test_what_helped_more_people_than_not_is_asked_again(filled: Libraries) -> None:
    judge(filled, PEAR, True)
    again = judge(filled, PEAR.lower(), True, True, False)
    returns = judge(filled, RETURNS, True)
    nowhere = judge(filled, NOWHERE, True)
    judge(filled, "Who may not pick the figs?", True, False)
    judge(filled, "When is the gate locked?", False)
    taken_back = judge(filled, "How much does a repair cost?", True)
    filled.shared.kept.remove(taken_back, by="ann")

    found = read_feedback(filled.shared)

    assert [(e.id, e.kind, e.question, e.answers, e.document) for e in found] == [
        (again, "feedback", PEAR.lower(), (PEAR_QUOTE,), "garden.txt"),
        (returns, "feedback", RETURNS, (RETURNS_QUOTE,), "handbook.md"),
        (nowhere, "feedback", NOWHERE, (), None),
    ]
    measures = measure(filled.shared, found)
    assert (measures.quote_at_1, measures.declined) == (Share(2, 2), Share(1, 1))


def test_what_helped_has_to_come_again_wherever_it_stands_by_now(filled: Libraries) -> None:
    judge(filled, PEAR, True)
    filled.shared.add([("garden.txt", b"New words at the top of it.\n\n" + GARDEN)], by="ann")

    assert measure(filled.shared, read_feedback(filled.shared)).quote_at_1 == Share(1, 1)

    filled.shared.add([("garden.txt", GARDEN.replace(b"1742", b"1745"))], by="ann")

    assert measure(filled.shared, read_feedback(filled.shared)).quote_at_1 == Share(0, 1)


def test_without_helpful_answers_there_is_nothing_to_measure(filled: Libraries) -> None:
    judge(filled, PEAR, False)

    with pytest.raises(FootnoteError, match="No answer of the library shared was marked Helpful"):
        read_feedback(filled.shared)
