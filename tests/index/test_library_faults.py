"""Rebuilding, another model, damaged files, and other processes at work on the same folder."""

from __future__ import annotations

import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from index.embed import Encoder
from index.errors import ModelMismatchError
from index.libraries import Libraries
from index.library import Library
from index.types import OPERATOR, Changes, Progress, Refusal
from tests.conftest import (
    GARDEN,
    HANDBOOK,
    PEAR,
    PEAR_QUOTE,
    RETURNS,
    OpenLibraries,
    assert_all_stand,
    shown,
)

FILES = {"handbook.md": HANDBOOK, "garden.txt": GARDEN}
NEWS = b"# News\n\nThe shop has moved to Harbour Street. It sells candles now.\n"
MOVED = "Where has the shop moved to?"


@pytest.fixture
def shared(libraries: Libraries) -> Library:
    libraries.shared.add(list(FILES.items()), by="ann")
    return libraries.shared


def original(data: Path, content: bytes) -> Path:
    """Where the stored original of a file lies."""
    name = sha256(content).hexdigest()
    return data / "originals" / name[:2] / name


def test_a_rebuild_of_what_was_not_damaged_changes_no_answer(shared: Library) -> None:
    before = [shared.ask(question) for question in (PEAR, RETURNS)]
    documents = shared.documents()
    reports: list[Progress] = []

    changes = shared.rebuild(by="ann", report=reports.append)

    assert changes == Changes(unchanged=("garden.txt", "handbook.md"), passages=4, embedded=0)
    assert reports == [
        Progress("read", 0, 2, "garden.txt"),
        Progress("read", 1, 2, "handbook.md"),
        Progress("index", 0, 1),
    ]
    assert [shared.ask(question) for question in (PEAR, RETURNS)] == before
    assert shared.documents() == documents
    assert shared.status(OPERATOR).generation == 2


def test_a_library_that_was_never_filled_is_rebuilt_to_nothing(libraries: Libraries) -> None:
    assert libraries.shared.rebuild(by="ann") == Changes()


def test_a_rebuild_keeps_a_document_whose_original_is_damaged_and_withholds_it(
    shared: Library, data: Path
) -> None:
    original(data, GARDEN).write_bytes(b"The oldest pear tree was planted in 1999.\n")

    changes = shared.rebuild(by="ann")

    name = sha256(GARDEN).hexdigest()[:12]
    assert changes == Changes(
        unchanged=("handbook.md",),
        refused=(
            Refusal(
                "garden.txt",
                f"“garden.txt”: The original {name}… in {data} was changed after it was added. "
                "Add the document again.",
            ),
        ),
        passages=3,
        embedded=0,
    )
    answer = shared.ask(PEAR, quotes=5)
    assert answer.withheld > 0
    assert {each.citation.source for each in shown(answer)} == {"handbook.md"}
    assert_all_stand(answer, FILES)


def test_adding_the_same_file_again_mends_its_original(shared: Library, data: Path) -> None:
    before = shared.ask(PEAR)
    damages: list[Callable[[Path], object]] = [Path.unlink, lambda path: path.write_bytes(b"")]
    for damage in damages:
        damage(original(data, GARDEN))
        assert shared.ask(PEAR, quotes=1).withheld == 3

        assert shared.add([("garden.txt", GARDEN)], by="ann").unchanged == ("garden.txt",)

        assert shared.ask(PEAR) == before


def test_an_index_of_another_model_is_refused_until_it_is_rebuilt(
    shared: Library, open_libraries: OpenLibraries, other_encoder: Encoder, data: Path
) -> None:
    other = open_libraries(other_encoder).shared
    original(data, HANDBOOK).unlink()  # which a rebuild can't read, and keeps
    message = (
        "The index was made with the model all-MiniLM-L6-v2, and the settings name "
        f"{other_encoder.name}. Run “footnote rebuild”, or set FOOTNOTE_MODEL=all-MiniLM-L6-v2."
    )
    for use in (
        lambda: other.ask(PEAR),
        lambda: other.add([("news.md", NEWS)], by="ann"),
    ):
        with pytest.raises(ModelMismatchError) as caught:
            use()
        assert str(caught.value) == message
    assert PEAR_QUOTE in shared.ask(PEAR).quotes[0].text

    changes = other.rebuild(by="ann")

    assert (changes.unchanged, changes.passages, changes.embedded) == (("garden.txt",), 1, 1)
    assert other.status().model == other_encoder.model
    assert PEAR_QUOTE in " ".join(each.text for each in other.ask(PEAR, quotes=9).quotes)
    with pytest.raises(ModelMismatchError):
        shared.ask(PEAR)


def test_a_server_with_an_index_of_another_model_is_told_its_own_remedy(
    libraries: Libraries, open_libraries: OpenLibraries, other_encoder: Encoder
) -> None:
    libraries.server(7).add([("garden.txt", GARDEN)], by="ann")

    with pytest.raises(ModelMismatchError, match="Run “/index rebuild”, or set"):
        open_libraries(other_encoder).server(7).ask(PEAR)


def test_a_document_can_be_removed_whatever_model_is_set(
    shared: Library, open_libraries: OpenLibraries, other_encoder: Encoder
) -> None:
    open_libraries(other_encoder).shared.remove("handbook.md", by="ann")

    assert PEAR_QUOTE in shared.ask(PEAR).quotes[0].text
    assert [each.source for each in shared.documents()] == ["garden.txt"]


def mended(library: Library) -> None:
    """Wait until the index is built again."""
    assert library._live._mending is not None
    library._live._mending.join(timeout=60)
    assert not library._live._mending.is_alive()


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[random.Random(0).randrange(len(content))] ^= 4  # noqa: S311
    path.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(Path.unlink, id="gone"),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-9]), id="cut off"),
        pytest.param(flip_a_bit, id="one bit"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), id="a folder"),
    ],
)
def test_a_damaged_index_is_built_again_from_the_record(
    damage: Callable[[Path], object],
    shared: Library,
    open_libraries: OpenLibraries,
    data: Path,
) -> None:
    before = [shared.ask(question) for question in (PEAR, RETURNS, MOVED)]
    assert [open_libraries().shared.ask(question) for question in (PEAR, RETURNS, MOVED)] == before

    [path] = (data / "index").iterdir()
    damage(path)

    again = open_libraries().shared
    by_words = again.ask(PEAR)
    assert by_words.by_words
    assert PEAR_QUOTE in by_words.quotes[0].text
    assert_all_stand(by_words, FILES)
    mended(again)
    assert [again.ask(question) for question in (PEAR, RETURNS, MOVED)] == before
    again.add([("news.md", NEWS)], by="ann")
    assert again.ask(MOVED).quotes[0].citation.source == "news.md"


def test_the_next_question_sees_what_another_process_published(
    shared: Library, open_libraries: OpenLibraries
) -> None:
    other = open_libraries().shared
    assert shared.ask(PEAR) == other.ask(PEAR)

    for _ in range(3):  # more often than indexes are kept
        other.add([("news.md", NEWS)], by="bob")
        answer = shared.ask(MOVED)
        assert answer == other.ask(MOVED)
        assert answer.quotes[0].citation.source == "news.md"
        other.remove("news.md", by="bob")
        assert shared.ask(MOVED) == other.ask(MOVED)
        assert "news.md" not in {each.citation.source for each in shared.ask(MOVED).quotes}


def test_a_slow_reader_finds_its_generation_after_the_file_is_gone(
    shared: Library, open_libraries: OpenLibraries, data: Path
) -> None:
    late = open_libraries().shared
    with late._store.reading() as reader:
        assert len(reader.documents(1, shared=True)) == 2
        for content in (NEWS, NEWS.replace(b"Harbour", b"Market"), NEWS.replace(b"Har", b"Car")):
            shared.add([("news.md", content)], by="ann")
        [path] = (data / "index").iterdir()
        assert path.name == f"1-{sha256(path.read_bytes()).hexdigest()[:16]}.faiss"
        newest = shared.ask(MOVED)
        assert late.ask(MOVED) == newest  # another question is not held back …

        generation = late.current(reader)

        assert generation is not None
        assert (generation.number, generation.whole, generation.segments) == (1, False, ())
        assert [row.source for row in generation.catalog] == ["garden.txt", "handbook.md"]
    assert late._live._generation is not None
    assert late._live._generation.number == 4  # … nor thrown back by the slow one


class Interloper:
    """Changes the library from another process when a rebuild reports a stage."""

    def __init__(self, stage: str, change: Callable[[], object]) -> None:
        self.stage, self.change, self.done = stage, change, False

    def __call__(self, progress: Progress) -> None:
        if progress.stage == self.stage and not self.done:
            self.done = True
            self.change()


@pytest.mark.parametrize("stage", ["read", "embed", "index"])
def test_what_others_do_during_a_rebuild_is_not_undone(
    stage: str, shared: Library, open_libraries: OpenLibraries
) -> None:
    other = open_libraries().shared
    newer = GARDEN.replace(b"1742", b"1842")

    def change() -> None:
        other.add([("news.md", NEWS), ("garden.txt", newer)], by="bob")
        other.remove("handbook.md", by="bob")

    with shared._store.writing() as writer:  # so that there is something to embed
        writer.connection.execute("DELETE FROM vector")
    interloper = Interloper(stage, change)
    shared.rebuild(by="ann", report=interloper)

    assert interloper.done
    files = {"news.md": NEWS, "garden.txt": newer}
    assert {each.source: each.fingerprint for each in shared.documents()} == {
        source: sha256(content).hexdigest() for source, content in files.items()
    }
    for question, part in ((PEAR, "planted in 1842 by"), (MOVED, "Harbour Street")):
        answer = shared.ask(question, quotes=5)
        assert part in answer.quotes[0].text
        assert answer == other.ask(question, quotes=5)
        assert_all_stand(answer, files)


def test_a_rebuild_with_another_model_takes_in_what_was_added_meanwhile(
    shared: Library, open_libraries: OpenLibraries, other_encoder: Encoder
) -> None:
    other = open_libraries(other_encoder).shared

    other.rebuild(
        by="bob",
        report=Interloper("index", lambda: shared.add([("news.md", NEWS)], by="ann")),
    )

    assert other.status().model == other_encoder.model
    assert other.status().documents == 3
    assert "Harbour Street" in other.ask(MOVED).quotes[0].text
    assert PEAR_QUOTE in " ".join(each.text for each in other.ask(PEAR, quotes=9).quotes)


def test_an_addition_is_refused_if_the_model_was_changed_meanwhile(
    shared: Library, open_libraries: OpenLibraries, other_encoder: Encoder
) -> None:
    other = open_libraries(other_encoder).shared

    with pytest.raises(ModelMismatchError):
        shared.add(
            [("news.md", NEWS)],
            by="ann",
            report=Interloper("embed", lambda: other.rebuild(by="bob")),
        )

    assert [each.source for each in other.documents()] == ["garden.txt", "handbook.md"]
    assert other.ask(PEAR).withheld == 0


def test_a_question_in_the_middle_of_a_change_of_model_is_not_answered_with_nonsense(
    shared: Library,
    open_libraries: OpenLibraries,
    other_encoder: Encoder,
    encoder: Encoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = open_libraries(other_encoder).shared
    encode = encoder.encode_question

    def encode_slowly(question: str) -> object:
        other.rebuild(by="bob")
        return encode(question)

    before = shared.ask(PEAR)
    monkeypatch.setattr(encoder, "encode_question", encode_slowly)

    # It goes on with the index that it began with; the next one is told.
    assert shared.ask(PEAR) == before
    with pytest.raises(ModelMismatchError):
        shared.ask(PEAR)
