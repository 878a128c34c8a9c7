"""Messages as the people in a channel see them."""

from __future__ import annotations

import dataclasses
import mimetypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tests.loopback import payloads

if TYPE_CHECKING:
    from tests.loopback.state import State
    from tests.loopback.world import Channel, Member, Upload

Json = dict[str, Any]

SUPPRESS_EMBEDS, EPHEMERAL, LOADING = 1 << 2, 1 << 6, 1 << 7
SILENT, COMPONENTS_V2 = 1 << 12, 1 << 15
GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 9, 1 << 12
PINGS = re.compile(r"<@!?\d+>|<@&\d+>|@everyone|@here")


@dataclass(frozen=True)
class StoredFile:
    """A file kept on the loopback CDN."""

    id: int
    filename: str
    content: bytes
    content_type: str | None
    size: int
    url: str


@dataclass(frozen=True)
class ShownMessage:
    """One state of a message; an edit makes a new one with the same id."""

    id: int
    channel: Channel
    author: Member
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    files: tuple[StoredFile, ...] = ()
    flags: int = 0
    allowed_mentions: Json | None = None
    edits: list[str] = field(default_factory=list)
    reply_to: int | None = None
    mentions: tuple[Member, ...] = ()
    nonce: str | None = None
    interaction_id: int | None = None
    asked_by: Member | None = None
    deleted: bool = False

    @property
    def attachments(self) -> dict[str, bytes]:
        """The attached files by name."""
        return {file.filename: file.content for file in self.files}

    @property
    def text(self) -> str:
        """All the text that is seen: the content, or that of the components, block by block."""
        return self.content or "\n\n".join(_texts(self.components))

    @property
    def buttons(self) -> dict[str, str]:
        """The custom ids of the buttons by their labels; of equal labels the first."""
        found: dict[str, str] = {}
        for one in _every(self.components):
            if one.get("custom_id") and one.get("label"):
                found.setdefault(one["label"], one["custom_id"])
        return found

    @property
    def ephemeral(self) -> bool:
        """Whether only the person who asked sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def pings(self) -> list[str]:
        """The mentions in the text that notify somebody."""
        return [ping for ping in PINGS.findall(self.text) if self._lets_through(ping)]

    def _lets_through(self, ping: str) -> bool:
        allowed = self.allowed_mentions
        if allowed is None:
            return True
        kind = "roles" if "&" in ping else "users" if ping.startswith("<") else "everyone"
        named = [str(one) for one in allowed.get(kind, [])] if kind != "everyone" else []
        return kind in allowed.get("parse", []) or ping.strip("<@!&>") in named


def _every(components: Sequence[Json]) -> Iterator[Json]:
    """Components and those inside of them, as they are read."""
    for one in components:
        yield one
        yield from _every(one.get("components") or [])
        if one.get("accessory"):
            yield from _every([one["accessory"]])


def _texts(components: Sequence[Json]) -> list[str]:
    return [one["content"] for one in _every(components) if one.get("content")]


def store_file(state: State, channel: Channel, upload: Upload) -> StoredFile:
    """Keep a file on the loopback CDN."""
    file_id = state.ids.next()
    path = f"/cdn/attachments/{channel.id}/{file_id}/{quote(upload.filename)}"
    file = StoredFile(
        file_id,
        upload.filename,
        upload.content,
        upload.content_type or mimetypes.guess_type(upload.filename)[0],
        len(upload.content) if upload.size is None else upload.size,
        f"{state.base_url}{path}?ex=ffffffff&is=00000000&hm=00",
    )
    state.files[file_id] = file
    return file


def show(state: State, message: ShownMessage) -> ShownMessage:
    """Put a new message into its channel and tell the bot."""
    state.messages[message.id] = message
    _tell(state, "MESSAGE_CREATE", message)
    return message


def change(state: State, message: ShownMessage) -> ShownMessage:
    """Replace the state of a message and tell the bot."""
    state.messages[message.id] = message
    _tell(state, "MESSAGE_UPDATE", message)
    return message


def remove(state: State, message: ShownMessage) -> None:
    """Delete a message and tell the bot."""
    state.messages[message.id] = dataclasses.replace(message, deleted=True)
    gone: Json = {"id": str(message.id), "channel_id": str(message.channel.id)}
    if message.channel.guild is not None and not message.ephemeral:
        gone["guild_id"] = str(message.channel.guild.id)
    if message.channel.has_bot:
        state.gateway.dispatch("MESSAGE_DELETE", gone, needs=_intent(message))
    state.changes.tell()


def edited(message: ShownMessage, payload: Json, new_files: tuple[StoredFile, ...]) -> ShownMessage:
    """Return a message with an edit, or the filling of a loading message, applied."""
    kept = message.files
    if "attachments" in payload:
        names = {str(one.get("id")) for one in payload["attachments"] or []}
        kept = tuple(file for file in kept if str(file.id) in names)
    flags = message.flags
    if "flags" in payload:
        settable = SUPPRESS_EMBEDS | SILENT | COMPONENTS_V2
        flags = (flags & ~SUPPRESS_EMBEDS) | ((payload["flags"] or 0) & settable)
    return dataclasses.replace(
        message,
        content=(payload["content"] or "") if "content" in payload else message.content,
        embeds=(payload["embeds"] or []) if "embeds" in payload else message.embeds,
        components=(
            (payload["components"] or []) if "components" in payload else message.components
        ),
        files=kept + new_files,
        flags=flags & ~LOADING,
        allowed_mentions=payload.get("allowed_mentions"),
        edits=message.edits if message.loading else [*message.edits, message.content],
    )


def _intent(message: ShownMessage) -> int:
    in_guild = message.channel.guild is not None and not message.ephemeral
    return GUILD_MESSAGES if in_guild else DIRECT_MESSAGES


def _tell(state: State, event: str, message: ShownMessage) -> None:
    if message.channel.has_bot:
        described = payloads.message_event(message, state)
        state.gateway.dispatch(event, described, needs=_intent(message))
    state.changes.tell()
