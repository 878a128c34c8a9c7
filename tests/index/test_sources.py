"""From a quote back into its document, which may have changed since."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from index.errors import AnswerError, StoreError
from index.libraries import Libraries
from index.types import STRANGER, Context, Quote, Reread, Span, Standing
from tests.conftest import HANDBOOK, RETURNS, RETURNS_QUOTE, assert_stands

SECTION = ("Lamp shop handbook", "Returns")
PARAGRAPH = RETURNS_QUOTE + " The customer pays for the parcel."


@pytest.fixture
def quote(libraries: Libraries) -> Quote:
    libraries.server(1).add([("shop/handbook.md", HANDBOOK)], by="ann")
    found = libraries.server(1).ask(RETURNS).quotes[0]
    assert RETURNS_QUOTE in found.text
    return found


def replaced(libraries: Libraries, old: bytes, new: bytes) -> bytes:
    """Put other words into the handbook."""
    assert old in HANDBOOK
    changed = HANDBOOK.replace(old, new)
    libraries.server(1).add([("shop/handbook.md", changed)], by="ann")
    return changed


def texts(context: Context) -> list[str]:
    return [each.text for each in context.passages]


def test_around_a_quote_stands_its_passage_with_the_quote_marked(
    libraries: Libraries, quote: Quote
) -> None:
    context = libraries.server(1).sources.context(quote)

    [passage] = context.passages
    assert quote.text in passage.text
    start = passage.text.index(quote.text)
    assert passage.marked == (Span(start, start + len(quote.text)),)
    assert_stands(passage, HANDBOOK)
    assert context.at == 0


def test_one_can_read_on_to_both_ends_of_the_document(libraries: Libraries, quote: Quote) -> None:
    sources = libraries.server(1).sources
    home = sources.context(quote)
    read = [home]
    while read[0].before:
        read.insert(0, sources.context(quote, read[0].at - 1))
    while read[-1].after:
        read.append(sources.context(quote, read[-1].at + 1))

    words = " ".join(text for each in read for text in texts(each))
    for said in (PARAGRAPH, "broken lamps are repaired free", "closes at six in the evening."):
        assert said in words
    assert [each.at for each in read] == list(range(read[0].at, read[-1].at + 1))
    for each in read:
        passage = each.passages[0]
        assert bool(passage.marked) == (each.at == 0)
        assert_stands(replace(passage, marked=passage.marked or (Span(0, 1),)), HANDBOOK)
    assert sources.context(quote, 99) == read[-1]
    assert sources.context(quote, -99) == read[0]


def test_the_whole_section_is_what_stands_under_its_heading(
    libraries: Libraries, quote: Quote
) -> None:
    context = libraries.server(1).sources.context(quote, section=True)

    assert {each.citation.section for each in context.passages} == {quote.citation.section}
    assert PARAGRAPH in " ".join(texts(context))
    assert "broken lamps" not in " ".join(texts(context))


def test_a_quote_of_an_unchanged_document_stands_unchanged(
    libraries: Libraries, quote: Quote
) -> None:
    checked = libraries.server(1).sources.check(quote)

    [info] = libraries.server(1).documents()
    assert checked == Reread(Standing.UNCHANGED, quote, info.added)


def test_a_quote_of_a_changed_document_that_still_says_so_has_moved(
    libraries: Libraries, quote: Quote
) -> None:
    changed = replaced(libraries, b"## Returns", b"## How things go\r\n\r\nWell.\r\n\r\n## Returns")

    checked = libraries.server(1).sources.check(quote)

    assert checked.standing is Standing.MOVED
    assert checked.now is not None
    assert checked.now.text == quote.text
    assert checked.now.citation.first_line == (quote.citation.first_line or 0) + 4
    assert_stands(checked.now, changed)
    assert quote.text in texts(libraries.server(1).sources.context(quote))[0]


def test_a_quote_that_was_changed_is_told_as_it_reads_now(
    libraries: Libraries, quote: Quote
) -> None:
    changed = replaced(libraries, b"**thirty\r\ndays**", b"**sixty\r\ndays**")

    checked = libraries.server(1).sources.check(quote)

    assert checked.standing is Standing.CHANGED
    assert checked.now is not None
    assert "sixty days" in checked.now.text
    assert_stands(replace(checked.now, marked=(Span(0, 1),)), changed)
    message = "The document has changed, and this quote does not stand in it any more."
    with pytest.raises(AnswerError, match=f"^{re.escape(message)}$"):
        libraries.server(1).sources.context(quote)


def test_a_quote_of_which_nothing_is_left_was_dropped(libraries: Libraries, quote: Quote) -> None:
    libraries.server(1).add([("shop/handbook.md", b"# Closed\n\nFor good.\n")], by="ann")
    [info] = libraries.server(1).documents()

    checked = libraries.server(1).sources.check(quote)

    assert checked == Reread(Standing.DROPPED, None, info.added)


def test_of_a_removed_document_nothing_is_handed_out(libraries: Libraries, quote: Quote) -> None:
    library = libraries.server(1)
    library.remove("shop/handbook.md", by="ann")

    assert library.sources.check(quote) == Reread(Standing.REMOVED)
    for use in (library.sources.context, library.sources.original):
        with pytest.raises(AnswerError, match="document of this quote"):
            use(quote)


def test_another_library_has_nothing_of_it(libraries: Libraries, quote: Quote) -> None:
    for library in (libraries.shared, libraries.server(2)):
        assert library.sources.check(quote) == Reread(Standing.REMOVED)
        with pytest.raises(AnswerError):
            library.sources.original(quote)


def test_the_original_is_the_file_as_it_is_now(libraries: Libraries, quote: Quote) -> None:
    sources = libraries.server(1).sources
    assert sources.original(quote) == ("handbook.md", HANDBOOK)

    changed = replaced(libraries, b"thirty", b"sixty")
    assert sources.original(quote) == ("handbook.md", changed)


def test_of_a_damaged_document_nothing_is_shown(libraries: Libraries, quote: Quote) -> None:
    [path] = (libraries.store.folder / "originals").rglob(quote.citation.fingerprint)
    path.chmod(0o600)
    path.write_bytes(HANDBOOK.replace(b"thirty", b"twenty"))

    sources = libraries.server(1).sources
    for use in (sources.context, sources.check, sources.original):
        with pytest.raises(StoreError):
            use(quote)


def test_an_answer_shown_again_holds_what_still_stands_and_counts_the_rest(
    libraries: Libraries, quote: Quote
) -> None:
    library = libraries.server(1)
    answer = library.ask(RETURNS, who="ann")
    kept = library.kept.answered(answer.id, STRANGER)
    assert library.sources.standing(kept) == kept

    replaced(libraries, b"**thirty\r\ndays**", b"**sixty\r\ndays**")
    now = library.sources.standing(library.kept.answered(answer.id, STRANGER))

    assert now.answer.withheld == 1
    assert now.numbers == kept.numbers[1:]
    assert [each.text for each in now.answer.quotes] == [each.text for each in answer.quotes[1:]]
    assert {each.citation.fingerprint for each in now.answer.quotes}.isdisjoint(
        {quote.citation.fingerprint}
    )
