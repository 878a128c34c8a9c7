"""Zip archives that documents come in (.docx, .pptx, .xlsx, .epub), checked before they are read.

What an archive says about itself isn't believed: a part is unpacked only up to a limit, in memory,
and nothing is ever written to disk. The libraries for Office files open archives on their own, so
they are handed a copy that holds only parts that were checked here: one place that decides what a
library gets to see, whichever way it then takes through the archive.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath

from index.errors import UnreadableError

MIB = 1024 * 1024
MOST_PARTS = 5_000
MOST_BYTES = 512 * MIB  # of all parts, as the archive declares them
MOST_PART_BYTES = 64 * MIB  # of a part that is read
MOST_READ_BYTES = 128 * MIB  # of all parts that are read: parsed, they take several times that
MOST_RATIO = 200  # of a part's size to its packed size: text packs ten times, at most
RATIO_FROM = 1 * MIB  # smaller parts can do no harm however well they are packed

OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # what old and encrypted Office files begin with
# Names of streams in such a file, and what each says the file is.
OLD_STREAMS = {
    "WordDocument": ("an old Word file (.doc)", "Word", ".docx"),
    "PowerPoint Document": ("an old PowerPoint file (.ppt)", "PowerPoint", ".pptx"),
    "Workbook": ("an old Excel file (.xls)", "Excel", ".xlsx"),
}
# What the libraries for Office files raise when they run into damage, beside errors of their own:
# they don't check a file before they follow what it says. lxml's errors are SyntaxErrors.
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
MARKUP = (".xml", ".rels", ".vml")
ENTITY = b"<!ENTITY"
DOCTYPE = b"<!DOCTYPE"
ENCODING = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
PLAIN_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii")  # all that Office files may be written in


def check_archive(source: str, data: bytes) -> zipfile.ZipFile:
    """Open an archive whose table of contents promises nothing outrageous.

    Raises:
        UnreadableError: it is no zip archive, is protected, or would unpack to too much.
    """
    if data.startswith(OLD_OFFICE):
        raise UnreadableError(_old_office(source, data))
    handle = BytesIO(data)
    handle.name = source  # so that the archive's `filename` tells later messages whose part it is
    try:
        archive = zipfile.ZipFile(handle)
    except (*DAMAGE, struct.error) as error:
        raise damaged(source) from error
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise UnreadableError(
            f"“{source}” holds {len(parts):,} parts, and the limit is {MOST_PARTS:,}. "
            "Split it into several files."
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_BYTES:
        raise UnreadableError(
            f"“{source}” unpacks to {unpacked / MIB:,.0f} MiB, and the limit is "
            f"{MOST_BYTES / MIB:g} MiB. Take large pictures out of it, or split it."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(_protected(source))
    return archive


def part_names(archive: zipfile.ZipFile) -> list[str]:
    """The names of the parts that may be read: no folders, and none that leads out of the archive.

    A name that stands in the archive twice is given once; its last part is the one that is read.
    """
    return [name for name in archive.NameToInfo if not name.endswith("/") and _stays_inside(name)]


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one part of a checked archive.

    Raises:
        UnreadableError: it is missing, damaged, too large, packed too well to be honest, or it
            declares entities, which could make it grow without end or draw in other files.
    """
    source = archive.filename or "archive"
    part = archive.NameToInfo.get(name)
    if part is None or not _stays_inside(name):
        raise damaged(source)
    if part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * part.compress_size:
        raise UnreadableError(
            f"“{source}” holds a part that grows more than {MOST_RATIO}-fold when it is unpacked, "
            f"{HOSTILE}"
        )
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged(source)
    try:
        with archive.open(part) as handle:
            content = handle.read(MOST_PART_BYTES + 1)
    except (*DAMAGE, struct.error, zlib.error) as error:
        raise damaged(source) from error
    if len(content) > MOST_PART_BYTES:
        raise UnreadableError(
            f"“{source}” holds a part of more than {MOST_PART_BYTES / MIB:g} MiB. "
            "Split it into several files."
        )
    if ENTITY in _narrow(content):
        raise UnreadableError(f"“{source}” declares entities of its own, {HOSTILE}")
    return content


def rebuild_archive(source: str, data: bytes) -> BytesIO:
    """An Office file again, with each part of markup checked and all others empty.

    Pictures, fonts and programs keep their names, so that what refers to them still finds them.

    Raises:
        UnreadableError: as `check_archive` and `read_part`, or its markup is no honest XML.
    """
    copy = BytesIO()
    total = 0
    with check_archive(source, data) as archive, zipfile.ZipFile(copy, "w") as checked:
        for name in part_names(archive):
            content = b""
            if name.lower().endswith(MARKUP):
                content = read_part(archive, name)
                _check_markup(source, content)
                total += len(content)
            if total > MOST_READ_BYTES:
                raise UnreadableError(
                    f"“{source}” holds more than {MOST_READ_BYTES / MIB:g} MiB of text and "
                    "markup. Split it into several files."
                )
            checked.writestr(zipfile.ZipInfo(name), content)
    copy.seek(0)
    return copy


HOSTILE = (
    "as only hostile files do. Save it again with the program that it came from, and add that."
)


def _check_markup(source: str, content: bytes) -> None:
    """Refuse XML with a document type, or in an encoding that could hide one from us."""
    narrow = _narrow(content)
    if DOCTYPE in narrow:
        raise UnreadableError(f"“{source}” declares a document type of its own, {HOSTILE}")
    begin = narrow.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if begin and not begin.startswith(b"<"):
        raise damaged(source)
    declared = ENCODING.match(begin)
    if declared and not declared[1].lower().startswith(PLAIN_ENCODINGS):
        raise damaged(source)


def _narrow(content: bytes) -> bytes:
    """Bytes without zeros, so that UTF-16 and UTF-32 hide no ASCII."""
    return content.replace(b"\0", b"") if b"\0" in content else content


def _stays_inside(name: str) -> bool:
    """Whether a part's name is a plain path below the archive's root."""
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in name


def _old_office(source: str, data: bytes) -> str:
    """What to say about a file that begins as old and encrypted Office files do."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _protected(source)
    for stream, (kind, program, extension) in OLD_STREAMS.items():
        if stream.encode("utf-16-le") in data:
            return (
                f"“{source}” is {kind}. Open it in {program}, save it as {extension} and add that."
            )
    return (
        f"“{source}” is an old Office file. Open it in the program that it came from, save it in "
        "today's format and add that."
    )


def _protected(source: str) -> str:
    return f"“{source}” is protected by a password. Remove the protection and add it again."


@contextmanager
def library_errors(source: str, *own: type[Exception]) -> Iterator[None]:
    """Around calls of a library for Office files: what it raises tells of a damaged file.

    Raises:
        UnreadableError: instead of `DAMAGE` and of the library's `own` errors.
    """
    damage: tuple[type[Exception], ...] = (*DAMAGE, *own)
    try:
        yield
    except damage as error:
        raise damaged(source) from error


def damaged(source: str) -> UnreadableError:
    """What to raise about a file that isn't what its name says, or is no longer."""
    kind = PurePosixPath(source).suffix.lower() or "zip"
    return UnreadableError(
        f"“{source}” is damaged, or not a {kind} file. Open it in the program that it came from, "
        "save it again and add that."
    )
