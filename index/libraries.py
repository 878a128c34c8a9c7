"""All the libraries of one data folder, and the parts that they share."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from index.answers import AnswerLog
from index.doctor import DAY_SECONDS, KEPT_DAYS
from index.embed import Encoder
from index.errors import FootnoteError, ModelMismatchError, StoreError
from index.intake import Intake
from index.jobs import Jobs
from index.judge.judge import OFF, Judge, find_judge
from index.lexicon import Lexicon
from index.library import Library, Parts
from index.owed import Owed
from index.privacy import Privacy
from index.record.kept import load_answer
from index.removal import SHARED
from index.settings import all_settings
from index.staging import Staging
from index.steps import Steps
from index.store import RESERVE, Store
from index.types import Changes, Event, Job, Report

log = logging.getLogger(__name__)

BY = "footnote"  # who purges what was removed long ago, for the record


class Libraries:
    """All the libraries of one data folder: the shared one and one for each Discord server."""

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        *,
        min_evidence: float,
        max_file_bytes: int,
        judge: Judge | None = None,
    ) -> None:
        """Hold ready parts; `open` puts them together."""
        self.store = store
        self.encoder = encoder
        self.max_file_bytes = max_file_bytes
        intake = Intake(store, encoder, max_file_bytes)
        self.jobs = Jobs(store, encoder, intake)
        self.answers = AnswerLog(store)
        self.staging = Staging(store, self.jobs)
        self.owed = Owed(store)
        self.privacy = Privacy(store, self.answers)
        self.judge = judge
        self.steps = Steps()
        self._parts = Parts(
            *(store, encoder, intake, self.jobs, self.answers, Lexicon(store), min_evidence),
            *(self.staging, judge, self.steps),
        )
        self._libraries: dict[str, Library] = {}
        self._naming = Lock()

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        model: str,
        min_evidence: float,
        max_file_bytes: int,
        reader: str = OFF,
        reserve: int = RESERVE,
    ) -> Self:
        """Open the data folder, making it if it is new. The model is loaded when first needed.

        `reader` names the model that reads question and passage together (`find_judge`), `reserve`
        is how many bytes additions leave free on the disk.

        Raises:
            StoreError: the folder can't be used.
            ModelError: there is no such model.
        """
        encoder = Encoder(model)
        judge = find_judge(reader)
        store = Store(folder, reserve=reserve)
        opened = cls(
            store,
            encoder,
            min_evidence=min_evidence,
            max_file_bytes=max_file_bytes,
            judge=judge,
        )
        opened.purge_removed()
        return opened

    def purge_removed(self) -> None:
        """Purge what was removed so long ago that nobody can bring it back any more.

        What can't be purged now, because the disk or another process is in the way, is another
        time.
        """
        before = time.time() - KEPT_DAYS * DAY_SECONDS
        try:
            with self.store.reading() as reader:
                old = {library for library, _ in reader.removed_before(before)}
                names = [row.name for row in reader.libraries() if row.id in old] if old else []
            for name in names:
                self._own(name).purge_removed(before, by=BY)
        except FootnoteError as error:
            log.error("what was removed long ago can't be purged now: %s", error)

    def _own(self, name: str) -> Library:
        self._named(SHARED)
        return self._named(name)

    def _named(self, name: str) -> Library:
        with self._naming:
            if name not in self._libraries:
                shared = self._libraries.get(SHARED)
                self._libraries[name] = Library(self._parts, name, shared)
            return self._libraries[name]

    @property
    def shared(self) -> Library:
        """The library that every server can read."""
        return self._named(SHARED)

    def server(self, server_id: int) -> Library:
        """The library of one Discord server."""
        return self._own(self.name_of(server_id))

    @staticmethod
    def name_of(server_id: int | None) -> str:
        """What the library of a server is called in the record; of None, the shared one."""
        return SHARED if server_id is None else f"server-{server_id}"

    def of_answer(self, answer_id: str) -> Library | None:
        """The library that gave an answer; None if none did."""
        self.answers.flush()
        with self.store.reading() as reader:
            kept = load_answer(reader, answer_id)
            names = [row.name for row in reader.libraries() if kept and row.id == kept.library_id]
        return self._own(names[0]) if names else None

    def all(self) -> list[Library]:
        """Every library to which anything was ever added, by the age of its first document."""
        with self.store.reading() as reader:
            names = [row.name for row in reader.libraries()]
        return [self._own(name) for name in names]

    def resume(self, report: Report) -> list[tuple[Job, Changes]]:
        """Go on with the jobs of all libraries that another process left."""
        return self.jobs.resume(report)

    def events(self) -> list[Event]:
        """The audit trail of all libraries, oldest first."""
        self.answers.flush()
        with self.store.reading() as reader:
            return reader.events()

    def settings(self) -> dict[str, dict[str, Any]]:
        """What is set in every library, by the library's name and the setting's."""
        return all_settings(self.store)

    def warm(self) -> None:
        """Load the model and the indexes now rather than at the first question.

        An index that was damaged or lost is made again from here on. One of another model waits
        for the question that is told of it.
        """
        self.encoder.warm()
        if self.judge:
            self.judge.warm()
        with self.store.reading() as reader:
            for row in reader.libraries():
                with suppress(ModelMismatchError):
                    self._own(row.name).current(reader)

    def close(self) -> None:
        """Let go of files and locks, when the last answers are kept."""
        for library in self._libraries.values():
            library.wait_until_mended()
        self.answers.close()
        with suppress(StoreError):
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
