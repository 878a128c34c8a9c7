"""`kill -9` in the middle of what moderators began on Discord: it goes on, said once there."""

from __future__ import annotations

import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import discord
import pytest

from bot.config import Settings
from index.doctor import examine
from index.types import OPERATOR, JobState, Severity
from tests.bot.lamp_shop import HANDBOOK, TERMS, encoder, libraries_in
from tests.bot.matrix import NUMBERS, kept_in, says
from tests.bot.test_killed import KILLED
from tests.loopback import Guild, LoopbackDiscord, Member, Reply, ShownMessage, Upload
from tests.loopback.apart import PATIENCE_S, footnote_apart
from tests.loopback.asking import Values

NEWER = TERMS.replace(b"three", b"five")
LANTERNS = HANDBOOK + b"\nThe green lantern burns for nine nights.\n"
NIGHTS = "How many nights does the green lantern burn?"


def is_heard(reply: Reply) -> bool:
    """Whether the bot has taken it up; it won't live to answer."""
    return reply.callback is not None


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
    await server.slash(max_, guild.channel, "index rebuild", until=is_heard)


async def form(server: LoopbackDiscord, guild: Guild, max_: Member) -> None:
    """Files for a question that nothing answers."""
    await server.slash(max_, guild.channel, "ask", {"question": NIGHTS})
    reply = await server.slash(
        max_, guild.channel, "insights", until=lambda now: len(now.messages) == 2
    )
    left = reply.messages[1]
    opened = await server.click(max_, left, left.buttons["Add document"])
    files = [Upload("guide.md", LANTERNS), Upload("terms.md", NEWER)]
    await server.submit(max_, opened, {"files": files}, until=is_heard)


async def define(server: LoopbackDiscord, guild: Guild, max_: Member) -> None:
    """A line more of the glossary."""
    await server.slash(
        max_, guild.channel, "glossary add", {"entry": "torch = lantern"}, until=is_heard
    )


async def undefine(server: LoopbackDiscord, guild: Guild, max_: Member) -> None:
    """A line less."""
    await server.slash(
        max_, guild.channel, "glossary remove", {"entry": "torch = lamp"}, until=is_heard
    )


async def confirm(server: LoopbackDiscord, max_: Member, message: ShownMessage) -> None:
    await server.click(max_, message, message.buttons["Confirm"], until=is_heard)


Begin = Callable[[LoopbackDiscord, Guild, Member], Awaitable[None]]

STOCK = {
    "guide.md": HANDBOOK,
    "terms.md": TERMS,
    "glossary.txt": b"torch = lamp\nRMA = return authorization\n",
}
WENT_ON = "Job {job} went on after a restart and is done."
PUBLIC, PRIVATE = True, False


async def start_over(server: LoopbackDiscord, folder: Path, guild: Guild, max_: Member) -> None:
    """Run the bot until it has gone on with what was left, look at it, and stop it."""
    owed = list((folder / "jobs").glob("*.owed"))
    async with footnote_apart(server, folder, "run") as bot:
        await bot.hear("is owed to nobody" if owed else "Connected to Discord")
        await server.slash(max_, guild.channel, "index status")
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.end() == 0


@pytest.mark.parametrize(
    ("begin", "there", "at", "where", "said"),
    [
        (
            *(add, [], "terms.md", PUBLIC),
            "Added **guide\\.md**: 2 passages.\nAdded **terms\\.md**: 1 passage.",
        ),
        (
            *(replace, ["terms.md"], "terms.md", PUBLIC),
            "Replaced **terms\\.md** by the new file: 1 passage.",
        ),
        (
            *(rebuild, ["guide.md", "terms.md"], "terms.md", PUBLIC),
            "**The index is rebuilt**: 2 documents, 3 passages.",
        ),
        # Told to whoever sent it: others see nothing of the form, and nothing of the glossary.
        (form, ["terms.md"], "terms.md", PRIVATE, "The documents answer its question now."),
        (define, ["terms.md"], "glossary.txt", PRIVATE, ""),
        (undefine, ["glossary.txt"], "glossary.txt", PRIVATE, ""),
    ],
)
async def test_what_was_begun_on_discord_goes_on_and_is_said_once(
    tmp_path: Path, begin: Begin, there: list[str], at: str, where: bool, said: str
) -> None:
    folder = tmp_path / "data"
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        max_ = guild.add_member("max", permissions=discord.Permissions(manage_guild=True))
        with libraries_in(folder, Settings()) as libraries:
            library = libraries.server(guild.id)
            library.add([(name, STOCK[name]) for name in there], by="test")
        killing = KILLED.replace("terms.md", at)
        async with footnote_apart(server, folder, "run", before=killing) as killed:
            await killed.hear("Connected to Discord")
            await begin(server, guild, max_)
            assert await killed.end() == -signal.SIGKILL
        with libraries_in(folder, Settings()) as libraries:
            left = libraries.jobs.known()[0]
            assert (left.state, left.done < left.total) == (JobState.RUNNING, True)
        before = len(server.messages(guild.channel))
        for _ in range(2):
            await start_over(server, folder, guild, max_)
        told = [each for each in server.messages(guild.channel)[before:] if not each.ephemeral]
        direct = server.messages(server.direct(max_))
        end = "\n".join(filter(None, (WENT_ON.format(job=left.id), said)))
        assert [each.text for each in told] == ([end] if where is PUBLIC else [])
        assert [each.text for each in direct] == ([] if where is PUBLIC else [end])
        assert server.violations == []
        with libraries_in(folder, Settings()) as libraries:
            done = libraries.jobs.known()[0]
            assert (done.id, done.state, done.done) == (left.id, JobState.DONE, left.total)
            library = libraries.server(guild.id)
            assert [each.source for each in library.documents(OPERATOR)] == sorted(
                {
                    *there,
                    *({"guide.md", "terms.md"} if begin in (add, form) else ()),
                    *({"glossary.txt"} if begin is define else ()),
                }
            )
            lines = ["torch = lantern"] if begin is define else []
            lines += ["RMA = return authorization"] if begin is undefine else []
            assert [each.line for each in library.glossary.entries()] == lines
            assert library.questions.open() == ()


# What isn't a job is done at once or not at all.
FATAL = """
import os, signal
from {module} import {name} as where
where.{what} = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
"""
FILE = b'{"question": "For how long are gift vouchers valid?", "answers": ["three years"]}\n'
QUALITY = """**Quality**: 1 question of the team's own
0 from answers marked Helpful, 1 from the file.

- first passage holds the answer: **1.00 (1/1)**
- one of the first three does: **1.00 (1/1)**
- one of the first five does: **1.00 (1/1)**
- mean reciprocal rank, first ten: **1.00**
- first quote holds the answer: **1.00 (1/1)**
- one of the first three quotes does: **1.00 (1/1)**
- answerable questions answered: **1.00 (1/1)**"""
UNDONE = (
    "**The last rebuild is undone**: generation 1 of <t:…:f> answers, with 2 documents. What was "
    "added or removed since stays so."
)
GUIDE = {"document": "guide.md"}


@pytest.mark.parametrize(
    ("command", "values", "at", "said"),
    [
        (
            *("documents bring-back", GUIDE, "index.record.Writer.bring_back"),
            "Brought back **guide\\.md**.",
        ),
        (
            *("documents export", {}, "bot.exports._Draft.add"),
            "That was all: 1 document in 1 file.",
        ),
        (
            *("quality", {"file": Upload("ours.jsonl", FILE)}),
            *("index.library.Library.ask_in_full", QUALITY),
        ),
        ("index rollback", {}, "index.record.Writer.use_generation", UNDONE),
    ],
)
async def test_what_is_no_job_is_left_as_it_was(
    tmp_path: Path, command: str, values: Values, at: str, said: str
) -> None:
    folder = tmp_path / "data"
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        max_ = guild.add_member("max", permissions=discord.Permissions(manage_guild=True))
        with libraries_in(folder, Settings()) as libraries:
            library = libraries.server(guild.id)
            library.add([(name, STOCK[name]) for name in ("guide.md", "terms.md")], by="test")
            library.rebuild(by="test")
            library.remove("guide.md", by="test")
            before = kept_in(libraries)
        module, name, what = at.rsplit(".", 2)
        killing = FATAL.format(module=module, name=name, what=what)
        async with footnote_apart(server, folder, "run", before=killing) as killed:
            await killed.hear("Connected to Discord")
            await server.slash(max_, guild.channel, command, values, until=is_heard)
            assert await killed.end() == -signal.SIGKILL
        with libraries_in(folder, Settings()) as libraries:
            assert kept_in(libraries) == before
            found = examine(libraries.store, encoder(), deep=True)
            assert [each.what for each in found if each.severity is not Severity.FINE] == []
        async with footnote_apart(server, folder, "run") as bot:
            await bot.hear("Connected to Discord")
            reply = await server.slash(
                *(max_, guild.channel, command, values),
                until=says(said[:25]),
                timeout_s=PATIENCE_S,  # the model may still be loaded
            )
            assert NUMBERS.sub("…", reply.messages[-1].text) == said
            bot.process.send_signal(signal.SIGTERM)
            assert await bot.end() == 0
        assert server.violations == []
        assert server.messages(server.direct(max_)) == []
