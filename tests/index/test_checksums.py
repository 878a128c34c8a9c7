"""Any change to a row that matters is noticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.libraries import Libraries
from index.record.reader import sound
from index.record.schema import COLUMNS, KEYS
from index.types import Limits
from tests.conftest import GARDEN, HANDBOOK, PEAR

COVERED = [(table, column) for table, columns in COLUMNS.items() for column in columns]
# What no question is asked of as it stands, but by its checksum.
UNCOVERED = {"checksum", "tries"}


@pytest.fixture
def filled(libraries: Libraries) -> Libraries:
    files = [("garden.txt", GARDEN), ("handbook.md", HANDBOOK)]
    origins = {name: "https://garden.example" for name, _ in files}
    libraries.shared.add(files, by="ann", origins=origins)
    libraries.server(1).stage(files, by="ann", origins=origins)  # and waits
    libraries.shared.limit("garden.txt", Limits(channels=frozenset([7])), by="ann")
    kept = libraries.shared.kept
    answer = libraries.shared.ask(PEAR, who="bob")
    kept.judge(answer.id, who="carl", helpful=False, reason="Which tree?")
    kept.ask_to_be_told(answer.id, who="carl")
    libraries.shared.settings.put({"silence": "strict"}, by="ann")
    return libraries


def test_every_column_of_every_table_that_matters_is_covered(filled: Libraries) -> None:
    with filled.store.reading() as reader:
        for table, covered in COLUMNS.items():
            columns = {row[1] for row in reader.connection.execute(f"PRAGMA table_info({table})")}
            assert columns - set(covered) <= UNCOVERED
            assert set(KEYS[table]) <= set(covered)


def test_a_change_of_any_column_is_noticed(filled: Libraries) -> None:
    changes: list[tuple[str, Callable[[object], object]]] = [
        ("int", lambda value: int(value) + 1000),  # type: ignore[call-overload]
        ("float", lambda value: float(value) + 0.5),  # type: ignore[arg-type]
        ("str", lambda value: f"{value}x"),
        ("bytes", lambda value: bytes(value)[:-1] + b"?"),  # type: ignore[call-overload]
        ("NoneType", lambda value: 1),
    ]
    change = dict(changes)
    with pytest.raises(ZeroDivisionError), filled.store.writing() as writer:
        run = writer.connection.execute
        run("PRAGMA defer_foreign_keys = ON")
        for table, column in COVERED:
            [(count, good)] = run(f"SELECT count(*), sum({sound(table)}) FROM {table}")  # noqa: S608
            assert count == good > 0, table
            key = " AND ".join(f'"{each}" = ?' for each in KEYS[table])
            names = ", ".join(f'"{each}"' for each in KEYS[table])
            found = run(f'SELECT "{column}", {names} FROM {table} LIMIT 1').fetchone()  # noqa: S608
            assert found is not None
            before, *identity = found
            after = change[type(before).__name__](before)
            run("SAVEPOINT changed")
            kind = dict(run(f"SELECT name, type FROM pragma_table_info('{table}')"))[column]  # noqa: S608
            if before is None and kind == "TEXT":
                after = "x"
            run(f'UPDATE {table} SET "{column}" = ? WHERE {key}', (after, *identity))  # noqa: S608
            [(bad,)] = run(f"SELECT count(*) FROM {table} WHERE NOT {sound(table)}")  # noqa: S608
            assert bad == 1, (table, column)
            run("ROLLBACK TO changed")
        raise ZeroDivisionError  # nothing of it is kept
