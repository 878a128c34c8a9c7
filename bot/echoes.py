"""Follow-ups that Discord has are heard of twice: by its answer, and by an event.

A follow-up has no nonce: where its answer is lost or a failure, nobody knows whether it stands, and
sent again it would stand twice. But Discord tells the bot of each message of its own, with the
numbers that components were given. So each follow-up carries a number, the mark, by which it is
known again: what is heard of isn't sent again, and what came twice for all that is deleted.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord

_log = logging.getLogger(__name__)

GRACE_SECONDS = 0.5  # for the answer of what stands already; discord.py tries again after a second
ECHO_SECONDS = 2.0  # for the event of what has no answer
_MOST_MARKS = 1000  # ours; a mark is worth something for the 15 minutes of its token
_LARGEST = 2**31 - 1  # number of a component; Discord's

Send = Callable[[int], Awaitable[discord.WebhookMessage]]
Delete = Callable[[int], Awaitable[None]]


class Echoes:
    """The follow-ups of the last minutes, by their marks."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, _Echo] = OrderedDict()

    def hear(self, message: discord.Message) -> None:
        """Note a message of the bot's own; delete it if it is a follow-up that stands already."""
        for each in message.components:
            if echo := self._known.get(getattr(each, "id", None) or 0):
                echo.hear(message.id)

    async def send_once(self, send: Send, delete: Delete) -> int:
        """Send a follow-up that carries the mark which `send` is given; the message's id.

        Raises:
            discord.HTTPException: Discord doesn't take it.
            aiohttp.ClientError, OSError: the connection broke twice.
        """
        mark, echo = secrets.randbelow(_LARGEST) + 1, _Echo(delete)
        self._known[mark] = echo
        if len(self._known) > _MOST_MARKS:
            self._known.popitem(last=False)
        try:
            return await echo.first_of(send(mark))
        except (aiohttp.ClientError, OSError) as error:
            _log.info("Sending once more after %r", error)
            return await echo.first_of(send(mark))


class _Echo:
    """One follow-up: the message in which it stands, as soon as that is known."""

    def __init__(self, delete: Delete) -> None:
        self._stands: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._delete = delete
        self._deleting: set[asyncio.Task[None]] = set()

    def hear(self, message_id: int) -> None:
        """It stands in this message. The first one counts; a second one is taken away."""
        if not self._stands.done():
            self._stands.set_result(message_id)
        elif self._stands.result() != message_id:
            task = asyncio.ensure_future(self._take_away(message_id))
            self._deleting.add(task)
            task.add_done_callback(self._deleting.discard)

    async def first_of(self, sending: Awaitable[discord.WebhookMessage]) -> int:
        """Wait for the answer or the event, whichever says that it stands.

        Raises:
            discord.HTTPException, aiohttp.ClientError, OSError: neither says so.
        """
        task = asyncio.ensure_future(sending)
        either: set[asyncio.Future[Any]] = {task, self._stands}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            # What stands gets its answer soon, or a failure, after which it would be sent again.
            await asyncio.wait({task}, timeout=GRACE_SECONDS)
            if task.done() and (error := task.exception()) is not None:
                if isinstance(error, aiohttp.ClientError | OSError):
                    await asyncio.wait({self._stands}, timeout=ECHO_SECONDS)
                if not self._stands.done():
                    raise error
            elif task.done():
                self.hear(task.result().id)
            return self._stands.result()
        finally:
            task.cancel()

    async def _take_away(self, message_id: int) -> None:
        try:
            await self._delete(message_id)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.warning("A follow-up stands twice, in message %s too: %r", message_id, error)
