"""Web pages: what a person sees of them, without menus and scripts.

Blocks are joined by an empty line. A place is a paragraph: the blocks that aren't headings, counted
from 1. Markup is checked before it is parsed, since some of it takes parsers for ever; the chapters
of e-books and the pages in e-mails are checked and parsed here, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape

from index.errors import UnreadableError
from index.read.encoding import decode_claimed
from index.read.format import Extracted
from index.read.page import Page, parse_page
from index.read.rows import Gathering, left_out
from index.types import BlockKind, PlaceKind

MIB = 1024 * 1024
MOST_BYTES = 10 * MIB  # a book of 2,000 pages, which the parser reads in a second
# Twenty times as many attributes take the parser a hundred times as long; as many levels, too.
MOST_ATTRIBUTES = 256  # of a tag
DEEPEST = 512  # tags within each other
MOST_TAGS = 250_000  # a table of 60,000 rows; they take several seconds
DECLARED_WITHIN = 4096  # bytes in which a page says its encoding
META = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
XML = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)")

# Each pattern takes a tag as a whole, whatever is in it, so that no character is looked at twice.
NAME = r"[a-zA-Z][^\s/>]*+"
ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?+"
TAG = re.compile(
    rf"<(?:(?P<name>{NAME})(?:{ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+[\s/]*+(?P<end>>|\Z)?"
    rf"|/(?P<closed>{NAME})|!--(?P<comment>-?>)?|[!?/])"
)
WHOLE_TAG = re.compile(rf"<(?P<name>{NAME})(?P<rest>(?:{ATTRIBUTE})*+\s*+)(?P<closed>/>)?")
COMMENT_END = re.compile(r"--!?>")
CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr".split()
)
# Tags that hold nothing, and tags that the next one of their kind ends: many left open don't nest.
UNNESTED = VOID | set(
    "html head body p li dt dd td th tr thead tbody tfoot colgroup caption option optgroup rt rp "
    "a nobr h1 h2 h3 h4 h5 h6".split()
)
RAW = {  # elements that hold characters, not tags
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in "script style textarea title xmp iframe noembed noframes".split()
}


def read_html(source: str, data: bytes) -> Extracted:
    """Read a web page.

    Raises:
        UnreadableError: it isn't text, would keep a parser busy for ever, or shows no text.
    """
    page, note = decode_page(source, data)
    gathering = Gathering()
    add_page(gathering, page)
    first = next(
        (each.text for each in page.pieces if (each.kind, each.level) == (BlockKind.HEADING, 1)),
        None,
    )
    return gathering.finish(source, page.title or first, page_notes(page.left_out, note))


def decode_page(
    source: str, data: bytes, label: str | None = None, *, whole: bool = False, xml: bool = False
) -> tuple[Page, str | None]:
    """The page that bytes hold, in the encoding that `label` or the page itself claims.

    `whole` says that all of it is text, `xml` that it is XML, whether it says so or not. The
    second value is a note about the encoding, if there is anything to say.

    Raises:
        UnreadableError: it is too large, its encoding can't be told, or its tags are more numerous
            or nest deeper than any honest page's.
    """
    start = data[:DECLARED_WITHIN]
    declared = META.search(start) or XML.match(start)
    if label is None and declared:
        label = declared[1].decode("ascii", "ignore")
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            f"“{source}” holds a page of {len(data) / MIB:.1f} MiB, and the limit is "
            f"{MOST_BYTES / MIB:g} MiB. Split it, or save it as text and add that."
        )
    markup, note = decode_claimed(source, data, label)
    if xml or markup.lstrip().startswith("<?xml"):
        # Parsed as HTML is, once what HTML doesn't know is rewritten.
        markup = CDATA.sub(lambda match: escape(match[1]), markup)
        markup = WHOLE_TAG.sub(_close, markup)
    _check_tags(source, markup)
    return parse_page(markup, whole=whole), note


def add_page(gathering: Gathering, page: Page) -> None:
    """Put the blocks of a page at the end, numbered as paragraphs but for the headings."""
    gathering.tables += page.tables
    number = gathering.places[-1].number if gathering.places else 0
    for piece in page.pieces:
        heading = piece.kind is BlockKind.HEADING
        number += not heading
        places = [] if heading else [(PlaceKind.PARAGRAPH, number, "")]
        gathering.begin_part()
        gathering.add(piece.text, *places, kind=piece.kind, level=piece.level)


def page_notes(counts: Counter[str], *others: str | None) -> list[str]:
    """The sentences about what of a page, or of several, was left out, and others if there are."""
    return [*left_out(counts), *filter(None, others)]


def _close(match: re.Match[str]) -> str:
    """A tag of XML that is its own end, with an end of its own."""
    if not match["closed"] or match["name"].lower() in VOID:
        return match.group()
    return f"<{match['name']}{match['rest']}></{match['name']}>"


def _check_tags(source: str, markup: str) -> None:
    """Refuse markup that is built to keep a parser busy.

    Tags are counted roughly, rather too many than too few: what an end tag really ends is only
    known after parsing.

    Raises:
        UnreadableError: a tag has too many attributes, or too many tags are open at once.
    """
    opened: Counter[str] = Counter()
    depth = 0
    for tags, (name, ends) in enumerate(_find_tags(source, markup, opened), start=1):
        # Within <select> other end tags mean nothing; what </template> ends is hard to tell.
        ignored = name == "template" or (opened["select"] and name != "select")
        step = (opened[name] > 0 and not ignored) * -1 if ends else name not in UNNESTED
        opened[name] += step
        depth += step
        if depth > DEEPEST:
            raise _hostile(source, f"has more than {DEEPEST} tags within each other")
        if tags > MOST_TAGS:
            raise UnreadableError(
                f"“{source}” holds a page of more than {MOST_TAGS:,} tags. "
                "Split it, or save it as text and add that."
            )


def _find_tags(source: str, markup: str, opened: Counter[str]) -> Iterator[tuple[str, bool]]:
    """The names of a page's tags and whether each is an end tag; `opened` counts what is open."""
    position = 0
    while match := TAG.search(markup, position):
        position = match.end()
        if match["closed"]:
            yield match["closed"].lower(), True
        elif match["name"]:
            if match["end"] is None:
                raise _hostile(source, f"has a tag with more than {MOST_ATTRIBUTES} attributes")
            name = match["name"].lower()
            drawn = opened["svg"] or opened["math"]  # where other rules hold
            yield name, False
            if name in RAW and not drawn:
                end = RAW[name].search(markup, position)
                position = end.start() if end else len(markup)
            elif drawn and markup.endswith("/>", 0, position):
                yield name, True
        elif match.group() == "<!--":
            comment = COMMENT_END.search(markup, position)
            position = comment.end() if comment else len(markup)
        elif not match["comment"]:
            position = markup.find(">", position) + 1 or len(markup)


def _hostile(source: str, why: str) -> UnreadableError:
    return UnreadableError(
        f"“{source}” {why}, which no honest page has. Save it as text and add that."
    )
