from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from index.errors import UnreadableError
from index.picture import page_picture
from index.read.pdf import read_pdf
from index.types import Span
from tests.made.pdf import PAGE, SIZE, Print, draw, make_pdf, write, write_raw

SCALE = 110 / 72
Corners = tuple[int, int, int, int]


def opened(png: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(png))
    assert picture.format == "PNG"
    return picture


def marked(data: bytes, page: int, *words: str, skips: tuple[Span, ...] = ()) -> Image.Image:
    """What marking words changes in a page's picture."""
    extracted = read_pdf("made.pdf", data)
    start = extracted.places[page - 1].start
    spans = [
        Span(extracted.text.index(each), extracted.text.index(each) + len(each)) for each in words
    ]
    plain = page_picture(data, page, [], source="made.pdf", start=start)
    other = page_picture(data, page, spans, source="made.pdf", start=start, skips=skips)
    return ImageChops.difference(opened(plain), opened(other)).convert("L").point(bool)


def corners(left: float, baseline: float, right: float) -> Corners:
    """Where a picture shows words that stand on a base line: left, top, right, bottom."""
    height = PAGE[1]
    return (
        round(left * SCALE),
        round((height - baseline - SIZE) * SCALE),
        round(right * SCALE),
        round((height - baseline + SIZE / 3) * SCALE),
    )


def near(found: Corners | None, expected: Corners) -> bool:
    return found is not None and all(abs(a - b) <= 4 for a, b in zip(found, expected, strict=True))


def lamp(canvas: Canvas) -> None:
    write("The shop sells one lamp", "a day, and mends", "another.")(canvas)


def test_the_words_are_marked_and_nothing_else() -> None:
    data = draw(lamp)
    canvas = Canvas(io.BytesIO())
    before = canvas.stringWidth("The shop ", "Times-Roman", SIZE)
    word = canvas.stringWidth("sells one", "Times-Roman", SIZE)
    found = marked(data, 1, "sells one")
    expected = corners(50 + before, 350, 50 + before + word)
    assert near(found.getbbox(), expected)
    left, top, right, bottom = found.getbbox() or (0, 0, 0, 0)
    assert found.crop((left, top, right, bottom)).getextrema() == (1, 1)


def test_words_on_two_lines_are_marked_line_by_line() -> None:
    data = draw(lamp)
    canvas = Canvas(io.BytesIO())
    before = canvas.stringWidth("The shop sells one ", "Times-Roman", SIZE)
    line = canvas.stringWidth("The shop sells one lamp", "Times-Roman", SIZE)
    second = canvas.stringWidth("a day,", "Times-Roman", SIZE)
    found = marked(data, 1, "lamp\na day,")
    first_line, second_line = corners(50 + before, 350, 50 + line), corners(50, 337, 50 + second)
    middle = (first_line[3] + second_line[1]) // 2
    width, height = found.size
    assert near(found.crop((0, 0, width, middle - 6)).getbbox(), (*first_line[:3], middle - 6))
    below = found.crop((0, middle + 6, width, height)).getbbox()
    assert near(below, (second_line[0], 0, second_line[2], second_line[3] - middle - 6))


def test_a_picture_without_marks_is_the_page() -> None:
    data = draw(lamp)
    picture = opened(page_picture(data, 1, [], source="made.pdf", start=0))
    assert picture.size == (642, 642)
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    assert marked(data, 1).getbbox() is None


def test_a_page_across_its_columns_is_marked_where_the_words_stand() -> None:
    data = make_pdf(Print(columns=2, across=True)).data
    text = read_pdf("made.pdf", data).text
    quote = text[text.index("The shop opens") : text.index("Friday.") + len("Friday.")]
    left, _, right, _ = marked(data, 1, quote).getbbox() or (0, 0, 0, 0)
    # The second column alone, which begins at 219 points and is 151 wide.
    assert near((left, 0, right, 0), (round(219 * SCALE), 0, round(370 * SCALE), 0))


def test_what_stands_on_another_page_or_is_skipped_is_not_marked() -> None:
    data = draw(write("One lamp."), write("Two lamps.", "Three."))
    words = "One lamp.\n\nTwo lamps.\nThree."
    both = marked(data, 2, words).getbbox()
    assert both == marked(data, 2, "Two lamps.\nThree.").getbbox()
    skip = Span(words.index("Three"), len(words))
    only = marked(data, 2, words, skips=(skip,)).getbbox()
    assert only == marked(data, 2, "Two lamps.").getbbox()
    assert only != both


def test_marks_follow_a_page_that_is_shown_turned() -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        lamp(canvas)

    found = marked(draw(turned), 1, "The shop").getbbox()
    left, top, right, bottom = marked(draw(lamp), 1, "The shop").getbbox() or (0, 0, 0, 0)
    assert near(found, (642 - bottom, left, 642 - top, right))


def test_a_huge_page_is_drawn_in_a_size_that_can_be_shown() -> None:
    data = make_pdf(Print(size=(7000, 3000))).data
    assert opened(page_picture(data, 1, [], source="made.pdf", start=0)).size == (1600, 686)


@pytest.mark.parametrize("page", [0, 2])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        page_picture(draw(lamp), page, [], source="made.pdf", start=0)
    assert str(caught.value) == f"“made.pdf” has no page {page}: it ends with page 1. Ask again."


def test_a_damaged_page_is_refused() -> None:
    data = write_raw(b"", kids=b"[3 0 R 99 0 R]", count=2)
    with pytest.raises(UnreadableError) as caught:
        page_picture(data, 2, [], source="made.pdf", start=0)
    assert str(caught.value) == (
        "Page 2 of “made.pdf” is damaged and can't be drawn. Export the file again."
    )
