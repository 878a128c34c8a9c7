"""A library of format 2, 3 or 4 is brought up to date when it is opened, and kept beside it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import pytest

from index.doctor import examine
from index.embed import Encoder
from index.errors import StoreError
from index.libraries import Libraries
from index.record import Writer
from index.store import Store
from index.types import OPERATOR, Occasion, Severity
from tests.conftest import GARDEN, HANDBOOK, PEAR, RETURNS, OpenLibraries

OLD_SCHEMA = """
CREATE TABLE library (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  generation INTEGER NOT NULL DEFAULT 0,
  model TEXT, model_fingerprint TEXT, dimension INTEGER,
  index_sha256 TEXT,
  updated REAL
) STRICT;
CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES library (id),
  source TEXT NOT NULL, title TEXT NOT NULL, fingerprint TEXT NOT NULL,
  size INTEGER NOT NULL, lines INTEGER NOT NULL,
  text_fingerprint TEXT NOT NULL, layout TEXT NOT NULL,
  added REAL NOT NULL, added_by TEXT NOT NULL,
  UNIQUE (library_id, source)
) STRICT;
CREATE TABLE passage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL, section TEXT NOT NULL, sentences TEXT NOT NULL,
  keys INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE INDEX passage_document ON passage (document_id);
CREATE TABLE vector (
  model_fingerprint TEXT NOT NULL, hash BLOB NOT NULL, vectors BLOB NOT NULL,
  PRIMARY KEY (model_fingerprint, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE failure (
  fingerprint TEXT NOT NULL PRIMARY KEY, times INTEGER NOT NULL, reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
  id INTEGER PRIMARY KEY, at REAL NOT NULL, library_id INTEGER NOT NULL,
  who TEXT NOT NULL, what TEXT NOT NULL, source TEXT, fingerprint TEXT
) STRICT;
"""
FILL = """
INSERT INTO library SELECT id, name, 4, model, model_fingerprint, dimension, 'ab', updated
  FROM new.library;
INSERT INTO document SELECT document.id, library_id, source, title, fingerprint, size, lines,
  text_fingerprint, layout, added, added_by FROM new.document
  JOIN new.version ON version.id = document.version_id
  JOIN new.reading ON reading.id = document.reading_id;
INSERT INTO passage SELECT passage.id, document_id, start, "end", text, section, passage.sentences,
  length(passage.keys) - length(replace(passage.keys, ' ', '')) + 1, hash
  FROM new.passage JOIN new.reading ON reading.id = reading_id;
INSERT INTO vector SELECT model_fingerprint, hash, vectors FROM new.vector;
INSERT INTO failure VALUES ('a hash', 2, 'It is empty.');
INSERT INTO event SELECT id, at, library_id, who, what, source, fingerprint FROM new.event;
"""
WORDS = """
CREATE VIRTUAL TABLE words_{0} USING fts5 (keys, tokenize = 'ascii');
CREATE VIRTUAL TABLE vocabulary_{0} USING fts5vocab (words_{0}, row);
INSERT INTO words_{0} (rowid, keys) SELECT passage.id, passage.keys FROM new.passage
  JOIN new.document ON document.reading_id = passage.reading_id WHERE library_id = {0};
"""
OLD = ("library", "document", "passage", "vector", "failure", "event", "words_1", "words_2")

Told = dict[str, Any]


def told(libraries: Libraries) -> Told:
    """All that can be learned of the two libraries."""
    both = {"shared": libraries.shared, "server": libraries.server(1)}
    with libraries.store.reading() as reader:
        failures = reader.failures("a hash")
    return {
        "answers": [each.ask(text) for each in both.values() for text in (PEAR, RETURNS)],
        "documents": [each.documents() for each in both.values()],
        "counts": [each.status() for each in both.values()],
        "events": libraries.events(),
        "failures": failures,
    }


@pytest.fixture
def truth(tmp_path: Path, data: Path, encoder: Encoder, open_libraries: OpenLibraries) -> Told:
    """Puts a library of format 2 into the data folder, and says what is in it."""
    new = tmp_path / "new"
    with Libraries(Store(new), encoder, min_evidence=0, max_file_bytes=1 << 20) as libraries:
        libraries.shared.add([("garden.txt", GARDEN)], by="ann")
        libraries.server(1).add([("hb.md", HANDBOOK), ("garden.txt", GARDEN)], by="discord:1")
        known = told(libraries)
    known["failures"] = (2, "It is empty.")
    data.mkdir(mode=0o700)
    shutil.copytree(new / "originals", data / "originals")
    connection = apsw.Connection(str(data / "library.db"))
    connection.execute("PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON").fetchall()
    connection.execute("ATTACH ? AS new", (str(new / "library.db"),))
    connection.execute(OLD_SCHEMA + FILL + WORDS.format(1) + WORDS.format(2))
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    (data / "library.db").chmod(0o600)
    return known


def old_rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The format of a file and all its rows, which are those of format 2."""
    connection = apsw.Connection(str(path))
    try:
        assert connection.pragma("user_version") == 2
        return {each: connection.execute(f"SELECT * FROM {each}").fetchall() for each in OLD}  # noqa: S608
    finally:
        connection.close()


def test_a_library_of_format_2_is_migrated_with_all_it_holds(
    truth: Told, data: Path, open_libraries: OpenLibraries, encoder: Encoder
) -> None:
    before = old_rows(data / "library.db")

    libraries = open_libraries()

    assert told(libraries) == truth
    assert old_rows(data / "library-format-2.db") == before
    found = examine(libraries.store, encoder, deep=True)
    assert [each for each in found if each.severity is not Severity.FINE] == []
    libraries.server(1).add([("new.md", b"# New\n\nIt is new here.\n")], by="bob")
    libraries.shared.rebuild(by="bob")
    libraries.server(1).remove("hb.md", by="bob", purge=True)
    found = examine(libraries.store, encoder, deep=True)
    assert [each for each in found if each.severity is not Severity.FINE] == []
    assert not (data / "library-format-2.db").exists()  # it held what was purged


def test_a_second_opening_migrates_nothing(
    truth: Told, data: Path, open_libraries: OpenLibraries
) -> None:
    open_libraries().close()
    (data / "library-format-2.db").unlink()

    assert told(open_libraries()) == truth
    assert not (data / "library-format-2.db").exists()


@pytest.mark.parametrize("version", [1, 7, 70])
def test_another_format_is_refused(version: int, data: Path) -> None:
    store = Store(data)
    with store.writing() as writer:
        writer.connection.pragma("user_version", version)
    store.close()
    message = (
        f"The library in {data} has format {version}; this Footnote reads format 6. Use the "
        "Footnote that made it, or another folder with --data."
    )

    with pytest.raises(StoreError, match=f"^{re.escape(message)}$"):
        Store(data)


class Killed(BaseException):
    """What a killed process leaves behind."""


@pytest.mark.parametrize("step", ["mend_checksums", "make_words"])
def test_a_migration_that_breaks_off_leaves_the_old_library(
    step: str,
    truth: Told,
    data: Path,
    open_libraries: OpenLibraries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = old_rows(data / "library.db")
    with monkeypatch.context() as patch:
        use: Callable[..., None] = getattr(Writer, step)

        def broken(self: Writer, *arguments: int) -> None:
            use(self, *arguments)
            raise Killed

        patch.setattr(Writer, step, broken)
        with pytest.raises(Killed):
            Store(data)

    assert old_rows(data / "library.db") == before
    assert told(open_libraries()) == truth


OLD_ANSWERS = """
DROP TABLE item_origin; DROP TABLE origin; DROP TABLE setting;
DROP TABLE waiting; DROP TABLE feedback;
ALTER TABLE quoted RENAME TO new_quoted; ALTER TABLE answer RENAME TO new_answer;
DROP INDEX quoted_source;
CREATE TABLE answer (
  id TEXT PRIMARY KEY,
  library_id INTEGER NOT NULL,
  at REAL NOT NULL, who TEXT NOT NULL,
  question TEXT NOT NULL, confidence REAL NOT NULL, answered INTEGER NOT NULL,
  checksum BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE quoted (
  answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  library_id INTEGER NOT NULL, source TEXT NOT NULL, fingerprint TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  checksum BLOB,
  PRIMARY KEY (answer_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO answer SELECT id, library_id, at, who, question, confidence, answered, NULL
  FROM new_answer;
INSERT INTO quoted SELECT answer_id, number, library_id, source, fingerprint, start, "end", NULL
  FROM new_quoted;
DROP TABLE new_quoted; DROP TABLE new_answer;
UPDATE answer SET checksum = row_checksum(id, library_id, at, who, question, confidence, answered);
UPDATE quoted SET checksum =
  row_checksum(answer_id, number, library_id, source, fingerprint, start, "end");
PRAGMA user_version = 3;
"""


def test_a_library_of_format_3_keeps_its_answers_without_their_words(
    data: Path, open_libraries: OpenLibraries, encoder: Encoder
) -> None:
    libraries = open_libraries()
    libraries.shared.add([("garden.txt", GARDEN)], by="ann")
    answer = libraries.shared.ask(PEAR, who="bob")
    truth = told(libraries)
    with libraries.store.writing() as writer:
        writer.connection.execute(OLD_ANSWERS)
    libraries.close()

    libraries = open_libraries()

    assert told(libraries) == truth
    assert (data / "library-format-3.db").exists()
    kept = libraries.shared.kept.answered(answer.id, OPERATOR)
    assert kept.answer == replace(answer, quotes=(), nearest=(), evidence=0.0)
    assert (kept.answered, kept.numbers, kept.who) == (True, (), "bob")
    assert libraries.shared.kept.judge(answer.id, who="bob", helpful=True).helpful
    found = examine(libraries.store, encoder, deep=True)
    assert [each for each in found if each.severity is not Severity.FINE] == []


# Format 4 as it was: an answer without `settled`, and no settings.
UNSETTLED = """
DROP TABLE item_origin; DROP TABLE origin; DROP TABLE setting;
ALTER TABLE waiting RENAME TO new_waiting; ALTER TABLE feedback RENAME TO new_feedback;
ALTER TABLE quoted RENAME TO new_quoted; ALTER TABLE answer RENAME TO new_answer;
DROP INDEX quoted_source;
CREATE TABLE answer (
  id TEXT PRIMARY KEY,
  library_id INTEGER NOT NULL,
  at REAL NOT NULL, who TEXT NOT NULL,
  question TEXT NOT NULL, confidence REAL NOT NULL, answered INTEGER NOT NULL,
  body TEXT NOT NULL DEFAULT '{}',
  occasion TEXT NOT NULL DEFAULT '{}',
  removed REAL,
  checksum BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE quoted (
  answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  library_id INTEGER NOT NULL, source TEXT NOT NULL, fingerprint TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  checksum BLOB,
  PRIMARY KEY (answer_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX quoted_source ON quoted (library_id, source);
CREATE TABLE feedback (
  answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
  who TEXT NOT NULL,
  helpful INTEGER NOT NULL, reason TEXT NOT NULL, at REAL NOT NULL,
  checksum BLOB,
  PRIMARY KEY (answer_id, who)
) STRICT, WITHOUT ROWID;
CREATE TABLE waiting (
  answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
  who TEXT NOT NULL,
  at REAL NOT NULL, told REAL,
  revision INTEGER NOT NULL,
  checksum BLOB,
  PRIMARY KEY (answer_id, who)
) STRICT, WITHOUT ROWID;
INSERT INTO answer SELECT id, library_id, at, who, question, confidence, answered, body, occasion,
  removed, row_checksum(id, library_id, at, who, question, confidence, answered, body, occasion,
  removed) FROM new_answer;
INSERT INTO quoted SELECT * FROM new_quoted;
INSERT INTO feedback SELECT * FROM new_feedback;
INSERT INTO waiting SELECT * FROM new_waiting;
DROP TABLE new_waiting; DROP TABLE new_feedback; DROP TABLE new_quoted; DROP TABLE new_answer;
PRAGMA user_version = 4;
"""


def test_a_library_of_format_4_keeps_its_answers_opinions_and_waits(
    data: Path, open_libraries: OpenLibraries, encoder: Encoder
) -> None:
    libraries = open_libraries()
    libraries.shared.add([("garden.txt", GARDEN)], by="ann")
    answer = libraries.shared.ask(PEAR, who="discord:5", occasion=Occasion("de", channel=7))
    kept = libraries.shared.kept
    kept.judge(answer.id, who="discord:6", helpful=False, reason="It is about apples.")
    kept.ask_to_be_told(answer.id, who="discord:5")
    truth = told(libraries)
    before = (kept.answered(answer.id, OPERATOR), kept.feedback(), kept.waiting())
    with libraries.store.writing() as writer:
        writer.connection.execute(UNSETTLED)
    libraries.close()

    libraries = open_libraries()

    kept = libraries.shared.kept
    assert told(libraries) == truth
    assert (kept.answered(answer.id, OPERATOR), kept.feedback(), kept.waiting()) == before
    assert (kept.settled(), libraries.shared.settings.all()) == ({}, {})
    assert (data / "library-format-4.db").exists()
    found = examine(libraries.store, encoder, deep=True)
    assert [each for each in found if each.severity is not Severity.FINE] == []
