"""Answers are kept with what they quoted, and no answer waits for it or fails by it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from index import answers as answers_module
from index.errors import BusyError, DiskFullError, StoreError
from index.libraries import Libraries
from index.record import Writer
from index.types import Answer
from tests.conftest import GARDEN, HANDBOOK, PEAR, PEAR_QUOTE, RETURNS, OpenLibraries


@pytest.fixture
def filled(libraries: Libraries) -> Libraries:
    libraries.shared.add([("garden.txt", GARDEN)], by="ann")
    libraries.server(1).add([("handbook.md", HANDBOOK)], by="ann")
    return libraries


def kept(libraries: Libraries) -> list[tuple[object, ...]]:
    """The answers in the record, in the order in which they were given."""
    with libraries.store.reading() as reader:
        return reader.connection.execute(
            "SELECT answer.id, name, who, question, confidence, answered FROM answer "
            "JOIN library ON library.id = library_id ORDER BY at"
        ).fetchall()


def quotes_of(libraries: Libraries, answer: Answer) -> list[tuple[object, ...]]:
    with libraries.store.reading() as reader:
        return reader.connection.execute(
            'SELECT number, library_id, source, fingerprint, start, "end" FROM quoted '
            "WHERE answer_id = ? ORDER BY number",
            (answer.id,),
        ).fetchall()


def row_of(library: str, who: str, answer: Answer) -> tuple[object, ...]:
    return answer.id, library, who, answer.question, answer.confidence, int(answer.answered)


def test_an_answer_is_kept_with_its_quotes_and_told_in_the_audit_trail(filled: Libraries) -> None:
    answer = filled.server(1).ask(f"  {PEAR}\n", who="bob")
    assert PEAR_QUOTE in answer.quotes[0].text

    events = [each for each in filled.events() if each.what.startswith("answer")]

    assert kept(filled) == [row_of("server-1", "bob", answer)]
    cited = [each.citation for each in answer.quotes]
    assert quotes_of(filled, answer) == [
        (n, each.library_id, each.source, each.fingerprint, each.span.start, each.span.end)
        for n, each in enumerate(cited)
    ]
    names = {"garden.txt": "shared", "handbook.md": "server-1"}
    assert [(e.library, e.who, e.what, e.source, e.fingerprint) for e in events] == [
        (
            *(names[each.source], "bob"),
            f"answer {answer.id} quoted {each.span.start}–{each.span.end}",
            *(each.source, each.fingerprint),
        )
        for each in cited
    ]


def test_what_was_only_offered_is_kept_as_well(
    filled: Libraries, open_libraries: OpenLibraries
) -> None:
    strict = open_libraries(min_evidence=1.1)
    answer = strict.server(1).ask(PEAR, who="bob")
    strict.answers.flush()

    assert (answer.quotes, kept(filled)[0][-1]) == ((), 0)
    assert [row[2] for row in quotes_of(filled, answer)] == [
        each.citation.source for each in answer.nearest
    ]


def test_an_answer_to_nobody_in_particular_is_not_kept(filled: Libraries) -> None:
    filled.shared.ask(PEAR)
    filled.answers.flush()

    assert kept(filled) == []


def test_flush_and_close_keep_all_that_wait_in_their_order(
    filled: Libraries, open_libraries: OpenLibraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_module, "KEPT_TOGETHER", 2)
    first = [filled.shared.ask(PEAR, who=f"u{n}") for n in range(5)]
    filled.answers.flush()
    assert kept(filled) == [row_of("shared", f"u{n}", each) for n, each in enumerate(first)]

    other = open_libraries()
    with filled.store.alone():  # so that they wait
        later = [other.server(1).ask(RETURNS, who=f"v{n}") for n in range(3)]
    other.close()

    assert kept(filled)[5:] == [row_of("server-1", f"v{n}", each) for n, each in enumerate(later)]


def failing(error: StoreError, times: int, use: Callable[..., object]) -> Callable[..., object]:
    """A `writing` that fails some times."""
    left = [times]

    @contextmanager
    def writing() -> Iterator[Writer]:
        if left[0]:
            left[0] -= 1
            raise error
        with use() as writer:  # type: ignore[attr-defined]
            yield writer

    return writing


@pytest.mark.parametrize(
    ("error", "times", "lost"),
    [
        (BusyError("Another process is changing it."), 2, False),
        (BusyError("Another process is changing it."), 3, True),
        (DiskFullError("The disk is full."), 1, True),
        (StoreError("The library is damaged."), 1, True),
    ],
)
def test_a_record_that_can_not_be_written_costs_no_answer_and_is_logged(
    error: StoreError,
    times: int,
    lost: bool,
    filled: Libraries,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(filled.store, "writing", failing(error, times, filled.store.writing))

    answer = filled.shared.ask(PEAR, who="bob")
    filled.answers.flush()

    assert PEAR_QUOTE in answer.quotes[0].text
    assert len(kept(filled)) == (not lost)
    said = [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR]
    assert said == ([f"1 answers are not kept: {error}"] if lost else [])
    again = filled.shared.ask(PEAR, who="bob")  # the thread lives on
    filled.answers.flush()
    assert kept(filled)[-1] == row_of("shared", "bob", again)


def test_where_too_many_wait_the_newest_is_lost_and_told(
    filled: Libraries, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(filled.answers._waiting, "full", lambda: True)

    answer = filled.shared.ask(PEAR, who="bob")
    filled.answers.flush()

    assert kept(filled) == []
    assert caplog.messages[-1] == f"the answer {answer.id} is not kept: too many are waiting"
