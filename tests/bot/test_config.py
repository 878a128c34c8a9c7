"""Settings: a mapping and a file in, values or one line of what is wrong out."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config import Settings, SettingsError, setting_names

TOKEN = "MTIzNDU2.Gabcde.not-a-real-token"
ROOT = Path(__file__).parents[2]

DEFAULTS: dict[str, object] = {
    "discord_token": None,
    "data": Path(".footnote"),
    "model": "all-MiniLM-L6-v2",
    "reader": "off",
    "quotes": 3,
    "silence": "balanced",
    "max_file_mib": 10,
    "manager_role": None,
    "forums": frozenset(),
    "channels": frozenset(),
    "keep_days": 90,
    "member_rate": 6,
    "server_rate": 60,
    "allow_urls": False,
    "log_level": "INFO",
    "log": "text",
    "log_questions": False,
    "metrics": None,
    "metrics_servers": False,
    "servers": frozenset(),
    "leave_grace_days": 30,
}


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_nothing_given_is_the_defaults() -> None:
    assert Settings.load({}, None).model_dump() == DEFAULTS
    assert Settings().model_dump() == DEFAULTS


def test_the_constructor_does_not_read_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_QUOTES", "5")
    assert Settings().quotes == 3
    assert Settings.load(env_file=None).quotes == 5


def test_fields_can_be_given_by_name() -> None:
    assert Settings(quotes=2, data=Path("x")).model_dump() == {
        **DEFAULTS,
        "quotes": 2,
        "data": Path("x"),
    }


def test_every_setting_is_read() -> None:
    environ = {
        "DISCORD_TOKEN": f" {TOKEN} ",
        "FOOTNOTE_DATA": "/srv/library",
        "FOOTNOTE_MODEL": "another-model",
        "FOOTNOTE_READER": "another-reader",
        "FOOTNOTE_QUOTES": "5",
        "FOOTNOTE_SILENCE": "0.25",
        "FOOTNOTE_MAX_FILE_MIB": "500",
        "FOOTNOTE_MANAGER_ROLE": "1234567890123456789",
        "FOOTNOTE_FORUMS": "12, 34",
        "FOOTNOTE_CHANNELS": "56",
        "FOOTNOTE_KEEP_DAYS": "30",
        "FOOTNOTE_MEMBER_RATE": "2",
        "FOOTNOTE_SERVER_RATE": "30",
        "FOOTNOTE_ALLOW_URLS": "true",
        "FOOTNOTE_LOG_LEVEL": "debug",
        "FOOTNOTE_LOG": "json",
        "FOOTNOTE_LOG_QUESTIONS": "true",
        "FOOTNOTE_METRICS": " 127.0.0.1:9400 ",
        "FOOTNOTE_METRICS_SERVERS": "true",
        "FOOTNOTE_SERVERS": "56,78",
        "FOOTNOTE_LEAVE_GRACE_DAYS": "7",
        "HOME": "/root",
    }
    settings = Settings.load(environ, None)
    assert settings.model_dump() == {
        "discord_token": SecretStr(TOKEN),
        "data": Path("/srv/library"),
        "model": "another-model",
        "reader": "another-reader",
        "quotes": 5,
        "silence": 0.25,
        "max_file_mib": 500,
        "manager_role": 1234567890123456789,
        "forums": frozenset({12, 34}),
        "channels": frozenset({56}),
        "keep_days": 30,
        "member_rate": 2,
        "server_rate": 30,
        "allow_urls": True,
        "log_level": "DEBUG",
        "log": "json",
        "log_questions": True,
        "metrics": "127.0.0.1:9400",
        "metrics_servers": True,
        "servers": frozenset({56, 78}),
        "leave_grace_days": 7,
    }
    assert set(environ) - {"HOME"} == set(setting_names())
    assert settings.max_file_bytes == 500 * 1024 * 1024


def test_the_environment_goes_before_the_file(env_file: Path) -> None:
    env_file.write_text("FOOTNOTE_QUOTES=1\nFOOTNOTE_LOG_LEVEL=ERROR\n", encoding="utf-8")
    settings = Settings.load({"FOOTNOTE_QUOTES": "2"}, env_file)
    assert (settings.quotes, settings.log_level) == (2, "ERROR")


def test_an_empty_value_counts_as_not_set(env_file: Path) -> None:
    env_file.write_text("DISCORD_TOKEN=\nFOOTNOTE_QUOTES=4\nFOOTNOTE_MANAGER_ROLE=''\n")
    settings = Settings.load({"FOOTNOTE_QUOTES": " ", "FOOTNOTE_DATA": ""}, env_file)
    assert settings.model_dump() == {**DEFAULTS, "quotes": 4}


@pytest.mark.parametrize(
    "text",
    [
        "FOOTNOTE_DATA=a b\n",
        "\ufeffFOOTNOTE_DATA=a b\r\n",
        "# a comment\n\nexport FOOTNOTE_DATA='a b'\n",
        'FOOTNOTE_DATA="a b" # where it is\nPOSTGRES_DB=x\n',
    ],
)
def test_a_file_may_be_written_in_several_ways(env_file: Path, text: str) -> None:
    env_file.write_bytes(text.encode())
    assert Settings.load({}, env_file).model_dump() == {**DEFAULTS, "data": Path("a b")}


def test_dollar_signs_are_kept(env_file: Path) -> None:
    env_file.write_text("FOOTNOTE_DATA=${HOME}/x\n")
    assert Settings.load({"HOME": "/root"}, env_file).data == Path("${HOME}/x")


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert Settings.load({"FOOTNOTE_DATA": "~/library"}, None).data == Path("/home/ada/library")


def test_no_file_and_a_folder_of_that_name_are_fine(env_file: Path) -> None:
    assert Settings.load({}, env_file).model_dump() == DEFAULTS
    env_file.mkdir()
    assert Settings.load({}, env_file).model_dump() == DEFAULTS


@pytest.mark.parametrize(
    ("name", "value", "must_be"),
    [
        ("FOOTNOTE_QUOTES", "0", "a whole number from 1 to 5"),
        ("FOOTNOTE_QUOTES", "6", "a whole number from 1 to 5"),
        ("FOOTNOTE_QUOTES", "2.5", "a whole number from 1 to 5"),
        ("FOOTNOTE_QUOTES", "three", "a whole number from 1 to 5"),
        ("FOOTNOTE_SILENCE", "1.1", "strict, balanced, generous, or a number from 0 to 1"),
        ("FOOTNOTE_SILENCE", "-0.1", "strict, balanced, generous, or a number from 0 to 1"),
        ("FOOTNOTE_SILENCE", "nan", "strict, balanced, generous, or a number from 0 to 1"),
        ("FOOTNOTE_SILENCE", "0,5", "strict, balanced, generous, or a number from 0 to 1"),
        ("FOOTNOTE_MAX_FILE_MIB", "0", "a whole number from 1 to 500"),
        ("FOOTNOTE_MAX_FILE_MIB", "501", "a whole number from 1 to 500"),
        ("FOOTNOTE_MAX_FILE_MIB", "10MB", "a whole number from 1 to 500"),
        (
            "FOOTNOTE_MANAGER_ROLE",
            "@editors",
            "a role's number (in Discord: Developer Mode, then Copy Role ID)",
        ),
        (
            "FOOTNOTE_MANAGER_ROLE",
            "-1",
            "a role's number (in Discord: Developer Mode, then Copy Role ID)",
        ),
        ("FOOTNOTE_LOG_LEVEL", "loud", "DEBUG, INFO, WARNING or ERROR"),
        ("FOOTNOTE_MODEL", "two\nlines", "a model's name, without spaces in it"),
        ("FOOTNOTE_DATA", "~nobody-of-that-name/x", "a folder that can be found"),
    ],
)
def test_a_wrong_value_is_named_with_its_remedy(name: str, value: str, must_be: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load({name: value}, None)
    assert str(caught.value) == f"{name} in the environment is {value!r} and must be {must_be}."


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "FOOTNOTE_QUOTE",
            "FOOTNOTE_QUOTE in the environment is not a setting; did you mean FOOTNOTE_QUOTES?",
        ),
        (
            "footnote_data",
            "footnote_data in the environment is not a setting; did you mean FOOTNOTE_DATA?",
        ),
        (
            "FOOTNOTE_XYZZY",
            "FOOTNOTE_XYZZY in the environment is not a setting; the settings are in .env.example.",
        ),
    ],
)
def test_an_unknown_name_is_told_without_its_value(name: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load({name: TOKEN}, None)
    assert str(caught.value) == message


def test_all_faults_are_told_in_one_line(env_file: Path) -> None:
    env_file.write_text("FOOTNOTE_QUOTES=9\nFOOTNOTE_TOKEN=x\n")
    with pytest.raises(SettingsError) as caught:
        Settings.load({"FOOTNOTE_LOG_LEVEL": "loud\n", "DISCORD_TOKEN": "a b"}, env_file)
    assert str(caught.value) == (
        f"FOOTNOTE_TOKEN in {env_file} is not a setting; did you mean DISCORD_TOKEN? "
        "DISCORD_TOKEN in the environment must be the bot's token, without spaces in it. "
        f"FOOTNOTE_QUOTES in {env_file} is '9' and must be a whole number from 1 to 5. "
        r"FOOTNOTE_LOG_LEVEL in the environment is 'loud\n' and must be "
        "DEBUG, INFO, WARNING or ERROR."
    )


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (
            f"\n\nDISCORD_TOKEN = {TOKEN}\n\n{TOKEN} x\n".encode(),
            ", line 5: write it as NAME=value.",
        ),
        (b"FOOTNOTE_QUOTES\n", ", line 1: write it as NAME=value."),
        (b"FOOTNOTE_DATA=\xe4\n", " isn't UTF-8 text. Save it as UTF-8."),
    ],
)
def test_a_file_that_cannot_be_understood_is_told(env_file: Path, data: bytes, fault: str) -> None:
    env_file.write_bytes(data)
    with pytest.raises(SettingsError) as caught:
        Settings.load({}, env_file)
    assert str(caught.value) == f"{env_file}{fault}"


def test_a_file_that_cannot_be_read_is_told(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env_file.write_text("")

    def deny(self: Path, encoding: str) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", deny)
    with pytest.raises(SettingsError) as caught:
        Settings.load({}, env_file)
    assert str(caught.value) == (
        f"{env_file} can't be read: Permission denied. Make it readable, or remove it."
    )


def test_the_token_is_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings.load({"DISCORD_TOKEN": TOKEN}, None)
    logging.getLogger(__name__).warning("%s %r", settings, settings)
    shown = [repr(settings), str(settings), settings.model_dump_json(), caplog.text]
    assert all("discord_token" in text and TOKEN not in text for text in shown)
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == TOKEN


def test_no_error_holds_the_token() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load({"DISCORD_TOKEN": f"{TOKEN} {TOKEN}", "FOOTNOTE_QUOTES": "9"}, None)
    assert str(caught.value) == (
        "DISCORD_TOKEN in the environment must be the bot's token, without spaces in it. "
        "FOOTNOTE_QUOTES in the environment is '9' and must be a whole number from 1 to 5."
    )
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def _written(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_the_example_lists_every_setting_with_its_default(env_file: Path) -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    entries = re.findall(r"^# .+\n(\w+)=(.*)$", text, re.MULTILINE)
    assert text.count("\n") == 2 * len(entries)
    defaults = {
        str(field.validation_alias): ""
        if field.default in (None, frozenset())
        else _written(field.default)
        for field in Settings.model_fields.values()
    }
    assert entries == list(defaults.items())
    env_file.write_text(text, encoding="utf-8")
    assert Settings.load({}, env_file) == Settings()


def test_importing_reads_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FOOTNOTE_QUOTES=wrong\n")
    code = (
        "import os\n"
        "from unittest import mock\n"
        "with mock.patch.dict(os.environ, FOOTNOTE_NONSENSE='1'):\n"
        "    import bot.config\n"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
