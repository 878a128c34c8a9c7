"""What each server has chosen, at hand without the disk; and changing it, from the next moment on.

The event loop asks at every command and every message, and must not wait for a file. So all of it
is kept in memory: a change made here counts at once, one by another process within seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from bot.config import Settings
from bot.server_settings import (
    NAMES,
    ServerSettings,
    check,
    chosen_in,
    defaults,
    pack,
)
from index.libraries import Libraries
from index.library import Library
from index.record.settings import KEEP_QUESTIONS


class Chosen:
    """The settings of all servers. `of` may be called anywhere; what else is here blocks."""

    def __init__(self, settings: Settings, libraries: Libraries) -> None:
        self._settings = settings
        self._libraries = libraries
        self._known: dict[str, ServerSettings] = {}
        self._reading = Lock()  # or what was read earlier could be put in the place of newer

    def of(self, server_id: int | None) -> ServerSettings:
        """What counts in a server, or in direct messages, where the shared library answers."""
        return self.in_library(self._libraries.name_of(server_id))

    def in_library(self, name: str) -> ServerSettings:
        """The same by the library's name."""
        return self._known.get(name) or defaults(self._settings)

    def load(self) -> set[str]:
        """Read what all servers have chosen; the libraries of those in which it has changed.

        Raises:
            StoreError: the record can't be read.
            ServerSettingsError: a value in it can't be used.
        """
        with self._reading:
            found = {
                name: chosen_in(self._settings, stored)
                for name, stored in self._libraries.settings().items()
                if any(each in NAMES for each in stored)
            }
            before, self._known = self._known, found
        return {name for name in {*before, *found} if before.get(name) != found.get(name)}

    def put(self, library: Library, values: Mapping[str, object], *, by: str) -> dict[str, Any]:
        """Choose for a server, all of `values` or nothing; None goes back to the default.

        Which have changed, as they count from now on. What may not be kept any more goes at once.

        Raises:
            ServerSettingsError: a name is unknown or a value wrong.
            BusyError: another process is changing the library.
        """
        given = {name: value for name, value in values.items() if value is not None}
        unset = {name: None for name, value in values.items() if value is None}
        new = check({**given, **{name: None for name in unset if name not in NAMES}})
        packed = {name: pack(value) for name, value in new.items()}
        changed = library.settings.put({**packed, **unset}, by=by)
        self.load()
        now = self.in_library(library.name)
        if KEEP_QUESTIONS in changed and not now.keep_questions:
            self._libraries.privacy.forget_questions(library.name, by=by)
        if "keep_days" in changed:
            self._libraries.privacy.let_go(
                lambda name: now.keep_days if name == library.name else 0
            )
        return {name: getattr(now, name) for name in changed}

    def replace(self, library: Library, values: Mapping[str, object], *, by: str) -> dict[str, Any]:
        """Choose for a server what a file says: what isn't in it goes back to the default.

        Raises:
            ServerSettingsError: a name is unknown or a value wrong.
            BusyError: another process is changing the library.
        """
        return self.put(library, {**dict.fromkeys(NAMES), **values}, by=by)

    def due(self) -> Mapping[str, int]:
        """How many answers each library keeps for longer than that."""
        self.load()
        return self._libraries.privacy.due(lambda name: self.in_library(name).keep_days)

    def let_go(self) -> Mapping[str, int]:
        """Let go of what is kept for longer than a server or the operator wants.

        Raises:
            BusyError: another process is changing the library.
        """
        self.load()
        return self._libraries.privacy.let_go(lambda name: self.in_library(name).keep_days)
