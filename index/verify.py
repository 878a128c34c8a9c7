"""Is this quote still what the document says, there? Pure, and apart from how quotes are made.

The check knows nothing of paragraphs or sentences. It walks through the stored text and the quote
side by side, and grants only what a reading text may do: fold white space, drop a hyphen at a line
end, unfold a ligature, leave out invisible characters and Markdown's marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from index.types import CitedPlace, Place, PlaceKind, Span

HYPHENS = "-\u2010\u00ad\ufffe"
HYPHEN_AT_LINE_END = re.compile(rf"[{HYPHENS}][ \t]*\r?[\n\r]\s*")
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
SPACE = re.compile(r"\s+")
UNSPACED = re.compile(
    "[\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
BULLETS = re.compile(r"(?:[^\S\r\n]|[>*+-])*")
LINE_END = re.compile(r"[^\S\r\n]*(?:[\r\n]|\Z)")
MARKS_ONLY = re.compile(r"(?:[^\S\r\n]|[*_`~>#=+|:-])*")


def reads_as(text: str, reading: str, *, markup: bool) -> bool:
    """Whether the extracted `text` may be read as `reading`.

    `markup` says that the text is Markdown, whose marks need not be read. As a mark may also be
    read, every way is tried that leads on.
    """
    waiting = [(0, 0)]
    tried = set(waiting)
    while waiting:
        at, shown = waiting.pop()
        if at == len(text):
            if shown == len(reading):
                return True
            continue
        for step in _steps(text, at, reading, shown, markup=markup):
            if step not in tried:
                tried.add(step)
                waiting.append(step)
    return False


def _steps(
    text: str, at: int, reading: str, shown: int, *, markup: bool
) -> Iterator[tuple[int, int]]:
    """How far on the text at `at` and the reading at `shown` may be compared."""
    char = text[at]
    if space := SPACE.match(text, at):
        if read := SPACE.match(reading, shown):
            yield space.end(), read.end()
        elif _may_vanish(space.group(), reading, shown):
            yield space.end(), shown
        return
    if char in INVISIBLE or (markup and _is_mark(text, at)):
        yield at + 1, shown
    if (broken := HYPHEN_AT_LINE_END.match(text, at)) and _is_inside_word(reading, shown):
        yield broken.end(), shown
    if "\ufb00" <= char <= "\ufb06" and reading.startswith(
        unfolded := unicodedata.normalize("NFKC", char), shown
    ):
        yield at + 1, shown + len(unfolded)
    if reading.startswith(char, shown) or (char == "\ufffe" and reading.startswith("-", shown)):
        yield at + 1, shown + 1


def _may_vanish(space: str, reading: str, shown: int) -> bool:
    """Whether white space of the text may have nothing in the reading, which has come to `shown`.

    It may where other white space was just read, and where only a line was broken: after a
    hyphen, at a dash, and in scripts without spaces.
    """
    around = reading[max(0, shown - 1) : shown + 1]
    if not shown or around[0].isspace():
        return True
    broken = "\n" in space or "\r" in space
    return broken and (around[0] in HYPHENS or "—" in around or len(UNSPACED.findall(around)) == 2)


def _is_inside_word(reading: str, shown: int) -> bool:
    """Whether letters or digits stand on both sides of the place `shown`."""
    before, after = reading[max(0, shown - 1) : shown], reading[shown : shown + 1]
    return (before.isalnum() or bool(before and unicodedata.combining(before))) and after.isalnum()


def _is_mark(text: str, at: int) -> bool:
    """Whether the character at `at` is a mark of Markdown rather than a word's."""
    char = text[at]
    if char == "`":
        return True
    if char in "*_":
        # A lone mark inside a word is the word's: snake_case, 2*3*4.
        around = text[at - 1 : at] + text[at + 1 : at + 2]
        inside = len(around) == 2 and around.isalnum()
        return not inside or (char == "*" and UNSPACED.search(around) is not None)
    if not MARKS_ONLY.fullmatch(char):
        return False
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    if char == "|" and (BULLETS.fullmatch(text, start, at) or LINE_END.match(text, at + 1)):
        return True  # around the row of a table
    if char in ">+-" and BULLETS.fullmatch(text, start, at):
        return True
    # A line of nothing but marks, as under the head of a table.
    marks = MARKS_ONLY.match(text, start)
    return marks is not None and text[marks.end() : marks.end() + 1] in ("", "\n", "\r")


def find_lines(text: str, span: Span) -> tuple[int, int]:
    """The first and last line, from 1, that a span stands on, as editors count lines."""
    separator = "\n" if "\n" in text or "\r" not in text else "\r"
    first = text.count(separator, 0, span.start) + 1
    return first, first + text.count(separator, span.start, max(span.start, span.end - 1))


def find_places(places: Sequence[Place], span: Span) -> tuple[CitedPlace, ...]:
    """The places of each kind that a span stands on, first and last, outermost kind first.

    A place ends where the next of its kind starts, or where one of an outer kind does.
    """
    cited: list[CitedPlace] = []
    begin = 0
    for kind in PlaceKind:
        of_kind = [place for place in places if place.kind is kind and place.start >= begin]
        before = [place for place in of_kind if place.start <= span.start]
        if before:
            first, last = before[-1], [place for place in of_kind if place.start < span.end][-1]
            cited.append(CitedPlace(kind, first.number, last.number, first.label, last.label))
            begin = first.start
    return tuple(cited)


def kept_text(text: str, span: Span, skips: Sequence[Span]) -> str:
    """The slice of a text without what is skipped inside of it."""
    pieces: list[str] = []
    start = span.start
    for skip in skips:
        if span.start <= skip.start and skip.end <= span.end:
            pieces.append(text[start : skip.start])
            start = skip.end
    return "".join((*pieces, text[start : span.end]))


def same_letters(a: str, b: str) -> bool:
    """Whether two texts hold the same letters and digits in the same order."""
    return [c for c in unicodedata.normalize("NFKC", a) if c.isalnum()] == [
        c for c in unicodedata.normalize("NFKC", b) if c.isalnum()
    ]
