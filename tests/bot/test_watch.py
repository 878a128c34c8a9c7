"""Folders that the library follows, with the system's own news of files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from zipfile import ZipFile

import pytest

from bot.watch import Watcher
from index.errors import BusyError, UnreadableError
from index.libraries import Libraries
from index.library import Library
from index.read import check_size, find_format
from index.types import OPERATOR, Changes, Refusal
from tests.conftest import GARDEN, HANDBOOK, MAX_FILE_BYTES, PEAR, PEAR_QUOTE, OpenLibraries

SECONDS = 60  # that a change may take before the test gives up


def check(source: str, size: int) -> None:
    find_format(source)
    check_size(source, size, MAX_FILE_BYTES)


def watcher(library: Library, *folders: Path) -> Watcher:
    return Watcher(library, folders, by="watch", limit=MAX_FILE_BYTES, check=check)


def sources(libraries: Libraries) -> list[str]:
    return [each.source for each in libraries.shared.documents(OPERATOR)]


@pytest.fixture
def libraries(open_libraries: OpenLibraries) -> Libraries:
    """The real engine, not the scripted one of the terminal's tests."""
    return open_libraries()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers" / "shop").mkdir(parents=True)
    (tmp_path / "papers" / "shop" / "handbook.md").write_bytes(HANDBOOK)
    return tmp_path / "papers"


@contextmanager
def running(watching: Watcher) -> Iterator[tuple[Queue[Changes], Queue[str]]]:
    """Follow in a thread; what it tells and what it complains of."""
    told: Queue[Changes] = Queue()
    complaints: Queue[str] = Queue()
    stop = Event()
    thread = Thread(target=watching.run, args=(told.put, complaints.put, stop))
    thread.start()
    try:
        yield told, complaints
    finally:
        stop.set()
        thread.join(SECONDS)
        assert not thread.is_alive()


def test_what_happens_in_a_folder_happens_in_the_library(
    libraries: Libraries, folder: Path
) -> None:
    with running(watcher(libraries.shared, folder)) as (told, complaints):
        assert told.get(timeout=SECONDS).added == ("shop/handbook.md",)
        (folder / "garden.txt").write_bytes(GARDEN)
        assert told.get(timeout=SECONDS).added == ("garden.txt",)
        assert PEAR_QUOTE in libraries.shared.ask(PEAR).quotes[0].text
        (folder / "garden.txt").write_bytes(GARDEN.replace(b"1742", b"1842"))
        assert told.get(timeout=SECONDS).changed == ("garden.txt",)
        (folder / "shop").rename(folder / "store")
        moved = told.get(timeout=SECONDS)
        assert (moved.added, moved.removed) == (("store/handbook.md",), ("shop/handbook.md",))
        (folder / "garden.txt").unlink()
        assert told.get(timeout=SECONDS).removed == ("garden.txt",)
        (folder / "empty.txt").write_bytes(b"")
        refused = told.get(timeout=SECONDS).refused
        assert refused == (
            Refusal("empty.txt", "“empty.txt” is empty. Add a file that holds text."),
        )
    assert complaints.empty()
    assert sources(libraries) == ["store/handbook.md"]


def test_only_what_differs_is_read(
    libraries: Libraries, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    following = watcher(libraries.shared, folder)
    following.follow()
    read: list[str] = []
    open_path = Path.open

    def noted(self: Path, *how: str, **more: str) -> object:
        read.append(self.name)
        return open_path(self, *how, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", noted)
    (folder / "garden.txt").write_bytes(GARDEN)
    read.clear()

    assert following.follow() == Changes(added=("garden.txt",), passages=1, embedded=1)

    assert [name for name in read if name in ("garden.txt", "handbook.md")] == ["garden.txt"]


def test_what_went_while_nobody_watched_goes_at_the_start(
    libraries: Libraries, folder: Path
) -> None:
    libraries.shared.add([("terms.md", b"# Terms\n\nLamps are sold as seen.\n")], by="ann")
    (folder / "garden.txt").write_bytes(GARDEN)
    watcher(libraries.shared, folder).follow()
    (folder / "garden.txt").unlink()

    changes = watcher(libraries.shared, folder).follow()

    assert changes.removed == ("garden.txt",)
    assert sources(libraries) == ["shop/handbook.md", "terms.md"]  # what others added stays


def test_a_folder_that_is_gone_removes_nothing(libraries: Libraries, folder: Path) -> None:
    following = watcher(libraries.shared, folder)
    following.follow()
    shutil.rmtree(folder)

    with pytest.raises(UnreadableError) as told:
        following.follow()

    assert str(told.value) == f"No such file or folder: {folder}. Nothing was added."
    assert sources(libraries) == ["shop/handbook.md"]
    with pytest.raises(UnreadableError, match=r"is not a folder\. Name one that is there."):
        watcher(libraries.shared, folder)


def test_archives_are_followed_as_one_file(libraries: Libraries, folder: Path) -> None:
    following = watcher(libraries.shared, folder)
    with ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("garden.txt", GARDEN)
    assert following.follow().added == ("more.zip/garden.txt", "shop/handbook.md")
    assert following.follow() == Changes()
    (folder / "more.zip").unlink()

    assert following.follow().removed == ("more.zip/garden.txt",)


def test_a_change_that_could_not_be_made_is_made_later(
    libraries: Libraries, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.watch.AGAIN_MS", 50)
    add, busy = Library.add, iter([True])

    def busy_once(self: Library, *given: object, **how: object) -> Changes:
        if next(busy, False):
            raise BusyError("Another process is changing the library.")
        return add(self, *given, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "add", busy_once)
    with running(watcher(libraries.shared, folder)) as (told, complaints):
        assert complaints.get(timeout=SECONDS) == "Another process is changing the library."
        assert told.get(timeout=SECONDS).added == ("shop/handbook.md",)


def test_a_servers_library_follows_its_own_folder(
    libraries: Libraries, folder: Path, open_libraries: OpenLibraries
) -> None:
    libraries.shared.add([("shop/handbook.md", HANDBOOK)], by="watch")

    watcher(libraries.server(7), folder).follow()

    own = [(each.source, each.shared) for each in libraries.server(7).documents(OPERATOR)]
    assert own == [("shop/handbook.md", False), ("shop/handbook.md", True)]
    (folder / "shop" / "handbook.md").unlink()
    watcher(libraries.server(7), folder).follow()
    assert [each.shared for each in libraries.server(7).documents(OPERATOR)] == [True]
