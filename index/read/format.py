"""What every reader gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.types import Block, Place


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a reader makes of a file's bytes.

    `text` is exactly what was extracted; `blocks` are in order, don't overlap, and hold all that
    may be quoted; `places` are in order of their start. `lines` says that lines of the text are
    lines of the file; `markup` that emphasis and code marks in it are not the author's words.
    `tables` counts the tables that were read, None where the file doesn't tell them from text.
    `notes` tell the person who adds the file what was left out or guessed, a sentence each.
    """

    title: str | None
    text: str
    blocks: tuple[Block, ...]
    places: tuple[Place, ...] = ()
    lines: bool = False
    markup: bool = False
    tables: int | None = None
    notes: tuple[str, ...] = ()


Read = Callable[[str, bytes], Extracted]
"""A reader: (source, bytes) to Extracted; raises UnreadableError with a sentence for a person."""
