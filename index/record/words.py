"""Questions to the record about words: which there are, and where they are explained."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from index.record.reader import Reader, sound

YEAR = re.compile(r"1\d{3}|20\d\d")


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


def passages_of(reader: Reader, readings: Iterable[int]) -> NDArray[np.int64]:
    """Ids of all passages of some readings, ascending."""
    rows = reader.connection.execute(
        "SELECT id FROM passage WHERE reading_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(readings)),),
    )
    return np.array([row[0] for row in rows], dtype=np.int64)


def holding(reader: Reader, ids: NDArray[np.int64], said: str) -> NDArray[np.int64]:
    """Those of these passages whose text holds `said` letter for letter."""
    rows = reader.connection.execute(
        "SELECT id FROM passage WHERE id IN (SELECT value FROM json_each(?)) "
        "AND instr(text, ?) ORDER BY id",
        (json.dumps(ids.tolist()), said),
    )
    return np.array([row[0] for row in rows], dtype=np.int64)


def following(reader: Reader, ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """The passages behind these in the same section that name no year."""
    rows = reader.connection.execute(
        "SELECT next.id, next.keys FROM passage JOIN passage AS next ON next.id = passage.id + 1 "
        "AND next.reading_id = passage.reading_id AND next.section = passage.section "
        "WHERE passage.id IN (SELECT value FROM json_each(?)) ORDER BY next.id",
        (json.dumps(ids.tolist()),),
    )
    found = [row[0] for row in rows if not any(map(YEAR.fullmatch, str(row[1]).split()))]
    return np.array(found, dtype=np.int64)


def sections(reader: Reader, readings: Iterable[int]) -> list[tuple[list[str], list[int]]]:
    """(headings, ids of the passages under them) of each section of some readings."""
    rows = reader.connection.execute(
        "SELECT section, group_concat(id) FROM passage "
        "WHERE reading_id IN (SELECT value FROM json_each(?)) AND json_valid(section) "
        "GROUP BY section",
        (json.dumps(list(readings)),),
    )
    return [(json.loads(section), [int(each) for each in ids.split(",")]) for section, ids in rows]
