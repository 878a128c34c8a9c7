"""Pages that were printed straight across their columns: where to cut, and in which order to read.

Most files print one column after the other, and their order is right as it is. Pure.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.read.pdf_file import Box, Style
from index.types import Span

MAX_COLUMNS = 8
MIN_ROWS = 4  # rows that jump over a gutter before it is believed
GUTTER = 0.7  # of the size: the least width of a gutter
SAME_ROW = 0.35  # of the size: how far base lines of one row may lie apart
MOST = 0.6  # of the rows at a gutter jump over it, and go on at the same place
FILLED = 0.7  # of a column's width is filled by its lines, as prose does and tables don't
NARROWEST = 7  # times the size: a column of prose


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in a row: their indexes on the page, base line, style and boxes."""

    span: Span
    baseline: float
    style: Style
    boxes: tuple[Box, ...]


def find_gutters(pieces: list[Piece]) -> list[float]:
    """Where columns of prose are parted, if the page was printed across them; else nothing."""
    rows = _rows(pieces)
    gaps = [
        (left.right, right.left)
        for boxes, size in rows
        for left, right in pairwise(boxes)
        if right.left - left.right >= GUTTER * size
    ]
    gutters: list[float] = []
    for _ in range(MAX_COLUMNS):
        x, depth = _deepest(gaps)
        if depth < MIN_ROWS:
            break
        found = [gap for gap in gaps if gap[0] <= x <= gap[1]]
        gutter = (max(gap[0] for gap in found) + min(gap[1] for gap in found)) / 2
        if _is_gutter(rows, gutter, [gap[1] for gap in found]):
            gutters.append(gutter)
        gaps = [gap for gap in gaps if not gap[0] <= x <= gap[1]]
    gutters.sort()
    return gutters if gutters and _hold_prose(rows, gutters) else []


def _deepest(gaps: list[tuple[float, float]]) -> tuple[float, int]:
    """The place that most gaps have in common, and how many they are; those of a row are apart."""
    events = sorted([(left, -1) for left, _ in gaps] + [(right, 1) for _, right in gaps])
    best, depth, place = 0, 0, 0.0
    for x, change in events:
        depth -= change
        if depth > best:
            best, place = depth, x
    return place, best


def _rows(pieces: list[Piece]) -> list[tuple[list[Box], float]]:
    """The boxes of pieces that follow one another on a base line, from left to right; their size.

    Only what the file prints in a row counts: that is what has to be cut.
    """
    rows: list[tuple[list[Box], float]] = []
    above: Piece | None = None
    for piece in pieces:
        size = piece.style.size or 1.0
        same = above and abs(above.baseline - piece.baseline) < SAME_ROW * size
        if same and rows:
            rows[-1][0].extend(piece.boxes)
        else:
            rows.append((list(piece.boxes), size))
        above = piece
    for boxes, _ in rows:
        boxes.sort(key=lambda box: box.left)
    return rows


def _is_gutter(rows: list[tuple[list[Box], float]], x: float, starts: list[float]) -> bool:
    """Whether most rows that reach over x leave it free, and go on at the same place."""
    reaching = [boxes for boxes, _ in rows if boxes[0].left < x < boxes[-1].right]
    free = sum(not any(box.left < x < box.right for box in boxes) for boxes in reaching)
    aligned = Counter(round(start / 3) for start in starts)
    place, _ = aligned.most_common(1)[0]
    share = sum(aligned[near] for near in (place - 1, place, place + 1)) / len(starts)
    return free >= MOST * len(reaching) and share >= MOST


def _hold_prose(rows: list[tuple[list[Box], float]], gutters: list[float]) -> bool:
    """Whether what stands between the gutters is as wide as prose, and fills its column."""
    edges = [float("-inf"), *gutters, float("inf")]
    for left, right in pairwise(edges):
        held = [
            [box for box in boxes if left <= (box.left + box.right) / 2 <= right]
            for boxes, _ in rows
            if any(
                boxes[0].left < gutter < boxes[-1].right
                and not any(box.left < gutter < box.right for box in boxes)
                for gutter in gutters
            )
        ]
        spans = [(each[0].left, each[-1].right) for each in held if each]
        if not spans:
            return False
        width = max(end for _, end in spans) - min(start for start, _ in spans)
        size = median(size for _, size in rows)
        if width < NARROWEST * size or median(b - a for a, b in spans) < FILLED * width:
            return False
    return True


def sort_by_columns(
    pieces: list[Piece], gutters: list[float], cut: Callable[[Piece], list[Piece]]
) -> list[Piece]:
    """Cut pieces at gutters and put them in reading order: column by column.

    A piece that reaches over a gutter parts what is above from what is below. `cut` gives the
    parts of a piece that stand in different columns.
    """
    parts: list[Piece] = []
    for piece in pieces:
        crossed = any(box.left < gutter < box.right for box in piece.boxes for gutter in gutters)
        parts += [piece] if crossed or len(piece.boxes) < 2 else cut(piece)
    parts.sort(key=lambda part: -part.baseline)
    ordered: list[Piece] = []
    band: list[tuple[int, Piece]] = []
    for part in parts:
        left, right = min(box.left for box in part.boxes), max(box.right for box in part.boxes)
        if any(left < gutter < right for gutter in gutters):
            ordered += [each for _, each in sorted(band, key=lambda pair: pair[0])]
            ordered.append(part)
            band = []
        else:
            band.append((bisect(gutters, left), part))
    return ordered + [each for _, each in sorted(band, key=lambda pair: pair[0])]
