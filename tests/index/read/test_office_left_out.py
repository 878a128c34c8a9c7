"""What Office files hold beside what is read: all of it is counted, and rightly."""

from __future__ import annotations

from collections.abc import Callable

import pptx
import pytest
from pptx.opc.constants import CONTENT_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches

from index.errors import UnreadableError
from index.read.csv import read_csv
from index.read.docx import read_docx
from index.read.format import Extracted
from index.read.pptx import read_pptx
from index.read.xlsx import read_xlsx
from tests.made.office import (
    made_docx,
    made_pptx,
    made_xlsx,
    package,
    paragraph,
    parts_of,
    saved,
    word,
    workbook_of,
)

NAMED = "The first full row was taken for the names of the columns."
PRICES = (("Lamp", "Price"), ("Aurora", "12"), ("Mini", "7"))
READERS: dict[str, tuple[Callable[[str, bytes], Extracted], bytes]] = {
    "docx": (read_docx, made_docx()),
    "pptx": (read_pptx, made_pptx()),
    "xlsx": (read_xlsx, made_xlsx()),
}


def refusal(kind: str, data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        READERS[kind][0](f"a.{kind}", data)
    return str(caught.value)


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in cells)}</w:tr>"


def test_word_counts_drawn_texts_covered_cells_and_names_of_empty_columns() -> None:
    drawn = '<w:p><w:r><w:pict><v:textpath string="DRAFT"/></w:pict></w:r></w:p>'
    down = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Lamps")
    covered = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("Bulbs") + paragraph("Cords")
    names = row(*map(paragraph, ("Kind", "Price", "Remark", "")))
    rows = row(down, paragraph("1"), "<w:p/>") + row(covered, paragraph("2"), "<w:p/>")
    extracted = read_docx(
        "a.docx",
        word(f"{drawn}<w:tbl>{names}{rows}</w:tbl>", {"header": drawn, "footer": "<w:p/>"}),
    )
    assert extracted.text == "Kind: Lamps; Price: 1\nKind: Lamps; Price: 2"
    assert [place.number for place in extracted.places] == [4, 6]
    assert extracted.notes == (
        "1 page header, 1 drawn text, 2 pieces of hidden text and 1 name of empty columns "
        "were left out.",
        "In 1 table the first full row was taken for the names of the columns.",
    )


def test_word_leaves_out_what_was_deleted_or_moved_away_and_reads_where_it_went() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    extracted = read_docx(
        "a.docx",
        word(
            f"<w:p>{run.format('One')}<w:moveFrom>{run.format(' old')}</w:moveFrom>"
            f"<w:del><w:r><w:delText> gone</w:delText></w:r></w:del>{run.format('.')}</w:p>"
            f"<w:p><w:moveTo>{run.format('Old')}</w:moveTo>"
            f"<w:ins>{run.format(' new.')}</w:ins></w:p>"
        ),
    )
    assert extracted.text == "One.\nOld new."
    assert extracted.notes == ("2 tracked deletions were left out.",)


def test_powerpoint_counts_comments_layouts_notes_pages_and_covered_cells() -> None:
    presentation = pptx.Presentation()
    edge = Inches(0)
    layout = presentation.slide_layouts[6]
    for holder in (layout, presentation.slide_master):
        box = presentation.slides.add_slide(layout).shapes.add_textbox(edge, edge, edge, edge)
        box.text_frame.text = "Our motto"
        holder.shapes.element.append(box.element)
    slide = presentation.slides[0]
    slide.shapes.add_textbox(edge, edge, edge, edge).text_frame.text = "Shown."
    table = slide.shapes.add_table(3, 3, edge, Inches(2), edge, edge).table
    for line, cells in enumerate((("Kind", "Price", "Remark"), ("a", "1", ""), ("b", "2", ""))):
        for column, text in enumerate(cells):
            table.cell(line, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 0).text = "b"
    notes = slide.notes_slide
    assert notes.notes_text_frame is not None
    notes.notes_text_frame.text = "Said."
    notes.shapes.element.append(slide.shapes[0].element.__deepcopy__({}))
    name = PackURI("/ppt/comments/comment1.xml")
    blob = b"<p:cmLst xmlns:p='p'><p:cm><p:text>No</p:text></p:cm><p:cm/></p:cmLst>"
    part = Part(name, CONTENT_TYPE.PML_COMMENTS, presentation.part.package, blob)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    slide.part.relate_to(part, kind)
    extracted = read_pptx("a.pptx", saved(presentation))
    assert extracted.text.startswith("Shown.\nKind: a")
    assert extracted.text.endswith("Price: 2\nSaid.")
    assert extracted.notes == (
        "2 text boxes of the slides' layout, 1 piece of hidden text, 1 name of empty columns, "
        "2 comments and 1 text box on notes pages were left out.",
        "1 slide holds no text: 2.",
        "The speaker notes of 1 slide follow the slide's text.",
    )


def test_excel_counts_parts_reading_aids_covered_cells_and_names_of_empty_columns() -> None:
    workbook = workbook_of([("Kind", "Price", "Remark"), ("a", "1"), ("b", "2")])
    workbook.worksheets[0].merge_cells("A2:A3")
    parts = parts_of(saved(workbook))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(
        b'<row r="3">',
        b'<row r="3"><c r="A3" t="inlineStr"><is><t>b</t>'
        b'<rPh sb="0" eb="1"><t>bee</t></rPh></is></c>',
    )
    parts |= {
        "xl/sharedStrings.xml": b"<sst><si><t>x</t><rPh><t>ex</t></rPh></si></sst>",
        "xl/diagrams/data1.xml": b"<a/>",
        "xl/embeddings/b.bin": b"",
        "xl/vbaProject.bin": b"",
    }
    extracted = read_xlsx("a.xlsx", package(parts))
    assert extracted.text == "Kind: a; Price: 1\nKind: a; Price: 2"
    assert extracted.notes == (
        "2 reading aids, 1 cell covered by others, 1 diagram, 1 embedded object, 1 set of macros "
        "and 1 name of empty columns were left out.",
        NAMED,
    )


def test_a_column_without_cells_is_told_of_in_csv_too() -> None:
    extracted = read_csv("a.csv", b"Lamp,Price,Note,Maker\nAurora,12,,\nMini,7,,\n")
    assert extracted.text == "Lamp: Aurora; Price: 12\nLamp: Mini; Price: 7"
    assert extracted.notes == (
        "Row 1 was taken for the names of the columns.",
        "2 names of empty columns were left out.",
    )


def test_formulas_are_told_by_the_result_that_was_saved() -> None:
    parts = parts_of(saved(workbook_of([*PRICES, ("Sum", "=B2+B3"), ("Mean", "=B4/2")])))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<f>B2+B3</f><v></v>", b"<f>B2+B3</f><v>19</v>")
    extracted = read_xlsx("a.xlsx", package(parts))
    assert extracted.text.splitlines() == [
        "Lamp: Aurora; Price: 12",
        "Lamp: Mini; Price: 7",
        "Lamp: Sum; Price: 19",
        "Lamp: Mean",
    ]
    assert extracted.notes == ("1 formula without a saved result was left out.", NAMED)


@pytest.mark.parametrize("kind", READERS)
def test_damaged_protected_and_old_files_are_told_apart(kind: str) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refusal(kind, old + "EncryptedPackage".encode("utf-16-le")) == (
        f"“a.{kind}” is protected by a password. Remove the protection and add it again."
    )
    assert refusal(kind, old + "WordDocument".encode("utf-16-le")) == (
        f"“a.{kind}” is an old Word file (.doc). Open it in Word, save it as .docx and add that."
    )
    data = READERS[kind][1]
    assert refusal(kind, data[: len(data) // 2]) == (
        f"“a.{kind}” is damaged, or not a .{kind} file. Open it in the program that it came from, "
        "save it again and add that."
    )
