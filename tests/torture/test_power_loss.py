"""The power fails after any operation on a file, and what was not synced is lost or torn.

SQLite keeps its own promises (its authors test them so); a commit counts as one operation.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.embed import Encoder
from index.libraries import Libraries
from index.record import Writer
from index.store import Store
from tests.conftest import OpenLibraries
from tests.torture import rounds
from tests.torture.made import NAMES, QUESTIONS, assert_right, content, damages, held
from tests.torture.power import Operation, Platter, WatchedDisk

PLAYED = rounds(1, 6)  # times that each moment is played, with other losses each time


@pytest.fixture
def recorded(
    tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, list[Operation], list[dict[str, str]]]:
    """A folder, what was done to it in order, and what was acknowledged each time."""
    folder, disk = tmp_path / "recorded", WatchedDisk()
    writing, states = Store.writing, [dict[str, str]()]

    @contextmanager
    def watched(self: Store) -> Iterator[Writer]:
        with writing(self) as writer:
            yield writer
        copy = tmp_path / "copy.db"
        Store.copy_database(plain, copy)
        disk.done.append(Operation("commit", data=copy.read_bytes()))

    plain = Store(folder)
    monkeypatch.setattr(Store, "writing", watched)
    libraries = Libraries(Store(folder, disk=disk), encoder, min_evidence=0, max_file_bytes=1 << 20)
    shared = libraries.shared

    def acknowledge() -> None:
        states.append(held(libraries))
        disk.done.append(Operation("ack"))

    for name in NAMES[:3]:
        shared.add([(name, content(name, 0))], by="ann")
        acknowledge()
    shared.add([(name, content(name, 1)) for name in NAMES[1:4]], by="ann")
    acknowledge()
    shared.rebuild(by="ann")
    acknowledge()
    shared.remove(NAMES[0], by="ann")
    acknowledge()
    shared.remove(NAMES[1], by="ann", purge=True)
    acknowledge()
    shared.add([(NAMES[0], content(NAMES[0], 2))], by="ann")
    acknowledge()
    libraries.close()
    plain.close()
    monkeypatch.undo()
    return folder, disk.done, states


def test_the_power_may_fail_at_any_moment(
    recorded: tuple[Path, list[Operation], list[dict[str, str]]],
    data: Path,
    open_libraries: OpenLibraries,
) -> None:
    folder, operations, states = recorded
    chance = random.Random(5)  # noqa: S311
    platter, acknowledged = Platter(), 0
    for operation in operations:
        platter.apply(operation)
        acknowledged += operation.kind == "ack"
        if not platter.database:
            continue
        for _ in range(PLAYED):
            shutil.rmtree(data, ignore_errors=True)
            data.mkdir()
            for path, content_then in platter.fail(chance).items():
                target = data / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content_then)
            (data / "library.db").write_bytes(platter.database)
            libraries = open_libraries()
            libraries.resume(lambda _: None)
            now = held(libraries)
            # What was acknowledged is there, or already what came after it.
            assert _comes_between(now, states[acknowledged : acknowledged + 2])
            assert damages(libraries) == []
            if now:
                assert_right(libraries.shared.ask(chance.choice(QUESTIONS)), now)
            libraries.close()


def _comes_between(now: dict[str, str], states: list[dict[str, str]]) -> bool:
    """Whether each document is as one of two neighbouring states has it."""
    return all(
        now.get(name) in [state.get(name) for state in states]
        for name in {*now, *(name for state in states for name in state)}
    )
