"""Is the running bot well? Judged from its pulse and the disk; nothing is opened or changed."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bot.pulse import Pulse
from index.store import RESERVE
from index.types import Finding, Severity

STALE_SECONDS = 60.0  # after so long without a pulse the bot hangs or was killed
LOST_SECONDS = 180.0  # Discord moves connections now and then; so long it takes never


def judge(pulse: Pulse | None, free: int | None, now: float) -> tuple[Finding, ...]:
    """What is well and what isn't, at the moment `now` with `free` bytes on the disk."""
    found: list[Finding] = [*_runs(pulse, now)]
    if pulse is not None:
        found += [*_connected(pulse, now), *_queues(pulse), *_record(pulse)]
    return (*found, *_disk(free))


def _runs(pulse: Pulse | None, now: float) -> Iterator[Finding]:
    if pulse is None:
        yield Finding(
            "bot", Severity.WARNING, "The bot doesn't run here.", "Start it with “footnote run”."
        )
    elif now - pulse.at > STALE_SECONDS:
        yield Finding(
            "bot",
            Severity.WARNING,
            f"The bot (process {pulse.process}) has given no sign since {_moment(pulse.at)}: it "
            "hangs, or was killed.",
            "Start it again; its log says what it did last.",
        )
    else:
        yield Finding(
            "bot",
            Severity.FINE,
            f"The bot runs as process {pulse.process}, since {_moment(pulse.started)}.",
        )


def _connected(pulse: Pulse, now: float) -> Iterator[Finding]:
    connected, shards = pulse.shards
    what = f"{connected} of {shards} connections to Discord"
    if pulse.lost is None:
        heard = "none yet" if pulse.last_event is None else _moment(pulse.last_event)
        yield Finding(
            "discord",
            Severity.FINE,
            f"{what} are up, in {pulse.servers:,} servers; the last event: {heard}.",
        )
    elif now - pulse.lost < LOST_SECONDS:
        yield Finding("discord", Severity.FINE, f"{what} are up; the rest is being connected.")
    else:
        yield Finding(
            "discord",
            Severity.WARNING,
            f"{what} are up, since {_moment(pulse.lost)}.",
            "See https://discordstatus.com and this computer's connection; the bot goes on trying.",
        )


def _queues(pulse: Pulse) -> Iterator[Finding]:
    full = [name for name, (taken, places) in pulse.queues.items() if taken >= places]
    said = ", ".join(
        f"{taken} of {places} {name}" for name, (taken, places) in pulse.queues.items()
    )
    if full:
        yield Finding(
            "queues",
            Severity.WARNING,
            f"No place is left for {', '.join(full)} ({said}).",
            "Wait; if it stays so, the computer is too slow for what is asked.",
        )
    else:
        yield Finding("queues", Severity.FINE, f"The queues hold {said}.")


def _record(pulse: Pulse) -> Iterator[Finding]:
    if pulse.trouble is None:
        yield Finding("library", Severity.FINE, "The record and every index can be read.")
    else:
        yield Finding("library", Severity.WARNING, pulse.trouble, "Run “footnote doctor”.")


def _disk(free: int | None) -> Iterator[Finding]:
    mib = 1024**2
    if free is None:
        yield Finding(
            "disk", Severity.WARNING, "The data folder is not there.", "See FOOTNOTE_DATA."
        )
    elif free < RESERVE:
        yield Finding(
            "disk",
            Severity.WARNING,
            f"The disk has {free // mib:,} MiB left; additions need {RESERVE // mib:,} at least.",
            "Make room; until then questions are answered and nothing is added.",
        )
    else:
        yield Finding("disk", Severity.FINE, f"The disk has {free // mib:,} MiB left.")


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(at))
