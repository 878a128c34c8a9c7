"""Rows of tables to text, and the text that a reader gathers block by block.

A row becomes one block, which says of each cell in which column it stands:

    Lamp: Aurora; Price: 12.50 €; In stock: 3

The column's name, a colon, the cell; a semicolon before the next. All words are the document's:
the names come from the row that names the columns, if there is one, and else are left away, as
empty cells are. Where a name or a cell ends in a mark of its own, no second one is set. A row ends
without a full stop, lest it be taken for part of a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.errors import UnreadableError
from index.read.format import Extracted
from index.types import Block, BlockKind, Place, PlaceKind, Span

MARKED_NAME = re.compile(r"[:;,.!?…=]$")
MARKED_CELL = re.compile(r"[:;,.!?…][\"”“’‘'»)\]]*$")
NUMBER = re.compile(r"[-+−(<>≤≥~±$€£¥#\s]*\d")
PLURAL = re.compile(r"\((e?s)\)")
LONGEST_NAME = 80  # characters: what is longer is no column's name
MOST_WORDS = 8
HEADER_WITHIN = 10  # rows from the top: titles and remarks may stand above the columns' names
SAMPLE = 200  # rows below that are looked at


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number as a person counts, and its cells, empty ones as ""."""

    number: int
    cells: tuple[str, ...]


def find_header(rows: Sequence[Row], *, marked: bool = False, cautious: bool = False) -> int | None:
    """Which of the rows names the columns: the first full one, if its cells are distinct names.

    Titles and remarks above it are no full rows. There is none if nothing stands below it, or if
    the table has one column only, or looks like a form. `marked` says that the document itself
    sets the first row apart, so that its cells need only be distinct; `cautious` that in tables of
    this origin the first row is often like the others.
    """
    for index, row in enumerate(rows[: 1 if marked else HEADER_WITHIN]):
        below = rows[index + 1 : index + 1 + SAMPLE]
        names = [_name(cell).casefold() for cell in row.cells if cell]
        used = {column for each in (row, *below) for column, cell in enumerate(each.cells) if cell}
        if len(names) < 2 or len(names) * 2 < len(used):
            continue
        if not below or len(set(names)) < len(names):
            return None
        if marked:
            return index
        names_all = all(map(_is_name, names))
        return index if names_all and not _is_form(row, below, cautious=cautious) else None
    return None


def tell_rows(rows: Sequence[Row], header: int | None) -> list[str]:
    """The text of each row, those below the `header` with its names.

    The header's own is empty, since the others say it.
    """
    names = () if header is None else tuple(map(_name, rows[header].cells))
    below = len(rows) if header is None else header
    return [
        "" if index == header else _tell(names if index > below else (), row.cells)
        for index, row in enumerate(rows)
    ]


def unused_names(rows: Sequence[Row], header: int | None) -> int:
    """How many names of columns no row is told with, as their columns are empty."""
    if header is None:
        return 0
    used = {column for row in rows[header + 1 :] for column, cell in enumerate(row.cells) if cell}
    return sum(bool(cell) and column not in used for column, cell in enumerate(rows[header].cells))


def _tell(names: Sequence[str], cells: Sequence[str]) -> str:
    """The text of cells, each with its column's name."""
    pieces: list[str] = []
    for column, cell in enumerate(cells):
        if not cell:
            continue
        if pieces:
            pieces.append(" " if MARKED_CELL.search(pieces[-1][-9:]) else "; ")
        if name := names[column] if column < len(names) else "":
            pieces.append(name + (" " if MARKED_NAME.search(name) else ": "))
        pieces.append(cell)
    return "".join(pieces)


def _name(cell: str) -> str:
    """A column's name on one line."""
    return " ".join(cell.split())


def is_number(cell: str) -> bool:
    """Whether a cell holds a number, a date or an amount rather than words."""
    letters = sum(map(str.isalpha, cell))
    digits = sum(map(str.isdigit, cell))
    return not letters or bool(NUMBER.match(cell) and digits >= letters)


def _is_name(cell: str) -> bool:
    """Whether a cell could name a column: a few words, neither a number nor a sentence."""
    words = cell.split()
    finished = len(words) > 2 and cell[-1] in ".!…"  # "Art. No." is a name
    return (
        len(cell) <= LONGEST_NAME
        and len(words) <= MOST_WORDS
        and not finished
        and not is_number(cell)
    )


def _is_form(row: Row, below: Sequence[Row], *, cautious: bool) -> bool:
    """Whether two columns are names and what is filled in beside them, the first row included.

    In a table the cells of a column are of one kind; in a form each row has a kind of its own.
    Where both columns hold words, only caution decides: a name of a column that is none would
    turn a row into nonsense, one that isn't recognised is merely missing.
    """
    if any(any(each.cells[2:]) for each in (row, *below)):
        return False
    left = [each.cells[0] for each in (row, *below) if each.cells[0]]
    right = [each.cells[1] for each in below if len(each.cells) > 1 and each.cells[1]]
    numbers = sum(map(is_number, right))
    alike = max(numbers, len(right) - numbers) * 4 > len(right) * 3
    if not alike or (cautious and numbers * 2 < len(right)):
        return True
    return sum(cell.endswith(":") for cell in left) * 2 > len(left)


@dataclass(slots=True)
class Gathering:
    """The text of a document as it grows, with its blocks and places, and how many tables."""

    blocks: list[Block] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    tables: int = 0
    apart: bool = False

    def begin_part(self) -> None:
        """An empty line before the next block: a slide or sheet begins."""
        self.apart = True

    def add(
        self,
        text: str,
        *places: tuple[PlaceKind, int, str],
        kind: BlockKind = BlockKind.PARAGRAPH,
        level: int = 0,
    ) -> None:
        """Put a block at the end, and the places that start there.

        What has a `level` is a heading, unless it is an item of a list.

        White space at its ends is left away; a text without anything else is no block.
        """
        text = text.strip()
        if not text:
            return
        if self.pieces:
            self.pieces.append("\n\n" if self.apart else "\n")
            self.length += len(self.pieces[-1])
        self.apart = False
        end = self.length + len(text)
        kind = BlockKind.HEADING if level and kind is not BlockKind.ITEM else kind
        self.blocks.append(Block(kind, Span(self.length, end), level))
        self.places += [Place(what, number, self.length, label) for what, number, label in places]
        self.pieces.append(text)
        self.length = end

    def finish(
        self, source: str, title: str | None, notes: Iterable[str], *, tables_told: bool = True
    ) -> Extracted:
        """What was gathered; `tables_told` says that the file tells tables from text.

        Raises:
            UnreadableError: it is nothing, or nothing but headings.
        """
        if all(block.kind is BlockKind.HEADING for block in self.blocks):
            under = " under its headings" if self.blocks else ""
            raise UnreadableError(
                f"“{source}” holds no text{under}. Add a file with sentences in it."
            )
        return Extracted(
            title=" ".join(title.split()) or None if title else None,
            text="".join(self.pieces),
            blocks=tuple(self.blocks),
            places=tuple(self.places),
            tables=self.tables if tables_told else None,
            notes=tuple(notes),
        )


UNUSED = "name(s) of empty columns"


def count(number: int, thing: str) -> str:
    """A number of things: "1 picture", "2,000 pictures" of "picture(s)"."""
    named = PLURAL.sub("" if number == 1 else r"\1", thing)
    return f"{number:,} {named}"


def join(things: Sequence[str], most: int = 10) -> str:
    """Things as a sentence lists them, at most so many by name."""
    if len(things) > most:
        things = [*things[: most - 1], f"{len(things) - most + 1:,} more"]
    return " and ".join(filter(None, (", ".join(things[:-1]), *things[-1:])))


def left_out(counts: Mapping[str, int]) -> list[str]:
    """One sentence about all things that were counted and left out, or none."""
    found = [count(number, thing) for thing, number in counts.items() if number]
    if not found:
        return []
    verb = "was" if sum(counts.values()) == 1 else "were"
    return [f"{join(found, len(found))} {verb} left out."]
