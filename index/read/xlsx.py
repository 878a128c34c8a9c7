"""Excel workbooks: sheet after sheet, row after row.

Rows are blocks, as rows.py tells them, joined by a line feed; sheets by an empty line. Where more
than one sheet holds something, its name is a heading above its rows. Places are sheets (their
number among all, and their name) and rows (as Excel numbers them).

A cell's text is what Excel shows in it, as far as its number format is simple; dates are written
2024-01-31. Of a formula, the result that was saved with it. A cell that is merged over several
rows stands in each of them. What can't be shown is counted.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, NamedTuple, cast

from index.read.archive import library_errors, rebuild_archive
from index.read.format import Extracted
from index.read.rows import (
    UNUSED,
    Gathering,
    Row,
    count,
    find_header,
    join,
    left_out,
    tell_rows,
    unused_names,
)
from index.types import PlaceKind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 100_000  # of all sheets
MOST_COLUMNS = 50
LAST_ROW = 1_048_576  # Excel's limit
MARGINS = frozenset(
    f"{page}{margin}" for page in ("odd", "even", "first") for margin in ("Header", "Footer")
)
# What is left out beside the cells, by how it begins in the parts of a workbook.
OBJECTS = {
    "chart(s)": re.compile(rb"<(?:\w+:)?chartSpace\b"),
    "picture(s)": re.compile(rb"<(?:\w+:)?pic\b"),
    "text box(es)": re.compile(rb"<(?:\w+:)?txBody\b"),
    "comment(s)": re.compile(rb"<(?:\w+:)?comment\b"),
}
OBJECT_PARTS = re.compile(r"xl/(?:charts|drawings)/[^/]*\.xml|xl/(?:comments/)?comments?\d*\.xml")
PARTS = {  # each of which is one
    "diagram(s)": re.compile(r"xl/diagrams/data\d*\.xml"),
    "embedded object(s)": re.compile(r"xl/embeddings/[^/]+"),
    "set(s) of macros": re.compile(r"xl/vbaProject\.bin"),
}
STRINGS = "xl/sharedStrings.xml"
READING_AID = re.compile(rb"<(?:\w+:)?rPh\b")
AIDS = "reading aid(s)"
COVERED = "cell(s) covered by others"
ERRORS = "cell(s) with an error"
UNCALCULATED = "formula(s) without a saved result"
WIDE = f"cell(s) right of column {MOST_COLUMNS}"
PAGE_MARGINS = "page header(s) or footer(s)"

# The parts of a number format: literals, paddings, currencies, colours, digits, all else.
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\]"
    r"|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+)|(?P<literal>[-+$()%€£¥ ])|(?P<other>.)",
    re.IGNORECASE,
)
CONTROL = re.compile("_x(000[9AaDd])_")  # a line break or tab, as Excel may write it
SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
LONGEST_FORMAT = 255
MOST_PLACES = 30
LARGEST = 1e40
EXACT = Context(prec=100, rounding=ROUND_HALF_UP)  # halves go up, as in Excel


def read_xlsx(source: str, data: bytes) -> Extracted:
    """Read an Excel workbook.

    Raises:
        UnreadableError: it is damaged, protected, or holds no text.
    """
    import openpyxl  # late: only the process that reads a file needs it

    copy = rebuild_archive(source, data)
    reader = _Reader(source)
    with warnings.catch_warnings(), zipfile.ZipFile(copy) as parts:
        warnings.simplefilter("ignore")  # openpyxl warns of what it wouldn't write back
        with _library_errors(source):
            book = openpyxl.load_workbook(copy, read_only=True, data_only=True)
            names, title = book.sheetnames, book.properties.title or ""
        for sheet in book.worksheets:
            reader.read(names.index(sheet.title) + 1, sheet, parts)
        reader.count_objects(parts)
    return reader.gather().finish(source, title, reader.notes())


def _library_errors(source: str) -> AbstractContextManager[None]:
    """Around calls of openpyxl."""
    from openpyxl.utils import exceptions as own

    return library_errors(
        source,
        own.CellCoordinatesException,
        own.InvalidFileException,
        own.NamedRangeException,
        own.SheetTitleException,
    )


@dataclass(slots=True)
class _Facts:
    """What openpyxl's cells don't tell of a sheet.

    `filled` are the numbers of rows with values, `merged` the (column, row, last row) of cells
    that reach over several rows.
    """

    filled: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    hidden: int = 0
    counts: Counter[str] = field(default_factory=Counter)


def _scan(parts: zipfile.ZipFile, name: str) -> _Facts:
    """Look through a sheet's XML."""
    from openpyxl.utils.cell import range_boundaries
    from openpyxl.xml.functions import iterparse

    facts, number = _Facts(), 0
    with parts.open(name) as handle:
        for _, element in iterparse(handle):
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                before, number = number, int(element.get("r", number + 1))
                if not before < number <= LAST_ROW:
                    raise ValueError(number)
                _scan_row(facts, number, element)
                element.clear()
            elif tag == "mergeCell":
                left, top, _, bottom = range_boundaries(element.get("ref", ""))
                if left and top and bottom and bottom > top:
                    facts.merged.append((left - 1, top, bottom))
            elif tag == "rPh":
                facts.counts[AIDS] += 1
            elif tag in MARGINS:
                facts.counts[PAGE_MARGINS] += bool(element.text)
    return facts


def _scan_row(facts: _Facts, number: int, row: Element) -> None:
    """Note which cells of a row hold something, and what is odd about them."""
    from openpyxl.utils.cell import coordinate_to_tuple

    column, filled = 0, False
    for cell in row:
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        kinds = {child.tag.rpartition("}")[2]: child for child in cell}
        if "is" in kinds or ("v" in kinds and kinds["v"].text):
            filled = True
            facts.counts[WIDE] += column > MOST_COLUMNS
        elif "f" in kinds and cell.get("t") != "str":  # else its result is an empty text
            facts.counts[UNCALCULATED] += 1
    if filled:
        facts.filled.append(number)
        facts.hidden += row.get("hidden") in ("1", "true")


class _Cell(NamedTuple):
    """A cell as openpyxl has it; `kind` is "e" for errors."""

    value: object
    kind: str
    format: str


def _cells(
    source: str, sheet: Worksheet, filled: list[int]
) -> Iterator[tuple[int, list[_Cell | None]]]:
    """The numbers and cells of the rows that are filled, None for empty cells."""
    wanted = frozenset(filled)
    with _library_errors(source):
        # What a file says of its size may be wrong.
        cast("ReadOnlyWorksheet", sheet).reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            if number in wanted:
                yield (
                    number,
                    [
                        None
                        if cell.value is None
                        else _Cell(cell.value, cell.data_type, cell.number_format)
                        for cell in row
                    ],
                )


@dataclass(slots=True)
class _Reader:
    """A workbook on its way to text, and what has to be told about it.

    `sheets` are the number, the name and the rows of those that hold something; `room` is how
    many rows may still be read.
    """

    source: str
    sheets: list[tuple[int, str, list[Row]]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    cut: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    hidden_rows: int = 0
    headed: int = 0
    room: int = field(default_factory=lambda: MOST_ROWS)

    def read(self, number: int, sheet: Worksheet, parts: zipfile.ZipFile) -> None:
        """Take over what a sheet holds."""
        path = getattr(sheet, "_worksheet_path")  # noqa: B009  the library has no other name for it
        with _library_errors(self.source):
            facts = _scan(parts, path)
        self.counts += facts.counts
        self.hidden_rows += facts.hidden
        rows = self._rows(sheet, facts)
        if rows:
            self.sheets.append((number, sheet.title, rows))
            if sheet.sheet_state != "visible":
                self.hidden.append(f"“{sheet.title}”")

    def _rows(self, sheet: Worksheet, facts: _Facts) -> list[Row]:
        """The rows that hold something, as long as there is room."""
        found: dict[int, list[str]] = {}
        for number, cells in _cells(self.source, sheet, facts.filled):
            if not any(cells):
                continue
            if len(found) == self.room:
                beyond = len(facts.filled) - bisect_left(facts.filled, number)
                self.cut.append(f"{count(beyond, 'row(s)')} of “{sheet.title}”")
                break
            found[number] = [self._show(cell) for cell in cells]
        self.room -= len(found)
        self.counts[COVERED] += _fill_down(found, facts.merged)
        return [Row(number, tuple(cells)) for number, cells in found.items() if any(cells)]

    def _show(self, cell: _Cell | None) -> str:
        """What a cell shows."""
        if cell is None:
            return ""
        if cell.kind == "e":
            self.counts[ERRORS] += 1
            return ""
        return show(cell.value, cell.format).strip()

    def count_objects(self, parts: zipfile.ZipFile) -> None:
        """Count what floats above the cells."""
        for name in parts.namelist():
            if OBJECT_PARTS.fullmatch(name):
                content = parts.read(name)
                for thing, pattern in OBJECTS.items():
                    self.counts[thing] += len(pattern.findall(content))
            for thing, path in PARTS.items():
                self.counts[thing] += bool(path.fullmatch(name))
            if name == STRINGS:
                self.counts[AIDS] += len(READING_AID.findall(parts.read(name)))

    def gather(self) -> Gathering:
        """The text of all sheets."""
        gathering = Gathering(tables=len(self.sheets))
        for number, name, rows in self.sheets:
            gathering.begin_part()
            places = [(PlaceKind.SHEET, number, name)]
            if len(self.sheets) > 1:
                gathering.add(name, *places, level=1)
                places = []
            header = find_header(rows)
            self.headed += header is not None
            self.counts[UNUSED] += unused_names(rows, header)
            for row, text in zip(rows, tell_rows(rows, header), strict=True):
                if text:
                    gathering.add(text, *places, (PlaceKind.ROW, row.number, ""))
                    places = []
        return gathering

    def notes(self) -> Iterator[str]:
        """What was left out or guessed, in sentences."""
        yield from left_out(self.counts)
        if self.cut:
            yield f"Only the first {MOST_ROWS:,} rows are read: {join(self.cut)} were left out."
        if self.hidden:
            sheets = "The hidden sheet" if len(self.hidden) == 1 else "The hidden sheets"
            yield f"{sheets} {join(self.hidden)} {_was(len(self.hidden))} read all the same."
        if self.hidden_rows:
            rows = count(self.hidden_rows, "hidden row(s)")
            yield f"{rows} {_was(self.hidden_rows)} read all the same."
        if self.headed:
            where = "" if len(self.sheets) == 1 else f"In {count(self.headed, 'sheet(s)')} "
            yield (
                where
                + ("the" if where else "The")
                + (" first full row was taken for the names of the columns.")
            )


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _fill_down(rows: dict[int, list[str]], merged: list[tuple[int, int, int]]) -> int:
    """Write what a cell over several rows shows into each of those that hold something.

    Returns how many of them held something else there, which Excel doesn't show.
    """
    numbers = [*rows]
    covered = 0
    for column, top, bottom in merged:
        if column < MOST_COLUMNS and top in rows and column < len(rows[top]):
            for number in numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]:
                covered += bool(rows[number][column])
                rows[number][column] = rows[top][column]
    return covered


def show(value: object, style: str) -> str:
    """What Excel shows of a value in a number format; a plain form where that isn't simple."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _show_number(value, style)
    if isinstance(value, datetime | date | time):
        return _show_time(value, re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", style).lower())
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return CONTROL.sub(lambda found: chr(int(found[1], 16)), str(value))


def _show_time(value: date | time, style: str) -> str:
    """A date and time of day, as much of it as the format shows."""
    day = clock = ""
    if isinstance(value, date):
        day = value.isoformat()[: 10 if "d" in style else 7 if "m" in style else 4]
    if isinstance(value, datetime | time):
        clock = value.strftime("%H:%M:%S" if "s" in style else "%H:%M")
    if not day or ("h" in style and "y" not in style and "d" not in style):
        return clock
    return f"{day} {clock}" if clock and "h" in style else day


def _show_number(value: float, style: str) -> str:
    """A number in a format of one to three parts: for positive, negative numbers and zero."""
    plain = str(value) if isinstance(value, int) else f"{value:.15g}"
    if style == "General" or not abs(value) < LARGEST or len(style) > LONGEST_FORMAT:
        return plain
    sections = SECTIONS.split(style)
    sign, section = ("-" if value < 0 else ""), sections[0]
    if value < 0 and len(sections) > 1:
        sign, section = "", sections[1]
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    shown = _show_section(Decimal(plain).copy_abs(), section)
    return f"{sign}{shown}".strip() if shown else plain


def _show_section(number: Decimal, section: str) -> str | None:
    """A number from 0 up in one part of a format; None if that holds more than digits and signs."""
    around, pattern, percent = ["", ""], None, False
    for token in TOKEN.finditer(section):
        if token["other"] or (token["digits"] and pattern is not None):
            return None
        if token["digits"]:
            pattern = token["digits"]
        percent = percent or token["literal"] == "%"
        literal = token["quoted"] or token["escaped"] or token["currency"] or token["literal"]
        around[pattern is not None] += literal or ""
    if pattern is None:
        return around[0]  # a dash for zero, say
    whole, _, places = pattern.partition(".")
    if whole.endswith(",") or len(places) > MOST_PLACES:
        return None  # in thousands, or more exact than a number can be
    exact = EXACT.multiply(number, Decimal(100 if percent else 1))
    digits, _, fraction = f"{EXACT.quantize(exact, Decimal(10) ** -len(places)):f}".partition(".")
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        digits = THOUSANDS.sub(",", digits)
    needed = places.rfind("0") + 1
    fraction = fraction[:needed] + fraction[needed:].rstrip("0")
    return f"{around[0]}{digits}{'.' if fraction else ''}{fraction}{around[1]}"
