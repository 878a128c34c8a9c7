"""The panel of a channel in which questions are asked: one message, kept there.

Without the privileged intent the bot can't read what is written in a channel. So where questions
are to be asked in a channel of their own, a message with the *Ask* button stands in it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import discord

from bot.desk import Desk
from bot.language.speaker import Speaker
from bot.render.panel import panel_screen
from bot.render.press import ASK_ID
from bot.replies import UNSENT, post
from bot.server_settings import DISCORDS

_log = logging.getLogger(__name__)

LOOKED_THROUGH = 1000  # ours: messages among which a panel is found again after a restart

Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel


class Panels:
    """Where panels stand: posted once, found again, and put back where somebody deletes them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._standing: dict[int, int] = {}  # message by channel
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def keep(self, server: discord.Guild) -> None:
        """See that a panel stands in every channel of a server that should have one."""
        for channel_id in sorted(self._channels(server.id)):
            channel = server.get_channel(channel_id)
            if channel is not None:
                await self.keep_in(channel)

    async def keep_in(self, channel: discord.abc.GuildChannel) -> None:
        """See that a panel stands in a channel, if it should have one; what hinders is logged."""
        if channel.id not in self._channels(channel.guild.id):
            return
        if not isinstance(channel, Place):
            _log.warning("Channel %s can't have a panel: it holds no messages", channel.id)
            return
        may = channel.permissions_for(channel.guild.me)
        if not (may.view_channel and may.send_messages and may.read_message_history):
            _log.warning(
                "Channel %s gets no panel: I need View Channel, Send Messages and Read Message "
                "History there",
                channel.id,
            )
            return
        async with self._turns[channel.id]:
            try:
                await self._keep(channel)
            except UNSENT as error:
                _log.warning("The panel of channel %s is not sure to stand: %r", channel.id, error)

    def _channels(self, server_id: int) -> frozenset[int]:
        """The channels of a server in which a panel stands; none where the bot may not serve."""
        servers = self._desk.settings.servers
        if servers and server_id not in servers:
            return frozenset()
        return self._desk.chosen.of(server_id).panels

    async def put_back(self, server: discord.Guild | None, channel_id: int, gone: set[int]) -> None:
        """Post the panel of a channel again, if it is among the messages that were deleted."""
        if self._standing.get(channel_id) not in gone:
            return
        del self._standing[channel_id]
        channel = None if server is None else server.get_channel(channel_id)
        if channel is not None:
            await self.keep_in(channel)

    async def _keep(self, channel: Place) -> None:
        known = self._standing.get(channel.id)
        if known is not None and await _is_there(channel, known):
            return
        self._standing.pop(channel.id, None)
        async for message in channel.history(limit=LOOKED_THROUGH):
            if has_ask(message, channel.guild.me.id):
                self._standing[channel.id] = message.id
                return
        language: str = self._desk.chosen.of(channel.guild.id).language
        if language == DISCORDS:
            language = str(channel.guild.preferred_locale)
        say = Speaker.for_locale(language)
        self._standing[channel.id] = await post(channel, panel_screen(say))


def has_ask(message: discord.Message, me: int) -> bool:
    """Whether a message is the bot's, whose number is `me`, and has the button *Ask*."""
    return message.author.id == me and ASK_ID in _ids(message.components)


async def _is_there(channel: Place, message_id: int) -> bool:
    try:
        await channel.fetch_message(message_id)
    except discord.NotFound:
        return False
    return True


def _ids(components: Iterable[Any]) -> Iterator[str]:
    """The custom_ids of components and of those inside them."""
    for each in components:
        yield str(getattr(each, "custom_id", ""))
        yield from _ids(getattr(each, "children", ()))
