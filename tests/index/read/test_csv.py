"""Tables as text: separators, quotation marks, headers, rows and their numbers."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from index.errors import UnreadableError
from index.read import csv as reader
from index.read.csv import read_csv
from index.read.format import Extracted
from index.types import Block, BlockKind, Place, PlaceKind, Span
from tests.made.office import PARAGRAPHS, made_csv, sentences
from tests.made.prose import SECTIONS

NAMED = "Row 1 was taken for the names of the columns."


def read(text: str, name: str = "a.csv") -> Extracted:
    return read_csv(name, text.encode())


def refusal(text: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    return str(caught.value)


def test_the_known_text_is_read_row_by_row() -> None:
    lines = [f"Heading: {heading}; Paragraph: {text}" for heading, text in PARAGRAPHS]
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    assert read_csv("a.csv", made_csv()) == Extracted(
        title=None,
        text="\n".join(lines),
        blocks=tuple(
            Block(BlockKind.PARAGRAPH, Span(start, start + len(line)))
            for start, line in zip(starts, lines, strict=True)
        ),
        places=tuple(Place(PlaceKind.ROW, number, at) for number, at in enumerate(starts, start=2)),
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
    assert sentences(read_csv("a.csv", made_csv()), PlaceKind.ROW) == expected


@pytest.mark.parametrize(
    ("text", "told", "note"),
    [
        (
            "Lamp;Price\nAurora;12,50\nMini;7,10\n",
            "Lamp: Aurora; Price: 12,50\nLamp: Mini; Price: 7,10",
            "semicolons",
        ),
        ("a\tb\nx, y\t1\nz, w\t2", "a: x, y; b: 1\na: z, w; b: 2", "tabs"),
        ("a|b|c\n1|2|3\n4,5|6|7", "a: 1; b: 2; c: 3\na: 4,5; b: 6; c: 7", "vertical bars"),
        ("a,b\nit's,fine\ndon't,do it", "a: it's; b: fine\na: don't; b: do it", ""),
        ('a, b\n"x, y", 1\n', "a: x, y; b: 1", ""),
        ("a,b,c\n1,2\n1,2,3\n4", "a: 1; b: 2\na: 1; b: 2; c: 3\na: 4", ""),
        ("sep=;\na;b\n1,2;3", "a: 1,2; b: 3", ""),
        ("sep=:\r\na:b\r\n1:3", "a: 1; b: 3", ""),
    ],
)
def test_the_separator_is_what_makes_rows_equally_wide(text: str, told: str, note: str) -> None:
    extracted = read(text)
    separated = (f"The columns were taken to be separated by {note}.",) if note else ()
    assert (extracted.text, extracted.notes) == (told, (*separated, NAMED))


def test_the_name_says_that_tabs_separate() -> None:
    assert read("a,b\tc\n1,2\t3", "a.tsv").text == "a,b: 1,2; c: 3"


def test_a_table_of_one_column_has_no_header() -> None:
    extracted = read("Notes\nThe lamp, broken, is here.\nThe shade is fine.\n")
    assert extracted.text == "Notes\nThe lamp, broken, is here.\nThe shade is fine."
    assert extracted.notes == ()


def test_rows_are_numbered_as_a_spreadsheet_does_it() -> None:
    extracted = read('Name,Said\r\nAnna,"One\r\ntwo, ""three"""\r\n\r\n,\r\nJan,Four\r\n')
    assert extracted.text == 'Name: Anna; Said: One\r\ntwo, "three"\nName: Jan; Said: Four'
    assert extracted.places == (Place(PlaceKind.ROW, 2, 0), Place(PlaceKind.ROW, 5, 36))


def test_no_mark_is_set_twice() -> None:
    extracted = read('Question?,Answer:,Remark\nWhy?,"So.",x\nHow?,“Thus.”,"y,"\nWho?,I,z')
    assert extracted.text == (
        "Question? Why? Answer: So. Remark: x\n"
        "Question? How? Answer: “Thus.” Remark: y,\n"
        "Question? Who? Answer: I; Remark: z"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Price list,,\n,,\nLamp,Price,Days\nAurora,12,3",
            "Price list\nLamp: Aurora; Price: 12; Days: 3",
        ),
        ("1,2\n3,4", "1; 2\n3; 4"),
        ("Lamp,Lamp\na,b", "Lamp; Lamp\na; b"),
        ("Aurora,12\nMini,7", "Aurora; 12\nMini; 7"),
        ("Lamp,Price", "Lamp; Price"),
        ("Name:,Anna\nCity:,Brno\nStreet:,Long", "Name:; Anna\nCity:; Brno\nStreet:; Long"),
        ("Name,Anna\nAge,34\nCity,Brno\nSize,170", "Name; Anna\nAge; 34\nCity; Brno\nSize; 170"),
        ("The shop is closed on Sundays.,b\nc,d", "The shop is closed on Sundays. b\nc; d"),
        (",Price,Days\nAurora,12,3", "Aurora; Price: 12; Days: 3"),
        ("Art. No.,Qty.\nx,3", "Art. No. x; Qty. 3"),
    ],
)
def test_the_header_is_the_first_full_row_of_distinct_names(text: str, told: str) -> None:
    assert read(text).text == told.replace("Name:;", "Name:").replace("City:;", "City:").replace(
        "Street:;", "Street:"
    )


@pytest.mark.parametrize(
    ("text", "row"),
    [('a,b\n1,"2\n3,4\n', 2), ('a,b\n"1"x,2\n', 2), ('a,b\n1,2\n"5" pipe,3', 3)],
)
def test_broken_quotation_is_refused(text: str, row: int) -> None:
    assert refusal(text) == (
        f"“a.csv” has a quotation mark without its match in row {row}. Mend it, or save the table "
        "again from a spreadsheet, and add it again."
    )


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n,,", "sep=;\n"])
def test_a_table_without_text_is_refused(text: str) -> None:
    assert refusal(text) == "“a.csv” holds no text. Add a file with sentences in it."


def test_the_encoding_is_that_of_the_byte_order_mark_or_utf_8() -> None:
    assert read_csv("a.csv", "a;b\né;1".encode("utf-16")).text == "a: é; b: 1"
    with pytest.raises(UnreadableError, match=re.escape("“a.csv” is not valid UTF-8")):
        read_csv("a.csv", "a;b\né;1".encode("latin-1"))


def test_rows_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader.MOST_ROWS == 100_000
    monkeypatch.setattr(reader, "MOST_ROWS", 3)
    extracted = read("a,b\n1,2\n\n3,4\n5,6\n\n7,8\n")
    assert extracted.text == "a: 1; b: 2\na: 3; b: 4"
    assert extracted.notes == (
        NAMED,
        "Only the first 3 rows are read: 2 rows after row 4 were left out.",
    )


def test_a_cell_may_be_long_and_the_limit_of_the_library_stays() -> None:
    before = csv.field_size_limit()
    assert read("a,b\n" + "x" * 200_000 + ",2").text == "a: " + "x" * 200_000 + "; b: 2"
    assert csv.field_size_limit() == before


# Without what else may separate: a table of two rows can be read in either way.
CELL = some.text(
    some.characters(exclude_categories=["C", "Z"], exclude_characters=";|"), min_size=1, max_size=5
)


@given(some.lists(some.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5))
def test_all_cells_are_found_in_order_whatever_they_hold(rows: list[list[str]]) -> None:
    handle = io.StringIO(newline="")
    csv.writer(handle).writerows([[f"c{number}" for number in range(4)], *rows])
    text = read(handle.getvalue()).text
    assert [line.count("\n") for line in [text]] == [len(rows) - 1]
    for row, line in zip(rows, text.split("\n"), strict=True):
        position = 0
        for cell in row:
            position = line.index(cell, position) + len(cell)
