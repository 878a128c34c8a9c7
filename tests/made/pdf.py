"""PDF files that hold the known text, printed in many ways, and on which page each sentence is."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.made.prose import SECTIONS, TITLE

PAGE = (420.0, 420.0)
MARGIN = 50.0
LEADING = 13.0
SIZE = 11.0
BODY = "KnownText"  # Times with the letters of Central Europe
BOLD = "Times-Bold"
GUTTER = 18.0
# Where words of the known text are broken at a line end.
BREAKS = {
    word.replace("|", ""): word.split("|")
    for word in """re|turned de|liv|ery ex|cep|tions re|ceipt num|ber in|stead cus|tomer tele|phone
    Christ|mas Sat|ur|days af|ter|noon near|est chan|de|liers kilo|grams part|ner trans|former
    re|paired to|gether cof|fee prom|ise plugged ex|tin|guish|ers ap|pren|tice super|vi|sion
    es|tab|lished cat|a|logue min|i|mum sup|plier dis|count de|livery well-|known
    with|in man|ager or|der|ed work|shop wash|ed Ac|ci|dents re|quires""".split()
}


@dataclass(frozen=True)
class Print:
    """How the known text is printed."""

    columns: int = 1
    across: bool = False  # line by line over all columns, as some programs print
    justified: bool = True
    hyphens: bool = True
    heads: bool = False
    heads_last: bool = False  # printed after the text of the page
    line_numbers: bool = False
    indented: bool = True  # else paragraphs are parted by space
    plain: bool = False  # headings look like the text
    size: tuple[float, float] = PAGE
    roman: int = 0  # pages before page 1, with Roman numbers
    properties_title: str = ""
    outline: bool = False
    repeat: int = 1
    sentences: Callable[[str], str] = str


@dataclass
class Made:
    """A made file, and the pages (from 1) that each sentence of the known text stands on."""

    data: bytes = b""
    pages: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class _Line:
    """Words of a line, each with its sentence; `last` of its paragraph; or a heading."""

    words: tuple[tuple[str, str], ...]
    indent: float = 0.0
    last: bool = False
    font: str = BODY
    size: float = SIZE
    space: float = 0.0  # above

    @property
    def text(self) -> str:
        return " ".join(word for word, _ in self.words)


def register_fonts() -> None:
    """Times in the encoding of Central Europe, which the built-in fonts lack."""
    if BODY in pdfmetrics.getRegisteredFontNames():
        return
    encoding = pdfmetrics.Encoding("cp1250", "WinAnsiEncoding")
    encoding[0xF8] = "rcaron"
    pdfmetrics.registerEncoding(encoding)
    pdfmetrics.getTypeFace("Times-Roman").glyphWidths.setdefault("rcaron", 333)
    pdfmetrics.registerFont(pdfmetrics.Font(BODY, "Times-Roman", "cp1250"))


def _width(text: str, font: str = BODY, size: float = SIZE) -> float:
    return float(pdfmetrics.stringWidth(text, font, size))


def _broken(words: list[tuple[str, str]], width: float, how: Print) -> Iterator[_Line]:
    """The lines of a paragraph."""
    indent = SIZE * 1.5 if how.indented else 0.0
    space = 0.0 if how.indented else LEADING * 0.7
    line: list[tuple[str, str]] = []
    rest = list(words)
    while rest:
        word, sentence = rest.pop(0)
        text = " ".join([*(each for each, _ in line), word])
        if _width(text) <= width - indent:
            line.append((word, sentence))
            continue
        parts = BREAKS.get(word.strip(".,“”"), [word]) if how.hyphens else [word]
        for cut in range(len(parts) - 1, 0, -1):
            lead = word.index(parts[0])  # an opening quote
            end = lead + len("".join(parts[:cut]))
            head = word[:end] + ("" if word[:end].endswith("-") else "-")
            if _width(" ".join([*(each for each, _ in line), head])) <= width - indent:
                line.append((head, sentence))
                word = word[end:]
                break
        rest.insert(0, (word, sentence))
        yield _Line(tuple(line), indent, space=space)
        line, indent, space = [], 0.0, 0.0
    yield _Line(tuple(line), indent, last=True, space=space)


def _lines(width: float, how: Print) -> Iterator[_Line]:
    heading = (BODY, SIZE) if how.plain else (BOLD, SIZE + 3)
    for _ in range(how.repeat):
        for title, paragraphs in SECTIONS:
            yield _Line(((title, ""),), 0, True, *heading, space=LEADING)
            for paragraph in paragraphs:
                words = [
                    (word, sentence)
                    for sentence in paragraph
                    for word in how.sentences(sentence).split(" ")
                ]
                yield from _broken(words, width, how)


def make_pdf(how: Print = Print()) -> Made:
    """Print the known text."""
    register_fonts()
    made = Made()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=how.size, invariant=1)
    if how.properties_title:
        canvas.setTitle(how.properties_title)
    for number in range(how.roman):
        canvas.setFont(BODY, SIZE)
        canvas.drawString(MARGIN, 300, "This leaf was left to the printer.")
        canvas.drawString(how.size[0] / 2, 20, ["i", "ii", "iii", "iv"][number])
        canvas.showPage()
    if how.roman:
        canvas.addPageLabel(0, "ROMAN_LOWER", 1)
        canvas.addPageLabel(how.roman, "ARABIC", 1)
    width = (how.size[0] - 2 * MARGIN - GUTTER * (how.columns - 1)) / how.columns
    number = how.roman
    for page in _pages(list(_lines(width, how)), how):
        number += 1
        _print_page(canvas, page, number, width, how, made)
        canvas.showPage()
    canvas.save()
    made.data = buffer.getvalue()
    return made


Placed = tuple[int, float, _Line]  # column, base line, line


def _pages(lines: list[_Line], how: Print) -> Iterator[list[Placed]]:
    """Set lines into columns and pages; a heading stays with two lines of its text."""
    page: list[Placed] = []
    column, top = 0, how.size[1] - MARGIN - (0 if how.plain else 2.5 * LEADING)
    y = top
    for number, line in enumerate(lines):
        space = line.space if y < top else 0.0
        needed = 3 if line.size > SIZE or line.words[0][1] == "" else 1
        if y - space - needed * LEADING < MARGIN:
            column, y, space = column + 1, top, 0.0
            if column == how.columns:
                yield page
                page, column, top = [], 0, how.size[1] - MARGIN
                y = top
        y -= space + LEADING
        page.append((column, y, line))
        following = lines[number + 1] if number + 1 < len(lines) else None
        if line.words[0][1] == "" and following and not how.plain:
            y -= 4
    yield page


def _print_page(
    canvas: Canvas, page: list[Placed], number: int, width: float, how: Print, made: Made
) -> None:
    if how.heads and not how.heads_last:
        _print_heads(canvas, number - how.roman, how)
    if number == how.roman + 1 and not how.plain:
        canvas.setFont(BOLD, 20)
        canvas.drawString(MARGIN, how.size[1] - MARGIN, TITLE)
    if how.across:
        page = sorted(page, key=lambda placed: (-placed[1], placed[0]))
    for column, y, line in page:
        x = MARGIN + column * (width + GUTTER)
        if how.line_numbers:
            made.pages["line number"].add(number)
            canvas.setFont(BODY, 7)
            canvas.drawRightString(MARGIN - 14, y, str(_count(canvas)))
        for _, sentence in line.words:
            made.pages[sentence].add(number)
        if how.outline and not line.words[0][1]:
            canvas.bookmarkPage(line.text)
            canvas.addOutlineEntry(line.text, line.text, 0)
        _print_line(canvas, line, x + line.indent, y, width - line.indent, how)
    if how.heads and how.heads_last:
        _print_heads(canvas, number - how.roman, how)


def _count(canvas: Any) -> int:  # noqa: ANN401 (reportlab has no types)
    canvas.lines_printed = getattr(canvas, "lines_printed", 0) + 1
    return int(canvas.lines_printed)


def _print_line(canvas: Canvas, line: _Line, x: float, y: float, width: float, how: Print) -> None:
    text = canvas.beginText(x, y)
    text.setFont(line.font, line.size)
    spaces = line.text.count(" ")
    spare = width - _width(line.text, line.font, line.size)
    stretched = how.justified and not line.last and spaces
    text.setWordSpace(spare / spaces if stretched else 0)  # else the last line's goes on
    text.textOut(line.text)
    canvas.drawText(text)


def _print_heads(canvas: Canvas, number: int, how: Print) -> None:
    canvas.setFont(BODY, 9)
    canvas.drawString(MARGIN, how.size[1] - 25, TITLE if number % 2 else "For the staff only")
    canvas.drawRightString(how.size[0] - MARGIN, how.size[1] - 25, str(number))
    canvas.drawCentredString(how.size[0] / 2, 25, f"Printed in Brno, page {number}")


def draw(*pages: Callable[[Canvas], None], **options: Any) -> bytes:  # noqa: ANN401
    """A file of pages that functions draw."""
    register_fonts()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE, invariant=1, **options)
    for page in pages:
        canvas.setFont(BODY, SIZE)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(*lines: str, x: float = MARGIN, top: float = 350.0) -> Callable[[Canvas], None]:
    """A page with lines of text."""

    def page(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(x, top - number * LEADING, line)

    return page


def picture(canvas: Canvas) -> None:
    """A page with nothing but a picture."""
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "teal")), 100, 100, 200, 200)


def encrypt(password: str) -> StandardEncryption:
    """Protection by a password that a reader asks for."""
    return StandardEncryption(password, ownerPassword="owner", strength=128)


def write_raw(
    contents: bytes,
    font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    *,
    to_unicode: bytes = b"",
    kids: bytes = b"[3 0 R]",
    count: int = 1,
) -> bytes:
    """A file of one page written object by object: page contents, font, characters' meanings."""
    stream = b"<</Length %d>>stream\n%s\nendstream"
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Known def "
        b"1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar %s endbfchar "
        b"endcmap end end" % (to_unicode.count(b"<") // 2, to_unicode)
    )
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids%s/Count %d>>" % (kids, count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 420]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        stream % (len(contents), contents),
        font,
        stream % (len(mapping), mapping),
    )
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )
