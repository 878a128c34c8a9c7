"""Answers in the record: kept with all that stands on their messages, judged, waited on, removed.

Words of a quote leave the record with the document that is purged, and all words of an answer with
the member who takes it back; that it was given, and what it cited, stays for the audit trail.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.record.plain import pack, unpack
from index.record.reader import Reader
from index.types import Answer, Feedback, Occasion, Quote, Settled, Waiting

if TYPE_CHECKING:
    from index.record.writer import Writer

_APART = frozenset({"question", "quotes", "nearest", "confidence", "id"})  # columns and rows


@dataclass(frozen=True, slots=True)
class KeptRow:
    """An answer as the record has it. `quotes` are those with words left, by their numbers."""

    answer: Answer
    quotes: dict[int, Quote]
    answered: bool
    library_id: int
    who: str
    at: float
    occasion: Occasion
    removed: float | None
    settled: Settled


def save_answer(
    writer: Writer, library_id: int, answer: Answer, at: float, who: str, occasion: Occasion
) -> None:
    """Keep an answer, and which span of which version it quoted."""
    writer.insert(
        "answer",
        *(answer.id, library_id, at, who, answer.question, answer.confidence),
        *(int(answer.answered), pack(answer, leave_out=_APART), pack(occasion)),
        *(None, Settled.OPEN),
    )
    for number, quote in enumerate(answer.quotes or answer.nearest):
        citation = quote.citation
        writer.insert(
            "quoted",
            *(answer.id, number, citation.library_id, citation.source, citation.fingerprint),
            *(citation.span.start, citation.span.end, pack(quote)),
        )


def load_answer(reader: Reader, answer_id: str) -> KeptRow | None:
    """One answer; None if the record has none of this id.

    Raises:
        StoreError: its rows were damaged.
    """
    for row in reader.rows("answer", "id = ?", (answer_id,)):
        _, library_id, at, who, question, confidence, answered, body, *rest = row
        occasion, removed, settled = rest
        rows = reader.rows("quoted", "answer_id = ? AND body <> '' ORDER BY number", (answer_id,))
        return KeptRow(
            answer=unpack(
                *(Answer, body),
                question=question,
                quotes=(),
                nearest=(),
                confidence=confidence,
                id=answer_id,
            ),
            quotes={int(each[1]): unpack(Quote, each[7]) for each in rows},
            answered=bool(answered),
            library_id=int(library_id),
            who=str(who),
            at=float(at),
            occasion=unpack(Occasion, occasion),
            removed=removed,
            settled=Settled(settled),
        )
    return None


def place_answer(writer: Writer, answer_id: str, channel: int, messages: tuple[int, ...]) -> None:
    """Note in which messages an answer stands."""
    for row in writer.rows("answer", "id = ? AND removed IS NULL", (answer_id,)):
        occasion = replace(unpack(Occasion, row[8]), channel=channel, messages=messages)
        writer.update("answer", (answer_id,), occasion=pack(occasion))


def remove_answer(writer: Writer, answer_id: str, at: float) -> None:
    """Let go of all words of an answer, of what was thought of it and of who waits on it."""
    writer.update("answer", (answer_id,), question="", body="{}", removed=at)
    for number in writer.numbers("SELECT number FROM quoted WHERE answer_id = ?", answer_id):
        writer.update("quoted", (answer_id, number), body="")
    for table in ("feedback", "waiting"):
        writer.connection.execute(f"DELETE FROM {table} WHERE answer_id = ?", (answer_id,))  # noqa: S608


def settle_answer(writer: Writer, answer_id: str, settled: Settled) -> None:
    """Say what became of a question that no document answered."""
    writer.update("answer", (answer_id,), settled=settled)


def settled_answers(reader: Reader, library_id: int) -> dict[str, Settled]:
    """What became of the unanswered questions of a library that are settled, by answer.

    Raises:
        StoreError: a row was damaged.
    """
    rows = reader.rows("answer", "library_id = ? AND settled <> '' ORDER BY at, id", (library_id,))
    return {str(row[0]): Settled(row[10]) for row in rows}


def save_feedback(writer: Writer, feedback: Feedback) -> None:
    """Keep what a person thinks of an answer, in the place of what they thought before."""
    writer.insert(
        "feedback",
        *(feedback.answer_id, feedback.who, int(feedback.helpful), feedback.reason, feedback.at),
        rest="ON CONFLICT DO UPDATE SET helpful = excluded.helpful, reason = excluded.reason, "
        "at = excluded.at, checksum = excluded.checksum",
    )


def feedback_on(reader: Reader, library_id: int, answer_id: str | None = None) -> list[Feedback]:
    """What people think of a library's answers, or of one of them; oldest first."""
    rows = reader.rows(
        "feedback",
        "answer_id IN (SELECT id FROM answer WHERE library_id = ?1 AND (?2 IS NULL OR id = ?2)) "
        "ORDER BY at, answer_id, who",
        (library_id, answer_id),
    )
    return [Feedback(each, who, bool(helpful), why, at) for each, who, helpful, why, at in rows]


def save_waiting(writer: Writer, waiting: Waiting) -> None:
    """Keep that somebody waits, or how far their waiting is."""
    writer.insert(
        "waiting",
        *(waiting.answer_id, waiting.who, waiting.at, waiting.told, waiting.revision),
        rest="ON CONFLICT DO UPDATE SET at = excluded.at, told = excluded.told, "
        "revision = excluded.revision, checksum = excluded.checksum",
    )


def waiting_on(reader: Reader, library_id: int) -> list[Waiting]:
    """Who waits and was not told yet, longest first."""
    rows = reader.rows(
        "waiting",
        "told IS NULL AND answer_id IN (SELECT id FROM answer WHERE library_id = ?) "
        "ORDER BY at, answer_id, who",
        (library_id,),
    )
    return [Waiting(*row) for row in rows]


def forget_words(writer: Writer, library_id: int, source: str) -> None:
    """Take the words of a document out of all answers, and its places from others' quotes."""
    for answer_id, number in writer.connection.execute(
        "SELECT answer_id, number FROM quoted WHERE library_id = ? AND source = ?",
        (library_id, source),
    ).fetchall():
        writer.update("quoted", (answer_id, number), body="")
    for row in writer.rows("quoted", "body LIKE ?", ('%"also": [{%',)):
        quote = unpack(Quote, row[7])
        also = tuple(
            each for each in quote.also if (each.library_id, each.source) != (library_id, source)
        )
        if also != quote.also:
            writer.update("quoted", (row[0], row[1]), body=pack(replace(quote, also=also)))
