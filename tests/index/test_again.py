"""Answers that helped are asked again, and a run is kept beside the next one."""

from __future__ import annotations

import pytest

from index.errors import FootnoteError
from index.evaluate import Again, Question, Worse, ask_again, assess, last_run
from index.evaluate.last import LastRun
from index.libraries import Libraries
from index.types import Limits
from tests.conftest import GARDEN, HANDBOOK, PEAR, PEAR_QUOTE, RETURNS, RETURNS_QUOTE, OpenLibraries

CHANGED = PEAR_QUOTE.replace("Ambrose Tull", "Jane Reed")
NOWHERE = "Which spacecraft landed on Saturn's moon Titan?"
GONE = Worse(RETURNS, RETURNS_QUOTE, "handbook.md")
OTHER = Worse(PEAR, PEAR_QUOTE, "garden.txt", CHANGED, "garden.txt")


@pytest.fixture
def filled(open_libraries: OpenLibraries) -> Libraries:
    libraries = open_libraries(min_evidence=0.28)
    libraries.shared.add([("garden.txt", GARDEN), ("handbook.md", HANDBOOK)], by="ann")
    for question in (PEAR, RETURNS):
        answer = libraries.shared.ask(question, who="ann")
        libraries.shared.kept.judge(answer.id, who="eve", helpful=True)
    return libraries


def test_what_got_worse_is_new_once_and_worse_until_it_is_mended(filled: Libraries) -> None:
    library = filled.shared
    assert ask_again(library) == Again(2, (), ())
    library.add([("garden.txt", GARDEN.replace(b"Ambrose Tull", b"Jane Reed"))], by="ann")
    assert ask_again(library) == Again(2, (OTHER,), (OTHER,))
    library.remove("handbook.md", by="ann")
    assert ask_again(library) == Again(2, (GONE, OTHER), (GONE,))
    assert ask_again(library) == Again(2, (GONE, OTHER), ())
    library.bring_back("handbook.md", by="ann")
    assert ask_again(library) == Again(2, (OTHER,), ())
    library.remove("handbook.md", by="ann")
    assert ask_again(library) == Again(2, (GONE, OTHER), (GONE,))


def test_what_comes_first_for_everybody_is_as_good(filled: Libraries) -> None:
    better = (
        b"# Pears\n\nWho planted the oldest pear tree? Jane Reed planted the oldest pear tree.\n"
    )
    filled.shared.add([("pears.md", better)], by="ann")
    filled.shared.limit("pears.md", Limits(roles=frozenset([1])), by="ann")
    assert ask_again(filled.shared).worse == ()


def test_without_documents_all_is_worse(filled: Libraries) -> None:
    for source in ("garden.txt", "handbook.md"):
        filled.shared.remove(source, by="ann")
    gone = (GONE, Worse(PEAR, PEAR_QUOTE, "garden.txt"))
    assert ask_again(filled.shared) == Again(2, gone, gone)


def test_a_run_is_kept_beside_the_next_one(filled: Libraries) -> None:
    library = filled.shared
    given = [Question("1", "", NOWHERE, (), None)]
    first = assess(library, given, now=1000.0)
    assert (first.helpful, first.given, first.before, first.again) == (2, 1, None, Again(2, (), ()))
    ones = ("hit_at_1", "hit_at_3", "hit_at_5", "mrr_at_10", "quote_at_1", "quote_at_3")
    kept = LastRun(1000.0, 3, dict.fromkeys((*ones, "answered", "declined"), 1.0))
    assert last_run(library) == kept
    second = assess(library, now=2000.0)
    assert second.before == kept
    assert last_run(library) == LastRun(2000.0, 2, dict.fromkeys((*ones, "answered"), 1.0))
    assert filled.server(1).settings.all() == {}
    assert [each.what for each in filled.events() if "quality" in each.what] == []


def test_without_questions_there_is_nothing_to_measure(open_libraries: OpenLibraries) -> None:
    with pytest.raises(FootnoteError, match="No answer of the library server-1 was marked"):
        assess(open_libraries().server(1))
