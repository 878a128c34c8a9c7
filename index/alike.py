"""Two sentences: do they say the same, or the same but for one value? Pure.

Words are compared in order. What may differ in the same statement: case, accents, punctuation,
articles, the form of a word, a slip of the pen. What makes it another: a single place where one
says a number, a date, a name or a negation and the other says another. Whatever differs in any
other way says something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from index.asked import DATE_WORDS, NUMBER_WORDS
from index.features import view
from index.types import Span
from index.words import FOLDS, QUESTION_WORDS, TOKEN, fold, token_keys

_SAME_LENGTH = {char: to for char, to in FOLDS.items() if to}

SHARED = 0.5  # of the words of two sentences: below this they aren't looked at word by word
MOST_OFF = 8  # one word in so many may differ in form
LONGEST_VALUE = 5  # words
SLIP = 5  # letters: shorter words that differ in one are other words
SHORTEST = 4  # words: what is shorter says too little to be contradicted
EMPTY = frozenset("a an the also please then that".split())  # a sentence says the same without
NEGATIONS = frozenset("not no never".split())
NEGATING = frozenset("do does did longer any more".split())  # what comes along with them
# Beside a number these belong to the value: "thirty days", "5 to 7", "3 May".
UNITS = DATE_WORDS | frozenset("to and of at am pm percent per cent euro euros dollars".split())
POINTING = frozenset("he she it they this that these those his her its their such".split())
JOINERS = frozenset("of the de la von van der".split())  # of the words of a name
NUMERALS = {
    word: str(number)
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
} | {
    word: str(10 * number)
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
DECIMALS = re.compile(r"(\.\d*?)0+$")


class Value(StrEnum):
    """What two statements differ in."""

    NUMBER = "number"  # or a date
    NAME = "name"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Apart:
    """Where two sentences that else say the same differ: a range of each, one perhaps empty.

    `shared` are the search keys of what both say.
    """

    value: Value
    one: Span
    other: Span
    shared: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word where it stands: folded, numbers as digits, and whether it is written as a name."""

    folded: str
    span: Span
    named: bool

    @property
    def counts(self) -> bool:
        """Whether it is a number or part of a date."""
        return self.folded[:1].isdigit() or self.folded in NUMBER_WORDS or self.folded in DATE_WORDS


_Words = Sequence[_Word]


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[_Word, ...]:
    """The words of a sentence; compounds fall into their parts, so that a hyphen says nothing."""
    found: list[_Word] = []
    for match in TOKEN.finditer(text.translate(_SAME_LENGTH)):
        position = match.start()
        for part in re.split("([-/])", match.group()):
            if part not in ("", "-", "/"):
                span = Span(position, position + len(part))
                found.append(_Word(_plain(part), span, bool(found) and part[0].isupper()))
            position += len(part)
    return tuple(found)


def _plain(word: str) -> str:
    """A word folded; a number as digits."""
    folded = fold(word)
    if folded[:1].isdigit():
        folded = DECIMALS.sub(r"\1", folded.replace(",", "")).removesuffix(".")
    return NUMERALS.get(folded, folded)


def same(one: str, other: str) -> bool:
    """Whether two sentences say (nearly) the same in the same words."""
    if one == other:
        return True
    if not _is_near(one, other):
        return False
    forms, values = _compare(_words(one), _words(other))
    return not values and _few(forms, one, other)


def apart(one: str, other: str) -> Apart | None:
    """The one value in which two sentences differ that else say the same; None if they don't."""
    a, b = _words(one), _words(other)
    if min(len(a), len(b)) < SHORTEST or not _is_near(one, other):
        return None
    if a[0].folded in POINTING and b[0].folded in POINTING:
        return None  # whoever it is, it need not be the same
    forms, values = _compare(a, b)
    if not values or not _few(forms, one, other):
        return None
    # Values with only a word of theirs between are one: "from 9 to 5".
    i, j, k, m = values[0][0], values[-1][1], values[0][2], values[-1][3]
    value = _value(a[i:j], b[k:m])
    shared = frozenset(
        key
        for word in (*a[:i], *a[j:])
        if word.folded not in QUESTION_WORDS
        for key in token_keys(word.folded)
    )
    if value is None or len(shared) < 2:
        return None
    return Apart(value, _span(a, i, j), _span(b, k, m), shared)


def _is_near(one: str, other: str) -> bool:
    """Whether it pays to look closely: most words occur in both."""
    a, b = view(one).known, view(other).known
    return bool(a and b) and len(a & b) >= SHARED * max(len(a), len(b))


_Changes = list[tuple[int, int, int, int]]


def _compare(a: _Words, b: _Words) -> tuple[_Changes, _Changes]:
    """The ranges in which words differ in form alone, and those in which they really do."""
    matcher = SequenceMatcher(
        None, [each.folded for each in a], [each.folded for each in b], autojunk=False
    )
    forms: _Changes = []
    values: _Changes = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            (forms if _is_form(a[i:j], b[k:m]) else values).append((i, j, k, m))
    if values and _dates_alike(a[values[0][0] : values[-1][1]], b[values[0][2] : values[-1][3]]):
        return forms, []
    return forms, values


def _few(changes: _Changes, one: str, other: str) -> bool:
    """Whether little differs for sentences this long."""
    return len(changes) <= max(1, min(len(_words(one)), len(_words(other))) // MOST_OFF)


def _is_form(x: _Words, y: _Words) -> bool:
    """Whether two readings of a place in a sentence are the same but for their form."""
    left = [each for each in x if each.folded not in EMPTY]
    right = [each for each in y if each.folded not in EMPTY]
    if "".join(each.folded for each in left) == "".join(each.folded for each in right):
        return True
    return len(left) == len(right) and all(
        token_keys(one.folded) == token_keys(other.folded)
        or (not (one.named or other.named) and _is_slip(one.folded, other.folded))
        for one, other in zip(left, right, strict=True)
    )


def _is_slip(one: str, other: str) -> bool:
    """Whether one word may be a slip in writing the other: a letter more, less or changed."""
    if not (one.isalpha() and other.isalpha()):
        return False
    if min(len(one), len(other)) < SLIP or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    rest, others = one[start:], other[start:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def _dates_alike(x: _Words, y: _Words) -> bool:
    """Whether two values are the same words in another order: 3 May 2024 and May 3, 2024."""
    return (
        len(x) > 1
        and all(each.counts for each in (*x, *y))
        and sorted(each.folded for each in x) == sorted(each.folded for each in y)
    )


def _value(x: _Words, y: _Words) -> Value | None:
    """In what two readings of a place in a sentence differ, if in a value and nothing else."""
    if _without_negation(x) == _without_negation(y) and _negates(x) != _negates(y):
        return Value.NEGATION
    if not 0 < min(len(x), len(y)) <= max(len(x), len(y)) <= LONGEST_VALUE:
        return None
    if all(
        any(word.counts for word in side)
        and all(word.counts or word.folded in UNITS for word in side)
        for side in (x, y)
    ):
        return Value.NUMBER
    if all(
        side[0].named and all(word.named or word.folded in JOINERS for word in side)
        for side in (x, y)
    ):
        return Value.NAME
    return None


def _negates(words: _Words) -> bool:
    return any(
        each.folded in NEGATIONS or each.folded == "cannot" or each.folded.endswith("n't")
        for each in words
    )


def _without_negation(words: _Words) -> list[tuple[str, ...]]:
    """The stems of words less what negates them."""
    negated = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}
    plain = (negated.get(each.folded, each.folded.removesuffix("n't")) for each in words)
    return [
        token_keys(each)
        for each in plain
        if each not in NEGATIONS and each not in NEGATING and each not in EMPTY
    ]


def _span(words: _Words, start: int, end: int) -> Span:
    """The characters that words take; where there are none, the place before the next."""
    if start < end:
        return Span(words[start].span.start, words[end - 1].span.end)
    place = words[start].span.start if start < len(words) else words[-1].span.end
    return Span(place, place)
