"""What a reader's process answers, as JSON: packed there, unpacked and checked here.

The sender may be in the hands of a hostile file, so that nothing it says is taken on trust, and
never pickle. Pure.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import NoReturn

from index.read.format import Extracted
from index.types import Block, BlockKind, Place, PlaceKind, Span

BLOCK_KINDS = {kind.value: kind for kind in BlockKind}
PLACE_KINDS = {kind.value: kind for kind in PlaceKind}
MAX_SENTENCE = 2_000  # characters of a title's, label's or refusal's text; readers stay far below


@dataclass(frozen=True, slots=True)
class Refused:
    """The reader can't make a document of the file, and says why in a sentence for a person."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The reader has a bug: its traceback, for the operator."""

    report: str


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The reader asked for more memory than it may have."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """What the reader made of the file is more than a reply may hold."""


Reply = Extracted | Refused | Failed | OutOfMemory | TooLong


class MalformedReplyError(ValueError):
    """What came back is no reply, or says something that no reader may say."""


def pack(reply: Reply) -> bytes:
    """A reply as JSON.

    Raises:
        UnicodeEncodeError: a text holds half of a surrogate pair, which is no character.
    """
    return json.dumps(_to_plain(reply), ensure_ascii=False, separators=(",", ":")).encode()


def _to_plain(reply: Reply) -> dict[str, object]:
    match reply:
        case Refused(reason):
            return {"refused": reason}
        case Failed(report):
            return {"failed": report}
        case OutOfMemory():
            return {"out_of_memory": True}
        case TooLong():
            return {"too_long": True}
    return {
        "title": reply.title,
        "text": reply.text,
        "blocks": [
            [block.kind, block.span.start, block.span.end, block.level, _flatten(block.skips)]
            for block in reply.blocks
        ],
        "places": [[each.kind, each.number, each.start, each.label] for each in reply.places],
        "lines": reply.lines,
        "markup": reply.markup,
        "tables": reply.tables,
        "notes": list(reply.notes),
    }


def _flatten(spans: tuple[Span, ...]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]


def unpack(data: bytes | bytearray) -> Reply:
    """The reply that `pack` made `data` of.

    Raises:
        MalformedReplyError: `data` is no reply, or one that breaks what `Extracted` promises.
    """
    try:
        plain = json.loads(data.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:  # no JSON, no UTF-8, a huge number; nested deeply
        raise MalformedReplyError(f"not JSON: {error}") from error
    match plain:
        case {"refused": reason, **rest} if not rest:
            return Refused(_sentence(reason))
        case {"failed": report, **rest} if not rest:
            return Failed(_text(report))
        case {"out_of_memory": True, **rest} if not rest:
            return OutOfMemory()
        case {"too_long": True, **rest} if not rest:
            return TooLong()
        case {
            "title": title,
            "text": text,
            "blocks": list(blocks),
            "places": list(places),
            "lines": bool(lines),
            "markup": bool(markup),
            "tables": tables,
            "notes": list(notes),
            **rest,
        } if not rest:
            checked = _text(text)
            return Extracted(
                title=None if title is None else _sentence(title),
                text=checked,
                blocks=_blocks(blocks, len(checked)),
                places=_places(places, len(checked)),
                lines=lines,
                markup=markup,
                tables=None if tables is None else _number(tables),
                notes=tuple(_sentence(note) for note in notes),
            )
    raise MalformedReplyError("not one of the replies that there are")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _blocks(plain: list[object], length: int) -> tuple[Block, ...]:
    """Blocks in order, inside of a text of `length` characters."""
    blocks = tuple(_block(each) for each in plain)
    if any(a.span.end > b.span.start for a, b in pairwise(blocks)):
        raise MalformedReplyError("blocks overlap or go backwards")
    if blocks and blocks[-1].span.end > length:
        raise MalformedReplyError("a block ends behind the text")
    return blocks


def _block(plain: object) -> Block:
    match plain:
        case [str(kind), start, end, level, list(skips)] if kind in BLOCK_KINDS:
            span = _span(start, end)
            depth = _number(level)
            if (kind in (BlockKind.HEADING, BlockKind.ITEM)) != (depth > 0):
                raise MalformedReplyError(f"a {kind} of level {depth}")
            return Block(BLOCK_KINDS[kind], span, depth, _skips(skips, span))
    raise MalformedReplyError(f"not a block: {_short(plain)}")


def _skips(offsets: list[object], span: Span) -> tuple[Span, ...]:
    """Ranges inside of a block's span, in order."""
    if len(offsets) % 2:
        raise MalformedReplyError("a skip without an end")
    numbers = [_number(each) for each in offsets]
    skips = tuple(map(_span, numbers[::2], numbers[1::2]))
    edges = (span.start, *numbers, span.end)
    if skips and any(a > b for a, b in pairwise(edges)):
        raise MalformedReplyError("skips overlap, go backwards or leave their block")
    return skips


def _places(plain: list[object], length: int) -> tuple[Place, ...]:
    places = tuple(_place(each) for each in plain)
    if any(a.start > b.start for a, b in pairwise(places)):
        raise MalformedReplyError("places go backwards")
    if places and places[-1].start > length:
        raise MalformedReplyError("a place starts behind the text")
    return places


def _place(plain: object) -> Place:
    match plain:
        case [str(kind), number, start, label] if kind in PLACE_KINDS:
            if _number(number) < 1:
                raise MalformedReplyError(f"a {kind} of number {number}")
            return Place(PLACE_KINDS[kind], _number(number), _number(start), _sentence(label))
    raise MalformedReplyError(f"not a place: {_short(plain)}")


def _span(start: object, end: object) -> Span:
    span = Span(_number(start), _number(end))
    if span.start > span.end:
        raise MalformedReplyError(f"a range that ends before it starts: {span.start}, {span.end}")
    return span


def _number(plain: object) -> int:
    """A whole number that isn't negative. True and False count as numbers only in Python."""
    if not isinstance(plain, int) or isinstance(plain, bool) or plain < 0:
        raise MalformedReplyError(f"not an offset: {_short(plain)}")
    return plain


def _sentence(plain: object) -> str:
    text = _text(plain)
    if len(text) > MAX_SENTENCE:
        raise MalformedReplyError(f"a sentence of {len(text)} characters")
    return text


def _text(plain: object) -> str:
    """Text of whole characters: JSON can name half of a surrogate pair, which no file can hold."""
    if not isinstance(plain, str):
        raise MalformedReplyError(f"not a text: {_short(plain)}")
    try:
        plain.encode()
    except UnicodeEncodeError as error:
        raise MalformedReplyError("half of a surrogate pair") from error
    return plain


def _short(plain: object) -> str:
    """What to show of something that may be of any size."""
    return repr(plain)[:80]
