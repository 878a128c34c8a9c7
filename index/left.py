"""Servers that the bot has left: what they added is kept for a grace time, then purged."""

from __future__ import annotations

from index.libraries import Libraries
from index.library import Library
from index.types import OPERATOR, ServerLibrary

LEFT = "left"  # the setting that says when (seconds since 1970)
DAY_SECONDS = 86_400.0


def server_libraries(libraries: Libraries) -> list[ServerLibrary]:
    """Every server to whose library anything was ever added.

    Raises:
        StoreError: the record can't be read.
    """
    return [
        ServerLibrary(server_id, library.status(OPERATOR).documents, library.settings.get(LEFT))
        for library in libraries.all()
        if (server_id := server_of(library)) is not None
    ]


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
        elif each.server_id not in present and each.left is None and each.documents:
            settings.put({LEFT: now}, by=by)
            gone.append(ServerLibrary(each.server_id, each.documents, now))
    return gone, back


def purge_left(libraries: Libraries, before: float, *, by: str) -> list[ServerLibrary]:
    """Purge all documents of the servers that were left before a moment.

    Raises:
        StoreError: the record can't be read or written, or another process is changing it.
    """
    purged = []
    for each in server_libraries(libraries):
        if each.left is None or each.left > before:
            continue
        library = libraries.server(each.server_id)
        removed = library.purge_removed(float("inf"), by=by)
        for document in library.documents(OPERATOR):
            if not document.shared:
                library.remove(document.source, by=by, purge=True)
        if removed or each.documents:
            purged.append(each)
    return purged
