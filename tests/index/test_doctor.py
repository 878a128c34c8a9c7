"""Damage made by hand: found with its exact finding, repaired, and then clean."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from index import doctor
from index.doctor import examine
from index.embed import Encoder
from index.libraries import Libraries
from index.record import row_checksum
from index.record.checks import mended
from index.repair import repair
from index.types import OPERATOR, Finding, JobState, Severity
from tests.conftest import GARDEN, HANDBOOK, PEAR, PEAR_QUOTE, RETURNS, RETURNS_QUOTE

REPAIR = "Run “footnote doctor --deep --repair”."
SWEEP = "Run “footnote doctor --repair”."
AGAIN = "Run “footnote doctor --repair”, which makes it again from the record."


@pytest.fixture
def filled(libraries: Libraries) -> Libraries:
    libraries.shared.add([("garden.txt", GARDEN), ("handbook.md", HANDBOOK)], by="test")
    return libraries


def bad(libraries: Libraries, *, deep: bool = True) -> list[Finding]:
    """What is not fine."""
    found = examine(libraries.store, libraries.encoder, deep=deep)
    return [each for each in found if each.severity is not Severity.FINE]


def damage(check: str, what: str, remedy: str = REPAIR) -> Finding:
    return Finding(check, Severity.DAMAGE, what, remedy)


def warning(check: str, what: str, remedy: str) -> Finding:
    return Finding(check, Severity.WARNING, what, remedy)


def run_sql(libraries: Libraries, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Change the database behind the engine's back."""
    connection = apsw.Connection(str(libraries.store.folder / "library.db"))
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def mend(libraries: Libraries) -> list[str]:
    return list(repair(libraries.store, libraries.encoder))


def assert_answers(libraries: Libraries) -> None:
    assert libraries.shared.ask(RETURNS).quotes[0].text.startswith(RETURNS_QUOTE)
    assert libraries.shared.ask(PEAR).quotes[0].text.startswith(PEAR_QUOTE)


def fingerprint(libraries: Libraries, source: str) -> str:
    return next(e.fingerprint for e in libraries.shared.documents() if e.source == source)


def test_a_sound_folder_is_fine_in_every_respect(filled: Libraries) -> None:
    fast = examine(filled.store, filled.encoder)
    deep = examine(filled.store, filled.encoder, deep=True)

    assert {each.severity for each in deep} == {Severity.FINE}
    order = ["sqlite", "rights", "database", "model", "originals", "generations", "jobs"]
    assert [each.check for each in fast] == [*order, "writer", "disk", "leftovers"]
    deeper = ["rows", "passages", "vectors", "words"]
    assert [each.check for each in deep] == [
        *(*order[:5], *deeper, *order[5:]),
        *("writer", "disk", "leftovers"),
    ]
    said = {each.check: each.what for each in deep}
    assert said["originals"] == "All 2 originals and texts are there, each with the right SHA-256."
    assert said["generations"] == "The index of each generation is whole (1)."
    assert mend(filled) == []


def test_an_empty_folder_is_fine(libraries: Libraries) -> None:
    assert bad(libraries) == []


def test_a_sqlite_with_the_wal_reset_fault_is_told(
    filled: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "sqlite_versions", lambda: ("3.51.2", "3.51.2.0"))

    assert bad(filled, deep=False) == [
        damage(
            "sqlite",
            "SQLite 3.51.2 (of apsw 3.51.2.0) has the WAL-reset fault, which can lose rows.",
            "Install apsw 3.51.3 or newer.",
        )
    ]


def test_rights_of_others_are_found_and_taken_away(filled: Libraries) -> None:
    folder = filled.store.folder
    folder.chmod(0o755)
    (folder / "library.db").chmod(0o644)

    assert bad(filled, deep=False) == [
        warning(
            "rights",
            f"{path} has the rights {mode}: others than its owner may get at it.",
            f"Run “chmod go= {path}”, or “footnote doctor --repair”.",
        )
        for path, mode in ((folder, "0755"), (folder / "library.db", "0644"))
    ]
    assert mend(filled) == [
        f"Only the owner may get at {path} now." for path in (folder, folder / "library.db")
    ]
    assert bad(filled) == []


def test_another_model_is_told(filled: Libraries, other_encoder: Encoder) -> None:
    found = examine(filled.store, other_encoder)

    assert [each for each in found if each.severity is not Severity.FINE] == [
        warning(
            "model",
            "The library shared was made with the model all-MiniLM-L6-v2, and the settings name "
            f"{other_encoder.name}: it answers nothing.",
            "Set FOOTNOTE_MODEL=all-MiniLM-L6-v2, or run “footnote rebuild”.",
        )
    ]


def test_a_damaged_original_is_put_aside_and_has_to_be_added_again(filled: Libraries) -> None:
    name = fingerprint(filled, "handbook.md")
    path = filled.store.original_path(name)
    path.write_bytes(HANDBOOK.replace(b"thirty", b"ninety"))
    lost = f"The original {name[:12]}… of “handbook.md” of the library shared"
    told = f"{REPAIR} It says what has to be added again."

    assert bad(filled, deep=False) == []
    changed = f"The original {name[:12]}… in {filled.store.folder} was changed after it was added."
    assert bad(filled) == [
        damage("originals", f"{lost} was changed after it was added.", told),
        damage("passages", f"“handbook.md” (reading 2): {changed}"),
    ]
    aside = filled.store.folder / "quarantine" / name
    said = mend(filled)
    assert said[:2] == [
        f"The damaged original {name[:12]}… was put aside, to {aside}.",
        "Add again, whose file was damaged: “handbook.md” of the library shared.",
    ]
    assert aside.read_bytes() == HANDBOOK.replace(b"thirty", b"ninety")
    assert bad(filled, deep=False) == [damage("originals", f"{lost} is gone.", told)]
    filled.shared.add([("handbook.md", HANDBOOK)], by="test")
    assert bad(filled) == []
    assert_answers(filled)


def test_an_original_of_another_size_is_found_fast(filled: Libraries) -> None:
    name = fingerprint(filled, "garden.txt")
    filled.store.original_path(name).write_bytes(GARDEN[:-1])

    assert bad(filled, deep=False) == [
        damage(
            "originals",
            f"The original {name[:12]}… of “garden.txt” of the library shared has "
            f"{len(GARDEN) - 1} bytes instead of {len(GARDEN)}.",
            f"{REPAIR} It says what has to be added again.",
        )
    ]


def test_a_damaged_text_is_read_again_from_its_original(libraries: Libraries) -> None:
    page = b"<html><body><p>The cellar is locked at night by the porter.</p></body></html>"
    libraries.shared.add([("page.html", page)], by="test")
    [(text,)] = run_sql(libraries, "SELECT text_fingerprint FROM reading")
    libraries.store.original_path(str(text)).write_bytes(b"changed")

    assert [each.check for each in bad(libraries)] == ["originals", "passages"]
    aside = libraries.store.folder / "quarantine" / str(text)
    assert mend(libraries)[:2] == [
        f"The damaged original {str(text)[:12]}… was put aside, to {aside}.",
        "“page.html” of the library shared was read again from its original.",
    ]
    assert bad(libraries) == []


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("library", "UPDATE library SET revision = revision + 64"),
        ("document", "UPDATE document SET source = 'farden.txt' WHERE source = 'garden.txt'"),
        ("version", "UPDATE version SET size = size + 1 - 2 * (size & 1) WHERE id = 1"),
        ("reading", "UPDATE reading SET title = 'Mamp shop handbook' WHERE id = 2"),
        ("passage", "UPDATE passage SET text = replace(text, 'thirty', 'uhirty') WHERE id > 0"),
        ("generation", "UPDATE generation SET made = -made"),
        ("event", "UPDATE event SET who = 'tesu' WHERE id = 1"),
        ("job", "UPDATE job SET who = 'tesu'"),
        ("item", "UPDATE item SET source = 'farden.txt' WHERE number = 0"),
        ("version", "UPDATE version SET added_by = CAST(x'F4657374' AS TEXT) WHERE id = 1"),
    ],
)
def test_one_changed_bit_is_found_and_undone(filled: Libraries, table: str, change: str) -> None:
    before = run_sql(filled, f"SELECT * FROM {table}")  # noqa: S608
    run_sql(filled, change)

    rows = [each.what for each in bad(filled) if each.check == "rows"]
    assert len(rows) == 1
    assert rows[0].startswith("The row ")
    assert rows[0].endswith(f" of the table {table} was damaged.")
    [said] = mend(filled)
    assert said.startswith("The row ")
    assert said.endswith(f" of the table {table} is as it was: one bit had been changed.")
    assert bad(filled) == []
    assert run_sql(filled, f"SELECT * FROM {table}") == before  # noqa: S608
    assert_answers(filled)


def test_one_changed_bit_of_a_checksum_is_undone(filled: Libraries) -> None:
    [(checksum,)] = run_sql(filled, "SELECT checksum FROM document WHERE id = 1")
    assert isinstance(checksum, bytes)
    changed = bytes([checksum[0] ^ 8]) + checksum[1:]
    run_sql(filled, "UPDATE document SET checksum = ? WHERE id = 1", changed)

    assert mend(filled) == [
        "The row 1 of the table document is as it was: one bit had been changed."
    ]
    assert bad(filled) == []


def test_a_bit_of_any_value_is_found_by_the_checksum() -> None:
    values = ("naïve", b"\x00\xff", 77, 1.5, None)
    checksum = row_checksum(*values)
    for at, other in ((0, "naïvd"), (1, b"\x10\xff"), (2, 79), (3, -1.5)):
        assert mended((*values[:at], other, *values[at + 1 :]), checksum) == values
    for at, other in ((0, "naive"), (1, b"\x03\xff"), (2, 78), (4, 0)):
        assert mended((*values[:at], other, *values[at + 1 :]), checksum) is None
    assert mended(values, None) is None


def test_damaged_passages_are_read_again(filled: Libraries) -> None:
    run_sql(filled, "UPDATE passage SET text = 'Lamps are never taken back.' WHERE id = 2")
    [(reading, source)] = run_sql(
        filled,
        "SELECT reading_id, source FROM passage JOIN document USING (reading_id) "
        "WHERE passage.id = 2",
    )

    assert bad(filled)[:2] == [
        damage("rows", "The row 2 of the table passage was damaged."),
        damage(
            "passages",
            f"“{source}” (reading {reading}): A row of the table passage was damaged: "
            f"[2, {reading}].",
        ),
    ]
    assert mend(filled)[0] == f"“{source}” of the library shared was read again from its original."
    assert bad(filled) == []
    assert_answers(filled)
    assert [each.what for each in filled.events()][-1] == "read again"


def test_a_passage_that_does_not_stand_in_the_text_is_found(filled: Libraries) -> None:
    """Damage that came with a right checksum: somebody wrote it so."""
    connection = apsw.Connection(str(filled.store.folder / "library.db"))
    connection.create_scalar_function("row_checksum", row_checksum, deterministic=True)
    connection.execute(
        "UPDATE passage SET start = start + 1 WHERE id = 1; UPDATE passage SET checksum = "
        'row_checksum(id, reading_id, start, "end", text, section, sentences, keys, hash)'
    )
    connection.close()

    assert [each.check for each in bad(filled)] == ["passages"]
    assert "does not stand in the text." in bad(filled)[0].what
    mend(filled)
    assert bad(filled) == []
    assert_answers(filled)


def test_damaged_and_missing_vectors_are_made_again(filled: Libraries) -> None:
    run_sql(filled, "UPDATE vector SET vectors = zeroblob(length(vectors))")

    assert [each.check for each in bad(filled)].count("vectors") == 2
    said = mend(filled)
    assert (
        said[-2:]
        == [
            "The vectors of 2 passages of “garden.txt” were made again.",
            "The vectors of 3 passages of “handbook.md” were made again.",
        ]
        or len(said) > 2
    )
    assert bad(filled) == []
    run_sql(filled, "DELETE FROM vector")
    assert {each.check for each in bad(filled)} == {"vectors"}
    mend(filled)
    assert bad(filled) == []
    assert_answers(filled)


def test_a_word_index_that_lacks_a_passage_is_made_again(filled: Libraries) -> None:
    run_sql(filled, "DELETE FROM words_1 WHERE rowid = 1")

    assert bad(filled) == [
        damage("words", "The word index of the library shared is not that of its passages.")
    ]
    assert mend(filled) == ["The word index of the library shared was made again."]
    assert bad(filled) == []


def index_file(libraries: Libraries) -> Path:
    [path] = (libraries.store.folder / "index").iterdir()
    return path


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda path: path.unlink(), "is gone"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"!"), "was damaged"),
    ],
)
def test_an_index_file_is_made_again_from_the_record(
    filled: Libraries, harm: Callable[[Path], object], why: str
) -> None:
    path = index_file(filled)
    before = path.read_bytes()
    harm(path)
    [(number,)] = run_sql(filled, "SELECT generation FROM library")

    assert bad(filled, deep=False) == [
        damage(
            "generations", f"The index of generation {number} of the library shared {why}.", AGAIN
        )
    ]
    assert mend(filled) == [f"The index of generation {number} was made again from the record."]
    assert index_file(filled).read_bytes() == before
    assert bad(filled) == []


def test_an_index_with_the_vectors_of_others_is_found(filled: Libraries) -> None:
    run_sql(filled, "DELETE FROM member WHERE reading_id = 1")

    assert [each.what for each in bad(filled)] == [
        "The index of generation 1 of the library shared has other vectors than the record."
    ]
    mend(filled)
    assert bad(filled) == []
    assert_answers(filled)


def test_a_job_that_nobody_works_on_is_told(filled: Libraries) -> None:
    with filled.store.writing() as writer:
        job = writer.make_job(1, "add", "test", JobState.WAITING)
        writer.add_item(job, "garden.txt", fingerprint(filled, "garden.txt"))
    what = "Job 2 (add, library shared) has done 0 of 1 files"

    assert bad(filled) == [
        warning(
            "jobs",
            f"{what}, and nobody works on it.",
            "Run “footnote index resume”, or start the bot.",
        )
    ]
    with filled.store.holding(job):
        found = examine(filled.store, filled.encoder)
        assert next(each for each in found if each.check == "jobs") == Finding(
            "jobs", Severity.FINE, f"{what}; somebody is working on it."
        )


def test_what_is_left_over_is_told_and_swept(filled: Libraries) -> None:
    store = filled.store
    store.save_original(b"nobody names me")
    name = next(e for e in store.originals() if store.size(e) == len(b"nobody names me"))
    (store.folder / "tmp" / "half").write_bytes(b"half")
    (store.folder / "jobs" / "77.lock").touch()
    old = time.time() - 3601
    for path in (
        store.original_path(name),
        store.folder / "tmp/half",
        store.folder / "jobs/77.lock",
    ):
        os.utime(path, (old, old))
    filled.shared.remove("garden.txt", by="test")
    long_ago = time.time() - 31 * 86400
    with store.writing() as writer:
        writer.update("document", (1,), removed=long_ago)

    assert bad(filled) == [
        warning(
            "leftovers",
            "Left over: 1 originals that nothing names, 2 files that were never finished, "
            "1 documents removed more than 30 days ago.",
            SWEEP,
        )
    ]
    assert mend(filled) == [
        "“garden.txt”, removed long ago, was purged.",
        "Originals that nothing names were deleted: 1.",
        "Files that were never finished were deleted: 2.",
    ]
    assert bad(filled) == []
    assert [each.source for each in filled.shared.documents(OPERATOR)] == ["handbook.md"]
