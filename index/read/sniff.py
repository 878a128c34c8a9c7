"""What a file really is, whatever its name says. Pure.

Nothing is parsed or unpacked but a zip archive's list of names, so that this may run outside of a
reader's process. A file that is several things at once is the one that it begins as.
"""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterator
from pathlib import PurePosixPath

from index.read.table import EXTENSIONS, FORMATS

# The kinds that have no reader, as they are called, and what a person can do about each.
TEXT = "text"
BINARY = "binary"
EMPTY = "empty"
PROTECTED = "protected"
NO_READER: dict[str, tuple[str, str]] = {
    TEXT: ("plain text", "Rename it to {stem}.txt and add it again."),
    "rtf": ("a Rich Text file", "Save it as .docx and add that."),
    "odt": ("an OpenDocument text", "Save it as .docx and add that."),
    "ods": ("an OpenDocument spreadsheet", "Save it as .xlsx and add that."),
    "odp": ("an OpenDocument presentation", "Save it as .pptx and add that."),
    "ole": ("an old Office file", "Save it as .docx, .pptx or .xlsx and add that."),
    "zip": ("a zip archive", "Unpack it and add the files in it."),
    "gzip": ("a gzip archive", "Unpack it and add the files in it."),
    "archive": ("an archive", "Unpack it and add the files in it."),
    "picture": ("a picture", "Add the text that it shows as a document."),
    "media": ("a sound or film file", "Add its words as a document."),
    "program": ("a program", "Add a document instead."),
}
# How files begin. The order matters where one beginning is another's, too.
SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"(?:\xef\xbb\xbf)?\s*%PDF-\d\.\d", "pdf"),
        (rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", "zip"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (rb"\{\\rtf\d?", "rtf"),
        (rb"\x1f\x8b\x08", "gzip"),
        (rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", "archive"),
        (rb"\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x28\xb5\x2f\xfd", "archive"),
        (rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP", "picture"),
        (rb"II\*\x00|MM\x00\*|BM....\x00\x00\x00\x00|\x00\x00\x01\x00[\x01-\x40]\x00", "picture"),
        (rb"....ftyp(?:heic|heix|mif1|avif)", "picture"),
        (rb"....ftyp|OggS\x00|fLaC\x00|ID3[\x02-\x04]\x00|RIFF....(?:WAVE|AVI )", "media"),
        (rb"\x1a\x45\xdf\xa3|\xff[\xfb\xf3\xf2][\x00-\xff]{2}", "media"),
        (rb"\x7fELF|MZ[^\r\n]{0,80}\x00|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe", "program"),
    )
)
PDF_WINDOW = 1024  # bytes in which readers look for a PDF's mark, after whatever is before it
PDF_MARK = re.compile(rb"%PDF-\d\.\d")
PDF_PARTS = (b" obj", b"endobj", b"%%EOF")  # which text about PDF files is unlikely to hold, too
PAGE_WINDOW = 4096
# The first group never gives back what it took, or many comments would take for ever.
PAGE_START = re.compile(
    rb"(?:\s+|<\?xml[^>]*\?>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # an Office file with a password lies so
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Controls that no text holds, in any of the encodings that take a byte a character.
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
OFFICE_LIST = "[Content_Types].xml"
OFFICE_FOLDERS = {"word/": "docx", "ppt/": "pptx", "xl/": "xlsx"}
BOOK_LIST = "META-INF/container.xml"
MIME_TYPES = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
MAX_NAMES = 20_000  # of an archive's files that are looked at
ENTRY, ENTRY_SIZE = b"PK\x01\x02", 46
LOCAL, LOCAL_SIZE = b"PK\x03\x04", 30
END, END_SIZE, MAX_COMMENT = b"PK\x05\x06", 22, 65_535


def sniff(data: bytes) -> str:
    """The kind of a file: a format of the table, or one of the kinds above, EMPTY, PROTECTED.

    All formats that are written as plain text are TEXT, but for web pages that say what they are.
    """
    if not data:
        return EMPTY
    for pattern, kind in SIGNATURES:
        if pattern.match(data):
            if kind == "zip":
                return _sniff_zip(data)
            return PROTECTED if kind == "ole" and LOCKED_OFFICE in data else kind
    if PDF_MARK.search(data, 0, PDF_WINDOW) and all(part in data for part in PDF_PARTS):
        return "pdf"
    return _sniff_text(data)


def _sniff_text(data: bytes) -> str:
    """TEXT or a web page if these are characters, else BINARY."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                text = data[len(bom) :].decode(encoding)
            except UnicodeDecodeError:
                return BINARY
            start = text[:PAGE_WINDOW].encode(errors="ignore")  # only to be looked at
            return "html" if PAGE_START.match(start) else TEXT
    if len(data.translate(None, CONTROLS)) < len(data):
        return BINARY
    return "html" if PAGE_START.match(data[:PAGE_WINDOW]) else TEXT


def _sniff_zip(data: bytes) -> str:
    """The format that a zip archive is used by, or "zip"."""
    name_size, extra_size = struct.unpack_from("<HH", data.ljust(LOCAL_SIZE, b"\0"), 26)
    if data[LOCAL_SIZE : LOCAL_SIZE + name_size] == b"mimetype":
        start = LOCAL_SIZE + name_size + extra_size
        mime_type = re.match(rb"[\w/.+-]*", data[start : start + 100])
        if mime_type and (kind := MIME_TYPES.get(_before_next(mime_type.group()))):
            return kind
    names = set(_listed_names(data) or _local_names(data))
    if BOOK_LIST in names:
        return "epub"
    if OFFICE_LIST in names:
        for folder, kind in OFFICE_FOLDERS.items():
            if any(name.startswith(folder) for name in names):
                return kind
    return "zip"


def _before_next(mime_type: bytes) -> bytes:
    """A stored file's content ends where the next file's mark, which has no end either, starts."""
    return mime_type.partition(LOCAL[:2])[0]


def _listed_names(data: bytes) -> list[str]:
    """The names in a zip archive's own list, at its end; none if it is cut off."""
    end = data.rfind(END, max(0, len(data) - END_SIZE - MAX_COMMENT))
    if end < 0 or len(data) < end + END_SIZE:
        return []
    size, offset = struct.unpack_from("<II", data, end + 12)
    # Where something was put in front of the archive, all offsets are off by its length.
    position = end - size if data[end - size : end - size + 4] == ENTRY else offset
    names: list[str] = []
    while data[position : position + 4] == ENTRY and len(names) < MAX_NAMES:
        if len(data) < position + ENTRY_SIZE:
            break
        name, extra, comment = struct.unpack_from("<HHH", data, position + 28)
        start = position + ENTRY_SIZE
        names.append(data[start : start + name].decode("utf-8", "backslashreplace"))
        position = start + name + extra + comment
    return names


def _local_names(data: bytes) -> Iterator[str]:
    """The names that stand before each file in a zip archive, for one whose list is lost."""
    position = data.find(LOCAL)
    for _ in range(MAX_NAMES):
        if position < 0 or len(data) < position + LOCAL_SIZE:
            return
        (size,) = struct.unpack_from("<H", data, position + 26)
        start = position + LOCAL_SIZE
        yield data[start : start + size].decode("utf-8", "backslashreplace")
        position = data.find(LOCAL, start)


def agrees(extension: str, kind: str) -> bool:
    """Whether a file of that extension (".pdf") may be of that kind, as `sniff` tells it.

    A web page need not say that it is one. What has no reader has no kind to agree with.
    """
    expected = EXTENSIONS.get(extension.lower())
    if expected is None:
        return False
    return kind in _kinds(expected)


def _kinds(format_name: str) -> tuple[str, ...]:
    """The kinds that a format's files may look like."""
    if format_name == "html":
        return ("html", TEXT)
    return (format_name,) if format_name in {"pdf", "docx", "pptx", "xlsx", "epub"} else (TEXT,)


def mismatch(source: str, kind: str) -> str:
    """The sentences that say what a file is instead of what its name says, and what to do.

    The name's extension is one of the table's.
    """
    path = PurePosixPath(source)
    if kind == EMPTY:
        return f"“{source}” is empty. Add a file that holds text."
    if kind == PROTECTED:
        return f"“{source}” is protected by a password. Remove the protection and add it again."
    expected = FORMATS[EXTENSIONS[path.suffix.lower()]].name
    if kind == BINARY:
        return f"“{source}” is not {expected}, or is damaged. Export it anew and add that."
    if kind in FORMATS:
        name = FORMATS[kind].name
        true_name = path.stem + FORMATS[kind].extensions[0]
        remedy = f"Rename it to {true_name} and add it again."
    else:
        name, remedy = NO_READER[kind]
        remedy = remedy.format(stem=path.stem)
    return f"“{source}” is not {expected} but {name}. {remedy}"
