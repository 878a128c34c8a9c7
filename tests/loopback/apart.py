"""The command line in a process of its own, whose Discord is the loopback server."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.loopback.server import LoopbackDiscord

ROOT = Path(__file__).parents[2]
PATIENCE_S = 180.0

# What redirects discord.py, then `before`, then what the shell would have run.
PROGRAM = """
import sys
import discord, yarl
from discord.gateway import DiscordWebSocket
base = sys.argv.pop(1)
discord.http.Route.BASE = base + "/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(base.replace("http", "ws", 1) + "/gateway")
discord.asset.Asset.BASE = base + "/cdn"
{before}
from bot.cli import main
main()
"""


class Apart:
    """A process that runs `footnote …`, and what it has said on standard error so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Listen to a process."""
        self.process = process
        self.said: list[str] = []

    async def hear(self, words: str) -> str:
        """Wait for a line that holds these words, after those heard before."""
        assert self.process.stderr is not None
        async with asyncio.timeout(PATIENCE_S):
            while line := await self.process.stderr.readline():
                self.said.append(line.decode().rstrip("\n"))
                if words in self.said[-1]:
                    return self.said[-1]
        raise AssertionError("\n".join([f"nobody said {words!r}:", *self.said]))

    async def end(self) -> int:
        """Wait for the end; the exit code, below 0 the signal that ended it."""
        assert self.process.stderr is not None
        async with asyncio.timeout(PATIENCE_S):
            rest = await self.process.stderr.read()
            self.said += rest.decode().splitlines()
            return await self.process.wait()


@asynccontextmanager
async def footnote_apart(
    server: LoopbackDiscord,
    folder: Path,
    *arguments: str,
    settings: Mapping[str, str] | None = None,
    before: str = "",
) -> AsyncIterator[Apart]:
    """Run `footnote …` on a data folder; `before` is what the process does first, as Python."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PROGRAM.format(before=before), server.state.base_url, *arguments),
        env={
            **kept,
            "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": "1",
            "DISCORD_TOKEN": server.state.token,
            "FOOTNOTE_DATA": str(folder),
            **(settings or {}),
        },
        cwd=folder.parent,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Apart(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
