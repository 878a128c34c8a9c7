"""A library: adding, replacing, removing, listing, asking. Faults and servers are tested beside."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from index.embed import Encoder
from index.errors import (
    EmptyLibraryError,
    QuestionError,
    UnknownDocumentError,
)
from index.libraries import Libraries
from index.types import OPERATOR, Changes, DocumentInfo, Progress, Refusal, Status
from tests.conftest import (
    GARDEN,
    HANDBOOK,
    PEAR,
    PEAR_QUOTE,
    assert_all_stand,
)

PART = "## Part {0}\n\nThe lamp of part {0} hangs in room {1}, next to the stairs.\n\n"


def guide(*rooms: int) -> bytes:
    """A document of one passage for each room."""
    parts = (PART.format(number, room) for number, room in enumerate(rooms, 1))
    return ("# Guide\n\n" + "".join(parts)).encode()


def test_documents_are_added(libraries: Libraries) -> None:
    reports: list[Progress] = []

    changes = libraries.shared.add(
        [("handbook.md", HANDBOOK), ("garden.txt", GARDEN)], by="ann", report=reports.append
    )

    assert changes == Changes(added=("handbook.md", "garden.txt"), passages=4, embedded=4)
    assert reports == [
        Progress("read", 0, 1, "handbook.md"),
        Progress("read", 1, 2, "garden.txt"),
        Progress("read", 0, 2, "handbook.md"),
        Progress("embed", 0, 3),
        Progress("embed", 3, 3),
        Progress("read", 1, 2, "garden.txt"),
        Progress("embed", 0, 1),
        Progress("embed", 1, 1),
        Progress("index", 0, 1),
    ]


def test_a_document_that_is_there_already_is_unchanged(libraries: Libraries) -> None:
    libraries.shared.add([("garden.txt", GARDEN)], by="ann")
    before = libraries.shared.status(OPERATOR)

    changes = libraries.shared.add([("garden.txt", GARDEN)], by="bob")

    assert changes == Changes(unchanged=("garden.txt",))
    assert libraries.shared.status(OPERATOR) == before


def test_only_passages_that_changed_are_embedded_again(libraries: Libraries) -> None:
    assert libraries.shared.add([("guide.md", guide(1, 2, 3))], by="ann").embedded == 3

    changes = libraries.shared.add([("guide.md", guide(1, 9, 3, 4))], by="ann")

    assert changes == Changes(changed=("guide.md",), passages=4, embedded=2)
    answer = libraries.shared.ask("In which room hangs the lamp of part 2?")
    assert "hangs in room 9" in answer.quotes[0].text
    assert "room 2," not in " ".join(quote.text for quote in answer.quotes)
    assert_all_stand(answer, {"guide.md": guide(1, 9, 3, 4)})


def test_the_same_words_under_another_name_are_not_embedded_again(libraries: Libraries) -> None:
    libraries.shared.add([("guide.md", guide(1, 2, 3))], by="ann")

    changes = libraries.shared.add([("copy.md", guide(1, 2, 3))], by="ann")

    assert changes == Changes(added=("copy.md",), passages=3, embedded=0)


def test_what_cannot_be_read_is_refused_and_the_rest_is_added(libraries: Libraries) -> None:
    files = [
        ("empty.txt", b""),
        ("garden.txt", GARDEN),
        ("picture.png", b"\x89PNG"),
        ("latin.md", b"# Caf\xe9\n\nText.\n"),
        ("large.txt", b"word " * 300_000),
    ]

    changes = libraries.shared.add(files, by="ann")

    assert changes.added == ("garden.txt",)
    assert [each.source for each in changes.refused] == [
        name for name, _ in files if name != "garden.txt"
    ]
    assert changes.refused[0].reason == "“empty.txt” is empty. Add a file that holds text."
    assert changes.refused[3].reason == (
        "“large.txt” is too large: 1.4 MiB, and the limit is 1 MiB. Split it, or raise "
        "FOOTNOTE_MAX_FILE_MIB."
    )
    assert [each.source for each in libraries.shared.documents()] == ["garden.txt"]


def test_a_replacement_that_is_refused_leaves_the_document_as_it_was(
    libraries: Libraries,
) -> None:
    libraries.shared.add([("garden.txt", GARDEN)], by="ann")

    changes = libraries.shared.add([("garden.txt", b"\xff\xfe\x00")], by="ann")

    assert [each.source for each in changes.refused] == ["garden.txt"]
    assert PEAR_QUOTE in libraries.shared.ask(PEAR).quotes[0].text


@pytest.mark.parametrize("known", [None, GARDEN, HANDBOOK])
@pytest.mark.parametrize("second", [GARDEN, HANDBOOK])
def test_of_two_files_with_one_name_the_first_is_taken(
    known: bytes | None, second: bytes, libraries: Libraries
) -> None:
    if known:
        libraries.shared.add([("a.txt", known)], by="ann")

    changes = libraries.shared.add([("a.txt", GARDEN), ("a.txt", second)], by="ann")

    assert changes.refused == (Refusal("a.txt", "“a.txt” was given twice. Rename one of them."),)
    assert changes.added + changes.changed + changes.unchanged == ("a.txt",)
    [info] = libraries.shared.documents()
    assert info.fingerprint == sha256(GARDEN).hexdigest()


def test_nothing_is_made_of_no_files(libraries: Libraries, data: Path) -> None:
    assert libraries.shared.add([], by="ann") == Changes()
    assert libraries.shared.status() == Status("shared", 0, 0, 0, 0, None, None)
    assert list((data / "index").iterdir()) == []


def test_files_may_come_one_by_one(libraries: Libraries) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "garden.txt", GARDEN
        yield "handbook.md", HANDBOOK

    assert libraries.shared.add(files(), by="ann").added == ("garden.txt", "handbook.md")


def test_files_that_end_in_an_error_leave_the_library_as_it_was(libraries: Libraries) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "garden.txt", GARDEN
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        libraries.shared.add(files(), by="ann")

    assert libraries.shared.documents() == []


@pytest.mark.parametrize(
    "source",
    [
        "a/b/c.txt",
        "../../up.txt",
        "/etc/x.txt",
        'it\'s "so"; DROP TABLE.txt',
        "字 🦔\n%s.txt",
        "~.txt",
    ],
)
def test_odd_names_are_names(source: str, libraries: Libraries, tmp_path: Path) -> None:
    assert libraries.shared.add([(source, GARDEN)], by="ann").added == (source,)

    assert libraries.shared.ask(PEAR).quotes[0].citation.source == source
    assert {each.name for each in tmp_path.iterdir()} == {"data"}
    libraries.shared.rebuild(by="ann")
    assert libraries.shared.remove(source, by="ann").source == source
    assert libraries.shared.documents() == []


def test_a_name_that_is_not_unicode_is_refused(libraries: Libraries) -> None:
    changes = libraries.shared.add([("caf\udce9.txt", GARDEN), ("a.txt", GARDEN)], by="ann")

    assert changes.added == ("a.txt",)
    assert changes.refused == (
        Refusal("caf?.txt", "“caf?.txt” has a name that isn't UTF-8. Rename it."),
    )


def test_a_removed_document_is_not_found_any_more(libraries: Libraries) -> None:
    libraries.shared.add([("garden.txt", GARDEN), ("handbook.md", HANDBOOK)], by="ann")
    [garden, handbook] = libraries.shared.documents()

    assert libraries.shared.remove("garden.txt", by="ann") == garden

    assert libraries.shared.documents() == [handbook]
    answer = libraries.shared.ask(PEAR, quotes=9)
    assert {each.citation.source for each in answer.quotes} == {"handbook.md"}
    assert libraries.shared.add([("garden.txt", GARDEN)], by="ann") == Changes(
        added=("garden.txt",), passages=1, embedded=0
    )


def test_a_document_that_is_not_there_cannot_be_removed(libraries: Libraries) -> None:
    for _ in range(2):
        with pytest.raises(UnknownDocumentError) as caught:
            libraries.shared.remove("nowhere.txt", by="ann")
        assert str(caught.value) == (
            "There is no document “nowhere.txt” in this library. The list of documents shows the "
            "names."
        )
        libraries.shared.add([("garden.txt", GARDEN)], by="ann")


def test_documents_are_listed_by_name_with_what_they_hold(libraries: Libraries) -> None:
    libraries.shared.add([("b.md", HANDBOOK), ("a.txt", GARDEN)], by="ann")

    found = libraries.shared.documents()

    expected = [
        ("a.txt", "The Walled Garden", GARDEN, 1, 8),
        ("b.md", "Lamp shop handbook", HANDBOOK, 3, 15),
    ]
    assert found == [
        DocumentInfo(
            source=source,
            title=title,
            fingerprint=sha256(content).hexdigest(),
            size=len(content),
            passages=passages,
            lines=lines,
            added=info.added,
            shared=True,
        )
        for info, (source, title, content, passages, lines) in zip(found, expected, strict=True)
    ]


def test_the_status_counts_what_is_there(libraries: Libraries, encoder: Encoder) -> None:
    libraries.shared.add([("b.md", HANDBOOK), ("a.txt", GARDEN)], by="ann")
    libraries.shared.remove("a.txt", by="ann")

    found = libraries.shared.status(OPERATOR)

    assert found == Status("shared", 1, 3, 4, 1, encoder.model, found.updated)
    assert found.updated is not None


def test_every_change_is_on_record(libraries: Libraries) -> None:
    libraries.shared.add([("a.txt", GARDEN)], by="ann")
    libraries.shared.remove("a.txt", by="bob")
    libraries.shared.rebuild(by="cy")

    with libraries.store.reading() as reader:
        rows = list(reader.connection.execute("SELECT who, what, source FROM event ORDER BY id"))
    assert rows == [("ann", "add", "a.txt"), ("bob", "remove", "a.txt"), ("cy", "rebuild", None)]


def test_an_empty_library_says_how_to_fill_it(libraries: Libraries) -> None:
    with pytest.raises(EmptyLibraryError) as caught:
        libraries.shared.ask(PEAR)

    assert str(caught.value) == (
        "There are no documents yet. Add some with /documents add in Discord, or with “footnote "
        "add FILE” in the terminal."
    )
    libraries.shared.add([("a.txt", GARDEN)], by="ann")
    libraries.shared.remove("a.txt", by="ann")
    with pytest.raises(EmptyLibraryError):
        libraries.shared.ask(PEAR)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "The question is empty. Ask in a few words or a whole sentence."),
        (" \n?! ", "The question is empty. Ask in a few words or a whole sentence."),
        (
            "a" * 1001,
            "The question has 1001 characters; at most 1000 are read. Ask it in fewer words.",
        ),
        ("What \udce9?", "The question holds half a character. Type it again."),
    ],
)
def test_what_cannot_be_a_question_is_refused(
    question: str, message: str, libraries: Libraries
) -> None:
    libraries.shared.add([("a.txt", GARDEN)], by="ann")

    with pytest.raises(QuestionError) as caught:
        libraries.shared.ask(question)

    assert str(caught.value) == message


def test_white_space_in_a_question_makes_no_difference(libraries: Libraries) -> None:
    libraries.shared.add([("a.txt", GARDEN)], by="ann")

    answer = libraries.shared.ask(f"\n  {PEAR.replace(' ', chr(9))}  ")

    assert answer == libraries.shared.ask(PEAR)
    assert answer.question == PEAR
