"""Markdown: plain text whose blocks are those that CommonMark sees."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.layout import line_starts
from index.read.format import Extract, Format
from index.read.text import decode
from index.types import Block, BlockKind, Span

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL | re.MULTILINE
)
HEADING_MARKS = re.compile(r"[ ]{0,3}(?P<open>#{1,6}[ \t]+)?(?P<title>.*?)(?:[ \t]+#+)?[ \t]*")
BULLET = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?")  # an ordered item keeps its number: it is content
KINDS = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "fence": BlockKind.CODE,
    "code_block": BlockKind.CODE,
    "tr_open": BlockKind.PARAGRAPH,
}


def outline_markdown(text: str) -> tuple[str | None, tuple[Block, ...]]:
    """The blocks of a Markdown text in order; the title is its first heading of level 1.

    A table's row is a block. HTML blocks and front matter are left out: they are not prose.
    """
    front = FRONT_MATTER.match(text)
    skipped = text.count("\n", 0, front.end()) if front else 0
    starts = line_starts(text)
    body = text[front.end() :] if front else text
    blocks: list[Block] = []
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type in KINDS and token.map:
            first, last = token.map[0] + skipped, token.map[1] + skipped
            end = starts[last] if last < len(starts) else len(text)
            block = _block(text, token, Span(starts[first], end))
            if len(block.span):
                blocks.append(block)
    titles = (b for b in blocks if b.kind is BlockKind.HEADING and b.level == 1)
    title = next((_plain(text[b.span.start : b.span.end]) for b in titles), None)
    return title, tuple(blocks)


def _block(text: str, token: Token, lines: Span) -> Block:
    """The block of a token that covers whole `lines`, without its marks."""
    kind, start, end = KINDS[token.type], lines.start, lines.end
    level = int(token.tag[1]) if kind is BlockKind.HEADING else 0
    if kind is BlockKind.HEADING:
        stop = text.find("\n", start, end)
        match = HEADING_MARKS.fullmatch(text[start : stop if stop >= 0 else end].rstrip("\r"))
        if match:
            start, end = start + match.start("title"), start + match.end("title")
    elif token.type == "fence":
        start = text.find("\n", start, end) + 1 or end
        closed = text[start:end].rstrip().rfind("\n") + 1
        if text[start + closed : end].strip().startswith(token.markup):
            end = start + closed
    elif kind is BlockKind.PARAGRAPH and (mark := BULLET.match(text, start, end)):
        start = mark.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return Block(kind, Span(start, end), level)


def _plain(heading: str) -> str:
    """A heading's words without emphasis and code marks."""
    return " ".join(re.sub(r"[*`]", "", heading).split())


def extract_markdown(source: str, data: bytes) -> Extract:
    """The decoded file, marks and all."""
    return Extract(decode(source, data), markup=True)


MARKDOWN = Format("Markdown", (".md", ".markdown"), extract_markdown, outline_markdown)
