"""Settings. The only file that reads the environment and `.env`.

Nothing is read when this file is imported: `Settings.load()` reads, `Settings()` is the defaults.
"""

from __future__ import annotations

import difflib
import io
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Self

from dotenv.parser import Binding, parse_stream
from pydantic import BeforeValidator, Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from index.errors import FootnoteError
from index.types import SILENCE

_OURS = "FOOTNOTE_"
MAX_SNOWFLAKE = 2**63 - 1  # Discord's: its numbers are 64 bits wide and stay positive
_MIB = 1024 * 1024
_WORD = "[!-~]+"  # visible ASCII
# A host name, an IPv4 address or an IPv6 address in brackets, and a port.
_ADDRESS = r"^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}$"


class SettingsError(FootnoteError):
    """Settings that are unknown or wrong."""


class _Given(NamedTuple):
    """A value as somebody wrote it, and where."""

    value: str
    place: str


def _home(value: object) -> object:
    """Let `~` stand for the home folder in `.env` too, where no shell replaces it."""
    try:
        return Path(value).expanduser() if isinstance(value, str | Path) else value
    except RuntimeError as error:  # `~nobody`
        raise ValueError(str(error)) from error


def _numbers(value: object) -> object:
    """Numbers with commas between, as they are written in the environment."""
    return [each.strip() for each in value.split(",")] if isinstance(value, str) else value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _token(value: object) -> object:
    """Strip a token that was pasted with white space around it, and refuse what can't be one."""
    if isinstance(value, str):
        value = value.strip()
        if not re.fullmatch(_WORD, value):
            raise ValueError("not a token")
    return value


_Word = Annotated[str, StringConstraints(strip_whitespace=True, pattern=f"^{_WORD}$")]


class Settings(BaseSettings):
    """What whoever runs Footnote may choose.

    A field's validation alias is its name in the environment, its description what a value must be.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=True
    )

    discord_token: Annotated[
        SecretStr | None,
        BeforeValidator(_token),
        Field(
            validation_alias="DISCORD_TOKEN", description="the bot's token, without spaces in it"
        ),
    ] = None
    data: Annotated[
        Path,
        BeforeValidator(_home),
        Field(validation_alias="FOOTNOTE_DATA", description="a folder that can be found"),
    ] = Path(".footnote")
    model: Annotated[
        _Word,
        Field(
            validation_alias="FOOTNOTE_MODEL", description="a model's name, without spaces in it"
        ),
    ] = "all-MiniLM-L6-v2"
    reader: Annotated[
        _Word,
        Field(
            validation_alias="FOOTNOTE_READER",
            description="built-in, off, or a cross-encoder's name, without spaces in it",
        ),
    ] = "off"
    quotes: Annotated[
        int,
        Field(
            validation_alias="FOOTNOTE_QUOTES", ge=1, le=5, description="a whole number from 1 to 5"
        ),
    ] = 3
    silence: Annotated[
        Literal["strict", "balanced", "generous"] | Annotated[float, Field(ge=0, le=1)],
        Field(
            validation_alias="FOOTNOTE_SILENCE",
            description="strict, balanced, generous, or a number from 0 to 1",
        ),
    ] = "balanced"
    max_file_mib: Annotated[
        int,
        Field(
            validation_alias="FOOTNOTE_MAX_FILE_MIB",
            ge=1,
            le=500,
            description="a whole number from 1 to 500",
        ),
    ] = 10
    manager_role: Annotated[
        int | None,
        Field(
            validation_alias="FOOTNOTE_MANAGER_ROLE",
            ge=1,
            le=MAX_SNOWFLAKE,
            description="a role's number (in Discord: Developer Mode, then Copy Role ID)",
        ),
    ] = None
    forums: Annotated[
        frozenset[Annotated[int, Field(ge=1, le=MAX_SNOWFLAKE)]],
        BeforeValidator(_numbers),
        Field(
            validation_alias="FOOTNOTE_FORUMS",
            description="channels' numbers with commas between (Developer Mode, Copy Channel ID)",
        ),
    ] = frozenset()
    channels: Annotated[
        frozenset[Annotated[int, Field(ge=1, le=MAX_SNOWFLAKE)]],
        BeforeValidator(_numbers),
        Field(
            validation_alias="FOOTNOTE_CHANNELS",
            description="channels' numbers with commas between (Developer Mode, Copy Channel ID)",
        ),
    ] = frozenset()
    keep_days: Annotated[
        int,
        Field(
            validation_alias="FOOTNOTE_KEEP_DAYS",
            ge=0,
            le=36_500,
            description="a whole number from 0 (for ever) to 36500",
        ),
    ] = 90
    member_rate: Annotated[
        int,
        Field(
            validation_alias="FOOTNOTE_MEMBER_RATE",
            ge=1,
            le=600,
            description="a whole number from 1 to 600",
        ),
    ] = 6
    server_rate: Annotated[
        int,
        Field(
            validation_alias="FOOTNOTE_SERVER_RATE",
            ge=1,
            le=6000,
            description="a whole number from 1 to 6000",
        ),
    ] = 60
    allow_urls: Annotated[
        bool, Field(validation_alias="FOOTNOTE_ALLOW_URLS", description="true or false")
    ] = False
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(_upper),
        Field(validation_alias="FOOTNOTE_LOG_LEVEL", description="DEBUG, INFO, WARNING or ERROR"),
    ] = "INFO"
    log: Annotated[
        Literal["text", "json"],
        Field(validation_alias="FOOTNOTE_LOG", description="text or json"),
    ] = "text"
    log_questions: Annotated[
        bool, Field(validation_alias="FOOTNOTE_LOG_QUESTIONS", description="true or false")
    ] = False
    metrics: Annotated[
        str | None,
        StringConstraints(strip_whitespace=True, pattern=_ADDRESS),
        Field(
            validation_alias="FOOTNOTE_METRICS",
            description="an address and a port, such as 127.0.0.1:9400",
        ),
    ] = None
    metrics_servers: Annotated[
        bool, Field(validation_alias="FOOTNOTE_METRICS_SERVERS", description="true or false")
    ] = False
    servers: Annotated[
        frozenset[Annotated[int, Field(ge=1, le=MAX_SNOWFLAKE)]],
        BeforeValidator(_numbers),
        Field(
            validation_alias="FOOTNOTE_SERVERS",
            description="servers' numbers with commas between (Developer Mode, Copy Server ID)",
        ),
    ] = frozenset()
    leave_grace_days: Annotated[
        int,
        Field(
            validation_alias="FOOTNOTE_LEAVE_GRACE_DAYS",
            ge=1,
            le=3650,
            description="a whole number from 1 to 3650",
        ),
    ] = 30

    @property
    def min_evidence(self) -> float:
        """The evidence under which the documents don't say."""
        return self.silence if isinstance(self.silence, float) else SILENCE[self.silence]

    @property
    def max_file_bytes(self) -> int:
        """The size over which a file is refused."""
        return self.max_file_mib * _MIB

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from the constructor alone: `load` decides what it is given."""
        return (init_settings,)

    @classmethod
    def load(
        cls, environ: Mapping[str, str] | None = None, env_file: Path | None = Path(".env")
    ) -> Self:
        """Read the environment and, below it, `env_file`; an empty value counts as not set.

        Raises:
            SettingsError: a `FOOTNOTE_…` name is unknown, a value is wrong, or `env_file` can't
                be read. The message is one line and names them all.
        """
        given = dict(_read_env_file(env_file)) if env_file is not None else {}
        for name, value in (os.environ if environ is None else environ).items():
            if value.strip():
                given[name] = _Given(value, "the environment")
        faults = list(_unknown(given))
        known = {name: given[name].value for name in setting_names() if name in given}
        try:
            settings = cls.model_validate(known)
        except ValidationError as error:
            faults += _wrong(error, given)
        # Outside the handler: the error in it holds the values, and the token may be among them.
        if faults:
            raise SettingsError(" ".join(faults))
        return settings


def notify_socket() -> str | None:
    """Where systemd wants to hear how the service is; None where it doesn't run the program."""
    return os.environ.get("NOTIFY_SOCKET") or None


def setting_names() -> tuple[str, ...]:
    """The names of all settings, as they are written in the environment and in `.env`."""
    return tuple(str(field.validation_alias) for field in Settings.model_fields.values())


def _read_env_file(path: Path) -> Iterator[tuple[str, _Given]]:
    """The names and values of an `.env` file, if there is one."""
    try:
        # A folder of that name is somebody's virtual environment.
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    except OSError as error:
        raise SettingsError(
            f"{path} can't be read: {error.strerror}. Make it readable, or remove it."
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} isn't UTF-8 text. Save it as UTF-8.") from error
    for binding in parse_stream(io.StringIO(text)):
        if binding.error or (binding.key is not None and binding.value is None):
            # The line itself may hold the token, so it is not repeated.
            raise SettingsError(f"{path}, line {_line(binding)}: write it as NAME=value.")
        if binding.key is not None and binding.value and binding.value.strip():
            yield binding.key, _Given(binding.value, str(path))


def _line(binding: Binding) -> int:
    """The line that a binding stands in, past the blank lines that the parser counts to it."""
    text = binding.original.string
    return binding.original.line + text[: len(text) - len(text.lstrip())].count("\n")


def _unknown(given: Mapping[str, _Given]) -> Iterator[str]:
    """A sentence for each name that looks like ours and is no setting."""
    names = {name.partition("_")[2]: name for name in setting_names()}
    for name in sorted(given):
        if name.upper().startswith(_OURS) and name not in names.values():
            close = difflib.get_close_matches(name.upper().removeprefix(_OURS), names, n=1)
            meant = f"did you mean {names[close[0]]}?" if close else ""
            remedy = meant or "the settings are in .env.example."
            # Its value stays unsaid: it may be a token under a wrong name.
            yield f"{name} in {given[name].place} is not a setting; {remedy}"


def _wrong(error: ValidationError, given: Mapping[str, _Given]) -> Iterator[str]:
    """A sentence for each setting whose value can't be used."""
    must_be = {
        field.validation_alias: field.description for field in Settings.model_fields.values()
    }
    # A value that may be of several types has a fault for each of them.
    for name in dict.fromkeys(str(fault["loc"][0]) for fault in error.errors()):
        value, place = given[name]
        shown = "" if name == "DISCORD_TOKEN" else f" is {value!r} and"
        yield f"{name} in {place}{shown} must be {must_be[name]}."
