"""Bytes to Document: one file a format, and the table of formats."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath

from index.errors import UnreadableError
from index.read.format import Extract, Format
from index.read.markdown import MARKDOWN
from index.read.text import TEXT
from index.types import BlockKind, Document

FORMATS = {extension: each for each in (TEXT, MARKDOWN) for extension in each.extensions}
MIB = 1024 * 1024
# How the files begin that people rename or attach by mistake.
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a Rich Text file"),
)


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


def find_format(source: str) -> Format:
    """The format that the name of a file claims.

    Raises:
        UnreadableError: files of that kind can't be read.
    """
    extension = PurePosixPath(source).suffix.lower()
    if found := FORMATS.get(extension):
        return found
    kind = f"of an unknown type ({extension})" if extension else "of an unknown type (no extension)"
    readable = ", ".join(sorted(FORMATS))
    raise UnreadableError(f"“{source}” is {kind}. Types that can be read: {readable}.")


def extract(source: str, data: bytes) -> Extract:
    """The text of a file exactly as its format holds it: what citations point into.

    Raises:
        UnreadableError: the bytes are not what the name says.
    """
    return find_format(source).extract(source, data)


def read_document(source: str, data: bytes, *, limit: int) -> Document:
    """Read a file of at most `limit` bytes into a Document.

    Raises:
        UnreadableError: it is empty, too large, of an unknown type, not what its name says, or
            holds nothing that could be quoted.
    """
    found = find_format(source)
    check_size(source, len(data), limit)
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise UnreadableError(
                f"“{source}” is not {found.name} but {name}. Export it as text or Markdown."
            )
    extracted = found.extract(source, data)
    if not extracted.text.strip():
        raise UnreadableError(
            f"“{source}” is empty but for white space. Add a file that holds text."
        )
    if not any(map(str.isalnum, extracted.text)):
        raise UnreadableError(f"“{source}” holds no words. Add a file with sentences in it.")
    title, blocks = found.outline(extracted.text)
    if all(block.kind is BlockKind.HEADING for block in blocks):
        raise UnreadableError(
            f"“{source}” holds no text under its headings. Add a file with sentences in it."
        )
    return Document(
        source=source,
        title=title or PurePosixPath(source).stem,
        fingerprint=sha256(data).hexdigest(),
        text=extracted.text,
        blocks=blocks,
        pages=extracted.pages,
        markup=extracted.markup,
    )
