"""Which block can't be understood without one before it: list items, rows, answers. Pure.

The lead of a list is the paragraph before it that ends in a colon, of an item within an item that
item, of a row the row that names the columns, and of the first paragraph under a heading that asks
("How long is the guarantee?") the heading. Readers say what is an item where
the format does; in other text what begins like one after a colon is taken for one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.layout import ITEM
from index.prose import Reading
from index.types import Block, BlockKind, Lead, Span

LONGEST = 200  # characters: a longer lead is not read before each of its items
COLONS = (":", "：")
ASKING = ("?", "？", *COLONS)


@dataclass(slots=True)
class Leads:
    """The leads that hold at one place of a document, whose blocks are met in order."""

    text: str
    opening: Lead | None = None
    heading: Lead | None = None
    columns: Lead | None = None
    items: list[tuple[int, Lead | None]] = field(default_factory=list)  # open ones: depth, words

    def meet(self, block: Block, reading: Reading, last: Span) -> tuple[Lead, ...]:
        """The leads of a block, outermost first; `last` is its last sentence in its reading."""
        whole = _lead(reading, Span(0, len(reading.text)))
        if block.kind is BlockKind.HEADING:
            self._forget()
            self.heading = whole if reading.text.endswith(ASKING) else None
            return ()
        heading, self.heading = self.heading, None
        if block.kind is BlockKind.COLUMNS:
            self._forget()
            self.columns = whole
            return _known(heading)
        if block.kind is BlockKind.ROW:
            return _known(self.columns)
        if depth := self._depth(block, reading):
            self.items = [each for each in self.items if each[0] < depth]
            found = _known(self.opening, *(each for _, each in self.items))
            opens = block.kind is BlockKind.ITEM or reading.text.endswith(COLONS)
            self.items.append((depth, whole if opens else None))
            return found or _known(heading)
        self._forget()
        self.opening = _lead(reading, last) if reading.text.endswith(COLONS) else None
        return _known(heading)

    def _forget(self) -> None:
        self.opening = self.columns = None
        self.items = []

    def _depth(self, block: Block, reading: Reading) -> int:
        """How deep an item lies in its list, from 1; 0 for what is none."""
        if block.kind is BlockKind.ITEM:
            return block.level
        listed = self.opening is not None or bool(self.items)
        if block.kind is not BlockKind.PARAGRAPH or not listed or not ITEM.match(reading.text):
            return 0
        start = max(
            self.text.rfind("\n", 0, block.span.start), self.text.rfind("\r", 0, block.span.start)
        )
        return block.span.start - start


def _lead(reading: Reading, span: Span) -> Lead | None:
    """The words of a block as a lead, unless they are too many."""
    if not 0 < len(span) <= LONGEST:
        return None
    return Lead(reading.source_span(span.start, span.end), reading.text[span.start : span.end])


def _known(*leads: Lead | None) -> tuple[Lead, ...]:
    return tuple(each for each in leads if each)
