"""Line numbers in the margins of PDF pages: digits beside the text that count its lines. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.read.pdf_page import PageText, PdfLine
from index.types import Span

LEFT_NUMBER = re.compile(r"(?P<number>\d{1,5})(?:$|\s+(?P<text>\S))")
RIGHT_NUMBER = re.compile(r"\s\d{1,5}$")
MARGIN_GAP = 0.4  # of the size: between a line and its number in the margin
ALIGNED = 4.0  # points: how far the numbers of a margin may lie out of line
MIN_NUMBERS = 5  # of a margin
STEPS = (1, 2, 5, 10)  # lines that are numbered: each one, each fifth …
RUNNING_ON = 0.2  # of the lines beside them begin in the middle of a sentence
GROWING = 0.8  # of the numbers in a margin follow the one before


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that may count the lines: its line, span, value and the edges of its box."""

    line: int
    span: Span
    value: int
    left: float
    right: float


def find_line_numbers(pages: Sequence[PageText]) -> dict[tuple[int, int], Span]:
    """Line numbers in the margins: their spans by page and the line that they stand in."""
    found: dict[tuple[int, int], Span] = {}
    margins: set[tuple[str, int]] = set()
    # A page with a few lines shows nothing by itself: there the margins of the others count.
    for least in (MIN_NUMBERS, 1):
        for number, page in enumerate(pages):
            candidates = [
                each
                for index, line in enumerate(page.lines)
                if (number, index) not in found and (each := _number(index, line))
            ]
            for margin, column in _columns(candidates).items():
                held = {(number, each.line): each.span for each in column}
                known = least == 1 and margin in margins and _grow(column)
                if not found.keys().isdisjoint(held):
                    continue
                if known or _counts_lines(page, column):
                    margins |= {(margin[0], margin[1] + near) for near in (-1, 0, 1)}
                    found |= held
    return found


def _columns(candidates: list[_Number]) -> dict[tuple[str, int], list[_Number]]:
    """Numbers that stand under each other, by the edge that is in line and its place."""
    columns: defaultdict[tuple[str, int], list[_Number]] = defaultdict(list)
    for each in candidates:
        columns["right", int(each.right // ALIGNED)].append(each)
        columns["left", int(each.left // ALIGNED)].append(each)
    # Those that the grid parts belong together; the longest are looked at first.
    joined = {
        (edge, place): sorted(
            column + columns.get((edge, place + 1), []), key=lambda each: each.line
        )
        for (edge, place), column in list(columns.items())
    }
    return dict(sorted(joined.items(), key=lambda item: -len(item[1])))


def _grow(column: list[_Number]) -> bool:
    """Whether most numbers follow the one above in even steps."""
    steps = Counter(after.value - before.value for before, after in pairwise(column))
    return max(steps[step] for step in STEPS) >= GROWING * (len(column) - 1)


def _number(index: int, line: PdfLine) -> _Number | None:
    """The number at the left or right of a line, if it was printed apart from it."""
    left, right = LEFT_NUMBER.match(line.text), RIGHT_NUMBER.search(line.text)
    if line.turned or not (left or right):
        return None
    if left and not left["text"]:
        return _Number(index, line.span, int(left["number"]), line.left, line.right)
    if len(line.boxes) < 2:
        return None
    start, gap = line.span.start, MARGIN_GAP * line.size
    first, last = line.boxes[0], line.boxes[-1]
    if left and line.boxes[1].left - first.right >= gap:
        span = Span(start, start + left.start("text"))
        return _Number(index, span, int(left["number"]), first.left, first.right)
    if right and last.left - line.boxes[-2].right >= gap:
        span = Span(start + len(line.text[: right.start()].rstrip()), line.span.end)
        return _Number(index, span, int(right.group()), last.left, last.right)
    return None


def _counts_lines(page: PageText, column: list[_Number]) -> bool:
    """Whether aligned numbers count lines: they grow evenly, beside sentences that run on."""
    if len(column) < MIN_NUMBERS or not _grow(column):
        return False
    alone = {each.line for each in column if page.lines[each.line].span == each.span}
    begun: list[str] = []
    for each in column:
        line = page.lines[each.line]
        if each.line not in alone:
            at_left = each.span.start == line.span.start
            begun.append(line.text[len(each.span) if at_left else 0])
    left, right = min(each.left for each in column), max(each.right for each in column)
    rows = {round(page.lines[line].baseline / 3) for line in alone}
    for index, line in enumerate(page.lines):
        row = round(line.baseline / 3)
        if index not in alone and not rows.isdisjoint((row - 1, row, row + 1)):
            if line.left < right and line.right > left:
                return False
            begun.append(line.text[0])
    # The items of a numbered list begin as sentences do; a line of prose mostly doesn't.
    running_on = sum(char.islower() for char in begun)
    return running_on >= RUNNING_ON * max(1, len(begun))
