"""`kill -9` in the middle of the terminal's jobs: they go on at the next start, said once."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from bot.config import Settings
from index.types import OPERATOR, JobState
from tests.bot.lamp_shop import HANDBOOK, TERMS, libraries_in
from tests.loopback import LoopbackDiscord
from tests.loopback.apart import footnote_apart

# The process kills itself when it comes to the second file: the first is done by then.
KILLED = """
import os, signal
from index.intake import Intake
prepare = Intake.prepare
def killed(self, library, source, *more, **named):
    if source == "terms.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return prepare(self, library, source, *more, **named)
Intake.prepare = killed
"""


@pytest.mark.parametrize("kind", ["add", "rebuild"])
async def test_a_job_of_the_terminal_goes_on_when_the_bot_starts(tmp_path: Path, kind: str) -> None:
    folder, files = tmp_path / "data", tmp_path / "files"
    files.mkdir()
    (files / "handbook.md").write_bytes(HANDBOOK)
    (files / "terms.md").write_bytes(TERMS)
    with libraries_in(folder, Settings()) as libraries:
        libraries.shared.add([("first.md", b"# First\n\nThe first lamp is old.\n")], by="test")
        if kind == "rebuild":
            libraries.shared.add([("terms.md", TERMS), ("handbook.md", HANDBOOK)], by="test")
    arguments = ("add", str(files)) if kind == "add" else ("rebuild",)
    async with LoopbackDiscord() as server:
        async with footnote_apart(server, folder, *arguments, before=KILLED) as killed:
            assert await killed.end() == -signal.SIGKILL
        with libraries_in(folder, Settings()) as libraries:
            left = libraries.jobs.known()[0]
            assert (left.kind, left.state.ended) == (kind, False)
            assert 0 < left.done < left.total
        said: list[list[str]] = []
        for _ in range(2):
            async with footnote_apart(server, folder, "run") as bot:
                await bot.hear("Connected to Discord")
                if not said:
                    await bot.hear("is done after a restart")
                bot.process.send_signal(signal.SIGTERM)
                assert await bot.end() == 0
            said.append([line for line in bot.said if "after a restart" in line])
    assert [len(each) for each in said] == [1, 0]
    assert f"Job {left.id} of shared is done after a restart" in said[0][0]
    with libraries_in(folder, Settings()) as libraries:
        done = libraries.jobs.known()[0]
        assert (done.id, done.state, done.done) == (left.id, JobState.DONE, left.total)
        assert {each.source for each in libraries.shared.documents(OPERATOR)} == {
            *("first.md", "handbook.md", "terms.md"),
        }


async def test_a_job_of_the_terminal_goes_on_in_the_terminal_too(tmp_path: Path) -> None:
    folder, files = tmp_path / "data", tmp_path / "files"
    files.mkdir()
    (files / "handbook.md").write_bytes(HANDBOOK)
    (files / "terms.md").write_bytes(TERMS)
    async with LoopbackDiscord() as server:
        async with footnote_apart(server, folder, "add", str(files), before=KILLED) as killed:
            assert await killed.end() == -signal.SIGKILL
        said = []
        for _ in range(2):
            async with footnote_apart(server, folder, "index", "resume") as resumed:
                assert resumed.process.stdout is not None
                said.append((await resumed.process.stdout.read()).decode())
                assert await resumed.end() == 0
    assert "terms.md" in said[0]
    assert "terms.md" not in said[1]
