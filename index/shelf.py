"""The documents of one library as things with a history: renamed, told of, handed out.

Nothing here asks who looks: it is for those who may change the documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from index.answers import AnswerLog
from index.compare import section_name
from index.errors import RenameError, StoreError, UnknownDocumentError
from index.intake import is_text
from index.record import LibraryRow, Reader
from index.record import shelf as record
from index.store import Store
from index.types import DocumentInfo, History, Passage, RemovedInfo
from index.words import keys

MOST_NAME = 255  # characters
UNKNOWN = "There is no document “{source}” in this library. The list of documents shows the names."


class Shelf:
    """The documents of one library. Made by `Library`; may be called from any thread."""

    def __init__(self, store: Store, log: AnswerLog, name: str, *, shared: bool) -> None:
        """Use `Library.shelf`."""
        self._store = store
        self._log = log
        self._name = name
        self._shared = shared

    def number(self, source: str) -> int:
        """The number of a document, which it keeps whatever it is called and while it is removed.

        Raises:
            UnknownDocumentError: there is no such document.
        """
        with self._store.reading() as reader:
            row = reader.library(self._name)
            found = record.number_of(reader, row.id, source) if row else None
        if found is None:
            raise UnknownDocumentError(UNKNOWN.format(source=source))
        return found

    def numbered(self, number: int, *, removed: bool = False) -> str:
        """The name of the document with a number; of one that is `removed`, or of one that isn't.

        Raises:
            UnknownDocumentError: this library has none.
        """
        with self._store.reading() as reader:
            row = reader.library(self._name)
            found = record.name_of(reader, row.id, number) if row else None
        if found is None or found[1] is not removed:
            raise UnknownDocumentError("This document is not here any more.")
        return found[0]

    def document(self, source: str) -> DocumentInfo:
        """A document as the lists show it.

        Raises:
            UnknownDocumentError: there is no such document.
        """
        with self._store.reading() as reader:
            return self._found(reader, source)[1]

    def _found(self, reader: Reader, source: str) -> tuple[LibraryRow, DocumentInfo]:
        row = reader.library(self._name)
        found = reader.documents(row.id, shared=self._shared, source=source) if row else []
        if row is None or not found:
            raise UnknownDocumentError(UNKNOWN.format(source=source))
        return row, found[0]

    def removed(self) -> list[RemovedInfo]:
        """The documents that can be brought back, the one removed last first."""
        with self._store.reading() as reader:
            row = reader.library(self._name)
            found = record.removed(reader, row.id) if row else []
        return [replace(each, shared=self._shared) for each in found]

    def rename(self, source: str, name: str, *, by: str) -> str:
        """Give a document another name, which is returned; answers that quote it know it by that.

        The ending says how its bytes are read, and stays: it is added where it is left out.

        Raises:
            UnknownDocumentError: there is no such document.
            RenameError: it can't have this name.
            BusyError: another process is changing the library.
        """
        self._log.flush()
        name = _named(source, name)
        with self._store.writing() as writer:
            row, info = self._found(writer, source)
            taken = record.number_of(writer, row.id, name)
            if taken is not None:
                removed = (record.name_of(writer, row.id, taken) or ("", False))[1]
                raise RenameError(
                    f"“{name}” is the name of a document that was removed and can be brought back. "
                    "Choose another name."
                    if removed
                    else f"“{name}” is the name of a document here. Choose another name."
                )
            titles = (PurePosixPath(source).stem, PurePosixPath(name).stem)
            record.rename(
                *(writer, row.id, source, name),
                titles=titles,
                keys=(keys(titles[0]), keys(titles[1])),
            )
            writer.record(row.id, by, f"rename to {name}", source, info.fingerprint)
        return name

    def history(self, source: str) -> History:
        """A document's versions, how often it was quoted, and which sections never were.

        Raises:
            UnknownDocumentError: there is no such document.
        """
        self._log.flush()
        with self._store.reading() as reader:
            row, info = self._found(reader, source)
            passages = record.passages_of(reader, row.id, source)
            quoted = record.quoted(reader, row.id, source)
            versions = record.versions(reader, row.id, source)
        names = dict.fromkeys(map(section_name, passages))
        known = {
            section_name(each)
            for each in passages
            if any(_quotes(place, each, info.fingerprint) for place in quoted)
        }
        return History(
            document=info,
            versions=tuple(versions),
            answers=len({each.answer_id for each in quoted}),
            sections=len(names),
            unquoted=tuple(each for each in names if each not in known),
        )

    def originals(self) -> Iterator[tuple[str, bytes | None]]:
        """Each document's name and bytes as they were given, None where damaged or gone."""
        with self._store.reading() as reader:
            row = reader.library(self._name)
            known = reader.fingerprints(row.id) if row else {}
        for source, fingerprint in sorted(known.items()):
            try:
                yield source, self._store.original(fingerprint)
            except StoreError:
                yield source, None


def _named(source: str, name: str) -> str:
    """The name that a document is to have, with its ending.

    Raises:
        RenameError: it is none.
    """
    ending = PurePosixPath(source).suffix
    name = name.strip()
    if not is_text(name) or not name.isprintable() or not any(map(str.isalnum, name)):
        shown = name.encode(errors="replace").decode()
        raise RenameError(
            f"“{shown}” can't be a name. Give one with letters or figures, on one line."
        )
    if not name.lower().endswith(ending.lower()):
        name += ending
    if len(name) > MOST_NAME:
        raise RenameError(f"The name has {len(name)} characters, and at most {MOST_NAME} are kept.")
    return name


def _quotes(place: record.QuotedRow, passage: Passage, fingerprint: str) -> bool:
    """Whether a quote is of a passage: by its place in this version, by its words in others."""
    if place.fingerprint == fingerprint:
        return place.start < passage.span.end and passage.span.start < place.end
    return bool(place.text) and place.text in passage.text
