"""Readers that a hostile file has taken over, for what runs readers to stand up to.

Each takes a file's name and bytes as a reader does. What one needs to be told comes as the bytes.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import NoReturn

from index.errors import UnreadableError
from index.read.format import Extracted
from index.types import Block, BlockKind, Span

LONG = 3_600


def say(text: str) -> Extracted:
    return Extracted(
        title=None, text=text, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    )


def echo(source: str, data: bytes) -> Extracted:
    return say(f"{source}: {data.decode()}")


def count(source: str, data: bytes) -> Extracted:
    return say(f"{len(data)} bytes")


def refuse(source: str, data: bytes) -> NoReturn:
    raise UnreadableError(f"“{source}” is protected by a password. Remove it and add it again.")


def fail(source: str, data: bytes) -> NoReturn:
    raise KeyError("a bug of the reader")


def fail_with_half_a_character(source: str, data: bytes) -> NoReturn:
    raise ValueError("\ud83d")


def answer_half_a_character(source: str, data: bytes) -> Extracted:
    return say("\ud83d")


def answer_overlapping_blocks(source: str, data: bytes) -> Extracted:
    block = Block(BlockKind.PARAGRAPH, Span(0, 4))
    return Extracted(title=None, text="text", blocks=(block, block))


def answer_nothing(source: str, data: bytes) -> None:
    return None


def eat_memory(source: str, data: bytes) -> Extracted:
    eaten = [bytes(10_000_000) for _ in range(100_000)]
    return say(str(len(eaten)))


def recurse(source: str, data: bytes) -> Extracted:
    return recurse(source, data)


def spin(source: str, data: bytes) -> NoReturn:
    while True:
        pass


def sleep(source: str, data: bytes) -> Extracted:
    time.sleep(LONG)
    return say("awake")


def announce_and_sleep(source: str, data: bytes) -> Extracted:
    """Prints its number, so that a test can look whether it still lives."""
    os.write(2, str(os.getpid()).encode())
    return sleep(source, data)


def answer_at_length(source: str, data: bytes) -> Extracted:
    return say("x" * 100_000_000)


def write_past_the_limit(source: str, data: bytes) -> NoReturn:
    """Goes on writing to where replies go, for as long as anyone listens."""
    answer = find_answer()
    while True:
        os.write(answer, b"x" * 65_536)


def answer_garbage(source: str, data: bytes) -> NoReturn:
    os.write(find_answer(), data)
    os._exit(0)


def find_answer() -> int:
    """The pipe that replies go to."""
    # Both pipes of the output are open; the errors' has the number 2, and 1 leads there too.
    log = os.fstat(2)
    for number in range(3, 64):
        try:
            found = os.fstat(number)
        except OSError:
            continue
        if (found.st_ino, found.st_dev) != (log.st_ino, log.st_dev):
            return number
    raise AssertionError("no pipe for the reply")


def print_garbage(source: str, data: bytes) -> Extracted:
    sys.stdout.write("to the output\n")
    sys.stdout.flush()
    os.write(2, b"to the errors: \xff\n")
    return say("read all the same")


def print_for_ever(source: str, data: bytes) -> NoReturn:
    while True:
        os.write(2, b"x" * 65_536)


def close_everything(source: str, data: bytes) -> NoReturn:
    os.closerange(0, 64)
    while True:
        pass


def exit_politely(source: str, data: bytes) -> NoReturn:
    sys.exit(3)


def exit_at_once(source: str, data: bytes) -> NoReturn:
    os._exit(3)


def crash(source: str, data: bytes) -> Extracted:
    ctypes.string_at(0)
    return say("never")


def abort(source: str, data: bytes) -> NoReturn:
    os.abort()


def attempt(action: Callable[[], object]) -> Extracted:
    """What came of something that should be refused."""
    try:
        return say(f"done: {action()}")
    except OSError as error:
        return say(f"refused: {type(error).__name__}")


def fork(source: str, data: bytes) -> Extracted:
    return attempt(os.fork)


def start_thread(source: str, data: bytes) -> Extracted:
    try:
        Thread(target=time.sleep, args=(0,)).start()
    except RuntimeError as error:
        return say(f"refused: {error}")
    return say("done")


def signal_another(source: str, data: bytes) -> Extracted:
    return attempt(lambda: os.kill(int(data), 0))


def execute(source: str, data: bytes) -> Extracted:
    return attempt(lambda: os.execv("/bin/true", ["true"]))  # noqa: S606 - it must fail


def read_file(source: str, data: bytes) -> Extracted:
    return attempt(lambda: Path(data.decode()).read_bytes())


def write_file(source: str, data: bytes) -> Extracted:
    return attempt(lambda: Path(data.decode()).write_bytes(b"harm"))


def delete_file(source: str, data: bytes) -> Extracted:
    return attempt(lambda: Path(data.decode()).unlink())


def open_many_files(source: str, data: bytes) -> Extracted:
    return attempt(lambda: [os.dup(0) for _ in range(100)])


def connect(source: str, data: bytes) -> Extracted:
    """Calls the port of this machine that the bytes name."""
    return attempt(lambda: socket.create_connection(("127.0.0.1", int(data)), timeout=1).close())


def show_environment(source: str, data: bytes) -> Extracted:
    return say(repr(sorted(os.environ)))


def show_network(source: str, data: bytes) -> Extracted:
    return say(str(Path("/proc/self/ns/net").readlink()))


def show_state(source: str, data: bytes) -> Extracted:
    """Where it runs and what it may."""
    import resource

    kinds = ("AS", "CPU", "FSIZE", "NOFILE", "NPROC", "CORE")
    limits = {kind: resource.getrlimit(getattr(resource, f"RLIMIT_{kind}")) for kind in kinds}
    own_group = os.getpgid(0) == os.getpid() == os.getsid(0)
    return say(repr((limits, own_group, str(Path.cwd()))))
