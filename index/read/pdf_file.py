"""PDFium: PDF files opened, their pages' characters and where they stand on the page.

The only file that imports pypdfium2. PDFium is not thread-safe, and a hostile file may take any
amount of memory: what calls this runs in a process of its own.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from index.errors import UnreadableError

MAX_PAGES = 5_000
MAX_OUTLINE_ENTRIES = 20_000
MAX_ANNOTATIONS = 10_000  # of a page, that are looked at
EMPTY = 2  # bytes: an empty string as PDFium gives it, its end
PASSWORD_NEEDED = (4, 5)  # FPDF_GetLastError: a password, a security handler
HEADER_BYTES = 1024  # where readers look for the mark of a PDF
FORCE_BOLD = 1 << 18  # a font descriptor's flag
BOLD_WEIGHT = 680
BOLD_NAME = re.compile(
    r"bold|black|heavy|semib|demi|cmbx|sfbx|[-,](?:bd|medi)(?![a-z])|[a-z]BX\d", re.IGNORECASE
)
HYPHEN = "\ufffe"  # what PDFium makes of a hyphen at a line end, whose line break it drops
UNKNOWN = "\ufffd"
# Controls but line ends, halves of a pair that stand alone, and PDFium's mark, which may be false.
MEANINGLESS = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\n(?<!\r\n)|\r(?!\n)"
    "|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]"
)
INK = 0.05  # points: what is narrower or lower was not printed


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a character is printed: its size in points, and quarter turns anticlockwise."""

    size: float
    bold: bool
    turns: int


class PdfPage:
    """The characters of a page as PDFium gives them, by their index from 0.

    `text` has exactly one character for each index.
    """

    def __init__(self, file: PdfFile, number: int) -> None:
        self.handle: Any = file.handle.get_page(number)
        self._raw: Any = file.library.raw
        try:
            self._page: Any = self.handle.get_textpage()
        except file.library.PdfiumError:
            self.handle.close()
            raise
        self._chars: Any = self._page.raw
        self._doubles = tuple(ctypes.c_double() for _ in range(4))
        self._matrix: Any = self._raw.FS_MATRIX()
        self._font_name = ctypes.create_string_buffer(128)
        self._font_flags = ctypes.c_int()
        self.unknown = 0  # characters whose font doesn't tell which letters they are
        self.text = self._read_text()

    def close(self) -> None:
        """Give PDFium's memory for the page back; nothing but `text` can be asked afterwards."""
        self._page.close()
        self.handle.close()

    def boxes(self, start: int, end: int) -> list[Box]:
        """Boxes of a range of characters: one for each piece that was printed in one go."""
        left, bottom, right, top = self._doubles
        found: list[Box] = []
        for number in range(self._raw.FPDFText_CountRects(self._chars, start, end - start)):
            self._raw.FPDFText_GetRect(self._chars, number, left, top, right, bottom)
            found.append(Box(left.value, bottom.value, right.value, top.value))
        return found

    def box(self, index: int, *, loose: bool = False) -> Box:
        """The box of one character: its ink or, if `loose`, as large as its font makes it."""
        left, bottom, right, top = self._doubles
        if loose:
            rect = self._raw.FS_RECTF()
            self._raw.FPDFText_GetLooseCharBox(self._chars, index, rect)
            return Box(rect.left, rect.bottom, rect.right, rect.top)
        self._raw.FPDFText_GetCharBox(self._chars, index, left, right, bottom, top)
        return Box(left.value, bottom.value, right.value, top.value)

    def origin(self, index: int) -> tuple[float, float]:
        """Where a character stands on its base line: x and y."""
        x, y = self._doubles[:2]
        self._raw.FPDFText_GetCharOrigin(self._chars, index, x, y)
        return x.value, y.value

    def style(self, index: int) -> Style:
        """How a character is printed."""
        raw, matrix = self._raw, self._matrix
        size = raw.FPDFText_GetFontSize(self._chars, index)
        turns = 0
        if raw.FPDFText_GetMatrix(self._chars, index, matrix):
            # The size that the font is asked for says nothing before the page scales it.
            size *= math.hypot(matrix.c, matrix.d)
            turns = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        raw.FPDFText_GetFontInfo(
            self._chars, index, self._font_name, len(self._font_name), self._font_flags
        )
        weight = raw.FPDFText_GetFontWeight(self._chars, index)
        bold = weight >= BOLD_WEIGHT or _is_bold(self._font_name.value, self._font_flags.value)
        return Style(round(size, 1), bold, turns)

    def beside(self) -> Counter[str]:
        """What people have written on the page and into its forms, which is no text of it."""
        counts: Counter[str] = Counter()
        page = self.handle.raw
        for number in range(min(self._raw.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
            annotation = self._raw.FPDFPage_GetAnnot(page, number)
            if not annotation:
                continue
            kind = self._raw.FPDFAnnot_GetSubtype(annotation)
            field = kind == self._raw.FPDF_ANNOT_WIDGET
            if kind not in (self._raw.FPDF_ANNOT_LINK, self._raw.FPDF_ANNOT_POPUP):
                key = b"V" if field else b"Contents"
                size = self._raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
                counts["filled form field(s)" if field else "comment(s)"] += size > EMPTY
            self._raw.FPDFPage_CloseAnnot(annotation)
        return counts

    def is_generated(self, index: int) -> bool:
        """Whether PDFium made a character up: a space where there was a gap."""
        return bool(self._raw.FPDFText_IsGenerated(self._chars, index) == 1)

    def _read_text(self) -> str:
        """The UTF-16 units, one for each index; what its font gives no meaning is U+FFFD."""
        count = self._page.count_chars()
        if count <= 0:
            return ""
        text: str = self._page.get_text_range()
        last = self._raw.FPDFText_GetTextIndexFromCharIndex(self._chars, count - 1)
        if len(text) != count or last != count - 1:
            # PDFium's text leaves out what it can't name; its single characters don't.
            units = (self._raw.FPDFText_GetUnicode(self._chars, index) for index in range(count))
            text = "".join(map(chr, units))
        return MEANINGLESS.sub(self._name_unknown, text)

    def _name_unknown(self, match: re.Match[str]) -> str:
        """What a character without a meaning is read as: nothing was printed, or nobody knows."""
        index = match.start()
        if match.group() in "\ufffe\x02" and self._raw.FPDFText_IsHyphen(self._chars, index) == 1:
            return HYPHEN
        box = self.box(index)
        if match.group() in "\t\n\r" or box.right - box.left < INK or box.top - box.bottom < INK:
            return " "
        self.unknown += 1
        return UNKNOWN


@cache
def _is_bold(name: bytes, flags: int) -> bool:
    """Whether a font is bold by its flags or its name."""
    return bool(flags & FORCE_BOLD or BOLD_NAME.search(name.decode("latin-1")))


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of a file's table of contents: its text, its depth from 1, its page from 0."""

    text: str
    level: int
    page: int


class PdfFile:
    """An open PDF. Pages count from 0 here."""

    def __init__(self, source: str, data: bytes) -> None:
        import pypdfium2

        self.library: Any = pypdfium2
        try:
            self.handle: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(_refusal(source, data)) from error
        self.page_count = len(self.handle)

    @contextmanager
    def page(self, number: int) -> Iterator[PdfPage | None]:
        """A page, open as long as the context lasts; None if it is too damaged to be read."""
        try:
            page = PdfPage(self, number)
        except self.library.PdfiumError:
            yield None
            return
        try:
            yield page
        finally:
            page.close()

    def title(self) -> str:
        """The title among the file's properties, or nothing."""
        try:
            title: str = self.handle.get_metadata_value("Title")
        except UnicodeDecodeError:
            return ""
        return title

    def label(self, number: int) -> str:
        """What is printed on a page as its number, or nothing."""
        try:
            label: str = self.handle.get_page_label(number)
        except UnicodeDecodeError:
            return ""
        return label

    def attachments(self) -> int:
        """How many files are attached to it."""
        return max(0, int(self.library.raw.FPDFDoc_GetAttachmentCount(self.handle.raw)))

    def outline(self) -> list[OutlineEntry]:
        """The file's table of contents, in order, as far as its entries lead to pages."""
        found: list[OutlineEntry] = []
        try:
            for entry in islice(self.handle.get_toc(), MAX_OUTLINE_ENTRIES):
                target = entry.get_dest()
                page = target.get_index() if target else None
                if page is not None:
                    found.append(OutlineEntry(entry.get_title(), entry.level + 1, page))
        except UnicodeDecodeError:
            return found
        return found


@contextmanager
def open_pdf(source: str, data: bytes) -> Iterator[PdfFile]:
    """Open the bytes of a PDF file for as long as the context lasts.

    Raises:
        UnreadableError: it is protected, damaged, without pages, or has too many.
    """
    file = PdfFile(source, data)
    try:
        if file.page_count > MAX_PAGES:
            raise UnreadableError(
                f"“{source}” has {file.page_count:,} pages, and the limit is {MAX_PAGES:,}. "
                "Split it and add the parts."
            )
        yield file
    finally:
        file.handle.close()


def _refusal(source: str, data: bytes) -> str:
    """Why PDFium didn't open a file, for a person."""
    from pypdfium2 import raw

    # Asked again, as PDFium's last error says nothing where a file without pages was opened.
    if opened := raw.FPDF_LoadMemDocument64(data, len(data), None):
        raw.FPDF_CloseDocument(opened)
        return f"“{source}” has no pages. Export it again from the program that made it."
    if raw.FPDF_GetLastError() in PASSWORD_NEEDED:
        return f"“{source}” is protected by a password. Remove the protection and add it again."
    if b"%PDF-" not in data[:HEADER_BYTES]:
        return f"“{source}” is not a PDF file, whatever its name says. Add it under its true type."
    return f"“{source}” is damaged: no page of it can be found. Export it again and add that."
