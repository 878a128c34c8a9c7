"""The known text, read back from a web page, an e-book, an e-mail and reStructuredText."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest

from index.chunk import chunk
from index.errors import UnreadableError
from index.read import read_document
from index.read.eml import read_eml
from index.read.epub import read_epub
from index.read.html import read_html
from index.read.rst import read_rst
from index.types import CitedPlace, Document, Passage, PlaceKind
from index.verify import find_lines, find_places, reads_as
from tests.made.marked_up import make_eml, make_epub, make_html, make_rst
from tests.made.prose import HEADINGS, SECTIONS, SENTENCES, TITLE

FILES = {
    "lamps.html": make_html(),
    "lamps.epub": make_epub(),
    "lamps.eml": make_eml(),
    "lamps.rst": make_rst(),
}


def read(source: str) -> Document:
    return read_document(source, FILES[source], limit=1 << 20)


def passages(document: Document) -> list[Passage]:
    return chunk(document, count_tokens=lambda text: len(text.split()), max_tokens=250)


def sentences(document: Document) -> Iterator[tuple[str, Passage, int, int]]:
    for passage in passages(document):
        for each in passage.sentences:
            text = passage.text[each.reading.start : each.reading.end]
            yield text, passage, each.span.start, each.span.end


@pytest.mark.parametrize("source", FILES)
def test_every_sentence_is_there_word_for_word(source: str) -> None:
    document = read(source)
    assert document.title == TITLE
    found = [text for text, *_ in sentences(document)]
    assert [text for text in found if text in SENTENCES] == list(SENTENCES)


@pytest.mark.parametrize("source", FILES)
def test_every_sentence_stands_in_the_stored_text(source: str) -> None:
    document = read(source)
    for text, _, start, end in sentences(document):
        assert reads_as(document.text[start:end], text, markup=document.markup)


@pytest.mark.parametrize("source", ["lamps.html", "lamps.epub", "lamps.rst"])
def test_every_sentence_is_under_its_heading(source: str) -> None:
    under: dict[str, str] = {
        text: passage.section[-1] for text, passage, *_ in sentences(read(source))
    }
    assert under == {
        sentence: heading
        for heading, paragraphs in SECTIONS
        for paragraph in paragraphs
        for sentence in paragraph
    }


def test_a_book_is_cited_by_chapter() -> None:
    document = read("lamps.epub")
    chapters = {
        text: find_places(document.places, passage.span)[0]
        for text, passage, *_ in sentences(document)
    }
    assert {place.kind for place in chapters.values()} == {PlaceKind.CHAPTER}
    assert {text: place.first for text, place in chapters.items()} == {
        sentence: number
        for number, (_, paragraphs) in enumerate(SECTIONS, start=1)
        for paragraph in paragraphs
        for sentence in paragraph
    }
    assert {place.first_label for place in chapters.values()} == set(HEADINGS)


def test_a_page_is_cited_by_paragraph() -> None:
    document = read("lamps.html")
    cited = [find_places(document.places, passage.span) for passage in passages(document)]
    assert cited[0] == (CitedPlace(PlaceKind.PARAGRAPH, 1, 3),)


def test_text_with_lines_is_cited_by_lines() -> None:
    document = read("lamps.rst")
    lines = FILES["lamps.rst"].decode().split("\n")
    for text, passage, *_ in sentences(document):
        first, last = find_lines(document.text, passage.span)
        assert text in lines[first - 1 : last]


def test_menus_and_scripts_are_left_out_and_told() -> None:
    page = read_html("lamps.html", FILES["lamps.html"])
    quotable = "".join(page.text[each.span.start : each.span.end] for each in page.blocks)
    assert "Home" not in quotable
    assert "track" not in quotable
    assert page.notes


def test_the_headers_of_a_mail_are_its_first_words() -> None:
    mail = read_eml("lamps.eml", FILES["lamps.eml"])
    first = [mail.text[each.span.start : each.span.end] for each in mail.blocks[:4]]
    assert "From: Jana Dvořáková <jana@lamps.example>" in first
    assert f"Subject: {TITLE}" in first


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (
            "META-INF/container.xml",
            '<?xml version="1.0"?><!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><c>&x;</c>',
        ),
        ("OEBPS/book.opf", '<!DOCTYPE p [<!ENTITY a "lol">]><package>&a;</package>'),
    ],
)
def test_a_book_with_entities_is_refused(part: str, content: str) -> None:
    source = zipfile.ZipFile(io.BytesIO(FILES["lamps.epub"]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, content if name == part else source.read(name))
    with pytest.raises(UnreadableError) as caught:
        read_epub("evil.epub", buffer.getvalue())
    assert "root:" not in str(caught.value)
    assert str(caught.value).startswith("“evil.epub”")


@pytest.mark.parametrize(
    "page",
    [
        b"<p " + b" ".join(b"a%d=1" % n for n in range(400)) + b">x</p>",
        b"<div>" * 2000 + b"x",
        b"<table>" * 2000 + b"x",
    ],
)
def test_pages_that_take_a_parser_for_ever_are_refused_before_it(page: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"“evil\.html”"):
        read_html("evil.html", page)


def test_comments_are_not_read_and_told() -> None:
    text = read_rst("lamps.rst", FILES["lamps.rst"])
    assert not any("a comment" in text.text[b.span.start : b.span.end] for b in text.blocks)
    assert text.notes
