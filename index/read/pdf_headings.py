"""Which lines of PDF pages are headings: what is printed larger or bolder than the text. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.layout import FINISHED, ITEM, NUMBERED, find_blocks
from index.read.pdf_file import OutlineEntry
from index.read.pdf_layout import LEADERS, Line
from index.types import BlockKind

LARGER = 1.12  # times the usual size
MAX_CHARS = 200  # of a heading over several lines
SENTENCE_CHARS = 60  # a heading that is longer doesn't end with a full stop
MAX_LEVEL = 6
NEAR = 1.7  # times the size: lines of one heading
LETTERS = re.compile(r"[^\W\d_]")
Look = tuple[float, bool]  # size in points, bold


def usual_size(lines: Sequence[tuple[float, int]]) -> float:
    """The size in which most characters are printed, from the sizes of lines and their lengths."""
    sizes: Counter[float] = Counter()
    for size, length in lines:
        sizes[size] += length
    return sizes.most_common(1)[0][0] if sizes else 0.0


def find_headings(
    lines: Sequence[Line], usual: float, outline: Sequence[OutlineEntry]
) -> dict[int, int]:
    """Levels of headings by the number of the line that begins one, 0 for lines that go on.

    `outline` is the file's own table of contents, whose entries are headings where they stand.
    """
    entries = {(entry.page, _folded(entry.text)): entry.level for entry in outline}
    groups = _groups(lines, usual, entries)
    if not groups:
        return _by_shape(lines)
    found: dict[int, int] = {}
    for group, level in zip(groups, _levels(lines, groups, entries), strict=True):
        found.update(dict.fromkeys(group, 0))
        found[group[0]] = min(MAX_LEVEL, level)
    return found


def _groups(
    lines: Sequence[Line], usual: float, entries: dict[tuple[int, str], int]
) -> list[list[int]]:
    """Lines that stand out, those of one heading together."""
    bold = sum(len(line.text) for line in lines if line.printed.bold)
    mostly_bold = bold * 2 > sum(len(line.text) for line in lines)
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        last = groups[-1][-1] if groups else -2
        listed = (line.page, _folded(line.text)) in entries
        larger = line.printed.size >= LARGER * usual
        bolder = line.printed.bold and not mostly_bold and line.printed.size >= usual / LARGER
        if (
            line.printed.turned
            or line.is_row
            or LEADERS.search(line.text)
            or not LETTERS.search(line.text)
        ):
            continue
        if last == index - 1 and (larger or bolder) and _goes_on(lines[last], line):
            groups[-1].append(index)
        elif larger or listed or (bolder and _stands_alone(lines, index, last)):
            groups.append([index])
    return [group for group in groups if _may_be_heading(_text(lines, group))]


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line that stands out belongs to the heading above it."""
    drop = above.printed.baseline - line.printed.baseline
    near = above.page == line.page and 0 < drop < NEAR * line.printed.size
    return near and _look(above) == _look(line) and not NUMBERED.match(line.text)


def _stands_alone(lines: Sequence[Line], index: int, last_heading: int) -> bool:
    """Whether a bold line as large as the text begins something rather than being part of it."""
    line = lines[index]
    if ITEM.match(line.text) and not NUMBERED.match(line.text):
        return False
    if index == 0 or last_heading == index - 1:
        return True
    above = lines[index - 1]
    drop = above.printed.baseline - line.printed.baseline
    if above.page == line.page and 0 < drop < NEAR * line.printed.size:
        return bool(FINISHED.search(above.text)) and not line.text[0].islower()
    return not line.text[0].islower()


def _may_be_heading(text: str) -> bool:
    """Whether a text that stands out is no longer than headings are, and no sentence."""
    return len(text) <= MAX_CHARS and not (len(text) > SENTENCE_CHARS and text.endswith("."))


def _levels(
    lines: Sequence[Line], groups: list[list[int]], entries: dict[tuple[int, str], int]
) -> list[int]:
    """The level of each heading: by the outline where it has them, else by size and weight."""
    looks = [_look(lines[group[0]]) for group in groups]
    listed = [entries.get((lines[group[0]].page, _folded(_text(lines, group)))) for group in groups]
    known = {look: level for look, level in sorted(zip(looks, listed, strict=True), key=_by_level)
             if level is not None}  # fmt: skip
    if not known:
        ranks = {look: rank for rank, look in enumerate(sorted(set(looks), reverse=True), 1)}
        return [ranks[look] + _depth(_text(lines, group))
                for look, group in zip(looks, groups, strict=True)]  # fmt: skip
    # What is larger than all that the outline lists is the title, and stands above it.
    shift = 1 if max(looks) > max(known) else 0
    found: list[int] = []
    for look, level in zip(looks, listed, strict=True):
        larger = [each for size, each in known.items() if size > look]
        guess = known.get(look, max(larger) + 1 if larger else 1 - shift)
        found.append(shift + (guess if level is None else level))
    return found


def _by_level(pair: tuple[Look, int | None]) -> int:
    """Deepest first, so that the highest level of a look is the one that is kept."""
    return -(pair[1] or 0)


def _depth(text: str) -> int:
    """How far a numbered heading is below the first of its look: 1 for "2.3 Shades"."""
    return text.split()[0].strip(".").count(".") if NUMBERED.match(text) else 0


def _by_shape(lines: Sequence[Line]) -> dict[int, int]:
    """Headings of a text in one size and weight, by the rules for plain text."""
    starts: dict[int, int] = {}
    text = ""
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else line
        drop = above.printed.baseline - line.printed.baseline
        apart = above.page == line.page and drop > NEAR * line.printed.size
        text += "\n" if apart else ""
        starts[len(text)] = index
        text += line.text + "\n"
    return {
        starts[block.span.start]: block.level
        for block in find_blocks(text)
        if block.kind is BlockKind.HEADING and block.span.start in starts
    }


def _text(lines: Sequence[Line], group: list[int]) -> str:
    return " ".join(lines[index].text for index in group)


def _folded(text: str) -> str:
    """A heading for comparison: without case, numbers before it, and white space."""
    return re.sub(r"^[\d.\s]+|\s", "", text.casefold())


def _look(line: Line) -> Look:
    return round(line.printed.size * 2) / 2, line.printed.bold
