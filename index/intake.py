"""What may come into a library: names and bytes checked, read in the guarded process, and cut."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import replace
from hashlib import sha256

from index.build import Prepared, prepare, preview
from index.dates import are_named_alike, file_name
from index.embed import Encoder
from index.errors import StoreError, UnreadableError
from index.read import check_size, find_format, read_document
from index.store import Store
from index.types import Document, Preview
from index.words import fold

MAX_FAILURES = 3  # of a file; then it is refused without being read


def is_text(name: str) -> bool:
    """Whether a name can be written as UTF-8: file names on Linux are any bytes."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


class Intake:
    """The way of a file into a library, up to its passages. `max_file_bytes` is the limit."""

    def __init__(self, store: Store, encoder: Encoder, max_file_bytes: int) -> None:
        self._store = store
        self._encoder = encoder
        self.max_file_bytes = max_file_bytes

    def refusal(self, source: str, data: bytes, seen: Container[str]) -> str | None:
        """Why a file is not even begun with; None if it is. `seen` are those given before it."""
        if not is_text(source):
            name = source.encode(errors="replace").decode()
            return f"“{name}” has a name that isn't UTF-8. Rename it."
        if source in seen:
            return f"“{source}” was given twice. Rename one of them."
        try:
            find_format(source)
            check_size(source, len(data), self.max_file_bytes)
        except UnreadableError as error:
            return str(error)
        return None

    def mend(self, library: str, source: str, data: bytes) -> bool:
        """Save a known document's bytes again if they were damaged; whether its text is whole."""
        self._store.save_original(data)
        with self._store.reading() as reader:
            row = reader.library(library)
            layout = reader.layout_of(row.id, source) if row else None
        try:
            return layout is not None and bool(self._store.original(layout.text_fingerprint))
        except StoreError:
            return False

    def prepare(
        self, library: str, source: str, fingerprint: str, *, again: bool = False
    ) -> Prepared:
        """Read and cut a file whose bytes are kept, and keep its text.

        `again` says that it was taken before: a lower limit must not lose it.

        Raises:
            UnreadableError: it can't be read.
            StoreError: its bytes are gone or damaged.
        """
        data = self._store.original(fingerprint)
        if again:
            document = read_document(source, data, limit=len(data))
        else:
            document = self.read(library, source, data)
        prepared = prepare(document, len(data), self._encoder)
        self.keep(prepared)
        return prepared

    def keep(self, prepared: Prepared) -> None:
        """Keep a document's text, durably; again where it is named, as nothing named it before."""
        self._store.save_original(prepared.document.text.encode())

    def preview(self, library: str, files: Iterable[tuple[str, bytes]]) -> list[Preview]:
        """What adding these files to a library would do. Nothing is changed."""
        return [each for each, _ in self.examine(library, files)]

    def examine(
        self, library: str, files: Iterable[tuple[str, bytes]]
    ) -> list[tuple[Preview, Prepared | None]]:
        """The same, each with what was read and cut, if it could be."""
        with self._store.reading() as reader:
            row = reader.library(library)
            known = reader.fingerprints(row.id) if row else {}
        found: list[tuple[Preview, Prepared | None]] = []
        seen: set[str] = set()
        for source, data in files:
            if reason := self.refusal(source, data, seen):
                name = source.encode(errors="replace").decode()
                found.append((Preview(name, "refused", notes=(reason,)), None))
                continue
            try:
                self._check_failures(library, source, data)
                document = read_document(source, data, limit=self.max_file_bytes)
            except UnreadableError as error:
                found.append((Preview(source, "refused", notes=(str(error),)), None))
                continue
            seen.add(source)
            fingerprint = sha256(data).hexdigest()
            same = [other for other, its in known.items() if its == fingerprint and other != source]
            prepared = prepare(document, len(data), self._encoder)
            state = _state(known.get(source), fingerprint)
            near = _near(source, known) if state == "new" else []
            shown = preview(prepared, state=state, same_as=same)
            found.append((replace(shown, near=tuple(near)), prepared))
        return found

    def read(self, library: str, source: str, data: bytes) -> Document:
        """Read a file, unless it has failed too often.

        Raises:
            UnreadableError: it can't be read.
        """
        key = self._check_failures(library, source, data)
        try:
            return read_document(source, data, limit=self.max_file_bytes)
        except UnreadableError as error:
            if not isinstance(error.__cause__, OSError):  # that was this machine's trouble
                with self._store.writing() as writer:
                    writer.record_failure(key, str(error))
            raise

    def _check_failures(self, library: str, source: str, data: bytes) -> str:
        """See that a file has not failed too often; what its failures are kept under.

        Raises:
            UnreadableError: it has.
        """
        kind = find_format(source)
        check_size(source, len(data), self.max_file_bytes)
        # Of this library and format alone: the reason names a file that others must not hear of,
        # and under its right name a file may be read.
        key = sha256(json.dumps([library, kind, sha256(data).hexdigest()]).encode()).hexdigest()
        with self._store.reading() as reader:
            times, reason = reader.failures(key)
        if times >= MAX_FAILURES:
            raise UnreadableError(
                f"“{source}” failed {times} times and is not tried again. The last time: {reason}"
            )
        return key


def _near(source: str, known: Iterable[str]) -> list[str]:
    """The documents whose names differ from this one only by case, a date or a version."""
    name = file_name(source)
    return sorted(
        other
        for other in known
        if other != source
        and (fold(file_name(other)) == fold(name) or are_named_alike(file_name(other), name))
    )


def _state(known: str | None, fingerprint: str) -> str:
    if known is None:
        return "new"
    return "unchanged" if known == fingerprint else "changed"
