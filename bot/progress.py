"""Long work for one person: shown in one message while it goes on, and said at its end.

Where the work is a job, it is kept whom its end is owed to, so that it is said even if this
process doesn't live to see it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

import discord

from bot.desk import Desk, person
from bot.explain import explain
from bot.language.locales import speaker_of
from bot.render.reports import progress_message
from bot.replies import Message, deliver, show
from bot.viewing import occasion_of
from index.errors import StoppingError
from index.types import Changes, Owing, Progress

EDIT_SECONDS = 1.1  # Discord asks for no more than about one edit a second

_NOW = {"rebuilding": "rebuilding-now", "adding": "adding-now"}
_BEHIND = {"rebuilding": "rebuilding-behind", "adding": "adding-behind"}

Form = Callable[[str], Message]
Result = TypeVar("Result")
Interaction = discord.Interaction[Any]


class News:
    """The latest report of long work, written by its thread and read by the event loop.

    `what` is the key of what is said of it: "rebuilding", "adding". `answers` are those of the open
    question that documents are added for. If it isn't `own`, the job may be of somebody else, who
    made it before.
    """

    def __init__(
        self,
        desk: Desk,
        interaction: Interaction,
        what: str,
        *,
        private: bool,
        own: bool = True,
        answers: Sequence[str] = (),
    ) -> None:
        self.job: int | None = None
        self._jobs = desk.libraries.jobs
        self._owed = desk.libraries.owed
        who = person(interaction.user.id)
        self._owing = Owing(
            **asdict(occasion_of(interaction, private=private)),
            who=who,
            author=who if own else "",
            answers=tuple(answers),
        )
        self._say = speaker_of(interaction)
        self._what = what
        self._check = desk.worker.changes.check
        self._ahead = desk.worker.changes.ahead
        self._latest: Progress | None = None

    def begun(self, job_id: int) -> None:
        """Keep whom the end of a job is owed to."""
        self._owed.note(job_id, self._owing)
        self.job = job_id

    def report(self, progress: Progress) -> None:
        """Take a report; if the bot is about to stop, end the work here."""
        self._check()
        self._latest = progress

    def settle(self) -> None:
        """Forget whom it is owed to: it was said."""
        if self.job is not None:
            self._owed.settle(self.job, self._owing)

    def goes_on(self) -> bool:
        """Whether the work is a job that somebody has still to end."""
        outcome = None if self.job is None else self._jobs.outcome(self.job)
        return outcome is not None and not outcome[0].state.ended

    @property
    def text(self) -> str:
        """What to show now."""
        if self._latest is not None:
            return progress_message(self._latest, self._say, _NOW[self._what])
        if self._ahead:
            return self._say(_BEHIND[self._what], count=self._ahead)
        return self._say(self._what)


async def carry_out(
    desk: Desk,
    interaction: Interaction,
    news: News,
    work: Callable[[], Changes],
    *,
    told: Callable[[Changes], list[str]],
    form: Form,
    private: bool,
) -> None:
    """Do long work in its lane, show how far it has come, and say at the end what it did.

    All in one message; where the interaction has become too old, the end is a regular one.
    """
    running = asyncio.create_task(desk.worker.changes.run(work))
    await _follow(interaction, news, running, form)
    await tell_end(interaction, news, running, told=told, form=form, private=private)


async def tell_end(
    interaction: Interaction,
    news: News,
    work: Awaitable[Result],
    *,
    told: Callable[[Result], list[str]],
    form: Form,
    private: bool,
) -> None:
    """Wait for work, and say what it did or why it failed.

    Nobody is owed its end any more then, unless it is a job that goes on after a restart.
    """
    where = f"interaction {interaction.id}"
    say = speaker_of(interaction)
    goes_on = False
    try:
        texts = told(await work)
    except Exception as error:
        # The sentence takes the place of the progress, which would otherwise stay for ever.
        goes_on = await asyncio.to_thread(news.goes_on)
        stops = goes_on and isinstance(error, StoppingError)
        texts = [say("goes-on-later") if stops else explain(error, where, say)]
    await deliver(interaction, [form(each) for each in texts], private=private)
    if not goes_on:
        news.settle()


async def _follow(
    interaction: Interaction, news: News, work: asyncio.Task[Changes], form: Form
) -> None:
    """Keep the message up to date until the work is done, or as long as Discord takes edits."""
    shown = None
    while not work.done():
        began = time.monotonic()
        now = news.text
        if now != shown:
            shown = now
            if not await show(interaction, form(now)):
                break  # the end is told in another way
        await asyncio.wait({work}, timeout=max(0.0, began + EDIT_SECONDS - time.monotonic()))
    await asyncio.wait({work})
