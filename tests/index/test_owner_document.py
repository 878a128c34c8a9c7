"""The owner's document, which is not part of the project, is read as a person reads it.

No sentence of it may stand here: counts, lines, single words and hashes must do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from index.chunk import chunk
from index.read.text import read_text
from index.types import BlockKind, Document, Passage
from index.verify import find_lines, reads_as
from tests.index.test_prose import letters

FILE = Path(__file__).parents[3] / "shared" / "documents" / "missile-defense-talks.txt"
FINGERPRINT = "bc0c400a409c1d34701373c6494eb75166d32a8e2bf9a02c8106be856122be81"
SENTENCES = "45ca90778dbbc2d9e7b32d02be7cf0e9edfa84ed2b9de5123ea9c78ffda7eb9c"  # one a line
WORDS = "ffe38f23358fc37b31a3282716a11c51966d5258b5be2f729fa17c4d2eaa25ce"  # one a line
KEPT = {271: "high-precision", 278: "short-range"}  # the two hyphens that belong, by their lines
HEADINGS = [(30, 16), (77, 22), (115, 23), (190, 18), (244, 19)]  # line and length
# How many sentences each section has, and the lines of the first and the last of them.
SECTIONS = [(5, 1, 28), (10, 31, 75), (12, 78, 113), (19, 116, 188), (11, 191, 243), (15, 245, 302)]


@pytest.fixture(scope="module")
def document() -> Document:
    if not FILE.exists():
        pytest.skip(f"the owner's document is not beside this checkout: {FILE}")
    found = read_text(FILE.name, FILE.read_bytes())
    return Document(FILE.name, found.title or FILE.stem, "", found.text, found.blocks)


@pytest.fixture(scope="module")
def passages(document: Document) -> list[Passage]:
    return chunk(document, count_tokens=lambda text: len(text) // 4, max_tokens=200)


def sentences(passages: list[Passage]) -> list[str]:
    return [
        each.text[one.reading.start : one.reading.end]
        for each in passages
        for one in each.sentences
    ]


def test_it_is_the_document_that_was_read_by_eye(document: Document) -> None:
    assert sha256(document.text.encode()).hexdigest() == FINGERPRINT
    assert document.title == "missile-defense-talks"


def test_five_headings_stand_at_their_lines_and_no_other_line_is_one(document: Document) -> None:
    headings = [block.span for block in document.blocks if block.kind is BlockKind.HEADING]
    lines = [find_lines(document.text, span) for span in headings]
    assert lines == [(line, line) for line, _ in HEADINGS]
    assert [len(span) for span in headings] == [length for _, length in HEADINGS]


def broken_words(document: Document, passages: list[Passage]) -> Iterator[tuple[int, str]]:
    """For each word broken over lines: the line that its first half stands on, and its reading."""
    text = document.text
    for match in re.finditer(r"(?<=\w)-[ \t]*\n\s*(?=\w)", text):
        left, right = text[: match.start()].split()[-1], text[match.end() :].split()[0]
        line = text.count("\n", 0, match.start()) + 1
        joined, kept = left + right, f"{left}-{right}"
        words = " ".join(each.text for each in passages).split()
        yield line, next((word for word in words if word in (joined, kept)), f"lost {left}")


def test_every_word_broken_over_lines_is_mended_as_a_person_would(
    document: Document, passages: list[Passage]
) -> None:
    found = dict(broken_words(document, passages))
    assert len(found) == 67
    assert {line: word for line, word in found.items() if "-" in word} == KEPT
    assert sha256("\n".join(found.values()).encode()).hexdigest() == WORDS


def test_there_are_the_72_sentences_that_a_person_sees(passages: list[Passage]) -> None:
    found = sentences(passages)
    assert len(found) == 72
    assert sha256("\n".join(found).encode()).hexdigest() == SENTENCES


def test_each_section_has_its_sentences_at_its_lines(
    document: Document, passages: list[Passage]
) -> None:
    found: dict[tuple[str, ...], tuple[int, int, int]] = {}
    for each in passages:
        first, last = find_lines(document.text, each.span)
        count, begin, _ = found.get(each.section, (0, first, 0))
        found[each.section] = (count + len(each.sentences), begin, last)
    assert list(found.values()) == SECTIONS


def test_every_sentence_has_the_letters_of_its_place(
    document: Document, passages: list[Passage]
) -> None:
    for passage in passages:
        for sentence in passage.sentences:
            source = document.text[sentence.span.start : sentence.span.end]
            reading = passage.text[sentence.reading.start : sentence.reading.end]
            assert letters(reading) == letters(source)
            assert reads_as(source, reading, markup=False)
        whole = document.text[passage.span.start : passage.span.end]
        assert reads_as(whole, passage.text, markup=False)
    prose = [block.span for block in document.blocks if block.kind is not BlockKind.HEADING]
    assert "".join(letters(document.text[each.start : each.end]) for each in prose) == "".join(
        letters(each.text) for each in passages
    )


def test_windows_line_ends_change_no_word(document: Document, passages: list[Passage]) -> None:
    found = read_text("a.txt", document.text.replace("\n", "\r\n").encode())
    windows = Document("a.txt", document.title, "", found.text, found.blocks)
    read = chunk(windows, count_tokens=lambda text: len(text) // 4, max_tokens=200)
    assert [each.text for each in read] == [each.text for each in passages]
