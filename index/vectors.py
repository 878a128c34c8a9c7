"""Vectors to nearest. The only file that imports faiss."""

from __future__ import annotations

from threading import Lock

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import StoreError

faiss.omp_set_num_threads(1)  # its threads and torch's spin and starve each other under load

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

BLOCK = 10_000  # vectors that are compared at a time

_limiting = Lock()  # FAISS has one limit for all threads


class VectorIndex:
    """An immutable set of unit vectors, numbered from 0, searched exactly by inner product.

    Vectors are held in half precision, as the record holds them.
    """

    def __init__(self, index: faiss.Index) -> None:
        """Take a finished FAISS index; use `build` or `from_bytes`."""
        self._index = index

    @classmethod
    def build(cls, vectors: NDArray[np.float16], dimension: int) -> VectorIndex:
        """Index `vectors`, shape (n, dimension)."""
        index = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        if len(vectors):
            index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def from_bytes(cls, data: bytes) -> VectorIndex:
        """Read what `to_bytes` wrote. Check a checksum of the bytes first: damage may go unseen.

        Raises:
            StoreError: the bytes are no index.
        """
        with _limiting:
            faiss.set_deserialization_vector_byte_limit(max(len(data) * 2, 1 << 20))
            try:
                return cls(faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8)))
            except (RuntimeError, MemoryError) as error:
                raise StoreError(f"The FAISS index is damaged: {error}") from error

    def to_bytes(self) -> bytes:
        """The index as FAISS writes it to files."""
        return bytes(faiss.serialize_index(self._index).tobytes())

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def nearest(
        self, question: Vectors, k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[Vectors, Rows]:
        """The inner products and rows of the at most `k` vectors nearest to `question`, in order.

        `allowed`, shape (n,), says for each row whether it may be found; None allows all.
        """
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            chosen = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=chosen)  # type: ignore[call-arg]
        [cosines], [rows] = self._index.search(question.reshape(1, -1), k, params=parameters)
        there = rows >= 0  # FAISS fills up with -1 where it has fewer than k
        return cosines[there], rows[there]

    def search(self, question: Vectors, k: int, allowed: NDArray[np.bool_] | None = None) -> Rows:
        """The rows of the at most `k` vectors nearest to `question`, nearest first."""
        return self.nearest(question, k, allowed)[1]

    def same_as(self, other: VectorIndex) -> bool:
        """Whether both hold the same vectors in the same order."""
        if len(self) != len(other):
            return False
        return all(
            np.array_equal(
                self._index.reconstruct_n(start, min(BLOCK, len(self) - start)),
                other._index.reconstruct_n(start, min(BLOCK, len(self) - start)),
            )
            for start in range(0, len(self), BLOCK)
        )

    def cosines(self, question: Vectors, rows: Rows) -> Vectors:
        """The inner product of `question` with each of `rows`."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        found: Vectors = self._index.reconstruct_batch(rows) @ question
        return found
