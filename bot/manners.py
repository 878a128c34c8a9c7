"""Manners: nothing is answered twice, nobody asks too fast, nothing is said where it may not be."""

from __future__ import annotations

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable

import discord

from bot.viewing import server_of
from index.errors import FootnoteError

MOST_SEEN = 10_000  # ours: hours of a busy bot; Discord repeats events within minutes
WINDOW_SECONDS = 60.0


class TooFastError(FootnoteError):
    """A member, or a server's members together, ask more than they may.

    `most` is how many questions a minute are taken, `until` when the next one is (seconds since
    1970), `server` whose limit it is, `told` whether the member has heard that already.
    """

    def __init__(self, most: int, until: int, *, server: bool, told: bool) -> None:
        super().__init__(f"At most {most} questions a minute are answered.")
        self.most = most
        self.until = until
        self.server = server
        self.told = told


class ElsewhereError(FootnoteError):
    """A question where the server wants no answers; `places` are mentions of where it does."""

    def __init__(self, places: str) -> None:
        super().__init__("Questions are answered in other channels of this server.")
        self.places = places


class Seen:
    """The newest events that were handled: after a resume Discord may send them again."""

    def __init__(self) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()

    def is_new(self, event_id: int) -> bool:
        """Whether this message or interaction has not come before."""
        if event_id in self._ids:
            return False
        self._ids[event_id] = None
        if len(self._ids) > MOST_SEEN:
            self._ids.popitem(last=False)
        return True


class Rates:
    """How often members and servers asked within the last minute."""

    def __init__(
        self, member: int = 6, server: int = 60, *, clock: Callable[[], float] = time.time
    ) -> None:
        self._member, self._server = member, server
        self._clock = clock
        self._asked: dict[tuple[str, int], deque[float]] = {}
        self._told: dict[int, float] = {}

    def admit(self, member_id: int, server_id: int | None, *, counted: bool = True) -> None:
        """Count a question of a member; or only see whether one would be taken.

        Raises:
            TooFastError: it is one too many; then it doesn't count.
        """
        now = self._clock()
        self._forget(now)
        limits = [("member", member_id, self._member)]
        if server_id is not None:
            limits.append(("server", server_id, self._server))
        for kind, owner, most in limits:
            asked = self._asked.get((kind, owner), deque())
            if len(asked) >= most:
                until = math.ceil(asked[0] + WINDOW_SECONDS)
                told = member_id in self._told
                self._told.setdefault(member_id, until)
                raise TooFastError(most, until, server=kind == "server", told=told)
        for kind, owner, _ in limits if counted else ():
            self._asked.setdefault((kind, owner), deque()).append(now)

    def _forget(self, now: float) -> None:
        """Let go of what is over a minute old, so that nobody is remembered longer."""
        for key, asked in list(self._asked.items()):
            while asked and asked[0] <= now - WINDOW_SECONDS:
                asked.popleft()
            if not asked:
                del self._asked[key]
        self._told = {member: until for member, until in self._told.items() if until > now}


def may_reply(message: discord.Message) -> bool:
    """Whether the bot may write where a message stands."""
    channel = message.channel
    if message.guild is None or isinstance(channel, discord.DMChannel | discord.PartialMessageable):
        return True  # where Discord says nothing about it, the attempt will
    may = channel.permissions_for(message.guild.me)
    speaks = (
        may.send_messages_in_threads if isinstance(channel, discord.Thread) else may.send_messages
    )
    return may.view_channel and speaks


def may_answer_publicly(interaction: discord.Interaction) -> bool:
    """Whether the bot may write in the channel of an interaction, for everybody there to see."""
    if interaction.guild_id is None:
        return True
    if server_of(interaction) is None:
        return False  # a server that hasn't added the bot isn't shown what its members ask it
    may = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    return may.send_messages_in_threads if in_thread else may.send_messages
