"""`kill -9` in the middle of what moderators began on Discord: it goes on, said once there."""

from __future__ import annotations

import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import discord
import pytest

from bot.config import Settings
from index.types import OPERATOR, JobState
from tests.bot.lamp_shop import HANDBOOK, TERMS, libraries_in
from tests.bot.test_killed import KILLED
from tests.loopback import Guild, LoopbackDiscord, Member, ShownMessage, Upload
from tests.loopback.apart import footnote_apart

NEWER = TERMS.replace(b"three", b"five")
NIGHTS = "How many nights does the green lantern burn?"


async def add(server: LoopbackDiscord, guild: Guild, max_: Member) -> None:
    """Two files, of which the second is the end of the bot."""
    files = {"file": Upload("guide.md", HANDBOOK), "file2": Upload("terms.md", TERMS)}
    reply = await server.slash(max_, guild.channel, "documents add", files)
    await confirm(server, max_, reply.messages[0])


async def replace(server: LoopbackDiscord, guild: Guild, max_: Member) -> None:
    """A newer file in the place of one that is there."""
    files = {"document": "terms.md", "file": Upload("newer.md", NEWER)}
    reply = await server.slash(max_, guild.channel, "documents replace", files)
    await confirm(server, max_, reply.messages[0])


async def rebuild(server: LoopbackDiscord, guild: Guild, max_: Member) -> None:
    """Everything anew."""
    await server.slash(max_, guild.channel, "index rebuild")


async def form(server: LoopbackDiscord, guild: Guild, max_: Member) -> None:
    """Files for a question that nothing answers."""
    await server.slash(max_, guild.channel, "ask", {"question": NIGHTS})
    reply = await server.slash(
        max_, guild.channel, "insights", until=lambda now: len(now.messages) == 2
    )
    left = reply.messages[1]
    opened = await server.click(max_, left, left.buttons["Add document"])
    files = [Upload("guide.md", HANDBOOK), Upload("terms.md", NEWER)]
    await server.submit(max_, opened, {"files": files})


async def confirm(server: LoopbackDiscord, max_: Member, message: ShownMessage) -> None:
    await server.click(max_, message, message.buttons["Confirm"])


Begin = Callable[[LoopbackDiscord, Guild, Member], Awaitable[None]]


WENT_ON = "Job {job} went on after a restart and is done."


@pytest.mark.parametrize(
    ("begin", "there", "said"),
    [
        (add, [], "Added **guide\\.md**: 2 passages.\nAdded **terms\\.md**: 1 passage."),
        (replace, ["terms.md"], "Replaced **terms\\.md** by the new file: 1 passage."),
        (rebuild, ["guide.md", "terms.md"], "**The index is rebuilt**: 2 documents, 3 passages."),
        (form, ["terms.md"], None),  # told to whoever sent it: others see nothing of the form
    ],
)
async def test_what_was_begun_on_discord_goes_on_and_is_said_once(
    tmp_path: Path, begin: Begin, there: list[str], said: str | None
) -> None:
    folder = tmp_path / "data"
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        max_ = guild.add_member("max", permissions=discord.Permissions(manage_guild=True))
        with libraries_in(folder, Settings()) as libraries:
            stock = {"guide.md": HANDBOOK, "terms.md": TERMS}
            library = libraries.server(guild.id)
            library.add([(name, stock[name]) for name in there], by="test")
        async with footnote_apart(server, folder, "run", before=KILLED) as killed:
            await killed.hear("Connected to Discord")
            await begin(server, guild, max_)
            assert await killed.end() == -signal.SIGKILL
        with libraries_in(folder, Settings()) as libraries:
            left = libraries.jobs.known()[0]
            assert (left.state, left.done < left.total) == (JobState.RUNNING, True)
        before = len(server.messages(guild.channel))
        direct = server.direct(max_)
        for _ in range(2):
            async with footnote_apart(server, folder, "run") as bot:
                await bot.hear("Connected to Discord")
                await server.until(
                    lambda: (
                        len(server.messages(guild.channel)) > before
                        or bool(server.messages(direct))
                    )
                )
                await server.slash(max_, guild.channel, "index status")
                bot.process.send_signal(signal.SIGTERM)
                assert await bot.end() == 0
        told = [each for each in server.messages(guild.channel)[before:] if not each.ephemeral]
        went_on = WENT_ON.format(job=left.id)
        assert [each.text for each in told] == ([] if said is None else [f"{went_on}\n{said}"])
        assert [each.text for each in server.messages(direct)] == (
            [went_on] if said is None else []
        )
        assert server.violations == []
        with libraries_in(folder, Settings()) as libraries:
            done = libraries.jobs.known()[0]
            assert (done.id, done.state, done.done) == (left.id, JobState.DONE, left.total)
            found = libraries.server(guild.id).documents(OPERATOR)
            wanted = ["terms.md"] if begin is replace else ["guide.md", "terms.md"]
            assert sorted(each.source for each in found) == wanted
