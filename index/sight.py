"""What one viewer sees of a library's words, looked up as a question needs it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from index.generation import Generation, Rows, View, view
from index.record import Reader
from index.record.words import few_places
from index.types import Viewer

FEW = 64  # places of a word that are looked at before all are


class Sight:
    """A library as one viewer sees it, for the length of a question.

    Nothing that it says depends on what the viewer may not see.
    """

    def __init__(self, generation: Generation, reader: Reader, viewer: Viewer) -> None:
        """Look at what answers in a library at the state that `reader` sees."""
        self.generation = generation
        self.reader = reader
        self.viewer = viewer
        self.seen: View = view(generation, reader, viewer)
        self._places: dict[str, Rows] = {}

    def places(self, key: str) -> Rows:
        """Ids of the passages seen that hold `key`, ascending."""
        if key not in self._places:
            ids = self.reader.word_places(self.generation.library_id, key)
            self._places[key] = ids if self.seen.all else ids[np.isin(ids, self.seen.passage_ids)]
        return self._places[key]

    def occurs(self, key: str) -> bool:
        """Whether a passage that is seen holds `key`."""
        if key in self._places:
            return bool(len(self._places[key]))
        few = few_places(self.reader, self.generation.library_id, key, FEW)
        if self.seen.all or not few:
            return bool(few)
        if np.isin(np.array(few, dtype=np.int64), self.seen.passage_ids).any():
            return True
        return len(few) == FEW and bool(len(self.places(key)))

    def together(self, keys: Iterable[str]) -> Rows:
        """Ids of the passages seen that hold all of `keys`, ascending."""
        found: Rows | None = None
        for key in keys:
            ids = self.places(key)
            found = ids if found is None else found[np.isin(found, ids, assume_unique=True)]
        return np.zeros(0, np.int64) if found is None else found
