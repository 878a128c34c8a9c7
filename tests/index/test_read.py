"""Files of text become documents, or are refused with a sentence that says what to do."""

from __future__ import annotations

from hashlib import sha256

import pytest

from index.errors import UnreadableError
from index.read import check_size, find_format, read_document
from index.read.markdown import read_markdown
from index.read.text import read_text
from index.types import Block, BlockKind, Document, Span

MIB = 1024 * 1024
TYPES = (
    ".csv, .docx, .eml, .epub, .htm, .html, .log, .markdown, .md, .pdf, .pptx, .rst, .text, "
    ".tsv, .txt, .xhtml, .xlsm, .xlsx"
)


def refusal(source: str, data: bytes, limit: int = MIB) -> str:
    with pytest.raises(UnreadableError) as raised:
        read_document(source, data, limit=limit)
    return str(raised.value)


@pytest.mark.parametrize(
    ("source", "data", "message"),
    [
        ("a.txt", b"", "“a.txt” is empty. Add a file that holds text."),
        (
            "deep/a.md",
            b" \r\n\t\n",
            "“deep/a.md” is empty but for white space. Add a file that holds text.",
        ),
        (
            "a.txt",
            "\ufeff\u2028\u00a0\n".encode(),
            "“a.txt” is empty but for white space. Add a file that holds text.",
        ),
        ("a.txt", b"... --- ...", "“a.txt” holds no words. Add a file with sentences in it."),
        (
            "a.md",
            b"# One\n\n## Two\n",
            "“a.md” holds no text under its headings. Add a file with sentences in it.",
        ),
        (
            "a.md",
            b"<p>\nword\n</p>\n",
            "“a.md” holds no text under its headings. Add a file with sentences in it.",
        ),
        (
            "a.txt",
            b"a\0b\1",
            "“a.txt” is not plain text, or is damaged. Export it anew and add that.",
        ),
        (
            "a.txt",
            "Lamp".encode("utf-16-le"),
            "“a.txt” is not plain text, or is damaged. Export it anew and add that.",
        ),
        (
            "a.txt",
            b"%PDF-1.7\n%\xe2\xe3\n",
            "“a.txt” is not plain text but a PDF. Rename it to a.pdf and add it again.",
        ),
        (
            "a.md",
            b"PK\x03\x04" + bytes(40),
            "“a.md” is not Markdown but a zip archive. Unpack it and add the files in it.",
        ),
        (
            "a.txt",
            b"\x89PNG\r\n\x1a\n" + bytes(8),
            "“a.txt” is not plain text but a picture. Add the text that it shows as a document.",
        ),
        (
            "a.ods",
            b"word",
            f"“a.ods” is of an unknown type (.ods). Types that can be read: {TYPES}.",
        ),
        (
            "notes",
            b"word",
            f"“notes” is of an unknown type (no extension). Types that can be read: {TYPES}.",
        ),
    ],
)
def test_a_file_without_text_is_refused(source: str, data: bytes, message: str) -> None:
    assert refusal(source, data) == message


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    assert refusal("a.txt", b"word" * 786_432, limit=2 * MIB) == (
        "“a.txt” is too large: 3.0 MiB, and the limit is 2 MiB. "
        "Split it, or raise FOOTNOTE_MAX_FILE_MIB."
    )
    check_size("a.txt", 2 * MIB, 2 * MIB)


def test_the_extension_names_the_format_in_any_case() -> None:
    names = ["a.txt", "A.TXT", "b.md", "b.Markdown", "c.d/e.f.TxT"]
    assert [find_format(name) for name in names] == ["txt", "txt", "md", "md", "txt"]
    with pytest.raises(UnreadableError, match=r"no extension"):
        find_format(".txt")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"caf\xe9\n", "byte 0xE9 in line 1"),
        (b"a\nb\nc \xff d\n", "byte 0xFF in line 3"),
        (b"a\r\nb\r\n\xc3(", "byte 0xC3 in line 3"),
        (b"a\rb\rc\r\x80", "byte 0x80 in line 4"),
        (b"a\xe2\x80\xa8b\x0bc\x0c\n\xed\xa0\x80", "byte 0xED in line 2"),
    ],
)
def test_a_byte_that_is_no_utf8_is_named_with_its_line(data: bytes, place: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read_text("a.txt", data)
    message = str(raised.value)
    assert message.startswith("“a.txt” is not valid UTF-8")
    assert place in message
    assert message.endswith("Save it as UTF-8 and add it again.")


TEXT = "Größe — 漢字 😀\r\nline two\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(encoding: str) -> None:
    assert read_text("a.txt", TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be"])
def test_big_endian_marks_are_known_too(encoding: str) -> None:
    assert read_text("a.txt", ("\ufeff" + TEXT).encode(encoding)).text == TEXT


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85"], ids=repr)
def test_line_ends_stay_as_they_are(end: str) -> None:
    assert read_text("a.txt", f"one{end}two{end}".encode()).text == f"one{end}two{end}"
    assert read_markdown("a.md", f"one{end}two{end}".encode()).text == f"one{end}two{end}"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lamp   Care\n\nA lamp is a thing that gives light.\n", "Lamp Care"),
        ("\n\nLAMP CARE\n=========\nA lamp is a thing that gives light.\n", "LAMP CARE"),
        ("A lamp is a thing that gives light.\n\nLamp Care\n\nIt is a lamp, so to speak.\n", None),
        ("Only one line", None),
    ],
)
def test_the_title_of_plain_text_is_a_heading_above_all_other_text(
    text: str, title: str | None
) -> None:
    assert read_text("a.txt", text.encode()).title == title


def test_a_document_holds_what_its_file_holds() -> None:
    data = "\ufeff# T\r\n\r\nA *lamp*.\r\n".encode()
    assert read_document("in/lamp.md", data, limit=MIB) == Document(
        source="in/lamp.md",
        title="T",
        fingerprint=sha256(data).hexdigest(),
        text="# T\r\n\r\nA *lamp*.\r\n",
        blocks=(
            Block(BlockKind.HEADING, Span(2, 3), 1),
            Block(BlockKind.PARAGRAPH, Span(7, 16)),
        ),
        lines=True,
        markup=True,
        tables=0,
    )
    assert read_document("in/lamp.care.txt", b"A lamp.", limit=MIB).title == "lamp.care"
