"""Removing a document, bringing it back, and having its bytes off the disk."""

from __future__ import annotations

import logging
import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from index.embed import BUILT_IN
from index.errors import CancelledError, UnknownDocumentError
from index.libraries import Libraries
from index.record import SCHEMA_VERSION
from index.types import OPERATOR, Progress
from tests.conftest import GARDEN, HANDBOOK, MAX_FILE_BYTES, PEAR, OpenLibraries

CANARY = "zarnokquivel"
SECRET = f"# Plan\n\nThe {CANARY} hangs in the cellar of the lamp shop.\n".encode()
OLDER = SECRET.replace(b"cellar", b"attic")
QUESTION = f"Where hangs the {CANARY}?"


def holding(folder: Path, text: str) -> list[str]:
    """The files of a folder that hold a text, in any case."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes().lower()
    )


def test_a_removed_document_can_be_brought_back(libraries: Libraries) -> None:
    shared = libraries.shared
    shared.add([("garden.txt", GARDEN), ("handbook.md", HANDBOOK)], by="ann")
    before, listed = shared.ask(PEAR), shared.documents()
    shared.remove("garden.txt", by="ann")
    assert "garden.txt" not in {each.citation.source for each in shared.ask(PEAR).quotes}

    shared.bring_back("garden.txt", by="bob")

    assert shared.ask(PEAR) == before
    assert shared.documents() == listed
    assert [(each.who, each.what) for each in libraries.events()][-2:] == [
        ("ann", "remove"),
        ("bob", "bring back"),
    ]
    with pytest.raises(UnknownDocumentError) as caught:
        shared.bring_back("garden.txt", by="bob")
    assert str(caught.value) == (
        "No document “garden.txt” was removed that could be brought back. Add it again."
    )


def test_what_is_purged_leaves_no_byte_in_the_data_folder(
    libraries: Libraries, open_libraries: OpenLibraries, data: Path
) -> None:
    shared = libraries.shared
    shared.add([("handbook.md", HANDBOOK), ("plan.md", OLDER)], by="ann")
    shared.add([("plan.md", SECRET)], by="ann")
    shared.rebuild(by="ann")
    assert CANARY in shared.ask(QUESTION).quotes[0].text
    assert len(holding(data, CANARY)) >= 3

    shared.remove("plan.md", by="bob", purge=True)

    assert holding(data, CANARY) == []
    with pytest.raises(UnknownDocumentError):
        shared.bring_back("plan.md", by="bob")
    for library in (shared, open_libraries().shared):
        assert [each.source for each in library.documents()] == ["handbook.md"]
        answer = library.ask(QUESTION)
        assert {each.citation.source for each in answer.quotes} == {"handbook.md"}
        assert (answer.withheld, answer.by_words) == (0, False)
    assert shared.status(OPERATOR).generation >= 1
    assert [each.what for each in libraries.events()][-1] == "purge"


def test_purging_one_of_two_with_the_same_bytes_keeps_the_other(libraries: Libraries) -> None:
    libraries.shared.add([("plan.md", SECRET)], by="ann")
    libraries.server(1).add([("copy.md", SECRET)], by="ann")
    before = libraries.server(1).ask(QUESTION).quotes[0].text

    libraries.shared.remove("plan.md", by="bob", purge=True)

    answer = libraries.server(1).ask(QUESTION)
    assert (answer.quotes[0].text, answer.withheld) == (before, 0)


def test_a_removed_document_can_still_be_purged(libraries: Libraries, data: Path) -> None:
    libraries.shared.add([("plan.md", SECRET), ("handbook.md", HANDBOOK)], by="ann")
    libraries.shared.remove("plan.md", by="ann")
    assert holding(data, CANARY) != []

    libraries.shared.remove("plan.md", by="bob", purge=True)

    assert holding(data, CANARY) == []


def named(data: Path, content: bytes) -> Path:
    """Where the original with these bytes lies."""
    fingerprint = sha256(content).hexdigest()
    return data / "originals" / fingerprint[:2] / fingerprint


def test_a_purge_deletes_old_formats_damaged_and_unfinished_files(
    libraries: Libraries, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    libraries.shared.add([("plan.md", SECRET), ("handbook.md", HANDBOOK)], by="ann")
    copy = data / "library-format-2.db"
    copy.write_bytes(SECRET)
    (data / "tmp" / "unfinished").write_bytes(SECRET)
    put_aside = libraries.store.quarantine(sha256(SECRET).hexdigest())
    other = libraries.store.quarantine(sha256(HANDBOOK).hexdigest())

    with caplog.at_level(logging.WARNING, "index.store"):
        libraries.shared.remove("plan.md", by="bob", purge=True)

    assert holding(data, CANARY) == []
    assert [put_aside.exists(), other.exists()] == [False, True]  # of another document
    assert caplog.messages == [f"{copy} held what was purged and is deleted"]


def test_a_rebuild_that_was_reading_what_is_purged_does_not_write_it_back(
    libraries: Libraries, open_libraries: OpenLibraries, data: Path
) -> None:
    libraries.shared.add([("handbook.md", HANDBOOK), ("plan.md", SECRET)], by="ann")
    intake, other = libraries.jobs._intake, open_libraries()
    read = intake.prepare

    def prepare(library: str, source: str, fingerprint: str, *, again: bool = False) -> object:
        prepared = read(library, source, fingerprint, again=again)
        if source == "plan.md":
            other.shared.remove("plan.md", by="bob", purge=True)
            intake.keep(prepared)  # as if the text had been kept only now
        return prepared

    intake.prepare = prepare  # type: ignore[assignment, method-assign]
    changes = libraries.shared.rebuild(by="ann")

    assert changes.unchanged == ("handbook.md", "plan.md")
    assert holding(data, CANARY) == []
    with libraries.store.reading() as reader:
        [(left,)] = reader.connection.execute(
            "SELECT count(*) FROM vector WHERE hash NOT IN (SELECT hash FROM passage)"
        )
    assert left == 0


def test_a_purge_during_an_addition_leaves_what_is_added_whole(
    libraries: Libraries, open_libraries: OpenLibraries, data: Path
) -> None:
    libraries.shared.add([("plan.md", SECRET)], by="ann")
    other = open_libraries()

    def purge(progress: Progress) -> None:
        if progress.stage == "embed" and "plan.md" in sources(other):
            other.shared.remove("plan.md", by="bob", purge=True)

    pages = b"\xef\xbb\xbf" + GARDEN  # its text is not its bytes
    libraries.shared.add([("garden.txt", pages)], by="ann", report=purge)

    assert sources(libraries) == ["garden.txt"]
    answer = libraries.shared.ask(PEAR)
    assert (answer.quotes[0].citation.source, answer.withheld) == ("garden.txt", 0)
    assert holding(data, CANARY) == []


def sources(libraries: Libraries) -> list[str]:
    return [each.source for each in libraries.shared.documents()]


@pytest.mark.parametrize("later", ["change", "close"])
def test_a_log_that_a_reader_keeps_from_being_shrunk_is_shrunk_later(
    later: str, libraries: Libraries, open_libraries: OpenLibraries, data: Path
) -> None:
    libraries.shared.add([("plan.md", SECRET), ("handbook.md", HANDBOOK)], by="ann")
    other = open_libraries()
    with other.store.reading() as reader:
        assert reader.version() == SCHEMA_VERSION
        libraries.shared.remove("plan.md", by="bob", purge=True)
        assert holding(data, CANARY) != []

    if later == "change":
        libraries.server(1).add([("garden.txt", GARDEN)], by="ann")
    else:
        libraries.close()

    assert holding(data, CANARY) == []


def test_originals_that_only_ended_jobs_name_are_deleted(libraries: Libraries, data: Path) -> None:
    bad = b"\x89PNG\r\n\x1a\n"
    files = [("a.md", bad), ("b.md", HANDBOOK), ("c.md", SECRET)]

    def cancel(progress: Progress) -> None:
        if (progress.stage, progress.detail) == ("read", "c.md") and libraries.jobs.known():
            [job] = libraries.jobs.known()
            if job.done == 2:
                libraries.jobs.cancel(job.id, by="bob")

    with pytest.raises(CancelledError):
        libraries.shared.add(files, by="ann", report=cancel)

    assert sources(libraries) == ["b.md"]
    assert [named(data, content).exists() for _, content in files] == [False, True, False]
    assert list((data / "jobs").iterdir()) == []


def test_texts_of_readings_let_go_are_deleted_at_the_end_of_a_rebuild(libraries: Libraries) -> None:
    libraries.shared.add([("handbook.md", HANDBOOK)], by="ann")
    store = libraries.store
    old = [store.original_path(store.save_original(text)) for text in (b"a", b"b")]
    os.utime(old[0], (time.time() - 3700,) * 2)

    libraries.shared.rebuild(by="ann")

    assert [path.exists() for path in old] == [False, True]


def test_numbers_of_generations_never_come_again(libraries: Libraries) -> None:
    seen: list[int] = []
    for text in (SECRET, OLDER):
        libraries.shared.add([("plan.md", text), ("handbook.md", HANDBOOK)], by="ann")
        libraries.shared.rebuild(by="ann")
        seen += [each.number for each in libraries.shared.generations()]
        libraries.shared.remove("plan.md", by="bob", purge=True)
        seen += [each.number for each in libraries.shared.generations()]

    assert seen == sorted(set(seen))
    assert len(seen) == 6


def open_at(data: Path) -> Libraries:
    return Libraries.open(
        data, model=BUILT_IN, min_evidence=0, max_file_bytes=MAX_FILE_BYTES, reserve=0
    )


@pytest.mark.parametrize(("days", "left"), [(29.9, True), (30.1, False)])
def test_what_was_removed_a_month_ago_is_purged_when_the_libraries_are_opened(
    days: float, left: bool, libraries: Libraries, data: Path
) -> None:
    for library in (libraries.shared, libraries.server(1)):
        library.add([("plan.md", SECRET), ("handbook.md", HANDBOOK)], by="ann")
        library.remove("plan.md", by="ann")
    with libraries.store.writing() as writer:
        for document, removed in writer.connection.execute(
            "SELECT id, removed FROM document WHERE removed IS NOT NULL"
        ).fetchall():
            writer.update("document", (document,), removed=float(str(removed)) - days * 86_400)

    with open_at(data) as opened:
        purged = [
            (each.library, each.who, each.source)
            for each in opened.events()
            if each.what == "purge"
        ]
        assert sources(opened) == ["handbook.md"]

    assert (holding(data, CANARY) != []) == left
    assert purged == ([] if left else [(n, "footnote", "plan.md") for n in ("shared", "server-1")])
