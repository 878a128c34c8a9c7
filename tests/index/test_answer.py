"""From results to quotes that were compared with the stored file, or to none."""

from __future__ import annotations

import json
import random
from dataclasses import asdict
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.types import Answer, Span
from tests.conftest import (
    GARDEN,
    HANDBOOK,
    PEAR,
    PEAR_QUOTE,
    RETURNS,
    RETURNS_QUOTE,
    OpenLibraries,
    assert_all_stand,
)

FILES = {"handbook.md": HANDBOOK, "garden.txt": GARDEN}
UNANSWERABLE = "Which spacecraft landed on Saturn's moon Titan?"


@pytest.fixture
def filled(libraries: Libraries) -> Libraries:
    libraries.shared.add(list(FILES.items()), by="ann")
    return libraries


def original(data: Path, content: bytes) -> Path:
    """Where the stored original of a file lies."""
    name = sha256(content).hexdigest()
    return data / "originals" / name[:2] / name


def test_a_quote_says_word_for_word_what_stands_there(filled: Libraries) -> None:
    answer = filled.shared.ask(PEAR, quotes=1)

    [quote] = answer.quotes
    text = GARDEN.decode()
    start = text.index("The oldest")
    second = " It is watered twice a week in summer."  # may come along
    last_line, end = {
        PEAR_QUOTE: (4, text.index(" It is")),
        PEAR_QUOTE + second: (5, text.index("\n\nVisitors")),
    }[quote.text]
    assert [quote.text[each.start : each.end] for each in quote.marked] == ["Ambrose Tull"]
    citation = quote.citation
    assert (citation.source, citation.title) == ("garden.txt", "The Walled Garden")
    assert (citation.section, citation.page) == ((), None)
    assert citation.span == Span(start, end)
    assert (citation.first_line, citation.last_line) == (3, last_line)
    assert citation.fingerprint == sha256(GARDEN).hexdigest()
    assert_all_stand(answer, FILES)


def test_emphasis_and_line_ends_are_not_part_of_a_quote(filled: Libraries) -> None:
    answer = filled.shared.ask(RETURNS, quotes=1)

    [quote] = answer.quotes
    assert RETURNS_QUOTE in quote.text
    assert quote.citation.section == ("Returns",)
    assert (quote.citation.first_line, quote.citation.last_line) == (5, 6)
    assert_all_stand(answer, FILES)


@pytest.mark.parametrize("quotes", [1, 2, 3, 7])
def test_there_are_at_most_as_many_quotes_as_wanted_and_none_overlap(
    quotes: int, filled: Libraries
) -> None:
    answer = filled.shared.ask("What does the shop do with lamps?", quotes=quotes)

    assert 1 <= len(answer.quotes) <= quotes
    assert answer.nearest == ()
    spans = sorted((each.citation.source, each.citation.span) for each in answer.quotes)
    for (source, span), (next_source, next_span) in pairwise(spans):
        assert source != next_source or span.end <= next_span.start


def test_an_answer_can_be_written_as_json(filled: Libraries) -> None:
    answer = filled.shared.ask(PEAR)

    found = json.loads(json.dumps(asdict(answer)))

    assert found["question"] == PEAR
    assert [each["text"] for each in found["quotes"]] == [each.text for each in answer.quotes]
    assert found["quotes"][0]["citation"]["source"] == "garden.txt"


def test_a_quote_whose_original_changed_on_the_disk_is_withheld_and_counted(
    filled: Libraries, data: Path
) -> None:
    whole = filled.shared.ask(PEAR, quotes=8)
    assert {each.citation.source for each in whole.quotes} == {"garden.txt"}
    original(data, GARDEN).write_bytes(GARDEN.replace(b"1742", b"1743"))

    answer = filled.shared.ask(PEAR, quotes=2)

    # The next best stand in, and how sure one may be is told of them.
    assert {each.citation.source for each in answer.quotes} == {"handbook.md"}
    assert answer.withheld == 3
    assert answer.confidence < whole.confidence
    assert answer.evidence < whole.evidence
    assert_all_stand(answer, FILES)


def test_a_quote_whose_original_is_gone_is_withheld(filled: Libraries, data: Path) -> None:
    for content in FILES.values():
        original(data, content).unlink()

    answer = filled.shared.ask(PEAR)

    assert (answer.answered, answer.quotes, answer.nearest) == (False, (), ())
    assert (answer.withheld, answer.evidence, answer.confidence) == (6, 0.0, 0.0)


def test_a_record_that_does_not_fit_the_original_is_withheld(filled: Libraries) -> None:
    with filled.store.writing() as writer:
        writer.connection.execute("UPDATE passage SET text = replace(text, '1742', '1743')")
        writer.mend_checksums()

    answer = filled.shared.ask(PEAR, quotes=1)

    assert answer.withheld == 1
    assert [each for each in answer.quotes if "174" in each.text] == []


def test_a_passage_that_the_disk_has_changed_is_left_out_and_counted(filled: Libraries) -> None:
    whole = filled.shared.ask(PEAR, quotes=9)
    with filled.store.writing() as writer:
        writer.connection.execute(
            "UPDATE passage SET text = replace(text, '1742', '1743') WHERE text LIKE '%1742%'"
        )

    answer = filled.shared.ask(PEAR, quotes=9)

    assert whole.quotes[0].text.startswith(PEAR_QUOTE)
    assert answer.quotes
    assert not any("174" in each.text for each in answer.quotes)
    assert answer.withheld == 1


def test_below_the_threshold_nothing_is_answered_and_the_nearest_is_offered(
    filled: Libraries, open_libraries: OpenLibraries
) -> None:
    much = filled.shared.ask(PEAR).evidence
    little = filled.shared.ask(UNANSWERABLE).evidence
    assert 0 <= little < much <= 1

    libraries = open_libraries(min_evidence=(much + little) / 2)
    answered, declined = libraries.shared.ask(PEAR), libraries.shared.ask(UNANSWERABLE)

    assert answered == filled.shared.ask(PEAR)
    assert (declined.answered, declined.quotes) == (False, ())
    assert declined.nearest == filled.shared.ask(UNANSWERABLE).quotes
    assert declined.evidence == little
    assert_all_stand(declined, FILES)


def test_the_threshold_itself_is_evidence_enough(
    filled: Libraries, open_libraries: OpenLibraries
) -> None:
    much = filled.shared.ask(PEAR).evidence

    assert open_libraries(min_evidence=much).shared.ask(PEAR).answered
    assert not open_libraries(min_evidence=much + 1e-6).shared.ask(PEAR).answered


def test_a_threshold_of_zero_answers_all_and_one_of_one_nearly_nothing(
    filled: Libraries, open_libraries: OpenLibraries
) -> None:
    strict = open_libraries(min_evidence=1.0)

    for question in (PEAR, RETURNS, UNANSWERABLE, "🦔 ?! 1"):
        assert filled.shared.ask(question).answered
        answer = strict.shared.ask(question)
        assert answer.answered == (answer.evidence == 1.0)
        assert_all_stand(answer, FILES)


WORDS = "lamp café pear-tree 1742 don’t **bold** `code` ﬁg U.S. e.g. naïve 字字 x_y @all".split()
BROKEN = "gar-\nden"
ENDS = (
    ". ",
    "? ",
    "! ",
    ".\n",
    ".\r\n",
    ".” ",
    ".\n\n",
    ".\n\n## Part\n\n",
    ".\n- ",
    ".\n> ",
    ".\n1. ",
)


def random_text(chance: random.Random) -> bytes:
    """A text of sentences with everything in them that reading folds or leaves out."""
    sentences = (
        "".join(chance.choice(["", "“", "*"]))
        + " ".join(chance.choices([*WORDS, BROKEN], k=chance.randint(2, 14))).capitalize()
        + chance.choice(ENDS)
        for _ in range(chance.randint(3, 25))
    )
    return ("\ufeff" * (chance.random() < 0.2) + "".join(sentences)).encode()


@pytest.mark.parametrize("seed", range(8))
def test_every_quote_of_random_documents_stands_where_it_says(
    seed: int, libraries: Libraries
) -> None:
    chance = random.Random(seed)  # noqa: S311
    files = {f"{n}.{chance.choice(['txt', 'md'])}": random_text(chance) for n in range(3)}
    assert libraries.shared.add(list(files.items()), by="ann").refused == ()

    answers: list[Answer] = [
        libraries.shared.ask(question, quotes=8)
        for question in ("Where is the lamp of 1742?", "don't", "字字")
    ]

    for answer in answers:
        assert answer.withheld == 0
        assert answer.quotes
        assert_all_stand(answer, files)
