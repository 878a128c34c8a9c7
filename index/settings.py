"""What a server has set, and what is known of it beside its documents: kept, and audited."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from index.record.settings import load_settings, save_setting
from index.store import Store


def all_settings(store: Store) -> dict[str, dict[str, Any]]:
    """What is set in every library, by the library's name and the setting's.

    Raises:
        StoreError: the record can't be read.
    """
    with store.reading() as reader:
        return {row.name: load_settings(reader, row.id) for row in reader.libraries()}


class KeptSettings:
    """The settings of one library's server, by name. Made by `Library`.

    A value is whatever JSON can hold; what a name means is for whoever reads it. They are read
    from the record each time, so that a change by another process counts at once.
    """

    def __init__(self, store: Store, library: str) -> None:
        """Use `Library.settings`."""
        self._store = store
        self._library = library

    def all(self) -> dict[str, Any]:
        """What is set, by name; what isn't is as the default says.

        Raises:
            StoreError: the record can't be read.
        """
        with self._store.reading() as reader:
            row = reader.library(self._library)
            return load_settings(reader, row.id) if row else {}

    def get(self, name: str) -> Any:  # noqa: ANN401 - JSON
        """One of them; None if it isn't set."""
        return self.all().get(name)

    def put(self, values: Mapping[str, object], *, by: str) -> dict[str, Any]:
        """Set some, all or none of them, from now on; None takes one away. Which have changed.

        Each change is a line of the audit trail.

        Raises:
            BusyError: another process is changing the library.
            StoreError: the record can't be written.
        """
        with self._store.writing() as writer:
            row = writer.make_library(self._library)
            known = load_settings(writer, row.id)
            changed = {name: value for name, value in values.items() if known.get(name) != value}
            for name, value in changed.items():
                save_setting(writer, row.id, name, value)
                told = json.dumps(value, ensure_ascii=False, sort_keys=True)
                what = f"take back setting {name}" if value is None else f"set {name} to {told}"
                writer.record(row.id, by, what, None, None)
        return changed

    def remember(self, name: str, value: object) -> None:
        """Keep what nobody has set but is known of the library: no line of the audit trail.

        Raises:
            BusyError: another process is changing the library.
        """
        with self._store.writing() as writer:
            save_setting(writer, writer.make_library(self._library).id, name, value)
