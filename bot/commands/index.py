"""`/index`: the state of the index, and building it anew."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial

import discord
from discord import app_commands

from bot.desk import Desk
from bot.explain import explain
from bot.language.locales import speaker_of, text
from bot.language.speaker import Speaker
from bot.permissions import may_change, require_change
from bot.render.reports import (
    cancelled_message,
    jobs_messages,
    progress_message,
    rebuilt_messages,
    rollback_message,
    status_message,
)
from bot.replies import QUIET, UNSENT, acknowledge, deliver
from bot.viewing import viewer_of
from bot.worse import warn_of_worse
from index.types import (
    OPERATOR,
    Changes,
    GenerationInfo,
    Job,
    Progress,
    Status,
    Viewer,
)

EDIT_SECONDS = 1.1  # Discord asks for no more than about one edit a second


class IndexGroup(
    app_commands.Group,
    name=text("index-command"),
    description=text("index-command.description"),
):
    """The commands `/index …`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(allowed_contexts=app_commands.AppCommandContext(guild=True))
        self._desk = desk

    @app_commands.command(
        name=text("index-rebuild-command"), description=text("index-rebuild-command.description")
    )
    async def rebuild(self, interaction: discord.Interaction) -> None:
        """Rebuild this server's library and show how far it has come."""
        server_id = require_change(interaction, self._desk)
        private = await self._desk.reports_privately(server_id)
        if not await acknowledge(interaction, private=private):
            return
        lane = self._desk.worker.changes
        say = speaker_of(interaction)
        news = _News(say, check=lane.check, ahead=lane.ahead)
        by = f"discord:{interaction.user.id}"
        rebuilding = asyncio.create_task(lane.run(partial(self._rebuild, server_id, news, by=by)))
        await _show_progress(interaction, news, rebuilding)
        try:
            texts = rebuilt_messages(await rebuilding, say)
        except Exception as error:
            # The sentence takes the place of the progress, which would otherwise stay for ever.
            texts = [explain(error, f"interaction {interaction.id}", say)]
        await deliver(interaction, texts, private=private)
        await warn_of_worse(self._desk, interaction, server_id)

    @app_commands.command(
        name=text("index-status-command"), description=text("index-status-command.description")
    )
    async def status(self, interaction: discord.Interaction) -> None:
        """Show the state of this server's library and of the shared one."""
        if not await acknowledge(interaction, private=True):
            return
        work = partial(self._status, interaction.guild_id, self._viewer(interaction))
        own, shared = await self._desk.worker.lookups.run(work)
        await deliver(
            interaction, [status_message(own, shared, speaker_of(interaction))], private=True
        )

    @app_commands.command(
        name=text("index-rollback-command"), description=text("index-rollback-command.description")
    )
    async def rollback(self, interaction: discord.Interaction) -> None:
        """Answer from the generation before the last rebuild; no document is lost by it."""
        server_id = require_change(interaction, self._desk)
        private = await self._desk.reports_privately(server_id)
        if not await acknowledge(interaction, private=private):
            return
        work = partial(self._rollback, server_id, by=f"discord:{interaction.user.id}")
        generation = await self._desk.worker.changes.run(work)
        await deliver(
            interaction, [rollback_message(generation, speaker_of(interaction))], private=private
        )
        await warn_of_worse(self._desk, interaction, server_id)

    @app_commands.command(
        name=text("index-jobs-command"), description=text("index-jobs-command.description")
    )
    async def jobs(self, interaction: discord.Interaction) -> None:
        """Show the jobs of this server's library, the newest first."""
        server_id = require_change(interaction, self._desk)
        if not await acknowledge(interaction, private=True):
            return
        jobs = await self._desk.worker.lookups.run(partial(self._jobs, server_id))
        await deliver(interaction, jobs_messages(jobs, speaker_of(interaction)), private=True)

    @app_commands.command(
        name=text("index-cancel-command"), description=text("index-cancel-command.description")
    )
    @app_commands.rename(job=text("index-cancel-command.job"))
    @app_commands.describe(job=text("index-cancel-command.job-description"))
    async def cancel(
        self, interaction: discord.Interaction, job: app_commands.Range[int, 1]
    ) -> None:
        """Cancel one of this server's jobs; what it has added stays."""
        server_id = require_change(interaction, self._desk)
        private = await self._desk.reports_privately(server_id)
        if not await acknowledge(interaction, private=private):
            return
        work = partial(self._cancel, server_id, job, by=f"discord:{interaction.user.id}")
        cancelled = await self._desk.worker.lookups.run(work)
        await deliver(
            interaction, [cancelled_message(cancelled, speaker_of(interaction))], private=private
        )

    def _rollback(self, server_id: int, *, by: str) -> GenerationInfo:
        return self._desk.library(server_id).rollback(by=by)

    def _jobs(self, server_id: int) -> list[Job]:
        return self._desk.libraries.jobs.known(self._desk.library(server_id).name)

    def _cancel(self, server_id: int, job: int, *, by: str) -> Job:
        library = self._desk.library(server_id).name
        return self._desk.libraries.jobs.cancel(job, by=by, library=library)

    def _rebuild(self, server_id: int, news: _News, *, by: str) -> Changes:
        return self._desk.library(server_id).rebuild(by=by, report=news.report)

    def _status(self, server_id: int | None, viewer: Viewer) -> tuple[Status | None, Status]:
        own = None if server_id is None else self._desk.library(server_id).status(viewer)
        return own, self._desk.libraries.shared.status(viewer)

    def _viewer(self, interaction: discord.Interaction) -> Viewer:
        """Who reads a private report: who may change the library may know all of it."""
        if may_change(interaction, self._desk):
            return OPERATOR
        return viewer_of(interaction, private=True)


class _News:
    """The latest report of a rebuild, written by its thread and read by the event loop."""

    def __init__(self, say: Speaker, *, check: Callable[[], None], ahead: int) -> None:
        self._say = say
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
            return progress_message(self._latest, self._say)
        if self._ahead:
            return self._say("rebuilding-behind", count=self._ahead)
        return self._say("rebuilding")


async def _show_progress(
    interaction: discord.Interaction, news: _News, work: asyncio.Task[Changes]
) -> None:
    """Keep one message up to date until the work is done, or as long as Discord takes edits."""
    shown = None
    while not work.done():
        began = time.monotonic()
        now = news.text
        if now != shown:
            shown = now
            try:
                await interaction.edit_original_response(content=now, allowed_mentions=QUIET)
            except UNSENT:
                break  # the end is told in another way
        await asyncio.wait({work}, timeout=max(0.0, began + EDIT_SECONDS - time.monotonic()))
    await asyncio.wait({work})
