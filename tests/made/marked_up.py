"""The known text as a web page, an e-book, an e-mail and reStructuredText."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from tests.made.prose import SECTIONS, TITLE

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def section_html(heading: str, paragraphs: tuple[tuple[str, ...], ...], level: int) -> str:
    """A heading and its paragraphs."""
    body = "".join(f"<p>{escape(' '.join(each))}</p>\n" for each in paragraphs)
    return f"<h{level}>{escape(heading)}</h{level}>\n{body}"


def make_html() -> bytes:
    """A page with a menu, a script and a footer around the known text."""
    sections = "".join(section_html(heading, each, 2) for heading, each in SECTIONS)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title>'
        "<style>p { color: red }</style></head><body><nav><a href='/'>Home</a></nav>"
        f"<main><h1>{TITLE}</h1>\n{sections}</main><script>track()</script></body></html>"
    ).encode()


def make_epub() -> bytes:
    """A chapter a section."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        items = "".join(
            f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>'
            for n in range(len(SECTIONS))
        )
        spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(SECTIONS)))
        archive.writestr(
            "OEBPS/book.opf",
            '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            'unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f'<dc:identifier id="i">lamps</dc:identifier><dc:title>{TITLE}</dc:title>'
            f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for n, (heading, paragraphs) in enumerate(SECTIONS):
            archive.writestr(
                f"OEBPS/c{n}.xhtml",
                '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
                f"<head><title>{n}</title></head><body>"
                f"{section_html(heading, paragraphs, 1)}</body></html>",
            )
    return buffer.getvalue()


def make_eml() -> bytes:
    """A plain message with the known text, a paragraph after another."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Jana Dvořáková <jana@lamps.example>"
    message["To"] = "staff@lamps.example"
    message["Date"] = "Mon, 05 Jan 2026 09:00:00 +0100"
    message["Subject"] = TITLE
    message.set_content(
        "\n\n".join(" ".join(each) for _, paragraphs in SECTIONS for each in paragraphs),
        cte="base64",
    )
    return message.as_bytes()


def make_rst() -> bytes:
    """A title, sections underlined, a comment."""
    parts = [f"{'=' * 30}\n{TITLE}\n{'=' * 30}", ".. a comment"]
    for heading, paragraphs in SECTIONS:
        parts.append(f"{heading}\n{'-' * len(heading)}")
        parts += ["\n".join(each) for each in paragraphs]
    return ("\n\n".join(parts) + "\n").encode()
