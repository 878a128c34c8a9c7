"""The connections to Discord: what they hear, and what of their life is logged and counted."""

from __future__ import annotations

import logging
import time

import discord

from bot.logs import event
from bot.metrics import Metrics
from bot.replies import QUIET

_log = logging.getLogger(__name__)

# Everything the bot reads comes with these: direct messages, and messages that mention it or reply
# to it, carry their text without the privileged message content intent.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Connection(discord.AutoShardedClient):
    """A client by as many connections as Discord asks for, which discord.py keeps up."""

    def __init__(self, metrics: Metrics) -> None:
        # No message is looked up later, so none is kept in memory.
        super().__init__(
            intents=INTENTS, allowed_mentions=QUIET, max_messages=None, http_trace=metrics.trace()
        )
        self._metrics = metrics
        self.stopping = False
        self.last_event: float | None = None  # seconds since 1970

    async def on_ready(self) -> None:
        """Leave a line in the log; this comes again after each new session."""
        self._metrics.connections.labels("ready").inc()
        _log.info(
            "Connected to Discord as %s, in %d servers, by %d connections",
            *(self.user, len(self.guilds), self.shard_count),
            extra=event("connected", servers=len(self.guilds), shards=self.shard_count),
        )

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Count it: Discord moves connections now and then."""
        self._metrics.connections.labels("resumed").inc()

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Count it; discord.py connects again by itself."""
        if not self.stopping:
            self._metrics.connections.labels("lost").inc()
            _log.info("Connection %d to Discord is lost", shard_id, extra=event("disconnected"))

    async def on_socket_event_type(self, name: str) -> None:
        """Note what Discord sends, by name."""
        self.last_event = time.time()
        self._metrics.event(name)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log what an event handler raised; there is nobody to tell."""
        _log.exception("Unexpected error in %s", event_method)
