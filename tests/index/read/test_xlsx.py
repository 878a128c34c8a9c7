"""Workbooks: rows with their headers, what cells show, places and notes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

from index.errors import UnreadableError
from index.read import xlsx as reader
from index.read.format import Extracted
from index.read.xlsx import read_xlsx, show
from index.types import Block, BlockKind, Place, PlaceKind, Span
from tests.made.office import (
    PARAGRAPHS,
    made_xlsx,
    package,
    parts_of,
    pieces,
    saved,
    sentences,
    workbook_of,
)
from tests.made.prose import SECTIONS, TITLE

NAMED = "The first full row was taken for the names of the columns."
DAMAGED = (
    "“a.xlsx” is damaged, or not a .xlsx file. Open it in the program that it came from, save it "
    "again and add that."
)
SHEET = "xl/worksheets/sheet1.xml"
PRICES = [("Lamp", "Price"), ("Aurora", 12), ("Mini", 7)]


def read(workbook: Workbook) -> Extracted:
    return read_xlsx("a.xlsx", saved(workbook))


def read_sheet(xml: str) -> Extracted:
    """Read a workbook whose only sheet is this XML."""
    return read_xlsx(
        "a.xlsx", package({**parts_of(saved(workbook_of(PRICES))), SHEET: with_rows(xml)})
    )


def with_rows(rows: str) -> str:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_xlsx("a.xlsx", data)
    return str(caught.value)


def test_the_known_text_is_read_row_by_row() -> None:
    lines = [f"Heading: {heading}; Paragraph: {text}" for heading, text in PARAGRAPHS]
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    rows = [Place(PlaceKind.ROW, number, at) for number, at in enumerate(starts, start=2)]
    assert read_xlsx("a.xlsx", made_xlsx()) == Extracted(
        title=TITLE,
        text="\n".join(lines),
        blocks=tuple(
            Block(BlockKind.PARAGRAPH, Span(start, start + len(line)))
            for start, line in zip(starts, lines, strict=True)
        ),
        places=(Place(PlaceKind.SHEET, 1, 0, "Sheet"), *rows),
        tables=1,
        notes=(NAMED,),
    )


def test_every_sentence_of_the_known_text_is_found_in_its_row() -> None:
    expected, number = [], 1
    for heading, paragraphs in SECTIONS:
        for first, *others in paragraphs:
            number += 1
            expected.append((f"Heading: {heading}; Paragraph: {first}", number))
            expected += [(other, number) for other in others]
    assert sentences(read_xlsx("a.xlsx", made_xlsx()), PlaceKind.ROW) == expected


def test_the_same_workbook_has_the_same_bytes() -> None:
    assert made_xlsx() == made_xlsx()


def test_sheets_follow_each_other_under_their_names() -> None:
    workbook = workbook_of([("One",)], "First")
    workbook.create_sheet("Empty")
    hidden = workbook.create_sheet("Prices 2024")
    hidden.sheet_state = "hidden"
    for row in ((None,), (), *PRICES):
        hidden.append([*row])
    extracted = read(workbook)
    assert pieces(extracted) == [
        ("heading1", "First"),
        ("paragraph", "One"),
        ("heading1", "Prices 2024"),
        ("paragraph", "Lamp: Aurora; Price: 12"),
        ("paragraph", "Lamp: Mini; Price: 7"),
    ]
    assert extracted.text.count("\n\n") == 1
    assert extracted.places == (
        Place(PlaceKind.SHEET, 1, 0, "First"),
        Place(PlaceKind.ROW, 1, 6),
        Place(PlaceKind.SHEET, 3, 11, "Prices 2024"),
        Place(PlaceKind.ROW, 4, 23),
        Place(PlaceKind.ROW, 5, 47),
    )
    assert extracted.title is None
    assert extracted.notes == (
        "The hidden sheet “Prices 2024” was read all the same.",
        "In 1 sheet the first full row was taken for the names of the columns.",
    )


MOMENT = dt.datetime(2024, 1, 31, 9, 5, 7)


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (1234.5, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (12, "General", "12"),
        (1234.5, "#,##0", "1,235"),
        (1234567, "#,##0.00", "1,234,567.00"),
        (2.675, "0.00", "2.68"),
        (0.125, "0%", "13%"),
        (0.125, "0.0 %", "12.5 %"),
        (5, "000", "005"),
        (0.5, "#.##", ".5"),
        (7.5, "0.0#", "7.5"),
        (-1, "$#,##0.00", "-$1.00"),
        (12, "[$€-407] 0.00", "€ 12.00"),
        (12, '0.00 "EUR"', "12.00 EUR"),
        (12, '_-* #,##0.00\\ "€"_-', "12.00 €"),
        (-3, "#,##0.00;[Red](#,##0.00)", "(3.00)"),
        (0, '0;-0;"none"', "none"),
        (3, "0;;", "3"),
        (-3, "0;;", "-3"),
        (5, '"a;b"0', "a;b5"),
        (1500, "#,##0,", "1500"),
        (0.5, "# ?/?", "0.5"),
        (1200, "0.00E+00", "1200"),
        (1e300, "0", "1e+300"),
        (1, "0." + "0" * 31, "1"),
        (1, '"' * 300, "1"),
        (float("inf"), "0", "inf"),
        (True, "0", "TRUE"),
        (MOMENT, "yyyy-mm-dd", "2024-01-31"),
        (MOMENT, "d. mmmm yyyy h:mm", "2024-01-31 09:05"),
        (MOMENT, "m/d/yy h:mm:ss", "2024-01-31 09:05:07"),
        (MOMENT, "h:mm", "09:05"),
        (MOMENT, "mmm yyyy", "2024-01"),
        (MOMENT, 'yyyy" day h"', "2024"),
        (dt.time(3, 4, 5), "h:mm", "03:04"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm", "30:05:00"),
        ("a_x000D_\nb", "@", "a\r\nb"),
    ],
)
def test_a_cell_is_told_as_excel_shows_it(value: object, style: str, shown: str) -> None:
    assert show(value, style) == shown


@given(some.integers(-(10**12), 10**12), some.integers(0, 6))
def test_shown_numbers_are_the_numbers(digits: int, places: int) -> None:
    value = digits / 1000
    style = "#,##0" + ("." + "0" * places if places else "")
    shown = Decimal(show(value, style).replace(",", ""))
    assert abs(shown - Decimal(digits) / 1000) * 2 <= Decimal(1).scaleb(-places)


def test_formats_are_those_of_the_cells() -> None:
    workbook = workbook_of([("Day", "Rate", "Sum"), (dt.date(2024, 1, 31), 0.195, 1234.5)])
    sheet = workbook.worksheets[0]
    sheet["B2"].number_format, sheet["C2"].number_format = "0.0%", '#,##0.00 "€"'
    assert read(workbook).text == "Day: 2024-01-31; Rate: 19.5%; Sum: 1,234.50 €"


def test_formulas_without_result_and_errors_are_counted() -> None:
    assert read(workbook_of([*PRICES, ("Sum", "=B2+B3"), ("None", "#N/A")])).notes == (
        "1 formula without a saved result and 1 cell with an error were left out.",
        NAMED,
    )
    extracted = read_sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f><v>2</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c></row>'
    )
    assert (extracted.text, extracted.notes) == ("1; 2", ())


def test_a_date_that_excel_cannot_show_is_an_error() -> None:
    workbook = workbook_of([("Lamp", 99999999)])
    workbook.worksheets[0]["B1"].number_format = "yyyy-mm-dd"
    extracted = read(workbook)
    assert (extracted.text, extracted.notes) == ("Lamp", ("1 cell with an error was left out.",))


def test_a_cell_over_several_rows_stands_in_each() -> None:
    workbook = workbook_of(
        [
            ("Kind", "Lamp", "Price"),
            ("Table", "Aurora", 1),
            (None, "Mini", 2),
            (),
            ("Floor", "Tall", 3),
        ]
    )
    sheet = workbook.worksheets[0]
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B5:C5")
    assert read(workbook).text == (
        "Kind: Table; Lamp: Aurora; Price: 1\n"
        "Kind: Table; Lamp: Mini; Price: 2\n"
        "Kind: Floor; Lamp: Tall"
    )


def test_hidden_rows_are_told_of() -> None:
    workbook = workbook_of(PRICES)
    for number in (2, 9):
        workbook.worksheets[0].row_dimensions[number].hidden = True
    assert read(workbook).notes == ("1 hidden row was read all the same.", NAMED)


def test_what_floats_above_the_cells_is_counted() -> None:
    workbook = workbook_of(PRICES)
    sheet = workbook.worksheets[0]
    sheet["A1"].comment = Comment("Why?", "Anna")
    sheet.add_chart(BarChart(), "D4")
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = "Confidential"
    assert read(workbook).notes == (
        "1 page header or footer, 1 chart and 1 comment were left out.",
        NAMED,
    )


def test_columns_beyond_the_limit_are_counted() -> None:
    names = [f"c{number}" for number in range(60)]
    extracted = read(workbook_of([names, range(60)]))
    assert extracted.text == "; ".join(f"c{number}: {number}" for number in range(50))
    assert extracted.notes == ("20 cells right of column 50 were left out.", NAMED)


def test_rows_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader.MOST_ROWS == 100_000
    monkeypatch.setattr(reader, "MOST_ROWS", 4)
    workbook = workbook_of(PRICES, "One")
    second = workbook.create_sheet("Two")
    for row in (*PRICES, (), ("Tall", 5)):
        second.append([*row])
    extracted = read(workbook)
    assert (
        extracted.text == "One\nLamp: Aurora; Price: 12\nLamp: Mini; Price: 7\n\nTwo\nLamp; Price"
    )
    assert extracted.notes[0] == "Only the first 4 rows are read: 3 rows of “Two” were left out."


def test_rows_and_cells_may_leave_out_where_they_are() -> None:
    extracted = read_sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert extracted.text == "1; 2\n3"
    assert [place.number for place in extracted.places if place.kind is PlaceKind.ROW] == [1, 2]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="x"/>',
        '<row r="1"><c r="?"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>77</v></c></row>',
        '<row r="1"><c r="A1" s="999"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>one</v></c></row>',
        '<row r="1">',
    ],
)
def test_a_damaged_sheet_is_refused(rows: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_sheet(rows)
    assert str(caught.value) == DAMAGED


def test_a_cell_in_the_last_place_of_all_costs_little() -> None:
    extracted = read_sheet(
        '<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>'
    )
    assert extracted.text == "1"
    assert extracted.places[1] == Place(PlaceKind.ROW, 1_048_576, 0)
    assert extracted.notes == ("1 cell right of column 50 was left out.",)


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    parts = parts_of(saved(workbook_of(PRICES)))
    parts[SHEET] = parts[SHEET].replace(b'<dimension ref="A1:B3"/>', b'<dimension ref="A1:A1"/>')
    assert (
        read_xlsx("a.xlsx", package(parts)).text == "Lamp: Aurora; Price: 12\nLamp: Mini; Price: 7"
    )


@pytest.mark.parametrize("workbook", [workbook_of([]), workbook_of([("",), (None,)])])
def test_a_workbook_without_text_is_refused(workbook: Workbook) -> None:
    assert refusal(saved(workbook)) == "“a.xlsx” holds no text. Add a file with sentences in it."


def test_a_damaged_workbook_is_refused() -> None:
    parts = parts_of(made_xlsx())
    for name in ("xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml", SHEET):
        assert refusal(package({**parts, name: parts[name][:-9]})) == DAMAGED
    assert refusal(package({"[Content_Types].xml": b"<a/>"})) == DAMAGED


def test_entities_are_refused() -> None:
    parts = parts_of(made_xlsx())
    prolog = b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    parts[SHEET] = prolog + b"<a>&x;</a>"
    assert refusal(package(parts)) == (
        "“a.xlsx” declares entities of its own, as only hostile files do. Save it again with the "
        "program that it came from, and add that."
    )


def test_deeply_nested_markup_is_survived() -> None:
    deep = "<row r='1'><c r='A1'><v>1</v></c></row>" + "<x>" * 50_000 + "</x>" * 50_000
    assert read_sheet(deep).text == "1"


def test_openpyxl_may_warn_of_what_it_would_not_write_back() -> None:
    parts = parts_of(saved(workbook_of(PRICES)))
    parts[SHEET] = parts[SHEET].replace(
        b"</worksheet>", b'<extLst><ext uri="{x}"/></extLst></worksheet>'
    )
    assert read_xlsx("a.xlsx", package(parts)).title is None
