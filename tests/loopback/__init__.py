"""A loopback Discord for tests, which the real discord.py client logs in to.

A test adds guilds and people, runs a client, acts as the people and looks at what they see:

    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        ann = guild.add_member("ann")
        async with server.running(client):
            reply = await server.slash(ann, guild.channel, "ask", {"question": "why?"})
            assert reply.messages[0].content == "…"
        assert server.violations == []

Nothing sleeps: waits end with what the server sees, or fail after a time-out and say what came.
To show that the bot stays silent, `post` the message, then `say` one that it does answer.
"""

from tests.loopback.faults import (
    FAILED_AFTER,
    FAILED_BEFORE,
    HANG,
    RESET_AFTER,
    RESET_BEFORE,
    Fault,
    rate_limited,
)
from tests.loopback.interactions import Choice, Reply
from tests.loopback.messages import ShownMessage
from tests.loopback.server import TOKEN, LoopbackDiscord
from tests.loopback.state import Recorded, Violation
from tests.loopback.world import Channel, Guild, Member, Role, Upload

__all__ = [
    "FAILED_AFTER",
    "FAILED_BEFORE",
    "HANG",
    "RESET_AFTER",
    "RESET_BEFORE",
    "TOKEN",
    "Channel",
    "Choice",
    "Fault",
    "Guild",
    "LoopbackDiscord",
    "Member",
    "Recorded",
    "Reply",
    "Role",
    "ShownMessage",
    "Upload",
    "Violation",
    "rate_limited",
]
