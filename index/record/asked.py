"""What the record knows of questions: those answered before, where; and the documents' headings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from index.record.plain import unpack
from index.record.reader import Reader
from index.types import Occasion

NEWEST = 300  # answers that are looked at


def answered_before(
    reader: Reader, library_id: int
) -> list[tuple[str, int | None, frozenset[tuple[int, str]]]]:
    """(question, channel, documents quoted) of public answers, newest first; by whom isn't told.

    Raises:
        StoreError: a row was damaged.
    """
    rows = reader.rows(
        "answer",
        "library_id = ? AND answered = 1 AND removed IS NULL AND question <> '' "
        "ORDER BY at DESC, id LIMIT ?",
        (library_id, NEWEST),
    )
    quoted: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
    for answer_id, library, source in reader.connection.execute(
        "SELECT answer_id, library_id, source FROM quoted "
        "WHERE answer_id IN (SELECT value FROM json_each(?))",
        (json.dumps([row[0] for row in rows]),),
    ):
        quoted[str(answer_id)].add((int(library), str(source)))
    found = []
    for answer_id, _, _, _, question, _, _, _, packed, _, _ in rows:
        occasion = unpack(Occasion, str(packed))
        if not occasion.private and quoted[str(answer_id)]:
            found.append((str(question), occasion.channel, frozenset(quoted[str(answer_id)])))
    return found


def headings(reader: Reader, readings: Iterable[int]) -> list[str]:
    """The headings of some readings, in order, each once."""
    rows = reader.connection.execute(
        "SELECT section FROM passage WHERE reading_id IN (SELECT value FROM json_each(?)) "
        "AND section <> '[]' ORDER BY id",
        (json.dumps(list(readings)),),
    )
    found: dict[str, None] = {}
    for (section,) in rows:
        for heading in json.loads(section):
            found[" ".join(str(heading).split())] = None
    return [each for each in found if each]


def asked_in(reader: Reader, library_id: int, channel: int, most: int) -> list[str]:
    """The ids of the newest public answers that stand in a channel or thread, oldest first.

    The answer below which a thread was opened is the first of it: the thread has its number.
    """
    rows = reader.rows(
        "answer",
        "library_id = ? AND removed IS NULL AND occasion LIKE ? ORDER BY at DESC, id LIMIT ?",
        (library_id, f"%{channel}%", most),
    )
    occasions = [(str(row[0]), unpack(Occasion, str(row[8]))) for row in rows]
    return [
        answer_id
        for answer_id, each in reversed(occasions)
        if not each.private and (each.channel == channel or channel in each.messages)
    ]
