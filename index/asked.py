"""What a question asks for: its terms in order, its names and numbers, the shape of its answer."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.variants import Variants, read_with
from index.words import token_keys, word_matches

PREFIX = 5  # letters that two stems share when they may be forms of one word
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred hundreds thousand thousands million millions billion billions dozen dozens half third
    quarter several once twice couple single double both no none few many all""".split()
)
DATE_WORDS = frozenset(
    """january february march april may june july august september october november december jan
    feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
    sunday century centuries today yesterday tomorrow daily weekly monthly annually noon midnight
    dawn sunset second seconds minute minutes hour hours day days week weeks month months year
    years decade decades""".split()
)
PLACE_WORDS = frozenset(
    """in at from near to on of outside inside throughout across between around into toward towards
    off within along behind under above beside left right east west north south""".split()
)
REASON_WORDS = frozenset(
    """because since therefore reason reasons cause causes caused causing result results owing thus
    purpose so avoid prevent allow order due""".split()
)
NUMERAL = re.compile(r"\d")
CLOCK = re.compile(r"(?<![\w:.])(?:[01]?\d|2[0-4]):[0-5]\d(?![\w:])")
DAY = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:\d\d){1,2}|\d{4}-\d\d(?:-\d\d)?"
)
YEAR = re.compile(r"(?:1\d{3}|20\d\d)s?")
DEFINES = re.compile(
    r"\b(?:is|are|was|were) (?:a|an|the|one)\b|\b(?:refers?|known|called|means?|defined|term)\b"
)
WHO = re.compile(
    r"\b(?:who|whom|whose|which (?:person|people|man|men|woman|women|(?:author|president|king|"
    r"professor)s?))\b"
)
WHEN = re.compile(
    r"\b(?:when|(?:what|which|in what|what was the) (?:\w+ )?(?:(?:year|date|day|month|decade|time|"
    r"season|era|period)s?|centur(?:y|ies))|how long|how old|how often|since when)\b"
)
LASTING = re.compile(r"\bhow (?:long|much time)\b")
WHERE = re.compile(
    r"\b(?:where|(?:what|which) (?:\w+ )?(?:(?:state|town|place|location|region|continent|river|"
    r"island|area|province|village|nation|part)s?|countr(?:y|ies)|cit(?:y|ies)|count(?:y|ies)))\b"
)
HOW_MANY = re.compile(
    r"\b(?:how (?:many|much|long|old|far|tall|big|large|high|deep|fast|heavy|wide|often|small|hot)|"
    r"(?:what|which) (?:\w+ )?(?:number|percent|percentage|amount|price|cost|size|age|population"
    r"|share|fraction|ratio|rate|score|temperature|speed|weight|height|length|width|distance"
    r"|version|rank))\b"
)
WHY = re.compile(
    r"\b(?:why|for what reason|what (?:\w+ )?(?:reason|cause|caused|purpose)|how come)\b"
)
DEFINITION = re.compile(
    r"^(?:what|who) (?:is|are|was|were) |\bmean(?:s|t)?\b|\bdefin|\bstand for\b"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a sentence holds that may answer: names, numbers and dates (folded), signs of others."""

    names: frozenset[str]
    numbers: frozenset[str]
    dated: frozenset[str]
    places: bool
    reasons: bool
    defines: bool


def shape_of(words: Sequence[str], text: str) -> Shape:
    """The shape of a sentence of these words."""
    lowered = [word.lower() for word in words]
    numbers = {
        word
        for word in lowered
        if word in NUMBER_WORDS or (not word.isalpha() and NUMERAL.search(word))
    }
    known = set(lowered)
    return Shape(
        names=frozenset(
            lower for word, lower in zip(words[1:], lowered[1:], strict=True) if word[0].isupper()
        ),
        numbers=frozenset(numbers),
        dated=frozenset(
            {each for each in numbers if YEAR.fullmatch(each) or DAY.fullmatch(each)}
            | (known & DATE_WORDS)
            | set(CLOCK.findall(text))
        ),
        places=not known.isdisjoint(PLACE_WORDS),
        reasons=not known.isdisjoint(REASON_WORDS),
        defines=bool(DEFINES.search(text)),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's terms, numbered in its order, and what its answer should look like.

    `terms` gives the number of each key, `weights` the weight of each number (its inverse document
    frequency), `phrases` the weight of each pair of terms that stand together, `words` the weights
    of whole words; `known` are the words and keys of the question, which can't answer it;
    `variants` are other ways in which a text may write them.
    """

    terms: dict[str, int]
    weights: tuple[float, ...]
    total: float
    phrases: dict[tuple[int, int], float]
    phrase_total: float
    prefixes: tuple[tuple[int, str], ...]
    names: frozenset[int]
    numbers: frozenset[int]
    known: frozenset[str]
    words: dict[str, float]
    who: bool
    when: bool
    lasting: bool
    where: bool
    how_many: bool
    why: bool
    defines: bool
    variants: Variants = ()

    def read(self, keys: Sequence[str]) -> Sequence[str]:
        """A text's keys, with the question's own where it is written in another way."""
        return read_with(keys, self.variants) if self.variants else keys

    def weight(self, found: Iterable[int]) -> float:
        """The share of the weights that these terms have, 0…1."""
        return sum(self.weights[term] for term in found) / self.total

    def share(self, found: set[int], wanted: frozenset[int]) -> float:
        """How much of what is wanted was found, -1…1; 0 where nothing is wanted."""
        if not wanted:
            return 0.0
        whole = sum(self.weights[term] for term in wanted) or 1.0
        return 2 * sum(self.weights[term] for term in wanted & found) / whole - 1

    def missing(self, found: set[int]) -> float:
        """The share of the weights that the rarest term that wasn't found has."""
        return (
            max((w for term, w in enumerate(self.weights) if term not in found), default=0.0)
            / self.total
        )

    def found(self, text: str) -> set[int]:
        """The terms that stand in a heading or title."""
        if not text:
            return set()
        return {self.terms[key] for key in self.read(_keys(text)) if key in self.terms}

    def shapes(self, shape: Shape) -> tuple[float, float, float, float, float]:
        """For who, when, where, how many and why: 1 fits, -1 doesn't, 0 wasn't asked."""
        return (
            _fits(self.who, bool(shape.names - self.known)),
            _fits(self.when, bool(shape.dated - self.known)),
            _fits(self.where, shape.places and bool(shape.names - self.known)),
            _fits(self.how_many, bool(shape.numbers - self.known)),
            _fits(self.why, shape.reasons),
        )


def _fits(wanted: bool, there: bool) -> float:
    return 0.0 if not wanted else 1.0 if there else -1.0


@lru_cache(maxsize=2_000)
def _keys(text: str) -> tuple[str, ...]:
    return tuple(key for word in word_matches(text) for key in token_keys(word))


def read_asked(question: str, weights: dict[str, float], variants: Variants = ()) -> Asked:
    """Look at a question whose terms have these weights."""
    terms: dict[str, int] = {}
    sequence: list[int] = []
    names: set[int] = set()
    numbers: set[int] = set()
    known: set[str] = set()
    words: dict[str, float] = {}
    for at, word in enumerate(word_matches(question)):
        known.add(word.lower())
        heaviest = max((weights[key] for key in token_keys(word) if key in weights), default=0.0)
        if heaviest:
            words[word.lower()] = heaviest
        for key in token_keys(word):
            known.add(key)
            if key not in weights:
                continue
            number = terms.setdefault(key, len(terms))
            sequence.append(number)
            if at and word[0].isupper() and not question.isupper():
                names.add(number)
            if any(map(str.isdigit, word)):
                numbers.add(number)
    for key in weights:
        terms.setdefault(key, len(terms))
    for variant in variants:
        known.update(variant.needs)
    by_number = tuple(weights[key] for key in terms)
    phrases = {
        (one, other): by_number[one] + by_number[other]
        for one, other in itertools.pairwise(sequence)
        if one != other
    }
    lowered = question.lower()
    known.update(CLOCK.findall(lowered))
    return Asked(
        terms=terms,
        weights=by_number,
        total=sum(by_number) or 1.0,
        phrases=phrases,
        phrase_total=sum(phrases.values()),
        prefixes=tuple(
            (number, key[:PREFIX])
            for key, number in terms.items()
            if len(key) >= PREFIX and key.isalpha()
        ),
        names=frozenset(names),
        numbers=frozenset(numbers),
        known=frozenset(known),
        words=words,
        who=bool(WHO.search(lowered)),
        when=bool(WHEN.search(lowered)),
        lasting=bool(LASTING.search(lowered)),
        where=bool(WHERE.search(lowered)),
        how_many=bool(HOW_MANY.search(lowered)),
        why=bool(WHY.search(lowered)),
        defines=bool(DEFINITION.search(lowered)),
        variants=variants,
    )
