"""One text in somebody's language."""

from __future__ import annotations

import pytest

from bot.language.speaker import ENGLISH, Speaker

SOURCE = """
withheld = { $count ->
    [one] { $count } quote is withheld.
   *[other] { $count } quotes are withheld.
}
"""


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Speaker:
    monkeypatch.setattr("bot.language.speaker.catalogue", lambda language: SOURCE)
    return Speaker("en")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de", "de"),
        ("es-ES", "es"),
        ("es-419", "es"),
        ("fr", "fr"),
        ("en-US", "en"),
        ("en-GB", "en"),
        ("ja", "en"),
        ("", "en"),
        ("../de", "en"),
    ],
)
def test_a_locale_is_spoken_to_in_its_language_or_in_english(locale: str, language: str) -> None:
    assert Speaker.for_locale(locale).language == language
    assert Speaker.for_locale(locale) is Speaker.for_locale(locale)


def test_numbers_and_plurals_are_the_language_s(say: Speaker) -> None:
    assert say("withheld", count=1) == "1 quote is withheld."
    assert say("withheld", count=1234) == "1,234 quotes are withheld."
    assert say("withheld", count="1234") == "1234 quotes are withheld."


def test_a_value_is_never_read_as_a_text_of_the_catalogue(say: Speaker) -> None:
    assert say("withheld", count="{ $count }") == "{ $count } quotes are withheld."


def test_a_value_that_is_missing_is_a_bug(say: Speaker) -> None:
    with pytest.raises(LookupError, match="The text “withheld” can't be said in “en”"):
        say("withheld")


def test_a_text_that_is_missing_is_a_bug() -> None:
    with pytest.raises(LookupError, match="nothing-of-the-kind"):
        ENGLISH("nothing-of-the-kind")


def test_every_language_says_how_to_ask_with_the_name_that_its_members_see() -> None:
    assert {
        locale: Speaker.for_locale(locale)("how-to-ask")
        for locale in ("en-GB", "de", "es-ES", "fr")
    } == {
        "en-GB": "Write your question after my name, in reply to me, or in a direct message; "
        "or use `/ask`.",
        "de": "Schreib deine Frage hinter meinen Namen, als Antwort an mich oder als "
        "Direktnachricht; oder nimm `/fragen`.",
        "es-ES": "Escribe tu pregunta después de mi nombre, como respuesta a un mensaje mío o por "
        "mensaje directo; o usa `/preguntar`.",
        "fr": "Écris ta question après mon nom, en réponse à un de mes messages ou en message "
        "privé ; ou utilise `/demander`.",
    }
