"""Markdown: plain text whose blocks are those that CommonMark sees."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.prose import unmarked
from index.read.encoding import decode_guess
from index.read.format import Extracted
from index.read.html import page_notes
from index.types import Block, BlockKind, Span

LINE_END = re.compile(r"\r\n?|\n")  # what CommonMark takes for one
FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(?=[\w.-]+[ \t]*:)"
    r".*?(?:\r\n?|\n)(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)",
    re.DOTALL,
)
HEADING = re.compile(r"#{1,6}(?=\s|$)")
BULLETS = re.compile(r"(?:[ \t>]|[-*+](?=[ \t]))*")  # an ordered item keeps its number
COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*+-->\s*", re.DOTALL)
PIPES = re.compile(r"\s*\|?(.*?)\|?\s*", re.DOTALL)
TAG = re.compile(r"<[^>]*>?")
SHOWN = re.compile(r"<(?:img|iframe|object|embed|audio|video)\b", re.IGNORECASE)
# What is left out, and what it is called.
FRONT = "block(s) of front matter"
HTML = "block(s) of HTML"
COMMENTS = "comment(s)"
LINKS = "link target(s)"
KINDS = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "tr_open": BlockKind.PARAGRAPH,
}


@dataclass(frozen=True, slots=True)
class Outline:
    """What a Markdown text consists of: its title, its blocks in order, and how many tables.

    `left_out` counts what is not read.
    """

    title: str | None
    blocks: tuple[Block, ...]
    tables: int
    left_out: Counter[str]


def outline_markdown(text: str) -> Outline:
    """The blocks of a Markdown text in order; the title is its first heading of level 1.

    A table's row is a block. HTML blocks, the targets of links and front matter are left out and
    counted: they are not prose.
    """
    front = FRONT_MATTER.match(text)
    begin = front.end() if front else 0
    starts = [begin, *(match.end() for match in LINE_END.finditer(text, begin)), len(text)]
    blocks: list[Block] = []
    tables = 0
    left_out = Counter({FRONT: int(front is not None)})
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    environment: dict[str, Any] = {}
    depth, begun, naming = 0, False, False
    for token in parser.parse(text[begin:], environment):
        tables += token.type == "table_open"
        if token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
            begun = False
        elif token.type in ("thead_open", "thead_close"):
            naming = token.nesting > 0
        if token.type == "html_block" and COMMENT.fullmatch(token.content):
            left_out[COMMENTS] += 1
        elif token.type == "html_block":
            words = TAG.sub("", token.content)
            left_out[HTML] += any(map(str.isalnum, words)) or bool(SHOWN.search(token.content))
        if token.type in KINDS and token.map:
            block = _block(text, token, starts)
            if block.kind is BlockKind.PARAGRAPH and token.type == "tr_open":
                block = replace(block, kind=BlockKind.COLUMNS if naming else BlockKind.ROW)
            elif block.kind is BlockKind.PARAGRAPH and depth:
                # What follows the first paragraph of an item belongs to it.
                block = replace(block, kind=BlockKind.ITEM, level=depth + begun)
                begun = True
            if len(block.span):
                blocks.append(block)
    titles = (b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1)
    title = next((_plain(text[b.span.start : b.span.end]) for b in titles), None)
    left_out[LINKS] = len(environment.get("references", ()))
    left_out[LINKS] += len(environment.get("duplicate_refs", ()))
    return Outline(title, tuple(blocks), tables, left_out)


def _block(text: str, token: Token, starts: list[int]) -> Block:
    """The block of a token that covers whole lines, without its marks."""
    first, last = token.map or (0, 0)
    kind, level = KINDS[token.type], 0
    if token.type == "fence":
        closing = text[starts[last - 1] : starts[last]].strip(" \t\r\n>")
        first += 1
        if closing.startswith(token.markup) and not closing.strip(token.markup[0]):
            last -= 1
    elif token.type == "heading_open":
        level = int(token.tag[1])
        last -= token.markup in ("=", "-")  # the line under it
    start, end = starts[first], max(starts[first], starts[last])
    if kind is not BlockKind.CODE and (marks := BULLETS.match(text, start, end)):
        start = marks.end()
    if level and token.markup.startswith("#") and (marks := HEADING.match(text, start, end)):
        start = marks.end()
        bare = text[start:end].rstrip().rstrip("#")
        if not bare.strip() or bare[-1].isspace():
            end = start + len(bare)
    if token.type == "tr_open" and (row := PIPES.fullmatch(text, start, end)):
        start, end = row.span(1)
    while start < end and kind is not BlockKind.CODE and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Block(kind, Span(start, end), level)


def _plain(heading: str) -> str:
    """A heading's words without emphasis and code marks."""
    return " ".join(unmarked(heading).split())


def read_markdown(source: str, data: bytes) -> Extracted:
    """The decoded file, marks and all."""
    text, note = decode_guess(source, data)
    outline = outline_markdown(text)
    return Extracted(
        title=outline.title,
        text=text,
        blocks=outline.blocks,
        lines=True,
        markup=True,
        tables=outline.tables,
        notes=tuple(page_notes(outline.left_out, note)),
    )
