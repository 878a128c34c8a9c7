"""Tables as text (.csv, .tsv): one record a row, each told with the names of its columns.

Rows are blocks, as rows.py tells them, joined by a line feed. A place is a row, numbered as a
spreadsheet does it that opens the file: an empty line is a row, a line break within quotes begins
none. What separates the cells isn't told by the file; it is whatever makes its rows equally wide.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import PurePosixPath

from index.errors import UnreadableError
from index.read.encoding import decode_guess
from index.read.format import Extracted
from index.read.rows import (
    UNUSED,
    Gathering,
    Row,
    count,
    find_header,
    left_out,
    tell_rows,
    unused_names,
)
from index.types import PlaceKind

SEPARATORS = ",;\t|"
NONE = "\x1f"  # what no text holds: the separator of a table with one column
DECLARED = re.compile(
    r"sep=([^\w\s\"]|\t)\r?\n"
)  # a line that Excel takes for an instruction, not for a row
SAMPLE = 64 * 1024  # characters
SAMPLE_RECORDS = 200
MOST_ROWS = 100_000
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def read_csv(source: str, data: bytes) -> Extracted:
    """Read a table of comma-separated values, or of values separated by something else.

    Raises:
        UnreadableError: it isn't text, its quotation marks don't match, or it holds nothing.
    """
    text, guessed = decode_guess(source, data)
    declared = DECLARED.match(text)
    if declared:
        text, separator = text[declared.end() :], declared[1]
    elif PurePosixPath(source).suffix.lower() == ".tsv":
        separator = "\t"
    else:
        separator = _find_separator(text)
    rows, beyond = _read_rows(source, text, separator)
    header = find_header(rows)
    gathering = Gathering(tables=1)
    for row, told in zip(rows, tell_rows(rows, header), strict=True):
        gathering.add(told, (PlaceKind.ROW, row.number, ""))
    notes = [guessed] if guessed else []
    if separator not in (",", NONE) and not declared:
        notes.append(f"The columns were taken to be separated by {NAMES[separator]}.")
    if header is not None:
        notes.append(f"Row {rows[header].number:,} was taken for the names of the columns.")
    notes += left_out({UNUSED: unused_names(rows, header)})
    if beyond:
        notes.append(
            f"Only the first {MOST_ROWS:,} rows are read: {count(beyond, 'row(s)')} after row "
            f"{rows[-1].number:,} were left out."
        )
    return gathering.finish(source, None, notes)


def _find_separator(text: str) -> str:
    """What separates the cells: what gives most records, and more than half, the same width.

    Failing that, what the first line holds most of; a table whose first line holds none of them
    has one column. (The standard library's Sniffer is of little help: it says of most tables
    that quotation marks within quotes aren't doubled, and gives up on rows of unequal width.)
    """
    sample = text[:SAMPLE]
    best, share = "", 0.5
    for separator in SEPARATORS:
        records = _parse(sample, separator, SAMPLE_RECORDS)
        widths = Counter(len(record) for record in records if record)
        width, number = widths.most_common(1)[0] if widths else (0, 0)
        if width > 1 and number / widths.total() > share:
            best, share = separator, number / widths.total()
    if best:
        return best
    first = sample.lstrip().partition("\n")[0]
    return max(SEPARATORS, key=first.count) if any(map(first.count, SEPARATORS)) else NONE


def _parse(text: str, separator: str, most: int) -> list[list[str]]:
    """The first records of a sample, however its quotation marks may match."""
    with _long_fields(len(text)):
        return [*islice(_reader(text, separator, strict=False), most)]


def _reader(text: str, separator: str, *, strict: bool) -> Iterator[list[str]]:
    """The records of a text. Its line ends stay as they are, within quotes too."""
    lines = io.StringIO(text, newline="")
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)


@contextmanager
def _long_fields(size: int) -> Iterator[None]:
    """Let a cell be as long as the file, whose size was limited before."""
    usual = csv.field_size_limit(size + 1)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _read_rows(source: str, text: str, separator: str) -> tuple[list[Row], int]:
    """The rows that hold something, and how many more there are than can be read."""
    rows: list[Row] = []
    beyond = number = 0
    with _long_fields(len(text)):
        try:
            for number, record in enumerate(_reader(text, separator, strict=True), start=1):
                cells = tuple(cell.strip() for cell in record)
                if any(cells) and len(rows) == MOST_ROWS:
                    beyond += 1
                elif any(cells):
                    rows.append(Row(number, cells))
        except csv.Error as error:
            raise UnreadableError(
                f"“{source}” has a quotation mark without its match in row {number + 1:,}. "
                "Mend it, or save the table again from a spreadsheet, and add it again."
            ) from error
    return rows, beyond
