"""The data folder: what can't be opened, is damaged or has no room."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import apsw
import pytest

from index import store as store_module
from index.errors import DiskFullError, StoreError
from index.record import SCHEMA_VERSION
from index.store import Store

LAMP = b"A lamp.\n"
NAME = sha256(LAMP).hexdigest()


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    opened = Store(data)
    yield opened
    opened.close()


def names(store: Store) -> list[str]:
    """Which of the libraries that these tests make there are."""
    with store.reading() as reader:
        return [name for name in ("first", "second") if reader.library(name)]


def add(store: Store, name: str) -> None:
    with store.writing() as writer:
        writer.make_library(name)


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")

    with pytest.raises(StoreError) as caught:
        Store(tmp_path / "data")

    assert str(caught.value) == (
        f"The data folder {tmp_path}/data can't be used: [Errno 17] File exists: "
        f"'{tmp_path}/data'. Check that it is a folder that you may write to, or name another "
        "with --data."
    )


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder closed even to root")
def test_a_data_folder_that_cannot_be_made_is_refused() -> None:
    with pytest.raises(StoreError, match=r"\AThe data folder /sys/footnote can't be used: "):
        Store(Path("/sys/footnote"))


def test_a_library_of_another_format_is_refused(data: Path) -> None:
    Store(data).close()
    connection = apsw.Connection(str(data / "library.db"))
    connection.pragma("user_version", 99)
    connection.close()

    with pytest.raises(StoreError) as caught:
        Store(data)

    assert str(caught.value) == (
        f"The library in {data} has format 99; this Footnote reads format {SCHEMA_VERSION}. Use "
        "the Footnote that made it, or another folder with --data."
    )


def test_a_file_that_is_no_database_is_said_to_be_damaged(data: Path) -> None:
    data.mkdir()
    (data / "library.db").write_bytes(b"Dear diary, " * 1000)

    with pytest.raises(StoreError) as caught:
        Store(data)

    assert str(caught.value) == (
        f"The library in {data} is damaged: file is not a database. Run “footnote doctor”; "
        "if it can’t help, put back a backup, or move the folder away and add the documents again."
    )


def test_a_damaged_database_is_said_to_be_damaged(data: Path) -> None:
    store = Store(data)
    add(store, "first")
    store.close()
    content = bytearray((data / "library.db").read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)  # all but the schema
    (data / "library.db").write_bytes(content)

    for use in (lambda: names(Store(data)), lambda: add(Store(data), "first")):
        with pytest.raises(StoreError) as caught:
            use()
        assert str(caught.value) == (
            f"The library in {data} is damaged: database disk image is malformed. Run "
            "“footnote doctor”; if it can’t help, put back a backup, or move the folder away and "
            "add the documents again."
        )


def test_a_full_disk_loses_nothing_that_was_written(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "first")
    connect = store_module._connect

    def connect_to_a_full_disk(path: Path) -> apsw.Connection:
        connection = connect(path)
        connection.pragma("max_page_count", 1)  # SQLite takes the present size if it is larger
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(store_module, "_connect", connect_to_a_full_disk)
        with pytest.raises(DiskFullError) as caught, store.writing() as writer:
            writer.record(1, by := "x" * 100_000, by, None, None)
    assert str(caught.value) == (
        f"The disk of {data} is full. What was added before is safe, and questions are "
        "answered. Make room, then try again."
    )
    assert names(store) == ["first"]
    add(store, "second")
    assert names(store) == ["first", "second"]


def test_an_original_that_the_disk_has_no_room_for_leaves_nothing(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(file: int) -> None:
        if stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(DiskFullError) as caught:
            store.save_original(LAMP)

    assert str(caught.value) == (
        f"The disk of {data} is full. What was added before is safe, and questions are "
        "answered. Make room, then try again."
    )
    assert [path for path in (data / "originals").rglob("*") if path.is_file()] == []
    assert list((data / "tmp").iterdir()) == []
    assert store.save_original(LAMP) == NAME


def test_a_mistake_in_our_own_sql_stays_a_bug(store: Store) -> None:
    with pytest.raises(apsw.SQLError), store.reading() as reader:
        reader.connection.execute("SELEKT 1")


def test_a_table_that_is_gone_is_damage(store: Store, data: Path) -> None:
    with pytest.raises(StoreError) as told, store.reading() as reader:
        reader.word_places(12345, "lamp")
    assert str(told.value) == (
        f"The library in {data} is damaged: no such table: words_12345. Run “footnote doctor”; if "
        "it can’t help, put back a backup, or move the folder away and add the documents again."
    )
