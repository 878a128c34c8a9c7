"""The library on disk: documents, passages, words and vectors in one SQLite file.

The only file that imports apsw, which brings its own SQLite: the same version, with FTS5, on
every machine, and without the WAL-reset fault of versions before 3.51.3. Originals lie beside the
database under their SHA-256, written once and synced before a row names them. FAISS files are
derived from the rows and may be deleted at any time.

One process writes at a time, under a file lock; any number read. A reader sees one state of the
whole database for as long as its `reading` lasts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import NamedTemporaryFile

import apsw
from filelock import FileLock, Timeout

from index.errors import BusyError, StoreError
from index.record import SCHEMA_VERSION, Reader, Writer, has_schema

BUSY_MS = 10_000


class Store:
    """A data folder: `library.db`, `originals/`, `index/` and the writer's lock."""

    def __init__(self, folder: Path) -> None:
        """Open the data folder, making it if it is new. Raises StoreError where it can't be."""
        self.folder = folder
        self._connections: SimpleQueue[apsw.Connection] = SimpleQueue()
        self._lock = FileLock(folder / "writer.lock")
        try:
            for each in (folder, folder / "originals", folder / "index"):
                each.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = self._connect()
            if not has_schema(connection):
                with self.writing() as writer:
                    writer.make_schema()
            self._check_version(connection)
        except (OSError, apsw.Error) as error:
            raise StoreError(
                f"The data folder {folder} can't be used: {error}. Check that it is a folder that "
                "you may write to, or name another with --data."
            ) from error
        self._connections.put(connection)

    def _connect(self) -> apsw.Connection:
        connection = apsw.Connection(str(self.folder / "library.db"))
        connection.set_busy_timeout(BUSY_MS)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    def _check_version(self, connection: apsw.Connection) -> None:
        found = connection.pragma("user_version")
        if found != SCHEMA_VERSION:
            raise StoreError(
                f"The library in {self.folder} has format {found}; this Footnote reads format "
                f"{SCHEMA_VERSION}. Use the Footnote that made it, or another folder with --data."
            )

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One unchanging state of the record, for the length of the `with` block."""
        try:
            connection = self._connections.get_nowait()
        except Empty:
            connection = self._connect()
        try:
            connection.execute("BEGIN")
            yield Reader(connection)
        finally:
            connection.execute("ROLLBACK")
            self._connections.put(connection)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction that is committed whole at the end, or not at all.

        Raises:
            BusyError: another process holds the writer's lock.
        """
        try:
            with self._lock.acquire(timeout=BUSY_MS / 1000):
                connection = self._connect()
                try:
                    connection.execute("BEGIN IMMEDIATE")
                    yield Writer(connection)
                    connection.execute("COMMIT")
                finally:
                    connection.close()  # rolls back what was not committed
        except Timeout as error:
            raise BusyError(
                f"Another process is changing the library in {self.folder}. Try again in a moment."
            ) from error

    def save_original(self, data: bytes) -> str:
        """Keep a file's bytes under their SHA-256, which is returned, durably."""
        fingerprint = sha256(data).hexdigest()
        path = self._original(fingerprint)
        if not path.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            write_durably(path, data)
        return fingerprint

    def original(self, fingerprint: str) -> bytes:
        """The bytes kept under `fingerprint`.

        Raises:
            StoreError: they are gone, or are no longer the same.
        """
        try:
            data = self._original(fingerprint).read_bytes()
        except OSError as error:
            raise StoreError(
                f"The original {fingerprint[:12]}… is missing from {self.folder}. "
                "Remove the document and add it again."
            ) from error
        if sha256(data).hexdigest() != fingerprint:
            raise StoreError(
                f"The original {fingerprint[:12]}… in {self.folder} was changed after it was "
                "added. Remove the document and add it again."
            )
        return data

    def _original(self, fingerprint: str) -> Path:
        return self.folder / "originals" / fingerprint[:2] / fingerprint

    def index_path(self, library_id: int, generation: int) -> Path:
        """Where the FAISS file of a generation lies."""
        return self.folder / "index" / f"{library_id}-{generation}.faiss"

    def drop_indexes(self, library_id: int, newest: int) -> None:
        """Delete a library's FAISS files up to the generation `newest`."""
        for path in (self.folder / "index").glob(f"{library_id}-*.faiss"):
            if int(path.stem.split("-")[1]) <= newest:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the connections that no reader holds."""
        while not self._connections.empty():
            self._connections.get_nowait().close()


def write_durably(path: Path, data: bytes) -> None:
    """Write a whole file or nothing: a temporary file, synced, moved into place, folder synced."""
    with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    if hasattr(os, "O_DIRECTORY"):  # Windows can't sync a folder, and needs not
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
