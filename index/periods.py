"""A range of dates that a question names: “between 2005 and 2007”, “since 2006”, “in March 2007”.

Pure. A lone year (“in 2007”) is no range: it is a word that is looked for, as other numbers are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.numerals import MONTH, MONTH_NAMES, month_number
from index.types import Span

FIRST_YEAR, LAST_YEAR = 1000, 2100  # what four digits are taken for a year

_YEAR = r"(?:1\d{3}|20\d\d)"


def _moment(name: str) -> str:
    """A pattern for a month and year, or a year, whose groups are called after `name`."""
    return rf"(?:(?P<{name}_month>{MONTH})\b\.?,?\s+(?:of\s+)?)?(?P<{name}_year>{_YEAR})(?![\d-])"


_A, _B = _moment("a"), _moment("b")
_PATTERNS = tuple(
    (kind, re.compile(rf"\b{pattern}\b", re.IGNORECASE))
    for kind, pattern in (
        ("range", rf"between\s+{_A}\s+and\s+{_B}"),
        ("range", rf"(?:from|in|during)\s+{_A}\s*(?:to|until|till|through|–|—)\s*{_B}"),
        ("range", rf"(?:from|in|during)\s+(?P<a_year>{_YEAR})-{_B}"),
        ("since", rf"(?:ever\s+)?since\s+{_A}"),
        ("after", rf"after\s+{_A}"),
        ("before", rf"before\s+{_A}"),
        ("until", rf"(?:until|till|up\s+to)\s+{_A}"),
        ("decade", rf"(?:in|during|of|from)\s+the\s+(?P<a_year>{_YEAR})'?s"),
        ("month", rf"(?:in|during)\s+(?P<a_month>{MONTH})\b\.?,?\s+(?:of\s+)?(?P<a_year>{_YEAR})"),
    )
)

_NAMED_YEAR = re.compile(rf"(?<!\d)({_YEAR})(?!\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """Months from `first` to `last`, both included, counted from the year 0; ends may be open."""

    first: int
    last: int

    def months(self, year: int) -> range:
        """The months of a year that are in it, from 1."""
        low = max(self.first, 12 * year) - 12 * year
        high = min(self.last, 12 * year + 11) - 12 * year
        return range(low + 1, high + 2)

    @property
    def years(self) -> range:
        """The years that it touches."""
        return range(max(self.first // 12, FIRST_YEAR), min(self.last // 12, LAST_YEAR) + 1)

    def speaks_of_another(self, sentence: str) -> bool:
        """Whether a sentence names years, and none of them is in it."""
        years = [int(year) for year in _NAMED_YEAR.findall(sentence)]
        return bool(years) and not any(self.months(year) for year in years)

    def __str__(self) -> str:
        """As a person reads it in any language: 2005 – 2007, 2006 –, – 1989-12, 2007-03."""
        open_first, open_last = self.first == OPEN.first, self.last == OPEN.last
        first = "" if open_first else _write(self.first, whole=self.first % 12 == 0)
        last = "" if open_last else _write(self.last, whole=self.last % 12 == 11)
        if self.first % 12 == 0 and self.last % 12 != 11 and not (open_first or open_last):
            first = _write(self.first, whole=False)
        return first if first == last else f"{first} – {last}".strip()


OPEN = Period(12 * FIRST_YEAR, 12 * LAST_YEAR + 11)


def _write(month: int, *, whole: bool) -> str:
    return str(month // 12) if whole else f"{month // 12}-{month % 12 + 1:02}"


def find_period(question: str) -> tuple[Period, Span, bool] | None:
    """The range of dates that a question names, where it does, and whether its words stay in it.

    Those of a month are looked for as well; those of a range stand for what lies between.
    """
    for kind, pattern in _PATTERNS:
        match = pattern.search(question)
        period = _read(kind, match.groupdict()) if match else None
        if match and period:
            return period, Span(*match.span()), kind == "month"
    return None


def _read(kind: str, said: dict[str, str | None]) -> Period | None:
    first, last = _months(said, "a")
    if kind == "range":
        end = _months(said, "b")[1]
        return Period(first, end) if end > first else None
    return {
        "since": Period(first, OPEN.last),
        "after": Period(last + 1, OPEN.last),
        "before": Period(OPEN.first, first - 1),
        "until": Period(OPEN.first, last),
        "decade": Period(first, first + 119),
        "month": Period(first, last),
    }[kind]


def _months(said: dict[str, str | None], name: str) -> tuple[int, int]:
    """The first and the last month of a moment: of a year, January and December."""
    start = 12 * int(said[f"{name}_year"] or 0)
    month = month_number((said.get(f"{name}_month") or "").casefold())
    return (start + month - 1,) * 2 if month else (start, start + len(MONTH_NAMES) - 1)
