"""A document to its date and version: what its text and its name say. Pure.

A date counts if the document states it as its own: a line “Last updated: 3 May 2024”, front matter,
a line near the top that is nothing but a date; or its file is named for it (“handbook-2024.md”).
What programs note in a file is not asked: saving or copying it changes that. Days and months are
read in English and in figures, the day before the month, as “03.05.2024”, only where points part
them: “3/5/2024” is one day in London and another in New York.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.types import DateSource, DocumentDate
from index.words import fold

TOP, END = 3000, 1500  # characters: where documents state their dates
TOP_LINES = 12  # in which a line that is nothing but a date is the document's
ENDED = re.compile(
    r"[*_)\"']*[.;][*_)\"']*(?=\s|$)"
)  # after a date: what follows says something else
REST = 24  # characters after a stated date: a time, a name; more is a sentence about that day
LIKE = 0.5  # of the shorter document's runs of words: that many two versions share
RUN = 4  # words
COMPARED = 200_000  # characters of each document
MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_COMPACT = r"(?:19[5-9]|20\d)\d"
_YEAR = rf"{_COMPACT}(?!\d)"
DATE = re.compile(
    rf"(?<!\d)(?P<y1>{_COMPACT})[-._/ ]?(?P<m1>0[1-9]|1[0-2])"
    r"[-._/ ]?(?P<d1>0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?<!\d)(?P<d2>0?[1-9]|[12]\d|3[01])\.\s?(?P<m2>0?[1-9]|1[0-2])\.\s?(?P<y2>{_YEAR})"
    rf"|(?<!\d)(?P<d3>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[-_ .]{{1,2}}(?P<m3>{_MONTH})"
    rf"[-_ ,]{{1,2}}(?P<y3>{_YEAR})"
    rf"|\b(?P<m4>{_MONTH})[-_ ](?P<d4>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,?[-_ ](?P<y4>{_YEAR})"
    rf"|\b(?P<m5>{_MONTH})[-_ ,]{{1,2}}(?P<y5>{_YEAR})"
    rf"|(?<![^\W_])(?P<y6>{_YEAR})[-_/ ]?(?P<m6>0[1-9]|1[0-2])(?![\d])"
    rf"|(?<![^\W_])(?P<y7>{_YEAR})(?:[-–/]\d\d(?!\d))?",
    re.IGNORECASE,
)
STATED = re.compile(
    r"^[ \t>*_#|-]*(?:(?:last|date)[ \t]+)?(?:(?:updated?|revised|revision|modified|reviewed|"
    r"changed|date|effective|published|issued|adopted|approved|valid|version|as)\b"
    r"(?:[ \t]+(?:on|from|of|as of|date|since))?)[*_]*[ \t]*[:=|]?[*_]*[ \t]*[\"'(]?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?[ \t]+)?",
    re.IGNORECASE | re.MULTILINE,
)
VERSION = re.compile(
    r"(?<![^\W_])(?:v(?:ersion|er)?[ ._-]?(?P<number>\d+(?:\.\d+)*)"
    r"|rev(?:ision)?[ ._-]?(?P<rev>\d+)|(?P<word>draft|final|obsolete|superseded|outdated"
    r"|(?:old|new)(?=\W*$)))(?![^\W_])",
    re.IGNORECASE,
)
ORDER = {"obsolete": 0, "superseded": 0, "outdated": 0, "old": 0, "draft": 1, "final": 3, "new": 3}
PARTS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Version:
    """What a name says of a version: its word ("v2", "draft"), and what puts it in order."""

    word: str
    order: tuple[int, ...]
    numbered: bool


def stated_date(text: str) -> DocumentDate | None:
    """The latest date that a text states as its own."""
    found: list[str] = []
    edges = (text,) if len(text) <= TOP + END else (text[:TOP], text[-END:])
    for edge in edges:
        for label in STATED.finditer(edge):
            line = edge[label.end() :].split("\n", 1)[0]
            match = DATE.match(line)
            if match:
                rest = line[match.end() :]
                if len(rest) <= REST or ENDED.match(rest):
                    found.append(_value(match))
    for line in text[:TOP].split("\n")[:TOP_LINES]:
        bare = line.strip(" \t\r*_()")
        match = DATE.fullmatch(bare)
        if match and not bare.isdigit():  # a lone year or number may be anything
            found.append(_value(match))
    return DocumentDate(max(found), DateSource.TEXT) if found else None


def named_date(name: str) -> DocumentDate | None:
    """The date that a file is named for, or that stands in a title."""
    match = DATE.search(name)
    return DocumentDate(_value(match), DateSource.NAME) if match else None


def _value(match: re.Match[str]) -> str:
    """A date in figures, year first, as exactly as it is given."""
    parts = {key[0]: found for key, found in match.groupdict().items() if found}
    value = parts["y"]
    if month := parts.get("m"):
        number = int(month) if month.isdigit() else 1 + MONTH_NAMES.index(month[:3].lower())
        value += f"-{number:02}"
    return f"{value}-{int(parts['d']):02}" if "d" in parts else value


def find_version(name: str) -> Version | None:
    """The version that a name tells."""
    match = VERSION.search(name)
    if not match:
        return None
    if number := match["number"] or match["rev"]:
        return Version(match[0], tuple(map(int, number.split("."))), True)
    return Version(match[0], (ORDER[match[0].lower()],), False)


def file_name(source: str) -> str:
    """The name of a document without folders and extension."""
    name = source.rpartition("/")[2]
    stem, dot, extension = name.rpartition(".")
    return stem if dot and stem and not extension.isdigit() else name


def are_named_alike(one: str, other: str) -> bool:
    """Whether two names are the same but for a date or version."""
    if fold(one) == fold(other):
        return False
    a, b = _subject(one), _subject(other)
    return a == b and sum(map(len, a)) > 2


def _subject(name: str) -> tuple[str, ...]:
    """The words of a name without date and version."""
    return tuple(filter(None, PARTS.split(fold(VERSION.sub(" ", DATE.sub(" ", name))))))


def share_text(one: str, other: str) -> bool:
    """Whether two texts have so much in common that they may be versions of one."""
    a, b = set(_runs(one[:COMPARED])), set(_runs(other[:COMPARED]))
    return bool(a and b) and len(a & b) >= LIKE * min(len(a), len(b))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [each for each in PARTS.split(fold(text)) if each]
    return zip(*(words[start:] for start in range(RUN)), strict=False)
