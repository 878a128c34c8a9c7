"""`kill -9` at random moments of additions, removals, rebuilds and backups."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from index.backup import verify
from tests.conftest import OpenLibraries
from tests.torture import rounds
from tests.torture.made import QUESTIONS, assert_right, content, damages, held

ROUNDS = rounds(60, 1000)
LONGEST_SECONDS = 0.9  # that a child lives after its first change was begun

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")


class Nursery:
    """The process that forks the children, and what it says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def hear(self) -> list[Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery has died"
        said: list[Any] = json.loads(line)
        return said

    def start(self, seed: int) -> int:
        """Fork a child; its process id."""
        assert self._process.stdin is not None
        print(seed, file=self._process.stdin, flush=True)
        word, child = self.hear()
        assert word == "child"
        return int(child)


@contextmanager
def nursery(folder: Path) -> Iterator[Nursery]:
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "tests.torture.nursery", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        started = Nursery(process)
        assert started.hear() == ["ready"]
        try:
            yield started
        finally:
            process.kill()


def apply(state: dict[str, str], kind: str, *what: Any) -> dict[str, str]:  # noqa: ANN401
    """What a library holds after a change."""
    after = dict(state)
    if kind == "add":
        for name, version in what[0].items():
            after[name] = sha256(content(name, version)).hexdigest()
    elif kind == "remove":
        after.pop(what[0], None)
    return after


def possible(state: dict[str, str], tried: list[Any] | None) -> list[dict[str, str]]:
    """What a library may hold after a change that was cut short: each document old or new."""
    states = [state]
    if tried and tried[0] == "add":
        for name, version in tried[1].items():
            states += [apply(each, "add", {name: version}) for each in states]
    elif tried:
        states.append(apply(state, *tried))
    return states


def test_nothing_acknowledged_is_lost(
    tmp_path: Path, data: Path, open_libraries: OpenLibraries
) -> None:
    chance = random.Random(7)  # noqa: S311
    state: dict[str, str] = {}
    acknowledged = 0
    (tmp_path / "backups").mkdir()
    with nursery(data) as children:
        for seed in range(ROUNDS):
            child = children.start(seed)
            first = children.hear()
            time.sleep(chance.uniform(0, LONGEST_SECONDS))  # the moment is what is tested
            os.kill(child, signal.SIGKILL)
            tried: list[Any] | None = None
            said = first
            while said != ["over"]:
                word, *what = said
                assert word in ("try", "done"), said
                if word == "try":
                    tried = what
                else:
                    assert tried == what
                    state, tried = apply(state, *what), None
                    acknowledged += 1
                    if what[0] == "backup":
                        verify(Path(what[1]))
                said = children.hear()

            libraries = open_libraries()
            assert held(libraries) in possible(state, tried)
            # A reader that the child was starting may hold its locks for a moment longer.
            while any(not job.state.ended for job in libraries.jobs.known()):
                libraries.resume(lambda _: None)
            now = held(libraries)
            assert now in possible(state, tried)
            assert damages(libraries) == []
            if now:
                assert_right(libraries.shared.ask(chance.choice(QUESTIONS)), now)
            if tried and tried[0] == "backup" and Path(tried[1]).exists():
                verify(Path(tried[1]))
            libraries.close()
            state = now
    assert acknowledged >= ROUNDS / 4
    print(f"{ROUNDS} kills, {acknowledged} acknowledged changes, none lost")  # noqa: T201
