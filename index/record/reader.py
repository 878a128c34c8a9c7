"""Questions to one state of the record.

Every question about documents names the library: there is no way to ask across libraries. Rows
whose checksum is wrong are told as damage, or left out where the caller can do without them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError
from index.record.rows import (
    CatalogRow,
    GenerationRow,
    Halves,
    ItemRow,
    LibraryRow,
    StoredLayout,
    StoredPassage,
    unpack_generation,
    unpack_layout,
    unpack_library,
    unpack_limits,
    unpack_passage,
)
from index.record.schema import COLUMNS, columns_of
from index.types import (
    DocumentInfo,
    Event,
    GenerationInfo,
    Job,
    JobState,
    ModelName,
    Passage,
)

if TYPE_CHECKING:
    import apsw

log = logging.getLogger(__name__)


def sound(table: str, alias: str | None = None) -> str:
    """SQL that says whether a row is as it was written."""
    name = alias or table
    columns = ", ".join(f'{name}."{column}"' for column in COLUMNS[table])
    return f"{name}.checksum IS row_checksum({columns})"


class Reader:
    """Questions to one state of the record. Every one of documents names the library."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Read through a connection that is inside a transaction."""
        self.connection = connection

    def rows(self, table: str, where: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """The rows of a table, all columns but the checksum, which must be right.

        Raises:
            StoreError: one of them was damaged.
        """
        found = self.connection.execute(
            f"SELECT {columns_of(table)}, {sound(table)} FROM {table} WHERE {where}",  # noqa: S608
            values,
        ).fetchall()
        for *row, is_sound in found:
            if not is_sound:
                raise StoreError(
                    f"A row of the table {table} was damaged: {row[:2]}. Run “footnote doctor "
                    "--deep --repair”, or put back a backup."
                )
        return [row[:-1] for row in found]

    def version(self) -> int:
        """The format of the record, 0 while it has no tables."""
        return int(self.connection.pragma("user_version"))

    def library(self, name: str) -> LibraryRow | None:
        """The library called `name`, or None if nothing was ever added to it."""
        for row in self.rows("library", "name = ?", (name,)):
            return unpack_library(row)
        return None

    def libraries(self) -> list[LibraryRow]:
        """All libraries, by id."""
        return [unpack_library(row) for row in self.rows("library", "true ORDER BY id", ())]

    def generations(self, library_id: int) -> list[GenerationRow]:
        """The generations that can answer, by number."""
        rows = self.rows("generation", "library_id = ? ORDER BY number", (library_id,))
        return [unpack_generation(row) for row in rows]

    def generation(self, library_id: int, number: int) -> GenerationRow | None:
        """One of them."""
        return next((each for each in self.generations(library_id) if each.number == number), None)

    def generation_infos(self, row: LibraryRow) -> list[GenerationInfo]:
        """The same as a person may see them."""
        counted = self.connection.execute(
            "SELECT number, count(*) FROM member WHERE library_id = ? GROUP BY number", (row.id,)
        )
        sizes = {int(number): int(count) for number, count in counted}
        return [
            GenerationInfo(
                each.number,
                each.model.name,
                sizes.get(each.number, 0),
                each.made,
                each.number == row.generation,
            )
            for each in self.generations(row.id)
        ]

    def members(self, library_id: int, number: int) -> list[int]:
        """The readings that are in a generation's FAISS file."""
        rows = self.connection.execute(
            "SELECT reading_id FROM member WHERE library_id = ? AND number = ? ORDER BY reading_id",
            (library_id, number),
        )
        return [int(row[0]) for row in rows]

    def catalog(self, library_id: int) -> list[CatalogRow]:
        """The documents of a library that answer, by source."""
        self.rows("document", "library_id = ?", (library_id,))  # none may be damaged
        rows = self.connection.execute(
            "SELECT document.id, reading_id, source, limits, passages, sentences, keys "
            "FROM document JOIN reading ON reading.id = reading_id "
            "WHERE library_id = ? AND removed IS NULL ORDER BY source",
            (library_id,),
        )
        return [
            CatalogRow(
                int(identity),
                int(reading),
                str(source),
                unpack_limits(str(limits)),
                int(passages),
                int(sentences),
                int(keys),
            )
            for identity, reading, source, limits, passages, sentences, keys in rows
        ]

    def documents(
        self, library_id: int, *, shared: bool, source: str | None = None
    ) -> list[DocumentInfo]:
        """The documents of a library by source, or the one of this source."""
        rows = self.connection.execute(
            "SELECT source, title, fingerprint, size, passages, lines, added, limits, added_by "
            "FROM document JOIN version ON version.id = document.version_id "
            "JOIN reading ON reading.id = reading_id "
            "WHERE library_id = ?1 AND removed IS NULL AND (?2 IS NULL OR source = ?2) "
            "ORDER BY source",
            (library_id, source),
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
                limits=unpack_limits(str(limits)),
                added_by=str(by),
            )
            for source, title, fingerprint, size, passages, lines, added, limits, by in rows
        ]

    def layout(self, library_id: int, document_id: int) -> StoredLayout | None:
        """What is stored of a document beside its words; None if this library has no such one.

        Raises:
            StoreError: its row was damaged.
        """
        return self._layout("document.id = ?", (library_id, document_id))

    def layout_of(self, library_id: int, source: str) -> StoredLayout | None:
        """The same by the document's source."""
        return self._layout("source = ?", (library_id, source))

    def _layout(self, which: str, values: tuple[int, int | str]) -> StoredLayout | None:
        for source, given, text, layout, added, origin, *sums in self.connection.execute(
            "SELECT source, version.fingerprint, text_fingerprint, layout, added, "  # noqa: S608
            f"coalesce(link, ''), {sound('document')}, {sound('version')}, {sound('reading')}, "
            f"link IS NULL OR {sound('origin')} FROM document "
            "JOIN version ON version.id = document.version_id "
            "JOIN reading ON reading.id = reading_id "
            "LEFT JOIN origin ON origin.version_id = version.id "
            f"WHERE library_id = ? AND removed IS NULL AND {which}",
            values,
        ):
            if not all(sums):
                raise StoreError(f"The record of the document “{source}” was damaged.")
            return unpack_layout(
                *(str(source), str(given), str(text), str(layout), float(added), str(origin))
            )
        return None

    def failures(self, key: str) -> tuple[int, str]:
        """How often the file that `key` stands for could not be read, and why the last time."""
        for times, reason in self.connection.execute(
            "SELECT times, reason FROM failure WHERE fingerprint = ?", (key,)
        ):
            return int(times), str(reason)
        return 0, ""

    def fingerprints(self, library_id: int) -> dict[str, str]:
        """For each source of a library the fingerprint of its bytes."""
        rows = self.connection.execute(
            "SELECT source, fingerprint FROM document "
            "JOIN version ON version.id = document.version_id "
            "WHERE library_id = ? AND removed IS NULL",
            (library_id,),
        )
        return {str(source): str(fingerprint) for source, fingerprint in rows}

    def passage_sizes(self, readings: Iterable[int]) -> list[tuple[int, int, int, bytes]]:
        """(id, reading, number of sentences, hash) of each passage of some readings, by id."""
        rows = self.connection.execute(
            "SELECT id, reading_id, "
            "iif(json_valid(sentences), json_array_length(sentences), 0), hash FROM passage "
            "WHERE reading_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(readings)),),
        )
        return [(int(a), int(b), int(c), bytes(d)) for a, b, c, d in rows]

    def missing_readings(self, readings: Iterable[int]) -> list[int]:
        """Those of `readings` that the record doesn't hold any more."""
        rows = self.connection.execute(
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM reading)",
            (json.dumps(list(readings)),),
        )
        return [int(row[0]) for row in rows]

    def lacking(self, model: ModelName, readings: Iterable[int]) -> list[int]:
        """Those of `readings` that have a passage without vectors of a model."""
        rows = self.connection.execute(
            "SELECT DISTINCT reading_id FROM passage WHERE reading_id IN "
            "(SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM vector "
            "WHERE model_fingerprint = ? AND vector.hash = passage.hash) ORDER BY reading_id",
            (json.dumps(list(readings)), model.fingerprint),
        )
        return [int(row[0]) for row in rows]

    def reading_of_version(self, library_id: int, number: int) -> dict[int, int]:
        """For each version that a generation holds, the reading of it there."""
        rows = self.connection.execute(
            "SELECT version_id, reading_id FROM member JOIN reading ON reading.id = reading_id "
            "WHERE library_id = ? AND number = ?",
            (library_id, number),
        )
        return {int(version): int(reading) for version, reading in rows}

    def reading_passages(self, reading_id: int) -> list[Passage]:
        """The passages of one reading, in order."""
        rows = self.rows("passage", "reading_id = ? ORDER BY id", (reading_id,))
        return [unpack_passage(*row[2:7]) for row in rows]

    def vectors(self, model: ModelName, hashes: Iterable[bytes]) -> list[Halves | None]:
        """The vectors known for each hash under a model, None where there are none or damaged."""
        found: list[Halves | None] = []
        for each in hashes:
            row = self.connection.execute(
                f"SELECT vectors, {sound('vector')} FROM vector "  # noqa: S608
                "WHERE model_fingerprint = ? AND hash = ?",
                (model.fingerprint, each),
            ).fetchone()
            whole = row is not None and row[1]
            if row is not None and not whole:
                log.error("the vectors of passage %s were damaged", each.hex()[:12])
            found.append(
                np.frombuffer(row[0], dtype="<f2").reshape(-1, model.dimension)
                if row and whole
                else None
            )
        return found

    def passages(self, library_id: int, ids: Sequence[int]) -> list[StoredPassage]:
        """The passages with these ids that answer in this library, in the order asked for.

        Those that can't be understood any more are left out.
        """
        try:
            return self._passages(library_id, ids)
        except UnicodeDecodeError as error:  # the disk has changed one of them
            if len(ids) > 1:
                return [found for each in ids for found in self.passages(library_id, [each])]
            log.error("passage %s was damaged and is left out: %s", ids[0], error)
            return []

    def _passages(self, library_id: int, ids: Sequence[int]) -> list[StoredPassage]:
        rows = self.connection.execute(
            "SELECT passage.id, document.id, source, title, fingerprint, limits, "  # noqa: S608
            'passage.start, passage."end", passage.text, section, passage.sentences, passage.keys, '
            f"hash, {sound('passage')} AND {sound('document')} FROM passage "
            "JOIN document ON document.reading_id = passage.reading_id "
            "JOIN version ON version.id = document.version_id "
            "JOIN reading ON reading.id = document.reading_id "
            "WHERE library_id = ? AND removed IS NULL "
            "AND passage.id IN (SELECT value FROM json_each(?))",
            (library_id, json.dumps([int(each) for each in ids])),
        )
        found: dict[int, StoredPassage] = {}
        for row in rows:
            identity, document, source, title, fingerprint, limits, *rest, is_sound = row
            if not is_sound:
                log.error("a passage of %s was damaged and is left out", source)
            start, end, text, section, places, keys, digest = rest
            try:
                passage = unpack_passage(start, end, text, section, places)
            except (ValueError, TypeError):  # damage, too
                continue
            found[int(identity)] = StoredPassage(
                id=int(identity),
                document_id=int(document),
                source=str(source),
                title=str(title),
                fingerprint=str(fingerprint),
                limits=unpack_limits(str(limits)),
                keys=tuple(str(keys).split()),
                hash=bytes(digest),
                passage=passage,
                sound=bool(is_sound),
            )
        return [found[int(each)] for each in ids if int(each) in found]

    def word_places(self, library_id: int, key: str) -> NDArray[np.int64]:
        """Ids of all passages of a library that hold `key`, ascending."""
        [(ids,)] = self.connection.execute(
            "SELECT group_concat(rowid) FROM "  # noqa: S608
            f"(SELECT rowid FROM words_{library_id} WHERE words_{library_id} MATCH ?)",
            (f'"{key}"',),
        )
        return np.fromstring(ids or "", dtype=np.int64, sep=",")  # far faster than row by row

    def passage_keys(self, ids: Sequence[int]) -> dict[int, list[str]]:
        """The search keys of each of these passages."""
        rows = self.connection.execute(
            "SELECT id, keys FROM passage WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        return {int(identity): str(keys).split() for identity, keys in rows}

    def jobs(self, library: str | None = None, *, identity: int | None = None) -> list[Job]:
        """The jobs of one library or of all, or one job; newest first."""
        rows = self.connection.execute(
            "SELECT job.id, name, kind, who, state, made, ended, tries, note, "  # noqa: S608
            "(SELECT count(*) FROM item WHERE job_id = job.id AND item.state <> 'waiting'), "
            f"(SELECT count(*) FROM item WHERE job_id = job.id), {sound('job')} "
            "FROM job JOIN library ON library.id = library_id "
            "WHERE (?1 IS NULL OR name = ?1) AND (?2 IS NULL OR job.id = ?2) ORDER BY job.id DESC",
            (library, identity),
        )
        found = []
        for *row, is_sound in rows:
            if not is_sound:
                raise StoreError(f"The record of job {row[0]} was damaged.")
            identity, name, kind, who, state, made, ended, tries, note, done, total = row
            found.append(
                Job(
                    *(identity, name, kind, who, JobState(state), made, ended),
                    *(tries, note, done, total),
                )
            )
        return found

    def job(self, identity: int) -> Job | None:
        """One job."""
        return next(iter(self.jobs(identity=identity)), None)

    def items(self, job_id: int) -> list[ItemRow]:
        """The files of a job, in order."""
        rows = self.rows("item", "job_id = ? ORDER BY number", (job_id,))
        return [
            ItemRow(
                *(number, source, fingerprint, state, reading, passages, embedded),
                notes=tuple(json.loads(notes)),
            )
            for _, number, source, fingerprint, state, reading, passages, embedded, notes in rows
        ]

    def originals(self) -> set[str]:
        """The fingerprints of all files that rows name: given bytes and extracted texts."""
        rows = self.connection.execute(
            "SELECT fingerprint FROM version UNION SELECT text_fingerprint FROM reading "
            "UNION SELECT fingerprint FROM item JOIN job ON job.id = job_id WHERE ended IS NULL"
        )
        return {str(row[0]) for row in rows}

    def is_given(self, fingerprint: str) -> bool:
        """Whether these are the bytes of a document that answers, not only its text."""
        return bool(
            self.numbers(
                "SELECT document.id FROM version JOIN document ON version_id = version.id "
                "WHERE fingerprint = ? AND removed IS NULL",
                fingerprint,
            )
        )

    def events(self) -> list[Event]:
        """The audit trail, oldest first; answers are in it, a line for each quote."""
        names = {each.id: each.name for each in self.libraries()}
        trail = [
            Event(at, names.get(library, f"library {library}"), who, what, source, fingerprint)
            for _, at, library, who, what, source, fingerprint in self.rows(
                "event", "true ORDER BY id", ()
            )
        ]
        rows = self.connection.execute(
            'SELECT at, quoted.library_id, who, answer_id, start, quoted."end", source, '  # noqa: S608
            f"fingerprint, {sound('answer')} AND {sound('quoted')} FROM quoted "
            "JOIN answer ON answer.id = answer_id ORDER BY at, answer_id, number"
        )
        for at, library, who, answer, start, end, source, fingerprint, is_sound in rows:
            if not is_sound:
                raise StoreError(f"The record of the answer {answer} was damaged.")
            what = f"answer {answer} quoted {start}–{end}"
            name = names.get(library, f"library {library}")
            trail.append(Event(at, name, who, what, source, fingerprint))
        return sorted(trail, key=lambda each: each.at)

    def removed_before(self, moment: float) -> list[tuple[int, str]]:
        """(library, source) of the documents that were removed before a moment."""
        rows = self.connection.execute(
            "SELECT library_id, source FROM document WHERE removed < ?", (moment,)
        )
        return [(int(library), str(source)) for library, source in rows]

    def unused_readings(self) -> list[int]:
        """Readings that nothing can come back to: no document, generation or job names them."""
        return self.numbers(
            "SELECT id FROM reading WHERE id NOT IN (SELECT reading_id FROM document) "
            "AND id NOT IN (SELECT reading_id FROM member) "
            "AND id NOT IN (SELECT reading_id FROM item JOIN job ON job.id = job_id "
            "WHERE ended IS NULL AND reading_id IS NOT NULL)"
        )

    def numbers(self, query: str, *values: Any) -> list[int]:  # noqa: ANN401
        """The first column of what a query finds."""
        return [int(row[0]) for row in self.connection.execute(query, values)]
