"""`/index`: the state of the index, and building it anew."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial

import discord
from discord import app_commands

from bot.desk import Desk
from bot.permissions import require_change
from bot.render.reports import progress_message, rebuilt_messages, status_message
from bot.replies import QUIET, UNSENT, acknowledge, deliver, explain
from index.types import Changes, Progress, Status

EDIT_SECONDS = 1.1  # Discord asks for no more than about one edit a second


class IndexGroup(
    app_commands.Group,
    name="index",
    description="The index that finds passages in the documents.",
):
    """The commands `/index …`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(allowed_contexts=app_commands.AppCommandContext(guild=True))
        self._desk = desk

    @app_commands.command(name="rebuild", description="Read and index all documents again.")
    async def rebuild(self, interaction: discord.Interaction) -> None:
        """Rebuild this server's library and show how far it has come."""
        server_id = require_change(interaction, self._desk.settings)
        if not await acknowledge(interaction, private=False):
            return
        lane = self._desk.worker.changes
        news = _News(check=lane.check, ahead=lane.ahead)
        by = f"discord:{interaction.user.id}"
        rebuilding = asyncio.create_task(lane.run(partial(self._rebuild, server_id, news, by=by)))
        await _show_progress(interaction, news, rebuilding)
        try:
            texts = rebuilt_messages(await rebuilding)
        except Exception as error:
            # The sentence takes the place of the progress, which would otherwise stay for ever.
            texts = [explain(error, f"interaction {interaction.id}")]
        await deliver(interaction, texts, private=False)

    @app_commands.command(name="status", description="Show what the index holds.")
    async def status(self, interaction: discord.Interaction) -> None:
        """Show the state of this server's library and of the shared one."""
        if not await acknowledge(interaction, private=True):
            return
        work = partial(self._status, interaction.guild_id)
        own, shared = await self._desk.worker.lookups.run(work)
        await deliver(interaction, [status_message(own, shared)], private=True)

    def _rebuild(self, server_id: int, news: _News, *, by: str) -> Changes:
        return self._desk.library(server_id).rebuild(by=by, report=news.report)

    def _status(self, server_id: int | None) -> tuple[Status | None, Status]:
        own = None if server_id is None else self._desk.library(server_id).status()
        return own, self._desk.libraries.shared.status()


class _News:
    """The latest report of a rebuild, written by its thread and read by the event loop."""

    def __init__(self, *, check: Callable[[], None], ahead: int) -> None:
        self._check = check
        self._latest: Progress | None = None
        self._ahead = ahead

    def report(self, progress: Progress) -> None:
        """Take a report; if the bot is about to stop, end the rebuild here."""
        self._check()
        self._latest = progress

    @property
    def text(self) -> str:
        """What to show now."""
        if self._latest is not None:
            return progress_message(self._latest)
        if self._ahead:
            changes = "1 change is" if self._ahead == 1 else f"{self._ahead} changes are"
            return f"Rebuilding the index: {changes} ahead."
        return "Rebuilding the index."


async def _show_progress(
    interaction: discord.Interaction, news: _News, work: asyncio.Task[Changes]
) -> None:
    """Keep one message up to date until the work is done, or as long as Discord takes edits."""
    shown = None
    while not work.done():
        began = time.monotonic()
        text = news.text
        if text != shown:
            shown = text
            try:
                await interaction.edit_original_response(content=text, allowed_mentions=QUIET)
            except UNSENT:
                break  # the end is told in another way
        await asyncio.wait({work}, timeout=max(0.0, began + EDIT_SECONDS - time.monotonic()))
    await asyncio.wait({work})
