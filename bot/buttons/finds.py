"""The buttons below what `/find` found: to other pages of places."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.buttons.pressed import Heard, heard
from bot.desk import Desk
from bot.places import admit
from bot.render.finds import FIND_ID, find_screens
from bot.replies import acknowledge, deliver, turn
from bot.viewing import viewer_of


def find_pages(desk: Desk) -> Heard:
    """The class by which discord.py hears the buttons to other pages.

    The id of such a button holds all it needs, so it works for ever.
    """

    class FindPage(ui.DynamicItem[ui.Button[Any]], template=FIND_ID):
        def __init__(self, button: ui.Button[Any], words: str, page: int) -> None:
            super().__init__(button)
            self._words = words
            self._page = page

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
        ) -> FindPage:
            return cls(ui.Button(custom_id=match.string), match["words"], int(match["page"]))

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            await heard(interaction, lambda: _turn(desk, interaction, self._words, self._page))

    return FindPage


async def _turn(desk: Desk, interaction: discord.Interaction[Any], words: str, page: int) -> None:
    """Turn the page: in place for whoever asked, in a private message for others."""
    server_id = admit(desk, interaction)
    message = interaction.message
    private = message is not None and message.flags.ephemeral
    asker = None if message is None else message.interaction_metadata
    own = private or (asker is not None and asker.user.id == interaction.user.id)
    if not await (turn(interaction) if own else acknowledge(interaction, private=True)):
        return
    viewer = viewer_of(interaction, private=private or not own)
    found = await desk.find(server_id, words, page=page, viewer=viewer)
    say = desk.speaker(interaction, private=private or not own)
    await deliver(interaction, find_screens(found, say), private=True)
