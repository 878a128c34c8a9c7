"""The running bot's pulse: a small file in the data folder, written anew every few seconds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

NAME = "running.json"


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the bot was at one moment; moments are in seconds since 1970.

    `queues` holds for each queue how much runs or waits and how much may, `trouble` is why the
    record or an index can't be read.
    """

    process: int
    started: float
    at: float
    shards: tuple[int, int]  # how many are connected, of how many
    lost: float | None  # since when a shard isn't
    servers: int
    last_event: float | None
    queues: dict[str, tuple[int, int]]
    trouble: str | None


def read_pulse(folder: Path) -> Pulse | None:
    """The last pulse in a data folder; None if there is none that can be read."""
    try:
        found = json.loads((folder / NAME).read_bytes())
        shards = found.pop("shards")
        queues = {name: (taken, places) for name, (taken, places) in found.pop("queues").items()}
        return Pulse(shards=(shards[0], shards[1]), queues=queues, **found)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
