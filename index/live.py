"""What answers of a library: its generation and its catalogue, loaded again when it has changed."""

from __future__ import annotations

import logging
from threading import Lock, Thread

from index.build import merge
from index.embed import Encoder
from index.errors import FootnoteError
from index.generation import Generation, load_generation
from index.jobs import check_model
from index.record import CatalogRow, LibraryRow, Reader
from index.store import Store

log = logging.getLogger(__name__)


class Live:
    """The state of a library that questions are asked of. May be used from any thread."""

    def __init__(self, store: Store, encoder: Encoder, name: str) -> None:
        """Load nothing yet."""
        self._store = store
        self._encoder = encoder
        self._name = name
        self._generation: Generation | None = None
        self._catalog: tuple[int, tuple[CatalogRow, ...]] = (-1, ())  # and of which revision
        self._loading = Lock()
        self._mending: Thread | None = None

    def known(self, reader: Reader, row: LibraryRow) -> tuple[CatalogRow, ...]:
        """The documents that answer, read again when the library has changed."""
        revision, found = self._catalog
        if revision != row.revision:
            found = tuple(reader.catalog(row.id))
            self._catalog = row.revision, found
        return found

    def current(self, reader: Reader) -> Generation | None:
        """What answers at the state that `reader` sees; None if nothing was ever added.

        Raises:
            ModelMismatchError: the index was made with another model.
        """
        row = reader.library(self._name)
        if row is None or row.model is None:
            return None
        check_model(self._encoder, row)
        with self._loading:
            found = self._generation
            if found is None or found.revision != row.revision or not found.whole:
                found = load_generation(self._store, reader, row, self.known(reader, row), found)
            if self._generation is None or self._generation.revision <= found.revision:
                self._generation = found  # and never an older one, for a reader that was slow
            if not found.whole:
                self._mend(found.number)
            return found

    def begin_with(self, other: Live) -> None:
        """Take over what another has loaded, which stays as it is."""
        self._generation = other._generation

    def let_go(self) -> None:
        """Forget what is loaded: its files are gone."""
        with self._loading:
            self._generation = None

    def wait_until_mended(self) -> None:
        """Wait for the index that is being built again, if one is."""
        if self._mending is not None:
            self._mending.join()

    def _mend(self, number: int) -> None:
        """Build the index again beside the questions, unless that is being done."""
        if self._mending is None or not self._mending.is_alive():
            # Not a daemon: an index that is half written would only be thrown away.
            self._mending = Thread(
                target=self._build_again, args=[number], name=f"mend {self._name}"
            )
            self._mending.start()

    def _build_again(self, number: int) -> None:
        try:
            merge(self._store, self._encoder, self._name, instead_of=number)
        except FootnoteError as error:
            log.error("the index of library %s can't be built again: %s", self._name, error)
