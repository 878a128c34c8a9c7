"""Which answer quoted what: kept by a thread of its own, so that no question waits for the disk."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from queue import Queue
from threading import Lock, Thread

from index.errors import BusyError, StoreError
from index.record import Writer
from index.record.kept import place_answer, save_answer
from index.record.people import forget_question
from index.record.settings import KEEP_QUESTIONS, load_settings
from index.store import Store
from index.types import Answer, Occasion

log = logging.getLogger(__name__)

MOST_WAITING = 10_000  # answers not yet kept: beyond this the disk has been out of order for long
KEPT_TOGETHER = 100
TRIES = 3


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given: in which library, to whom, when (seconds since 1970, UTC)."""

    library: str
    answer: Answer
    who: str
    at: float
    occasion: Occasion


@dataclass(frozen=True, slots=True)
class Placed:
    """Where on Discord an answer that was given stands now."""

    answer_id: str
    channel: int
    messages: tuple[int, ...]


class AnswerLog:
    """Keeps answers in the record, in the order in which they were given."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: Queue[Given | Placed | None] = Queue(MOST_WAITING)
        self._thread: Thread | None = None
        self._starting = Lock()

    def keep(self, given: Given) -> None:
        """Keep an answer soon; where thousands wait already, tell the log that it is lost."""
        self._put(given, given.answer.id)

    def place(self, placed: Placed) -> None:
        """Note where an answer stands, soon and after it was kept."""
        self._put(placed, placed.answer_id)

    def _put(self, one: Given | Placed, answer_id: str) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._work, name="answers", daemon=True)
                self._thread.start()
        if self._waiting.full():
            log.error("the answer %s is not kept: too many are waiting", answer_id)
            return
        self._waiting.put(one)

    def flush(self) -> None:
        """Wait until all that were given so far are kept or lost."""
        if self._thread is not None:
            self._waiting.join()

    def close(self) -> None:
        """Keep what waits, and stop."""
        with self._starting:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._waiting.put(None)
            thread.join()

    def _work(self) -> None:
        ending = False
        while not ending:
            batch = [self._waiting.get()]
            while not self._waiting.empty() and len(batch) < KEPT_TOGETHER:
                batch.append(self._waiting.get())
            ending = None in batch
            self._keep([each for each in batch if each is not None])
            for _ in batch:
                self._waiting.task_done()

    def _keep(self, batch: list[Given | Placed]) -> None:
        if not batch:
            return
        for left in reversed(range(TRIES)):
            try:
                with self._store.writing() as writer:
                    for each in batch:
                        _write(writer, each)
            except BusyError as error:
                if left:
                    continue  # it waited for as long as a writer may take
                log.error("%s answers are not kept: %s", len(batch), error)
            except StoreError as error:
                log.error("%s answers are not kept: %s", len(batch), error)
            return


def _write(writer: Writer, one: Given | Placed) -> None:
    if isinstance(one, Placed):
        place_answer(writer, one.answer_id, one.channel, one.messages)
        return
    row = writer.make_library(one.library)
    save_answer(writer, row.id, one.answer, one.at, one.who, one.occasion)
    if not load_settings(writer, row.id).get(KEEP_QUESTIONS, True):
        forget_question(writer, one.answer.id)
