"""Logits to the likeliest answer."""

from __future__ import annotations

import math

import numpy as np

from index.judge.spans import best_in, best_span
from index.types import Span

# The first token is a mark, and so is the last.
PLACES = np.array([(0, 0), (0, 3), (4, 8), (9, 12), (0, 0)])


def floats(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float32)


def test_the_best_span_ends_where_it_starts_or_later() -> None:
    starts, ends = floats(9, 0, 1, 5, 0), floats(9, 7, 5, 2, 9)

    assert best_span(starts, ends, PLACES) == (Span(0, 3), 7.0)
    assert best_span(starts, floats(9, 0, 5, 2, 9), PLACES) == (Span(9, 12), 7.0)
    assert best_span(starts, floats(9, 0, 7, 1, 9), PLACES) == (Span(4, 8), 8.0)


def test_an_answer_is_at_most_thirty_tokens() -> None:
    starts, ends = np.zeros((2, 40), dtype=np.float32)
    starts[0] = ends[39] = 5
    ends[29] = ends[30] = 3

    places = np.array([(i, i + 1) for i in range(40)])
    assert best_span(starts, ends, places) == (Span(0, 30), 8.0)


def test_marks_alone_hold_no_answer() -> None:
    assert best_span(floats(1, 2), floats(1, 2), np.zeros((2, 2), dtype=int)) == (None, -math.inf)
    assert best_span(floats(), floats(), np.zeros((0, 2), dtype=int)) == (None, -math.inf)


def test_each_sentence_has_the_likeliest_answer_that_begins_in_it() -> None:
    starts, ends = floats(9, 0, 1, 5, 0), floats(9, 7, 5, 2, 9)

    found = best_in(starts, ends, PLACES, [Span(0, 3), Span(4, 12), Span(13, 20)])

    assert found == (7.0, 7.0, -math.inf)
