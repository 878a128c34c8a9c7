"""What a reader's process answers survives the way, and lies are found out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.read.format import Extracted
from index.read.wire import (
    Failed,
    MalformedReplyError,
    OutOfMemory,
    Refused,
    Reply,
    TooLong,
    pack,
    unpack,
)
from index.types import Block, BlockKind, Place, PlaceKind, Span

LAMPS = Extracted(
    title="Lamps",
    text="Lamps\nA lamp is\n7\nlight.",
    blocks=(
        Block(BlockKind.HEADING, Span(0, 5), 1),
        Block(BlockKind.PARAGRAPH, Span(6, 24), 0, (Span(15, 17),)),
    ),
    places=(Place(PlaceKind.PAGE, 1, 0, "i"), Place(PlaceKind.PAGE, 2, 17)),
    lines=True,
    markup=False,
    tables=2,
    notes=("1 page was left out: 3.",),
)
AS_JSON = (
    '{"title":"Lamps","text":"Lamps\\nA lamp is\\n7\\nlight.",'
    '"blocks":[["heading",0,5,1,[]],["paragraph",6,24,0,[15,17]]],'
    '"places":[["page",1,0,"i"],["page",2,17,""]],'
    '"lines":true,"markup":false,"tables":2,"notes":["1 page was left out: 3."]}'
)


def spans(start: int, end: int) -> st.SearchStrategy[list[Span]]:
    """Ranges between two offsets, in order and without overlap."""
    offsets = st.lists(st.integers(start, end), max_size=8).map(sorted)
    return offsets.map(lambda found: list(map(Span, found[::2], found[1::2])))


@st.composite
def extracted(draw: st.DrawFn) -> Extracted:
    """Anything that a reader may answer."""
    text = draw(st.text())
    blocks = []
    for span in draw(spans(0, len(text))):
        kind = draw(st.sampled_from(BlockKind))
        deep = kind in (BlockKind.HEADING, BlockKind.ITEM)
        level = draw(st.integers(1, 9)) if deep else 0
        blocks.append(Block(kind, span, level, tuple(draw(spans(span.start, span.end)))))
    starts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=5)))
    places = (
        Place(draw(st.sampled_from(PlaceKind)), draw(st.integers(1)), start, draw(st.text()))
        for start in starts
    )
    return Extracted(
        title=draw(st.none() | st.text()),
        text=text,
        blocks=tuple(blocks),
        places=tuple(places),
        lines=draw(st.booleans()),
        markup=draw(st.booleans()),
        tables=draw(st.none() | st.integers(0)),
        notes=tuple(draw(st.lists(st.text()))),
    )


@given(extracted())
def test_whatever_a_reader_may_answer_comes_back_as_it_was(answer: Extracted) -> None:
    assert unpack(pack(answer)) == answer


def test_an_answer_is_small_json() -> None:
    assert pack(LAMPS) == AS_JSON.encode()
    assert unpack(AS_JSON.encode()) == LAMPS


@pytest.mark.parametrize(
    ("reply", "plain"),
    [
        (Refused("“x” is empty."), {"refused": "“x” is empty."}),
        (Failed("Traceback …"), {"failed": "Traceback …"}),
        (OutOfMemory(), {"out_of_memory": True}),
        (TooLong(), {"too_long": True}),
    ],
)
def test_there_are_replies_without_text(reply: Reply, plain: dict[str, object]) -> None:
    assert json.loads(pack(reply)) == plain
    assert unpack(pack(reply)) == reply


def test_half_a_character_can_not_be_packed() -> None:
    with pytest.raises(UnicodeEncodeError):
        pack(Extracted(title=None, text="\ud83d", blocks=()))


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda it: it.pop("title"), "not one of the replies that there are"),
        (lambda it: it.update(more=1), "not one of the replies that there are"),
        (lambda it: it.update(lines=1), "not one of the replies that there are"),
        (lambda it: it.update(blocks={}), "not one of the replies that there are"),
        (lambda it: it.update(text=None), "not a text: None"),
        (lambda it: it.update(title=7), "not a text: 7"),
        (lambda it: it.update(title="\ud83d"), "half of a surrogate pair"),
        (lambda it: it.update(text="\udc00" * 30), "half of a surrogate pair"),
        (lambda it: it.pop("tables"), "not one of the replies that there are"),
        (lambda it: it.update(tables=-1), "not an offset: -1"),
        (lambda it: it.update(tables=True), "not an offset: True"),
        (lambda it: it.update(notes=["a" * 2_001]), "a sentence of 2001 characters"),
        (lambda it: it.update(notes=[["a"]]), "not a text: ['a']"),
        (lambda it: it["blocks"].append("block"), "not a block: 'block'"),
        (lambda it: it["blocks"][0].append(1), "not a block: ['heading', 0, 5, 1, [], 1]"),
        (lambda it: it["blocks"][0].__setitem__(0, "song"), "not a block: ['song', 0, 5, 1, []]"),
        (lambda it: it["blocks"][0].__setitem__(0, []), "not a block: [[], 0, 5, 1, []]"),
        (lambda it: it["blocks"][0].__setitem__(1, True), "not an offset: True"),
        (lambda it: it["blocks"][0].__setitem__(1, 0.0), "not an offset: 0.0"),
        (lambda it: it["blocks"][0].__setitem__(1, "0"), "not an offset: '0'"),
        (lambda it: it["blocks"][0].__setitem__(1, -1), "not an offset: -1"),
        (lambda it: it["blocks"][0].__setitem__(1, 6), "a range that ends before it starts: 6, 5"),
        (lambda it: it["blocks"][0].__setitem__(2, 7), "blocks overlap or go backwards"),
        (lambda it: it["blocks"].reverse(), "blocks overlap or go backwards"),
        (lambda it: it["blocks"][1].__setitem__(2, 25), "a block ends behind the text"),
        (lambda it: it["blocks"][0].__setitem__(3, 0), "a heading of level 0"),
        (lambda it: it["blocks"][1].__setitem__(3, 1), "a paragraph of level 1"),
        (lambda it: it["blocks"][1][4].append(18), "a skip without an end"),
        (
            lambda it: it["blocks"][1].__setitem__(4, [17, 15]),
            "a range that ends before it starts: 17, 15",
        ),
        (
            lambda it: it["blocks"][1].__setitem__(4, [5, 7]),
            "skips overlap, go backwards or leave their block",
        ),
        (
            lambda it: it["blocks"][1].__setitem__(4, [10, 12, 11, 13]),
            "skips overlap, go backwards or leave their block",
        ),
        (
            lambda it: it["blocks"][1].__setitem__(4, [10, 25]),
            "skips overlap, go backwards or leave their block",
        ),
        (lambda it: it["places"].append(1), "not a place: 1"),
        (lambda it: it["places"][0].__setitem__(0, "hall"), "not a place: ['hall', 1, 0, 'i']"),
        (lambda it: it["places"][0].__setitem__(1, 0), "a page of number 0"),
        (lambda it: it["places"][0].__setitem__(3, None), "not a text: None"),
        (lambda it: it["places"].reverse(), "places go backwards"),
        (lambda it: it["places"][1].__setitem__(2, 25), "a place starts behind the text"),
    ],
)
def test_an_answer_that_breaks_a_promise_is_refused(change: Change, message: str) -> None:
    plain = json.loads(AS_JSON)
    change(plain)
    with pytest.raises(MalformedReplyError) as caught:
        unpack(json.dumps(plain).encode())
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not JSON: Expecting value: line 1 column 1 (char 0)"),
        (b"{}{}", "not JSON: Extra data: line 1 column 3 (char 2)"),
        (b'{"failed":NaN}', "not JSON: NaN is not JSON"),
        (
            b'{"failed":"\xff"}',
            "not JSON: 'utf-8' codec can't decode byte 0xff in position 11: invalid start byte",
        ),
        (b"[]", "not one of the replies that there are"),
        (b'{"refused":"no","failed":"no"}', "not one of the replies that there are"),
        (b'{"refused":null}', "not a text: None"),
        (b'{"out_of_memory":1}', "not one of the replies that there are"),
    ],
)
def test_what_is_no_reply_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(MalformedReplyError) as caught:
        unpack(data)
    assert str(caught.value) == message


@pytest.mark.parametrize("data", [b"[" * 1_000_000, b'{"failed":' + b"9" * 1_000_000 + b"}"])
def test_json_that_strains_a_parser_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedReplyError, match=r"^not JSON: "):
        unpack(data)
