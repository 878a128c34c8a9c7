"""What was found word for word, a page of places at a time. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.speaker import Speaker
from bot.render.discord import name
from bot.render.markdown import quoted, units, visible
from bot.render.press import PREFIX
from bot.render.quoting import cited
from bot.render.screen import Button, Part, Screen, Words, rows, screens
from index.types import Occurrences, Quote, Span

PER_PAGE = 5
MOST_QUERY = 70  # what a button's custom_id has room for
FIND_ID = rf"{PREFIX}:find:(?P<page>\d{{1,5}}):(?P<words>(?s:.{{1,100}}))"
_BLOCK_UNITS = 700  # so that a page is one message
_LEAST_UNITS = 120
_CUT = "…"


def find_screens(found: Occurrences, say: Speaker) -> list[Screen]:
    """The sentences of a page, each with its place below it, and the buttons to other pages."""
    if not found.total:
        parts: list[Part] = [Words(say("find-nothing", query=name(found.query)))]
    else:
        head = say(
            "find-head",
            query=name(found.query),
            places=say("places", count=found.total),
            documents=say("documents", count=found.documents),
        )
        if found.total > PER_PAGE:
            last = min(found.first + PER_PAGE, found.total)
            head += " " + say("find-shown", first=found.first + 1, last=last)
        parts = [Words(head), *(Words(show_excerpt(quote, say)) for quote in found.quotes)]
    if found.withheld:
        parts.append(Words(f"-# {say('find-withheld', count=found.withheld)}"))
    return screens([*parts, *rows(_buttons(found, say))])


def _buttons(found: Occurrences, say: Speaker) -> Iterator[Button]:
    """To the pages before and behind."""
    last = max(0, (found.total - 1) // PER_PAGE)
    page = min(found.first // PER_PAGE, last)
    if units(found.query) > MOST_QUERY:
        return
    if page > 0:
        yield Button(say("find-previous-button"), find_id(page - 1, found.query))
    if page < last:
        yield Button(say("find-next-button"), find_id(page + 1, found.query))


def find_id(page: int, words: str) -> str:
    """The custom_id of a button to a page; `FIND_ID` reads it."""
    return f"{PREFIX}:find:{page}:{words}"


def show_excerpt(quote: Quote, say: Speaker) -> str:
    """A quote, or as much of it as is short, with its place below it."""
    where = cited(quote.citation, say)
    text, marked, whole = excerpt(quote, max(_BLOCK_UNITS - units(where), _LEAST_UNITS))
    part = "" if whole else f"\n-# {say('find-part')}"
    return f"{quoted(text, marked)}\n— {where}{part}"


def excerpt(quote: Quote, most: int) -> tuple[str, list[Span], bool]:
    """As much around the first marked words as a block quote of `most` units holds.

    The text that can be seen, what of it is marked, and whether it is the whole quote; where
    something was cut there is an ellipsis.
    """
    shown = visible(quote.text)
    marked = [shown.moved(span) for span in quote.marked]
    start, end = 0, len(shown.text)
    middle = marked[0] if marked else Span(0, 0)
    while units(quoted(shown.text[start:end], _inside(marked, start, end))) > most - 4:
        # From the side that has more around the words.
        if middle.start - start > end - middle.end:
            start = _next_word(shown.text, start, middle.start)
        elif end > start + 1:
            space = shown.text.rfind(" ", max(start, middle.end), end)
            end = space if space > start else end - 1
        else:
            break
    text = (_CUT if start else "") + shown.text[start:end] + (_CUT if end < len(shown.text) else "")
    spans = _inside(marked, start, end)
    if start:
        spans = [Span(span.start + 1, span.end + 1) for span in spans]
    return text, spans, (start, end) == (0, len(shown.text))


def _next_word(text: str, start: int, most: int) -> int:
    space = text.find(" ", start + 1, most)
    return space + 1 if space >= 0 else start + 1


def _inside(marked: list[Span], start: int, end: int) -> list[Span]:
    return [
        Span(max(span.start, start) - start, min(span.end, end) - start)
        for span in marked
        if span.start < end and span.end > start
    ]
