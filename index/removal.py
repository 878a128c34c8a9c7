"""Documents taken out of a library, and what is purged off the disk."""

from __future__ import annotations

import logging

from index.errors import UnknownDocumentError
from index.record import LibraryRow
from index.shelf import UNKNOWN
from index.store import Store
from index.types import DocumentInfo

log = logging.getLogger(__name__)

SHARED = "shared"  # the library that every server reads


def remove_document(
    store: Store, library: str, source: str, *, by: str, purge: bool
) -> DocumentInfo:
    """Let a document answer no more; with `purge` its bytes leave the disk too, and its index.

    Raises:
        UnknownDocumentError: the library has no such document.
        BusyError: another process is changing the library.
    """
    with store.writing() as writer:
        row = writer.library(library)
        if row and purge:
            writer.bring_back(row.id, source)  # what was removed before can be purged as well
        documents = writer.documents(row.id, shared=library == SHARED) if row else []
        found = next((each for each in documents if each.source == source), None)
        if row is None or found is None:
            raise UnknownDocumentError(UNKNOWN.format(source=source))
        if purge:
            writer.purge_document(row.id, source)
        else:
            writer.remove_document(row.id, source)
        writer.record(row.id, by, "purge" if purge else "remove", source, found.fingerprint)
    if purge:
        _clear_disk(store, row)
    log.info("library %s: %s removed", library, source)
    return found


def purge_old(store: Store, library: str, before: float, *, by: str) -> list[str]:
    """Purge the documents of a library that were removed before a moment; their sources.

    Raises:
        BusyError: another process is changing the library.
    """
    with store.writing() as writer:
        row = writer.library(library)
        if row is None:
            return []
        old = [name for number, name in writer.removed_before(before) if number == row.id]
        for source in old:
            writer.purge_document(row.id, source)
            writer.record(row.id, by, "purge", source, None)
    if old:
        _clear_disk(store, row)
        log.info("library %s: %s purged, removed long ago", library, ", ".join(old))
    return old


def _clear_disk(store: Store, row: LibraryRow) -> None:
    """Delete the files that hold what was purged."""
    with store.writing() as writer:
        kept = {each.sha256 for each in writer.generations(row.id)}
        named = writer.originals()
        store.drop_indexes(row.id, unless=kept)
        store.drop_originals(unless=named, older=0)
        store.drop_copies(unless=named)
    store.shrink_log()
