"""Discord's limits on the commands that a bot syncs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.loopback.limits import choice_problems
from tests.loopback.problems import Place, Problem, count, length

Json = dict[str, Any]

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
MOST_COMMANDS = {SLASH: 100, USER_MENU: 15, MESSAGE_MENU: 15}
SUBCOMMAND, GROUP = 1, 2
OPTIONS, CHOICES, CHARACTERS = 25, 25, 8000
NAME = re.compile(r"[-_'\w]{1,32}")


def command_problems(commands: Sequence[Json]) -> Iterator[Problem]:
    """Check the whole list of commands of a sync."""
    for kind, most in MOST_COMMANDS.items():
        if sum(command.get("type", SLASH) == kind for command in commands) > most:
            text = f"Maximum number of application commands reached ({most})."
            yield Problem(("commands",), "APPLICATION_COMMANDS_MAXIMUM_REACHED", text)
    seen: set[tuple[int, str]] = set()
    for number, command in enumerate(commands):
        key = (command.get("type", SLASH), command.get("name", ""))
        if key in seen:
            text = "Application command names must be unique"
            yield Problem((number,), "APPLICATION_COMMANDS_DUPLICATE_NAME", text)
        seen.add(key)
        yield from _command(command, (number,))


def _command(command: Json, where: Place) -> Iterator[Problem]:
    if command.get("type", SLASH) != SLASH:
        for place, name in _texts(command, "name"):
            yield from length((*where, *place), name, most=32, least=1)
        if command.get("description"):
            text = "Context menu commands cannot have description"
            yield Problem((*where, "description"), "APPLICATION_COMMAND_INVALID_DESCRIPTION", text)
        return
    yield from _named(command, where)
    yield from _options(command, where)
    if _characters(command) > CHARACTERS:
        text = f"Command exceeds maximum size ({CHARACTERS})"
        yield Problem(where, "APPLICATION_COMMAND_TOO_LARGE", text)


def _named(one: Json, where: Place) -> Iterator[Problem]:
    for place, name in _texts(one, "name"):
        if not NAME.fullmatch(name or "") or name != str(name).lower():
            text = "Command name is invalid"
            yield Problem((*where, *place), "APPLICATION_COMMAND_INVALID_NAME", text)
    for place, description in _texts(one, "description"):
        yield from length((*where, *place), description, most=100, least=1)


def _options(one: Json, where: Place) -> Iterator[Problem]:
    options = one.get("options") or []
    place: Place = (*where, "options")
    yield from count(place, len(options), most=OPTIONS)
    if _share_a_name(options):
        text = "Option names are not unique"
        yield Problem(place, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", text)
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        text = "Required options must be placed before non-required options"
        yield Problem(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", text)
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    if any(nested) and not all(nested):
        text = "Sub-command and sub-command group option types are mutually exclusive to others"
        yield Problem(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", text)
    for number, option in enumerate(options):
        yield from _option(option, (*place, number))


def _option(option: Json, where: Place) -> Iterator[Problem]:
    yield from _named(option, where)
    if option.get("type") in (SUBCOMMAND, GROUP):
        yield from _options(option, where)
        return
    choices = option.get("choices") or []
    yield from count((*where, "choices"), len(choices), most=CHOICES)
    if choices and option.get("autocomplete"):
        text = "An option can't have both choices and autocomplete"
        yield Problem((*where, "choices"), "APPLICATION_COMMAND_OPTION_AUTOCOMPLETE", text)
    for number, choice in enumerate(choices):
        yield from choice_problems((*where, "choices", number), choice)


def _texts(one: Json, field: str) -> list[tuple[Place, Any]]:
    """A name or a description in every language, the default first, each with its place."""
    key = f"{field}_localizations"
    localized = one.get(key) or {}
    return [((field,), one.get(field)), *(((key, each), localized[each]) for each in localized)]


def _share_a_name(some: Sequence[Json]) -> bool:
    """Whether two have the same name in any language."""
    locales = {locale for one in some for locale in one.get("name_localizations") or {}}
    for locale in (None, *locales):
        names = [(one.get("name_localizations") or {}).get(locale, one.get("name")) for one in some]
        if len(names) != len(set(names)):
            return True
    return False


def _characters(one: Json) -> int:
    """Count as Discord does: of each text the longest localization."""
    own = 0
    for field in ("name", "description"):
        own += max(len(text or "") for _, text in _texts(one, field))
    own += sum(_characters(option) for option in one.get("options") or [])
    for choice in one.get("choices") or []:
        own += len(choice["name"]) + len(str(choice["value"]))
    return own
