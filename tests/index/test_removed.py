"""Removing a document, bringing it back, and having its bytes off the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import UnknownDocumentError
from index.libraries import Libraries
from index.types import OPERATOR
from tests.conftest import GARDEN, HANDBOOK, PEAR, OpenLibraries

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
