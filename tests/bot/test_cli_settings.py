"""Settings of a server and what is kept about people, at the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.server_settings import NAMES
from index.libraries import Libraries
from index.store import Store
from index.types import OPERATOR
from tests.bot.lamp_shop import HOW_LONG, VOUCHERS, encoder, stock

SHOWN = """\
channels        all  (default)
panels          none  (default)
forums          none  (default)
managers        none  (default)
keep_days       90  (default)
keep_questions  yes  (default)
silence         balanced  (default)
language        discord  (default)
"""


@pytest.fixture
def libraries(home: Path, monkeypatch: pytest.MonkeyPatch) -> Libraries:
    """The lamp shop's, opened once and for all commands."""
    copytree(stock().name, home / ".footnote")
    opened = Libraries(
        Store(home / ".footnote"), encoder(), min_evidence=0.28, max_file_bytes=1 << 20
    )
    monkeypatch.setattr(opened, "close", lambda: None)
    monkeypatch.setattr(Libraries, "open", lambda folder, **settings: opened)
    return opened


def settings_of(libraries: Libraries, server_id: int) -> dict[str, Any]:
    """What a server has chosen, without what else is known of it."""
    stored = libraries.server(server_id).settings.all()
    return {name: stored[name] for name in NAMES if name in stored}


def run(*words: str, code: int = 0) -> tuple[str, str]:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_settings_are_shown_changed_and_taken_back(libraries: Libraries) -> None:
    assert run("settings", "--server", "1") == (SHOWN, "")

    assert run("settings", "set", "channels", "7, 8", "--server", "1") == (
        "channels is 7, 8.\n",
        "",
    )
    assert run("settings", "set", "silence", "strict", "--server", "1", "--json") == (
        '{"changed": {"silence": "strict"}}\n',
        "",
    )
    assert run("settings", "set", "silence", "strict", "--server", "1") == (
        "Nothing has changed.\n",
        "",
    )
    out, _ = run("settings", "--server", "1", "--json")
    assert json.loads(out)["chosen"] == ["channels", "silence"]
    assert run("settings", "set", "silence", "default", "--server", "1") == (
        "silence is balanced.\n",
        "",
    )
    out, _ = run("settings", "--server", "1")
    assert out == SHOWN.replace("all  (default)", "7, 8")
    assert run("settings", "--server", "2") == (SHOWN, "")
    assert [each.what for each in libraries.events()][-3:] == [
        'set channels to ["7", "8"]',
        'set silence to "strict"',
        "take back setting silence",
    ]


def test_a_wrong_name_or_value_changes_nothing(libraries: Libraries) -> None:
    assert run("settings", "set", "keepdays", "9", "--server", "1", code=3) == (
        "",
        "footnote: “keepdays” is not a setting; did you mean “keep_days”?\n",
    )
    assert run("settings", "set", "keepdays", "default", "--server", "1", code=3)[1] == (
        "footnote: “keepdays” is not a setting; did you mean “keep_days”?\n"
    )
    _, told = run("settings", "set", "silence", "2", "--server", "1", code=3)
    assert told == (
        "footnote: “silence” is “2” and must be strict, balanced, generous, or a number from 0 to "
        "1.\n"
    )
    assert settings_of(libraries, 1) == {}


def test_a_file_of_settings_goes_out_and_comes_in_whole_or_not_at_all(
    libraries: Libraries, home: Path
) -> None:
    run("settings", "set", "channels", "7", "--server", "1")
    run("settings", "set", "keep_days", "30", "--server", "1")
    file = home / "out.json"

    assert run("settings", "export", "out.json", "--server", "1") == (
        "",
        "footnote: The settings are in out.json.\n",
    )
    assert run("settings", "export", "out.json", "--server", "1", code=3)[1] == (
        "footnote: out.json exists already. Name a new file.\n"
    )
    run("settings", "set", "language", "de", "--server", "2")
    assert run("settings", "import", "out.json", "--server", "2") == (
        "channels is 7.\nkeep_days is 30.\nlanguage is discord.\n",
        "",
    )
    before = settings_of(libraries, 2)
    assert before == settings_of(libraries, 1) == {"channels": ["7"], "keep_days": 30}

    file.write_text('{"footnote_settings": 1, "settings": {"keep_days": 5, "silence": "loud"}}')
    assert run("settings", "import", "out.json", "--server", "2", code=3)[1] == (
        "footnote: “silence” is “loud” and must be strict, balanced, generous, or a number from 0 "
        "to 1.\n"
    )
    assert settings_of(libraries, 2) == before
    assert run("settings", "import", "none.json", "--server", "2", code=3)[1] == (
        "footnote: none.json can't be read: No such file or directory. Name another.\n"
    )


def test_a_member_is_shown_and_forgotten(libraries: Libraries) -> None:
    answer = libraries.server(1).ask(HOW_LONG, who="discord:5")
    libraries.shared.ask(VOUCHERS, who="discord:5")

    out, _ = run("privacy", "show", "<@5>")
    assert [each["question"] for each in json.loads(out)["questions"]] == [HOW_LONG, VOUCHERS]

    assert CliRunner().invoke(app, ["privacy", "forget", "5"], input="n\n").exit_code == 1
    assert libraries.server(1).kept.answered(answer.id, OPERATOR).who == "discord:5"
    assert run("privacy", "forget", "5", "--yes") == (
        "discord:5 is forgotten: 2 questions, 0 feedback, 0 waiting, 0 files, 0 jobs, 0 changes.\n",
        "",
    )
    out, _ = run("privacy", "show", "discord:5")
    assert not any(json.loads(out).values())
    assert run("privacy", "show", "ann", code=3)[1] == (
        "footnote: “ann” is no member's number. On Discord: Developer Mode, then Copy User ID.\n"
    )


def test_what_is_kept_for_too_long_is_let_go_of(libraries: Libraries) -> None:
    answer = libraries.server(1).ask(HOW_LONG, who="discord:5")
    libraries.answers.flush()
    with libraries.store.writing() as writer:
        writer.update("answer", (answer.id,), at=1000.0)
    young = libraries.server(1).ask(HOW_LONG, who="discord:5")

    run("settings", "set", "keep_days", "0", "--server", "1")
    assert run("privacy", "purge") == ("Let go of: nothing.\n", "")
    run("settings", "set", "keep_days", "default", "--server", "1")

    assert run("privacy", "purge") == ("Let go of: nothing.\n", "")  # the change did it
    assert libraries.server(1).kept.answered(young.id, OPERATOR).who == "discord:5"
    questions = libraries.privacy.show("discord:5")["questions"]
    assert [each["answer"] for each in questions] == [young.id]
