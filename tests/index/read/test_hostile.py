"""Hostile files of real formats: each ends soon, in a sentence or in what is harmless in it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from index.errors import UnreadableError
from index.read.confine import Limits
from index.read.guard import read_guarded
from index.read.table import READERS
from tests.made import hostile

# A fourth of the usual limits or less, and files that need more of them than an honest one.
LIMITS = Limits(memory=256 << 20, cpu_seconds=1, wall_seconds=9, reply_bytes=2_000_000)
SENTENCES = re.compile(r"“plan\.\w+” [^\n]+\.")
FAILED = "the reader failed on it"


def outcome(format_name: str, data: bytes) -> str:
    """The text of a file, or the sentence that refuses it."""
    if find_spec(READERS[format_name][0]) is None:
        pytest.skip(f"no reader for {format_name} is here yet")
    try:
        return read_guarded(format_name, f"plan.{format_name}", data, LIMITS).text
    except UnreadableError as error:
        return str(error)


@pytest.mark.parametrize(
    ("format_name", "make"),
    [
        ("pdf", lambda: hostile.pdf_of_much_text(1_000_000)),
        ("pdf", lambda: hostile.pdf_packed_twice(1_000_000)),
        ("pdf", hostile.pdf_of_forms),
        ("pdf", hostile.pdf_of_slow_pages),
        ("pdf", lambda: hostile.pdf_of_one_page_often(100_000)),
        ("docx", lambda: hostile.docx_of_many_paragraphs(300_000)),
        ("docx", lambda: hostile.docx_of_different_paragraphs(150_000)),
        ("docx", lambda: hostile.docx_of_one_text(30_000_000)),
        ("docx", hostile.docx_of_nested_paragraphs),
        ("docx", hostile.docx_that_laughs),
        ("docx", hostile.docx_of_one_entity_often),
        ("docx", hostile.docx_that_asks_for_a_file),
        ("epub", lambda: hostile.epub_of_many_paragraphs(300_000)),
        ("epub", lambda: hostile.epub_of_different_paragraphs(150_000)),
        ("epub", lambda: hostile.epub_of_one_text(30_000_000)),
        ("epub", hostile.epub_of_nested_parts),
        ("epub", hostile.epub_that_laughs),
        ("html", lambda: hostile.html_of_many_attributes(100_000)),
        ("html", lambda: hostile.html_of_nested_parts(200_000)),
        ("html", lambda: hostile.html_of_many_paragraphs(1_000_000)),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(
    format_name: str, make: Callable[[], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    sentence = outcome(format_name, make())
    assert SENTENCES.fullmatch(sentence)
    assert FAILED not in sentence, caplog.text


@pytest.mark.parametrize(
    ("format_name", "make", "texts"),
    [
        ("pdf", hostile.pdf_that_lies, {"A lamp may be returned within thirty days."}),
        ("docx", hostile.docx_that_escapes, {"A lamp."}),
        ("docx", lambda: hostile.docx_of_zeros(100), {"A lamp."}),
        ("epub", hostile.epub_that_escapes, {"A lamp."}),
        ("epub", lambda: hostile.epub_of_zeros(100), {"A lamp."}),
        ("html", lambda: hostile.html_of_nested_tables(3_000), {"A lamp."}),
    ],
)
def test_of_a_hostile_file_what_is_harmless_is_read_or_it_is_refused(
    format_name: str, make: Callable[[], bytes], texts: set[str], caplog: pytest.LogCaptureFixture
) -> None:
    given = outcome(format_name, make())
    assert given in texts or (SENTENCES.fullmatch(given) and FAILED not in given), caplog.text
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize(
    ("format_name", "make"),
    [
        ("docx", hostile.docx_that_asks_for_a_file),
        ("epub", hostile.epub_that_asks_for_a_file),
        ("epub", hostile.epub_that_escapes),
    ],
)
def test_no_file_of_the_machine_is_shown(format_name: str, make: Callable[[], bytes]) -> None:
    secret = Path(hostile.SECRET_FILE).read_text().splitlines()[0]
    assert secret not in outcome(format_name, make())
