"""Pipeline 1: read, chunk, embed, store, index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

import numpy as np

from index.chunk import chunk
from index.embed import Encoder
from index.record import Halves, LibraryRow, Reader, Writer, passage_hash
from index.search import Generation
from index.store import Store
from index.types import (
    BlockKind,
    Document,
    ModelName,
    Passage,
    PlaceKind,
    Preview,
    Progress,
)
from index.vectors import VectorIndex
from index.words import keys

SAVED_TOGETHER = 256  # passages whose vectors are kept in one transaction: work a crash may cost

Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that is read and cut; `size` is that of its file in bytes."""

    document: Document
    size: int
    passages: tuple[Passage, ...]

    def keys(self) -> list[list[str]]:
        """The search keys of each passage: those of its words, its headings, and the title."""
        title = keys(self.document.title)
        return [
            [*keys(passage.text), *keys(" ".join(passage.section)), *title]
            for passage in self.passages
        ]


def prepare(document: Document, size: int, encoder: Encoder) -> Prepared:
    """Cut a document into passages that the encoder can read whole."""
    passages = chunk(document, count_tokens=encoder.count_tokens, max_tokens=encoder.max_tokens)
    return Prepared(document, size, tuple(passages))


def preview(prepared: Prepared, *, state: str, same_as: Sequence[str]) -> Preview:
    """What adding a document that was read and cut would bring."""
    document, passages = prepared.document, prepared.passages
    places = Counter(place.kind for place in document.places)
    return Preview(
        source=document.source,
        state=state,
        title=document.title,
        places=tuple((kind, places[kind]) for kind in PlaceKind if places[kind]),
        sections=sum(block.kind is BlockKind.HEADING for block in document.blocks),
        tables=document.tables,
        passages=len(passages),
        sentences=sum(len(passage.sentences) for passage in passages),
        same_as=tuple(sorted(same_as)),
        notes=document.notes,
    )


def embed(store: Store, encoder: Encoder, passages: Sequence[Passage], report: Report) -> int:
    """See that the vectors of all these passages are in the record; how many were made anew."""
    model = encoder.model
    by_hash = {passage_hash(passage): passage for passage in passages}
    with store.reading() as reader:
        known = reader.vectors(model, list(by_hash))
    missing = [each for each, found in zip(by_hash, known, strict=True) if found is None]
    report(Progress("embed", 0, len(missing)))
    for start in range(0, len(missing), SAVED_TOGETHER):
        hashes = missing[start : start + SAVED_TOGETHER]
        vectors = encoder.encode_passages(
            [by_hash[each] for each in hashes],
            report=partial(_report_embedded, report, start, len(missing)),
        )
        with store.writing() as writer:
            writer.save_vectors(model, hashes, [each.astype(np.float16) for each in vectors])
    return len(missing)


def _report_embedded(report: Report, before: int, total: int, done: int) -> None:
    report(Progress("embed", before + done, total))


def embed_rest(writer: Writer, encoder: Encoder, library_id: int) -> None:
    """Make the vectors that passages of a library still lack, within the writer's transaction.

    There are some where another process added a document while this one embedded all of them with
    another model.
    """
    model = encoder.model
    hashes = writer.passage_hashes(library_id)
    lacking = _lacking(hashes, writer.vectors(model, [each for _, each in hashes]))
    if not lacking:
        return
    passages = [each.passage for each in writer.passages(library_id, lacking)]
    vectors = encoder.encode_passages(passages, report=lambda done: None)
    writer.save_vectors(
        model,
        [passage_hash(each) for each in passages],
        [each.astype(np.float16) for each in vectors],
    )


def _lacking(passages: Sequence[tuple[int, bytes]], vectors: Sequence[Halves | None]) -> list[int]:
    """The ids of the passages that have no vectors."""
    return [
        identity for (identity, _), found in zip(passages, vectors, strict=True) if found is None
    ]


def build_generation(reader: Reader, library_id: int, number: int, model: ModelName) -> Generation:
    """Index all passages of a library that the record holds. Their vectors must be there."""
    passages = reader.passage_hashes(library_id)
    vectors = reader.vectors(model, [each for _, each in passages])
    if lost := _lacking(passages, vectors):
        raise LookupError(
            f"library {library_id}: no vectors of {model.name} for passages {lost[:5]}"
        )
    parts: list[Halves] = [each for each in vectors if each is not None]
    flat = np.vstack(parts) if parts else np.zeros((0, model.dimension), dtype=np.float16)
    return Generation(
        library_id=library_id,
        number=number,
        index=VectorIndex.build(flat, model.dimension),
        passage_ids=np.array([identity for identity, _ in passages], dtype=np.int64),
        first_rows=np.cumsum([0, *(len(each) for each in parts)], dtype=np.int64),
    )


def publish(store: Store, writer: Writer, library: LibraryRow, model: ModelName) -> Generation:
    """Index what the writer sees and make it the next generation, from the commit on.

    The FAISS file is written and synced first, so that the row never names a file that isn't whole.
    """
    generation = build_generation(writer, library.id, library.generation + 1, model)
    data = generation.index.to_bytes()
    store.save_index(library.id, generation.number, data)
    writer.publish(library.id, generation.number, model, sha256(data).hexdigest())
    return generation
