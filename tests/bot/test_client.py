"""The client's life: starting, staying, stopping."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from pathlib import Path
from unittest.mock import Mock

import discord
import pytest
from pydantic import SecretStr

from bot.client import DiscordStartError, FootnoteClient, run, serve
from bot.config import Settings
from bot.worker import Worker
from index.errors import ModelError
from index.library import Libraries, Library
from index.store import Store
from index.types import Answer
from tests.bot.lamp_shop import HOW_LONG, Gate, encoder, hurry, open_shop
from tests.loopback import FAILED_BEFORE, TOKEN, LoopbackDiscord

PORTAL = (
    "Copy the bot's token from https://discord.com/developers/applications (your application, "
    "Bot, Reset Token) and write it into .env as DISCORD_TOKEN=…"
)
RESTARTED = "I'm being restarted; please try again in a minute\\."


def empty(folder: Path) -> Libraries:
    return Libraries(Store(folder), encoder(), min_confidence=0.5, max_file_bytes=1)


async def test_it_logs_in_syncs_once_and_resumes(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        server = shop.server
        server.drop_socket()
        await server.resumed()
        reply = await server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
        assert "thirty days" in reply.messages[0].content
        syncs = [one for one in server.requests if one.method == "PUT"]
        assert [one.path for one in syncs] == [f"/applications/{server.bot.id}/commands"]
        assert server.identified == 1
        assert {name for name, wanted in server.intents if wanted} == {
            "guilds",
            "guild_messages",
            "dm_messages",
        }


async def test_commands_that_can_not_be_synced_do_not_keep_it_from_answering(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        ann = guild.add_member("ann")
        server.faults.next("PUT", "/commands$", FAILED_BEFORE, times=5)
        hurry(monkeypatch)
        with empty(tmp_path) as libraries:
            async with server.running(FootnoteClient(Settings(), libraries)):
                (answer,) = await server.say(ann, guild.channel, f"{server.bot.mention} why?")
        assert answer.content.startswith("There are no documents yet")
        assert "The commands could not be sent to Discord" in caplog.text


async def test_a_wrong_token_says_where_to_get_one(tmp_path: Path) -> None:
    async with LoopbackDiscord() as server:
        with (
            empty(tmp_path) as libraries,
            server.redirected(),
            pytest.raises(DiscordStartError) as told,
        ):
            await serve(FootnoteClient(Settings(), libraries), "not-the-token")
    assert str(told.value) == f"Discord refuses the token. {PORTAL}"
    assert "not-the-token" not in str(told.value)


@pytest.mark.parametrize(
    ("token", "told"),
    [
        (None, f"There is no Discord token. {PORTAL}"),
        ("  ", f"There is no Discord token. {PORTAL}"),
        ("two words", f"This can't be a Discord token. {PORTAL}"),
        ("line\nbreak", f"This can't be a Discord token. {PORTAL}"),
        ("tökén", f"This can't be a Discord token. {PORTAL}"),
    ],
)
def test_a_token_that_can_not_be_one_is_told_before_connecting(
    tmp_path: Path, token: str | None, told: str
) -> None:
    settings = Settings(discord_token=None if token is None else SecretStr(token))
    with empty(tmp_path) as libraries, pytest.raises(DiscordStartError) as error:
        run(settings, libraries)
    assert str(error.value) == told


async def test_no_way_to_discord_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    monkeypatch.setattr("discord.http.Route.BASE", f"http://127.0.0.1:{unused_tcp_port}")
    with empty(tmp_path) as libraries, pytest.raises(DiscordStartError) as told:
        await serve(FootnoteClient(Settings(), libraries), TOKEN)
    assert str(told.value) == (
        "Discord can't be reached. Check this computer's connection to the internet "
        "(https://discord.com), then start the bot again."
    )


async def test_a_discord_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    async with LoopbackDiscord() as server:
        server.faults.next("GET", "/users/@me$", FAILED_BEFORE, times=5)
        with (
            empty(tmp_path) as libraries,
            server.redirected(),
            pytest.raises(DiscordStartError) as told,
        ):
            await serve(FootnoteClient(Settings(), libraries), TOKEN)
    assert str(told.value).startswith("Discord answers with an error (500 ")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (4004, f"Discord refuses the token. {PORTAL}"),
        (
            4013,
            "Discord closed the connection for good (code 4013). Start the bot again; "
            "if it happens again, "
            "see https://discord.com/developers/docs/topics/opcodes-and-status-codes",
        ),
    ],
)
async def test_a_connection_closed_for_good_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    async def connect(self: FootnoteClient, *, reconnect: bool = True) -> None:
        raise discord.ConnectionClosed(Mock(close_code=code), shard_id=None)

    monkeypatch.setattr(FootnoteClient, "connect", connect)
    async with LoopbackDiscord() as server:
        with (
            empty(tmp_path) as libraries,
            server.redirected(),
            pytest.raises(DiscordStartError) as error,
        ):
            await serve(FootnoteClient(Settings(), libraries), TOKEN)
    assert str(error.value) == told


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

        def slow(self: Library, question: str, *, quotes: int = 3) -> Answer:
            gate()
            return ask(self, question, quotes=quotes)

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
        assert "thirty days" in first.messages[0].content
        for reply in (second, third):
            assert [message.content for message in reply.messages] == [RESTARTED]
        assert third.ephemeral
        assert fourth.content == RESTARTED


async def test_stopping_does_not_wait_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.client.STOP_SECONDS", 0.05)
    async with open_shop(tmp_path) as shop:
        gate = Gate(shop.server)

        def stuck(self: Library, question: str, *, quotes: int = 3) -> Answer:
            gate()
            raise AssertionError("nobody waits for this any more")

        monkeypatch.setattr(Library, "ask", stuck)
        await shop.server.slash(
            shop.ann, shop.channel, "ask", {"question": HOW_LONG}, until=lambda now: now.deferred
        )
        await gate.until_reached()
        await shop.client.close()
        gate.open()
    assert "Stopping although 1 requests are unanswered" in caplog.text


async def test_a_model_that_does_not_load_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: Libraries) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Libraries, "warm", broken)
    async with open_shop(tmp_path) as shop:
        await shop.server.slash(shop.ann, shop.channel, "help")
    assert "The model could not be loaded" in caplog.text


async def test_a_model_that_is_missing_is_logged_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(self: Libraries) -> None:
        raise ModelError("There is no model.")

    monkeypatch.setattr(Libraries, "warm", missing)
    async with open_shop(tmp_path) as shop:
        await shop.server.slash(shop.ann, shop.channel, "help")
    (record,) = [one for one in caplog.records if one.getMessage().startswith("Questions can't")]
    assert record.getMessage() == "Questions can't be answered yet: There is no model."
    assert record.exc_info is None


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
        assert [message.content for message in reply.messages] == [
            "Discord still shows an old form of this command; reload Discord and try again."
        ]


async def test_the_token_is_never_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with open_shop(tmp_path) as shop:
        await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    assert TOKEN not in caplog.text
    ours = [one for one in caplog.records if one.name.startswith("bot")]
    asked = [one.levelno for one in ours if HOW_LONG in one.getMessage()]
    assert asked == [logging.DEBUG]
