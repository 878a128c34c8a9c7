"""Where a quote stands, as one line for people. Pure; the terminal and Discord show the same."""

from __future__ import annotations

from index.types import Citation, CitedPlace, PlaceKind

BY_WORDS = (
    "The index is being mended; passages were looked for by words alone. Ask again in a minute."
)


def place(citation: Citation) -> str:
    """The place of a quote: "Title › Section · page 4, lines 12–13", less what a format lacks."""
    parts = [_place(each) for each in places_of(citation)]
    where = ", ".join(part for part in (*parts, _lines(citation)) if part)
    names = " › ".join(path(citation))
    return f"{names} · {where}" if where else names


def path(citation: Citation) -> list[str]:
    """Title and headings, each on one line; a title that is also the first heading stands once."""
    names = [" ".join(name.split()) for name in (citation.title, *citation.section)]
    return names[1:] if len(names) > 1 and names[0] == names[1] else names


def places_of(citation: Citation) -> tuple[CitedPlace, ...]:
    """The places that are cited; of an older answer the page alone."""
    if citation.places or citation.page is None:
        return citation.places
    label = citation.page_label or ""
    return (CitedPlace(PlaceKind.PAGE, citation.page, citation.page, label, label),)


def _place(place: CitedPlace) -> str:
    """One kind of place: page 4, pages 3–4, page 12 (iv), sheet Prices, chapter 2 (Oil lamps)."""
    first, last = numbered(place.kind, place.first, place.first_label), ""
    if place.last != place.first:
        last = "–" + numbered(place.kind, place.last, place.last_label)
    plural = "s" if last else ""
    return f"{place.kind.value}{plural} {first}{last}"


def numbered(kind: PlaceKind, number: int, label: str) -> str:
    """A place as viewers count it, and the label on it where that differs; a sheet by its name."""
    label = " ".join(label.split())
    # A slide's label is its title, which is a heading of the path.
    if not label or label == str(number) or kind is PlaceKind.SLIDE:
        return str(number)
    return label if kind is PlaceKind.SHEET else f"{number} ({label})"


def _lines(citation: Citation) -> str:
    first, last = citation.first_line, citation.last_line
    if first is None:
        return ""
    return f"line {first}" if last is None or last == first else f"lines {first}–{last}"
