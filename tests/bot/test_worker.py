"""Lanes: bounded, apart from each other, and stopped with a word to those who wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread

import pytest

from bot.worker import CrowdedError, Lane, Worker
from index.errors import StoppingError


class Gate:
    """Work that begins, waits to be let through, and returns what it was given."""

    def __init__(self) -> None:
        self.entered = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._open = Event()

    def __call__(self) -> str:
        self._loop.call_soon_threadsafe(self.entered.set)
        assert self._open.wait(30)
        return "through"

    def open(self) -> None:
        self._open.set()


@contextmanager
def gate() -> Iterator[Gate]:
    made = Gate()
    try:
        yield made
    finally:
        made.open()  # or a failed test would leave its thread behind


@pytest.fixture
async def lane() -> AsyncIterator[Lane]:
    made = Lane("questions", threads=1, waiting=1)
    yield made
    made.stop()


async def test_work_runs_in_a_thread_and_hands_back_its_result(lane: Lane) -> None:
    assert await lane.run(current_thread) is not main_thread()


async def test_what_work_raises_is_raised(lane: Lane) -> None:
    def fail() -> None:
        raise KeyError("lamp")

    with pytest.raises(KeyError, match="lamp"):
        await lane.run(fail)
    assert lane.ahead == 0


async def test_a_crowd_is_told_how_many_are_ahead(lane: Lane) -> None:
    with gate() as first:
        tasks = [asyncio.create_task(lane.run(first)) for _ in range(2)]
        await first.entered.wait()
        assert lane.ahead == 2
        with pytest.raises(CrowdedError) as told:
            await lane.run(first)
        assert str(told.value) == "Busy: 2 questions are ahead; please try again in a moment."
        first.open()
        assert await asyncio.gather(*tasks) == ["through", "through"]
    assert lane.ahead == 0
    assert await lane.run(lambda: 1) == 1


async def test_the_loop_goes_on_while_work_blocks(lane: Lane) -> None:
    with gate() as blocked:
        task = asyncio.create_task(lane.run(blocked))
        await blocked.entered.wait()  # the loop runs: this very line is the proof
        assert not task.done()
        blocked.open()
        assert await task == "through"


async def test_a_place_stays_taken_while_a_cancelled_callers_work_runs(lane: Lane) -> None:
    with gate() as blocked:
        task = asyncio.create_task(lane.run(blocked))
        await blocked.entered.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert lane.ahead == 1
        blocked.open()
        assert await lane.run(lambda: "next") == "next"
    assert lane.ahead == 0


async def test_stopping_lets_work_end_and_tells_those_who_wait() -> None:
    lane = Lane("questions", threads=1, waiting=2)
    with gate() as running:
        first = asyncio.create_task(lane.run(running))
        second = asyncio.create_task(lane.run(lambda: "never"))
        await running.entered.wait()
        lane.stop()
        with pytest.raises(StoppingError) as told:
            await second
        assert str(told.value) == "I'm being restarted; please try again in a minute."
        with pytest.raises(StoppingError):
            await lane.run(lambda: "never")
        with pytest.raises(StoppingError):
            lane.check()
        running.open()
        assert await first == "through"


async def test_being_cancelled_is_not_being_stopped() -> None:
    lane = Lane("questions", threads=1, waiting=1)
    with gate() as running:
        asyncio.create_task(lane.run(running))  # noqa: RUF006 - held by the lane
        waiting = asyncio.create_task(lane.run(lambda: "never"))
        await running.entered.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    lane.stop()


async def test_questions_go_on_during_changes() -> None:
    worker = Worker()
    with gate() as rebuild:
        change = asyncio.create_task(worker.changes.run(rebuild))
        await rebuild.entered.wait()
        assert await worker.questions.run(lambda: "answer") == "answer"
        assert await worker.lookups.run(lambda: "list") == "list"
        rebuild.open()
        assert await change == "through"
    worker.stop()
