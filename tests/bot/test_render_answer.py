"""Answers in, exact messages of components out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.speaker import ENGLISH
from bot.render.answer import answer_screens, more_screens
from bot.render.markdown import units, visible
from bot.render.screen import (
    MOST_COMPONENTS,
    MOST_TEXT,
    Attachment,
    Button,
    Download,
    Row,
    Rule,
    Screen,
    Words,
    cost,
)
from bot.view import view_of
from index.types import Answer, Citation, KeptAnswer, Occasion, Quote, Span
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
    return Answer("How long?", quotes, (), 0.9, withheld=withheld)


def declined(*nearest: Quote, withheld: int = 0) -> Answer:
    return Answer("How long?", (), nearest, 0.1, withheld=withheld)


def texts(answer: Answer, asked: str | None = None) -> list[str]:
    return [screen.text for screen in answer_screens(answer, ENGLISH, asked=asked)]


def test_an_answer_is_a_quote_with_its_marks_its_place_and_its_file() -> None:
    assert texts(answered(QUOTE)) == [
        "> A lamp may be returned within **thirty days** of delivery\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md"
    ]


def test_an_answer_to_a_command_repeats_the_question() -> None:
    messages = texts(answered(QUOTE), asked="How *long*?\n# Really @everyone?")
    assert messages == [
        "-# How \\*long\\*? \\# Really \\@everyone?\n\n" + texts(answered(QUOTE))[0]
    ]


def test_the_file_is_left_out_where_it_is_the_title() -> None:
    quote = replace(QUOTE, citation=replace(CITATION, title="handbook.md", section=()))
    assert texts(answered(quote)) == [
        "> A lamp may be returned within **thirty days** of delivery\\.\n"
        "— handbook\\.md · page 4, lines 12–13"
    ]


def test_titles_and_files_can_not_break_out_of_their_line() -> None:
    citation = replace(
        CITATION, source="**a**\n# b.md", title="<@1> [x](https://y)\n> z", section=()
    )
    assert texts(answered(replace(QUOTE, citation=citation))) == [
        "> A lamp may be returned within **thirty days** of delivery\\.\n"
        "— \\<\\@1\\> \\[x\\]\\(https\\:\\/\\/y\\) \\> z · page 4, lines 12–13\n"
        "-# \\*\\*a\\*\\* \\# b\\.md"
    ]


def test_a_quote_of_several_lines_stays_one() -> None:
    quote = replace(
        QUOTE, text="def light(lamp):\n    lamp.on = True\n\n    return lamp", marked=()
    )
    assert texts(answered(quote))[0].startswith(
        "> def light\\(lamp\\)\\:\n>     lamp\\.on = True\n> \n>     return lamp\n— "
    )


def test_what_is_invisible_is_left_out_and_said() -> None:
    quote = replace(QUOTE, text="Pay\u202e 10 €\u200b.", marked=(Span(5, 9),))
    assert texts(answered(quote)) == [
        "> Pay **10 €**\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md\n"
        "-# Not shown above: 2 invisible characters."
    ]


def test_a_quote_longer_than_a_message_goes_on_in_the_next() -> None:
    quote = replace(QUOTE, text="lamp. " * 1000 + "End.", marked=(Span(2500, 3400),))
    messages = texts(answered(quote))
    assert [units(message) <= MOST_TEXT for message in messages] == [True, True]
    assert messages[0].endswith("\n-# The quote goes on below.")
    assert messages[1].endswith(
        "\n— Lamp shop handbook › Returns · page 4, lines 12–13\n-# handbook\\.md"
    )
    assert quoted_in(messages) == quote.text


def test_the_question_stands_in_the_first_message_of_a_long_answer() -> None:
    quote = replace(QUOTE, text="lamp. " * 1000 + "End.", marked=())
    messages = texts(answered(quote), asked="How long?" * 30)
    assert messages[0].startswith("-# How long?How long?")
    assert "\n\n> lamp\\. lamp\\." in messages[0]
    assert max(map(units, messages)) <= MOST_TEXT
    assert quoted_in(messages) == quote.text


def test_a_quote_of_more_messages_than_anybody_reads_is_attached_as_it_is() -> None:
    quote = replace(QUOTE, text="*lamp* " * 3000 + "End.", marked=())
    screens = answer_screens(answered(quote), ENGLISH)
    assert len(screens) == 1
    assert screens[0].files == (Attachment("quote-1.txt", quote.text.encode()),)
    assert Download("quote-1.txt") in screens[0].parts
    assert screens[0].text.endswith(
        "\n-# handbook\\.md\n"
        "-# The quote is longer than messages hold: it is attached whole, as quote\\-1\\.txt."
    )


def test_withheld_quotes_are_said() -> None:
    assert texts(answered(QUOTE, withheld=1))[0].endswith(
        "-# handbook\\.md\n\n-# 1 quote is withheld: it no longer stands in its document. "
        "`/index rebuild` reads the documents again."
    )
    assert texts(declined(withheld=2)) == [
        "**No quote can be shown.**\n"
        "2 quotes are withheld: they no longer stand in their documents. "
        "`/index rebuild` reads the documents again."
    ]


def test_silence_is_said_and_the_nearest_passages_are_an_offer() -> None:
    assert texts(declined()) == ["**The documents don't say.**"]
    assert texts(declined(QUOTE, QUOTE, QUOTE)) == [
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
    message = texts(declined(offer))[0]
    assert message.split("\n\n")[-1] == (
        "> " + ("word " * 79).rstrip() + "\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md\n"
        "-# Only the beginning of the passage is shown."
    )


def test_a_title_without_end_loses_its_middle_and_keeps_its_lines() -> None:
    citation = replace(CITATION, title="T" * 5000)
    message = texts(answered(replace(QUOTE, citation=citation)))[0]
    assert message.split("\n")[1] == (
        "— " + "T" * 199 + "…" + "T" * 90 + " › Returns · page 4, lines 12–13"
    )


ID = "0123456789abcdef"
OTHER = replace(QUOTE, text="Broken lamps are replaced.", marked=())


def test_the_buttons_of_an_answer_say_what_they_do() -> None:
    quote = replace(QUOTE, citation=replace(CITATION, source="handbook.pdf"))
    [screen] = answer_screens(replace(answered(quote, OTHER, OTHER), id=ID), ENGLISH, private=True)
    assert screen == Screen(
        (
            Words(
                "> A lamp may be returned within **thirty days** of delivery\\.\n"
                "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
                "-# handbook\\.pdf",
                Button("Context", f"footnote:context:{ID}:0:0:0"),
            ),
            Rule(),
            Row(
                (
                    Button("2 more quotes", f"footnote:more:{ID}"),
                    Button("Page", f"footnote:page:{ID}:0"),
                    Button("Original", f"footnote:original:{ID}:0"),
                    Button("Check", f"footnote:check:{ID}:0"),
                )
            ),
            Row(
                (
                    Button("Helpful", f"footnote:helpful:{ID}:1"),
                    Button("Not helpful", f"footnote:helpful:{ID}:0"),
                    Button("Share", f"footnote:share:{ID}"),
                    Button("Remove", f"footnote:remove:{ID}"),
                )
            ),
        )
    )


def test_silence_offers_to_tell_when_a_document_answers() -> None:
    [screen] = answer_screens(replace(declined(QUOTE), id=ID), ENGLISH, private=True)
    rows = [part for part in screen.parts if isinstance(part, Row)]
    assert rows == [
        Row((Button("Tell me when a document answers it", f"footnote:tell:{ID}"),)),
        Row(
            (
                Button("Helpful", f"footnote:helpful:{ID}:1"),
                Button("Not helpful", f"footnote:helpful:{ID}:0"),
                Button("Remove", f"footnote:remove:{ID}"),
            )
        ),
    ]


def test_the_other_quotes_come_on_demand_each_with_its_buttons() -> None:
    answer = replace(answered(QUOTE, OTHER, QUOTE), id=ID)
    kept = KeptAnswer(answer, True, (0, 1, 3), "shared", "ann", 0.0, Occasion())
    [screen] = more_screens(kept, ENGLISH)
    assert [part.button for part in screen.parts if isinstance(part, Words)] == [
        Button("Context", f"footnote:context:{ID}:1:0:0"),
        Button("Context", f"footnote:context:{ID}:3:0:0"),
    ]
    assert screen.text == (
        "> Broken lamps are replaced\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md\n"
        "\n"
        "> A lamp may be returned within **thirty days** of delivery\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.md"
    )
    alone = replace(kept, answer=replace(answer, quotes=(QUOTE,)), numbers=(0,))
    assert more_screens(alone, ENGLISH) == [
        Screen((Words("There are no other quotes that can be shown here."),))
    ]


TEXTS = st.text(min_size=1, max_size=3000) | st.text(
    st.sampled_from("a. *_\n\\`>#-1\u202e"), min_size=1, max_size=3000
)


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=5), st.booleans(), st.integers(0, 3))
def test_any_answer_fits_and_shows_every_quote_whole(
    quotations: list[str], commanded: bool, withheld: int
) -> None:
    citation = replace(CITATION, title="*" * 999, source="_" * 999)
    quotes = tuple(Quote(text, (Span(0, len(text)),), citation, 0.9) for text in quotations)
    answer = replace(answered(*quotes, withheld=withheld), id=ID)
    kept = KeptAnswer(answer, True, tuple(range(len(quotes))), "shared", "ann", 0.0, Occasion())
    first = answer_screens(answer, ENGLISH, asked="*" * 999 if commanded else None)
    rest = more_screens(kept, ENGLISH) if len(quotes) > 1 else []
    for screen in [*first, *rest]:
        costs = [cost(part) for part in screen.parts]
        assert 0 < sum(text for text, _ in costs) <= MOST_TEXT
        view = view_of(screen)
        assert view.total_children_count == 1 + sum(number for _, number in costs)
        assert view.total_children_count <= MOST_COMPONENTS
        assert view.content_length() <= MOST_TEXT
    whole = [*first, *rest]
    if not any(screen.files for screen in whole):
        messages = [screen.text for screen in whole]
        assert quoted_in(messages) == "".join(visible(text).text for text in quotations)


def quoted_in(messages: list[str]) -> str:
    """The characters that stand in block quotes, in order."""
    return "".join(
        run.text for message in messages for run in shown(message) if "quote" in run.kinds
    )
