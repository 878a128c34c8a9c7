"""What a format is: a name, file extensions, and two functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.types import Block, Page, Place


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file exactly as the format holds it, and where its pages start.

    `markup` says that emphasis and code marks in the text are not the author's words.
    """

    text: str
    pages: tuple[Page, ...] = ()
    markup: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read.

    `extract` turns (source, bytes) into text and raises UnreadableError if it can't; `outline`
    finds the title (None if the text names none) and the blocks of that text. They are apart
    because a quote is checked against the extracted text alone.
    """

    name: str
    extensions: tuple[str, ...]
    extract: Callable[[str, bytes], Extract]
    outline: Callable[[str], tuple[str | None, tuple[Block, ...]]]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a reader makes of a file's bytes.

    `text` is exactly what was extracted; `blocks` are in order, don't overlap, and hold all that
    may be quoted; `places` are in order of their start. `lines` says that lines of the text are
    lines of the file; `markup` that emphasis and code marks in it are not the author's words.
    `notes` tell the person who adds the file what was left out or guessed, a sentence each.
    """

    title: str | None
    text: str
    blocks: tuple[Block, ...]
    places: tuple[Place, ...] = ()
    lines: bool = False
    markup: bool = False
    notes: tuple[str, ...] = ()


Read = Callable[[str, bytes], Extracted]
"""A reader: (source, bytes) to Extracted; raises UnreadableError with a sentence for a person."""
