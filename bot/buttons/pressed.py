"""A press of a button: whose, on which answer, and what may be seen of it by whoever pressed.

A button is told by its custom_id alone, so that it works after a restart and years later; who
presses it and what they may see is asked at every press.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.desk import Desk, person
from bot.language.locales import speaker_of
from bot.language.speaker import Speaker
from bot.render.press import Action, template
from bot.replies import fail
from bot.viewing import member_viewer, server_of, viewer_of
from index.errors import FootnoteError, UnknownAnswerError
from index.kept import UNKNOWN
from index.library import Library
from index.types import STRANGER, KeptAnswer, Quote, Viewer


class NotShownError(FootnoteError):
    """A quote that can't be shown here: limited, removed, or never there."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: `numbers` are those of its custom_id."""

    desk: Desk
    interaction: discord.Interaction[Any]
    answer_id: str
    numbers: tuple[int, ...]

    @property
    def say(self) -> Speaker:
        """The speaker for whoever pressed."""
        return speaker_of(self.interaction)

    @property
    def who(self) -> str:
        """Whoever pressed, as the record names them."""
        return person(self.interaction.user.id)

    async def found(self) -> Found:
        """The answer, with what whoever pressed may see of it, and alone reads.

        Raises:
            AnswerError: it isn't known here, is somebody else's private one, or was removed.
        """
        server_id = server_of(self.interaction)
        if server_id is not None:
            viewer = viewer_of(self.interaction, private=True)
            return await self._look(lambda: self.desk.library(server_id), viewer)
        library = await self.desk.worker.questions.run(
            lambda: self.desk.libraries.of_answer(self.answer_id)
        )
        if library is None:
            raise UnknownAnswerError(UNKNOWN)
        found = await self._look(lambda: library, STRANGER)
        occasion = found.kept.occasion
        if library.is_shared and occasion.channel == self.interaction.channel_id:
            return found  # a private one is not found but by its asker
        # An answer of a server that was given in a direct message is its asker's, while they are
        # a member: what they may see there they may see here.
        if found.kept.who != self.who:
            raise UnknownAnswerError(UNKNOWN)
        if library.is_shared:
            return found
        there = await member_viewer(self.interaction.client, occasion, self.interaction.user.id)
        if there is None:
            raise UnknownAnswerError(UNKNOWN)
        return await self._look(lambda: library, there)

    async def _look(self, library: Callable[[], Library], viewer: Viewer) -> Found:
        def look() -> Found:
            asked = library()
            return Found(asked, asked.kept.answered(self.answer_id, viewer, by=self.who))

        return await self.desk.worker.questions.run(look)

    async def quote(self) -> tuple[Found, Quote]:
        """The quote that the button names first among its numbers.

        Raises:
            AnswerError: the answer isn't there.
            NotShownError: the quote can't be shown.
        """
        found = await self.found()
        quote = found.kept.quote(self.numbers[0])
        if quote is None:
            raise NotShownError(self.say("quote-not-shown"))
        return found, quote


@dataclass(frozen=True, slots=True)
class Found:
    """An answer and its library."""

    library: Library
    kept: KeptAnswer


Handler = Callable[[Press], Awaitable[None]]
Heard = type[ui.DynamicItem[ui.Button[Any]]]


def hear(desk: Desk, action: Action, handle: Handler) -> Heard:
    """The class by which discord.py hears the buttons of an action."""

    class Pressed(ui.DynamicItem[ui.Button[Any]], template=template(action)):
        def __init__(
            self, button: ui.Button[Any], answer_id: str, numbers: tuple[int, ...]
        ) -> None:
            super().__init__(button)
            self._answer_id = answer_id
            self._numbers = numbers

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
        ) -> Pressed:
            assert isinstance(item, ui.Button)  # noqa: S101 - Discord sends what we sent
            numbers = tuple(int(each) for each in match["numbers"].split(":") if each)
            return cls(item, match["answer"], numbers)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            press = Press(desk, interaction, self._answer_id, self._numbers)
            await answer_press(press, handle)

    return Pressed


async def answer_press(press: Press, handle: Handler) -> None:
    """Do what a button says; whatever is raised is told to whoever pressed, in a sentence."""
    await heard(press.interaction, lambda: handle(press))


async def heard(
    interaction: discord.Interaction[Any], handle: Callable[[], Awaitable[None]]
) -> None:
    """Do once what a button or a form asks for; whatever is raised is told in a sentence."""
    client = interaction.client
    client.take_note()
    if not client.desk.seen.is_new(interaction.id):
        return  # Discord sends events again after a broken connection
    try:
        client.desk.worker.questions.check()
        await handle()
    except Exception as error:
        await fail(interaction, error)
