"""A Library: one collection of documents, opened, asked, changed, rebuilt. What front ends hold."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

import numpy as np

from index.answer import answer
from index.build import Prepared, build_generation, embed, embed_rest, prepare, preview, publish
from index.embed import Encoder
from index.errors import (
    EmptyLibraryError,
    FootnoteError,
    ModelMismatchError,
    QuestionError,
    StoreError,
    UnknownDocumentError,
    UnreadableError,
)
from index.read import check_size, find_format, read_document
from index.read.drawing import draw_guarded
from index.record import LibraryRow, Reader
from index.search import Generation, search
from index.store import Store
from index.types import (
    Answer,
    Changes,
    Document,
    DocumentInfo,
    ModelName,
    Note,
    Original,
    Preview,
    Progress,
    Quote,
    Refusal,
    SearchResult,
    Status,
)
from index.vectors import VectorIndex

log = logging.getLogger(__name__)

Report = Callable[[Progress], None]

MAX_QUESTION_CHARS = 1000  # about what the model reads
SHARED = "shared"
MAX_FAILURES = 3  # of a file; then it is refused without being read
KEPT_GENERATIONS = 2  # index files left on the disk: a reader may still be opening the last one


def _silent(progress: Progress) -> None:
    """Report to nobody."""


class Library:
    """One collection of documents, answered together with the shared one.

    Made by `Libraries`. Every method may be called from any thread; questions are answered during
    changes.
    """

    def __init__(self, owner: Libraries, name: str) -> None:
        """Use `Libraries.shared` and `Libraries.server`."""
        self.name = name
        self._owner = owner
        self._store = owner.store
        self._encoder = owner.encoder
        self._generation: Generation | None = None
        self._loading = Lock()

    def ask(self, question: str, *, quotes: int = 3) -> Answer:
        """Answer `question` from this library and the shared one, with at most `quotes` quotes.

        Raises:
            QuestionError: the question is empty or too long.
            EmptyLibraryError: neither library holds a document.
            ModelMismatchError: the index was made with another model.
        """
        return self.ask_in_full(question, quotes=quotes)[0]

    def ask_in_full(self, question: str, *, quotes: int) -> tuple[Answer, list[SearchResult]]:
        """What `ask` answers, and the passages found for it, best first."""
        question = " ".join(question.split())
        _check_question(question)
        if quotes < 1:
            raise QuestionError(f"{quotes} quotes can't be shown. Ask for at least one.")
        self._check_models()
        vector = self._encoder.encode_question(question)
        with self._store.reading() as reader:
            held = [
                (generation, reader)
                for each in self._searched()
                if (generation := each.current(reader)) is not None
            ]
            results, _ = search(question, vector, held, self._encoder.words)
            found = answer(
                question,
                results,
                original=partial(self._reread, reader, {}),
                quotes=quotes,
                min_confidence=self._owner.min_confidence,
            )
        return found, results

    def _reread(self, reader: Reader, read: dict[int, Original], result: SearchResult) -> Original:
        """Read a passage's document again, once for each answer; both its bytes and its text.

        Raises:
            StoreError: it is gone, or is no longer the same.
        """
        if result.document_id not in read:
            layout = reader.layout(result.library_id, result.document_id)
            if layout is None:
                raise StoreError(f"The document “{result.source}” is gone from the record.")
            data = self._store.original(layout.fingerprint)
            if layout.text_fingerprint != layout.fingerprint:
                data = self._store.original(layout.text_fingerprint)
            read[result.document_id] = Original(
                data.decode(), layout.places, layout.skips, layout.lines, layout.markup
            )
        return read[result.document_id]

    def _searched(self) -> list[Library]:
        """The libraries that a question to this one is put to."""
        shared = self._owner.shared
        return [self] if self is shared else [self, shared]

    def _check_models(self) -> None:
        """See that there is something to ask, and that its index is the encoder's."""
        with self._store.reading() as reader:
            rows = [row for each in self._searched() if (row := reader.library(each.name))]
            if not any(reader.counts(row.id)[0] for row in rows):
                raise EmptyLibraryError(
                    "There are no documents yet. Add some with /documents add in Discord, or with "
                    "“footnote add FILE” in the terminal."
                )
        for row in rows:
            self._check_model(row)

    def _check_model(self, row: LibraryRow) -> None:
        """Refuse an index that another model made: its vectors mean something else."""
        if row.model and row.model.fingerprint != self._encoder.fingerprint:
            remedy = "footnote rebuild" if row.name == SHARED else "/index rebuild"
            raise ModelMismatchError(
                f"The index was made with the model {row.model.name}, and the settings name "
                f"{self._encoder.name}. Run “{remedy}”, or set FOOTNOTE_MODEL={row.model.name}."
            )

    def current(self, reader: Reader) -> Generation | None:
        """The generation that the record names, loaded if it isn't yet; None if there is none.

        Raises:
            ModelMismatchError: it was made with another model.
        """
        row = reader.library(self.name)
        if row is None or row.model is None:
            return None
        self._check_model(row)
        with self._loading:
            found = self._generation
            if found is None or found.number != row.generation:
                found = self._load(reader, row, row.model)
            if self._generation is None or self._generation.number < found.number:
                self._generation = found  # and never an older one, for a reader that was slow
            return found

    def _load(self, reader: Reader, row: LibraryRow, model: ModelName) -> Generation:
        """Read a generation's FAISS file, or build it again from the record if it is damaged."""
        path = self._store.index_path(row.id, row.generation)
        try:
            data = path.read_bytes()
            if sha256(data).hexdigest() != row.index_sha256:
                raise StoreError(f"The FAISS file {path} was damaged.")
            index = VectorIndex.from_bytes(data)
            sizes = reader.passage_sizes(row.id)
            first_rows = np.cumsum([0, *(1 + count for _, count in sizes)], dtype=np.int64)
            if first_rows[-1] != len(index):
                raise StoreError(f"The FAISS file {path} is not of this generation.")
        except (OSError, StoreError) as error:
            log.warning("building the index of library %s again: %s", self.name, error)
            return build_generation(reader, row.id, row.generation, model)
        return Generation(
            library_id=row.id,
            number=row.generation,
            index=index,
            passage_ids=np.array([each for each, _ in sizes], dtype=np.int64),
            first_rows=first_rows,
        )

    def add(
        self, files: Iterable[tuple[str, bytes]], *, by: str, report: Report | None = None
    ) -> Changes:
        """Add or replace documents, given as (source, bytes); what can't be read is refused.

        `by` says who, for the record. Known sources with the same bytes count as unchanged.

        Raises:
            ModelMismatchError: the index was made with another model.
            BusyError: another process is changing the library.
        """
        report = report or _silent
        with self._store.reading() as reader:
            row = reader.library(self.name)
            known = reader.fingerprints(row.id) if row else {}
        if row:
            self._check_model(row)
        unchanged: list[str] = []
        refused: list[Refusal] = []
        prepared: dict[str, Prepared] = {}
        seen: set[str] = set()
        for number, (source, data) in enumerate(files):
            report(Progress("read", number, number + 1, source))
            if not _is_text(source):
                name = source.encode(errors="replace").decode()
                refused.append(Refusal(name, f"“{name}” has a name that isn't UTF-8. Rename it."))
            elif source in seen:
                refused.append(Refusal(source, f"“{source}” was given twice. Rename one of them."))
            elif known.get(source) == sha256(data).hexdigest() and self._mend(source, data):
                unchanged.append(source)
            else:
                try:
                    document = self._read(source, data)
                except UnreadableError as error:
                    refused.append(Refusal(source, str(error)))
                    continue
                self._save_bytes(document, data)
                prepared[source] = prepare(document, len(data), self._encoder)
            seen.add(source)
        changes = Changes(
            added=tuple(source for source in prepared if source not in known),
            changed=tuple(source for source in prepared if source in known),
            unchanged=tuple(unchanged),
            refused=tuple(refused),
            notes=tuple(
                Note(source, text)
                for source, each in prepared.items()
                for text in each.document.notes
            ),
            passages=sum(len(each.passages) for each in prepared.values()),
            embedded=self._save(list(prepared.values()), by, report),
        )
        log.info("library %s: %s added, %s changed", self.name, changes.added, changes.changed)
        return changes

    def _mend(self, source: str, data: bytes) -> bool:
        """Save a known document's bytes again if they were damaged; whether its text is whole."""
        self._store.save_original(data)
        with self._store.reading() as reader:
            row = reader.library(self.name)
            layout = reader.layout_of(row.id, source) if row else None
        try:
            return layout is not None and bool(self._store.original(layout.text_fingerprint))
        except StoreError:
            return False

    def preview(self, files: Iterable[tuple[str, bytes]]) -> list[Preview]:
        """What `add` would do with these files. Nothing is changed."""
        with self._store.reading() as reader:
            row = reader.library(self.name)
            known = reader.fingerprints(row.id) if row else {}
        previews: list[Preview] = []
        for source, data in files:
            fingerprint = sha256(data).hexdigest()
            try:
                document = read_document(source, data, limit=self._owner.max_file_bytes)
            except UnreadableError as error:
                previews.append(Preview(source, "refused", notes=(str(error),)))
                continue
            previews.append(
                preview(
                    prepare(document, len(data), self._encoder),
                    state=_state(known.get(source), fingerprint),
                    same_as=[
                        other
                        for other, its in known.items()
                        if its == fingerprint and other != source
                    ],
                )
            )
        return previews

    def page_picture(self, quote: Quote) -> bytes | None:
        """The page that a quote begins on as a PNG with the quote marked; None but for a PDF.

        Raises:
            StoreError: the original is damaged or gone.
            UnreadableError: the page can't be drawn.
        """
        citation = quote.citation
        if citation.page is None or not citation.source.lower().endswith(".pdf"):
            return None
        with self._store.reading() as reader:
            for each in self._searched():
                row = reader.library(each.name)
                layout = reader.layout_of(row.id, citation.source) if row else None
                if layout and layout.fingerprint == citation.fingerprint:
                    data = self._store.original(layout.fingerprint)
                    return draw_guarded(data, citation, layout.places, layout.skips)
        return None

    def _read(self, source: str, data: bytes) -> Document:
        """Read a file, unless it has failed too often.

        Raises:
            UnreadableError: it can't be read.
        """
        limit = self._owner.max_file_bytes
        kind = find_format(source)
        check_size(source, len(data), limit)
        # Of this library and format alone: the reason names a file that others must not hear of,
        # and under its right name a file may be read.
        key = sha256(json.dumps([self.name, kind, sha256(data).hexdigest()]).encode()).hexdigest()
        with self._store.reading() as reader:
            times, reason = reader.failures(key)
        if times >= MAX_FAILURES:
            raise UnreadableError(
                f"“{source}” failed {times} times and is not tried again. The last time: {reason}"
            )
        try:
            return read_document(source, data, limit=limit)
        except UnreadableError as error:
            if not isinstance(error.__cause__, OSError):  # that was this machine's trouble
                with self._store.writing() as writer:
                    writer.record_failure(key, str(error))
            raise

    def _save_bytes(self, document: Document, data: bytes) -> None:
        """Keep a document's original and, where it isn't the same, its extracted text."""
        self._store.save_original(data)
        self._store.save_original(document.text.encode())

    def _save(self, prepared: Sequence[Prepared], by: str, report: Report) -> int:
        """Embed and store documents, and publish the generation that holds them."""
        if not prepared:
            return 0
        passages = [passage for each in prepared for passage in each.passages]
        embedded = embed(self._store, self._encoder, passages, report)
        report(Progress("index", 0, 1))
        with self._store.writing() as writer:
            row = writer.make_library(self.name)
            self._check_model(row)
            for each in prepared:
                writer.save_document(
                    row.id, each.document, each.size, by, each.keys(), each.passages
                )
                document = each.document
                writer.record(row.id, by, "add", document.source, document.fingerprint)
            generation = publish(self._store, writer, row, self._encoder.model)
        self._use(generation)
        return embedded

    def _use(self, generation: Generation) -> None:
        """Answer from a generation that was just committed, and forget files long replaced."""
        with self._loading:
            if self._generation is None or self._generation.number < generation.number:
                self._generation = generation
        self._store.drop_indexes(generation.library_id, generation.number - KEPT_GENERATIONS)

    def remove(self, source: str, *, by: str) -> DocumentInfo:
        """Remove the document called `source` from this library (not from the shared one).

        Raises:
            UnknownDocumentError: this library has no such document.
            BusyError: another process is changing the library.
        """
        with self._store.writing() as writer:
            row = writer.library(self.name)
            documents = writer.documents(row.id, shared=self.name == SHARED) if row else []
            found = next((each for each in documents if each.source == source), None)
            if row is None or row.model is None or found is None:
                raise UnknownDocumentError(
                    f"There is no document “{source}” in this library. "
                    "The list of documents shows the names."
                )
            writer.remove_document(row.id, source)
            writer.record(row.id, by, "remove", source, found.fingerprint)
            # The model that made the index stays its model, whichever one is set now.
            generation = publish(self._store, writer, row, row.model)
        self._use(generation)
        log.info("library %s: %s removed", self.name, source)
        return found

    def documents(self) -> list[DocumentInfo]:
        """This library's own documents and the shared ones, by source; own ones first."""
        with self._store.reading() as reader:
            return [
                info
                for each in self._searched()
                if (row := reader.library(each.name))
                for info in reader.documents(row.id, shared=each.name == SHARED)
            ]

    def rebuild(self, *, by: str, report: Report | None = None) -> Changes:
        """Read, cut and index every document of this library again from the stored originals.

        The old generation answers until the new one is whole. Vectors of the same model and text
        are used again; those of another model are made anew. A document whose original is damaged
        is reported as refused and stays as it is in the record; its quotes are withheld.

        Raises:
            BusyError: another process is changing the library.
        """
        report = report or _silent
        with self._store.reading() as reader:
            row = reader.library(self.name)
            documents = reader.documents(row.id, shared=False) if row else []
        if row is None:
            return Changes()
        prepared: list[Prepared] = []
        refused: list[Refusal] = []
        for number, info in enumerate(documents):
            report(Progress("read", number, len(documents), info.source))
            try:
                data = self._store.original(info.fingerprint)
                # No limit: the file was taken once, and a lower limit must not lose it.
                document = read_document(info.source, data, limit=len(data))
                self._save_bytes(document, data)
            except FootnoteError as error:
                refused.append(Refusal(info.source, f"“{info.source}”: {error}"))
                continue
            prepared.append(prepare(document, len(data), self._encoder))
        passages = [passage for each in prepared for passage in each.passages]
        with self._store.reading() as reader:
            kept = [reader.document_passages(row.id, each.source) for each in refused]
        passages.extend(passage for each in kept for passage in each)
        embedded = embed(self._store, self._encoder, passages, report)
        report(Progress("index", 0, 1))
        with self._store.writing() as writer:
            row = writer.make_library(self.name)
            now = writer.fingerprints(row.id)
            for each in prepared:
                # What somebody replaced or removed meanwhile must not come back.
                if now.get(each.document.source) == each.document.fingerprint:
                    writer.save_document(
                        row.id, each.document, each.size, by, each.keys(), each.passages
                    )
            embed_rest(writer, self._encoder, row.id)
            writer.record(row.id, by, "rebuild", None, None)
            generation = publish(self._store, writer, row, self._encoder.model)
        self._use(generation)
        return Changes(
            unchanged=tuple(each.document.source for each in prepared),
            refused=tuple(refused),
            passages=len(passages),
            embedded=embedded,
        )

    def status(self) -> Status:
        """What this library holds, and which generation answers."""
        with self._store.reading() as reader:
            row = reader.library(self.name)
            if row is None:
                return Status(self.name, 0, 0, 0, 0, None, None)
            documents, passages, _ = reader.counts(row.id)
            sentences = sum(count for _, count in reader.passage_sizes(row.id))
        return Status(
            self.name, documents, passages, sentences, row.generation, row.model, row.updated
        )


def _is_text(name: str) -> bool:
    """Whether a name can be written as UTF-8: file names on Linux are any bytes."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _state(known: str | None, fingerprint: str) -> str:
    if known is None:
        return "new"
    return "unchanged" if known == fingerprint else "changed"


def _check_question(question: str) -> None:
    if not _is_text(question):
        raise QuestionError("The question holds half a character. Type it again.")
    if not any(char.isalnum() for char in question):
        raise QuestionError("The question is empty. Ask in a few words or a whole sentence.")
    if len(question) > MAX_QUESTION_CHARS:
        raise QuestionError(
            f"The question has {len(question)} characters; at most {MAX_QUESTION_CHARS} are read. "
            "Ask it in fewer words."
        )


class Libraries:
    """All the libraries of one data folder: the shared one and one for each Discord server."""

    def __init__(
        self, store: Store, encoder: Encoder, *, min_confidence: float, max_file_bytes: int
    ) -> None:
        """Hold ready parts; `open` puts them together."""
        self.store = store
        self.encoder = encoder
        self.min_confidence = min_confidence
        self.max_file_bytes = max_file_bytes
        self._libraries: dict[str, Library] = {}
        self._naming = Lock()

    @classmethod
    def open(cls, folder: Path, *, model: str, min_confidence: float, max_file_bytes: int) -> Self:
        """Open the data folder, making it if it is new. The model is loaded when first needed.

        Raises:
            StoreError: the folder can't be used.
            ModelError: there is no such model.
        """
        encoder = Encoder(model)
        return cls(
            Store(folder), encoder, min_confidence=min_confidence, max_file_bytes=max_file_bytes
        )

    def _named(self, name: str) -> Library:
        with self._naming:
            return self._libraries.setdefault(name, Library(self, name))

    @property
    def shared(self) -> Library:
        """The library that every server can read."""
        return self._named(SHARED)

    def server(self, server_id: int) -> Library:
        """The library of one Discord server."""
        return self._named(f"server-{server_id}")

    def warm(self) -> None:
        """Load the model now rather than at the first question."""
        self.encoder.warm()

    def close(self) -> None:
        """Let go of files and locks."""
        with suppress(StoreError):
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
