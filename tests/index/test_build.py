"""Reading, cutting, embedding, storing: what is kept, and what is not done twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index import build
from index.build import Prepared, build_generation, embed, embed_rest, prepare, publish
from index.chunk import chunk
from index.embed import Encoder
from index.read import read_document
from index.record import passage_hash
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


def save(store: Store, encoder: Encoder, *documents: Prepared) -> int:
    """Store documents as the library `test` and publish them; gives the library's id."""
    for each in documents:
        embed(store, encoder, each.passages, silent)
    with store.writing() as writer:
        row = writer.make_library("test")
        for each in documents:
            writer.save_document(
                row.id, each.document, each.size, "ann", each.keys(), each.passages
            )
        publish(store, writer, row, encoder.model)
    return row.id


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

    assert embed(store, encoder, handbook.passages, reports.append) == 3
    assert embed(store, encoder, handbook.passages, silent) == 0
    assert embed(store, encoder, [*handbook.passages, *garden.passages] * 2, silent) == len(
        garden.passages
    )

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

    assert embed(store, encoder, handbook.passages, count) == 3

    assert held == [0, 0, 1, 2]  # reported before each is saved: what is reported last may be lost


def test_the_hash_of_a_passage_tells_its_text_and_its_sentences_apart(handbook: Prepared) -> None:
    passage = handbook.passages[0]
    others = [
        replace(passage, text=passage.text.replace("thirty", "twenty")),
        replace(passage, sentences=passage.sentences[:1]),
    ]

    assert passage_hash(replace(passage, section=("Elsewhere",))) == passage_hash(passage)
    assert len({passage_hash(each) for each in [passage, *others]}) == 3


def test_a_generation_holds_each_passage_and_its_sentences_in_order(
    store: Store, encoder: Encoder, handbook: Prepared, garden: Prepared
) -> None:
    library = save(store, encoder, handbook, garden)
    passages = [*handbook.passages, *garden.passages]
    with store.reading() as reader:
        generation = build_generation(reader, library, 7, encoder.model)
        stored = reader.passages(library, generation.passage_ids.tolist())

    assert (generation.library_id, generation.number) == (library, 7)
    assert [each.passage for each in stored] == passages
    assert [each.source for each in stored] == ["handbook.md"] * 3 + ["garden.txt"] * len(
        garden.passages
    )
    sizes = [1 + len(each.sentences) for each in passages]
    assert generation.first_rows.tolist() == [0, *np.cumsum(sizes).tolist()]
    assert len(generation.index) == sum(sizes)
    for passage, row in zip(passages, generation.first_rows.tolist(), strict=False):
        vector = encoder.encode_question(passage.text)
        assert generation.index.search(vector, 1).tolist() == [row]


def test_a_generation_of_nothing_is_empty(store: Store, encoder: Encoder) -> None:
    with store.writing() as writer:
        row = writer.make_library("test")
        generation = build_generation(writer, row.id, 1, encoder.model)

    assert len(generation.index) == 0
    assert generation.passage_ids.tolist() == []
    assert generation.first_rows.tolist() == [0]


def test_a_passage_without_vectors_is_a_bug_and_never_left_out(
    store: Store, encoder: Encoder, handbook: Prepared
) -> None:
    with store.writing() as writer:
        row = writer.make_library("test")
        writer.save_document(
            row.id, handbook.document, 1, "ann", handbook.keys(), handbook.passages
        )
        with pytest.raises(LookupError) as caught:
            build_generation(writer, row.id, 1, encoder.model)
        embed_rest(writer, encoder, row.id)
        assert len(build_generation(writer, row.id, 1, encoder.model).passage_ids) == 3

    assert str(caught.value) == ("library 1: no vectors of all-MiniLM-L6-v2 for passages [1, 2, 3]")


def test_the_record_names_the_index_that_lies_on_the_disk(
    store: Store, encoder: Encoder, handbook: Prepared
) -> None:
    library = save(store, encoder, handbook)

    with store.reading() as reader:
        row = reader.library("test")
    assert row is not None
    assert (row.id, row.generation, row.model) == (library, 1, encoder.model)
    assert sha256(store.index_path(library, 1).read_bytes()).hexdigest() == row.index_sha256


def test_a_generation_that_is_not_committed_does_not_answer(
    store: Store, encoder: Encoder, handbook: Prepared, garden: Prepared
) -> None:
    library = save(store, encoder, handbook)
    embed(store, encoder, garden.passages, silent)

    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        row = writer.make_library("test")
        writer.save_document(row.id, garden.document, 1, "ann", garden.keys(), garden.passages)
        publish(store, writer, row, encoder.model)
        raise ZeroDivisionError

    with store.reading() as reader:
        row_now = reader.library("test")
        assert row_now is not None
        assert row_now.generation == 1
        assert list(reader.fingerprints(library)) == ["handbook.md"]
        assert reader.best_words(library, keys("pear"), 5) == []
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
        assert reader.counts(library) == (1, 3, sum(map(len, handbook.keys())))
        counts = reader.word_counts(library, [*keys("shop euros"), "nowhere"])
        assert counts == {"shop": 3, "euro": 1, "nowhere": 0}
        found = reader.best_words(library, keys("euros"), 5)
        assert [each.passage for each in reader.passages(library, found)] == [handbook.passages[1]]


def test_passages_come_in_the_order_asked_for_and_only_from_their_library(
    store: Store, encoder: Encoder, handbook: Prepared, garden: Prepared
) -> None:
    library = save(store, encoder, handbook)
    with store.writing() as writer:
        other = writer.make_library("other")
        writer.save_document(other.id, garden.document, 1, "bob", garden.keys(), garden.passages)
        [(foreign, _)] = writer.passage_hashes(other.id)

    with store.reading() as reader:
        own = [identity for identity, _ in reader.passage_hashes(library)]
        assert [identity for identity, _ in reader.passage_sizes(library)] == own
        assert foreign not in own
        asked = [own[2], foreign, own[0], 999, own[1]]
        found = reader.passages(library, asked)

        assert [each.id for each in found] == [own[2], own[0], own[1]]
        assert [each.passage for each in found] == [handbook.passages[n] for n in (2, 0, 1)]
        assert reader.document_passages(library, "garden.txt") == []
        assert reader.document_passages(other.id, "garden.txt") == list(garden.passages)
