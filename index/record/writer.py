"""Changes to the record, all of one transaction. Each keeps the checksums and the words right."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import numpy as np

from index.record.kept import forget_words
from index.record.reader import Reader
from index.record.rows import (
    Halves,
    LibraryRow,
    pack_layout,
    pack_limits,
    pack_sentences,
    passage_hash,
    row_checksum,
)
from index.record.schema import COLUMNS, KEYS, SCHEMA, SCHEMA_VERSION, columns_of
from index.types import Document, JobState, Limits, ModelName, Passage, Span
from index.verify import find_lines


class Writer(Reader):
    """Changes to the record, seen by its own questions at once and by readers after the commit."""

    def make_schema(self) -> int:
        """Create the tables, unless another process just did; the format of the record."""
        if not self.version():
            self.connection.execute(SCHEMA)
            self.connection.pragma("user_version", SCHEMA_VERSION)
        return self.version()

    def insert(self, table: str, *values: Any, rest: str = "") -> None:  # noqa: ANN401
        """Add a row, given all its columns but the checksum."""
        columns = columns_of(table)
        marks = ", ".join(f"?{n}" for n in range(1, len(values) + 1))
        self.connection.execute(
            f"INSERT INTO {table} ({columns}, checksum) "  # noqa: S608
            f"VALUES ({marks}, row_checksum({marks})) {rest}",
            values,
        )

    def update(self, table: str, key: tuple[Any, ...], **values: Any) -> None:  # noqa: ANN401
        """Change columns of the row with this key."""
        where = " AND ".join(f"{column} = ?" for column in KEYS[table])
        names = ", ".join(f"{column} = ?" for column in values)
        self.connection.execute(
            f"UPDATE {table} SET {names} WHERE {where}",  # noqa: S608
            (*values.values(), *key),
        )
        self.connection.execute(
            f"UPDATE {table} SET checksum = row_checksum({columns_of(table)}) WHERE {where}",  # noqa: S608
            key,
        )

    def _next(self, table: str) -> int:
        """The id of the next row: one that no row of the table ever had."""
        row = self.connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
        return (int(row[0]) if row else 0) + 1

    def make_library(self, name: str) -> LibraryRow:
        """The library called `name`, made if there is none."""
        found = self.library(name)
        if found:
            return found
        [(most,)] = self.connection.execute("SELECT coalesce(max(id), 0) FROM library")
        identity = int(most) + 1
        self.insert("library", identity, name, 0, 0, None, None, None, None)
        self.make_words(identity)
        return LibraryRow(identity, name, 0, 0, None, None)

    def make_words(self, library_id: int) -> None:
        """Make the word index of a library, or make it again from the passages that answer.

        Words of one library in a table of its own: no count of another can show through.
        """
        self.connection.execute(
            f"DROP TABLE IF EXISTS vocabulary_{library_id}; "  # of an older Footnote
            f"DROP TABLE IF EXISTS words_{library_id}; "
            f"CREATE VIRTUAL TABLE words_{library_id} USING fts5 (keys, content = '', "
            "contentless_delete = 1, tokenize = 'ascii')"
        )
        for row in self.catalog(library_id):
            self.add_words(library_id, row.reading_id)

    def add_words(self, library_id: int, reading_id: int) -> None:
        """Let the passages of a reading be found by their words."""
        self.connection.execute(
            f"INSERT INTO words_{library_id} (rowid, keys) "  # noqa: S608
            "SELECT id, keys FROM passage WHERE reading_id = ?",
            (reading_id,),
        )

    def drop_words(self, library_id: int, reading_id: int) -> None:
        """Let them be found no more; by the keys that they have now."""
        self.connection.execute(
            f"DELETE FROM words_{library_id} WHERE rowid IN "  # noqa: S608
            "(SELECT id FROM passage WHERE reading_id = ?)",
            (reading_id,),
        )

    def touch(self, library_id: int) -> None:
        """Note that questions to a library may be answered in another way from the commit on."""
        [(revision,)] = self.connection.execute(
            "SELECT revision FROM library WHERE id = ?", (library_id,)
        )
        self.update("library", (library_id,), revision=int(revision) + 1, updated=time.time())

    def set_model(self, library_id: int, model: ModelName) -> None:
        """Say which model's vectors answer in a library."""
        self.update(
            "library",
            (library_id,),
            model=model.name,
            model_fingerprint=model.fingerprint,
            dimension=model.dimension,
        )

    def save_vectors(
        self, model: ModelName, hashes: Iterable[bytes], found: Iterable[Halves]
    ) -> None:
        """Keep the vectors of each hash, in the place of damaged ones."""
        for each, vectors in zip(hashes, found, strict=True):
            data = np.asarray(vectors, dtype="<f2").tobytes()
            self.insert(
                "vector",
                model.fingerprint,
                each,
                data,
                rest="ON CONFLICT DO UPDATE "
                "SET vectors = excluded.vectors, checksum = excluded.checksum",
            )

    def save_version(
        self, library_id: int, source: str, fingerprint: str, size: int, by: str
    ) -> tuple[int, int]:
        """Note that somebody gave these bytes under this name; the document's and version's ids.

        The document answers from them once `set_reading` says so.
        """
        found = self.rows("document", "library_id = ? AND source = ?", (library_id, source))
        if found:
            document_id, version_id, removed = int(found[0][0]), int(found[0][3]), found[0][6]
            [version] = self.rows("version", "id = ?", (version_id,))
            if version[2] == fingerprint and removed is None:
                return document_id, version_id
        else:
            document_id = self._next("document")
        version_id = self._next("version")
        self.insert("version", version_id, document_id, fingerprint, size, time.time(), by)
        return document_id, version_id

    def keep_origin(self, job_id: int, version_id: int, number: int) -> None:
        """Say from which address a version was taken, if that is known of this file of a job."""
        for _, _, link in self.rows("item_origin", "job_id = ? AND number = ?", (job_id, number)):
            self.insert(
                *("origin", version_id, link),
                rest="ON CONFLICT DO UPDATE SET link = excluded.link, checksum = excluded.checksum",
            )

    def drop_item_origins(self, job_id: int) -> None:
        """Forget from where the files of a job were taken; their versions know it."""
        self.connection.execute("DELETE FROM item_origin WHERE job_id = ?", (job_id,))

    def save_reading(
        self,
        document_id: int,
        version_id: int,
        document: Document,
        keys: Sequence[Sequence[str]],
        passages: Sequence[Passage],
    ) -> int:
        """Keep what was read of a version, with the search keys of each passage; its id.

        Nothing of it answers until `set_reading` says so.
        """
        reading_id = self._next("reading")
        self.insert(
            "reading",
            reading_id,
            document_id,
            version_id,
            document.title,
            find_lines(document.text, Span(0, len(document.text)))[1],
            sha256(document.text.encode()).hexdigest(),
            pack_layout(document),
            len(passages),
            sum(len(passage.sentences) for passage in passages),
            sum(map(len, keys)),
        )
        identity = self._next("passage")
        for number, (passage, words) in enumerate(zip(passages, keys, strict=True), identity):
            self.insert(
                "passage",
                number,
                reading_id,
                passage.span.start,
                passage.span.end,
                passage.text,
                json.dumps(passage.section),
                pack_sentences(passage),
                " ".join(words),
                passage_hash(passage),
            )
        return reading_id

    def set_reading(
        self, library_id: int, source: str, document_id: int, version_id: int, reading_id: int
    ) -> None:
        """Let a document answer from this reading of this version, from the commit on."""
        found = self.rows("document", "id = ?", (document_id,))
        if found:
            self.drop_words(library_id, int(found[0][4]))
            self.update(
                "document",
                (document_id,),
                version_id=version_id,
                reading_id=reading_id,
                removed=None,
            )
        else:
            self.insert(
                "document", document_id, library_id, source, version_id, reading_id, "{}", None
            )
        self.add_words(library_id, reading_id)
        self.touch(library_id)

    def version_of(self, library_id: int, source: str) -> tuple[int, int, int] | None:
        """(document, version, reading) that answer under a name; None if none does."""
        for row in self.rows(
            "document", "library_id = ? AND source = ? AND removed IS NULL", (library_id, source)
        ):
            return int(row[0]), int(row[3]), int(row[4])
        return None

    def set_limits(self, library_id: int, source: str, limits: Limits) -> None:
        """Say who may see a document, from the commit on."""
        found = self.version_of(library_id, source)
        if found:
            self.update("document", (found[0],), limits=pack_limits(limits))
            self.touch(library_id)

    def remove_document(self, library_id: int, source: str) -> None:
        """Take a document out of all answers. Its versions and readings stay for a while."""
        found = self.version_of(library_id, source)
        if found:
            self.drop_words(library_id, found[2])
            self.update("document", (found[0],), removed=time.time())
            self.touch(library_id)

    def bring_back(self, library_id: int, source: str) -> bool:
        """Undo a removal; whether there was one to undo."""
        for row in self.rows(
            "document",
            "library_id = ? AND source = ? AND removed IS NOT NULL",
            (library_id, source),
        ):
            self.update("document", (row[0],), removed=None)
            self.add_words(library_id, int(row[4]))
            self.touch(library_id)
            return True
        return False

    def purge_document(self, library_id: int, source: str) -> bool:
        """Delete a document with all its versions, passages, words and vectors; whether it was.

        Generations whose index holds its vectors are deleted with it.
        """
        rows = self.rows("document", "library_id = ? AND source = ?", (library_id, source))
        if not rows:
            return False
        [document] = rows
        self.drop_words(library_id, int(document[4]))
        readings = self.numbers("SELECT id FROM reading WHERE document_id = ?", document[0])
        for reading in readings:
            numbers = self.numbers("SELECT number FROM member WHERE reading_id = ?", reading)
            for number in numbers:
                self.drop_generation(library_id, number)
        self.connection.execute(
            "DELETE FROM item WHERE source = ? AND job_id IN "
            "(SELECT id FROM job WHERE library_id = ? AND ended IS NOT NULL)",
            (source, library_id),
        )
        self.drop_readings(readings)
        forget_words(self, library_id, source)
        self.connection.execute("DELETE FROM document WHERE id = ?", (document[0],))
        # Merges the word index, so that the deleted words leave the file as well.
        self.connection.execute(
            f"INSERT INTO words_{library_id} (words_{library_id}) VALUES ('optimize')"  # noqa: S608
        )
        self.touch(library_id)
        return True

    def drop_readings(self, readings: Iterable[int]) -> None:
        """Delete readings with their passages, and the vectors that no other passage has."""
        for reading in readings:
            for job_id, number in self.connection.execute(
                "SELECT job_id, number FROM item WHERE reading_id = ?", (reading,)
            ).fetchall():
                self.update("item", (job_id, number), reading_id=None)
            hashes = [
                bytes(row[0])
                for row in self.connection.execute(
                    "SELECT hash FROM passage WHERE reading_id = ?", (reading,)
                )
            ]
            self.connection.execute("DELETE FROM passage WHERE reading_id = ?", (reading,))
            self.drop_vectors(hashes)
            # A removed document's row may still name the reading: then all of it goes together.
            self.connection.execute("DELETE FROM reading WHERE id = ?", (reading,))

    def publish(
        self,
        library: LibraryRow,
        number: int,
        epoch: int,
        model: ModelName,
        digest: str,
        readings: Iterable[int],
    ) -> None:
        """Make a generation the one that answers, from the commit on."""
        self.insert(
            "generation",
            library.id,
            number,
            epoch,
            model.name,
            model.fingerprint,
            model.dimension,
            digest,
            time.time(),
        )
        self.connection.executemany(
            "INSERT INTO member VALUES (?, ?, ?)",
            [(library.id, number, reading) for reading in readings],
        )
        self.use_generation(library.id, number, model)

    def use_generation(self, library_id: int, number: int, model: ModelName) -> None:
        """Let this generation answer, from the commit on."""
        self.update("library", (library_id,), generation=number)
        self.set_model(library_id, model)
        self.touch(library_id)

    def next_generation(self, library_id: int) -> int:
        """The number of a new generation: one that no other of the library ever had.

        It is taken down where SQLite keeps the greatest ids, since generations are deleted.
        """
        name = f"generation of library {library_id}"
        run = self.connection.execute
        taken = run(
            "SELECT max(seq) FROM (SELECT seq FROM sqlite_sequence WHERE name = ?1 UNION ALL "
            "SELECT number FROM generation WHERE library_id = ?2 UNION ALL "
            "SELECT generation FROM library WHERE id = ?2)",
            (name, library_id),
        ).fetchone()
        number = int(taken[0] or 0) + 1 if taken else 1
        run("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, number))
        return number

    def drop_generation(self, library_id: int, number: int) -> None:
        """Forget a generation; if it is the one that answers, the record alone does."""
        self.connection.execute(
            "DELETE FROM generation WHERE library_id = ? AND number = ?", (library_id, number)
        )
        [(live,)] = self.connection.execute(
            "SELECT generation FROM library WHERE id = ?", (library_id,)
        )
        if live == number:
            self.update("library", (library_id,), generation=0)

    def record_failure(self, key: str, reason: str) -> None:
        """Count that the file that `key` stands for could not be read."""
        self.connection.execute(
            "INSERT INTO failure VALUES (?, 1, ?) "
            "ON CONFLICT DO UPDATE SET times = times + 1, reason = excluded.reason",
            (key, reason),
        )

    def make_job(self, library_id: int, kind: str, who: str, state: JobState) -> int:
        """Begin a job; its number."""
        identity = self._next("job")
        self.insert("job", identity, library_id, kind, who, state, time.time(), None, 0, "")
        return identity

    def add_item(self, job_id: int, source: str, fingerprint: str, origin: str = "") -> None:
        """Put a file at the end of a job; `origin` is the address that it was taken from."""
        [(count,)] = self.connection.execute(
            "SELECT count(*) FROM item WHERE job_id = ?", (job_id,)
        )
        self.insert("item", job_id, count, source, fingerprint, "waiting", None, 0, 0, "[]")
        if origin:
            self.insert("item_origin", job_id, count, origin)

    def set_item(
        self,
        job_id: int,
        number: int,
        state: str,
        *,
        reading_id: int | None = None,
        passages: int = 0,
        embedded: int = 0,
        notes: Sequence[str] = (),
    ) -> None:
        """Say what became of a file of a job."""
        self.update(
            "item",
            (job_id, number),
            state=state,
            reading_id=reading_id,
            passages=passages,
            embedded=embedded,
            notes=json.dumps(list(notes)),
        )

    def set_job(self, job_id: int, state: JobState, *, note: str = "") -> None:
        """Say how far a job is."""
        ended = time.time() if state.ended else None
        self.update("job", (job_id,), state=state, ended=ended, note=note)

    def begin_job(self, job_id: int) -> int:
        """Say that a job is being worked on; how often it was begun, this time included."""
        [(tries,)] = self.connection.execute("SELECT tries FROM job WHERE id = ?", (job_id,))
        self.update("job", (job_id,), state=JobState.RUNNING, tries=int(tries) + 1)
        return int(tries) + 1

    def forget_jobs(self, library_id: int, keep: int) -> None:
        """Delete the oldest jobs that have ended, so that `keep` stay."""
        self.connection.execute(
            "DELETE FROM job WHERE library_id = ?1 AND ended IS NOT NULL AND id NOT IN (SELECT id "
            "FROM job WHERE library_id = ?1 AND ended IS NOT NULL ORDER BY id DESC LIMIT ?2)",
            (library_id, keep),
        )

    def record(
        self, library_id: int, who: str, what: str, source: str | None, fingerprint: str | None
    ) -> None:
        """Write a line of the audit trail."""
        self.insert(
            "event", self._next("event"), time.time(), library_id, who, what, source, fingerprint
        )

    def mend_checksums(self, *tables: str) -> None:
        """Give every row of some tables, or of all, a checksum, as after a migration."""
        for table in tables or COLUMNS:
            self.connection.execute(
                f"UPDATE {table} SET checksum = row_checksum({columns_of(table)})"  # noqa: S608
            )

    def put_back(self, table: str, key: tuple[Any, ...], values: tuple[Any, ...]) -> None:
        """Write all columns of the damaged row that is found under `key`, and its checksum."""
        names = ", ".join(f'"{column}" = ?' for column in COLUMNS[table])
        where, found = _exactly(table, key)
        self.connection.execute("PRAGMA defer_foreign_keys = ON")
        self.connection.execute(
            f"UPDATE {table} SET {names}, checksum = ? WHERE {where}",  # noqa: S608
            (*values, row_checksum(*values), *found),
        )

    def make_indexes(self) -> None:
        """Make SQLite's indexes of the tables again."""
        self.connection.execute("REINDEX")

    def sign_row(self, table: str, key: tuple[Any, ...]) -> None:
        """Give a row the checksum of what it holds."""
        where, found = _exactly(table, key)
        self.connection.execute(
            f"UPDATE {table} SET checksum = row_checksum({columns_of(table)}) WHERE {where}",  # noqa: S608
            found,
        )

    def delete_row(self, table: str, key: tuple[Any, ...]) -> None:
        """Delete the row that is found under `key`."""
        where, found = _exactly(table, key)
        self.connection.execute(f"DELETE FROM {table} WHERE {where}", found)  # noqa: S608

    def delete_vectors(self, model: ModelName, hashes: Iterable[bytes]) -> None:
        """Delete the vectors of these passages under a model."""
        self.connection.executemany(
            "DELETE FROM vector WHERE model_fingerprint = ? AND hash = ?",
            [(model.fingerprint, each) for each in hashes],
        )

    def drop_vectors(self, hashes: Iterable[bytes]) -> None:
        """Delete the vectors of those hashes that no passage has."""
        self.connection.executemany(
            "DELETE FROM vector WHERE hash = ?1 "
            "AND NOT EXISTS (SELECT 1 FROM passage WHERE hash = ?1)",
            [(each,) for each in hashes],
        )

    def has_version(self, document_id: int, version_id: int) -> bool:
        """Whether a document answers from this version."""
        return bool(
            self.numbers(
                "SELECT id FROM document WHERE id = ? AND version_id = ?", document_id, version_id
            )
        )

    def document_of(self, reading_id: int) -> tuple[tuple[int, int], str, float | None]:
        """Of the document that answers from a reading: (document, version), bytes, when removed."""
        for document, version, fingerprint, removed in self.connection.execute(
            "SELECT document.id, version.id, fingerprint, removed FROM document "
            "JOIN version ON version.id = document.version_id WHERE reading_id = ?",
            (reading_id,),
        ):
            return (int(document), int(version)), str(fingerprint), removed
        return (0, 0), "", None

    def set_index(self, library_id: int, number: int, digest: str) -> None:
        """Say which FAISS file a generation has."""
        self.update("generation", (library_id, number), sha256=digest)

    def forget_reading(self, reading_id: int) -> bool:
        """Delete a damaged reading, and take it out of generations, unless a document names it."""
        if self.numbers("SELECT id FROM document WHERE reading_id = ?", reading_id):
            return False
        self.connection.execute("DELETE FROM member WHERE reading_id = ?", (reading_id,))
        self.drop_readings([reading_id])
        return True


def _exactly(table: str, key: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """SQL that finds a row by its key even where that isn't UTF-8 any more, and its values."""
    where = " AND ".join(
        f'CAST("{column}" AS BLOB) = ?' if isinstance(value, str) else f'"{column}" = ?'
        for column, value in zip(KEYS[table], key, strict=True)
    )
    values = tuple(
        part.encode(errors="surrogateescape") if isinstance(part, str) else part for part in key
    )
    return where, values
