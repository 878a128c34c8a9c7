"""To whom it is still to be said what became of a job, and where: kept until it was said.

A job may outlast the process in which somebody began it. Whoever goes on with it finds here who
waits. A file each, beside the job's lock: it is worth nothing in a backup.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

from index.record.plain import pack, unpack
from index.store import Store
from index.types import Owing

log = logging.getLogger(__name__)

ENDING = ".owed"


class Owed:
    """What is owed to people of one data folder. Every method may be called from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = store.folder / "jobs"

    def note(self, job_id: int, owing: Owing) -> None:
        """Remember where a job was begun, durably.

        Raises:
            StoreError: the disk doesn't take it.
        """
        self._store.save_note(self._path(job_id), pack(owing).encode())

    def settle(self, job_id: int, owing: Owing | None = None) -> None:
        """Forget it: what became of the job was said; only this note, if one is given."""
        if owing is None or self.all().get(job_id) == owing:
            self._path(job_id).unlink(missing_ok=True)

    def all(self) -> dict[int, Owing]:
        """Where each job was begun whose outcome was not said yet, by the job's number."""
        found: dict[int, Owing] = {}
        for path in sorted(self._folder.glob(f"*{ENDING}")):
            try:
                found[int(path.stem)] = unpack(Owing, path.read_text("utf-8"))
            except (OSError, ValueError, KeyError, TypeError, json.JSONDecodeError) as error:
                log.warning("%s can't be read and is deleted: %r", path, error)
                path.unlink(missing_ok=True)
        return dict(sorted(found.items()))

    def _path(self, job_id: int) -> Path:
        return self._folder / f"{job_id}{ENDING}"
