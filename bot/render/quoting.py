"""A quote as Discord shows it: the words as they stand, what answers bold, and where it is. Pure.

Every text that is not ours goes through `escape` or `escape_line`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.speaker import Speaker
from bot.render.citation import numbered, path, places_of
from bot.render.discord import name
from bot.render.markdown import pieces, quoted, units, visible
from bot.render.press import Action, custom_id
from bot.render.sameness import SHOWN, with_leads
from bot.render.screen import MOST_TEXT, Attachment, Button, Part, Words
from index.types import Citation, CitedPlace, DateSource, Difference, PlaceKind, Quote

OFFER_UNITS = 400  # an offer, not an answer: long enough to judge whether to look there
MOST_PIECES = 3  # messages that a quote may go on over; a longer one is attached
_PLACES = {
    PlaceKind.PAGE: "place-page",
    PlaceKind.SLIDE: "place-slide",
    PlaceKind.SHEET: "place-sheet",
    PlaceKind.ROW: "place-row",
    PlaceKind.CHAPTER: "place-chapter",
    PlaceKind.PARAGRAPH: "place-paragraph",
}
_DIFFER = {  # by whether values differ, and whether it is known which is newer
    (True, True): "documents-differ",
    (True, False): "documents-differ-undated",
    (False, True): "versions-differ",
    (False, False): "versions-differ-undated",
}
_DATED = {
    DateSource.TEXT: "date-text",
    DateSource.NAME: "date-name",
    DateSource.ADDED: "date-added",
}
_ADDRESS = re.compile(r"https://[^\s<>()\[\]\\\"]{1,500}")
_MESSAGES = "https://discord.com/channels/"
_HEAD = 700  # units: the question above, which would stand alone otherwise


@dataclass(frozen=True, slots=True)
class Shown:
    """The blocks that show a quote, and the file that it is attached as if it is too long."""

    parts: tuple[Part, ...]
    files: tuple[Attachment, ...] = ()


def show_quote(quote: Quote, say: Speaker, button: Button | None = None, *, number: int) -> Shown:
    """A quote with its citation below and a button beside; over several blocks if it is long."""
    words, marks = with_leads(quote)
    shown = visible(words)
    marked = [shown.moved(span) for span in marks]
    notes = list(_notes(quote, shown.left_out, say))
    attached = f"-# {say('quote-attached', file=name(f'quote-{number + 1}.txt'))}"
    room = MOST_TEXT - _HEAD - units("\n".join([*notes, attached])) - 1
    found = list(pieces(shown.text, marked, room)) or [("", ())]
    files: tuple[Attachment, ...] = ()
    if len(found) > MOST_PIECES:
        files = (Attachment(f"quote-{number + 1}.txt", words.encode()),)
        found = found[:1]
        notes.append(attached)
    parts: list[Part] = [
        Words(f"{quoted(text, spans)}\n-# {say('quote-goes-on')}") for text, spans in found[:-1]
    ]
    text, spans = found[-1]
    return Shown((*parts, Words("\n".join([quoted(text, spans), *notes]), button)), files)


def show_offer(quote: Quote, say: Speaker, button: Button | None = None) -> Words:
    """The beginning of a passage, with nothing marked, and where it stands."""
    shown = visible(with_leads(quote)[0])
    text, _ = next(pieces(shown.text, (), OFFER_UNITS), ("", ()))
    notes = list(_notes(quote, shown.left_out, say))
    if len(text) < len(shown.text):
        notes.append(f"-# {say('offer-cut')}")
    return Words("\n".join([quoted(text.rstrip()), *notes]), button)


def context_button(answer_id: str, number: int, say: Speaker) -> Button | None:
    """The button beside a quote; None for an answer that is not kept."""
    if not answer_id:
        return None
    return Button(say("context-button"), custom_id(Action.CONTEXT, answer_id, number, 0, 0))


def cited(citation: Citation, say: Speaker) -> str:
    """Where a quote stands: "Title › Section · page 4, lines 12–13", in somebody's language."""
    names, where = _where(citation, say)
    return f"{name(names)} · {name(where)}" if where else name(names)


def plainly_cited(citation: Citation, say: Speaker) -> str:
    """The same where nothing is markup, as in a picture's description."""
    return " · ".join(part for part in _where(citation, say) if part)


def _where(citation: Citation, say: Speaker) -> tuple[str, str]:
    """Title and headings, and the places under them."""
    where = [_place(each, say) for each in places_of(citation)]
    first, last = citation.first_line, citation.last_line
    if first is not None:
        where.append(_counted("place-line", str(first), str(last or first), say))
    return " › ".join(path(citation)), ", ".join(where)


def differing(difference: Difference, quotes: Sequence[Quote], say: Speaker) -> str:
    """That documents differ, and which is newer as far as that is known; one sentence."""
    documents: list[str] = []
    for each in difference.editions:
        known = [each.version] if each.version else []
        if each.date:
            known.append(say(_DATED[each.date.source], date=each.date.value))
        told = f" ({', '.join(known)})" if known else ""
        documents.append(name(f"{quotes[each.quote].citation.source}{told}"))
    key = _DIFFER[difference.values, difference.ordered]
    return say(key, documents=", ".join(documents))


def _also(quote: Quote, say: Speaker) -> str:
    """The other places of a quote; more than a few are counted."""
    own = quote.citation
    places: list[str] = []
    for each in quote.also[:SHOWN]:
        same = each.title == own.title and each.source != own.source
        places.append(cited(each, say) + (f" \\({name(each.source)}\\)" if same else ""))
    if more := len(quote.also) - len(places):
        places.append(say("also-more", count=more))
    return say("also-in", places="; ".join(places))


def _notes(quote: Quote, left_out: int, say: Speaker) -> Iterator[str]:
    """The lines below a quote: its places, its file, and what is not shown of it."""
    citation = quote.citation
    yield f"— {cited(citation, say)}"
    source = "" if citation.source == citation.title else name(citation.source)
    if file := " · ".join(filter(None, (source, _origin(citation.origin, say)))):
        yield f"-# {file}"
    if quote.also:
        yield f"-# {_also(quote, say)}"
    if left_out:
        yield f"-# {say('characters-left-out', count=left_out)}"


def _origin(link: str, say: Speaker) -> str:
    """From where a document was taken, as a link; empty if that is not known."""
    if not link:
        return ""
    address = link.replace("(", "%28").replace(")", "%29")
    if not _ADDRESS.fullmatch(address):
        return name(link)
    key = "origin-message" if address.startswith(_MESSAGES) else "origin-page"
    return f"[{say(key)}]({address})"


def _place(place: CitedPlace, say: Speaker) -> str:
    first = numbered(place.kind, place.first, place.first_label)
    last = numbered(place.kind, place.last, place.last_label)
    return _counted(_PLACES[place.kind], first, last, say)


def _counted(key: str, first: str, last: str, say: Speaker) -> str:
    where = first if last == first else f"{first}–{last}"
    return say(key, where=where, count=1 if last == first else 2)
