"""Generations: base and delta, when they are merged, and what is masked out of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from index import build
from index import generation as generation_module
from index.generation import Generation, _known, view
from index.libraries import Libraries
from index.library import Library
from index.record import Reader
from index.types import OPERATOR, STRANGER, Limits, Viewer

VASE = "# Vase {0}\n\nVase number {0} stands on shelf {1}. It was bought in {2}.\n"
MEMBER = Viewer(roles=frozenset([7]))


def vases(*numbers: int, shelf: int = 1) -> list[tuple[str, bytes]]:
    """Documents of one passage with two sentences each."""
    return [(f"{n}.md", VASE.format(n, shelf, 1900 + n).encode()) for n in numbers]


@pytest.fixture
def large(libraries: Libraries, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Ten documents in one generation, in a library that counts as large."""
    libraries.shared.add(vases(*range(10)), by="ann")
    monkeypatch.setattr(build, "SMALL", 5)
    monkeypatch.setattr(build, "DELTA_SHARE", 0.25)
    return libraries.shared


@contextmanager
def answering(library: Library) -> Iterator[tuple[Generation, Reader]]:
    with library._store.reading() as reader:
        found = library.current(reader)
        assert found is not None
        yield found, reader


def sizes(library: Library) -> tuple[int, int, int]:
    """Generation, and the readings of base and delta."""
    with answering(library) as (found, _):
        parts = [len(each.readings) if each else 0 for each in (found.base, found.delta)]
        return found.number, *parts  # type: ignore[return-value]


def first(library: Library, number: int, viewer: Viewer = STRANGER) -> str:
    """The source of what is quoted first for a vase."""
    question = f"On which shelf stands vase number {number}?"
    return library.ask(question, viewer=viewer).quotes[0].citation.source


def test_a_small_library_is_merged_after_every_addition(libraries: Libraries) -> None:
    for number in range(1, 4):
        libraries.shared.add(vases(number), by="ann")
        assert sizes(libraries.shared) == (number, number, 0)


def test_additions_to_a_large_library_are_in_the_delta_until_it_has_grown(large: Library) -> None:
    assert sizes(large) == (1, 10, 0)
    for number in (10, 11, 12):
        large.add(vases(number), by="ann")
        assert sizes(large) == (1, 10, number - 9)
        assert first(large, number) == f"{number}.md"

    large.add(vases(13), by="ann")  # 4 of 14 are more than a quarter

    assert sizes(large) == (2, 14, 0)
    assert [first(large, number) for number in (0, 10, 13)] == ["0.md", "10.md", "13.md"]


def test_base_and_delta_together_answer_as_one_index_does(
    large: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    large.add(vases(10, 11), by="ann")
    questions = ["On which shelf stands vase number 11?", "What was bought in 1903?", "Who sings?"]
    apart = [large.ask(question, quotes=5) for question in questions]
    assert sizes(large) == (1, 10, 2)

    monkeypatch.setattr(build, "SMALL", 20_000)
    build.merge(large._store, large._encoder, "shared")

    assert sizes(large) == (2, 12, 0)
    assert [large.ask(question, quotes=5) for question in questions] == apart


def test_what_is_replaced_twice_is_in_the_delta_once(large: Library) -> None:
    for shelf in (2, 3):
        large.add(vases(4, shelf=shelf), by="ann")
        assert sizes(large) == (1, 10, 1)
        answer = large.ask("On which shelf stands vase number 4?", quotes=9)
        of_it = [each.text for each in answer.quotes if each.citation.source == "4.md"]
        assert f"stands on shelf {shelf}." in of_it[0]
        assert not any("shelf 1." in text for text in of_it)


def test_the_delta_is_used_again_while_it_is_the_same(large: Library) -> None:
    large.add(vases(10), by="ann")
    with answering(large) as (before, _):
        large.remove("3.md", by="ann")
        with answering(large) as (after, _):
            assert after.revision == before.revision + 1
            assert after.delta is before.delta
            assert after.base is before.base


def test_a_removal_makes_no_generation_and_masks_exactly(large: Library) -> None:
    large.add(vases(10), by="ann")
    for number in (3, 10):
        large.remove(f"{number}.md", by="ann")
    assert sizes(large) == (1, 10, 0)  # a delta of nothing is none

    with answering(large) as (found, reader):
        seen = view(found, reader, STRANGER)
        assert found.base is not None
        rows = found.base.search(large._encoder.encode_question("vase"), 99, seen.readings)
        stored = reader.passages(found.library_id, [passage for _, passage in rows])
    assert sorted({each.source for each in stored}) == [f"{n}.md" for n in range(10) if n != 3]
    assert len(rows) == 9 * 3  # each passage and its two sentences


def test_a_generation_is_made_when_half_of_the_old_one_is_gone(large: Library) -> None:
    for number in range(4):
        large.remove(f"{number}.md", by="ann")
    build.merge(large._store, large._encoder, "shared")
    assert sizes(large) == (1, 10, 0)
    large.remove("4.md", by="ann")

    build.merge(large._store, large._encoder, "shared")

    assert sizes(large) == (2, 5, 0)


@pytest.mark.parametrize(("viewer", "hidden"), [(STRANGER, [3, 10]), (MEMBER, []), (OPERATOR, [])])
def test_a_limit_masks_base_and_delta(viewer: Viewer, hidden: list[int], large: Library) -> None:
    large.add(vases(10, 11), by="ann")
    for source in ("3.md", "10.md"):
        large.limit(source, Limits(roles=frozenset([7])), by="ann")
    assert sizes(large) == (1, 10, 2)

    with answering(large) as (found, reader):
        seen = view(found, reader, viewer)
        vector = large._encoder.encode_question("vase number 10")
        proposed = [
            sorted(
                each.source
                for each in reader.passages(
                    found.library_id,
                    [passage for _, passage in part.search(vector, 99, seen.readings)],
                )
            )
            for part in found.segments
        ]

    # Each passage comes with its own vector and those of its two sentences.
    in_base, in_delta = (
        sorted(f"{n}.md" for n in numbers if n not in hidden for _ in range(3))
        for numbers in (range(10), (10, 11))
    )
    assert proposed == [in_base, in_delta]
    count = 12 - len(hidden)
    assert (seen.passages, len(seen.readings), seen.all) == (count, count, not hidden)
    answer = large.ask("On which shelf stands vase number 10?", quotes=99, viewer=viewer)
    quoted = {each.citation.source for each in answer.quotes}
    assert quoted.isdisjoint(f"{n}.md" for n in hidden)
    assert (answer.quotes[0].citation.source == "10.md") == (not hidden)


def test_what_a_viewer_may_find_is_worked_out_once(
    large: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generation_module, "KNOWN_VIEWS", 2)
    for number in range(3):
        large.limit(f"{number}.md", Limits(roles=frozenset([number])), by="ann")
    viewers = [Viewer(roles=frozenset([number])) for number in range(3)]

    sizes_seen = []
    for viewer in (viewers[0], viewers[0], viewers[1], viewers[2], viewers[0]):
        large.ask("Where is the vase?", viewer=viewer)
        with answering(large) as (found, _):
            assert found.base is not None
            sizes_seen.append(len(_known[found.base]))
            [mask] = [
                each
                for readings, each in _known[found.base].items()
                if readings == view(found, _, viewer).readings
            ]
    assert sizes_seen == [1, 1, 2, 1, 2]  # emptied when it is full
    assert np.count_nonzero(mask) == 8 * 3
