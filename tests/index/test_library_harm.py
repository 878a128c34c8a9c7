"""A hostile file is read while the library answers: nobody notices."""

from __future__ import annotations

import sys
from threading import Thread

import pytest

from index.libraries import Libraries
from index.types import Answer, Changes, Citation, Span
from tests.conftest import GARDEN, HANDBOOK, PEAR, PEAR_QUOTE, RETURNS, RETURNS_QUOTE
from tests.made import hostile

MOST_GROWTH = 64 << 20  # bytes
QUOTES = {RETURNS: RETURNS_QUOTE, PEAR: PEAR_QUOTE}


def peak() -> int:
    """The most memory that this process has ever taken, in bytes."""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def told(answer: Answer) -> list[tuple[str, tuple[Span, ...], Citation]]:
    """What a person sees of an answer's quotes; scores differ in their last digits."""
    assert answer.answered
    return [(quote.text, quote.marked, quote.citation) for quote in answer.quotes]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows doesn't tell the peak of memory")
def test_answers_come_and_memory_stays_while_hostile_files_are_read(libraries: Libraries) -> None:
    library = libraries.shared
    library.add([("handbook.md", HANDBOOK), ("garden.txt", GARDEN)], by="ann")
    files = [
        ("packed.pdf", hostile.pdf_packed_twice()),
        ("forms.pdf", hostile.pdf_of_forms()),
        ("laughs.docx", hostile.docx_that_laughs()),
    ]
    before = {question: told(library.ask(question)) for question in QUOTES}
    for question, answer in before.items():
        assert QUOTES[question] in answer[0][0]
    taken = peak()
    changes: list[Changes] = []
    thread = Thread(target=lambda: changes.append(library.add(files, by="ann")))

    thread.start()
    asked = 0
    while thread.is_alive() or not asked:
        asked += 1
        for question, answer in before.items():
            assert told(library.ask(question)) == answer
    thread.join()

    assert peak() - taken <= MOST_GROWTH
    assert changes[0].added == ()
    assert [each.source for each in changes[0].refused] == [name for name, _ in files]
    assert {question: told(library.ask(question)) for question in QUOTES} == before
