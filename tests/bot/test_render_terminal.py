"""Values in, the terminal's text out."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from bot.render.terminal import (
    show,
    show_answer,
    show_changes,
    show_documents,
    show_line,
    show_status,
)
from index.types import (
    Answer,
    Changes,
    Citation,
    DocumentInfo,
    ModelName,
    Quote,
    Refusal,
    Span,
    Status,
)

LAMP = Quote(
    text="A lamp may be returned within thirty days of delivery, in its box.",
    marked=(Span(30, 41),),
    citation=Citation(
        source="handbook.pdf",
        title="Lamp shop handbook",
        section=("Returns",),
        page=4,
        page_label="4",
        first_line=12,
        last_line=13,
        span=Span(100, 166),
        fingerprint="ab" * 32,
    ),
    score=1.0,
)
NOTE = Quote(
    text="Bulbs are not taken back.",
    marked=(),
    citation=Citation("notes.txt", "notes.txt", (), None, None, 3, 3, Span(9, 34), "cd" * 32),
    score=0.5,
)


def drawn(what: RenderableType, *, width: int = 50, colour: bool = False, wrap: bool = True) -> str:
    """What a terminal of that width is sent."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(what, soft_wrap=not wrap)
    return file.getvalue()


def test_one_quote() -> None:
    assert drawn(show_answer(Answer("?", (LAMP,), (), 0.9))) == (
        "“A lamp may be returned within thirty days of\n"
        "delivery, in its box.”\n"
        "Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "handbook.pdf\n"
    )


def test_several_quotes_are_numbered_and_indented() -> None:
    assert drawn(show_answer(Answer("?", (LAMP, NOTE), (), 0.9))) == (
        "1. “A lamp may be returned within thirty days of\n"
        "   delivery, in its box.”\n"
        "   Lamp shop handbook › Returns · page 4, lines\n"
        "   12–13\n"
        "   handbook.pdf\n"
        "\n"
        "2. “Bulbs are not taken back.”\n"
        "   notes.txt · line 3\n"
    )


def test_the_words_that_answer_are_bold_and_places_have_colour() -> None:
    assert drawn(show_answer(Answer("?", (LAMP,), (), 0.9)), width=80, colour=True) == (
        "“A lamp may be returned within \x1b[1mthirty days\x1b[0m of delivery, in its box.”\n"
        "\x1b[36mLamp shop handbook › Returns · page 4, lines 12–13\x1b[0m\n"
        "\x1b[2mhandbook.pdf\x1b[0m\n"
    )


def test_a_mark_over_a_line_break_is_bold_in_both_lines() -> None:
    quote = replace(LAMP, text="one two", marked=(Span(0, 7),))
    assert drawn(show_answer(Answer("?", (quote,), (), 0.9)), width=20, colour=True).startswith(
        "“\x1b[1mone two\x1b[0m”\n"
    )
    quote = replace(LAMP, text="lanterns and candles", marked=(Span(0, 20),))
    assert drawn(show_answer(Answer("?", (quote,), (), 0.9)), width=20, colour=True).startswith(
        "“\x1b[1mlanterns and\x1b[0m\n\x1b[1mcandles\x1b[0m”\n"
    )


def test_a_declined_answer_offers_the_nearest_passages() -> None:
    assert drawn(show_answer(Answer("?", (), (NOTE, LAMP), 0.1)), width=80) == (
        "The documents don't say.\n"
        "\n"
        "Nearest passages:\n"
        "1. “Bulbs are not taken back.”\n"
        "   notes.txt · line 3\n"
        "\n"
        "2. “A lamp may be returned within thirty days of delivery, in its box.”\n"
        "   Lamp shop handbook › Returns · page 4, lines 12–13\n"
        "   handbook.pdf\n"
    )


def test_a_declined_answer_looks_different() -> None:
    assert drawn(show_answer(Answer("?", (), (NOTE,), 0.1)), colour=True) == (
        "\x1b[1;33mThe documents don't say.\x1b[0m\n"
        "\n"
        "\x1b[2mNearest passages:\x1b[0m\n"
        "\x1b[2m“Bulbs are not taken back.”\x1b[0m\n"
        "\x1b[36mnotes.txt · line 3\x1b[0m\n"
    )
    assert drawn(show_answer(Answer("?", (), (), 0.0))) == "The documents don't say.\n"


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (
            1,
            "1 quote was withheld: it no longer stands in the stored document. "
            "Run `footnote rebuild` to read the documents again.",
        ),
        (
            2,
            "2 quotes were withheld: they no longer stand in the stored documents. "
            "Run `footnote rebuild` to read the documents again.",
        ),
    ],
)
def test_withheld_quotes_are_said(count: int, sentence: str) -> None:
    assert drawn(show_answer(Answer("?", (NOTE,), (), 0.9, withheld=count)), width=200) == (
        f"“Bulbs are not taken back.”\nnotes.txt · line 3\n\n{sentence}\n"
    )
    assert drawn(show_answer(Answer("?", (), (NOTE,), 0.1, withheld=count)), width=200) == (
        "The documents don't say.\n\nNearest passages:\n"
        f"“Bulbs are not taken back.”\nnotes.txt · line 3\n\n{sentence}\n"
    )


def test_withheld_quotes_alone_are_not_called_silence() -> None:
    assert drawn(show_answer(Answer("?", (), (), 0.0, withheld=1)), width=200) == (
        "1 quote was withheld: it no longer stands in the stored document. "
        "Run `footnote rebuild` to read the documents again.\n"
    )


def test_code_keeps_its_lines_and_its_indentation() -> None:
    quote = replace(NOTE, text="if lamp:\r\n    light()\n\tsmoke()")
    assert drawn(show_answer(Answer("?", (quote,), (), 0.9))) == (
        "“if lamp:\n    light()\n        smoke()”\nnotes.txt · line 3\n"
    )


def test_markup_and_escape_sequences_are_shown_not_obeyed() -> None:
    quote = Quote(
        text="[bold]:lamp:[/bold] \x1b[2J\x1b]0;owned\x07 \x9b31m http://x.example",
        marked=(Span(0, 6),),
        citation=replace(NOTE.citation, source="\x1b[8m.txt", title="[red]\x1b[8m\ntitle"),
        score=1.0,
    )
    assert drawn(show_answer(Answer("?", (quote,), (), 0.9)), width=80, colour=True) == (
        "“\x1b[1m[bold]\x1b[0m:lamp:[/bold] �[2J�]0;owned� �31m http://x.example”\n"
        "\x1b[36m[red]�[8m title · line 3\x1b[0m\n"
        "\x1b[2m�[8m.txt\x1b[0m\n"
    )


@given(st.text(st.characters(codec=None)))
def test_what_is_shown_has_no_control_and_keeps_its_places(text: str) -> None:
    shown = show(text)
    assert len(shown) == len(text)
    for before, after in zip(text, shown, strict=True):
        hidden = (
            (ord(before) < 0x20 and before not in "\n\t")
            or 0x7F <= ord(before) < 0xA0
            or 0xD800 <= ord(before) < 0xE000
        )
        assert after == before or (hidden and after in "� ")
        assert not (hidden and after == before)
    assert "\n" not in show_line(text)


def test_changes_are_listed_and_summed_up() -> None:
    changes = Changes(
        added=("a.txt", "long " * 20 + "name.md"),
        changed=("b.txt",),
        removed=("c.txt",),
        unchanged=("d.txt",) * 1200,
        refused=(
            Refusal("f.png", "“f.png” is a picture.\nExport it."),
            Refusal("g", "Of an unknown type."),
        ),
        passages=7,
        embedded=6,
    )
    assert drawn(show_changes(changes), width=80, wrap=False) == (
        "added    a.txt\n"
        f"added    {'long ' * 20}name.md\n"
        "changed  b.txt\n"
        "removed  c.txt\n"
        "refused  “f.png” is a picture. Export it.\n"
        "refused  g: Of an unknown type.\n"
        "2 added, 1 changed, 1 removed, 1,200 unchanged, 2 refused.\n"
    )
    assert drawn(show_changes(Changes())) == "Nothing to do.\n"


def test_documents_are_listed_with_their_names_last() -> None:
    documents = [
        DocumentInfo("a.txt", "a.txt", "ab" * 32, 512, 1, 12, 0.0, shared=True),
        DocumentInfo(
            "talks/2007.md", "Talks\x1b", "cd" * 32, 4200, 1234, 5678, 1_793_000_000.5, shared=True
        ),
        DocumentInfo("b.pdf", "B", "ef" * 32, 3 * 1024 * 1024, 9, 90, 86_400.0, shared=True),
    ]
    assert drawn(show_documents(documents), width=20, wrap=False) == (
        "added (UTC)       passages    lines        size  document\n"
        "1970-01-01 00:00         1       12       512 B  a.txt\n"
        "2026-10-26 07:33     1,234    5,678     4.1 KiB  talks/2007.md  Talks�\n"
        "1970-01-02 00:00         9       90     3.0 MiB  b.pdf  B\n"
    )
    assert drawn(show_documents([])) == "No documents yet. Add some: footnote add corpus\n"


def test_the_status_is_a_line_a_fact() -> None:
    model = ModelName("all-MiniLM-L6-v2", "0123456789abcdef" * 4, 384)
    status = Status("shared", 2, 1200, 4500, 7, model, 60.0)
    assert drawn(show_status(status), width=80) == (
        "library     shared\n"
        "documents   2\n"
        "passages    1,200\n"
        "sentences   4,500\n"
        "generation  7\n"
        "model       all-MiniLM-L6-v2 (384 dimensions, 0123456789ab)\n"
        "updated     1970-01-01 00:01 UTC\n"
    )
    assert drawn(show_status(Status("shared", 0, 0, 0, 0, None, None))) == (
        "library     shared\n"
        "documents   0\n"
        "passages    0\n"
        "sentences   0\n"
        "generation  0\n"
        "model       none yet\n"
        "updated     never\n"
    )
