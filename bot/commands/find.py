"""`/find`: exact words, codes and phrases, a page of places at a time."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.desk import Desk
from bot.language.locales import text
from bot.manners import may_answer_publicly
from bot.places import admit
from bot.render.finds import MOST_QUERY, find_screens
from bot.replies import acknowledge, deliver
from bot.viewing import viewer_of


def find_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    """Make the command `/find`."""

    @app_commands.command(name=text("find-command"), description=text("find-command.description"))
    @app_commands.rename(words=text("find-command.words"), private=text("find-command.private"))
    @app_commands.describe(
        words=text("find-command.words-description"),
        private=text("find-command.private-description"),
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def find(
        interaction: discord.Interaction,
        words: app_commands.Range[str, 1, MOST_QUERY],
        private: bool = False,
    ) -> None:
        server_id = admit(desk, interaction)
        private = private or not may_answer_publicly(interaction)
        if not await acknowledge(interaction, private=private):
            return
        viewer = viewer_of(interaction, private=private)
        found = await desk.find(server_id, words, page=0, viewer=viewer)
        say = desk.speaker(interaction, private=private)
        await deliver(interaction, find_screens(found, say), private=private)

    return find
