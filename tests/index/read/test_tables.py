"""How many tables a file holds: told for each format that tells tables from text."""

from __future__ import annotations

import docx
import pptx
import pytest
from pptx.util import Inches

from index.read import read_document
from tests.made.marked_up import make_epub
from tests.made.office import package, parts_of, saved, workbook_of
from tests.made.pdf import Print, make_pdf

PRICES = (("Lamp", "Price"), ("Aurora", "12 euros"), ("Borealis", "14 euros"))
BOX = (("A lamp is a thing that gives light.",),)
GRID = "+--------+----+\n| Aurora | 12 |\n+--------+----+\n"
SIMPLE = "======  ==\nAurora  12\n======  ==\n"
LISTED = ".. list-table:: Prices\n\n   * - Aurora\n     - 12\n"
TABLE = "<table><tr><th>Lamp<th>Price<tr><td>Aurora<td>12</table>"
FRAME = "<table><tr><td><h2>News</h2><p>A lamp.<td><p>Another.<p>And one more.</table>"
COLUMN = "<table><tr><td>A lamp.<tr><td>Another.</table>"


def word(*tables: tuple[tuple[str, ...], ...]) -> bytes:
    document = docx.Document()
    document.add_paragraph("Words.")
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return saved(document)


def slides(*tables: tuple[tuple[str, ...], ...]) -> bytes:
    presentation = pptx.Presentation()
    for rows in tables:
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        place = (Inches(0), Inches(0), Inches(2), Inches(1))
        table = slide.shapes.add_table(len(rows), len(rows[0]), *place).table
        for line, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.cell(line, column).text = text
    return saved(presentation)


def sheets(number: int) -> bytes:
    """A workbook with so many sheets that hold something, and one that doesn't."""
    workbook = workbook_of(PRICES, "First")
    for _ in range(number - 1):
        workbook.create_sheet().append(["Lamp", "Aurora"])
    workbook.create_sheet("Empty")
    return saved(workbook)


def book(page: str) -> bytes:
    """The book of the known text with a further chapter."""
    parts = {name: data.decode() for name, data in parts_of(make_epub()).items()}
    parts["OEBPS/c0.xhtml"] = (
        f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{page}</body></html>"
    )
    return package(parts)


def mail(*parts: tuple[str, str]) -> bytes:
    """An e-mail of parts, each with its kind."""
    body = "".join(f"--x\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    head = "Subject: Lamps\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    return f"{head}{body}--x--\n".encode()


@pytest.mark.parametrize(
    ("source", "data", "tables"),
    [
        ("a.md", b"A lamp.\n\n| a | b |\n|---|---|\n| c | d |\n\n- | e | f |\n  |---|---|\n", 2),
        ("a.md", b"A lamp | a light\n", 0),
        ("a.rst", f"Words.\n\n{GRID}\n{SIMPLE}\n{LISTED}\nWords.\n".encode(), 3),
        ("a.rst", b"Words.\n\n>>> 1 + 1\n2\n", 0),
        ("a.html", f"<p>Words.{TABLE}{TABLE}".encode(), 2),
        ("a.html", f"{FRAME}{COLUMN}".encode(), 0),
        ("a.html", f"<table><tr><td><h2>News</h2>{TABLE}<td><p>a<p>b</table>".encode(), 1),
        ("a.docx", word(PRICES, BOX, PRICES), 2),
        ("a.docx", word(), 0),
        ("a.pptx", slides(PRICES, BOX), 1),
        ("a.xlsx", sheets(1), 1),
        ("a.xlsx", sheets(3), 3),
        ("a.csv", b"Lamp,Price\nAurora,12\n", 1),
        ("a.epub", book(f"<p>Words.</p>{TABLE}"), 1),
        ("a.epub", make_epub(), 0),
        ("a.eml", mail(("text/plain", "Words.")), None),
        ("a.eml", mail(("text/plain", "Words."), ("text/html", TABLE)), 1),
        ("a.txt", b"a | b\nc | d\n", None),
        ("a.pdf", make_pdf(Print()).data, None),
    ],
)  # fmt: skip
def test_tables_are_counted_where_a_file_tells_them(
    source: str, data: bytes, tables: int | None
) -> None:
    assert read_document(source, data, limit=1 << 20).tables == tables
