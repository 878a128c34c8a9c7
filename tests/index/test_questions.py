"""Questions looked at together: by day, by document, and those that nothing answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex

import pytest

from index.answers import Given
from index.libraries import Libraries
from index.types import Answer, Day, Insights, Occasion, OpenQuestion, Quoted, Settled
from tests.conftest import GARDEN, HANDBOOK, PEAR, RETURNS, OpenLibraries

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp()
DAY = 86_400.0
BURNS = "How many nights does the green lantern burn?"
BURNT = "For how many nights will the green lantern burn?"
WIFI = "What is the password of the wireless network?"


@pytest.fixture
def filled(open_libraries: OpenLibraries) -> Libraries:
    libraries = open_libraries()
    libraries.shared.add([("garden.txt", GARDEN)], by="ann")
    libraries.server(1).add(
        [("handbook.md", HANDBOOK), ("unread.md", b"# Unread\n\nA sofa.\n")], by="a"
    )
    return libraries


def give(
    libraries: Libraries,
    question: str,
    at: float = NOON,
    *,
    answered: bool = False,
    library: str = "server-1",
    who: str = "ann",
    occasion: Occasion = Occasion(),  # noqa: B008
) -> str:
    """Give an answer at a moment, as the engine would."""
    answer = Answer(question, (), (), 0.1, id=token_hex(8))
    if answered:
        answer = replace(libraries.server(1).ask(question), id=answer.id)
    libraries.answers.keep(Given(library, answer, who, at, occasion))
    return answer.id


def test_days_and_documents_are_counted_and_none_is_left_out(filled: Libraries) -> None:
    give(filled, PEAR, NOON - 2 * DAY, answered=True)
    bad = give(filled, RETURNS, answered=True)
    give(filled, RETURNS, answered=True, who="eve")
    lost = give(filled, WIFI, NOON + 11 * 3600)
    give(filled, RETURNS, NOON - 3 * DAY, answered=True)
    give(filled, PEAR, answered=True, library="server-2")
    library = filled.server(1)
    library.kept.judge(bad, who="eve", helpful=False)
    library.kept.remove(lost, by="ann")

    assert library.questions.insights(3, now=NOON) == Insights(
        days=(Day("2026-11-23", 1, 0), Day("2026-11-24"), Day("2026-11-25", 2, 1, 1)),
        documents=(
            Quoted("handbook.md", "Lamp shop handbook", 2, False),
            Quoted("garden.txt", "The Walled Garden", 1, True),
            Quoted("unread.md", "Unread", 0, False),
        ),
        open=(),
        wordless=1,
    )


def test_nothing_was_asked_of_a_library_that_is_not_there(open_libraries: OpenLibraries) -> None:
    assert open_libraries().server(7).questions.insights(1, now=NOON) == Insights(
        (Day("2026-11-25"),), (), ()
    )


def test_an_answer_that_was_shared_was_asked_once(filled: Libraries) -> None:
    stands = Occasion(server=1, channel=2, messages=(3,))
    give(filled, PEAR, answered=True, occasion=replace(stands, private=True))
    give(filled, PEAR, NOON + 1, answered=True, occasion=stands)
    assert filled.server(1).questions.insights(1, now=NOON).days == (Day("2026-11-25", 1, 0),)


def test_what_is_alike_is_one_open_question_most_asked_first(filled: Libraries) -> None:
    wifi = give(filled, WIFI, NOON + 9)
    first = give(filled, BURNS, NOON)
    second = give(filled, BURNT, NOON + 1)
    third = give(filled, f"  {BURNS.upper()}", NOON + 2)
    give(filled, WIFI, library="server-2")
    library = filled.server(1)
    library.kept.ask_to_be_told(second, who="ann")
    library.kept.ask_to_be_told(second, who="eve")

    assert library.questions.open() == (
        OpenQuestion((f"  {BURNS.upper()}", BURNT), (third, second, first), NOON + 2, 2),
        OpenQuestion((WIFI,), (wifi,), NOON + 9),
    )
    assert library.questions.open_with(first) == library.questions.open()[0]
    assert library.questions.open_with("0" * 16) is None
    assert filled.server(2).questions.open_with(first) is None


@pytest.mark.parametrize("settled", [Settled.DISMISSED, Settled.ANSWERED])
def test_words_that_were_settled_stay_so(filled: Libraries, settled: Settled) -> None:
    questions = filled.server(1).questions
    answer = give(filled, WIFI)
    assert [each.question for each in questions.open()] == [WIFI]
    filled.server(1).kept.settle(answer, settled, by="max")
    give(filled, WIFI.lower(), NOON + 1)
    assert questions.open() == ()


def test_what_was_answered_when_it_was_asked_last_is_not_open(filled: Libraries) -> None:
    questions = filled.server(1).questions
    give(filled, PEAR)
    give(filled, PEAR, NOON + 1, answered=True)
    assert questions.open() == ()
    give(filled, PEAR, NOON + 2)
    assert [(each.question, each.asked) for each in questions.open()] == [(PEAR, 2)]


def test_what_helped_is_given_newest_first_although_its_document_is_gone(
    filled: Libraries,
) -> None:
    library = filled.server(1)
    ids = [
        give(filled, question, NOON + n, answered=True)
        for n, question in enumerate([PEAR, RETURNS, RETURNS.lower()])
    ]
    declined = give(filled, WIFI)
    for answer in (*ids, declined):
        library.kept.judge(answer, who="eve", helpful=True)
    for who in ("ann", "max"):
        library.kept.judge(ids[1], who=who, helpful=False)
    library.remove("handbook.md", by="max")
    found = library.questions.helped(5)
    assert [(answer, question, quote.citation.source) for answer, question, quote in found] == [
        (ids[2], RETURNS.lower(), "handbook.md"),
        (ids[0], PEAR, "garden.txt"),
    ]
    assert library.questions.helped(1) == found[:1]
    library.bring_back("handbook.md", by="max")
    library.remove("handbook.md", by="max", purge=True)
    assert [answer for answer, _, _ in library.questions.helped(5)] == [ids[0]]
