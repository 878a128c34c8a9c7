"""Web pages, e-books, e-mails and reStructuredText that hold the known text, and parts of them."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from index.prose import Vocabulary, read_block
from index.read.format import Extracted
from index.sentences import find_sentences
from index.types import BlockKind, Document
from tests.made.prose import SECTIONS, TITLE

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
CONTAINER = (
    XML + '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def pieces(extracted: Extracted) -> list[tuple[str, int, str]]:
    """The blocks of a document: kind, level and reading text."""
    document = _document(extracted)
    words = Vocabulary.of(extracted.text)
    return [
        (block.kind.value, block.level, read_block(document, block, words).text)
        for block in extracted.blocks
    ]


def sentences(extracted: Extracted) -> list[tuple[str, int, int]]:
    """All sentences outside of headings: their reading form and where they stand in the text."""
    document = _document(extracted)
    words = Vocabulary.of(extracted.text)
    found: list[tuple[str, int, int]] = []
    for block in extracted.blocks:
        if block.kind is BlockKind.HEADING:
            continue
        reading = read_block(document, block, words)
        for span in find_sentences(reading.text):
            where = reading.source_span(span.start, span.end)
            found.append((reading.text[span.start : span.end], where.start, where.end))
    return found


def place_of(extracted: Extracted, offset: int) -> int:
    """The number of the place that an offset of the text is in."""
    return [place.number for place in extracted.places if place.start <= offset][-1]


def _document(extracted: Extracted) -> Document:
    return Document(
        source="made",
        title="",
        fingerprint="",
        text=extracted.text,
        blocks=extracted.blocks,
        markup=extracted.markup,
    )


def section_html(heading: str, paragraphs: tuple[tuple[str, ...], ...], level: int) -> str:
    """A section as markup, its lines broken as an editor breaks them."""
    texts = [
        "\n".join(textwrap.wrap(escape(" ".join(each)), 72, break_on_hyphens=False))
        for each in paragraphs
    ]
    inner = "\n".join(f"<p>{text}</p>" for text in texts)
    return f"<h{level}>{escape(heading)}</h{level}>\n{inner}\n"


def made_html() -> bytes:
    """The known text as a web page with what else is on web pages."""
    sections = "".join(
        f"<section>{section_html(heading, paragraphs, 2)}</section>\n"
        for heading, paragraphs in SECTIONS
    )
    return (
        "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>"
        f"<title>{TITLE}</title><style>p {{ color: red }}</style></head>\n"
        "<body><header><nav><a href=/>Home</a></nav></header>\n"
        f"<main><h1>{TITLE}</h1>\n{sections}</main>\n"
        "<footer>Imprint</footer><script>var x = 1;</script></body></html>\n"
    ).encode()


def xhtml(body: str) -> str:
    """A chapter of an e-book around some markup."""
    return (
        XML + '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
        f"<body>{body}</body></html>"
    )


def package(chapters: Mapping[str, str], *, title: str = TITLE, extra: str = "") -> str:
    """The package of an e-book with these chapters: ids and links."""
    items = "".join(
        f'<item id="{key}" href="{href}" media-type="application/xhtml+xml"/>'
        for key, href in chapters.items()
    )
    spine = "".join(f'<itemref idref="{key}"/>' for key in chapters)
    return (
        XML + '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>Nobody</dc:creator></metadata>"
        f"<manifest>{items}{extra}</manifest><spine>{spine}</spine></package>"
    )


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive that is the same each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return buffer.getvalue()


def book(
    chapters: Mapping[str, str], parts: Mapping[str, str | bytes] | None = None, extra: str = ""
) -> bytes:
    """An e-book of chapters (path in OEBPS, body), and parts beside or instead of others."""
    links = {f"c{number}": href for number, href in enumerate(chapters, start=1)}
    content: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package(links, extra=extra),
    }
    content |= {f"OEBPS/{href}": xhtml(body) for href, body in chapters.items()}
    return archive(content | dict(parts or {}))


def made_epub() -> bytes:
    """The known text as an e-book, a section a chapter, named by its headings alone."""
    return book(
        {
            f"text/ch{number}.xhtml": section_html(heading, paragraphs, 1)
            for number, (heading, paragraphs) in enumerate(SECTIONS, start=1)
        }
    )


def made_eml(kind: str) -> bytes:
    """The known text as an e-mail: "plain", "flowed", "html" or "both"."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Zdeněk Dvořák <z@example.org>"
    message["To"] = "staff@example.org"
    message["Date"] = "Tue, 03 Mar 2026 09:30:00 +0100"
    message["Subject"] = TITLE
    plain = "\n\n".join(_mail_section(*section, flowed=kind == "flowed") for section in SECTIONS)
    page = "".join(section_html(*section, 2) for section in SECTIONS)
    if kind == "html":
        message.set_content(page, subtype="html", charset="utf-8", cte="base64")
    else:
        message.set_content(plain + "\n", charset="utf-8", cte="quoted-printable")
    if kind == "flowed":
        message.set_param("format", "flowed")
    if kind == "both":
        message.add_alternative(page, subtype="html", charset="utf-8")
        message.set_boundary("=_alternative")
    return message.as_bytes()


def _mail_section(
    heading: str, paragraphs: tuple[tuple[str, ...], ...], *, flowed: bool = False
) -> str:
    broken = " \n" if flowed else "\n"
    texts = [
        broken.join(textwrap.wrap(" ".join(each), 66, break_on_hyphens=False))
        for each in paragraphs
    ]
    return "\n\n".join([heading, *texts])


def made_rst() -> bytes:
    """The known text in reStructuredText."""
    text = f"{'=' * len(TITLE)}\n{TITLE}\n{'=' * len(TITLE)}\n\n"
    for heading, paragraphs in SECTIONS:
        text += f"{heading}\n{'-' * len(heading)}\n\n"
        for paragraph in paragraphs:
            text += (
                "\n".join(textwrap.wrap(" ".join(paragraph), 72, break_on_hyphens=False)) + "\n\n"
            )
    return text.encode()
