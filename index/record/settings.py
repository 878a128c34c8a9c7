"""Settings of servers in the record: names with JSON values. What they mean, others say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from index.record.reader import Reader

if TYPE_CHECKING:
    from index.record.writer import Writer

KEEP_QUESTIONS = "keep_questions"  # the setting that says whether questions' words are kept


def load_settings(reader: Reader, library_id: int) -> dict[str, Any]:
    """What a library's server has set, by name.

    Raises:
        StoreError: a row was damaged.
    """
    rows = reader.rows("setting", "library_id = ? ORDER BY name", (library_id,))
    return {str(name): json.loads(value) for _, name, value in rows}


def save_setting(writer: Writer, library_id: int, name: str, value: object) -> None:
    """Set a value that JSON can hold, in the place of the one before; None takes it away."""
    if value is None:
        writer.connection.execute(
            "DELETE FROM setting WHERE library_id = ? AND name = ?", (library_id, name)
        )
        return
    writer.insert(
        "setting",
        *(library_id, name, json.dumps(value, ensure_ascii=False, sort_keys=True)),
        rest="ON CONFLICT DO UPDATE SET value = excluded.value, checksum = excluded.checksum",
    )
