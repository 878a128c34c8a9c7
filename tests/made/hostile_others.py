"""Hostile files of the other formats: workbooks, presentations, tables, e-mails, text.

Sizes are those of the largest file that is taken; tests ask for smaller ones.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.made.hostile import (
    LAST_LAUGH,
    OFFICE_ROOT,
    archive,
    different_words,
    laughs,
    pdf,
    pdf_page,
    stream,
)
from tests.made.office import made_pptx, parts_of

FULL = 10_000_000  # bytes


def text_of(piece: str, size: int = FULL) -> bytes:
    """A piece of text, again and again."""
    return (piece * (size // len(piece.encode()) + 1)).encode()[:size]


# Presentations, workbooks and tables


def office(parts: Mapping[str, str | bytes], main: str, content_type: str) -> bytes:
    """An office package whose main part has that name and type."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{content_type}.main+xml"/></Types>'
    )
    return archive(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": OFFICE_ROOT.replace("word/document.xml", main),
        }
        | dict(parts)
    )


def xlsx(rows: str, head: str = "") -> bytes:
    """A workbook of one sheet with these rows; `head` stands before the sheet's root."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office_relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return office(
        {
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office_relation}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": OFFICE_ROOT.replace(
                "word/document.xml", "worksheets/sheet1.xml"
            ).replace('officeDocument"/>', 'worksheet"/>'),
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>{rows}'
            "</sheetData></worksheet>",
        },
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


def cell(text: str, place: str = "") -> str:
    named = f' r="{place}"' if place else ""
    return f'<c{named} t="inlineStr"><is><t>{text}</t></is></c>'


def xlsx_of_many_rows(rows: int = 1_000_000) -> bytes:
    return xlsx(f"<row>{cell('A lamp.')}</row>" * rows)


def xlsx_of_different_rows(rows: int = 500_000) -> bytes:
    """Rows that pack no better than honest ones."""
    return xlsx("".join(f"<row>{cell(word)}</row>" for word in different_words(rows)))


def xlsx_of_the_last_cell() -> bytes:
    """A cell at the far end of the largest sheet there is."""
    return xlsx(f'<row r="1048576">{cell("A lamp.", "XFD1048576")}</row>')


def xlsx_of_one_text(characters: int = 300_000_000) -> bytes:
    return xlsx(f"<row>{cell('A' * characters)}</row>")


def xlsx_that_laughs() -> bytes:
    return xlsx(f"<row>{cell(f'&{LAST_LAUGH};')}</row>", laughs())


def pptx_with(shapes: str, head: str = "") -> bytes:
    """A presentation whose first slide has these shapes; `head` stands before its root."""
    parts = parts_of(made_pptx())
    slide = parts["ppt/slides/slide1.xml"].decode().partition("?>")[2]
    begin, end = slide.index("<p:sp>"), slide.index("</p:spTree>")
    changed = head + slide[:begin] + shapes + slide[end:]
    return archive({**parts, "ppt/slides/slide1.xml": changed})


def shape(text: str) -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def pptx_of_many_shapes(shapes: int = 1_000_000) -> bytes:
    return pptx_with(shape("x") * shapes)


def pptx_of_different_shapes(shapes: int = 200_000) -> bytes:
    return pptx_with("".join(map(shape, different_words(shapes))))


def pptx_of_nested_groups(depth: int = 200_000) -> bytes:
    return pptx_with("<p:grpSp>" * depth + "</p:grpSp>" * depth)


def pptx_that_laughs() -> bytes:
    return pptx_with(shape(f"&{LAST_LAUGH};"), laughs())


def csv_of_many_columns(size: int = FULL) -> bytes:
    return text_of("a,", size)


def csv_of_many_rows(size: int = FULL) -> bytes:
    return text_of("a,b\n", size)


def csv_of_open_quotes(size: int = FULL) -> bytes:
    return text_of('"a,\n', size)


def eml_of_nested_parts(depth: int = 50_000) -> bytes:
    begin = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)
    )
    return f"Subject: A lamp\n{begin}\n\nA lamp.".encode()


def eml_of_many_parts(parts: int = 500_000) -> bytes:
    head = "Subject: A lamp\nContent-Type: multipart/mixed; boundary=b\n\n"
    return (head + "--b\n\nA lamp.\n" * parts + "--b--\n").encode()


def eml_of_a_long_header(size: int = FULL) -> bytes:
    return b"Subject: " + text_of("=?utf-8?q?a?= ", size) + b"\n\nA lamp."


def eml_of_a_long_type(size: int = FULL) -> bytes:
    return b"Subject: a\nContent-Type: text/plain; " + text_of("a*0*=b; ", size) + b"\n\nA lamp."


def md_of_nested_quotes(size: int = FULL) -> bytes:
    return text_of("> ", size)


def md_of_nested_lists(size: int = FULL) -> bytes:
    return text_of("- ", size)


def md_of_many_items(size: int = FULL) -> bytes:
    return text_of("- a\n", size)


def rst_of_open_marks(size: int = FULL) -> bytes:
    return b"A lamp.\n\n" + text_of("``a ", size)


def rst_of_deepening_lists(depth: int = 4_000) -> bytes:
    return "\n".join(" " * n + "- a" for n in range(depth)).encode()


def txt_of_short_lines(size: int = FULL) -> bytes:
    return text_of("a\n", size)


def txt_of_one_word(size: int = FULL) -> bytes:
    return b"a" * size


def txt_of_broken_words(size: int = FULL) -> bytes:
    return text_of("ab-\ncd ", size)


def txt_of_unknown_bytes(size: int = FULL) -> bytes:
    """Bytes of which every encoding says something else."""
    return bytes(128 + n * 7 % 128 if n % 3 else 32 for n in range(size))


def html_of_an_open_comment(size: int = FULL) -> bytes:
    return b"<p>A lamp." + text_of("<!--", size)


def html_of_open_tables(size: int = FULL) -> bytes:
    return text_of("<table><tr><td>", size)


def html_of_open_styles(size: int = FULL) -> bytes:
    return text_of("<b><i>", size)


def html_of_entities(size: int = FULL) -> bytes:
    return b"<p>" + text_of("&amp;", size)


def pdf_of_pages_in_a_circle() -> bytes:
    """A list of pages that names itself."""
    return pdf_page(stream(b""), b"/Kids[2 0 R 3 0 R]/Count 2")


def pdf_of_a_form_in_itself() -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X 6 0 R>>>>"
    return pdf_page(stream(b"/X Do"), b"/Kids[3 0 R]/Count 1", stream(b"/X Do /X Do", form))


def pdf_of_nested_lists(depth: int = 1_000_000) -> bytes:
    return pdf((b"<</Type/Catalog/Pages 2 0 R>>", b"[" * depth + b"]" * depth))


def pdf_of_open_states(size: int = 300_000_000) -> bytes:
    """A page that saves its state again and again, and never restores it."""
    import zlib

    packed = zlib.compress(b"q " * (size // 2), 9)
    return pdf_page(stream(packed, b"/Filter/FlateDecode"))
