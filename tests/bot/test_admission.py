"""Servers that the operator has chosen: they are answered and their members, nobody else."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.client import FootnoteClient
from bot.config import Settings
from tests.bot.lamp_shop import (
    HANDBOOK,
    HOW_LONG,
    TERMS,
    VOUCHERS,
    allowed_mentions,
    libraries_in,
)
from tests.loopback import LoopbackDiscord

REFUSED = "I answer only for servers that whoever runs me has chosen."


async def test_only_chosen_servers_and_their_members_are_answered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with LoopbackDiscord() as server:
        chosen, other = server.add_guild("Lamp shop"), server.add_guild("Strangers")
        ann, eve = chosen.add_member("ann"), other.add_member("eve")
        settings = Settings(servers=frozenset({chosen.id}), member_rate=600, server_rate=6000)
        with libraries_in(tmp_path, settings) as libraries:
            libraries.shared.add([("terms.md", TERMS)], by="test")
            libraries.server(other.id).add([("handbook.md", HANDBOOK)], by="test")
            client = FootnoteClient(settings, libraries)
            async with server.running(client):
                asked = {"question": VOUCHERS}
                answer = await server.slash(ann, chosen.channel, "ask", asked)
                assert "three years" in answer.messages[0].text
                (direct,) = await server.say(ann, server.direct(ann), VOUCHERS)
                assert "three years" in direct.text
                # A command, what it offers, and a button that was there before.
                for _ in range(2):
                    refused = await server.slash(eve, other.channel, "ask", asked)
                    assert [one.text for one in refused.messages] == [REFUSED]
                    assert refused.ephemeral
                status = await server.slash(other.owner, other.channel, "index status")
                assert [one.text for one in status.messages] == [REFUSED]
                before = server.messages(other.channel)
                # Whoever asks by a message is told once, in a server or directly.
                (told,) = await server.say(eve, other.channel, f"{server.bot.mention} {HOW_LONG}")
                assert told.text == REFUSED
                server.post(eve, other.channel, f"{server.bot.mention} {HOW_LONG}")
                server.post(eve, server.direct(eve), VOUCHERS)
                server.post(eve, other.channel, "Nothing is asked here.")
                await server.slash(ann, chosen.channel, "help")
                shown = server.messages(other.channel)
                assert [one.text for one in shown if one.author.id == server.bot.id] == [
                    *(one.text for one in before if one.author.id == server.bot.id),
                    REFUSED,
                ]
                assert [
                    one.text
                    for one in server.messages(server.direct(eve))
                    if one.author.id == server.bot.id
                ] == []
                client._admission.tell_operator(client)
        assert server.violations == []
        assert {str(each) for each in allowed_mentions(server.requests)} <= {"{'parse': []}"}
    told_operator = {
        record.getMessage()
        for record in caplog.records
        if record.name == "bot.admission" and record.levelno == logging.WARNING
    }
    assert told_operator == {f"Server {other.id} is not answered: FOOTNOTE_SERVERS doesn't name it"}


async def test_a_stranger_is_told_once_directly(tmp_path: Path) -> None:
    async with LoopbackDiscord() as server:
        chosen, other = server.add_guild("Lamp shop"), server.add_guild("Strangers")
        eve = other.add_member("eve")
        settings = Settings(servers=frozenset({chosen.id}))
        with libraries_in(tmp_path, settings) as libraries:
            async with server.running(FootnoteClient(settings, libraries)):
                (told,) = await server.say(eve, server.direct(eve), VOUCHERS)
                assert told.text == REFUSED
        looked = [one.path for one in server.requests if "/members/" in one.path]
        assert looked == [f"/guilds/{chosen.id}/members/{eve.id}"]
