"""Text to search keys: what the word index stores and what a question looks up. Pure.

A key is a word's stem (Snowball's English stemmer), folded so that case, accents, typographic
quotes and dashes make no difference. A compound gives its parts and itself joined, so that a
word that a line end broke is found in either form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import local

import Stemmer

TOKEN = re.compile(r"[^\W_]+(?:(?:[-'./&+]|(?<=\d),(?=\d{3}(?!\d)))[^\W_]+)*")
SIGNS = {"%": "percent", "€": "euro", "$": "dollar", "£": "pound"}  # read as words
WORD = re.compile(rf"{TOKEN.pattern}|[{''.join(SIGNS)}]")
UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)")
FOLDS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": " ", "—": " ", "_": " "}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff")
)
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
SPELLINGS = {"defenc": "defens", "offenc": "offens", "licenc": "licens"}  # of stems
# Words that a question is made of rather than about.
QUESTION_WORDS = frozenset(
    """a about am an and any are as at be been being by can could did do does doing for from
    had has have having he her hers him his how i if in into is it its me my no not of on or
    our shall she should so some such than that the their them then there these they this
    those to too upon us was we were what when where which who whom whose why will with would
    you your it's what's who's don't doesn't didn't isn't aren't please tell give explain
    describe mean means meant say says said state stated""".split()
)
# "How long did it last?": what lasts is looked for, not "long" or "last".
LASTING = re.compile(
    r"\bhow (?P<how>long|much time) (?:do|does|did|will|would|has|have|had|can|could|may)\b"
    r".*\b(?P<verb>lasts?|lasted|takes?|took|taken)\b"
)
_local = local()  # a stemmer is not for two threads at once


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word; numbers and codes stay as they are."""
    if not word.isalpha():
        return word
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("english", 0)
    found = str(_local.stemmer.stemWord(word))
    return SPELLINGS.get(found, found)


def fold(text: str) -> str:
    """Text without differences that searching should not see."""
    text = unicodedata.normalize("NFKD", text).translate(FOLDS).casefold()
    return "".join(char for char in text if not unicodedata.combining(char))


def tokens(text: str) -> list[str]:
    """The words of a text, folded, compounds whole; two characters each where none are spaced.

    “5 %” is read as “5 percent”, “$5” as “dollar 5”.
    """
    found: list[str] = []
    for match in WORD.finditer(fold(text)):
        word = SIGNS.get(match.group(), match.group())
        for number, token in enumerate(UNSPACED.split(word)):
            if number % 2:
                found.extend(_pairs(token))
            elif token := token.strip("-'./&+,"):
                found.append(token.removesuffix("'s"))
    return found


def _pairs(token: str) -> list[str]:
    """Overlapping pairs of characters: the usual unit where words are not spaced."""
    return [token[i : i + 2] for i in range(max(1, len(token) - 1))]


def forms(token: str) -> list[str]:
    """The keys of one token: its stem, or for a compound the stems of its parts and the whole."""
    if DOTTED.fullmatch(token):
        return [token.replace(".", "")]
    parts = re.split(r"[-'./&+,]", token)
    if len(parts) == 1:
        return [stem(token)]
    return [*(stem(part) for part in parts), stem("".join(parts))]


def keys(text: str) -> list[str]:
    """Every search key of a text, in order, repeated as often as it occurs."""
    return [key for token in tokens(text) for key in forms(token)]


def question_terms(question: str) -> list[list[str]]:
    """What a question looks for: for each word that matters, its keys; no word twice."""
    asked: dict[tuple[str, ...], None] = {}
    # "US", "IT" and "WHO" are names, unless the whole question is in capitals.
    names = () if question.isupper() else tuple(map(fold, CAPITALS.findall(question)))
    idle = set(QUESTION_WORDS)
    if lasting := LASTING.search(fold(question)):
        idle.update(*(part.split() for part in lasting.groups()))
    for token in tokens(question):
        if token not in idle or token in names:
            asked[tuple(forms(token))] = None
    return [list(each) for each in asked]


def word_matches(text: str) -> list[str]:
    """The words and `SIGNS` of a text as they stand there, compounds whole."""
    return [match.group() for match in WORD.finditer(text.translate(FOLDS))]


@lru_cache(maxsize=100_000)
def token_keys(word: str) -> tuple[str, ...]:
    """The search keys of one word as it stands in a text."""
    return tuple(keys(word))
