"""What was found word for word, for the terminal and for programs. Pure."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.json import quote_to_dict
from bot.render.terminal import show_line, show_quotes
from index.types import Occurrences


def show_occurrences(found: Occurrences) -> RenderableType:
    """The places, the words in bold, and how many there are."""
    parts: list[RenderableType] = []
    if found.total:
        parts += [show_quotes(found.quotes), Text()]
        last = found.first + len(found.quotes)
        shown = f", {found.first + 1:,}–{last:,} shown" if len(found.quotes) < found.total else ""
        where = f"{_count(found.total, 'place')} in {_count(found.documents, 'document')}"
        parts.append(Text(f"{where}{shown}.", "dim"))
    else:
        parts.append(Text(f"“{show_line(found.query)}” stands nowhere.", "bold yellow"))
    if found.withheld:
        what = _count(found.withheld, "place or document", "places or documents")
        parts.append(Text(f"{what} withheld: damaged. Run: footnote doctor --deep", "yellow"))
    return Group(*parts)


def occurrences_to_dict(found: Occurrences) -> dict[str, object]:
    """The object that `find --json` prints."""
    return {
        "query": found.query,
        "total": found.total,
        "documents": found.documents,
        "first": found.first + 1,
        "places": [quote_to_dict(quote) for quote in found.quotes],
        "withheld": found.withheld,
    }


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {nouns or noun + 's'}"
