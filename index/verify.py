"""Is this quote still what the document says, there? Pure, and apart from how quotes are made.

The check knows nothing of paragraphs or sentences. It walks through the stored text and the quote
side by side, and grants only what a reading text may do: fold white space, drop a hyphen at a line
end, unfold a ligature, leave out invisible characters and Markdown's marks.
"""

from __future__ import annotations

import re
import unicodedata

from index.types import Page, Span

LINE_END_HYPHENS = "-\u2010\u00ad\ufffe"
HYPHEN_AT_LINE_END = re.compile(rf"[{LINE_END_HYPHENS}][ \t]*\r?[\n\r]\s*")
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
MARKS = "*_`~"
LINE_MARKS = ">-+*"  # of block quotes and lists, with the space after them


def reads_as(text: str, reading: str, *, markup: bool) -> bool:
    """Whether the extracted `text` may be read as `reading`.

    `markup` says that the text is Markdown, whose marks need not be read.
    """
    at = shown = 0
    while at < len(text):
        char = text[at]
        wanted = reading[shown : shown + 1]
        if char.isspace():
            run = len(text[at:]) - len(text[at:].lstrip())
            broken = any(each in "\r\n" for each in text[at : at + run])
            if wanted.isspace():
                shown += len(reading[shown:]) - len(reading[shown:].lstrip())
            elif not broken and shown:
                return False
            at += run
        elif char == wanted or (char == "\ufffe" and wanted == "-"):
            at, shown = at + 1, shown + 1
        elif match := HYPHEN_AT_LINE_END.match(text, at):
            at = match.end()
        elif char in INVISIBLE:
            at += 1
        elif markup and (end := _mark_end(text, at)) > at:
            at = end
        elif "\ufb00" <= char <= "\ufb06" and reading.startswith(
            unfolded := unicodedata.normalize("NFKC", char), shown
        ):
            at, shown = at + 1, shown + len(unfolded)
        else:
            return False
    return shown == len(reading)


def _mark_end(text: str, at: int) -> int:
    """Where a mark of Markdown that begins at `at` ends; `at` itself if there is none."""
    if text[at] in LINE_MARKS and not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t>"):
        rest = text[at + 1 :]
        return at + 1 + len(rest) - len(rest.lstrip(" \t"))
    return at + (text[at] in MARKS)


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
