"""Bytes to Document: one file a format, the table of formats, and the guard they run under."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath

from index.errors import UnreadableError
from index.read.guard import read_guarded
from index.read.sniff import agrees, mismatch, sniff
from index.read.table import EXTENSIONS
from index.types import BlockKind, Document

MIB = 1024 * 1024


def check_size(source: str, size: int, limit: int) -> None:
    """Refuse a file of `size` bytes that is empty or larger than `limit` bytes.

    Raises:
        UnreadableError: it is.
    """
    if size == 0:
        raise UnreadableError(f"“{source}” is empty. Add a file that holds text.")
    if size > limit:
        raise UnreadableError(
            f"“{source}” is too large: {size / MIB:.1f} MiB, and the limit is {limit / MIB:g} MiB. "
            "Split it, or raise FOOTNOTE_MAX_FILE_MIB."
        )


def find_format(source: str) -> str:
    """The format that the name of a file claims: a key of the table.

    Raises:
        UnreadableError: files of that kind can't be read.
    """
    extension = PurePosixPath(source).suffix.lower()
    if found := EXTENSIONS.get(extension):
        return found
    kind = f"of an unknown type ({extension})" if extension else "of an unknown type (no extension)"
    readable = ", ".join(sorted(EXTENSIONS))
    raise UnreadableError(f"“{source}” is {kind}. Types that can be read: {readable}.")


def read_document(source: str, data: bytes, *, limit: int) -> Document:
    """Read a file of at most `limit` bytes into a Document, in a process of its own.

    Raises:
        UnreadableError: it is empty, too large, of an unknown type, not what its name says, holds
            nothing that could be quoted, or could not be read within the guard's limits.
    """
    found = find_format(source)
    check_size(source, len(data), limit)
    kind = sniff(data)
    if not agrees(PurePosixPath(source).suffix, kind):
        raise UnreadableError(mismatch(source, kind))
    extracted = read_guarded(found, source, data)
    if not extracted.text.strip():
        raise UnreadableError(
            f"“{source}” is empty but for white space. Add a file that holds text."
        )
    if not any(map(str.isalnum, extracted.text)):
        raise UnreadableError(f"“{source}” holds no words. Add a file with sentences in it.")
    if all(block.kind is BlockKind.HEADING for block in extracted.blocks):
        raise UnreadableError(
            f"“{source}” holds no text under its headings. Add a file with sentences in it."
        )
    return Document(
        source=source,
        title=extracted.title or PurePosixPath(source).stem,
        fingerprint=sha256(data).hexdigest(),
        text=extracted.text,
        blocks=extracted.blocks,
        places=extracted.places,
        lines=extracted.lines,
        markup=extracted.markup,
        tables=extracted.tables,
        notes=extracted.notes,
    )
