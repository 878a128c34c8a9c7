"""Walks through the whole engine: made-up documents, and those that come with the bot."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import prepare
from index.embed import Encoder
from index.evaluate import Measures, measure, read_questions
from index.libraries import Libraries
from index.read import read_document
from index.store import Store
from index.types import Changes
from tests.conftest import (
    GARDEN,
    HANDBOOK,
    MAX_FILE_BYTES,
    PEAR,
    PEAR_QUOTE,
    RETURNS,
    RETURNS_QUOTE,
    OpenLibraries,
    assert_all_stand,
    letters,
    shown,
)

ROOT = Path(__file__).parents[1]
QUESTIONS = read_questions(ROOT / "tests" / "questions" / "corpus.jsonl")
HOURS = "When does the shop close?"


def test_a_walk_from_the_first_document_to_the_last(
    libraries: Libraries, open_libraries: OpenLibraries, tmp_path: Path
) -> None:
    files = {"handbook.md": tmp_path / "handbook.md", "garden.txt": tmp_path / "garden.txt"}
    files["handbook.md"].write_bytes(HANDBOOK)
    files["garden.txt"].write_bytes(GARDEN)
    library = libraries.shared

    def ask(question: str) -> str:
        """The first quote, after each was compared with its file, read again."""
        answer = library.ask(question)
        assert answer.quotes
        assert answer.withheld == 0
        assert_all_stand(answer, {name: path.read_bytes() for name, path in files.items()})
        assert open_libraries().shared.ask(question) == answer
        return answer.quotes[0].text

    def add() -> Changes:
        return library.add([(name, path.read_bytes()) for name, path in files.items()], by="ann")

    assert add() == Changes(added=("handbook.md", "garden.txt"), passages=4, embedded=4)
    assert RETURNS_QUOTE in ask(RETURNS)
    assert PEAR_QUOTE in ask(PEAR)
    assert "closes at six in the evening." in ask(HOURS)

    files["handbook.md"].write_bytes(HANDBOOK.replace(b"at six", b"at seven"))
    assert add() == Changes(
        changed=("handbook.md",), unchanged=("garden.txt",), passages=3, embedded=1
    )
    assert "closes at seven in the evening." in ask(HOURS)
    assert RETURNS_QUOTE in ask(RETURNS)

    library.remove("garden.txt", by="ann")
    assert ask(PEAR) not in GARDEN.decode()

    assert library.rebuild(by="ann") == Changes(unchanged=("handbook.md",), passages=3)
    assert "closes at seven in the evening." in ask(HOURS)
    assert [each.source for each in library.documents()] == ["handbook.md"]
    library.remove("handbook.md", by="ann")
    assert add().embedded == 0
    assert PEAR_QUOTE in ask(PEAR)


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Measures:
    """What the questions to the documents that come with the bot came to."""
    with Libraries(
        Store(tmp_path_factory.mktemp("corpus")),
        encoder,
        min_evidence=0.0,
        max_file_bytes=MAX_FILE_BYTES,
    ) as libraries:
        files = sorted((ROOT / "corpus").iterdir())
        changes = libraries.shared.add([(each.name, each.read_bytes()) for each in files], by="ann")
        assert changes.added == tuple(each.name for each in files)
        return measure(libraries.shared, QUESTIONS)


@pytest.mark.parametrize("source", sorted({str(each.document) for each in QUESTIONS}))
def test_what_answers_a_question_stands_in_its_document(source: str, encoder: Encoder) -> None:
    data = (ROOT / "corpus" / source).read_bytes()
    document = read_document(source, data, limit=MAX_FILE_BYTES)
    passages = prepare(document, len(data), encoder).passages
    reading = letters(" ".join(passage.text for passage in passages)).casefold()

    for question in QUESTIONS:
        for span in question.answers:
            if question.document == source:
                assert letters(span).casefold() in reading, question.id


def test_every_quote_of_every_question_stands_where_it_says(measures: Measures) -> None:
    files = {each.name: each.read_bytes() for each in (ROOT / "corpus").iterdir()}

    for outcome in measures.outcomes:
        assert shown(outcome.answer), outcome.question.id
        assert outcome.answer.withheld == 0
        assert_all_stand(outcome.answer, files)


def test_the_questions_are_answered_as_often_as_they_were(measures: Measures) -> None:
    assert measures.quote_at_1.value >= 0.8
    assert measures.quote_at_3.value >= 0.9


def test_what_answers_has_more_evidence_than_what_does_not(measures: Measures) -> None:
    known = [each.answer.evidence for each in measures.outcomes if each.question.answers]
    unknown = [each.answer.evidence for each in measures.outcomes if not each.question.answers]
    higher = [(a > b) + (a == b) / 2 for a in known for b in unknown]

    assert sum(higher) / len(higher) > 0.5  # a coin's share; see docs/measures.md for ours
