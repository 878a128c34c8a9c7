"""A Library: one collection of documents, opened, asked, changed, rebuilt. What front ends hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from index.types import Answer, Changes, DocumentInfo, Progress, Status

Report = Callable[[Progress], None]

MAX_QUESTION_CHARS = 1000  # ours: about three times what the model reads


class Library:
    """One collection of documents, answered together with the shared one.

    Made by `Libraries`. Every method may be called from any thread; questions are answered during
    changes.
    """

    def ask(self, question: str, *, quotes: int = 3) -> Answer:
        """Answer `question` from this library and the shared one, with at most `quotes` quotes.

        Raises:
            QuestionError: the question is empty or too long.
            EmptyLibraryError: neither library holds a document.
            ModelMismatchError: the index was made with another model.
        """
        raise NotImplementedError

    def add(
        self, files: Iterable[tuple[str, bytes]], *, by: str, report: Report | None = None
    ) -> Changes:
        """Add or replace documents, given as (source, bytes); what can't be read is refused.

        `by` says who, for the record. Known sources with the same bytes count as unchanged.
        """
        raise NotImplementedError

    def remove(self, source: str, *, by: str) -> DocumentInfo:
        """Remove the document called `source` from this library (not from the shared one).

        Raises:
            UnknownDocumentError: this library has no such document.
        """
        raise NotImplementedError

    def documents(self) -> list[DocumentInfo]:
        """This library's own documents and the shared ones, by source; own ones first."""
        raise NotImplementedError

    def rebuild(self, *, by: str, report: Report | None = None) -> Changes:
        """Read, cut and index every document of this library again from the stored originals.

        The old generation answers until the new one is whole. Vectors of the same model and text
        are used again; those of another model are made anew.
        """
        raise NotImplementedError

    def status(self) -> Status:
        """What this library holds, and which generation answers."""
        raise NotImplementedError


class Libraries:
    """All the libraries of one data folder: the shared one and one for each Discord server."""

    @classmethod
    def open(cls, folder: Path, *, model: str, min_confidence: float, max_file_bytes: int) -> Self:
        """Open the data folder, making it if it is new. The model is loaded when first needed.

        Raises:
            StoreError: the folder can't be used.
            ModelError: there is no such model.
        """
        raise NotImplementedError

    @property
    def shared(self) -> Library:
        """The library that every server can read."""
        raise NotImplementedError

    def server(self, server_id: int) -> Library:
        """The library of one Discord server."""
        raise NotImplementedError

    def warm(self) -> None:
        """Load the model now rather than at the first question."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of files and locks."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
