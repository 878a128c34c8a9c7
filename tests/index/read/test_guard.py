"""Readers that do all the harm they can, in real processes, and what is left of it."""

from __future__ import annotations

import logging
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import UnreadableError
from index.read import guard
from index.read.confine import Limits
from index.read.format import Extracted
from index.read.guard import missing_protections, read_guarded
from index.types import Block, BlockKind, Span

MIB = 1 << 20
SMALL = Limits(memory=256 * MIB, cpu_seconds=5, wall_seconds=30, reply_bytes=1_000_000)
FAILED = (
    "“plan.txt” can't be read: the reader failed on it. Save it in another format and add that; "
    "the log tells the operator why."
)
CRASHED = (
    "“plan.txt” can't be read: its reader crashed, or ran out of memory. "
    "Split it into smaller files, or export it anew and add that."
)
TOO_MUCH_MEMORY = (
    "“plan.txt” takes more memory to read than the 256 MiB that a file may. "
    "Split it into smaller files, or export it anew and add that."
)
TOO_MUCH_TEXT = (
    "“plan.txt” holds more text than the 1 MB that a file may. Split it into smaller files."
)
STOPPED = (
    "“plan.txt” can't be read: the system stopped its reader, as it does when memory runs short. "
    "Add it again later, or split it into smaller files."
)
LOCKED_FILES = "closed files (Landlock)"
LOCKED_CALLS = "closed system calls (seccomp)"
OWN_NETWORK = "a network of its own"
linux = pytest.mark.skipif(sys.platform != "linux", reason="the protections are Linux's")


def read(reader: str, data: bytes = b"", limits: Limits = SMALL) -> str:
    """The text that a hostile reader gives."""
    module = "tests.made.hostile_readers"
    return read_guarded("txt", "plan.txt", data, limits, reader=(module, reader)).text


def refusal(reader: str, data: bytes = b"", limits: Limits = SMALL) -> str:
    """The sentence that a hostile reader ends in."""
    with pytest.raises(UnreadableError) as caught:
        read(reader, data, limits)
    return str(caught.value)


def needs(protection: str) -> None:
    """Skip the test where the system lacks a protection."""
    if protection in missing_protections():
        pytest.skip(f"this system lacks {protection}")


def wait_for_end(process: int) -> bool:
    """Whether a process that isn't this one's child has ended, or does so within ten seconds."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], 10)[0])
    finally:
        os.close(watched)


def test_a_reader_gets_the_name_and_the_bytes_and_its_answer_comes_back() -> None:
    answer = read_guarded(
        "txt",
        "plän\n“2”.txt",
        "Zwölf Lampen\n".encode(),
        reader=("tests.made.hostile_readers", "echo"),
    )
    text = "plän\n“2”.txt: Zwölf Lampen\n"
    assert answer == Extracted(
        title=None, text=text, blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    )


def test_a_large_file_arrives_whole() -> None:
    assert read("count", bytes(20 * MIB)) == "20971520 bytes"


def test_a_refusal_reaches_the_person_as_the_reader_says_it() -> None:
    assert refusal("refuse") == (
        "“plan.txt” is protected by a password. Remove it and add it again."
    )


@pytest.mark.parametrize(
    ("reader", "sentence", "logged"),
    [
        ("fail", FAILED, "KeyError: 'a bug of the reader'"),
        ("fail_with_half_a_character", FAILED, "The reader failed on “plan.txt”:\nTraceback"),
        ("answer_nothing", FAILED, "AttributeError: 'NoneType' object has no attribute 'title'"),
        ("answer_half_a_character", FAILED, "surrogates not allowed"),
        ("answer_overlapping_blocks", FAILED, "blocks overlap or go backwards"),
        ("recurse", FAILED, "RecursionError: maximum recursion depth exceeded"),
        ("exit_politely", FAILED, "SystemExit: 3"),
        ("exit_at_once", FAILED, "exited with status 3 and answered with 0 bytes"),
        ("no_such_reader", FAILED, "has no attribute 'no_such_reader'"),
        ("crash", CRASHED, "was ended by SIGSEGV"),
        ("abort", CRASHED, "was ended by SIGABRT"),
        ("abort", CRASHED, "hostile_readers.py"),  # where it stood
        ("close_everything", STOPPED, "was ended by SIGKILL"),
    ],
)
def test_every_failure_is_a_sentence_and_a_line_in_the_log(
    reader: str, sentence: str, logged: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert refusal(reader) == sentence
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "“plan.txt”" in record.getMessage()
    assert logged in record.getMessage()


def test_a_reader_that_isnt_there_does_not_leave_the_bytes_stuck_in_the_pipe() -> None:
    assert refusal("no_such_reader", bytes(20 * MIB)) == FAILED


@pytest.mark.parametrize(
    "garbage", [b"no JSON", b'{"refused":"no"', b"[1]", b'{"text":"\\ud800"}', b"\xff"]
)
def test_a_reply_that_is_none_is_a_failure(garbage: bytes) -> None:
    assert refusal("answer_garbage", garbage) == FAILED


def test_memory_ends() -> None:
    assert refusal("eat_memory") == TOO_MUCH_MEMORY


def test_a_reader_that_works_for_too_long_is_stopped() -> None:
    assert refusal("spin", limits=Limits(cpu_seconds=1)) == (
        "“plan.txt” took longer than 1 second to read and was stopped. "
        "Split it into smaller files, or export it anew and add that."
    )


@pytest.mark.parametrize("reader", ["sleep", "print_for_ever"])
def test_a_reader_that_takes_too_long_is_stopped(reader: str) -> None:
    assert refusal(reader, limits=Limits(wall_seconds=0.75)) == (
        "“plan.txt” took longer than 0.75 seconds to read and was stopped. "
        "Split it into smaller files, or export it anew and add that."
    )


@pytest.mark.parametrize("reader", ["answer_at_length", "write_past_the_limit"])
def test_a_reply_that_is_too_long_is_cut_off(reader: str) -> None:
    assert refusal(reader, limits=Limits(reply_bytes=1_000_000)) == TOO_MUCH_TEXT


def test_no_more_is_kept_of_a_reply_or_a_log_than_the_limits_say() -> None:
    limits = Limits(reply_bytes=100_000, wall_seconds=0.75)
    module = "tests.made.hostile_readers"
    ending = guard._run((module, "write_past_the_limit"), (b'""\n', b""), limits)
    assert ending.long
    assert 100_000 < len(ending.reply) <= 100_000 + guard.PIECE
    ending = guard._run((module, "print_for_ever"), (b'""\n', b""), limits)
    assert ending.late
    assert ending.log == b"x" * guard.LOG_BYTES


def test_what_a_reader_prints_is_the_operators(caplog: pytest.LogCaptureFixture) -> None:
    assert read("print_garbage") == "read all the same"
    assert caplog.record_tuples == [
        (
            "index.read.guard",
            logging.WARNING,
            "While reading “plan.txt”:\nto the output\nto the errors: \\xff\n",
        )
    ]


@linux
def test_the_process_has_its_limits_and_nothing_of_this_ones() -> None:
    limits = {
        "AS": (256 * MIB, 256 * MIB),
        "CPU": (5, 6),
        "FSIZE": (0, 0),
        "NOFILE": (64, 64),
        "NPROC": (0, 0),
        "CORE": (0, 0),
    }
    assert read("show_state") == repr((limits, True, "/"))


@linux
def test_the_token_is_not_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "made-up")
    assert read("show_environment") == "['LC_CTYPE']"  # which Python sets itself


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that nobody is to reach."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.setblocking(False)
        yield server


@linux
def test_this_machines_network_is_out_of_reach(listener: socket.socket) -> None:
    if {LOCKED_CALLS, OWN_NETWORK} <= set(missing_protections()):
        pytest.skip("this system closes no network")
    port = str(listener.getsockname()[1]).encode()
    assert read("connect", port).startswith("refused: ")
    with pytest.raises(BlockingIOError):
        listener.accept()


@linux
def test_the_network_is_another_one() -> None:
    needs(OWN_NETWORK)
    other = read("show_network")
    assert other.startswith("net:[")
    assert other != str(Path("/proc/self/ns/net").readlink())


@linux
@pytest.mark.parametrize("reader", ["fork", "execute"])
def test_nothing_can_be_started(reader: str) -> None:
    needs(LOCKED_CALLS)
    assert read(reader) == "refused: PermissionError"


@linux
def test_no_thread_can_be_started() -> None:
    needs(LOCKED_CALLS)
    assert read("start_thread") == "refused: can't start new thread"


@linux
def test_nothing_can_be_signalled() -> None:
    needs(LOCKED_CALLS)
    assert read("signal_another", str(os.getpid()).encode()) == "refused: PermissionError"


@linux
def test_a_library_can_be_read_and_nothing_of_the_persons() -> None:
    needs(LOCKED_FILES)
    assert read("read_file", os.__file__.encode()).startswith("done: b")
    settings = guard.ROOT / "pyproject.toml"
    assert settings.is_file()
    assert read("read_file", str(settings).encode()) == "refused: PermissionError"
    environment = f"/proc/{os.getpid()}/environ"
    assert read("read_file", environment.encode()) == "refused: PermissionError"


@linux
def test_no_file_can_be_written_changed_or_deleted(tmp_path: Path) -> None:
    needs(LOCKED_FILES)
    mine = tmp_path / "mine.txt"
    mine.write_bytes(b"kept")
    new = tmp_path / "new.txt"
    for reader, path in (("write_file", mine), ("write_file", new), ("delete_file", mine)):
        assert read(reader, str(path).encode()) == "refused: PermissionError"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"mine.txt": b"kept"}


@linux
def test_files_are_counted() -> None:
    assert read("open_many_files") == "refused: OSError"


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_reader_ends_with_the_process_that_started_it(how: signal.Signals) -> None:
    if "an end with its parent" in missing_protections() and how is not signal.SIGINT:
        pytest.skip("this system doesn't end processes with their parents")
    bot = subprocess.Popen(
        [
            sys.executable,
            "-c",
            # Whoever runs the tests in the background may have had SIGINT ignored.
            "import signal\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from index.read import guard\n"
            "guard._log = lambda pipe, log: print(pipe.read(20).decode(), flush=True)\n"
            "reader = ('tests.made.hostile_readers', 'announce_and_sleep')\n"
            "guard.read_guarded('txt', 'x', b'', reader=reader)",
        ],
        cwd=guard.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with bot:
        assert bot.stdout
        reader = int(bot.stdout.readline())
        bot.send_signal(how)
        assert wait_for_end(reader)


@linux
def test_all_that_a_reader_started_is_killed_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    # Not shut in, or nothing could be started.
    unconfined = (
        "import os, time\n"
        "started = os.fork()\n"
        "if started: os.write(1, str(started).encode())\n"
        "else: time.sleep(3600)"
    )
    monkeypatch.setattr(guard, "START", unconfined)
    ending = guard._run(None, (), Limits(wall_seconds=0.5))
    assert ending.late
    assert wait_for_end(int(ending.reply))


def test_four_are_read_at_once() -> None:
    jobs = [("echo", str(number).encode()) for number in range(4)] + [
        ("crash", b""),
        ("fail", b""),
        ("eat_memory", b""),
        ("write_past_the_limit", b""),
    ]

    def outcome(job: tuple[str, bytes]) -> str:
        try:
            return read(*job)
        except UnreadableError as error:
            return str(error)

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(outcome, jobs))
    assert outcomes == [
        *(f"plan.txt: {number}" for number in range(4)),
        CRASHED,
        FAILED,
        TOO_MUCH_MEMORY,
        TOO_MUCH_TEXT,
    ]


def test_a_process_that_cant_be_started_is_said_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert refusal("echo") == (
        "“plan.txt” can't be read now: no process could be started for it. "
        "Add it again in a few minutes."
    )
    assert missing_protections.__wrapped__() == ("a process to read in",)


@linux
def test_another_system_reads_with_the_protections_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend = "import index.read.kernel, sys; sys.platform = 'darwin'\n"
    begin, _, rest = guard.START.partition("from")
    monkeypatch.setattr(guard, "START", f"{begin}{pretend}from{rest}")
    assert missing_protections.__wrapped__() == (
        "no new privileges",
        OWN_NETWORK,
        "an end with its parent",
        "dropped capabilities",
        LOCKED_FILES,
        LOCKED_CALLS,
    )
    assert read("echo", b"read") == "plan.txt: read"
