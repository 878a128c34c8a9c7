"""Who is answered where the operator has chosen the servers: these, and their members directly."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import discord

from bot.language.locales import speaker_in, speaker_of
from bot.logs import event
from bot.manners import Seen
from bot.replies import UNSENT, reply, tell

_log = logging.getLogger(__name__)

REMEMBERED_SECONDS = 600.0  # ours: for so long it is known whether somebody is a member
MOST_REMEMBERED = 10_000  # ours


class Admission:
    """Whom the bot answers; without chosen servers everybody."""

    def __init__(self, servers: frozenset[int]) -> None:
        self._servers = servers
        self._told = Seen()
        self._members: dict[int, tuple[float, bool]] = {}

    @property
    def open(self) -> bool:
        """Whether no servers were chosen."""
        return not self._servers

    def serves(self, server_id: int) -> bool:
        """Whether a server is answered."""
        return self.open or server_id in self._servers

    async def admits(self, client: discord.Client, server_id: int | None, user_id: int) -> bool:
        """Whether somebody is answered in a server, or in direct messages (None).

        There members of a chosen server are; that Discord doesn't say so counts as not being one.
        """
        if server_id is not None or self.open:
            return server_id is None or self.serves(server_id)
        now = time.monotonic()
        until, member = self._members.get(user_id, (now, False))
        if until > now:
            return member
        member = await self._is_member(client, user_id)
        if len(self._members) >= MOST_REMEMBERED:
            self._members.clear()
        self._members[user_id] = now + REMEMBERED_SECONDS, member
        return member

    async def _is_member(self, client: discord.Client, user_id: int) -> bool:
        for server in client.guilds:
            if server.id in self._servers:
                try:
                    await server.fetch_member(user_id)
                except UNSENT:
                    continue
                return True
        return False

    async def hears(self, client: discord.Client, message: discord.Message, *, asks: bool) -> bool:
        """Whether a message is admitted; who `asks` and isn't is told so, and nobody twice."""
        server_id = None if message.guild is None else message.guild.id
        if self.open or not asks:
            return server_id is None or self.serves(server_id)
        if await self.admits(client, server_id, message.author.id):
            return True
        if self._told.is_new(message.author.id):
            await reply(message, [speaker_in(message)("not-served")])
        return False

    def tell_operator(self, client: discord.Client) -> None:
        """Say in the log which servers the bot is in and doesn't answer."""
        for server in client.guilds:
            if not self.serves(server.id):
                _log.warning(
                    "Server %d is not answered: FOOTNOTE_SERVERS doesn't name it",
                    server.id,
                    extra=event("not served", server=server.id),
                )

    def guard(self, client: discord.Client, state: Any) -> None:  # noqa: ANN401 - discord.py's own
        """Let no interaction through that isn't admitted: no command, button, form or choice.

        discord.py hands them to commands, views and forms in one place, its table of parsers,
        where nothing that is added to the bot later can be forgotten.
        """
        if self.open:
            return
        take: Callable[[Any], None] = state.parsers["INTERACTION_CREATE"]
        deciding: set[asyncio.Task[None]] = set()

        async def decide(data: Any) -> None:  # noqa: ANN401
            interaction: discord.Interaction[Any] = discord.Interaction(data=data, state=state)
            if await self.admits(client, interaction.guild_id, interaction.user.id):
                take(data)
            elif interaction.type is not discord.InteractionType.autocomplete:
                await tell(interaction, speaker_of(interaction)("not-served"))

        def parse(data: Any) -> None:  # noqa: ANN401
            task = asyncio.create_task(decide(data))
            deciding.add(task)
            task.add_done_callback(deciding.discard)

        state.parsers["INTERACTION_CREATE"] = parse
