"""PowerPoint presentations: slide after slide, each as a person reads it.

A slide's title is a heading of level 1; a slide without one has none. Then follow its shapes from
top to bottom, those on one line from left to right, each paragraph a block and each row of a table
as rows.py tells it, and last the speaker notes, as paragraphs. Blocks are joined by a line feed,
slides by an empty line. A place is a slide: its number, and its title as the label; slides
without text have none.
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
    join,
    left_out,
    tell_rows,
    unused_names,
)
from index.types import PlaceKind

if TYPE_CHECKING:
    from pptx.oxml.xmlchemy import BaseOxmlElement as Element
    from pptx.presentation import Presentation
    from pptx.slide import Slide

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VERSIONS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

CORNERS = (f"{P}spPr/{A}xfrm/{A}off", f"{P}grpSpPr/{A}xfrm/{A}off", f"{P}xfrm/{A}off")
TITLES = frozenset(("title", "ctrTitle"))
# Placeholders that say the same on each slide.
MARGINS = {"ftr": "footer(s)", "dt": "date(s)", "sldNum": "slide number(s)", "hdr": "header(s)"}
OBJECTS = {"chart": "chart(s)", "diagram": "diagram(s)"}
OBJECT = "embedded object(s)"
PICTURE = "picture(s)"
COMMENTS = "comment(s)"
INK = "drawing(s) by hand"
COVERED = "piece(s) of hidden text"
ON_NOTES = "text box(es) on notes pages"
ON_LAYOUT = "text box(es) of the slides' layout"
COMMENT = re.compile(rb"<(?:\w+:)?(?:cm|reply)[\s/>]")  # and an answer to it
EMPTY_TITLE = "PowerPoint Presentation"  # what programs put there for want of one
COORDINATE = re.compile(r"-?\d{1,12}")
LINE = 228_600  # a quarter of an inch, in PowerPoint's units: tops closer than that are one line


def read_pptx(source: str, data: bytes) -> Extracted:
    """Read a PowerPoint presentation.

    Raises:
        UnreadableError: it is damaged, protected, or holds no text.
    """
    from pptx.exc import PythonPptxError  # late: only the process that reads a file needs it

    copy = rebuild_archive(source, data)
    with library_errors(source, PythonPptxError):
        counts: Counter[str] = Counter()
        title, slides = _load(copy, counts)
    reader = _Reader(counts=counts)
    for number, slide in enumerate(slides, start=1):
        reader.read(number, slide)
    title = title if title != EMPTY_TITLE else ""
    return reader.gathering.finish(source, title or reader.title, reader.notes())


@dataclass(frozen=True, slots=True)
class _Slide:
    """What python-pptx knows of a slide.

    `corners` tell where placeholders stand, top and left, that say nothing of it themselves, by
    their index in the slide's layout.
    """

    shapes: Element
    notes: Element | None
    corners: dict[str, tuple[int, int]]
    hidden: bool
    comments: int
    beside: dict[str, int]


def _load(copy: BytesIO, counts: Counter[str]) -> tuple[str, list[_Slide]]:
    """Everything that python-pptx is asked for; what slides show beside goes into `counts`."""
    import pptx

    presentation = pptx.Presentation(copy)
    counts[ON_LAYOUT] = _count_layout_texts(presentation)
    return presentation.core_properties.title, [_load_slide(each) for each in presentation.slides]


def _load_slide(slide: Slide) -> _Slide:
    """A slide. The library's own list of shapes gives up on drawings by hand, so it isn't asked."""
    notes = _placeholders(slide.notes_slide.element) if slide.has_notes_slide else []
    layout = slide.slide_layout
    above = {
        _role(mark): _corner(shape) for mark, shape in _placeholders(layout.slide_master.element)
    }
    remarks = [
        relation.target_part.blob
        for relation in slide.part.rels.values()
        if relation.reltype.endswith("/comments") and not relation.is_external
    ]
    said = next((shape for mark, shape in notes if mark.get("type") == "body"), None)
    return _Slide(
        shapes=slide.shapes.element,
        notes=said,
        corners={
            mark.get("idx", "0"): _corner(shape) or above.get(_role(mark)) or (0, 0)
            for mark, shape in _placeholders(layout.element)
        },
        hidden=slide.element.get("show") in ("0", "false"),
        comments=sum(len(COMMENT.findall(each)) for each in remarks),
        beside=_count_beside(slide, said),
    )


def _count_beside(slide: Slide, said: Element | None) -> dict[str, int]:
    """What a notes page holds beside the notes themselves and the numbers on each."""
    if not slide.has_notes_slide:
        return {}
    counts: Counter[str] = Counter()
    for shape in slide.notes_slide.element.iter(P + "sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = "" if mark is None else mark.get("type", "")
        if shape is not said and kind != "sldNum":
            counts[MARGINS.get(kind, ON_NOTES)] += bool(_words(shape))
    return counts


def _count_layout_texts(presentation: Presentation) -> int:
    """How many shapes with words of their own the layouts of the slides put behind them."""
    roots: dict[str, Element] = {}
    for slide in presentation.slides:
        layout = slide.slide_layout
        roots |= {str(each.part.partname): each.element for each in (layout, layout.slide_master)}
    return sum(
        shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None and bool(_words(shape))
        for root in roots.values()
        for shape in root.iter(P + "sp")
    )


def _placeholders(root: Element) -> list[tuple[Element, Element]]:
    """The placeholders of a slide, layout or master: the mark that makes it one, and the shape."""
    return [
        (mark, shape)
        for shape in root.iter(P + "sp")
        if (mark := shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")) is not None
    ]


def _role(mark: Element) -> str:
    """What a placeholder is for, as masters name it."""
    kind = mark.get("type", "body")
    return {"ctrTitle": "title", "subTitle": "body", "obj": "body"}.get(kind, str(kind))


@dataclass(frozen=True, slots=True)
class _Shape:
    """Something that holds text: a table, or an element with paragraphs. `kind` is its role."""

    kind: str
    body: Element


# Where something stands, top and left, and the shapes in it: one, or those of a group.
_Unit = tuple[int, int, list[_Shape]]


@dataclass(slots=True)
class _Reader:
    """A presentation on its way to text, and what has to be told about it."""

    gathering: Gathering = field(default_factory=Gathering)
    counts: Counter[str] = field(default_factory=Counter)
    title: str = ""
    empty: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    spoken: int = 0
    numbered: int = 0
    equations: int = 0
    guessed: int = 0

    def read(self, number: int, slide: _Slide) -> None:
        """Gather a slide."""
        shapes = self._shapes(slide.shapes, slide.corners)
        titles = [each for each in shapes if each.kind in TITLES]
        heading = "\n".join(text for each in titles[:1] for text in self._texts(each))
        rest = [each for each in shapes if each not in titles[:1]]
        texts = [text for each in rest for text in self._texts(each)]
        notes = [] if slide.notes is None else self._texts(_Shape("body", slide.notes))
        label = " ".join(heading.split())
        self.title = self.title or label
        self.gathering.begin_part()
        blocks = [(heading, 1)] if heading else []
        blocks += [(text, 0) for text in (*texts, *notes)]
        for index, (text, level) in enumerate(blocks):
            places = [] if index else [(PlaceKind.SLIDE, number, label)]
            self.gathering.add(text, *places, level=level)
        self.spoken += bool(notes)
        self.counts[COMMENTS] += slide.comments
        self.counts.update(slide.beside)
        if not blocks:
            self.empty.append(str(number))
        elif slide.hidden:
            self.hidden.append(str(number))

    def _shapes(self, tree: Element, corners: dict[str, tuple[int, int]]) -> list[_Shape]:
        """The shapes in a slide or group that hold text, in reading order."""
        units = sorted(self._units(tree, corners), key=lambda unit: unit[:2])
        lines: list[list[_Unit]] = []
        for unit in units:
            if not lines or unit[0] - lines[-1][0][0] > LINE:
                lines.append([])
            lines[-1].append(unit)
        ordered = [unit for line in lines for unit in sorted(line, key=lambda unit: unit[1])]
        return [shape for unit in ordered for shape in unit[2]]

    def _units(self, tree: Element, corners: dict[str, tuple[int, int]]) -> Iterator[_Unit]:
        """What stands in a slide or group and holds text; what can't be read is counted."""
        for element in tree:
            if element.tag == P + "grpSp":
                yield (*(_corner(element) or (0, 0)), self._shapes(element, corners))
            elif element.tag == VERSIONS:
                yield from self._units(element[0] if len(element) else element, corners)
            elif element.tag == P + "graphicFrame":
                table = element.find(f"{A}graphic/{A}graphicData/{A}tbl")
                if table is None:
                    self._count_graphic(element)
                else:
                    yield (*(_corner(element) or (0, 0)), [_Shape("tbl", table)])
            elif element.tag == P + "pic":
                self.counts[PICTURE] += 1
            elif element.tag == P + "contentPart":
                self.counts[INK] += 1
            elif element.tag == P + "sp":
                role = element.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
                kind = "" if role is None else role.get("type", "")
                index = "" if role is None else role.get("idx", "0")
                if kind in MARGINS:
                    self.counts[MARGINS[kind]] += bool(_words(element))
                else:
                    corner = _corner(element) or corners.get(index) or (0, 0)
                    yield (*corner, [_Shape(kind, element)])

    def _count_graphic(self, element: Element) -> None:
        """Count what a frame holds that is no table."""
        data = element.find(f"{A}graphic/{A}graphicData")
        kind = "" if data is None else data.get("uri", "").rpartition("/")[2]
        self.counts[OBJECTS.get(kind, OBJECT)] += 1

    def _texts(self, shape: _Shape) -> list[str]:
        """The texts of a shape's blocks: paragraphs, or rows of a table."""
        if shape.kind == "tbl":
            return self._rows(shape.body)
        self.equations += sum(1 for _ in shape.body.iter(MATH + "oMath"))
        self.numbered += sum(1 for _ in shape.body.iter(A + "buAutoNum"))
        return _words(shape.body)

    def _rows(self, table: Element) -> list[str]:
        """The rows of a table, or the paragraphs of one with a single column."""
        cells = [[*row.iterchildren(A + "tc")] for row in table.iterchildren(A + "tr")]
        if all(len(row) < 2 for row in cells):
            return [text for row in cells for cell in row for text in _words(cell)]
        self.gathering.tables += 1
        rows: list[Row] = []
        for number, row in enumerate(cells, start=1):
            above = rows[-1].cells if rows else ()
            texts = [" ".join(_words(cell)) for cell in row]
            for column, cell in enumerate(row):
                if cell.get("vMerge") in ("1", "true") and column < len(above):
                    self.counts[COVERED] += bool(texts[column])
                    texts[column] = above[column]
            rows.append(Row(number, tuple(texts)))
        look = table.find(A + "tblPr")
        marked = look is not None and look.get("firstRow") in ("1", "true")
        header = find_header(rows, marked=marked, cautious=True)
        self.guessed += header is not None and not marked
        self.counts[UNUSED] += unused_names(rows, header)
        return [*filter(None, tell_rows(rows, header))]

    def notes(self) -> Iterator[str]:
        """What was left out or guessed, in sentences."""
        yield from left_out(self.counts)
        if self.empty:
            verb = "holds" if len(self.empty) == 1 else "hold"
            yield f"{count(len(self.empty), 'slide(s)')} {verb} no text: {join(self.empty)}."
        if self.hidden:
            verb = "is" if len(self.hidden) == 1 else "are"
            yield (
                f"{count(len(self.hidden), 'slide(s)')} {verb} hidden in the presentation, and "
                f"read all the same: {join(self.hidden)}."
            )
        if self.spoken:
            yield f"The speaker notes of {count(self.spoken, 'slide(s)')} follow the slide's text."
        if self.numbered:
            yield f"{count(self.numbered, 'list item(s)')} lost the number set by PowerPoint."
        if self.equations:
            yield f"{count(self.equations, 'equation(s)')} became plain characters."
        if self.guessed:
            tables = count(self.guessed, "table(s)")
            yield f"In {tables} the first full row was taken for the names of the columns."


def _corner(element: Element) -> tuple[int, int] | None:
    """Where a shape stands, top and left, if it says so itself."""
    for path in CORNERS:
        if (found := element.find(path)) is not None:
            return _number(found.get("y")), _number(found.get("x"))
    return None


def _number(text: str | None) -> int:
    """A coordinate; 0 if it is none."""
    return int(text) if text and COORDINATE.fullmatch(text) else 0


def _words(element: Element) -> list[str]:
    """The texts of the paragraphs in an element, without those that are empty."""
    texts = ("".join(_walk(each)).strip() for each in element.iter(A + "p"))
    return [*filter(None, texts)]


def _walk(element: Element) -> Iterator[str]:
    """The pieces of text below an element; lxml lets none nest deeper than 256 levels."""
    for child in element:
        if child.tag in (A + "t", MATH + "t"):
            yield child.text or ""
        elif child.tag == A + "br":
            yield "\n"
        elif child.tag == VERSIONS:
            yield from _walk(child[0] if len(child) else child)  # others say the same again
        else:
            yield from _walk(child)
