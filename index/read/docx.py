"""Word documents: paragraphs, headings and tables in the order of the page.

Blocks are joined by a line feed. A list item is a block; a row of a table is one, as rows.py tells
it; a table of one column (a box around text) is read as the paragraphs in it. Notes at the foot
and text boxes follow the paragraph that refers to them, so that they stay in its section.

A place is a paragraph, numbered as Word's own word count does it: from 1, in tables too, those
without text left out. A row has the number of the first paragraph in it.

python-docx opens the package; the text is gathered from its XML, since the library's own text
lacks what stands in content controls, tracked insertions, notes and text boxes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from index.read.archive import library_errors, rebuild_archive
from index.read.format import Extracted
from index.read.rows import (
    UNUSED,
    Gathering,
    Row,
    count,
    find_header,
    left_out,
    tell_rows,
    unused_names,
)
from index.types import BlockKind, PlaceKind

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VERSIONS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
VML = "{urn:schemas-microsoft-com:vml}"
IMAGE = VML + "imagedata"
DRAWN_TEXT = VML + "textpath"  # WordArt, a watermark

CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
PROPERTIES = frozenset(W + name + "Pr" for name in ("p", "r", "sdt", "sdtEnd", "tbl", "tr", "tc"))
CONTAINED = frozenset(W + name for name in ("p", "tbl", "tr", "tc"))
# What is left out, and what it is called.
LEFT_OUT = {
    W + "del": "tracked deletion(s)",
    W + "moveFrom": "tracked deletion(s)",
    W + "object": "embedded object(s)",
    W + "altChunk": "embedded object(s)",
    W + "sym": "symbol(s)",
    W + "rt": "reading aid(s)",
}
OBJECTS = {"picture": "picture(s)", "chart": "chart(s)", "diagram": "diagram(s)"}
HIDDEN = "piece(s) of hidden text"
CONTENTS = "line(s) of the table of contents"
NOTES = {"footnotes": W + "footnoteReference", "endnotes": W + "endnoteReference"}
MARGINS = {"header": "page header(s)", "footer": "page footer(s)"}

HEADING = re.compile(r"heading ([1-9])")
DIGITS = re.compile(r"\d{1,3}", re.ASCII)
CODE = frozenset(("code", "source code", "html preformatted", "macro text"))
PLAIN_TABLES = frozenset(("normal table", "table grid", "table grid light"))
EMPTY_TITLE = "Word Document"  # what some programs put there for want of one
DEEPEST = 50  # styles that build on each other
MOST_COLUMNS = 63  # Word's limit


def read_docx(source: str, data: bytes) -> Extracted:
    """Read a Word document.

    Raises:
        UnreadableError: it is damaged, protected, or holds no text.
    """
    from docx.exceptions import PythonDocxError  # late: only the process that reads a file needs it

    copy = rebuild_archive(source, data)
    with library_errors(source, PythonDocxError):
        package = _load(copy)
    words = _Words(package.notes, package.counts)
    reader = _Reader(words, _find_styles(package.styles))
    reader.read(package.body)
    title = package.title if package.title != EMPTY_TITLE else ""
    return reader.gathering.finish(source, title or reader.title, reader.notes())


@dataclass(frozen=True, slots=True)
class _Package:
    """The parts of a document. `notes` are by the element and the number that refer to them."""

    title: str
    body: Element
    styles: Element
    notes: dict[tuple[str, str], Element]
    counts: Counter[str]


def _load(copy: BytesIO) -> _Package:
    """Everything that python-docx is asked for."""
    import docx
    from docx.oxml.parser import parse_xml

    document = docx.Document(copy)
    notes: dict[tuple[str, str], Element] = {}
    counts: Counter[str] = Counter()
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external or kind not in (*NOTES, *MARGINS, "comments"):
            continue
        root = parse_xml(relation.target_part.blob)
        if kind in NOTES:
            notes |= {(NOTES[kind], each.get(W + "id", "")): each for each in root}
        elif kind in MARGINS:
            words = any((each.text or "").strip() for each in root.iter(W + "t"))
            drawn = any(each.get("string") for each in root.iter(DRAWN_TEXT))
            counts[MARGINS[kind]] += words or drawn
        else:
            counts["comment(s)"] += len(root)
    return _Package(
        document.core_properties.title,
        document.element.body,
        document.styles.element,
        notes,
        counts,
    )


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says: its name in lower case, a heading's level, whether it numbers."""

    name: str = ""
    level: int = 0
    listed: bool = False


def _find_styles(root: Element) -> dict[str, _Style]:
    """The styles by identifier, under "" the one of paragraphs that name none.

    Word stores the names of its own styles in English, whatever language it shows them in.
    """
    elements = {each.get(W + "styleId", ""): each for each in root.iter(W + "style")}
    styles: dict[str, _Style] = {}
    for identifier, element in elements.items():
        style, level, listed = element, 0, False
        for _ in range(DEEPEST):
            level = level or _outline_level(style) or _named_level(_value(style, "name"))
            listed = listed or style.find(f"{W}pPr/{W}numPr") is not None
            style = elements.get(_value(style, "basedOn"))
            if style is None:
                break
        styles[identifier] = _Style(_value(element, "name").lower(), level, listed)
        if element.get(W + "type") == "paragraph" and _is_on(element.get(W + "default", "0")):
            styles[""] = styles[identifier]
    return styles


def _named_level(name: str) -> int:
    """The level of a heading by the name of its style, or 0."""
    found = HEADING.fullmatch(name.lower())
    return int(found[1]) if found else int(name.lower() == "title")


def _outline_level(element: Element) -> int:
    """The level that a style or paragraph has in the outline, or 0 for body text."""
    level = _value(element, f"pPr/{W}outlineLvl")
    return int(level) + 1 if level in tuple("012345678") else 0


def _value(element: Element, path: str) -> str:
    """The value of an element's property, empty without."""
    found = element.find(W + path)
    return "" if found is None else str(found.get(W + "val", ""))


def _is_on(value: str) -> bool:
    return value not in ("0", "false", "off")


@dataclass(slots=True)
class _Words:
    """The words of a document's elements, and what was met beside them.

    `counts` holds what is left out; `asides` the notes and text boxes that were met.
    """

    notes: dict[tuple[str, str], Element]
    counts: Counter[str]
    asides: list[Element] = field(default_factory=list)
    equations: int = 0

    def of(self, paragraph: Element) -> str:
        """The text of a paragraph, without white space at its ends."""
        return "".join(self._walk(paragraph)).strip()

    def _walk(self, element: Element) -> Iterator[str]:
        """The pieces of text below an element; lxml lets none nest deeper than 256 levels."""
        for child in element:
            tag = child.tag
            if tag in (W + "t", MATH + "t"):
                yield child.text or ""
            elif tag in CHARACTERS:
                yield CHARACTERS[tag]
            elif tag in LEFT_OUT:
                self.counts[LEFT_OUT[tag]] += 1
            elif tag == VERSIONS:
                yield from self._walk(child[0] if len(child) else child)  # others say it again
            elif tag == W + "txbxContent":
                self.asides.append(child)
            elif (tag, child.get(W + "id")) in self.notes:
                self.asides.append(self.notes[tag, child.get(W + "id")])
            elif tag == W + "r" and _is_hidden(child):
                self.counts[HIDDEN] += 1
            elif tag not in PROPERTIES:
                self._count(child)
                yield from self._walk(child)

    def _count(self, element: Element) -> None:
        """Count an element that is no text, or not text alone."""
        kind = "picture" if element.tag == IMAGE else ""
        if element.tag == GRAPHIC:
            kind = element.get("uri", "").rpartition("/")[2]
        if kind in OBJECTS:
            self.counts[OBJECTS[kind]] += 1
        self.counts["drawn text(s)"] += element.tag == DRAWN_TEXT and bool(element.get("string"))
        self.equations += element.tag == MATH + "oMath"

    def children(self, element: Element) -> Iterator[Element]:
        """The paragraphs, tables, rows or cells in an element, at any depth of content controls."""
        for child in element:
            if child.tag in CONTAINED:
                yield child
            elif child.tag in LEFT_OUT:
                self.counts[LEFT_OUT[child.tag]] += 1
            elif child.tag == VERSIONS:
                yield from self.children(child[0] if len(child) else child)
            elif child.tag not in PROPERTIES:
                yield from self.children(child)

    def paragraphs(self, element: Element) -> list[str]:
        """The texts of the paragraphs in an element and its tables, without empty ones."""
        texts: list[str] = []
        for child in self.children(element):
            texts += [self.of(child)] if child.tag == W + "p" else self.paragraphs(child)
        return [*filter(None, texts)]

    def take_asides(self) -> list[str]:
        """The paragraphs of the notes and text boxes that were met since the last time."""
        texts: list[str] = []
        while self.asides:
            texts += self.paragraphs(self.asides.pop(0))
        return texts


def _depth(paragraph: Element) -> int:
    """How deep in its list an item says that it lies, from 0."""
    level = _value(paragraph, f"pPr/{W}numPr/{W}ilvl")
    return int(level) if level in tuple("012345678") else 0


def _columns(number: str, least: int) -> int:
    """A number of columns, within Word's limit."""
    return min(max(int(number), least), MOST_COLUMNS) if DIGITS.fullmatch(number) else least


def _is_hidden(run: Element) -> bool:
    """Whether a run is formatted as hidden."""
    found = run.find(f"{W}rPr/{W}vanish")
    return found is not None and _is_on(found.get(W + "val", "1"))


def _is_bold(line: Element) -> bool:
    """Whether all text in a row of a table is in bold type."""
    runs = [run for run in line.iter(W + "r") if run.find(W + "t") is not None]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(m is not None and _is_on(m.get(W + "val", "1")) for m in marks)


@dataclass(slots=True)
class _Reader:
    """A document on its way to text. `paragraph` is the number of the last one that was met."""

    words: _Words
    styles: dict[str, _Style]
    gathering: Gathering = field(default_factory=Gathering)
    paragraph: int = 0
    title: str = ""
    listed: int = 0
    guessed: int = 0

    def read(self, container: Element) -> None:
        """Gather what is in a body or cell, in order."""
        for element in self.words.children(container):
            if element.tag == W + "p":
                self._read_paragraph(element)
            elif element.tag == W + "tbl":
                self._read_table(element)

    def _read_paragraph(self, element: Element) -> None:
        """Gather a paragraph, and the notes and text boxes that it refers to."""
        text = self.words.of(element)
        style = self.styles.get(_value(element, f"pPr/{W}pStyle"), _Style())
        if text and style.name.startswith("toc "):
            self.paragraph += 1
            self.words.counts[CONTENTS] += 1
        elif text:
            self.paragraph += 1
            level = _outline_level(element) or style.level
            self.title = self.title or (text if level == 1 else "")
            number = _value(element, f"pPr/{W}numPr/{W}numId")
            listed = number != "0" if number else style.listed
            self.listed += listed
            kind = BlockKind.CODE if style.name in CODE else BlockKind.PARAGRAPH
            if listed and not level:
                kind, level = BlockKind.ITEM, 1 + _depth(element)
            place = (PlaceKind.PARAGRAPH, self.paragraph, "")
            self.gathering.add(text, place, kind=kind, level=level)
        for aside in self.words.take_asides():
            self.gathering.add(aside)

    def _read_table(self, table: Element) -> None:
        """Gather a table row by row, or the cells of one with a single column."""
        lines: list[Element] = []
        for line in self.words.children(table):
            if line.find(f"{W}trPr/{W}del") is None:
                lines.append(line)
            else:
                self.words.counts[LEFT_OUT[W + "del"]] += 1
        cells = [[*self.words.children(line)] for line in lines]
        if all(len(each) < 2 for each in cells):
            for each in cells:
                for cell in each:
                    self.read(cell)
            return
        self.gathering.tables += 1
        rows: list[Row] = []
        asides: list[list[str]] = []
        above: dict[int, str] = {}
        for line in lines:
            rows.append(self._read_row(line, above))
            asides.append(self.words.take_asides())
        marked = self._is_marked(table, lines)
        header = find_header(rows, marked=marked, cautious=True)
        self.guessed += header is not None and not marked
        self.words.counts[UNUSED] += unused_names(rows, header)
        for row, text, beside in zip(rows, tell_rows(rows, header), asides, strict=True):
            self.gathering.add(text, (PlaceKind.PARAGRAPH, row.number, ""))
            for aside in beside:
                self.gathering.add(aside)

    def _read_row(self, line: Element, above: dict[int, str]) -> Row:
        """A table's row; `above` holds the texts of cells that reach down into it, by column."""
        first = self.paragraph + 1
        before = _value(line, f"trPr/{W}gridBefore")
        cells = [""] * _columns(before, 0)
        for cell in self.words.children(line):
            texts = self.words.paragraphs(cell)
            self.paragraph += len(texts)
            column, merge = len(cells), cell.find(f"{W}tcPr/{W}vMerge")
            text = " ".join(texts)
            if merge is not None and merge.get(W + "val") != "restart":
                self.words.counts[HIDDEN] += len(texts)  # which Word covers, too
                text = above.get(column, "")
            above[column] = text
            span = _columns(_value(cell, f"tcPr/{W}gridSpan"), 1)
            cells += [text, *[""] * (span - 1)]
        return Row(first, tuple(cells))

    def _is_marked(self, table: Element, lines: list[Element]) -> bool:
        """Whether a table's first row is set apart.

        It repeats on each page, a table style makes it differ, or it alone is in bold type.
        """
        repeated = lines[0].find(f"{W}trPr/{W}tblHeader")
        if repeated is not None and _is_on(repeated.get(W + "val", "1")):
            return True
        if _is_bold(lines[0]) and not any(map(_is_bold, lines[1:])):
            return True
        look = table.find(f"{W}tblPr/{W}tblLook")
        style = self.styles.get(_value(table, f"tblPr/{W}tblStyle"))
        if look is None or style is None or style.name in PLAIN_TABLES:
            return False
        return _is_on(look.get(W + "firstRow", "0"))

    def notes(self) -> Iterator[str]:
        """What was left out or guessed, in sentences."""
        yield from left_out(self.words.counts)
        if self.listed:
            yield (
                f"{count(self.listed, 'paragraph(s)')} of lists had automatic numbers or bullets, "
                "which are not part of the text."
            )
        if self.words.equations:
            yield f"{count(self.words.equations, 'equation(s)')} became plain characters."
        if self.guessed:
            tables = count(self.guessed, "table(s)")
            yield f"In {tables} the first full row was taken for the names of the columns."
