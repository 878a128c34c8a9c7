"""Statements against documents: single sentences, and a whole library."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from index.check import find_statements, judge
from index.errors import QuestionError
from index.libraries import Libraries
from index.types import Limits, Verdict, Viewer
from tests.conftest import HANDBOOK
from tests.index.statements import STATEMENTS, C, N, S

RETURNS = "A lamp may be returned within thirty days of delivery, “in its box”."
HOURS = "The shop opens at nine in the morning and closes at six in the evening."
SALE = "In 1972 Maple Lamps bought the Borg works from Hollis for 3 million euros."


@pytest.mark.parametrize(
    ("statement", "sentence", "verdict"),
    [
        ("A lamp may be returned within thirty days.", RETURNS, S),
        ("A lamp may be returned within 30 days.", RETURNS, S),
        ("Lamps may be returned within 30 days of delivery.", RETURNS, S),
        ("A lamp may be returned within sixty days.", RETURNS, C),
        ("A lamp may be returned within thirty weeks.", RETURNS, N),
        ("A lamp may not be returned within thirty days.", RETURNS, N),
        ("A lamp may be repaired within thirty days.", RETURNS, N),
        ("May a lamp be returned within thirty days?", RETURNS, N),
        ("The shop opens at nine in the morning.", HOURS, S),
        ("The shop closes at six in the evening.", HOURS, S),
        ("The shop closes at nine in the evening.", HOURS, N),
        ("Maple Lamps bought the Borg works from Hollis in 1972.", SALE, S),
        ("In 1982 Maple Lamps bought the Borg works from Hollis.", SALE, C),
        ("Maple Lamps bought the Borg works for 4 million euros.", SALE, N),
        ("Hollis bought the Borg works from Maple Lamps in 1972.", SALE, N),
        ("Maple Lamps bought the Tarn works from Hollis in 1972.", SALE, N),
        ("Lamps.", RETURNS, N),
    ],
)
def test_what_a_sentence_says_of_a_statement(
    statement: str, sentence: str, verdict: Verdict
) -> None:
    assert judge(statement, sentence) is verdict


def test_the_sentences_of_a_message() -> None:
    text = (
        "**Hi** <@123>! The lamp costs 3.50 euros.\n> - See https://x.example now\n1. It's *new*."
    )
    assert find_statements(text) == ["Hi !", "The lamp costs 3.50 euros.", "See now", "It's new."]


def test_a_message_is_checked_sentence_by_sentence(libraries: Libraries) -> None:
    libraries.shared.add([("handbook.md", HANDBOOK)], by="ann")
    text = (
        "Hello! A lamp may be returned within thirty days of delivery. Broken lamps are repaired "
        "free of charge for five years."
    )
    check = libraries.shared.check(text)
    assert [
        (each.statement, each.verdict, each.quote and each.quote.text) for each in check.checked
    ] == [
        ("Hello!", N, None),
        ("A lamp may be returned within thirty days of delivery.", S, RETURNS),
        (
            "Broken lamps are repaired free of charge for five years.",
            C,
            "Tell @everyone: broken lamps are repaired free of charge for two years – after that, "
            "a repair costs 12.50 euros.",
        ),
    ]
    assert check.left == 0
    assert check.checked[1].quote is not None
    assert check.checked[1].quote.citation.first_line == 5
    assert len(libraries.shared.check("The lamp is here. " * 30).checked) == 25
    assert libraries.shared.check("The lamp is here. " * 30).left == 5


def test_who_may_not_see_a_document_learns_nothing_of_it(libraries: Libraries) -> None:
    libraries.shared.add([("handbook.md", HANDBOOK), ("x.md", b"# X\n\nNothing here.")], by="ann")
    libraries.shared.limit("handbook.md", Limits(roles=frozenset({7})), by="ann")
    text = "A lamp may be returned within thirty days."
    assert libraries.shared.check(text).checked[0].verdict is N
    seen = libraries.shared.check(text, viewer=Viewer(roles=frozenset({7})))
    assert seen.checked[0].verdict is S


def test_signs_alone_are_refused(libraries: Libraries) -> None:
    with pytest.raises(QuestionError) as raised:
        libraries.shared.check("… <@12>")
    assert str(raised.value) == "There is no sentence in this that could be checked."


def test_verdicts_on_the_documents_of_the_corpus(libraries: Libraries) -> None:
    corpus = Path(__file__).parents[2] / "corpus"
    libraries.shared.add([(each.name, each.read_bytes()) for each in corpus.iterdir()], by="ann")
    given = [
        (due, libraries.shared.check(statement).checked[0].verdict) for statement, due in STATEMENTS
    ]
    # As docs/measures.md tells it: no verdict but “nothing found” is ever wrong here.
    assert Counter(given) == {(S, S): 19, (C, C): 7, (N, N): 17, (S, N): 1, (C, N): 4}
