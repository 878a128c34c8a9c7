"""A message checked against the documents, sentence by sentence, as Discord shows it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.speaker import Speaker
from bot.render.discord import name
from bot.render.finds import show_excerpt
from bot.render.screen import Part, Screen, Words, screens
from index.types import Check, Checked, Verdict

_VERDICTS = {
    Verdict.SUPPORTED: "check-supported",
    Verdict.CONTRADICTED: "check-contradicted",
}


def check_screens(check: Check, say: Speaker) -> list[Screen]:
    """What each sentence is, in words, with the quote that says so."""
    parts: list[Part] = [Words(f"-# {say('check-head')}")]
    parts += [Words("\n".join(_lines(each, say))) for each in check.checked]
    if check.left:
        parts.append(Words(f"-# {say('check-left', count=check.left)}"))
    return screens(parts)


def _lines(checked: Checked, say: Speaker) -> Iterator[str]:
    yield name(checked.statement)
    if checked.quote is None:
        yield say("check-nothing")
        return
    yield say(_VERDICTS[checked.verdict])
    yield show_excerpt(checked.quote, say)
