"""Interactions: what a person asked of the bot and what the bot gave back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.loopback.messages import ShownMessage
    from tests.loopback.state import State
    from tests.loopback.world import Channel, Member

Json = dict[str, Any]

PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 1, 2, 3, 4, 5
PONG, ANSWER, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
FIRST_REPLY_WITHIN_S = 3.0
TOKEN_VALID_S = 15 * 60.0


@dataclass(frozen=True)
class Choice:
    """One suggestion of an autocomplete."""

    name: str
    value: str | int | float


@dataclass
class Reply:
    """Everything the bot answered to one interaction so far; it goes on changing."""

    state: State = field(repr=False)
    id: int
    token: str
    kind: int
    channel: Channel | None
    member: Member | None
    sent_at: float
    component_message: int | None = None
    callback: int | None = None
    answered_at: float | None = None
    ephemeral: bool = False
    original: int | None = None
    changed: bool = False
    refused: list[str] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    modal: Json | None = None

    @property
    def deferred(self) -> bool:
        """Whether the first reply was "thinking…"."""
        return self.callback == DEFER

    @property
    def first_reply_s(self) -> float:
        """The seconds from the event to the first reply."""
        assert self.answered_at is not None, "the bot has not replied"
        return self.answered_at - self.sent_at

    @property
    def messages(self) -> list[ShownMessage]:
        """The messages that the person sees now, in the order they came."""
        known = [self.state.messages[message_id] for message_id in self.shown]
        return [message for message in known if not message.loading and not message.deleted]

    @property
    def done(self) -> bool:
        """Whether the person got something to look at."""
        answered = self.callback in (PONG, UPDATE, CHOICES, MODAL)
        return answered or self.changed or bool(self.messages)

    def described(self) -> str:
        """Say what the bot did, for a test that waited in vain."""
        if self.callback is None:
            first = "no callback was accepted"
        else:
            first = f"callback type {self.callback} after {self.first_reply_s:.3f} s"
        texts = [message.content for message in self.messages]
        return f"{first}; shown: {texts!r}; refused: {self.refused!r}"


def open_interaction(
    state: State,
    kind: int,
    *,
    channel: Channel | None,
    member: Member | None,
    component_message: int | None = None,
) -> Reply:
    """Make an interaction with a token of its own."""
    interaction_id = state.ids.next()
    reply = Reply(
        state,
        interaction_id,
        f"loopback-interaction-{interaction_id}",
        kind,
        channel,
        member,
        state.clock.now(),
        component_message,
    )
    state.replies[reply.token] = reply
    return reply
