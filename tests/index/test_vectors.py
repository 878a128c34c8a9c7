"""The vector index against a search by hand, and against damage."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import StoreError
from index.vectors import VectorIndex


def unit_vectors(seed: int, count: int, dimension: int) -> NDArray[np.float16]:
    vectors = np.random.default_rng(seed).normal(size=(count, dimension))
    unit: NDArray[np.float16] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(
        np.float16
    )
    return unit


def question(seed: int, dimension: int) -> NDArray[np.float32]:
    return np.asarray(unit_vectors(seed + 1000, 1, dimension)[0], dtype=np.float32)


@pytest.mark.parametrize(
    ("count", "dimension", "k"),
    [(1, 8, 1), (7, 8, 3), (200, 384, 10), (200, 384, 200), (200, 384, 201), (3, 8, 250)],
)
@pytest.mark.parametrize("seed", range(5))
def test_search_finds_what_a_search_by_hand_finds(
    seed: int, count: int, dimension: int, k: int
) -> None:
    vectors = unit_vectors(seed, count, dimension)
    asked = question(seed, dimension)
    by_hand = np.argsort(-(vectors.astype(np.float64) @ asked.astype(np.float64)))[:k]

    found = VectorIndex.build(vectors, dimension).search(asked, k)

    assert found.tolist() == by_hand.tolist()


def test_an_empty_index_finds_nothing() -> None:
    index = VectorIndex.build(np.zeros((0, 8), dtype=np.float16), 8)

    assert len(index) == 0
    assert index.search(question(0, 8), 5).tolist() == []
    assert index.cosines(question(0, 8), np.zeros(0, dtype=np.int64)).tolist() == []
    assert VectorIndex.from_bytes(index.to_bytes()).search(question(0, 8), 5).tolist() == []


def test_cosines_are_inner_products_in_the_order_asked_for() -> None:
    vectors = unit_vectors(0, 20, 16)
    asked = question(0, 16)
    rows = np.array([7, 0, 19, 7], dtype=np.int64)

    found = VectorIndex.build(vectors, 16).cosines(asked, rows)

    np.testing.assert_allclose(found, vectors[rows].astype(np.float32) @ asked, rtol=0, atol=1e-6)


def test_an_index_reads_back_what_it_wrote() -> None:
    index = VectorIndex.build(unit_vectors(0, 50, 16), 16)

    again = VectorIndex.from_bytes(index.to_bytes())

    assert len(again) == 50
    assert again.to_bytes() == index.to_bytes()
    assert again.search(question(0, 16), 50).tolist() == index.search(question(0, 16), 50).tolist()


@pytest.mark.parametrize("size", [0, 1, 3, 4, 40, 100, -1])
def test_an_index_that_was_cut_off_is_refused(size: int) -> None:
    data = VectorIndex.build(unit_vectors(0, 50, 16), 16).to_bytes()

    with pytest.raises(StoreError, match=r"\AThe FAISS index is damaged: "):
        VectorIndex.from_bytes(data[:size])


def test_bytes_that_are_no_index_are_refused() -> None:
    with pytest.raises(StoreError, match=r"\AThe FAISS index is damaged: "):
        VectorIndex.from_bytes(b"no index at all, but long enough to be one" * 10)


def test_large_and_small_indexes_are_read_at_the_same_time() -> None:
    small = VectorIndex.build(unit_vectors(0, 1, 8), 8).to_bytes()
    large = VectorIndex.build(unit_vectors(0, 40_000, 64), 64).to_bytes()

    with ThreadPoolExecutor(8) as threads:
        sizes = list(
            threads.map(lambda data: len(VectorIndex.from_bytes(data)), [small, large] * 60)
        )

    assert sizes == [1, 40_000] * 60
