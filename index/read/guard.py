"""Runs a reader in a fresh process where a hostile file can do no harm.

The process shuts itself in (child.py, confine.py); from outside its time and the size of its reply
are limited here, and every way for it to end becomes one sentence.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from threading import Event, Thread
from typing import IO

from index.errors import UnreadableError
from index.read.confine import Limits
from index.read.format import Extracted
from index.read.table import READERS
from index.read.wire import (
    Failed,
    MalformedReplyError,
    OutOfMemory,
    Refused,
    TooLong,
    unpack,
)

logger = logging.getLogger(__name__)

USUAL = Limits()
ROOT = Path(__file__).resolve().parents[2]  # the folder that the package lies in
PACKAGE = ROOT / "index"
LIBRARY_FOLDERS = ("site-packages", "dist-packages")
# Isolated, without site's files that run code at start; the import path comes with the orders.
PYTHON = ("-I", "-S", "-X", "utf8", "-c")
START = (
    "import json, sys\n"
    "sys.path[:] = json.loads(sys.argv[-1])['path']\n"
    "from index.read.child import main\n"
    "main()"
)
LOG_BYTES = 20_000  # of what a reader prints: its beginning
PIECE = 1 << 16
LAST_WORDS = 1.0  # seconds that the pipes of a killed process get to run dry


@dataclass(slots=True)
class Ending:
    """How a reader's process ended.

    `status` is 0 or above for an exit, below for a signal; `late` and `long` say that it was
    stopped for its time or its reply's size; `log` is what it printed.
    """

    status: int = 0
    late: bool = False
    long: bool = False
    reply: bytearray = field(default_factory=bytearray)
    log: bytearray = field(default_factory=bytearray)


def read_guarded(
    format_name: str,
    source: str,
    data: bytes,
    limits: Limits = USUAL,
    *,
    reader: tuple[str, str] | None = None,
) -> Extracted:
    """Read a file's bytes in a process of its own.

    Args:
        format_name: a format of the table.
        source: the file's name, for sentences about it.
        data: the file.
        limits: what the reader may take.
        reader: a module and a function in it, instead of the table's for that format.

    Raises:
        UnreadableError: the reader refused the file, or had to be stopped, or failed.
    """
    header = json.dumps(source).encode() + b"\n"
    try:
        ending = _run(reader or READERS[format_name], (header, data), limits)
    except OSError as error:
        logger.error("No process could be started to read “%s”: %s", source, error)
        raise UnreadableError(
            f"“{source}” can't be read now: no process could be started for it. "
            "Add it again in a few minutes."
        ) from error
    reply = _judge(source, ending, limits)
    if ending.log:
        logger.warning("While reading “%s”:\n%s", source, _show(ending.log))
    return reply


@cache
def missing_protections() -> tuple[str, ...]:
    """What this system can't protect from, each in a few words; asked of a process once."""
    try:
        ending = _run(None, (), USUAL)
    except OSError:
        return ("a process to read in",)
    return _judge("", ending, USUAL).notes


def _run(reader: tuple[str, str] | None, parts: tuple[bytes, ...], limits: Limits) -> Ending:
    """Start a process, hand it the orders and the parts of its input, and end it.

    Raises:
        OSError: it can't be started.
    """
    orders = {
        "path": _import_path(),
        "readable": _readable_folders(),
        "reader": reader,
        "limits": asdict(limits),
        "parent": os.getpid(),
    }
    process = subprocess.Popen(  # noqa: S603 - our own Python; the orders are JSON
        [sys.executable, *PYTHON, START, json.dumps(orders)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        cwd=Path(sys.executable).anchor,
        env={},
        start_new_session=True,
    )
    assert process.stdin and process.stdout and process.stderr  # noqa: S101 - for the type checker
    ending = Ending()
    answered = Event()
    threads = (
        Thread(target=_feed, args=(process.stdin, parts), daemon=True),
        Thread(target=_listen, args=(process.stdout, ending, limits, answered), daemon=True),
        Thread(target=_log, args=(process.stderr, ending.log), daemon=True),
    )
    try:
        for thread in threads:
            thread.start()
        ending.late = not answered.wait(limits.wall_seconds)
    finally:
        # Always: the reply is there or won't come, and there may be more processes than one. The
        # status of one that ended by itself stays, and its number is not given anew before wait().
        _kill(process)
        ending.status = process.wait()
        for thread in threads:
            thread.join(LAST_WORDS)
    return ending


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its group."""
    process.kill()
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):  # none; on macOS a group of zombies
            os.killpg(process.pid, signal.SIGKILL)


def _feed(pipe: IO[bytes], parts: tuple[bytes, ...]) -> None:
    """Write to a process for as long as it takes what is written."""
    with suppress(OSError), pipe:
        for part in parts:
            rest = memoryview(part)
            while rest:
                rest = rest[pipe.write(rest) :]


def _listen(pipe: IO[bytes], ending: Ending, limits: Limits, answered: Event) -> None:
    """Collect the reply until it ends or is longer than it may be."""
    with pipe:
        while not ending.long and (piece := pipe.read(PIECE)):
            ending.reply += piece
            ending.long = len(ending.reply) > limits.reply_bytes
    answered.set()


def _log(pipe: IO[bytes], log: bytearray) -> None:
    """Keep the beginning of what a process prints, and let it print on."""
    with pipe:
        while piece := pipe.read(PIECE):
            log += piece[: LOG_BYTES - len(log)]


def _judge(source: str, ending: Ending, limits: Limits) -> Extracted:
    """What the reader made of the file.

    Raises:
        UnreadableError: nothing, for one of many reasons.
    """
    if ending.late:
        raise _too_slow(source, limits.wall_seconds)
    if ending.long:
        raise _too_long(source, limits)
    try:
        reply = unpack(ending.reply)
    except MalformedReplyError as error:
        raise _ended(source, ending, limits, error) from error
    match reply:
        case Refused(reason):
            raise UnreadableError(reason)
        case Failed(report):
            logger.error("The reader failed on “%s”:\n%s", source, report)
            raise _failed(source)
        case OutOfMemory():
            raise _too_big(source, limits)
        case TooLong():
            raise _too_long(source, limits)
    return reply


def _ended(
    source: str, ending: Ending, limits: Limits, error: MalformedReplyError
) -> UnreadableError:
    """Why there is no reply, by how the process ended."""
    log = _show(ending.log)
    if ending.status >= 0:
        logger.error(
            "The reader of “%s” exited with status %d and answered with %d bytes, %s.\n%s",
            *(source, ending.status, len(ending.reply), error, log),
        )
        return _failed(source)
    name = _signal_name(-ending.status)
    logger.error("The reader of “%s” was ended by %s.\n%s", source, name, log)
    if name == "SIGXCPU":
        return _too_slow(source, limits.cpu_seconds)
    if name == "SIGKILL":
        return UnreadableError(
            f"“{source}” can't be read: the system stopped its reader, as it does when memory runs "
            "short. Add it again later, or split it into smaller files."
        )
    # Libraries in C++ abort when memory runs out, and don't say so.
    return UnreadableError(
        f"“{source}” can't be read: its reader crashed, or ran out of memory. "
        "Split it into smaller files, or export it anew and add that."
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"


def _too_slow(source: str, seconds: float) -> UnreadableError:
    return UnreadableError(
        f"“{source}” took longer than {seconds:g} second{'' if seconds == 1 else 's'} to read and "
        "was stopped. Split it into smaller files, or export it anew and add that."
    )


def _too_big(source: str, limits: Limits) -> UnreadableError:
    return UnreadableError(
        f"“{source}” takes more memory to read than the {limits.memory / (1 << 20):,.0f} MiB that "
        "a file may. Split it into smaller files, or export it anew and add that."
    )


def _too_long(source: str, limits: Limits) -> UnreadableError:
    return UnreadableError(
        f"“{source}” holds more text than the {limits.reply_bytes / 1_000_000:,g} MB that a file "
        "may. Split it into smaller files."
    )


def _failed(source: str) -> UnreadableError:
    return UnreadableError(
        f"“{source}” can't be read: the reader failed on it. Save it in another format and add "
        "that; the log tells the operator why."
    )


def _show(log: bytearray) -> str:
    """What a reader printed, for the log."""
    return log.decode(errors="backslashreplace")


def _import_path() -> list[str]:
    """Where this process imports from: the reader's imports from the same folders."""
    return [str(ROOT), *(each for each in sys.path if Path(each).is_absolute())]


def _readable_folders() -> list[str]:
    """Where a reader may look: this package and the libraries.

    Not the folder that the project lies in, nor one above it: settings with secrets and the
    library's data lie there too.
    """
    folders = [
        each
        for each in _import_path()
        if Path(each).name in LIBRARY_FOLDERS or not ROOT.is_relative_to(each)
    ]
    return [str(PACKAGE), str(Path(sys.base_prefix, "lib")), *folders]
