"""What stands on a PDF page but isn't its text: running heads and feet, page and line numbers.

They stay in the document's text, where a person finds them, but nothing of them is quoted. Pure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.read.pdf_margins import find_line_numbers
from index.read.pdf_page import PageText
from index.types import Span

EDGE_ROWS = 3  # rows at either end of a page that may be a running head or foot
MANY_PAGES = 3  # pages that it takes to see that something runs
SHARE = 0.4  # of the pages: even and odd ones may differ
LARGE = 1.15  # times the usual size: a heading's
APART = 1.6  # times the size: base lines of a running head and of the text lie further apart
SAME_ROW = 0.5  # of the size: how far base lines of one row may lie apart
PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|s\.|pagina|página|strana)\s*)?(?P<number>\d{1,5}|[ivxlcdm]{1,9})"
    r"(?:\s*(?:of|/|von|de|z)\s*\d{1,5})?\W*",
    re.IGNORECASE,
)
ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(slots=True)
class Furniture:
    """What isn't read of a document, by page and line, both from 0.

    `heads` are lines with running heads, feet or page numbers, `numbers` the spans of line
    numbers in the document's text by the line that they stand in.
    """

    heads: set[tuple[int, int]] = field(default_factory=set)
    numbers: dict[tuple[int, int], Span] = field(default_factory=dict)


def find_furniture(pages: Sequence[PageText], labels: Sequence[str], usual: float) -> Furniture:
    """Find running heads and feet, page numbers and line numbers; `usual` is the size of most text.

    `labels` are the numbers printed on the pages as the file gives them, empty where it doesn't.
    """
    found = Furniture(numbers=find_line_numbers(pages))
    edges = [_Edges.of(page, number, found) for number, page in enumerate(pages)]
    found.heads |= _repeated(edges, usual)
    found.heads |= _page_numbers(edges, labels, usual)
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines of a page on one base line: their numbers, and their text from left to right."""

    page: int
    lines: tuple[int, ...]
    text: str
    size: float
    baseline: float

    @property
    def places(self) -> set[tuple[int, int]]:
        """The lines as Furniture names them."""
        return {(self.page, line) for line in self.lines}


@dataclass(frozen=True, slots=True)
class _Edges:
    """The first and the last rows of a page, both from the edge inwards."""

    top: tuple[_Row, ...]
    bottom: tuple[_Row, ...]

    @classmethod
    def of(cls, page: PageText, number: int, found: Furniture) -> _Edges:
        """Those of a page, lines with nothing but a line number and sideways ones left out."""
        grouped: list[list[int]] = []
        kept = [
            index
            for index, line in enumerate(page.lines)
            if not line.turned and found.numbers.get((number, index)) != line.span
        ]
        for index in sorted(kept, key=lambda each: -page.lines[each].baseline):
            line = page.lines[index]
            above = page.lines[grouped[-1][0]] if grouped else None
            if above and above.baseline - line.baseline < SAME_ROW * line.size:
                grouped[-1].append(index)
            else:
                grouped.append([index])
        rows = [_row(page, number, group, found) for group in grouped]
        return cls(_edge(rows), _edge(rows[::-1]))


def _edge(rows: list[_Row]) -> tuple[_Row, ...]:
    """The first rows as far as they stand apart from what follows; the very first at least."""
    reach = 1
    for depth, row in enumerate(rows[:EDGE_ROWS], 1):
        inner = rows[depth] if depth < len(rows) else None
        if inner is None or abs(row.baseline - inner.baseline) > APART * row.size:
            reach = depth
    return tuple(rows[:reach])


def _row(page: PageText, number: int, group: list[int], found: Furniture) -> _Row:
    """Lines on one base line, without what numbers them."""
    ordered = sorted(group, key=lambda index: page.lines[index].left)
    texts: list[str] = []
    for index in ordered:
        line = page.lines[index]
        mark = found.numbers.get((number, index), Span(line.span.end, line.span.end))
        texts.append(line.text[: mark.start - line.span.start])
        texts.append(line.text[mark.end - line.span.start :])
    size = max(page.lines[index].size for index in ordered)
    text = " ".join(" ".join(texts).split())
    return _Row(number, tuple(ordered), text, size, page.lines[ordered[0]].baseline)


def _repeated(edges: list[_Edges], usual: float) -> set[tuple[int, int]]:
    """Rows at one edge of the pages that are the same on many, but for the numbers in them."""
    filled = sum(bool(edge.top) for edge in edges)
    if filled < MANY_PAGES:
        return set()
    # By size, too: a title isn't the head that repeats it.
    seen: defaultdict[tuple[str, int, str], list[_Row]] = defaultdict(list)
    for edge in edges:
        for name, edge_rows in (("top", edge.top), ("bottom", edge.bottom)):
            for row in edge_rows:
                masked = re.sub(r"\d+", "0", row.text.casefold())
                seen[name, round(row.size), masked].append(row)
    found: set[tuple[int, int]] = set()
    for (_, _, masked), rows in seen.items():
        on_pages = len({row.page for row in rows})
        # "Chapter 1", "Chapter 2" at the head of each page are its headings.
        headings = len({row.text for row in rows}) > 1 and rows[0].size >= LARGE * usual
        if on_pages >= max(2, SHARE * filled) and masked.strip("0 ") and not headings:
            found |= {place for row in rows for place in row.places}
    return found


def _page_numbers(edges: list[_Edges], labels: Sequence[str], usual: float) -> set[tuple[int, int]]:
    """Rows that hold the page's number: alone or, at the very edge, first or last in a title."""
    found: set[tuple[int, int]] = set()
    numbered: list[tuple[_Row, tuple[bool, int, bool]]] = []
    for edge in edges:
        for rows in (edge.top, edge.bottom):
            for depth, row in enumerate(rows):
                bare = PAGE_NUMBER.fullmatch(row.text)
                if bare and bare["number"] in (str(row.page + 1), labels[row.page]):
                    found |= row.places
                title = depth == 0 and row.size < LARGE * usual
                words = row.text.split() if title else []
                for number in {bare["number"]} if bare else {*words[:1], *words[-1:]}:
                    if (value := _value(number)) is not None:
                        # What a page number and the page's place differ by stays the same.
                        shift = value - row.page
                        numbered.append((row, (bare is not None, shift, number.isdigit())))
    counts = Counter(kind for _, kind in numbered)
    for row, kind in numbered:
        if counts[kind] >= MANY_PAGES:
            found |= row.places
    return found


def _value(number: str) -> int | None:
    """The value of an Arabic or a Roman number; None if it is neither."""
    if re.fullmatch(r"[0-9]{1,5}", number):
        return int(number)
    lower = number.lower()
    if not lower or not ROMAN.fullmatch(lower):
        return None
    digits = [ROMAN_DIGITS[each] for each in lower]
    return sum(-a if a < b else a for a, b in pairwise([*digits, 0]))
