"""What a question asks for, by its words."""

from __future__ import annotations

import pytest

from index.asked import read_asked, shape_of
from index.words import word_matches


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Who mends the lamps?", {"who"}),
        ("Which people mend the lamps?", {"who"}),
        ("Which authors wrote the handbook?", {"who"}),
        ("When does the shop open?", {"when"}),
        ("On which days is the shop open?", {"when"}),
        ("In which centuries was the tower built?", {"when"}),
        ("Where is the shop?", {"where"}),
        ("In which city is the shop?", {"where"}),
        ("Which countries get our lamps?", {"where"}),
        ("Which counties get our lamps?", {"where"}),
        ("Which counts got our lamps?", set()),
        ("In which city and on which days did they meet?", {"where", "when"}),
        ("How long is the cord?", {"when", "how_many"}),
        ("How many lamps are there?", {"how_many"}),
        ("Why did the bulb burst?", {"why"}),
        ("What is a dimmer?", {"defines"}),
        ("Is the shop open?", set()),
    ],
)
def test_a_question_is_known_by_what_it_asks_for(question: str, kinds: set[str]) -> None:
    asked = read_asked(question, {})

    names = ("who", "when", "where", "how_many", "why", "defines")
    assert {name for name in names if getattr(asked, name)} == kinds


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("The bulb burst at 14:52 on Monday.", {"14:52", "monday"}),
        ("The cord is 14.52 long, at a ratio of 3:1.", set()),
        ("It was bought on 3.5.2007 and burst on 2008-01.", {"3.5.2007", "2008-01"}),
        ("It was bought in 2007.", {"2007"}),
    ],
)
def test_a_sentence_holds_dates_and_times_of_day(text: str, dated: set[str]) -> None:
    assert shape_of(word_matches(text), text).dated == dated


def test_a_time_of_day_in_the_question_is_no_answer_to_when() -> None:
    asked = read_asked("When did it burst, at 14:52 or later?", {})
    early, late = "It burst at 14:52.", "It burst at 15:10."

    assert [asked.shapes(shape_of(word_matches(each), each))[1] for each in (early, late)] == [
        -1.0,
        1.0,
    ]
