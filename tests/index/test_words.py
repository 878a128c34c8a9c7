"""Search keys: what makes no difference to a search, and what does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.words import QUESTION_WORDS, fold, forms, keys, question_terms, stem, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café CAFÉ Cafe\u0301", "cafe cafe cafe"),
        ("Straße ﬁn Ⅳ ½", "strasse fin iv 1⁄2"),
        ("it’s ‘x’ ʼn", "it's 'x' 'n"),
        ("a‐b a‑b a–b a—b a_b", "a-b a-b a b a b a b"),
        ("Ёлка ΆΛΦΑΣ", "елка αλφασ"),
        ("ガ ｶﾞ Ａ１", "カ カ a1"),
        ("co\u00adop\u200ber\u2060ate\ufeff", "cooperate"),
    ],
)
def test_folding_takes_away_what_a_search_should_not_see(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_folding_twice_folds_no_further(text: str) -> None:
    assert tokens(fold(text)) == tokens(unicodedata.normalize("NFC", fold(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" -- ... ’ ", []),
        ("Missiles, missile; MISSILE’s", ["missil"] * 3),
        ("deploying deployment deployed", ["deploy"] * 3),
        ("Putin’s and the experts’ talks", ["putin", "and", "the", "expert", "talk"]),
        ("defence defences defense offences licence", ["defens"] * 3 + ["offens", "licens"]),
        ("the U.S. side; the US; U.S.A.", ["the", "us", "side", "the", "us", "usa"]),
        ("U.S.-Russia", ["us", "russia"]),
        ("a Ph.D. e.g. here", ["a", "ph", "d", "phd", "eg", "here"]),
        ("FY08 2+2 B-52s", ["fy08", "2", "2", "22", "b", "52s", "b52s"]),
        ("1,000 12.50 3.11.7", ["1", "000", "1000", "12", "50", "1250", "3", "11", "7", "3117"]),
        ("on 1,2 and 12,3456", ["on", "1", "2", "and", "12", "3456"]),
        ("high-precision", ["high", "precis", "highprecis"]),
        ("mother-in-law", ["mother", "in", "law", "motherinlaw"]),
        ("Polish/Czech AT&T", ["polish", "czech", "polishczech", "at", "t", "att"]),
        ("O’Brien", ["o", "brien", "obrien"]),
        ("5% or 5 per cent", ["5", "percent", "or", "5", "per", "cent"]),
        ("12 €, $5 and £3.50", ["12", "euro", "dollar", "5", "and", "pound", "3", "50", "350"]),
        ("snake_case", ["snake", "case"]),
        ("missile–defense—shield", ["missil", "defens", "shield"]),
        ("日本語 茶", ["日本", "本語", "茶"]),
        ("Python入門-kit", ["python", "入門", "kit"]),
        ("Пусковые установки", ["пусковые", "установки"]),
        ("😀 ™ 25°C", ["tm", "25", "c"]),
    ],
)
def test_keys_of_a_text(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("U.S.", "US"),
        ("cooperate", "co-operate"),
        ("high-precision", "highprecision"),
        ("Kiss-inger", "Kissinger"),
        ("naïve", "naive"),
        ("１２", "12"),
        ("1,000 euros", "1000"),
        ("PhD", "Ph.D."),
        ("Strategic Defence", "defense"),
        ("résumé’s", "RESUMES"),
        ("日本語を話す", "日本語"),
        ("ﬁnance", "finance"),
        ("don’t", "don't"),
    ],
)
def test_one_spelling_finds_the_other(written: str, asked: str) -> None:
    assert set(keys(written)) & set(keys(asked))


@pytest.mark.parametrize(
    ("written", "asked"), [("FY08", "FY09"), ("Iran", "Iraq"), ("12", "21"), ("missile", "miss")]
)
def test_different_words_stay_different(written: str, asked: str) -> None:
    assert not set(keys(written)) & set(keys(asked))


def test_a_stem_is_of_letters_only() -> None:
    assert [stem("missiles"), stem("fy08s"), stem("2s")] == ["missil", "fy08s", "2s"]
    assert forms("u.s") == ["us"]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("", []),
        ("What is it that they said about the?", []),
        ("What did the U.S. propose?", [["us"], ["propos"]]),
        ("What did the US propose to us?", [["us"], ["propos"]]),
        ("Who is in WHO?", [["who"]]),
        ("WHAT DID THEY TELL US ABOUT IT", []),
        ("When was it, the 2+2 in FY08?", [["2", "2", "22"], ["fy08"]]),
        ("Missiles or a missile?", [["missil"]]),
        ("Who’s Putin’s short-range man?", [["putin"], ["short", "rang", "shortrang"], ["man"]]),
        ("Don’t missiles fly?", [["missil"], ["fli"]]),
        ("How long did the outage last?", [["outag"]]),
        ("How long does it take to mend a lamp?", [["mend"], ["lamp"]]),
        ("When did it last?", [["last"]]),
        ("How long is the last lamp?", [["long"], ["last"], ["lamp"]]),
        ("日本語", [["日本"], ["本語"]]),
    ],
)
def test_a_question_asks_for_what_it_is_about(question: str, terms: list[list[str]]) -> None:
    assert question_terms(question) == terms


def test_question_words_are_folded_tokens() -> None:
    assert {word for word in QUESTION_WORDS if fold(word) != word} == set()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_key_is_empty(text: str) -> None:
    assert all(keys(text))
