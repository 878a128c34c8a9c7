"""Buttons of an answer as a whole: shared, judged, waited on, removed."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.buttons.forms import form_of, sent, written
from bot.buttons.pressed import Found, NotShownError, Press, answer_press
from bot.desk import Desk
from bot.permissions import may_change
from bot.places import require_place
from bot.render.answer import answer_screens
from bot.render.press import PREFIX, Action, custom_id
from bot.render.screen import Button, Row, Screen, Words
from bot.replies import UNSENT, Sent, acknowledge, deliver, open_form, post, turn
from bot.viewing import occasion_of, server_of, viewer_of
from index.errors import FootnoteError
from index.types import Answer, KeptAnswer, ReadKind

_log = logging.getLogger(__name__)

WHY = re.compile(rf"{PREFIX}:why:(?P<answer>[0-9a-f]{{16}}):(?P<helpful>[01])")
_FIELD = "reason"
MOST_REASON = 1000  # ours: characters of a reason


class NotSharedError(FootnoteError):
    """A private answer that can't be shown to others."""


async def share(press: Press) -> None:
    """Show a private answer to the channel: what everyone there may see, and who shared it."""
    if not await acknowledge(press.interaction, private=True):
        return
    found = await press.found()
    channel = press.interaction.channel
    if server_of(press.interaction) is None or not isinstance(channel, discord.abc.Messageable):
        raise NotSharedError(press.say("share-only-in-servers"))
    require_place(press.desk, press.interaction)
    if not _may_write(press.interaction):
        raise NotSharedError(press.say("share-not-allowed"))
    if found.kept.occasion.messages:
        raise NotSharedError(press.say("shared-already"))
    shared = await press.desk.worker.questions.run(partial(_share, press, found))
    screens = answer_screens(
        shared.answer,
        press.desk.speaker(press.interaction, private=False),
        asked=shared.answer.question or None,
        shared_by=press.interaction.user.mention,
    )
    try:
        messages = [await post(channel, screen) for screen in screens]
    except discord.Forbidden as error:
        raise NotSharedError(press.say("may-not-write")) from error
    for answer_id in (shared.answer.id, press.answer_id):
        found.library.kept.place(answer_id, channel.id, tuple(messages))
    await deliver(press.interaction, [press.say("shared-now")], private=True)


def _may_write(interaction: discord.Interaction[Any]) -> bool:
    """Whether whoever shares may write where it would stand."""
    may = interaction.permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    return may.send_messages_in_threads if in_thread else may.send_messages


def _share(press: Press, found: Found) -> KeptAnswer:
    """The part of an answer that everyone in the channel may see and that still stands, kept."""
    library = found.library
    everyone = viewer_of(press.interaction, private=False)
    kept = library.kept.answered(press.answer_id, everyone, by=press.who)
    standing = library.sources.standing(kept)
    if not standing.answer.quotes:
        raise NotShownError(press.say("nothing-to-share"))
    standing = replace(standing, answer=_as_all_may_read(standing.answer))
    return library.kept.share(standing, occasion_of(press.interaction, private=False))


def _as_all_may_read(answer: Answer) -> Answer:
    """An answer with what was read into its question, as far as its quotes and places say it too.

    The rest may come from documents that not everyone may see.
    """
    open_to_all = " ".join(
        " ".join((quote.text, quote.citation.title, *quote.citation.section))
        for quote in answer.quotes
    ).casefold()
    return replace(
        answer,
        read_as=tuple(
            each
            for each in answer.read_as
            if each.kind is ReadKind.DATES or each.meant.casefold() in open_to_all
        ),
    )


async def judge(press: Press) -> None:
    """Keep whether an answer helped, and offer to say why."""
    if not await acknowledge(press.interaction, private=True):
        return
    helpful = bool(press.numbers[0])
    await _keep_opinion(press, helpful=helpful, reason="")
    why = Button(
        press.say("reason-button"), custom_id(Action.REASON, press.answer_id, int(helpful))
    )
    thanks = press.say("thanks-helpful") if helpful else press.say("thanks-not-helpful")
    await deliver(press.interaction, [Screen((Words(thanks), Row((why,))))], private=True)


async def ask_why(press: Press) -> None:
    """Open the form for a reason; the answer is looked up when it is sent."""
    reason: ui.Item[Any] = ui.TextInput(
        custom_id=_FIELD, style=discord.TextStyle.paragraph, max_length=MOST_REASON
    )
    custom_id = f"{PREFIX}:why:{press.answer_id}:{press.numbers[0]}"
    form = form_of(press.say("reason-title"), custom_id, {press.say("reason-label"): reason})
    await open_form(press.interaction, form)


async def hear_reason(desk: Desk, interaction: discord.Interaction[Any]) -> None:
    """Keep the reason that somebody wrote into the form, if this is one."""
    if named := sent(interaction, WHY):
        press = Press(desk, interaction, named["answer"], (int(named["helpful"]),))
        await answer_press(press, _keep_reason)


async def _keep_reason(press: Press) -> None:
    reason = written(press.interaction, _FIELD)
    if await acknowledge(press.interaction, private=True):
        await _keep_opinion(press, helpful=bool(press.numbers[0]), reason=reason)
        await deliver(press.interaction, [press.say("reason-kept")], private=True)


async def _keep_opinion(press: Press, *, helpful: bool, reason: str) -> None:
    found = await press.found()
    judge = found.library.kept.judge
    work = partial(
        judge, press.answer_id, who=press.who, helpful=helpful, reason=reason[:MOST_REASON]
    )
    await press.desk.worker.questions.run(work)


async def wait(press: Press) -> None:
    """Remember who wants to be told when a document answers."""
    if not await acknowledge(press.interaction, private=True):
        return
    found = await press.found()
    work = partial(found.library.kept.ask_to_be_told, press.answer_id, who=press.who)
    new = await press.desk.worker.questions.run(work)
    said = press.say("will-be-told") if new else press.say("waiting-already")
    await deliver(press.interaction, [said], private=True)


async def remove(press: Press) -> None:
    """Take an answer back, from the record and from where it stands."""
    interaction = press.interaction
    message = interaction.message
    private = message is not None and message.flags.ephemeral
    ready = turn(interaction) if private else acknowledge(interaction, private=True)
    if not await ready:
        return
    found = await press.found()
    work = partial(
        found.library.kept.remove,
        press.answer_id,
        by=press.who,
        managing=may_change(interaction, press.desk),
    )
    gone = await press.desk.worker.questions.run(work)
    here = [] if private or message is None else [message.id]
    stood = Sent(gone.occasion.channel or 0, gone.occasion.messages)
    if interaction.channel_id == stood.channel:
        here += [each for each in stood.messages if each not in here]
    for each in here:
        await _delete(interaction, each)
    removed = press.say("removed-now")
    shown = [Screen((Words(removed),))] if private else [removed]
    await deliver(interaction, shown, private=True)


async def _delete(interaction: discord.Interaction[Any], message_id: int) -> None:
    """Delete a message where the button was pressed, if it is still there."""
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        return
    client = interaction.client
    place = client.get_partial_messageable(channel.id, guild_id=interaction.guild_id)
    try:
        await place.get_partial_message(message_id).delete()
    except UNSENT as error:
        _log.warning("Message %s of a removed answer stays: %r", message_id, error)
