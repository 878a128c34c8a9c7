"""Is the record as it was written, and does it agree with itself? Asked by the doctor.

Text is fetched as bytes here: what the disk has changed need not be UTF-8 any more.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.record.reader import Reader
from index.record.rows import Value, row_checksum
from index.record.schema import COLUMNS, KEYS

INTEGER_BITS = 63
REAL = struct.Struct("<d")


@dataclass(frozen=True, slots=True)
class DamagedRow:
    """A row whose checksum is wrong. `values` follow the table's columns, `checksum` is stored.

    `mended` are the values as they were written where a single bit was changed; else None.
    """

    table: str
    values: tuple[Any, ...]
    checksum: bytes | None
    mended: tuple[Any, ...] | None

    @property
    def key(self) -> tuple[Any, ...]:
        """The key under which the row is found."""
        return tuple(self.values[COLUMNS[self.table].index(name)] for name in KEYS[self.table])

    def value(self, column: str) -> Any:  # noqa: ANN401
        """One of its values, as it is now."""
        return self.values[COLUMNS[self.table].index(column)]


def row_name(key: tuple[Any, ...]) -> str:
    """A row's key for people."""
    return ", ".join(
        part.hex()[:12]
        if isinstance(part, bytes)
        else str(part).encode(errors="surrogateescape").decode(errors="replace")
        for part in key
    )


def damaged_rows(reader: Reader, table: str) -> Iterator[DamagedRow]:
    """The rows of a table that are not as they were written."""
    columns = ", ".join(
        f'CASE typeof("{name}") WHEN \'text\' THEN CAST("{name}" AS BLOB) ELSE "{name}" END, '
        f"typeof(\"{name}\") = 'text'"
        for name in COLUMNS[table]
    )
    rows = reader.connection.execute(f"SELECT {columns}, checksum FROM {table}")  # noqa: S608
    for *fields, checksum in rows:
        values = tuple(
            value.decode(errors="surrogateescape") if is_text else value
            for value, is_text in zip(fields[::2], fields[1::2], strict=True)
        )
        if row_checksum(*values) != checksum:
            yield DamagedRow(table, values, checksum, mended(values, checksum))


def count_rows(reader: Reader, table: str) -> int:
    """How many rows a table has."""
    [(count,)] = reader.connection.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
    return int(count)


def mended(values: tuple[Any, ...], checksum: bytes | None) -> tuple[Any, ...] | None:
    """The values that the checksum was made of, if they or it differ in a single bit; else None.

    The checksum has 64 bits: that another change of one bit fits it by chance is out of the
    question.
    """
    if checksum is None:
        return None
    found = row_checksum(*values)
    difference = int.from_bytes(found) ^ int.from_bytes(checksum)
    if len(checksum) == len(found) and difference.bit_count() <= 1:
        return values  # it was the checksum
    for at, value in enumerate(values):
        for other in _with_one_bit_changed(value):
            tried = (*values[:at], other, *values[at + 1 :])
            if row_checksum(*tried) == checksum:
                return tried
    return None


def _with_one_bit_changed(value: Value) -> Iterator[Value]:
    if isinstance(value, int):
        yield from (value ^ (1 << bit) for bit in range(INTEGER_BITS))
    elif isinstance(value, float):
        for data in _flipped(REAL.pack(value)):
            yield REAL.unpack(data)[0]
    elif isinstance(value, bytes):
        yield from _flipped(value)
    elif isinstance(value, str):
        for data in _flipped(value.encode(errors="surrogateescape")):
            try:
                yield data.decode()
            except UnicodeDecodeError:
                continue


def _flipped(data: bytes) -> Iterator[bytes]:
    changed = bytearray(data)
    for at in range(len(data)):
        for bit in range(8):
            changed[at] ^= 1 << bit
            yield bytes(changed)
            changed[at] ^= 1 << bit


def words_agree(reader: Reader, library_id: int) -> bool:
    """Whether a library's word index holds each key of each passage that answers, and no other."""
    run = reader.connection.execute
    run(
        "CREATE VIRTUAL TABLE temp.expected USING fts5 (keys, content = '', tokenize = 'ascii'); "
        "CREATE VIRTUAL TABLE temp.expected_terms USING fts5vocab (temp, expected, instance); "
        "CREATE VIRTUAL TABLE temp.found_terms "
        f"USING fts5vocab (main, words_{library_id}, instance)"
    )
    try:
        run(
            "INSERT INTO temp.expected (rowid, keys) SELECT passage.id, passage.keys FROM passage "
            "JOIN document ON document.reading_id = passage.reading_id "
            "WHERE library_id = ? AND removed IS NULL ORDER BY passage.id",
            (library_id,),
        )
        query = "SELECT term, doc, offset FROM temp.{}_terms"
        expected, found = run(query.format("expected")), run(query.format("found"))
        same = all(row == next(found, None) for row in expected) and next(found, None) is None
        expected.close()
        found.close()
        return same
    finally:
        run("DROP TABLE temp.found_terms; DROP TABLE temp.expected_terms; DROP TABLE temp.expected")


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading as the doctor sees it; `sound` says that its row is as it was written."""

    id: int
    library_id: int
    library: str
    source: str
    text_fingerprint: str
    layout: str
    passages: int
    sentences: int
    keys: int
    sound: bool


def readings(reader: Reader) -> list[ReadingRow]:
    """All readings, by id."""
    damaged = {row.key[0] for row in damaged_rows(reader, "reading")}
    rows = reader.connection.execute(
        "SELECT reading.id, library_id, CAST(name AS BLOB), CAST(source AS BLOB), "
        "CAST(text_fingerprint AS BLOB), CAST(layout AS BLOB), passages, sentences, keys "
        "FROM reading JOIN document ON document.id = document_id "
        "JOIN library ON library.id = library_id ORDER BY reading.id"
    )
    found: list[ReadingRow] = []
    for identity, library_id, library, source, fingerprint, layout, *counts in rows:
        passages, sentences, keys = counts
        found.append(
            ReadingRow(
                identity,
                library_id,
                library.decode(errors="replace"),
                source.decode(errors="replace"),
                fingerprint.decode(errors="replace"),
                layout.decode(errors="replace"),
                passages,
                sentences,
                keys,
                identity not in damaged,
            )
        )
    return found


def stored_hashes(reader: Reader, reading_id: int) -> list[tuple[bytes, int]]:
    """(hash, number of keys) of each passage of a reading, in order."""
    rows = reader.connection.execute(
        "SELECT hash, keys FROM passage WHERE reading_id = ? ORDER BY id", (reading_id,)
    )
    return [(bytes(digest), len(str(keys).split())) for digest, keys in rows]


def named_files(reader: Reader) -> dict[str, tuple[int | None, tuple[str, ...]]]:
    """For each original: its size (None for a text or a job's file), and who names it.

    Who is told as “document” in library, for people.
    """
    found: dict[str, tuple[int | None, tuple[str, ...]]] = {}
    rows = reader.connection.execute(
        "SELECT fingerprint, size, source, name FROM version "
        "JOIN document ON document.id = document_id JOIN library ON library.id = library_id "
        "UNION ALL SELECT text_fingerprint, NULL, source, name FROM reading "
        "JOIN document ON document.id = document_id JOIN library ON library.id = library_id "
        "UNION ALL SELECT item.fingerprint, NULL, source, name FROM item "
        "JOIN job ON job.id = job_id JOIN library ON library.id = library_id "
        "WHERE ended IS NULL"
    )
    for fingerprint, size, source, library in rows:
        known, names = found.get(fingerprint, (None, ()))
        name = f"“{source}” of the library {library}"
        if name not in names:
            names = (*names, name)
        found[str(fingerprint)] = (size if known is None else known, names)
    return found
