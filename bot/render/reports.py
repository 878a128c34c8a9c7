"""Reports as Discord messages: additions, rebuilds, lists, the state of the index, help. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.render.discord import count, name, pack, sentence
from index.types import Changes, DocumentInfo, GenerationInfo, Job, Progress, Refusal, Status

MOST_JOBS = 20  # the newest: older ones are of little interest

_STAGES = {
    "read": "reading documents",
    "embed": "embedding passages",
    "index": "writing the index",
}


def changes_messages(changes: Changes) -> list[str]:
    """What an addition did, document by document."""
    passages = count(changes.passages, "passage")
    lines = [
        *(f"Added **{name(source)}**: {passages}." for source in changes.added),
        *(
            f"Replaced **{name(source)}** by the new file: {passages}."
            for source in changes.changed
        ),
        *(f"**{name(source)}** is here already, word for word." for source in changes.unchanged),
        *(f"Note on **{name(note.source)}**: {sentence(note.text)}" for note in changes.notes),
        *_refusals(changes.refused),
    ]
    return pack(lines or ["Nothing to do."], "\n")


def rebuilt_messages(changes: Changes) -> list[str]:
    """What a rebuild did."""
    documents = len(changes.added) + len(changes.changed) + len(changes.unchanged)
    if not documents and not changes.refused:
        return ["This server has no documents of its own to index."]
    head = (
        f"**The index is rebuilt**: {count(documents, 'document')}, "
        f"{count(changes.passages, 'passage')}."
    )
    return pack([head, *_refusals(changes.refused)], "\n")


def progress_message(progress: Progress) -> str:
    """How far a rebuild has come."""
    stage = _STAGES.get(progress.stage) or name(progress.stage)
    so_far = f", {progress.done:,} of {progress.total:,}" if progress.total > 1 else ""
    detail = f" · {name(progress.detail)}" if progress.detail else ""
    return f"Rebuilding the index: {stage}{so_far}{detail}"


def removed_message(document: DocumentInfo) -> str:
    """That a document is gone."""
    return f"Removed {_document(document)}."


def documents_messages(documents: Iterable[DocumentInfo]) -> list[str]:
    """The list of documents: the server's own, then the shared ones."""
    documents = list(documents)
    own = [document for document in documents if not document.shared]
    shared = [document for document in documents if document.shared]
    lines: list[str] = []
    if own:
        lines.append(f"**This server's documents ({len(own):,})**")
        lines += [f"- {_listed(document)}" for document in own]
    if shared:
        lines.append(f"**Shared documents ({len(shared):,})**, the same in every server")
        lines += [f"- {_listed(document)}" for document in shared]
    return pack(lines or ["There are no documents yet."], "\n")


def documents_file(documents: Iterable[DocumentInfo]) -> str:
    """The same list as plain text, one line a document, for lists that are too long to read."""
    return "".join(
        f"{'shared' if document.shared else 'own'}\t{document.source}\t"
        f"{' '.join(document.title.split())}\t{count(document.passages, 'passage')}\n"
        for document in documents
    )


def status_message(own: Status | None, shared: Status) -> str:
    """What the libraries hold and which index answers; `own` is None outside servers."""
    lines = [] if own is None else [_state("This server's library", own)]
    lines.append(_state("Shared library", shared))
    model = (own and own.model) or shared.model
    if model is not None:
        lines.append(f"Model: {name(model.name)}, {model.dimension:,} dimensions")
    return "\n".join(lines)


def rollback_message(generation: GenerationInfo) -> str:
    """That an earlier index answers again."""
    return (
        f"**The last rebuild is undone**: generation {generation.number} of "
        f"<t:{int(generation.made)}:f> answers, with {count(generation.documents, 'document')}. "
        "What was added or removed since stays so."
    )


def jobs_messages(jobs: Iterable[Job]) -> list[str]:
    """Jobs, the newest first, one a line."""
    lines = [
        f"**{job.id}** {job.kind}, {job.state}: {job.done:,} of {count(job.total, 'file')}, "
        f"begun <t:{int(job.made)}:R>{f': {sentence(job.note)}' if job.note else ''}"
        for job in jobs
    ]
    return pack(lines[:MOST_JOBS] or ["Nothing was added or rebuilt yet."], "\n")


def cancelled_message(job: Job) -> str:
    """That a job is over, and how far it came."""
    return (
        f"Job {job.id} is cancelled after {job.done:,} of {count(job.total, 'file')}; what it "
        "added before stays."
    )


def help_message(*, in_server: bool, may_change: bool, needed: str) -> str:
    """What the bot does and its commands; those this member may not use say what they need."""
    whose = "this server's documents" if in_server else "the shared documents"
    restricted = "" if may_change else f" (needs {sentence(needed)})"
    lines = [
        f"**I answer questions in the own words of {whose}, and say exactly where they stand.** "
        "I make nothing up: if the documents don't say, I say so.",
        "`/ask` Ask a question; `private` shows the answer only to you.",
    ]
    if not in_server:
        lines.append("Or just write your question here. In a server I know its documents as well.")
        return "\n".join(lines)
    lines += [
        "Or mention me, or reply to me, with your question; or send me a direct message "
        "about the shared documents.",
        "`/documents list` Show which documents I quote from.",
        f"`/documents add` Add a document, or replace its old version{restricted}.",
        f"`/documents remove` Remove one of this server's documents{restricted}.",
        f"`/index rebuild` Read and index all documents again{restricted}.",
        f"`/index rollback` Undo the last rebuild{restricted}.",
        f"`/index jobs` and `/index cancel` List additions and rebuilds, or end one{restricted}.",
        "`/index status` Show what the index holds.",
    ]
    return "\n".join(lines)


def _refusals(refused: Iterable[Refusal]) -> Iterator[str]:
    """Why files were not taken, each named once."""
    for refusal in refused:
        reason = sentence(refusal.reason)
        named = refusal.source in refusal.reason
        yield (
            f"Not taken: {reason}" if named else f"Not taken: **{name(refusal.source)}**: {reason}"
        )


def _state(what: str, status: Status) -> str:
    """One library in one line."""
    if not status.documents:
        return f"**{what}**: empty"
    updated = "" if status.updated is None else f", changed <t:{int(status.updated)}:R>"
    index = f"; index generation {status.generation}{updated}" if status.generation else ""
    return (
        f"**{what}**: {count(status.documents, 'document')}, "
        f"{count(status.passages, 'passage')}, {count(status.sentences, 'sentence')}{index}"
    )


def _listed(document: DocumentInfo) -> str:
    """A document in a list."""
    return (
        f"{_document(document)} · {count(document.passages, 'passage')}, "
        f"{count(document.lines, 'line')}"
    )


def _document(document: DocumentInfo) -> str:
    """A document by its title, and by its name in the library where that differs."""
    if document.title == document.source:
        return f"**{name(document.source)}**"
    return f"**{name(document.title)}** ({name(document.source)})"
