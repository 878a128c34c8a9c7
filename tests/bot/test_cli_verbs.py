"""The terminal has every verb that Discord has, in the same words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import discord
import pytest
import typer.main
from discord import app_commands

from bot.cli import app
from bot.client import FootnoteClient
from bot.config import Settings
from index.left import LEFT
from tests.bot.lamp_shop import HANDBOOK, TERMS, libraries_in
from tests.bot.scripted import Done, footnote

# `/help` is `footnote --help`.
ELSEWHERE = {"help"}


def paths(command: Any, above: str = "") -> set[str]:  # noqa: ANN401 - typer's
    """All commands below one, as they are typed."""
    found = set()
    for name, each in getattr(command, "commands", {}).items():
        found |= {f"{above}{name}", *paths(each, f"{above}{name} ")}
    return found


def test_every_command_of_discord_is_one_of_the_terminal(tmp_path: Path) -> None:
    with libraries_in(tmp_path, Settings()) as libraries:
        client = FootnoteClient(Settings(), libraries)
    on_discord = {
        each.qualified_name
        for each in client.tree.walk_commands(type=discord.AppCommandType.chat_input)
        if isinstance(each, app_commands.Command)
    }
    assert on_discord - ELSEWHERE - paths(typer.main.get_command(app)) == set()


@pytest.fixture
def server(home: Path) -> int:
    with libraries_in(home / ".footnote", Settings()) as libraries:
        libraries.shared.add([("terms.md", TERMS)], by="test")
        libraries.server(12).add([("handbook.md", HANDBOOK)], by="test")
        libraries.server(34).add([("handbook.md", HANDBOOK)], by="test")
        libraries.server(34).settings.put({LEFT: 1772323200.0}, by="test")
    return 12


def sources(done: Done) -> list[str]:
    assert (done.code, done.err) == (0, "")
    return [each["source"] for each in json.loads(done.out)["documents"]]


def test_a_server_may_be_named_before_the_command_or_after_it(server: int) -> None:
    both = ["handbook.md", "terms.md"]
    assert sources(footnote("--server", "12", "list", "--json")) == both
    assert sources(footnote("--server", "12", "documents", "list", "--json")) == both
    assert sources(footnote("--server", "56", "list", "--server", "12", "--json")) == both
    assert sources(footnote("--server", "56", "list", "--json")) == ["terms.md"]
    assert sources(footnote("list", "--json")) == ["terms.md"]


def test_a_server_named_first_holds_in_groups_too(server: int) -> None:
    assert footnote("--server", "12", "settings", "set", "silence", "strict").code == 0
    shown = footnote("--server", "12", "settings", "show", "--json")
    assert json.loads(shown.out)["settings"]["silence"] == "strict"
    assert shown.out == footnote("settings", "--server", "12", "--json").out
    assert json.loads(footnote("settings", "--json").out)["settings"]["silence"] == "balanced"
    assert footnote("settings", "--server", "12", "show").code == 2


def test_the_words_of_discord_do_the_same(server: int, home: Path) -> None:
    (home / "new.md").write_text("# New\n\nThe new lamp is blue.\n")
    assert footnote("--server", "12", "documents", "add", "new.md").code == 0
    assert footnote("--server", "12", "documents", "remove", "handbook.md").code == 0
    assert sources(footnote("--server", "12", "list", "--json")) == ["new.md", "terms.md"]
    assert footnote("--server", "12", "index", "status").out == (
        footnote("status", "--server", "12").out
    )


def test_one_document_alone_is_asked(server: int) -> None:
    asked = ("--server", "12", "ask", "--json", "--document", "terms.md")
    done = footnote(*asked, "How long may a customer keep a lamp before returning it?")
    found = json.loads(done.out)
    assert {each["source"] for each in found["quotes"] + found["nearest"]} <= {"terms.md"}
    done = footnote(*asked, "-", stdin="For how long are gift vouchers valid?\n")
    assert [each["source"] for each in json.loads(done.out)["quotes"]] == ["terms.md"]
    assert footnote("ask", "--document", "handbook.md", "How?") == Done(
        3,
        "",
        "footnote: There is no document “handbook.md” in this library. The list of documents shows "
        "the names.\n",
    )


def test_servers_are_listed_with_when_they_are_purged(server: int) -> None:
    assert footnote("servers") == Done(
        0,
        "server               documents  answers  left (UTC)        purged (UTC)\n"
        "12                           1        0\n"
        "34                           1        0  2026-03-01 00:00  2026-03-31 00:00\n",
        "",
    )
    assert json.loads(footnote("servers", "--json").out) == {
        "servers": [
            {"server": "12", "documents": 1, "answers": 0, "left": None, "purged": None},
            {
                **{"server": "34", "documents": 1, "answers": 0},
                **{"left": 1772323200.0, "purged": 1774915200.0},
            },
        ]
    }


def test_nothing_of_any_server_is_kept(home: Path) -> None:
    assert footnote("servers") == Done(0, "Nothing of any server is kept here.\n", "")
