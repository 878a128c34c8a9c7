"""What a person's Discord client sends to ask for a command: options, checks and payloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.loopback import payloads
from tests.loopback.messages import store_file
from tests.loopback.world import Channel, Member, Role, Upload

if TYPE_CHECKING:
    from tests.loopback.interactions import Reply
    from tests.loopback.state import State

Json = dict[str, Any]
Values = Mapping[str, object]

SLASH, MESSAGE_MENU = 1, 3
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
PLAIN_TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}
GUILD_CONTEXT, BOT_DM_CONTEXT, PRIVATE_CONTEXT = 0, 1, 2
GUILD_INSTALL, USER_INSTALL = 0, 1


@dataclass(frozen=True)
class Found:
    """A synced command with the path to what is called inside it."""

    command: Json
    path: list[Json]

    @property
    def options(self) -> list[Json]:
        """The options that the person may fill in."""
        leaf = self.path[-1] if self.path else self.command
        return list(leaf.get("options") or [])


def find_command(
    state: State, member: Member, channel: Channel, name: str, kind: int = SLASH
) -> Found:
    """Find a synced command as the person's client would, or fail saying what there is."""
    first, *rest = name.split() if kind == SLASH else [name]
    keys: list[int | None] = [None] if channel.guild is None else [channel.guild.id, None]
    offered = [one for key in keys for one in state.commands.get(key, []) if one["type"] == kind]
    for command in offered:
        if command["name"] == first and _offered(state, command, member, channel):
            return Found(command, _path(command, rest, name))
    names = [command["name"] for command in offered]
    raise AssertionError(f"no command {name!r} is offered in {channel.name}; synced: {names}")


def command_data(
    state: State, channel: Channel, found: Found, values: Values, *, focused: str | None = None
) -> Json:
    """Build an interaction's data, refusing what the person's client would refuse."""
    known = {option["name"]: option for option in found.options}
    unknown = sorted(set(values) - set(known))
    assert not unknown, f"{found.command['name']} has no options {unknown}; it has {sorted(known)}"
    resolved: Json = {}
    if focused is None:
        missing = [
            name for name, one in known.items() if one.get("required") and name not in values
        ]
        assert not missing, f"required options are missing: {missing}"
        options = [
            _filled(state, channel, known[name], value, resolved) for name, value in values.items()
        ]
    else:
        assert known[focused].get("autocomplete"), f"{focused} has no autocomplete"
        options = [_typed(known[name], value, name == focused) for name, value in values.items()]
        assert focused in values, f"{focused} is not in {sorted(values)}"
    for step in reversed(found.path):
        options = [{"name": step["name"], "type": step["type"], "options": options}]
    data: Json = {"id": found.command["id"], "name": found.command["name"], "type": SLASH}
    data["options"] = options
    if "guild_id" in found.command:
        data["guild_id"] = found.command["guild_id"]
    return data | ({"resolved": resolved} if resolved else {})


def interaction_event(reply: Reply, data: Json) -> Json:
    """Build INTERACTION_CREATE for what was asked."""
    state, channel, member = reply.state, reply.channel, reply.member
    event: Json = {
        "id": str(reply.id),
        "application_id": str(state.bot.id),
        "type": reply.kind,
        "token": reply.token,
        "version": 1,
        "data": data,
        "locale": payloads.LOCALE if member is None else member.locale,
        "entitlements": [],
        "attachment_size_limit": payloads.FILE_SIZE_LIMIT,
        "authorizing_integration_owners": {},
    }
    if channel is None or member is None:
        return event
    event |= {"channel_id": str(channel.id), "channel": payloads.channel(channel)}
    guild = channel.guild
    owners = {str(USER_INSTALL): str(member.id)} if member.id in state.installed else {}
    if channel.has_bot:
        owners[str(GUILD_INSTALL)] = "0" if guild is None else str(guild.id)
    if guild is None:
        return event | {
            "user": payloads.user(member),
            "context": context_of(channel),
            "app_permissions": "0",
            "authorizing_integration_owners": owners,
        }
    may = guild.permissions_of(member).value
    return event | {
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": {**payloads.full_member(member), "permissions": str(may)},
        "context": GUILD_CONTEXT,
        "app_permissions": str(guild.bot_permissions_in(channel).value),
        "authorizing_integration_owners": owners,
    }


def context_of(channel: Channel) -> int:
    """Discord's number for this kind of place."""
    if channel.guild is not None:
        return GUILD_CONTEXT
    return BOT_DM_CONTEXT if channel.has_bot else PRIVATE_CONTEXT


def _offered(state: State, command: Json, member: Member, channel: Channel) -> bool:
    """Whether the person's client offers a command: by who installed it, and where."""
    installs = command.get("integration_types") or [GUILD_INSTALL]
    own = USER_INSTALL in installs and member.id in state.installed
    if not (own or (channel.has_bot and GUILD_INSTALL in installs)):
        return False
    here = context_of(channel)
    contexts = command.get("contexts")
    if contexts is not None:
        return here in contexts
    return here == GUILD_CONTEXT or command.get("dm_permission") is not False


def _path(command: Json, names: list[str], whole: str) -> list[Json]:
    path: list[Json] = []
    inner = command
    for name in names:
        steps = [one for one in inner.get("options") or [] if one["type"] in (SUBCOMMAND, GROUP)]
        named = [one for one in steps if one["name"] == name]
        assert named, f"/{whole} does not exist; there are {[one['name'] for one in steps]}"
        inner = named[0]
        path.append(inner)
    left = [one["name"] for one in inner.get("options") or [] if one["type"] in (SUBCOMMAND, GROUP)]
    assert not left, f"/{whole} is a group; it has {left}"
    return path


def _typed(option: Json, value: object, focused: bool) -> Json:
    assert isinstance(value, str | int | float), f"{option['name']} can't be typed: {value!r}"
    typed: Json = {"name": option["name"], "type": option["type"], "value": value}
    return typed | ({"focused": True} if focused else {})


def _filled(state: State, channel: Channel, option: Json, value: object, resolved: Json) -> Json:
    kind, name = option["type"], option["name"]
    if kind in PLAIN_TYPES:
        assert isinstance(value, PLAIN_TYPES[kind]), f"{name}: {value!r} is not of type {kind}"
        _check_value(option, value)
        return {"name": name, "type": kind, "value": value}
    file_id = 0
    if isinstance(value, Upload):
        assert kind == ATTACHMENT, f"{name} takes no file"
        file = store_file(state, channel, value)
        file_id = file.id
        described = payloads.attachment(file) | {"ephemeral": True}
        resolved.setdefault("attachments", {})[str(file_id)] = described
    elif isinstance(value, Member):
        assert kind in (USER, MENTIONABLE), f"{name} takes no member"
        resolved.setdefault("users", {})[str(value.id)] = payloads.user(value)
        if channel.guild is not None:
            described = payloads.partial_member(value)
            described["permissions"] = str(channel.guild.permissions_of(value).value)
            resolved.setdefault("members", {})[str(value.id)] = described
    elif isinstance(value, Role):
        assert kind in (ROLE, MENTIONABLE) and channel.guild is not None, f"{name} takes no role"
        described = payloads.role(value, channel.guild)
        resolved.setdefault("roles", {})[str(value.id)] = described
    else:
        assert kind == CHANNEL and isinstance(value, Channel), f"{name} can't be {value!r}"
        described = payloads.channel(value) | {"permissions": "0"}
        resolved.setdefault("channels", {})[str(value.id)] = described
    return {"name": name, "type": kind, "value": str(file_id or _id_of(value))}


def _id_of(value: object) -> int:
    assert isinstance(value, Member | Role | Channel)
    return value.id


def _check_value(option: Json, value: object) -> None:
    name = option["name"]
    choices = [choice["value"] for choice in option.get("choices") or []]
    assert not choices or value in choices, f"{name}: {value!r} is not in {choices}"
    if isinstance(value, str):
        least, most = option.get("min_length") or 0, option.get("max_length") or 6000
        assert least <= len(value) <= most, (
            f"{name}: {len(value)} characters not in {least} to {most}"
        )
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low, high = option.get("min_value"), option.get("max_value")
        assert low is None or value >= low, f"{name}: {value} is less than {low}"
        assert high is None or value <= high, f"{name}: {value} is more than {high}"
