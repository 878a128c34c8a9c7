"""Answers in, exact messages out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.discord import answer_messages, pack, sentence
from bot.render.markdown import LIMIT, units, visible
from index.types import Answer, Citation, Quote, Span
from tests.bot.discord_markdown import shown

CITATION = Citation(
    source="handbook.md",
    title="Lamp shop handbook",
    section=("Returns",),
    page=4,
    page_label="4",
    first_line=12,
    last_line=13,
    span=Span(0, 10),
    fingerprint="f" * 64,
)
QUOTE = Quote(
    "A lamp may be returned within thirty days of delivery.", (Span(30, 41),), CITATION, 0.9
)


def answered(*quotes: Quote, withheld: int = 0) -> Answer:
    return Answer("How long?", quotes, (), 0.9, withheld)


def declined(*nearest: Quote, withheld: int = 0) -> Answer:
    return Answer("How long?", (), nearest, 0.1, withheld)


def test_an_answer_is_a_quote_with_its_marks_its_place_and_its_file() -> None:
    assert answer_messages(answered(QUOTE)) == [
        "> A lamp may be returned within **thirty days** of delivery\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md"
    ]


def test_an_answer_to_a_command_repeats_the_question() -> None:
    messages = answer_messages(answered(QUOTE), asked="How *long*?\n# Really @everyone?")
    assert messages == [
        "-# How \\*long\\*? \\# Really \\@everyone?\n\n" + answer_messages(answered(QUOTE))[0]
    ]


def test_the_file_is_left_out_where_it_is_the_title() -> None:
    quote = replace(QUOTE, citation=replace(CITATION, title="handbook.md", section=()))
    assert answer_messages(answered(quote)) == [
        "> A lamp may be returned within **thirty days** of delivery\\.\n"
        "— handbook\\.md · page 4, lines 12–13"
    ]


def test_titles_and_files_can_not_break_out_of_their_line() -> None:
    citation = replace(
        CITATION, source="**a**\n# b.md", title="<@1> [x](https://y)\n> z", section=()
    )
    assert answer_messages(answered(replace(QUOTE, citation=citation))) == [
        "> A lamp may be returned within **thirty days** of delivery\\.\n"
        "— \\<\\@1\\> \\[x\\]\\(https\\:\\/\\/y\\) \\> z · page 4, lines 12–13\n"
        "-# \\*\\*a\\*\\* \\# b\\.md"
    ]


def test_quotes_stand_in_order_in_one_message_while_they_fit() -> None:
    second = replace(QUOTE, text="Broken lamps are replaced.", marked=())
    assert answer_messages(answered(QUOTE, second)) == [
        "> A lamp may be returned within **thirty days** of delivery\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md\n"
        "\n"
        "> Broken lamps are replaced\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md"
    ]


def test_a_quote_of_several_lines_stays_one() -> None:
    quote = replace(
        QUOTE, text="def light(lamp):\n    lamp.on = True\n\n    return lamp", marked=()
    )
    assert answer_messages(answered(quote))[0].startswith(
        "> def light\\(lamp\\)\\:\n>     lamp\\.on = True\n> \n>     return lamp\n— "
    )


def test_what_is_invisible_is_left_out_and_said() -> None:
    quote = replace(QUOTE, text="Pay\u202e 10 €\u200b.", marked=(Span(5, 9),))
    assert answer_messages(answered(quote)) == [
        "> Pay **10 €**\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md\n"
        "-# Not shown above: 2 invisible characters."
    ]


def test_what_does_not_fit_goes_into_the_next_message() -> None:
    quotes = [replace(QUOTE, text=f"{letter} " * 400 + "end.", marked=()) for letter in "abc"]
    tail = "\n— Lamp shop handbook › Returns · page 4, lines 12–13\n-# handbook\\.md"
    blocks = [f"> {letter * 1} " + f"{letter} " * 399 + "end\\." + tail for letter in "abc"]
    assert answer_messages(answered(*quotes)) == [f"{blocks[0]}\n\n{blocks[1]}", blocks[2]]


def test_a_quote_longer_than_a_message_goes_on_in_the_next() -> None:
    quote = replace(QUOTE, text="lamp. " * 500 + "End.", marked=(Span(1500, 2400),))
    messages = answer_messages(answered(quote))
    assert [units(message) <= LIMIT for message in messages] == [True, True]
    assert messages[0].endswith("\n-# The quote goes on below.")
    assert messages[1].endswith(
        "\n— Lamp shop handbook › Returns · page 4, lines 12–13\n-# handbook\\.md"
    )
    assert quoted_in(messages) == quote.text


def test_the_question_stands_in_the_first_message_of_a_long_answer() -> None:
    quote = replace(QUOTE, text="lamp. " * 500 + "End.", marked=())
    messages = answer_messages(answered(quote), asked="How long?" * 30)
    assert messages[0].startswith("-# How long?How long?")
    assert "\n\n> lamp\\. lamp\\." in messages[0]
    assert max(map(units, messages)) <= LIMIT
    assert quoted_in(messages) == quote.text


def test_escapes_count() -> None:
    quote = replace(QUOTE, text="*" * 1990, marked=())
    messages = answer_messages(answered(quote))
    assert len(messages) == 3
    assert max(map(units, messages)) <= LIMIT
    assert quoted_in(messages) == quote.text


def test_withheld_quotes_are_said() -> None:
    assert answer_messages(answered(QUOTE, withheld=1))[0].endswith(
        "-# handbook\\.md\n\n1 quote is withheld: it no longer stands in its document. "
        "`/index rebuild` reads the documents again."
    )
    assert answer_messages(declined(withheld=2)) == [
        "**No quote can be shown.** "
        "2 quotes are withheld: they no longer stand in their documents. "
        "`/index rebuild` reads the documents again."
    ]


def test_silence_is_said_and_the_nearest_passages_are_an_offer() -> None:
    assert answer_messages(declined()) == ["**The documents don't say.**"]
    assert answer_messages(declined(QUOTE, QUOTE, QUOTE)) == [
        "**The documents don't say.**\n"
        "\n"
        "The nearest passages, which may be about something else:\n"
        "\n"
        "> A lamp may be returned within thirty days of delivery\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md\n"
        "\n"
        "> A lamp may be returned within thirty days of delivery\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md"
    ]


def test_a_long_offer_is_cut_where_everybody_sees_it() -> None:
    offer = replace(QUOTE, text="word " * 200)
    message = answer_messages(declined(offer))[0]
    assert message.split("\n\n")[-1] == (
        "> " + ("word " * 79).rstrip() + "\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13 · only its beginning is shown\n"
        "-# handbook\\.md"
    )


def test_a_title_without_end_loses_its_middle_and_keeps_its_lines() -> None:
    citation = replace(CITATION, title="T" * 5000)
    message = answer_messages(answered(replace(QUOTE, citation=citation)))[0]
    assert message.split("\n")[1] == (
        "— " + "T" * 199 + "…" + "T" * 68 + " › Returns · page 4, lines 12–13"
    )


TEXTS = st.text(min_size=1, max_size=3000) | st.text(
    st.sampled_from("a. *_\n\\`>#-1\u202e"), min_size=1, max_size=3000
)


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.booleans(), st.integers(0, 3))
def test_any_answer_fits_and_shows_every_quote_whole(
    texts: list[str], commanded: bool, withheld: int
) -> None:
    quotes = tuple(replace(QUOTE, text=text, marked=(Span(0, len(text)),)) for text in texts)
    messages = answer_messages(
        answered(*quotes, withheld=withheld), asked="?" if commanded else None
    )
    assert all(0 < units(message) <= LIMIT for message in messages)
    assert quoted_in(messages) == "".join(visible(text).text for text in texts)


def quoted_in(messages: list[str]) -> str:
    """The characters that stand in block quotes, in order."""
    return "".join(
        run.text for message in messages for run in shown(message) if "quote" in run.kinds
    )


@pytest.mark.parametrize(
    ("blocks", "messages"),
    [
        ([], []),
        (["a", "b"], ["a\n\nb"]),
        (["a" * 1000, "b" * 998, "c"], ["a" * 1000 + "\n\n" + "b" * 998, "c"]),
        (["a" * 1000, "b" * 999], ["a" * 1000, "b" * 999]),
        (["👍" * 1000, "b"], ["👍" * 1000, "b"]),
    ],
)
def test_blocks_share_messages_up_to_the_limit(blocks: list[str], messages: list[str]) -> None:
    assert pack(blocks) == messages


def test_an_error_is_one_line_without_markup() -> None:
    assert sentence("“*a*.md” is empty.\n@everyone") == "“\\*a\\*\\.md” is empty\\. \\@everyone"
    assert units(sentence("*" * 5000)) == 2 * 700 - 1
