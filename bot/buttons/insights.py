"""What moderators do with a question that nothing answers: add, say what answers it, put it aside.

Whoever presses, chooses or sends a form is asked each time whether they may; and a question is
looked for among those of the server in which it is pressed, and of no other.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.desk import Desk, person
from bot.language.locales import speaker_of
from bot.language.speaker import Speaker
from bot.names import document_mark, source_name
from bot.options import MisfitError
from bot.permissions import require_change
from bot.progress import News, carry_out
from bot.render.discord import pack
from bot.render.insights import (
    ADD_ID,
    BY_ID,
    CHOICE_ID,
    DISMISS_ID,
    FORM_ID,
    PAGE_ID,
    SETTLE_ID,
    added_lines,
    choice_screen,
    open_screen,
    settle_screen,
)
from bot.render.press import PREFIX
from bot.render.reports import changes_messages
from bot.render.screen import Screen, Words
from bot.replies import UNSENT, acknowledge, deliver, fail, turn
from bot.settling import settle_if_answered
from bot.telling import tell_settled
from bot.uploads import DOWNLOAD_SECONDS, DownloadError
from bot.worse import warn_of_worse
from index.errors import FootnoteError, UnknownDocumentError
from index.library import Library
from index.read import check_size, find_format
from index.types import OPERATOR, Answer, Changes, DocumentInfo, OpenQuestion, Settled

MOST_FILES = 10  # of the form; Discord's
_FIELD = "files"


class OpenQuestionError(FootnoteError):
    """A question that is open no more, or not in this server."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed, chosen or sent, by somebody who may: in which server, about what."""

    desk: Desk
    interaction: discord.Interaction[Any]
    match: re.Match[str]
    values: tuple[str, ...]
    server_id: int

    @property
    def say(self) -> Speaker:
        """The speaker for whoever pressed."""
        return speaker_of(self.interaction)

    @property
    def who(self) -> str:
        """Whoever pressed, as the record names them."""
        return person(self.interaction.user.id)

    @property
    def library(self) -> Library:
        """The library of the server."""
        return self.desk.library(self.server_id)

    async def question(self) -> OpenQuestion:
        """The open question that it is about.

        Raises:
            OpenQuestionError: it is answered or settled by now, or of another server.
        """
        answer_id = self.match["answer"]
        found = await self.desk.worker.questions.run(
            lambda: self.library.questions.open_with(answer_id)
        )
        if found is None:
            raise OpenQuestionError(self.say("open-settled"))
        return found

    async def document(self, mark: str) -> DocumentInfo:
        """The document that a mark stands for.

        Raises:
            UnknownDocumentError: it is gone.
        """
        for each in await self.desk.documents(self.server_id, OPERATOR):
            if document_mark(each.source) == mark:
                return each
        raise UnknownDocumentError(self.say("error-document-gone"))


Handler = Callable[[Pressed], Awaitable[None]]


def open_buttons(desk: Desk) -> Iterator[type[ui.DynamicItem[Any]]]:
    """What discord.py hears these by, from the first event on."""
    for pattern, handle in (
        (PAGE_ID, turn_page),
        (ADD_ID, open_form),
        (BY_ID, offer_documents),
        (CHOICE_ID, show_document),
        (SETTLE_ID, settle),
        (DISMISS_ID, dismiss),
    ):
        yield _hear(desk, pattern, handle)


def _hear(desk: Desk, pattern: str, handle: Handler) -> type[ui.DynamicItem[Any]]:
    class Heard(ui.DynamicItem[ui.Item[Any]], template=pattern):
        def __init__(self, item: ui.Item[Any], match: re.Match[str]) -> None:
            super().__init__(item)
            self._match = match

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
        ) -> Heard:
            return cls(item, match)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            data: Any = interaction.data or {}
            values = tuple(map(str, data.get("values") or ()))
            await _answer(desk, interaction, self._match, values, handle)

    return Heard


async def hear_files(desk: Desk, interaction: discord.Interaction[Any]) -> None:
    """Add the documents that somebody put into the form, if this is one."""
    data: Any = interaction.data or {}
    match = re.fullmatch(FORM_ID, str(data.get("custom_id", "")))
    if interaction.type is discord.InteractionType.modal_submit and match is not None:
        await _answer(desk, interaction, match, (), add_files)


async def _answer(
    desk: Desk,
    interaction: discord.Interaction[Any],
    match: re.Match[str],
    values: tuple[str, ...],
    handle: Handler,
) -> None:
    """Do what was pressed, once, if whoever pressed may; what is raised is told in a sentence."""
    interaction.client.take_note()
    if not desk.seen.is_new(interaction.id):
        return  # Discord sends events again after a broken connection
    try:
        desk.worker.questions.check()
        server_id = require_change(interaction, desk)
        await handle(Pressed(desk, interaction, match, values, server_id))
    except Exception as error:
        await fail(interaction, error)


async def turn_page(pressed: Pressed) -> None:
    """Another page of open questions, in the place of this one."""
    if await turn(pressed.interaction):
        await _show_page(pressed, int(pressed.match["page"]))


async def _show_page(pressed: Pressed, page: int) -> None:
    found = await pressed.desk.worker.questions.run(lambda: pressed.library.questions.open())
    await deliver(pressed.interaction, [open_screen(found, page, pressed.say)], private=True)


async def dismiss(pressed: Pressed) -> None:
    """Put a question aside; who wants to be told is told all the same if a document answers."""
    if not await turn(pressed.interaction):
        return
    question = await pressed.question()
    await _settle(pressed, question, Settled.DISMISSED)
    await _show_page(pressed, int(pressed.match["page"]))


async def _settle(pressed: Pressed, question: OpenQuestion, settled: Settled) -> None:
    def work() -> None:
        for answer_id in question.answers:
            pressed.library.kept.settle(answer_id, settled, by=pressed.who)

    await pressed.desk.worker.questions.run(work)


async def offer_documents(pressed: Pressed) -> None:
    """Ask which document answers a question: those first that say something like it."""
    if not await acknowledge(pressed.interaction, private=True):
        return
    question = await pressed.question()
    documents = await pressed.desk.worker.questions.run(partial(_likeliest, pressed, question))
    screen = choice_screen(question, documents, pressed.say)
    await deliver(pressed.interaction, [screen], private=True)


def _likeliest(pressed: Pressed, question: OpenQuestion) -> list[DocumentInfo]:
    """All documents, those first in which something like the question was found.

    Raises:
        EmptyLibraryError: there are none.
    """
    _, results = pressed.library.ask_in_full(question.question, quotes=1, viewer=OPERATOR)
    order = {each.source: n for n, each in reversed(list(enumerate(results)))}
    documents = [each for each in pressed.library.documents(OPERATOR) if each.passages]
    return sorted(documents, key=lambda each: order.get(each.source, len(order)))


async def show_document(pressed: Pressed) -> None:
    """What the document that was chosen says to the question, before anything is settled."""
    if not await turn(pressed.interaction):
        return
    question = await pressed.question()
    document = await pressed.document(pressed.values[0] if pressed.values else "")

    def work() -> Answer:
        return pressed.library.ask(
            question.question, quotes=1, viewer=OPERATOR, document=document.source
        )

    answer = await pressed.desk.worker.questions.run(work)
    screen = settle_screen(question, document, answer, pressed.say)
    await deliver(pressed.interaction, [screen], private=True)


async def settle(pressed: Pressed) -> None:
    """Note that a document answers a question, and tell who waits what it says."""
    if not await turn(pressed.interaction):
        return
    question = await pressed.question()
    document = await pressed.document(pressed.match["document"])
    await _settle(pressed, question, Settled.ANSWERED)
    told = await tell_settled(
        pressed.interaction.client,
        pressed.desk,
        pressed.library,
        question.answers,
        document.source,
    )
    said = Screen((Words(pressed.say("open-settled-now", count=told)),))
    await deliver(pressed.interaction, [said], private=True)


async def open_form(pressed: Pressed) -> None:
    """Open the form for documents; it is heard by its custom_id, after a restart too."""
    answer = pressed.match["answer"]
    form = ui.Modal(
        title=pressed.say("open-add-title"), custom_id=f"{PREFIX}:open-files:{answer}", timeout=1
    )
    field: ui.FileUpload[Any] = ui.FileUpload(custom_id=_FIELD, min_values=1, max_values=MOST_FILES)
    form.add_item(
        ui.Label(
            text=pressed.say("open-add-label"),
            description=pressed.say("open-add-hint"),
            component=field,
        )
    )
    form.stop()
    await pressed.interaction.response.send_modal(form)


async def add_files(pressed: Pressed) -> None:
    """Add what is in the form, and ask the question again."""
    if not await acknowledge(pressed.interaction, private=True):
        return
    question = await pressed.question()
    limit = pressed.desk.settings.max_file_bytes
    uploads = _uploads(pressed.interaction)
    if not uploads:
        raise MisfitError(_FIELD)
    named = [(source_name(each.filename, each.title), each) for each in uploads]
    for source, upload in named:
        find_format(source)  # before any download, which would be in vain
        check_size(source, upload.size, limit)
    files = [(source, await _download(pressed, source, upload)) for source, upload in named]
    news = News(
        *(pressed.desk, pressed.interaction, "adding"), private=True, answers=question.answers
    )
    answers: list[Answer] = []

    def work() -> Changes:
        changes = pressed.library.add(files, by=pressed.who, report=news.report, begun=news.begun)
        answers.extend(settle_if_answered(pressed.library, question, by=pressed.who))
        return changes

    def told(changes: Changes) -> list[str]:
        return pack([*changes_messages(changes, pressed.say), added_lines(answers, pressed.say)])

    await carry_out(
        pressed.desk, pressed.interaction, news, work, told=told, form=str, private=True
    )
    await warn_of_worse(pressed.desk, pressed.interaction, pressed.server_id)


async def _download(pressed: Pressed, source: str, upload: discord.Attachment) -> bytes:
    """Fetch a file of the form, which discord.py would wait for without end."""
    try:
        async with asyncio.timeout(DOWNLOAD_SECONDS):
            return await upload.read()
    except UNSENT as error:
        raise DownloadError(pressed.say("not-handed-over", source=source)) from error


def _uploads(interaction: discord.Interaction[Any]) -> list[discord.Attachment]:
    """The files of a form, which discord.py knows only while the form's view lives."""
    data: Any = interaction.data or {}
    resolved = (data.get("resolved") or {}).get("attachments") or {}
    state: Any = interaction._state
    return [discord.Attachment(data=each, state=state) for each in resolved.values()]
