"""Ranges of dates that questions name."""

from __future__ import annotations

import pytest

from index.periods import find_period


@pytest.mark.parametrize(
    ("question", "period", "words", "stays"),
    [
        ("What fell between 2005 and 2007?", "2005 – 2007", "between 2005 and 2007", False),
        ("what fell from May 2006 to June 2007", "2006-05 – 2007-06", None, False),
        ("Who came from 2005-2007?", "2005 – 2007", "from 2005-2007", False),
        ("Prices since 2006?", "2006 –", "since 2006", False),
        ("Prices after 2006?", "2007 –", "after 2006", False),
        ("Prices before March 1990?", "– 1990-02", "before March 1990", False),
        ("Prices until 1990", "– 1990", "until 1990", False),
        ("Who came in March 2007?", "2007-03", "in March 2007", True),
        ("Who came in the 1990s?", "1990 – 1999", "in the 1990s", False),
    ],
)
def test_ranges_are_read(question: str, period: str, words: str | None, stays: bool) -> None:
    found = find_period(question)
    assert found is not None
    assert (str(found[0]), found[2]) == (period, stays)
    if words is not None:
        assert question[found[1].start : found[1].end] == words


@pytest.mark.parametrize(
    "question",
    [
        "Who came in 2007?",
        "between 2007 and 2005",
        "since when",
        "since Monday",
        "in March",
        "after 20075",
        "between 10 and 20",
    ],
)
def test_what_is_no_range_is_not_read_as_one(question: str) -> None:
    assert find_period(question) is None
