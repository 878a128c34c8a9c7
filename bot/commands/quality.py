"""`/quality`: the team's own questions as an evaluation, and which good answers got worse."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import discord
from discord import app_commands

from bot.desk import Desk
from bot.language.locales import speaker_of, text
from bot.language.speaker import Speaker
from bot.permissions import require_change
from bot.render.quality import quality_screens
from bot.render.screen import Screen, Words
from bot.replies import QUIET, UNSENT, acknowledge, deliver, fail_in_place
from bot.uploads import DOWNLOAD_SECONDS, DownloadError
from bot.view import view_of
from index.errors import UnreadableError
from index.evaluate import Question, assess, parse_questions
from index.read import check_size
from index.types import Progress

MOST_QUESTIONS = 500  # of a file; half a minute's work
EDIT_SECONDS = 1.1  # Discord asks for no more than about one edit a second


def quality_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    """Make the command `/quality`."""

    @app_commands.command(
        name=text("quality-command"), description=text("quality-command.description")
    )
    @app_commands.rename(file=text("quality-command.file"))
    @app_commands.describe(file=text("quality-command.file-description"))
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def quality(
        interaction: discord.Interaction, file: discord.Attachment | None = None
    ) -> None:
        server_id = require_change(interaction, desk)
        if not await acknowledge(interaction, private=True):
            return
        given = [] if file is None else await _given(desk, interaction, file)
        say = speaker_of(interaction)
        lane = desk.worker.changes
        latest: list[Progress] = []

        def report(progress: Progress) -> None:
            lane.check()
            latest[:] = [progress]

        def work() -> list[Screen]:
            found = assess(desk.library(server_id), given, report=report)
            return quality_screens(found, say)

        running = asyncio.create_task(lane.run(work))
        noted = await _show_progress(interaction, latest, running, say)
        try:
            screens = await running
        except Exception as error:
            if not noted:
                raise
            await fail_in_place(interaction, error, private=True)
            return
        await deliver(interaction, screens, private=True)

    return quality


async def _given(
    desk: Desk, interaction: discord.Interaction, file: discord.Attachment
) -> list[Question]:
    """The questions of an attached file.

    Raises:
        UnreadableError: it holds none, or too many.
        DownloadError: Discord didn't hand it over.
    """
    check_size(file.filename, file.size, desk.settings.max_file_bytes)
    say = speaker_of(interaction)
    try:
        async with asyncio.timeout(DOWNLOAD_SECONDS):
            content = await file.read()
    except UNSENT as error:
        raise DownloadError(say("not-handed-over", source=file.filename)) from error
    try:
        questions = parse_questions(content.decode("utf-8-sig"), file.filename)
    except UnicodeDecodeError as error:
        raise UnreadableError(say("questions-text", file=file.filename)) from error
    if len(questions) > MOST_QUESTIONS:
        count, most = len(questions), MOST_QUESTIONS
        raise UnreadableError(say("questions-many", file=file.filename, count=count, most=most))
    return questions


async def _show_progress(
    interaction: discord.Interaction,
    latest: list[Progress],
    work: asyncio.Task[list[Screen]],
    say: Speaker,
) -> bool:
    """Say how far the questions are until they are answered; whether anything was said."""
    noted, shown = False, None
    while not work.done():
        began = time.monotonic()
        now = latest[0] if latest else None
        if now is not None and now.done and now != shown:
            shown = now
            done = say("done-of", done=now.done, total=now.total)
            # Components, as the report will be: a message can't go from one form to the other.
            view = view_of(Screen((Words(say("quality-asking", done=done)),)))
            try:
                await interaction.edit_original_response(view=view, allowed_mentions=QUIET)
                noted = True
            except UNSENT:
                break  # the end is told in another way
        await asyncio.wait({work}, timeout=max(0.0, began + EDIT_SECONDS - time.monotonic()))
    await asyncio.wait({work})
    return noted
