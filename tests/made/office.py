"""Office files and tables that hold the known text, and packages made part by part."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping

import docx
import openpyxl
import pptx
from docx.document import Document as Word
from openpyxl import Workbook
from pptx.presentation import Presentation

from index.prose import Vocabulary, read_block
from index.read.format import Extracted
from index.sentences import find_sentences
from index.types import BlockKind, Document, PlaceKind
from tests.made.prose import SECTIONS, TITLE

PARAGRAPHS: tuple[tuple[str, str], ...] = tuple(
    (heading, " ".join(paragraph)) for heading, paragraphs in SECTIONS for paragraph in paragraphs
)
SAVED_AT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def saved(document: Word | Presentation | Workbook) -> bytes:
    """The bytes of a document, the same whenever it is saved."""
    handle, still = io.BytesIO(), io.BytesIO()
    document.save(handle)
    with zipfile.ZipFile(handle) as archive, zipfile.ZipFile(still, "w") as copy:
        for name in archive.namelist():
            content = SAVED_AT.sub(b"2024-01-31T12:00:00Z", archive.read(name))
            copy.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return still.getvalue()


def made_docx() -> bytes:
    """The known text as a Word document with styled headings."""
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    for heading, paragraphs in SECTIONS:
        document.add_heading(heading, level=1)
        for paragraph in paragraphs:
            document.add_paragraph(" ".join(paragraph))
    return saved(document)


def made_pptx() -> bytes:
    """The known text as a presentation: a slide a section."""
    presentation = pptx.Presentation()
    presentation.core_properties.title = TITLE
    for heading, paragraphs in SECTIONS:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.placeholders[0].text_frame.text = heading
        slide.placeholders[1].text_frame.text = "\n".join(map(" ".join, paragraphs))
    return saved(presentation)


def made_xlsx() -> bytes:
    """The known text as a workbook: a row a paragraph, its heading beside it."""
    workbook = workbook_of([("Heading", "Paragraph"), *PARAGRAPHS])
    workbook.properties.title = TITLE
    return saved(workbook)


def made_csv() -> bytes:
    """The known text as comma-separated values: a row a paragraph, its heading beside it."""
    handle = io.StringIO(newline="")
    csv.writer(handle).writerows([("Heading", "Paragraph"), *PARAGRAPHS])
    return handle.getvalue().encode()


def workbook_of(rows: Iterable[Iterable[object]], name: str = "Sheet") -> Workbook:
    """A workbook with one sheet."""
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = name
    for row in rows:
        workbook.worksheets[0].append([*row])
    return workbook


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these parts."""
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return handle.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def word_package(
    body: str, related: Mapping[str, str] | None = None, prolog: str = ""
) -> dict[str, str | bytes]:
    """The parts of a Word document with this XML as its body, and these parts beside it."""
    related = related or {}
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for kind in related
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{prolog}<w:document {NAMESPACES}><w:body>{body}</w:body>"
        "</w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
            for kind in related
        )
        + "</Relationships>",
        **{
            f"word/{kind}.xml": f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>"
            for kind, content in related.items()
        },
    }


def word(body: str, related: Mapping[str, str] | None = None) -> bytes:
    """A Word document with this XML as its body, and these parts beside it."""
    return package(word_package(body, related))


def paragraph(text: str, style: str = "") -> str:
    """The XML of a Word paragraph."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def pieces(extracted: Extracted) -> list[tuple[str, str]]:
    """The kind (and level) of each block, and its text."""
    return [
        (f"{block.kind}{block.level or ''}", extracted.text[block.span.start : block.span.end])
        for block in extracted.blocks
    ]


def sentences(extracted: Extracted, kind: PlaceKind) -> list[tuple[str, int]]:
    """The sentences as search sees them, headings left out, each with the number of its place."""
    document = Document("made", "", "", extracted.text, extracted.blocks)
    words = Vocabulary.of(extracted.text)
    found: list[tuple[str, int]] = []
    for block in extracted.blocks:
        if block.kind is BlockKind.HEADING:
            continue
        reading = read_block(document, block, words)
        for each in find_sentences(reading.text):
            start = reading.source_span(each.start, each.end).start
            before = [p for p in extracted.places if p.kind is kind and p.start <= start]
            found.append((reading.text[each.start : each.end], before[-1].number))
    return found
