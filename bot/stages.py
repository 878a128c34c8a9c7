"""Adding on Discord: what is handed over waits, its report is shown, and somebody confirms it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import discord

from bot.desk import Desk, person
from bot.language.locales import speaker_of
from bot.render.staged import staged_screen
from bot.replies import deliver
from bot.uploads import Uploads
from index.types import Preview, Staged


async def stage(
    desk: Desk,
    interaction: discord.Interaction[Any],
    server_id: int,
    uploads: Uploads,
    *,
    private: bool,
) -> None:
    """Keep what was handed over, and say what adding it would do, with Confirm and Cancel.

    A public report names of the questions asked before only those asked in its own channel.
    """
    work = partial(_stage, desk, server_id, uploads, person(interaction.user.id))
    staged = await desk.worker.changes.run(work)
    screen = staged_screen(
        staged,
        speaker_of(interaction),
        notes=uploads.notes,
        channel=None if private else interaction.channel_id,
    )
    await deliver(interaction, [screen], private=private)


def _stage(desk: Desk, server_id: int, uploads: Uploads, by: str) -> Staged:
    staged = desk.library(server_id).stage(uploads.files, by=by, origins=uploads.origins)
    refused = (Preview(each.source, "refused", notes=(each.reason,)) for each in uploads.refused)
    return replace(staged, previews=(*staged.previews, *refused))
