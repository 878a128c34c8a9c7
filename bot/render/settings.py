"""A server's settings with a button for each form; what is kept about people. Pure."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from bot.language.speaker import Speaker
from bot.render.screen import Button, Part, Row, Rule, Screen, Words
from bot.server_settings import ServerSettings

PREFIX = "footnote:settings"
FORGET = "footnote:forget"
_MOMENTS = ("at", "removed")  # fields that are seconds since 1970


class Topic(StrEnum):
    """What there is a form for. The names are in the custom_ids of buttons and forms."""

    PLACES = "places"
    MANAGERS = "managers"
    PRIVACY = "privacy"
    SILENCE = "silence"
    LANGUAGE = "language"


FIELDS = {
    Topic.PLACES: ("channels", "panels", "forums"),
    Topic.MANAGERS: ("managers",),
    Topic.PRIVACY: ("keep_days", "keep_questions"),
    Topic.SILENCE: ("silence",),
    Topic.LANGUAGE: ("language",),
}
TITLES = {
    Topic.PLACES: "settings-places-title",
    Topic.MANAGERS: "settings-managers-title",
    Topic.PRIVACY: "settings-privacy-title",
    Topic.SILENCE: "settings-silence-title",
    Topic.LANGUAGE: "settings-language-title",
}
SILENCES = {
    "strict": "settings-strict-choice",
    "balanced": "settings-balanced-choice",
    "generous": "settings-generous-choice",
}
LANGUAGE_CHOICES = {
    "discord": "settings-discord-choice",
    "en": "settings-english-choice",
    "de": "settings-german-choice",
    "es": "settings-spanish-choice",
    "fr": "settings-french-choice",
}


def settings_screen(
    chosen: ServerSettings, say: Speaker, *, may_entrust: bool, changed: Sequence[str] | None = None
) -> Screen:
    """What counts in a server, with a button to change it; at a change, what was changed before."""
    parts: list[Part] = []
    if changed is not None:
        parts.append(Words(say("settings-changed" if changed else "settings-unchanged")))
    for topic in Topic:
        if topic is Topic.MANAGERS and not may_entrust:
            parts.append(Words(_told(topic, chosen, say)))
            continue
        button = Button(say("settings-change-button"), f"{PREFIX}:{topic}")
        parts.append(Words(_told(topic, chosen, say), button))
    return Screen((*parts, Rule(), Words(say("settings-file-hint"))))


def _told(topic: Topic, chosen: ServerSettings, say: Speaker) -> str:
    title = f"**{say(TITLES[topic])}**"
    match topic:
        case Topic.PLACES:
            everywhere = say("settings-all-channels")
            lines = [say("settings-channels", channels=_channels(chosen.channels) or everywhere)]
            if chosen.panels:
                lines.append(say("settings-panels", channels=_channels(chosen.panels)))
            if chosen.forums:
                lines.append(say("settings-forums", channels=_channels(chosen.forums)))
        case Topic.MANAGERS:
            roles = ", ".join(f"<@&{each}>" for each in sorted(chosen.managers))
            lines = [say("settings-managers", roles=roles)] if roles else [say("settings-nobody")]
        case Topic.PRIVACY:
            days = chosen.keep_days
            kept = say("settings-kept-days", count=days) if days else say("settings-kept-ever")
            words = "settings-words-kept" if chosen.keep_questions else "settings-words-not-kept"
            lines = [kept, say(words)]
        case Topic.SILENCE:
            lines = [silence_choice(chosen.silence, say)]
        case Topic.LANGUAGE:
            lines = [say(LANGUAGE_CHOICES[chosen.language])]
    return "\n".join([title, *lines])


def silence_choice(silence: str | float, say: Speaker) -> str:
    """How much is risked, in words."""
    if isinstance(silence, str):
        return say(SILENCES[silence])
    return say("settings-number-choice", number=f"{silence:g}")


def _channels(ids: frozenset[int]) -> str:
    return ", ".join(f"<#{each}>" for each in sorted(ids))


def forget_screen(user_id: int, say: Speaker) -> Screen:
    """Asks whether somebody means it."""
    button = Button(say("forget-button"), f"{FORGET}:{user_id}")
    return Screen((Words(say("forget-asked")), Row((button,))))


def forgotten_screen(counts: Mapping[str, int], say: Speaker) -> Screen:
    """What was let go of."""
    kept = counts["files"] + counts["jobs"] + counts["changes"]
    lines = [
        say("forgotten"),
        say("forgotten-questions", count=counts["questions"]),
        say("forgotten-feedback", count=counts["feedback"]),
        say("forgotten-waiting", count=counts["waiting"]),
    ]
    if kept:
        lines.append(say("forgotten-changes", count=kept))
    return Screen((Words("\n".join(lines)),))


def kept_json(kept: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """What is kept about somebody, as JSON; times in ISO 8601, UTC."""
    plain = {kind: [_dated(each) for each in some] for kind, some in kept.items()}
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def kept_file(kept: Mapping[str, Sequence[Mapping[str, Any]]], *, limit: int) -> tuple[str, bytes]:
    """The same as a file's name and bytes, zipped if it is larger than `limit`."""
    name, data = "kept-about-me.json", kept_json(kept).encode()
    if len(data) <= limit:
        return name, data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return "kept-about-me.zip", packed.getvalue()


def _dated(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds")
        if name in _MOMENTS and value is not None
        else value
        for name, value in kept.items()
    }
