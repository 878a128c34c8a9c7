"""A Discord for tests on 127.0.0.1, which the real discord.py client connects to."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Any, Self

import discord
import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket

from tests.loopback import messages, payloads, routes, webhooks
from tests.loopback.changes import Clock
from tests.loopback.faults import Faults
from tests.loopback.messages import ShownMessage
from tests.loopback.people import WAIT_S, People
from tests.loopback.rest import API, Server
from tests.loopback.state import Recorded, State, Violation
from tests.loopback.world import Channel, Guild, Member

Json = dict[str, Any]

TOKEN = "loopback-token"
SHUT_DOWN_WITHIN_S = 1.0


class LoopbackDiscord(People):
    """The server: start it with `async with`, add guilds and people, connect a client."""

    def __init__(self, token: str = TOKEN) -> None:
        """Accept one bot token."""
        super().__init__(State(token))
        app = web.Application(client_max_size=256 * 1024 * 1024)
        server = Server(self.state, app)
        app.router.add_get("/gateway", self.state.gateway.handle)
        app.router.add_get("/cdn/attachments/{channel}/{file}/{name}", server.serve_file)
        routes.add_routes(server)
        webhooks.add_routes(server)
        server.add_unknown()
        self._runner = web.AppRunner(app, shutdown_timeout=SHUT_DOWN_WITHIN_S)
        self._resumed_before = 0
        self._identified_before = 0

    async def __aenter__(self) -> Self:
        """Start on a free port."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.state.base_url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Cut every connection and stop."""
        self.state.stopping.set()
        self.state.gateway.drop_all()
        await self._runner.cleanup()

    @property
    def bot(self) -> Member:
        """The bot's user."""
        return self.state.bot

    @property
    def requests(self) -> list[Recorded]:
        """Every request as it arrived: method, path, json, files."""
        return self.state.requests

    @property
    def violations(self) -> list[Violation]:
        """Every limit that the bot broke."""
        return self.state.violations

    @property
    def commands(self) -> dict[int | None, list[Json]]:
        """The synced commands by guild id, the global ones under None."""
        return self.state.commands

    @property
    def faults(self) -> Faults:
        """The faults to commit on the next requests."""
        return self.state.faults

    @property
    def clock(self) -> Clock:
        """The server's clock, which decides on the 3 s and the 15 min of an interaction."""
        return self.state.clock

    @property
    def heartbeats(self) -> int:
        """How many heartbeats came."""
        return self.state.gateway.heartbeats

    @property
    def identified(self) -> int:
        """How many times the bot identified."""
        return self.state.gateway.identified

    @property
    def intents(self) -> discord.Intents:
        """The intents of the last IDENTIFY."""
        return discord.Intents._from_value(self.state.gateway.intents)

    def add_guild(
        self, name: str, *, locale: str = payloads.LOCALE, with_bot: bool = True
    ) -> Guild:
        """Add a guild, with the bot in it or without."""
        return self.state.add_guild(name, locale, with_bot=with_bot)

    def install(self, member: Member) -> None:
        """Let a person add the bot as an app of their own."""
        self.state.installed.add(member.id)

    def private_channel(self, *people: Member) -> Channel:
        """Add a group of people without the bot."""
        channel = Channel(self.state.ids.next(), "a group", people=people)
        self.state.private_channels.append(channel)
        return channel

    def remove_guild(self, guild: Guild) -> None:
        """Throw the bot out of a guild."""
        self.state.remove_guild(guild)

    def direct(self, member: Member) -> Channel:
        """Return the direct channel of the bot and a person."""
        return self.state.direct(member)

    def messages(self, channel: Channel) -> list[ShownMessage]:
        """Return all messages that can be seen in a channel, people's and the bot's."""
        return [
            one
            for one in self.state.messages.values()
            if one.channel is channel and not (one.loading or one.deleted)
        ]

    def delete(self, message: ShownMessage) -> None:
        """Delete a message, as a moderator may."""
        messages.remove(self.state, self.state.messages[message.id])

    @contextlib.contextmanager
    def redirected(self) -> Iterator[None]:
        """Point discord.py at this server, and back again."""
        before = (
            discord.http.Route.BASE,
            DiscordWebSocket.DEFAULT_GATEWAY,
            discord.asset.Asset.BASE,
        )
        base = self.state.base_url
        discord.http.Route.BASE = base + API
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(base.replace("http", "ws", 1) + "/gateway")
        discord.asset.Asset.BASE = base + "/cdn"
        try:
            yield
        finally:
            (
                discord.http.Route.BASE,
                DiscordWebSocket.DEFAULT_GATEWAY,
                discord.asset.Asset.BASE,
            ) = before

    @contextlib.asynccontextmanager
    async def running(
        self, client: discord.Client, token: str | None = None
    ) -> AsyncIterator[asyncio.Task[None]]:
        """Run a client against this server: start, wait until connected, close at the end."""
        self._identified_before = self.state.gateway.identified  # by a client that ran before
        with self.redirected():
            task = asyncio.create_task(client.start(self.state.token if token is None else token))
            task.add_done_callback(lambda _: self.state.changes.tell())
            try:
                await self.until(
                    lambda: task.done() or self._is_connected(), lambda: "the bot to connect"
                )
                if task.done():
                    task.result()
                yield task
            finally:
                await client.close()
                await asyncio.wait([task])
            task.result()

    async def connected(self, timeout_s: float = WAIT_S) -> None:
        """Wait until READY and the guilds were sent, since the last op 9 that isn't resumable."""
        await self.until(self._is_connected, lambda: "the bot to connect", timeout_s=timeout_s)

    async def resumed(self, timeout_s: float = WAIT_S) -> None:
        """Wait until the bot resumed since its socket was last dropped."""
        await self.until(
            lambda: self.state.gateway.resumed > self._resumed_before,
            lambda: "the bot to resume",
            timeout_s=timeout_s,
        )

    def drop_socket(self) -> None:
        """Cut the bot's gateway connection."""
        self._resumed_before = self.state.gateway.resumed
        self.state.gateway.drop()

    def reconnect(self) -> None:
        """Ask the bot to reconnect (op 7)."""
        self._resumed_before = self.state.gateway.resumed
        self.state.gateway.ask_to_reconnect()

    def invalidate(self, *, resumable: bool) -> None:
        """Tell the bot that its session is invalid (op 9)."""
        self._resumed_before = self.state.gateway.resumed
        if not resumable:
            self._identified_before = self.state.gateway.identified
        self.state.gateway.invalidate(resumable=resumable)

    def _is_connected(self) -> bool:
        gateway = self.state.gateway
        return gateway.identified >= self._identified_before + gateway.shards
