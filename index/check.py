"""A statement against the sentences of documents: supported, contradicted, or nothing found. Pure.

A wrong verdict is worse than none. A sentence supports a statement only if it holds nearly all of
its words, every number, date and name among them, each beside the same words; it contradicts one
only if it says the same with another number, date or name in a single place. All else is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.alike import NEGATIONS, NUMERALS, Value, apart
from index.asked import DATE_WORDS, YEAR
from index.sentences import find_sentences
from index.types import Verdict
from index.words import FOLDS, QUESTION_WORDS, TOKEN, fold, token_keys

MOST_LACKING = 7  # one word in so many of a statement may be missing in the document's sentence
FEWEST = 3  # words beside question words: what has fewer states too little
MOST_STATEMENTS = 25  # of a text; the rest is not looked at, and that is told

MONTHS = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
UNITS = frozenset(key for word in DATE_WORDS - MONTHS for key in token_keys(word))
LARGE = frozenset("hundred thousand million billion dozen".split())
DENYING = NEGATIONS | frozenset("without cannot nobody nothing none neither nor".split())
OPINIONS = frozenset("i me my mine think believe guess hope wish".split())
_SAME_LENGTH = {char: to for char, to in FOLDS.items() if to}
_LINE_MARKS = re.compile(r"^(?:\s|[>*+#•-])*(?:\d{1,3}[.)]\s+)?", re.MULTILINE)
_MARKS = re.compile(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}|<[@#:][^>\s]+>|https?://\S+")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence: as it is compared, its search keys, and what it is."""

    plain: str
    keys: frozenset[str]
    number: bool
    unit: bool
    named: bool

    @property
    def counts(self) -> bool:
        """Whether it belongs to a number or date."""
        return self.number or self.unit


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number or date: its words, where they stand, and what is counted."""

    first: int
    last: int
    words: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as it is compared. `content` are the numbers of words that say something."""

    words: tuple[_Word, ...]
    figures: tuple[_Figure, ...]
    content: tuple[int, ...]
    denies: bool

    def beside(self, figure: _Figure, step: int) -> frozenset[str]:
        """The keys of the nearest word that says something, before (-1) or behind (1)."""
        at = figure.first - 1 if step < 0 else figure.last + 1
        while 0 <= at < len(self.words):
            if at in self.content and not self.words[at].counts:
                return self.words[at].keys
            at += step
        return frozenset()


def find_statements(text: str) -> list[str]:
    """The sentences of a message, without marks, mentions and addresses."""
    found: list[str] = []
    for line in _MARKS.sub("", _LINE_MARKS.sub("", text)).splitlines():
        found += [line[each.start : each.end] for each in find_sentences(line.strip())]
    return [" ".join(each.split()) for each in found if any(map(str.isalnum, each))]


def judge(statement: str, sentence: str, context: str = "") -> Verdict:
    """What a document's sentence says of a statement; `context` are its title and headings.

    A name or a word may be the heading's; a number may not.
    """
    claim, quote = _read(statement.strip()), _read(sentence)
    if statement.rstrip().endswith("?") or len(claim.content) < FEWEST:
        return Verdict.NOTHING
    if claim.denies != quote.denies or any(word.plain in OPINIONS for word in claim.words):
        return Verdict.NOTHING
    known = frozenset(key for word in quote.words for key in word.keys)
    headed = known | _keys(context)
    plain = [claim.words[at] for at in claim.content if not claim.words[at].number]
    lacking = [word for word in plain if word.keys.isdisjoint(headed)]
    nearly = len(lacking) <= len(plain) // MOST_LACKING
    wrong = [figure for figure in claim.figures if not _stands(figure, claim, quote)]
    names = [word for word in lacking if word.named]
    if not wrong and not names and nearly and _in_order(claim, quote):
        return Verdict.SUPPORTED
    if len(wrong) == 1 and not names and nearly and _differs(wrong[0], claim, quote):
        return Verdict.CONTRADICTED
    difference = apart(statement, sentence)
    if difference and difference.value in (Value.NAME, Value.NUMBER):
        return Verdict.CONTRADICTED
    return Verdict.NOTHING


def _keys(text: str) -> frozenset[str]:
    return (
        frozenset(key for word in _read(text).words for key in word.keys) if text else frozenset()
    )


@lru_cache(maxsize=20_000)
def _read(text: str) -> _Read:
    words: list[_Word] = []
    for match in TOKEN.finditer(text.translate(_SAME_LENGTH)):
        # A compound counts as one word, but a number in it is a number: "30-day".
        parts = re.split("[-/]", match.group()) if any(map(str.isdigit, match.group())) else ()
        for part in parts if len(parts) == 2 and parts[0].isdigit() else (match.group(),):
            words.append(_word(part, first=not words))
    content = tuple(
        at
        for at, word in enumerate(words)
        if word.plain not in QUESTION_WORDS and word.plain not in DENYING
    )
    denies = any(word.plain in DENYING or word.plain.endswith("n't") for word in words)
    return _Read(tuple(words), tuple(_figures(words)), content, denies)


def _word(written: str, *, first: bool) -> _Word:
    folded = fold(written).removesuffix("'s")
    digits = any(map(str.isdigit, folded))
    plain = folded.replace(",", "") if digits else NUMERALS.get(folded, folded)
    named = written[0].isupper()
    if folded == "one":  # as often as not somebody
        plain = folded
    number = digits or plain.isdigit() or folded in LARGE or (folded in MONTHS and named)
    return _Word(
        plain=plain,
        keys=frozenset(token_keys(folded)) or frozenset({folded}),
        number=number and not (first and folded == "may"),
        unit=folded in DATE_WORDS - MONTHS or folded in ("percent", "euro", "euros", "dollars"),
        named=named and not first and not number,
    )


def _figures(words: Sequence[_Word]) -> list[_Figure]:
    """The numbers and dates: words of them that stand together."""
    found: list[_Figure] = []
    at = 0
    while at < len(words):
        if not words[at].number:
            at += 1
            continue
        last = at
        while last + 1 < len(words) and words[last + 1].number:
            last += 1
        numbers = frozenset(word.plain for word in words[at : last + 1])
        found.append(_Figure(at, last, numbers, _kind(words, at, last)))
        at = last + 1
    return found


def _kind(words: Sequence[_Word], first: int, last: int) -> str:
    """What a number counts, so that only like is compared: days, a year, a month, lamps."""
    numbers = words[first : last + 1]
    if any(word.plain in MONTHS for word in numbers):
        return "date"
    following = words[last + 1] if last + 1 < len(words) else None
    if following and (following.unit or not (following.named or following.plain in QUESTION_WORDS)):
        return min(following.keys)
    return "year" if all(YEAR.fullmatch(word.plain) for word in numbers) else ""


def _stands(figure: _Figure, claim: _Read, quote: _Read) -> bool:
    """Whether the quote has the number, and beside the same words if it has several."""
    same = [
        each
        for each in quote.figures
        if figure.words <= each.words and _alike(figure.kind, each.kind)
    ]
    of_kind = [each for each in quote.figures if each.kind == figure.kind]
    if not same or len(quote.figures) == 1 or (figure.kind and same == of_kind and len(same) == 1):
        return bool(same)
    return any(_beside_same(figure, each, claim, quote) for each in same)


def _alike(one: str, other: str) -> bool:
    """Whether two numbers may count the same: where one doesn't say what it counts, they may."""
    return one == other or not (one in UNITS and other in UNITS)


def _beside_same(figure: _Figure, other: _Figure, claim: _Read, quote: _Read) -> bool:
    """Whether what stands beside a number in the claim does in the quote, on either side."""
    pairs = [(claim.beside(figure, step), quote.beside(other, step)) for step in (-1, 1)]
    agreeing = [one & two for one, two in pairs if one and two]
    unit = figure.kind == other.kind or not figure.kind
    return unit and bool(agreeing) and any(agreeing)


def _differs(figure: _Figure, claim: _Read, quote: _Read) -> bool:
    """Whether the quote has another number of the same kind in the place of this one."""
    if any(figure.words & each.words for each in quote.figures):
        return False  # it may only be more exact, or stand elsewhere in the sentence
    alike = [each for each in quote.figures if each.kind == figure.kind]
    known = [each for each in alike if not any(each.words <= own.words for own in claim.figures)]
    if len(known) != 1 or not figure.kind:
        return False
    return len(alike) == 1 or _beside_same(figure, known[0], claim, quote)


def _in_order(claim: _Read, quote: _Read) -> bool:
    """Whether names come in the same order: “A sold B” isn't “B sold A”."""
    places: list[int] = []
    for word in claim.words:
        if not word.named:
            continue
        at = [n for n, each in enumerate(quote.words) if not word.keys.isdisjoint(each.keys)]
        if at:
            after = [n for n in at if not places or n > places[-1]]
            if not after:
                return False
            places.append(after[0])
    return True
