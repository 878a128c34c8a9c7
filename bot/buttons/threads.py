"""*Ask more*: a thread below an answer, in which follow-ups are asked."""

from __future__ import annotations

import discord

from bot.buttons.asking import open_question
from bot.buttons.pressed import Press
from bot.places import admit
from bot.render.markdown import shorten, units, visible
from bot.render.panel import thread_screen
from bot.replies import UNSENT, acknowledge, deliver, post
from index.errors import FootnoteError

MOST_NAME = 100  # characters of a thread's name; Discord's
_EXISTS = 160004


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
    admit(press.desk, press.interaction)
    if not await acknowledge(press.interaction, private=True):
        return
    found = await press.found()
    may = press.interaction.app_permissions
    if not (may.create_public_threads and may.send_messages_in_threads):
        raise NoThreadError(press.say("thread-not-allowed"))
    question = " ".join(visible(found.kept.answer.question).text.split())
    name = shorten(question, MOST_NAME) if units(question) > MOST_NAME else question
    try:
        # The thread of a message has the message's number: so it is found again.
        thread = await message.create_thread(name=name or "?")
        await post(thread, thread_screen(press.say))
    except discord.HTTPException as error:
        if error.code != _EXISTS:
            raise NoThreadError(press.say("thread-not-allowed")) from error
        where = f"<#{message.id}>"
    except UNSENT as error:
        raise NoThreadError(press.say("thread-not-allowed")) from error
    else:
        where = thread.mention
    await deliver(press.interaction, [press.say("thread-open", thread=where)], private=True)
