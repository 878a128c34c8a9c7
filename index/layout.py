"""Lines of extracted text to blocks: which lines are one paragraph, which one is a heading.

Text that was lifted out of a printed page has no structure but its lines: a blank line may be a
page join in the middle of a word, a leading space may be an accident, and a heading is a line
like any other. Each rule here therefore asks for two signs at once. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from index.types import Block, BlockKind, Span

FINISHED = re.compile(r"[.!?:;…。！？؟۔।॥][\"”“’‘'»«)\]」』]*$")
HYPHEN_END = re.compile(r"\w[-\u2010\u00ad\ufffe]$")
ITEM = re.compile(r"(?:[-*+•·▪–]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s+\S")
NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*\.?|[IVXLC]+\.)\s+[^\W\d_]")
NUMBERED_TWICE = re.compile(r"\d+(?:\.\d+)+\.?\s+[^\W\d_a-z]")
LABEL = re.compile(r"[^\W\d_][\w.'’/-]*(?: [\w.'’/-]+)?:\s")
STAMP = re.compile(r"\S*\d\S*")
UNDERLINE = re.compile(r"(=+|-+|~+)$")
WORD = re.compile(r"[^\W\d_][\w'’.-]*")
MINOR = frozenset(
    """a an the of for and in on to with by or nor but at from as into over per vs via""".split()
)
ONE_LINE_PARAGRAPHS = 160  # characters: lines this long were not wrapped by a printer or an editor
HEADING_CHARS = 80
HEADING_WORDS = 12
HEADING_WIDTH = 0.75  # of the lines around it
OPENING_WIDTH = 0.5  # of the line below it, where no blank line parts the two
FULL_WIDTH = 0.8
NARROW = 25  # characters: where all lines are shorter than this, nothing was wrapped


@dataclass(frozen=True, slots=True)
class Line:
    """A line that isn't blank: its place in the text without the white space around it."""

    span: Span
    text: str
    indented: bool
    after_blank: bool


def find_lines(text: str) -> list[Line]:
    """The lines of `text` that aren't blank. Only a line feed (or, alone, a CR) ends a line."""
    separator = "\n" if "\n" in text or "\r" not in text else "\r"
    lines: list[Line] = []
    start, blank = 0, True
    for raw in text.split(separator):
        stripped = raw.strip()
        if stripped:
            lead = len(raw) - len(raw.lstrip())
            begin = start + lead
            lines.append(Line(Span(begin, begin + len(stripped)), stripped, lead > 0, blank))
        blank = not stripped
        start += len(raw) + 1
    return lines


def find_blocks(text: str) -> tuple[Block, ...]:
    """Group the lines of plain text into paragraphs and headings, in order."""
    lines = find_lines(text)
    if not lines:
        return ()
    # The width at which lines were broken: nearly all lines are at most this long.
    lengths = [len(line.text) for line in lines]
    width = quantiles(lengths, n=10)[8] if len(lengths) > 1 else float(lengths[0])
    wrapped = width < ONE_LINE_PARAGRAPHS
    headings = _find_headings(lines)
    blocks: list[Block] = []
    opening = lines[0]
    for index, line in enumerate(lines):
        if UNDERLINE.fullmatch(line.text) and len(line.text) > 2:
            _underline(blocks, lines, index)
            continue
        if headings[index]:
            depth = line.text.split()[0].strip(".").count(".") if NUMBERED.match(line.text) else 0
            blocks.append(Block(BlockKind.HEADING, line.span, 1 + depth))
        elif not wrapped or not blocks or _starts_block(lines, index, blocks[-1], opening):
            blocks.append(Block(BlockKind.PARAGRAPH, line.span))
            opening = line
        else:
            blocks[-1] = Block(BlockKind.PARAGRAPH, Span(blocks[-1].span.start, line.span.end))
    return tuple(blocks)


def _underline(blocks: list[Block], lines: list[Line], index: int) -> None:
    """Make the line above a row of `===` or `---` a heading; elsewhere the row is a rule."""
    above = lines[index - 1] if index else None
    if not above or lines[index].after_blank or above.text[-1] in ".,;":
        return
    if blocks and blocks[-1].span == above.span:
        level = 1 if lines[index].text[0] == "=" else 2
        blocks[-1] = Block(BlockKind.HEADING, above.span, level)


def _starts_block(lines: list[Line], index: int, last: Block, opening: Line) -> bool:
    """Whether a line begins a paragraph rather than going on with the last, begun by `opening`."""
    line, previous = lines[index], lines[index - 1]
    if last.kind is BlockKind.HEADING or UNDERLINE.fullmatch(previous.text):
        return True
    if HYPHEN_END.search(previous.text):
        return False
    finished = bool(FINISHED.search(previous.text))
    neighbours = (previous, opening, *lines[index + 1 : index + 2])
    if (marker := _marker(line)) and (
        finished or line.after_blank or marker in map(_marker, neighbours)
    ):
        return True
    around = _lengths_around(lines, index - 1)
    if _are_entries(previous.text, line.text) or _is_narrow(line, previous, around):
        return True
    if line.text[0].islower():
        return False
    if line.after_blank:
        # A blank line inside a sentence is where a page or a column ended, if the line was full.
        return finished or _is_over(lines, index)
    if not finished:
        return False
    indented = line.indented and not previous.indented
    return indented or len(previous.text) < HEADING_WIDTH * median(around)


def _marker(line: Line) -> str:
    """What marks a line as an item of a list: "-" for any bullet, "0." for any number; or empty."""
    mark = line.text.split()[0] if ITEM.match(line.text) else ""
    for kind, alike in ((r"\d+", "0"), ("[a-zA-Z]", "a"), (r"[^\w.()]", "-")):
        mark = re.sub(kind, alike, mark)
    return mark


def _are_entries(above: str, below: str) -> bool:
    """Whether two lines are entries of a list or log: both labelled, or both with a like number."""
    if LABEL.match(above) and LABEL.match(below):
        return True
    stamps = STAMP.match(above), STAMP.match(below)
    shapes = [re.sub(r"\d+", "0", stamp.group()) for stamp in stamps if stamp]
    return len(shapes) == 2 and shapes[0] == shapes[1]


def _is_narrow(line: Line, previous: Line, around: list[int]) -> bool:
    """Whether two lines stand among lines too short for any column: names, addresses, rows.

    Letters without case say nothing here: Chinese and Japanese columns are that narrow.
    """
    cased = unicodedata.category(line.text[0]) != "Lo"
    return cased and max(len(line.text), len(previous.text), *around) < NARROW


def _lengths_around(lines: list[Line], index: int) -> list[int]:
    """The lengths of the lines around one, which tell the width of its column."""
    around = lines[max(0, index - 4) : index] + lines[index + 1 : index + 5]
    return [len(line.text) for line in around or [lines[index]]]


def _find_headings(lines: list[Line]) -> list[bool]:
    """Which lines are headings. The line above a heading is finished, or itself a heading."""
    found: list[bool] = []
    for index in range(len(lines)):
        above = lines[index - 1].text if index > 1 else ""
        closed = not above or found[-1] or FINISHED.search(above) or UNDERLINE.fullmatch(above)
        found.append(bool(closed or _is_over(lines, index)) and _is_heading(lines, index))
    return found


def _is_over(lines: list[Line], index: int) -> bool:
    """Whether a blank line ends what stands above: its last line was not full."""
    above = lines[index - 1]
    return lines[index].after_blank and len(above.text) < FULL_WIDTH * max(
        _lengths_around(lines, index - 1)
    )


def _is_heading(lines: list[Line], index: int) -> bool:
    """Whether a line after finished text is a heading: short, in title case, before new text."""
    line = lines[index]
    text = line.text
    if index + 1 == len(lines) or len(text) > HEADING_CHARS:
        return False
    if text[-1] in ".,;-–—\u2010\ufffe" or not (text[0].isupper() or text[0].isdigit()):
        return False
    following = lines[index + 1]
    if following.text[0].islower() or (ITEM.match(text) and not NUMBERED.match(text)):
        return False
    ahead = [len(each.text) for each in lines[index + 1 : index + 4]]
    width = min(median(_lengths_around(lines, index)), max(ahead))
    alone = line.after_blank and (following.after_blank or bool(NUMBERED_TWICE.match(text)))
    if len(text) >= HEADING_WIDTH * width and not (alone and text.isupper()):
        return False
    words = WORD.findall(text)
    if not 0 < len(words) <= HEADING_WORDS:
        return False
    if all(word[0].isupper() or word.lower() in MINOR for word in words):
        return True
    opens = line.after_blank and len(text) <= OPENING_WIDTH * len(following.text)
    return (alone or opens) and not FINISHED.search(text)


def line_starts(text: str) -> list[int]:
    """Where each line of `text` starts, as editors count lines: a line feed ends one."""
    separator = "\n" if "\n" in text or "\r" not in text else "\r"
    starts = [0]
    position = text.find(separator)
    while position >= 0:
        starts.append(position + 1)
        position = text.find(separator, position + 1)
    return starts


def in_order(blocks: tuple[Block, ...]) -> bool:
    """Whether blocks neither overlap nor go backwards: what every reader promises."""
    return all(a.span.end <= b.span.start for a, b in pairwise(blocks))
