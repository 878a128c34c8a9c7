"""The data folder: originals, transactions, locks, damage."""

from __future__ import annotations

import gc
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from index import store as store_module
from index.errors import BusyError, StoreError
from index.store import Store

LAMP = b"A lamp.\n"
NAME = sha256(LAMP).hexdigest()
HOLD_LOCK = """
import sys
from pathlib import Path
from index.store import Store
with Store(Path(sys.argv[1])).writing() as writer:
    writer.make_library("theirs")
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    opened = Store(data)
    yield opened
    opened.close()


@contextmanager
def held_by_another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of `writing`, which it then finishes."""
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HOLD_LOCK, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        yield child
        child.communicate()
    assert child.returncode == 0


def names(store: Store) -> list[str]:
    """Which of the libraries that these tests make there are."""
    with store.reading() as reader:
        return [name for name in ("first", "second", "theirs") if reader.library(name)]


def add(store: Store, name: str) -> None:
    with store.writing() as writer:
        writer.make_library(name)


def test_an_original_is_kept_under_its_sha256_and_given_back(store: Store, data: Path) -> None:
    assert store.save_original(LAMP) == NAME
    assert store.original(NAME) == LAMP
    assert (data / "originals" / NAME[:2] / NAME).read_bytes() == LAMP
    assert list((data / "tmp").iterdir()) == []


def test_an_original_that_is_there_is_not_written_again(store: Store, data: Path) -> None:
    store.save_original(LAMP)
    before = (data / "originals" / NAME[:2] / NAME).stat()

    store.save_original(LAMP)

    assert (data / "originals" / NAME[:2] / NAME).stat().st_ino == before.st_ino


def test_a_changed_original_is_found_and_mended_by_saving_it_again(
    store: Store, data: Path
) -> None:
    store.save_original(LAMP)
    (data / "originals" / NAME[:2] / NAME).write_bytes(b"A lump.\n")

    with pytest.raises(StoreError) as caught:
        store.original(NAME)

    assert str(caught.value) == (
        f"The original {NAME[:12]}… in {data} was changed after it was added. "
        "Add the document again."
    )
    store.save_original(LAMP)
    assert store.original(NAME) == LAMP


def test_a_missing_original_is_found(store: Store, data: Path) -> None:
    with pytest.raises(StoreError) as caught:
        store.original(NAME)

    assert str(caught.value) == (
        f"The original {NAME[:12]}… can't be read from {data}: No such file or directory. "
        "Add the document again."
    )


def test_only_the_owner_may_read_what_is_kept(data: Path) -> None:
    data.mkdir(mode=0o755)  # as Docker makes it
    before = os.umask(0o022)
    try:
        store = Store(data)
        store.save_original(LAMP)
        add(store, "first")
        with store.writing() as writer:
            digest = store.save_index(1, b"vectors")
            writer.make_library("second")
            files = [path for path in data.rglob("*") if path.is_file()]
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
    finally:
        os.umask(before)

    expected = (
        *("library.db", "library.db-wal", "library.db-shm", "writer.lock", "writer.json"),
        *(NAME, f"1-{digest[:16]}.faiss"),
    )
    assert modes == dict.fromkeys(expected, 0o600)


def test_what_was_written_is_there_for_others_and_afterwards(store: Store, data: Path) -> None:
    add(store, "first")

    assert names(store) == ["first"]
    assert names(Store(data)) == ["first"]


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    add(store, "first")

    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        writer.make_library("second")
        raise ZeroDivisionError

    assert names(store) == ["first"]
    add(store, "second")
    assert names(store) == ["first", "second"]


def test_a_reader_keeps_one_state_while_a_writer_commits(store: Store) -> None:
    add(store, "first")
    with store.reading() as reader:
        assert reader.library("second") is None
        add(store, "second")
        assert reader.library("second") is None
        assert names(store) == ["first", "second"]
    assert names(store) == ["first", "second"]


def test_a_reader_that_was_abandoned_or_failed_holds_back_no_other(store: Store) -> None:
    add(store, "first")
    abandoned = store.reading()
    assert abandoned.__enter__().library("second") is None
    with pytest.raises(ZeroDivisionError), store.reading() as reader:
        assert reader.library("second") is None
        raise ZeroDivisionError
    add(store, "second")
    del abandoned
    gc.collect()

    assert [names(store) for _ in range(3)] == [["first", "second"]] * 3


def test_many_may_open_a_new_folder_at_once(data: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        stores = list(threads.map(Store, [data] * 8))

    for number, each in enumerate(stores):
        add(each, "first" if number % 2 else "second")
        assert "second" in names(each)


def test_one_process_writes_and_others_are_told_to_wait(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "BUSY_MS", 60)
    with held_by_another_process(data) as child:
        said = json.loads((data / "writer.json").read_bytes())
        since = time.strftime("%H:%M:%S", time.localtime(said["since"]))
        for write in (lambda: add(store, "first"), lambda: store.save_original(LAMP)):
            with pytest.raises(BusyError) as caught:
                write()
            assert str(caught.value) == (
                f"Another process (-c, process {child.pid}, since {since}) is changing the "
                f"library in {data}. Try again in a moment."
            )
        assert names(store) == []

    assert names(store) == ["theirs"]
    add(store, "first")
    assert names(store) == ["first", "theirs"]


def test_what_a_killed_writer_left_half_written_goes_when_nobody_writes(data: Path) -> None:
    Store(data).close()
    long_ago = time.time() - 2 * store_module.ABANDONED_SECONDS
    with held_by_another_process(data):
        for name in ("old", "new"):
            (data / "tmp" / name).write_bytes(b"half")
        os.utime(data / "tmp" / "old", (long_ago, long_ago))
        Store(data).close()
        assert sorted(path.name for path in (data / "tmp").iterdir()) == ["new", "old"]

    Store(data).close()

    assert [path.name for path in (data / "tmp").iterdir()] == ["new"]  # somebody may be at it


def test_old_indexes_are_dropped_and_what_is_not_ours_stays(store: Store, data: Path) -> None:
    with store.writing():
        kept = store.save_index(1, b"vectors")
        store.save_index(1, b"older vectors")
        assert store.save_index(11, b"vectors") == kept == sha256(b"vectors").hexdigest()
    (data / "index" / "notes.txt").write_bytes(b"somebody's")

    store.drop_indexes(1, unless={kept})

    left = sorted(path.name for path in (data / "index").iterdir())
    assert left == [f"1-{kept[:16]}.faiss", f"11-{kept[:16]}.faiss", "notes.txt"]
    assert store.index_path(11, kept).read_bytes() == b"vectors"
