"""reStructuredText: the file as it is, and the blocks that its marks and indentation form.

Lines of the text are lines of the file. Headings have levels in the order in which their
underlinings appear. List items lose bullets and keep numbers; a term and its definition, a field
and a row of a simple table are blocks; literal blocks and other tables are code. Text in
directives that only frame it (notes, warnings, descriptions of functions) is read; other
directives, comments, link targets and substitutions are not, and are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from index.errors import UnreadableError
from index.layout import line_starts
from index.read.encoding import decode_guess
from index.read.format import Extracted
from index.read.html import page_notes
from index.read.page import NUMBERS
from index.read.rst_inline import count_targets, find_marks
from index.types import Block, BlockKind, Span

TAB = 8
ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1+")
SHORTEST_RULE = 4  # characters: shorter ones underline nothing but a shorter title
EXPLICIT = re.compile(r"\.\.(?:\s+|$)")
DIRECTIVE = re.compile(r"\.\.\s+(?P<name>[a-zA-Z][\w.+:-]*?)\s?::(?:\s+|$)")
FOOTNOTE = re.compile(r"\.\.\s+(?P<label>\[[^\]\s]+\])\s+")
CITATION = re.compile(r"\[(?!#|\*|\d+\])")  # its label is the author's; footnotes have numbers
TARGET = re.compile(r"\.\.\s+_|__\s")
SUBSTITUTION = re.compile(r"\.\.\s+\|")
FIELD = re.compile(r":[^:\s`][^:`]*:(?:\s+|$)")
BULLET = re.compile(r"(?:[-*+•‣⁃]|#\.|\(#\))(?:\s+|$)")
NUMBER = re.compile(r"(?:\(?(?:\d+|[a-zA-Z]|[ivxlcdmIVXLCDM]+)[.)])\s+")
TABLE = re.compile(r"=+(?:\s+=+)+")
RULE = re.compile(r"[=-]+(?:\s+[=-]+)*")
GRID = re.compile(r"\+[-=+]+\+")
LINKS = "link target(s)"
OPTIONS = "directive option(s)"
# Options whose values are words of the author.
WORDED = re.compile(r":(?:alt|annotation|caption|header|subtitle|synopsis|title):\s+\S")
CODE = frozenset(
    "code code-block sourcecode parsed-literal literalinclude doctest testcode".split()
)
CODE |= {"productionlist", "math", "prompt", "highlights-code"}
# Directives that frame text, whose first line may be part of it.
FRAMES = frozenset(
    "note warning tip important hint caution danger error attention admonition seealso topic "
    "sidebar rubric epigraph pull-quote highlights compound container versionadded "
    "versionchanged deprecated deprecated-removed glossary centered hlist table list-table".split()
)
# Directives that describe what their first line names.
NAMES = frozenset(
    "function method class classmethod staticmethod attribute data exception decorator "
    "describe object option cmdoption envvar confval program module property type macro "
    "member enum struct opcode pdbcommand".split()
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: where it and its words start and end, the words, and how far they are indented."""

    start: int
    first: int
    end: int
    words: str
    indent: int


def read_rst(source: str, data: bytes) -> Extracted:
    """Read a file in reStructuredText.

    Raises:
        UnreadableError: it is no text, or holds none beside headings.
    """
    text, note = decode_guess(source, data)
    outline = _Outline(text, _find_lines(text))
    outline.read()
    if all(block.kind is BlockKind.HEADING for block in outline.blocks):
        under = " under its headings" if outline.blocks else ""
        raise UnreadableError(f"“{source}” holds no text{under}. Add a file with sentences in it.")
    titles = (block for block in outline.blocks if block.kind is BlockKind.HEADING)
    title = next((_plain(text, block) for block in titles), None)
    notes = tuple(page_notes(outline.counts, note))
    return Extracted(
        title, text, tuple(outline.blocks), lines=True, tables=outline.tables, notes=notes
    )


def _plain(text: str, block: Block) -> str:
    """A heading's words without marks."""
    pieces: list[str] = []
    start = block.span.start
    for skip in (*block.skips, Span(block.span.end, block.span.end)):
        pieces.append(text[start : skip.start])
        start = skip.end
    return " ".join("".join(pieces).split())


def _find_lines(text: str) -> list[_Line]:
    """All lines, blank ones as well."""
    starts = line_starts(text)
    lines: list[_Line] = []
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        raw = text[start:stop]
        words = raw.strip()
        first = start + len(raw) - len(raw.lstrip()) if words else start
        indent = len(text[start:first].expandtabs(TAB))
        lines.append(_Line(start, first, first + len(words), words, indent))
    return lines


@dataclass(slots=True)
class _Outline:
    """The blocks of a text as they are found, line after line."""

    text: str
    lines: list[_Line]
    at: int = 0
    blocks: list[Block] = field(default_factory=list)
    styles: list[tuple[str, bool]] = field(default_factory=list)
    tables: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def read(self) -> None:
        """Go through all lines."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.words:
                self.at += 1
            elif EXPLICIT.match(line.words) or line.words.startswith("__ "):
                self._read_explicit(line)
            elif TABLE.fullmatch(line.words):
                self._read_table()
            elif GRID.fullmatch(line.words) or line.words.startswith(">>> "):
                self.tables += line.words.startswith("+")
                begin = self.at
                self.at = self._find_stop(begin, lambda each: not each.words)
                self._add_code(begin, self.at)
            elif not self._read_heading(line):
                self._read_paragraph(line)

    def _read_heading(self, line: _Line) -> bool:
        """Whether there is a heading, or a rule across the page, which is none."""
        below, last = self._line(self.at + 1), self._line(self.at + 2)
        if ADORNMENT.fullmatch(line.words):
            if below.words and last.words == line.words:
                self._add_heading(below, (line.words[0], True))
                self.at += 3
                return True
            self.at += len(line.words) >= SHORTEST_RULE
            return len(line.words) >= SHORTEST_RULE
        if line.indent or below.indent or not ADORNMENT.fullmatch(below.words):
            return False
        if len(below.words) < min(SHORTEST_RULE, len(line.words)):
            return False
        self._add_heading(line, (below.words[0], False))
        self.at += 2
        return True

    def _read_explicit(self, line: _Line) -> None:
        """What two dots begin: a directive, footnote, target, substitution or comment."""
        directive, footnote = DIRECTIVE.match(line.words), FOOTNOTE.match(line.words)
        if directive:
            name = directive["name"].lower().rpartition(":")[2]
            if name in FRAMES | NAMES:
                self._read_frame(line, line.first + directive.end(), named=name in NAMES)
                return
            if name in CODE:
                self._read_literal(line, line.first + directive.end(), name)
                return
            if name == "figure":
                self.counts["picture(s)"] += 1
                self.at = self._skip_options(self.at + 1, line.indent)
                return
            what = "directive(s)"
        elif footnote:
            stop = self._find_stop(self.at + 1, lambda each: each.indent <= line.indent)
            cited = CITATION.match(footnote["label"])
            start = footnote.start("label") if cited else footnote.end()
            self._add_text(line.first + start, self.lines[stop - 1].end)
            self.at = stop
            return
        elif TARGET.match(line.words):
            what = LINKS
        else:
            what = "substitution(s)" if SUBSTITUTION.match(line.words) else "comment(s)"
        self.at += 1
        if line.words == ".." and not self._line(self.at).words:
            return  # two dots by themselves only end what is above them
        self.counts[what] += 1
        self.at = self._find_stop(self.at, lambda each: self._is_outside(each, line.indent))

    def _read_literal(self, line: _Line, start: int, name: str) -> None:
        """A directive whose text is kept as it is; a formula may begin in its first line."""
        if name == "math" and start < line.end:
            self.blocks.append(Block(BlockKind.CODE, Span(start, line.end)))
        self.counts["directive(s)"] += name == "literalinclude"  # of another file
        begin = self._skip_options(self.at + 1, line.indent)
        self.at = self._find_stop(begin, lambda each: self._is_outside(each, line.indent))
        self._add_code(begin, self.at)

    def _read_frame(self, line: _Line, start: int, *, named: bool) -> None:
        """The first line of a directive that frames text; what is below it is read as ever."""
        begin = self._skip_options(self.at + 1, line.indent)
        if named:
            self.blocks += (
                [Block(BlockKind.CODE, Span(start, line.end))] if start < line.end else []
            )
            self.at = begin
            return
        stop = begin
        self.tables += "list-table" in line.words[: start - line.first]
        if begin == self.at + 1 and start < line.end:
            stop = self._find_stop(begin, lambda each: not each.words or each.indent <= line.indent)
        self._add_text(start, self.lines[stop - 1].end if stop > begin else line.end)
        self.at = stop

    def _read_table(self) -> None:
        """A simple table: a row is a block, unless its cells go on in further lines."""
        self.tables += 1
        begin = self.at
        border = self.lines[begin]
        width = len(border.words.split()[0])
        stop = begin + 1
        while stop < len(self.lines) and not (
            TABLE.fullmatch(self.lines[stop - 1].words)
            and stop > begin + 1
            and not self.lines[stop].words
        ):
            stop += 1
        rows = [
            row for row in self.lines[begin:stop] if row.words and not RULE.fullmatch(row.words)
        ]
        self.at = stop
        if any(row.indent >= border.indent + width for row in rows):
            self._add_code(begin, stop)
            return
        borders = [each.first for each in self.lines[begin:stop] if TABLE.fullmatch(each.words)]
        named = len(borders) > 2  # the second closes the head
        for row in rows:
            head = named and row.first < borders[1]
            kind = BlockKind.COLUMNS if head else BlockKind.ROW if named else BlockKind.PARAGRAPH
            self._add_text(row.first, row.end, kind)

    def _read_paragraph(self, line: _Line) -> None:
        """A paragraph, list item, field, term or line of verse, and the literal text after it."""
        start, base, indent = line.first, line.indent, line.indent
        while bullet := BULLET.match(self.text, start, line.end):
            base, indent = indent, indent + bullet.end() - start
            self.counts[NUMBERS] += "#" in bullet.group()
            start = bullet.end()
        listed = start > line.first
        if line.words.startswith("| "):
            start += 2
        number = NUMBER.match(self.text, start, line.end)
        if number and self._goes_on_as_item(line):
            indent += number.end() - start
        is_item = indent > line.indent or FIELD.match(line.words)
        stop = self._find_stop(
            self.at + 1,
            lambda each: (
                not each.words
                or (each.indent <= base if is_item else each.indent != line.indent)
                or each.words.startswith("| ")
            ),
        )
        end = self.lines[stop - 1].end
        self.at = stop
        literal = self.text.endswith("::", start, end)
        if literal:
            end -= 2 if end - 2 == start or self.text[end - 3].isspace() else 1
        last = next(
            (each for each in reversed(self.blocks) if each.kind is not BlockKind.CODE), None
        )
        within = last and last.kind is BlockKind.ITEM and last.level <= line.indent
        if listed or (number and indent > line.indent) or within:
            self._add_text(start, end, BlockKind.ITEM, 1 + line.indent)
        else:
            self._add_text(start, end)
        if literal:
            begin = self._find_stop(stop, lambda each: bool(each.words))
            self.at = self._find_stop(begin, lambda each: self._is_outside(each, indent))
            self._add_code(begin, self.at)

    def _goes_on_as_item(self, line: _Line) -> bool:
        """Whether what begins like a numbered item is one: its second line isn't flush with it."""
        below = self._line(self.at + 1)
        flush = below.words and below.indent == line.indent
        return not flush or bool(NUMBER.match(below.words))

    def _skip_options(self, at: int, indent: int) -> int:
        """The first line after a directive's options."""
        stop = self._find_stop(
            at, lambda each: not (FIELD.match(each.words) and each.indent > indent)
        )
        self.counts[OPTIONS] += sum(bool(WORDED.match(each.words)) for each in self.lines[at:stop])
        return stop

    def _is_outside(self, line: _Line, indent: int) -> bool:
        """Whether a line ends what is indented further than that."""
        return bool(line.words) and line.indent <= indent

    def _find_stop(self, at: int, is_stop: Callable[[_Line], bool]) -> int:
        """The number of the first line from `at` on that satisfies a condition, or of none."""
        while at < len(self.lines) and not is_stop(self.lines[at]):
            at += 1
        return at

    def _line(self, at: int) -> _Line:
        """A line, or an empty one after the last."""
        end = len(self.text)
        return self.lines[at] if at < len(self.lines) else _Line(end, end, end, "", 0)

    def _add_heading(self, line: _Line, style: tuple[str, bool]) -> None:
        """A heading, as deep as others underlined like it."""
        if style not in self.styles:
            self.styles.append(style)
        span = Span(line.first, line.end)
        self.counts[LINKS] += count_targets(self.text, span)
        level = self.styles.index(style) + 1
        self.blocks.append(Block(BlockKind.HEADING, span, level, find_marks(self.text, span)))

    def _add_text(
        self, start: int, end: int, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0
    ) -> None:
        """A block between two places, if anything stands there."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        span = Span(start, start + len(words.strip()))
        if span.start < span.end:
            marks = find_marks(self.text, span)
            self.counts[LINKS] += count_targets(self.text, span)
            self.blocks.append(Block(kind, span, level, marks))

    def _add_code(self, begin: int, stop: int) -> None:
        """Lines kept as they are, but for what all of them are indented by."""
        lines = [line for line in self.lines[begin:stop] if line.words]
        if not lines:
            return
        margin = min(line.first - line.start for line in lines)
        span = Span(lines[0].start + margin, lines[-1].end)
        margins = (Span(line.start, line.start + margin) for line in lines[1:])
        self.blocks.append(Block(BlockKind.CODE, span, 0, tuple(m for m in margins if len(m))))
