"""`/privacy`: what is kept about whoever asks, and letting go of it."""

from __future__ import annotations

from functools import partial

import discord
from discord import app_commands

from bot.desk import Desk, person
from bot.language.locales import speaker_of, text
from bot.render.settings import forget_screen, kept_file
from bot.replies import acknowledge, deliver


class PrivacyGroup(
    app_commands.Group,
    name=text("privacy-command"),
    description=text("privacy-command.description"),
):
    """The commands `/privacy …`, for everybody and everywhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._desk = desk

    @app_commands.command(
        name=text("privacy-show-command"), description=text("privacy-show-command.description")
    )
    async def show(self, interaction: discord.Interaction) -> None:
        """Send all that is kept about this member, to them alone."""
        if not await acknowledge(interaction, private=True):
            return
        say = speaker_of(interaction)
        work = partial(self._desk.libraries.privacy.show, person(interaction.user.id))
        kept = await self._desk.worker.lookups.run(work)
        if not any(kept.values()):
            await deliver(interaction, [say("nothing-kept")], private=True)
            return
        file = kept_file(kept, limit=interaction.filesize_limit)
        await deliver(interaction, [say("kept-attached")], private=True, attachment=file)

    @app_commands.command(
        name=text("privacy-forget-command"), description=text("privacy-forget-command.description")
    )
    async def forget(self, interaction: discord.Interaction) -> None:
        """Ask whether it is meant."""
        if await acknowledge(interaction, private=True):
            screen = forget_screen(interaction.user.id, speaker_of(interaction))
            await deliver(interaction, [screen], private=True)
