"""Plain text: bytes to characters, strictly, and the blocks that its lines form."""

from __future__ import annotations

import codecs

from index.errors import UnreadableError
from index.layout import find_blocks, line_starts
from index.read.format import Extracted
from index.types import BlockKind

# Boms that say which encoding follows; UTF-32's must be tried before UTF-16's, which begins it.
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Controls that text may hold: tab, line feed, vertical tab, form feed, carriage return, escape.
TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1b")


def decode(source: str, data: bytes) -> str:
    """Decode `data` as the encoding its byte order mark names, else as UTF-8.

    The byte order mark is not part of the text. Line endings stay as they are.

    Raises:
        UnreadableError: the bytes are not text in that encoding.
    """
    encoding, body = "utf-8", data
    for bom, name in BOMS:
        if data.startswith(bom):
            encoding, body = name, data[len(bom) :]
            break
    try:
        text = body.decode(encoding, errors="strict")
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and b"\0" in data:
            raise _binary(source) from error
        bad = body[error.start : error.start + 1].hex().upper()
        line = len(line_starts(body[: error.start].decode(encoding)))
        raise UnreadableError(
            f"“{source}” is not valid {encoding.upper()}: byte 0x{bad} in line {line} doesn't fit. "
            "Save it as UTF-8 and add it again."
        ) from error
    if any(char < " " and char not in TEXT_CONTROLS for char in set(text)):
        raise _binary(source)
    return text


def _binary(source: str) -> UnreadableError:
    return UnreadableError(
        f"“{source}” is not text: it holds control characters as binary files do. "
        "Export it as text or Markdown and add that."
    )


def read_text(source: str, data: bytes) -> Extracted:
    """Blocks by the shape of the lines; the title is a heading above all other text."""
    text = decode(source, data)
    blocks = find_blocks(text)
    title = None
    if blocks and blocks[0].kind is BlockKind.HEADING:
        title = " ".join(text[blocks[0].span.start : blocks[0].span.end].split())
    return Extracted(title, text, blocks, lines=True)
