"""Draws a page of a PDF in a guarded process: like reading, it runs PDFium over the file."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence

from index.errors import UnreadableError
from index.read.format import Extracted
from index.read.guard import read_guarded
from index.types import Citation, Place, PlaceKind, Span


def draw_guarded(
    data: bytes, citation: Citation, places: Sequence[Place], skips: Sequence[Span]
) -> bytes:
    """The page that a quote of a PDF begins on as a PNG, the quoted words marked.

    Raises:
        UnreadableError: the page can't be drawn within the guard's limits.
    """
    start = next(
        each.start
        for each in places
        if each.kind is PlaceKind.PAGE and each.number == citation.page
    )
    order = json.dumps(
        {
            "source": citation.source,
            "page": citation.page,
            "start": start,
            "span": [citation.span.start, citation.span.end],
            "skips": [[skip.start, skip.end] for skip in skips],
        }
    )
    try:
        drawn = read_guarded("pdf", order, data, reader=("index.read.drawing", "draw"))
    except UnreadableError as error:
        # The guard's sentences name what it was given to read.
        raise UnreadableError(str(error).replace(order, citation.source)) from error
    return base64.b64decode(drawn.text)


def draw(order: str, data: bytes) -> Extracted:
    """What the guarded process does: a picture that travels back as text."""
    from index.picture import page_picture  # late: Pillow

    wanted = json.loads(order)
    picture = page_picture(
        data,
        wanted["page"],
        [Span(*wanted["span"])],
        source=wanted["source"],
        start=wanted["start"],
        skips=[Span(*skip) for skip in wanted["skips"]],
    )
    return Extracted(title=None, text=base64.b64encode(picture).decode(), blocks=())
