"""How a library stands: its jobs, its indexes, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ModelName:
    """Which embedding model vectors came from: its name, the SHA-256 of its weights, and width."""

    name: str
    fingerprint: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a library: what it holds, and which index answers.

    `generation` is 0 and `updated` (seconds since 1970, UTC) None where there is none, or where
    it is not told.
    """

    library: str
    documents: int
    passages: int
    sentences: int
    generation: int
    model: ModelName | None
    updated: float | None


class JobState(StrEnum):
    """How far a job is."""

    COLLECTING = "collecting"
    STAGED = "staged"  # its files are kept until somebody confirms that they are to be added
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        """Whether nothing more will be done."""
        return self in (JobState.DONE, JobState.CANCELLED, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class Job:
    """An addition or a rebuild: `done` of `total` files. Times are seconds since 1970, UTC.

    `kind` is "add" or "rebuild", `who` the person who asked for it, `note` why it failed or lacks
    files.
    """

    id: int
    library: str
    kind: str
    who: str
    state: JobState
    made: float
    ended: float | None
    tries: int
    note: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class GenerationInfo:
    """An index that can answer. `made` is seconds since 1970, UTC; `live` says that it does."""

    number: int
    model: str
    documents: int
    made: float
    live: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the audit trail: who did what, to which version of which document, when (UTC)."""

    at: float
    library: str
    who: str
    what: str
    source: str | None
    fingerprint: str | None


@dataclass(frozen=True, slots=True)
class ServerLibrary:
    """A server's library: how many documents it holds and how many answers its members got.

    `left` is when the bot left the server, if so, in seconds since 1970.
    """

    server_id: int
    documents: int
    answers: int
    left: float | None


class Severity(StrEnum):
    """How bad a finding is."""

    FINE = "fine"
    WARNING = "warning"
    DAMAGE = "damage"


@dataclass(frozen=True, slots=True)
class Finding:
    """What an examination of a data folder found of one thing, and what helps.

    `check` names what was looked at; `remedy` is empty where none is needed.
    """

    check: str
    severity: Severity
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is whole. `made` is seconds since 1970, UTC; `size` counts bytes.

    `damaged` are fingerprints of originals that were damaged or gone already when it was made.
    """

    folder: str
    made: float
    documents: int
    files: int
    size: int
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come: `done` of `total` units of `stage`."""

    stage: str
    done: int
    total: int
    detail: str = field(default="")


Report = Callable[[Progress], None]
