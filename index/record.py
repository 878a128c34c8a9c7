"""What the record holds, and the questions and changes that may be put to it.

Every question about documents names the library: there is no way to ask across libraries.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.types import (
    Document,
    DocumentInfo,
    ModelName,
    Passage,
    Place,
    PlaceKind,
    Sentence,
    Span,
)
from index.verify import find_lines

if TYPE_CHECKING:
    import apsw

SCHEMA_VERSION = 2
SCHEMA = """
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
  text_fingerprint TEXT NOT NULL, -- of the extracted text, which lies among the originals
  layout TEXT NOT NULL,    -- JSON: places, skips, lines, markup, notes
  added REAL NOT NULL, added_by TEXT NOT NULL,
  UNIQUE (library_id, source)
) STRICT;
CREATE TABLE passage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  section TEXT NOT NULL,   -- JSON: the headings above it
  sentences TEXT NOT NULL, -- JSON: [start, end, reading start, reading end] of each
  keys INTEGER NOT NULL,   -- how many search keys it has
  hash BLOB NOT NULL       -- of the text and its sentences: names its vectors
) STRICT;
CREATE INDEX passage_document ON passage (document_id);
CREATE TABLE vector (
  model_fingerprint TEXT NOT NULL, hash BLOB NOT NULL,
  vectors BLOB NOT NULL,   -- float16, little endian: the passage's, then each sentence's
  PRIMARY KEY (model_fingerprint, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE failure (
  fingerprint TEXT NOT NULL PRIMARY KEY, -- of the library's name, the format and the bytes
  times INTEGER NOT NULL, reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
  id INTEGER PRIMARY KEY, at REAL NOT NULL, library_id INTEGER NOT NULL,
  who TEXT NOT NULL, what TEXT NOT NULL, source TEXT, fingerprint TEXT
) STRICT;
"""
Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A library as the record has it; `model` and `index_sha256` are None until it is built."""

    id: int
    name: str
    generation: int
    model: ModelName | None
    index_sha256: str | None
    updated: float | None


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage and where it belongs; `keys` is how many search keys it has."""

    id: int
    document_id: int
    source: str
    title: str
    fingerprint: str
    keys: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class StoredLayout:
    """Where a stored document's bytes and text are, and where its places and skips are in it."""

    fingerprint: str
    text_fingerprint: str
    places: tuple[Place, ...]
    skips: tuple[Span, ...]
    lines: bool
    markup: bool


def passage_hash(passage: Passage) -> bytes:
    """What a passage's vectors depend on: its text, and where its sentences are."""
    places = [(each.reading.start, each.reading.end) for each in passage.sentences]
    return sha256(json.dumps([passage.text, places]).encode()).digest()


class Reader:
    """Questions to one state of the record. Every one of documents names the library."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Read through a connection that is inside a transaction."""
        self._connection = connection

    def version(self) -> int:
        """The format of the record, 0 while it has no tables."""
        return int(self._connection.pragma("user_version"))

    def library(self, name: str) -> LibraryRow | None:
        """The library called `name`, or None if nothing was ever added to it."""
        for row in self._connection.execute(
            "SELECT id, name, generation, model, model_fingerprint, dimension, index_sha256, "
            "updated FROM library WHERE name = ?",
            (name,),
        ):
            return _library_row(row)
        return None

    def documents(self, library_id: int, *, shared: bool) -> list[DocumentInfo]:
        """The documents of a library by source."""
        rows = self._connection.execute(
            "SELECT source, title, fingerprint, size, (SELECT count(*) FROM passage "
            "WHERE document_id = document.id), lines, added FROM document WHERE library_id = ? "
            "ORDER BY source",
            (library_id,),
        )
        return [
            DocumentInfo(
                source=str(source),
                title=str(title),
                fingerprint=str(fingerprint),
                size=int(size),
                passages=int(passages),
                lines=int(lines),
                added=float(added),
                shared=shared,
            )
            for source, title, fingerprint, size, passages, lines, added in rows
        ]

    def layout(self, library_id: int, document_id: int) -> StoredLayout | None:
        """What is stored of a document beside its words; None if this library has no such one."""
        for fingerprint, text_fingerprint, layout in self._connection.execute(
            "SELECT fingerprint, text_fingerprint, layout FROM document "
            "WHERE library_id = ? AND id = ?",
            (library_id, document_id),
        ):
            return _stored_layout(str(fingerprint), str(text_fingerprint), str(layout))
        return None

    def layout_of(self, library_id: int, source: str) -> StoredLayout | None:
        """The same by the document's source."""
        for (identity,) in self._connection.execute(
            "SELECT id FROM document WHERE library_id = ? AND source = ?", (library_id, source)
        ):
            return self.layout(library_id, int(identity))
        return None

    def failures(self, key: str) -> tuple[int, str]:
        """How often the file that `key` stands for could not be read, and why the last time."""
        for times, reason in self._connection.execute(
            "SELECT times, reason FROM failure WHERE fingerprint = ?", (key,)
        ):
            return int(times), str(reason)
        return 0, ""

    def fingerprints(self, library_id: int) -> dict[str, str]:
        """For each source of a library the fingerprint of its bytes."""
        rows = self._connection.execute(
            "SELECT source, fingerprint FROM document WHERE library_id = ?", (library_id,)
        )
        return {str(source): str(fingerprint) for source, fingerprint in rows}

    def counts(self, library_id: int) -> tuple[int, int, int]:
        """How many documents, passages and search keys a library has."""
        [(documents, passages, keys)] = self._connection.execute(
            "SELECT count(DISTINCT document.id), count(passage.id), coalesce(sum(keys), 0) "
            "FROM document LEFT JOIN passage ON document_id = document.id WHERE library_id = ?",
            (library_id,),
        )
        return int(documents), int(passages), int(keys)

    def passage_hashes(self, library_id: int) -> list[tuple[int, bytes]]:
        """(id, hash) of each passage of a library, by id: the order of its index."""
        rows = self._connection.execute(
            "SELECT passage.id, hash FROM passage JOIN document ON document.id = document_id "
            "WHERE library_id = ? ORDER BY passage.id",
            (library_id,),
        )
        return [(int(row[0]), bytes(row[1])) for row in rows]

    def passage_sizes(self, library_id: int) -> list[tuple[int, int]]:
        """(id, number of sentences) of each passage of a library, by id."""
        rows = self._connection.execute(
            "SELECT passage.id, json_array_length(sentences) FROM passage "
            "JOIN document ON document.id = document_id WHERE library_id = ? ORDER BY passage.id",
            (library_id,),
        )
        return [(int(row[0]), int(row[1])) for row in rows]

    def document_passages(self, library_id: int, source: str) -> list[Passage]:
        """The passages of one document, in order."""
        rows = self._connection.execute(
            "SELECT passage.id FROM passage JOIN document ON document.id = document_id "
            "WHERE library_id = ? AND source = ? ORDER BY passage.id",
            (library_id, source),
        )
        ids = [int(row[0]) for row in rows]
        return [each.passage for each in self.passages(library_id, ids)]

    def vectors(self, model: ModelName, hashes: Sequence[bytes]) -> list[Halves | None]:
        """The vectors known for each hash under a model, None where there are none."""
        found: list[Halves | None] = []
        for each in hashes:
            row = self._connection.execute(
                "SELECT vectors FROM vector WHERE model_fingerprint = ? AND hash = ?",
                (model.fingerprint, each),
            ).fetchone()
            found.append(
                np.frombuffer(row[0], dtype="<f2").reshape(-1, model.dimension) if row else None
            )
        return found

    def passages(self, library_id: int, ids: Sequence[int]) -> list[StoredPassage]:
        """The passages with these ids that belong to this library, in the order asked for."""
        rows = self._connection.execute(
            'SELECT passage.id, document.id, source, title, fingerprint, start, "end", text, '  # noqa: S608
            f"section, sentences, words_{library_id}.keys FROM passage "
            "JOIN document ON document.id = document_id "
            f"JOIN words_{library_id} ON words_{library_id}.rowid = passage.id "
            "WHERE library_id = ? AND passage.id IN (SELECT value FROM json_each(?))",
            (library_id, json.dumps([int(each) for each in ids])),
        )
        found = {each.id: each for each in map(_stored_passage, rows)}
        return [found[int(each)] for each in ids if int(each) in found]

    def best_words(self, library_id: int, keys: Sequence[str], limit: int) -> list[int]:
        """Ids of at most `limit` passages that hold any of `keys`, best by FTS5's BM25 first."""
        query = " OR ".join(f'"{key}"' for key in keys)
        rows = self._connection.execute(
            f"SELECT rowid FROM words_{library_id} WHERE words_{library_id} MATCH ? "  # noqa: S608
            "ORDER BY rank LIMIT ?",
            (query, limit),
        )
        return [int(row[0]) for row in rows]

    def word_counts(self, library_id: int, keys: Sequence[str]) -> dict[str, int]:
        """In how many passages of a library each of `keys` occurs."""
        counts: dict[str, int] = {}
        for key in keys:
            row = self._connection.execute(
                f"SELECT doc FROM vocabulary_{library_id} WHERE term = ?",  # noqa: S608
                (key,),
            ).fetchone()
            counts[key] = int(row[0]) if row else 0
        return counts


def _pack_layout(document: Document) -> str:
    places = [(each.kind, each.number, each.start, each.label) for each in document.places]
    return json.dumps(
        {
            "places": places,
            "skips": [(skip.start, skip.end) for skip in document.skips],
            "lines": document.lines,
            "markup": document.markup,
            "notes": document.notes,
        }
    )


def _stored_layout(fingerprint: str, text_fingerprint: str, layout: str) -> StoredLayout:
    plain = json.loads(layout)
    return StoredLayout(
        fingerprint=fingerprint,
        text_fingerprint=text_fingerprint,
        places=tuple(
            Place(PlaceKind(k), n, start, label) for k, n, start, label in plain["places"]
        ),
        skips=tuple(Span(a, b) for a, b in plain["skips"]),
        lines=plain["lines"],
        markup=plain["markup"],
    )


def _library_row(row: tuple[Any, ...]) -> LibraryRow:
    identity, name, generation, model, fingerprint, dimension, digest, updated = row
    made = ModelName(model, fingerprint, dimension) if model else None
    return LibraryRow(identity, name, generation, made, digest, updated)


def _stored_passage(row: tuple[Any, ...]) -> StoredPassage:
    identity, document, source, title, fingerprint, start, end, text, section, places, keys = row
    sentences = tuple(Sentence(Span(a, b), Span(c, d)) for a, b, c, d in json.loads(places))
    passage = Passage(Span(start, end), text, tuple(json.loads(section)), sentences)
    return StoredPassage(
        identity, document, source, title, fingerprint, tuple(keys.split()), passage
    )


class Writer(Reader):
    """Changes to the record, seen by its own questions at once and by readers after the commit."""

    def make_schema(self) -> int:
        """Create the tables, unless another process just did; the format of the record."""
        if not self.version():
            self._connection.execute(SCHEMA)
            self._connection.pragma("user_version", SCHEMA_VERSION)
        return self.version()

    def make_library(self, name: str) -> LibraryRow:
        """The library called `name`, made if there is none."""
        found = self.library(name)
        if found:
            return found
        self._connection.execute("INSERT INTO library (name) VALUES (?)", (name,))
        identity = self._connection.last_insert_rowid()
        # Words of one library in a table of its own: no count of another can show through.
        self._connection.execute(
            f"CREATE VIRTUAL TABLE words_{identity} USING fts5 (keys, "
            "tokenize = 'ascii'); "
            f"CREATE VIRTUAL TABLE vocabulary_{identity} USING fts5vocab (words_{identity}, row)"
        )
        return LibraryRow(identity, name, 0, None, None, None)

    def save_vectors(self, model: ModelName, hashes: Sequence[bytes], found: list[Halves]) -> None:
        """Keep the vectors of each hash; what is known already stays."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO vector VALUES (?, ?, ?)",
            [
                (model.fingerprint, each, np.asarray(vectors, dtype="<f2").tobytes())
                for each, vectors in zip(hashes, found, strict=True)
            ],
        )

    def save_document(
        self,
        library_id: int,
        document: Document,
        size: int,
        by: str,
        keys: list[list[str]],
        passages: Sequence[Passage],
    ) -> None:
        """Put a document in the place of the one with the same source, if there is one.

        `keys` are the search keys of each passage.
        """
        before = self._connection.execute(
            "SELECT added, added_by FROM document WHERE library_id = ? AND source = ? "
            "AND fingerprint = ?",
            (library_id, document.source, document.fingerprint),
        ).fetchone()
        added, added_by = before or (time.time(), by)
        self._delete(library_id, document.source)
        self._connection.execute(
            "INSERT INTO document (library_id, source, title, fingerprint, size, lines, "
            "text_fingerprint, layout, added, added_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                library_id,
                document.source,
                document.title,
                document.fingerprint,
                size,
                find_lines(document.text, Span(0, len(document.text)))[1],
                sha256(document.text.encode()).hexdigest(),
                _pack_layout(document),
                added,
                added_by,
            ),
        )
        document_id = self._connection.last_insert_rowid()
        for passage, words in zip(passages, keys, strict=True):
            places = [
                (each.span.start, each.span.end, each.reading.start, each.reading.end)
                for each in passage.sentences
            ]
            self._connection.execute(
                'INSERT INTO passage (document_id, start, "end", text, section, sentences, '
                "keys, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document_id,
                    passage.span.start,
                    passage.span.end,
                    passage.text,
                    json.dumps(passage.section),
                    json.dumps(places),
                    len(words),
                    passage_hash(passage),
                ),
            )
            self._connection.execute(
                f"INSERT INTO words_{library_id} (rowid, keys) VALUES (?, ?)",  # noqa: S608
                (self._connection.last_insert_rowid(), " ".join(words)),
            )

    def record_failure(self, key: str, reason: str) -> None:
        """Count that the file that `key` stands for could not be read."""
        self._connection.execute(
            "INSERT INTO failure VALUES (?, 1, ?) "
            "ON CONFLICT DO UPDATE SET times = times + 1, reason = excluded.reason",
            (key, reason),
        )

    def remove_document(self, library_id: int, source: str) -> None:
        """Take a document and its passages and words out. Its original stays."""
        self._delete(library_id, source)

    def _delete(self, library_id: int, source: str) -> None:
        self._connection.execute(
            f"DELETE FROM words_{library_id} WHERE rowid IN (SELECT passage.id FROM passage "  # noqa: S608
            "JOIN document ON document.id = document_id WHERE library_id = ? AND source = ?)",
            (library_id, source),
        )
        self._connection.execute(
            "DELETE FROM document WHERE library_id = ? AND source = ?", (library_id, source)
        )

    def publish(self, library_id: int, generation: int, model: ModelName, digest: str) -> None:
        """Make a generation the one that answers, from the commit on."""
        self._connection.execute(
            "UPDATE library SET generation = ?, model = ?, model_fingerprint = ?, dimension = ?, "
            "index_sha256 = ?, updated = ? WHERE id = ?",
            (
                generation,
                model.name,
                model.fingerprint,
                model.dimension,
                digest,
                time.time(),
                library_id,
            ),
        )

    def record(
        self, library_id: int, who: str, what: str, source: str | None, fingerprint: str | None
    ) -> None:
        """Write a line of the audit trail."""
        self._connection.execute(
            "INSERT INTO event (at, library_id, who, what, source, fingerprint) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (time.time(), library_id, who, what, source, fingerprint),
        )
