"""Answers as Discord messages. Pure; knows Discord's limits.

Every text that is not ours goes through `escape` or `escape_line`; every message has at most 2000
characters, counted as Discord will receive it. What doesn't fit goes into the next message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.render.citation import BY_WORDS, place
from bot.render.markdown import (
    LIMIT,
    escape_line,
    pieces,
    quoted,
    shorten,
    units,
    visible,
)
from index.types import Answer, Quote, Span

NEAREST_SHOWN = 2
NEAREST_UNITS = 400  # an offer, not an answer: long enough to judge whether to look there
_LABEL_UNITS = 300  # titles, places, names: the longest that still leaves the quote its message
_SENTENCE_UNITS = 700  # an error's text
_GOES_ON = "-# The quote goes on below."


def pack(blocks: Iterable[str], gap: str = "\n\n") -> list[str]:
    """Put blocks into as few messages as hold them, in order; none may be longer than a message."""
    messages: list[str] = []
    for block in blocks:
        if messages and units(messages[-1]) + units(gap) + units(block) <= LIMIT:
            messages[-1] += gap + block
        else:
            messages.append(block)
    return messages


def answer_messages(answer: Answer, *, asked: str | None = None) -> list[str]:
    """The answer as messages, in order.

    `asked` repeats the question above it, for answers that don't stand below the question.
    """
    head = [] if asked is None else [f"-# {name(asked)}"]
    if not answer.answered:
        return pack([*head, *_declined(answer)])
    blocks = list(head)
    for quote in answer.quotes:
        # Long quotes leave room for the question, which would stand alone otherwise.
        blocks += _quote_blocks(quote, LIMIT - sum(units(block) + 2 for block in head))
    if answer.withheld:
        blocks.append(_withheld(answer.withheld))
    if answer.by_words:
        blocks.append(f"-# {BY_WORDS}")
    return pack(blocks)


def sentence(text: str) -> str:
    """One sentence for a person, in which nothing is markup."""
    return escape_line(shorten(text, _SENTENCE_UNITS))


def _declined(answer: Answer) -> Iterator[str]:
    """That there is no answer, and the nearest passages, which are none either."""
    if answer.withheld:
        yield f"**No quote can be shown.** {_withheld(answer.withheld)}"
    else:
        yield "**The documents don't say.**"
    offers = answer.nearest[:NEAREST_SHOWN]
    if offers:
        yield "The nearest passages, which may be about something else:"
    for quote in offers:
        yield _offer(quote)
    if answer.by_words:
        yield f"-# {BY_WORDS}"


def _offer(quote: Quote) -> str:
    """The beginning of a passage, not marked, and where it stands."""
    shown = visible(quote.text)
    text, _ = next(pieces(shown.text, (), NEAREST_UNITS), ("", ()))
    notes = _notes(quote, shown.left_out, cut=len(text) < len(shown.text))
    return "\n".join([quoted(text.rstrip()), *notes])


def _quote_blocks(quote: Quote, most: int) -> Iterator[str]:
    """A quote with its place; several blocks if it takes more than `most` units."""
    shown = visible(quote.text)
    marked: list[Span] = [shown.moved(span) for span in quote.marked]
    tail = "\n".join(_notes(quote, shown.left_out))
    budget = most - max(units(tail), units(_GOES_ON)) - 1
    parts = list(pieces(shown.text, marked, budget)) or [("", ())]
    for number, (text, spans) in enumerate(parts, start=1):
        below = tail if number == len(parts) else _GOES_ON
        yield f"{quoted(text, spans)}\n{below}"


def _notes(quote: Quote, left_out: int, *, cut: bool = False) -> Iterator[str]:
    """The lines below a quote: its place, its file, and what is not shown of it."""
    citation = quote.citation
    beginning = " · only its beginning is shown" if cut else ""
    yield f"— {name(place(citation))}{beginning}"
    if citation.source != citation.title:
        yield f"-# {name(citation.source)}"
    if left_out:
        yield f"-# Not shown above: {count(left_out, 'invisible character')}."


def _withheld(number: int) -> str:
    """Why fewer quotes are shown than were found."""
    if number == 1:
        which = "1 quote is withheld: it no longer stands in its document."
    else:
        which = f"{number} quotes are withheld: they no longer stand in their documents."
    return f"{which} `/index rebuild` reads the documents again."


def name(text: str) -> str:
    """A title, a name or a place among our own words."""
    return escape_line(shorten(text, _LABEL_UNITS)) or "(nameless)"


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
