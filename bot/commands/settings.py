"""`/settings`: what a server has chosen, form by form or as a file."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
from discord import app_commands

from bot.buttons.settings import change, require_change_of, require_entrusting
from bot.desk import Desk
from bot.language.locales import speaker_of, text
from bot.permissions import may_entrust, require_change
from bot.render.settings import settings_screen
from bot.replies import acknowledge, deliver
from bot.server_settings import MANAGERS, defaults, export, read_export
from index.errors import FootnoteError

MOST_BYTES = 100_000  # of a file of settings; ours
DOWNLOAD_SECONDS = 20.0


class SettingsFileError(FootnoteError):
    """An attached file that can't be settings."""


class SettingsGroup(
    app_commands.Group,
    name=text("settings-command"),
    description=text("settings-command.description"),
):
    """The commands `/settings …`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(allowed_contexts=app_commands.AppCommandContext(guild=True))
        self._desk = desk

    @app_commands.command(
        name=text("settings-show-command"), description=text("settings-show-command.description")
    )
    async def show(self, interaction: discord.Interaction) -> None:
        """Show what counts in this server, with a button to each form."""
        server_id = require_change(interaction, self._desk)
        if not await acknowledge(interaction, private=True):
            return
        chosen = self._desk.chosen.of(server_id)
        screen = settings_screen(
            chosen, speaker_of(interaction), may_entrust=may_entrust(interaction)
        )
        await deliver(interaction, [screen], private=True)

    @app_commands.command(
        name=text("settings-export-command"),
        description=text("settings-export-command.description"),
    )
    async def export(self, interaction: discord.Interaction) -> None:
        """Send what this server has chosen as a file."""
        server_id = require_change(interaction, self._desk)
        if not await acknowledge(interaction, private=True):
            return
        library = self._desk.library(server_id)
        stored = await self._desk.worker.lookups.run(library.settings.all)
        said = speaker_of(interaction)("settings-exported")
        file = (f"settings-{server_id}.json", export(stored))
        await deliver(interaction, [said], private=True, attachment=file)

    @app_commands.command(
        name=text("settings-import-command"),
        description=text("settings-import-command.description"),
    )
    @app_commands.rename(file=text("settings-import-command.file"))
    @app_commands.describe(file=text("settings-import-command.file-description"))
    async def take(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Choose for this server what a file says, all of it or nothing."""
        server_id = require_change(interaction, self._desk)
        if not await acknowledge(interaction, private=True):
            return
        if file.size > MOST_BYTES:
            raise SettingsFileError(speaker_of(interaction)("settings-file-large"))
        values = read_export(await _read(interaction, file))
        trusted = values.get(MANAGERS, defaults(self._desk.settings).managers)
        if trusted != self._desk.chosen.of(server_id).managers:
            require_entrusting(interaction)
        require_change_of(interaction, self._desk, values)
        await change(self._desk, interaction, server_id, values, all_of_them=True)


async def _read(interaction: discord.Interaction, file: discord.Attachment) -> bytes:
    """Fetch the attached file, which discord.py would wait for without end."""
    try:
        async with asyncio.timeout(DOWNLOAD_SECONDS):
            return await file.read()
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        said = speaker_of(interaction)("not-handed-over", source=file.filename)
        raise SettingsFileError(said) from error
