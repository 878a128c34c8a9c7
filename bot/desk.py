"""What every command has at hand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from functools import partial

import discord

from bot.chosen import Chosen
from bot.config import Settings
from bot.echoes import Echoes
from bot.language.locales import speaker_in, speaker_of
from bot.language.speaker import Speaker
from bot.manners import Rates, Seen
from bot.metrics import Metrics
from bot.names import resolve
from bot.noted import Noted
from bot.render.finds import PER_PAGE
from bot.replies import Sent
from bot.server_settings import DISCORDS
from bot.viewing import server_of
from bot.worker import CrowdedError, Worker
from index.followup import follow
from index.libraries import Libraries
from index.library import Library
from index.types import Answer, DocumentInfo, Occasion, Occurrences, Viewer

FIRST_SIGN_SECONDS = 0.8  # ours: within a second; Discord waits for three


@dataclass(frozen=True, slots=True)
class Desk:
    """The settings, the libraries, and the threads in which they are used."""

    settings: Settings
    libraries: Libraries
    worker: Worker = field(default_factory=Worker)
    rates: Rates = field(default_factory=Rates)
    seen: Seen = field(default_factory=Seen)
    echoes: Echoes = field(default_factory=Echoes)
    metrics: Metrics = field(default_factory=Metrics)
    # Each download holds a whole file in memory.
    downloads: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    chosen: Chosen = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "chosen", Chosen(self.settings, self.libraries))

    def library(self, server_id: int | None) -> Library:
        """The library of a server, or in direct messages the shared one. Blocks."""
        return self.libraries.shared if server_id is None else self.libraries.server(server_id)

    def speaker(self, interaction: discord.Interaction, *, private: bool) -> Speaker:
        """The speaker of an answer: a public one's may be the server's, others' are the asker's."""
        language = self.chosen.of(server_of(interaction)).language
        if private or language == DISCORDS:
            return speaker_of(interaction)
        return Speaker.for_locale(language)

    def speaker_below(self, message: discord.Message) -> Speaker:
        """The speaker of an answer to a message, whose author's language nobody knows."""
        language = self.chosen.of(None if message.guild is None else message.guild.id).language
        return speaker_in(message) if language == DISCORDS else Speaker.for_locale(language)

    async def ask(
        self,
        server_id: int | None,
        question: str,
        *,
        viewer: Viewer,
        who: int,
        occasion: Occasion,
        document: str | None = None,
        thread: int | None = None,
        command: str = "ask",
    ) -> Answer:
        """Answer a member's question from the documents that `viewer` may see, or from one.

        In a `thread` it may follow those before; the answer's question is what was searched.
        `command` says how it was asked, for the log.
        """
        about = (viewer, person(who), occasion, document, thread)
        work = partial(self._ask, server_id, question, *about)
        words = question if self.settings.log_questions else None
        with Noted(self.metrics, server_id, command, words) as noted:
            noted.answer = await self.worker.questions.run(noted.timed(work))
            return noted.answer

    async def find(
        self, server_id: int | None, words: str, *, page: int, viewer: Viewer
    ) -> Occurrences:
        """A page, counted from 0, of the places where words stand; if there are fewer, the last."""

        def work() -> Occurrences:
            find = partial(self.library(server_id).find, words, viewer=viewer, most=PER_PAGE)
            found = find(first=page * PER_PAGE)
            if found.total and found.first >= found.total:  # documents went since
                return find(first=(found.total - 1) // PER_PAGE * PER_PAGE)
            return found

        return await self.worker.questions.run(work)

    async def documents(self, server_id: int | None, viewer: Viewer) -> list[DocumentInfo]:
        """The documents that questions are answered from, as far as `viewer` may see them."""
        return await self.worker.lookups.run(lambda: self.library(server_id).documents(viewer))

    async def reports_privately(self, server_id: int) -> bool:
        """Whether reports on a server's documents are for its managers alone.

        They name and count documents, and so they are where one of these is limited; and where
        that can't be known before the member wants a first sign.
        """
        looking = self.worker.lookups.run(lambda: self.library(server_id).has_limits())
        try:
            return await asyncio.wait_for(looking, FIRST_SIGN_SECONDS)
        except (TimeoutError, CrowdedError):
            return True

    def stands(self, server_id: int | None, answer: Answer, sent: Sent) -> None:
        """Note in which messages an answer stands, without waiting for the disk."""
        if sent.messages:
            self.library(server_id).kept.place(answer.id, sent.channel, sent.messages)

    def _ask(
        self,
        server_id: int | None,
        question: str,
        viewer: Viewer,
        who: str,
        occasion: Occasion,
        document: str | None,
        thread: int | None,
    ) -> Answer:
        library = self.library(server_id)
        if thread is not None:
            # The question that is searched may be told to all there, so it is made of what all see.
            everyone = replace(viewer, roles=frozenset())
            question = follow(library.kept.turns(thread, everyone), question)
        if document is not None:
            document = resolve(library.documents(viewer), document, shared=True)
        return library.ask(
            question,
            quotes=self.settings.quotes,
            viewer=viewer,
            who=who,
            occasion=occasion,
            document=document,
            min_evidence=self.chosen.of(server_id).min_evidence,
        )


def person(user_id: int) -> str:
    """A member's name in the record."""
    return f"discord:{user_id}"
