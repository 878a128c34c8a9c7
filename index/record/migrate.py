"""Bringing the tables of an older Footnote up to date, within one transaction."""

from __future__ import annotations

from index.record.schema import ANSWERS, ORIGINS, SCHEMA, SCHEMA_VERSION, SETTINGS
from index.record.writer import Writer

OLD = ("library", "document", "passage", "vector", "failure", "event")


def migrate(writer: Writer) -> None:
    """Turn an older format into this one; the transaction is the caller's."""
    steps = {2: _from_2, 3: _from_3, 4: _from_4, 5: _from_5}
    steps[writer.version()](writer)
    writer.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _from_5(writer: Writer) -> None:
    """Format 5 did not keep from which address a document was taken."""
    writer.connection.execute(ORIGINS)


def _from_4(writer: Writer) -> None:
    """Format 4 had no settings of servers, and no unanswered question was settled.

    Tables are made anew, not altered, so that all are defined as the doctor expects them.
    """
    run = writer.connection.execute
    tables = {
        "answer": "id, library_id, at, who, question, confidence, answered, body, occasion, "
        "removed, '', NULL",
        "quoted": "*",
        "feedback": "*",
        "waiting": "*",
    }
    for table in tables:
        run(f"ALTER TABLE {table} RENAME TO old_{table}")
    run("DROP INDEX quoted_source")
    run(ANSWERS)
    run(SETTINGS)
    for table, columns in tables.items():
        run(f"INSERT INTO {table} SELECT {columns} FROM old_{table}")  # noqa: S608
    for table in reversed(tables):
        run(f"DROP TABLE old_{table}")
    writer.mend_checksums("answer")
    _from_5(writer)


def _from_3(writer: Writer) -> None:
    """Format 3 knew of an answer only who asked what, and which spans were quoted."""
    run = writer.connection.execute
    for table in ("answer", "quoted"):
        run(f"ALTER TABLE {table} RENAME TO old_{table}")
    run(ANSWERS)
    run(SETTINGS)
    run(
        "INSERT INTO answer SELECT id, library_id, at, who, question, confidence, answered, "
        "'{}', '{}', NULL, '', NULL FROM old_answer"
    )
    run(
        "INSERT INTO quoted SELECT answer_id, number, library_id, source, fingerprint, start, "
        "\"end\", '', NULL FROM old_quoted"
    )
    run("DROP TABLE old_quoted")
    run("DROP TABLE old_answer")
    writer.mend_checksums("answer", "quoted")
    _from_5(writer)


def _from_2(writer: Writer) -> None:
    """Format 2 had one version and one reading of each document, and no jobs or answers.

    Its indexes are not taken over: the first question makes them from the vectors, which are.
    """
    run = writer.connection.execute
    run("PRAGMA defer_foreign_keys = ON")
    for table in OLD:
        run(f"ALTER TABLE {table} RENAME TO old_{table}")
    run("DROP INDEX passage_document")
    libraries = run("SELECT id FROM old_library").fetchall()
    run(SCHEMA)
    run(
        "INSERT INTO library SELECT id, name, 1, 0, model, model_fingerprint, dimension, updated, "
        "NULL FROM old_library"
    )
    run(
        "INSERT INTO version SELECT id, id, fingerprint, size, added, added_by, NULL "
        "FROM old_document"
    )
    run(
        "INSERT INTO reading SELECT id, id, id, title, lines, text_fingerprint, layout, "
        "(SELECT count(*) FROM old_passage WHERE document_id = old_document.id), "
        "(SELECT coalesce(sum(json_array_length(sentences)), 0) FROM old_passage "
        "WHERE document_id = old_document.id), "
        "(SELECT coalesce(sum(keys), 0) FROM old_passage WHERE document_id = old_document.id), "
        "NULL FROM old_document"
    )
    run(
        "INSERT INTO document SELECT id, library_id, source, id, id, '{}', NULL, NULL "
        "FROM old_document"
    )
    for (library,) in libraries:
        run(
            'INSERT INTO passage SELECT old_passage.id, document_id, start, "end", text, section, '  # noqa: S608
            f"sentences, words_{library}.keys, hash, NULL FROM old_passage "
            f"JOIN words_{library} ON words_{library}.rowid = old_passage.id"
        )
    run("INSERT INTO vector SELECT model_fingerprint, hash, vectors, NULL FROM old_vector")
    run("INSERT INTO failure SELECT * FROM old_failure")
    run(
        "INSERT INTO event SELECT id, at, library_id, who, what, source, fingerprint, NULL "
        "FROM old_event"
    )
    for table in reversed(OLD):
        run(f"DROP TABLE old_{table}")
    writer.mend_checksums()
    for row in writer.libraries():
        writer.make_words(row.id)
