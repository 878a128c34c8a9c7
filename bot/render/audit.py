"""The audit trail as JSON Lines and as CSV. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import UTC, datetime

from index.types import Event

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula's beginning


def json_lines(events: Iterable[Event]) -> Iterator[str]:
    """One object a line; times in ISO 8601, UTC."""
    for event in events:
        yield json.dumps({**asdict(event), "at": _moment(event.at)}, ensure_ascii=False) + "\n"


def csv_lines(events: Iterable[Event]) -> Iterator[str]:
    """A header and a line for each event, as RFC 4180 has it.

    A cell that a spreadsheet would run as a formula has an apostrophe before it.
    """
    yield _line([field.name for field in fields(Event)])
    for event in events:
        values = {**asdict(event), "at": _moment(event.at)}
        yield _line([_harmless("" if value is None else str(value)) for value in values.values()])


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
