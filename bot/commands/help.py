"""`/help`: what the bot does, and which commands this member may use."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.desk import Desk
from bot.language.locales import speaker_of, text
from bot.permissions import may_change, needed
from bot.render.reports import help_message
from bot.replies import tell
from bot.viewing import server_of


def help_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    """Make the command `/help`."""

    @app_commands.command(name=text("help-command"), description=text("help-command.description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def show_help(interaction: discord.Interaction) -> None:
        say = speaker_of(interaction)
        shown = help_message(
            say,
            in_server=server_of(interaction) is not None,
            may_change=may_change(interaction, desk),
            needed=needed(interaction, desk),
        )
        await tell(interaction, shown)

    return show_help
