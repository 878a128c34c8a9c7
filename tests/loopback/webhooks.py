"""The routes that carry an interaction's token: callbacks, follow-ups and their edits."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from tests.loopback import interactions, limits, messages, payloads
from tests.loopback.interactions import Choice, Reply
from tests.loopback.messages import EPHEMERAL, LOADING, ShownMessage
from tests.loopback.problems import Problem
from tests.loopback.rest import Answer, Call, RefusedError, Server
from tests.loopback.routes import checked_content
from tests.loopback.state import State

Json = dict[str, Any]

ON_COMPONENT = (
    interactions.ANSWER,
    interactions.DEFER,
    interactions.DEFER_UPDATE,
    interactions.UPDATE,
    interactions.MODAL,
)
ALLOWED_CALLBACKS = {
    interactions.PING: (interactions.PONG,),
    interactions.COMMAND: (interactions.ANSWER, interactions.DEFER, interactions.MODAL),
    interactions.COMPONENT: ON_COMPONENT,
    interactions.AUTOCOMPLETE: (interactions.CHOICES,),
    interactions.MODAL_SUBMIT: ON_COMPONENT[:-1],
}


def add_routes(server: Server) -> None:
    """Serve everything that needs an interaction's token instead of the bot's."""
    hook = "/webhooks/{app}/{token}"
    server.add("POST", "/interactions/{id}/{token}/callback", _callback, needs_token=False)
    server.add("POST", hook, _follow_up, needs_token=False)
    server.add("GET", hook + "/messages/{message}", _get, needs_token=False)
    server.add("PATCH", hook + "/messages/{message}", _edit, needs_token=False)
    server.add("DELETE", hook + "/messages/{message}", _delete, needs_token=False)


def _callback(state: State, call: Call) -> Answer:
    reply = state.replies.get(call.ids["token"])
    if reply is None or reply.id != call.id("id"):
        raise RefusedError(404, 10062, "Unknown interaction")
    if reply.callback is not None:
        raise RefusedError(400, 40060, "Interaction has already been acknowledged.")
    now = state.clock.now()
    if now - reply.sent_at > interactions.FIRST_REPLY_WITHIN_S:
        raise RefusedError(404, 10062, "Unknown interaction")
    kind, data = call.fields.get("type"), call.fields.get("data") or {}
    _check_callback(reply, kind, data, call)
    reply.callback, reply.answered_at = kind, now
    reply.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
    _take_effect(state, reply, data, call)
    state.changes.tell()
    if call.query.get("with_response") not in ("1", "true"):
        return Answer()
    return Answer(_callback_answer(state, reply))


def _check_callback(reply: Reply, kind: int | None, data: Json, call: Call) -> None:
    allowed = ALLOWED_CALLBACKS[reply.kind]
    if kind not in allowed:
        text = f"Value must be one of {allowed}."
        raise RefusedError.form([Problem(("type",), "BASE_TYPE_CHOICES", text)])
    if kind == interactions.ANSWER:
        checked_content(call, data)
    elif kind == interactions.UPDATE:
        checked_content(call, data, existing=_component_message(reply))
    elif kind == interactions.DEFER:
        _refuse_if(_defer_problems(data))
    elif kind == interactions.CHOICES:
        _refuse_if(limits.choices_problems(data.get("choices") or []))
    elif kind == interactions.MODAL:
        _refuse_if(limits.modal_problems(data))


def _refuse_if(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise RefusedError.form(found)


def _defer_problems(data: Json) -> list[Problem]:
    extra = [name for name in data if name != "flags"]
    if extra or (data.get("flags") or 0) & ~EPHEMERAL:
        return [Problem(("data",), "DEFER", "A defer carries only the EPHEMERAL flag.")]
    return []


def _take_effect(state: State, reply: Reply, data: Json, call: Call) -> None:
    kind = reply.callback
    if kind == interactions.ANSWER:
        reply.original = _post(state, reply, data, call).id
    elif kind == interactions.DEFER:
        flags = LOADING | (EPHEMERAL if reply.ephemeral else 0)
        loading = dataclasses.replace(_blank(state, reply), flags=flags)
        reply.shown.append(loading.id)
        reply.original = messages.show(state, loading).id
    elif kind in (interactions.UPDATE, interactions.DEFER_UPDATE):
        reply.original = reply.component_message
        if kind == interactions.UPDATE:
            _change(state, reply, _component_message(reply), data, call)
    elif kind == interactions.CHOICES:
        found = data.get("choices") or []
        reply.choices = [Choice(choice["name"], choice["value"]) for choice in found]
    elif kind == interactions.MODAL:
        reply.modal = data


def _callback_answer(state: State, reply: Reply) -> Json:
    about: Json = {"id": str(reply.id), "type": reply.kind}
    if reply.original is None:
        return {"interaction": about}
    message = state.messages[reply.original]
    about["response_message_id"] = str(message.id)
    about["response_message_loading"] = message.loading
    about["response_message_ephemeral"] = message.ephemeral
    resource = {"type": reply.callback, "message": payloads.message(message, state)}
    return {"interaction": about, "resource": resource}


def _component_message(reply: Reply) -> ShownMessage:
    if reply.component_message is None:
        problem = Problem(("type",), "BASE_TYPE_CHOICES", "There is no message to update.")
        raise RefusedError.form([problem])
    return reply.state.messages[reply.component_message]


def _open_reply(state: State, call: Call) -> Reply:
    reply = state.replies.get(call.ids["token"])
    if reply is None or call.id("app") != state.bot.id or reply.callback is None:
        raise RefusedError(404, 10015, "Unknown Webhook")
    if state.clock.now() - reply.sent_at > interactions.TOKEN_VALID_S:
        raise RefusedError(401, 50027, "Invalid Webhook Token")
    return reply


def _follow_up(state: State, call: Call) -> Answer:
    reply = _open_reply(state, call)
    fields = call.fields
    checked_content(call, fields)
    loading = state.messages.get(reply.original or 0)
    if loading is not None and loading.loading and not loading.deleted:
        unsuppressed = (fields.get("flags") or 0) & ~messages.SUPPRESS_EMBEDS
        shown = _change(state, reply, loading, fields | {"flags": unsuppressed}, call)
    else:
        shown = _post(state, reply, fields, call)
    if call.query.get("wait") not in ("1", "true"):
        return Answer()
    return Answer(payloads.message(shown, state))


def _known(state: State, call: Call, reply: Reply) -> ShownMessage:
    name = call.ids["message"]
    message_id = reply.original if name == "@original" else call.id("message")
    message = state.messages.get(message_id or 0)
    own = message_id in reply.shown or message_id == reply.original
    if message is None or message.deleted or not own:
        raise RefusedError(404, 10008, "Unknown Message")
    return message


def _get(state: State, call: Call) -> Answer:
    return Answer(payloads.message(_known(state, call, _open_reply(state, call)), state))


def _edit(state: State, call: Call) -> Answer:
    reply = _open_reply(state, call)
    message = _known(state, call, reply)
    checked_content(call, call.fields, existing=message)
    return Answer(payloads.message(_change(state, reply, message, call.fields, call), state))


def _delete(state: State, call: Call) -> Answer:
    messages.remove(state, _known(state, call, _open_reply(state, call)))
    return Answer()


def _blank(state: State, reply: Reply) -> ShownMessage:
    channel = reply.channel
    if channel is None:
        raise RefusedError(404, 10003, "Unknown Channel")
    author = channel.guild.bot if channel.guild is not None else state.bot
    return ShownMessage(
        state.ids.next(), channel, author, interaction_id=reply.id, asked_by=reply.member
    )


def _post(state: State, reply: Reply, fields: Json, call: Call) -> ShownMessage:
    flags = LOADING | ((fields.get("flags") or 0) & EPHEMERAL)
    blank = dataclasses.replace(_blank(state, reply), flags=flags)
    files = tuple(messages.store_file(state, blank.channel, upload) for upload in call.files)
    reply.shown.append(blank.id)
    return messages.show(state, messages.edited(blank, fields, files))


def _change(
    state: State, reply: Reply, message: ShownMessage, fields: Json, call: Call
) -> ShownMessage:
    files = tuple(messages.store_file(state, message.channel, upload) for upload in call.files)
    if message.id not in reply.shown:
        reply.shown.append(message.id)
    reply.changed = True
    return messages.change(state, messages.edited(message, fields, files))
