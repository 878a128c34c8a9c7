"""Numbers and dates, however a text writes them."""

from __future__ import annotations

import pytest

from index.numerals import number_variants
from index.variants import read_with
from index.words import keys


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("two", "2 lamps"),
        ("30", "thirty days"),
        ("October 12, 2007", "on 2007-10-12"),
        ("12 October 2007", "on 12.10.2007"),
        ("October 12, 2007", "on 10/12/2007"),
        ("2007-10-12", "on October 12, 2007"),
        ("2007-10-12", "on the 12 October of 2007"),
        ("12 Oct.", "12 October"),
        ("October 12", "Oct. 12th"),
        ("September 3rd", "Sept. 3"),
        ("percent", "5 %"),
        ("percentage", "5%"),
        ("how many dollars", "how many, at $5"),
    ],
)
def test_a_text_reads_as_if_it_held_the_question_s_way(question: str, text: str) -> None:
    read = read_with(keys(text), number_variants(question))
    assert set(keys(question)) <= set(read)


@pytest.mark.parametrize("question", ["one lamp", "May I?", "1999", "a lamp"])
def test_what_is_written_in_one_way_has_no_other(question: str) -> None:
    assert number_variants(question) == ()
