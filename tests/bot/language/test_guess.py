"""Languages, told from small words."""

from __future__ import annotations

import pytest

from bot.language.guess import differ, language_of

ENGLISH_QUOTE = "A lamp may be returned within thirty days of delivery, in its box."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How long may a customer keep a lamp?", "en"),
        (ENGLISH_QUOTE, "en"),
        ("Wie lange darf ein Kunde eine Lampe behalten?", "de"),
        ("Wann läuft START aus und wer hat es unterschrieben?", "de"),
        ("¿Cuánto tiempo puede un cliente conservar una lámpara?", "es"),
        ("Combien de temps un client peut-il garder une lampe ?", "fr"),
        ("START 1991", None),
        ("lamps", None),
        ("", None),
        ("漢字 12", None),
    ],
)
def test_a_language_is_told_where_it_is_clear(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Wie lange darf ein Kunde eine Lampe behalten?", True),
        ("How long may a customer keep a lamp?", False),
        ("lamp return days", False),
    ],
)
def test_a_quote_in_another_language_is_noticed(question: str, other: bool) -> None:
    assert differ(question, ENGLISH_QUOTE) is other
