"""PDF: the text of its pages, the paragraphs and headings that its lines form, and the pages.

The text of a page is its lines, each ended by a line feed; a hyphen at a line end stays PDFium's
U+FFFE. Pages are parted by two line feeds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from index.errors import UnreadableError
from index.read.format import Extracted
from index.read.pdf_file import open_pdf
from index.read.pdf_furniture import Furniture, find_furniture
from index.read.pdf_headings import find_headings, usual_size
from index.read.pdf_layout import find_blocks, read_lines
from index.read.pdf_page import PageText, read_page
from index.read.rows import left_out
from index.types import Block, BlockKind, Place, PlaceKind

PAGE_END = "\n\n"
# Titles that a program filled in: a file name, or nobody's choice.
NO_TITLE = re.compile(
    r"\W*|untitled\b.*|unknown|title|document\d*|presentation\d*|microsoft \w+ - .*"
    r"|.*\.(?:docx?|odt|rtf|tex|dvi|pdf|pptx?|indd|qxd|pub|wpd|txt|html?|md)",
    re.IGNORECASE,
)
MAX_TITLE = 200
TAIL = 2048  # bytes: where the end of a whole file is marked
NAMED = 20  # page numbers that a note lists


def read_pdf(source: str, data: bytes) -> Extracted:
    """Read a PDF file.

    Raises:
        UnreadableError: it is protected, damaged, too long, or holds no text.
    """
    pages: list[PageText] = []
    damaged: list[int] = []
    beside: Counter[str] = Counter()
    start = 0
    with open_pdf(source, data) as file:
        for number in range(file.page_count):
            with file.page(number) as page:
                if page is None:
                    damaged.append(number)
                pages.append(read_page(page, start) if page else PageText.empty(start))
                beside.update(page.beside() if page else {})
            start += len(pages[-1].text) + len(PAGE_END)
        labels = [file.label(number) for number in range(file.page_count)]
        outline = file.outline()
        named = file.title().strip()
        beside["attached file(s)"] = file.attachments()
    if not any(page.lines for page in pages):
        raise UnreadableError(_no_text(source, len(pages), len(damaged)))
    text = PAGE_END.join(page.text for page in pages)
    usual = usual_size([(each.size, len(each.text)) for page in pages for each in page.lines])
    furniture = find_furniture(pages, labels, usual)
    lines = read_lines(pages, furniture)
    blocks = tuple(find_blocks(lines, find_headings(lines, usual, outline), text))
    places = tuple(
        Place(PlaceKind.PAGE, number, page.start, label if label != str(number) else "")
        for number, (page, label) in enumerate(zip(pages, labels, strict=True), 1)
    )
    return Extracted(
        title=_title(source, named) or _first_heading(text, blocks, places),
        text=text,
        blocks=blocks,
        places=places,
        notes=(*_notes(data, pages, damaged, furniture), *left_out(beside)),
    )


def _no_text(source: str, count: int, damaged: int) -> str:
    """Why a file without any text is refused, for a person."""
    if damaged == count:
        return (
            f"“{source}” is damaged: none of its pages can be read. Export it again and add that."
        )
    pages = "its only page holds" if count == 1 else f"its {count} pages hold"
    return (
        f"“{source}” seems to be scanned: {pages} no text, only pictures. "
        "Run text recognition (OCR) over it and add the result."
    )


def _title(source: str, named: str) -> str | None:
    """The title among the file's properties, if somebody chose it."""
    title = " ".join(named.split())
    file_name = PurePosixPath(source)
    unchosen = {file_name.name.casefold(), file_name.stem.casefold()}
    if NO_TITLE.fullmatch(title) or title.casefold() in unchosen or len(title) > MAX_TITLE:
        return None
    return title if title.isprintable() else None


def _first_heading(text: str, blocks: Sequence[Block], places: Sequence[Place]) -> str | None:
    """The first heading of the highest level, if it stands on the first page."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    if not headings:
        return None
    top = min(block.level for block in headings)
    first = next(block for block in headings if block.level == top)
    if len(places) > 1 and first.span.start >= places[1].start:
        return None
    return " ".join(text[first.span.start : first.span.end].replace("\ufffe\n", "-").split())


def _notes(
    data: bytes, pages: Sequence[PageText], damaged: Sequence[int], furniture: Furniture
) -> list[str]:
    """What was left out or guessed, a sentence each."""
    notes: list[str] = []
    total = f"{len(pages)} page" + "s" * (len(pages) > 1)
    bare = [
        number for number, page in enumerate(pages) if not page.lines and number not in set(damaged)
    ]
    if bare:
        verb = ("has", "was") if len(bare) == 1 else ("have", "were")
        notes.append(
            f"{len(bare)} of {total} {verb[0]} no text layer and {verb[1]} left out: "
            f"{_named(bare)}."
        )
    if damaged:
        verb = ("is", "was") if len(damaged) == 1 else ("are", "were")
        notes.append(
            f"{len(damaged)} of {total} {verb[0]} damaged and {verb[1]} left out: "
            f"{_named(damaged)}."
        )
    if b"startxref" not in data[-TAIL:]:
        notes.append("The end of the file is missing, so pages may be missing too.")
    for count, one, many in (
        (
            len(furniture.heads),
            "1 line with a running head, foot or page number is not quoted.",
            "{} lines with running heads, feet or page numbers are not quoted.",
        ),
        (
            len(furniture.numbers),
            "1 line number in the margin is not quoted.",
            "{} line numbers in the margins are not quoted.",
        ),
        (
            sum(page.repaired for page in pages),
            "1 accent that was printed apart from its letter was put on it.",
            "{} accents that were printed apart from their letters were put on them.",
        ),
        (
            sum(page.unknown for page in pages),
            "1 character has no known meaning and is shown as �.",
            "{} characters have no known meaning and are shown as �.",
        ),
    ):
        if count:
            notes.append(one if count == 1 else many.format(f"{count:,}"))
    return notes


def _named(pages: Sequence[int]) -> str:
    """Numbers of pages from 0 as a person lists them: "4, 5 and 9"."""
    numbers = [str(page + 1) for page in pages]
    if len(numbers) > NAMED:
        numbers = [*numbers[:NAMED], f"{len(numbers) - NAMED} more"]
    return numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
