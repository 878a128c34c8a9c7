"""Questions that name a document, a section or dates, asked of the real engine."""

from __future__ import annotations

import pytest

from index.libraries import Libraries
from index.types import OPERATOR, Limits, ReadAs, ReadKind, Viewer
from tests.conftest import GARDEN, HANDBOOK

STAFF = b"""\
# Staff rules

## Returns

Staff who return a lamp for a customer write its number into the ledger.

## Keys

The shop closes at noon on holidays, and the key is returned to the porter.
"""
CHRONICLE = b"""\
# Chronicle

The bridge was built in 1989 by the town.

## Later

The bridge was painted green on May 4, 2006.

## Later still

The bridge was painted red on 2007-03-12.

## At last

The bridge was painted blue in 2010.
"""
DOCUMENT, SECTION, DATES = ReadKind.DOCUMENT, ReadKind.SECTION, ReadKind.DATES
TITLE = "Lamp shop handbook"


@pytest.fixture
def filled(libraries: Libraries) -> Libraries:
    libraries.shared.add(
        [
            *(("handbook.md", HANDBOOK), ("staff.md", STAFF), ("garden.txt", GARDEN)),
            *(("chronicle.md", CHRONICLE), ("minutes-2007-05.txt", b"Ann painted the bridge.")),
        ],
        by="ann",
    )
    return libraries


def sources(libraries: Libraries, question: str) -> set[str]:
    answer, found = libraries.shared.ask_in_full(question, quotes=5)
    assert {each.citation.source for each in answer.quotes} <= {each.source for each in found}
    return {each.source for each in found}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("In the handbook, when does the shop close?", "In the handbook"),
        ("What does the handbook say about returns?", "does the handbook say"),
        ("According to the lamp shop handbook, when is closing?", None),
        ("What is in handbook.md about closing?", "in handbook.md"),
        ("IN THE HANDBOOK: WHEN DOES THE SHOP CLOSE?", "IN THE HANDBOOK"),
    ],
)
def test_a_question_keeps_to_the_document_that_it_names(
    filled: Libraries, question: str, said: str | None
) -> None:
    [read] = filled.shared.ask(question).read_as

    assert (read.kind, read.meant) == (DOCUMENT, TITLE)
    assert said is None or read.said == said
    assert sources(filled, question) == {"handbook.md"}


@pytest.mark.parametrize(
    "question",
    [
        "Who planted the pear tree in the garden?",  # a place, too
        "What is in the manual?",
        "Which hours are in the handbook shelf?",
        "What does the handbook say?",  # nothing else is asked
    ],
)
def test_what_does_not_clearly_name_a_document_is_looked_for_everywhere(
    filled: Libraries, question: str
) -> None:
    assert filled.shared.ask(question).read_as == ()
    assert len(sources(filled, question)) == 5


def test_a_name_of_two_documents_is_not_clear(filled: Libraries) -> None:
    filled.shared.add([("guide.md", b"# Garden rules\n\nTrees want water.\n")], by="ann")

    assert filled.shared.ask("In the rules, when does the shop close?").read_as == ()
    [read] = filled.shared.ask("In the staff rules, when does the shop close?").read_as
    assert read == ReadAs(DOCUMENT, "In the staff rules", "Staff rules")


def test_of_documents_with_one_title_the_file_name_is_told(filled: Libraries) -> None:
    for year, hour in (("2023", "five"), ("2024", "six")):
        content = f"# Opening hours\n\nThe shop closes at {hour}.\n".encode()
        filled.shared.add([(f"memo-{year}.md", content)], by="ann")

    question = "In memo-2023, when does the shop close?"
    assert filled.shared.ask(question).read_as == (
        ReadAs(DOCUMENT, "In memo-2023", "memo-2023.md"),
    )
    assert sources(filled, question) == {"memo-2023.md"}
    question = "In the memo, when does the shop close?"
    assert filled.shared.ask(question).read_as == (
        ReadAs(DOCUMENT, "In the memo", "Opening hours"),
    )
    assert sources(filled, question) == {"memo-2023.md", "memo-2024.md"}


@pytest.mark.parametrize(
    ("question", "said", "sources_found"),
    [
        ("In the section on returns, what of a lamp?", "In the section on returns", 2),
        ("What of a lamp in the Returns section?", "in the Returns section", 2),
        ("What of a lamp under the heading “Returns”?", "under the heading “Returns", 2),
    ],
)
def test_a_question_keeps_to_the_section_that_it_names(
    filled: Libraries, question: str, said: str, sources_found: int
) -> None:
    answer, found = filled.shared.ask_in_full(question, quotes=3)

    assert answer.read_as == (ReadAs(SECTION, said, "Returns"),)
    assert {each.passage.section for each in found} == {("Returns",)}
    assert len({each.source for each in found}) == sources_found


def test_a_section_of_a_document(filled: Libraries) -> None:
    question = "Who pays, in the Returns section of the handbook?"
    answer, found = filled.shared.ask_in_full(question, quotes=3)

    assert answer.read_as == (
        ReadAs(SECTION, "in the Returns section", "Returns"),
        ReadAs(DOCUMENT, "of the handbook", TITLE),
    )
    assert [(each.source, each.passage.section) for each in found] == [
        ("handbook.md", ("Returns",))
    ]


@pytest.mark.parametrize(
    ("question", "period", "colours"),
    [
        ("What colour was the bridge between 2005 and 2007?", "2005 – 2007", {"green", "red"}),
        ("What colour was the bridge since 2007?", "2007 –", {"red", "blue"}),
        ("What colour was the bridge in March 2007?", "2007-03", {"red"}),
        ("What colour was the bridge in May 2006?", "2006-05", {"green"}),
        ("Who built the bridge before 1990?", "– 1989", set()),
        ("What colour was the bridge between 1970 and 1980?", "1970 – 1980", set()),
    ],
)
def test_a_question_keeps_to_the_dates_that_it_names(
    filled: Libraries, question: str, period: str, colours: set[str]
) -> None:
    answer, found = filled.shared.ask_in_full(question, quotes=3)

    [read] = answer.read_as
    assert (read.kind, read.meant) == (DATES, period)
    said = " ".join(each.passage.text for each in found)
    assert {each for each in ("green", "red", "blue") if f"painted {each}" in said} == colours


def test_a_sentence_of_another_time_is_not_quoted_from_a_passage_of_the_right_one(
    libraries: Libraries,
) -> None:
    said = b"The bridge was painted blue in 2010. Ann had painted the bridge green in 2006."
    libraries.shared.add([("bridge.txt", said)], by="ann")

    answer = libraries.shared.ask("When was the bridge painted, between 2005 and 2007?")

    assert [each.text for each in answer.quotes] == ["Ann had painted the bridge green in 2006."]


def test_a_document_s_name_dates_it(filled: Libraries) -> None:
    assert "minutes-2007-05.txt" in sources(filled, "Who painted the bridge in May 2007?")
    assert "minutes-2007-05.txt" not in sources(filled, "Who painted the bridge in June 2007?")


def test_where_nothing_is_of_that_time_nothing_answers(filled: Libraries) -> None:
    answer = filled.shared.ask("What colour was the bridge between 1970 and 1980?")
    assert (answer.quotes, answer.nearest) == ((), ())


def test_documents_and_sections_that_one_may_not_see_have_no_name(filled: Libraries) -> None:
    team = Viewer(frozenset({7}))
    server = filled.server(1)
    server.add([("plan.md", b"# Zarnok plan\n\n## Quiet hours\n\nThe lamp is red.\n")], by="ann")
    server.limit("plan.md", Limits(channels=team.channels), by="ann")

    for question, read in (
        ("In the Zarnok plan, which lamp?", ReadAs(DOCUMENT, "In the Zarnok plan", "Zarnok plan")),
        (
            "In the section Quiet hours, which lamp?",
            ReadAs(SECTION, "In the section Quiet hours", "Quiet hours"),
        ),
    ):
        assert server.ask(question).read_as == ()
        for viewer in (team, OPERATOR):
            assert server.ask(question, viewer=viewer).read_as == (read,)
