"""Who and what is on the loopback Discord: roles, members, channels and guilds."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from tests.loopback import payloads

Json = dict[str, Any]
Announce = Callable[[str, Json], None]

DISCORD_EPOCH_MS = 1420070400000
TEXT_CHANNEL, DIRECT_CHANNEL, GROUP_CHANNEL, PUBLIC_THREAD = 0, 1, 3, 11

EVERYONE_MAY = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    add_reactions=True,
    read_message_history=True,
    use_application_commands=True,
)
BOT_MAY = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)


class Ids:
    """Hands out growing ids that carry the time, as Discord's do."""

    def __init__(self) -> None:
        """Start before the first id."""
        self._last = 0

    def next(self) -> int:
        """Return an id larger than all before it."""
        now = (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22
        self._last = max(self._last + 1, now)
        return self._last


@dataclass(frozen=True)
class Upload:
    """A file that a person attaches; `size` may claim another size than the content has."""

    filename: str
    content: bytes
    content_type: str | None = None
    size: int | None = None


@dataclass(frozen=True)
class Role:
    """A role in a guild."""

    id: int
    name: str
    permissions: discord.Permissions


@dataclass(frozen=True)
class Member:
    """A person, or the bot, with the roles held in one guild."""

    id: int
    name: str
    roles: tuple[Role, ...] = ()
    bot: bool = False
    locale: str = payloads.LOCALE

    @property
    def mention(self) -> str:
        """What is written to mention this member."""
        return f"<@{self.id}>"


class Channel:
    """A text channel, a thread or a direct channel."""

    def __init__(
        self,
        channel_id: int,
        name: str,
        *,
        guild: Guild | None = None,
        recipient: Member | None = None,
        parent: Channel | None = None,
        people: Sequence[Member] = (),
    ) -> None:
        """Make a channel of a guild, one with a single recipient, or one of `people` alone."""
        self.id = channel_id
        self.name = name
        self.guild = guild
        self.recipient = recipient
        self.parent = parent
        self.people = tuple(people)
        self.sending_forbidden = False

    def __repr__(self) -> str:
        """Name the channel."""
        return f"<Channel {self.name!r} {self.id}>"

    @property
    def kind(self) -> int:
        """Discord's number for this type of channel."""
        if self.guild is None:
            return GROUP_CHANNEL if self.people else DIRECT_CHANNEL
        return TEXT_CHANNEL if self.parent is None else PUBLIC_THREAD

    @property
    def has_bot(self) -> bool:
        """Whether the bot itself is here, and not only as its members' own app."""
        return not self.people if self.guild is None else self.guild.has_bot

    @property
    def mention(self) -> str:
        """What is written to link this channel."""
        return f"<#{self.id}>"

    def forbid_sending(self) -> None:
        """Take away the bot's permission to send messages here."""
        self._set_forbidden(True)

    def allow_sending(self) -> None:
        """Give the bot its permission to send messages here back."""
        self._set_forbidden(False)

    def _set_forbidden(self, forbidden: bool) -> None:
        self.sending_forbidden = forbidden
        if self.guild is not None and self.parent is None:
            self.guild.announce("CHANNEL_UPDATE", payloads.channel(self))


class Guild:
    """A Discord server with an owner, the bot and one text channel."""

    def __init__(self, name: str, *, ids: Ids, bot: Member, announce: Announce) -> None:
        """Make the guild; `announce` tells a connected bot about later changes."""
        self._ids = ids
        self._announce = announce
        self.announced = False
        self.has_bot = True
        self.id = ids.next()
        self.name = name
        self.locale = payloads.LOCALE
        self.everyone = Role(self.id, "@everyone", EVERYONE_MAY)
        self.bot_role = Role(ids.next(), bot.name, BOT_MAY)
        self.roles: list[Role] = [self.everyone, self.bot_role]
        self.bot = dataclasses.replace(bot, roles=(self.bot_role,))
        self.owner = Member(ids.next(), f"owner of {name}")
        self.members: dict[int, Member] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.channels: list[Channel] = []
        self.channel = self.add_channel("general")

    def __repr__(self) -> str:
        """Name the guild."""
        return f"<Guild {self.name!r} {self.id}>"

    def announce(self, event: str, data: Json) -> None:
        """Tell the bot about a change, once it knows the guild."""
        if self.announced:
            self._announce(event, data)

    def add_role(self, name: str, permissions: discord.Permissions | None = None) -> Role:
        """Add a role."""
        role = Role(self._ids.next(), name, permissions or discord.Permissions.none())
        self.roles.append(role)
        self.announce(
            "GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": payloads.role(role, self)}
        )
        return role

    def add_member(
        self,
        name: str,
        *,
        permissions: discord.Permissions | None = None,
        roles: Sequence[Role] = (),
        same_as: Member | None = None,
        locale: str = payloads.LOCALE,
    ) -> Member:
        """Add a person; `permissions` come by a role of their own, `same_as` reuses a user."""
        held = tuple(roles)
        if permissions is not None:
            held += (self.add_role(f"role of {name}", permissions),)
        user_id = self._ids.next() if same_as is None else same_as.id
        member = Member(user_id, name, held, locale=locale)
        self.members[user_id] = member
        return member

    def set_roles(self, member: Member, roles: Sequence[Role]) -> Member:
        """Give a member exactly these roles and return the member with them."""
        changed = dataclasses.replace(member, roles=tuple(roles))
        self.members[member.id] = changed
        return changed

    def add_channel(self, name: str) -> Channel:
        """Add a text channel."""
        channel = Channel(self._ids.next(), name, guild=self)
        self.channels.append(channel)
        self.announce("CHANNEL_CREATE", payloads.channel(channel))
        return channel

    def permissions_of(self, member: Member) -> discord.Permissions:
        """Return what a member may do, from the roles."""
        if member.id == self.owner.id:
            return discord.Permissions.all()
        may = discord.Permissions(self.everyone.permissions.value)
        for role in member.roles:
            may |= role.permissions
        return discord.Permissions.all() if may.administrator else may

    def bot_permissions_in(self, channel: Channel) -> discord.Permissions:
        """Return what the bot may do in a channel."""
        if not self.has_bot:  # what its members' own apps may do
            return discord.Permissions(self.everyone.permissions.value)
        may = self.permissions_of(self.bot)
        if channel.sending_forbidden:
            may.update(send_messages=False, send_messages_in_threads=False)
        return may
