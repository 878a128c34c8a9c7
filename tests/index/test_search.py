"""Searching: what is found, in which libraries, and how it is scored. Weights are not pinned."""

from __future__ import annotations

import numpy as np
import pytest

from index import search as search_module
from index.embed import Encoder
from index.generation import view
from index.libraries import Libraries
from index.library import Library
from index.search import Found, Terms, bm25_share, search, weigh_terms
from index.types import STRANGER
from tests.conftest import GARDEN, HANDBOOK, PEAR, RETURNS

CODES = (
    "# Part numbers\n\n" + "".join(f"## Shelf {n}\n\nPart XK-{n} lies here.\n\n" for n in range(80))
).encode()


@pytest.fixture
def shared(libraries: Libraries) -> Library:
    libraries.shared.add([("handbook.md", HANDBOOK), ("garden.txt", GARDEN)], by="ann")
    return libraries.shared


def found(question: str, *asked: Library) -> Found:
    """Search these libraries, and no others."""
    store, encoder = asked[0]._store, asked[0]._encoder
    with store.reading() as reader:
        held = [(generation, reader) for each in asked if (generation := each.current(reader))]
        return search(question, encoder.encode_question(question), held, STRANGER)


def test_the_passage_that_answers_comes_first(shared: Library) -> None:
    for question, source, section in (
        (RETURNS, "handbook.md", ("Returns",)),
        ("When can I come to the store?", "handbook.md", ("Opening hours",)),
        (PEAR, "garden.txt", ()),
    ):
        results = found(question, shared).results
        assert (results[0].source, results[0].passage.section) == (source, section)


def test_results_are_in_order_of_their_scores_and_name_each_passage_once(shared: Library) -> None:
    results = found(RETURNS, shared).results

    scores = [each.score for each in results]
    assert scores == sorted(scores, reverse=True)
    passages = [(each.source, each.passage.span) for each in results]
    assert len(set(passages)) == len(passages) == 4


def test_cosines_are_those_of_the_vectors_as_they_are_kept(
    shared: Library, encoder: Encoder
) -> None:
    results = found(RETURNS, shared).results
    question = encoder.encode_question(RETURNS)

    for result in results:
        [vectors] = encoder.encode_passages([result.passage], report=lambda done: None)
        cosines = vectors.astype(np.float16).astype(np.float32) @ question
        expected = [result.passage_cosine, *result.sentence_cosines]
        np.testing.assert_allclose(cosines, expected, rtol=0, atol=1e-3)
        assert result.sentence_cosine == max(result.sentence_cosines)


def test_a_code_is_found_by_its_letters_though_meaning_finds_another(
    libraries: Libraries, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "CANDIDATES", 1)
    libraries.shared.add([("handbook.md", HANDBOOK)], by="ann")
    server = libraries.server(1)
    server.add([("parts.md", CODES)], by="ann")
    vector = encoder.encode_question("Part XK-7 lies here.")

    with server._store.reading() as reader:
        generation = server.current(reader)
        assert generation is not None
        for number in range(0, 80, 5):
            held = [(generation, reader)]
            results = search(f"Where is XK-{number}?", vector, held, STRANGER).results
            sections = [each.passage.section for each in results]
            assert sorted(sections) == sorted([(f"Shelf {number}",), ("Shelf 7",)])


def test_a_passage_is_found_by_its_vector_though_no_word_is_known(
    shared: Library, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "NEAREST_ROWS", 1)
    with shared._store.reading() as reader:
        generation = shared.current(reader)
        assert generation is not None
        assert generation.base is not None
        stored = reader.passages(generation.library_id, generation.base.passage_ids.tolist())
        for passage in (each.passage for each in stored):
            [vectors] = encoder.encode_passages([passage], report=lambda done: None)
            for vector in vectors:
                results = search("?", vector, [(generation, reader)], STRANGER).results
                assert [each.passage for each in results] == [passage]


def test_two_libraries_are_searched_as_one(libraries: Libraries) -> None:
    both = {"handbook.md": HANDBOOK, "garden.txt": GARDEN}
    libraries.shared.add(list(both.items()), by="ann")
    libraries.server(1).add([("garden.txt", GARDEN)], by="ann")
    libraries.server(2).add([("handbook.md", HANDBOOK)], by="ann")

    for question in (RETURNS, PEAR):
        whole = found(question, libraries.shared)
        parts = found(question, libraries.server(1), libraries.server(2))
        assert parts.terms == whole.terms
        assert [(each.source, each.passage) for each in parts.results] == [
            (each.source, each.passage) for each in whole.results
        ]
        np.testing.assert_allclose(
            [each.score for each in parts.results],
            [each.score for each in whole.results],
            rtol=0,
            atol=1e-5,
        )


def test_a_library_finds_only_what_is_its_own(libraries: Libraries) -> None:
    libraries.server(1).add([("garden.txt", GARDEN)], by="ann")
    libraries.server(2).add([("handbook.md", HANDBOOK)], by="ann")

    answered = found(PEAR, libraries.server(2))

    assert {each.source for each in answered.results} == {"handbook.md"}
    assert len(set(answered.terms.weights.values())) == 1  # no word of the other makes a difference


def test_rare_words_weigh_more_than_common_ones_and_question_words_nothing(
    shared: Library,
) -> None:
    with shared._store.reading() as reader:
        generation = shared.current(reader)
        assert generation is not None
        seen = view(generation, reader, STRANGER)
        places = {"shop": np.arange(3), "euro": np.arange(1)}
        terms, average = weigh_terms([["shop"], ["euro"]], [seen], [places])
        rows = reader.catalog(generation.library_id)

    question = "What do the shop and the euros say?"
    assert set(terms.weights) == set(found(question, shared).terms.weights) == {"shop", "euro"}
    assert found(question, shared).terms == terms
    assert terms.weights["euro"] > terms.weights["shop"] > 0
    assert average == sum(row.keys for row in rows) / sum(row.passages for row in rows)
    assert (seen.passages, seen.keys) == (4, sum(row.keys for row in rows))


@pytest.mark.parametrize(
    "question", ["What is it?", "And how?", "字", "🦔 ?!", "a" * 1000, "b c " * 250]
)
def test_a_question_without_known_words_is_searched_by_meaning(
    question: str, shared: Library
) -> None:
    answered = found(question, shared)

    assert len(answered.results) == 4
    assert {each.words for each in answered.results} == {0.0}
    assert answered.terms.coverage(["lamp"]) == 0


def test_hundreds_of_words_and_words_of_the_query_language_are_words(shared: Library) -> None:
    for question in ('AND OR NOT NEAR("lamp" *) ^pear -garden', " ".join(map(str, range(250)))):
        assert len(found(question, shared).results) == 4


def test_nothing_is_found_where_there_is_nothing(libraries: Libraries, encoder: Encoder) -> None:
    vector = encoder.encode_question(PEAR)

    assert search(PEAR, vector, [], STRANGER).results == ()

    libraries.shared.add([("garden.txt", GARDEN)], by="ann")
    libraries.shared.remove("garden.txt", by="ann")
    assert found(PEAR, libraries.shared).results == ()


def test_the_share_of_words_grows_with_the_words_and_stays_under_one() -> None:
    terms = Terms({"pear": 2.0, "tree": 1.0})

    shares = [
        bm25_share(terms, each.split(), 3)
        for each in ("a b c", "a b tree", "a b pear", "a pear tree", "pear tree pear")
    ]

    assert shares[0] == 0
    assert shares == sorted(set(shares))
    assert bm25_share(terms, ["pear", "tree"] * 1000, 2000) == pytest.approx(1, abs=0.01)
    assert bm25_share(terms, ["pear", "tree"] * 1000, 2000) < 1
    assert bm25_share(Terms({}), ["pear"], 3) == 0


def test_coverage_is_the_share_of_the_weights() -> None:
    terms = Terms({"pear": 3.0, "tree": 1.0})

    assert [terms.coverage(each.split()) for each in ("", "tree tree", "pear", "tree a pear")] == [
        0,
        0.25,
        0.75,
        1,
    ]
