"""A job that an earlier run left is gone on with when the bot starts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import person
from bot.progress import News
from bot.worker import STOPPING
from index.errors import BusyError, FootnoteError, StoppingError
from index.libraries import Libraries
from index.types import OPERATOR, Changes, Job, JobState, Owing, Progress, Report
from tests.bot.lamp_shop import HANDBOOK, LampShop, open_shop
from tests.loopback import Upload

NIGHTS = "How many nights does the green lantern burn?"
OTHERS = "Other changes keep getting in the way. Try again in a moment."
LANTERNS = b"# Lanterns\n\nThe green lantern burns for nine nights.\n"


class Killed(BaseException):
    """What a killed process leaves behind: nothing is tidied up."""


def add(shop: LampShop, source: str, data: bytes, who: str) -> int:
    """A job that somebody has begun and nobody has worked on; its number."""
    library = shop.libraries.server(shop.guild.id)
    begun: list[int] = []

    def files() -> Iterator[tuple[str, bytes]]:
        yield source, data
        raise Killed

    with pytest.raises(Killed):
        library.add(files(), by=who, begun=begun.append)
    return begun[0]


def told(shop: LampShop) -> list[str]:
    """What the bot has said of itself: in the channel, then to the manager."""
    there = shop.server.messages(shop.channel)
    return [each.text for each in (*there, *shop.server.messages(shop.server.direct(shop.manager)))]


async def test_the_bot_goes_on_with_a_job(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        left = shop.libraries.jobs.begin_rebuild("shared", by="ann")
        await shop.client._resume()
        [job] = [each for each in shop.libraries.jobs.known() if each.id == left]
        assert job.state is JobState.DONE
        generations = shop.libraries.shared.generations()
        assert [each.live for each in generations] == [False, True]


async def test_the_bot_looks_for_such_jobs_at_every_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: asyncio.Queue[Libraries] = asyncio.Queue()
    loop, resume = asyncio.get_running_loop(), Libraries.resume

    def noted(self: Libraries, report: Report) -> list[tuple[Job, Changes]]:
        loop.call_soon_threadsafe(begun.put_nowait, self)
        return resume(self, report)

    monkeypatch.setattr(Libraries, "resume", noted)
    async with open_shop(tmp_path) as shop, asyncio.timeout(30):
        assert await begun.get() == shop.libraries


async def test_files_that_never_came_are_told_of(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        who = person(shop.manager.id)
        job = add(shop, "lanterns.md", LANTERNS, who)
        owing = Owing("de", False, shop.guild.id, shop.channel.id, who=who, author=who)
        shop.libraries.owed.note(job, owing)
        for _ in range(2):
            await shop.client._resume()
        assert told(shop) == [
            f"Auftrag {job} ging nach einem Neustart weiter und ist fertig.\n"
            "Hinzugefügt: **lanterns\\.md**, 1 Abschnitt.\n"
            "Er brach ab, bevor alle Dateien da waren\\. Füge die noch einmal hinzu, die nicht "
            "unter den Dokumenten sind\\."
        ]


@pytest.mark.parametrize(
    ("source", "data", "said", "left"),
    [
        ("lanterns.md", LANTERNS, "The documents answer its question now.", ()),
        (
            "handbook.md",
            HANDBOOK + b"\nThe shop is blue.\n",
            "The documents still don't answer it. Ask it in other words, or use *Answered by …*.",
            (NIGHTS,),
        ),
    ],
)
async def test_an_open_question_is_asked_again(
    tmp_path: Path, source: str, data: bytes, said: str, left: tuple[str, ...]
) -> None:
    async with open_shop(tmp_path) as shop:
        library = shop.libraries.server(shop.guild.id)
        who = person(shop.manager.id)
        asked = library.ask(NIGHTS, who=person(shop.ann.id))
        job = add(shop, source, data, who)
        at = Owing("en-US", True, shop.guild.id, shop.channel.id, who=who, answers=(asked.id,))
        shop.libraries.owed.note(job, at)
        for _ in range(2):
            await shop.client._resume()
        assert told(shop) == [
            f"Job {job} went on after a restart and is done.\nIt broke off before all of its files "
            f"had come\\. Add those again that are not among the documents\\.\n{said}"
        ]
        assert tuple(each.question for each in library.questions.open()) == left


async def test_who_confirms_what_somebody_else_handed_over_is_told(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        library = shop.libraries.server(shop.guild.id)
        staged = library.stage([("lanterns.md", LANTERNS)], by=person(shop.ann.id)).job
        assert staged is not None
        where = Owing("en-US", True, shop.guild.id, shop.channel.id, who=person(shop.manager.id))

        def begun(job_id: int) -> None:
            shop.libraries.owed.note(job_id, where)

        def report(_: Progress) -> None:
            raise Killed

        with pytest.raises(Killed):
            library.confirm(staged, by=person(shop.manager.id), report=report, begun=begun)
        await shop.client._resume()
        assert told(shop) == [f"Job {staged} went on after a restart and is done."]
        assert shop.server.messages(shop.server.direct(shop.ann)) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StoppingError(STOPPING), "I'm being restarted; please try again in a minute\\."),
        (BusyError(OTHERS), "Other changes keep getting in the way\\. Try again in a moment\\."),
    ],
)
async def test_what_was_given_up_is_not_said_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: FootnoteError, said: str
) -> None:
    def report(self: News, progress: Progress) -> None:
        if (progress.stage, progress.done) == ("read", 1) and self.job is not None:
            raise error

    monkeypatch.setattr(News, "report", report)
    async with open_shop(tmp_path) as shop:
        server, max_ = shop.server, shop.manager
        await server.slash(shop.ann, shop.channel, "ask", {"question": NIGHTS})
        listed = await server.slash(
            max_, shop.channel, "insights", until=lambda now: len(now.messages) == 2
        )
        left = listed.messages[1]
        form = await server.click(max_, left, left.buttons["Add document"])
        files = [Upload("lanterns.md", LANTERNS), Upload("more.md", HANDBOOK)]
        reply = await server.submit(
            max_,
            form,
            {"files": files},
            until=lambda now: bool(now.messages) and "Adding" not in now.messages[0].text,
        )
        assert [each.text for each in reply.messages] == [said]
        await server.slash(max_, shop.channel, "index status")  # after it, all is noted
        assert shop.libraries.owed.all() == {}
        job = shop.libraries.jobs.known()[0]
        assert (job.kind, job.state) == ("add", JobState.FAILED)
        before = told(shop)
        await shop.client._resume()
        assert told(shop) == before


async def test_nothing_is_said_of_what_was_never_begun(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        library = shop.libraries.server(shop.guild.id)
        mine, other = person(shop.manager.id), person(shop.ann.id)
        theirs = add(shop, "lanterns.md", LANTERNS, other)
        staged = library.stage([("more.md", LANTERNS + b"\nIt is old.\n")], by=mine).job
        assert staged is not None
        for job in (theirs, staged, 10**6):
            owing = Owing("en-US", False, shop.guild.id, shop.channel.id, who=mine, author=mine)
            shop.libraries.owed.note(job, owing)
        await shop.client._resume()
        assert told(shop) == []
        assert shop.libraries.owed.all() == {}
        found = [each.source for each in library.documents(OPERATOR)]
        assert found == ["handbook.md", "lanterns.md", "terms.md"]
        assert library.check_staged(staged).state is JobState.STAGED
