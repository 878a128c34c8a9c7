"""Texts as Discord messages. Pure; knows Discord's limits.

Every text that is not ours goes through `escape` or `escape_line`; every message has at most 2000
characters, counted as Discord will receive it. What doesn't fit goes into the next message.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.render.markdown import (
    LIMIT,
    escape_line,
    shorten,
    units,
)

NEAREST_SHOWN = 2
NEAREST_UNITS = 400  # an offer, not an answer: long enough to judge whether to look there
_LABEL_UNITS = 300  # titles, places, names: the longest that still leaves the quote its message
_SENTENCE_UNITS = 700  # an error's text


def pack(blocks: Iterable[str], gap: str = "\n\n") -> list[str]:
    """Put blocks into as few messages as hold them, in order; none may be longer than a message."""
    messages: list[str] = []
    for block in blocks:
        if messages and units(messages[-1]) + units(gap) + units(block) <= LIMIT:
            messages[-1] += gap + block
        else:
            messages.append(block)
    return messages


def sentence(text: str) -> str:
    """One sentence for a person, in which nothing is markup."""
    return escape_line(shorten(text, _SENTENCE_UNITS))


def name(text: str) -> str:
    """A title, a name or a place among our own words."""
    return escape_line(shorten(text, _LABEL_UNITS)) or "—"
