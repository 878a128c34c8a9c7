"""What a library's documents say of words: abbreviations that a text explains, and glossaries.

Read once for each reading of a document, which never changes, and kept while it answers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from threading import Lock

from index.abbreviations import find_abbreviations
from index.errors import StoreError
from index.generation import Generation
from index.glossary import is_named_glossary, read_glossary
from index.record import CatalogRow, Reader
from index.record.words import bracketed, titles
from index.store import Store
from index.types import ReadKind
from index.variants import form_id, parts

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """Ways to write one thing, as documents write them: (“ABM”, “anti-ballistic missile”)."""

    kind: ReadKind
    forms: tuple[str, ...]


class Words:
    """What the documents of one library say of words, at one revision."""

    def __init__(
        self,
        entries: dict[int, tuple[Entry, ...]],
        titles: dict[int, str] | None = None,
        sources: dict[int, str] | None = None,
    ) -> None:
        """Take the entries, title and source of each reading."""
        self.entries = entries
        self.titles = titles or {}
        self.sources = sources or {}
        self._called: dict[str, set[int]] = {}  # by the `form_id` of title, file name and stem
        self._with_part: dict[str, set[int]] = {}  # by a word of title or file name
        for reading, source in self.sources.items():
            path = PurePosixPath(source)
            for name in (self.titles[reading], path.name, path.stem):
                self._called.setdefault(form_id(name), set()).add(reading)
                for part in parts(name):
                    self._with_part.setdefault(part, set()).add(reading)
        self._by_form: dict[str, list[tuple[int, Entry]]] = {}
        for reading, its in entries.items():
            for entry in its:
                for form in entry.forms:
                    self._by_form.setdefault(form_id(form), []).append((reading, entry))

    def find(self, identity: str, readings: frozenset[int]) -> list[Entry]:
        """The entries of some readings with a form of this `form_id`, each once."""
        found = self._by_form.get(identity, ())
        return list(dict.fromkeys(entry for reading, entry in found if reading in readings))

    def called(self, identity: str) -> set[int]:
        """The readings of the documents whose title or file name has this `form_id`."""
        return self._called.get(identity, set())

    def with_parts(self, its: list[str]) -> set[int]:
        """The readings of the documents in whose title or file name all these stems stand."""
        return set.intersection(*(self._with_part.get(part, set()) for part in its))


class Lexicon:
    """The words of all libraries of a data folder, kept as long as they answer."""

    def __init__(self, store: Store) -> None:
        """Read glossaries from `store`'s originals."""
        self._store = store
        self._known: dict[int, tuple[int, Words]] = {}  # for each library: revision, words
        self._loading = Lock()

    def words(self, reader: Reader, generation: Generation) -> Words:
        """What the documents that answer in a library say of words."""
        with self._loading:
            revision, known = self._known.get(generation.library_id, (-1, Words({})))
            if revision == generation.revision:
                return known
            found = {
                row.reading_id: known.entries[row.reading_id]
                for row in generation.catalog
                if row.reading_id in known.entries
            }
            added = [row for row in generation.catalog if row.reading_id not in found]
            found |= self._read(reader, generation.library_id, added)
            sources = {row.reading_id: row.source for row in generation.catalog}
            named = {reading: title for reading, title in known.titles.items() if reading in found}
            named |= titles(reader, set(found) - set(named))
            words = Words(found, named, sources)
            if revision < generation.revision:  # and never an older one, for a slow reader
                self._known[generation.library_id] = (generation.revision, words)
            return words

    def _read(
        self, reader: Reader, library_id: int, rows: Iterable[CatalogRow]
    ) -> dict[int, tuple[Entry, ...]]:
        """The entries of documents that are new."""
        found: dict[int, dict[Entry, None]] = {row.reading_id: {} for row in rows}
        for reading, text in bracketed(reader, found):
            for forms in find_abbreviations(text):
                found[reading][Entry(ReadKind.ABBREVIATION, forms)] = None
        for row in rows:
            if is_named_glossary(row.source) and not row.passages:
                entries = self._glossary(reader, library_id, row)
                found[row.reading_id] = dict.fromkeys(entries)
        return {reading: tuple(entries) for reading, entries in found.items()}

    def _glossary(self, reader: Reader, library_id: int, row: CatalogRow) -> list[Entry]:
        """The entries of a glossary; none of one that is damaged, which the log is told."""
        try:
            layout = reader.layout(library_id, row.document_id)
            text = self._store.original(layout.text_fingerprint).decode() if layout else ""
        except StoreError as error:
            log.error("the glossary %s can't be used: %s", row.source, error)
            return []
        entries, _ = read_glossary(row.source, text) or ([], 0)
        return [Entry(ReadKind.SYNONYM, forms) for forms in entries]
