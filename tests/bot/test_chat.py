"""A conversation: lines in, answers out."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.chat import GREETING, HISTORY_NAME, _prompt, converse, talk
from bot.terminal import Screen
from tests.bot.scripted import LAMP_TEXT, Done, ScriptedLibraries, footnote


def test_chat_answers_what_is_piped_into_it(libraries: ScriptedLibraries) -> None:
    done = footnote("chat", stdin="\nhow?\n/help\n/dance now\nlong\n/quit\nnever?\n")
    assert done == Done(
        0,
        f"{LAMP_TEXT}\n"
        "Type a question and press Enter. “And in 2006?”, “why?” follow the last one.\n"
        "/help   this text\n"
        "/quit   end; Ctrl-D does the same\n"
        "Up and Ctrl-R bring back earlier questions.\n",
        "footnote: There is no command /dance. /help lists them.\n"
        "footnote: The question is too long: 1,001 characters. Ask shorter.\n",
    )
    assert libraries.library.calls == [("ask", "how?", 3), ("ask", "long", 3)]
    assert footnote("chat", stdin="how?") == Done(0, f"{LAMP_TEXT}\n", "")


def test_chat_needs_documents(libraries: ScriptedLibraries) -> None:
    libraries.library.count = 0
    assert footnote("chat", stdin="how?\n") == Done(
        3, "", "footnote: The library holds no documents. Run: footnote add corpus\n"
    )


def test_chat_at_a_terminal_greets_warms_up_and_prompts(
    libraries: ScriptedLibraries,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(Screen, "interactive", True)
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes standard error for a terminal
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Screen()
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("how?\r/quit\r")
        talk(libraries, screen, folder=home, quotes=2)
    said = capsys.readouterr()
    assert said.out.startswith(f"\x1b[2m{GREETING}\x1b[0m\n“Lamps may be returned")
    assert "Loading the model…" in said.err
    assert libraries.warmed == 1
    assert libraries.library.calls == [("ask", "how?", 2)]
    assert "+how?\n" in (home / HISTORY_NAME).read_text(encoding="utf-8")


def test_ctrl_c_at_the_prompt_gives_up_the_line_only(
    libraries: ScriptedLibraries, home: Path
) -> None:
    script: list[str | BaseException] = ["how?", KeyboardInterrupt(), "none", EOFError()]
    lines = iter(script)

    def read() -> str:
        line = next(lines)
        if isinstance(line, BaseException):
            raise line
        return line

    converse(libraries.library, read, Screen(), quotes=1)
    assert libraries.library.calls == [("ask", "how?", 1), ("ask", "none", 1)]


def test_the_prompt_keeps_a_history_for_its_owner_alone(home: Path) -> None:
    history = home / HISTORY_NAME
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        read = _prompt(history)
        keys.send_text("how?\r")
        assert read() == "how?"
        keys.send_text("\x1b[A\r")  # up: the question before
        assert read() == "how?"
        keys.send_text("\x03")
        with pytest.raises(KeyboardInterrupt):
            read()
        keys.send_text("\x04")
        with pytest.raises(EOFError):
            read()
    assert "+how?" in history.read_text(encoding="utf-8")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_a_follow_up_is_searched_in_the_light_of_the_question_before(
    libraries: ScriptedLibraries,
) -> None:
    done = footnote("chat", stdin="What did the shop earn in 2005?\nand in 2006?\nWhy?\n")
    assert [line for line in done.out.splitlines() if line.startswith("Searched")] == [
        "Searched for: What did the shop earn in 2006?",
        "Searched for: Why did the shop earn in 2006?",
    ]
    assert libraries.library.calls == [
        ("ask", "What did the shop earn in 2005?", 3),
        ("ask", "What did the shop earn in 2006?", 3),
        ("ask", "Why did the shop earn in 2006?", 3),
    ]
