"""Questions: `/ask`, a mention of the bot, a reply to it, a direct message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import discord
from discord import app_commands

from bot.asking import answer_interaction, searched
from bot.commands.suggest import documents, suggestions
from bot.desk import Desk
from bot.language.locales import text
from bot.manners import TooFastError
from bot.places import is_wanted
from bot.render.answer import answer_screens
from bot.replies import UNSENT, is_welcome, reply, reply_failure
from bot.viewing import occasion_in, reader_of, thread_of
from index.library import MAX_QUESTION_CHARS


def ask_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    """Make the command `/ask`."""

    @app_commands.command(name=text("ask-command"), description=text("ask-command.description"))
    @app_commands.rename(
        question=text("ask-command.question"),
        private=text("ask-command.private"),
        document=text("ask-command.document"),
    )
    @app_commands.describe(
        question=text("ask-command.question-description"),
        private=text("ask-command.private-description"),
        document=text("ask-command.document-description"),
    )
    @app_commands.autocomplete(question=suggestions(desk), document=documents(desk))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, MAX_QUESTION_CHARS],
        private: bool = False,
        document: str | None = None,
    ) -> None:
        await answer_interaction(desk, interaction, question, private=private, document=document)

    return ask


async def answer_message(desk: Desk, me: discord.abc.User, message: discord.Message) -> None:
    """Answer a message if it asks the bot something; let all others be."""
    question = question_in(message, me)
    if not question:
        question = question_of_post(message, _forums(desk, message)) or question
    if question is None:
        return
    if not await is_wanted(desk, message):
        return
    if not question:
        await reply(message, [desk.speaker_below(message)("how-to-ask")])
        return
    server_id = None if message.guild is None else message.guild.id
    if not await is_welcome(message):
        return
    try:
        desk.rates.admit(message.author.id, server_id)
        async with _typing(message.channel):
            answer = await desk.ask(
                server_id,
                question,
                viewer=reader_of(message),
                who=message.author.id,
                occasion=occasion_in(message),
                thread=thread_of(message.channel),
                command="message",
            )
    except TooFastError as error:
        if not error.told:  # once is enough: whoever goes on isn't answered message by message
            await reply_failure(message, error)
    except Exception as error:
        # Whatever it is, the person is told; `explain` logs what isn't meant for people.
        await reply_failure(message, error)
    else:
        say = desk.speaker_below(message)
        lines = searched(answer, question, say)
        sent = await reply(message, answer_screens(answer, say, lines=lines))
        desk.stands(server_id, answer, sent)


def _forums(desk: Desk, message: discord.Message) -> frozenset[int]:
    """The forums of a server whose new posts are answered."""
    return desk.chosen.of(message.guild.id).forums if message.guild else frozenset()


def question_of_post(message: discord.Message, forums: frozenset[int]) -> str | None:
    """The title of a new forum post, where its posts are answered; None for all else.

    Without the privileged intent the text of a post can't be read, but its title can. The first
    message of a post has the post's number; before it nobody may write there.
    """
    post = message.channel
    if not isinstance(post, discord.Thread) or message.id != post.id:
        return None
    if post.parent_id not in forums or message.author.bot:
        return None
    return " ".join(post.name.split()) or None


def question_in(message: discord.Message, me: discord.abc.User) -> str | None:
    """The question that a message asks the bot: empty if it only names it, None if it asks nothing.

    Bots ask nothing, and neither does the bot itself: its private answers come back looking like
    direct messages. A mention of everyone or of a role is not one of the bot.
    """
    if message.author.bot or message.author.id == me.id or message.webhook_id is not None:
        return None
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        return None
    words = message.content
    for mention in (f"<@{me.id}>", f"<@!{me.id}>"):
        words = words.replace(mention, " ")
    question = " ".join(words.split())
    named = any(user.id == me.id for user in message.mentions)
    if named or message.guild is None:
        return question
    # Discord withholds the text of a reply that doesn't ping the bot: nothing to answer there.
    return question if question and _replies_to(message, me) else None


def _replies_to(message: discord.Message, me: discord.abc.User) -> bool:
    """Whether a message is a reply to one of the bot's."""
    referred = message.reference.resolved if message.reference else None
    return isinstance(referred, discord.Message) and referred.author.id == me.id


@asynccontextmanager
async def _typing(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show that the bot is typing, as far as Discord lets it."""
    async with AsyncExitStack() as stack:
        with suppress(*UNSENT):
            await stack.enter_async_context(channel.typing())
        yield
