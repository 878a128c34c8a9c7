"""A message on Discord → a small document that says who wrote it, when and where. Pure.

Its words stay as they were written. The heading that goes before them is the document's title, and
so is in every citation.
"""

from __future__ import annotations

from datetime import UTC

import discord

from bot.render.markdown import visible


def document_of(message: discord.Message, server_id: int) -> tuple[str, bytes]:
    """The name and the bytes of the document that a message becomes."""
    written = message.created_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    link = f"https://discord.com/channels/{server_id}/{message.channel.id}/{message.id}"
    heading = f"# {_author(message)}, {written}, {link}"
    return f"message {message.id}.md", f"{heading}\n\n{message.content}\n".encode()


def credit(message: discord.Message) -> str:
    """Who attached files, when and in which message: goes into their names."""
    day = message.created_at.astimezone(UTC).strftime("%Y-%m-%d")
    return f"{_author(message)}, {day}, message {message.id}"


def _author(message: discord.Message) -> str:
    """A name that fits into a heading and a file name: one line, no marks of either."""
    name = " ".join(visible(message.author.display_name).text.split())
    kept = "".join(char for char in name if char.isalnum() or char in " .-_'")
    return kept.strip()[:40] or str(message.author.id)
