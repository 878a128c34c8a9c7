"""By as many connections as Discord asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.client import FootnoteClient
from bot.config import Settings
from tests.bot.lamp_shop import HANDBOOK, HOW_LONG, hurry, libraries_in
from tests.loopback import Guild, LoopbackDiscord


def shard_of(guild: Guild) -> int:
    return (guild.id >> 22) % 2


async def test_two_connections_serve_the_servers_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    async with LoopbackDiscord() as server:
        server.state.gateway.shards = 2
        first = server.add_guild("Lamp shop")
        server.state.ids._last += 1 << 22  # a millisecond later: the other connection's
        second = server.add_guild("Second shop")
        assert {shard_of(first), shard_of(second)} == {0, 1}
        with libraries_in(tmp_path, Settings()) as libraries:
            for guild in (first, second):
                libraries.server(guild.id).add([("handbook.md", HANDBOOK)], by="test")
            client = FootnoteClient(Settings(), libraries)
            async with server.running(client):
                for guild in (first, second):
                    ann = guild.add_member("ann")
                    reply = await server.slash(ann, guild.channel, "ask", {"question": HOW_LONG})
                    assert "thirty days" in reply.messages[0].text
                (direct,) = await server.say(ann, server.direct(ann), "Why?")
                assert direct.text.startswith("There are no documents yet")
                assert client.shard_count == 2
                assert {each.id for each in client.guilds} == {first.id, second.id}
        assert server.identified == 2
        assert server.violations == []
