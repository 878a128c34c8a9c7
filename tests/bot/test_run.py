"""`footnote run` in a process of its own: signals, exit codes, health, metrics."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
from pathlib import Path

import aiohttp

from bot.pulse import read_pulse
from tests.bot.lamp_shop import HOW_LONG, VOUCHERS, stock
from tests.loopback import LoopbackDiscord
from tests.loopback.apart import PATIENCE_S, footnote_apart

QUIET_START = "import bot.heart; bot.heart.EVERY_SECONDS = 0.2"
STUCK = """
import threading
from index.library import Library
Library.ask = lambda *_, **__: threading.Event().wait()
"""


def copied(folder: Path) -> Path:
    """A data folder with a shared document."""
    import shutil

    shutil.copytree(stock().name, folder)
    return folder


async def fetched(address: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(address) as got:
        return await got.text()


async def health(server: LoopbackDiscord, folder: Path) -> tuple[int, dict[str, object]]:
    async with footnote_apart(server, folder, "health", "--json") as asked:
        assert asked.process.stdout is not None
        said = await asked.process.stdout.read()
        code = await asked.end()
        assert asked.said == []
    return code, json.loads(said)


async def test_a_run_from_start_to_sigterm(tmp_path: Path) -> None:
    folder = copied(tmp_path / "data")
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        ann = guild.add_member("ann")
        async with footnote_apart(
            *(server, folder, "run"),
            settings={"FOOTNOTE_LOG": "json", "FOOTNOTE_METRICS": "127.0.0.1:0"},
            before=QUIET_START,
        ) as bot:
            shown = json.loads(await bot.hear("Metrics are at"))["message"]
            connected = json.loads(await bot.hear("Connected to Discord"))
            assert (connected["event"], connected["servers"], connected["shards"]) == (
                *("connected", 1, 1),
            )
            reply = await server.slash(
                *(ann, guild.channel, "ask", {"question": VOUCHERS}),
                timeout_s=PATIENCE_S,  # the model is loaded first
            )
            assert "three years" in reply.messages[0].text
            await server.slash(ann, guild.channel, "ask", {"question": "Who is the king of Mars?"})
            metrics = await fetched(re.sub(r".*(http\S+)", r"\1", shown))
            while (pulse := read_pulse(folder)) is None or pulse.lost is not None:
                await asyncio.sleep(0)
            code, found = await health(server, folder)
            os.kill(bot.process.pid, signal.SIGTERM)
            assert await bot.end() == 0
        assert (await health(server, folder))[0] == 3
    assert code == 0, found
    assert found["healthy"] is True
    assert [each["check"] for each in found["findings"]] == [  # type: ignore[attr-defined]
        *("bot", "discord", "queues", "library", "disk"),
    ]
    lines = metrics.splitlines()
    for line in (
        'footnote_questions_total{outcome="answered",server=""} 1.0',
        'footnote_questions_total{outcome="declined",server=""} 1.0',
        'footnote_step_seconds_count{step="whole"} 2.0',
        'footnote_step_seconds_count{step="encode"} 2.0',
        'footnote_documents{library="shared"} 1.0',
        'footnote_documents{library="server"} 1.0',
        'footnote_queue_places{queue="questions"} 202.0',
        'footnote_jobs{state="done"} 2.0',
        'footnote_discord_connections_total{what="ready"} 1.0',
        'footnote_discord_events_total{event="INTERACTION_CREATE"} 2.0',
    ):
        assert line in lines, metrics
    assert not [each for each in lines if "vouchers" in each or str(guild.id) in each]
    said = [json.loads(line) for line in bot.said]
    assert [each["event"] for each in said][-3:] == ["stopping", "closing", "stopped"]
    assert not (folder / "running.json").exists()


async def test_a_run_without_documents_says_how_to_add_some(tmp_path: Path) -> None:
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        ann = guild.add_member("ann")
        async with footnote_apart(server, tmp_path / "data", "run") as bot:
            told = await bot.hear("holds no documents")
            assert told.endswith(
                "The shared library holds no documents: add some with “footnote add”, or a "
                "server's own with /documents add on Discord"
            )
            await bot.hear("Connected to Discord")
            reply = await server.slash(ann, guild.channel, "ask", {"question": HOW_LONG})
            assert [each.text for each in reply.messages] == [
                "There are no documents yet\\. Add some with \\/documents add in Discord, or with "
                "“footnote add FILE” in the terminal\\."
            ]
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.end() == 0


async def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    folder = copied(tmp_path / "data")
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        ann = guild.add_member("ann")
        async with footnote_apart(server, folder, "run", before=STUCK) as bot:
            await bot.hear("Connected to Discord")
            await server.slash(
                *(ann, guild.channel, "ask", {"question": HOW_LONG}),
                until=lambda now: now.deferred,
            )
            bot.process.send_signal(signal.SIGTERM)
            await bot.hear("No more questions are taken")
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.end() == 128 + signal.SIGTERM
        assert bot.said[-1].endswith("Ending at once (SIGTERM again)")


async def test_what_does_not_end_in_time_is_left(tmp_path: Path) -> None:
    folder = copied(tmp_path / "data")
    impatient = (
        "import bot.client, bot.serve; bot.client.STOP_SECONDS = bot.serve.END_SECONDS = 0.1"
    )
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        ann = guild.add_member("ann")
        async with footnote_apart(*(server, folder, "run"), before=STUCK + impatient) as bot:
            await bot.hear("Connected to Discord")
            await server.slash(
                *(ann, guild.channel, "ask", {"question": HOW_LONG}),
                until=lambda now: now.deferred,
            )
            bot.process.send_signal(signal.SIGINT)
            assert await bot.end() == 0
        assert bot.said[-1].endswith("Stopped")


async def test_a_wrong_token_and_a_wrong_address_end_with_2(tmp_path: Path) -> None:
    folder = copied(tmp_path / "data")
    async with LoopbackDiscord() as server:
        async with footnote_apart(
            server, folder, "run", settings={"DISCORD_TOKEN": "another"}
        ) as bot:
            assert await bot.end() == 2
        assert bot.said[-1].startswith("footnote: Discord refuses the token. Copy the bot's token")
        async with footnote_apart(
            server, folder, "run", settings={"FOOTNOTE_METRICS": "127.0.0.1:99999"}
        ) as bot:
            assert await bot.end() == 2
        assert bot.said[-1].startswith(
            "footnote: FOOTNOTE_METRICS is '127.0.0.1:99999', where nothing can be shown: "
        )
