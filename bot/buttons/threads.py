"""*Ask more*: a thread below an answer, in which follow-ups are asked."""

from __future__ import annotations

import discord

from bot.buttons.pressed import Press
from bot.render.markdown import shorten, units, visible
from bot.replies import UNSENT, acknowledge, deliver, post
from index.errors import FootnoteError

MOST_NAME = 100  # characters of a thread's name; Discord's
_EXISTS = 160004


class NoThreadError(FootnoteError):
    """A thread that can't be opened here."""


async def open_thread(press: Press) -> None:
    """Open a thread below the answer, and say how to ask in it."""
    if not await acknowledge(press.interaction, private=True):
        return
    found = await press.found()
    message, channel = press.interaction.message, press.interaction.channel
    if message is None or message.flags.ephemeral or not isinstance(channel, discord.TextChannel):
        raise NoThreadError(press.say("thread-not-here"))
    may = press.interaction.app_permissions
    if not (may.create_public_threads and may.send_messages_in_threads):
        raise NoThreadError(press.say("thread-not-allowed"))
    question = " ".join(visible(found.kept.answer.question).text.split())
    name = shorten(question, MOST_NAME) if units(question) > MOST_NAME else question
    try:
        # The thread of a message has the message's number: so it is found again.
        thread = await message.create_thread(name=name or "?")
        await post(thread, press.say("thread-begun"))
    except discord.HTTPException as error:
        if error.code != _EXISTS:
            raise NoThreadError(press.say("thread-not-allowed")) from error
        where = f"<#{message.id}>"
    except UNSENT as error:
        raise NoThreadError(press.say("thread-not-allowed")) from error
    else:
        where = thread.mention
    await deliver(press.interaction, [press.say("thread-open", thread=where)], private=True)
