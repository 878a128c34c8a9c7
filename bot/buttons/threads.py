"""*Ask more*: a thread below an answer, in which follow-ups are asked."""

from __future__ import annotations

from functools import partial

import discord

from bot.buttons.asking import open_question
from bot.buttons.pressed import Press
from bot.panels import has_ask
from bot.places import admit
from bot.render.markdown import shorten, units, visible
from bot.render.panel import thread_screen
from bot.replies import acknowledge, deliver, post, twice
from index.errors import FootnoteError

MOST_NAME = 100  # characters of a thread's name; Discord's
_EXISTS = 160004
_FIRST = 10  # ours: messages of a thread among which its beginning is


class NoThreadError(FootnoteError):
    """A thread that can't be opened here."""


async def open_thread(press: Press) -> None:
    """Open a thread below the answer; where there can be none, the form for a question at once.

    Raises:
        ElsewhereError: the server wants to be answered in other channels.
        TooFastError: the member, or the server's members, ask too often.
        NoThreadError: the bot may not open a thread here.
        AnswerError: the answer isn't there.
    """
    message, channel = press.interaction.message, press.interaction.channel
    if message is None or message.flags.ephemeral or not isinstance(channel, discord.TextChannel):
        await open_question(press.desk, press.interaction)
        return
    server_id = admit(press.desk, press.interaction)
    if not await acknowledge(press.interaction, private=True):
        return
    found = await press.found()
    may = press.interaction.app_permissions
    if not (may.create_public_threads and may.send_messages_in_threads):
        raise NoThreadError(press.say("thread-not-allowed"))
    question = " ".join(visible(found.kept.answer.question).text.split())
    name = shorten(question, MOST_NAME) if units(question) > MOST_NAME else question
    try:
        new = await _open(message, name or "?")
        thread = press.interaction.client.get_partial_messageable(message.id, guild_id=server_id)
        if new or not await _has_begun(thread, press.interaction.application_id):
            await post(thread, thread_screen(press.say))
    except discord.Forbidden as error:
        raise NoThreadError(press.say("thread-not-allowed")) from error
    # The thread of a message has the message's number: so it is found again.
    where = press.say("thread-open", thread=f"<#{message.id}>")
    await deliver(press.interaction, [where], private=True)


async def _open(message: discord.Message, name: str) -> bool:
    """Open the thread of a message; False if it is there already."""
    try:
        await twice(partial(message.create_thread, name=name))
    except discord.HTTPException as error:
        if error.code != _EXISTS:
            raise
        return False
    return True


async def _has_begun(thread: discord.PartialMessageable, me: int) -> bool:
    """Whether the bot has said in a thread how to ask there."""
    first = thread.history(limit=_FIRST, oldest_first=True)
    return any([has_ask(each, me) async for each in first])
