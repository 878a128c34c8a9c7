"""A PDF page to its text: lines in reading order, each with its place on the page and in the text.

PDFium gives the characters in the order in which the file prints them. That order is kept, but
where a page was printed straight across its columns: there the lines are cut and sorted again.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from statistics import median

from index.read.pdf_columns import Piece, find_gutters, sort_by_columns
from index.read.pdf_file import HYPHEN, Box, PdfPage, Style
from index.types import Span

RUN = re.compile(f"[^\r\n{HYPHEN}]*{HYPHEN}|[^\r\n{HYPHEN}]+")
VISIBLE = re.compile(r"\S")
WORD = re.compile(r"\S+")
LETTER = re.compile(r"[^\W_]")
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# Accents that stand alone, as old fonts print them over a letter, and their combining twins.
ACCENTS = dict(
    zip("`´ˆ^˜~¯˘˙¨˚˝ˇ¸˛", map(chr, (0x300, 0x301, 0x302, 0x302, 0x303, 0x303, 0x304, 0x306,
        0x307, 0x308, 0x30A, 0x30B, 0x30C, 0x327, 0x328)), strict=True)
)  # fmt: skip
ACCENT = re.compile("[" + "".join(map(re.escape, ACCENTS)) + "]")
DOTLESS = {"ı": "i", "ȷ": "j"}
NO_GAP = 0.2  # of the size: letters so near to each other have no space between them


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page: its span in the document's text, and its place on the page.

    Where most of a page is printed sideways, coordinates are those of the page turned upright;
    `turned` marks a line that still doesn't run from left to right. `boxes` are the pieces that
    were printed in one go, in the order of the text.
    """

    span: Span
    text: str
    baseline: float
    size: float
    bold: bool
    turned: bool
    boxes: tuple[Box, ...]

    @property
    def left(self) -> float:
        """Where its leftmost piece begins."""
        return min(box.left for box in self.boxes)

    @property
    def right(self) -> float:
        """Where its rightmost piece ends."""
        return max(box.right for box in self.boxes)


@dataclass(frozen=True, slots=True)
class PageText:
    """What is read of a page: `text`, which begins at `start` of the document's text.

    `indexes` has PDFium's index of each character of `text`, -1 for line ends that were put in.
    `repaired` counts accents put back on their letters, `unknown` characters without a meaning.
    """

    start: int
    text: str
    indexes: array[int]
    lines: tuple[PdfLine, ...]
    repaired: int
    unknown: int

    @classmethod
    def empty(cls, start: int) -> PageText:
        """A page that holds nothing that can be read."""
        return cls(start, "", array("i"), (), 0, 0)


def read_page(page: PdfPage, start: int) -> PageText:
    """The text of a page whose first character is number `start` of the document."""
    pieces = [piece for match in RUN.finditer(page.text) if (piece := _piece(page, match))]
    turns = _turns(pieces)
    if turns:
        # A page that is printed sideways holds a table or a figure: its order is left alone.
        pieces = [_turned(piece, turns) for piece in pieces]
    elif gutters := find_gutters(pieces):
        pieces = sort_by_columns(pieces, gutters, partial(_cut, page, gutters))
    chars: list[str] = []
    indexes = array("i")
    lines: list[PdfLine] = []
    repaired = 0
    for piece in pieces:
        if lines:
            chars.append("\n")
            indexes.append(-1)
        begin = len(chars)
        letters, places, mended = _letters(page, piece.span)
        repaired += mended
        chars += letters
        indexes.extend(places)
        span = Span(start + begin, start + len(chars))
        turned = piece.style.turns != 0
        lines.append(
            PdfLine(span, "".join(letters), piece.baseline, piece.style.size, piece.style.bold,
                    turned, piece.boxes)
        )  # fmt: skip
    return PageText(start, "".join(chars), indexes, tuple(lines), repaired, page.unknown)


def _piece(page: PdfPage, match: re.Match[str]) -> Piece | None:
    """A run of characters that PDFium sees as one line, without the white space around it."""
    begin = VISIBLE.search(page.text, *match.span())
    return _measured(page, Span(begin.start(), match.end())) if begin else None


def _measured(page: PdfPage, span: Span) -> Piece:
    """Characters of a page, less the white space that ends them, with their place and style."""
    text = page.text[span.start : span.end]
    span = Span(span.start, span.start + max(1, len(text.rstrip())))
    x, y = page.origin(span.start)
    boxes = page.boxes(span.start, span.end) or [Box(x, y, x, y)]
    letters = LETTER.search(page.text, span.start, span.end)
    first = letters.start() if letters else span.start
    last = span.end - 1
    while last > first and not page.text[last].isalnum():
        last -= 1
    styles = [page.style(first), page.style(last)]
    if styles[0] != styles[1] or styles[0].bold:
        # More of them tell a line from the small number or the bold word that begins or ends it.
        styles += [page.style(first + (last - first) * fourth // 4) for fourth in (1, 2, 3)]
    size = median(each.size for each in styles)
    style = Style(size, all(each.bold for each in styles), styles[-1].turns)
    return Piece(span, y, style, tuple(boxes))


def _turns(pieces: list[Piece]) -> int:
    """By how many quarters, clockwise, a page must be turned for most of its text to be upright."""
    turns: Counter[int] = Counter()
    for piece in pieces:
        turns[piece.style.turns] += len(piece.span)
    return turns.most_common(1)[0][0] if turns else 0


def _turned(piece: Piece, turns: int) -> Piece:
    """A piece on a page that is turned clockwise by quarters."""
    boxes = []
    for box in piece.boxes:
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        for _ in range(turns):
            left, bottom, right, top = bottom, -right, top, -left
        boxes.append(Box(left, bottom, right, top))
    baseline = min(box.bottom for box in boxes)
    style = replace(piece.style, turns=(piece.style.turns - turns) % 4)
    return Piece(piece.span, baseline, style, tuple(boxes))


def _cut(page: PdfPage, gutters: list[float], piece: Piece) -> list[Piece]:
    """The parts of a piece that stand in different columns, or on different lines of one."""
    starts: list[int] = []
    column, before = -1, 0.0

    def look(index: int) -> int:
        """The column of a character, noted if something new begins with it."""
        nonlocal column, before
        box = page.box(index)
        beside = bisect(gutters, (box.left + box.right) / 2)
        if beside != column or box.left < before - piece.style.size:
            starts.append(index)
        column, before = beside, box.left
        return beside

    for word in WORD.finditer(page.text, piece.span.start, piece.span.end):
        last = page.box(word.end() - 1)
        beside = look(word.start())
        if bisect(gutters, (last.left + last.right) / 2) != beside:
            for index in range(word.start() + 1, word.end()):
                look(index)
    ends = [*starts[1:], piece.span.end]
    return [_measured(page, Span(*each)) for each in zip(starts, ends, strict=True)]


def _letters(page: PdfPage, span: Span) -> tuple[list[str], list[int], int]:
    """The characters of a span, their indexes, and how many accents were put on their letters."""
    text = page.text[span.start : span.end]
    letters, indexes = list(text), list(range(span.start, span.end))
    for pair in reversed(list(PAIR.finditer(text))):
        whole = pair.group().encode("utf-16", "surrogatepass").decode("utf-16")
        letters[pair.start() : pair.end()] = [whole]
        del indexes[pair.end() - 1]
    repaired = 0
    if ACCENT.search(text):
        for at in reversed(range(len(letters))):
            if letters[at] in ACCENTS:
                repaired += _put_on_letter(page, letters, indexes, at)
    return letters, indexes, repaired


def _put_on_letter(page: PdfPage, letters: list[str], indexes: list[int], at: int) -> bool:
    """Join an accent with the letter that it is printed over, in place. Whether there is one."""
    accent = page.box(indexes[at])
    middle = (accent.left + accent.right) / 2
    for other in (at + 1, at - 1):
        if not 0 <= other < len(letters):
            continue
        base = DOTLESS.get(letters[other], letters[other])
        whole = unicodedata.normalize("NFC", base + ACCENTS[letters[at]])
        box = page.box(indexes[other])
        if len(whole) != 1 or not base.isalpha() or not box.left <= middle <= box.right:
            continue
        first = min(at, other)
        letters[first : first + 2] = [whole]
        indexes[first : first + 2] = [indexes[other]]
        _close_gap(page, letters, indexes, first)
        return True
    return False


def _close_gap(page: PdfPage, letters: list[str], indexes: list[int], at: int) -> None:
    """Drop the space that PDFium made up before an accent, if the letters stand together."""
    if at < 2 or letters[at - 1] != " " or not page.is_generated(indexes[at - 1]):
        return
    gap = page.box(indexes[at]).left - page.box(indexes[at - 2]).right
    if gap < NO_GAP * page.style(indexes[at]).size:
        del letters[at - 1], indexes[at - 1]
