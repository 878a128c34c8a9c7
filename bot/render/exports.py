"""Originals that are handed out: an archive a message, and at the end what is in none. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.speaker import Speaker
from bot.render.discord import name
from bot.render.screen import Attachment, Download, Screen, Words

MOST_LEFT = 10  # documents that are named


@dataclass(slots=True)
class Left:
    """The documents that are in no archive: too large for one, or damaged."""

    large: list[str]
    damaged: list[str]


def export_screen(data: bytes, part: int, documents: int, say: Speaker) -> Screen:
    """An archive; parts are counted from 1."""
    filename = f"documents-{part}.zip"
    said = say("export-part", part=str(part), documents=say("documents", count=documents))
    return Screen((Words(said), Download(filename)), (Attachment(filename, data),))


def exported_screen(documents: int, parts: int, left: Left, limit: str, say: Speaker) -> Screen:
    """How much was handed out, and what was not; `limit` is Discord's for a file, in MiB."""
    lines = [say("exported", documents=say("documents", count=documents), count=parts)]
    for key, sources in (("export-large", left.large), ("export-damaged", left.damaged)):
        lines += [say(key, source=name(each), limit=limit) for each in sources[:MOST_LEFT]]
        if more := len(sources[MOST_LEFT:]):
            lines.append(say("names-more", count=more))
    return Screen((Words("\n".join(lines)),))
