"""The blocks of an e-mail's plain text. Pure.

Text that is quoted with ">" is apart from the answer to it, and each depth of it from the next; a
signature, below a line with two hyphens, is apart, too. Within such a stretch the lines tell what
a block is, as they do in plain text; in the format "flowed" the sender's program said it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from index.layout import find_blocks
from index.types import Block, BlockKind, Span

LINE = re.compile(r"[^\n]*\n|[^\n]+")
MARKS = re.compile(r">[> \t]*")  # that quoted lines begin with
SIGNATURE = re.compile(r"-- ?\n?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text: where it starts, where its words start, and where it ends."""

    start: int
    words: int
    end: int


def find_mail_blocks(text: str, *, flowed: bool) -> Iterator[Block]:
    """The blocks of a text whose lines end in a line feed; quotation marks are skipped."""
    stretch: list[_Line] = []
    depth = 0
    for match in LINE.finditer(text):
        marks = MARKS.match(text, *match.span())
        quoted = marks.group().count(">") if marks else 0
        signed = SIGNATURE.fullmatch(match.group())
        if quoted != depth or signed:
            yield from _find_blocks_in(text, stretch, flowed=flowed)
            stretch, depth = [], quoted
        if not signed:
            start, end = match.span()
            stretch.append(_Line(start, marks.end() if marks else start, end))
    yield from _find_blocks_in(text, stretch, flowed=flowed)


def _find_blocks_in(text: str, lines: list[_Line], *, flowed: bool) -> Iterator[Block]:
    """The blocks of some lines of a text: found without the marks, placed with them."""
    bare = "".join(text[line.words : line.end] for line in lines)
    starts = [0]  # of the lines in the bare text
    for line in lines:
        starts.append(starts[-1] + line.end - line.words)
    for block in _find_flowed(bare) if flowed else find_blocks(bare):
        first = bisect_right(starts, block.span.start) - 1
        last = bisect_right(starts, block.span.end - 1) - 1
        start = lines[first].words + block.span.start - starts[first]
        end = lines[last].words + block.span.end - starts[last]
        within = lines[first + 1 : last + 1]
        skips = tuple(Span(line.start, line.words) for line in within if line.words > line.start)
        yield Block(block.kind, Span(start, end), block.level, skips)


def _find_flowed(text: str) -> Iterator[Block]:
    """The paragraphs of a text whose lines go on where they end in a space (RFC 3676)."""
    start = None
    for match in LINE.finditer(text):
        line = match.group().removesuffix("\n")
        if start is None and line.strip():
            start = match.start()
        if start is not None and not (line.strip() and line.endswith(" ")):
            yield _paragraph(text, start, match.end())
            start = None
    if start is not None:
        yield _paragraph(text, start, len(text))


def _paragraph(text: str, start: int, end: int) -> Block:
    """A paragraph without the white space around it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Block(BlockKind.PARAGRAPH, Span(start, start + len(words.strip())))
