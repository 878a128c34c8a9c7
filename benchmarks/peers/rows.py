"""The results file: JSON lines, one for each time that a system was asked a set."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]
KEY = ("system", "cut", "set")


def key_of(row: Row) -> tuple[Any, ...]:
    """What tells a row from others that count."""
    return tuple(row[each] for each in KEY)


def latest(rows: Iterable[Row]) -> list[Row]:
    """Of rows of the same system, cut and set the last."""
    return list({key_of(row): row for row in rows}.values())


def read_rows(path: Path) -> list[Row]:
    """The rows of a results file that count; none if there is no file."""
    if not path.exists():
        return []
    return latest(map(json.loads, path.read_text(encoding="utf-8").splitlines()))
