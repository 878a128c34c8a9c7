"""`/index`: the state of the index, and building it anew."""

from __future__ import annotations

from functools import partial

import discord
from discord import app_commands

from bot.desk import Desk
from bot.language.locales import speaker_of, text
from bot.permissions import may_change, require_change
from bot.progress import News, carry_out
from bot.render.reports import (
    cancelled_message,
    jobs_messages,
    rebuilt_messages,
    rollback_message,
    status_message,
)
from bot.replies import acknowledge, deliver
from bot.viewing import viewer_of
from bot.worse import warn_of_worse
from index.types import (
    OPERATOR,
    Changes,
    GenerationInfo,
    Job,
    Status,
    Viewer,
)


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
        say = speaker_of(interaction)
        news = News(self._desk, interaction, "rebuilding", private=private)
        by = f"discord:{interaction.user.id}"
        await carry_out(
            self._desk,
            interaction,
            news,
            partial(self._rebuild, server_id, news, by=by),
            told=lambda changes: rebuilt_messages(changes, say),
            form=str,
            private=private,
        )
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

    def _rebuild(self, server_id: int, news: News, *, by: str) -> Changes:
        return self._desk.library(server_id).rebuild(by=by, report=news.report, begun=news.begun)

    def _status(self, server_id: int | None, viewer: Viewer) -> tuple[Status | None, Status]:
        own = None if server_id is None else self._desk.library(server_id).status(viewer)
        return own, self._desk.libraries.shared.status(viewer)

    def _viewer(self, interaction: discord.Interaction) -> Viewer:
        """Who reads a private report: who may change the library may know all of it."""
        if may_change(interaction, self._desk):
            return OPERATOR
        return viewer_of(interaction, private=True)
