"""Is this quote still what the document says, there? Pure, and apart from how quotes are made.

The check knows nothing of paragraphs or sentences. It walks through the stored text and the quote
side by side, and grants only what a reading text may do: fold white space, drop a hyphen at a line
end, unfold a ligature, leave out invisible characters and Markdown's marks.
"""

from __future__ import annotations

import re
import unicodedata

from index.types import Page, Span

HYPHENS = "-\u2010\u00ad\ufffe"
HYPHEN_AT_LINE_END = re.compile(rf"[{HYPHENS}][ \t]*\r?[\n\r]\s*")
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
SPACE = re.compile(r"\s+")
UNSPACED = re.compile(
    "[\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]{2}"
)
BEFORE_MARK = re.compile(r"[ \t>*+-]*")  # what may stand before a mark at the start of a line
MARKS_ONLY = re.compile(r"[ \t*_`~>#=+|:-]+(?=[\r\n]|$)")


def reads_as(text: str, reading: str, *, markup: bool) -> bool:
    """Whether the extracted `text` may be read as `reading`.

    `markup` says that the text is Markdown, whose marks need not be read.
    """
    at = shown = 0
    while at < len(text):
        char = text[at]
        wanted = reading[shown : shown + 1]
        if space := SPACE.match(text, at):
            at = space.end()
            if read := SPACE.match(reading, shown):
                shown = read.end()
            elif not _may_vanish(space.group(), reading, shown):
                return False
        elif char == wanted or (char == "\ufffe" and wanted == "-"):
            at, shown = at + 1, shown + 1
        elif (match := HYPHEN_AT_LINE_END.match(text, at)) and _is_inside_word(reading, shown):
            at = match.end()
        elif char in INVISIBLE:
            at += 1
        elif markup and (marks := _marks(text, at)):
            at += marks
        elif "\ufb00" <= char <= "\ufb06" and reading.startswith(
            unfolded := unicodedata.normalize("NFKC", char), shown
        ):
            at, shown = at + 1, shown + len(unfolded)
        else:
            return False
    return shown == len(reading)


def _may_vanish(space: str, reading: str, shown: int) -> bool:
    """Whether white space of the text may have nothing in the reading, which has come to `shown`.

    It may where other white space was just read, and where only a line was broken: after a
    hyphen, at a dash, and in scripts without spaces.
    """
    around = reading[max(0, shown - 1) : shown + 1]
    if not shown or around[0].isspace():
        return True
    broken = "\n" in space or "\r" in space
    return broken and (around[0] in HYPHENS or "—" in around or bool(UNSPACED.match(around)))


def _is_inside_word(reading: str, shown: int) -> bool:
    """Whether letters or digits stand on both sides of the place `shown`."""
    before, after = reading[max(0, shown - 1) : shown], reading[shown : shown + 1]
    return (before.isalnum() or bool(before and unicodedata.combining(before))) and after.isalnum()


def _marks(text: str, at: int) -> int:
    """How many characters from `at` on are marks of Markdown rather than words'; 0 if none."""
    starts_line = not BEFORE_MARK.sub("", text[max(text.rfind(end, 0, at) for end in "\n\r") + 1 : at])
    if starts_line:
        if match := MARKS_ONLY.match(text, at):
            return len(match.group())
        if text[at] in ">-+":
            return 1
    if text[at] not in "*_`":
        return 0
    # A lone mark inside a word is the word's: snake_case, 2*3*4.
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    inside = before.isalnum() and after.isalnum() and text[at] != "`"
    return 0 if inside else 1


def find_lines(text: str, span: Span) -> tuple[int, int]:
    """The first and last line, from 1, that a span stands on, as editors count lines."""
    separator = "\n" if "\n" in text or "\r" not in text else "\r"
    first = text.count(separator, 0, span.start) + 1
    return first, first + text.count(separator, span.start, max(span.start, span.end - 1))


def find_page(pages: tuple[Page, ...], span: Span) -> Page | None:
    """The page that a span begins on; None where the format has no pages."""
    return next((page for page in reversed(pages) if page.start <= span.start), None)


def same_letters(a: str, b: str) -> bool:
    """Whether two texts hold the same letters and digits in the same order."""
    return [c for c in unicodedata.normalize("NFKC", a) if c.isalnum()] == [
        c for c in unicodedata.normalize("NFKC", b) if c.isalnum()
    ]
