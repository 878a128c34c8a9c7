"""Texts that write what a question says in another way."""

from __future__ import annotations

import pytest

from index.variants import Variant, form_id, needs_of, read_with, stood_for
from index.words import keys

LONG = "anti-ballistic missile"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anti-ballistic missile", "Antiballistic Missiles"),
        ("anti ballistic missile", "anti-ballistic missile"),
        ("ABM", "abms"),
        ("café", "CAFE"),
    ],
)
def test_what_differs_in_writing_alone_has_one_identity(one: str, other: str) -> None:
    assert form_id(one) == form_id(other)


def test_a_compound_is_needed_in_parts_or_joined() -> None:
    assert needs_of(LONG) == [
        frozenset({"anti", "ballist", "missil"}),
        frozenset({"antiballist", "missil"}),
    ]
    assert needs_of("Treaty on Conventional Forces") == [frozenset({"treati", "convent", "forc"})]


def test_keys_are_read_where_the_last_of_what_is_needed_stands() -> None:
    variants = (Variant(frozenset({"russian", "govern"}), ("kremlin",)),)

    read = read_with(keys("The government of the Russian Federation"), variants)

    assert list(read) == ["the", "govern", "of", "the", "russian", "kremlin", "feder"]


def test_what_stands_far_apart_does_not_stand_for_it() -> None:
    variants = (Variant(frozenset({"russian", "govern"}), ("kremlin",)),)
    far = keys("The Russian poets whom I loved so much as a child never governed")

    assert read_with(far, variants) is far
    assert stood_for(far, variants) == []


def test_each_occurrence_counts() -> None:
    variants = (Variant(frozenset({"abm"}), ("anti", "missil")),)
    assert stood_for(keys("An ABM and another ABM"), variants) == ["anti", "missil"] * 2
