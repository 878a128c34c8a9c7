"""Reading, cutting, embedding, storing: what is kept, and what is not done twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index import build
from index.build import Prepared, embed, merge, prepare, publish
from index.chunk import chunk
from index.embed import Encoder
from index.generation import LackingError, make_segment
from index.read import read_document
from index.record import Reader, passage_hash
from index.store import Store
from index.types import DocumentInfo, Progress
from index.words import keys
from tests.conftest import GARDEN, HANDBOOK, MAX_FILE_BYTES


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    opened = Store(data)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def handbook(encoder: Encoder) -> Prepared:
    document = read_document("handbook.md", HANDBOOK, limit=MAX_FILE_BYTES)
    return prepare(document, len(HANDBOOK), encoder)


@pytest.fixture(scope="module")
def garden(encoder: Encoder) -> Prepared:
    document = read_document("garden.txt", GARDEN, limit=MAX_FILE_BYTES)
    return prepare(document, len(GARDEN), encoder)


def silent(progress: Progress) -> None:
    """Report to nobody."""


def save(store: Store, encoder: Encoder, *documents: Prepared, library: str = "test") -> int:
    """Store documents in a library and let them answer; gives the library's id."""
    for each in documents:
        for _ in embed(store, encoder, each.passages, silent):
            pass
    with store.writing() as writer:
        row = writer.make_library(library)
        writer.set_model(row.id, encoder.model)
        for each in documents:
            source, fingerprint = each.document.source, each.document.fingerprint
            ids = writer.save_version(row.id, source, fingerprint, each.size, "ann")
            reading = writer.save_reading(*ids, each.document, each.keys(), each.passages)
            writer.set_reading(row.id, source, *ids, reading)
    return row.id


def readings(reader: Reader, library: int) -> frozenset[int]:
    """Those that answer."""
    return frozenset(row.reading_id for row in reader.catalog(library))


def test_a_prepared_document_is_what_reading_and_cutting_give(
    handbook: Prepared, encoder: Encoder
) -> None:
    document = read_document("handbook.md", HANDBOOK, limit=MAX_FILE_BYTES)

    assert handbook.document == document
    assert handbook.size == len(HANDBOOK)
    assert list(handbook.passages) == chunk(
        document, count_tokens=encoder.count_tokens, max_tokens=encoder.max_tokens
    )
    assert [each.section for each in handbook.passages] == [
        ("Returns",),
        ("Repairs",),
        ("Opening hours",),
    ]


def test_a_passage_is_found_by_its_words_its_headings_and_the_title(handbook: Prepared) -> None:
    assert handbook.keys() == [
        [*keys(each.text), *keys(" ".join(each.section)), *keys("Lamp shop handbook")]
        for each in handbook.passages
    ]


def test_vectors_are_kept_in_half_precision_and_made_once(
    store: Store, encoder: Encoder, handbook: Prepared, garden: Prepared
) -> None:
    reports: list[Progress] = []
    expected = encoder.encode_passages(handbook.passages, report=lambda done: None)

    assert list(embed(store, encoder, handbook.passages, reports.append)) == [3]
    assert list(embed(store, encoder, handbook.passages, silent)) == []
    both = [*handbook.passages, *garden.passages] * 2
    assert list(embed(store, encoder, both, silent)) == [len(garden.passages)]

    assert (reports[0], reports[-1]) == (Progress("embed", 0, 3), Progress("embed", 3, 3))
    hashes = [passage_hash(each) for each in handbook.passages]
    with store.reading() as reader:
        found = reader.vectors(encoder.model, [b"unknown", *hashes])
        other = replace(encoder.model, fingerprint="another model's")
        assert reader.vectors(other, hashes) == [None, None, None]
    assert found[0] is None
    for kept, wanted in zip(found[1:], expected, strict=True):
        assert kept is not None
        np.testing.assert_allclose(kept, wanted, rtol=0, atol=1e-3)
        assert kept.dtype == np.float16


def test_vectors_are_kept_batch_by_batch(
    store: Store, encoder: Encoder, handbook: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "SAVED_TOGETHER", 1)
    held: list[int] = []
    hashes = [passage_hash(each) for each in handbook.passages]

    def count(progress: Progress) -> None:
        with store.reading() as reader:
            held.append(sum(each is not None for each in reader.vectors(encoder.model, hashes)))

    assert list(embed(store, encoder, handbook.passages, count)) == [1, 1, 1]

    assert held == [0, 0, 1, 1, 2, 2]  # reported before and after each is made, which is then saved


def test_the_hash_of_a_passage_tells_its_text_and_its_sentences_apart(handbook: Prepared) -> None:
    passage = handbook.passages[0]
    others = [
        replace(passage, text=passage.text.replace("thirty", "twenty")),
        replace(passage, sentences=passage.sentences[:1]),
    ]

    assert passage_hash(replace(passage, section=("Elsewhere",))) == passage_hash(passage)
    assert len({passage_hash(each) for each in [passage, *others]}) == 3


def test_a_segment_holds_each_passage_and_its_sentences_in_order(
    store: Store, encoder: Encoder, handbook: Prepared, garden: Prepared
) -> None:
    library = save(store, encoder, handbook, garden)
    passages = [*handbook.passages, *garden.passages]
    with store.reading() as reader:
        segment = make_segment(reader, encoder.model, readings(reader, library))
        stored = reader.passages(library, segment.passage_ids.tolist())

    assert [each.passage for each in stored] == passages
    assert [each.source for each in stored] == ["handbook.md"] * 3 + ["garden.txt"] * len(
        garden.passages
    )
    assert segment.reading_ids.tolist() == [1] * 3 + [2] * len(garden.passages)
    sizes = [1 + len(each.sentences) for each in passages]
    assert segment.first_rows.tolist() == [0, *np.cumsum(sizes).tolist()]
    assert len(segment.index) == sum(sizes)
    for passage, row in zip(passages, segment.first_rows.tolist(), strict=False):
        vector = encoder.encode_question(passage.text)
        assert segment.index.search(vector, 1).tolist() == [row]


def test_a_segment_of_nothing_is_empty(store: Store, encoder: Encoder) -> None:
    with store.reading() as reader:
        segment = make_segment(reader, encoder.model, frozenset())

    assert len(segment.index) == 0
    assert segment.passage_ids.tolist() == []
    assert segment.first_rows.tolist() == [0]
    assert segment.search(encoder.encode_question("Why?"), 9, frozenset([1])) == []


def test_a_passage_without_vectors_is_told_or_left_out(
    store: Store, encoder: Encoder, handbook: Prepared, garden: Prepared
) -> None:
    library = save(store, encoder, handbook, garden)
    with store.writing() as writer:
        writer.connection.execute(
            "DELETE FROM vector WHERE hash = ?", [passage_hash(handbook.passages[1])]
        )
    with store.reading() as reader:
        all_of_it = readings(reader, library)
        with pytest.raises(LackingError) as caught:
            make_segment(reader, encoder.model, all_of_it)
        segment = make_segment(reader, encoder.model, all_of_it, lacking="leave out")
        stored = reader.passages(library, segment.passage_ids.tolist())

    assert caught.value.readings == (1,)
    assert str(caught.value) == "no vectors for passages of the readings [1]"
    left = [handbook.passages[0], handbook.passages[2], *garden.passages]
    assert [each.passage for each in stored] == left

    merge(store, encoder, "test")  # which makes them again
    with store.reading() as reader:
        assert len(make_segment(reader, encoder.model, all_of_it).passage_ids) == len(left) + 1


def test_the_record_names_the_index_that_lies_on_the_disk(
    store: Store, encoder: Encoder, handbook: Prepared
) -> None:
    library = save(store, encoder, handbook)
    merge(store, encoder, "test")

    with store.reading() as reader:
        row = reader.library("test")
        [made] = reader.generations(library)
    assert row is not None
    assert (row.id, row.generation, row.model) == (library, 1, encoder.model)
    assert (made.number, made.epoch, made.model) == (1, 1, encoder.model)
    [path] = (store.folder / "index").iterdir()
    assert path == store.index_path(library, made.sha256)
    assert sha256(path.read_bytes()).hexdigest() == made.sha256


def test_what_is_not_committed_does_not_answer(
    store: Store, encoder: Encoder, handbook: Prepared, garden: Prepared
) -> None:
    library = save(store, encoder, handbook)
    merge(store, encoder, "test")

    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        ids = writer.save_version(library, "garden.txt", garden.document.fingerprint, 1, "ann")
        reading = writer.save_reading(*ids, garden.document, garden.keys(), garden.passages)
        writer.set_reading(library, "garden.txt", *ids, reading)
        row = writer.make_library("test")
        publish(writer, row, 1, encoder.model, "0" * 64, frozenset([reading]))
        raise ZeroDivisionError

    with store.reading() as reader:
        row_now = reader.library("test")
        assert row_now is not None
        assert row_now.generation == 1
        assert list(reader.fingerprints(library)) == ["handbook.md"]
        assert reader.word_places(library, "pear").tolist() == []
    assert save(store, encoder, garden) == library


@pytest.mark.parametrize(
    ("text", "lines"),
    [("One.", 1), ("One.\n", 1), ("One.\n\nTwo.", 3), ("One.\r\nTwo.\r\n", 2), ("One.\rTwo.\r", 2)],
)
def test_a_document_is_listed_with_its_lines_as_editors_count_them(
    text: str, lines: int, store: Store, encoder: Encoder
) -> None:
    document = read_document("a.txt", text.encode(), limit=MAX_FILE_BYTES)
    library = save(store, encoder, prepare(document, len(text), encoder))

    with store.reading() as reader:
        [found] = reader.documents(library, shared=False)

    assert found == DocumentInfo(
        source="a.txt",
        title="a",
        fingerprint=sha256(text.encode()).hexdigest(),
        size=len(text),
        passages=1,
        lines=lines,
        added=found.added,
        shared=False,
    )


def test_the_words_of_a_library_are_counted_by_passage(
    store: Store, encoder: Encoder, handbook: Prepared
) -> None:
    library = save(store, encoder, handbook)
    save(store, encoder, handbook)  # again, in its own place

    with store.reading() as reader:
        [row] = reader.catalog(library)
        total = sum(map(len, handbook.keys()))
        assert (row.source, row.passages, row.sentences, row.keys) == ("handbook.md", 3, 4, total)
        places = {key: reader.word_places(library, key).tolist() for key in ("shop", "euro", "no")}
        assert {key: len(ids) for key, ids in places.items()} == {"shop": 3, "euro": 1, "no": 0}
        found = reader.passages(library, places["euro"])
        assert [each.passage for each in found] == [handbook.passages[1]]
        assert reader.passage_keys(places["euro"]) == {places["euro"][0]: handbook.keys()[1]}


def test_passages_come_in_the_order_asked_for_and_only_from_their_library(
    store: Store, encoder: Encoder, handbook: Prepared, garden: Prepared
) -> None:
    library = save(store, encoder, handbook)
    other = save(store, encoder, garden, library="other")

    with store.reading() as reader:
        own = [each[0] for each in reader.passage_sizes(readings(reader, library))]
        [foreign] = [each[0] for each in reader.passage_sizes(readings(reader, other))]
        assert foreign not in own
        asked = [own[2], foreign, own[0], 999, own[1]]
        found = reader.passages(library, asked)

        assert [each.id for each in found] == [own[2], own[0], own[1]]
        assert [each.passage for each in found] == [handbook.passages[n] for n in (2, 0, 1)]
        assert reader.layout_of(library, "garden.txt") is None
        assert reader.reading_passages(2) == list(garden.passages)
