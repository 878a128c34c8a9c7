"""What a server may choose for itself: names, values, what they must be; as text and as a file.

The operator's settings are the defaults. A name here is the name in the record, in the terminal
and in an exported file; Discord's forms show it in words. Pure, but for the defaults.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.config import MAX_SNOWFLAKE, Settings
from bot.language.speaker import ENGLISH, Speaker
from index.errors import FootnoteError
from index.record.settings import KEEP_QUESTIONS
from index.types import SILENCE

FORMAT = 1  # of an exported file
MOST_CHOSEN = 25  # channels or roles of a setting: as many as Discord's menus take
MOST_DAYS = 36_500
BACK = "default"  # the value by which a setting goes back to the operator's
MANAGERS = "managers"  # who may manage: for those with Manage Server alone to change
NOTHING = ("", "none", "all")  # an empty list, as people write it
DISCORDS = "discord"  # the language that Discord says

_Id = Annotated[int, Field(ge=1, le=MAX_SNOWFLAKE)]
_YES_NO = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a name, a value or a file: a text of the catalogue and its values."""

    key: str
    values: dict[str, str]
    needs: str = ""  # the text that says what a value must be

    def said(self, say: Speaker) -> str:
        """A sentence in somebody's language."""
        needed = {"needed": say(self.needs)} if self.needs else {}
        return say(self.key, **self.values, **needed)


class ServerSettingsError(FootnoteError):
    """Settings of a server that are unknown or wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.said(ENGLISH))

    def said(self, say: Speaker) -> str:
        """A sentence for each fault, in somebody's language."""
        return " ".join(fault.said(say) for fault in self.faults)


def _ids(value: object) -> object:
    """Numbers with commas between, or a list of numbers, which a file may hold as text."""
    if isinstance(value, str):
        value = [] if value.strip().lower() in NOTHING else value.split(",")
    if not isinstance(value, list | tuple | set | frozenset):
        return value
    found = [int(each) if isinstance(each, str) and _digits(each) else each for each in value]
    return frozenset(found) if all(isinstance(each, Hashable) for each in found) else value


def _digits(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdigit()


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and _digits(value) else value


def _yes(value: object) -> object:
    return _YES_NO.get(value.strip().lower(), value) if isinstance(value, str) else value


def _silence(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() not in SILENCE:
        try:
            return float(value)
        except ValueError:
            return value
    return value.strip().lower() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


_Ids = Annotated[frozenset[_Id], BeforeValidator(_ids), Field(max_length=MOST_CHOSEN)]
# What the values of a setting must be: texts of the catalogue.
NEEDS = {
    "channels": "setting-needs-channels",
    "panels": "setting-needs-channels",
    "forums": "setting-needs-channels",
    "managers": "setting-needs-roles",
    "keep_days": "setting-needs-days",
    "keep_questions": "setting-needs-yes",
    "silence": "setting-needs-silence",
    "language": "setting-needs-language",
}


class ServerSettings(BaseModel):
    """What counts in a server.

    `channels` are those that it answers in, none for all; `panels` and `forums` are among them.
    `managers` are roles. `keep_days` 0 is for ever.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    channels: _Ids = frozenset()
    panels: _Ids = frozenset()
    forums: _Ids = frozenset()
    managers: _Ids = frozenset()
    keep_days: Annotated[int, BeforeValidator(_number), Field(ge=0, le=MOST_DAYS)] = 90
    keep_questions: Annotated[bool, BeforeValidator(_yes)] = True
    silence: Annotated[
        Literal["strict", "balanced", "generous"] | Annotated[float, Field(ge=0, le=1)],
        BeforeValidator(_silence),
    ] = "balanced"
    language: Annotated[Literal["discord", "en", "de", "es", "fr"], BeforeValidator(_lower)] = (
        "discord"
    )

    @property
    def min_evidence(self) -> float:
        """The evidence under which the documents don't say."""
        return SILENCE[self.silence] if isinstance(self.silence, str) else self.silence


NAMES = tuple(ServerSettings.model_fields)
assert KEEP_QUESTIONS in NAMES  # noqa: S101 - the library heeds it by this name


def defaults(settings: Settings) -> ServerSettings:
    """What counts in a server that has chosen nothing."""
    role = settings.manager_role
    return ServerSettings.model_construct(  # not checked again: an operator may name more channels
        panels=settings.channels,
        forums=settings.forums,
        managers=frozenset() if role is None else frozenset({role}),
        keep_days=settings.keep_days,
        silence=settings.silence,
    )


def chosen_in(settings: Settings, stored: Mapping[str, Any]) -> ServerSettings:
    """What counts in a server whose record holds `stored`, among other things.

    Raises:
        ServerSettingsError: a value in the record can't be used.
    """
    known = check({name: value for name, value in stored.items() if name in NAMES})
    return defaults(settings).model_copy(update=known)


def check(given: Mapping[str, object]) -> dict[str, Any]:
    """Values as people or files give them → values as they count.

    Raises:
        ServerSettingsError: a name is unknown or a value is wrong; all of them are named.
    """
    faults = [_unknown(name) for name in given if name not in NAMES]
    known = {name: value for name, value in given.items() if name in NAMES}
    try:
        checked = ServerSettings.model_validate(known)
    except ValidationError as error:
        faults += _wrong(error, known)
    if faults:
        raise ServerSettingsError(faults)
    return {name: getattr(checked, name) for name in known}


def pack(value: object) -> object:
    """A value as JSON holds it; numbers of Discord as text, which no program rounds."""
    return sorted((str(each) for each in value), key=int) if isinstance(value, frozenset) else value


def show_value(name: str, value: object) -> str:
    """A value as the terminal shows it, and takes it."""
    if isinstance(value, frozenset):
        nothing = "all" if name == "channels" else "none"
        return ", ".join(map(str, sorted(value))) or nothing
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def export(stored: Mapping[str, Any]) -> bytes:
    """A file with all that a server has chosen; what isn't in it is as the operator says."""
    known = {name: pack(check({name: stored[name]})[name]) for name in NAMES if name in stored}
    plain = {"footnote_settings": FORMAT, "settings": known}
    return (json.dumps(plain, indent=2, ensure_ascii=False) + "\n").encode()


def read_export(data: bytes) -> dict[str, Any]:
    """The values in a file that `export` made, or that somebody wrote in its form.

    Raises:
        ServerSettingsError: it isn't one, or a name or a value in it is wrong.
    """
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise ServerSettingsError([Fault("setting-file-no-json", {})]) from None
    if not isinstance(plain, dict) or not isinstance(plain.get("settings"), dict):
        raise ServerSettingsError([Fault("setting-file-other", {})])
    if more := sorted(set(plain) - {"footnote_settings", "settings"}):
        raise ServerSettingsError([Fault("setting-file-more", {"name": more[0]})])
    version = plain.get("footnote_settings")
    if type(version) is not int or version != FORMAT:
        values = {"version": _shown(version), "format": str(FORMAT)}
        raise ServerSettingsError([Fault("setting-file-format", values)])
    return check(plain["settings"])


def _unknown(name: str) -> Fault:
    close = difflib.get_close_matches(name, NAMES, n=1)
    if close:
        return Fault("setting-unknown-like", {"name": _shown(name), "meant": close[0]})
    return Fault("setting-unknown", {"name": _shown(name), "known": ", ".join(NAMES)})


def _wrong(error: ValidationError, given: Mapping[str, object]) -> list[Fault]:
    """Each setting whose value can't be used."""
    names = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors())
    return [
        Fault("setting-wrong", {"name": name, "value": _shown(given[name])}, NEEDS[name])
        for name in names
    ]


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 100 else f"{text[:100]}…"
