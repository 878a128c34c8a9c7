"""A library's own glossary, a line at a time: shown, added to, taken from.

It is a document like any other (see index/glossary.py). What is changed here is a new version of
it, so that whoever looks into the document, and whoever asks in Discord or at a terminal, meets
the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Protocol
from unicodedata import category

from index.errors import GlossaryError
from index.glossary import (
    MOST_CHARS,
    NAMES,
    is_named_glossary,
    read_entry,
    read_glossary,
    says_nothing,
    with_entry,
    without_entry,
)
from index.jobs import Begun
from index.record import Reader
from index.store import Store
from index.types import Changes, DocumentInfo, GlossaryEntry
from index.words import fold

NO_ENTRY = (
    "“{entry}” is no line of a glossary. Write words with “=” between them, each of at most {most} "
    "characters: PTO = paid time off."
)
KNOWN = "The glossary says “{entry}” already."
UNKNOWN = "The glossary has no line “{entry}”. The list of the glossary shows its lines."
SEVERAL = "The glossary has several lines with “{entry}”. Name the whole line."
SHARED = (
    "The line “{entry}” is of the shared library's glossary, which is the same in every server. "
    "Its operator can change it."
)
NO_GLOSSARY = (
    "The document “{source}” is here and is no glossary: it has more other lines than lines with "
    "“=”. Remove it, or add it under another name."
)

PROSE = (
    "Without the line “{entry}” the document “{source}” would be no glossary any more: too many of "
    "its other lines have no “=”. Change the document and add it again."
)


class _Add(Protocol):
    def __call__(
        self, files: list[tuple[str, bytes]], *, by: str, begun: Begun | None
    ) -> Changes: ...


class _Remove(Protocol):
    def __call__(self, source: str, *, by: str) -> DocumentInfo: ...


class Glossary:
    """The glossary of one library. Made by `Library`; may be used from any thread."""

    def __init__(
        self,
        store: Store,
        *,
        searched: Callable[[Reader], list[tuple[int, bool]]],
        own_is_shared: bool,
        add: _Add,
        remove: _Remove,
    ) -> None:
        """Use `Library.glossary`; `searched` gives libraries by number, and which is shared."""
        self._store = store
        self._searched = searched
        self._own_is_shared = own_is_shared
        self._add = add
        self._remove = remove
        self._changing = Lock()  # a line is added to what stands there now

    def entries(self) -> list[GlossaryEntry]:
        """All entries that questions here are searched with; this library's own come first.

        Raises:
            StoreError: a glossary was damaged.
        """
        return [
            GlossaryEntry(forms, source, shared)
            for source, shared, text in self._texts()
            for forms in (read_glossary(source, text) or ([], 0))[0]
        ]

    def add(self, line: str, *, by: str, begun: Begun | None = None) -> GlossaryEntry:
        """Put one entry more into this library's glossary, which is made if there is none.

        The work is a job, as that of `Library.add`; `begun` is called as there.

        Raises:
            GlossaryError: it is no entry, is there already, or a document has the name.
            BusyError: another process is changing the library.
        """
        line = " ".join(line.split())
        forms = read_entry(line)
        if forms is None or len(_folded(forms)) < 2 or not _is_line(line):
            raise GlossaryError(NO_ENTRY.format(entry=line.strip(), most=MOST_CHARS))
        with self._changing:
            known = [each for each in self.entries() if _folded(each.forms) == _folded(forms)]
            if known:
                raise GlossaryError(KNOWN.format(entry=known[0].line))
            source, text = self._to_change()
            self._put(source, with_entry(text, forms), by=by, begun=begun)
        return GlossaryEntry(forms, source, self._own_is_shared)

    def remove(self, line: str, *, by: str, begun: Begun | None = None) -> GlossaryEntry:
        """Take an entry out, named by its whole line or by one of its words.

        The glossary goes with its last line: a document of headings alone says nothing. Otherwise
        the work is a job, as that of `Library.add`; `begun` is called as there.

        Raises:
            GlossaryError: there is no such entry, it is the shared library's, or without it the
                document would be quoted like any other.
            BusyError: another process is changing the library.
        """
        with self._changing:
            entry = self._named(line)
            if entry.shared and not self._own_is_shared:
                raise GlossaryError(SHARED.format(entry=entry.line))
            text = next(
                text
                for source, shared, text in self._texts()
                if (source, shared) == (entry.source, entry.shared)
            )
            left = without_entry(text, entry.forms)
            if read_glossary(entry.source, left):
                self._put(entry.source, left, by=by, begun=begun)
            elif says_nothing(left):
                self._remove(entry.source, by=by)
            else:
                raise GlossaryError(PROSE.format(entry=entry.line, source=entry.source))
        return entry

    def _named(self, line: str) -> GlossaryEntry:
        """The entry that is meant: by all of its words, or by one that no other has."""
        typed = line.strip()
        wanted = _folded(read_entry(typed) or (typed,))
        entries = self.entries()
        whole = [each for each in entries if _folded(each.forms) == wanted]
        if whole:
            return whole[0]
        found = [each for each in entries if wanted <= _folded(each.forms)]
        if not found:
            raise GlossaryError(UNKNOWN.format(entry=typed))
        if len(found) > 1:
            raise GlossaryError(SEVERAL.format(entry=typed))
        return found[0]

    def _to_change(self) -> tuple[str, str]:
        """The document that a line is added to, and its text: empty if it is to be made."""
        own = {
            source: text for source, shared, text in self._texts() if shared is self._own_is_shared
        }
        for source, text in own.items():
            if read_glossary(source, text):
                return source, text
        free = next((each for each in NAMES if each not in own), None)
        if free is None:
            raise GlossaryError(NO_GLOSSARY.format(source=next(iter(own))))
        return free, ""

    def _put(self, source: str, text: str, *, by: str, begun: Begun | None) -> None:
        changes = self._add([(source, text.encode())], by=by, begun=begun)
        for refused in changes.refused:
            raise GlossaryError(refused.reason)

    def _texts(self) -> list[tuple[str, bool, str]]:
        """(source, of the shared library, text) of what is named like a glossary."""
        with self._store.reading() as reader:
            layouts = [
                (each.source, shared, reader.layout_of(number, each.source))
                for number, shared in self._searched(reader)
                for each in reader.documents(number, shared=shared)
                if is_named_glossary(each.source)
            ]
            return [
                (source, shared, self._store.original(layout.text_fingerprint).decode())
                for source, shared, layout in layouts
                if layout is not None
            ]


def _is_line(line: str) -> bool:
    """Whether a line that was typed is no heading, and plain text."""
    return not (line.lstrip().startswith("#") or any(category(char) == "Cc" for char in line))


def _folded(forms: tuple[str, ...]) -> frozenset[str]:
    """The words of an entry, however they are written."""
    return frozenset(" ".join(fold(each).split()) for each in forms)
