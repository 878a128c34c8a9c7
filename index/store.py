"""The library on disk: documents, passages, words and vectors in one SQLite file.

The only file that imports apsw, which brings its own SQLite: the same version, with FTS5, on
every machine, and without the WAL-reset fault of versions before 3.51.3. Originals lie beside the
database under their SHA-256, written once and synced before a row names them. FAISS files are
derived from the rows and may be deleted at any time.

One process writes at a time, under a file lock that says who has it; any number read. A reader
sees one state of the whole database for as long as its `reading` lasts. What goes wrong with the
disk or the file is a StoreError; what else SQLite complains of is a bug and stays one.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue

import apsw
from filelock import FileLock, Timeout

from index.disk import Disk
from index.errors import BusyError, DiskFullError, StoppedError, StoreError
from index.record import SCHEMA_VERSION, Reader, Writer, row_checksum
from index.record.schema import SCHEMA

log = logging.getLogger(__name__)

MIGRATED = (2, 3, 4, 5)  # the older formats that are brought up to date
BUSY_MS = 10_000
SHRINK_MS = 500  # how long readers of an older state are waited for
RESERVE = 100 * 1024**2  # bytes that additions leave free, so that removing goes on
LEAST_FREE = 1024**2  # bytes: with less, SQLite's trouble is that
ABANDONED_SECONDS = 3600.0  # a file that no row names is left over, not just being added
# The last two: a row whose text is no UTF-8, or no JSON, any more.
DAMAGE = (apsw.CorruptError, apsw.NotADBError, UnicodeDecodeError, json.JSONDecodeError)
FULL = (errno.ENOSPC, errno.EDQUOT)
UNSYNCED = (apsw.SQLITE_IOERR_FSYNC, apsw.SQLITE_IOERR_DIR_FSYNC)
DISK_TROUBLE = (
    OSError,
    apsw.FullError,
    apsw.IOError,
    apsw.CantOpenError,
    apsw.ReadOnlyError,
    apsw.PermissionsError,
    apsw.NoMemError,
)
_DAMAGED = (
    "The library in {folder} is damaged: {error}. Run “footnote doctor”; if it can’t help, put "
    "back a backup, or move the folder away and add the documents again."
)
_NO_SYNC = (
    "The disk of {folder} failed to keep what was written: {error}. Nothing more is written until "
    "Footnote is started again; run “footnote doctor --deep” then. Questions are answered."
)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Raise what the disk, the file or another process makes impossible as a StoreError."""
    try:
        yield
    except (Timeout, apsw.BusyError) as error:
        raise BusyError(
            f"{_holder(folder)} is changing the library in {folder}. Try again in a moment."
        ) from error
    except apsw.SQLError as error:
        if not str(error).startswith("no such"):
            raise  # a bug of ours
        raise StoreError(_DAMAGED.format(folder=folder, error=error)) from error
    except DAMAGE as error:
        raise StoreError(_DAMAGED.format(folder=folder, error=error)) from error
    except UnicodeDecodeError as error:  # a text of the record; files are decoded where read
        raise StoreError(
            f"A text in the library in {folder} was damaged: it isn’t UTF-8 any more. Run "
            "“footnote doctor --deep --repair”, or put back a backup."
        ) from error
    except DISK_TROUBLE as error:
        if _is_full(folder, error):
            raise DiskFullError(
                f"The disk of {folder} is full. What was added before is safe, and questions are "
                "answered. Make room, then try again."
            ) from error
        raise StoreError(
            f"The data folder {folder} can't be read or written: {error}. Check that its disk has "
            "room and that you may write to it; what was added before is still there."
        ) from error


def _is_full(folder: Path, error: BaseException) -> bool:
    """Whether an error of the disk means that there is no room, as SQLite may say in many ways."""
    if isinstance(error, OSError):
        return error.errno in FULL
    if isinstance(error, apsw.IOError | apsw.CantOpenError):
        with suppress(OSError):
            return shutil.disk_usage(folder).free < LEAST_FREE
    return isinstance(error, apsw.FullError)


def _holder(folder: Path) -> str:
    """Who has the writer's lock, as far as they said."""
    try:
        said = json.loads((folder / "writer.json").read_bytes())
        since = time.strftime("%H:%M:%S", time.localtime(said["since"]))
        return f"Another process ({said['program']}, process {said['pid']}, since {since})"
    except (OSError, ValueError, KeyError, TypeError):
        return "Another process"


def _connect(path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(path))
    connection.set_busy_timeout(BUSY_MS)
    connection.create_scalar_function("row_checksum", row_checksum, deterministic=True)
    for pragma in (
        *("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"),
        "secure_delete=ON",  # what was deleted leaves the file, not only the tables
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def sqlite_versions() -> tuple[str, str]:
    """The version of SQLite that is used, and that of apsw, which brought it."""
    return apsw.sqlite_lib_version(), apsw.apsw_version()


@contextmanager
def reading_copy(path: Path) -> Iterator[Reader]:
    """The record in a file that nobody writes, such as a backup's.

    Raises:
        StoreError: it can't be read.
    """
    with _explained(path.parent):
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            connection.create_scalar_function("row_checksum", row_checksum, deterministic=True)
            yield Reader(connection)
        finally:
            connection.close()


class Store:
    """A data folder: `library.db`, `originals/`, `index/`, `jobs/`, `tmp/` and the writer's lock.

    `reserve` is how many bytes additions leave free on the disk.
    """

    def __init__(self, folder: Path, *, disk: Disk | None = None, reserve: int = RESERVE) -> None:
        """Open the data folder, making it if it is new. Raises StoreError where it can't be."""
        self.folder = folder
        self._disk = disk or Disk()
        self._reserve = reserve
        self._stopped: StoppedError | None = None
        self._unshrunk = False  # what was deleted may still stand in SQLite's log
        self._connections: SimpleQueue[apsw.Connection] = SimpleQueue()
        self._lock = FileLock(folder / "writer.lock", mode=0o600)
        try:
            for name in ("", "originals", "index", "jobs", "tmp"):
                self._disk.make_folder(folder / name)
            # SQLite gives its other files the rights of this one.
            (folder / "library.db").touch(mode=0o600)
        except OSError as error:
            raise StoreError(
                f"The data folder {folder} can't be used: {error}. Check that it is a folder that "
                "you may write to, or name another with --data."
            ) from error
        self._prepare()
        self._sweep()

    def _prepare(self) -> None:
        """See that the record has this Footnote's tables: made, or brought up from older ones."""
        with self.reading() as reader:
            found = reader.version()
        if not found:
            with self.writing() as writer:
                found = writer.make_schema()
        if found in MIGRATED:
            found = self._migrate(found)
        if found != SCHEMA_VERSION:
            self.close()
            raise StoreError(
                f"The library in {self.folder} has format {found}; this Footnote reads format "
                f"{SCHEMA_VERSION}. Use the Footnote that made it, or another folder with --data."
            )

    def _migrate(self, found: int) -> int:
        """Bring older tables up to date in one transaction, keeping a copy of the old file."""
        from index.record.migrate import migrate  # late: almost never needed

        copy = self.folder / f"library-format-{found}.db"
        with _explained(self.folder), self._locked():
            self._copy_database(copy)
            log.warning("bringing the library from format %s to %s", found, SCHEMA_VERSION)
            log.warning("the old one is kept as %s", copy)
        with self.writing() as writer:
            if writer.version() == found:  # and no other process was first
                migrate(writer)
            return writer.version()

    def _sweep(self) -> None:
        """Delete what a writer that was killed left half written, unless one may be at work."""
        limit = time.time() - ABANDONED_SECONDS
        with suppress(BusyError), _explained(self.folder), self._locked(wait=0):
            for path in (self.folder / "tmp").iterdir():
                if path.stat().st_mtime < limit:
                    path.unlink(missing_ok=True)

    @contextmanager
    def _locked(self, *, wait: float = BUSY_MS / 1000) -> Iterator[None]:
        """Be the one writer; others are told who it is."""
        if self._stopped:
            raise self._stopped
        with self._lock.acquire(timeout=wait):
            said = {"pid": os.getpid(), "program": Path(sys.argv[0]).name, "since": time.time()}
            with suppress(OSError):  # on a full disk nobody is told
                path = self.folder / "writer.json"
                path.touch(mode=0o600)
                path.write_text(json.dumps(said))
            try:
                yield
            except apsw.IOError as error:
                if getattr(error, "extendedresult", None) in UNSYNCED:
                    self._stop(error)
                raise

    def _stop(self, error: BaseException) -> None:
        """Write nothing more: after a failed sync nobody knows what is on the disk."""
        self._stopped = StoppedError(_NO_SYNC.format(folder=self.folder, error=error))
        log.critical("%s", self._stopped)
        raise self._stopped from error

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
                connection = _connect(self.folder / "library.db")
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
            DiskFullError: there is no room.
            StoppedError: the disk failed before.
            StoreError: the record can't be written.
        """
        with _explained(self.folder), self._locked():
            connection = _connect(self.folder / "library.db")
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield Writer(connection)
                connection.execute("COMMIT")
            finally:
                connection.close()  # rolls back what was not committed
            if self._unshrunk:
                self.shrink_log()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other process write for the length of the `with` block; `writing` goes in it.

        Raises:
            BusyError: another process holds the writer's lock.
        """
        with _explained(self.folder), self._locked():
            yield

    def check_room(self, size: int) -> None:
        """See that there is room for a file of `size` bytes and what is made of it.

        Raises:
            DiskFullError: there is not.
        """
        with _explained(self.folder):
            free = self._disk.free(self.folder)
        if free < 2 * size + self._reserve:
            raise DiskFullError(
                f"The disk of {self.folder} has {free // 1024**2:,} MiB left, and adding this "
                f"needs {(2 * size + self._reserve) // 1024**2 + 1:,}. Make room, then try again; "
                "questions are answered."
            )

    @contextmanager
    def holding(self, job_id: int) -> Iterator[bool]:
        """Hold a job for this process and thread; whether nobody else does."""
        lock = FileLock(self.folder / "jobs" / f"{job_id}.lock", mode=0o600)
        with _explained(self.folder):
            try:
                lock.acquire(timeout=0)
            except Timeout:
                yield False
                return
        try:
            yield True
        finally:
            lock.release()

    def forget_holding(self, job_id: int) -> None:
        """Delete the lock of a job that has ended."""
        with suppress(OSError):
            (self.folder / "jobs" / f"{job_id}.lock").unlink(missing_ok=True)

    def save_original(self, data: bytes) -> str:
        """Keep a file's bytes under their SHA-256, which is returned, durably.

        A damaged original is mended by saving the same bytes again.

        Raises:
            BusyError: another process holds the writer's lock.
            DiskFullError: there is no room.
            StoreError: the bytes can't be written.
        """
        fingerprint = sha256(data).hexdigest()
        path = self._original(fingerprint)
        try:
            self.original(fingerprint)
            with suppress(OSError):
                os.utime(path)  # not left over: somebody is about to name it again
        except StoreError:
            with _explained(self.folder), self._locked():
                self._disk.make_folder(path.parent)
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

    def originals(self) -> Iterator[str]:
        """The fingerprints of all files that are kept."""
        for path in sorted((self.folder / "originals").glob("??/*")):
            yield path.name

    def drop_originals(
        self,
        *,
        unless: set[str],
        older: float = ABANDONED_SECONDS,
        among: Iterable[str] | None = None,
    ) -> int:
        """Delete originals that nothing names, `older` seconds old or more; how many.

        `among` are those that are looked at, None for all. The caller is `writing`, so that nobody
        names one meanwhile; who names one then sees that it is there.
        """
        limit, dropped = time.time() - older, 0
        for fingerprint in self.originals() if among is None else among:
            path = self._original(fingerprint)
            with suppress(FileNotFoundError):
                if fingerprint not in unless and path.stat().st_mtime <= limit:
                    self._disk.remove(path)
                    dropped += 1
        return dropped

    def drop_copies(self, *, unless: set[str]) -> None:
        """Delete what else may hold a purged document: old formats, damaged and unfinished files.

        Of the damaged those stay whose fingerprint is in `unless`. The caller is `writing`.
        """
        for path in sorted(self.folder.glob("library-format-*.db*")):
            self._disk.remove(path)
            log.warning("%s held what was purged and is deleted", path)
        damaged = [p for p in (self.folder / "quarantine").glob("*") if p.name not in unless]
        for path in (*damaged, *(self.folder / "tmp").iterdir()):
            with suppress(OSError):  # a folder, somebody's
                self._disk.remove(path)

    def drop_formats(self, before: float) -> None:
        """Delete the copies of the record in older formats that were made before a moment."""
        for path in sorted(self.folder.glob("library-format-*.db*")):
            with suppress(FileNotFoundError), _explained(self.folder):
                if path.stat().st_mtime < before:
                    self._disk.remove(path)
                    log.warning("%s held what people asked long ago and is deleted", path)

    def size(self, fingerprint: str) -> int | None:
        """How many bytes are kept under `fingerprint`; None if there is no such file."""
        try:
            return self._original(fingerprint).stat().st_size
        except OSError:
            return None

    def original_path(self, fingerprint: str) -> Path:
        """Where the bytes with this SHA-256 lie."""
        return self._original(fingerprint)

    def holder(self) -> str | None:
        """Who has the writer's lock now, in words; None if nobody does."""
        try:
            with self._lock.acquire(timeout=0):
                return None
        except Timeout:
            return _holder(self.folder)

    def free(self) -> int:
        """How many bytes there is room for on the disk."""
        with _explained(self.folder):
            return self._disk.free(self.folder)

    def quarantine(self, fingerprint: str) -> Path:
        """Put a damaged original aside; where it is then."""
        folder = self.folder / "quarantine"
        self._disk.make_folder(folder)
        self._disk.rename(self._original(fingerprint), folder / fingerprint)
        return folder / fingerprint

    def save_note(self, path: Path, data: bytes) -> None:
        """Write a small file of the data folder, durably.

        Raises:
            StoreError: it can't be written.
        """
        with _explained(self.folder):
            self._write(path, data)

    def save_index(self, library_id: int, data: bytes) -> str:
        """Write a FAISS file, durably; its SHA-256, by which it is found."""
        digest = sha256(data).hexdigest()
        path = self.index_path(library_id, digest)
        with _explained(self.folder):
            if path.is_dir():  # somebody's; no file can be put in its place
                shutil.rmtree(path)
            self._write(path, data)
        return digest

    def index_path(self, library_id: int, digest: str) -> Path:
        """Where the FAISS file with this SHA-256 lies."""
        return self.folder / "index" / f"{library_id}-{digest[:16]}.faiss"

    def drop_indexes(self, library_id: int, *, unless: set[str]) -> None:
        """Delete a library's FAISS files but those with these SHA-256; one that can't be stays."""
        kept = {self.index_path(library_id, digest) for digest in unless}
        for path in (self.folder / "index").glob(f"{library_id}-*.faiss"):
            if path not in kept:
                try:
                    self._disk.remove(path)
                except OSError as error:
                    log.warning("an old index stays behind: %s", error)

    def _write(self, path: Path, data: bytes) -> None:
        try:
            try:
                self._disk.write(path, data, temporary=self.folder / "tmp")
            except FileNotFoundError:  # a purge has emptied the folder of unfinished files
                self._disk.write(path, data, temporary=self.folder / "tmp")
        except OSError as error:
            if error.errno == errno.EIO:
                self._stop(error)
            raise

    def _copy_database(self, path: Path) -> None:
        """Write the record as it is now into another file, durably."""
        draft = path.with_name(f"{path.name}.draft")  # beside it: it may be on another disk
        draft.unlink(missing_ok=True)
        source, target = _connect(self.folder / "library.db"), apsw.Connection(str(draft))
        try:
            with target.backup("main", source, "main") as backup:
                backup.step()
            target.execute("PRAGMA journal_mode=DELETE").fetchall()
        finally:
            source.close()
            target.close()
        self._disk.sync_file(draft)
        self._disk.rename(draft, path)
        self._disk.sync_folder(path.parent)

    def copy_database(self, path: Path) -> None:
        """Write the record as it is now into another file, while it is used.

        Raises:
            StoreError: it can't be.
        """
        with _explained(self.folder):
            self._copy_database(path)

    def check_database(self, *, deep: bool) -> list[str]:
        """What SQLite finds wrong with the file, one line each; `deep` compares indexes too."""
        try:
            connection = _connect(self.folder / "library.db")
        except (*DAMAGE, *DISK_TROUBLE) as error:
            return [str(error)]
        try:
            pragma = "integrity_check" if deep else "quick_check"
            found = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}")]
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            found += [f"{table}: a row names what isn’t in {to}" for table, _, to, _ in broken]
            tables = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
            there = {str(name): sql for name, sql in connection.execute(tables)}
            plan = apsw.Connection(":memory:")
            plan.execute(SCHEMA)
            expected = {str(name): sql for name, sql in plan.execute(tables)}
            plan.close()
            found += [
                f"{n}: it is not defined as it was" for n in expected if there.get(n) != expected[n]
            ]
            return [line for line in found if line != "ok"]
        except (*DAMAGE, *DISK_TROUBLE) as error:
            return [str(error)]
        finally:
            connection.close()

    def shrink_log(self) -> bool:
        """Bring all of SQLite's write-ahead log into the file and cut it off; whether that was.

        While somebody reads an older state it can't be. Then it is tried again after each change,
        and at the end.
        """
        with _explained(self.folder), self._locked():
            connection = _connect(self.folder / "library.db")
            try:
                connection.set_busy_timeout(0 if self._unshrunk else SHRINK_MS)
                [(busy, *_)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._unshrunk = bool(busy)
            except apsw.BusyError:
                self._unshrunk = True
            finally:
                connection.close()
        return not self._unshrunk

    def close(self) -> None:
        """Close the connections that no reader holds."""
        with suppress(Empty):
            while True:
                self._connections.get_nowait().close()
        if self._unshrunk and not self._stopped:
            with suppress(StoreError):
                self.shrink_log()
