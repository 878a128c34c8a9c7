"""The known text in every format, and where a person would find each of its sentences."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from index.types import CitedPlace, PlaceKind
from tests.made.marked_up import make_eml
from tests.made.office import PARAGRAPHS, made_csv, made_docx, made_pptx, made_xlsx
from tests.made.pdf import Print, make_pdf
from tests.made.prose import SECTIONS, SENTENCES, TITLE
from tests.made.web import made_eml, made_epub, made_html, made_rst

Places = tuple[CitedPlace, ...]


@dataclass(frozen=True)
class Known:
    """A file with the known text.

    `places` holds for each sentence in order the places on which it stands, `lines` the lines
    (where the format has them); `told` how each sentence reads.
    """

    data: bytes
    places: tuple[Places, ...] = ((),) * len(SENTENCES)
    lines: tuple[tuple[int, int], ...] = ()
    told: tuple[str, ...] = SENTENCES


def made_text(*, end: str = "\n", mark: str = "", width: int = 72) -> str:
    """The known text as plain text, or as Markdown with the `mark` of headings."""
    parts = [mark + TITLE]
    for heading, paragraphs in SECTIONS:
        parts.append((mark[0] + mark if mark else "") + heading)
        parts += [
            "\n".join(textwrap.wrap(" ".join(each), width, break_on_hyphens=False))
            for each in paragraphs
        ]
    return ("\n\n".join(parts) + "\n").replace("\n", end)


def by_lines(data: bytes) -> Known:
    """A file of lines: those in which the words of a sentence follow each other."""
    text = data.decode().replace("\r\n", "\n")
    lines: list[tuple[int, int]] = []
    for sentence in SENTENCES:
        words = r"\s+".join(map(re.escape, sentence.split()))
        found = re.search(words, text)
        assert found
        lines.append((text[: found.start()].count("\n") + 1, text[: found.end()].count("\n") + 1))
    return Known(data, lines=tuple(lines))


def one(kind: PlaceKind, number: int, label: str = "") -> CitedPlace:
    return CitedPlace(kind, number, number, label, label)


def groups(*, headings: int = 0, title: int = 0) -> Iterator[tuple[int, int, str]]:
    """For each sentence its paragraph and section, from 1, and the heading.

    `headings` and `title` say whether they are counted as paragraphs.
    """
    paragraph = title
    for section, (heading, paragraphs) in enumerate(SECTIONS, start=1):
        paragraph += headings
        for sentences in paragraphs:
            paragraph += 1
            yield from ((paragraph, section, heading) for _ in sentences)


def by_paragraph(data: bytes, *, headings: int = 0, title: int = 0) -> Known:
    found = groups(headings=headings, title=title)
    return Known(data, tuple((one(PlaceKind.PARAGRAPH, number),) for number, *_ in found))


def by_row(data: bytes, *outer: CitedPlace) -> Known:
    """A row for each paragraph, the first in row 2, each told with its columns' names."""
    places = tuple((*outer, one(PlaceKind.ROW, number + 1)) for number, *_ in groups())
    rows = iter(PARAGRAPHS)
    told = [
        f"Heading: {next(rows)[0]}; Paragraph: {sentence}" if not index else sentence
        for _, paragraphs in SECTIONS
        for paragraph in paragraphs
        for index, sentence in enumerate(paragraph)
    ]
    return Known(data, places, told=tuple(told))


def by_page(how: Print, labels: Mapping[int, str] | None = None) -> Known:
    made = make_pdf(how)
    labels = labels or {}
    return Known(
        made.data,
        tuple(
            (
                CitedPlace(
                    PlaceKind.PAGE,
                    first := min(made.pages[sentence]),
                    last := max(made.pages[sentence]),
                    labels.get(first, ""),
                    labels.get(last, ""),
                ),
            )
            for sentence in SENTENCES
        ),
    )


WIDE = (620.0, 330.0)
SMALL = (400.0, 200.0)
KNOWN: dict[str, Callable[[], Known]] = {
    "lines.txt": lambda: by_lines(made_text().encode()),
    "long lines.txt": lambda: by_lines(made_text(width=10_000).encode()),
    "Windows.txt": lambda: by_lines(made_text(end="\r\n").encode()),
    "a.md": lambda: by_lines(made_text(mark="# ").encode()),
    "Windows.md": lambda: by_lines(made_text(mark="# ", end="\r\n").encode()),
    "a.rst": lambda: by_lines(made_rst()),
    "a.html": lambda: by_paragraph(made_html()),
    "a.eml": lambda: by_paragraph(make_eml()),
    "page.eml": lambda: by_paragraph(made_eml("html")),
    "a.epub": lambda: Known(
        made_epub(), tuple((one(PlaceKind.CHAPTER, n, name),) for _, n, name in groups())
    ),
    "a.docx": lambda: by_paragraph(made_docx(), headings=1, title=1),
    "a.pptx": lambda: Known(
        made_pptx(), tuple((one(PlaceKind.SLIDE, n, name),) for _, n, name in groups())
    ),
    "a.xlsx": lambda: by_row(made_xlsx(), one(PlaceKind.SHEET, 1, "Sheet")),
    "a.csv": lambda: by_row(made_csv()),
    "one column.pdf": lambda: by_page(Print()),
    "two columns.pdf": lambda: by_page(Print(columns=2)),
    "three columns.pdf": lambda: by_page(Print(columns=3, size=WIDE)),
    "printed across.pdf": lambda: by_page(Print(columns=3, across=True, size=WIDE)),
    "heads.pdf": lambda: by_page(Print(heads=True)),
    "two columns with heads.pdf": lambda: by_page(Print(columns=2, heads=True)),
    "line numbers.pdf": lambda: by_page(Print(line_numbers=True)),
    "line numbers and heads.pdf": lambda: by_page(Print(line_numbers=True, heads=True)),
    "labels.pdf": lambda: by_page(
        Print(heads=True, roman=2), {1: "i", 2: "ii", 3: "1", 4: "2", 5: "3", 6: "4", 7: "5"}
    ),
    "small pages.pdf": lambda: by_page(Print(size=SMALL)),
    "small pages with heads.pdf": lambda: by_page(Print(size=SMALL, heads=True)),
}  # fmt: skip
