"""What goes on beside the questions: settings that others change, and what is let go of in time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from bot.desk import Desk
from index.errors import FootnoteError, StoppingError

_log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0  # after which what another process chose for a server counts
DAY_SECONDS = 86_400.0


async def load_chosen(desk: Desk) -> None:
    """Read what servers have chosen, before the first event; a failure is met again soon."""
    try:
        await desk.worker.lookups.run(desk.chosen.load)
    except StoppingError:
        pass
    except FootnoteError as error:
        _log.error("The settings of servers can't be read; the operator's count: %s", error)


async def keep_up(desk: Desk, changed: Callable[[set[str]], None]) -> None:
    """Look again and again whether another process chose for a server, until cancelled."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            libraries = await desk.worker.lookups.run(desk.chosen.load)
        except FootnoteError as error:  # the disk, or a crowd: another time
            _log.debug("The settings of servers can't be read now: %s", error)
        else:
            changed(libraries)


async def keep_letting_go(desk: Desk) -> None:
    """Let go, at once and every day, of what is kept for too long, until cancelled."""
    while True:
        try:
            await desk.worker.changes.run(desk.chosen.let_go)
        except FootnoteError as error:
            _log.warning("What is kept for too long can't be let go of now: %s", error)
        except Exception:
            _log.exception("What is kept for too long can't be let go of")
        await asyncio.sleep(DAY_SECONDS)
