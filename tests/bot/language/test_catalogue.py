"""The languages say the same, and what the code says is in the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax.ast import Junk

from bot.language.heard import PREFIX
from bot.language.speaker import LANGUAGES, Speaker
from index.evaluate import FIGURES
from tests.bot.language.catalogue import entries, named_texts, patterns, variables

ENGLISH, *OTHERS = LANGUAGES
ROOT = Path(__file__).parents[3]
KEYS = [key for key, _ in patterns(ENGLISH)]
SPEAKERS = {"say", "_say", "text", "speaker_of", "speaker_in", "ENGLISH"}

# Two words, or one that begins as a sentence does.
WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}|^[A-Z][a-z]{2,}")
IN_THE_TERMINAL = {
    *(
        "audit",
        "care",
        "citation",
        "curves",
        "finding",
        "json",
        "looking",
        "measures",
        "previews",
        "sameness",
        "shelved",
        "terminal",
    ),
}
# Names of fonts, and words of the drawing library; what is said in a picture is tested with it.
DRAWN = {"plots"}
ON_DISCORD = [
    *sorted(
        path
        for room in ("commands", "buttons", "render")
        for path in (ROOT / "bot" / room).glob("*.py")
        if room != "render" or path.stem not in IN_THE_TERMINAL | DRAWN
    ),
    *(ROOT / "bot" / f"{name}.py" for name in ("explain", "permissions", "replies", "viewing")),
]

# Discord's limits by the last word of a key, for texts that hold no values.
MOST = {"button": 80, "title": 45, "label": 45, "placeholder": 100, "choice": 100, "menu": 32}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call that begins with a text, each with its place."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            match node:
                case ast.Call(args=[ast.Constant(value=str()), *_]):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def speaks(function: ast.expr) -> bool:
    """Whether what is called says something from the catalogue."""
    if isinstance(function, ast.Call):
        return speaks(function.func)
    name = function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)
    return name in SPEAKERS


def own_words(tree: ast.Module) -> Iterator[ast.Constant]:
    """The literals of a file that are words for people: no docstrings, nothing for the log."""
    others: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            others.add(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(("_log.", "TypeError")):
            others.update(ast.walk(node))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or node in others:
            continue
        if isinstance(node.value, str) and WORDS.search(node.value):
            yield node


SAID = [(place, call) for place, call in calls() if speaks(call.func)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_file_can_be_read(language: str) -> None:
    assert [each.content for each in entries(language) if isinstance(each, Junk)] == []
    keys = [key for key, _ in patterns(language)]
    assert [key for key in keys if keys.count(key) > 1] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_missing_and_none_is_extra(language: str) -> None:
    assert [key for key, _ in patterns(language)] == KEYS


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_wants_the_same_values(language: str) -> None:
    wanted = variables(language)
    assert {key: wanted[key] for key in KEYS} == variables(ENGLISH)


def test_what_is_said_is_in_the_catalogue_with_all_its_values() -> None:
    wanted = variables(ENGLISH)
    wrong = {}
    for place, call in SAID:
        key = ast.literal_eval(call.args[0])
        given = {each.arg for each in call.keywords}
        if key not in wanted or (given != wanted[key] and None not in given):
            wrong[place] = (key, given)
    assert wrong == {}
    assert len(SAID) > 10


def test_every_text_of_the_catalogue_is_said() -> None:
    written = {
        node.value
        for path in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    heard = {key for key in KEYS if key.startswith(PREFIX)}
    measured = {f"measure-{figure.replace('_', '-')}" for figure in FIGURES}
    assert [key for key in KEYS if key not in written | named_texts() | heard | measured] == []


def test_nothing_is_said_on_discord_but_from_the_catalogue() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{node.lineno}": node.value
        for path in ON_DISCORD
        for node in own_words(ast.parse(path.read_bytes()))
    }
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_discord_limits_fits(language: str) -> None:
    say = Speaker(language)
    too_long = {}
    for key, wanted in variables(language).items():
        most = MOST.get(key.replace(".", "-").rpartition("-")[2])
        if most is not None and not wanted and len(say(key)) > most:
            too_long[key] = say(key)
    assert too_long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_pings_or_holds_a_character_that_is_not_seen(language: str) -> None:
    say = Speaker(language)
    texts = {key: say(key) for key, wanted in variables(language).items() if not wanted}
    assert {key for key, said in texts.items() if "@" in said or not said.strip()} == set()
