"""Who changes documents is told which answers that helped before got worse by it."""

from __future__ import annotations

import logging

import discord

from bot.desk import Desk
from bot.language.locales import speaker_of
from bot.render.quality import worse_texts
from bot.replies import tell
from index.errors import FootnoteError
from index.evaluate import Again, ask_again

_log = logging.getLogger(__name__)


async def warn_of_worse(desk: Desk, interaction: discord.Interaction, server_id: int) -> None:
    """Ask again what was marked Helpful, and name privately what is newly worse.

    Called when a change is done and reported. Nothing here fails the change: what can't be asked
    now is seen by the next change, or by /quality.
    """
    lane = desk.worker.changes

    def work() -> Again:
        return ask_again(desk.library(server_id), lane.check)

    try:
        again = await lane.run(work)
    except FootnoteError as error:
        _log.warning("Answers that helped could not be asked again: %s", error)
        return
    for text in worse_texts(again.new, speaker_of(interaction), head="quality-worse-change"):
        await tell(interaction, text)
