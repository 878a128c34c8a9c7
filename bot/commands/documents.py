"""`/documents`: what the bot quotes from, and who brings it or takes it away."""

from __future__ import annotations

import asyncio
from functools import partial

import aiohttp
import discord
from discord import app_commands

from bot.desk import Desk
from bot.language.locales import speaker_of, text
from bot.names import choices, resolve, source_name
from bot.permissions import may_change, require_change
from bot.render.reports import (
    changes_messages,
    documents_file,
    documents_messages,
    removed_message,
)
from bot.replies import acknowledge, deliver
from bot.viewing import viewer_of
from bot.worse import warn_of_worse
from index.errors import FootnoteError
from index.read import check_size, find_format
from index.types import OPERATOR, Changes, DocumentInfo, Viewer

DOWNLOAD_SECONDS = 60.0
_MESSAGES_TO_READ = 3  # a list that takes more comes as a file
_DOWNLOADS = 2  # each holds a whole file in memory


class DownloadError(FootnoteError):
    """Discord didn't hand over an attached file."""


class DocumentsGroup(
    app_commands.Group,
    name=text("documents-command"),
    description=text("documents-command.description"),
):
    """The commands `/documents …`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(allowed_contexts=app_commands.AppCommandContext(guild=True))
        self._desk = desk
        self._downloads = asyncio.Semaphore(_DOWNLOADS)

    @app_commands.command(
        name=text("documents-add-command"), description=text("documents-add-command.description")
    )
    @app_commands.rename(file=text("documents-add-command.file"))
    @app_commands.describe(file=text("documents-add-command.file-description"))
    async def add(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Add an attached file to this server's documents."""
        server_id = require_change(interaction, self._desk)
        private = await self._desk.reports_privately(server_id)
        if not await acknowledge(interaction, private=private):
            return
        source = source_name(file.filename, file.title)
        find_format(source)  # before the download, which would be in vain
        check_size(source, file.size, self._desk.settings.max_file_bytes)
        content = await self._download(interaction, source, file)
        work = partial(self._add, server_id, source, content, by=_person(interaction))
        changes = await self._desk.worker.changes.run(work)
        await deliver(
            interaction, changes_messages(changes, speaker_of(interaction)), private=private
        )
        await warn_of_worse(self._desk, interaction, server_id)

    @app_commands.command(
        name=text("documents-list-command"), description=text("documents-list-command.description")
    )
    async def show(self, interaction: discord.Interaction) -> None:
        """Show this server's own documents and the shared ones."""
        if not await acknowledge(interaction, private=True):
            return
        viewer = self._viewer(interaction)
        documents = await self._desk.documents(interaction.guild_id, viewer)
        say = speaker_of(interaction)
        texts = documents_messages(documents, say)
        if len(texts) <= _MESSAGES_TO_READ:
            await deliver(interaction, texts, private=True)
            return
        await deliver(
            interaction,
            [say("documents-attached", count=len(documents))],
            private=True,
            attachment=("documents.txt", documents_file(documents, say).encode("utf-8")),
        )

    @app_commands.command(
        name=text("documents-remove-command"),
        description=text("documents-remove-command.description"),
    )
    @app_commands.rename(document=text("documents-remove-command.document"))
    @app_commands.describe(document=text("documents-remove-command.document-description"))
    async def remove(self, interaction: discord.Interaction, document: str) -> None:
        """Remove a document of this server; the shared ones stay."""
        server_id = require_change(interaction, self._desk)
        private = await self._desk.reports_privately(server_id)
        if not await acknowledge(interaction, private=private):
            return
        work = partial(self._remove, server_id, document, by=_person(interaction))
        removed = await self._desk.worker.changes.run(work)
        await deliver(
            interaction, [removed_message(removed, speaker_of(interaction))], private=private
        )
        await warn_of_worse(self._desk, interaction, server_id)

    @remove.autocomplete("document")
    async def _suggest(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer this server's own documents to those who may remove them."""
        if not may_change(interaction, self._desk):
            return []
        try:
            documents = await self._desk.documents(interaction.guild_id, OPERATOR)
        except FootnoteError:
            return []  # nobody sees an error here; the command itself will tell
        return [
            app_commands.Choice(name=name, value=value) for name, value in choices(documents, typed)
        ]

    async def _download(
        self, interaction: discord.Interaction, source: str, file: discord.Attachment
    ) -> bytes:
        """Fetch an attachment, which discord.py would wait for without end."""
        try:
            async with self._downloads, asyncio.timeout(DOWNLOAD_SECONDS):
                return await file.read()
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            say = speaker_of(interaction)
            raise DownloadError(say("not-handed-over", source=source)) from error

    def _add(self, server_id: int, source: str, content: bytes, *, by: str) -> Changes:
        lane = self._desk.worker.changes
        return self._desk.library(server_id).add(
            [(source, content)], by=by, report=lambda _: lane.check()
        )

    def _remove(self, server_id: int, typed: str, *, by: str) -> DocumentInfo:
        library = self._desk.library(server_id)
        return library.remove(resolve(library.documents(OPERATOR), typed), by=by)

    def _viewer(self, interaction: discord.Interaction) -> Viewer:
        """Who reads a private list: who may change the documents may see all of them."""
        if may_change(interaction, self._desk):
            return OPERATOR
        return viewer_of(interaction, private=True)


def _person(interaction: discord.Interaction) -> str:
    """Who did it, for the record."""
    return f"discord:{interaction.user.id}"
