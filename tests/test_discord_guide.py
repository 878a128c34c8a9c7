"""docs/discord.md asks Discord for exactly what the bot needs."""

import re
from pathlib import Path

import discord

from bot.connection import INTENTS

GUIDE = (Path(__file__).parents[1] / "docs" / "discord.md").read_text(encoding="utf-8")
NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)


def test_the_link_asks_for_the_permissions_of_the_table_and_no_other() -> None:
    table = GUIDE.split("| permission | what for |", 1)[1].split("\n\n", 1)[0]
    named = re.findall(r"^\| ([A-Z][A-Za-z ]+) \|", table, re.MULTILINE)

    assert named == [
        "View Channels",
        "Send Messages",
        "Send Messages in Threads",
        "Create Public Threads",
        "Embed Links",
        "Attach Files",
        "Read Message History",
    ]
    assert re.findall(r"permissions=(\d+)", GUIDE) == [str(NEEDED.value)]
    assert f"Together that is {NEEDED.value}." in GUIDE


def test_the_client_asks_for_no_privileged_intent() -> None:
    assert not (INTENTS.members or INTENTS.presences or INTENTS.message_content)
    assert "leave all three *Privileged Gateway Intents* off" in GUIDE
