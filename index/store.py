"""The library on disk: documents, passages, words and vectors in one SQLite file.

The only file that imports apsw, which brings its own SQLite: the same version, with FTS5, on
every machine, and without the WAL-reset fault of versions before 3.51.3. Originals lie beside the
database under their SHA-256, written once and synced before a row names them. FAISS files are
derived from the rows and may be deleted at any time.

One process writes at a time, under a file lock; any number read. A reader sees one state of the
whole database for as long as its `reading` lasts. What goes wrong with the disk or the file is a
StoreError; what else SQLite complains of is a bug and stays one.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import NamedTemporaryFile

import apsw
from filelock import FileLock, Timeout

from index.errors import BusyError, StoreError
from index.record import SCHEMA_VERSION, Reader, Writer

log = logging.getLogger(__name__)

BUSY_MS = 10_000
DAMAGE = (apsw.CorruptError, apsw.NotADBError)
DISK_TROUBLE = (
    OSError,
    apsw.FullError,
    apsw.IOError,
    apsw.CantOpenError,
    apsw.ReadOnlyError,
    apsw.PermissionsError,
    apsw.NoMemError,
)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Raise what the disk, the file or another process makes impossible as a StoreError."""
    try:
        yield
    except (Timeout, apsw.BusyError) as error:
        raise BusyError(
            f"Another process is changing the library in {folder}. Try again in a moment."
        ) from error
    except DAMAGE as error:
        raise StoreError(
            f"The library in {folder} is damaged: {error}. Put back a copy of the folder, or move "
            "it away and add the documents again."
        ) from error
    except DISK_TROUBLE as error:
        raise StoreError(
            f"The data folder {folder} can't be read or written: {error}. Check that its disk has "
            "room and that you may write to it; what was added before is still there."
        ) from error


class Store:
    """A data folder: `library.db`, `originals/`, `index/`, `tmp/` and the writer's lock."""

    def __init__(self, folder: Path) -> None:
        """Open the data folder, making it if it is new. Raises StoreError where it can't be."""
        self.folder = folder
        self._connections: SimpleQueue[apsw.Connection] = SimpleQueue()
        self._lock = FileLock(folder / "writer.lock", mode=0o600)
        try:
            for each in (folder, *(folder / name for name in ("originals", "index", "tmp"))):
                each.mkdir(mode=0o700, parents=True, exist_ok=True)
            # SQLite gives its other files the rights of this one.
            (folder / "library.db").touch(mode=0o600)
        except OSError as error:
            raise StoreError(
                f"The data folder {folder} can't be used: {error}. Check that it is a folder that "
                "you may write to, or name another with --data."
            ) from error
        with self.reading() as reader:
            found = reader.version()
        if not found:
            with self.writing() as writer:
                found = writer.make_schema()
        if found != SCHEMA_VERSION:
            self.close()
            raise StoreError(
                f"The library in {self.folder} has format {found}; this Footnote reads format "
                f"{SCHEMA_VERSION}. Use the Footnote that made it, or another folder with --data."
            )
        self._sweep()

    def _sweep(self) -> None:
        """Delete what a writer that was killed left half written, unless one is at work."""
        with suppress(BusyError), _explained(self.folder), self._lock.acquire(timeout=0):
            for path in (self.folder / "tmp").iterdir():
                path.unlink(missing_ok=True)

    def _connect(self) -> apsw.Connection:
        connection = apsw.Connection(str(self.folder / "library.db"))
        connection.set_busy_timeout(BUSY_MS)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One unchanging state of the record, for the length of the `with` block.

        Raises:
            StoreError: the record can't be read.
        """
        with _explained(self.folder):
            try:
                connection = self._connections.get_nowait()
            except Empty:
                connection = self._connect()
            try:
                connection.execute("BEGIN")
                yield Reader(connection)
                connection.execute("ROLLBACK")
            except BaseException:
                connection.close()  # whatever state it is in, nobody gets it again
                raise
            self._connections.put(connection)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction that is committed whole at the end, or not at all.

        Raises:
            BusyError: another process holds the writer's lock.
            StoreError: the record can't be written.
        """
        with _explained(self.folder), self._lock.acquire(timeout=BUSY_MS / 1000):
            connection = self._connect()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield Writer(connection)
                connection.execute("COMMIT")
            finally:
                connection.close()  # rolls back what was not committed

    def save_original(self, data: bytes) -> str:
        """Keep a file's bytes under their SHA-256, which is returned, durably.

        A damaged original is mended by saving the same bytes again.

        Raises:
            BusyError: another process holds the writer's lock.
            StoreError: the bytes can't be written.
        """
        fingerprint = sha256(data).hexdigest()
        try:
            self.original(fingerprint)
        except StoreError:
            path = self._original(fingerprint)
            with _explained(self.folder), self._lock.acquire(timeout=BUSY_MS / 1000):
                path.parent.mkdir(mode=0o700, exist_ok=True)
                _sync_folder(path.parent.parent)
                self._write(path, data)
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
                f"The original {fingerprint[:12]}… can't be read from {self.folder}: "
                f"{error.strerror}. Add the document again."
            ) from error
        if sha256(data).hexdigest() != fingerprint:
            raise StoreError(
                f"The original {fingerprint[:12]}… in {self.folder} was changed after it was "
                "added. Add the document again."
            )
        return data

    def _original(self, fingerprint: str) -> Path:
        return self.folder / "originals" / fingerprint[:2] / fingerprint

    def save_index(self, library_id: int, generation: int, data: bytes) -> None:
        """Write the FAISS file of a generation, durably. The caller is `writing`."""
        self._write(self.index_path(library_id, generation), data)

    def index_path(self, library_id: int, generation: int) -> Path:
        """Where the FAISS file of a generation lies."""
        return self.folder / "index" / f"{library_id}-{generation}.faiss"

    def drop_indexes(self, library_id: int, newest: int) -> None:
        """Delete a library's FAISS files up to the generation `newest`; one that can't be stays."""
        for path in (self.folder / "index").glob(f"{library_id}-*.faiss"):
            number = path.stem.split("-")[1]
            if number.isdecimal() and int(number) <= newest:
                try:
                    path.unlink(missing_ok=True)
                except OSError as error:
                    log.warning("an old index stays behind: %s", error)

    def _write(self, path: Path, data: bytes) -> None:
        """Write a whole file or nothing: a temporary file, synced, moved into place, synced."""
        with NamedTemporaryFile(dir=self.folder / "tmp", delete=False) as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        _sync_folder(path.parent)

    def close(self) -> None:
        """Close the connections that no reader holds."""
        with suppress(Empty):
            while True:
                self._connections.get_nowait().close()


def _sync_folder(path: Path) -> None:
    """See that the names in a folder outlast a power failure."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows can't sync a folder, and needs not
        return
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
