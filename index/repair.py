"""Mending what `examine` finds, from what the record and the originals still hold.

The order matters: rows first, since all else asks them; then originals, readings, vectors, words
and indexes; what is left over goes last. What can't be mended stays as it is, and is told.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.build import embed
from index.deep import lacking_vectors, reading_trouble, wrong_generations, wrong_words
from index.doctor import (
    can_be_derived,
    exposed_paths,
    left_over_files,
    long_removed,
    lost_originals,
    unnamed_originals,
)
from index.embed import Encoder
from index.errors import FootnoteError, StoreError
from index.generation import LackingError, make_segment
from index.intake import Intake
from index.record import GenerationRow, Writer
from index.record.checks import DamagedRow, ReadingRow, damaged_rows, readings, row_name
from index.record.schema import COLUMNS
from index.store import Store
from index.types import Progress

log = logging.getLogger(__name__)

WORDS = ("body", "reason", "question", "link")  # columns that hold what may have to go one day
BY = "doctor"  # who changes the library, for its record


@dataclass(frozen=True, slots=True)
class Repair:
    """Repairs to one data folder; `encoder` is the model of the settings."""

    store: Store
    encoder: Encoder

    def all(self) -> Iterator[str]:
        """Mend what can be mended; yields a sentence for each thing that was done.

        Raises:
            StoreError: the record can't be read or written, or SQLite finds its file corrupt.
        """
        yield from self._rights()
        yield from self._indexes_of_sqlite()
        yield from self._rows()
        yield from self._originals()
        yield from self._readings()
        yield from self._vectors()
        yield from self._words()
        yield from self._generations()
        yield from self._leftovers()

    def _rights(self) -> Iterator[str]:
        for path in exposed_paths(self.store):
            path.chmod(path.stat().st_mode & ~0o077)
            yield f"Only the owner may get at {path} now."

    def _indexes_of_sqlite(self) -> Iterator[str]:
        found = self.store.check_database(deep=True)
        if hopeless := [line for line in found if not can_be_derived(line)]:
            raise StoreError(
                f"SQLite finds library.db corrupt ({hopeless[0]}), and nothing was changed in it."
            )
        if found:
            with self.store.writing() as writer:
                writer.make_indexes()
            yield "The indexes of library.db were made again from its rows."

    def _rows(self) -> Iterator[str]:
        """Rows in which one bit was changed are as before; derived ones and history are let go."""
        for table in COLUMNS:
            with self.store.writing() as writer:
                said = [self._row(writer, row) for row in damaged_rows(writer, table)]
            yield from filter(None, said)

    def _row(self, writer: Writer, row: DamagedRow) -> str | None:
        """Mend one row or let it go, and say which; None if it stays as it is."""
        name = f"row {row_name(row.key)} of the table {row.table}"
        if row.mended is not None:
            writer.put_back(row.table, row.key, row.mended)
            return f"The {name} is as it was: one bit had been changed."
        match row.table:
            case "generation":
                writer.drop_generation(row.value("library_id"), row.value("number"))
                return f"The {name} was deleted; the next one is made from the record."
            case "vector":
                writer.delete_row(row.table, row.key)
                return f"The {name} was deleted; it is made again where it is needed."
            case "job" | "item" | "item_origin":
                job_id = row.key[0]
                writer.delete_row("job", (job_id,))
                return f"Job {job_id} was damaged and is deleted. Add again what it had not done."
            case "event" | "answer" | "quoted" | "feedback" | "waiting" | "setting" | "origin":
                writer.delete_row(row.table, row.key)
                # Words that may have to go one day must not hide in the audit trail.
                values = zip(COLUMNS[row.table], row.values, strict=True)
                told = [str(value) for column, value in values if column not in WORDS]
                kept = _legible(" ".join(told))
                writer.record(0, BY, f"found damaged in {row.table}: {kept}", None, None)
                return f"The {name} was damaged; what it held is kept as an event."
            case "version" if self._confirms(writer, row):
                writer.sign_row(row.table, row.key)
                return f"The {name} was damaged; its original is whole, so it is used on."
        return None

    def _confirms(self, writer: Writer, row: DamagedRow) -> bool:
        """Whether a document and its original say that a version's row is right where it counts."""
        try:
            size = len(self.store.original(row.value("fingerprint")))
        except (StoreError, ValueError):
            return False
        return size == row.value("size") and writer.has_version(
            row.value("document_id"), row.value("id")
        )

    def _originals(self) -> Iterator[str]:
        """Texts are read again from their files; damaged files are put aside, and told."""
        lost = lost_originals(self.store, deep=True)
        for fingerprint, (_, names) in lost.items():
            if self.store.size(fingerprint) is not None:
                path = self.store.quarantine(fingerprint)
                yield f"The damaged original {fingerprint[:12]}… was put aside, to {path}."
            if self._needs_adding(fingerprint):
                yield f"Add again, whose file was damaged: {', '.join(names)}."

    def _needs_adding(self, fingerprint: str) -> bool:
        """Whether somebody gave these bytes: what was only read from others is read again."""
        with self.store.reading() as reader:
            return reader.is_given(fingerprint)

    def _readings(self) -> Iterator[str]:
        """Documents whose passages or text are damaged are read again from their originals."""
        with self.store.reading() as reader:
            known = readings(reader)
        for each in known:
            with self.store.reading() as reader:
                if reader.missing_readings([each.id]):
                    continue
                trouble = reading_trouble(self.store, reader, each)
            if trouble:
                yield self._read_again(each)

    def _read_again(self, row: ReadingRow) -> str:
        """Make a new reading of a document's original in the place of a damaged one."""
        name = f"“{row.source}” of the library {row.library}"
        with self.store.writing() as writer:
            if writer.forget_reading(row.id):
                return f"An older, damaged reading of {name} was deleted."
            ids, fingerprint, removed = writer.document_of(row.id)
        intake = Intake(self.store, self.encoder, 0)
        try:
            prepared = intake.prepare(row.library, row.source, fingerprint, again=True)
            for _ in embed(self.store, self.encoder, prepared.passages, _silent):
                pass
            with self.store.writing() as writer:
                if writer.document_of(row.id) != (ids, fingerprint, removed):
                    return f"{name} was changed meanwhile."
                reading = writer.save_reading(
                    *ids, prepared.document, prepared.keys(), prepared.passages
                )
                intake.keep(prepared)
                writer.set_reading(row.library_id, row.source, *ids, reading)
                if removed:
                    writer.remove_document(row.library_id, row.source)
                writer.forget_reading(row.id)
                writer.record(row.library_id, BY, "read again", row.source, fingerprint)
        except FootnoteError as error:
            return f"{name} can’t be read again: {error}"
        return f"{name} was read again from its original."

    def _vectors(self) -> Iterator[str]:
        """Vectors that are missing or of the wrong shape are made again."""
        with self.store.reading() as reader:
            rows = [row for row in reader.libraries() if row.model]
            catalogs = {row.id: reader.catalog(row.id) for row in rows}
        for row in rows:
            if row.model is None or row.model.fingerprint != self.encoder.fingerprint:
                continue
            for each in catalogs[row.id]:
                with self.store.writing() as writer:
                    hashes = lacking_vectors(writer, row, each.reading_id)
                    writer.delete_vectors(row.model, hashes)
                    passages = writer.reading_passages(each.reading_id) if hashes else []
                made = sum(embed(self.store, self.encoder, passages, _silent))
                if made:
                    yield f"The vectors of {made:,} passages of “{each.source}” were made again."

    def _words(self) -> Iterator[str]:
        for row in wrong_words(self.store):
            with self.store.writing() as writer:
                writer.make_words(row.id)
                writer.touch(row.id)
            yield f"The word index of the library {row.name} was made again."

    def _generations(self) -> Iterator[str]:
        for row, _ in wrong_generations(self.store, deep=True):
            yield self.make_index(row)

    def make_index(self, row: GenerationRow) -> str:
        """Make the FAISS file of a generation again; one whose vectors are lost is given up."""
        name = f"generation {row.number}"
        with self.store.writing() as writer:
            members = frozenset(writer.members(row.library_id, row.number))
            if writer.generation(row.library_id, row.number) is None:
                return f"The index of {name} was replaced meanwhile."
            try:
                segment = make_segment(writer, row.model, members)
            except LackingError:
                writer.drop_generation(row.library_id, row.number)
                writer.touch(row.library_id)
                return f"The index of {name} was given up: vectors of its model are lost."
            digest = self.store.save_index(row.library_id, segment.index.to_bytes())
            writer.set_index(row.library_id, row.number, digest)
            writer.touch(row.library_id)
        return f"The index of {name} was made again from the record."

    def _leftovers(self) -> Iterator[str]:
        for library_id, source in long_removed(self.store):
            with self.store.writing() as writer:
                writer.purge_document(library_id, source)
                writer.record(library_id, BY, "purge", source, None)
            yield f"“{source}”, removed long ago, was purged."
        with self.store.writing() as writer:
            unused = writer.unused_readings()
            writer.drop_readings(unused)
            for row in writer.libraries():
                kept = {each.sha256 for each in writer.generations(row.id)}
                self.store.drop_indexes(row.id, unless=kept)
        if unused:
            yield f"Readings that nothing can come back to were deleted: {len(unused):,}."
        yield from self._sweep()

    def _sweep(self) -> Iterator[str]:
        unnamed = unnamed_originals(self.store)
        if unnamed:
            with self.store.writing() as writer:
                count = self.store.drop_originals(unless=writer.originals())
            yield f"Originals that nothing names were deleted: {count:,}."
        files = left_over_files(self.store)
        for path in files:
            _delete(path)
        if files:
            yield f"Files that were never finished were deleted: {len(files):,}."


def _legible(text: str) -> str:
    return text.encode(errors="surrogateescape").decode(errors="replace")


def _silent(_: Progress) -> None:
    """Report to nobody."""


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("%s can't be deleted: %s", path, error)


def repair(store: Store, encoder: Encoder) -> Iterator[str]:
    """Mend what can be mended; yields a sentence for each thing that was done.

    Examine again afterwards: what is still damaged needs a backup, or its file added again.

    Raises:
        StoreError: the record can't be read or written.
    """
    yield from Repair(store, encoder).all()
