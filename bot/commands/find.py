"""`/find`: exact words, codes and phrases, a page of places at a time."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import app_commands, ui

from bot.desk import Desk
from bot.language.locales import speaker_of, text
from bot.manners import may_answer_publicly
from bot.render.finds import FIND_ID, MOST_QUERY, PER_PAGE, find_screens
from bot.replies import acknowledge, deliver, fail, turn
from bot.viewing import viewer_of
from index.types import Occurrences


def find_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    """Make the command `/find`."""

    @app_commands.command(name=text("find-command"), description=text("find-command.description"))
    @app_commands.rename(words=text("find-command.words"), private=text("find-command.private"))
    @app_commands.describe(
        words=text("find-command.words-description"),
        private=text("find-command.private-description"),
    )
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def find(
        interaction: discord.Interaction,
        words: app_commands.Range[str, 1, MOST_QUERY],
        private: bool = False,
    ) -> None:
        desk.rates.admit(interaction.user.id, interaction.guild_id)
        private = private or not may_answer_publicly(interaction)
        if not await acknowledge(interaction, private=private):
            return
        found = await _find(desk, interaction, words, page=0, private=private)
        await deliver(interaction, find_screens(found, speaker_of(interaction)), private=private)

    return find


class FindPage(
    ui.DynamicItem[ui.Button[ui.LayoutView]],
    template=FIND_ID,
):
    """A button to another page of places. Its id holds all it needs, so it works for ever."""

    def __init__(self, item: ui.Button[ui.LayoutView], words: str, page: int) -> None:
        super().__init__(item)
        self._words = words
        self._page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the button that was pressed."""
        return cls(ui.Button(custom_id=match.string), match["words"], int(match["page"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Turn the page: in place for whoever asked, in a private message for others."""
        desk: Desk = interaction.client.desk  # type: ignore[attr-defined]
        message = interaction.message
        private = message is not None and message.flags.ephemeral
        asker = None if message is None else message.interaction_metadata
        own = private or (asker is not None and asker.user.id == interaction.user.id)
        try:
            if own:
                if not await turn(interaction):
                    return
            elif not await acknowledge(interaction, private=True):
                return
            found = await _find(
                desk, interaction, self._words, page=self._page, private=private or not own
            )
            await deliver(interaction, find_screens(found, speaker_of(interaction)), private=True)
        except Exception as error:
            await fail(interaction, error)


async def _find(
    desk: Desk, interaction: discord.Interaction, words: str, *, page: int, private: bool
) -> Occurrences:
    viewer = viewer_of(interaction, private=private)
    server_id = interaction.guild_id

    def work() -> Occurrences:
        return desk.library(server_id).find(
            words, first=page * PER_PAGE, most=PER_PAGE, viewer=viewer
        )

    return await desk.worker.questions.run(work)
