"""What a person sees of a message: Discord's markdown, read as its clients read it.

Written from the rules of the clients' parser (simple-markdown with Discord's additions), not from
our escaping: what opens a construct here is what opens one there.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

_INLINE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.DOTALL))
    for kind, pattern in (
        ("shrug", r"¯\\_\(ツ\)_/¯"),
        ("escape", r"\\([^0-9A-Za-z\s])"),
        ("link", r"<([^: >]+:/[^ >]+)>"),
        ("link", r"((?:https?|steam|discord)://[^\s<]+[^<.,:;\"'\]\s])"),
        ("link", r"(?:discord\.gg|discord(?:app)?\.com/invite)/\w+"),
        ("link", r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]"
                 r"\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['\"].*?['\"])?\s*\)"),
        ("mention", r"<@[!&]?\d+>|@(?:everyone|here)|<#\d+>|</[-\w ]+:\d+>|<id:\w+>"),
        ("time", r"<t:-?\d{1,17}(?::[tTdDsSfFR])?>"),
        ("emoji", r"<a?:\w{2,}:\d+>|:[^\s:]+?(?:::skin-tone-\d)?:"),
        ("bold", r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)"),
        ("underline", r"__((?:\\.|[^\\])+?)__(?!_)"),
        ("italic", r"\*(?=\S)((?:\*\*|\s+(?:[^*\s]|\*\*)|[^\s*])+?)\*(?!\*)"),
        ("italic", r"\b_((?:__|\\.|[^\\_])+?)_\b"),
        ("strike", r"~~(.+?)~~(?!_)"),
        ("code", r"`+(.*?[^`])`+(?!`)"),
        ("spoiler", r"\|\|(.+?)\|\|"),
    )
)  # fmt: skip
_CODE_BLOCK = re.compile(r"```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n].*?)\n*```", re.DOTALL)
_QUOTE = re.compile(r" *>>> (.*)|((?: *> [^\n]*(?:\n|\Z))+)", re.DOTALL)
_BLOCKS = (
    ("heading", re.compile(r" *#{1,3}\s+((?:\\#|[^\n])+?)#*\s*(?:\n|\Z)")),
    ("subtext", re.compile(r" *-#\s+([^\n]+?)(?=\n|\Z)")),
    ("list", re.compile(r" *(?:[*-]|\d+\.) +(?=\S)()")),
)
_NESTING = {"bold", "underline", "italic", "strike", "spoiler"}


@dataclass(frozen=True)
class Shown:
    """Characters on the screen and what they are dressed in."""

    text: str
    kinds: frozenset[str] = frozenset()


def shown(message: str) -> list[Shown]:
    """What a message looks like, runs of the same looks joined."""
    runs: list[Shown] = []
    for one in _blocks(message, frozenset()):
        if runs and runs[-1].kinds == one.kinds:
            runs[-1] = Shown(runs[-1].text + one.text, one.kinds)
        elif one.text:
            runs.append(one)
    return runs


def _blocks(text: str, kinds: frozenset[str]) -> Iterator[Shown]:
    """Quotes, headings, lists and small print, which begin where a line begins."""
    offset = 0
    while offset < len(text):
        if offset == 0 or text[offset - 1] == "\n":
            quote = None if "quote" in kinds else _QUOTE.match(text, offset)
            if quote:
                inner = quote[1]
                if inner is None:
                    inner = re.sub(r"(?m)^ *> ?", "", quote[0].removesuffix("\n"))
                yield from _blocks(inner, kinds | {"quote"})
                offset = quote.end()
                continue
            for kind, pattern in _BLOCKS:
                block = pattern.match(text, offset)
                if block:
                    yield from _inline(block[1] or "•", kinds | {kind})
                    offset = block.end()
                    break
            else:
                offset = yield from _until_line_end(text, offset, kinds)
            continue
        offset = yield from _until_line_end(text, offset, kinds)


def _until_line_end(text: str, offset: int, kinds: frozenset[str]) -> Generator[Shown, None, int]:
    """Inline text up to the first line break that no construct swallows; returns where it ends."""
    while offset < len(text):
        length, pieces = _one(text, offset, kinds)
        yield from pieces
        offset += length
        if text[offset - 1] == "\n":
            break
    return offset


def _inline(text: str, kinds: frozenset[str]) -> Iterator[Shown]:
    offset = 0
    while offset < len(text):
        length, pieces = _one(text, offset, kinds)
        yield from pieces
        offset += length


def _one(text: str, offset: int, kinds: frozenset[str]) -> tuple[int, list[Shown]]:
    """The construct or the single character that stands at an offset, and its length."""
    block = _CODE_BLOCK.match(text, offset)
    if block:
        return len(block[0]), [Shown(block[1], kinds | {"code"})]
    for kind, pattern in _INLINE:
        found = pattern.match(text, offset)
        if not found or (kind == "italic" and text[offset] == "_" and _inside_word(text, offset)):
            continue
        if kind == "escape":
            return len(found[0]), [Shown(found[1], kinds)]
        if kind in _NESTING:
            return len(found[0]), list(_inline(found[1], kinds | {kind}))
        return len(found[0]), [Shown(found[0], kinds | {kind})]
    return 1, [Shown(text[offset], kinds)]


def _inside_word(text: str, offset: int) -> bool:
    return offset > 0 and text[offset - 1].isalnum()
