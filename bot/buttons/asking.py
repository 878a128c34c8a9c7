"""*Ask*: the button of a panel or a thread, the form that it opens, and what is written there."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.asking import answer_interaction
from bot.buttons.forms import form_of, sent, written
from bot.buttons.pressed import Heard, heard
from bot.desk import Desk
from bot.language.locales import speaker_of
from bot.manners import may_answer_publicly
from bot.places import admit
from bot.render.press import ASK_ID
from bot.replies import open_form
from bot.viewing import server_of
from index.library import MAX_QUESTION_CHARS

QUESTION_ID = f"{ASK_ID}:question"
_FORM = re.compile(re.escape(QUESTION_ID))
QUESTION, WHO = "question", "who"  # fields
EVERYONE, ME = "everyone", "me"


def ask_button(desk: Desk) -> Heard:
    """The class by which discord.py hears the *Ask* buttons."""

    class AskButton(ui.DynamicItem[ui.Button[Any]], template=ASK_ID):
        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
        ) -> AskButton:
            return cls(ui.Button(custom_id=match.string))

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            await heard(interaction, lambda: open_question(desk, interaction))

    return AskButton


async def open_question(desk: Desk, interaction: discord.Interaction[Any]) -> None:
    """Open the form for a question, unless it would be refused anyway.

    Raises:
        ElsewhereError: the server wants to be answered in other channels.
        TooFastError: the member, or the server's members, ask too often.
    """
    admit(desk, interaction, counted=False)
    say = speaker_of(interaction)
    question: ui.Item[Any] = ui.TextInput(
        custom_id=QUESTION, style=discord.TextStyle.paragraph, max_length=MAX_QUESTION_CHARS
    )
    fields = {say("ask-question-label"): question}
    if server_of(interaction) is not None and may_answer_publicly(interaction):
        fields[say("ask-who-label")] = ui.Select(
            custom_id=WHO,
            options=[
                discord.SelectOption(
                    label=say("ask-everyone-choice"), value=EVERYONE, default=True
                ),
                discord.SelectOption(label=say("ask-me-choice"), value=ME),
            ],
        )
    await open_form(interaction, form_of(say("ask-title"), QUESTION_ID, fields))


async def hear_question(desk: Desk, interaction: discord.Interaction[Any]) -> None:
    """Answer the question that somebody wrote into the form, if this is one."""
    if sent(interaction, _FORM):
        await heard(interaction, lambda: _answer(desk, interaction))


async def _answer(desk: Desk, interaction: discord.Interaction[Any]) -> None:
    await answer_interaction(
        desk,
        interaction,
        written(interaction, QUESTION),
        private=written(interaction, WHO) == ME,
        asked_by=interaction.user.mention,  # above an answer to a form Discord names nobody
    )
