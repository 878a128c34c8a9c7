"""Waiting for something to happen on the server, without sleeping, and its clock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class Changes:
    """Wakes those who wait whenever anything changed."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._next = asyncio.Event()

    def tell(self) -> None:
        """Wake everybody who waits."""
        self._next.set()
        self._next = asyncio.Event()

    async def until(
        self, happened: Callable[[], bool], *, timeout_s: float, describe: Callable[[], str]
    ) -> None:
        """Wait until a condition holds, or fail with a description of what was received."""
        try:
            async with asyncio.timeout(timeout_s):
                while not happened():
                    await self._next.wait()
        except TimeoutError:
            raise AssertionError(describe()) from None


class Clock:
    """The server's clock, which a test may put forward."""

    def __init__(self) -> None:
        """Start at the real time."""
        self._ahead_s = 0.0

    def now(self) -> float:
        """Return the seconds on this clock."""
        return time.monotonic() + self._ahead_s

    def advance(self, seconds: float) -> None:
        """Put the clock forward."""
        self._ahead_s += seconds
