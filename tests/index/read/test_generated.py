"""What holds for any text in any of the formats that mark it up: no word of it is lost or moved."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape
from itertools import pairwise

import docx
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.prose import Vocabulary, read_block
from index.read.docx import read_docx
from index.read.eml import read_eml
from index.read.epub import read_epub
from index.read.format import Extracted
from index.read.html import read_html
from index.read.pptx import read_pptx
from index.read.rst import read_rst
from index.read.xlsx import read_xlsx
from index.types import Document
from index.verify import kept_text
from tests.made.office import saved, workbook_of
from tests.made.web import book

LETTERS = "aBz09éßжΩ漢字かなأبשלקि"
SIGNS = ".,;!?()’“”–-%€😀\u0301\u00ad\u200bﬁ"
WORD = st.builds(
    str.__add__, st.sampled_from(LETTERS), st.text(st.sampled_from(LETTERS + SIGNS), max_size=8)
)
PARAGRAPHS = st.lists(st.lists(WORD, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6)


def word(paragraphs: Sequence[str]) -> bytes:
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    return saved(document)


def slides(paragraphs: Sequence[str]) -> bytes:
    presentation = pptx.Presentation()
    for each in paragraphs:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.placeholders[1].text_frame.text = each
    return saved(presentation)


def mail(kind: str) -> Callable[[Sequence[str]], bytes]:
    def make(paragraphs: Sequence[str]) -> bytes:
        message = EmailMessage()
        message["Subject"] = "Lamps"
        text = page(paragraphs) if kind == "html" else "\n\n".join(paragraphs)
        message.set_content(text, subtype=kind, charset="utf-8", cte="base64")
        return message.as_bytes()

    return make


def page(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{escape(each)}</p>\n" for each in paragraphs)


def pages(paragraphs: Sequence[str]) -> bytes:
    return book({f"{number}.xhtml": page([each]) for number, each in enumerate(paragraphs)})


def sheet(paragraphs: Sequence[str]) -> bytes:
    return saved(workbook_of([(each,) for each in paragraphs]))


FORMATS: dict[
    str, tuple[Callable[[Sequence[str]], bytes], Callable[[str, bytes], Extracted], str]
] = {
    "a.rst": (lambda each: "\n\n".join(each).encode(), read_rst, ""),
    "a.html": (lambda each: page(each).encode(), read_html, ""),
    "a.docx": (word, read_docx, ""),
    "a.pptx": (slides, read_pptx, ""),
    "a.xlsx": (sheet, read_xlsx, ""),
    "a.epub": (pages, read_epub, ""),
    "plain.eml": (mail("plain"), read_eml, "Subject: Lamps"),
    "page.eml": (mail("html"), read_eml, "Subject: Lamps"),
}


def letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum())


@pytest.mark.parametrize("source", FORMATS)
@given(paragraphs=PARAGRAPHS)
@settings(max_examples=15, deadline=None)
def test_all_letters_are_extracted_and_read_in_order(source: str, paragraphs: list[str]) -> None:
    make, read, before = FORMATS[source]
    extracted = read(source, make(paragraphs))
    document = Document(source, "", "", extracted.text, extracted.blocks, markup=extracted.markup)
    vocabulary = Vocabulary.of(extracted.text)
    end, kept = 0, ""
    for block in extracted.blocks:
        assert end <= block.span.start < block.span.end <= len(extracted.text)
        edges = [
            block.span.start,
            *(edge for each in block.skips for edge in (each.start, each.end)),
        ]
        assert edges == sorted(edges)
        assert edges[-1] <= block.span.end
        piece = kept_text(extracted.text, block.span, block.skips)
        assert letters(read_block(document, block, vocabulary).text) == letters(piece)
        kept += piece
        end = block.span.end
    assert letters(kept) == letters(before + "".join(paragraphs))
    if source != "plain.eml":  # whose lines alone tell what a paragraph is
        assert len(extracted.blocks) == len(paragraphs) + bool(before)
    assert not [note for note in extracted.notes if "left out" in note]
    for one, next_one in pairwise(extracted.places):
        assert one.start <= next_one.start
        assert one.number < next_one.number or one.kind is not next_one.kind
