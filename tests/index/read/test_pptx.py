"""Presentations: text in reading order, blocks, places and notes."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from index.errors import UnreadableError
from index.read.format import Extracted
from index.read.pptx import read_pptx
from index.types import Block, BlockKind, Place, PlaceKind, Span
from tests.made.office import made_pptx, package, parts_of, pieces, saved, sentences
from tests.made.prose import SECTIONS, TITLE

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
VERSIONS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
EDGE = Inches(0)
DAMAGED = (
    "“a.pptx” is damaged, or not a .pptx file. Open it in the program that it came from, save it "
    "again and add that."
)


def blank(presentation: Presentation) -> Slide:
    slide: Slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    return slide


def titled(presentation: Presentation, title: str, body: str) -> Slide:
    slide: Slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.placeholders[0].text_frame.text = title
    slide.placeholders[1].text_frame.text = body
    return slide


def box(slide: Slide, text: str, top: float, left: float) -> None:
    made = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(1), Inches(1))
    made.text_frame.text = text


def read(presentation: Presentation) -> Extracted:
    return read_pptx("a.pptx", saved(presentation))


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_pptx("a.pptx", data)
    return str(caught.value)


def test_the_known_text_is_read_slide_by_slide() -> None:
    slides = [[heading, *map(" ".join, paragraphs)] for heading, paragraphs in SECTIONS]
    blocks: list[Block] = []
    places: list[Place] = []
    start = 0
    for number, lines in enumerate(slides, start=1):
        places.append(Place(PlaceKind.SLIDE, number, start, lines[0]))
        for index, line in enumerate(lines):
            kind = BlockKind.PARAGRAPH if index else BlockKind.HEADING
            blocks.append(Block(kind, Span(start, start + len(line)), int(not index)))
            start += len(line) + 1
        start += 1
    assert read_pptx("a.pptx", made_pptx()) == Extracted(
        title=TITLE,
        text="\n\n".join("\n".join(lines) for lines in slides),
        blocks=tuple(blocks),
        places=tuple(places),
        tables=0,
    )


def test_every_sentence_of_the_known_text_is_found_on_its_slide() -> None:
    assert sentences(read_pptx("a.pptx", made_pptx()), PlaceKind.SLIDE) == [
        (sentence, number)
        for number, (_, paragraphs) in enumerate(SECTIONS, start=1)
        for each in paragraphs
        for sentence in each
    ]


def test_the_same_presentation_has_the_same_bytes() -> None:
    assert made_pptx() == made_pptx()


def test_shapes_are_read_from_top_to_bottom_and_then_from_left_to_right() -> None:
    presentation = pptx.Presentation()
    slide = blank(presentation)
    box(slide, "fifth", 5, 0)
    box(slide, "fourth", 2.1, 6)
    box(slide, "third", 2.2, 1)
    group = slide.shapes.add_group_shape()
    for text, top, left in (("second", 1.5, 3), ("first", 1, 3)):
        made = group.shapes.add_textbox(Inches(left), Inches(top), Inches(1), Inches(0.3))
        made.text_frame.text = text
    assert read(presentation).text == "first\nsecond\nthird\nfourth\nfifth"


def test_the_title_comes_first_wherever_it_stands() -> None:
    presentation = pptx.Presentation()
    slide = titled(presentation, "Title\vof two lines", "One.\nTwo\vlines.")
    box(slide, "Above.", 0, 0)
    extracted = read(presentation)
    assert pieces(extracted) == [
        ("heading1", "Title\nof two lines"),
        ("paragraph", "Above."),
        ("paragraph", "One."),
        ("paragraph", "Two\nlines."),
    ]
    assert extracted.places == (Place(PlaceKind.SLIDE, 1, 0, "Title of two lines"),)
    assert extracted.title == "Title of two lines"


def test_a_placeholder_stands_where_its_layout_puts_it() -> None:
    presentation = pptx.Presentation()
    slide = titled(presentation, "", "Body.")
    box(slide, "Above.", 1, 0)
    box(slide, "Below.", 6.5, 0)
    assert read(presentation).text == "Above.\nBody.\nBelow."


def test_slides_without_text_or_title_and_hidden_ones_are_told_of() -> None:
    presentation = pptx.Presentation()
    titled(presentation, "One", "Text.")
    blank(presentation)
    box(blank(presentation), "Untitled.", 1, 1)
    titled(presentation, "Four", "Hidden.").element.set("show", "0")
    blank(presentation)
    extracted = read(presentation)
    assert extracted.text == "One\nText.\n\nUntitled.\n\nFour\nHidden."
    assert extracted.places == (
        Place(PlaceKind.SLIDE, 1, 0, "One"),
        Place(PlaceKind.SLIDE, 3, 11, ""),
        Place(PlaceKind.SLIDE, 4, 22, "Four"),
    )
    assert extracted.notes == (
        "2 slides hold no text: 2 and 5.",
        "1 slide is hidden in the presentation, and read all the same: 4.",
    )


def test_speaker_notes_follow_the_slide() -> None:
    presentation = pptx.Presentation()
    first = titled(presentation, "One", "Shown.")
    frame = first.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = "Said aloud.\n\nAnd this."
    titled(presentation, "Two", "Shown, too.")
    extracted = read(presentation)
    assert extracted.text == "One\nShown.\nSaid aloud.\nAnd this.\n\nTwo\nShown, too."
    assert extracted.notes == ("The speaker notes of 1 slide follow the slide's text.",)


def test_a_table_is_told_row_by_row() -> None:
    presentation = pptx.Presentation()
    for marked in (True, False):
        shape = blank(presentation).shapes.add_table(3, 3, EDGE, EDGE, Inches(3), Inches(3))
        shape.table.first_row = marked
        for line, cells in enumerate(
            (("Kind", "Lamp", "Days"), ("Table", "Aurora", "3"), ("", "Mini", ""))
        ):
            for column, text in enumerate(cells):
                shape.table.cell(line, column).text = text
        shape.table.cell(1, 0).merge(shape.table.cell(2, 0))
    extracted = read(presentation)
    told = "Kind: Table; Lamp: Aurora; Days: 3\nKind: Table; Lamp: Mini"
    assert extracted.text == f"{told}\n\n{told}"
    assert extracted.notes == (
        "In 1 table the first full row was taken for the names of the columns.",
    )


def test_a_table_of_one_column_is_read_as_paragraphs() -> None:
    presentation = pptx.Presentation()
    shape = blank(presentation).shapes.add_table(2, 1, EDGE, EDGE, Inches(3), Inches(3))
    shape.table.cell(0, 0).text = "One.\nTwo."
    shape.table.cell(1, 0).text = "Three."
    assert read(presentation).text == "One.\nTwo.\nThree."


def dot(folder: Path) -> str:
    """A picture of one point, as a file."""
    size = (40).to_bytes(4, "little") + (1).to_bytes(4, "little") * 2
    picture = b"BM:\0\0\0\0\0\0\0" + b"6\0\0\0" + size + b"\1\0\x18\0" + bytes(28)
    (folder / "dot.bmp").write_bytes(picture)
    return str(folder / "dot.bmp")


def test_what_cannot_be_read_is_counted(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    slide = titled(presentation, "One", "Text.")
    for _ in range(2):
        slide.shapes.add_picture(dot(tmp_path), EDGE, EDGE)
    for uri in ("chart", "diagram", "else"):
        slide.shapes.element.append(
            parse_xml(
                f'<p:graphicFrame xmlns:p="{P}" xmlns:a="{A}"><a:graphic>'
                f'<a:graphicData uri="http://x/{uri}"/></a:graphic></p:graphicFrame>'
            )
        )
    for role, text in (("ftr", "Confidential"), ("sldNum", "7"), ("dt", ""), ("hdr", "x")):
        slide.shapes.element.append(
            parse_xml(
                f'<p:sp xmlns:p="{P}" xmlns:a="{A}"><p:nvSpPr><p:nvPr><p:ph type="{role}"/>'
                f"</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
            )
        )
    slide.shapes.element.append(parse_xml(f'<p:contentPart xmlns:p="{P}"/>'))
    extracted = read(presentation)
    assert extracted.text == "One\nText."
    assert extracted.notes == (
        "2 pictures, 1 chart, 1 diagram, 1 embedded object, 1 footer, 1 slide number, 1 header and "
        "1 drawing by hand were left out.",
    )


def test_newer_shapes_and_equations_are_read_once() -> None:
    presentation = pptx.Presentation()
    slide = titled(presentation, "One", "Text.")
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    words = "<a:p><a:pPr><a:buAutoNum/></a:pPr><a:r><a:t>{}</a:t></a:r>{}</a:p>"
    shape = (
        '<p:sp><p:spPr><a:xfrm><a:off x="0" y="{}"/></a:xfrm></p:spPr>'
        "<p:txBody>{}</p:txBody></p:sp>"
    )
    new = shape.format(9999999, words.format("E", "<m:oMath><m:r><m:t>=m</m:t></m:r></m:oMath>"))
    old = shape.format("x" * 9, words.format("old", ""))
    slide.shapes.element.append(
        parse_xml(
            f'<mc:AlternateContent xmlns:mc="{VERSIONS}" xmlns:p="{P}" xmlns:a="{A}" '
            f'xmlns:m="{math}">'
            f"<mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
        )
    )
    extracted = read(presentation)
    assert extracted.text == "One\nText.\nE=m"
    assert extracted.notes == (
        "1 list item lost the number set by PowerPoint.",
        "1 equation became plain characters.",
    )


def test_the_title_of_the_properties_counts_unless_it_says_nothing() -> None:
    presentation = pptx.Presentation()
    titled(presentation, "First", "Text.")
    titles = []
    for title in ("PowerPoint Presentation", "", "Given"):
        presentation.core_properties.title = title
        titles.append(read(presentation).title)
    assert titles == ["First", "First", "Given"]


def test_a_presentation_without_text_is_refused() -> None:
    presentation = pptx.Presentation()
    assert (
        refusal(saved(presentation)) == "“a.pptx” holds no text. Add a file with sentences in it."
    )
    titled(presentation, "Title", "")
    assert refusal(saved(presentation)) == (
        "“a.pptx” holds no text under its headings. Add a file with sentences in it."
    )


def test_a_damaged_presentation_is_refused() -> None:
    parts = parts_of(made_pptx())
    assert {refusal(made_pptx()[:end]) for end in range(0, 20_000, 997)} == {DAMAGED}
    for name in ("ppt/presentation.xml", "ppt/slides/slide2.xml", "[Content_Types].xml"):
        assert refusal(package({key: parts[key] for key in parts if key != name})) == DAMAGED
        assert refusal(package({**parts, name: parts[name][:-9]})) == DAMAGED
        assert refusal(package({**parts, name: b"<a/>"})) == DAMAGED


def test_entities_are_refused() -> None:
    parts = parts_of(made_pptx())
    prolog = b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    parts["ppt/slides/slide1.xml"] = prolog + b"<a>&x;</a>"
    assert refusal(package(parts)) == (
        "“a.pptx” declares entities of its own, as only hostile files do. Save it again with the "
        "program that it came from, and add that."
    )
