"""Where a quote stands, as one line for people. Pure; the terminal and Discord show the same."""

from __future__ import annotations

from index.types import Citation


def place(citation: Citation) -> str:
    """The place of a quote: "Title › Section · page 4, lines 12–13", less what a format lacks."""
    where = ", ".join(part for part in (_page(citation), _lines(citation)) if part)
    path = " › ".join(_path(citation))
    return f"{path} · {where}" if where else path


def _path(citation: Citation) -> list[str]:
    """Title and headings, each on one line; a title that is also the first heading stands once."""
    names = [" ".join(name.split()) for name in (citation.title, *citation.section)]
    return names[1:] if len(names) > 1 and names[0] == names[1] else names


def _page(citation: Citation) -> str:
    """The page as viewers count it, and the label printed on it where that differs."""
    if citation.page is None:
        return ""
    number = str(citation.page)
    label = " ".join((citation.page_label or "").split())
    return f"page {number} ({label})" if label and label != number else f"page {number}"


def _lines(citation: Citation) -> str:
    first, last = citation.first_line, citation.last_line
    if first is None:
        return ""
    return f"line {first}" if last is None or last == first else f"lines {first}–{last}"
