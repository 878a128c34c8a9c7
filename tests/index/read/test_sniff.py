"""What files really are, told from made-up bytes."""

from __future__ import annotations

import codecs
import io
import re
import tarfile
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.read.sniff import MAX_NAMES, NO_READER, agrees, mismatch, sniff
from index.read.table import EXTENSIONS, FORMATS

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TEXT = "Zwölf Lampen – “bright”.\n"


def archive(*names: str, packed: int = zipfile.ZIP_DEFLATED, **contents: str) -> bytes:
    """A zip archive of files with these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        for name in names:
            files.writestr(name, contents.get(name, "x" * 40), packed)
    return made.getvalue()


def package(mime_type: str, packed: int = zipfile.ZIP_STORED) -> bytes:
    """An archive that says what it is, as e-books and OpenDocument files do."""
    return archive("mimetype", "content.xml", packed=packed, mimetype=mime_type)


WORD = archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")
BOOK = package("application/epub+zip")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        # PDF
        (PDF, "pdf"),
        (codecs.BOM_UTF8 + PDF, "pdf"),
        (b"\r\n\n" + PDF, "pdf"),
        (b"a line that a printer put there\x00\n" + PDF, "pdf"),
        (b"x" * 1_016 + PDF, "pdf"),
        (b"x" * 1_017 + PDF, "text"),
        (b"x" * 1_017 + b"\x00" + PDF, "binary"),
        (b"A file that starts with %PDF-1.7 is a PDF.", "text"),
        (b"%PDF-files are what printers like.", "text"),
        # Office, e-books and other archives
        (WORD, "docx"),
        (archive("[Content_Types].xml", "word/document2.xml"), "docx"),
        (archive("word/document.xml", "[Content_Types].xml"), "docx"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (archive("[Content_Types].xml", "visio/document.xml"), "zip"),
        (archive("word/document.xml"), "zip"),
        (archive("plan/[Content_Types].xml", "plan/word/document.xml"), "zip"),
        (BOOK, "epub"),
        (archive("META-INF/container.xml", "book.opf"), "epub"),
        (package("application/epub+zip", zipfile.ZIP_DEFLATED), "zip"),
        (package("application/vnd.oasis.opendocument.text"), "odt"),
        (package("application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (package("application/vnd.oasis.opendocument.presentation"), "odp"),
        (package("application/vnd.oasis.opendocument.graphics"), "zip"),
        (package("text/plain"), "zip"),
        (archive(), "zip"),
        (archive("a.txt", "b.txt"), "zip"),
        (b"PK\x03\x04", "zip"),
        (b"PK\x03\x04" + b"\xff" * 60, "zip"),
        # without its list, what stands before each file still tells
        (WORD[: WORD.index(b"PK\x01\x02")], "docx"),
        (WORD[:-20], "docx"),
        # an archive in an archive is not what the outer one is
        (archive("[Content_Types].xml", "inner") + archive("word/document.xml"), "zip"),
        (b"\x1f\x8b\x08\x00\x00", "gzip"),
        (b"BZh91AY&SY\x00", "archive"),
        (b"\xfd7zXZ\x00\x00", "archive"),
        (b"7z\xbc\xaf\x27\x1c\x00", "archive"),
        (b"Rar!\x1a\x07\x01\x00", "archive"),
        (b"\x28\xb5\x2f\xfd\x04", "archive"),
        # old Office
        (OLE, "ole"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (b"{\\rtf1\\ansi Lamps}", "rtf"),
        # web pages
        (b"<!DOCTYPE html>\n<title>Lamps</title>", "html"),
        (b"<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><p>", "html"),
        (b"\n  <html lang=en><body>", "html"),
        (b"<HEAD><TITLE>Lamps</TITLE></HEAD>", "html"),
        (b"<!-- saved from a shop -->\n<html>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html xmlns="x">', "html"),
        (b"<!---->" * 500 + b"<html>", "html"),
        (b"<!---->" * 500 + b"<htm>", "text"),
        (codecs.BOM_UTF8 + b"<html>", "html"),
        (codecs.BOM_UTF16_LE + "<html>".encode("utf-16-le"), "html"),
        (b'<?xml version="1.0"?><lamps/>', "text"),
        (b"<p>Part of a page.</p>", "text"),
        (b"<header>Lamps</header>", "text"),
        (b"Write <html> first.", "text"),
        # pictures, sounds, programs
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"GIF89a\x01\x00", "picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "picture"),
        (b"II*\x00\x08\x00", "picture"),
        (b"MM\x00*\x00\x00", "picture"),
        (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36", "picture"),
        (b"\x00\x00\x00\x18ftypheic\x00", "picture"),
        (b"\x00\x00\x01\x00\x01\x00\x10\x10", "picture"),
        (b"\x00\x00\x00\x18ftypmp42\x00", "media"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", "media"),
        (b"OggS\x00\x02", "media"),
        (b"ID3\x04\x00\x00", "media"),
        (b"\xff\xfb\x90\x44", "media"),
        (b"\x1a\x45\xdf\xa3\x01", "media"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (b"MZ\x90\x00\x03\x00", "program"),
        (b"\xcf\xfa\xed\xfe\x07\x00", "program"),
        (b"\xca\xfe\xba\xbe\x00\x00", "program"),
        # text that begins as something else does
        (b"MZ is how programs begin.", "text"),
        (b"BMW repairs lamps.", "text"),
        (b"GIF89 is a format.", "text"),
        (b"PK is a shop.", "text"),
        (b"ID3 is a tag.", "text"),
        (b"7zip packs lamps.", "text"),
        # text
        (TEXT.encode(), "text"),
        (TEXT.encode("cp1252"), "text"),
        (TEXT.encode("utf-8-sig"), "text"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "text"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "text"),
        (b"\ttabs, feeds\f\x0b and \x1b[1mcolours\x1b[0m\r\n\x1a", "text"),
        (TEXT.encode("utf-16-le"), "binary"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "binary"),
        (b"Twelve lamps\x00", "binary"),
        (b"Twelve\x01lamps", "binary"),
        (b"SQLite format 3\x00", "binary"),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_a_packed_folder_is_no_text() -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as files:
        files.addfile(tarfile.TarInfo("word/document.xml"))
    assert sniff(made.getvalue()) == "binary"


def test_what_stands_before_an_archive_does_not_hide_it() -> None:
    head = archive("a.txt")
    assert sniff(head + WORD) == "docx"


def test_a_file_that_is_two_things_is_the_one_it_begins_as() -> None:
    assert sniff(PDF + WORD) == "pdf"
    assert sniff(WORD + PDF) == "docx"
    assert sniff(b"<!doctype html>" + PDF + WORD) == "pdf"


def test_of_a_very_long_list_only_the_beginning_is_looked_at() -> None:
    names = [f"{number}" for number in range(MAX_NAMES)]
    assert sniff(archive("[Content_Types].xml", "word/a", *names)) == "docx"
    assert sniff(archive(*names, "[Content_Types].xml", "word/a")) == "zip"


@given(st.binary() | st.binary().map(b"PK\x03\x04".__add__) | st.binary().map(WORD.__add__))
def test_any_bytes_are_of_some_kind(data: bytes) -> None:
    mismatch("plan.txt", sniff(data))


@given(st.integers(0, len(WORD)), st.binary(min_size=1, max_size=8))
def test_a_damaged_archive_is_of_some_kind(position: int, damage: bytes) -> None:
    data = WORD[:position] + damage + WORD[position + len(damage) :]
    assert sniff(data[: len(WORD)])


@pytest.mark.parametrize(
    ("extension", "kinds"),
    [
        (".pdf", {"pdf"}),
        (".PDF", {"pdf"}),
        (".docx", {"docx"}),
        (".pptx", {"pptx"}),
        (".xlsx", {"xlsx"}),
        (".xlsm", {"xlsx"}),
        (".epub", {"epub"}),
        (".html", {"html", "text"}),
        (".htm", {"html", "text"}),
        (".txt", {"text"}),
        (".md", {"text"}),
        (".csv", {"text"}),
        (".eml", {"text"}),
        (".doc", set()),
        ("", set()),
    ],
)
def test_a_name_agrees_with_its_kinds_alone(extension: str, kinds: set[str]) -> None:
    known = {*FORMATS, "text", "binary", "empty", "protected", "ole", "zip", "picture", "odt"}
    assert {kind for kind in known if agrees(extension, kind)} == kinds


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_every_extension_agrees_with_something(extension: str) -> None:
    assert agrees(extension, "text") or agrees(extension, EXTENSIONS[extension])


@pytest.mark.parametrize(
    ("source", "kind", "sentence"),
    [
        (
            "plan.txt",
            "pdf",
            "“plan.txt” is not plain text but a PDF. Rename it to plan.pdf and add it again.",
        ),
        (
            "rooms/plan.PDF",
            "docx",
            "“rooms/plan.PDF” is not a PDF but a Word document. "
            "Rename it to plan.docx and add it again.",
        ),
        (
            "plan.txt",
            "html",
            "“plan.txt” is not plain text but a web page. Rename it to plan.html and add it again.",
        ),
        (
            "plan.pdf",
            "text",
            "“plan.pdf” is not a PDF but plain text. Rename it to plan.txt and add it again.",
        ),
        (
            "plan{0}.pdf",
            "text",
            "“plan{0}.pdf” is not a PDF but plain text. Rename it to plan{0}.txt and add it again.",
        ),
        (
            "plan.docx",
            "zip",
            "“plan.docx” is not a Word document but a zip archive. "
            "Unpack it and add the files in it.",
        ),
        (
            "plan.docx",
            "ole",
            "“plan.docx” is not a Word document but an old Office file. "
            "Save it as .docx, .pptx or .xlsx and add that.",
        ),
        (
            "plan.md",
            "picture",
            "“plan.md” is not Markdown but a picture. Add the text that it shows as a document.",
        ),
        (
            "plan.pdf",
            "binary",
            "“plan.pdf” is not a PDF, or is damaged. Export it anew and add that.",
        ),
        (
            "plan.docx",
            "protected",
            "“plan.docx” is protected by a password. Remove the protection and add it again.",
        ),
        ("plan.txt", "empty", "“plan.txt” is empty. Add a file that holds text."),
    ],
)
def test_a_mismatch_is_told_with_its_remedy(source: str, kind: str, sentence: str) -> None:
    assert mismatch(source, kind) == sentence


@pytest.mark.parametrize("kind", sorted(NO_READER))
def test_a_kind_without_a_reader_has_a_remedy(kind: str) -> None:
    sentence = mismatch("plan.txt", kind)
    assert re.fullmatch(r"“plan.txt” is not plain text but \w[\w ]+\. [A-Z][\w ,.]+\.", sentence)


def test_the_names_of_the_table_are_extensions_that_pathlib_finds() -> None:
    assert {PurePosixPath(f"plan{each}").suffix for each in EXTENSIONS} == set(EXTENSIONS)
