"""Whoever waits is told when a document answers: in a direct message, or below the old answer.

Waiting questions are asked again when documents have changed, whoever changed them: what they
are told is what they themselves may see at that moment.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from dataclasses import replace
from functools import partial

import discord

from bot.admission import Admission
from bot.desk import Desk
from bot.language.speaker import Speaker
from bot.render.answer import answer_screens
from bot.render.discord import name
from bot.render.screen import Screen, Words
from bot.replies import UNSENT, Message, post
from bot.viewing import channels_of, member_viewer
from index.errors import AnswerError, EmptyLibraryError, FootnoteError, UnknownDocumentError
from index.left import server_of
from index.library import Library
from index.types import STRANGER, Answer, KeptAnswer, Viewer, Waiting

_log = logging.getLogger(__name__)

EVERY_SECONDS = 60.0  # how often it is looked whether documents have changed


async def keep_telling(client: discord.Client, desk: Desk) -> None:
    """Tell those who wait, again and again, until cancelled."""
    await client.wait_until_ready()
    while True:
        try:
            await tell_waiting(client, desk)
        except FootnoteError as error:  # the disk, or a crowd: another time
            _log.warning("Waiting questions could not be asked again: %s", error)
        except Exception:
            _log.exception("Waiting questions could not be asked again")
        await asyncio.sleep(EVERY_SECONDS)


async def tell_waiting(client: discord.Client, desk: Desk) -> None:
    """Ask all questions again that wait and whose documents have changed; tell who is answered.

    Raises:
        FootnoteError: questions can't be asked now.
    """
    for library, waiting in await desk.worker.questions.run(partial(_changed, desk)):
        told = await _tell(client, desk, library, waiting)
        work = partial(library.kept.asked_again, waiting, told=told)
        await desk.worker.questions.run(work)


def _changed(desk: Desk) -> list[tuple[Library, Waiting]]:
    serves = Admission(desk.settings.servers).serves
    return [
        (library, waiting)
        for library in desk.libraries.all()
        if library.is_shared or serves(server_of(library) or 0)
        for waiting in library.kept.to_ask_again()
    ]


async def tell_settled(
    client: discord.Client, desk: Desk, library: Library, answers: Collection[str], document: str
) -> int:
    """Tell those who wait on some answers what a document says to it; how many were told.

    Somebody who runs the library has said that it answers: what it says is quoted although it may
    not be sure enough to be found. Who may not see the document goes on waiting.

    Raises:
        FootnoteError: questions can't be asked now.
    """
    told = 0
    for waiting in await desk.worker.questions.run(library.kept.waiting):
        if waiting.answer_id in answers and await _tell(
            client, desk, library, waiting, document=document
        ):
            work = partial(library.kept.asked_again, waiting, told=True)
            await desk.worker.questions.run(work)
            told += 1
    return told


async def _tell(
    client: discord.Client,
    desk: Desk,
    library: Library,
    waiting: Waiting,
    *,
    document: str | None = None,
) -> bool:
    """Ask a question again, and tell who waits if it is answered now; whether they were told.

    If a `document` is named, of that alone, and whatever it says.
    """
    try:
        before = await desk.worker.questions.run(
            partial(library.kept.answered, waiting.answer_id, STRANGER)
        )
    except AnswerError:
        return False
    user_id = int(waiting.who.rpartition(":")[2])
    alone = (
        STRANGER
        if library.is_shared and before.occasion.server is None
        else await member_viewer(client, before.occasion, user_id)
    )
    if alone is None:  # no member any more
        return False
    ask = partial(_ask, desk, library, before, waiting, document=document)
    head = "answered-now" if document is None else "settled-now"
    answer = await desk.worker.questions.run(partial(ask, alone, private=True))
    if answer is None:
        return False
    say = Speaker.for_locale(before.occasion.locale)
    try:
        person = await client.fetch_user(user_id)
        for message in _messages(answer, before, say, head=head):
            await post(person, message)
    except UNSENT as error:
        _log.info("%s takes no direct message: %r", waiting.who, error)
        return await _tell_below(client, desk, library, before, ask, head=head)
    return True


async def _tell_below(
    client: discord.Client,
    desk: Desk,
    library: Library,
    before: KeptAnswer,
    ask: partial[Answer | None],
    *,
    head: str,
) -> bool:
    """Tell it below the old answer instead, what everyone there may see, and ping nobody."""
    where = before.occasion
    server = client.get_guild(where.server or 0)
    channel = server.get_channel_or_thread(where.channel or 0) if server else None
    if where.private or not where.messages or not isinstance(channel, discord.abc.Messageable):
        return False
    everyone = Viewer(channels_of(channel))
    answer = await desk.worker.questions.run(partial(ask, everyone, private=False))
    if answer is None:
        return False
    below = discord.MessageReference(
        message_id=where.messages[-1], channel_id=where.channel or 0, fail_if_not_exists=False
    )
    sent: list[int] = []
    try:
        for message in _messages(answer, before, Speaker.for_locale(where.locale), head=head):
            sent.append(await post(channel, message, None if sent else below))
    except UNSENT as error:
        _log.warning("A waiting question's answer can't be told: %r", error)
        return False
    library.kept.place(answer.id, where.channel or 0, tuple(sent))
    return True


def _ask(
    desk: Desk,
    library: Library,
    before: KeptAnswer,
    waiting: Waiting,
    viewer: Viewer,
    *,
    private: bool,
    document: str | None,
) -> Answer | None:
    """The answer to a question that had none; None while it has none. Kept if it is given."""
    ask = partial(
        library.ask,
        before.answer.question,
        quotes=desk.settings.quotes,
        viewer=viewer,
        document=document,
        min_evidence=desk.chosen.in_library(library.name).min_evidence,
    )
    try:
        found = ask()
    except (EmptyLibraryError, UnknownDocumentError):
        return None
    if not found.answered and (document is None or not found.nearest):
        return None
    occasion = replace(before.occasion, private=private, messages=())
    answer = ask(who=waiting.who, occasion=occasion)
    # Its buttons name the nearest passage by the same number as a quote.
    return answer if answer.answered else replace(answer, quotes=answer.nearest[:1], nearest=())


def _messages(answer: Answer, before: KeptAnswer, say: Speaker, *, head: str) -> list[Message]:
    """That there is an answer now, and the answer."""
    said = Screen((Words(say(head, question=name(before.answer.question))),))
    return [said, *answer_screens(answer, say)]
