"""What is right and wrong with a data folder: the fast half of `examine`, and where deep begins.

Nothing is changed here but locks that are taken for a moment. While other processes write, every
check looks at one state of the record; what they replaced meanwhile is looked at once more.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from index import deep as deeply
from index.embed import Encoder
from index.errors import FootnoteError, ModelError, StoreError
from index.record import SCHEMA_VERSION
from index.record.checks import named_files
from index.store import ABANDONED_SECONDS, RESERVE, Store, sqlite_versions
from index.types import Finding, JobState, Severity

KEPT_DAYS = 30  # how long a removed document can be brought back
DAY_SECONDS = 86_400.0
WAL_FAULT = ((3, 7, 0), (3, 51, 2))  # the first and last SQLite with the WAL-reset fault
REPAIR = "Run “footnote doctor --deep --repair”."
PUT_BACK = "Put back a backup with “footnote restore”; the documents in it are checked first."

Check = Callable[[], Iterator[Finding]]


def examine(store: Store, encoder: Encoder, *, deep: bool = False) -> tuple[Finding, ...]:
    """Everything that was found, in a fixed order; `deep` also reads all bytes and rows."""
    checks: list[tuple[str, Check]] = [
        ("sqlite", _sqlite),
        ("rights", partial(_rights, store)),
        ("database", partial(_database, store, deep=deep)),
        ("model", partial(_model, store, encoder)),
        ("originals", partial(_originals, store, deep=deep)),
    ]
    if deep:
        checks += [
            ("rows", partial(deeply.check_rows, store)),
            ("passages", partial(deeply.check_passages, store)),
            ("vectors", partial(deeply.check_vectors, store)),
            ("words", partial(deeply.check_words, store)),
        ]
    checks += [
        ("generations", partial(deeply.check_generations, store, deep=deep)),
        ("jobs", partial(_jobs, store)),
        ("writer", partial(_writer, store)),
        ("disk", partial(_disk, store)),
        ("leftovers", partial(_leftovers, store)),
    ]
    found: list[Finding] = []
    for name, check in checks:
        found += _guarded(name, check)
        if found[-1].remedy == PUT_BACK:
            break  # nothing that the record says can be relied on
    return tuple(found)


def unopened(error: FootnoteError) -> tuple[Finding, ...]:
    """What is found of a data folder that can't even be opened."""
    return (*_sqlite(), Finding("database", Severity.DAMAGE, str(error), PUT_BACK))


def _guarded(name: str, check: Check) -> Iterator[Finding]:
    """What a check finds; that it can't be made is a finding as well."""
    try:
        yield from check()
    except StoreError as error:
        yield Finding(name, Severity.DAMAGE, f"This could not be checked: {error}", REPAIR)
    except (ValueError, TypeError, KeyError) as error:  # damaged text, JSON or numbers
        yield Finding(
            name, Severity.DAMAGE, f"This could not be checked: a row is damaged ({error}).", REPAIR
        )


def _sqlite() -> Iterator[Finding]:
    version, apsw = sqlite_versions()
    first, last = WAL_FAULT
    numbers = tuple(int(part) for part in version.split("."))
    if first <= numbers <= last:
        yield Finding(
            "sqlite",
            Severity.DAMAGE,
            f"SQLite {version} (of apsw {apsw}) has the WAL-reset fault, which can lose rows.",
            "Install apsw 3.51.3 or newer.",
        )
    else:
        yield Finding(
            "sqlite",
            Severity.FINE,
            f"SQLite {version}, which apsw {apsw} brings, is without the WAL-reset fault.",
        )


def _rights(store: Store) -> Iterator[Finding]:
    if os.name != "posix":
        return
    exposed = exposed_paths(store)
    if not exposed:
        yield Finding("rights", Severity.FINE, "Only the owner may read the data folder.")
    for path in exposed:
        mode = stat.S_IMODE(path.stat().st_mode)
        yield Finding(
            "rights",
            Severity.WARNING,
            f"{path} has the rights {mode:04o}: others than its owner may get at it.",
            f"Run “chmod go= {path}”, or “footnote doctor --repair”.",
        )


def exposed_paths(store: Store) -> list[Path]:
    """The data folder, what is right in it, and the database's files, where others may enter."""
    paths = [store.folder, *(p for p in sorted(store.folder.iterdir()) if p.is_dir())]
    paths += sorted(store.folder.glob("library.db*"))
    return [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]


def _database(store: Store, *, deep: bool) -> Iterator[Finding]:
    found = store.check_database(deep=deep)
    for line in found[:10]:
        remedy = REPAIR if can_be_derived(line) else PUT_BACK
        yield Finding("database", Severity.DAMAGE, f"SQLite finds in library.db: {line}.", remedy)
    if not found:
        how = "wholly" if deep else "quickly"
        yield Finding(
            "database",
            Severity.FINE,
            f"SQLite finds nothing wrong with library.db ({how} checked, format {SCHEMA_VERSION}).",
        )


def can_be_derived(line: str) -> bool:
    """Whether what SQLite complains of is one of its indexes, which is made from the rows."""
    return " index " in line


def _model(store: Store, encoder: Encoder) -> Iterator[Finding]:
    try:
        known = encoder.fingerprint
    except ModelError as error:
        yield Finding("model", Severity.DAMAGE, str(error), "Set FOOTNOTE_MODEL, or install it.")
        return
    with store.reading() as reader:
        rows = [row for row in reader.libraries() if row.model]
    others = [row for row in rows if row.model and row.model.fingerprint != known]
    for row in others:
        name = row.model.name if row.model else ""
        yield Finding(
            "model",
            Severity.WARNING,
            f"The library {row.name} was made with the model {name}, and the settings name "
            f"{encoder.name}: it answers nothing.",
            f"Set FOOTNOTE_MODEL={name}, or run “footnote rebuild”.",
        )
    if not others:
        yield Finding(
            "model", Severity.FINE, f"The model {encoder.name} is there, with hash {known[:12]}."
        )


def _originals(store: Store, *, deep: bool) -> Iterator[Finding]:
    lost = lost_originals(store, deep=deep)
    for fingerprint, (trouble, names) in lost.items():
        yield Finding(
            "originals",
            Severity.DAMAGE,
            f"The original {fingerprint[:12]}… of {', '.join(names)} {trouble}.",
            f"{REPAIR} It says what has to be added again.",
        )
    if not lost:
        with store.reading() as reader:
            count = len(named_files(reader))
        yield Finding(
            "originals",
            Severity.FINE,
            f"All {count:,} originals and texts are there, "
            + ("each with the right SHA-256." if deep else "each of the right size."),
        )


def lost_originals(store: Store, *, deep: bool) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each original that isn't as it was kept: what is wrong with it, and who names it."""
    found = _lost(store, deep=deep)
    return _lost(store, deep=deep, only=set(found)) if found else {}  # was it purged meanwhile?


def _lost(
    store: Store, *, deep: bool, only: set[str] | None = None
) -> dict[str, tuple[str, tuple[str, ...]]]:
    with store.reading() as reader:
        named = named_files(reader)
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for fingerprint, (size, names) in sorted(named.items()):
        if only is not None and fingerprint not in only:
            continue
        there = store.size(fingerprint)
        if there is None:
            found[fingerprint] = ("is gone", names)
        elif size is not None and there != size:
            found[fingerprint] = (f"has {there:,} bytes instead of {size:,}", names)
        elif deep and not _is_whole(store, fingerprint):
            found[fingerprint] = ("was changed after it was added", names)
    return found


def _is_whole(store: Store, fingerprint: str) -> bool:
    try:
        return sha256(store.original_path(fingerprint).read_bytes()).hexdigest() == fingerprint
    except OSError:
        return False


def _jobs(store: Store) -> Iterator[Finding]:
    with store.reading() as reader:
        waiting = [each for each in reader.jobs() if not each.state.ended]
    waiting = [each for each in waiting if each.state is not JobState.STAGED]
    if not waiting:
        yield Finding("jobs", Severity.FINE, "No job is unfinished.")
    for job in reversed(waiting):
        what = (
            f"Job {job.id} ({job.kind}, library {job.library}) has done {job.done} of {job.total} "
            "files"
        )
        with store.holding(job.id) as free:
            pass
        if free:
            yield Finding(
                "jobs",
                Severity.WARNING,
                f"{what}, and nobody works on it.",
                "Run “footnote index resume”, or start the bot.",
            )
        else:
            yield Finding("jobs", Severity.FINE, f"{what}; somebody is working on it.")


def _writer(store: Store) -> Iterator[Finding]:
    holder = store.holder()
    what = f"{holder} holds the writer’s lock." if holder else "Nobody holds the writer’s lock."
    yield Finding("writer", Severity.FINE, what)


def _disk(store: Store) -> Iterator[Finding]:
    free, mib = store.free(), 1024**2
    if free < RESERVE:
        yield Finding(
            "disk",
            Severity.WARNING,
            f"The disk has {free // mib:,} MiB left; additions need {RESERVE // mib:,} at least.",
            "Make room; until then questions are answered and nothing is added.",
        )
    else:
        yield Finding("disk", Severity.FINE, f"The disk has {free // mib:,} MiB left.")


def _leftovers(store: Store) -> Iterator[Finding]:
    found = [
        f"{count:,} {what}"
        for count, what in (
            (len(unnamed_originals(store)), "originals that nothing names"),
            (len(left_over_files(store)), "files that were never finished"),
            (_unused(store), "readings that nothing can come back to"),
            (len(long_removed(store)), f"documents removed more than {KEPT_DAYS} days ago"),
        )
        if count
    ]
    if found:
        yield Finding(
            "leftovers",
            Severity.WARNING,
            f"Left over: {', '.join(found)}.",
            "Run “footnote doctor --repair”.",
        )
    else:
        yield Finding("leftovers", Severity.FINE, "Nothing is left over.")


def unnamed_originals(store: Store) -> list[str]:
    """Originals that no row names and that nobody can be just adding."""
    with store.reading() as reader:
        named = reader.originals()
    limit = hour_ago()
    return [
        each
        for each in store.originals()
        if each not in named and _changed(store.original_path(each)) < limit
    ]


def left_over_files(store: Store) -> list[Path]:
    """Files that a process which was killed left half written, and locks of jobs that ended."""
    limit = hour_ago()
    found = [path for path in sorted((store.folder / "tmp").iterdir()) if _changed(path) < limit]
    with store.reading() as reader:
        open_jobs = {f"{job.id}.lock" for job in reader.jobs() if not job.state.ended}
    locks = sorted((store.folder / "jobs").glob("*.lock"))
    return found + [path for path in locks if path.name not in open_jobs and _changed(path) < limit]


def _unused(store: Store) -> int:
    with store.reading() as reader:
        return len(reader.unused_readings())


def long_removed(store: Store) -> list[tuple[int, str]]:
    """(library, source) of what was removed so long ago that it is purged."""
    with store.reading() as reader:
        return reader.removed_before(time.time() - KEPT_DAYS * DAY_SECONDS)


def hour_ago() -> float:
    """Before then nobody can have begun what isn't named yet."""
    return time.time() - ABANDONED_SECONDS


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")  # gone meanwhile
