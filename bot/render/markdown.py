"""Text that Discord shows exactly as it stands. Pure.

Discord interprets markdown, links, mentions and emoji names in what a bot sends, and drops or obeys
characters that nobody sees. What comes from a document, a file name or a question passes through
here before it becomes part of a message.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.types import Span

LIMIT = 2000  # characters a message may have

# Everything that can open, close or separate a construct: emphasis, code, spoilers, quotes,
# headings, subtext, lists ("-", "1."), links, mentions, timestamps, emoji, bare addresses.
PUNCTUATION = "\\*_~`|>#-+[]()<@:.!/"

_ESCAPES = str.maketrans({character: f"\\{character}" for character in PUNCTUATION})
_LINE_BREAKS = "\x0b\x0c\r\x85\u2028\u2029"
_JOINERS = "\u200c\u200d"
_BLACK_FLAG = "\U0001f3f4"
# Format characters that leave ink: number signs of Arabic, Syriac, Kaithi; hieroglyph joiners.
_VISIBLE_FORMATS = frozenset(
    chr(code)
    for first, last in (
        (0x600, 0x605),
        (0x6DD, 0x6DD),
        (0x70F, 0x70F),
        (0x890, 0x891),
        (0x8E2, 0x8E2),
        (0x110BD, 0x110BD),
        (0x110CD, 0x110CD),
        (0x13430, 0x1343F),
    )
    for code in range(first, last + 1)
)


@dataclass(frozen=True, slots=True)
class Visible:
    """Text without what can't be seen, and where each of its characters stood.

    `left_out` counts the characters that are missing: controls, bidirectional controls, joiners
    that join nothing. Line breaks of every kind are newlines.
    """

    text: str
    origins: tuple[int, ...]
    left_out: int

    def moved(self, span: Span) -> Span:
        """Where `span` of the original text stands in this one."""
        return Span(bisect_left(self.origins, span.start), bisect_left(self.origins, span.end))


def visible(text: str) -> Visible:
    """Leave out what can't be seen but could change how the rest is shown."""
    kept: list[str] = []
    origins: list[int] = []
    left_out = 0
    for offset, character in enumerate(text):
        if character == "\r" and text[offset + 1 : offset + 2] == "\n":
            continue  # half of a line break, not something left out
        if character in _LINE_BREAKS:
            character = "\n"
        elif not _is_visible(text, offset):
            left_out += 1
            continue
        kept.append(character)
        origins.append(offset)
    return Visible("".join(kept), tuple(origins), left_out)


def escape(text: str) -> str:
    """Write `text` so that Discord shows it as it is and nothing in it fires."""
    return visible(text).text.translate(_ESCAPES)


def escape_line(text: str) -> str:
    """Like `escape`, on one line: for titles, names and sentences among our own words."""
    return " ".join(visible(text).text.split()).translate(_ESCAPES)


def units(text: str) -> int:
    """How long Discord may count `text`: in UTF-16 units, the larger of its two ways."""
    return len(text) + sum(character > "\uffff" for character in text)


def shorten(text: str, limit: int) -> str:
    """Cut a label (never a quote) to `limit` units, showing with "…" where its middle went.

    The end is kept because that is where pages, lines and file types stand.
    """
    if units(text) <= limit:
        return text
    tail = limit // 3
    while units(text[-tail:]) > limit // 3:
        tail -= 1
    head = limit - 1 - units(text[-tail:])
    while units(text[:head]) > limit - 1 - units(text[-tail:]):
        head -= 1
    return f"{text[:head]}…{text[-tail:]}"


def quoted(text: str, marked: Sequence[Span] = ()) -> str:
    """Write visible text as a block quote, the marked ranges bold.

    Bold ends and begins again at line breaks and never touches white space on its inner edges, so
    that it always parses; bold ranges with only white space between them become one.
    """
    bold = [False] * len(text)
    for span in marked:
        bold[span.start : span.end] = [True] * len(bold[span.start : span.end])
    lines = []
    start = 0
    for line in text.split("\n"):
        lines.append("> " + _emphasized(line, bold[start : start + len(line)]))
        start += len(line) + 1
    return "\n".join(lines)


def pieces(text: str, marked: Sequence[Span], budget: int) -> Iterator[tuple[str, Sequence[Span]]]:
    """Cut visible text into parts whose block quotes take at most `budget` units.

    The parts together are the text. They end after white space where there is any, and never
    inside a character that is written with several code points.
    """
    start = 0
    while start < len(text):
        end = _last_fitting(text, marked, start, budget)
        yield text[start:end], _within(marked, start, end)
        start = end


def _is_visible(text: str, offset: int) -> bool:
    """Whether the character there is shown, or needed to show its neighbors."""
    character = text[offset]
    if character in "\n\t" or character in _VISIBLE_FORMATS:
        return True
    category = unicodedata.category(character)
    if category == "Cn":
        return not (ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF)
    if category not in ("Cc", "Cf", "Cs"):
        return True
    if character in _JOINERS:
        return _joins(text[offset - 1 : offset]) and _joins(text[offset + 1 : offset + 2])
    if 0xE0020 <= ord(character) <= 0xE007F:  # the letters of a flag such as Scotland's
        return _stands_in_flag(text, offset)
    return False


def _joins(neighbor: str) -> bool:
    """Whether a joiner next to this character has something to do: letters, marks, emoji."""
    return bool(neighbor) and unicodedata.category(neighbor)[:1] in ("L", "M", "S")


def _stands_in_flag(text: str, offset: int) -> bool:
    """Whether only tag characters stand between here and a black flag."""
    while offset > 0 and 0xE0020 <= ord(text[offset]) <= 0xE007F:
        offset -= 1
    return text[offset] == _BLACK_FLAG


def _emphasized(line: str, bold: list[bool]) -> str:
    """One line, escaped, with `**` around its bold runs."""
    inked = [offset for offset, character in enumerate(line) if not character.isspace()]
    for left, right in pairwise(inked):
        for offset in range(left + 1, right):
            bold[offset] = bold[left] and bold[right]
    if inked:
        edges = (*range(inked[0]), *range(inked[-1] + 1, len(line)))
        for offset in edges:
            bold[offset] = False
    else:
        bold = [False] * len(line)
    written = []
    for is_bold, run in groupby(zip(line, bold, strict=True), key=lambda pair: pair[1]):
        escaped = "".join(character for character, _ in run).translate(_ESCAPES)
        written.append(f"**{escaped}**" if is_bold else escaped)
    return "".join(written)


def _within(marked: Sequence[Span], start: int, end: int) -> list[Span]:
    """The marked ranges of a part, counted from its start."""
    return [
        Span(max(span.start, start) - start, min(span.end, end) - start)
        for span in marked
        if span.start < end and span.end > start
    ]


def _last_fitting(text: str, marked: Sequence[Span], start: int, budget: int) -> int:
    """The farthest good end of a part that begins at `start` and fits."""

    def fits(end: int) -> bool:
        return units(quoted(text[start:end], _within(marked, start, end))) <= budget

    if fits(len(text)):
        return len(text)
    low, high = start + 1, min(len(text), start + budget)
    while low < high:  # the longest part that fits, by halving
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    spaces = [end for end in range(start + 1, low + 1) if text[end - 1].isspace()]
    # A break in the first half would leave short stumps of one long word.
    if spaces and spaces[-1] - start > (low - start) // 2:
        return spaces[-1]
    end = low
    while end > start + 1 and _continues(text, end):
        end -= 1
    return end if end > start + 1 or not _continues(text, end) else low


def _continues(text: str, offset: int) -> bool:
    """Whether the code point there belongs to the character before it."""
    category = unicodedata.category(text[offset])
    return (
        category in ("Mn", "Mc", "Me", "Cf")
        or category == "Sk"
        or text[offset - 1] in _JOINERS
        or "\U0001f1e6" <= text[offset] <= "\U0001f1ff"
    )
