"""What answers at one moment: FAISS segments in memory, and the catalogue of what may be quoted.

A generation has at most two segments, both immutable: the base, which is the FAISS file of the
record's live generation, and a small delta with what was added since. The record decides what of
them answers; a segment only proposes.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError
from index.record import CatalogRow, Halves, LibraryRow, Reader, StoredPassage
from index.store import Store
from index.types import ModelName, Viewer
from index.vectors import VectorIndex

log = logging.getLogger(__name__)

Rows = NDArray[np.int64]

KNOWN_VIEWS = 64  # of a segment, kept until there are more


class LackingError(LookupError):
    """Passages whose vectors aren't in the record; `readings` are those that they are of."""

    def __init__(self, readings: Sequence[int]) -> None:
        super().__init__(f"no vectors for passages of the readings {list(readings)[:5]}")
        self.readings = tuple(readings)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Segment:
    """An immutable part of an index.

    `passage_ids` are the passages in the order of their vectors, ascending, `reading_ids` the
    reading of each; the vectors of the passage at position i are the rows `first_rows[i]` (its
    own) up to `first_rows[i + 1]` (its sentences'). `readings` are all that it was made of.
    """

    index: VectorIndex
    passage_ids: Rows
    reading_ids: Rows
    first_rows: Rows
    readings: frozenset[int]

    def search(
        self,
        question: NDArray[np.float32],
        k: int,
        readings: frozenset[int],
        within: Rows | None = None,
    ) -> list[tuple[float, int]]:
        """(cosine, passage) of the `k` nearest vectors of these readings, nearest first.

        A passage comes as often as it has vectors among them; only those `within` do, if given.
        """
        allowed = _allowed(self, readings)
        if within is not None:
            inside = np.repeat(np.isin(self.passage_ids, within), np.diff(self.first_rows))
            allowed = inside if allowed is None else allowed & inside
        cosines, rows = self.index.nearest(question, k, allowed)
        positions = np.searchsorted(self.first_rows, rows, side="right") - 1
        return list(zip(cosines.tolist(), self.passage_ids[positions].tolist(), strict=True))

    def find(self, passage_id: int) -> slice | None:
        """The rows of a passage; None if it isn't here."""
        at = int(np.searchsorted(self.passage_ids, passage_id))
        if at == len(self.passage_ids) or self.passage_ids[at] != passage_id:
            return None
        return slice(int(self.first_rows[at]), int(self.first_rows[at + 1]))


# What the same viewers may find, as long as the segment lives.
_known: WeakKeyDictionary[Segment, dict[frozenset[int], NDArray[np.bool_]]] = WeakKeyDictionary()


def _allowed(segment: Segment, readings: frozenset[int]) -> NDArray[np.bool_] | None:
    """For each row of a segment whether its reading is among these; None if all are."""
    if segment.readings <= readings:
        return None
    known = _known.setdefault(segment, {})
    here = segment.readings & readings
    if here not in known:
        if len(known) >= KNOWN_VIEWS:
            known.clear()
        passages = np.isin(segment.reading_ids, np.fromiter(here, dtype=np.int64))
        known[here] = np.repeat(passages, np.diff(segment.first_rows))
    return known[here]


@dataclass(frozen=True, slots=True, eq=False)
class Generation:
    """What answers in a library at one of its revisions.

    `number` is that of the base. `whole` says that all that answers is in the segments; if not,
    an index is being mended, and words alone propose.
    """

    library_id: int
    number: int
    revision: int
    model: ModelName
    catalog: tuple[CatalogRow, ...]
    base: Segment | None
    delta: Segment | None
    whole: bool = True
    sha256: str = ""  # of the base's file

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What there is of base and delta."""
        return tuple(each for each in (self.base, self.delta) if each is not None)

    def cosines(
        self, reader: Reader, question: NDArray[np.float32], stored: Sequence[StoredPassage]
    ) -> list[NDArray[np.float32] | None]:
        """For each passage the cosines of the question with its vectors: its own first.

        From the segments or, where the passage is in none, from the record; None if its vectors
        are lost.
        """
        found: list[NDArray[np.float32] | None] = []
        for each in stored:
            for segment in self.segments:
                rows = segment.find(each.id)
                if rows is not None:
                    found.append(segment.index.cosines(question, np.arange(rows.start, rows.stop)))
                    break
            else:
                [vectors] = reader.vectors(self.model, [each.hash])
                found.append(None if vectors is None else vectors.astype(np.float32) @ question)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What one viewer sees of a library: which readings, and how many passages and search keys.

    `all` says that nothing of the library is hidden; otherwise `passage_ids` are those seen.
    """

    readings: frozenset[int]
    passages: int
    keys: int
    all: bool
    passage_ids: Rows


def view(generation: Generation, reader: Reader, viewer: Viewer) -> View:
    """What `viewer` sees of what answers."""
    seen = [
        row
        for row in generation.catalog
        if row.limits.allow(viewer) and (not viewer.sources or row.source in viewer.sources)
    ]
    everything = len(seen) == len(generation.catalog)
    readings = frozenset(row.reading_id for row in seen)
    return View(
        readings=readings,
        passages=sum(row.passages for row in seen),
        keys=sum(row.keys for row in seen),
        all=everything,
        passage_ids=_passage_ids(generation, reader, frozenset() if everything else readings),
    )


def _passage_ids(generation: Generation, reader: Reader, readings: frozenset[int]) -> Rows:
    """The passages of some readings; those of a base that is being mended from the record."""
    if not readings:
        return np.zeros(0, np.int64)
    if not generation.whole:
        return np.array([each[0] for each in reader.passage_sizes(readings)], dtype=np.int64)
    wanted = np.fromiter(readings, dtype=np.int64)
    return np.concatenate(
        [each.passage_ids[np.isin(each.reading_ids, wanted)] for each in generation.segments]
    )


def load_generation(
    store: Store,
    reader: Reader,
    row: LibraryRow,
    catalog: tuple[CatalogRow, ...],
    before: Generation | None,
) -> Generation:
    """What answers at the revision that `reader` sees, with what is there `before` used again.

    `catalog` are the documents that answer at that revision.
    Where the FAISS file is damaged or gone, the generation is not `whole`. A passage without
    vectors is left out of the delta.
    """
    if row.model is None:
        raise StoreError(f"The library {row.name} names no model.")
    base: Segment | None = None
    whole = True
    made = reader.generation(row.id, row.generation)
    digest = made.sha256 if made else ""
    same = before and (before.number, before.sha256) == (row.generation, digest)
    if before and same and before.whole:
        base = before.base
    elif row.generation:
        try:
            base = read_segment(store, reader, row)
        except (OSError, StoreError) as error:
            log.warning("the index of library %s has to be built again: %s", row.name, error)
            whole = False
    in_base = base.readings if base else frozenset()
    if not whole:
        in_base = frozenset(reader.members(row.id, row.generation))
    added = frozenset(each.reading_id for each in catalog) - in_base
    delta: Segment | None = None
    if before and before.delta and before.delta.readings == added and before.model == row.model:
        delta = before.delta
    elif added:
        delta = make_segment(reader, row.model, added, lacking="leave out")
    return Generation(
        row.id, row.generation, row.revision, row.model, catalog, base, delta, whole, digest
    )


def read_segment(store: Store, reader: Reader, row: LibraryRow) -> Segment:
    """The FAISS file of the generation that answers.

    Raises:
        OSError: it can't be read.
        StoreError: it is not what was written.
    """
    made = reader.generation(row.id, row.generation)
    if made is None:
        raise StoreError(f"Generation {row.generation} is not in the record.")
    path = store.index_path(row.id, made.sha256)
    data = path.read_bytes()
    if sha256(data).hexdigest() != made.sha256:
        raise StoreError(f"The FAISS file {path} was damaged.")
    index = VectorIndex.from_bytes(data)
    members = reader.members(row.id, row.generation)
    sizes = reader.passage_sizes(members)
    first_rows = _first_rows([1 + count for _, _, count, _ in sizes])
    if first_rows[-1] != len(index):
        raise StoreError(f"The FAISS file {path} is not of this generation.")
    return _segment(index, [each[:2] for each in sizes], first_rows, frozenset(members))


def make_segment(
    reader: Reader, model: ModelName, readings: frozenset[int], *, lacking: str = "raise"
) -> Segment:
    """Index all passages of some readings, from the vectors in the record.

    Raises:
        LackingError: the record lacks some, unless `lacking` is "leave out".
    """
    sizes = reader.passage_sizes(sorted(readings))
    vectors = reader.vectors(model, [digest for *_, digest in sizes])
    if lost := sorted(
        {size[1] for size, found in zip(sizes, vectors, strict=True) if found is None}
    ):
        if lacking == "raise":
            raise LackingError(lost)
        log.error("passages of the readings %s have no vectors and can't be found", lost)
    parts: list[Halves] = [each for each in vectors if each is not None]
    flat = np.vstack(parts) if parts else np.zeros((0, model.dimension), dtype=np.float16)
    return _segment(
        VectorIndex.build(flat, model.dimension),
        [size[:2] for size, found in zip(sizes, vectors, strict=True) if found is not None],
        _first_rows([len(each) for each in parts]),
        readings,
    )


def _first_rows(counts: Sequence[int]) -> Rows:
    return np.cumsum([0, *counts], dtype=np.int64)


def _segment(
    index: VectorIndex,
    ids: Sequence[tuple[int, int]],
    first_rows: Rows,
    readings: frozenset[int],
) -> Segment:
    return Segment(
        index=index,
        passage_ids=np.array([each for each, _ in ids], dtype=np.int64),
        reading_ids=np.array([reading for _, reading in ids], dtype=np.int64),
        first_rows=first_rows,
        readings=readings,
    )
