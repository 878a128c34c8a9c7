"""Servers that the bot has left: what they added and asked is kept for a grace, then purged."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from index.errors import UnknownJobError
from index.libraries import Libraries
from index.library import Library
from index.types import OPERATOR, ServerLibrary

LEFT = "left"  # the setting that says when (seconds since 1970)
DAY_SECONDS = 86_400.0


def server_libraries(libraries: Libraries) -> list[ServerLibrary]:
    """Every server of which anything is kept: documents, its members' answers, or settings.

    Raises:
        StoreError: the record can't be read.
    """
    answers, settings = libraries.privacy.answers(), libraries.settings()
    found = []
    for library in libraries.all():
        if (server_id := server_of(library)) is None:
            continue
        documents = library.status(OPERATOR).documents
        chosen = settings.get(library.name, {})
        if documents or chosen or library.name in answers:
            count = answers.get(library.name, 0)
            found.append(ServerLibrary(server_id, documents, count, chosen.get(LEFT)))
    return found


def server_of(library: Library) -> int | None:
    """The server whose library it is; None of the shared one."""
    kind, _, number = library.name.partition("-")
    return int(number) if kind == "server" and number.isdecimal() else None


def note_servers(
    libraries: Libraries, present: frozenset[int], now: float, *, by: str
) -> tuple[list[ServerLibrary], list[ServerLibrary]]:
    """Note which servers have gone and which have come back: those in which the bot is `present`.

    Raises:
        StoreError: the record can't be read or written, or another process is changing it.
    """
    gone, back = [], []
    for each in server_libraries(libraries):
        settings = libraries.server(each.server_id).settings
        if each.server_id in present and each.left is not None:
            settings.put({LEFT: None}, by=by)
            back.append(each)
        elif each.server_id not in present and each.left is None:
            settings.put({LEFT: now}, by=by)
            gone.append(replace(each, left=now))
    return gone, back


def purge_left(libraries: Libraries, before: float, *, by: str) -> list[ServerLibrary]:
    """Purge all of the servers that were left before a moment: documents, jobs, answers, settings.

    What stays is the trail of what was changed, in which nobody is named.

    Raises:
        StoreError: the record can't be read or written, or another process is changing it.
    """
    purged = []
    for each in server_libraries(libraries):
        if each.left is None or each.left > before:
            continue
        library = libraries.server(each.server_id)
        for job in libraries.jobs.known(library.name):
            if not job.state.ended:
                with suppress(UnknownJobError):  # it has ended just now
                    libraries.jobs.cancel(job.id, by=by)
        library.purge_removed(float("inf"), by=by)
        for document in library.documents(OPERATOR):
            if not document.shared:
                library.remove(document.source, by=by, purge=True)
        libraries.privacy.forget_library(library.name)  # and that it was left: this is done once
        purged.append(each)
    return purged
