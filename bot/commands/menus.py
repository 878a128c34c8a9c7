"""The menu of a message: *Find in*, *Check against* and *Add to documents*."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.desk import Desk
from bot.language.locales import speaker_of, text
from bot.messages import credit, document_of
from bot.permissions import require_change
from bot.places import admit
from bot.render.answer import answer_screens
from bot.render.checks import check_screens
from bot.replies import acknowledge, deliver, tell
from bot.stages import stage
from bot.uploads import attached
from bot.viewing import occasion_of, server_of, viewer_of
from index.library import MAX_QUESTION_CHARS
from index.types import Check


def find_menu(desk: Desk) -> app_commands.ContextMenu:
    """Make *Find in documents*: a message's words as the question, answered privately."""

    async def find(interaction: discord.Interaction, message: discord.Message) -> None:
        question = await _words(desk, interaction, message)
        if question is None:
            return
        question, whole = _beginning(question)
        say = speaker_of(interaction)
        cut = () if whole else (say("question-cut", count=len(question)),)
        server_id = server_of(interaction)
        answer = await desk.ask(
            server_id,
            question,
            viewer=viewer_of(interaction, private=True),
            who=interaction.user.id,
            occasion=occasion_of(interaction, private=True),
        )
        screens = answer_screens(answer, say, asked=question, private=True, lines=cut)
        sent = await deliver(interaction, screens, private=True)
        desk.stands(server_id, answer, sent)

    return _menu("find-menu", find)


def check_menu(desk: Desk) -> app_commands.ContextMenu:
    """Make *Check against documents*: a message sentence by sentence, privately."""

    async def check(interaction: discord.Interaction, message: discord.Message) -> None:
        words = await _words(desk, interaction, message)
        if words is None:
            return
        viewer = viewer_of(interaction, private=True)
        server_id = server_of(interaction)

        def work() -> Check:
            return desk.library(server_id).check(words, viewer=viewer)

        found = await desk.worker.questions.run(work)
        await deliver(interaction, check_screens(found, speaker_of(interaction)), private=True)

    return _menu("check-menu", check)


def add_menu(desk: Desk) -> app_commands.ContextMenu:
    """Make *Add to documents*: what a message says or brings, by whom, when and where."""

    async def add(interaction: discord.Interaction, message: discord.Message) -> None:
        server_id = require_change(interaction, desk)
        if not message.content.strip() and not message.attachments:
            await tell(interaction, speaker_of(interaction)("nothing-in-message"))
            return
        private = await desk.reports_privately(server_id)
        if not await acknowledge(interaction, private=private):
            return
        mark = credit(message)
        uploads = await attached(desk, interaction, message.attachments, marked=mark)
        if message.content.strip():
            uploads.files.insert(0, document_of(message, server_id))
        uploads.origins = dict.fromkeys((name for name, _ in uploads.files), message.jump_url)
        await stage(desk, interaction, server_id, uploads, private=private)

    menu = app_commands.ContextMenu(name=text("add-menu"), callback=add)
    menu.allowed_contexts = app_commands.AppCommandContext(guild=True)
    return menu


def _menu(key: str, callback: Any) -> app_commands.ContextMenu:  # noqa: ANN401
    menu = app_commands.ContextMenu(name=text(key), callback=callback)
    menu.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
    menu.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=True
    )
    return menu


def _beginning(words: str) -> tuple[str, bool]:
    """As many whole words of a message as a question may have, and whether these are all."""
    words = " ".join(words.split())
    if len(words) <= MAX_QUESTION_CHARS:
        return words, True
    space = words.rfind(" ", 0, MAX_QUESTION_CHARS + 1)
    return words[: space if space > 0 else MAX_QUESTION_CHARS], False


async def _words(
    desk: Desk, interaction: discord.Interaction, message: discord.Message
) -> str | None:
    """The words of a message that work can begin with; None if there are none, which is told."""
    words = message.content.strip()
    if not any(map(str.isalnum, words)):
        await tell(interaction, speaker_of(interaction)("no-words"))
        return None
    admit(desk, interaction)
    return words if await acknowledge(interaction, private=True) else None
