"""A library's glossary: words for the same thing, which find one another. Pure.

A file called glossary.txt or glossary.md, most of whose lines name words with “=” between them:

    # People and places
    Kremlin = Russian government
    PTO = paid time off = vacation

Blank lines and lines that begin with “#” count for nothing; “-” or “*” may stand before an entry.
A glossary is a document of its library in all but this: it is searched with, and not quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

NAMES = ("glossary.txt", "glossary.md")
MOST_CHARS = 100  # of a form; longer ones are sentences
BULLET = re.compile(r"^[-*+]\s+")


def is_named_glossary(source: str) -> bool:
    """Whether a document's name says that it may be a glossary."""
    return PurePosixPath(source).name.casefold() in NAMES


def read_glossary(source: str, text: str) -> tuple[list[tuple[str, ...]], int] | None:
    """The entries of a glossary, and how many of its lines are none; None if it is no glossary."""
    if not is_named_glossary(source):
        return None
    entries: list[tuple[str, ...]] = []
    others = 0
    for line in text.splitlines():
        said = line.strip().lstrip("\ufeff")
        if not said or said.startswith("#"):
            continue
        if forms := read_entry(said):
            entries.append(forms)
        else:
            others += 1
    return (entries, others) if len(entries) > others else None


def read_entry(line: str) -> tuple[str, ...] | None:
    """The words of one line that find one another; None if it is no entry."""
    forms = [form.strip() for form in BULLET.sub("", line.strip().lstrip("\ufeff")).split("=")]
    if len(forms) > 1 and all(_is_form(each) for each in forms):
        return tuple(dict.fromkeys(forms))
    return None


def with_entry(text: str, forms: Sequence[str]) -> str:
    """A glossary's text with one more line, at its end; nothing else of it changes."""
    end = "" if not text or text.endswith(("\n", "\r")) else "\n"
    return f"{text}{end}{' = '.join(forms)}\n"


def without_entry(text: str, forms: tuple[str, ...]) -> str:
    """A glossary's text without the lines that say this; nothing else of it changes."""
    lines = text.splitlines(keepends=True)
    return "".join(each for each in lines if read_entry(each) != forms or _is_heading(each))


def says_nothing(text: str) -> bool:
    """Whether a glossary's text is blank but for headings."""
    return all(not line.strip() or _is_heading(line) for line in text.splitlines())


def _is_heading(line: str) -> bool:
    return line.strip().lstrip("\ufeff").startswith("#")


def _is_form(form: str) -> bool:
    return len(form) <= MOST_CHARS and any(map(str.isalnum, form))


def describe_glossary(entries: Sequence[tuple[str, ...]], others: int) -> str:
    """What became of a glossary, in one sentence for the person who added it."""
    count = f"{len(entries):,} {'entry is' if len(entries) == 1 else 'entries are'}"
    said = f"this is a glossary: its {count} searched with, and it is not quoted"
    if not others:
        return f"{said}."
    lines = "1 line is" if others == 1 else f"{others:,} lines are"
    return f"{said}; {lines} left out, because words with “=” between them are read alone."
