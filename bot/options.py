"""What a command is called with, held against what it asks for, as Discord itself does.

An event that did not come from Discord's own apps, or that is of an older form of a command, may
hold anything; no command has to reckon with it.
"""

from __future__ import annotations

from typing import Any

import discord
from discord import AppCommandOptionType as Kind
from discord import app_commands

from index.intake import is_text

MOST_INTEGER = 2**53  # up or down; Discord's

_TYPES: dict[Kind, type | tuple[type, ...]] = {
    Kind.string: str,
    Kind.integer: int,
    Kind.boolean: bool,
    Kind.number: float,
    Kind.user: (discord.User, discord.Member),
    Kind.channel: (app_commands.AppCommandChannel, app_commands.AppCommandThread),
    Kind.role: discord.Role,
    Kind.mentionable: (discord.User, discord.Member, discord.Role),
    Kind.attachment: discord.Attachment,
}


class MisfitError(app_commands.AppCommandError):
    """A value that Discord would not have let through."""


def check_options(interaction: discord.Interaction[Any]) -> None:
    """Check that each option is of the type that its command asks for.

    What is missing, and a command that is not known, is discord.py's to find. While somebody types,
    Discord sends as well what is not yet a number or a file: texts alone are checked then.

    Raises:
        MisfitError: one isn't, or there is nothing that a menu could be chosen for.
    """
    command = interaction.command
    try:
        given = dict(iter(interaction.namespace))
        chosen = _target(interaction)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MisfitError(f"options that can't be read: {error!r}") from error
    if isinstance(command, app_commands.ContextMenu):
        if chosen is None:
            raise MisfitError("a menu without a message")
    elif command is not None:
        typed = interaction.type is discord.InteractionType.autocomplete
        for each in command.parameters:
            name = each.display_name
            asked = name in given and (each.type is Kind.string or not typed)
            if asked and not _fits(each.type, given[name]):
                raise MisfitError(f"{name} is {given[name]!r:.100}")


def _fits(kind: Kind, value: object) -> bool:
    if isinstance(value, bool) and kind is not Kind.boolean:
        return False  # to Python it is a number
    if isinstance(value, int) and kind is Kind.integer:
        return abs(value) <= MOST_INTEGER
    if isinstance(value, str) and kind is Kind.string:
        return is_text(value)
    return isinstance(value, _TYPES.get(kind, ()))


def _target(interaction: discord.Interaction[Any]) -> object:
    """What a menu was chosen for."""
    data: Any = interaction.data or {}
    resolved = data.get("resolved") or {}
    return (resolved.get("messages") or resolved.get("users") or {}).get(data.get("target_id"))
