"""Word documents: text, blocks, places and notes; and what hostile files come to."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.parser import parse_xml
from docx.shared import Inches

from index.errors import UnreadableError
from index.read import archive as checks
from index.read.docx import read_docx
from index.read.format import Extracted
from index.types import Block, BlockKind, Place, PlaceKind, Span
from tests.made.office import (
    NAMESPACES,
    PARAGRAPHS,
    made_docx,
    package,
    paragraph,
    parts_of,
    pieces,
    saved,
    sentences,
    word,
    word_package,
)
from tests.made.prose import SECTIONS, SENTENCES, TITLE

DAMAGED = (
    "“a.docx” is damaged, or not a .docx file. Open it in the program that it came from, save it "
    "again and add that."
)
HOSTILE = (
    "as only hostile files do. Save it again with the program that it came from, and add that."
)
GUESSED = "In 1 table the first full row was taken for the names of the columns."


def read(body: str, related: dict[str, str] | None = None) -> Extracted:
    return read_docx("a.docx", word(body, related))


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_docx("a.docx", data)
    return str(caught.value)


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(c if c.startswith("<w:tc>") else f"<w:tc>{paragraph(c)}</w:tc>" for c in cells)
    return f"<w:tr>{properties}{inner}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def test_the_known_text_is_read_as_it_is() -> None:
    extracted = read_docx("a.docx", made_docx())
    lines: list[tuple[str, str]] = [("heading1", TITLE)]
    for heading, paragraphs in SECTIONS:
        lines += [("heading1", heading), *(("paragraph", " ".join(each)) for each in paragraphs)]
    starts = [sum(len(text) + 1 for _, text in lines[:index]) for index in range(len(lines))]
    assert pieces(extracted) == lines
    assert extracted == Extracted(
        title=TITLE,
        text="\n".join(text for _, text in lines),
        blocks=tuple(
            Block(
                BlockKind.PARAGRAPH if kind == "paragraph" else BlockKind.HEADING,
                Span(start, start + len(text)),
                int(kind == "heading1"),
            )
            for start, (kind, text) in zip(starts, lines, strict=True)
        ),
        places=tuple(
            Place(PlaceKind.PARAGRAPH, number, start)
            for number, start in enumerate(starts, start=1)
        ),
        tables=0,
    )


def test_every_sentence_of_the_known_text_is_found_in_its_paragraph() -> None:
    extracted = read_docx("a.docx", made_docx())
    number, expected = 1, []
    for _, paragraphs in SECTIONS:
        number += 1
        for each in paragraphs:
            number += 1
            expected += [(sentence, number) for sentence in each]
    assert sentences(extracted, PlaceKind.PARAGRAPH) == expected
    assert len(expected) == len(SENTENCES)


def test_the_same_document_has_the_same_bytes() -> None:
    assert made_docx() == made_docx()


def test_headings_are_found_by_style_name_base_and_outline_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standard">'
        '<w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/>'
        '<w:basedOn w:val="berschrift2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Lauf"><w:name w:val="Lauf"/>'
        '<w:basedOn w:val="Lauf"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Ebene"><w:name w:val="Ebene"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Quelle"><w:name w:val="Source Code"/></w:style>'
    )
    outlined = '<w:p><w:pPr><w:outlineLvl w:val="3"/></w:pPr><w:r><w:t>Direct</w:t></w:r></w:p>'
    body_text = '<w:p><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>Body.</w:t></w:r></w:p>'
    names = ["Titel", "berschrift2", "Kapitel", "Ebene", "Lauf", "Missing", "Quelle"]
    body = "".join(paragraph(name, name) for name in names) + outlined + body_text
    assert pieces(read(body, {"styles": styles})) == [
        ("heading1", "Titel"),
        ("heading2", "berschrift2"),
        ("heading2", "Kapitel"),
        ("heading3", "Ebene"),
        ("paragraph", "Lauf"),
        ("paragraph", "Missing"),
        ("code", "Quelle"),
        ("heading4", "Direct"),
        ("paragraph", "Body."),
    ]


def test_the_title_is_the_one_in_the_properties_unless_it_says_nothing() -> None:
    document = docx.Document()
    document.add_heading("Top", level=1)
    document.add_paragraph("Text.")
    titles = []
    for title in ("", "Word Document", "  The \n Title "):
        document.core_properties.title = title
        titles.append(read_docx("a.docx", saved(document)).title)
    assert titles == ["Top", "Top", "The Title"]
    assert read(paragraph("Text.")).title is None


def test_hyperlinks_controls_and_insertions_are_read_and_deletions_left_out() -> None:
    extracted = read(
        "<w:p><w:r><w:t>A </w:t></w:r><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
        "<w:ins><w:r><w:t>, new</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>, old</w:delText></w:r></w:del>"
        "<w:sdt><w:sdtPr><w:tab/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>, held</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:fldSimple><w:r><w:t>, field</w:t></w:r></w:fldSimple>"
        "<w:r><w:instrText>CODE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>, hidden</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>, shown</w:t></w:r>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('Block.')}</w:sdtContent></w:sdt>"
    )
    assert extracted.text == "A link, new, held, field, shown.\nBlock."
    assert extracted.notes == ("1 tracked deletion and 1 piece of hidden text were left out.",)


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    extracted = read(
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/>"
        "<w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:cr/></w:r></w:p>"
    )
    assert extracted.text == "a\tb\nc\u2011d\u00ade"


def test_empty_paragraphs_are_neither_blocks_nor_counted() -> None:
    extracted = read(f"<w:p/>{paragraph('One.')}{paragraph('  ')}{paragraph('Two.')}")
    assert extracted.places == (
        Place(PlaceKind.PARAGRAPH, 1, 0),
        Place(PlaceKind.PARAGRAPH, 2, 5),
    )


def test_list_items_are_blocks_and_their_numbers_are_told_of() -> None:
    item = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    extracted = read(
        item.format(3, "One") + item.format(0, "None") + paragraph("Two", "L"), {"styles": styles}
    )
    assert pieces(extracted) == [("item1", "One"), ("paragraph", "None"), ("item1", "Two")]
    assert extracted.notes == (
        "2 paragraphs of lists had automatic numbers or bullets, which are not part of the text.",
    )


def test_a_table_is_told_row_by_row_with_its_header() -> None:
    extracted = read(
        paragraph("Prices:")
        + table(
            row("Lamp", "Price"), row("Aurora", "12.50 €"), row("Borealis", ""), row("Mini", "7 €")
        )
        + paragraph("End.")
    )
    assert (
        extracted.text
        == "Prices:\nLamp: Aurora; Price: 12.50 €\nLamp: Borealis\nLamp: Mini; Price: 7 €\nEnd."
    )
    assert [place.number for place in extracted.places] == [1, 4, 6, 7, 9]
    assert extracted.notes == (GUESSED,)


def test_a_row_that_repeats_on_each_page_is_the_header() -> None:
    rows = (row("Age", "34"), row("City", "Brno"))
    assert read(table(row("Name", "Anna"), *rows)).text == "Name; Anna\nAge; 34\nCity; Brno"
    marked = "<w:trPr><w:tblHeader/></w:trPr>"
    extracted = read(table(row("Name", "Anna", properties=marked), *rows))
    assert extracted.text == "Name: Age; Anna: 34\nName: City; Anna: Brno"
    assert extracted.notes == ()


def test_a_first_row_in_bold_type_is_the_header() -> None:
    bold = "<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p></w:tc>"
    head = row(bold.format("Part"), bold.format("Maker"))
    body = (row("Cord", "Helvia"), row("Plug", "Okafor"))
    assert read(table(head, *body)).text == "Part: Cord; Maker: Helvia\nPart: Plug; Maker: Okafor"
    assert (
        read(table(head, head, *body)).text
        == "Part; Maker\nPart; Maker\nCord; Helvia\nPlug; Okafor"
    )
    assert (
        read(table(row("Part", "Maker"), *body)).text == "Part; Maker\nCord; Helvia\nPlug; Okafor"
    )


def test_a_table_style_sets_the_first_row_apart() -> None:
    document = docx.Document()
    for style in ("Table Grid", "Light Shading Accent 1"):
        made = document.add_table(0, 2, style)
        for cells in (
            ("Day", "Open"),
            ("Monday", "9–17"),
            ("Tuesday", "closed"),
            ("Friday", "late"),
        ):
            added = made.add_row().cells
            added[0].text, added[1].text = cells
        document.add_paragraph("Then.")
    assert read_docx("a.docx", saved(document)).text == (
        "Day; Open\nMonday; 9–17\nTuesday; closed\nFriday; late\nThen.\n"
        "Day: Monday; Open: 9–17\nDay: Tuesday; Open: closed\nDay: Friday; Open: late\nThen."
    )


def test_merged_cells_stand_where_they_are_seen() -> None:
    down = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Lamps") + "</w:tc>"
    more = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("2") + "</w:tc>"
    extracted = read(
        table(
            row("Kind", "Left", "Middle", "Right"),
            row(down, wide, "3"),
            row(more, "4", "5", "6"),
            row("7", "8", properties='<w:trPr><w:gridBefore w:val="2"/></w:trPr>'),
        )
    )
    assert extracted.text == (
        "Kind: Lamps; Left: 2; Right: 3\n"
        "Kind: Lamps; Left: 4; Middle: 5; Right: 6\n"
        "Middle: 7; Right: 8"
    )


def test_a_table_of_one_column_is_a_box_around_text() -> None:
    inner = f"<w:tc>{paragraph('One.')}{paragraph('Two.')}{table(row('a', 'b'))}</w:tc>"
    extracted = read(table(f"<w:tr>{inner}</w:tr>"))
    assert pieces(extracted) == [
        ("paragraph", "One."),
        ("paragraph", "Two."),
        ("paragraph", "a; b"),
    ]


def test_deleted_rows_are_left_out_and_tables_in_cells_are_told_with_them() -> None:
    nested = f"<w:tc>{paragraph('x')}{table(row('y', 'z'))}</w:tc>"
    extracted = read(table(row("a", nested)))
    assert extracted.text == "a; x y z"
    deleted = read(table(row("a", "b"), row("c", "d", properties="<w:trPr><w:del/></w:trPr>")))
    assert (deleted.text, deleted.notes) == ("a; b", ("1 tracked deletion was left out.",))


def test_notes_and_text_boxes_follow_the_paragraph_that_refers_to_them() -> None:
    box = (
        "<mc:AlternateContent><mc:Choice><w:drawing><a:graphicData><w:txbxContent>"
        f"{paragraph('Boxed.')}</w:txbxContent></a:graphicData></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{paragraph('Boxed.')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    extracted = read(
        f'<w:p><w:r><w:t>A claim</w:t><w:footnoteReference w:id="2"/><w:t>.</w:t>{box}</w:r></w:p>'
        + table(
            row(
                "a", '<w:tc><w:p><w:r><w:t>b</w:t><w:endnoteReference w:id="2"/></w:r></w:p></w:tc>'
            )
        )
        + paragraph("Next."),
        {
            "footnotes": f'<w:footnote w:id="2">{paragraph("Its source.")}</w:footnote>'
            f'<w:footnote w:id="0">{paragraph("Separator.")}</w:footnote>',
            "endnotes": f'<w:endnote w:id="2">{paragraph("The end.")}</w:endnote>',
        },
    )
    assert extracted.text == "A claim.\nIts source.\nBoxed.\na; b\nThe end.\nNext."
    assert [(place.number, place.start) for place in extracted.places] == [(1, 0), (2, 28), (4, 42)]


def test_what_is_left_out_is_counted() -> None:
    drawing = '<w:r><w:drawing><a:graphicData uri="http://x/{}"/></w:drawing></w:r>'
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    extracted = read(
        paragraph("Returns 4", "T")
        + "<w:p>"
        + "".join(
            drawing.format(kind) for kind in ("picture", "picture", "chart", "diagram", "other")
        )
        + "<w:r><w:pict><v:imagedata/></w:pict></w:r><w:r><w:object/></w:r><w:r><w:sym/></w:r>"
        + "<m:oMath><m:r><m:t>E=m</m:t></m:r></m:oMath></w:p>",
        {
            "styles": styles,
            "comments": f"<w:comment>{paragraph('No.')}</w:comment>" * 2,
            "header": paragraph("Confidential"),
            "footer": paragraph(" "),
        },
    )
    assert extracted.text == "E=m"
    assert extracted.places == (Place(PlaceKind.PARAGRAPH, 2, 0),)
    assert extracted.notes == (
        "2 comments, 1 page header, 1 line of the table of contents, 3 pictures, 1 chart, "
        "1 diagram, 1 embedded object and 1 symbol were left out.",
        "1 equation became plain characters.",
    )


def test_a_real_picture_is_counted(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pictures")
    dot = folder / "dot.bmp"
    dot.write_bytes(
        b"BM"
        + (58).to_bytes(4, "little")
        + bytes(4)
        + (54).to_bytes(4, "little")
        + (40).to_bytes(4, "little")
        + (1).to_bytes(4, "little") * 2
        + b"\1\0\x18\0"
        + bytes(28)
    )
    document = docx.Document()
    document.add_paragraph("Text.")
    document.add_picture(str(dot), width=Inches(1))
    assert read_docx("a.docx", saved(document)).notes == ("1 picture was left out.",)


@pytest.mark.parametrize("body", ["", "<w:p/>", paragraph("  "), table()])
def test_a_document_without_text_is_refused(body: str) -> None:
    assert refusal(word(body)) == "“a.docx” holds no text. Add a file with sentences in it."


def test_a_document_of_headings_alone_is_refused() -> None:
    document = docx.Document()
    document.add_heading("Alone", level=1)
    message = "“a.docx” holds no text under its headings. Add a file with sentences in it."
    assert refusal(saved(document)) == message


def test_another_kind_of_office_file_is_refused() -> None:
    parts = word_package(paragraph("Text."))
    for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
        assert refusal(package({key: parts[key] for key in parts if key != name})) == DAMAGED
    assert refusal(package({**parts, "word/document.xml": "<a/>"})) == DAMAGED
    types = str(parts["[Content_Types].xml"]).replace("document.main", "template.main")
    assert refusal(package({**parts, "[Content_Types].xml": types})) == DAMAGED


def test_damaged_notes_are_damage() -> None:
    parts = word_package(paragraph("Text."), {"footnotes": ""})
    assert refusal(package({**parts, "word/footnotes.xml": "<w:footnotes"})) == DAMAGED


LAUGHS = "<!DOCTYPE d [<!ENTITY a 'lol'>" + "".join(
    f"<!ENTITY {chr(97 + n)} '{f'&{chr(96 + n)};' * 10}'>" for n in range(1, 10)
)
ENTITIES = {
    "billion laughs": (LAUGHS + "]>", "&j;"),
    "quadratic blow-up": (f"<!DOCTYPE d [<!ENTITY a '{'B' * 5000}'>]>", "&a;" * 5000),
    "another file": ("<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "[&x;]"),
}


@pytest.mark.parametrize("name", ENTITIES)
def test_entities_are_refused(name: str) -> None:
    prolog, text = ENTITIES[name]
    for part in ("word/document.xml", "word/styles.xml", "docProps/core.xml"):
        parts = parts_of(made_docx())
        parts[part] = f"{prolog}<w:document {NAMESPACES}>{text}</w:document>".encode()
        assert refusal(package(parts)) == f"“a.docx” declares entities of its own, {HOSTILE}"


def test_millions_of_paragraphs_are_refused_before_they_are_parsed() -> None:
    assert refusal(word("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 300_000)) == (
        f"“a.docx” holds a part that grows more than 200-fold when it is unpacked, {HOSTILE}"
    )


def test_one_huge_paragraph_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MOST_RATIO", 10**9)
    monkeypatch.setattr(checks, "MOST_PART_BYTES", 11 * 1024**2)
    assert refusal(word(paragraph("A" * 10_100_000))) == DAMAGED  # lxml's limit
    assert refusal(word(paragraph("A" * 12_000_000))) == (
        "“a.docx” holds a part of more than 11 MiB. Split it into several files."
    )


def test_paragraphs_within_paragraphs_are_damage() -> None:
    assert refusal(word("<w:p>" * 20_000 + "</w:p>" * 20_000)) == DAMAGED


def test_paragraphs_nested_as_deep_as_lxml_allows_are_read() -> None:
    assert read("<w:p>" * 240 + "<w:r><w:t>Deep.</w:t></w:r>" + "</w:p>" * 240).text == "Deep."
    assert read("<w:sdt>" * 240 + paragraph("Deep.") + "</w:sdt>" * 240).text == "Deep."


def test_absurd_spans_cost_nothing() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>' + paragraph("a") + "</w:tc>"
    for span in ("999999999", "999", "-5", "x", "²"):
        assert read(table(row(cell.format(span), "b"))).text == "a; b"


def test_a_part_outside_of_the_archive_is_not_read() -> None:
    parts = word_package(paragraph("Text."))
    parts["../../../../etc/passwd.xml"] = "<a/>"
    assert read_docx("a.docx", package(parts)).text == "Text."
    rels = str(parts["word/_rels/document.xml.rels"]).replace(
        "</", '<Relationship Id="x" Type="http://x/footnotes" Target="/../../../etc/passwd"/></'
    )
    assert refusal(package({**parts, "word/_rels/document.xml.rels": rels})) == DAMAGED


def test_places_are_those_of_the_known_paragraphs() -> None:
    extracted = read_docx("a.docx", made_docx())
    places = {place.start: place.number for place in extracted.places}
    found = {text: places[extracted.text.index(text)] for _, text in PARAGRAPHS}
    assert [*found.values()] == [3, 4, 5, 7, 8, 10, 11, 12, 14, 15, 16, 18, 19]


def test_xml_comments_between_elements_do_no_harm() -> None:
    document = docx.Document()
    document.add_paragraph("Text.")
    body = document.element.body
    body.insert(
        0, parse_xml(f"<w:p {NAMESPACES}><!-- c --><w:r><?pi x?><w:t>First.</w:t></w:r></w:p>")
    )
    assert read_docx("a.docx", saved(document)).text == "First.\nText."
