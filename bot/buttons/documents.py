"""Buttons and selects below reports on documents: confirm, let go, remove, bring back, limit."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.buttons.pressed import heard
from bot.desk import Desk, person
from bot.language.locales import speaker_of
from bot.language.speaker import Speaker
from bot.options import MisfitError
from bot.permissions import may_change, require_change
from bot.progress import News, carry_out
from bot.render.discord import name
from bot.render.reports import changes_messages
from bot.render.screen import Screen, Words
from bot.render.shelf import fitting, limits_screen, list_screen, removed_screen
from bot.render.steps import Step, step_template
from bot.replies import deliver, turn
from bot.server_settings import Fault, ServerSettingsError
from bot.viewing import server_of, viewer_of
from bot.worse import warn_of_worse
from index.library import Library
from index.types import OPERATOR, Changes, DocumentInfo, Limits, Viewer

MOST_SHOWN = 40  # characters of what is no id
_ID = re.compile("[0-9]{1,20}")
HeardStep = type[ui.DynamicItem[Any]]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A step that somebody takes: its number and words are what its custom_id says."""

    desk: Desk
    interaction: discord.Interaction[Any]
    number: int
    words: str

    @property
    def say(self) -> Speaker:
        """The speaker for whoever takes it."""
        return speaker_of(self.interaction)

    @property
    def who(self) -> str:
        """Whoever takes it, as the record names them."""
        return person(self.interaction.user.id)

    @property
    def private(self) -> bool:
        """Whether the message is for whoever pressed alone."""
        message = self.interaction.message
        return message is not None and message.flags.ephemeral

    async def changing(self) -> Library | None:
        """The library that may be changed; None if Discord doesn't take the press any more.

        Raises:
            NotAllowedError: whoever pressed may not.
        """
        server_id = require_change(self.interaction, self.desk)
        if not await turn(self.interaction):
            return None
        return await self.desk.worker.lookups.run(lambda: self.desk.library(server_id))

    async def warn(self) -> None:
        """Say if what was done makes good answers of before worse."""
        server_id = server_of(self.interaction)
        if server_id is not None:
            await warn_of_worse(self.desk, self.interaction, server_id)

    async def show(self, *screens: Screen) -> None:
        """Put screens where the pressed message stands and below it."""
        await deliver(self.interaction, screens, private=self.private)


Take = Callable[[Pressed], Awaitable[None]]


def steps(desk: Desk) -> list[HeardStep]:
    """What discord.py hears all steps by."""
    return [_hear(desk, step, TAKES[step]) for step in Step]


def _hear(desk: Desk, step: Step, take: Take) -> HeardStep:
    """The class by which discord.py hears a step."""

    class Heard(ui.DynamicItem[ui.Item[Any]], template=step_template(step)):
        def __init__(self, item: ui.Item[Any], number: int, words: str) -> None:
            super().__init__(item)
            self._number = number
            self._words = words

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
        ) -> Heard:
            return cls(item, int(match["number"]), match["words"])

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            pressed = Pressed(desk, interaction, self._number, self._words)
            await heard(interaction, lambda: take(pressed))

    return Heard


def text_screen(text: str) -> Screen:
    """A message that is nothing but text."""
    return Screen((Words(text),))


async def _confirm(pressed: Pressed) -> None:
    """Add what was staged, and show how far it has come."""
    library = await pressed.changing()
    if library is None:
        return
    job, by = pressed.number, pressed.who
    desk, say = pressed.desk, pressed.say
    # Not begun in the message before it is sure that it is there: another may have confirmed it.
    await desk.worker.lookups.run(partial(library.check_staged, job))
    news = News(desk, pressed.interaction, "adding", private=pressed.private, own=False)

    def work() -> Changes:
        return library.confirm(job, by=by, report=news.report, begun=news.begun)

    await carry_out(
        desk,
        pressed.interaction,
        news,
        work,
        told=lambda changes: changes_messages(changes, say),
        form=text_screen,
        private=pressed.private,
    )
    await pressed.warn()


async def _discard(pressed: Pressed) -> None:
    library = await pressed.changing()
    if library is not None:
        work = partial(library.discard, pressed.number, by=pressed.who)
        await pressed.desk.worker.lookups.run(work)
        await pressed.show(text_screen(pressed.say("nothing-added")))


async def _remove(pressed: Pressed) -> None:
    library = await pressed.changing()
    if library is None:
        return

    def work() -> DocumentInfo:
        return library.remove(library.shelf.numbered(pressed.number), by=pressed.who)

    removed = await pressed.desk.worker.changes.run(work)
    await pressed.show(removed_screen(removed, pressed.number, pressed.say))
    await pressed.warn()


async def _keep(pressed: Pressed) -> None:
    if await pressed.changing() is not None:
        await pressed.show(text_screen(pressed.say("nothing-removed")))


async def _bring_back(pressed: Pressed) -> None:
    library = await pressed.changing()
    if library is None:
        return

    def work() -> str:
        source = library.shelf.numbered(pressed.number, removed=True)
        library.bring_back(source, by=pressed.who)
        return source

    source = await pressed.desk.worker.changes.run(work)
    await pressed.show(text_screen(pressed.say("brought-back", source=name(source))))


async def _limit(pressed: Pressed, change: Callable[[Limits], Limits]) -> None:
    """Change who may see a document, and show it with the selects again."""
    library = await pressed.changing()
    if library is None:
        return

    def work() -> DocumentInfo:
        source = library.shelf.numbered(pressed.number)
        limits = change(library.shelf.document(source).limits)
        library.limit(source, limits, by=pressed.who)
        return library.shelf.document(source)

    document = await pressed.desk.worker.lookups.run(work)
    await pressed.show(limits_screen(document, pressed.number, pressed.say))


async def _channels(pressed: Pressed) -> None:
    guild = pressed.interaction.guild
    find = guild.get_channel_or_thread if guild else _none
    chosen = partial(_chosen, pressed, "limits-no-channel", find)
    await _limit(pressed, lambda limits: replace(limits, channels=chosen(limits.channels)))


async def _roles(pressed: Pressed) -> None:
    guild = pressed.interaction.guild
    chosen = partial(_chosen, pressed, "limits-no-role", guild.get_role if guild else _none)
    await _limit(pressed, lambda limits: replace(limits, roles=chosen(limits.roles)))


async def _everyone(pressed: Pressed) -> None:
    await _limit(pressed, lambda _: Limits())


def _none(_: int) -> None:
    """What somebody finds who is in no server."""


def _chosen(
    pressed: Pressed, key: str, find: Callable[[int], object], now: Collection[int]
) -> frozenset[int]:
    """The ids that were chosen in a select; `key` is the text for what isn't in the server.

    What counts `now` can be kept: an archived thread, say, is not found.

    Raises:
        MisfitError: nothing was chosen there.
        ServerSettingsError: one of them is not in this server.
    """
    data: Any = pressed.interaction.data or {}
    values = data.get("values")
    if not isinstance(values, list):
        raise MisfitError("values")
    wrong = [
        each
        for each in values
        if not (_ID.fullmatch(str(each)) and (int(each) in now or find(int(each))))
    ]
    if wrong:
        raise ServerSettingsError([Fault(key, {"value": str(each)[:MOST_SHOWN]}) for each in wrong])
    return frozenset(map(int, values))


async def _list(pressed: Pressed) -> None:
    """Turn a page of the list, of what whoever turns it may see."""
    if not await turn(pressed.interaction):
        return
    server_id = server_of(pressed.interaction)
    viewer = list_viewer(pressed.desk, pressed.interaction, private=pressed.private)
    documents = fitting(await pressed.desk.documents(server_id, viewer), pressed.words)
    shown = list_screen(documents, pressed.say, page=pressed.number, words=pressed.words)
    await pressed.show(shown)


def list_viewer(desk: Desk, interaction: discord.Interaction[Any], *, private: bool) -> Viewer:
    """Who reads a list: who may change the documents may, alone, see all of them."""
    if private and may_change(interaction, desk):
        return OPERATOR
    return viewer_of(interaction, private=private)


TAKES: dict[Step, Take] = {
    Step.CONFIRM: _confirm,
    Step.DISCARD: _discard,
    Step.REMOVE: _remove,
    Step.KEEP: _keep,
    Step.BRING_BACK: _bring_back,
    Step.EVERYONE: _everyone,
    Step.CHANNELS: _channels,
    Step.ROLES: _roles,
    Step.LIST: _list,
}
