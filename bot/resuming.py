"""Jobs that an earlier run of the bot left: gone on with, and their end said to who began them."""

from __future__ import annotations

import logging
from functools import partial

import discord

from bot.desk import Desk
from bot.language.heard import in_language
from bot.language.speaker import Speaker
from bot.logs import event
from bot.render.discord import pack, sentence
from bot.render.reports import changes_messages, rebuilt_messages
from bot.replies import UNSENT, post
from bot.settling import settle_if_answered
from index.errors import FootnoteError
from index.types import Changes, Job, JobState, Owing

_log = logging.getLogger(__name__)


async def resume(client: discord.Client, desk: Desk) -> None:
    """Go on with what was left; a failure stays in the list of jobs. Each end is said once.

    Raises:
        FootnoteError: the jobs can't be gone on with now.
    """
    lane = desk.worker.changes
    owed = await desk.worker.lookups.run(desk.libraries.owed.all)
    for job, changes in await lane.run(partial(desk.libraries.resume, lambda _: lane.check())):
        _log.info(
            "Job %d of %s is done after a restart: %s",
            *(job.id, job.library, changes),
            extra=event("job resumed", job=job.id, library=job.library),
        )
    if not owed:
        return
    await client.wait_until_ready()
    for job_id, owing in owed.items():
        outcome = await desk.worker.lookups.run(partial(desk.libraries.jobs.outcome, job_id))
        state = outcome and outcome[0].state
        if state and not state.ended and state is not JobState.STAGED:
            continue  # another process works on it
        # Killed between a note and its job, the bot leaves a note of what was never begun: a job
        # that still waits to be confirmed, none at all, or one that somebody else has made since.
        if outcome and outcome[0].state.ended and owing.author in ("", outcome[0].who):
            await _tell(client, desk, *outcome, owing)
        await desk.worker.lookups.run(partial(desk.libraries.owed.settle, job_id))
        _log.info(
            "The end of job %d is owed to nobody any more",
            *(job_id,),
            extra=event("job settled", job=job_id),
        )


async def _tell(
    client: discord.Client, desk: Desk, job: Job, changes: Changes, owing: Owing
) -> None:
    """Say what became of a job where it was begun; privately without naming any document."""
    say = Speaker.for_locale(owing.locale)
    private = owing.private or (
        owing.server is not None and await desk.reports_privately(owing.server)
    )
    texts = [_head(job, say), *([] if private else _details(job, changes, say))]
    if job.state is JobState.DONE and job.note:
        texts.append(sentence(in_language(job.note, say)))
    if job.state is JobState.DONE and owing.server is not None and owing.answers:
        answered = await _ask_again(desk, owing.server, owing.answers[0], by=job.who)
        if answered is not None:
            texts.append(say("went-on-answers" if answered else "open-added-silent"))
    messages = pack(texts, "\n")
    try:
        place = await _place(client, job, owing, private=private)
        if place is not None:
            for each in messages:
                await post(place, each)
    except UNSENT as error:
        _log.warning("The end of job %d can't be told: %r", job.id, error)


async def _ask_again(desk: Desk, server_id: int, answer_id: str, *, by: str) -> bool | None:
    """Whether the open question that a job was for is answered now; None if it is open no more.

    None too if it can't be asked now: then it stays in the list of those that are open.
    """

    def work() -> bool | None:
        library = desk.library(server_id)
        question = library.questions.open_with(answer_id)
        if question is None:
            return None
        return any(each.answered for each in settle_if_answered(library, question, by=by))

    try:
        return await desk.worker.questions.run(work)
    except FootnoteError as error:
        _log.warning("A question can't be asked again: %s", error)
        return None


async def _place(
    client: discord.Client, job: Job, owing: Owing, *, private: bool
) -> discord.abc.Messageable | None:
    """Who began the job, or the channel in which it was begun."""
    if private:
        return await client.fetch_user(int((owing.who or job.who).rpartition(":")[2]))
    server = client.get_guild(owing.server or 0)
    channel = server.get_channel_or_thread(owing.channel or 0) if server else None
    return channel if isinstance(channel, discord.abc.Messageable) else None


def _head(job: Job, say: Speaker) -> str:
    number = str(job.id)
    if job.state is JobState.DONE:
        return say("went-on-done", job=number)
    if job.state is JobState.CANCELLED:
        return say("went-on-cancelled", job=number)
    return say("went-on-failed", job=number)


def _details(job: Job, changes: Changes, say: Speaker) -> list[str]:
    """What it came to, document by document."""
    if job.state is JobState.FAILED:
        return [sentence(in_language(job.note, say))]
    if job.state is JobState.CANCELLED:
        return []
    if job.kind == "rebuild":
        return rebuilt_messages(changes, say)
    return changes_messages(changes, say)
