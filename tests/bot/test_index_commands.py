"""Rebuilding on Discord, and the state of the index."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.language.speaker import ENGLISH
from bot.render.answer import answer_screens
from index.errors import StoreError
from index.library import Library
from index.types import OPERATOR, Changes, Progress, Report
from tests.bot.lamp_shop import HOW_LONG, Gate, LampShop, open_shop
from tests.loopback import Reply

DONE = "**The index is rebuilt**: 1 document, 2 passages."
FULL = (
    "The disk of /srv/lamps is full. What was added before is safe, and questions are answered. "
    "Make room, then try again."
)
TOLD_FULL = FULL.replace("/", "\\/").replace(".", "\\.")
READING = "Rebuilding the index: reading documents, 1 of 2 · handbook\\.md"


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


def slowly(
    monkeypatch: pytest.MonkeyPatch, gate: Gate, end: Callable[[], None] = lambda: None
) -> None:
    """Have a rebuild report and then wait at the gate before it goes on or fails."""
    rebuild = Library.rebuild

    def slow(
        self: Library,
        *,
        by: str,
        report: Report | None = None,
        begun: Callable[[int], None] | None = None,
    ) -> Changes:
        assert report is not None
        report(Progress("read", 1, 2, "handbook.md"))
        gate()
        end()
        return rebuild(self, by=by, report=report, begun=begun)

    monkeypatch.setattr(Library, "rebuild", slow)
    monkeypatch.setattr("bot.progress.EDIT_SECONDS", 0.01)


def shows(text: str) -> Callable[[Reply], bool]:
    return lambda reply: [message.content for message in reply.messages] == [text]


async def test_a_rebuild_is_one_message_that_ends_with_a_report(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.manager, shop.channel, "index rebuild", until=shows(DONE))
    assert (reply.deferred, reply.ephemeral) == (True, False)


async def test_answers_go_on_during_a_rebuild(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(shop.server)
    slowly(monkeypatch, gate)
    rebuilding = await shop.server.slash(
        shop.manager, shop.channel, "index rebuild", until=shows(READING)
    )
    await gate.until_reached()
    asked = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    answer = shop.libraries.server(shop.guild.id).ask(HOW_LONG)
    screens = answer_screens(answer, ENGLISH, asked=HOW_LONG)
    assert [one.text for one in asked.messages] == [screen.text for screen in screens]
    listed = await shop.server.slash(shop.ann, shop.channel, "documents list")
    assert len(listed.messages) == 1
    gate.open()
    await shop.server.finished(rebuilding, shows(DONE), "the first rebuild")
    assert READING in rebuilding.messages[0].edits


async def test_a_rebuild_that_fails_says_so_in_its_message(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise StoreError(FULL)

    gate = Gate(shop.server)
    slowly(monkeypatch, gate, fail)
    gate.open()
    await shop.server.slash(
        shop.manager,
        shop.channel,
        "index rebuild",
        until=shows(TOLD_FULL),
    )


@pytest.mark.parametrize("fails", [False, True])
async def test_a_rebuild_that_outlasts_its_token_reports_in_the_channel(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    def end() -> None:
        if fails:
            raise StoreError(FULL)

    gate = Gate(shop.server)
    slowly(monkeypatch, gate, end)
    reply = await shop.server.slash(
        shop.manager, shop.channel, "index rebuild", until=shows(READING)
    )
    await gate.until_reached()
    shop.server.clock.advance(15 * 60 + 1)
    gate.open()
    await shop.server.until(lambda: len(shop.server.messages(shop.channel)) == 2)
    assert [message.content for message in shop.server.messages(shop.channel)] == [
        READING,
        TOLD_FULL if fails else DONE,
    ]
    assert len(reply.messages) == 1


async def test_the_status_shows_both_libraries(shop: LampShop) -> None:
    own = shop.libraries.server(shop.guild.id).status(OPERATOR)
    shared = shop.libraries.shared.status(OPERATOR)
    assert own.updated is not None
    assert shared.updated is not None
    reply = await shop.server.slash(shop.ann, shop.channel, "index status")
    assert reply.ephemeral
    assert [message.content for message in reply.messages] == [
        "**This server's library**: 1 document, 2 passages, 3 sentences\n"
        "**Shared library**: 1 document, 1 passage, 1 sentence\n"
        "Model: all\\-MiniLM\\-L6\\-v2, 384 dimensions"
    ]
    reply = await shop.server.slash(shop.manager, shop.channel, "index status")
    assert reply.ephemeral
    assert [message.content for message in reply.messages] == [
        "**This server's library**: 1 document, 2 passages, 3 sentences; "
        f"index generation 1, changed <t:{int(own.updated)}:R>\n"
        "**Shared library**: 1 document, 1 passage, 1 sentence; "
        f"index generation 1, changed <t:{int(shared.updated)}:R>\n"
        "Model: all\\-MiniLM\\-L6\\-v2, 384 dimensions"
    ]


async def test_the_last_rebuild_is_undone(shop: LampShop) -> None:
    library = shop.libraries.server(shop.guild.id)
    reply = await shop.server.slash(shop.manager, shop.channel, "index rollback")
    assert [message.content for message in reply.messages] == [
        "There is nothing to go back to\\: the index has not been rebuilt since the documents were "
        "added\\."
    ]
    before = library.ask(HOW_LONG)
    library.rebuild(by="ann")
    first = library.generations()[0]
    reply = await shop.server.slash(shop.manager, shop.channel, "index rollback")
    assert (reply.ephemeral, [message.content for message in reply.messages]) == (
        False,
        [
            f"**The last rebuild is undone**: generation {first.number} of "
            f"<t:{int(first.made)}:f> answers, with 1 document. "
            "What was added or removed since stays so."
        ],
    )
    assert library.ask(HOW_LONG) == before


async def test_jobs_are_listed_and_cancelled(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = shop.libraries.server(shop.guild.id)
    left = shop.libraries.jobs.begin_rebuild(library.name, by="ann")
    other = shop.libraries.jobs.begin_rebuild("shared", by="ann")
    jobs = {job.id: job for job in shop.libraries.jobs.known()}
    assert left is not None
    assert other is not None
    added = min(job.id for job in jobs.values() if job.library == library.name)
    reply = await shop.server.slash(shop.manager, shop.channel, "index jobs")
    assert (reply.ephemeral, [message.content for message in reply.messages]) == (
        True,
        [
            f"**{left}** rebuild, waiting: 0 of 1 file, begun <t:{int(jobs[left].made)}:R>\n"
            f"**{added}** add, done: 1 of 1 file, begun <t:{int(jobs[added].made)}:R>"
        ],
    )
    for job, said in (
        (left, f"Job {left} is cancelled after 0 of 1 file; what it added before stays."),
        (left, f"Job {left} has ended already\\: it is cancelled\\."),
        (other, f"There is no job {other} here\\. The list of jobs shows the numbers\\."),
    ):
        reply = await shop.server.slash(shop.manager, shop.channel, "index cancel", {"job": job})
        assert [message.content for message in reply.messages] == [said]
    assert [job.state for job in shop.libraries.jobs.known() if job.id == other] == ["waiting"]


@pytest.mark.parametrize("command", ["index rollback", "index jobs", "index cancel"])
async def test_only_managers_may_touch_generations_and_jobs(shop: LampShop, command: str) -> None:
    options = {"job": 1} if command == "index cancel" else {}
    reply = await shop.server.slash(shop.ann, shop.channel, command, options)
    assert (reply.ephemeral, [message.content for message in reply.messages]) == (
        True,
        ["Only members with the permission Manage Server can change this server's documents\\."],
    )
