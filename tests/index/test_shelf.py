"""Documents as things with a history: renamed, told of, handed out."""

from __future__ import annotations

import pytest

from index.errors import RenameError, UnknownDocumentError
from index.libraries import Libraries
from index.types import OPERATOR, STRANGER, History, Limits, Standing, VersionInfo
from tests.conftest import GARDEN, HANDBOOK, PEAR, RETURNS

OLDER = HANDBOOK.replace(b"thirty", b"ninety")


def test_a_renamed_document_keeps_its_answers(libraries: Libraries) -> None:
    shared = libraries.shared
    shared.add([("garden.txt", GARDEN), ("plain.txt", b"Lamps shine.\n")], by="ann")
    shared.limit("plain.txt", Limits(roles=frozenset({3})), by="ann")
    answer = shared.ask(PEAR, who="ann")
    number = shared.shelf.number("garden.txt")

    assert shared.shelf.rename("garden.txt", "The orchard", by="bob") == "The orchard.txt"

    assert [each.source for each in shared.documents(OPERATOR)] == [
        "The orchard.txt",
        "plain.txt",
    ]
    assert shared.shelf.numbered(number) == "The orchard.txt"
    kept = shared.kept.answered(answer.id, STRANGER)
    assert [each.citation.source for each in kept.answer.quotes] == ["The orchard.txt"]
    assert shared.sources.check(kept.answer.quotes[0]).standing is Standing.UNCHANGED
    again = shared.ask(PEAR)
    assert [q.text for q in again.quotes] == [q.text for q in answer.quotes]
    assert shared.rebuild(by="ann").unchanged == ("The orchard.txt", "plain.txt")
    event = [each for each in libraries.events() if each.what.startswith("rename")]
    assert [(e.who, e.what, e.source) for e in event] == [
        ("bob", "rename to The orchard.txt", "garden.txt")
    ]


def test_a_document_without_a_title_is_found_by_its_new_name(libraries: Libraries) -> None:
    shared = libraries.shared
    shared.add([("notes.txt", b"It is closed on Sundays.\n")], by="ann")
    shared.limit("notes.txt", Limits(roles=frozenset({3})), by="ann")
    shared.shelf.rename("notes.txt", "greenhouse.txt", by="ann")
    [document] = shared.documents(OPERATOR)
    assert (document.title, document.limits) == ("greenhouse", Limits(roles=frozenset({3})))
    with libraries.store.reading() as reader:
        row = reader.library("shared")
        assert row is not None
        assert len(reader.word_places(row.id, "greenhous")) == 1
        assert len(reader.word_places(row.id, "note")) == 0
        keys = [each.keys for each in reader.catalog(row.id)]
        assert [sum(map(len, reader.passage_keys([1]).values()))] == keys


def test_some_names_can_not_be_given(libraries: Libraries) -> None:
    shared = libraries.shared
    shared.add([("garden.txt", GARDEN), ("b.txt", GARDEN), ("c.txt", GARDEN)], by="ann")
    shared.remove("c.txt", by="ann")
    for name, why in (
        ("b.txt", "“b.txt” is the name of a document here. Choose another name."),
        (
            "c",
            "“c.txt” is the name of a document that was removed and can be brought back. "
            "Choose another name.",
        ),
        ("…", "“…” can't be a name. Give one with letters or figures, on one line."),
        ("a\nb", "“a\nb” can't be a name. Give one with letters or figures, on one line."),
        ("x" * 256, "The name has 260 characters, and at most 255 are kept."),
    ):
        with pytest.raises(RenameError) as caught:
            shared.shelf.rename("garden.txt", name, by="ann")
        assert str(caught.value) == why
    with pytest.raises(UnknownDocumentError):
        shared.shelf.rename("c.txt", "d.txt", by="ann")
    with pytest.raises(UnknownDocumentError):
        libraries.server(1).shelf.rename("garden.txt", "d.txt", by="ann")


def test_the_history_of_a_document(libraries: Libraries) -> None:
    shared = libraries.shared
    shared.add([("handbook.md", OLDER)], by="ann")
    shared.add([("handbook.md", HANDBOOK)], by="bob")
    shared.ask(RETURNS, who="ann")
    taken_back = shared.ask("What does a repair cost?", who="ann")
    shared.kept.remove(taken_back.id, by="ann")
    [document] = shared.documents()
    history = shared.shelf.history("handbook.md")
    newest, oldest = history.versions
    assert history == History(
        document,
        (
            VersionInfo(document.fingerprint, len(HANDBOOK), document.added, "bob"),
            VersionInfo(oldest.fingerprint, len(OLDER), oldest.added, "ann"),
        ),
        answers=1,
        sections=3,
        unquoted=("Repairs", "Opening hours"),
    )
    assert newest.added >= oldest.added


def test_removed_documents_and_originals(libraries: Libraries) -> None:
    shared = libraries.shared
    shared.add([("garden.txt", GARDEN), ("handbook.md", HANDBOOK)], by="ann")
    number = shared.shelf.number("garden.txt")
    shared.remove("garden.txt", by="ann")
    assert [(each.source, each.title) for each in shared.shelf.removed()] == [
        ("garden.txt", "The Walled Garden")
    ]
    assert shared.shelf.numbered(number, removed=True) == "garden.txt"
    for shelf, removed in ((shared.shelf, False), (libraries.server(1).shelf, True)):
        with pytest.raises(UnknownDocumentError) as caught:
            shelf.numbered(number, removed=removed)
        assert str(caught.value) == "This document is not here any more."
    assert list(shared.shelf.originals()) == [("handbook.md", HANDBOOK)]
    [document] = shared.documents()
    libraries.store.original_path(document.fingerprint).write_bytes(b"x")
    assert list(shared.shelf.originals()) == [("handbook.md", None)]
