"""The client's start, and what is told when it can't."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
from pathlib import Path
from unittest.mock import Mock

import discord
import pytest
from pydantic import SecretStr

from bot.client import FootnoteClient
from bot.config import Settings
from bot.serve import DiscordStartError, run, serve
from index.errors import ModelError
from index.libraries import Libraries
from tests.bot.lamp_shop import hurry, libraries_in, open_shop
from tests.loopback import FAILED_BEFORE, RESET_BEFORE, TOKEN, LoopbackDiscord

PORTAL = (
    "Copy the bot's token from https://discord.com/developers/applications (your application, "
    "Bot, Reset Token) and write it into .env as DISCORD_TOKEN=…"
)


def empty(folder: Path) -> Libraries:
    return libraries_in(folder, Settings())


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
        assert answer.text.startswith("There are no documents yet")
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


async def test_it_goes_on_trying_while_discord_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hurry(monkeypatch)
    caplog.set_level(logging.INFO)
    async with LoopbackDiscord() as server:
        server.faults.next("GET", "/users/@me$", RESET_BEFORE, times=2)  # aiohttp asks twice
        server.faults.next("GET", "/users/@me$", FAILED_BEFORE, times=5)
        server.faults.next("GET", "/oauth2/applications/@me$", FAILED_BEFORE, times=5)
        server.faults.next("GET", "/gateway/bot$", FAILED_BEFORE, times=10)
        with empty(tmp_path) as libraries, server.redirected():
            serving = asyncio.create_task(serve(FootnoteClient(Settings(), libraries), TOKEN))
            await server.connected()
            os.kill(os.getpid(), signal.SIGTERM)
            await serving
        syncs = [one for one in server.requests if one.method == "PUT"]
    told = [one.getMessage() for one in caplog.records if one.name == "bot.serve"]
    assert [re.sub(r"\(.*\)", "(…)", each) for each in told] == [
        "Discord can't be reached (…); trying again in 1 s",
        "Discord can't be reached (…); trying again in 2 s",
        "Discord can't be reached (…); trying again in 4 s",
        "Discord can't be reached (…); trying again in 8 s",
        "Discord can't be reached (…); trying again in 16 s",
        "Stopping (…)",
    ]
    assert len(syncs) == 1
    assert server.identified == 1


async def test_it_can_be_stopped_while_discord_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    monkeypatch.setattr("discord.http.Route.BASE", f"http://127.0.0.1:{unused_tcp_port}")
    failed = asyncio.Event()
    close = discord.http.HTTPClient.close

    async def noted(self: discord.http.HTTPClient) -> None:
        await close(self)
        failed.set()

    monkeypatch.setattr(discord.http.HTTPClient, "close", noted)
    with empty(tmp_path) as libraries:
        client = FootnoteClient(Settings(), libraries)
        serving = asyncio.create_task(serve(client, TOKEN))
        await failed.wait()
        os.kill(os.getpid(), signal.SIGTERM)
        await serving
        assert client.is_closed()


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
