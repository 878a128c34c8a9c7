"""Bringing the tables of an older Footnote up to date, within one transaction."""

from __future__ import annotations

from index.record.schema import SCHEMA, SCHEMA_VERSION
from index.record.writer import Writer

OLD = ("library", "document", "passage", "vector", "failure", "event")


def migrate(writer: Writer) -> None:
    """Turn format 2 into this one; the transaction is the caller's.

    Format 2 had one version and one reading of each document and no jobs or answers. Its indexes
    are not taken over: the first question makes them from the vectors, which are.
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
    run(f"PRAGMA user_version = {SCHEMA_VERSION}")
