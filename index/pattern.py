"""Words, codes and phrases → the pattern that finds them in a document's text. Pure.

Case, accents and typographic signs make no difference; a line break may stand where a space does,
or inside of a word after a hyphen. A pattern finds whole words: “lamp” isn't in “lamps”.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

from index.errors import QuestionError
from index.verify import HYPHENS, INVISIBLE, UNSPACED
from index.words import fold

# A phrase in quotation marks of any kind, or a word alone.
TERM = re.compile(r"\"([^\"]+)\"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|([^\s\"“”„«»]+)")
COMBINING = "\u0300-\u036f"
MARKS = "*_`~"
BREAK = r"[ \t]*\r?[\n\r]"
FOLDED = (range(0x3000), range(0xF900, 0x10000))  # where letters have other forms
LONGEST_FORM = 3  # letters that one character may stand for: “ﬃ”


def read_terms(query: str) -> list[str]:
    """The words and phrases of a query: what stands in quotation marks stays together.

    Raises:
        QuestionError: there is no letter or digit in it.
    """
    found = ["".join(filter(None, groups)) for groups in TERM.findall(query)]
    terms = [term for term in found if any(char.isalnum() for char in term)]
    if not terms:
        raise QuestionError("There is nothing to find. Give words, a code or a “phrase”.")
    return list(dict.fromkeys(terms))


@cache
def pattern_of(term: str, *, markup: bool = False) -> re.Pattern[str]:
    """The pattern of a term; with `markup`, marks of Markdown may stand between its letters."""
    # A line of a quotation begins with a mark as well.
    marks, line = (MARKS, r"[\s>]*") if markup else ("", r"\s*")
    broken = BREAK + line
    between = rf"(?:[{HYPHENS}]{broken}|[{INVISIBLE}{COMBINING}{marks}])*"
    space = rf"[\s–—{INVISIBLE}{marks}{'>' if markup else ''}]+"
    hyphen = f"[{HYPHENS}\u2011](?:{broken})?"
    words = [_word(word, between, hyphen) for word in fold(term).split()]
    return re.compile(_before(term) + space.join(words) + _after(term))


def _word(word: str, between: str, hyphen: str) -> str:
    """The pattern of one folded word."""
    single, several = _forms()
    pieces: list[str] = []
    at = 0
    while at < len(word):
        for length in range(LONGEST_FORM, 1, -1):
            letters = word[at : at + length]
            if letters in several:
                spelt = between.join(_letter(each, single) for each in letters)
                pieces.append(f"(?:{spelt}|[{re.escape(several[letters])}])")
                break
        else:
            length = 1
            pieces.append(hyphen if word[at] == "-" else _letter(word[at], single))
        at += length
    return between.join(pieces)


def _letter(letter: str, single: dict[str, str]) -> str:
    return f"[{re.escape(letter + single.get(letter, ''))}]"


@cache
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """For a folded letter, and for several, the characters that are folded to them."""
    single: defaultdict[str, str] = defaultdict(str)
    several: defaultdict[str, str] = defaultdict(str)
    for codes in FOLDED:
        for char in map(chr, codes):
            folded = fold(char)
            if not folded or folded == char or char in INVISIBLE:
                continue
            if len(folded) == 1:
                single[folded] += char
            elif len(folded) <= LONGEST_FORM and folded.isalpha():
                several[folded] += char
    return dict(single), dict(several)


def _before(term: str) -> str:
    """What may not stand before a term: a letter or digit, or the first part of a number."""
    first = term[0]
    if not first.isalnum() or UNSPACED.match(first):
        return ""
    return r"(?<!\w)(?<!\d[.,])" if first.isdigit() else r"(?<!\w)"


def _after(term: str) -> str:
    """What may not stand behind it."""
    last = unicodedata.normalize("NFKD", term[-1])[:1]
    if not last.isalnum() or UNSPACED.match(last):
        return ""
    rest = rf"[{COMBINING}]*(?!\w)"
    return rest + r"(?![.,]\d)" if last.isdigit() else rest
