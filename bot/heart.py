"""What gives the running bot its pulse. The event loop does, so that a bot that hangs has none."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.notify import ALIVE, Notifier
from bot.pulse import NAME, Pulse
from index.disk import Disk
from index.errors import FootnoteError
from index.libraries import Libraries

if TYPE_CHECKING:
    from bot.client import FootnoteClient

_log = logging.getLogger(__name__)

EVERY_SECONDS = 10.0
LOOK_SECONDS = 60.0  # how often the record and the indexes are looked at


class Heart:
    """Beats while the bot runs."""

    def __init__(
        self,
        client: FootnoteClient,
        notifier: Notifier,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._client = client
        self._notifier = notifier
        self._clock = clock
        self._folder = client.desk.libraries.store.folder
        self._started = clock()
        self._lost: float | None = self._started
        self._looked = -LOOK_SECONDS
        self._trouble: str | None = None
        self._disk = Disk()

    async def beat_on(self) -> None:
        """Beat until cancelled."""
        while True:
            await self.beat()
            await asyncio.sleep(EVERY_SECONDS)

    async def beat(self) -> None:
        """Write one pulse; a full disk is told by the log and by the pulse that doesn't come."""
        if time.monotonic() - self._looked >= LOOK_SECONDS:
            self._looked = time.monotonic()
            try:
                self._trouble = await asyncio.to_thread(_trouble, self._client.desk.libraries)
            except Exception as error:  # a bug must not stop the heart
                _log.exception("The record could not be looked at")
                self._trouble = str(error)
        pulse = json.dumps(asdict(self.pulse())).encode()
        try:
            # Renamed, so that nobody reads half of it; not synced: nobody needs the one before.
            self._disk.rename(self._disk.draft(self._folder / "tmp", pulse), self._folder / NAME)
        except OSError as error:
            _log.warning("The bot's pulse can't be written: %s", error)
        self._notifier.tell(ALIVE)

    def pulse(self) -> Pulse:
        """How the bot is now."""
        client, now = self._client, self._clock()
        states = [not shard.is_closed() for shard in client.shards.values()]
        connected, shards = sum(states), client.shard_count or len(states)
        well = connected == shards and client.is_ready()
        self._lost = None if well else (self._lost or now)
        return Pulse(
            process=os.getpid(),
            started=self._started,
            at=now,
            shards=(connected, shards),
            lost=self._lost,
            servers=len(client.guilds),
            last_event=client.last_event,
            queues={lane.noun: (lane.taken, lane.places) for lane in client.desk.worker.lanes},
            trouble=self._trouble,
        )

    def stop(self) -> None:
        """Leave no pulse behind: the bot doesn't run any more."""
        try:
            self._disk.remove(self._folder / NAME)
        except OSError as error:
            _log.warning("The bot's pulse can't be taken away: %s", error)


def _trouble(libraries: Libraries) -> str | None:
    """Why the record or an index that answers can't be read; None if all can."""
    try:
        with libraries.store.reading() as reader:
            live = [
                (row.name, libraries.store.index_path(each.library_id, each.sha256))
                for row in reader.libraries()
                for each in reader.generations(row.id)
                if each.number == row.generation
            ]
    except FootnoteError as error:
        return str(error)
    for name, path in live:
        try:
            with path.open("rb") as file:
                file.read(1)
        except OSError as error:
            return f"The index of library {name} can't be read: {error.strerror}."
    return None
