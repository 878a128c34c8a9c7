"""What the person, the log and the exit code say when something goes wrong."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import Settings
from tests.bot.scripted import PROGRAM, TOKEN, Done, ScriptedLibraries, child_environment, footnote

pytestmark = pytest.mark.usefixtures("home")


def test_a_bug_is_one_line_and_its_traceback_is_in_the_log(
    libraries: ScriptedLibraries, home: Path
) -> None:
    libraries.library.raises = ZeroDivisionError("two\nlines")
    done = footnote("--data", "lib", "ask", "how?")
    log = home / "lib" / "footnote.log"
    assert done == Done(
        70,
        "",
        "footnote: this is a bug in Footnote: ZeroDivisionError: two lines. "
        f"The full story is in {log}\n",
    )
    text = log.read_text(encoding="utf-8")
    assert "CRITICAL bot.faults: A bug: this should not have happened.\nTraceback" in text
    assert text.endswith("ZeroDivisionError: two\nlines\n")
    assert libraries.closed == 1


def test_a_bug_before_the_settings_are_known_is_logged_too(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def broken() -> Settings:
        raise ZeroDivisionError

    monkeypatch.setattr(Settings, "load", broken)
    assert footnote("--data", "lib", "status").err == (
        "footnote: this is a bug in Footnote: ZeroDivisionError. "
        f"The full story is in {home / 'lib' / 'footnote.log'}\n"
    )
    assert "ZeroDivisionError" in (home / "lib" / "footnote.log").read_text()


def test_a_bug_that_cannot_be_logged_is_told_in_full(
    libraries: ScriptedLibraries, home: Path
) -> None:
    (home / "lib").write_text("a file where the folder should be")
    libraries.library.raises = ZeroDivisionError("oh")
    done = footnote("--data", "lib", "ask", "how?")
    assert (done.code, done.out) == (70, "")
    assert done.err.startswith(
        "footnote: this is a bug in Footnote: ZeroDivisionError: oh. "
        "No log could be written; here it is:\nTraceback (most recent call last):\n"
    )
    assert done.err.endswith("ZeroDivisionError: oh\n\n")


def test_no_log_is_written_when_nothing_is_logged(libraries: ScriptedLibraries, home: Path) -> None:
    assert footnote("ask", "how?").code == 0
    assert list(home.iterdir()) == []


def test_the_token_is_kept_out_of_log_and_terminal(
    libraries: ScriptedLibraries, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    libraries.library.raises = ZeroDivisionError(f"with {TOKEN}")
    done = footnote("ask", "how?")
    assert done.err.startswith(
        "footnote: this is a bug in Footnote: ZeroDivisionError: with [token]. "
    )
    text = (home / ".footnote" / "footnote.log").read_text()
    assert "ZeroDivisionError: with [token]" in text
    assert TOKEN not in text + done.err


def test_logging_is_left_as_it_was(libraries: ScriptedLibraries) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    footnote("status")
    libraries.library.raises = ZeroDivisionError()
    footnote("ask", "how?")
    assert (root.level, list(root.handlers)) == before


def test_ctrl_c_is_130(libraries: ScriptedLibraries) -> None:
    libraries.library.raises = KeyboardInterrupt()
    assert footnote("ask", "how?") == Done(130, "", "")
    assert libraries.closed == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's ever full device")
@pytest.mark.parametrize("option", [[], ["--json"]])
def test_a_full_disk_is_one_line(option: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", PROGRAM, "ask", "how?", *option],
            env=child_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        3,
        "footnote: The output can't be written: No space left on device. Send it somewhere else.\n",
    )


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_a_closed_pipe_is_quiet(option: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROGRAM, "ask", "how?", *option],
        env=child_environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")
