"""Going back to the generation before a rebuild, and forward again."""

from __future__ import annotations

from hashlib import sha256

import pytest

from index.build import Prepared
from index.chunk import chunk
from index.embed import Encoder
from index.errors import RollbackError
from index.libraries import Libraries
from index.library import Library
from index.types import OPERATOR, Answer
from tests.conftest import GARDEN, HANDBOOK, PEAR, RETURNS, OpenLibraries, assert_all_stand

FILES = {"handbook.md": HANDBOOK, "garden.txt": GARDEN}
NEWS = b"# News\n\nThe shop has moved to Harbour Street.\n"
MOVED = "Where has the shop moved to?"


@pytest.fixture
def shared(libraries: Libraries) -> Library:
    libraries.shared.add(list(FILES.items()), by="ann")
    return libraries.shared


def answers(library: Library) -> list[Answer]:
    return [library.ask(question, quotes=5) for question in (PEAR, RETURNS, MOVED)]


def numbers(library: Library) -> list[tuple[int, int, bool]]:
    """Number, documents, and whether it answers, of each generation."""
    return [(each.number, each.documents, each.live) for each in library.generations()]


def rebuild_otherwise(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebuild with passages that are cut in another way."""

    def smaller(document: object, size: int, encoder: Encoder) -> Prepared:
        cut = chunk(document, count_tokens=encoder.count_tokens, max_tokens=12)  # type: ignore[arg-type]
        return Prepared(document, size, tuple(cut))  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("index.intake.prepare", smaller)
        library.rebuild(by="bob")


def test_after_a_rollback_answers_are_as_they_were(
    shared: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, passages = answers(shared), shared.status().passages
    rebuild_otherwise(shared, monkeypatch)
    after = answers(shared)
    assert shared.status().passages > passages
    assert after != before

    found = shared.rollback(by="ann")

    assert (found.number, found.model, found.documents, found.live) == (
        *(1, "all-MiniLM-L6-v2", 2),
        True,
    )
    assert answers(shared) == before
    assert shared.status(OPERATOR).generation == 1
    assert numbers(shared) == [(1, 2, True), (2, 2, False)]

    assert shared.rollback(by="ann", to=2).number == 2
    assert answers(shared) == after
    with shared._store.reading() as reader:
        trail = [(each.who, each.what) for each in reader.events()]
    assert trail[-3:] == [("bob", "rebuild"), ("ann", "rollback to 1"), ("ann", "rollback to 2")]


def test_what_was_added_replaced_and_removed_since_stays(
    shared: Library, open_libraries: OpenLibraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = GARDEN.replace(b"1742", b"1842")
    rebuild_otherwise(shared, monkeypatch)
    shared.add([("news.md", NEWS), ("garden.txt", newer)], by="bob")
    shared.remove("handbook.md", by="bob")

    shared.rollback(by="ann")

    files = {"news.md": NEWS, "garden.txt": newer}
    assert {each.source: each.fingerprint for each in shared.documents()} == {
        source: sha256(content).hexdigest() for source, content in files.items()
    }
    for library in (shared, open_libraries().shared):
        assert "planted in 1842 by" in library.ask(PEAR).quotes[0].text
        assert library.ask(MOVED).quotes[0].citation.source == "news.md"
        for answer in answers(library):
            assert answer.withheld == 0
            assert_all_stand(answer, files)


def test_only_the_last_three_rebuilds_can_be_gone_back_to(shared: Library) -> None:
    for _ in range(4):
        shared.rebuild(by="ann")
    assert numbers(shared) == [(3, 2, False), (4, 2, False), (5, 2, True)]

    with pytest.raises(RollbackError) as caught:
        shared.rollback(by="ann", to=2)

    assert str(caught.value) == "There is no generation 2. There are: 3, 4, 5."
    assert [shared.rollback(by="ann").number for _ in range(2)] == [4, 3]
    with pytest.raises(RollbackError):
        shared.rollback(by="ann")


def test_where_there_is_nothing_to_go_back_to_it_is_said(libraries: Libraries) -> None:
    with pytest.raises(RollbackError) as caught:
        libraries.shared.rollback(by="ann")
    assert str(caught.value) == "There is nothing to go back to: the library is empty."
    libraries.shared.add(list(FILES.items()), by="ann")
    libraries.shared.add([("news.md", NEWS)], by="ann")

    with pytest.raises(RollbackError) as caught:
        libraries.shared.rollback(by="ann")

    assert str(caught.value) == (
        "There is nothing to go back to: the index has not been rebuilt since the documents were "
        "added."
    )


def test_a_generation_of_another_model_needs_that_model(
    shared: Library, open_libraries: OpenLibraries, other_encoder: Encoder
) -> None:
    before = answers(shared)
    other = open_libraries(other_encoder).shared
    other.rebuild(by="ann")

    with pytest.raises(RollbackError) as caught:
        other.rollback(by="ann")

    assert str(caught.value) == (
        "Generation 1 was made with the model all-MiniLM-L6-v2, and the settings name "
        f"{other_encoder.name}. Set FOOTNOTE_MODEL=all-MiniLM-L6-v2 first."
    )
    other.add([("news.md", NEWS)], by="bob")  # which the old model never saw
    assert shared.rollback(by="ann").number == 1
    assert shared.ask(MOVED).quotes[0].citation.source == "news.md"
    shared.remove("news.md", by="ann")
    assert answers(shared) == before
