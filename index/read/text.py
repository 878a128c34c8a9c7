"""Plain text: the decoded file, and the blocks that its lines form."""

from __future__ import annotations

from index.layout import find_blocks
from index.read.encoding import decode_guess
from index.read.format import Extracted
from index.types import BlockKind


def read_text(source: str, data: bytes) -> Extracted:
    """Blocks by the shape of the lines; the title is a heading above all other text."""
    text, note = decode_guess(source, data)
    blocks = find_blocks(text)
    title = None
    if blocks and blocks[0].kind is BlockKind.HEADING:
        title = " ".join(text[blocks[0].span.start : blocks[0].span.end].split())
    return Extracted(title, text, blocks, lines=True, notes=(note,) if note else ())
