"""What the record knows of all questions of a library together: how they went, what they quoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from index.record.plain import unpack
from index.record.reader import Reader
from index.types import Occasion, Settled

Key = tuple[int, str]  # a library's number and a source


class Stands(NamedTuple):
    """Where an answer stands on Discord."""

    channel: int | None
    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question as it was asked once. Its words are empty where they weren't kept or had to go."""

    answer_id: str
    at: float
    question: str
    answered: bool
    settled: Settled
    stands: Stands


def asked_since(reader: Reader, library_id: int, since: float) -> list[AskedRow]:
    """The questions asked from a moment on, oldest first.

    An answer that was shared is two in the record, which stand in the same messages; it was asked
    once.

    Raises:
        StoreError: a row was damaged.
    """
    rows = reader.rows("answer", "library_id = ? AND at >= ? ORDER BY at, id", (library_id, since))
    found: list[AskedRow] = []
    standing: set[Stands] = set()
    for answer_id, _, at, _, question, _, answered, _, packed, removed, settled in rows:
        occasion = unpack(Occasion, str(packed))
        stands = Stands(occasion.channel, occasion.messages)
        if stands.messages and stands in standing:
            continue
        standing.add(stands)
        words = "" if removed is not None else str(question)
        found.append(
            AskedRow(str(answer_id), float(at), words, bool(answered), Settled(settled), stands)
        )
    return found


def quoted_since(reader: Reader, library_id: int, since: float) -> dict[Key, int]:
    """How many answers given from a moment on quoted each document. Offers are no quotes."""
    rows = reader.connection.execute(
        "SELECT quoted.library_id, source, count(DISTINCT answer_id) FROM quoted "
        "JOIN answer ON answer.id = answer_id "
        "WHERE answer.library_id = ? AND at >= ? AND answered = 1 "
        "GROUP BY quoted.library_id, source",
        (library_id, since),
    )
    return {(int(library), str(source)): int(count) for library, source, count in rows}
