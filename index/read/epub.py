"""E-books (.epub): the chapters in reading order, each a web page.

Blocks are joined by an empty line. A place is a chapter: its number in the book's reading order
(the "spine"), and its name in the table of contents or else its first heading. The files that tell
where the chapters are, are XML of a few kilobytes, read with the standard library once it is sure
that they declare nothing of their own.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from index.errors import UnreadableError
from index.read.archive import HOSTILE, check_archive, damaged, part_names, read_part
from index.read.format import Extracted
from index.read.html import decode_page, page_notes
from index.read.page import Page
from index.read.rows import Gathering
from index.types import PlaceKind

MIB = 1024 * 1024
MOST_BYTES = 32 * MIB  # of all chapters: more than any book, and what can be read in a minute
MOST_XML_BYTES = 4 * MIB  # of a file that tells about the chapters
CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
# What shops leave in a book that they protect, beside encrypted chapters.
RIGHTS = frozenset(("META-INF/rights.xml", "META-INF/sinf.xml", "META-INF/license.lcpl"))
FONTS_ONLY = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
PACKAGE = "application/oebps-package+xml"
PAGES = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document"))
NCX = "application/x-dtbncx+xml"
DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*+(\[)?")
TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class _Item:
    """A file of the book, as its package lists it."""

    path: str
    media_type: str
    properties: str


@dataclass(slots=True)
class _Book:
    """What a package tells: the book's title, its files by their ids, the ids of its chapters."""

    title: str | None = None
    items: dict[str, _Item] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)


def read_epub(source: str, data: bytes) -> Extracted:
    """Read an e-book.

    Raises:
        UnreadableError: it is protected, damaged, built to exhaust its reader, or holds no text.
    """
    with check_archive(source, data) as archive:
        names = frozenset(part_names(archive))
        _check_rights(source, archive, names)
        book = _read_package(source, archive, names)
        labels = _read_labels(source, archive, names, book)
        gathering = Gathering()
        counts: Counter[str] = Counter()
        notes: dict[str, None] = {}
        size = 0
        for number, key in enumerate(book.spine, start=1):
            item = book.items.get(key)
            if item is None or item.path not in names:
                counts["chapter(s) that the file doesn’t hold"] += 1
                continue
            if item.media_type not in PAGES:
                counts["chapter(s) in another format"] += 1
                continue
            content = read_part(archive, item.path)
            size += len(content)
            if size > MOST_BYTES:
                raise UnreadableError(
                    f"“{source}” holds more than {MOST_BYTES / MIB:g} MiB of text and markup. "
                    "Split it into several files."
                )
            _check_doctype(source, content)
            page, note = decode_page(source, content, whole=True, xml=True)
            counts.update(page.left_out)
            notes |= {note: None} if note else {}
            _add_chapter(gathering, page, number, labels.get(item.path, ""))
    chapters = frozenset(book.spine)
    counts["page(s) outside the reading order"] += sum(
        item.media_type in PAGES and item.path in names and "nav" not in item.properties.split()
        for key, item in book.items.items()
        if key not in chapters
    )
    return gathering.finish(source, book.title, page_notes(counts, *notes))


def _add_chapter(gathering: Gathering, page: Page, number: int, label: str) -> None:
    """Put a chapter at the end; it is a place if it holds any text."""
    first = next((piece.text for piece in page.pieces if piece.level), "")
    places = [(PlaceKind.CHAPTER, number, label or first)]
    gathering.tables += page.tables
    for piece in page.pieces:
        gathering.begin_part()
        gathering.add(piece.text, *places, kind=piece.kind, level=piece.level)
        places = []


def _check_rights(source: str, archive: ZipFile, names: frozenset[str]) -> None:
    """Refuse a book that a shop has protected. Fonts alone may be encrypted.

    Raises:
        UnreadableError: it is protected.
    """
    methods: list[str] = []
    if ENCRYPTION in names:
        for element in _parse_xml(source, archive, ENCRYPTION).iter():
            if _name(element) == "EncryptedData":
                inner = [each for each in element if _name(each) == "EncryptionMethod"]
                methods += [each.get("Algorithm", "") for each in inner] or [""]
    if RIGHTS & names or set(methods) - FONTS_ONLY:
        raise UnreadableError(
            f"“{source}” is protected against copying. Add a copy that isn’t, if you may have one."
        )


def _read_package(source: str, archive: ZipFile, names: frozenset[str]) -> _Book:
    """What the book's package tells.

    Raises:
        UnreadableError: it is missing or damaged.
    """
    roots = [
        root.get("full-path", "")
        for root in _parse_xml(source, archive, CONTAINER).iter()
        if _name(root) == "rootfile" and root.get("media-type", PACKAGE) == PACKAGE
    ]
    if not roots or roots[0] not in names:
        raise damaged(source)
    folder = posixpath.dirname(roots[0])
    book = _Book()
    for element in _parse_xml(source, archive, roots[0]).iter():
        name = _name(element)
        if name == "title" and not book.title:
            book.title = " ".join((element.text or "").split()) or None
        elif name == "item":
            path = _resolve(folder, element.get("href", ""))
            kind, properties = element.get("media-type", ""), element.get("properties", "")
            book.items[element.get("id", "")] = _Item(path, kind, properties)
        elif name == "itemref":
            book.spine.append(element.get("idref", ""))
    book.spine = list(dict.fromkeys(book.spine))  # a chapter that is listed again isn't read again
    return book


def _read_labels(
    source: str, archive: ZipFile, names: frozenset[str], book: _Book
) -> dict[str, str]:
    """What the table of contents calls the files, the newer kind of table first."""
    labels: dict[str, str] = {}
    for item in book.items.values():
        if item.path in names and (item.media_type == NCX or "nav" in item.properties.split()):
            try:
                root = _parse_xml(source, archive, item.path)
            except UnreadableError:
                continue  # the chapters can be read without it, and have headings
            links = _ncx_links(root) if item.media_type == NCX else _nav_links(root)
            for target, label in links:
                path = _resolve(posixpath.dirname(item.path), target)
                if label and path not in labels:
                    labels[path] = label
    return labels


def _nav_links(root: Element) -> Iterator[tuple[str, str]]:
    """The links in the page that is a table of contents, and their words."""
    ahead = [(root, False)]
    while ahead:
        element, within = ahead.pop()
        within = within or (_name(element) == "nav" and "toc" in element.get(TYPE, "toc").split())
        if within and _name(element) == "a":
            yield element.get("href", ""), " ".join("".join(element.itertext()).split())
        else:
            ahead += [(child, within) for child in reversed(element)]


def _ncx_links(root: Element) -> Iterator[tuple[str, str]]:
    """The same in the older kind of table."""
    for point in root.iter():
        inner = {_name(each): each for each in point} if _name(point) == "navPoint" else {}
        if "content" in inner and "navLabel" in inner:
            words = [each.text or "" for each in inner["navLabel"] if _name(each) == "text"]
            yield inner["content"].get("src", ""), " ".join(" ".join(words).split())


def _parse_xml(source: str, archive: ZipFile, path: str) -> Element:
    """The root of an XML file in the archive.

    Raises:
        UnreadableError: it is missing, damaged, too large, or declares anything of its own.
    """
    content = read_part(archive, path)
    if len(content) > MOST_XML_BYTES:
        raise damaged(source)
    _check_doctype(source, content)
    try:
        # Entities were refused above, and others than XML's own are errors to this parser.
        return ElementTree.fromstring(content)  # noqa: S314
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise damaged(source) from error


def _check_doctype(source: str, content: bytes) -> None:
    """Refuse a document type that declares more than its name.

    Raises:
        UnreadableError: it does.
    """
    narrow = content.replace(b"\0", b"")  # so that UTF-16 hides nothing
    if any(match[1] for match in DOCTYPE.finditer(narrow)):
        raise UnreadableError(f"“{source}” declares a document type of its own, {HOSTILE}")


def _resolve(folder: str, link: str) -> str:
    """The path in the archive that a link leads to; one that leads out of it is no part's name."""
    return posixpath.normpath(posixpath.join(folder, unquote(link.partition("#")[0])))


def _name(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
