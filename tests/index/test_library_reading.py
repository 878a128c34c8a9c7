"""Files that fail, texts that aren't the file's bytes, and looking at files before adding them."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.library import Library
from index.types import Preview
from tests.conftest import GARDEN, HANDBOOK, PEAR, PEAR_QUOTE

BINARY = b"Some words, and then: \x00\x01\x02\x03" * 40
WIDE = GARDEN.decode().encode("utf-16")


def refusal(library: Library, source: str, data: bytes) -> str:
    """Why a file is not taken."""
    [refused] = library.add([(source, data)], by="ann").refused
    return refused.reason


def test_a_file_that_failed_three_times_is_not_read_again(libraries: Libraries) -> None:
    reasons = [refusal(libraries.shared, "notes.txt", BINARY) for _ in range(5)]

    assert "failed" not in reasons[0]
    assert reasons[:3] == [reasons[0]] * 3
    assert (
        reasons[3:]
        == ["“notes.txt” failed 3 times and is not tried again. The last time: " + reasons[0]] * 2
    )
    assert libraries.shared.add([("notes.txt", GARDEN)], by="ann").added == ("notes.txt",)


def test_a_file_that_failed_as_one_format_is_tried_as_another(libraries: Libraries) -> None:
    for _ in range(4):
        refusal(libraries.shared, "garden.csv.pdf", GARDEN)

    assert libraries.shared.add([("garden.txt", GARDEN)], by="ann").added == ("garden.txt",)


def test_what_failed_in_one_server_is_not_told_in_another(libraries: Libraries) -> None:
    for _ in range(4):
        refusal(libraries.server(1), "secret plan.txt", BINARY)

    assert refusal(libraries.server(2), "mine.txt", BINARY) == refusal(
        libraries.server(1), "secret plan.txt", BINARY
    ).removeprefix(
        "“secret plan.txt” failed 3 times and is not tried again. The last time: "
    ).replace("secret plan.txt", "mine.txt")


def test_a_type_that_is_not_read_is_named_however_often(libraries: Libraries) -> None:
    reasons = {refusal(libraries.shared, "film.xyz", b"anything") for _ in range(5)}

    assert len(reasons) == 1
    assert reasons.pop().startswith("“film.xyz” is of an unknown type (.xyz).")


def test_a_machine_too_busy_to_read_is_not_the_files_fault(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", start)
        reasons = {refusal(libraries.shared, "garden.txt", GARDEN) for _ in range(5)}
    assert len(reasons) == 1
    assert "failed" not in reasons.pop()

    assert libraries.shared.add([("garden.txt", GARDEN)], by="ann").added == ("garden.txt",)


@pytest.mark.parametrize("damaged", [WIDE, GARDEN.decode().encode()])
def test_adding_a_file_again_mends_its_bytes_and_its_text(
    damaged: bytes, libraries: Libraries, data: Path
) -> None:
    libraries.shared.add([("garden.txt", WIDE)], by="ann")
    before = libraries.shared.ask(PEAR)
    assert PEAR_QUOTE in before.quotes[0].text
    assert before.quotes[0].citation.fingerprint == sha256(WIDE).hexdigest()
    name = sha256(damaged).hexdigest()
    (data / "originals" / name[:2] / name).write_bytes(b"something else")
    assert libraries.shared.ask(PEAR, quotes=1).withheld == 3

    libraries.shared.add([("garden.txt", WIDE)], by="ann")

    assert libraries.shared.ask(PEAR) == before


def test_a_preview_knows_what_adding_would_refuse_unread(libraries: Libraries) -> None:
    [reason, *_] = [refusal(libraries.shared, "notes.txt", BINARY) for _ in range(3)]

    found = libraries.shared.preview(
        [
            ("notes.txt", BINARY),
            ("notes.txt", GARDEN),
            ("notes.txt", HANDBOOK),
            ("n\udcff.txt", GARDEN),
            ("garden.txt", GARDEN),
            ("garden.txt", GARDEN),
        ]
    )

    assert [(each.source, each.state, each.notes) for each in found] == [
        (
            "notes.txt",
            "refused",
            (f"“notes.txt” failed 3 times and is not tried again. The last time: {reason}",),
        ),
        ("notes.txt", "new", ()),
        ("notes.txt", "refused", ("“notes.txt” was given twice. Rename one of them.",)),
        ("n?.txt", "refused", ("“n?.txt” has a name that isn't UTF-8. Rename it.",)),
        ("garden.txt", "new", ()),
        ("garden.txt", "refused", ("“garden.txt” was given twice. Rename one of them.",)),
    ]


def test_a_preview_says_what_adding_would_do_and_does_nothing(
    libraries: Libraries, data: Path
) -> None:
    libraries.shared.add([("garden.txt", GARDEN), ("handbook.md", HANDBOOK)], by="ann")
    before = libraries.shared.status(), sorted(data.rglob("*"))

    found = libraries.shared.preview(
        [
            ("garden.txt", GARDEN),
            ("handbook.md", HANDBOOK.replace(b"nine", b"ten")),
            ("copy.txt", GARDEN),
            ("film.xyz", b"anything"),
        ]
    )

    assert [(each.source, each.state, each.same_as) for each in found] == [
        ("garden.txt", "unchanged", ()),
        ("handbook.md", "changed", ()),
        ("copy.txt", "new", ("garden.txt",)),
        ("film.xyz", "refused", ()),
    ]
    assert found[1] == Preview(
        "handbook.md",
        "changed",
        "Lamp shop handbook",
        sections=4,
        tables=0,
        passages=3,
        sentences=4,
        notes=found[1].notes,
    )
    assert found[3].notes[0].startswith("“film.xyz” is of an unknown type (.xyz).")
    assert (libraries.shared.status(), sorted(data.rglob("*"))) == before
