"""Whose turn it is: long work of several libraries takes turns, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Condition


class Priority:
    """Lets short work go before the parts of long work."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._urgent = 0

    @contextmanager
    def first(self) -> Iterator[None]:
        """Be short work for the length of the `with` block."""
        with self._changed:
            self._urgent += 1
        try:
            yield
        finally:
            with self._changed:
                self._urgent -= 1
                self._changed.notify_all()

    def give_way(self, seconds: float) -> None:
        """Wait, between two parts of long work, for the short work; but no longer than this."""
        with self._changed:
            self._changed.wait_for(lambda: not self._urgent, seconds)


class Turns:
    """One at a time; next is the library that has waited longest since it was last served."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._busy = False
        self._tickets = count(1)
        self._served: dict[str, int] = {}  # for each library the ticket of its last turn
        self._waiting: list[tuple[int, str]] = []

    @contextmanager
    def turn(self, library: str) -> Iterator[None]:
        """Wait for a turn and have it for the length of the `with` block."""
        with self._changed:
            mine = next(self._tickets), library
            self._waiting.append(mine)
            self._changed.wait_for(lambda: not self._busy and self._next() == mine)
            self._waiting.remove(mine)
            self._busy = True
            self._served[library] = next(self._tickets)
        try:
            yield
        finally:
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _next(self) -> tuple[int, str]:
        """The ticket whose turn it is: of the library served least recently, the oldest."""
        return min(self._waiting, key=lambda each: (self._served.get(each[1], 0), each[0]))
