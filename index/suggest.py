"""What may be asked: questions that were answered before, and headings of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.record import CatalogRow, Reader
from index.record.asked import answered_before, headings
from index.types import Limits, Viewer
from index.words import fold

Key = tuple[int, str]  # a library's number and a source


def suggest(
    reader: Reader,
    library_id: int | None,
    seen: Iterable[tuple[int, CatalogRow]],
    typed: str,
    *,
    viewer: Viewer,
    channels: Callable[[int], bool],
    most: int,
    longest: int,
) -> list[str]:
    """At most `most` texts of at most `longest` characters that go on with what was typed.

    `seen` are the documents with their libraries that `viewer` may see. A question is suggested
    only if it was asked publicly in one of `channels`, and every document that its answer quoted
    may be seen.
    """
    rows = list(seen)
    limits: dict[Key, Limits] = {(library, row.source): row.limits for library, row in rows}
    found: dict[str, None] = {}
    before = [] if library_id is None else answered_before(reader, library_id)
    for question, channel, quoted in before:
        if channel is None or not channels(channel):
            continue
        if all(key in limits and limits[key].allow(viewer) for key in quoted):
            found[question] = None
    for heading in headings(reader, [row.reading_id for _, row in rows]):
        found[heading] = None
    parts = fold(typed).split()
    fitting = [each for each in found if len(each) <= longest and _fits(each, parts)]
    return fitting[:most]


def _fits(text: str, parts: list[str]) -> bool:
    """Whether a word of the text begins with each of the parts typed."""
    words = fold(text).split()
    return all(any(word.strip("“\"'(¿¡").startswith(part) for word in words) for part in parts)
