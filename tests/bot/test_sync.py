"""The commands go to Discord when they have changed, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.client import FootnoteClient
from bot.config import Settings
from bot.language.locales import text
from tests.bot.lamp_shop import libraries_in
from tests.loopback import FAILED_BEFORE, LoopbackDiscord


async def puts(server: LoopbackDiscord, folder: Path, **how: bool) -> int:
    """Start the bot once; how often it has sent its commands then."""
    before = len([one for one in server.requests if one.method == "PUT"])
    with libraries_in(folder, Settings()) as libraries:
        async with server.running(FootnoteClient(Settings(), libraries, **how)):  # type: ignore[arg-type]
            pass
    return len([one for one in server.requests if one.method == "PUT"]) - before


async def test_commands_are_sent_when_they_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with LoopbackDiscord() as server:
        assert await puts(server, tmp_path) == 1
        assert await puts(server, tmp_path) == 0
        assert await puts(server, tmp_path, sync=True) == 1
        (tmp_path / "commands.json").write_bytes(b"\xff")
        assert await puts(server, tmp_path) == 1
        assert await puts(server, tmp_path) == 0
        monkeypatch.setattr(
            "bot.commands.help.text",
            lambda key: text("ask-command.description" if key.endswith("description") else key),
        )
        assert await puts(server, tmp_path) == 1
        assert await puts(server, tmp_path) == 0


async def test_commands_that_were_not_taken_are_sent_again(tmp_path: Path) -> None:
    async with LoopbackDiscord() as server:
        refused = FAILED_BEFORE.__class__("status", 400)
        server.faults.next("PUT", "/commands$", refused)
        assert await puts(server, tmp_path) == 1
        assert not (tmp_path / "commands.json").exists()
        assert await puts(server, tmp_path) == 1


async def test_another_bot_gets_its_commands(tmp_path: Path) -> None:
    async with LoopbackDiscord() as one:
        assert await puts(one, tmp_path) == 1
    async with LoopbackDiscord() as other:
        assert await puts(other, tmp_path) == 1
