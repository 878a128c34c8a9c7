"""What Discord offers while somebody types a question or a document's name."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.desk import Desk
from bot.names import MAX_CHOICE_UNITS, MAX_CHOICES, choices
from bot.permissions import may_change
from bot.render.markdown import units
from bot.viewing import server_of, viewer_of
from index.errors import FootnoteError
from index.types import OPERATOR

Choices = list[app_commands.Choice[str]]
Suggest = Callable[[discord.Interaction, str], Coroutine[Any, Any, Choices]]


def suggestions(desk: Desk) -> Suggest:
    """Offer questions that were answered before, and headings."""

    async def suggest(interaction: discord.Interaction, typed: str) -> Choices:
        work = partial(
            desk.library(server_of(interaction)).suggest,
            typed,
            viewer=viewer_of(interaction, private=_privately(interaction)),
            channels=_open_to(interaction).__contains__,
            most=MAX_CHOICES,
            longest=MAX_CHOICE_UNITS,
        )
        try:
            found = await desk.worker.lookups.run(work)
        except FootnoteError:
            return []  # nobody sees an error here; the command itself will tell
        fitting = [each for each in found if units(each) <= MAX_CHOICE_UNITS]
        return [app_commands.Choice(name=each, value=each) for each in fitting]

    return suggest


def documents(desk: Desk) -> Suggest:
    """Offer the documents that questions are answered from."""

    async def suggest(interaction: discord.Interaction, typed: str) -> Choices:
        viewer = viewer_of(interaction, private=_privately(interaction))
        try:
            found = await desk.documents(server_of(interaction), viewer)
        except FootnoteError:
            return []
        offered = choices(found, typed, shared=True)
        return [app_commands.Choice(name=name, value=value) for name, value in offered]

    return suggest


def own_documents(desk: Desk) -> Suggest:
    """Offer this server's own documents to those who may change them."""

    async def suggest(interaction: discord.Interaction, typed: str) -> Choices:
        if not may_change(interaction, desk):
            return []
        try:
            found = await desk.documents(server_of(interaction), OPERATOR)
        except FootnoteError:
            return []
        offered = choices(found, typed)
        return [app_commands.Choice(name=name, value=value) for name, value in offered]

    return suggest


def removed_documents(desk: Desk) -> Suggest:
    """Offer them those that can be brought back."""

    async def suggest(interaction: discord.Interaction, typed: str) -> Choices:
        if not may_change(interaction, desk):
            return []
        server_id = server_of(interaction)
        try:
            found = await desk.worker.lookups.run(lambda: desk.library(server_id).shelf.removed())
        except FootnoteError:
            return []
        offered = choices(found, typed)
        return [app_commands.Choice(name=name, value=value) for name, value in offered]

    return suggest


def _privately(interaction: discord.Interaction) -> bool:
    """Whether the answer will be private: only then the member's own roles count."""
    return bool(getattr(interaction.namespace, "private", False))


def _open_to(interaction: discord.Interaction) -> frozenset[int]:
    """The channels and public threads that the member may look into, and this one."""
    here = {interaction.channel_id} if interaction.channel_id else set()
    guild, member = interaction.guild, interaction.user
    if server_of(interaction) is None or guild is None or not isinstance(member, discord.Member):
        return frozenset(here)
    places = [*guild.channels, *(thread for thread in guild.threads if not thread.is_private())]
    seen = {each.id for each in places if each.permissions_for(member).view_channel}
    return frozenset(here | seen)
