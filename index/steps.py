"""How long the steps of a question take, for whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

Heard = Callable[[str, float], None]  # a step's name and its seconds; called in the step's thread


class Steps:
    """Tells one listener of every step that ends, however it ends."""

    def __init__(self) -> None:
        self._hear: Heard | None = None

    def listen(self, hear: Heard) -> None:
        """Tell `hear` from here on."""
        self._hear = hear

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Be the step `name` for the length of the `with` block."""
        began = perf_counter()
        try:
            yield
        finally:
            if self._hear:
                self._hear(name, perf_counter() - began)
