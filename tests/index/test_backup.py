"""A backup: taken while others write, whole or refused by name, and put back whole."""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import apsw
import pytest

from index.backup import MANIFEST, back_up, restore, verify
from index.disk import Disk
from index.doctor import examine
from index.errors import BackupError
from index.libraries import Libraries
from index.store import Store
from index.types import Severity
from tests.conftest import GARDEN, HANDBOOK, MAX_FILE_BYTES, PEAR, RETURNS

LAMPS = "How much does a repair cost?"


@pytest.fixture
def filled(libraries: Libraries) -> Libraries:
    libraries.shared.add([("garden.txt", GARDEN), ("handbook.md", HANDBOOK)], by="test")
    libraries.server(7).add([("own.txt", b"The cellar key hangs behind the door.")], by="test")
    return libraries


def opened(folder: Path, like: Libraries) -> Libraries:
    return Libraries(Store(folder), like.encoder, min_evidence=0.0, max_file_bytes=MAX_FILE_BYTES)


def assert_clean(libraries: Libraries) -> None:
    found = examine(libraries.store, libraries.encoder, deep=True)
    # A job that was under way when the backup was made is one to be gone on with.
    assert [e for e in found if e.severity is not Severity.FINE and e.check != "jobs"] == []


def refusal(folder: Path, data: Path | None = None) -> str:
    with pytest.raises(BackupError) as caught:
        verify(folder) if data is None else restore(folder, data)
    return str(caught.value)


def test_a_backup_holds_what_was_there_and_is_put_back(filled: Libraries, tmp_path: Path) -> None:
    made = back_up(filled.store, tmp_path / "backup")

    assert (made.folder, made.documents, made.files) == (str(tmp_path / "backup"), 3, 4)
    assert made.damaged == ()
    assert verify(tmp_path / "backup") == made
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "data"]
    assert {path.name for path in (tmp_path / "backup").iterdir()} == {
        *("library.db", "originals", MANIFEST),
    }
    assert restore(tmp_path / "backup", tmp_path / "new") == made
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "data", "new"]
    with opened(tmp_path / "new", filled) as again:
        assert_clean(again)
        assert again.shared.documents() == filled.shared.documents()
        assert again.server(7).documents() == filled.server(7).documents()
        for question in (RETURNS, PEAR, LAMPS):
            assert again.server(7).ask(question) == filled.server(7).ask(question)


def test_a_backup_is_whole_while_others_add_and_purge(filled: Libraries, tmp_path: Path) -> None:
    stop, began = Event(), Event()
    troubles: list[BaseException] = []

    def change() -> None:
        try:
            number = 0
            while not stop.is_set():
                number += 1
                name = f"note-{number % 3}.txt"
                text = f"The gate number {number} is painted green every spring.".encode()
                filled.shared.add([(name, text)], by="test")
                filled.shared.remove(name, by="test", purge=True)
                began.set()
        except BaseException as error:
            troubles.append(error)
            began.set()

    thread = Thread(target=change)
    thread.start()
    try:
        assert began.wait(60)
        made = [back_up(filled.store, tmp_path / f"backup-{number}") for number in range(5)]
    finally:
        stop.set()
        thread.join()
    assert troubles == []
    for number, backup in enumerate(made):
        assert verify(tmp_path / f"backup-{number}") == backup
        assert backup.damaged == ()
        restore(tmp_path / f"backup-{number}", tmp_path / f"new-{number}")
        with opened(tmp_path / f"new-{number}", filled) as again:
            assert_clean(again)
            for question in (RETURNS, PEAR, LAMPS):
                # The score alone depends on the note that was there when the backup was made.
                quote, truth = (each.shared.ask(question).quotes[0] for each in (again, filled))
                assert replace(quote, score=truth.score) == truth


def test_an_existing_folder_is_refused(filled: Libraries, tmp_path: Path) -> None:
    (tmp_path / "backup").mkdir()

    with pytest.raises(BackupError) as caught:
        back_up(filled.store, tmp_path / "backup")

    assert str(caught.value) == (
        f"{tmp_path}/backup exists already. Name a folder that doesn’t, with today’s date."
    )
    assert list((tmp_path / "backup").iterdir()) == []


def test_a_full_disk_leaves_nothing(filled: Libraries, tmp_path: Path) -> None:
    class Full(Disk):
        def write(self, path: Path, data: bytes, *, temporary: Path) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(BackupError) as caught:
        back_up(filled.store, tmp_path / "backup", disk=Full())

    assert str(caught.value) == (
        f"{tmp_path}/backup can’t be written: No space left on device. Make room, or name another "
        "folder."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_an_original_is_copied_where_it_cannot_be_linked(
    filled: Libraries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    made = back_up(filled.store, tmp_path / "backup")

    assert verify(tmp_path / "backup") == made
    assert {
        path.stat().st_nlink for path in (tmp_path / "backup").rglob("*") if path.is_file()
    } == {1}


def test_an_original_that_was_damaged_before_is_named_and_left_out(
    filled: Libraries, tmp_path: Path
) -> None:
    [name] = [e.fingerprint for e in filled.shared.documents() if e.source == "garden.txt"]
    filled.store.original_path(name).write_bytes(b"changed")

    made = back_up(filled.store, tmp_path / "backup")

    assert made.damaged == (name,)
    assert made.files == 3
    assert verify(tmp_path / "backup") == made


def test_every_kind_of_damage_is_refused_by_name(filled: Libraries, tmp_path: Path) -> None:
    good, folder = tmp_path / "good", tmp_path / "backup"
    back_up(filled.store, good)
    manifest = json.loads((good / MANIFEST).read_text())
    original = next(name for name in manifest["files"] if name != "library.db")

    def damaged(name: str, data: bytes | None) -> str:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(good, folder)
        (folder / name).unlink()
        if data is not None:
            (folder / name).write_bytes(data)
        said = refusal(folder)
        assert refusal(folder, tmp_path / "new") == said
        assert not (tmp_path / "new").exists()
        return said

    for name in ("library.db", original, MANIFEST):
        data = bytearray((good / name).read_bytes())
        data[len(data) // 2] ^= 1
        assert damaged(name, bytes(data)) == (
            f"The backup {folder} is damaged: {name} is not as it was written. Use another backup."
        )
    for name in ("library.db", original):
        assert damaged(name, None) == (
            f"The backup {folder} is not whole: {name} can’t be read (No such file or directory). "
            "Use another backup."
        )
    assert damaged(MANIFEST, None) == (
        f"{folder} is not a backup of Footnote: {MANIFEST} can’t be read (No such file or "
        "directory). Name the folder that “footnote backup” made."
    )


def test_a_row_that_was_damaged_before_the_backup_is_refused(
    filled: Libraries, tmp_path: Path
) -> None:
    connection = apsw.Connection(str(filled.store.folder / "library.db"))
    connection.execute("UPDATE passage SET text = 'Lamps are never taken back.' WHERE id = 1")
    connection.close()
    back_up(filled.store, tmp_path / "backup")

    assert refusal(tmp_path / "backup") == (
        f"The backup {tmp_path}/backup is damaged: the row 1 of the table passage was damaged "
        "before it was made. Use another backup."
    )


def test_a_data_folder_with_documents_is_not_replaced(filled: Libraries, tmp_path: Path) -> None:
    back_up(filled.store, tmp_path / "backup")
    data = filled.store.folder

    assert refusal(tmp_path / "backup", data) == (
        f"The data folder {data} holds 3 documents already. Name another with --data, or move it "
        f"away: mv {data} {data}-old."
    )
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "library.db").write_bytes(b"Dear diary, " * 1000)
    broken = tmp_path / "broken"
    assert refusal(tmp_path / "backup", broken) == (
        f"The data folder {broken} holds a library that can’t be read. Move it away (mv {broken} "
        f"{broken}-damaged), then restore again."
    )
    assert (broken / "library.db").read_bytes() == b"Dear diary, " * 1000


def test_an_empty_data_folder_is_replaced_and_its_log_stays(
    filled: Libraries, tmp_path: Path
) -> None:
    made = back_up(filled.store, tmp_path / "backup")
    Store(tmp_path / "new").close()
    (tmp_path / "new" / "footnote.log").write_text("a line\n")

    assert restore(tmp_path / "backup", tmp_path / "new") == made

    assert (tmp_path / "new" / "footnote.log").read_text() == "a line\n"
    with opened(tmp_path / "new", filled) as again:
        assert_clean(again)


def test_a_restore_that_fails_leaves_the_data_folder_as_it_was(
    filled: Libraries, tmp_path: Path
) -> None:
    class Failing(Disk):
        def rename(self, path: Path, to: Path) -> None:
            if to.name == "new" and path.name.endswith(".partial"):
                raise OSError(errno.EIO, "Input/output error")
            super().rename(path, to)

    back_up(filled.store, tmp_path / "backup")
    Store(tmp_path / "new").close()
    (tmp_path / "new" / "footnote.log").write_text("a line\n")

    with pytest.raises(BackupError, match=r"can’t be written: Input/output error\."):
        restore(tmp_path / "backup", tmp_path / "new", disk=Failing())

    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "data", "new"]
    assert (tmp_path / "new" / "footnote.log").read_text() == "a line\n"
