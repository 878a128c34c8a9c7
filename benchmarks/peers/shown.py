"""What a system shows for a question, and what a system is. Imports no peer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

Cut = Callable[[str, str], list["Piece"]]  # source and text of a document → pieces of it


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document, `text`, which begins at character `start` of it."""

    source: str
    start: int
    text: str

    @property
    def id(self) -> str:
        """A name that no other piece has."""
        return f"{self.source}:{self.start}:{self.start + len(self.text)}"


@dataclass(frozen=True, slots=True)
class Shown:
    """Characters `start` to `end` of a document, as a system shows them. Higher scores are better.

    `score` is None where a system gives none.
    """

    source: str
    start: int
    end: int
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a system shows for a question: passages, best first, and quotes if it makes any.

    `sure` is what the system says of its best find: a confidence, a score, or nothing.
    """

    passages: tuple[Shown, ...]
    sure: float | None
    quotes: tuple[Shown, ...] | None = None


class System(Protocol):
    """A library that is asked. `cut` is how documents are cut; None for the system's usual way."""

    def __init__(self, model: Path, folder: Path, cut: Cut | None) -> None:
        """Load the model, so that it is not timed; what is kept on the disk is kept in `folder`."""

    def add(self, documents: Sequence[tuple[str, str]]) -> int:
        """Cut and index documents (source, text) and write the index; the number of passages."""

    def ask(self, question: str, number: int) -> Reply:
        """At most `number` passages for a question."""

    def remove(self, sources: Sequence[str]) -> None:
        """Take documents out of the index."""


def by_score(passages: Sequence[Shown]) -> Reply:
    """The reply of a system whose scores are all that it says."""
    return Reply(tuple(passages), passages[0].score if passages else None)
