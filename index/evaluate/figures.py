"""Counts and scores to figures with 95 % intervals. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000  # of the bootstrap
SEED = 20071012
BINS = 10  # of the reliability curve

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `total`, with a 95 % interval (Wilson, J. Am. Stat. Assoc. 22, 1927)."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share, 0…1; not a number where there was nothing to count."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound."""
        if not self.total:
            return math.nan, math.nan
        z, n, p = 1.96, self.total, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return middle - half, middle + half


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of `total` questions; 95 % interval by bootstrap (Efron, Ann. Stat. 7, 1979)."""

    value: float
    interval: tuple[float, float]
    total: int


def mean_of(values: Sequence[float]) -> Figure | None:
    """The mean of values, one for each question; None of none."""
    if not values:
        return None
    table = np.array(values, dtype=np.float64)
    return Figure(
        float(table.mean()), _bootstrap(len(table), lambda at: table[at].mean()), len(table)
    )


def separation(own: Sequence[float], others: Sequence[float]) -> Figure | None:
    """The chance that an own question has more evidence than another: the area under the ROC.

    None where there is nothing to compare.
    """
    if not own or not others:
        return None
    scores = np.array([*own, *others], dtype=np.float64)
    is_own = np.arange(len(scores)) < len(own)

    def area(at: NDArray[np.int64]) -> float:
        return _area(scores[at], is_own[at])

    whole = np.arange(len(scores))
    return Figure(area(whole), _bootstrap(len(scores), area), len(scores))


def _area(scores: Numbers, is_own: NDArray[np.bool_]) -> float:
    """Mann and Whitney's statistic, ties counted half."""
    values, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    number = int(is_own.sum())
    rest = len(scores) - number
    if not values.size or not number or not rest:
        return math.nan
    total = float(ranks[place][is_own].sum())
    return (total - number * (number + 1) / 2) / (number * rest)


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence lies in a tenth: how sure on the mean, how often right."""

    low: float
    high: float
    sure: float
    right: Share


def reliability(sure: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """How often what was said with a confidence was right, for each tenth that has questions."""
    bins: list[Bin] = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        here = [
            (each, good)
            for each, good in zip(sure, right, strict=True)
            if low <= each < high or (each == 1 and number == BINS - 1)
        ]
        if here:
            mean = sum(each for each, _ in here) / len(here)
            bins.append(Bin(low, high, mean, Share(sum(good for _, good in here), len(here))))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error (Naeini et al. 2015): how far off, a question on the mean."""
    total = sum(each.right.total for each in bins)
    off = sum(abs(each.sure - each.right.value) * each.right.total for each in bins)
    return off / total if total else math.nan


def _bootstrap(number: int, figure: Callable[[NDArray[np.int64]], float]) -> tuple[float, float]:
    """The middle 95 % of a figure over questions drawn again, always the same ones."""
    chance = np.random.default_rng(SEED)
    found = [float(figure(chance.integers(0, number, number))) for _ in range(RESAMPLES)]
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return float(low), float(high)
