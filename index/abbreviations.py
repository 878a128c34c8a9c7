"""Where a text says what an abbreviation stands for: “anti-ballistic missile (ABM)”. Pure.

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", 2003: the letters of the short form are looked for in the words before it, from
the last to the first, which must begin a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BRACKETS = re.compile(r"\(([^()\n]{2,120})\)")
SHORT = re.compile(r"[A-Z0-9][A-Za-z0-9&/.+-]{0,8}[A-Za-z0-9]")
BEFORE_CHARS = 160  # the long form is looked for in so many characters before the bracket
MOST_WORDS = 12


def find_abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """(short form, long form) of each abbreviation that a text explains, both as they stand."""
    for match in BRACKETS.finditer(text):
        inside = match.group(1).strip()
        before = text[max(0, match.start() - BEFORE_CHARS) : match.start()].rstrip()
        short = _short(re.split(r"[;,]", inside)[0].strip())
        if short:
            words = before.split(" ")[-min(len(short) + 5, 2 * len(short), MOST_WORDS) :]
            long = _long_form(short, " ".join(words))
        else:  # “ABM (anti-ballistic missile)”
            short = _short(before.rsplit(None, 1)[-1]) if before else None
            long = _long_form(short, inside) if short else None
            long = long if long == inside else None
        if short and long and " " in long.replace("-", " ") and short not in long.split():
            yield short, " ".join(long.split())


def _short(word: str) -> str | None:
    """The word, if it looks like an abbreviation; without the s of a plural."""
    word = word.lstrip("(“\"'")
    if re.fullmatch(r"[A-Z]{2,}s", word):
        word = word[:-1]
    capitals = sum(map(str.isupper, word))
    return word if SHORT.fullmatch(word) and capitals >= 2 else None


def _long_form(short: str, text: str) -> str | None:
    """The end of a text that the letters of a short form abbreviate, None if none does."""
    letters = [char for char in short.lower() if char.isalnum()]
    lowered = text.lower()
    at = len(text)
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (
            lowered[at] != letters[number]
            or (number == 0 and at > 0 and (text[at - 1].isalnum() or text[at - 1] in "'’"))
        ):
            at -= 1
        if at < 0:
            return None
    return text[at:]
