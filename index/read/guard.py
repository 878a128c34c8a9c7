"""Runs a reader in a fresh process where a hostile file can do no harm.

The process shuts itself in (child.py, confine.py); from outside its time and the size of its reply
are limited here, and every way for it to end becomes one sentence (endings.py).
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Event, Thread
from typing import IO

from index.errors import UnreadableError
from index.read.confine import Limits
from index.read.endings import Ending, judge, show_log
from index.read.format import Extracted
from index.read.table import READERS

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


def read_guarded(
    format_name: str,
    source: str,
    data: bytes,
    limits: Limits | None = None,
    *,
    reader: tuple[str, str] | None = None,
) -> Extracted:
    """Read a file's bytes in a process of its own.

    Args:
        format_name: a format of the table.
        source: the file's name, for sentences about it.
        data: the file.
        limits: what the reader may take; without them what is usual.
        reader: a module and a function in it, instead of the table's for that format.

    Raises:
        UnreadableError: the reader refused the file, or had to be stopped, or failed.
    """
    limits = limits or USUAL
    header = json.dumps(source).encode() + b"\n"
    try:
        ending = _run(reader or READERS[format_name], (header, data), limits)
    except OSError as error:
        logger.error("No process could be started to read “%s”: %s", source, error)
        raise UnreadableError(
            f"“{source}” can't be read now: no process could be started for it. "
            "Add it again in a few minutes."
        ) from error
    reply = judge(source, ending, limits)
    if ending.log:
        logger.warning("While reading “%s”:\n%s", source, show_log(ending.log))
    return reply


@cache
def missing_protections() -> tuple[str, ...]:
    """What this system can't protect from, each in a few words; asked of a process once."""
    try:
        ending = _run(None, (), USUAL)
    except OSError:
        return ("a process to read in",)
    return judge("", ending, USUAL).notes


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
        # status of one that ended by itself stays what it was.
        _kill(process)
        ending.status = process.wait()
        for thread in threads:
            if thread.is_alive():
                thread.join(LAST_WORDS)
    return ending


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its group. Its number stays its own until it is waited for."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):  # all ended; so on macOS
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
