"""The button of `/privacy forget-me` that says that it is meant."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.buttons.pressed import Heard, heard
from bot.desk import Desk, person
from bot.language.locales import speaker_of
from bot.render.settings import FORGET, forgotten_screen
from bot.replies import deliver, turn
from index.errors import FootnoteError


class NotYouError(FootnoteError):
    """Somebody who wants somebody else to be forgotten."""


def forget_button(desk: Desk) -> Heard:
    """The class by which discord.py hears it."""

    class ForgetButton(ui.DynamicItem[ui.Button[Any]], template=rf"{FORGET}:(?P<user>\d{{1,20}})"):
        def __init__(self, button: ui.Button[Any], user_id: int) -> None:
            super().__init__(button)
            self._user_id = user_id

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
        ) -> ForgetButton:
            return cls(ui.Button(custom_id=match.string), int(match["user"]))

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            await heard(interaction, lambda: _forget(desk, interaction, self._user_id))

    return ForgetButton


async def _forget(desk: Desk, interaction: discord.Interaction[Any], user_id: int) -> None:
    """Let go of all that is kept about whoever pressed, and say how much it was."""
    say = speaker_of(interaction)
    if interaction.user.id != user_id:
        raise NotYouError(say("forget-not-you"))
    if not await turn(interaction):
        return
    work = partial(desk.libraries.privacy.forget, person(user_id))
    counts = await desk.worker.changes.run(work)
    await deliver(interaction, [forgotten_screen(counts, say)], private=True)
