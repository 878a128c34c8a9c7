"""What is typed in; what is printed, and the exit code, out. The engine is scripted.

`test_cli_walk.py` runs the same commands with the real engine.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from bot import serve
from bot.config import Settings
from index.errors import EmptyLibraryError, FootnoteError
from index.libraries import Libraries
from tests.bot.scripted import (
    LAMP_OBJECT,
    LAMP_TEXT,
    PROGRAM,
    ROOT,
    TOKEN,
    Done,
    ScriptedLibraries,
    child_environment,
    footnote,
)


def test_parts_are_opened_as_the_settings_say_and_closed(
    libraries: ScriptedLibraries, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("FOOTNOTE_QUOTES", "2")
    (home / ".env").write_text("FOOTNOTE_MAX_FILE_MIB=1\nFOOTNOTE_DATA=elsewhere\n")
    assert footnote("ask", "how?").code == 0
    assert footnote("--data", "here", "ask", "how?").code == 0
    opened = {
        "model": "all-MiniLM-L6-v2",
        "reader": "off",
        "min_evidence": 0.28,
        "max_file_bytes": 1024 * 1024,
    }
    assert libraries.opened == [(Path("elsewhere"), opened), (Path("here"), opened)]
    assert libraries.library.calls == [("ask", "how?", 2)] * 2
    assert libraries.closed == 2


def test_a_wrong_setting_is_one_line_and_wrong_use(
    libraries: ScriptedLibraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_QUOTES", "9")
    assert footnote("ask", "how?") == Done(
        2,
        "",
        "footnote: FOOTNOTE_QUOTES in the environment is '9' "
        "and must be a whole number from 1 to 5.\n",
    )
    assert libraries.opened == []


@pytest.mark.parametrize("arguments", [("ask",), ("ask", "a", "b"), ("--nonsense",), ("nonsense",)])
def test_wrong_use_is_2(libraries: ScriptedLibraries, arguments: tuple[str, ...]) -> None:
    done = footnote(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage: footnote" in done.err
    assert libraries.opened == []


def test_help_names_every_command() -> None:
    done = footnote("--help")
    assert done.code == 0
    for command in ("ask", "chat", "add", "remove", "list", "rebuild", "status", "run"):
        assert f"│ {command} " in done.out
        assert footnote(command, "--help").code == 0


def test_the_version() -> None:
    assert footnote("--version") == Done(0, "footnote 0.1.0\n", "")


def test_starting_up_brings_nothing_heavy() -> None:
    heavy = ("torch", "faiss", "discord", "sentence_transformers", "numpy", "pydantic")
    code = f"import sys, bot.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


@pytest.mark.parametrize(
    ("question", "done"),
    [
        ("how?", Done(0, LAMP_TEXT, "")),
        ("none", Done(1, f"The documents don't say.\n\nNearest passages:\n{LAMP_TEXT}", "")),
        (
            "long",
            Done(3, "", "footnote: The question is too long: 1,001 characters. Ask shorter.\n"),
        ),
    ],
)
def test_ask(libraries: ScriptedLibraries, question: str, done: Done) -> None:
    assert footnote("ask", question) == done
    assert libraries.library.calls == [("ask", question, 3)]


@pytest.mark.parametrize(
    ("question", "code", "expected", "err"),
    [
        (
            "wie?ä",
            0,
            {
                "id": "",
                "question": "wie?ä",
                "answered": True,
                "evidence": 0.0,
                "confidence": 0.75,
                "by_words": False,
                "quotes": [LAMP_OBJECT],
                "nearest": [],
                "differences": [],
                "read_as": [],
            },
            "",
        ),
        (
            "none",
            1,
            {
                "id": "",
                "question": "none",
                "answered": False,
                "evidence": 0.0,
                "confidence": 0.25,
                "by_words": False,
                "quotes": [],
                "nearest": [LAMP_OBJECT],
                "differences": [],
                "read_as": [],
            },
            "",
        ),
        (
            "withheld",
            1,
            {
                "id": "",
                "question": "withheld",
                "answered": False,
                "evidence": 0.0,
                "confidence": 0.5,
                "by_words": False,
                "quotes": [],
                "nearest": [],
                "differences": [],
                "read_as": [],
            },
            "footnote: 1 quote was withheld: it no longer stands in the stored document. "
            "Run `footnote rebuild` to read the documents again.\n",
        ),
    ],
)
def test_ask_json(
    libraries: ScriptedLibraries, question: str, code: int, expected: object, err: str
) -> None:
    done = footnote("ask", "--json", question)
    assert (done.code, done.err) == (code, err)
    assert done.out == json.dumps(expected, ensure_ascii=False) + "\n"


def test_ask_reads_questions_from_standard_input(libraries: ScriptedLibraries) -> None:
    done = footnote("ask", "-", stdin="how?\r\n\n  \nlong\n none\nlast?")
    assert done == Done(
        3,
        f"{LAMP_TEXT}\nThe documents don't say.\n\nNearest passages:\n{LAMP_TEXT}\n{LAMP_TEXT}\n",
        "footnote: The question is too long: 1,001 characters. Ask shorter.\n",
    )
    assert libraries.library.calls == [
        ("ask", question, 3) for question in ("how?", "long", "none", "last?")
    ]
    assert footnote("ask", "-", stdin="none\n").code == 0
    assert footnote("ask", "-") == Done(0, "", "")


def test_ask_json_reads_questions_and_goes_on_after_a_failure(
    libraries: ScriptedLibraries,
) -> None:
    done = footnote("ask", "-", "--json", stdin=b"long\nw\xe4r?\n\xc3\xa4?\n")
    assert (done.code, done.err) == (3, "")
    assert [json.loads(line) for line in done.out.splitlines()] == [
        {
            "question": "long",
            "error": "The question is too long: 1,001 characters.\nAsk shorter.",
        },
        {
            "question": "w�r?",
            "error": "The question 'w�r?' isn't valid UTF-8. Set the terminal to UTF-8.",
        },
        {
            "id": "",
            "question": "ä?",
            "answered": True,
            "evidence": 0.0,
            "confidence": 0.75,
            "by_words": False,
            "quotes": [LAMP_OBJECT],
            "nearest": [],
            "differences": [],
            "read_as": [],
        },
    ]


def test_each_question_is_answered_as_it_is_read(libraries: ScriptedLibraries) -> None:
    """The second question is written only after the first answer has come."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROGRAM, "ask", "-", "--json"],
        env=child_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        watchdog = Timer(60, process.kill)  # answers kept back would be waited for forever
        watchdog.start()
        assert process.stdin is not None
        assert process.stdout is not None
        for question in ("one?", "two?"):
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.stdin.close()
        assert process.wait(60) == 0
        watchdog.cancel()


def test_run_without_a_token_says_where_to_get_one(
    libraries: ScriptedLibraries,
) -> None:
    assert footnote("run") == Done(
        2,
        "",
        "footnote: DISCORD_TOKEN is not set. Write DISCORD_TOKEN=… into .env; the token is in "
        "the Discord developer portal (discord.com/developers) → your application → Bot → "
        "Reset Token.\n",
    )
    assert libraries.opened == []


@pytest.mark.parametrize(
    ("fault", "code", "line"),
    [
        (None, 0, ""),
        (FootnoteError("Discord refused the token."), 3, "footnote: Discord refused the token.\n"),
        (EmptyLibraryError("Nothing."), 3, "footnote: Nothing.\n"),
    ],
)
def test_run_starts_the_bot_and_logs_aloud(
    libraries: ScriptedLibraries,
    monkeypatch: pytest.MonkeyPatch,
    home: Path,
    fault: FootnoteError | None,
    code: int,
    line: str,
) -> None:
    started: list[object] = []

    def scripted_run(settings: Settings, libraries: Libraries, *, sync: bool) -> None:
        started.append((settings, libraries))
        logging.getLogger("bot.test").info("Logged in with %s", TOKEN)
        logging.getLogger("bot.test").debug("Too much")
        if fault:
            raise fault

    monkeypatch.setattr(serve, "run", scripted_run)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    done = footnote("run")
    said = "INFO bot.test: Logged in with [token]\n"
    assert (done.code, done.out, done.err[24:]) == (code, "", said + line)
    assert started == [(Settings.load(), libraries)]
    assert (home / ".footnote" / "footnote.log").read_text(encoding="utf-8")[24:] == said
