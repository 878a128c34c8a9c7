"""The client's life: staying connected, telling what goes wrong, stopping."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from bot.client import FootnoteClient
from bot.config import Settings
from bot.serve import serve
from bot.worker import Worker
from index.libraries import Libraries
from index.library import Library
from index.types import Answer
from tests.bot.lamp_shop import HOW_LONG, Gate, libraries_in, open_shop
from tests.loopback import TOKEN, LoopbackDiscord

RESTARTED = "I'm being restarted; please try again in a minute\\."


def empty(folder: Path) -> Libraries:
    return libraries_in(folder, Settings())


async def test_it_logs_in_syncs_once_and_resumes(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        server = shop.server
        server.drop_socket()
        await server.resumed()
        reply = await server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
        assert "thirty days" in reply.messages[0].text
        syncs = [one for one in server.requests if one.method == "PUT"]
        assert [one.path for one in syncs] == [f"/applications/{server.bot.id}/commands"]
        assert server.identified == 1
        assert {name for name, wanted in server.intents if wanted} == {
            "guilds",
            "guild_messages",
            "dm_messages",
        }


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_stops_it(tmp_path: Path, number: signal.Signals) -> None:
    async with LoopbackDiscord() as server:
        with empty(tmp_path) as libraries, server.redirected():
            client = FootnoteClient(Settings(), libraries)
            serving = asyncio.create_task(serve(client, TOKEN))
            await server.connected()
            os.kill(os.getpid(), number)
            await serving
            assert client.is_closed()


async def test_stopping_finishes_what_runs_and_tells_who_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.Worker", lambda: Worker(questions=(1, 5)))
    ask = Library.ask
    async with open_shop(tmp_path) as shop:
        server, gate = shop.server, Gate(shop.server)

        def slow(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
            gate()
            return ask(self, question, **how)

        monkeypatch.setattr(Library, "ask", slow)
        question = {"question": HOW_LONG}
        first = await server.slash(
            shop.ann, shop.channel, "ask", question, until=lambda now: now.deferred
        )
        await gate.until_reached()
        second = await server.slash(
            shop.ann, shop.channel, "ask", question, until=lambda now: now.deferred
        )
        closing = asyncio.create_task(shop.client.close())
        await server.finished(second, lambda now: now.done, "the second question")
        third = await server.slash(shop.ann, shop.channel, "ask", question)
        (fourth,) = await server.say(shop.ann, shop.channel, f"{server.bot.mention} why?")
        gate.open()
        await closing
        assert "thirty days" in first.messages[0].text
        for reply in (second, third):
            assert [message.text for message in reply.messages] == [RESTARTED]
        assert third.ephemeral
        assert fourth.text == RESTARTED


async def test_stopping_does_not_wait_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.client.STOP_SECONDS", 0.05)
    monkeypatch.setattr(Libraries, "warm", lambda self: None)  # it would be unfinished as well
    async with open_shop(tmp_path) as shop:
        gate = Gate(shop.server)

        def stuck(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
            gate()
            raise AssertionError("nobody waits for this any more")

        monkeypatch.setattr(Library, "ask", stuck)
        await shop.server.slash(
            shop.ann, shop.channel, "ask", {"question": HOW_LONG}, until=lambda now: now.deferred
        )
        await gate.until_reached()
        await shop.client.close()
        gate.open()
    assert "Stopping with 1 unfinished" in caplog.text


async def test_an_error_that_nobody_can_be_told_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    async with open_shop(tmp_path) as shop:
        with monkeypatch.context() as patched:
            patched.setattr("bot.client.answer_message", broken)
            shop.server.post(shop.ann, shop.channel, "hello")
            # Events are handled in order: when this is answered, that was handled.
            await shop.server.slash(shop.ann, shop.channel, "help")
    assert "Unexpected error in on_message" in caplog.text


@pytest.mark.parametrize(
    "data",
    [
        {"id": "1", "name": "gone", "type": 1},
        {"id": "1", "name": "ask", "type": 1, "options": []},
    ],
)
async def test_a_command_that_has_changed_is_told(tmp_path: Path, data: dict[str, object]) -> None:
    async with open_shop(tmp_path) as shop:
        user = {"id": str(shop.ann.id), "username": "ann", "discriminator": "0", "avatar": None}
        direct = shop.server.direct(shop.ann)
        reply = await shop.server.interact(
            {"channel_id": str(direct.id), "user": user, "data": data}
        )
        assert [message.text for message in reply.messages] == [
            "Discord still shows an old form of this command; reload Discord and try again."
        ]
