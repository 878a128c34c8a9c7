"""`/insights`: what was asked and quoted, and what the documents don't answer."""

from __future__ import annotations

from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.desk import Desk
from bot.language.locales import speaker_of, text
from bot.language.speaker import Speaker
from bot.permissions import require_change
from bot.render.insights import insights_screens
from bot.render.screen import Screen
from bot.replies import acknowledge, deliver
from index.questions import MOST_DAYS

DAYS = 30


def insights_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    """Make the command `/insights`."""

    @app_commands.command(
        name=text("insights-command"), description=text("insights-command.description")
    )
    @app_commands.rename(days=text("insights-command.days"))
    @app_commands.describe(days=text("insights-command.days-description"))
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def insights(
        interaction: discord.Interaction, days: app_commands.Range[int, 1, MOST_DAYS] = DAYS
    ) -> None:
        server_id = require_change(interaction, desk)
        if not await acknowledge(interaction, private=True):
            return
        work = partial(_insights, desk, server_id, days, speaker_of(interaction))
        screens = await desk.worker.questions.run(work)
        await deliver(interaction, screens, private=True)

    return insights


def _insights(desk: Desk, server_id: int, days: int, say: Speaker) -> list[Screen]:
    """The messages, drawn in the thread that looks: pictures take a while."""
    return insights_screens(desk.library(server_id).questions.insights(days), say)
