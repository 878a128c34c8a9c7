"""What is kept about people: shown to them, let go of after a time, forgotten when they wish.

Words and names leave the rows and, with SQLite's secure deletion and its log cut off, the file;
so do the copies of the record that an upgrade left beside it. Backups are whoever made them's.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from index.answers import AnswerLog
from index.record.people import (
    about,
    forget_library,
    forget_names,
    forget_person,
    forget_questions,
    let_go_of_answer,
    old_answers,
    old_opinions,
)
from index.store import Store

log = logging.getLogger(__name__)

DAY_SECONDS = 86_400.0
COPY_DAYS = 30  # after an upgrade the record as it was before can be gone back to for so long
AT_ONCE = 500  # answers that are let go of in one transaction: others wait no longer for it
KINDS = ("questions", "feedback", "waiting", "files", "jobs", "changes")


class Privacy:
    """What a data folder keeps about people, in all its libraries. Made by `Libraries`.

    `who` is the name in the record: "discord:5", or "terminal".
    """

    def __init__(self, store: Store, answers: AnswerLog) -> None:
        """Use `Libraries.privacy`."""
        self._store = store
        self._log = answers

    def show(self, who: str) -> dict[str, list[dict[str, Any]]]:
        """Everything that is kept about somebody, by its kind; times in seconds since 1970, UTC.

        Raises:
            StoreError: a row was damaged.
        """
        self._log.flush()
        found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
        with self._store.reading() as reader:
            for kind, kept in about(reader, who):
                found[kind].append(kept)
        return found

    def forget(self, who: str) -> dict[str, int]:
        """Let go of all that somebody asked, thought and waits for; how many of each kind.

        What they changed stays, as done by somebody who is forgotten.

        Raises:
            BusyError: another process is changing the library.
        """
        self._log.flush()
        with self._store.writing() as writer:
            counts = forget_person(writer, who, time.time())
            self._store.drop_copies(unless=writer.originals())
        self._store.shrink_log()
        log.info("somebody was forgotten: %s", counts)
        return counts

    def forget_library(self, library: str) -> int:
        """Let go of all that a library's people asked, thought, wait for and chose.

        How many answers that were.

        Raises:
            BusyError: another process is changing the library.
        """
        self._log.flush()
        with self._store.writing() as writer:
            row = writer.library(library)
            if row is None:
                return 0
            count = forget_library(writer, row.id)
            self._store.drop_copies(unless=writer.originals())
        self._store.shrink_log()
        return count

    def answers(self) -> dict[str, int]:
        """For each library how many of its answers name who asked."""
        return self.due(lambda _: 1, now=float("inf"))

    def due(self, days: Callable[[str], int], *, now: float | None = None) -> dict[str, int]:
        """For each library how many answers are kept longer than its `days`; 0 days: for ever."""
        self._log.flush()
        moment = time.time() if now is None else now
        with self._store.reading() as reader:
            found = {
                row.name: len(old_answers(reader, row.id, moment - kept * DAY_SECONDS))
                for row in reader.libraries()
                if (kept := days(row.name))
            }
        return {name: count for name, count in found.items() if count}

    def let_go(self, days: Callable[[str], int], *, now: float | None = None) -> Mapping[str, int]:
        """Let go of answers, feedback and waits that are older than a library's `days`.

        How many answers of each library; what names nobody any more stays for the audit trail.

        Raises:
            BusyError: another process is changing the library.
        """
        moment = time.time() if now is None else now
        self._log.flush()
        self._store.drop_formats(moment - COPY_DAYS * DAY_SECONDS)
        with self._store.reading() as reader:
            rows = reader.libraries()
        gone: dict[str, int] = {}
        for row in rows:
            if kept := days(row.name):
                before = moment - kept * DAY_SECONDS
                if count := self._let_go_in(row.id, before, moment):
                    gone[row.name] = count
        if gone:
            self._store.shrink_log()
            log.info("answers let go of, after the time that they are kept: %s", gone)
        return gone

    def _let_go_in(self, library_id: int, before: float, moment: float) -> int:
        done = 0
        while True:
            with self._store.reading() as reader:
                waiting = old_answers(reader, library_id, before)
            if not waiting:
                break
            with self._store.writing() as writer:
                for answer_id in old_answers(writer, library_id, before)[:AT_ONCE]:
                    let_go_of_answer(writer, answer_id, moment)
                    done += 1
        with self._store.writing() as writer:
            for table in ("feedback", "waiting"):
                for key in old_opinions(writer, table, library_id, before):
                    writer.delete_row(table, tuple(key))
            forget_names(writer, library_id, before)
        return done

    def forget_questions(self, library: str, *, by: str) -> int:
        """Take the words of all questions out of a library's answers; of how many.

        Raises:
            BusyError: another process is changing the library.
        """
        self._log.flush()
        with self._store.writing() as writer:
            row = writer.library(library)
            if row is None:
                return 0
            count = forget_questions(writer, row.id)
            writer.record(row.id, by, f"let go of {count} questions", None, None)
            self._store.drop_copies(unless=writer.originals())
        self._store.shrink_log()
        return count
