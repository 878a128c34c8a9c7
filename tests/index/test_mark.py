"""The words of a sentence that answer: by the kind of answer, never the question's own."""

from __future__ import annotations

import pytest

from index.asked import read_asked
from index.mark import find_answer
from index.types import Span

SAID = (
    "Mr. Tull sold it. In October 2007 the sale by Ann Lee of Brno brought 12,500 euros to the "
    "Museum of Lamps, two of 30 lots."
)


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("When was the sale?", "October 2007"),
        ("Who held the sale?", "Ann Lee of Brno"),
        ("How many euros did the sale bring?", "12,500"),
        ("How many of the 30 lots were of lamps?", "two"),
        ("Where in Brno did the euros go?", "Museum of Lamps"),
        ("What did the museum like?", SAID[18:]),
        ("Who are October and Ann Lee of Brno and Museum of Lamps?", SAID[18:]),
    ],
)
def test_the_words_that_answer_are_found(question: str, marked: str) -> None:
    found = find_answer(SAID, Span(18, len(SAID)), read_asked(question, {}))

    assert SAID[found.start : found.end] == marked


@pytest.mark.parametrize(
    ("question", "said", "marked"),
    [
        (
            "How long was the shop shut?",
            "On 19 February 2024 the shop was shut for 47 minutes, from 14:12 on.",
            "47 minutes",
        ),
        ("How long is the cord?", "The cord is 20 metres long.", "20"),
        ("How long did he mend lamps?", "He mended lamps until October 2007.", "October 2007"),
    ],
)
def test_how_long_is_a_time_before_it_is_a_date_or_a_number(
    question: str, said: str, marked: str
) -> None:
    found = find_answer(said, Span(0, len(said)), read_asked(question, {}))

    assert said[found.start : found.end] == marked
