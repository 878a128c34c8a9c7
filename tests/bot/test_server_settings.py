"""A server's settings: as text, as a file, and what is wrong with either."""

from __future__ import annotations

import json
import re

import pytest

from bot.config import Settings
from bot.language.speaker import LANGUAGES, Speaker
from bot.server_settings import (
    NAMES,
    NEEDS,
    ServerSettings,
    ServerSettingsError,
    check,
    chosen_in,
    defaults,
    export,
    read_export,
    show_value,
)

BIG = 1234567890123456789
CHOSEN = {
    "channels": frozenset({7, BIG}),
    "panels": frozenset({7}),
    "forums": frozenset[int](),
    "managers": frozenset({5}),
    "keep_days": 30,
    "keep_questions": False,
    "silence": "strict",
    "language": "de",
}
FILE = {
    "footnote_settings": 1,
    "settings": {
        "channels": ["7", str(BIG)],
        "panels": ["7"],
        "forums": [],
        "managers": ["5"],
        "keep_days": 30,
        "keep_questions": False,
        "silence": "strict",
        "language": "de",
    },
}


def refused(message: str) -> pytest.RaisesExc[ServerSettingsError]:
    return pytest.RaisesExc(ServerSettingsError, match=f"^{re.escape(message)}$")


def test_a_server_that_chose_nothing_has_the_operators_settings() -> None:
    ours = Settings(manager_role=5, forums=frozenset(range(1, 60)), keep_days=0, silence=0.3)
    assert defaults(Settings()) == ServerSettings()
    assert defaults(ours).managers == {5}
    assert (defaults(ours).keep_days, defaults(ours).min_evidence) == (0, 0.3)
    assert len(defaults(ours).forums) == 59
    assert chosen_in(ours, {"left": 12.5, "forums": ["7"]}).forums == {7}
    assert ServerSettings(silence="strict").min_evidence == 0.4


@pytest.mark.parametrize(
    ("name", "typed", "counts", "shown"),
    [
        ("channels", f" 7,{BIG} ", frozenset({7, BIG}), f"7, {BIG}"),
        ("channels", "all", frozenset(), "all"),
        ("managers", "none", frozenset(), "none"),
        ("keep_days", "0", 0, "0"),
        ("keep_questions", "No", False, "no"),
        ("silence", "Generous", "generous", "generous"),
        ("silence", "0.25", 0.25, "0.25"),
        ("language", "FR", "fr", "fr"),
    ],
)
def test_what_is_typed_counts_and_is_shown_in_the_same_words(
    name: str, typed: str, counts: object, shown: str
) -> None:
    assert check({name: typed}) == {name: counts}
    assert show_value(name, counts) == shown
    assert check({name: shown}) == {name: counts}


def test_a_file_holds_what_was_chosen_and_brings_it_back() -> None:
    stored = {**FILE["settings"], "left": 12.5}  # type: ignore[dict-item]
    assert json.loads(export(stored)) == FILE
    assert read_export(export(stored)) == CHOSEN
    assert read_export(export({})) == {}


@pytest.mark.parametrize(
    ("name", "value", "shown", "needed"),
    [
        ("channels", "7, x", "7, x", "numbers of at most 25 channels with commas between, or none"),
        ("panels", [7, [8]], "[7, [8]]", NEEDS["panels"]),
        ("forums", list(range(1, 27)), json.dumps(list(range(1, 27))), NEEDS["forums"]),
        ("managers", [0], "[0]", "numbers of at most 25 roles with commas between, or none"),
        ("managers", [True], "[true]", NEEDS["managers"]),
        ("keep_days", -1, "-1", "a whole number from 0 (for ever) to 36500"),
        ("keep_days", 1.5, "1.5", NEEDS["keep_days"]),
        ("keep_days", True, "true", NEEDS["keep_days"]),
        ("keep_questions", "maybe", "maybe", "yes or no (in a file true or false)"),
        ("keep_questions", 1, "1", NEEDS["keep_questions"]),
        ("silence", "loud", "loud", "strict, balanced, generous, or a number from 0 to 1"),
        ("silence", 2, "2", NEEDS["silence"]),
        ("silence", "nan", "nan", NEEDS["silence"]),
        ("language", "la", "la", "discord, en, de, es or fr"),
        ("language", None, "null", NEEDS["language"]),
    ],
)
def test_a_wrong_value_is_named_with_what_it_must_be(
    name: str, value: object, shown: str, needed: str
) -> None:
    needed = Speaker.for_locale("en")(needed) if needed in NEEDS.values() else needed
    with refused(f"“{name}” is “{shown}” and must be {needed}."):
        check({name: value})


def test_all_faults_are_named_together_in_every_language() -> None:
    with pytest.raises(ServerSettingsError) as caught:
        check({"chanels": [7], "colour": "red", "keep_days": "x"})
    assert str(caught.value) == (
        "“chanels” is not a setting; did you mean “channels”? “colour” is not a setting. The "
        f"settings are {', '.join(NAMES)}. “keep_days” is “x” and must be a whole number from 0 "
        "(for ever) to 36500."
    )
    said = {caught.value.said(Speaker.for_locale(each)) for each in LANGUAGES}
    assert len(said) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff", "The file is not JSON in UTF-8. Take one that settings were exported to."),
        (b"{", "The file is not JSON in UTF-8. Take one that settings were exported to."),
        (
            b"[" * 100_000,
            "The file is not JSON in UTF-8. Take one that settings were exported to.",
        ),
        (
            b'{"settings": []}',
            "The file holds no settings of Footnote: it needs “footnote_settings” and “settings”. "
            "Take one that settings were exported to.",
        ),
        (
            b'{"footnote_settings": 2, "settings": {}}',
            "The file has the format “2”, and this Footnote reads 1. Export the settings again.",
        ),
        (
            b'{"footnote_settings": true, "settings": {}}',
            "The file has the format “true”, and this Footnote reads 1. Export the settings again.",
        ),
        (
            b'{"footnote_settings": 1, "settings": {}, "token": "x"}',
            "“token” beside “settings” is not known. Take it out of the file.",
        ),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(data: bytes, message: str) -> None:
    with refused(message):
        read_export(data)
