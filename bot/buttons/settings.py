"""The forms of `/settings`: opened by a button, checked and kept when they are sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import discord
from discord import SelectDefaultValue, SelectDefaultValueType, ui

from bot.buttons.forms import chosen_in, form_of, sent, written
from bot.buttons.pressed import Heard, heard
from bot.desk import Desk, person
from bot.language.locales import speaker_of
from bot.language.speaker import Speaker
from bot.panels import Place
from bot.permissions import NotAllowedError, may_entrust, require_change
from bot.render.settings import (
    FIELDS,
    LANGUAGE_CHOICES,
    PREFIX,
    SILENCES,
    TITLES,
    Topic,
    settings_screen,
    silence_choice,
)
from bot.replies import acknowledge, deliver, open_form
from bot.server_settings import (
    MANAGERS,
    MOST_CHOSEN,
    Fault,
    ServerSettings,
    ServerSettingsError,
    check,
)

_TOPICS = "|".join(Topic)
_BUTTON = rf"{PREFIX}:(?P<topic>{_TOPICS})"
_FORM = re.compile(rf"{PREFIX}-form:(?P<topic>{_TOPICS})")
_LABELS = {
    "channels": "settings-channels-label",
    "panels": "settings-panels-label",
    "forums": "settings-forums-label",
    "managers": "settings-managers-label",
    "keep_days": "settings-days-label",
    "keep_questions": "settings-words-label",
    "silence": "settings-silence-label",
    "language": "settings-language-label",
}
_WRITTEN = [discord.ChannelType.text, discord.ChannelType.voice, discord.ChannelType.stage_voice]
_CHANNELS = {
    "channels": [
        *_WRITTEN,
        discord.ChannelType.news,
        discord.ChannelType.forum,
        discord.ChannelType.category,
    ],
    "panels": _WRITTEN,
    "forums": [discord.ChannelType.forum],
}
_KINDS: dict[str, type | tuple[type, ...]] = {
    "channels": discord.abc.GuildChannel,
    "panels": (discord.TextChannel, discord.VoiceChannel, discord.StageChannel),
    "forums": discord.ForumChannel,
}
assert set(_KINDS["panels"]) == set(Place.__args__)  # type: ignore[arg-type]  # noqa: S101


def settings_buttons(desk: Desk) -> Heard:
    """The class by which discord.py hears the buttons that open a form."""

    class SettingsButton(ui.DynamicItem[ui.Button[Any]], template=_BUTTON):
        def __init__(self, button: ui.Button[Any], topic: Topic) -> None:
            super().__init__(button)
            self._topic = topic

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
        ) -> SettingsButton:
            return cls(ui.Button(custom_id=match.string), Topic(match["topic"]))

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            await heard(interaction, lambda: _open(desk, interaction, self._topic))

    return SettingsButton


async def hear_settings(desk: Desk, interaction: discord.Interaction[Any]) -> None:
    """Keep what somebody chose in a form, if this is one."""
    if named := sent(interaction, _FORM):
        await heard(interaction, lambda: _keep(desk, interaction, Topic(named["topic"])))


async def _open(desk: Desk, interaction: discord.Interaction[Any], topic: Topic) -> None:
    """Open a form with what counts now.

    Raises:
        NotAllowedError: this member may not change that.
    """
    server_id = require_change(interaction, desk)
    say = speaker_of(interaction)
    if topic is Topic.MANAGERS:
        require_entrusting(interaction)
    now = desk.chosen.of(server_id)
    fields = {say(_LABELS[each]): _field(each, now, interaction, say) for each in FIELDS[topic]}
    await open_form(interaction, form_of(say(TITLES[topic]), f"{PREFIX}-form:{topic}", fields))


def _field(
    name: str, now: ServerSettings, interaction: discord.Interaction[Any], say: Speaker
) -> ui.Item[Any]:
    """The field of a setting, filled in with what counts."""
    guild = interaction.guild
    match name:
        case "channels" | "panels" | "forums":
            known = [
                each for each in sorted(getattr(now, name)) if guild and guild.get_channel(each)
            ]
            return ui.ChannelSelect(
                custom_id=name,
                channel_types=_CHANNELS[name],
                required=False,
                min_values=0,
                max_values=MOST_CHOSEN,
                default_values=_defaults(known, SelectDefaultValueType.channel),
            )
        case "managers":
            known = [each for each in sorted(now.managers) if guild and guild.get_role(each)]
            return ui.RoleSelect(
                custom_id=name,
                required=False,
                min_values=0,
                max_values=MOST_CHOSEN,
                default_values=_defaults(known, SelectDefaultValueType.role),
            )
        case "keep_days":
            return ui.TextInput(custom_id=name, default=str(now.keep_days), max_length=5)
        case "keep_questions":
            choices = {"yes": say("settings-keep-choice"), "no": say("settings-no-words-choice")}
            return _select(name, choices, "yes" if now.keep_questions else "no")
        case "silence":
            choices = {each: say(key) for each, key in SILENCES.items()}
            choices.setdefault(str(now.silence), silence_choice(now.silence, say))
            return _select(name, choices, str(now.silence))
    choices = {each: say(key) for each, key in LANGUAGE_CHOICES.items()}
    return _select(name, choices, now.language)


def _defaults(ids: Sequence[int], kind: SelectDefaultValueType) -> list[SelectDefaultValue]:
    return [SelectDefaultValue(id=each, type=kind) for each in ids[:MOST_CHOSEN]]


def _select(name: str, choices: Mapping[str, str], now: str) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=label, value=value, default=value == now)
        for value, label in choices.items()
    ]
    return ui.Select(custom_id=name, options=options)


async def _keep(desk: Desk, interaction: discord.Interaction[Any], topic: Topic) -> None:
    server_id = require_change(interaction, desk)
    values: dict[str, object] = {}
    for name in FIELDS[topic]:
        chosen = chosen_in(interaction, name)
        many = name in _CHANNELS or name == MANAGERS
        values[name] = chosen if many else written(interaction, name)
    now = desk.chosen.of(server_id)
    # What was left as it was stays the default where it is one.
    given = {name: value for name, value in check(values).items() if value != getattr(now, name)}
    require_change_of(interaction, desk, given)
    if await acknowledge(interaction, private=True):
        await change(desk, interaction, server_id, given)


def require_entrusting(interaction: discord.Interaction[Any]) -> None:
    """Check that this member may say who may manage.

    Raises:
        NotAllowedError: they may not.
    """
    if not may_entrust(interaction):
        raise NotAllowedError(speaker_of(interaction)("only-manage-server"))


def require_change_of(
    interaction: discord.Interaction[Any], desk: Desk, values: Mapping[str, Any]
) -> None:
    """Check that this member may choose these values, and that they name what is in this server.

    Raises:
        NotAllowedError: they may not say who may manage, and that would change.
        ServerSettingsError: a channel or a role isn't there, or is of another kind.
    """
    now = desk.chosen.of(interaction.guild_id)
    if values.get(MANAGERS, now.managers) != now.managers:
        require_entrusting(interaction)
    guild = interaction.guild
    faults = []
    for name, kind in _KINDS.items():
        found = sorted(values.get(name, ()))
        wrong = [
            each for each in found if not (guild and isinstance(guild.get_channel(each), kind))
        ]
        key = "setting-no-forum" if name == "forums" else "setting-no-channel"
        faults += [Fault(key, {"name": name, "value": str(each)}) for each in wrong]
    for each in sorted(values.get(MANAGERS, ())):
        # Everybody has the role that has the server's number: trusting it would trust all.
        if guild is None or guild.get_role(each) is None or each == guild.id:
            faults.append(Fault("setting-no-role", {"name": MANAGERS, "value": str(each)}))
    if faults:
        raise ServerSettingsError(faults)


async def change(
    desk: Desk,
    interaction: discord.Interaction[Any],
    server_id: int,
    values: Mapping[str, object],
    *,
    all_of_them: bool = False,
) -> None:
    """Choose these values, or exactly them, and show what counts now."""
    choose = desk.chosen.replace if all_of_them else desk.chosen.put
    library = desk.library(server_id)
    work = partial(choose, library, values, by=person(interaction.user.id))
    changed = await desk.worker.changes.run(work)
    screen = settings_screen(
        desk.chosen.of(server_id),
        speaker_of(interaction),
        may_entrust=may_entrust(interaction),
        changed=tuple(changed),
    )
    await deliver(interaction, [screen], private=True)
    interaction.client.settings_changed(server_id)
