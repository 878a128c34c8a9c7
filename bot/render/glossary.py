"""A glossary as Discord messages. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.speaker import Speaker
from bot.render.discord import name, pack
from index.types import GlossaryEntry

MOST_SHOWN = 150  # entries in messages: more are read in the document


def glossary_messages(entries: Sequence[GlossaryEntry], say: Speaker) -> list[str]:
    """The entries: the server's own, then the shared ones."""
    lines: list[str] = []
    left = MOST_SHOWN
    for shared, head in ((False, "own-glossary"), (True, "shared-glossary")):
        found = [each for each in entries if each.shared is shared]
        if not found:
            continue
        lines.append(say(head, count=len(found)))
        lines += [f"- {name(each.line)}" for each in found[:left]]
        if len(found) > left:
            more = say("glossary-more", count=len(found) - left, source=name(found[-1].source))
            lines.append(more)
        left -= min(left, len(found))
    return pack(lines or [say("no-glossary")], "\n")


def added_message(entry: GlossaryEntry, say: Speaker) -> str:
    """That words find one another from now on."""
    return say("glossary-added", entry=name(entry.line), source=name(entry.source))


def removed_message(entry: GlossaryEntry, say: Speaker) -> str:
    """That they don't any more."""
    return say("glossary-removed", entry=name(entry.line), source=name(entry.source))
