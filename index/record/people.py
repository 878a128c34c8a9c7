"""What the record holds about people, and how it is let go of.

Somebody is named in a row by `who`: "discord:5" for a member of Discord, "terminal" for whoever
works there. A row that has to stay, since it says what was quoted or changed, names nobody then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.record.kept import KeptRow, load_answer, remove_answer
from index.record.reader import Reader

if TYPE_CHECKING:
    from index.record.writer import Writer

NOBODY = ""  # who asked for an answer that was let go of
FORGOTTEN = "forgotten"  # who changed something and wanted to be forgotten
_AUTHORS = {"version": "added_by", "job": "who", "event": "who"}
_NAMED = re.compile(r"\bdiscord:\d+\b")


def let_go_of_answer(writer: Writer, answer_id: str, at: float) -> None:
    """Take from an answer all its words and whoever asked: what was quoted stays for the trail."""
    remove_answer(writer, answer_id, at)
    writer.update("answer", (answer_id,), who=NOBODY, occasion="{}")


def old_answers(reader: Reader, library_id: int, before: float) -> list[str]:
    """The answers of a library from before a moment that still name somebody."""
    rows = reader.connection.execute(
        "SELECT id FROM answer WHERE library_id = ? AND at < ? AND who <> ? ORDER BY at, id",
        (library_id, before, NOBODY),
    )
    return [str(row[0]) for row in rows]


def old_opinions(reader: Reader, table: str, library_id: int, before: float) -> list[Any]:
    """The keys of feedback or of waits from before a moment, on younger answers of a library."""
    return reader.connection.execute(
        f"SELECT answer_id, who FROM {table} WHERE at < ? "  # noqa: S608
        "AND answer_id IN (SELECT id FROM answer WHERE library_id = ?)",
        (before, library_id),
    ).fetchall()


def forget_names(writer: Writer, library_id: int, before: float) -> None:
    """Take people out of the lines of the trail that tell of answers, from before a moment."""
    rows = writer.connection.execute(
        "SELECT id, what FROM event WHERE library_id IN (?, 0) AND at < ? "
        "AND (what LIKE '% answer %' OR what LIKE 'found damaged %') AND who <> ?",
        (library_id, before, FORGOTTEN),
    ).fetchall()
    for identity, what in rows:
        writer.update("event", (identity,), who=FORGOTTEN, what=_NAMED.sub(FORGOTTEN, str(what)))


def forget_questions(writer: Writer, library_id: int) -> int:
    """Take the questions' words out of all answers of a library; of how many.

    Nobody can wait for an answer to them any more. The quotes, which are the documents', stay.
    """
    rows = writer.connection.execute(
        "SELECT id FROM answer WHERE library_id = ? AND question <> ''", (library_id,)
    ).fetchall()
    for (answer_id,) in rows:
        forget_question(writer, str(answer_id))
    writer.connection.execute(
        "DELETE FROM waiting WHERE answer_id IN (SELECT id FROM answer WHERE library_id = ?)",
        (library_id,),
    )
    return len(rows)


def forget_question(writer: Writer, answer_id: str) -> None:
    """Take a question's words out of its answer: the question, and how it was read."""
    [row] = writer.rows("answer", "id = ?", (answer_id,))
    body = {**json.loads(str(row[7])), "read_as": []}
    writer.update("answer", (answer_id,), question="", body=json.dumps(body, ensure_ascii=False))


def forget_library(writer: Writer, library_id: int) -> int:
    """Delete a library's answers with all that was thought of them, and its settings; how many.

    What its members changed stays in the trail, as done by somebody who is forgotten.
    """
    run = writer.connection.execute
    [(count,)] = run("SELECT count(*) FROM answer WHERE library_id = ?", (library_id,))
    run("DELETE FROM answer WHERE library_id = ?", (library_id,))  # quotes, opinions, waits too
    run("DELETE FROM setting WHERE library_id = ?", (library_id,))
    for table, column in _AUTHORS.items():
        of = "document_id IN (SELECT id FROM document WHERE library_id = ?)"
        rows = run(
            f"SELECT id FROM {table} WHERE {of if table == 'version' else 'library_id = ?'} "  # noqa: S608
            f"AND {column} LIKE 'discord:%'",
            (library_id,),
        ).fetchall()
        for (identity,) in rows:
            writer.update(table, (identity,), **{column: FORGOTTEN})
    rows = run(
        "SELECT id, what FROM event WHERE library_id = ? AND what LIKE '%discord:%'", (library_id,)
    ).fetchall()
    for identity, what in rows:
        writer.update("event", (identity,), what=_NAMED.sub(FORGOTTEN, str(what)))
    return int(count)


def answers_of(reader: Reader, who: str) -> list[KeptRow]:
    """What somebody asked, in all libraries, oldest first; without what they took back."""
    rows = reader.connection.execute("SELECT id FROM answer WHERE who = ? ORDER BY at, id", (who,))
    found = (load_answer(reader, str(row[0])) for row in rows.fetchall())
    return [each for each in found if each is not None]


def about(reader: Reader, who: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(kind, what is kept) about somebody in all libraries: their own words and deeds.

    Documents are named as they were when somebody changed them; no quote is told, since who once
    read it may not see it any more.
    """
    names = {row.id: row.name for row in reader.libraries()}
    for row in answers_of(reader, who):
        yield (
            "questions",
            {
                "answer": row.answer.id,
                "at": row.at,
                "library": names.get(row.library_id, ""),
                "question": row.answer.question,
                "answered": row.answered,
                "occasion": asdict(row.occasion),
                "removed": row.removed,
            },
        )
    columns = {"feedback": ("answer", "helpful", "reason", "at"), "waiting": ("answer", "at")}
    for table, kept in columns.items():
        selected = ", ".join("answer_id" if each == "answer" else each for each in kept)
        for values in reader.connection.execute(
            f"SELECT {selected} FROM {table} WHERE who = ? ORDER BY at, answer_id",  # noqa: S608
            (who,),
        ).fetchall():
            plain = dict(zip(kept, values, strict=True))
            if "helpful" in plain:
                plain["helpful"] = bool(plain["helpful"])
            yield table, plain
    for library_id, at, size in reader.connection.execute(
        "SELECT library_id, added, size FROM version JOIN document ON document.id = document_id "
        "WHERE added_by = ? ORDER BY added, version.id",
        (who,),
    ).fetchall():
        yield "files", {"at": at, "library": names.get(int(library_id or 0), ""), "size": size}
    for library_id, at, kind, state in reader.connection.execute(
        "SELECT library_id, made, kind, state FROM job WHERE who = ? ORDER BY id", (who,)
    ).fetchall():
        job = {
            "at": at,
            "library": names.get(int(library_id or 0), ""),
            "kind": kind,
            "state": state,
        }
        yield "jobs", job
    for library_id, at, what, source in reader.connection.execute(
        "SELECT library_id, at, what, source FROM event WHERE who = ? ORDER BY id", (who,)
    ).fetchall():
        done = {
            "at": at,
            "library": names.get(int(library_id or 0), ""),
            "what": what,
            "document": source,
        }
        yield "changes", done


def forget_person(writer: Writer, who: str, at: float) -> dict[str, int]:
    """Take somebody out of all rows; how many of each kind, as `about` calls them."""
    run = writer.connection.execute
    counts: dict[str, int] = {}
    answers = [str(row[0]) for row in run("SELECT id FROM answer WHERE who = ?", (who,))]
    counts["questions"] = len(answers)
    for table in ("feedback", "waiting"):
        [(counts[table],)] = run(f"SELECT count(*) FROM {table} WHERE who = ?", (who,))  # noqa: S608
        run(f"DELETE FROM {table} WHERE who = ?", (who,))  # noqa: S608
    for answer_id in answers:
        let_go_of_answer(writer, answer_id, at)
    for kind, table in (("files", "version"), ("jobs", "job"), ("changes", "event")):
        column = _AUTHORS[table]
        rows = run(f"SELECT id FROM {table} WHERE {column} = ?", (who,)).fetchall()  # noqa: S608
        for (identity,) in rows:
            writer.update(table, (identity,), **{column: FORGOTTEN})
        counts[kind] = len(rows)
    named = re.compile(rf"(?<![\w:]){re.escape(who)}(?!\w)")
    for identity, what in run("SELECT id, what FROM event WHERE instr(what, ?)", (who,)).fetchall():
        writer.update("event", (identity,), what=named.sub(FORGOTTEN, str(what)))
    return counts
