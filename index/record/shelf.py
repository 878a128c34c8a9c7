"""Documents in the record as things with a history: their numbers, versions, names and quotes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.record.plain import unpack
from index.record.reader import Reader
from index.types import Occasion, Passage, Quote, RemovedInfo, VersionInfo

if TYPE_CHECKING:
    from index.record.writer import Writer

NEWEST = 2_000  # answers that are looked at


@dataclass(frozen=True, slots=True)
class QuotedRow:
    """A place that an answer quoted: of which version, and the words where they are left."""

    answer_id: str
    fingerprint: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question that was answered in public, where, and the quotes of some documents then."""

    question: str
    channel: int | None
    quotes: tuple[Quote, ...]


def number_of(reader: Reader, library_id: int, source: str) -> int | None:
    """The number of a document, which it keeps; None if none has this name, removed ones too."""
    found = reader.rows("document", "library_id = ? AND source = ?", (library_id, source))
    return int(found[0][0]) if found else None


def name_of(reader: Reader, library_id: int, number: int) -> tuple[str, bool] | None:
    """The name of the document with a number, and whether it is removed."""
    found = reader.rows("document", "library_id = ? AND id = ?", (library_id, number))
    return (str(found[0][2]), found[0][6] is not None) if found else None


def passages_of(reader: Reader, library_id: int, source: str) -> list[Passage]:
    """The passages of a document as it answers; none if it doesn't."""
    rows = reader.rows(
        "document", "library_id = ? AND source = ? AND removed IS NULL", (library_id, source)
    )
    return reader.reading_passages(int(rows[0][4])) if rows else []


def versions(reader: Reader, library_id: int, source: str) -> list[VersionInfo]:
    """The versions of a document, newest first."""
    number = number_of(reader, library_id, source)
    rows = reader.rows("version", "document_id = ? ORDER BY id DESC", (number,))
    return [VersionInfo(str(row[2]), int(row[3]), float(row[4]), str(row[5])) for row in rows]


def removed(reader: Reader, library_id: int) -> list[RemovedInfo]:
    """The documents that can be brought back, the one removed last first."""
    rows = reader.connection.execute(
        "SELECT source, title, removed FROM document JOIN reading ON reading.id = reading_id "
        "WHERE library_id = ? AND removed IS NOT NULL ORDER BY removed DESC, source",
        (library_id,),
    )
    return [RemovedInfo(str(source), str(title), float(when)) for source, title, when in rows]


def quoted(reader: Reader, library_id: int, source: str) -> list[QuotedRow]:
    """The places of a document that answers quoted which were not taken back; newest first."""
    rows = reader.connection.execute(
        'SELECT answer_id, fingerprint, start, quoted."end", quoted.body FROM quoted '
        "JOIN answer ON answer.id = answer_id WHERE quoted.library_id = ? AND source = ? "
        "AND answered = 1 AND removed IS NULL ORDER BY at DESC LIMIT ?",
        (library_id, source, NEWEST),
    )
    return [
        QuotedRow(
            *(str(answer), str(fingerprint), int(start), int(end)),
            text=unpack(Quote, str(body)).text if body else "",
        )
        for answer, fingerprint, start, end, body in rows
    ]


def questions_quoting(
    reader: Reader, library_id: int, sources: Iterable[str], most: int
) -> list[QuestionRow]:
    """Questions that were answered in public from some documents, newest first, each once.

    Raises:
        StoreError: a row was damaged.
    """
    names = json.dumps(list(sources))
    rows = reader.rows(
        "answer",
        "library_id = ?1 AND answered = 1 AND removed IS NULL AND question <> '' AND id IN "
        "(SELECT answer_id FROM quoted WHERE library_id = ?1 AND source IN "
        "(SELECT value FROM json_each(?2))) ORDER BY at DESC, id LIMIT ?3",
        (library_id, names, NEWEST),
    )
    found: dict[str, QuestionRow] = {}
    for row in rows:
        occasion, question = unpack(Occasion, str(row[8])), str(row[4])
        if occasion.private or question in found:
            continue
        quotes = reader.rows(
            "quoted",
            "answer_id = ?1 AND library_id = ?2 AND body <> '' AND source IN "
            "(SELECT value FROM json_each(?3)) ORDER BY number",
            (row[0], library_id, names),
        )
        given = tuple(unpack(Quote, str(each[7])) for each in quotes)
        found[question] = QuestionRow(question, occasion.channel, given)
        if len(found) == most:
            break
    return list(found.values())


def rename(
    writer: Writer,
    library_id: int,
    source: str,
    name: str,
    *,
    titles: tuple[str, str],
    keys: tuple[Sequence[str], Sequence[str]],
) -> None:
    """Give a document another name, in all answers that quote it as well, from the commit on.

    `titles` are what a reading is called that has no title of its own, before and after, and
    `keys` the search keys of both.
    """
    [document] = writer.rows("document", "library_id = ? AND source = ?", (library_id, source))
    number, reading_id = int(document[0]), int(document[4])
    answers = document[6] is None
    if answers:
        writer.drop_words(library_id, reading_id)
    writer.update("document", (number,), source=name)
    for reading in writer.rows("reading", "document_id = ? AND title = ?", (number, titles[0])):
        _retitle(writer, reading, titles[1], len(keys[0]), " ".join(keys[1]), len(keys[1]))
    if answers:
        writer.add_words(library_id, reading_id)
    _rename_quotes(writer, library_id, source, name, titles)
    writer.touch(library_id)


def _retitle(
    writer: Writer, reading: tuple[Any, ...], title: str, before: int, words: str, count: int
) -> None:
    """Give a reading a title, and each of its passages the title's keys, which are its last."""
    passages = writer.rows("passage", "reading_id = ?", (reading[0],))
    for passage in passages:
        kept = str(passage[7]).split()
        kept = kept[: len(kept) - before]
        writer.update("passage", (passage[0],), keys=" ".join((*kept, words)).strip())
    total = int(reading[9]) + (count - before) * len(passages)
    writer.update("reading", (reading[0],), title=title, keys=total)


def _rename_quotes(
    writer: Writer, library_id: int, source: str, name: str, titles: tuple[str, str]
) -> None:
    """Let quotes of a document, and their other places, cite it by its new name."""
    written = json.dumps(source, ensure_ascii=False)
    rows = writer.rows(
        "quoted",
        "(library_id = ?1 AND source = ?2) OR instr(body, ?3) > 0",
        (library_id, source, written),
    )
    for row in rows:
        body = json.loads(row[7]) if row[7] else None
        if body is not None:
            _rename_in(body, library_id, source, name, titles)
        packed = "" if body is None else json.dumps(body, ensure_ascii=False)
        own = (row[2], row[3]) == (library_id, source)
        writer.update("quoted", (row[0], row[1]), source=name if own else row[3], body=packed)


def _rename_in(
    plain: Any,  # noqa: ANN401 - JSON
    library_id: int,
    source: str,
    name: str,
    titles: tuple[str, str],
) -> None:
    """Rename a document wherever it is cited in a quote."""
    if isinstance(plain, list):
        for each in plain:
            _rename_in(each, library_id, source, name, titles)
    elif isinstance(plain, dict):
        if (plain.get("library_id"), plain.get("source")) == (library_id, source):
            plain["source"] = name
            if plain.get("title") == titles[0]:
                plain["title"] = titles[1]
        for each in plain.values():
            _rename_in(each, library_id, source, name, titles)
