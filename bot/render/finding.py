"""What was found word for word, and what was checked, for the terminal and for programs. Pure."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.json import quote_to_dict
from bot.render.terminal import show_line, show_quotes
from index.types import Check, Occurrences, Verdict


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


_VERDICTS = {
    Verdict.SUPPORTED: ("supported by", "green"),
    Verdict.CONTRADICTED: ("contradicted by", "red"),
    Verdict.NOTHING: ("nothing found", "dim"),
}


def show_check(check: Check) -> RenderableType:
    """Each sentence, what it is, and the quote that says so."""
    parts: list[RenderableType] = []
    for each in check.checked:
        parts += [Text()] if parts else []
        parts += [Text(show_line(each.statement), "bold"), Text(*_VERDICTS[each.verdict])]
        if each.quote is not None:
            parts.append(show_quotes([each.quote]))
    if check.left:
        sentences = _count(check.left, "more sentence was", "more sentences were")
        parts += [Text(), Text(f"{sentences} not checked.", "yellow")]
    return Group(*parts)


def check_to_dict(check: Check) -> dict[str, object]:
    """The object that `check --json` prints."""
    return {
        "sentences": [
            {
                "text": each.statement,
                "verdict": each.verdict.value,
                "quote": None if each.quote is None else quote_to_dict(each.quote),
            }
            for each in check.checked
        ],
        "not_checked": check.left,
    }


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {nouns or noun + 's'}"
