"""A job that an earlier run left is gone on with when the bot starts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk import person
from index.libraries import Libraries
from index.types import OPERATOR, Changes, Job, JobState, Owing, Report
from tests.bot.lamp_shop import HANDBOOK, LampShop, open_shop

NIGHTS = "How many nights does the green lantern burn?"
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
        owing = Owing("de", False, shop.guild.id, shop.channel.id, who=who)
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


async def test_nothing_is_said_of_what_was_never_begun(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        library = shop.libraries.server(shop.guild.id)
        mine, other = person(shop.manager.id), person(shop.ann.id)
        theirs = add(shop, "lanterns.md", LANTERNS, other)
        staged = library.stage([("more.md", LANTERNS + b"\nIt is old.\n")], by=mine).job
        assert staged is not None
        for job in (theirs, staged, 10**6):
            owing = Owing("en-US", False, shop.guild.id, shop.channel.id, who=mine)
            shop.libraries.owed.note(job, owing)
        await shop.client._resume()
        assert told(shop) == []
        assert shop.libraries.owed.all() == {}
        found = [each.source for each in library.documents(OPERATOR)]
        assert found == ["handbook.md", "lanterns.md", "terms.md"]
        assert library.check_staged(staged).state is JobState.STAGED
