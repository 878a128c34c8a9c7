"""Numbers and dates of a question, and how else a text may write them. Pure.

“two” is “2”, “percentage” is “percent” (as “%” is), “October 12, 2007” is “2007-10-12” or
“12.10.2007”, “Oct.” is “October”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.variants import Variant, Variants
from index.words import fold, forms, stem, tokens

# “One” is left out: it is a pronoun more often than a number.
_SMALL = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty"""
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred"
_NAMED = {
    **{word: number for number, word in enumerate(_SMALL.split(), start=2)},
    **{word: 10 * number for number, word in enumerate(_TENS.split(), start=3)},
}
_WORD_OF = {str(number): word for word, number in _NAMED.items()}
MONTH_NAMES = tuple(
    """january february march april may june july august september october november december
    """.split()
)
_SHORT_MONTHS = {name: (name[:3],) for name in MONTH_NAMES if name != "may"} | {
    "september": ("sep", "sept"),
}
_MONTH_OF = {
    short: name for name, short_names in _SHORT_MONTHS.items() for short in short_names
} | {name: name for name in MONTH_NAMES}
MONTH = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"\b(?:(?P<month>{MONTH})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{MONTH})\b\.?)"
    r"(?:,?\s+(?P<year>\d{4})\b)?"
)
PERCENTAGE = "percentage"
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")


def month_number(name: str) -> int | None:
    """The number of a month, by its folded name or usual abbreviation."""
    name = _MONTH_OF.get(name.rstrip("."), "")
    return MONTH_NAMES.index(name) + 1 if name else None


def short_months(name: str) -> tuple[str, ...]:
    """The usual abbreviations of a month's name."""
    return _SHORT_MONTHS.get(name, ())


def number_variants(question: str) -> Variants:
    """How else a text may write the numbers and dates of a question."""
    folded = fold(question)
    return tuple(
        dict.fromkeys([*_numbers(folded), *_months(folded), *_dates(folded), *_iso_dates(folded)])
    )


def _numbers(folded: str) -> Iterator[Variant]:
    for token in tokens(folded):
        if token == PERCENTAGE:
            yield Variant(frozenset({stem("percent")}), (stem(token),))
        elif token in _NAMED:
            yield Variant(frozenset({str(_NAMED[token])}), (stem(token),))
        elif token in _WORD_OF:
            yield Variant(frozenset({stem(_WORD_OF[token])}), (token,))


def _months(folded: str) -> Iterator[Variant]:
    for token in tokens(folded):
        name = _MONTH_OF.get(token)
        if name is None:
            continue
        for other in (name, *_SHORT_MONTHS.get(name, ())):
            if other != token:
                yield Variant(frozenset({stem(other)}), (stem(token),))


def _dates(folded: str) -> Iterator[Variant]:
    for match in _WRITTEN.finditer(folded):
        day = match["day"] or match["day2"]
        month = month_number(match["month"] or match["month2"])
        ordinal = day + _ending(int(day))
        if ordinal in match.group():
            yield Variant(frozenset({day}), (ordinal,))
        else:
            yield Variant(frozenset({ordinal}), (day,))
        if match["year"] and month:
            keys = tuple(key for token in tokens(match.group()) for key in forms(token))
            for joined in _joined(int(match["year"]), month, int(day)):
                yield Variant(frozenset({joined}), keys)


def _ending(number: int) -> str:
    """What English puts behind an ordinal number."""
    if 10 < number % 100 < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _joined(year: int, month: int, day: int) -> list[str]:
    """The keys of a date in digits: 2007-10-12, 12.10.2007, 10/12/2007; with zeros and without."""
    written = (f"{year}{month:02}{day:02}", f"{day:02}{month:02}{year}", f"{day}{month}{year}")
    return list(dict.fromkeys([*written, f"{month:02}{day:02}{year}", f"{month}{day}{year}"]))


def _iso_dates(folded: str) -> Iterator[Variant]:
    for match in _ISO.finditer(folded):
        year, month, day = map(int, match.groups())
        if 1 <= month <= len(MONTH_NAMES):
            needs = frozenset({str(year), stem(MONTH_NAMES[month - 1]), str(day)})
            yield Variant(needs, tuple(forms(match.group())))
