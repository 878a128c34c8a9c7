"""A document read and cut: blocks, places, sentences, passages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class BlockKind(StrEnum):
    """What a block of a document is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    ITEM = "item"  # of a list
    COLUMNS = "columns"  # the row of a table that names its columns
    ROW = "row"  # of such a table


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, row, heading or piece of code: what no sentence crosses.

    `span` is in the document's text; `level` counts a heading's or list item's depth from 1 and is
    0 elsewhere.
    `skips` are ranges inside of it that are not read: a running head between two halves of a
    sentence, say.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    skips: tuple[Span, ...] = ()


class PlaceKind(StrEnum):
    """What a person opens to find a quote, where it isn't lines."""

    PAGE = "page"
    SLIDE = "slide"
    SHEET = "sheet"
    ROW = "row"
    CHAPTER = "chapter"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page, slide, sheet, row, chapter or paragraph starts in a document's text.

    `number` counts from 1 as a viewer counts; `label` is what is printed on it or its name, empty
    where it has none. A place ends where the next of its kind starts.
    """

    kind: PlaceKind
    number: int
    start: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a library, as read.

    `source` is its name in the library (forward slashes), `fingerprint` the SHA-256 of its bytes
    in hexadecimal, `text` the text exactly as extracted (for text files: the decoded file).
    `lines` says that lines of the text are lines of the file, `markup` that emphasis and code
    marks in it are not the author's words. `tables` counts the tables that were read, None where
    the file doesn't tell tables from text. `notes` tell what was left out or guessed.
    """

    source: str
    title: str
    fingerprint: str
    text: str
    blocks: tuple[Block, ...]
    places: tuple[Place, ...] = ()
    lines: bool = True
    markup: bool = False
    tables: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def skips(self) -> tuple[Span, ...]:
        """What is not read although it stands inside a block."""
        return tuple(skip for block in self.blocks for skip in block.skips)


@dataclass(frozen=True, slots=True)
class Original:
    """What a quote is compared with: the stored text of a document, and where its places are.

    `added` is when this version of the document was, in seconds since 1970, UTC; 0 if not known.
    `origin` is the address that it was taken from, empty if none is known.
    """

    text: str
    places: tuple[Place, ...]
    skips: tuple[Span, ...]
    lines: bool
    markup: bool
    added: float = 0.0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is embedded and quoted.

    `span` is in the document's text, `reading` in the reading text of its passage. `leads` number
    those of its passage's leads without which it can't be understood, outermost first.
    """

    span: Span
    reading: Span
    leads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """What is read before a list item or row: the words that open the list, the columns' names.

    `span` is in the document's text, before the item and perhaps far from it; `text` is how it
    reads.
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is found: whole sentences under one heading.

    `text` is the reading text (broken words and lines joined), `span` where it stands in the
    document's text, `section` the headings above it, outermost first; `leads` are those of its
    sentences.
    """

    span: Span
    text: str
    section: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    leads: tuple[Lead, ...] = ()
