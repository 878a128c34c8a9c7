"""A page of a PDF as a picture, with the quoted words marked on it.

Rendering runs PDFium over the file again: like a reader, it belongs into a process of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw

from index.errors import UnreadableError
from index.read.pdf_file import Box, PdfFile, PdfPage, open_pdf
from index.read.pdf_page import PageText, read_page
from index.types import Span

DPI = 110  # enough to read by
MAX_SIDE = 1600  # pixels: what chat programs still show whole
POINTS = 72  # an inch
MARK = (255, 214, 0, 110)  # yellow through which words can be read
EDGE = 1  # pixels that a mark is larger than its words


def page_picture(
    data: bytes,
    page: int,
    spans: Sequence[Span],
    *,
    source: str,
    start: int,
    skips: Sequence[Span] = (),
) -> bytes:
    """Draw page number `page` (from 1) of a PDF file as a PNG, with the words of `spans` marked.

    Spans are in the text that the reader extracted, in which the page begins at `start`; what
    reaches beyond the page is left to the picture of the next, and `skips` are not marked.
    `source` names the file in errors.

    Raises:
        UnreadableError: the file can't be opened, or has no such page that can be drawn.
    """
    with open_pdf(source, data) as file:
        if not 1 <= page <= file.page_count:
            raise UnreadableError(
                f"“{source}” has no page {page}: it ends with page {file.page_count}. Ask again."
            )
        with file.page(page - 1) as opened:
            picture = _draw(file, opened, start, spans, skips) if opened else None
    if picture is None:
        raise UnreadableError(
            f"Page {page} of “{source}” is damaged and can't be drawn. Export the file again."
        )
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw(
    file: PdfFile, page: PdfPage, start: int, spans: Sequence[Span], skips: Sequence[Span]
) -> Image.Image | None:
    """The picture of a page, or None if PDFium can't draw it."""
    width, height = page.handle.get_size()
    scale = min(DPI / POINTS, MAX_SIDE / width, MAX_SIDE / height)
    try:
        bitmap = page.handle.render(scale=scale)
    except file.library.PdfiumError:
        return None
    picture: Image.Image = bitmap.to_pil().convert("RGBA")
    place = bitmap.get_posconv(page.handle).to_bitmap
    marks = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(marks)
    for box in _marked_boxes(page, read_page(page, start), spans, skips):
        # Corners change places on a page that is shown turned.
        xs, ys = zip(place(box.left, box.bottom), place(box.right, box.top), strict=True)
        corners = (min(xs) - EDGE, min(ys) - EDGE, max(xs) + EDGE, max(ys) + EDGE)
        draw.rectangle(corners, fill=MARK)
    bitmap.close()
    return Image.alpha_composite(picture, marks).convert("RGB")


def _marked_boxes(
    page: PdfPage, text: PageText, spans: Sequence[Span], skips: Sequence[Span]
) -> Iterator[Box]:
    """Where the characters of spans are printed: a box for each line of each span."""
    skipped = {at for skip in skips for at in range(skip.start, skip.end)}
    for span in spans:
        for line in text.lines:
            both = range(max(span.start, line.span.start), min(span.end, line.span.end))
            boxes = [
                page.box(text.indexes[at - text.start], loose=True)
                for at in both
                if at not in skipped and not text.text[at - text.start].isspace()
            ]
            if boxes:
                yield Box(
                    min(box.left for box in boxes),
                    min(box.bottom for box in boxes),
                    max(box.right for box in boxes),
                    max(box.top for box in boxes),
                )
