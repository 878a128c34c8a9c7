"""What a format is: a name, file extensions, and two functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from index.types import Block, Page


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
