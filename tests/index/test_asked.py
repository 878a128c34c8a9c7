"""What a question asks for, by its words."""

from __future__ import annotations

import pytest

from index.asked import read_asked


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
