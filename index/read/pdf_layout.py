"""Lines of PDF pages to blocks: which lines are one paragraph, and over which page it runs on.

Where a line stands says more than how it reads: its distance from the one above, its indent,
whether the next word would still have fitted. What it says of headings is in pdf_headings.py. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.layout import FINISHED, HYPHEN_END, ITEM, LABEL
from index.read.pdf_file import Box
from index.read.pdf_furniture import Furniture
from index.read.pdf_page import PageText, PdfLine
from index.types import Block, BlockKind, Span

SAME_SIZE = 0.1  # of the size: lines of one paragraph differ by less
GAP = 1.25  # times the usual distance of base lines: a paragraph ends
FAR = 4.0  # times it: whatever follows is something else
USUAL_LEADING = 1.2  # times the size, where a text doesn't tell
INDENT = 0.7  # of the size: a line begins further right than the one above
CELL_GAP = 1.5  # of the size: a space in a line that only parts cells of a table
FAR_OFF = 0.5  # of the width of a column: no line in the middle of a sentence ends there
NARROW = 18  # characters: where all lines are shorter than this, nothing was wrapped
NEIGHBOURS = 6  # lines before and after, which tell the width of a column
# Dots that lead to a page number; tried once from the first of them, however many there are.
LEADERS = re.compile(r"(?<!\.)(?<!\.\s)(?:\.\s?){4,}+\s*\S{1,6}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is read: its page from 0, its span and place without any line number."""

    page: int
    span: Span
    text: str
    left: float
    right: float
    boxes: tuple[Box, ...]
    printed: PdfLine

    @property
    def is_row(self) -> bool:
        """Whether it has gaps as wide as only the rows of a table have."""
        boxes = sorted(self.boxes, key=lambda box: box.left)
        return any(b.left - a.right > CELL_GAP * self.printed.size for a, b in pairwise(boxes))


def read_lines(pages: Sequence[PageText], furniture: Furniture) -> list[Line]:
    """The lines of all pages that are read, in order."""
    found: list[Line] = []
    for number, page in enumerate(pages):
        for index, printed in enumerate(page.lines):
            span, boxes = printed.span, printed.boxes
            mark = furniture.numbers.get((number, index))
            if (number, index) in furniture.heads or mark == span:
                continue
            if mark and mark.start == span.start:
                span, boxes = Span(mark.end, span.end), boxes[1:]
            elif mark:
                span, boxes = Span(span.start, mark.start), boxes[:-1]
            text = page.text[span.start - page.start : span.end - page.start]
            left, right = min(box.left for box in boxes), max(box.right for box in boxes)
            found.append(Line(number, span, text, left, right, boxes, printed))
    return found


def find_blocks(lines: Sequence[Line], headings: dict[int, int], text: str) -> list[Block]:
    """Group lines into paragraphs and headings; `headings` are levels by the number of a line.

    Lines of a heading that goes on have level 0.
    """
    layout = _Layout(lines)
    groups: list[list[int]] = []
    for index in range(len(lines)):
        if index in headings:
            starts = headings[index] > 0
        else:
            starts = not groups or groups[-1][-1] in headings
            starts = starts or layout.starts_paragraph(groups[-1], index)
        if starts:
            groups.append([index])
        else:
            groups[-1].append(index)
    return [_block([lines[index] for index in group], headings.get(group[0], 0), text)
            for group in groups]  # fmt: skip


def _block(lines: list[Line], level: int, text: str) -> Block:
    """A block of lines; what stands between them and isn't read is skipped, but for a line end."""
    skips: list[Span] = []
    for above, below in pairwise(lines):
        start, end = above.span.end, below.span.start
        if text[start:end].strip():
            line_end = text.index("\n", start, end)
            skips += [Span(start, line_end), Span(line_end + 1, end)]
    span = Span(lines[0].span.start, lines[-1].span.end)
    kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
    return Block(kind, span, level, tuple(skip for skip in skips if len(skip)))


class _Layout:
    """The lines of a document and their usual distances."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        drops: Counter[tuple[float, float]] = Counter()
        for above, below in pairwise(lines):
            drop = self._drop(above, below)
            if drop and drop < FAR * below.printed.size and _are_alike(above, below):
                drops[below.printed.size, round(drop, 1)] += 1
        self._leading: dict[float, float] = {}
        for (size, drop), _ in reversed(drops.most_common()):
            self._leading[size] = drop

    @staticmethod
    def _drop(above: Line, below: Line) -> float | None:
        """How far a line stands under another in the same column; None if it doesn't."""
        if above.page != below.page or above.right < below.left or below.right < above.left:
            return None
        drop = above.printed.baseline - below.printed.baseline
        return drop if drop > 0.5 * below.printed.size else None

    def starts_paragraph(self, group: list[int], index: int) -> bool:
        """Whether a line begins a paragraph rather than going on with the one of `group`."""
        previous, line = self._lines[group[-1]], self._lines[index]
        if previous.printed.turned or line.printed.turned or not _are_alike(previous, line):
            return True
        if LEADERS.search(previous.text) or (previous.is_row and line.is_row):
            return True
        if HYPHEN_END.search(previous.text) and line.text[0].isalnum():
            return False
        finished = bool(FINISHED.search(previous.text))
        early = self._ends_early(group[-1], line)
        if ITEM.match(line.text) and (finished or early or self._is_among_items(group, index)):
            return True
        if LABEL.match(previous.text) and LABEL.match(line.text):
            return True
        drop = self._drop(previous, line)
        runs_on = line.text[0].islower() and not finished
        if drop is None:
            # Another column or page: only what isn't finished goes on there.
            return not runs_on and (finished or early or self._is_beside(previous, line))
        usual = self._usual_drop(group, line)
        if drop > FAR * usual or self._ends_far_off(group[-1]) or self._is_narrow(index):
            return True
        if drop > GAP * usual or early:
            return not runs_on
        indented = line.left > previous.left + INDENT * line.printed.size
        return finished and indented

    @staticmethod
    def _is_beside(previous: Line, line: Line) -> bool:
        """Whether two lines stand side by side on a page: cells of a table."""
        apart = abs(previous.printed.baseline - line.printed.baseline)
        return previous.page == line.page and apart < INDENT * line.printed.size

    def _usual_drop(self, group: list[int], line: Line) -> float:
        """The distance at which lines of a paragraph follow each other there."""
        if len(group) > 1:
            own = self._drop(self._lines[group[-2]], self._lines[group[-1]])
            if own is not None:
                return own
        size = line.printed.size
        return self._leading.get(size, USUAL_LEADING * size)

    def _is_among_items(self, group: list[int], index: int) -> bool:
        """Whether the paragraph that a list item would end, or what follows, is one too."""
        near = [group[0], group[-1], *range(index + 1, min(index + 2, len(self._lines)))]
        return any(ITEM.match(self._lines[each].text) for each in near)

    def _ends_early(self, index: int, following: Line) -> bool:
        """Whether the first word of the next line would have fitted into a line of its column."""
        line = self._lines[index]
        _, right = self._column(index)
        words = following.text.split(maxsplit=1)
        letter = (following.right - following.left) / len(following.text)
        return right - line.right > (len(words[0]) + 1) * letter + INDENT * line.printed.size / 2

    def _ends_far_off(self, index: int) -> bool:
        """Whether a line leaves so much of its column free that it was ended on purpose."""
        left, right = self._column(index)
        return right - self._lines[index].right > FAR_OFF * (right - left)

    def _is_narrow(self, index: int) -> bool:
        """Whether a line stands among lines too short for any column: names, cells, items.

        Letters without case say nothing here: Chinese and Japanese columns are that narrow.
        """
        cased = unicodedata.category(self._lines[index].text[0]) != "Lo"
        return cased and max(len(each.text) for each in self._around(index)) < NARROW

    def _column(self, index: int) -> tuple[float, float]:
        """From where to where the lines around one reach."""
        near = self._around(index)
        rights = sorted(each.right for each in near)
        # The second, as one line in a column may stick out.
        return min(each.left for each in near), rights[-2] if len(rights) > 2 else rights[-1]

    def _around(self, index: int) -> list[Line]:
        """The lines of a column around one of them, itself among them."""
        line = self._lines[index]
        left, right = line.left, line.right
        return [
            each
            for each in self._lines[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
            if each.page == line.page
            and each.left < right
            and left < each.right
            and _are_alike(each, line)
        ]


def _are_alike(first: Line, second: Line) -> bool:
    """Whether two lines are printed in one size."""
    a, b = first.printed.size, second.printed.size
    return abs(a - b) <= SAME_SIZE * max(a, b)
