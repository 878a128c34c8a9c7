"""What is said of a quote beside its words, and where the terminal and Discord say it."""

from __future__ import annotations

from dataclasses import replace

from bot.language.speaker import ENGLISH
from bot.render.answer import answer_screens
from bot.render.sameness import also, differing, with_leads
from bot.render.terminal import show_answer
from index.types import (
    Answer,
    Citation,
    DateSource,
    Difference,
    DocumentDate,
    Edition,
    Quote,
    QuotedLead,
    Span,
)
from tests.bot.test_render_terminal import LAMP, drawn

FAQ = Citation("faq.md", "Questions", ("Returns",), None, None, 7, 7, Span(40, 80), "cd" * 32)
COPY = replace(LAMP.citation, source="old/handbook.pdf", first_line=None, last_line=None)
FIVE = Quote(
    text="5. Pack it in its box.",
    marked=(Span(8, 10),),
    citation=replace(FAQ, span=Span(300, 322)),
    score=0.5,
    leads=(QuotedLead("To return a lamp:", replace(FAQ, span=Span(100, 117))),),
)


def test_other_places_are_named_and_more_counted() -> None:
    assert also(LAMP) == ""
    assert also(replace(LAMP, also=(FAQ,))) == "also in Questions › Returns · line 7"
    assert also(replace(LAMP, also=(FAQ, COPY, FAQ, FAQ))) == (
        "also in Questions › Returns · line 7; "
        "Lamp shop handbook › Returns · page 4 (old/handbook.pdf); "
        "Questions › Returns · line 7; and 1 more place"
    )
    assert also(replace(LAMP, also=(FAQ,) * 5)).endswith("; and 2 more places")


def test_leads_stand_above_and_what_is_left_out_between_is_told() -> None:
    assert with_leads(LAMP) == (LAMP.text, list(LAMP.marked))
    words, marked = with_leads(FIVE)
    assert words == "To return a lamp: […]\n5. Pack it in its box."
    assert [words[each.start : each.end] for each in marked] == ["it"]
    next_to = replace(FIVE, citation=replace(FAQ, span=Span(120, 142)))
    assert with_leads(next_to)[0] == "To return a lamp:\n5. Pack it in its box."


TEXT = Edition(0, DocumentDate("2024-05-03", DateSource.TEXT))
NAME = Edition(1, DocumentDate("2023", DateSource.NAME), "v1")


def test_the_sentence_that_says_that_quotes_differ() -> None:
    quotes = (LAMP, FIVE, LAMP)
    assert differing(Difference((TEXT, NAME), values=True, ordered=True), quotes) == (
        "Quotes 1 and 2 differ, newest first: "
        "handbook.pdf (dated 2024-05-03), faq.md (v1, 2023 by its name)."
    )
    unknown = (Edition(0, None), Edition(1, None), Edition(2, None, "draft"))
    assert differing(Difference(unknown, values=False, ordered=False), quotes) == (
        "Quotes 1, 2 and 3 are from different versions of a document, and which is newer isn't "
        "known: handbook.pdf, faq.md, handbook.pdf (draft)."
    )
    added = tuple(Edition(n, DocumentDate(f"2024-11-0{n}", DateSource.ADDED)) for n in (2, 1))
    assert differing(Difference(added, values=True, ordered=True), quotes) == (
        "Quotes 3 and 2 differ, newest first: "
        "handbook.pdf (added 2024-11-02), faq.md (added 2024-11-01)."
    )


BOTH = Answer(
    "?",
    (replace(LAMP, also=(FAQ,)), FIVE),
    (),
    0.9,
    differences=(Difference((TEXT, NAME), values=True, ordered=True),),
)


def test_the_terminal_says_all_of_it() -> None:
    assert drawn(show_answer(BOTH), width=80) == (
        "1. “A lamp may be returned within thirty days of delivery, in its box.”\n"
        "   Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "   handbook.pdf\n"
        "   also in Questions › Returns · line 7\n"
        "\n"
        "2. “To return a lamp: […]\n"
        "   5. Pack it in its box.”\n"
        "   Questions › Returns · line 7\n"
        "   faq.md\n"
        "\n"
        "Quotes 1 and 2 differ, newest first: handbook.pdf (dated 2024-05-03), faq.md\n"
        "(v1, 2023 by its name).\n"
    )


def test_discord_says_all_of_it() -> None:
    assert [each.text for each in answer_screens(BOTH, ENGLISH)] == [
        "> A lamp may be returned within **thirty days** of delivery, in its box\\.\n"
        "— Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "-# handbook\\.pdf\n"
        "-# also in Questions › Returns · line 7\n\n"
        "> To return a lamp\\: \\[…\\]\n> 5\\. Pack **it** in its box\\.\n"
        "— Questions › Returns · line 7\n"
        "-# faq\\.md\n\n"
        "-# The documents differ, newest first: handbook\\.pdf \\(dated 2024\\-05\\-03\\), "
        "faq\\.md \\(v1, 2023 by its name\\)."
    ]


def test_discord_counts_other_places_and_tells_files_of_one_title_apart() -> None:
    quote = replace(LAMP, also=(COPY, FAQ, FAQ, FAQ))
    [screen] = answer_screens(Answer("?", (quote,), (), 0.9), ENGLISH)
    assert screen.text.split("\n")[-1] == (
        "-# also in Lamp shop handbook › Returns · page 4 \\(old\\/handbook\\.pdf\\); "
        "Questions › Returns · line 7; Questions › Returns · line 7; 1 more place"
    )
