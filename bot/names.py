"""Names of documents on their way through Discord: from file names, to choices and back. Pure."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from bot.render.markdown import shorten, units, visible
from index.types import DocumentInfo, RemovedInfo

MAX_SOURCE_CHARS = 120  # ours: long enough for a title, short enough for a list
MAX_CHOICES = 25
MAX_CHOICE_UNITS = 100
_NAMELESS = "document"


def source_name(filename: str, title: str | None = None) -> str:
    """The name that an attached file gets in the library: one line, no folders, nothing unseen.

    Discord replaces what isn't ASCII in `filename` and keeps the name as it was, without its
    ending, in `title`. Two files whose names are written in another script would otherwise become
    one document.
    """
    ending = PurePosixPath(filename).suffix
    if title:
        filename = title if title.lower().endswith(ending.lower()) else title + ending
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    name = " ".join(visible(unicodedata.normalize("NFC", name)).text.split())
    stem, ending = (
        (name[: -len(ending)], ending) if ending and name.endswith(ending) else (name, "")
    )
    ending = ending[:MAX_SOURCE_CHARS]
    return (stem.rstrip()[: MAX_SOURCE_CHARS - len(ending)] or _NAMELESS) + ending


def choices(
    documents: Iterable[DocumentInfo | RemovedInfo], typed: str, *, shared: bool = False
) -> list[tuple[str, str]]:
    """What autocomplete offers for `typed`: (shown, sent) of documents, the server's own alone.

    With `shared` the shared ones are among them.

    Names that begin with what was typed come before those that only contain it.
    """
    wanted = typed.casefold().strip()
    own = [document for document in documents if shared or not document.shared]
    fitting = [
        document
        for document in own
        if wanted in document.source.casefold() or wanted in document.title.casefold()
    ]
    fitting.sort(key=lambda document: not document.source.casefold().startswith(wanted))
    return [
        (shorten(document.source, MAX_CHOICE_UNITS), _key(document.source))
        for document in fitting[:MAX_CHOICES]
    ]


def resolve(
    documents: Iterable[DocumentInfo | RemovedInfo], typed: str, *, shared: bool = False
) -> str:
    """The source that somebody chose or typed; what fits none is returned as it is.

    Typed freely, a name may differ in case, and a title does too if only one document has it.
    """
    own = [document for document in documents if shared or not document.shared]
    wanted = typed.strip()
    for document in own:
        if wanted in (document.source, _key(document.source)):
            return document.source
    folded = unicodedata.normalize("NFC", wanted).casefold()
    for names in (
        [document for document in own if document.source.casefold() == folded],
        [document for document in own if document.title.casefold() == folded],
    ):
        if len(names) == 1:
            return names[0].source
    return wanted


def _key(source: str) -> str:
    """What stands for a source in a choice: itself, or if it is too long, a mark of its own."""
    if units(source) <= MAX_CHOICE_UNITS:
        return source
    return f"sha256:{document_mark(source)}"


def document_mark(source: str) -> str:
    """A mark of a source that is short enough for a button, and that no other has."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:32]
