"""The deep half of an examination: every row, passage, vector, word and index."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from index.errors import StoreError
from index.generation import LackingError, make_segment
from index.record import GenerationRow, LibraryRow, Reader, passage_hash
from index.record.checks import (
    DamagedRow,
    ReadingRow,
    count_rows,
    damaged_rows,
    readings,
    row_name,
    stored_hashes,
    words_agree,
)
from index.record.schema import COLUMNS
from index.store import Store
from index.types import Finding, Passage, Severity, Span
from index.vectors import VectorIndex
from index.verify import kept_text, reads_as

REPAIR = "Run “footnote doctor --deep --repair”."
SHOWN = 10  # of the same kind of damage; the rest is counted


def check_rows(store: Store) -> Iterator[Finding]:
    """The checksum of every row."""
    total, damaged = 0, 0
    for table in COLUMNS:
        with store.reading() as reader:
            total += count_rows(reader, table)
            found = list(damaged_rows(reader, table))
        damaged += len(found)
        yield from _shortened("rows", [f"{_row_name(row)} was damaged." for row in found])
    if not damaged:
        yield Finding("rows", Severity.FINE, f"All {total:,} rows are as they were written.")


def _row_name(row: DamagedRow) -> str:
    return f"The row {row_name(row.key)} of the table {row.table}"


def _shortened(check: str, found: list[str]) -> Iterator[Finding]:
    for what in found[:SHOWN]:
        yield Finding(check, Severity.DAMAGE, what, REPAIR)
    if len(found) > SHOWN:
        yield Finding(
            check, Severity.DAMAGE, f"And {len(found) - SHOWN:,} more of this kind.", REPAIR
        )


def check_passages(store: Store) -> Iterator[Finding]:
    """Every passage and sentence of every reading against the stored text."""
    with store.reading() as reader:
        known = readings(reader)
    wrong: list[str] = []
    count = 0
    for each in known:
        with store.reading() as reader:
            if reader.missing_readings([each.id]):
                continue  # dropped meanwhile
            trouble = reading_trouble(store, reader, each)
            count += each.passages
        if trouble:
            wrong.append(f"“{each.source}” (reading {each.id}): {trouble}.")
    yield from _shortened("passages", wrong)
    if not wrong:
        yield Finding(
            "passages",
            Severity.FINE,
            f"All {count:,} passages and their sentences stand in the stored texts.",
        )


def reading_trouble(store: Store, reader: Reader, row: ReadingRow) -> str | None:
    """What is wrong with a reading's passages; None if nothing is."""
    if not row.sound:
        return "its row was damaged"
    try:
        text = store.original(row.text_fingerprint).decode()
        plain: dict[str, Any] = json.loads(row.layout)
        skips = [Span(a, b) for a, b in plain["skips"]]
        found = reader.reading_passages(row.id)
    except StoreError as error:
        return str(error).partition(". ")[0]
    except ValueError:  # text that isn't UTF-8 any more
        return "a row of its passages was damaged"
    stored = stored_hashes(reader, row.id)
    for passage, (digest, _) in zip(found, stored, strict=True):
        if not stands(passage, text, skips, markup=bool(plain["markup"])):
            return f"the passage at {passage.span.start} does not stand in the text"
        if passage_hash(passage) != digest:
            return f"the passage at {passage.span.start} has the vectors of another"
    counts = (len(found), sum(len(one.sentences) for one in found), sum(n for _, n in stored))
    if counts != (row.passages, row.sentences, row.keys):
        return "it has other numbers of passages, sentences or keys than its row says"
    return None


def stands(passage: Passage, text: str, skips: list[Span], *, markup: bool) -> bool:
    """Whether a passage, each of its sentences and each of its leads read as the text there."""
    parts = [(passage.span, passage.text)]
    parts += [
        (each.span, passage.text[each.reading.start : each.reading.end])
        for each in passage.sentences
    ]
    parts += [(each.span, each.text) for each in passage.leads]
    return all(
        0 <= span.start < span.end <= len(text)
        and reads_as(kept_text(text, span, skips), reading, markup=markup)
        for span, reading in parts
    )


def check_vectors(store: Store) -> Iterator[Finding]:
    """That each passage that answers has vectors of its library's model, in the right shape."""
    wrong: list[str] = []
    count = 0
    with store.reading() as reader:
        for row in reader.libraries():
            if row.model is None:
                continue
            for each in reader.catalog(row.id):
                bad = len(lacking_vectors(reader, row, each.reading_id))
                count += each.passages
                if bad:
                    wrong.append(
                        f"“{each.source}” of the library {row.name}: {bad:,} of "
                        f"{each.passages:,} passages have no sound vectors."
                    )
    yield from _shortened("vectors", wrong)
    if not wrong:
        yield Finding(
            "vectors", Severity.FINE, f"All {count:,} passages that answer have their vectors."
        )


def lacking_vectors(reader: Reader, row: LibraryRow, reading_id: int) -> list[bytes]:
    """Hashes of a reading's passages without vectors of the library's model, or with wrong ones."""
    if row.model is None:
        return []
    sizes = reader.passage_sizes([reading_id])
    hashes = [digest for *_, digest in sizes]
    return [
        digest
        for (_, _, sentences, digest), vectors in zip(
            sizes, reader.vectors(row.model, hashes), strict=True
        )
        if vectors is None or len(vectors) != 1 + sentences
    ]


def check_words(store: Store) -> Iterator[Finding]:
    """Each library's word index against the passages that answer."""
    wrong = wrong_words(store)
    for row in wrong:
        yield Finding(
            "words",
            Severity.DAMAGE,
            f"The word index of the library {row.name} is not that of its passages.",
            REPAIR,
        )
    if not wrong:
        yield Finding("words", Severity.FINE, "The word indexes hold the passages’ words.")


def wrong_words(store: Store) -> list[LibraryRow]:
    """The libraries whose word index is damaged."""
    with store.reading() as reader:
        rows = reader.libraries()
    found = []
    for row in rows:
        try:
            with store.reading() as reader:
                if not words_agree(reader, row.id):
                    found.append(row)
        except StoreError:  # SQLite can't read it
            found.append(row)
    return found


def check_generations(store: Store, *, deep: bool) -> Iterator[Finding]:
    """The FAISS file of every generation: there, as it was written, and with the record's rows."""
    wrong = wrong_generations(store, deep=deep)
    if wrong:  # one may have been replaced while we looked
        again = {row.number: row for row, _ in wrong_generations(store, deep=deep)}
        wrong = [(row, why) for row, why in wrong if again.get(row.number) == row]
    with store.reading() as reader:
        rows = reader.libraries()
        names = {row.id: row.name for row in rows}
        count = sum(len(reader.generations(row.id)) for row in rows)
    for row, why in wrong:
        yield Finding(
            "generations",
            Severity.DAMAGE,
            f"The index of generation {row.number} of the library {names[row.library_id]} {why}.",
            "Run “footnote doctor --repair”, which makes it again from the record.",
        )
    if not wrong:
        yield Finding(
            "generations", Severity.FINE, f"The index of each generation is whole ({count:,})."
        )


def wrong_generations(store: Store, *, deep: bool) -> list[tuple[GenerationRow, str]]:
    """The generations whose index can't answer, and why."""
    found = []
    with store.reading() as reader:
        for library in reader.libraries():
            for row in reader.generations(library.id):
                if why := _index_trouble(store, reader, row, deep=deep):
                    found.append((row, why))
    return found


def _index_trouble(store: Store, reader: Reader, row: GenerationRow, *, deep: bool) -> str | None:
    try:
        data = store.index_path(row.library_id, row.sha256).read_bytes()
    except OSError:
        return "is gone"
    if sha256(data).hexdigest() != row.sha256:
        return "was damaged"
    if not deep:
        return None
    members = frozenset(reader.members(row.library_id, row.number))
    if reader.missing_readings(members):
        return "has readings that the record doesn't have"
    try:
        index = VectorIndex.from_bytes(data)
        expected = make_segment(reader, row.model, members)
    except LackingError:
        return None  # told of the vectors
    except StoreError:
        return "was damaged"
    return None if index.same_as(expected.index) else "has other vectors than the record"
