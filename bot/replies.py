"""Getting words to a person: first replies, follow-ups, messages, and failures as one sentence.

Nothing here raises because Discord didn't take a message: that is logged, and where there is
another way to reach the person, it is tried. Every send and every edit says that nobody is to be
mentioned.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp
import discord

from bot.explain import explain
from bot.language.locales import speaker_in, speaker_of
from bot.manners import may_reply
from bot.render.screen import Attachment, Screen, Words
from bot.view import file_of, view_of

_log = logging.getLogger(__name__)

Message = str | Screen  # what is sent: text, or Discord's components

QUIET = discord.AllowedMentions.none()

# What a request to Discord can fail with. On Linux a reset connection arrives as aiohttp's error.
UNSENT = (discord.HTTPException, aiohttp.ClientError, OSError)

NOTE_SECONDS = 1.5  # ours: most questions are answered before
WORTH_SAYING = 5  # questions ahead, ours

# Marks among an interaction's extras.
_ACKNOWLEDGED = "footnote.acknowledged"
_THINKING = "footnote.thinking"  # "thinking…" stands there, and nothing else yet

_ALREADY_ACKNOWLEDGED = 40060
_UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION, _INVALID_TOKEN = 10015, 10062, 50027
_EXPIRED = (_UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION, _INVALID_TOKEN)


@dataclass(frozen=True, slots=True)
class Sent:
    """The messages that a person got, by their ids, and the channel."""

    channel: int
    messages: tuple[int, ...]


async def acknowledge(interaction: discord.Interaction, *, private: bool) -> bool:
    """Say "thinking…" at once; whether the answer is private is fixed here.

    Returns whether an answer can follow.
    """
    ready = await _reply_first(
        interaction, partial(interaction.response.defer, ephemeral=private, thinking=True)
    )
    interaction.extras[_THINKING] = ready
    return ready


async def tell_queue(
    interaction: discord.Interaction, work: asyncio.Task[Any], ahead: Callable[[], int]
) -> bool:
    """Say where "thinking…" stands how many are ahead, if the work is going to take a while.

    Returns whether it stands there now: then a failure has to take its place. Not said at once: a
    crowd's first signs go before.
    """
    await asyncio.wait({work}, timeout=NOTE_SECONDS)
    left = ahead()
    if work.done() or left < WORTH_SAYING:
        return False
    text = speaker_of(interaction)("waiting-behind", count=left)
    with suppress(*UNSENT):  # the answer itself is what matters
        # Components, as the answer will be: a message can't go from one form to the other.
        view = view_of(Screen((Words(text),)))
        await interaction.edit_original_response(view=view, allowed_mentions=QUIET)
        interaction.extras[_THINKING] = False
    return True


async def fail_in_place(
    interaction: discord.Interaction, error: BaseException, *, private: bool
) -> None:
    """Tell in one sentence what went wrong, where a screen stands already."""
    text = explain(error, f"interaction {interaction.id}", speaker_of(interaction))
    await deliver(interaction, [Screen((Words(text),))], private=private)


async def turn(interaction: discord.Interaction) -> bool:
    """Say that the message whose button was pressed will change; whether it can."""
    return await _reply_first(interaction, interaction.response.defer)


async def open_form(interaction: discord.Interaction, form: discord.ui.Modal) -> bool:
    """Open a form as the first reply; whether Discord has it."""
    return await _reply_first(interaction, partial(interaction.response.send_modal, form))


async def offer_nothing(interaction: discord.Interaction) -> bool:
    """Offer no choices to somebody who is typing; whether Discord has it."""
    return await _reply_first(interaction, partial(interaction.response.autocomplete, []))


async def deliver(
    interaction: discord.Interaction,
    messages: Sequence[Message],
    *,
    private: bool,
    attachment: tuple[str, bytes] | None = None,
) -> Sent:
    """Put messages where "thinking…" stands and below it, in order; the first with a file."""
    left = list(messages)
    sent: list[int] = []

    async def edit() -> None:
        # A file is used up by an attempt to send it, so each attempt makes its own.
        files = [] if attachment is None else [file_of(Attachment(*attachment))]
        shown, more = _form(left[0])
        # Always said: what takes the place of a message takes that of its files as well.
        message = await interaction.edit_original_response(
            **shown, attachments=[*files, *more], allowed_mentions=QUIET
        )
        interaction.extras[_THINKING] = False
        sent.append(message.id)

    try:
        await twice(edit)
        del left[0]
        while left:
            sent.append(await _send_below(interaction, left[0], private=private))
            del left[0]
    except UNSENT as error:
        return await _lost(interaction, error, left, private=private) or _sent(interaction, sent)
    return _sent(interaction, sent)


async def follow(interaction: discord.Interaction, message: Message) -> None:
    """Put a message for this member alone below what was delivered before."""
    try:
        await _send_below(interaction, message, private=True)
    except UNSENT as error:
        await _lost(interaction, error, [message], private=True)


async def show(interaction: discord.Interaction, message: Message) -> bool:
    """Put a message where "thinking…" or the pressed button stands; whether Discord took it."""
    shown, _ = _form(message)
    try:
        await interaction.edit_original_response(**shown, allowed_mentions=QUIET)
    except UNSENT:
        return False
    interaction.extras[_THINKING] = False
    return True


async def tell(interaction: discord.Interaction, text: str) -> None:
    """Send one message that only this member sees, if nothing public stands there already."""
    if not interaction.response.is_done() and _ACKNOWLEDGED not in interaction.extras:
        send = interaction.response.send_message
        await _reply_first(interaction, partial(send, text, ephemeral=True, allowed_mentions=QUIET))
    elif interaction.extras.get(_THINKING):
        await deliver(interaction, [text], private=True)
    else:
        await follow(interaction, text)


async def fail(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell in one sentence what went wrong."""
    say = speaker_of(interaction)
    await tell(interaction, explain(error, f"interaction {interaction.id}", say))


async def is_welcome(message: discord.Message) -> bool:
    """Whether the bot may write where a message stands; if not, its author is told privately."""
    if may_reply(message):
        return True
    _log.warning("May not answer in channel %s", message.channel.id)
    await whisper(message.author, speaker_in(message)("may-not-write"))
    return False


async def reply(message: discord.Message, messages: Sequence[Message]) -> Sent:
    """Answer a message below it; if the bot may not write there, tell the author privately.

    `QUIET` says for replies too that their author is not pinged.
    """
    sent: list[int] = []
    if not await is_welcome(message):
        return Sent(message.channel.id, ())
    try:
        reference = message.to_reference(fail_if_not_exists=False)
        try:
            sent.append(await post(message.channel, messages[0], reference))
        except discord.Forbidden:
            # Replying takes the permission to read the channel's history.
            sent.append(await post(message.channel, messages[0]))
        for each in messages[1:]:
            sent.append(await post(message.channel, each))
    except discord.Forbidden as error:
        _log.warning("May not answer in channel %s: %s", message.channel.id, error)
        await whisper(message.author, speaker_in(message)("may-not-write"))
    except UNSENT as error:
        _log.warning("Message %s stays unanswered: %r", message.id, error)
    return Sent(message.channel.id, tuple(sent))


async def reply_failure(message: discord.Message, error: BaseException) -> None:
    """Tell in one sentence what went wrong with a question in a message."""
    await reply(message, [explain(error, f"message {message.id}", speaker_in(message))])


async def _reply_first(
    interaction: discord.Interaction, send: Callable[[], Awaitable[object]]
) -> bool:
    """Send the first reply to an interaction; return whether Discord has it.

    Where the connection broke, nobody knows whether it arrived: it is sent once more, and "already
    acknowledged" then means that it did.
    """
    try:
        await twice(send)
    except discord.HTTPException as error:
        if error.code == _ALREADY_ACKNOWLEDGED:
            # discord.py doesn't count this as a reply, so `tell` has to be told.
            interaction.extras[_ACKNOWLEDGED] = True
            return True
        _log.warning("Interaction %s came to nothing: %s", interaction.id, error)
    except UNSENT as error:
        _log.warning("Interaction %s came to nothing: %r", interaction.id, error)
    else:
        return True
    return False


def _form(message: Message) -> tuple[dict[str, Any], list[discord.File]]:
    """What discord.py is given to send a message, and its files."""
    if isinstance(message, str):
        return {"content": message}, []
    return {"view": view_of(message)}, [file_of(each) for each in message.files]


async def _send_below(interaction: discord.Interaction, message: Message, *, private: bool) -> int:
    """Send a follow-up, which stands once whatever the network does; its id."""
    screen = Screen((Words(message),)) if isinstance(message, str) else message

    async def send(mark: int) -> discord.WebhookMessage:
        return await interaction.followup.send(
            view=view_of(screen, mark),
            files=[file_of(each) for each in screen.files],
            ephemeral=private,
            allowed_mentions=QUIET,
            wait=True,
        )

    client: Any = interaction.client
    return int(await client.desk.echoes.send_once(send, interaction.followup.delete_message))


def _sent(interaction: discord.Interaction, messages: Sequence[int]) -> Sent:
    return Sent(interaction.channel_id or 0, tuple(messages))


async def twice(send: Callable[[], Awaitable[object]]) -> None:
    """Send something, once more if the connection breaks and nobody knows whether it arrived."""
    try:
        await send()
    except (aiohttp.ClientError, OSError) as error:
        _log.info("Sending once more after %r", error)
        await send()


async def _lost(
    interaction: discord.Interaction,
    error: Exception,
    messages: Sequence[Message],
    *,
    private: bool,
) -> Sent | None:
    """Say by regular messages what an interaction's token is too old for; log the rest."""
    place = interaction.user if private else interaction.channel
    expired = isinstance(error, discord.HTTPException) and error.code in _EXPIRED
    if not expired or not isinstance(place, discord.abc.Messageable):
        _log.warning("Interaction %s stays unanswered: %r", interaction.id, error)
        return None
    sent: list[int] = []
    try:
        for each in messages:
            sent.append(await post(place, each))
    except discord.Forbidden as forbidden:
        _log.warning("Interaction %s expired: %s", interaction.id, forbidden)
        if not private:
            await whisper(interaction.user, messages[0])
    except UNSENT as unsent:
        _log.warning("Interaction %s stays unanswered: %r", interaction.id, unsent)
    return None if private else _sent(interaction, sent)


async def post(
    channel: discord.abc.Messageable,
    message: Message,
    reference: discord.MessageReference | None = None,
) -> int:
    """Send a regular message, whose nonce keeps it single however often it is sent; its id."""
    more: dict[str, Any] = {"nonce": secrets.randbits(63), "allowed_mentions": QUIET}
    if reference is not None:
        more["reference"] = reference
    sent: list[int] = []

    async def send() -> None:
        shown, files = _form(message)
        sent.append((await channel.send(**shown, files=files, **more)).id)

    await twice(send)
    return sent[0]


async def whisper(person: discord.abc.User, message: Message) -> None:
    """Send a direct message, which a person may have switched off."""
    try:
        if isinstance(person, discord.abc.Messageable):
            await post(person, message)
    except UNSENT as error:
        _log.warning("May not write to user %s: %r", person.id, error)
