"""A backup of a data folder, taken while it is used; its verification; putting it back.

A backup is a folder with the record, the originals that the record names, and a manifest with the
SHA-256 of each file. It is made under another name and gets its own when it is whole; so does the
data folder that is made of it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from index.disk import Disk
from index.errors import BackupError, StoreError
from index.generation import LackingError, make_segment
from index.record import SCHEMA_VERSION, Reader
from index.record.checks import damaged_rows, row_name
from index.record.schema import COLUMNS
from index.store import ABANDONED_SECONDS, Store, reading_copy
from index.types import Backup

FORMAT = 1
MANIFEST = "manifest.json"
RECORD = "library.db"
ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/\1[0-9a-f]{62}")
TRIES = 5
ABANDONED_DRAFT_SECONDS = 24 * ABANDONED_SECONDS
OURS = {RECORD, f"{RECORD}-wal", f"{RECORD}-shm", "originals", "index", "jobs", "tmp"} | {
    "writer.lock",
    "writer.json",
    "quarantine",
}


def back_up(store: Store, to: Path, *, disk: Disk | None = None) -> Backup:
    """Write a backup to the folder `to`, which must not exist; changes and questions go on.

    Originals that are damaged already are left out, and named in what is returned.

    Raises:
        BackupError: it can't be written there.
        StoreError: the record can't be read.
    """
    if to.exists():
        raise BackupError(f"{to} exists already. Name a folder that doesn’t, with today’s date.")
    disk = disk or Disk()
    with _draft(to, disk) as draft:
        damaged = _fill(store, draft, disk)
        files = {
            path.relative_to(draft).as_posix(): {
                "size": path.stat().st_size,
                "sha256": _sha256(path),
            }
            for path in sorted(draft.rglob("*"))
            if path.is_file()
        }
        plain = {
            "format": FORMAT,
            "record": SCHEMA_VERSION,
            "made": time.time(),
            "documents": _documents(draft),
            "damaged": damaged,
            "files": files,
        }
        manifest = {**plain, "sha256": _manifest_hash(plain)}
        disk.write(draft / MANIFEST, json.dumps(manifest, indent=1).encode(), temporary=draft)
    return _backup(to, plain)


def _fill(store: Store, draft: Path, disk: Disk) -> list[str]:
    """Copy the record and what it names; the originals that are damaged or gone."""
    for left in reversed(range(TRIES)):
        store.copy_database(draft / RECORD)
        with reading_copy(draft / RECORD) as reader:
            named = reader.originals()
        gone = [each for each in sorted(named) if not _keep(store, each, draft, disk)]
        with store.reading() as reader:
            purged = set(gone) - reader.originals()
        if not purged:
            _drop_unnamed(draft, named)
            return gone
        if not left:
            break
    raise BackupError("Documents are being purged all the time. Try again in a moment.")


def _keep(store: Store, fingerprint: str, draft: Path, disk: Disk) -> bool:
    """Link an original into the backup, or copy it to another disk; whether it is whole."""
    target = draft / "originals" / fingerprint[:2] / fingerprint
    if target.exists():
        return True
    try:
        data = store.original(fingerprint)
    except StoreError:
        return False
    for folder in (target.parent.parent, target.parent):
        disk.make_folder(folder)
    try:
        os.link(store.original_path(fingerprint), target)
    except OSError:
        disk.write(target, data, temporary=draft)
    else:
        disk.sync_folder(target.parent)
    return True


def _drop_unnamed(draft: Path, named: set[str]) -> None:
    """Delete what an earlier try brought and has been purged since."""
    for path in (draft / "originals").glob("??/*"):
        if path.name not in named:
            path.unlink()


def _documents(draft: Path) -> int:
    with reading_copy(draft / RECORD) as reader:
        return sum(len(reader.catalog(row.id)) for row in reader.libraries())


@contextmanager
def _draft(to: Path, disk: Disk) -> Iterator[Path]:
    """A folder beside `to` that becomes it at the end, or leaves nothing."""
    to = to.absolute()
    try:
        disk.make_folder(to.parent)
        for path in to.parent.glob(f".{to.name}.*.partial"):
            if path.stat().st_mtime < time.time() - ABANDONED_DRAFT_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
        draft = Path(mkdtemp(prefix=f".{to.name}.", suffix=".partial", dir=to.parent))
    except OSError as error:
        raise BackupError(
            f"{to} can’t be made: {error.strerror}. Name a folder that you may write to."
        ) from error
    try:
        yield draft
        disk.sync_folder(draft)
        if to.exists():
            raise BackupError(f"{to} came into being meanwhile. Name another folder.")
        disk.rename(draft, to)
        disk.sync_folder(to.parent)
    except OSError as error:
        raise BackupError(
            f"{to} can’t be written: {error.strerror}. Make room, or name another folder."
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def verify(folder: Path) -> Backup:
    """See that a backup is whole: every file, every row.

    Raises:
        BackupError: it isn't one, or something of it is damaged, which is named.
    """
    plain = _read_manifest(folder)
    for name, known in plain["files"].items():
        path = folder / name
        try:
            size = path.stat().st_size
            same = size == known["size"] and _sha256(path) == known["sha256"]
        except OSError as error:
            raise BackupError(
                f"The backup {folder} is not whole: {name} can’t be read ({error.strerror}). "
                "Use another backup."
            ) from error
        if not same:
            raise BackupError(
                f"The backup {folder} is damaged: {name} is not as it was written. "
                "Use another backup."
            )
    try:
        with reading_copy(folder / RECORD) as reader:
            trouble = _record_trouble(reader, plain)
    except (StoreError, ValueError) as error:
        trouble = str(error)
    if trouble:
        raise BackupError(f"The backup {folder} is damaged: {trouble}. Use another backup.")
    return _backup(folder, plain)


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        said = manifest.pop("sha256")
        whole = said == _manifest_hash(manifest) and all(
            name == RECORD or ORIGINAL.fullmatch(name) for name in manifest["files"]
        )
    except OSError as error:
        raise BackupError(
            f"{folder} is not a backup of Footnote: {MANIFEST} can’t be read ({error.strerror}). "
            "Name the folder that “footnote backup” made."
        ) from error
    except (ValueError, KeyError, AttributeError):
        whole = False
    if not whole:
        raise BackupError(
            f"The backup {folder} is damaged: {MANIFEST} is not as it was written. "
            "Use another backup."
        )
    if manifest["format"] != FORMAT or manifest["record"] > SCHEMA_VERSION:
        raise BackupError(
            f"The backup {folder} is of a newer Footnote (format {manifest['format']}, record "
            f"{manifest['record']}). Restore it with that one."
        )
    return manifest


def _record_trouble(reader: Reader, plain: dict[str, Any]) -> str | None:
    """What is wrong inside of a backup's record; None if nothing is."""
    lines = [str(row[0]) for row in reader.connection.execute("PRAGMA integrity_check")]
    if lines != ["ok"]:
        return f"SQLite finds in {RECORD}: {lines[0]}"
    if reader.connection.execute("PRAGMA foreign_key_check").fetchall():
        return f"rows of {RECORD} name what isn’t there"
    if plain["record"] == SCHEMA_VERSION:
        for table in COLUMNS:
            for row in damaged_rows(reader, table):
                return (
                    f"the row {row_name(row.key)} of the table {table} was damaged before it was "
                    "made"
                )
    known = {Path(name).name for name in plain["files"]} | set(plain["damaged"])
    if lost := sorted(reader.originals() - known):
        return f"the original {lost[0][:12]}… is not in it"
    return None


def restore(folder: Path, data: Path, *, disk: Disk | None = None) -> Backup:
    """Make the data folder `data` of a backup, which is verified first; all of it or nothing.

    Raises:
        BackupError: the backup is damaged, or `data` holds documents already.
    """
    disk = disk or Disk()
    _check_empty(data)
    backup = verify(folder)
    data = data.absolute()
    before = data.with_name(f".{data.name}.before")
    with _aside(data, before, disk), _draft(data, disk) as draft:
        for name, known in _read_manifest(folder)["files"].items():
            content = (folder / name).read_bytes()
            if sha256(content).hexdigest() != known["sha256"]:
                raise BackupError(f"{name} of the backup {folder} changed meanwhile. Try again.")
            for part in reversed(Path(name).parents):
                disk.make_folder(draft / part)
            disk.write(draft / name, content, temporary=draft)
        _make_indexes(draft)
        _carry_over(data, draft)
        if data.exists():
            disk.rename(data, before)
    return backup


@contextmanager
def _aside(data: Path, before: Path, disk: Disk) -> Iterator[None]:
    """Bring a data folder back that was put aside, if no other has taken its place."""
    try:
        yield
    finally:
        if before.exists() and not data.exists():
            disk.rename(before, data)
        shutil.rmtree(before, ignore_errors=True)


def _check_empty(data: Path) -> None:
    if not (data / RECORD).exists():
        return
    try:
        store = Store(data)
        with store.reading() as reader:
            count = sum(len(reader.documents(row.id, shared=True)) for row in reader.libraries())
        store.close()
    except StoreError as error:
        raise BackupError(
            f"The data folder {data} holds a library that can’t be read. Move it away (mv {data} "
            f"{data}-damaged), then restore again."
        ) from error
    if count:
        raise BackupError(
            f"The data folder {data} holds {count:,} documents already. Name another with --data, "
            f"or move it away: mv {data} {data}-old."
        )


def _make_indexes(folder: Path) -> None:
    """Make the FAISS files again, so that the first question need not wait for them."""
    store = Store(folder)
    with store.writing() as writer:
        for library in writer.libraries():
            for row in writer.generations(library.id):
                members = frozenset(writer.members(library.id, row.number))
                try:
                    data = make_segment(writer, row.model, members).index.to_bytes()
                except LackingError:
                    writer.drop_generation(library.id, row.number)
                else:
                    writer.set_index(library.id, row.number, store.save_index(library.id, data))
    store.shrink_log()
    store.close()


def _carry_over(data: Path, draft: Path) -> None:
    """Keep what else lies in a data folder without documents: the log, say."""
    if data.is_dir():
        for path in data.iterdir():
            if path.name not in OURS and path.is_file():
                shutil.copy2(path, draft / path.name)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _manifest_hash(plain: dict[str, Any]) -> str:
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _backup(folder: Path, plain: dict[str, Any]) -> Backup:
    return Backup(
        folder=str(folder),
        made=plain["made"],
        documents=plain["documents"],
        files=len(plain["files"]),
        size=sum(each["size"] for each in plain["files"].values()),
        damaged=tuple(plain["damaged"]),
    )
