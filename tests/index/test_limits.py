"""What a viewer gets is what a library would give that holds only the documents they may see."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from index import build, intake
from index import search as search_module
from index.embed import Encoder
from index.errors import EmptyLibraryError
from index.libraries import Libraries
from index.library import Library
from index.read import read_document
from index.store import Store
from index.types import OPERATOR, STRANGER, Answer, DocumentInfo, Limits, Status, Viewer
from tests.conftest import MAX_FILE_BYTES, OpenLibraries

CHANNELS, ROLES = (11, 12), (21, 22)
SERVERS = (0, 1, 2)  # 0 is the shared library
THINGS = ["lamp", "gate", "pear tree", "harbour", "key", "coat"]
COLOURS = ["red", "green", "blue", "white"]
QUESTIONS = [
    "Which colour has the lamp?",
    "Where is the green key kept, and who has it?",
    "red white blue",
    "Which colour has the harbuor, and which the pear treee?",
    "Who sings in the opera house?",
    "the lamp the gate the key the coat the harbour of zarnok",
]
VIEWERS = [
    STRANGER,
    OPERATOR,
    Viewer(frozenset(CHANNELS)),
    Viewer(roles=frozenset(ROLES[:1])),
    Viewer(frozenset(CHANNELS[:1]), frozenset(ROLES[1:])),
]


class Made(NamedTuple):
    """A document and where it was put."""

    server: int
    source: str
    data: bytes
    limits: Limits


class Seen(NamedTuple):
    """All that a viewer can learn of a library."""

    answers: list[Answer | str]
    documents: list[DocumentInfo]
    status: Status


def made(chance: random.Random, server: int, number: int) -> Made:
    """A document of a few sections on the same things as all others, with random limits."""
    parts = [f"# Paper {number}"]
    for section in range(chance.randint(1, 4)):
        said = [
            f"The {chance.choice(THINGS)} is {chance.choice(COLOURS)} and "
            f"{chance.randint(2, 99)} years old."
            for _ in range(chance.randint(1, 4))
        ]
        parts.append(f"## Part {section}\n\n{' '.join(said)}")
    limits = Limits(
        *(
            frozenset(chance.sample(ids, chance.randint(1, 2))) if chance.random() < 0.4 else ids0
            for ids, ids0 in ((CHANNELS, frozenset[int]()), (ROLES, frozenset[int]()))
        )
    )
    return Made(server, f"{number}.md", "\n\n".join(parts).encode(), limits)


def library_of(libraries: Libraries, server: int) -> Library:
    """A server's library; the shared one for 0."""
    return libraries.server(server) if server else libraries.shared


def seen_by(viewer: Viewer, libraries: Libraries, server: int) -> Seen:
    """All that `viewer` can learn of a library, without times, limits and index."""
    library = library_of(libraries, server)
    answers: list[Answer | str] = []
    for question in QUESTIONS:
        try:
            answers.append(library.ask(question, viewer=viewer))
        except EmptyLibraryError as error:
            answers.append(str(error))
    documents = [replace(each, added=0, limits=Limits()) for each in library.documents(viewer)]
    return Seen(answers, documents, replace(library.status(viewer), generation=0, updated=None))


@pytest.fixture
def alone(
    tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[list[Made]], Libraries]]:
    """Libraries in a data folder of their own with these documents and no limits."""
    # Each file is read once for all of them.
    monkeypatch.setattr(intake, "read_document", cache(read_document))
    opened: dict[tuple[tuple[int, str, bytes], ...], Libraries] = {}

    def open_alone(documents: list[Made]) -> Libraries:
        key = tuple(each[:3] for each in documents)
        if key not in opened:
            opened[key] = libraries = stack.enter_context(
                Libraries(
                    Store(tmp_path / f"alone-{len(opened)}"),
                    encoder,
                    min_evidence=0.5,
                    max_file_bytes=MAX_FILE_BYTES,
                )
            )
            for server in SERVERS:
                files = [(each.source, each.data) for each in documents if each.server == server]
                if files:
                    library_of(libraries, server).add(files, by="ann")
        return opened[key]

    with ExitStack() as stack:
        yield open_alone


@pytest.mark.parametrize("seed", range(2))
def test_a_viewer_gets_what_a_library_of_what_they_may_see_would_give(
    seed: int,
    open_libraries: OpenLibraries,
    alone: Callable[[list[Made]], Libraries],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With few candidates, so that what is hidden would take the place of what is seen."""
    monkeypatch.setattr(search_module, "CANDIDATES", 4)
    monkeypatch.setattr(search_module, "NEAREST_ROWS", 9)
    monkeypatch.setattr(search_module, "WITH_WORDS", 8)
    monkeypatch.setattr(build, "SMALL", 6 * (seed % 2))  # half the time there is a delta
    monkeypatch.setattr(build, "DELTA_SHARE", 0.9)
    chance = random.Random(seed)  # noqa: S311
    whole = open_libraries(min_evidence=0.5)
    documents: list[Made] = []
    for number in range(10):
        each = made(chance, chance.choice(SERVERS), number)
        library = library_of(whole, each.server)
        library.add([(each.source, each.data)], by="ann")
        library.limit(each.source, each.limits, by="ann")
        documents.append(each)
    for gone in chance.sample(documents, 2):
        library_of(whole, gone.server).remove(gone.source, by="ann")
        documents.remove(gone)

    for server in SERVERS:
        for viewer in VIEWERS:
            allowed = [
                each
                for each in documents
                if each.server in {0, server} and each.limits.allow(viewer)
            ]
            found = seen_by(viewer, whole, server)
            assert found == seen_by(STRANGER, alone(allowed), server), (server, viewer)
            assert {each.source for each in found.documents} == {each.source for each in allowed}
    hidden = sum(not each.limits.allow(STRANGER) for each in documents)
    assert 0 < hidden < len(documents)


def test_who_sees_nothing_is_told_what_an_empty_library_tells(
    libraries: Libraries, alone: Callable[[list[Made]], Libraries], other_encoder: Encoder
) -> None:
    """Even if its index is of another model, which those who see it are told."""
    secret = made(random.Random(1), 1, 1)  # noqa: S311
    libraries.server(1).add([(secret.source, secret.data)], by="ann")
    libraries.server(1).limit(secret.source, Limits(roles=frozenset([21])), by="ann")
    other = Libraries(
        libraries.store, other_encoder, min_evidence=0.5, max_file_bytes=MAX_FILE_BYTES
    )
    for each in (libraries, other):
        assert seen_by(STRANGER, each, 1) == seen_by(STRANGER, alone([]), 1)
    assert seen_by(STRANGER, libraries, 1).answers[0] == (
        "There are no documents yet. Add some with /documents add in Discord, or with "
        "“footnote add FILE” in the terminal."
    )
