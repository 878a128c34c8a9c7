from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.errors import UnreadableError
from index.prose import Vocabulary, read_block
from index.read.format import Extracted
from index.read.pdf import read_pdf
from index.sentences import find_sentences
from index.types import Block, BlockKind, Document, Place, PlaceKind, Span
from tests.made.pdf import (
    BODY,
    BOLD,
    LEADING,
    SIZE,
    Print,
    draw,
    encrypt,
    make_pdf,
    picture,
    write,
    write_raw,
)
from tests.made.prose import HEADINGS, SECTIONS, SENTENCES, TITLE

LETTER = (595.0, 842.0)
SECTION = {
    sentence: heading
    for heading, paragraphs in SECTIONS
    for paragraph in paragraphs
    for sentence in paragraph
}
DOTLESS = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman"
    b"/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[245/dotlessi]>>>>"
)


def document_of(extracted: Extracted) -> Document:
    return Document(
        source="made.pdf",
        title="",
        fingerprint="",
        text=extracted.text,
        blocks=extracted.blocks,
    )


def read_sentences(extracted: Extracted) -> Iterator[tuple[str, str, set[int]]]:
    """Each sentence as it reads, the heading above it and the pages that it stands on."""
    document = document_of(extracted)
    words = Vocabulary.of(document.text)
    heading = ""
    starts = [place.start for place in extracted.places]
    for block in document.blocks:
        reading = read_block(document, block, words)
        if block.kind is BlockKind.HEADING:
            heading = reading.text
            continue
        for sentence in find_sentences(reading.text):
            span = reading.source_span(sentence.start, sentence.end)
            pages = {sum(start <= at for start in starts) for at in (span.start, span.end - 1)}
            yield reading.text[sentence.start : sentence.end], heading, pages


def shown(extracted: Extracted) -> list[tuple[int, str]]:
    """Level and text of each block, as they stand in the text."""
    return [
        (each.level, extracted.text[each.span.start : each.span.end]) for each in extracted.blocks
    ]


WAYS = {
    "one column": Print(),
    "two columns": Print(columns=2),
    "three columns": Print(columns=3, size=(620, 330)),
    "two columns, printed across": Print(columns=2, across=True),
    "three columns, printed across": Print(columns=3, across=True, size=(620, 330)),
    "heads and feet": Print(heads=True),
    "heads and feet, printed last": Print(heads=True, heads_last=True),
    "heads over two columns, printed across": Print(columns=2, across=True, heads=True),
    "line numbers": Print(line_numbers=True),
    "line numbers and heads": Print(line_numbers=True, heads=True),
    "ragged, no hyphens": Print(justified=False, hyphens=False),
    "paragraphs apart": Print(indented=False),
    "two columns, paragraphs apart": Print(columns=2, indented=False),
    "small pages": Print(size=(400, 200)),
    "small pages with heads": Print(size=(400, 200), heads=True),
}


@pytest.mark.parametrize("how", WAYS.values(), ids=WAYS)
def test_every_sentence_of_the_known_text_is_read_on_its_pages_under_its_heading(
    how: Print,
) -> None:
    made = make_pdf(how)
    extracted = read_pdf("made.pdf", made.data)
    expected = [(each, SECTION[each], made.pages[each]) for each in SENTENCES]
    assert list(read_sentences(extracted)) == expected
    headings = [(level, text) for level, text in shown(extracted) if level]
    assert headings == [(1, TITLE), *((2, heading) for heading in HEADINGS)]
    assert extracted.title == TITLE


@pytest.mark.parametrize("heads", [False, True])
def test_headings_that_look_like_the_text_are_found_by_their_shape(heads: bool) -> None:
    made = make_pdf(Print(plain=True, heads=heads))
    extracted = read_pdf("made.pdf", made.data)
    expected = [(each, SECTION[each], made.pages[each]) for each in SENTENCES]
    assert list(read_sentences(extracted)) == expected
    assert [text for level, text in shown(extracted) if level == 1] == list(HEADINGS)


def test_many_ordinary_pages_are_read_alike() -> None:
    made = make_pdf(Print(size=LETTER, repeat=6, heads=True))
    extracted = read_pdf("made.pdf", made.data)
    sentences = [sentence for sentence, _, _ in read_sentences(extracted)]
    assert sentences == list(SENTENCES) * 6


def test_the_same_bytes_are_read_the_same() -> None:
    data = make_pdf(Print(columns=2)).data
    assert data == make_pdf(Print(columns=2)).data
    assert read_pdf("made.pdf", data) == read_pdf("made.pdf", data)


def test_text_is_lines_ended_by_line_feeds_and_pages_by_two() -> None:
    data = draw(
        write("A cus-", "tomer came all the way", "in."),
        write("Nobody left", "the shop all the day."),
    )
    assert read_pdf("made.pdf", data) == Extracted(
        title=None,
        text="A cus\ufffe\ntomer came all the way\nin.\n\nNobody left\nthe shop all the day.",
        blocks=(
            Block(BlockKind.PARAGRAPH, Span(0, 33)),
            Block(BlockKind.PARAGRAPH, Span(35, 68)),
        ),
        places=(Place(PlaceKind.PAGE, 1, 0), Place(PlaceKind.PAGE, 2, 35)),
    )


@pytest.mark.parametrize(
    "how",
    [
        Print(size=LETTER),
        Print(size=LETTER, indented=False),
        Print(size=LETTER, line_numbers=True),
    ],
)
def test_paragraphs_are_blocks(how: Print) -> None:
    document = document_of(read_pdf("made.pdf", make_pdf(how).data))
    words = Vocabulary.of(document.text)
    paragraphs = [
        read_block(document, block, words).text
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH
    ]
    assert paragraphs == [
        " ".join(paragraph) for _, paragraphs in SECTIONS for paragraph in paragraphs
    ]


def test_an_indent_begins_a_paragraph_where_the_last_line_is_full() -> None:
    def page(canvas: Canvas) -> None:
        write("The second lamp is lit by nobody now.")(canvas)
        write("It burned once, and all have seen.", x=62, top=337)(canvas)
        write("Then it was sold to the town of Brno.", top=324)(canvas)

    assert [text for _, text in shown(read_pdf("made.pdf", draw(page)))] == [
        "The second lamp is lit by nobody now.",
        "It burned once, and all have seen.\nThen it was sold to the town of Brno.",
    ]


def test_a_line_that_ends_early_ends_the_paragraph_if_it_is_finished() -> None:
    data = draw(
        write(
            "A lamp was lit by whoever came in.",
            "It burned until noon came.",
            "Then it was put out by the last.",
            "Nobody has lit it ever since then.",
        )
    )
    assert [text for _, text in shown(read_pdf("made.pdf", data))] == [
        "A lamp was lit by whoever came in.\nIt burned until noon came.",
        "Then it was put out by the last.\nNobody has lit it ever since then.",
    ]


def test_a_hyphen_joins_what_a_page_parts() -> None:
    data = draw(
        write("A lamp was lit by those who came in, and", "who were said to be anti-"),
        write("American."),
    )
    assert [text for _, text in shown(read_pdf("made.pdf", data))] == [
        "A lamp was lit by those who came in, and\nwho were said to be anti-\n\nAmerican."
    ]


def with_head(number: int, *lines: str) -> Callable[[Canvas], None]:
    def page(canvas: Canvas) -> None:
        canvas.drawString(50, 400, f"The Lamp Shop {number}")
        write(*lines)(canvas)
        canvas.drawString(200, 20, f"– {number} –")

    return page


def test_a_sentence_runs_over_the_page_and_skips_what_stands_between() -> None:
    data = draw(
        with_head(1, "The lamp stood in the win-"),
        with_head(2, "dow until the cat came and knocked"),
        with_head(3, "it down for ever."),
    )
    extracted = read_pdf("made.pdf", data)
    assert extracted.text == (
        "The Lamp Shop 1\nThe lamp stood in the win-\n– 1 –\n\n"
        "The Lamp Shop 2\ndow until the cat came and knocked\n– 2 –\n\n"
        "The Lamp Shop 3\nit down for ever.\n– 3 –"
    )
    assert extracted.blocks == (
        Block(BlockKind.PARAGRAPH, Span(16, 141), skips=(Span(43, 66), Span(101, 124))),
    )
    assert [extracted.text[skip.start : skip.end] for skip in extracted.blocks[0].skips] == [
        "– 1 –\n\nThe Lamp Shop 2\n",
        "– 2 –\n\nThe Lamp Shop 3\n",
    ]
    assert list(read_sentences(extracted)) == [
        (
            "The lamp stood in the window until the cat came and knocked it down for ever.",
            "",
            {1, 3},
        )
    ]
    assert extracted.notes == ("6 lines with running heads, feet or page numbers are not quoted.",)


def test_titles_at_the_head_of_each_page_are_headings_not_running_heads() -> None:
    def chapter(number: int) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            canvas.setFont(BOLD, 18)
            canvas.drawString(50, 390, f"Chapter {number}")
            canvas.setFont(BODY, SIZE)
            write(f"A lamp was lit at {number * 'very '}late hours.")(canvas)

        return page

    extracted = read_pdf("made.pdf", draw(*(chapter(number) for number in range(1, 5))))
    assert [text for level, text in shown(extracted) if level] == [
        "Chapter 1",
        "Chapter 2",
        "Chapter 3",
        "Chapter 4",
    ]
    assert extracted.notes == ()


def test_lines_of_the_text_that_many_pages_repeat_are_no_running_feet() -> None:
    lines = ("It burned for most of the", "time that was left.", "Then it went out.")

    def page(number: int) -> Callable[[Canvas], None]:
        return with_head(number, f"A lamp was lit in {'ABCD'[number]}.", *lines)

    extracted = read_pdf("made.pdf", draw(*(page(number) for number in range(4))))
    assert [sentence for sentence, _, _ in read_sentences(extracted)] == [
        sentence
        for room in "ABCD"
        for sentence in (
            f"A lamp was lit in {room}.",
            "It burned for most of the time that was left.",
            "Then it went out.",
        )
    ]


def test_running_titles_that_change_are_known_by_the_page_number_beside_them() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def printed(canvas: Canvas) -> None:
            canvas.drawString(50, 400, ("Lamps", "Shades", "Wicks", "Oil")[number])
            canvas.drawRightString(370, 400, str(number + 17))
            write(f"A lamp was lit in room {'ABCD'[number]}.")(canvas)

        return printed

    extracted = read_pdf("made.pdf", draw(*(page(number) for number in range(4))))
    assert shown(extracted) == [(0, f"A lamp was lit in room {room}.") for room in "ABCD"]


def test_a_bare_page_number_is_left_out_of_a_single_page() -> None:
    data = draw(write("We open the shop at nine.", "We close the shop at", "", "", "", "1"))
    extracted = read_pdf("made.pdf", data)
    assert shown(extracted) == [(0, "We open the shop at nine.\nWe close the shop at")]
    assert extracted.notes == ("1 line with a running head, foot or page number is not quoted.",)


def test_line_numbers_stay_in_the_text_but_are_skipped() -> None:
    def page(canvas: Canvas) -> None:
        lines = (
            "A lamp stood",
            "on the very old table, and",
            "nobody lit",
            "it before the",
            "night fell.",
        )
        for number, line in enumerate(lines):
            canvas.drawString(80, 350 - number * LEADING, line)
            canvas.drawRightString(60, 350 - number * LEADING, str(number + 8))

    extracted = read_pdf("made.pdf", draw(page))
    text = (
        "8 A lamp stood\n9 on the very old table, and\n10 nobody lit\n11 it before the\n"
        "12 night fell."
    )
    assert extracted.text == text
    starts = [text.index(each) for each in ("9 ", "10 ", "11 ", "12 ")]
    assert extracted.blocks == (
        Block(
            BlockKind.PARAGRAPH,
            Span(2, len(text)),
            skips=tuple(Span(at, text.index(" ", at) + 1) for at in starts),
        ),
    )
    assert extracted.notes == ("5 line numbers in the margins are not quoted.",)


def test_each_line_number_is_counted() -> None:
    made = make_pdf(Print(line_numbers=True))
    extracted = read_pdf("made.pdf", made.data)
    last = max(int(number) for number in re.findall(r"^\d+", extracted.text, re.MULTILINE))
    assert extracted.notes == (f"{last} line numbers in the margins are not quoted.",)


def test_line_numbers_at_the_right_are_skipped() -> None:
    def page(canvas: Canvas) -> None:
        for number in range(6):
            canvas.drawString(80, 350 - number * LEADING, "and the lamp of the house was")
            canvas.drawString(330, 350 - number * LEADING, str(5 * number + 5))

    extracted = read_pdf("made.pdf", draw(page))
    document = document_of(extracted)
    (block,) = extracted.blocks
    reading = read_block(document, block, Vocabulary.of(document.text))
    assert reading.text == " ".join(["and the lamp of the house was"] * 6)


def test_the_numbers_of_a_list_are_not_line_numbers() -> None:
    def page(canvas: Canvas) -> None:
        for number in range(7):
            canvas.drawString(50, 350 - number * LEADING, f"{number + 1}")
            canvas.drawString(70, 350 - number * LEADING, "Wash the shade.")

    extracted = read_pdf("made.pdf", draw(page))
    assert "\n".join(text for _, text in shown(extracted)) == extracted.text
    assert extracted.notes == ()


def test_a_page_has_the_label_that_is_printed_on_it() -> None:
    made = make_pdf(Print(roman=3, heads=True))
    extracted = read_pdf("made.pdf", made.data)
    assert [(place.number, place.label) for place in extracted.places] == [
        (1, "i"),
        (2, "ii"),
        (3, "iii"),
        (4, "1"),
        (5, "2"),
        (6, "3"),
    ]
    expected = [(each, SECTION[each], made.pages[each]) for each in SENTENCES]
    assert list(read_sentences(extracted)) == expected


def test_pages_without_a_text_layer_are_counted_and_named() -> None:
    data = draw(write("Here."), picture, write("There."), picture, picture)
    extracted = read_pdf("made.pdf", data)
    assert extracted.text == "Here.\n\n\n\nThere.\n\n\n\n"
    assert [place.start for place in extracted.places] == [0, 7, 9, 17, 19]
    assert extracted.notes == ("3 of 5 pages have no text layer and were left out: 2, 4 and 5.",)


def test_a_long_list_of_pages_is_cut_in_the_note() -> None:
    extracted = read_pdf("made.pdf", draw(write("Here."), *[picture] * 25))
    assert extracted.notes == (
        "25 of 26 pages have no text layer and were left out: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, "
        "13, 14, 15, 16, 17, 18, 19, 20, 21 and 5 more.",
    )


TEXT = b"BT /F1 12 Tf 50 300 Td (A lamp.) Tj ET"
REFUSED = {
    "scanned": (
        draw(picture, picture),
        "“made.pdf” seems to be scanned: its 2 pages hold no text, only pictures. "
        "Run text recognition (OCR) over it and add the result.",
    ),
    "one page scanned": (
        draw(picture),
        "“made.pdf” seems to be scanned: its only page holds no text, only pictures. "
        "Run text recognition (OCR) over it and add the result.",
    ),
    "protected": (
        draw(write("A lamp."), encrypt=encrypt("secret")),
        "“made.pdf” is protected by a password. Remove the protection and add it again.",
    ),
    "truncated": (
        make_pdf().data[:3000],
        "“made.pdf” is damaged: no page of it can be found. Export it again and add that.",
    ),
    "pages lost": (
        write_raw(TEXT, kids=b"[99 0 R]"),
        "“made.pdf” is damaged: none of its pages can be read. Export it again and add that.",
    ),
    "no pages": (
        write_raw(TEXT, kids=b"[]", count=0),
        "“made.pdf” has no pages. Export it again from the program that made it.",
    ),
    "another type": (
        b"Dear shop, here is my lamp.",
        "“made.pdf” is not a PDF file, whatever its name says. Add it under its true type.",
    ),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pdf("made.pdf", data)
    assert str(caught.value) == message


def test_a_file_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.read.pdf_file.MAX_PAGES", 1)
    with pytest.raises(UnreadableError) as caught:
        read_pdf("made.pdf", draw(write("A lamp."), write("A shade.")))
    assert str(caught.value) == (
        "“made.pdf” has 2 pages, and the limit is 1. Split it and add the parts."
    )


def test_protection_that_asks_for_no_password_is_no_hindrance() -> None:
    extracted = read_pdf("made.pdf", draw(write("A lamp."), encrypt=encrypt("")))
    assert extracted.text == "A lamp."


def test_a_damaged_page_is_counted_and_named() -> None:
    extracted = read_pdf("made.pdf", write_raw(TEXT, kids=b"[3 0 R 99 0 R]", count=2))
    assert extracted.text == "A lamp.\n\n"
    assert extracted.notes == ("1 of 2 pages is damaged and was left out: 2.",)


def test_a_file_without_its_end_is_read_with_a_warning() -> None:
    unfinished = b"\n7 0 obj\n<</Length 6000>>stream\n" + b"x " * 2500
    extracted = read_pdf("made.pdf", write_raw(TEXT) + unfinished)
    assert extracted.text == "A lamp."
    assert extracted.notes == ("The end of the file is missing, so pages may be missing too.",)


@pytest.mark.parametrize(
    ("properties", "title"),
    [
        ("Rules of the Workshop", "Rules of the Workshop"),
        ("  Rules of\tthe   Workshop ", "Rules of the Workshop"),
        ("untitled", TITLE),
        ("Microsoft Word - rules.doc", TITLE),
        ("rules.indd", TITLE),
        ("rules.docx", TITLE),
        ("Microsoft Word - Rules", TITLE),
        ("MADE", TITLE),
        ("made.pdf", TITLE),
        ("***", TITLE),
        ("Rules\u202e", TITLE),
        ("x" * 300, TITLE),
    ],
)
def test_the_title_is_the_files_if_somebody_chose_it(properties: str, title: str) -> None:
    data = make_pdf(Print(properties_title=properties, size=LETTER)).data
    assert read_pdf("rooms/made.pdf", data).title == title


def test_a_heading_on_a_later_page_is_no_title() -> None:
    data = make_pdf(Print(roman=1)).data
    assert read_pdf("made.pdf", data).title is None


def test_the_outline_tells_headings_that_nothing_else_shows() -> None:
    def page(canvas: Canvas) -> None:
        for level, name in enumerate(("how we work", "on mondays")):
            canvas.bookmarkPage(name)
            canvas.addOutlineEntry(name, name, level)
        write("how we work", "We work.", "on mondays", "We rest.")(canvas)

    extracted = read_pdf("made.pdf", draw(page))
    assert shown(extracted) == [
        (1, "how we work"),
        (0, "We work."),
        (2, "on mondays"),
        (0, "We rest."),
    ]


def test_the_outline_gives_the_levels_of_headings_below_the_title() -> None:
    extracted = read_pdf("made.pdf", make_pdf(Print(outline=True)).data)
    headings = [(level, text) for level, text in shown(extracted) if level]
    assert headings == [(1, TITLE), *((2, heading) for heading in HEADINGS)]


def in_fonts(*lines: tuple[str, float, str]) -> Callable[[Canvas], None]:
    """A page of lines, each with its font and size."""

    def page(canvas: Canvas) -> None:
        y = 370.0
        for font, size, line in lines:
            y -= 1.2 * size
            canvas.setFont(font, size)
            canvas.drawString(50, y, line)

    return page


def test_headings_are_what_is_larger_or_bolder_and_no_sentence() -> None:
    data = draw(
        in_fonts(
            (BOLD, 18, "Lamps of All Sizes"),
            (BOLD, 18, "and Their Repair"),
            (BOLD, 14, "1 Table lamps"),
            (BODY, 11, "A table lamp that came in time is repaired by the next"),
            (BOLD, 11, "Monday, the day on which most of the lamps go home"),
            (BODY, 11, "in, or so we say."),
            (BOLD, 14, "1.1 Shades"),
            (BOLD, 11, "Silk"),
            (BODY, 11, "It tears, and has to be sewn again by the hand of a master."),
            (BODY, 11, "A master is somebody who has sewn shades for seven years."),
            (BOLD, 14, "Nothing in this shop may be washed, whatever the label may promise."),
            (BODY, 11, "Nor ironed."),
        )
    )
    assert shown(read_pdf("made.pdf", data)) == [
        (1, "Lamps of All Sizes\nand Their Repair"),
        (2, "1 Table lamps"),
        (
            0,
            "A table lamp that came in time is repaired by the next\n"
            "Monday, the day on which most of the lamps go home\nin, or so we say.",
        ),
        (3, "1.1 Shades"),
        (3, "Silk"),
        (
            0,
            "It tears, and has to be sewn again by the hand of a master.\n"
            "A master is somebody who has sewn shades for seven years.",
        ),
        (0, "Nothing in this shop may be washed, whatever the label may promise."),
        (0, "Nor ironed."),
    ]


def test_rows_of_tables_and_items_of_lists_stand_alone() -> None:
    def page(canvas: Canvas) -> None:
        rows = (("Item", "Price"), ("Brass fitting", "12.50"), ("Bulb", "3.10"))
        for number, row in enumerate(rows):
            for x, cell in zip((50, 200), row, strict=True):
                canvas.drawString(x, 350 - number * LEADING, cell)
        write("• one lamp", "• two lamps that we", "  never sold", "Lamps . . . . . 7", top=290)(
            canvas
        )

    assert [text for _, text in shown(read_pdf("made.pdf", draw(page)))] == [
        "Item Price",
        "Brass fitting 12.50",
        "Bulb 3.10",
        "• one lamp",
        "• two lamps that we\nnever sold",
        "Lamps . . . . . 7",
    ]


def test_lines_that_are_not_full_stand_alone_even_without_full_stops() -> None:
    data = draw(
        write("It comes in two kinds, both of them made", "of brass by hand:"),
        write(
            "of the shop",
            "of the workshop and all the people in it,",
            "as well as of the bakery behind the house",
        ),
    )
    assert [text for _, text in shown(read_pdf("made.pdf", data))] == [
        "It comes in two kinds, both of them made\nof brass by hand:",
        "of the shop",
        "of the workshop and all the people in it,\nas well as of the bakery behind the house",
    ]


def test_lines_too_short_for_any_column_stand_alone() -> None:
    data = draw(write("the bulb", "the shade", "a socket"))
    assert [text for _, text in shown(read_pdf("made.pdf", data))] == [
        "the bulb",
        "the shade",
        "a socket",
    ]


def test_a_head_far_above_the_foot_is_no_line_of_it() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(50, 400, "the lamp shop")
        canvas.drawString(50, 20, "in the town of Brno")

    data = draw(page)
    assert [text for _, text in shown(read_pdf("made.pdf", data))] == [
        "the lamp shop",
        "in the town of Brno",
    ]


def test_accents_that_were_printed_apart_are_put_on_their_letters() -> None:
    data = write_raw(
        b"BT /F1 12 Tf 50 300 Td (na) Tj ET BT /F1 12 Tf 61.3 300 Td (\\250) Tj ET "
        b"BT /F1 12 Tf 61.6 300 Td (\\365ve M) Tj ET BT /F1 12 Tf 50 280 Td "
        b"[(M) -80 (\\250) 400 (oller, `tick, Caf) (\\264) 390 (es Cafe) 370 (\\264) -70 (s)] TJ "
        b"ET",
        DOTLESS,
    )
    extracted = read_pdf("made.pdf", data)
    assert extracted.text == "naïve M\nMöller, `tick, Cafés Cafés"
    assert extracted.notes == (
        "4 accents that were printed apart from their letters were put on them.",
    )


def test_characters_without_a_meaning_are_shown_and_counted() -> None:
    data = write_raw(
        b"BT /F1 12 Tf 50 300 Td (a\\001b\\002c) Tj ET",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Differences[1/A/B]>>"
        b"/ToUnicode 6 0 R>>",
        to_unicode=b"<61> <D835DC9C> <01> <0000> <62> <FB01> <02> <D835> <63> <00E9>",
    )
    extracted = read_pdf("made.pdf", data)
    assert extracted.text == "𝒜\ufffdfi\ufffdé"
    assert extracted.notes == ("2 characters have no known meaning and are shown as �.",)


def test_a_page_that_lies_on_its_side_is_read_in_order() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -420)
        write("Lamps that are sold in", "pairs come in one box.", "", "Others don't.")(canvas)

    assert shown(read_pdf("made.pdf", draw(page))) == [
        (0, "Lamps that are sold in\npairs come in one box."),
        (0, "Others don't."),
    ]


def test_a_stamp_along_the_margin_is_no_part_of_the_text() -> None:
    def page(canvas: Canvas) -> None:
        write("Lamps that are sold in")(canvas)
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(100, -30, "stamped in Brno")
        canvas.restoreState()
        write("pairs come in one box.", top=337)(canvas)

    assert [text for _, text in shown(read_pdf("made.pdf", draw(page)))] == [
        "Lamps that are sold in",
        "stamped in Brno",
        "pairs come in one box.",
    ]


def test_comments_filled_forms_and_attached_files_are_counted() -> None:
    annotations = (
        b"/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Why?)>>"
        b"<</Type/Annot/Subtype/Highlight/Rect[0 0 9 9]>>"
        b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Contents(a link)>>"
        b"<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Contents(Why?)>>"
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Jo Doe)/Rect[0 0 9 9]>>"
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(b)/V()/Rect[0 0 9 9]>>]"
    )
    files = (
        b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)>>(b)<</Type/Filespec/F(b)>>]>>>>"
    )
    contents = b"BT /F1 12 Tf 72 300 Td (A lamp may be returned.) Tj ET"
    data = write_raw(contents).replace(b"/Contents 4 0 R", b"/Contents 4 0 R" + annotations)
    data = data.replace(b"/Type/Catalog", b"/Type/Catalog" + files)
    extracted = read_pdf("made.pdf", data)
    assert extracted.text == "A lamp may be returned."
    assert extracted.notes == (
        "1 comment, 1 filled form field and 2 attached files were left out.",
    )
