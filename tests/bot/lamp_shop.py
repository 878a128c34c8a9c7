"""A lamp shop's server with the real client, the real engine and a handbook."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

import discord
import pytest

from bot.client import FootnoteClient
from bot.config import Settings
from index.embed import BUILT_IN, Encoder
from index.left import LEFT
from index.libraries import Libraries
from index.store import Store
from tests.loopback import Channel, Guild, LoopbackDiscord, Member, Recorded

HANDBOOK = b"""# Lamp shop handbook

## Returns

A lamp may be returned within thirty days of delivery, in its box. The customer pays for the parcel.

## Repairs

Tell @everyone: broken lamps are repaired *free* of charge for two years, see https://lamps.example.
"""
TERMS = b"""# Terms

Gift vouchers are valid for three years from the date of purchase.
"""
HOW_LONG = "How long may a customer keep a lamp before returning it?"
REPAIRS = "Are broken lamps repaired free of charge?"
VOUCHERS = "For how long are gift vouchers valid?"

PATIENT = Settings(member_rate=600, server_rate=6000)  # tests ask faster than people


@cache
def encoder() -> Encoder:
    """The built-in model, loaded once for all tests."""
    return Encoder(BUILT_IN)


@cache
def stock() -> TemporaryDirectory[str]:
    """A data folder with the shared document and everybody's vectors, made once and copied."""
    folder = TemporaryDirectory(prefix="lamp-shop-")
    with libraries_in(Path(folder.name), Settings()) as libraries:
        libraries.shared.add([("terms.md", TERMS)], by="test")
        libraries.server(1).add([("handbook.md", HANDBOOK)], by="test")
        # Nobody has to note, in the middle of a test, that the bot is in no such server.
        libraries.server(1).settings.put({LEFT: time.time()}, by="test")
    return folder


def libraries_in(folder: Path, settings: Settings) -> Libraries:
    """The libraries of a data folder, with the encoder that all tests share."""
    return Libraries(
        Store(folder),
        encoder(),
        min_evidence=settings.min_evidence,
        max_file_bytes=settings.max_file_bytes,
    )


@dataclass
class LampShop:
    """The server, the bot on it, and two people."""

    server: LoopbackDiscord
    client: FootnoteClient
    libraries: Libraries
    guild: Guild
    ann: Member
    manager: Member

    @property
    def channel(self) -> Channel:
        """The only channel."""
        return self.guild.channel


@asynccontextmanager
async def open_shop(
    folder: Path,
    *,
    settings: Callable[[Guild], Settings] = lambda guild: PATIENT,
    documents: bool = True,
) -> AsyncIterator[LampShop]:
    """Run the bot with `HANDBOOK` as the server's document and `TERMS` as the shared one."""
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        ann = guild.add_member("ann")
        manager = guild.add_member("max", permissions=discord.Permissions(manage_guild=True))
        chosen = settings(guild)
        if documents:
            copytree(stock().name, folder, dirs_exist_ok=True)
        with libraries_in(folder, chosen) as libraries:
            if documents:
                libraries.server(guild.id).add([("handbook.md", HANDBOOK)], by="test")
            client = FootnoteClient(chosen, libraries)
            async with server.running(client):
                yield LampShop(server, client, libraries, guild, ann, manager)
        assert server.violations == []
        assert {str(mentions) for mentions in allowed_mentions(server.requests)} <= {
            "{'parse': []}"
        }


def allowed_mentions(requests: list[Recorded]) -> list[Any]:
    """What each message and edit that was sent lets mentions do."""
    found: list[Any] = []
    for request in requests:
        body = request.json if isinstance(request.json, dict) else {}
        for part in (body, body.get("data") or {}):
            if ("content" in part or "components" in part) and "custom_id" not in part:
                found.append(part.get("allowed_mentions"))
    return found


class Gate:
    """Stands before a blocking call: says when it is reached, and holds it until opened."""

    def __init__(self, server: LoopbackDiscord) -> None:
        self.reached = 0
        self._server = server
        self._loop = asyncio.get_running_loop()
        self._open = Event()

    def __call__(self) -> None:
        """Wait here, in the work's thread."""
        self._loop.call_soon_threadsafe(self._arrive)
        assert self._open.wait(30), "nobody opened the gate"

    async def until_reached(self, times: int = 1) -> None:
        """Wait until the work stands here."""
        await self._server.until(lambda: self.reached >= times, lambda: "the gate to be reached")

    def open(self) -> None:
        """Let everybody through."""
        self._open.set()

    def _arrive(self) -> None:
        self.reached += 1
        self._server.state.changes.tell()


class _Hasty:
    """asyncio, but nobody sleeps."""

    def __getattr__(self, name: str) -> object:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what failed be tried again at once instead of after seconds."""
    for module in ("http", "webhook.async_", "client", "shard"):
        monkeypatch.setattr(f"discord.{module}.asyncio", _Hasty())
    monkeypatch.setattr("bot.serve.asyncio", _Hasty())
