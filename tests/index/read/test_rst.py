"""reStructuredText: blocks, headings and marks; lines are those of the file."""

from __future__ import annotations

import pytest

from index.errors import UnreadableError
from index.layout import line_starts
from index.read.format import Extracted
from index.read.rst import read_rst
from index.types import Block, BlockKind, Span
from tests.made.prose import HEADINGS, SENTENCES, TITLE
from tests.made.web import made_rst, pieces, sentences


def read(text: str) -> Extracted:
    return read_rst("a.rst", text.encode())


def blocks(text: str) -> list[tuple[str, int, str]]:
    return pieces(read(text))


def texts(text: str) -> list[str]:
    return [words for _, _, words in blocks(text)]


def code(*lines: str) -> tuple[str, int, str]:
    return "code", 0, "\n".join(lines)


def item(level: int, text: str) -> tuple[str, int, str]:
    return "item", level, text


def prose(text: str) -> tuple[str, int, str]:
    return "paragraph", 0, text


def test_the_known_text_is_read_word_for_word() -> None:
    extracted = read_rst("a.rst", made_rst())
    assert [text for text, _, _ in sentences(extracted)] == list(SENTENCES)
    assert [(level, text) for kind, level, text in pieces(extracted) if kind == "heading"] == [
        (1, TITLE),
        *((2, heading) for heading in HEADINGS),
    ]
    assert (extracted.title, extracted.notes, extracted.places) == (TITLE, (), ())


def test_each_sentence_is_in_its_line_of_the_file() -> None:
    extracted = read_rst("a.rst", made_rst())
    assert extracted.text == made_rst().decode()
    assert extracted.lines
    assert not extracted.markup
    starts = line_starts(extracted.text)
    lines = extracted.text.split("\n")
    for text, start, _ in sentences(extracted):
        first = sum(begin <= start for begin in starts)
        assert text.split()[0] in lines[first - 1]


def test_blocks_are_exact() -> None:
    assert read(
        "Title\r\n=====\r\n\r\n- one *two*\r\n  three\r\n\r\n::\r\n\r\n  a\r\n    b\r\n"
    ) == (
        Extracted(
            title="Title",
            text="Title\r\n=====\r\n\r\n- one *two*\r\n  three\r\n\r\n::\r\n\r\n  a\r\n    b\r\n",
            blocks=(
                Block(BlockKind.HEADING, Span(0, 5), 1),
                Block(BlockKind.ITEM, Span(18, 36), 1, (Span(22, 23), Span(26, 27))),
                Block(BlockKind.CODE, Span(48, 56), 0, (Span(51, 53),)),
            ),
            lines=True,
            tables=0,
        )
    )


def test_headings_have_levels_in_the_order_in_which_their_lines_appear() -> None:
    text = "##\nA\n##\n\nB *b*\n-----\n\nC\n~\n\nCc\n~~\n\nD\n--\n\nE\n=====\n\n##\nF\n##\n\nx\n"
    assert [piece for piece in blocks(text) if piece[0] == "heading"] == [
        ("heading", 1, "A"),
        ("heading", 2, "B b"),
        ("heading", 3, "Cc"),
        ("heading", 2, "D"),
        ("heading", 4, "E"),
        ("heading", 1, "F"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- one\n  goes on\n- two\n\n  more\n\n  * in\n", ["one goes on", "two", "more", "in"]),
        ("1. one\n2. two\n   on\n#. three", ["1. one", "2. two on", "three"]),
        ("A. Einstein was\na man.", ["A. Einstein was a man."]),
        ("term\n    What it\n    means.\n", ["term", "What it means."]),
        (":Author: Jo Doe\n   of Brno\n:Date: today", [":Author: Jo Doe of Brno", ":Date: today"]),
        ("  A quotation\n  in two lines.\n\nBack.", ["A quotation in two lines.", "Back."]),
        ("| verse one\n| verse two", ["verse one", "verse two"]),
        ("One.\n\n----\n\nTwo.", ["One.", "Two."]),
        ("One.\n\n..\n\n  Two.", ["One.", "Two."]),
        (".. [1] The foot\n   note.\n\n.. [Doe20] A book.", ["The foot note.", "[Doe20] A book."]),
        ("====  ====\nA     B\n====  ====\na 1   b\n----  ----\nc     d\n====  ====\n\nx",
         ["A B", "a 1 b", "c d", "x"]),
        ("====  ====\nnever ends\n\nx", ["never ends", "x"]),
    ],
)  # fmt: skip
def test_what_stands_by_itself_is_a_block(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "So::\n\n   a\n     b\n\n   c\n\nx",
            [prose("So:"), code("a", "  b", "", "c"), prose("x")],
        ),
        ("So ::\n\n   a\n", [prose("So"), code("a")]),
        ("::\n\n   a\n", [code("a")]),
        ("- So::\n\n    a\n\n  on", [item(1, "So:"), code("a"), item(3, "on")]),
        (
            ".. code-block:: python\n   :linenos:\n\n   def f():\n       pass\n\nx",
            [code("def f():", "    pass"), prose("x")],
        ),
        ("+--+\n|a |\n+--+\n\nx", [code("+--+", "|a |", "+--+"), prose("x")]),
        ("== ==\na  b\n   c\n== ==\n\nx", [code("== ==", "a  b", "   c", "== =="), prose("x")]),
        (">>> 1 + 1\n2\n\nx", [code(">>> 1 + 1", "2"), prose("x")]),
        (".. function:: f(a)\n   :async:\n\n   Does it.", [code("f(a)"), prose("Does it.")]),
    ],
)
def test_literal_text_keeps_its_lines(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".. note:: Mind\n   the lamp.\n\n   It is hot.", ["Mind the lamp.", "It is hot."]),
        (".. warning::\n   :class: big\n\n   Hot.", ["Hot."]),
        (
            ".. list-table:: Prices\n   :header-rows: 1\n\n   * - Lamp\n     - Price\n"
            "   * - Aurora\n     - 12",
            ["Prices", "Lamp", "Price", "Aurora", "12"],
        ),
        (
            ".. table:: Prices\n\n   ====== ==\n   Aurora 12\n   ====== ==\n\nx",
            ["Prices", "Aurora 12", "x"],
        ),
        (".. py:method:: Lamp.on()\n\n   Lights it.", ["Lamp.on()", "Lights it."]),
    ],
)
def test_text_in_frames_is_read(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (".. image:: a.png\n   :alt: lamp\n", "1 directive was left out."),
        (".. raw:: html\n\n   <p>no</p>\n\n   <p>no</p>\n", "1 directive was left out."),
        (".. no\n   nor this\n", "1 comment was left out."),
        ("..\n   nor this\n", "1 comment was left out."),
        (".. _here:\n\n.. _there: http://x\n", "2 link targets were left out."),
        (".. |x| replace:: y\n", "1 substitution was left out."),
        ("__ http://x\n", "1 link target was left out."),
        (".. literalinclude:: a.py\n", "1 directive was left out."),
    ],
)
def test_what_is_left_out_is_counted(text: str, note: str) -> None:
    extracted = read(f"{text}\nyes")
    assert [words for _, _, words in pieces(extracted)] == ["yes"]
    assert extracted.notes == (note,)


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        (
            "See `the site <http://x>`_ and :ref:`that <label>`, `this`_.\n\n`More <y>`_\n=====\n",
            ["See the site and that, this.", "More"],
            "3 link targets were left out.",
        ),
        ("a < b and `c`_ > d", ["a < b and c > d"], None),
        (
            ".. figure:: a.png\n   :alt: a lamp\n   :width: 40 em\n\n   The lamp.\n\n   Its cord.",
            ["The lamp.", "Its cord."],
            "1 picture and 1 directive option were left out.",
        ),
        (
            ".. code-block:: sh\n   :caption: To start\n   :linenos:\n\n   run",
            ["run"],
            "1 directive option was left out.",
        ),
        ("#. one\n#. two", ["one", "two"], "2 list numbers were left out."),
        (".. math:: a + b\n\n   c = d", ["a + b", "c = d"], None),
        (":doc:`a`, :ref:`b` and :class:`~c.D`.", ["a, b and c.D."], None),
    ],
)
def test_what_is_read_beside_it_is_exact(text: str, expected: list[str], note: str | None) -> None:
    extracted = read(f"{text}\n\nyes")
    assert [words for _, _, words in pieces(extracted)] == [*expected, "yes"]
    assert extracted.notes == ((note,) if note else ())


def test_lists_within_lists_and_their_literal_text_are_blocks() -> None:
    assert blocks(
        "1. One::\n\n     code *as* is\n\n   - in\n     two lines\n\n     * deeper [#a]_\n\n"
        "2. Two |x|.\n\n.. [#a] Below\n   the text.\n.. |x| replace:: y\n"
    ) == [
        item(1, "1. One:"),
        code("code *as* is"),
        item(4, "in two lines"),
        item(6, "deeper [#a]"),
        item(1, "2. Two |x|."),
        prose("Below the text."),
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a ``b *c*`` d", "a b *c* d"),
        ("*a b* and **c** (*d*), “*e*”.", "a b and c (d), “e”."),
        (":class:`~pkg.Lamp` and :ref:`that <label>`", "pkg.Lamp and that"),
        ("`the site <http://x.y>`_, `two words`__, word_.", "the site, two words, word."),
        ("as said [1]_, [#]_ and [Doe20]_", "as said [1], [#] and [Doe20]"),
        (r"2 \* 3 and H\ :sub:`2`\ O", "2 * 3 and H2O"),
        ("2 * 3 * 4, 2*3*4, snake_case, __init__, *args", None),
        ("a `` b, * c, it's `open", None),
        ("the |version| stays", None),
    ],
)
def test_marks_are_not_the_author_s_words(source: str, expected: str | None) -> None:
    assert texts(source) == [expected or source]


def test_the_title_is_the_first_heading_without_marks() -> None:
    assert read("The *Lamp*\n==========\n\nx").title == "The Lamp"
    assert read("x").title is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Title\n=====\n", "holds no text under its headings. Add a file with sentences in it."),
        (b".. nothing\n", "holds no text. Add a file with sentences in it."),
        (
            b"a\0b",
            "is not text: it holds control characters as binary files do. "
            "Export it as text and add that.",
        ),
    ],
)
def test_files_without_text_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_rst("a.rst", data)
    assert str(caught.value) == f"“a.rst” {message}"


@pytest.mark.parametrize(
    "piece",
    [
        "``a ",
        "`a ",
        "*a ",
        "**a ",
        ":a:",
        ":a",
        "a_",
        "a.b-",
        "[a",
        "\\",
        "- ",
        "x::\n\n",
        "`a" + " " * 50,
    ],
)
def test_hostile_marks_take_no_time(piece: str) -> None:
    assert read("x\n\n" + piece * 100_000 + "y").blocks[0] == Block(BlockKind.PARAGRAPH, Span(0, 1))
