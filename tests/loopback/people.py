"""What people do on the loopback Discord, and what they then see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.loopback import asking, interactions, messages, payloads
from tests.loopback.asking import Values
from tests.loopback.interactions import Choice, Reply, open_interaction
from tests.loopback.messages import PINGS, ShownMessage
from tests.loopback.state import State
from tests.loopback.world import Channel, Member, Upload

Json = dict[str, Any]
Filling = str | Sequence[Upload]  # of a field of a modal

WAIT_S = 30.0
BUTTON, TEXT_INPUT, ROW, LABEL, FILE_UPLOAD = 2, 4, 1, 18, 19
SELECTS = (3, 5, 6, 7, 8)
OF_THE_SERVER = (5, 6, 7, 8)  # whose choices are members, roles and channels


def _is_done(reply: Reply) -> bool:
    return reply.done


class People:
    """People's actions; the state says what is there."""

    def __init__(self, state: State) -> None:
        """Act on this state."""
        self.state = state

    async def slash(
        self,
        member: Member,
        channel: Channel,
        name: str,
        values: Values | None = None,
        *,
        until: Callable[[Reply], bool] = _is_done,
        timeout_s: float = WAIT_S,
    ) -> Reply:
        """Call a slash command and wait until the predicate holds for the reply."""
        found = asking.find_command(self.state, member, channel, name)
        data = asking.command_data(self.state, channel, found, values or {})
        reply = self.send(interactions.COMMAND, member, channel, data)
        return await self.finished(reply, until, f"/{name}", timeout_s)

    async def autocomplete(
        self, member: Member, channel: Channel, name: str, values: Values, *, focused: str
    ) -> list[Choice]:
        """Type into an option and return what is suggested; nothing when Discord refused it."""
        found = asking.find_command(self.state, member, channel, name)
        data = asking.command_data(self.state, channel, found, values, focused=focused)
        reply = self.send(interactions.AUTOCOMPLETE, member, channel, data)
        within_s = interactions.FIRST_REPLY_WITHIN_S
        reply = await self.finished(
            reply,
            lambda now: now.callback is not None or bool(now.refused),
            f"the choices of /{name} {focused}",
            within_s,
        )
        return reply.choices

    async def menu(
        self,
        member: Member,
        channel: Channel,
        name: str,
        target: ShownMessage,
        *,
        until: Callable[[Reply], bool] = _is_done,
        timeout_s: float = WAIT_S,
    ) -> Reply:
        """Call a message's context menu command."""
        found = asking.find_command(self.state, member, channel, name, asking.MESSAGE_MENU)
        described = payloads.message(target, self.state)
        described |= {
            "content": target.content,
            "attachments": [payloads.attachment(each) for each in target.files],
        }
        data: Json = {
            "id": found.command["id"],
            "name": name,
            "type": asking.MESSAGE_MENU,
            "target_id": str(target.id),
            "resolved": {"messages": {str(target.id): described}},
        }
        reply = self.send(interactions.COMMAND, member, channel, data)
        return await self.finished(reply, until, f"the menu {name}", timeout_s)

    async def click(
        self,
        member: Member,
        message: ShownMessage,
        custom_id: str,
        *,
        values: Sequence[str] | None = None,
        until: Callable[[Reply], bool] = _is_done,
        timeout_s: float = WAIT_S,
    ) -> Reply:
        """Press a button, or choose `values` in a select, of a message."""
        there = [one for one in _components(message.components) if one.get("custom_id")]
        named = [one for one in there if one["custom_id"] == custom_id]
        assert named, f"no {custom_id!r} in {[one['custom_id'] for one in there]}"
        assert not named[0].get("disabled"), f"{custom_id!r} is disabled"
        data: Json = {"custom_id": custom_id, "component_type": named[0]["type"]}
        if values is not None:
            assert named[0]["type"] in SELECTS, f"{custom_id!r} is no select"
            data["values"] = list(values)
        extra: Json = {"message": payloads.message(message, self.state)}
        reply = self.send(interactions.COMPONENT, member, message.channel, data, extra=extra)
        return await self.finished(reply, until, f"the click on {custom_id}", timeout_s)

    async def submit(
        self,
        member: Member,
        asked: Reply,
        values: Mapping[str, Filling],
        *,
        until: Callable[[Reply], bool] = _is_done,
        timeout_s: float = WAIT_S,
    ) -> Reply:
        """Fill in the modal that a reply opened, by the custom ids of its fields.

        Several choices of a select are given with commas between; what isn't given stays preset.
        """
        modal = asked.modal
        assert modal is not None and asked.channel is not None, "no modal was opened"
        attached: dict[str, Json] = {}

        def attach(upload: Upload) -> str:
            assert asked.channel is not None
            file = messages.store_file(self.state, asked.channel, upload)
            attached[str(file.id)] = payloads.attachment(file) | {"ephemeral": True}
            return str(file.id)

        rows = [_filled_in(component, values, attach) for component in modal["components"]]
        data: Json = {"custom_id": modal["custom_id"], "components": rows}
        if attached:
            data["resolved"] = {"attachments": attached}
        reply = self.send(interactions.MODAL_SUBMIT, member, asked.channel, data)
        return await self.finished(reply, until, f"the modal {modal['custom_id']}", timeout_s)

    async def say(
        self,
        member: Member,
        channel: Channel,
        text: str,
        *,
        reply_to: ShownMessage | None = None,
        ping: bool = True,
        files: Sequence[Upload] = (),
        until: Callable[[list[ShownMessage]], bool] = bool,
        timeout_s: float = WAIT_S,
    ) -> list[ShownMessage]:
        """Say something and return what the bot posted in that channel after it."""
        said = self.post(member, channel, text, reply_to=reply_to, ping=ping, files=files)
        await self.until(
            lambda: until(self.posted_after(said)),
            lambda: f"the bot's answer to {text!r}; posted: {self.posted_after(said)!r}",
            timeout_s=timeout_s,
        )
        return self.posted_after(said)

    def post(
        self,
        member: Member,
        channel: Channel,
        text: str,
        *,
        reply_to: ShownMessage | None = None,
        ping: bool = True,
        files: Sequence[Upload] = (),
    ) -> ShownMessage:
        """Say something without waiting for the bot."""
        if reply_to is not None:
            assert not reply_to.ephemeral, "nobody can reply to an ephemeral message"
            assert reply_to.channel is channel, "the message replied to is in another channel"
        named = [self.state.person(int(one.strip("<@!>"))) for one in _users_in(text)]
        mentioned = [one for one in named if one is not None]
        if reply_to is not None and ping and reply_to.interaction_id is None:
            mentioned.append(reply_to.author)
        return messages.show(
            self.state,
            ShownMessage(
                self.state.ids.next(),
                channel,
                member,
                content=text,
                files=tuple(messages.store_file(self.state, channel, one) for one in files),
                reply_to=None if reply_to is None else reply_to.id,
                mentions=tuple({one.id: one for one in mentioned}.values()),
            ),
        )

    def posted_after(self, said: ShownMessage) -> list[ShownMessage]:
        """Return what the bot posted in a message's channel after it, and people can see."""
        return [
            one
            for one in self.state.messages.values()
            if one.id > said.id and one.channel is said.channel
            if one.author.id == self.state.bot.id and not (one.loading or one.deleted)
        ]

    async def interact(
        self,
        payload: Json,
        *,
        until: Callable[[Reply], bool] = _is_done,
        timeout_s: float = WAIT_S,
    ) -> Reply:
        """Send a forged interaction and wait for its reply; see `forge`."""
        reply = self.forge(payload)
        return await self.finished(reply, until, "a forged interaction", timeout_s)

    def forge(self, payload: Json) -> Reply:
        """Send a forged interaction; what the payload leaves out is filled in, no more."""
        channel = self.state.channel(int(payload.get("channel_id") or 0))
        user = payload.get("user") or (payload.get("member") or {}).get("user") or {}
        member = self.state.person(int(user.get("id", 0)))
        reply = open_interaction(
            self.state, payload.get("type", interactions.COMMAND), channel=channel, member=member
        )
        event = asking.interaction_event(reply, payload.get("data") or {}) | payload
        reply.id, asked_token = int(event["id"]), reply.token
        reply.token = event["token"]
        self.state.replies[reply.token] = self.state.replies.pop(asked_token)
        self.state.gateway.dispatch("INTERACTION_CREATE", event)
        return reply

    def send(
        self, kind: int, member: Member, channel: Channel, data: Json, *, extra: Json | None = None
    ) -> Reply:
        """Send an interaction without waiting for the bot."""
        message = None if extra is None else int(extra["message"]["id"])
        reply = open_interaction(
            self.state, kind, channel=channel, member=member, component_message=message
        )
        event = asking.interaction_event(reply, data) | (extra or {})
        self.state.gateway.dispatch("INTERACTION_CREATE", event)
        return reply

    async def finished(
        self, reply: Reply, until: Callable[[Reply], bool], what: str, timeout_s: float = WAIT_S
    ) -> Reply:
        """Wait until a predicate holds for a reply."""
        await self.until(
            lambda: until(reply), lambda: f"{what}; {reply.described()}", timeout_s=timeout_s
        )
        return reply

    async def until(
        self,
        happened: Callable[[], bool],
        wanted: Callable[[], str] = lambda: "a condition",
        *,
        timeout_s: float = WAIT_S,
    ) -> None:
        """Wait until a condition on this server holds, or fail with what was received."""
        await self.state.changes.until(
            happened,
            timeout_s=timeout_s,
            describe=lambda: f"waited {timeout_s:g} s for {wanted()}; {self.state.described()}",
        )


def _users_in(text: str) -> list[str]:
    found = PINGS.findall(text)
    return [one for one in found if one.startswith("<@") and not one.startswith("<@&")]


def _components(components: Sequence[Json]) -> list[Json]:
    found: list[Json] = []
    for one in components:
        inner = list(one.get("components") or [])
        if one.get("accessory"):
            inner.append(one["accessory"])
        found += [one, *_components(inner)]
    return found


def _filled_in(
    component: Json, values: Mapping[str, Filling], attach: Callable[[Upload], str]
) -> Json:
    kind = component["type"]
    if kind == LABEL:
        return {"type": LABEL, "component": _input(component["component"], values, attach)}
    if kind == ROW:
        return {"type": ROW, "components": [_input(component["components"][0], values, attach)]}
    return {"type": kind}


def _input(one: Json, values: Mapping[str, Filling], attach: Callable[[Upload], str]) -> Json:
    name, kind = one["custom_id"], one["type"]
    filling = values.get(name, "")
    if kind == FILE_UPLOAD:
        uploads = [] if isinstance(filling, str) else list(filling)
        least, most = one.get("min_values", 1), one.get("max_values", 1)
        assert least <= len(uploads) <= most, f"{name} takes {least} to {most} files"
        return {"type": kind, "custom_id": name, "values": [attach(each) for each in uploads]}
    assert isinstance(filling, str), f"{name} takes text"
    if kind in OF_THE_SERVER:
        preset = [str(each["id"]) for each in one.get("default_values") or []]
        chosen = filling.split(",") if filling else [] if name in values else preset
        least, most = one.get("min_values", 1), one.get("max_values", 1)
        assert least <= len(chosen) <= most, f"{name}: {len(chosen)} chosen of {least} to {most}"
        return {"type": kind, "custom_id": name, "values": chosen}
    if kind in SELECTS:
        offered = [each["value"] for each in one.get("options") or []]
        preset = [each["value"] for each in one.get("options") or [] if each.get("default")]
        chosen = [filling] if name in values else preset
        assert set(chosen) <= set(offered), f"{name}: {chosen} is not offered in {offered}"
        assert chosen or not one.get("required", True), f"{name} is required"
        return {"type": kind, "custom_id": name, "values": chosen}
    least, most = one.get("min_length") or 0, one.get("max_length") or 4000
    assert filling or not one.get("required", True), f"{name} is required"
    assert least <= len(filling) <= most, f"{name}: {len(filling)} characters not {least} to {most}"
    return {"type": kind, "custom_id": name, "value": filling}
