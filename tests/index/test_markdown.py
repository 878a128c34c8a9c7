"""Markdown: the words that a reader sees, without the marks, at their places."""

from __future__ import annotations

import pytest

from index.read.markdown import read_markdown
from tests.index.test_chunk import cut
from tests.index.test_layout import shown
from tests.index.test_prose import read

LINE_ENDS = ["\n", "\r\n", "\r"]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("A **bold** and *italic* and ***both*** word", "A bold and italic and both word"),
        ("__bold__ and _italic_ and ___both___, (_so_)", "bold and italic and both, (so)"),
        ("*a **b** c* and **a *b* c** and ***a** b*", "a b c and a b c and a b"),
        ("a `code` and ``co`de`` and ` ` spaced `` ` ``", "a code and co`de and spaced `"),
        ("`**no**` and `_no_` and **`yes`**", "**no** and _no_ and yes"),
        ("snake_case and __init__py and a_b_c", "snake_case and __init__py and a_b_c"),
        ("2*3*4 and 2 * 3 * 4 and 2**3**4", "2*3*4 and 2 * 3 * 4 and 2**3**4"),
        ("a*b*c and a * b* c", "a*b*c and a * b* c"),
        ("un**believ**able", "unbelievable"),
        (r"\*kept\* and \_kept\_ and \`kept\`", r"\*kept\* and \_kept\_ and \`kept\`"),
        (r"\\*gone*", r"\\gone"),
        ("a * lone star, a _lone line, a `lone tick", "a * lone star, a _lone line, a `lone tick"),
        ("**lone and *lone", "**lone and *lone"),
        ("**one sided*", "*one sided"),
        ("*one sided**", "one sided*"),
        ("**bold\nover lines** here", "bold over lines here"),
        ("quoted\n> text goes\n>> on, 5 > 4", "quoted text goes on, 5 > 4"),
        ("**bal-\nlistic** and *high*-\n*range*", "ballistic and high-range"),
        ("¡*Hola*! «_sí_»", "¡Hola! «sí»"),
        ("*漢字*と**仮名**", "漢字と仮名"),
    ],
)
def test_marks_are_not_read_and_words_are_not_touched(text: str, reading: str) -> None:
    assert read(text, markup=True).text == reading


BLOCKS = {
    "headings": (
        "# Title #\n## Sub ##\n### C#\n####### seven\n\nSet *in*\ntwo\n---\n#\n###### Six ##### \n",
        ["# Title", "## Sub", "### C#", "####### seven", "Set *in*\ntwo", "###### Six"],
    ),
    "headings in lists and quotations": (
        "> # Quoted\n> said\n\n- ## Listed\n  item\n\n> Set\n> ===\n",
        ["# Quoted", "said", "## Listed", "item", "# Set"],
    ),
    "lists": (
        "- one\n- two\n  more\n  - deeper\n    - deepest\n\n* star\n+ plus\n- - both\n- \n\nend\n",
        ["one", "two\n  more", "deeper", "deepest", "star", "plus", "both", "end"],
    ),
    "numbered lists": (
        "1. one\n2) two\n   - inner\n\n     more\n10. ten\n",
        ["1. one", "2) two", "inner", "more", "10. ten"],
    ),
    "quotations": (
        "> one\n> two\n>\n> three\n> > four\n> - five\n\n>six\n",
        ["one\n> two", "three", "four", "five", "six"],
    ),
    "code": (
        "```python title\nx = *1*\n\n  y\n```\n~~~\n```\n~~~\n\n    in\n      dented\n\n```\n```\n"
        "- ```\n  listed\n  ```\n\n````\n```\n````\n\n```\nopen\n```x\n",
        ["x = *1*\n\n  y", "```", "    in\n      dented", "  listed", "```", "open\n```x"],
    ),
    "tables": (
        "| Name | Price |\n|:-----|------:|\n| Lamp | *5* |\n| Bulb | 1 |\n\na | b\n--|--\nc | d\n",
        ["Name | Price", "Lamp | *5*", "Bulb | 1", "a | b", "c | d"],
    ),
    "front matter": (
        "---\ntitle: X\n---\n# Body\n\ntext\n",
        ["# Body", "text"],
    ),
    "a rule at the top is no front matter": (
        "---\n\nFirst words.\n\n---\n\nLast words.\n",
        ["First words.", "Last words."],
    ),
    "pages inside": (
        "Before.\n\n<div>\nhidden\n</div>\n\n<!-- hidden -->\n\n<b>shown</b> after.\n\n[a]: http://b\n",
        ["Before.", "<b>shown</b> after."],
    ),
    "nothing": ("\n<p>\n", []),
}


@pytest.mark.parametrize("end", LINE_ENDS, ids=repr)
@pytest.mark.parametrize(("text", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks_are_what_commonmark_sees(text: str, expected: list[str], end: str) -> None:
    found = read_markdown("a.md", text.replace("\n", end).encode())
    blocks = [block.replace(end, "\n") for block in shown(found.text, found.blocks)]
    levels = {"Set *in*\ntwo": "## ", "####### seven": ""}  # the others show theirs
    assert blocks == [levels.get(each, "") + each for each in expected]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("---\ntitle: X\n---\n\nText.\n", ("1 block of front matter was left out.",)),
        (
            "Text.\n\n<div>\nhidden\n</div>\n\n<!-- no\n\nnor this -->\n\n"
            "[a]: http://b\n[c]: d\n[C]: e\n",
            ("1 block of HTML, 1 comment and 3 link targets were left out.",),
        ),
        (
            "Text.\n\n<p>\n<img src=a alt=lamp></p>\n\n<!-- a --> no <!-- b -->\n",
            ("2 blocks of HTML were left out.",),
        ),
        ("<details>\n\nText.\n\n</details>\n", ()),
    ],
)
def test_what_is_no_prose_is_counted(text: str, notes: tuple[str, ...]) -> None:
    assert read_markdown("a.md", text.encode()).notes == notes


def test_a_lone_return_among_line_feeds_ends_a_line_too() -> None:
    found = read_markdown("a.md", b"# T\n\none\rtwo\n\n- a\r- b\n\nend\n")
    assert shown(found.text, found.blocks) == ["# T", "one\rtwo", "a", "b", "end"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Lamp care\n", "Lamp care"),
        ("## Sub\n\n# The **`lamp`** *2*3* snake_case #\n\n# Other\n", "The lamp 2*3 snake_case"),
        ("Lamp\ncare\n===\n", "Lamp care"),
        ("## Sub\n\ntext", None),
        ("---\ntitle: X\n---\ntext", None),
        ("```\n# no\n```\n", None),
    ],
)
def test_the_title_is_the_first_heading_of_level_one(text: str, title: str | None) -> None:
    assert read_markdown("a.md", text.encode()).title == title


def test_a_section_is_the_path_of_headings_without_the_title() -> None:
    text = "# Guide *2*3*|One.|## `Care`|Two.|#### Deep|Three.|### Less|Four.|## Other|Five."
    assert [(each.section, each.text) for each in cut("a.md", text.replace("|", "\n\n"))] == [
        ((), "One."),
        (("Care",), "Two."),
        (("Care", "Deep"), "Three."),
        (("Care", "Less"), "Four."),
        (("Other",), "Five."),
    ]


def test_a_passage_of_markdown_reads_without_its_marks() -> None:
    text = "- **One** is `a`.\n- Two.\n\n> Three\n> four.\n\n1. Five.\n\n"
    text += "| six | *7* |\n|---|---|\n| 8 | 9 |\n"
    (passage,) = cut("a.md", text)
    assert passage.text == "One is a.\nTwo.\nThree four.\n1. Five.\nsix | 7\n8 | 9"


def test_the_words_after_a_fence_are_not_quoted() -> None:
    texts = [each.text for each in cut("a.md", "Run:\n\n```python title\na()\n```\n\nDone.\n")]
    assert texts == ["Run:", "a()\nDone."]


@pytest.mark.parametrize(
    "text", ["*a ", "_a ", "`a ``b ", "[a](", "> a\n", "| a |\n", "# a\n", "<a ", "\\*", "a  \n"]
)
def test_much_markup_comes_to_an_end(text: str) -> None:
    read_markdown("a.md", (text * (100_000 // len(text))).encode())
