"""What adding files would do, for the terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.terminal import show_line
from index.types import Preview

STATES = {
    "new": "would be added",
    "changed": "would replace the one that is there",
    "unchanged": "is there already, the same",
    "refused": "would be refused",
}


def show_previews(previews: Sequence[Preview]) -> RenderableType:
    """A few lines for each file: what is in it, what would be left out, and why."""
    return Group(*(line for preview in previews for line in _lines(preview)))


def _lines(preview: Preview) -> Iterator[Text]:
    yield Text(f"{show_line(preview.source)}: {STATES[preview.state]}", "bold")
    if preview.state != "refused":
        yield Text(f"  title      {show_line(preview.title)}")
        found = [_count(number, kind.value) for kind, number in preview.places]
        found += [_count(preview.sections, "heading")]
        found += [] if preview.tables is None else [_count(preview.tables, "table")]
        found += [_count(preview.passages, "passage"), _count(preview.sentences, "sentence")]
        yield Text(f"  found      {', '.join(found)}")
    if preview.same_as:
        names = ", ".join(map(show_line, preview.same_as))
        yield Text(f"  duplicate  of {names}", "yellow")
    if preview.near:
        names = ", ".join(map(show_line, preview.near))
        yield Text(f"  near       {names}", "yellow")
    for note in preview.notes:
        yield Text(f"  note       {show_line(note)}", "yellow")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
