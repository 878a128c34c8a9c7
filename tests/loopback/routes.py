"""The API's routes for the bot's own user, its commands, channels and regular messages."""

from __future__ import annotations

from typing import Any

from tests.loopback import limits, messages, payloads
from tests.loopback.command_limits import command_problems
from tests.loopback.messages import ShownMessage
from tests.loopback.problems import Problem, length
from tests.loopback.rest import Answer, Call, RefusedError, Server
from tests.loopback.state import State
from tests.loopback.world import Channel, Guild, Member

Json = dict[str, Any]

LOOKED_AT = 50


def add_routes(server: Server) -> None:
    """Serve everything that needs the bot's token."""
    server.add("GET", "/users/@me", _own_user)
    server.add("GET", "/users/{user}", _user)
    server.add("GET", "/oauth2/applications/@me", _application)
    server.add("GET", "/gateway", _gateway, needs_token=False)
    server.add("GET", "/gateway/bot", _gateway)
    for prefix in ("/applications/{app}", "/applications/{app}/guilds/{guild}"):
        server.add("GET", f"{prefix}/commands", _list_commands)
        server.add("PUT", f"{prefix}/commands", _replace_commands)
    server.add("POST", "/users/@me/channels", _open_direct)
    server.add("GET", "/guilds/{guild}", _guild)
    server.add("GET", "/guilds/{guild}/members/{user}", _member)
    server.add("GET", "/channels/{channel}", _channel)
    server.add("POST", "/channels/{channel}/typing", _typing)
    server.add("GET", "/channels/{channel}/messages", _history)
    server.add("POST", "/channels/{channel}/messages", _send)
    server.add("GET", "/channels/{channel}/messages/{message}", _message)
    server.add("PATCH", "/channels/{channel}/messages/{message}", _edit)
    server.add("DELETE", "/channels/{channel}/messages/{message}", _delete)
    server.add("POST", "/channels/{channel}/messages/{message}/threads", _start_thread)


def checked_content(call: Call, fields: Json, *, existing: ShownMessage | None = None) -> None:
    """Refuse a message, or an edit, that breaks a limit."""
    flags = existing.flags if existing is not None else 0
    problems = list(limits.message_problems(fields, call.files, existing_flags=flags))
    if any(problem.code == limits.FILE_TOO_LARGE for problem in problems):
        raise RefusedError(413, 40005, "Request entity too large", tuple(problems), True)
    if problems:
        raise RefusedError.form(problems)
    kept = () if existing is None or "attachments" in fields else existing.files
    before: Json = {}
    if existing is not None:
        before = {"content": existing.content, "embeds": existing.embeds}
        before["components"] = existing.components
    if limits.is_empty(before | fields, [*kept, *call.files]) and not fields.get("attachments"):
        raise RefusedError.empty()


def _own_user(state: State, _: Call) -> Answer:
    return Answer(payloads.user(state.bot))


def _user(state: State, call: Call) -> Answer:
    person = state.person(call.id("user"))
    if person is None:
        raise RefusedError(404, 10013, "Unknown User")
    return Answer(payloads.user(person))


def _application(state: State, _: Call) -> Answer:
    return Answer(payloads.application(state.bot, state.owner))


def _gateway(state: State, _: Call) -> Answer:
    url = state.base_url.replace("http", "ws", 1) + "/gateway"
    limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
    return Answer({"url": url, "shards": state.gateway.shards, "session_start_limit": limit})


def _commands_key(state: State, call: Call) -> int | None:
    if call.id("app") != state.bot.id:
        raise RefusedError(404, 10002, "Unknown Application")
    if "guild" not in call.ids:
        return None
    if call.id("guild") not in state.guilds:
        raise RefusedError(403, 50001, "Missing Access")
    return call.id("guild")


def _list_commands(state: State, call: Call) -> Answer:
    return Answer(state.commands.get(_commands_key(state, call), []))


def _replace_commands(state: State, call: Call) -> Answer:
    key = _commands_key(state, call)
    problems = list(command_problems(call.json))
    if problems:
        raise RefusedError.form(problems)
    known = {(one["name"], one["type"]): one["id"] for one in state.commands.get(key, [])}
    synced: list[Json] = []
    for command in call.json:
        kind = command.get("type", 1)
        own: Json = {
            "id": known.get((command["name"], kind)) or str(state.ids.next()),
            "application_id": str(state.bot.id),
            "version": str(state.ids.next()),
            "type": kind,
            "description": "",
            "options": [],
        }
        if key is not None:
            own["guild_id"] = str(key)
        may = command.get("default_member_permissions")
        synced.append(
            own | command | {"default_member_permissions": None if may is None else str(may)}
        )
    state.commands[key] = synced
    state.changes.tell()
    return Answer(synced)


def _open_direct(state: State, call: Call) -> Answer:
    person = state.person(int(call.fields["recipient_id"]))
    if person is None or person.bot:
        raise RefusedError(400, 50033, "Invalid Recipient(s)")
    return Answer(payloads.channel(state.direct(person)))


def _known_guild(state: State, call: Call) -> Guild:
    guild = state.guilds.get(call.id("guild"))
    if guild is None or not guild.has_bot:
        raise RefusedError(404, 10004, "Unknown Guild")
    return guild


def _guild(state: State, call: Call) -> Answer:
    return Answer(payloads.guild(_known_guild(state, call)))


def _member(state: State, call: Call) -> Answer:
    member: Member | None = _known_guild(state, call).members.get(call.id("user"))
    if member is None:
        raise RefusedError(404, 10007, "Unknown Member")
    return Answer(payloads.full_member(member))


def _known_channel(state: State, call: Call) -> Channel:
    channel = state.channel(call.id("channel"))
    if channel is None:
        raise RefusedError(404, 10003, "Unknown Channel")
    if not channel.has_bot:
        raise RefusedError(403, 50001, "Missing Access")
    return channel


def _sendable_channel(state: State, call: Call) -> Channel:
    channel = _known_channel(state, call)
    if channel.sending_forbidden and channel.guild is None:
        raise RefusedError(403, 50007, "Cannot send messages to this user")
    if channel.sending_forbidden:
        raise RefusedError(403, 50013, "Missing Permissions")
    return channel


def _known_message(state: State, call: Call) -> ShownMessage:
    channel = _known_channel(state, call)
    message = state.messages.get(call.id("message"))
    hidden = message is None or message.deleted or message.ephemeral
    if message is None or hidden or message.channel is not channel:
        raise RefusedError(404, 10008, "Unknown Message")
    return message


def _channel(state: State, call: Call) -> Answer:
    return Answer(payloads.channel(_known_channel(state, call)))


def _typing(state: State, call: Call) -> Answer:
    _sendable_channel(state, call)
    return Answer()


def _history(state: State, call: Call) -> Answer:
    channel = _known_channel(state, call)
    before = int(call.query.get("before", state.ids.next()))
    after = int(call.query.get("after", 0))
    seen = [
        message
        for message in state.messages.values()
        if message.channel is channel and after < message.id < before
        if not message.deleted and not message.ephemeral
    ]
    count = int(call.query.get("limit", LOOKED_AT))
    seen = seen[:count] if "after" in call.query else seen[-count:]
    return Answer([payloads.message(message, state) for message in reversed(seen)])


def _message(state: State, call: Call) -> Answer:
    return Answer(payloads.message(_known_message(state, call), state))


def _send(state: State, call: Call) -> Answer:
    channel = _sendable_channel(state, call)
    fields = call.fields
    checked_content(call, fields)
    nonce = fields.get("nonce")
    if nonce is not None and fields.get("enforce_nonce"):
        for earlier in state.messages.values():
            if earlier.nonce == nonce and earlier.channel is channel:
                return Answer(payloads.message(earlier, state))
    files = tuple(messages.store_file(state, channel, upload) for upload in call.files)
    blank = ShownMessage(
        state.ids.next(),
        channel,
        channel.guild.bot if channel.guild is not None else state.bot,
        nonce=nonce,
        flags=messages.LOADING,
        reply_to=_replied_to(state, channel, fields),
    )
    shown = messages.show(state, messages.edited(blank, fields, files))
    return Answer(payloads.message(shown, state))


def _replied_to(state: State, channel: Channel, fields: Json) -> int | None:
    reference = fields.get("message_reference")
    if reference is None:
        return None
    target = state.messages.get(int(reference["message_id"]))
    if target is not None and not target.deleted and target.channel is channel:
        return target.id
    if reference.get("fail_if_not_exists", True):
        problem = Problem(
            ("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message"
        )
        raise RefusedError.form([problem], recorded=False)
    return None


def _edit(state: State, call: Call) -> Answer:
    message = _known_message(state, call)
    if message.author.id != state.bot.id:
        raise RefusedError(403, 50005, "Cannot edit a message authored by another user")
    checked_content(call, call.fields, existing=message)
    files = tuple(messages.store_file(state, message.channel, upload) for upload in call.files)
    shown = messages.change(state, messages.edited(message, call.fields, files))
    return Answer(payloads.message(shown, state))


def _delete(state: State, call: Call) -> Answer:
    message = _known_message(state, call)
    if message.author.id != state.bot.id:
        raise RefusedError(403, 50013, "Missing Permissions")
    messages.remove(state, message)
    return Answer()


def _start_thread(state: State, call: Call) -> Answer:
    message = _known_message(state, call)
    guild = message.channel.guild
    if guild is None or message.channel.parent is not None:
        raise RefusedError(400, 50024, "Cannot execute action on this channel type")
    if message.id in state.threads:
        raise RefusedError(400, 160004, "A thread has already been created for this message")
    problems = list(length(("name",), call.fields.get("name"), most=100, least=1))
    if problems:
        raise RefusedError.form(problems)
    thread = Channel(message.id, call.fields["name"], guild=guild, parent=message.channel)
    state.threads[thread.id] = thread
    state.gateway.dispatch("THREAD_CREATE", {**payloads.channel(thread), "newly_created": True})
    return Answer(payloads.channel(thread), 201)
