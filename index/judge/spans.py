"""Logits of where an answer begins and ends to the likeliest answer. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.judge.tokens import Places
from index.types import Span

SPAN_TOKENS = 30  # no answer that is marked is longer
Floats = NDArray[np.float32]


def best_span(starts: Floats, ends: Floats, places: Places) -> tuple[Span | None, float]:
    """The characters from the likeliest first to the likeliest last token, and their logits' sum.

    `places` are the tokens' ranges, shape (tokens, 2); those of none are empty. No span and minus
    infinity where all are.
    """
    sums = _sums(starts, ends, places)
    first, last = divmod(int(sums.argmax()), len(places)) if sums.size else (0, 0)
    if not sums.size or sums[first, last] == -math.inf:
        return None, -math.inf
    return Span(int(places[first, 0]), int(places[last, 1])), float(sums[first, last])


def best_in(
    starts: Floats, ends: Floats, places: Places, ranges: Sequence[Span]
) -> tuple[float, ...]:
    """For each range the sum of logits of the likeliest answer that begins in it.

    Minus infinity for a range without tokens.
    """
    begins = _sums(starts, ends, places).max(axis=1, initial=-math.inf)
    return tuple(
        float(
            begins[(places[:, 0] < each.end) & (places[:, 1] > each.start)].max(initial=-math.inf)
        )
        for each in ranges
    )


def _sums(starts: Floats, ends: Floats, places: Places) -> Floats:
    """The sum for each first and last token, minus infinity for those that make no answer."""
    number = len(places)
    inside = places[:, 1] > places[:, 0]
    length = np.arange(number)[None, :] - np.arange(number)[:, None]
    allowed = (length >= 0) & (length < SPAN_TOKENS) & inside[:, None] & inside[None, :]
    sums: Floats = np.where(allowed, starts[:, None] + ends[None, :], -math.inf)
    return sums
