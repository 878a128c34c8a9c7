"""All that the loopback Discord knows, shared by its routes, its gateway and its people."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.loopback import payloads
from tests.loopback.changes import Changes, Clock
from tests.loopback.faults import Faults
from tests.loopback.gateway import Gateway, Session
from tests.loopback.world import Channel, Guild, Ids, Member

if TYPE_CHECKING:
    from tests.loopback.interactions import Reply
    from tests.loopback.messages import ShownMessage, StoredFile

Json = dict[str, Any]

GUILDS_INTENT, MESSAGE_CONTENT_INTENT = 1 << 0, 1 << 15


class Recorded(NamedTuple):
    """A request as it arrived."""

    method: str
    path: str
    json: Any
    files: dict[str, bytes]


@dataclass(frozen=True)
class Violation:
    """A request that broke one of Discord's limits."""

    method: str
    path: str
    where: str
    problem: str


class State:
    """The ids, people, messages, sessions and records of one loopback Discord."""

    def __init__(self, token: str) -> None:
        """Start with the bot and no guild."""
        self.token = token
        self.base_url = ""
        self.ids = Ids()
        self.clock = Clock()
        self.changes = Changes()
        self.faults = Faults()
        self.stopping = asyncio.Event()
        self.gateway = Gateway(token, changes=self.changes, start=self._start_session)
        self.bot = Member(self.ids.next(), "Footnote", bot=True)
        self.owner = Member(self.ids.next(), "developer")
        self.guilds: dict[int, Guild] = {}
        self.direct_channels: dict[int, Channel] = {}
        self.private_channels: list[Channel] = []
        self.installed: set[int] = set()  # people who use the bot as an app of their own
        self.threads: dict[int, Channel] = {}
        self.messages: dict[int, ShownMessage] = {}
        self.replies: dict[str, Reply] = {}
        self.files: dict[int, StoredFile] = {}
        self.commands: dict[int | None, list[Json]] = {}
        self.requests: list[Recorded] = []
        self.answers: list[str] = []
        self.violations: list[Violation] = []

    def add_guild(
        self, name: str, locale: str = payloads.LOCALE, *, with_bot: bool = True
    ) -> Guild:
        """Add a guild, and tell a connected bot that is in it."""
        guild = Guild(name, ids=self.ids, bot=self.bot, announce=self.gateway.dispatch)
        guild.locale = locale
        guild.has_bot = with_bot
        self.guilds[guild.id] = guild
        if with_bot and self.gateway.session is not None:
            guild.announced = True
            self.gateway.dispatch("GUILD_CREATE", payloads.guild(guild), needs=GUILDS_INTENT)
        return guild

    def remove_guild(self, guild: Guild) -> None:
        """Throw the bot out of a guild."""
        del self.guilds[guild.id]
        guild.announced = False
        self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, needs=GUILDS_INTENT)

    def direct(self, member: Member) -> Channel:
        """Return the direct channel of the bot and a person."""
        if member.id not in self.direct_channels:
            channel = Channel(self.ids.next(), f"direct with {member.name}", recipient=member)
            self.direct_channels[member.id] = channel
        return self.direct_channels[member.id]

    def channel(self, channel_id: int) -> Channel | None:
        """Find a channel of any kind."""
        if channel_id in self.threads:
            return self.threads[channel_id]
        of_guilds = [one for guild in self.guilds.values() for one in guild.channels]
        for channel in [*of_guilds, *self.direct_channels.values(), *self.private_channels]:
            if channel.id == channel_id:
                return channel
        return None

    def person(self, user_id: int) -> Member | None:
        """Find a person, or the bot, by id."""
        if user_id == self.bot.id:
            return self.bot
        for guild in self.guilds.values():
            if user_id in guild.members:
                return guild.members[user_id]
        direct = self.direct_channels.get(user_id)
        if direct is not None:
            return direct.recipient
        people = [one for channel in self.private_channels for one in channel.people]
        return next((one for one in people if one.id == user_id), None)

    def may_read(self, message: ShownMessage) -> bool:
        """Say whether the bot may read a message's content."""
        return (
            message.author.id == self.bot.id
            or message.channel.guild is None
            or any(member.id == self.bot.id for member in message.mentions)
            or bool(self.gateway.intents & MESSAGE_CONTENT_INTENT)
        )

    def described(self) -> str:
        """Say what happened last, for a test that waited in vain."""
        return "; ".join(
            [
                f"connected: {self.gateway.connected}",
                f"violations: {self.violations!r}",
                f"last answers: {self.answers[-8:]!r}",
            ]
        )

    def _start_session(self, session: Session) -> None:
        host = self.base_url.replace("http", "ws", 1)
        guilds = [
            guild for guild in self.guilds.values() if guild.has_bot and session.serves(guild.id)
        ]
        ready: Json = {
            "v": 10,
            "user": payloads.user(self.bot),
            "guilds": [{"id": str(each.id), "unavailable": True} for each in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": f"{host}/gateway",
            "application": {"id": str(self.bot.id), "flags": 0},
            "shard": list(session.shard),
        }
        session.dispatch("READY", ready)
        for guild in guilds:
            guild.announced = True
            if session.intents & GUILDS_INTENT:
                session.dispatch("GUILD_CREATE", {**payloads.guild(guild), "unavailable": False})
