"""Lines of plain text become the paragraphs and headings that a reader sees."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.layout import find_blocks, find_lines, in_order, line_starts
from index.types import Block, BlockKind, Span

H, P = BlockKind.HEADING, BlockKind.PARAGRAPH
LONG = "A lamp is a thing that gives light, and this paragraph about lamps stands on one line. " * 3

SHAPES = {
    "one line a paragraph": (
        f"Lamp Care\n\n{LONG}\n{LONG}\n\nThe second part\n\n{LONG}\n",
        ["# Lamp Care", LONG.strip(), LONG.strip(), "# The second part", LONG.strip()],
    ),
    "hard-wrapped with blank lines": (
        "The lamp shop sells lamps of all kinds to customers all over\n"
        "the country. It was founded by two brothers.\n"
        "\n"
        "Returns are accepted within thirty days.\n",
        [
            "The lamp shop sells lamps of all kinds to customers all over\n"
            "the country. It was founded by two brothers.",
            "Returns are accepted within thirty days.",
        ],
    ),
    "indented paragraphs": (
        "   The lamp shop sells lamps of all kinds to customers all over\n"
        "the country, and its two owners know their trade very well now.\n"
        "   The shop is open from nine to five on weekdays. On Saturdays\n"
        "it closes at noon.\n",
        [
            "The lamp shop sells lamps of all kinds to customers all over\n"
            "the country, and its two owners know their trade very well now.",
            "The shop is open from nine to five on weekdays. On Saturdays\nit closes at noon.",
        ],
    ),
    "a page that ends inside a sentence": (
        "When he went to the shop in the town he found the two lamps\n"
        "\n"
        "Edison had made there, and he bought the pro-\n"
        "\n"
        "jector too, which nobody else in the town had wanted at all.\n",
        [
            "When he went to the shop in the town he found the two lamps\n\n"
            "Edison had made there, and he bought the pro-\n\n"
            "jector too, which nobody else in the town had wanted at all."
        ],
    ),
    "a full stop inside a sentence": (
        "He bought all of them from the makers, Lamp and Sons Ltd.,\n"
        "and another three dozen of them from Bulb and Sons Inc.\n"
        "in the same street.\n"
        "\n"
        "of the town.\n",
        [
            "He bought all of them from the makers, Lamp and Sons Ltd.,\n"
            "and another three dozen of them from Bulb and Sons Inc.\n"
            "in the same street.\n"
            "\n"
            "of the town."
        ],
    ),
    "bullets": (
        "Before you begin, check that you have these things at hand:\n"
        "- a lamp\n"
        "- a cable that is long enough to reach the wall, and which is\n"
        "  not damaged\n"
        "- Three screws\n"
        "* star\n"
        "\n"
        "Then go on.\n",
        [
            "Before you begin, check that you have these things at hand:",
            "- a lamp",
            "- a cable that is long enough to reach the wall, and which is\n  not damaged",
            "- Three screws",
            "* star",
            "Then go on.",
        ],
    ),
    "a list after words without a colon": (
        "Among the things that our customers like most about the shop\n- the lamps\n- the light\n",
        [
            "Among the things that our customers like most about the shop",
            "- the lamps",
            "- the light",
        ],
    ),
    "numbered and lettered items": (
        "Do this to mount the lamp.\n"
        "1. Switch off the power, as it is laid down in section\n"
        "   7. Then wait for a while until the lamp is cold.\n"
        "2. Drill two holes.\n"
        "a) a large one\n"
        "b) a small one\n",
        [
            "Do this to mount the lamp.",
            "1. Switch off the power, as it is laid down in section",
            "7. Then wait for a while until the lamp is cold.",
            "2. Drill two holes.",
            "a) a large one",
            "b) a small one",
        ],
    ),
    "a number that only begins a line of a lettered item": (
        "You may do so if you meet all of these conditions, each of them:\n"
        "\n"
        "    b) The work must say that it is released under section\n"
        "    7. This changes what section 4 requires of you.\n",
        [
            "You may do so if you meet all of these conditions, each of them:",
            "b) The work must say that it is released under section\n"
            "    7. This changes what section 4 requires of you.",
        ],
    ),
    "headings in capitals": (
        "LAMP SHOP HANDBOOK\n\nRETURNS AND REFUNDS\n\n"
        "A lamp may be returned within thirty days of delivery, in its\nbox.\n\n"
        "WARRANTY\nThe warranty is two years from the day on which the lamp was\ndelivered.\n",
        [
            "# LAMP SHOP HANDBOOK",
            "# RETURNS AND REFUNDS",
            "A lamp may be returned within thirty days of delivery, in its\nbox.",
            "# WARRANTY",
            "The warranty is two years from the day on which the lamp was\ndelivered.",
        ],
    ),
    "numbered headings": (
        "1 Introduction\n\nThis is the introduction, and it is longer than its heading.\n\n"
        "1.2 Scope\n\nThis is the scope, and it is longer than its heading, too.\n\n"
        "1.2.1 Terms of use\nThese are the terms, which stand right under their heading.\n\n"
        "2. Details\nThese are the details, which stand right under their heading.\n",
        [
            "# 1 Introduction",
            "This is the introduction, and it is longer than its heading.",
            "## 1.2 Scope",
            "This is the scope, and it is longer than its heading, too.",
            "### 1.2.1 Terms of use",
            "These are the terms, which stand right under their heading.",
            "# 2. Details",
            "These are the details, which stand right under their heading.",
        ],
    ),
    "underlined headings and a rule": (
        "The handbook\n============\n\n"
        "What stands here is long enough for a line of normal text.\n\n"
        "How to return\n-------------\n\n"
        "One takes the lamp back to the shop, where it is returned.\n"
        "-----\nThis comes after a rule and is a paragraph of its own again.\n",
        [
            "# The handbook",
            "What stands here is long enough for a line of normal text.",
            "## How to return",
            "One takes the lamp back to the shop, where it is returned.",
            "This comes after a rule and is a paragraph of its own again.",
        ],
    ),
    "a mail": (
        "From: Anna Smith\nSubject: Lamps\nDate: Mon, 5 Mar 2007\n\nHi Bob,\n"
        "thanks for the lamps. They arrived this morning and all of them\nwork well.\n\n"
        "Best regards\nAnna\n",
        [
            "From: Anna Smith",
            "Subject: Lamps",
            "Date: Mon, 5 Mar 2007",
            "Hi Bob,\nthanks for the lamps. They arrived this morning and all of them\nwork well.",
            "Best regards\nAnna",
        ],
    ),
    "questions and answers": (
        "Q: How long?\nA: Thirty days, in its box and with the bill, counted from delivery\n"
        "Q: Who pays?\nA: The customer.\n",
        [
            "Q: How long?",
            "A: Thirty days, in its box and with the bill, counted from delivery",
            "Q: Who pays?",
            "A: The customer.",
        ],
    ),
    "a log": (
        "2024-01-01 12:00:00 INFO Server started on port 80\n"
        "2024-01-01 12:00:01 INFO User logged in from 10.0.0.1\n"
        "2024-01-02 09:12:44 ERROR Disk full\n",
        [
            "2024-01-01 12:00:00 INFO Server started on port 80",
            "2024-01-01 12:00:01 INFO User logged in from 10.0.0.1",
            "2024-01-02 09:12:44 ERROR Disk full",
        ],
    ),
    "short lines after blank ones": (
        "Root cause\n"
        "A change of the fuse was made by hand, and the lamps of the whole shop went out.\n"
        "\n"
        "Timeline\n"
        "14:12 the fuse blows\n"
        "14:59 light again\n"
        "\n"
        "What went well\n"
        "The porter was there within three minutes. Nobody was hurt.\n"
        "\n"
        "Next time\n"
        "\n"
        "The fuse is changed at night, when the shop is shut.\n",
        [
            "# Root cause",
            "A change of the fuse was made by hand, and the lamps of the whole shop went out.",
            "# Timeline",
            "14:12 the fuse blows",
            "14:59 light again",
            "# What went well",
            "The porter was there within three minutes. Nobody was hurt.",
            "# Next time",
            "The fuse is changed at night, when the shop is shut.",
        ],
    ),
    "an address": (
        "Lamp Shop Ltd\n12 Main Street\nSpringfield\nUSA\n\nTel. 555-1234\n",
        ["Lamp Shop Ltd", "12 Main Street", "Springfield", "USA", "Tel. 555-1234"],
    ),
    "a poem": (
        "The lamp is lit,\nThe night is long,\nAnd who would sit\nWithout a song?\n",
        ["The lamp is lit,", "The night is long,", "And who would sit", "Without a song?"],
    ),
    "rows": ("name,price\nlamp,5\nbulb,1\n", ["name,price", "lamp,5", "bulb,1"]),
    "a narrow column without spaces": (
        "これは長い文章です。改行が途中\nで入っています。\n\n次の段落です。\n",
        ["これは長い文章です。改行が途中\nで入っています。", "次の段落です。"],
    ),
    "no punctuation": (
        "this is a text without any punctuation that somebody wrote\n"
        "in a hurry and it goes on over a number of lines\n",
        [
            "this is a text without any punctuation that somebody wrote\n"
            "in a hurry and it goes on over a number of lines"
        ],
    ),
    "a single line": ("Hello World\n", ["Hello World"]),
    "nothing": (" \n\t\n\n", []),
}


def shown(text: str, blocks: tuple[Block, ...]) -> list[str]:
    """Blocks as their text, a heading with as many # as its level."""
    return [
        ("#" * block.level + " " if block.kind is H else "")
        + text[block.span.start : block.span.end]
        for block in blocks
    ]


@pytest.mark.parametrize(("text", "expected"), SHAPES.values(), ids=SHAPES)
def test_a_shape_of_text_gives_its_paragraphs_and_headings(text: str, expected: list[str]) -> None:
    assert shown(text, find_blocks(text)) == expected


@pytest.mark.parametrize(("text", "expected"), SHAPES.values(), ids=SHAPES)
def test_windows_line_ends_make_no_difference(text: str, expected: list[str]) -> None:
    windows = text.replace("\n", "\r\n")
    blocks = shown(windows, find_blocks(windows))
    assert [block.replace("\r\n", "\n") for block in blocks] == expected


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("a", [0]),
        ("a\nb\n", [0, 2, 4]),
        ("a\r\nb\r\n", [0, 3, 6]),
        ("a\rb\r", [0, 2, 4]),
        ("a\rb\nc", [0, 4]),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f\x1cg\nh", [0, 14]),
    ],
)
def test_lines_start_where_editors_start_them(text: str, starts: list[int]) -> None:
    assert line_starts(text) == starts


def test_lines_are_found_without_the_white_space_around_them() -> None:
    lines = find_lines("\u00a0 a b\u2003\r\n \t\r\nc")
    assert [(line.span, line.text, line.indented, line.after_blank) for line in lines] == [
        (Span(2, 5), "a b", True, True),
        (Span(12, 13), "c", False, True),
    ]


@given(st.text(st.sampled_from("aB1é漢ب .-–=•:)\n\r\t\u2028\x0c\u00ad"), max_size=60))
@settings(max_examples=100, deadline=None)
def test_every_letter_is_in_exactly_one_block(text: str) -> None:
    blocks = find_blocks(text)
    assert in_order(blocks)
    inside = "".join(text[block.span.start : block.span.end] for block in blocks)
    assert re.findall(r"\w", inside) == re.findall(r"\w", text)


def test_blocks_out_of_order_are_noticed() -> None:
    one, two = Block(P, Span(0, 3)), Block(P, Span(2, 5))
    assert not in_order((one, two))
    assert in_order((one, Block(P, Span(3, 5))))


@pytest.mark.parametrize("line", ["Lamp Number Seven", "lamp", "1. Lamp", "Lamp: x", "A lamp-"])
def test_twenty_thousand_short_lines_are_read(line: str) -> None:
    blocks = find_blocks(f"{line}\n" * 20_000)
    assert len(blocks) == (1 if line == "A lamp-" else 20_000)
