"""Reports as Discord messages: additions, rebuilds, lists, the state of the index, help. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language.heard import in_language
from bot.language.speaker import Speaker
from bot.render.discord import name, pack, sentence
from bot.render.markdown import LIMIT, units
from bot.render.staged import refusal_line
from index.types import (
    Changes,
    DocumentInfo,
    GenerationInfo,
    Job,
    JobState,
    Progress,
    Status,
)

MOST_JOBS = 20  # the newest: older ones are of little interest

_STAGES = {"read": "stage-read", "embed": "stage-embed", "index": "stage-index"}
_KINDS = {"add": "job-add", "rebuild": "job-rebuild"}
_STATES = {
    JobState.COLLECTING: "job-collecting",
    JobState.STAGED: "job-staged",
    JobState.WAITING: "job-waiting",
    JobState.RUNNING: "job-running",
    JobState.DONE: "job-done",
    JobState.CANCELLED: "job-cancelled",
    JobState.FAILED: "job-failed",
}


def changes_messages(changes: Changes, say: Speaker) -> list[str]:
    """What an addition did, document by document."""

    def done(key: str, source: str) -> str:
        count = changes.passages_of.get(source, changes.passages)
        return say(key, source=name(source), passages=say("passages", count=count))

    lines = [
        *(done("document-added", each) for each in changes.added),
        *(done("document-replaced", each) for each in changes.changed),
        *(say("document-unchanged", source=name(each)) for each in changes.unchanged),
        *(
            say(
                "document-note",
                source=name(each.source),
                note=sentence(in_language(each.text, say)),
            )
            for each in changes.notes
        ),
        *(refusal_line(each, say) for each in changes.refused),
    ]
    return pack(lines or [say("nothing-to-do")], "\n")


def rebuilt_messages(changes: Changes, say: Speaker) -> list[str]:
    """What a rebuild did."""
    documents = len(changes.added) + len(changes.changed) + len(changes.unchanged)
    if not documents and not changes.refused:
        return [say("nothing-to-index")]
    head = say(
        "index-rebuilt",
        documents=say("documents", count=documents),
        passages=say("passages", count=changes.passages),
    )
    return pack([head, *(refusal_line(each, say) for each in changes.refused)], "\n")


def progress_message(progress: Progress, say: Speaker, key: str = "rebuilding-now") -> str:
    """How far long work has come, which the text `key` names."""
    stage = _STAGES.get(progress.stage)
    what = name(progress.stage) if stage is None else say(stage)
    if progress.total > 1:
        what += f", {say('done-of', done=progress.done, total=progress.total)}"
    if progress.detail:
        what += f" · {name(progress.detail)}"
    return say(key, what=what)


def status_message(own: Status | None, shared: Status, say: Speaker) -> str:
    """What the libraries hold and which index answers; `own` is None outside servers."""
    lines = [] if own is None else [_state(say("own-library"), own, say)]
    lines.append(_state(say("shared-library"), shared, say))
    model = (own and own.model) or shared.model
    if model is not None:
        lines.append(say("model-line", name=name(model.name), count=model.dimension))
    return "\n".join(lines)


def rollback_message(generation: GenerationInfo, say: Speaker) -> str:
    """That an earlier index answers again."""
    return say(
        "rebuild-undone",
        number=str(generation.number),
        made=f"<t:{int(generation.made)}:f>",
        count=generation.documents,
    )


def jobs_messages(jobs: Iterable[Job], say: Speaker) -> list[str]:
    """Jobs, the newest first, one a line."""
    lines = [_job(job, say) for job in jobs]
    return pack(lines[:MOST_JOBS] or [say("no-jobs")], "\n")


def cancelled_message(job: Job, say: Speaker) -> str:
    """That a job is over, and how far it came."""
    done = say("done-of-files", done=job.done, total=job.total)
    return say("job-is-cancelled", job=str(job.id), done=done)


def help_message(say: Speaker, *, in_server: bool, may_change: bool, needed: str) -> str:
    """What the bot does and its commands; those this member may not use say what they need.

    Where the names of many roles leave no room, the permission alone is named, which is enough.
    """
    said = _help(say, in_server=in_server, may_change=may_change, needed=needed)
    if units(said) <= LIMIT:
        return said
    needed = say("needed-permission")
    return _help(say, in_server=in_server, may_change=may_change, needed=needed)


def _help(say: Speaker, *, in_server: bool, may_change: bool, needed: str) -> str:
    if not in_server:
        return "\n".join([say("help-head-direct"), say("help-ask"), say("help-direct")])

    def restricted(line: str) -> str:
        if may_change:
            return say("help-anybody", line=line)
        return say("help-managers", line=line, needed=sentence(needed))

    lines = [
        say("help-head"),
        say("help-ask"),
        say("help-mention"),
        say("help-list"),
        restricted(say("help-add")),
        restricted(say("help-remove")),
        restricted(say("help-rebuild")),
        restricted(say("help-rollback")),
        restricted(say("help-jobs")),
        restricted(say("help-insights")),
        restricted(say("help-glossary")),
        restricted(say("help-quality")),
        say("help-status"),
        restricted(say("help-settings")),
        say("help-privacy"),
    ]
    return "\n".join(lines)


def _job(job: Job, say: Speaker) -> str:
    """A job in one line."""
    values = {
        "job": str(job.id),
        "kind": say(_KINDS[job.kind]),
        "state": say(_STATES[job.state]),
        "done": say("done-of-files", done=job.done, total=job.total),
        "begun": f"<t:{int(job.made)}:R>",
    }
    return (
        say("job-line-note", note=sentence(in_language(job.note, say)), **values)
        if job.note
        else say("job-line", **values)
    )


def _state(what: str, status: Status, say: Speaker) -> str:
    """One library in one line."""
    if not status.documents:
        return say("library-empty", library=what)
    values = {
        "library": what,
        "documents": say("documents", count=status.documents),
        "passages": say("passages", count=status.passages),
        "sentences": say("sentences", count=status.sentences),
    }
    if not status.generation:
        return say("library-state", **values)
    values["generation"] = str(status.generation)
    if status.updated is None:
        return say("library-state-index", **values)
    return say("library-state-changed", changed=f"<t:{int(status.updated)}:R>", **values)


def document_line(document: DocumentInfo, say: Speaker) -> str:
    """A document in a list."""
    passages, lines = say("passages", count=document.passages), say("lines", count=document.lines)
    return f"{document_name(document)} · {passages}, {lines}"


def document_name(document: DocumentInfo) -> str:
    """A document by its title, and by its name in the library where that differs."""
    if document.title == document.source:
        return f"**{name(document.source)}**"
    return f"**{name(document.title)}** ({name(document.source)})"
