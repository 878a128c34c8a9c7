"""What comes out of the record, and the checksums that say whether it went in like that."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b, sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.types import (
    Document,
    Lead,
    Limits,
    ModelName,
    Passage,
    Place,
    PlaceKind,
    Sentence,
    Span,
)

Halves = NDArray[np.float16]
Value = str | bytes | int | float | None

CHECKSUM_BYTES = 8


def row_checksum(*values: Value) -> bytes:
    """Eight bytes over the values of a row, each with its type and length."""
    digest = blake2b(digest_size=CHECKSUM_BYTES)
    for value in values:
        data = value if isinstance(value, bytes) else repr(value).encode()
        digest.update(f"{type(value).__name__}{len(data)}:".encode())
        digest.update(data)
    return digest.digest()


def passage_hash(passage: Passage) -> bytes:
    """What a passage's vectors depend on: its text, and where its sentences are."""
    places = [(each.reading.start, each.reading.end) for each in passage.sentences]
    return sha256(json.dumps([passage.text, places]).encode()).digest()


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A library as the record has it; `model` is None and `generation` 0 until it is built."""

    id: int
    name: str
    revision: int
    generation: int
    model: ModelName | None
    updated: float | None


@dataclass(frozen=True, slots=True)
class GenerationRow:
    """A FAISS file that can answer: which model's vectors, and the file's SHA-256.

    `made` is seconds since 1970, UTC.
    """

    library_id: int
    number: int
    epoch: int
    model: ModelName
    sha256: str
    made: float


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """A document that answers: which reading of it, and who may see it.

    `keys` is the number of search keys of all its passages. Counts are of what answers.
    """

    document_id: int
    reading_id: int
    source: str
    limits: Limits
    passages: int
    sentences: int
    keys: int


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage and where it belongs; `hash` names its vectors.

    `sound` says that it is as it was written; if not, nothing of it may be shown.
    """

    id: int
    document_id: int
    source: str
    title: str
    fingerprint: str
    limits: Limits
    keys: tuple[str, ...]
    hash: bytes
    passage: Passage
    sound: bool


@dataclass(frozen=True, slots=True)
class StoredLayout:
    """Where a stored document's bytes and text are, and where its places and skips are in it.

    `added` is when this version of it was, in seconds since 1970, UTC; `origin` the address that it
    was taken from, empty if none is known.
    """

    source: str
    fingerprint: str
    text_fingerprint: str
    places: tuple[Place, ...]
    skips: tuple[Span, ...]
    lines: bool
    markup: bool
    added: float
    origin: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One file of a job."""

    number: int
    source: str
    fingerprint: str
    state: str
    reading_id: int | None
    passages: int
    embedded: int
    notes: tuple[str, ...]


def pack_layout(document: Document) -> str:
    """What is stored of a document's layout, as JSON."""
    places = [(each.kind, each.number, each.start, each.label) for each in document.places]
    return json.dumps(
        {
            "places": places,
            "skips": [(skip.start, skip.end) for skip in document.skips],
            "lines": document.lines,
            "markup": document.markup,
            "notes": document.notes,
        }
    )


def unpack_layout(
    source: str, fingerprint: str, text_fingerprint: str, layout: str, added: float, origin: str
) -> StoredLayout:
    """The way back from `pack_layout`."""
    plain = json.loads(layout)
    return StoredLayout(
        source=source,
        fingerprint=fingerprint,
        text_fingerprint=text_fingerprint,
        places=tuple(
            Place(PlaceKind(k), n, start, label) for k, n, start, label in plain["places"]
        ),
        skips=tuple(Span(a, b) for a, b in plain["skips"]),
        lines=plain["lines"],
        markup=plain["markup"],
        added=added,
        origin=origin,
    )


def pack_limits(limits: Limits) -> str:
    """Who may see a document, as JSON; '{}' for everybody."""
    plain = {"channels": sorted(limits.channels), "roles": sorted(limits.roles)}
    return json.dumps({name: ids for name, ids in plain.items() if ids})


def unpack_limits(packed: str) -> Limits:
    """The way back from `pack_limits`."""
    plain = json.loads(packed)
    return Limits(frozenset(plain.get("channels", ())), frozenset(plain.get("roles", ())))


def unpack_library(row: tuple[Any, ...]) -> LibraryRow:
    """A row of the table `library`."""
    identity, name, revision, generation, model, fingerprint, dimension, updated = row
    made = ModelName(model, fingerprint, dimension) if model else None
    return LibraryRow(identity, name, revision, generation, made, updated)


def unpack_generation(row: tuple[Any, ...]) -> GenerationRow:
    """A row of the table `generation`."""
    library_id, number, epoch, model, fingerprint, dimension, digest, made = row
    return GenerationRow(
        library_id, number, epoch, ModelName(model, fingerprint, dimension), digest, made
    )


def pack_sentences(passage: Passage) -> str:
    """Where the sentences of a passage are, as JSON: an entry for each.

    An entry is [start, end, reading start, reading end]. In a passage that has leads the numbers of
    a sentence's follow, and in the first entry all leads themselves.
    """
    entries: list[list[object]] = [
        [each.span.start, each.span.end, each.reading.start, each.reading.end]
        for each in passage.sentences
    ]
    if passage.leads:
        for entry, sentence in zip(entries, passage.sentences, strict=True):
            entry.append(sentence.leads)
        entries[0].append([(each.span.start, each.span.end, each.text) for each in passage.leads])
    return json.dumps(entries)


def unpack_passage(start: int, end: int, text: str, section: str, places: str) -> Passage:
    """A passage from the columns of its row."""
    entries = json.loads(places)
    sentences = tuple(
        Sentence(Span(a, b), Span(c, d), tuple(more[0]) if more else ())
        for a, b, c, d, *more in entries
    )
    leads = tuple(Lead(Span(a, b), said) for a, b, said in entries[0][5]) if entries[0][5:] else ()
    return Passage(Span(start, end), text, tuple(json.loads(section)), sentences, leads)
