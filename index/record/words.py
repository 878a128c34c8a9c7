"""Questions to the record about words: which there are, and where they are explained."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from index.record.reader import Reader, sound


def few_places(reader: Reader, library_id: int, key: str, most: int) -> list[int]:
    """Ids of at most `most` passages of a library that hold `key`, ascending."""
    rows = reader.connection.execute(
        f"SELECT rowid FROM words_{library_id} WHERE words_{library_id} MATCH ? LIMIT ?",  # noqa: S608
        (f'"{key}"', most),
    )
    return [int(row[0]) for row in rows]


def keys_between(reader: Reader, library_id: int, first: str, last: str) -> list[str]:
    """The search keys of a library from `first` up to but not `last`, in order.

    Whoever shows one must see for themselves that the viewer may know of it.
    """
    reader.connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.keys_{library_id} "
        f"USING fts5vocab (main, words_{library_id}, row)"
    )
    rows = reader.connection.execute(
        f"SELECT term FROM temp.keys_{library_id} WHERE term >= ? AND term < ?",  # noqa: S608
        (first, last),
    )
    return [str(row[0]) for row in rows]


def bracketed(reader: Reader, readings: Iterable[int]) -> Iterator[tuple[int, str]]:
    """(reading, text) of the passages of some readings that hold a bracket and are undamaged."""
    rows = reader.connection.execute(
        "SELECT reading_id, CAST(text AS BLOB) FROM passage "  # noqa: S608
        "WHERE reading_id IN (SELECT value FROM json_each(?)) AND instr(text, '(') "
        f"AND {sound('passage')}",
        (json.dumps(list(readings)),),
    )
    for reading, text in rows:
        yield int(reading), bytes(text).decode(errors="replace")


def titles(reader: Reader, readings: Iterable[int]) -> dict[int, str]:
    """The title of each of these readings."""
    rows = reader.connection.execute(
        "SELECT id, title FROM reading WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(readings)),),
    )
    return {int(reading): str(title) for reading, title in rows}
