"""A question that an interaction asks, by a command or a form → its answer, delivered."""

from __future__ import annotations

import asyncio
from typing import Any

import discord

from bot.desk import Desk
from bot.language.speaker import Speaker
from bot.manners import may_answer_publicly
from bot.places import admit
from bot.render.answer import answer_screens
from bot.render.discord import name
from bot.replies import acknowledge, deliver, fail_in_place, tell_queue
from bot.viewing import occasion_of, thread_of, viewer_of
from index.types import Answer


async def answer_interaction(
    desk: Desk,
    interaction: discord.Interaction[Any],
    question: str,
    *,
    private: bool,
    document: str | None = None,
    asked_by: str | None = None,
) -> None:
    """Answer a question where it was asked, for everyone there or for the asker alone.

    `asked_by` mentions who asked, where Discord doesn't show that above the answer.

    Raises:
        ElsewhereError: the server wants to be answered in other channels.
        TooFastError: the member, or the server's members, ask too often.
        FootnoteError: the question can't be answered.
    """
    server_id = admit(desk, interaction)
    private = private or not may_answer_publicly(interaction)
    if not await acknowledge(interaction, private=private):
        return
    ahead = desk.worker.questions.countdown()
    asking = asyncio.create_task(
        desk.ask(
            server_id,
            question,
            viewer=viewer_of(interaction, private=private),
            who=interaction.user.id,
            occasion=occasion_of(interaction, private=private),
            document=document,
            thread=thread_of(interaction.channel),
        )
    )
    noted = await tell_queue(interaction, asking, ahead)
    try:
        answer = await asking
    except Exception as error:
        if not noted:
            raise
        await fail_in_place(interaction, error, private=private)
        return
    say = desk.speaker(interaction, private=private)
    screens = answer_screens(
        answer,
        say,
        asked=question,
        private=private,
        lines=searched(answer, question, say),
        asked_by=None if private else asked_by,
    )
    sent = await deliver(interaction, screens, private=private)
    if not private:  # its messages are nobody else's to find
        desk.stands(server_id, answer, sent)


def searched(answer: Answer, question: str, say: Speaker) -> tuple[str, ...]:
    """What was searched for, where that isn't the question as it was asked."""
    if answer.question == " ".join(question.split()):
        return ()
    return (say("searched-for", question=name(answer.question)),)
