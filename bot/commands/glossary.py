"""`/glossary`: a server's own synonyms and abbreviations, with which questions are searched."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

import discord
from discord import app_commands

from bot.desk import Desk, person
from bot.language.locales import speaker_of, text
from bot.language.speaker import Speaker
from bot.names import MAX_CHOICE_UNITS, MAX_CHOICES
from bot.permissions import may_change, require_change
from bot.progress import News, tell_end
from bot.render.glossary import added_message, glossary_messages, removed_message
from bot.render.markdown import units
from bot.replies import acknowledge, deliver
from index.errors import FootnoteError
from index.jobs import Begun
from index.types import GlossaryEntry


class _Change(Protocol):
    def __call__(self, *, by: str, begun: Begun) -> GlossaryEntry: ...


MOST_ENTRY = 500  # ours: characters of a line that is typed


class GlossaryGroup(
    app_commands.Group,
    name=text("glossary-command"),
    description=text("glossary-command.description"),
):
    """The commands `/glossary …`: all of them for those who may change the documents."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(allowed_contexts=app_commands.AppCommandContext(guild=True))
        self._desk = desk

    @app_commands.command(
        name=text("glossary-list-command"), description=text("glossary-list-command.description")
    )
    async def show(self, interaction: discord.Interaction) -> None:
        """Show the entries of this server's glossary and of the shared one."""
        server_id = require_change(interaction, self._desk)
        if not await acknowledge(interaction, private=True):
            return
        entries = await self._desk.worker.lookups.run(partial(self._entries, server_id))
        texts = glossary_messages(entries, speaker_of(interaction))
        await deliver(interaction, texts, private=True)

    @app_commands.command(
        name=text("glossary-add-command"), description=text("glossary-add-command.description")
    )
    @app_commands.rename(entry=text("glossary-add-command.entry"))
    @app_commands.describe(entry=text("glossary-add-command.entry-description"))
    async def add(
        self, interaction: discord.Interaction, entry: app_commands.Range[str, 1, MOST_ENTRY]
    ) -> None:
        """Put an entry into this server's glossary."""
        server_id = require_change(interaction, self._desk)
        if not await acknowledge(interaction, private=True):
            return
        await self._change(interaction, partial(self._add, server_id, entry), added_message)

    @app_commands.command(
        name=text("glossary-remove-command"),
        description=text("glossary-remove-command.description"),
    )
    @app_commands.rename(entry=text("glossary-remove-command.entry"))
    @app_commands.describe(entry=text("glossary-remove-command.entry-description"))
    async def remove(
        self, interaction: discord.Interaction, entry: app_commands.Range[str, 1, MOST_ENTRY]
    ) -> None:
        """Take an entry out of this server's glossary."""
        server_id = require_change(interaction, self._desk)
        if not await acknowledge(interaction, private=True):
            return
        await self._change(interaction, partial(self._remove, server_id, entry), removed_message)

    async def _change(
        self,
        interaction: discord.Interaction,
        work: _Change,
        said: Callable[[GlossaryEntry, Speaker], str],
    ) -> None:
        """Do what is a job, and say so, if need be after a restart."""
        news = News(self._desk, interaction, "adding", private=True)
        changing = partial(work, by=person(interaction.user.id), begun=news.begun)
        await tell_end(
            interaction,
            news,
            self._desk.worker.changes.run(changing),
            told=lambda entry: [said(entry, speaker_of(interaction))],
            form=str,
            private=True,
        )

    @remove.autocomplete("entry")
    async def _suggest(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the server's own entries to those who may take them out."""
        if interaction.guild_id is None or not may_change(interaction, self._desk):
            return []
        try:
            work = partial(self._entries, interaction.guild_id)
            entries = await self._desk.worker.lookups.run(work)
        except FootnoteError:
            return []  # nobody sees an error here; the command itself will tell
        wanted = typed.casefold().strip()
        lines = [each.line for each in entries if not each.shared]
        # A line that is too long for a choice can still be named by one of its words.
        fitting = [
            line for line in lines if wanted in line.casefold() and units(line) <= MAX_CHOICE_UNITS
        ]
        return [app_commands.Choice(name=line, value=line) for line in fitting[:MAX_CHOICES]]

    def _entries(self, server_id: int) -> list[GlossaryEntry]:
        return self._desk.library(server_id).glossary.entries()

    def _add(self, server_id: int, entry: str, *, by: str, begun: Begun) -> GlossaryEntry:
        return self._desk.library(server_id).glossary.add(entry, by=by, begun=begun)

    def _remove(self, server_id: int, entry: str, *, by: str, begun: Begun) -> GlossaryEntry:
        return self._desk.library(server_id).glossary.remove(entry, by=by, begun=begun)
