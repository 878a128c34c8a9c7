"""Where the library's blocking calls run: a few threads in lanes with short queues.

Questions, changes and look-ups have a lane each, so that answers go on during additions and
rebuilds, and a crowd in one lane is told to come back rather than kept waiting.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from index.errors import FootnoteError, StoppingError

_log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

STOPPING = "I'm being restarted; please try again in a minute."


class CrowdedError(FootnoteError):
    """Too much work of this kind is waiting already: so much is `ahead`, in the lane of `noun`."""

    def __init__(self, ahead: int, noun: str) -> None:
        super().__init__(f"Busy: {ahead} {noun} are ahead; please try again in a moment.")
        self.ahead = ahead
        self.noun = noun


class Lane:
    """A fixed number of threads, and places for a few who wait.

    `noun` names the work in the sentence that says how much of it is ahead.
    """

    def __init__(self, noun: str, *, threads: int, waiting: int) -> None:
        self.noun = noun
        self._threads = threads
        self.places = threads + waiting
        self._taken = 0
        self._ended = 0
        self._lock = threading.Condition()  # places are given back by the threads
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=noun)
        self._stopping = False

    @property
    def taken(self) -> int:
        """How many run or wait."""
        return self._taken

    @property
    def ahead(self) -> int:
        """How many have to end before what is given now can begin."""
        return max(0, self._taken - self._threads + 1)

    def countdown(self) -> Callable[[], int]:
        """What says, whenever it is asked, how many are still ahead of what is given now."""
        last = self._ended + self.ahead
        return lambda: max(0, last - self._ended)

    def check(self) -> None:
        """End long work early if the lane was stopped: called by the work, now and then.

        Raises:
            StoppingError: it was.
        """
        if self._stopping:
            raise StoppingError(STOPPING)

    async def run(self, work: Callable[[], _Result]) -> _Result:
        """Run `work` in a thread and hand back its result.

        Raises:
            CrowdedError: every place is taken.
            StoppingError: the lane was stopped before the work began.
        """
        self.check()
        with self._lock:
            if self._taken >= self.places:
                raise CrowdedError(self._taken, self.noun)
            self._taken += 1
        future = self._executor.submit(work)
        future.add_done_callback(self._leave)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if future.cancelled() and not (task and task.cancelling()):
                raise StoppingError(
                    STOPPING
                ) from None  # the work was cancelled, not whoever waits for it
            raise

    def stop(self) -> None:
        """Take no more work and drop what hasn't begun; whoever waits for that is told."""
        self._stopping = True
        self._executor.shutdown(wait=False, cancel_futures=True)

    def wait(self, seconds: float) -> bool:
        """Wait for what runs, but no longer than this; whether all of it has ended. Blocks."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._taken, seconds)

    def _leave(self, _: Future[_Result]) -> None:
        with self._lock:
            self._taken -= 1
            self._ended += 1
            self._lock.notify_all()


class Worker:
    """The lanes of one bot."""

    def __init__(
        self,
        *,
        questions: tuple[int, int] = (2, 200),
        changes: tuple[int, int] = (4, 12),
        lookups: tuple[int, int] = (1, 20),
    ) -> None:
        """Make the lanes, each given as (threads, places to wait)."""
        self.questions = Lane("questions", threads=questions[0], waiting=questions[1])
        self.changes = Lane("changes", threads=changes[0], waiting=changes[1])
        self.lookups = Lane("look-ups", threads=lookups[0], waiting=lookups[1])

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """All of them."""
        return self.questions, self.changes, self.lookups

    def stop(self) -> None:
        """Stop all lanes; what runs goes on to its end."""
        for lane in self.lanes:
            lane.stop()

    def wait(self, seconds: float) -> int:
        """Wait for what runs in all lanes, but no longer than this; how much still runs. Blocks."""
        until = time.monotonic() + seconds
        for lane in self.lanes:
            lane.wait(max(0.0, until - time.monotonic()))
        return sum(lane.taken for lane in self.lanes)
