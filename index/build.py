"""Pipeline 1: read, chunk, embed, store, index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from index.chunk import chunk
from index.embed import Encoder
from index.errors import StoreError
from index.generation import LackingError, Segment, make_segment
from index.glossary import describe_glossary, read_glossary
from index.record import GenerationRow, LibraryRow, Writer, passage_hash
from index.store import Store
from index.types import (
    BlockKind,
    Document,
    ModelName,
    Passage,
    PlaceKind,
    Preview,
    Progress,
    Report,
)
from index.words import keys

SAVED_TOGETHER = 128  # passages whose vectors are kept in one transaction: work a crash may cost
EPOCHS = 3  # how many rebuilds can be gone back to, the newest included
SMALL = 20_000  # passages: up to here a generation is made after every change
DELTA_SHARE = 0.1  # of a larger library: what may be in the delta before a generation is made


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that is read and cut; `size` is that of its file in bytes."""

    document: Document
    size: int
    passages: tuple[Passage, ...]

    def keys(self) -> list[list[str]]:
        """The search keys of each passage: of its words, its leads, its headings, and the title."""
        title = keys(self.document.title)
        return [
            [*keys(passage.text), *_led(passage), *keys(" ".join(passage.section)), *title]
            for passage in self.passages
        ]


def _led(passage: Passage) -> list[str]:
    """The search keys of what leads a passage from outside: of the end of a list, its opening."""
    outside = [each.text for each in passage.leads if each.span.start < passage.span.start]
    return keys(" ".join(outside))


def prepare(document: Document, size: int, encoder: Encoder) -> Prepared:
    """Cut a document into passages that the encoder can read whole; a glossary into none."""
    if glossary := read_glossary(document.source, document.text):
        note = describe_glossary(*glossary)
        return Prepared(replace(document, notes=(*document.notes, note)), size, ())
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


def embed(
    store: Store, encoder: Encoder, passages: Sequence[Passage], report: Report
) -> Iterator[int]:
    """See that the vectors of all these passages are in the record.

    Yields after each part that was saved, so that others may take their turn, how many were made
    anew; nothing if all were there.
    """
    model = encoder.model
    by_hash = {passage_hash(passage): passage for passage in passages}
    with store.reading() as reader:
        known = reader.vectors(model, list(by_hash))
    missing = [each for each, found in zip(by_hash, known, strict=True) if found is None]
    for start in range(0, len(missing), SAVED_TOGETHER):
        report(Progress("embed", start, len(missing)))
        hashes = missing[start : start + SAVED_TOGETHER]
        vectors = encoder.encode_passages(
            [by_hash[each] for each in hashes],
            report=partial(_report_embedded, report, start, len(missing)),
        )
        with store.writing() as writer:
            writer.save_vectors(model, hashes, [each.astype(np.float16) for each in vectors])
        yield len(hashes)


def _report_embedded(report: Report, before: int, total: int, done: int) -> None:
    report(Progress("embed", before + done, total))


def merge(store: Store, encoder: Encoder, name: str, *, instead_of: int | None = None) -> None:
    """Make a generation of all that answers in a library, if its delta has grown enough.

    Or in any case, but then only while the generation `instead_of` answers: it was damaged.
    Questions and changes go on meanwhile; what changes is in the delta of the new generation.
    """
    with store.reading() as reader:
        row = reader.library(name)
        if row is None or row.model is None or row.model != encoder.model:
            return
        if instead_of not in (None, row.generation):
            return
        always = instead_of is not None
        catalog = reader.catalog(row.id)
        readings = frozenset(each.reading_id for each in catalog)
        members = frozenset(reader.members(row.id, row.generation))
        if readings == members and row.generation and not always:
            return
        total = sum(each.passages for each in catalog)
        delta = sum(each.passages for each in catalog if each.reading_id not in members)
        gone = len(members - readings)
        if total > SMALL and delta < DELTA_SHARE * total and gone < len(members) / 2 and not always:
            return
    segment = _whole_segment(store, encoder, readings)
    data = segment.index.to_bytes()
    digest = store.save_index(row.id, data)
    with store.alone():
        with store.writing() as writer:
            _publish_merged(writer, encoder.model, row, digest, readings)
            kept = kept_indexes(store, writer, row.id, digest, data)
        store.drop_indexes(row.id, unless=kept)  # ours as well, if another process was faster


def _publish_merged(
    writer: Writer, model: ModelName, row: LibraryRow, digest: str, readings: frozenset[int]
) -> None:
    """Let an index answer in the place of that of `row`, unless that has changed meanwhile."""
    now = writer.library(row.name)
    if now is None or now.generation != row.generation or now.model != row.model:
        return  # another process was faster
    if writer.missing_readings(readings):
        return  # some were purged meanwhile, and the file still holds them
    known = {each.number: each for each in writer.generations(now.id)}
    epoch = known[now.generation].epoch if now.generation in known else next_epoch(known.values())
    publish(writer, now, epoch, model, digest, readings)


def kept_indexes(
    store: Store, writer: Writer, library_id: int, digest: str, data: bytes
) -> set[str]:
    """The SHA-256 of a library's FAISS files that are used; one just written is there for sure.

    Another process may have deleted it before the record named it.
    """
    kept = {each.sha256 for each in writer.generations(library_id)}
    if digest in kept and not store.index_path(library_id, digest).exists():
        store.save_index(library_id, data)
    return kept


def _whole_segment(store: Store, encoder: Encoder, readings: frozenset[int]) -> Segment:
    """Index some readings; vectors that are damaged are made again."""
    while True:
        with store.reading() as reader:
            try:
                return make_segment(reader, encoder.model, readings)
            except LackingError as error:
                lost = error.readings
        with store.reading() as reader:
            passages = [each for one in lost for each in reader.reading_passages(one)]
        if not sum(embed(store, encoder, passages, lambda _: None)):
            raise StoreError(f"The vectors of the readings {lost} can’t be made.")


def next_epoch(known: Iterable[GenerationRow]) -> int:
    """The epoch that a rebuild begins."""
    return max((each.epoch for each in known), default=0) + 1


def publish(
    writer: Writer,
    library: LibraryRow,
    epoch: int,
    model: ModelName,
    digest: str,
    readings: frozenset[int],
) -> None:
    """Make a FAISS file that was written the generation that answers, from the commit on.

    The others of its epoch, and epochs long past, are forgotten with what only they hold.
    """
    known = writer.generations(library.id)
    number = writer.next_generation(library.id)
    writer.publish(library, number, epoch, model, digest, readings)
    epochs = sorted({each.epoch for each in known} | {epoch})[-EPOCHS:]
    for each in known:
        if each.epoch == epoch or each.epoch not in epochs:
            writer.drop_generation(library.id, each.number)
    writer.drop_readings(writer.unused_readings())
