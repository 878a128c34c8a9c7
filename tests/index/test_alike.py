"""Two sentences: the same, the same but for a value, or something else."""

from __future__ import annotations

import pytest

from index.alike import Value, apart, same

RETURNED = "A lamp may be returned within thirty days of delivery."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RETURNED, RETURNED),
        (RETURNED, "A LAMP may be returned, within 30 days of delivery!"),
        ("The gate is locked at sunset.", "The gate is locked at the sunset"),
        ("The talks began on 3 May 2024 in Geneva.", "The talks began on May 3, 2024, in Geneva."),
        ("The colour of the lamp is red.", "The color of the lamp is red."),
        ("The price is $5 a month.", "The price is $5.00 a month."),
        ("Each lamp costs 1,200 euros.", "Each lamp costs 1200 euros."),
        ("Send an e-mail to the follow-on office.", "Send an email to the follow on office."),
        ("The gate closes at sunset.", "The gates closes at sunset."),
    ],
)
def test_the_same_in_another_form_is_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)
    assert apart(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "value", "values"),
    [
        (RETURNED, RETURNED.replace("thirty", "14"), Value.NUMBER, ("thirty", "14")),
        (
            RETURNED,
            RETURNED.replace("thirty days", "two weeks"),
            Value.NUMBER,
            ("thirty days", "two weeks"),
        ),
        (
            "The shop is open from 9 to 5.",
            "The shop is open from 10 to 6.",
            Value.NUMBER,
            ("9 to 5", "10 to 6"),
        ),
        (
            "The rules hold from May 2023.",
            "The rules hold from June 2024.",
            Value.NUMBER,
            ("May 2023", "June 2024"),
        ),
        (
            "Dogs are allowed in here.",
            "Dogs are not allowed in here.",
            Value.NEGATION,
            ("", "not"),
        ),
        (
            "You can bring dogs here.",
            "You can’t bring dogs here.",
            Value.NEGATION,
            ("can", "can’t"),
        ),
        (
            "The office opens on Sundays.",
            "The office does not open on Sundays.",
            Value.NEGATION,
            ("opens", "does not open"),
        ),
        (
            "The warden of the garden is Ann Lee.",
            "The warden of the garden is Bob Fox.",
            Value.NAME,
            ("Ann Lee", "Bob Fox"),
        ),
    ],
)
def test_one_value_sets_two_statements_apart(
    one: str, other: str, value: Value, values: tuple[str, str]
) -> None:
    assert not same(one, other)
    found = apart(one, other)
    assert found is not None
    assert found.value is value
    said = one[found.one.start : found.one.end], other[found.other.start : found.other.end]
    assert said == values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lamps must be returned to the shop.", "Lamps must be repaired at the shop."),
        ("It weighs twelve kilograms in all.", "It weighs 14 kilograms in all."),  # what does?
        ("Lamp: Aurora; Price: 12.50 €", "Lamp: Borealis; Price: 14 €"),
        ("In 2022 the firm had 40 staff.", "In 2023 the firm had 45 staff."),
        ("No. 12", "No. 14"),
        (RETURNED, RETURNED.replace(".", ", in its box, if nothing is broken.")),
        ("", "A"),
    ],
)
def test_what_differs_in_more_or_in_other_words_says_something_else(one: str, other: str) -> None:
    assert not same(one, other)
    assert apart(one, other) is None
