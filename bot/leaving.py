"""Servers that the bot leaves and comes back to: noted, told in the log, purged after the grace."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial

import discord

from bot.desk import Desk
from bot.logs import event
from index.errors import FootnoteError
from index.left import DAY_SECONDS, note_servers, purge_left

_log = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0  # how often it is looked whose grace is over
BY = "footnote"  # for the record


class Grace:
    """Sees to the servers that have gone and those that have come back."""

    def __init__(self, client: discord.Client, desk: Desk) -> None:
        self._client = client
        self._desk = desk
        self._turn = asyncio.Lock()  # each is noted, and told, once

    async def keep(self) -> None:
        """Look round again and again, until cancelled."""
        await self._client.wait_until_ready()
        while True:
            await self.look_round()
            await asyncio.sleep(EVERY_SECONDS)

    async def look_round(self) -> None:
        """Note who has gone and come back, purge what is due; what can't be now is another time."""
        async with self._turn:
            present = frozenset(each.id for each in self._client.guilds)
            work = partial(_look_round, self._desk, present, time.time())
            try:
                await self._desk.worker.changes.run(work)
            except FootnoteError as error:
                _log.warning("Servers that were left can't be noted now: %s", error)
            except Exception:
                _log.exception("Servers that were left can't be noted now")


def _look_round(desk: Desk, present: frozenset[int], now: float) -> None:
    grace = desk.settings.leave_grace_days * DAY_SECONDS
    gone, back = note_servers(desk.libraries, present, now, by=BY)
    for each in gone:
        _log.warning(
            "Server %d is left: its documents (%d), its members' answers (%d) and its settings are "
            "kept until %s and purged then, unless the bot is added again "
            "(FOOTNOTE_LEAVE_GRACE_DAYS=%d)",
            *(each.server_id, each.documents, each.answers),
            *(_day(now + grace), desk.settings.leave_grace_days),
            extra=event("left", server=each.server_id, documents=each.documents),
        )
    for each in back:
        _log.info(
            "Server %d has added the bot again: its documents (%d) answer as before",
            *(each.server_id, each.documents),
            extra=event("back", server=each.server_id, documents=each.documents),
        )
    for each in purge_left(desk.libraries, now - grace, by=BY):
        _log.warning(
            "Server %d was left on %s: its documents (%d), its members' answers (%d) and its "
            "settings are purged",
            *(each.server_id, _day(each.left or 0.0), each.documents, each.answers),
            extra=event("purged", server=each.server_id, documents=each.documents),
        )


def _day(at: float) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(at))
