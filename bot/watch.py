"""Folders whose files are followed: what comes, changes or goes there does so in the library.

The system says that something happened; then names, sizes and times are looked at, and only files
that differ are read. A folder that is gone, as when a disk is taken out, removes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import NamedTuple

from bot.files import Check, Files
from index.errors import FootnoteError, UnknownDocumentError, UnreadableError
from index.library import Library
from index.types import OPERATOR, Changes, Refusal

QUIET_MS = 400  # after a change: many come together, and a file takes a moment to be written
AGAIN_MS = 5_000  # after which a change that could not be made is tried again


class _Stamp(NamedTuple):
    """What changes when somebody writes to a file."""

    inode: int
    size: int
    changed: int


class Watcher:
    """Keeps a library as some folders are. `by` says for the record who changes it."""

    def __init__(
        self, library: Library, folders: Sequence[Path], *, by: str, limit: int, check: Check
    ) -> None:
        """Watch `folders`. Raises UnreadableError if one of them isn't there."""
        for folder in folders:
            if not folder.is_dir():
                raise UnreadableError(f"“{folder}” is not a folder. Name one that is there.")
        self._library = library
        self._folders = folders
        self._by = by
        self._limit = limit
        self._check = check
        self._known: dict[str, _Stamp] = {}
        self._told: set[Refusal] = set()

    def follow(self) -> Changes:
        """Bring the library up to the folders once; what was done.

        Raises:
            UnreadableError: a folder is gone; nothing was changed.
            FootnoteError: the library can't be changed; the next time it is tried again.
        """
        files = Files(self._folders, limit=self._limit, check=self._check)
        stamps = dict(_stamps(files))
        wanted = {source for source, stamp in stamps.items() if self._known.get(source) != stamp}
        added = self._library.add(files.reading(wanted), by=self._by)
        gone = self._gone(files)
        for source in gone:
            with suppress(UnknownDocumentError):  # somebody else removed it
                self._library.remove(source, by=self._by)
        self._known = stamps
        named = {each.source for each in added.refused}
        others = tuple(each for each in files.refused if each.source not in named)
        return Changes(
            added=added.added,
            changed=added.changed,
            removed=tuple(sorted(gone)),
            refused=(*added.refused, *self._new(others)),
            notes=added.notes,
            passages=added.passages,
            embedded=added.embedded,
        )

    def _gone(self, files: Files) -> set[str]:
        """Documents that came from these folders, or were seen in them, and are there no more."""
        own = {
            each.source
            for each in self._library.documents(OPERATOR)
            if each.shared == self._library.is_shared
            and (each.added_by == self._by or each.source in self._known)
        }
        archives = tuple(f"{source}/" for source in files.archives)
        there = files.sources
        return {source for source in own if source not in there and not source.startswith(archives)}

    def _new(self, refused: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
        """What has not been told before."""
        before, self._told = self._told, set(refused)
        return tuple(each for each in refused if each not in before)

    def run(
        self, tell: Callable[[Changes], None], complain: Callable[[str], None], stop: Event
    ) -> None:
        """Follow the folders until `stop` is set; every change is told, and what goes wrong."""
        from watchfiles import watch  # late: only this command needs it

        behind = not self._try(tell, complain)
        for happened in watch(
            *self._folders,
            watch_filter=None,
            debounce=QUIET_MS,
            rust_timeout=AGAIN_MS,
            yield_on_timeout=True,
            stop_event=stop,
            ignore_permission_denied=True,
            raise_interrupt=False,
        ):
            if happened or behind:
                behind = not self._try(tell, complain)

    def _try(self, tell: Callable[[Changes], None], complain: Callable[[str], None]) -> bool:
        """Follow once; whether that went well."""
        try:
            changes = self.follow()
        except FootnoteError as error:
            complain(str(error))
            return False
        if changes.added or changes.changed or changes.removed or changes.refused:
            tell(changes)
        return True


def _stamps(files: Files) -> Iterator[tuple[str, _Stamp]]:
    for source, path in files.found:
        with suppress(OSError):  # gone again
            state = path.stat()
            yield source, _Stamp(state.st_ino, state.st_size, state.st_mtime_ns)
