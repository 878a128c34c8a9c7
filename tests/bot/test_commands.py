"""Every command, as Discord will get it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.client import FootnoteClient
from bot.config import Settings
from bot.connection import INTENTS
from bot.language.locales import CommandTranslator
from index.libraries import Libraries
from index.steps import Steps
from tests.loopback.command_limits import command_problems

Json = dict[str, Any]
SUBCOMMAND = 1
SLASH, MESSAGE = 1, 3
BY_SERVER, BY_PERSON = 0, 1


def payloads() -> list[Json]:
    """The commands as they are synced; no library is touched for that."""
    client = FootnoteClient(Settings(), cast(Libraries, SimpleNamespace(steps=Steps())))
    return [command.to_dict(client.tree) for command in client.tree.get_commands()]


async def localized() -> list[Json]:
    """The same in every language, as they are synced."""
    client = FootnoteClient(Settings(), cast(Libraries, SimpleNamespace(steps=Steps())))
    translator = CommandTranslator()
    return [
        await command.get_translated_payload(client.tree, translator)
        for command in client.tree.get_commands()
    ]


def described() -> Iterator[tuple[str, Json]]:
    """Everything that has a name and a description: commands, subcommands, options."""

    def walk(path: str, part: Json) -> Iterator[tuple[str, Json]]:
        yield path, part
        for option in part.get("options") or []:
            yield from walk(f"{path} {option['name']}", option)

    for command in payloads():
        if command["type"] == SLASH:
            yield from walk(command["name"], command)


EVERYTHING = dict(described())


def test_these_are_the_commands() -> None:
    assert sorted(EVERYTHING) == [
        "ask",
        "ask document",
        "ask private",
        "ask question",
        "documents",
        "documents add",
        "documents add file",
        "documents add file10",
        *(f"documents add file{number}" for number in range(2, 10)),
        "documents add link",
        "documents bring-back",
        "documents bring-back document",
        "documents export",
        "documents info",
        "documents info document",
        "documents limit",
        "documents limit document",
        "documents list",
        "documents list search",
        "documents remove",
        "documents remove document",
        "documents rename",
        "documents rename document",
        "documents rename name",
        "documents replace",
        "documents replace document",
        "documents replace file",
        "find",
        "find private",
        "find words",
        "glossary",
        "glossary add",
        "glossary add entry",
        "glossary list",
        "glossary remove",
        "glossary remove entry",
        "help",
        "index",
        "index cancel",
        "index cancel job",
        "index jobs",
        "index rebuild",
        "index rollback",
        "index status",
        "insights",
        "insights days",
        "privacy",
        "privacy forget-me",
        "privacy show-me",
        "quality",
        "quality file",
        "settings",
        "settings export",
        "settings import",
        "settings import file",
        "settings show",
    ]


@pytest.mark.parametrize("name", EVERYTHING)
def test_names_and_descriptions_keep_discords_limits(name: str) -> None:
    part = EVERYTHING[name]
    assert re.fullmatch(r"[a-z0-9-]{1,32}", part["name"])
    assert 1 < len(part["description"]) <= 100
    assert part["description"] != "…"
    assert part["description"].endswith((".", ")."))
    assert len(part.get("options") or []) <= 25


def test_these_are_the_menus_of_a_message() -> None:
    menus = [each["name"] for each in payloads() if each["type"] == MESSAGE]
    assert menus == ["Find in documents", "Check against documents", "Add to documents"]


def test_no_command_is_too_large() -> None:
    def size(part: Json) -> int:
        own = len(part["name"]) + len(part.get("description", ""))
        return own + sum(size(option) for option in part.get("options") or [])

    assert max(map(size, payloads())) <= 8000


async def test_discord_takes_every_command_in_every_language() -> None:
    assert [*command_problems(await localized())] == []


async def test_every_name_and_description_is_told_in_every_language() -> None:
    def walk(part: Json) -> Iterator[Json]:
        yield part
        for inner in (*(part.get("options") or []), *(part.get("choices") or [])):
            yield from walk(inner)

    parts = [part for command in await localized() for part in walk(command)]
    locales = {"de", "es-ES", "es-419", "fr"}
    fields = [("name", part) for part in parts]
    fields += [("description", part) for part in parts if part.get("description")]
    missing = {
        part["name"] for field, part in fields if set(part[f"{field}_localizations"]) != locales
    }
    assert missing == set()


async def test_the_names_of_a_command_in_every_language() -> None:
    (ask,) = [command for command in await localized() if command["name"] == "ask"]
    question, *_ = ask["options"]
    assert ask["name_localizations"] == {
        "de": "fragen",
        "es-ES": "preguntar",
        "es-419": "preguntar",
        "fr": "demander",
    }
    assert question["description_localizations"] == {
        "de": "Was du wissen möchtest.",
        "es-ES": "Lo que quieres saber.",
        "es-419": "Lo que quieres saber.",
        "fr": "Ce que tu veux savoir.",
    }


def test_where_commands_are_offered() -> None:
    server, direct, elsewhere = 0, 1, 2
    everywhere = ([server, direct, elsewhere], [BY_SERVER, BY_PERSON])
    in_servers = ([server], [BY_SERVER])
    offered = {each["name"]: (each["contexts"], each["integration_types"]) for each in payloads()}
    assert offered == {
        "Add to documents": in_servers,
        "Check against documents": everywhere,
        "Find in documents": everywhere,
        "ask": everywhere,
        "documents": in_servers,
        "find": everywhere,
        "glossary": in_servers,
        "help": everywhere,
        "index": in_servers,
        "insights": in_servers,
        "privacy": everywhere,
        "quality": in_servers,
        "settings": in_servers,
    }


def test_no_command_is_hidden_from_a_manager_role() -> None:
    assert {command["default_member_permissions"] for command in payloads()} == {None}


def test_no_privileged_intent_is_asked_for() -> None:
    assert {name for name, wanted in INTENTS if wanted} == {
        "guilds",
        "guild_messages",
        "dm_messages",
    }


def test_a_question_may_be_as_long_as_the_library_reads() -> None:
    assert EVERYTHING["ask question"]["max_length"] == 1000
    assert EVERYTHING["ask question"]["required"] is True
    assert EVERYTHING["ask question"]["autocomplete"] is True
    assert EVERYTHING["ask document"]["autocomplete"] is True
    for command in ("replace", "rename", "limit", "info", "remove", "bring-back"):
        assert EVERYTHING[f"documents {command} document"]["autocomplete"] is True
