"""A job that an earlier run left is gone on with when the bot starts."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.types import Changes, Job, JobState, Report
from tests.bot.lamp_shop import open_shop


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
