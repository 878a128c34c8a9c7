"""The blocks of a web page, as a person sees them: markup to pieces of text.

Text is gathered in the order of the page and cut where a block begins or ends. White space is
folded as a browser folds it, <br> is a line break, and two of them end a block. A table's row is a
block if each of its cells is a single paragraph; tables around whole pages aren't that.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.types import BlockKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SPACE = re.compile(r"[ \t\n\r\f]+")
SPACES = re.compile(r" {2,}")
AROUND_BREAKS = re.compile(r" ?\n ?")
BREAKS = re.compile(r"\n{2,}")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CODE = frozenset("pre listing xmp".split())
BLOCKS = (
    HEADINGS.keys()
    | CODE
    | set(
        "address article aside blockquote body caption center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form header hgroup hr html legend li main menu ol p "
        "search section summary table tbody td tfoot th thead tr ul".split()
    )
)
SECTIONS = frozenset("article section main".split())
# What isn't read, and what it is called. Only what holds text is counted, and what needs none.
LEFT_OUT = (
    dict.fromkeys("script style template noscript noframes noembed".split(), "script(s)")
    | dict.fromkeys(("nav",), "menu(s)")
    | dict.fromkeys(("aside",), "side note(s)")
    | dict.fromkeys("button input select textarea datalist output".split(), "form field(s)")
    | dict.fromkeys("svg canvas object embed iframe audio video map".split(), "embedded object(s)")
    | dict.fromkeys(("math",), "formula(s)")
    | dict.fromkeys(("rt", "rp"), "reading aid(s)")
)
MARGINS = {"header": "page header(s)", "footer": "page footer(s)"}
HIDDEN = "hidden part(s)"
PICTURES = "picture(s)"
DESCRIPTIONS = "description(s) of pictures"
TOOLTIPS = "tooltip(s)"
NUMBERS = "list number(s)"
COMMENTS = "comment(s)"
TEXTLESS = frozenset("iframe object embed audio video".split())  # which say things by other means
FOR_PROGRAMS = re.compile(r"\s*(?:\[if\b|\[endif|<!\[)", re.IGNORECASE)  # a comment, not for people
ROW_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM)  # of a cell that a row can tell
NEVER_SHOWN = frozenset("head title".split())  # so that nobody misses them
MENUS = frozenset("navigation menu menubar search tablist toolbar".split())  # ARIA's roles
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
ANCHOR = "¶"  # the link to a heading that documentation tools put behind it


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a page: its kind, a heading's or list item's level (else 0), and its text."""

    kind: BlockKind
    level: int
    text: str


@dataclass(slots=True)
class Page:
    """What a page holds: its title, its blocks in order, and how much of what was left out.

    `tables` counts those that were read row by row; others only hold a page together.
    """

    title: str | None = None
    pieces: list[Piece] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    tables: int = 0


def parse_page(markup: str, *, whole: bool = False) -> Page:
    """The blocks of a page whose markup was checked, so that parsing takes no more than seconds.

    `whole` says that all of it is text, as in a book: headers, footers and side notes, too.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    page = Page()
    if tree.head and (title := tree.head.css_first("title")):
        page.title = SPACE.sub(" ", title.text()).strip() or None
    if tree.body:
        _Walk(page, whole).walk(tree.body)
    return page


@dataclass(slots=True)
class _Walk:
    """A walk over a page's nodes, in order, without recursion: pages nest deeply."""

    page: Page
    whole: bool
    texts: list[str] = field(default_factory=list)  # of the block that is being gathered
    rows: list[list[list[Piece]]] = field(default_factory=list)  # open rows: cells: their blocks
    tables: list[bool] = field(default_factory=list)  # open ones: whether a row of it was told
    items: list[bool] = field(default_factory=list)  # open list items: whether one has begun
    named: list[bool] = field(default_factory=list)  # open tables: whether columns have names
    naming: int = 0  # how many heads of tables are around
    names: list[bool] = field(default_factory=list)  # of the cells of open rows: all are names
    level: int = 0  # of the heading around
    code: int = 0  # how many preformatted blocks are around
    sections: int = 0
    margins: int = 0

    def walk(self, root: LexborNode) -> None:
        """Gather all blocks below a node."""
        ahead: list[LexborNode | str] = [root]  # a name stands for the end of that element
        while ahead:
            node = ahead.pop()
            if isinstance(node, str):
                self._leave(node)
                continue
            if node.next is not None:
                ahead.append(node.next)
            if node.is_comment_node:
                self._count_comment(node.comment_content or "")
            elif node.is_text_node:
                text = node.text_content or ""
                self.texts.append(text if self.code else SPACE.sub(" ", text))
            elif node.is_element_node and self._enter(node):
                ahead.append(node.tag or "")
                if node.first_child is not None:
                    ahead.append(node.first_child)
        self._finish_block()

    def _enter(self, node: LexborNode) -> bool:
        """Begin an element; whether what is in it is read."""
        tag = node.tag or ""
        if tag in NEVER_SHOWN:
            return False
        if what := self._why_left_out(node, tag):
            self.page.left_out[what] += _is_missed(node, tag)
            return False
        self._count_beside(node, tag)
        if tag == "br":
            self.texts.append("\n")
        if tag in BLOCKS:
            self._finish_block()
        self.code += tag in CODE
        self.sections += tag in SECTIONS
        self.margins += tag in MARGINS
        self.level = HEADINGS.get(tag, self.level)
        self.naming += tag == "thead"
        if tag == "table":
            self.tables.append(False)
            self.named.append(False)
        elif tag == "tr":
            self.rows.append([])
            self.names.append(True)
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append([])
            self.names[-1] = self.names[-1] and (tag == "th" or self.naming > 0)
        elif tag == "li":
            self.items.append(False)
        return True

    def _count_beside(self, node: LexborNode, tag: str) -> None:
        """Count what an element shows or says beside its text."""
        counts, attributes = self.page.left_out, node.attributes
        if tag == "img":
            said = attributes.get("alt")
            # With words that are empty it is an ornament (HTML Standard, 4.8.4.4); one that comes
            # with a mail is told among the attachments.
            attached = (attributes.get("src") or "").startswith("cid:")
            counts[PICTURES] += (said is None or _says(said)) and not attached
            counts[DESCRIPTIONS] += _says(said)
        elif tag == "li" and node.parent is not None and node.parent.tag == "ol":
            counts[NUMBERS] += 1
        counts[TOOLTIPS] += _says(attributes.get("title"))

    def _count_comment(self, text: str) -> None:
        """Count what the author wrote for those who read the markup."""
        self.page.left_out[COMMENTS] += _says(text) and not FOR_PROGRAMS.match(text)

    def _leave(self, tag: str) -> None:
        """End an element."""
        if tag not in BLOCKS:
            return
        inside = self.code > (tag in CODE)
        self._finish_block(still_code=inside)
        self.code -= tag in CODE
        self.sections -= tag in SECTIONS
        self.margins -= tag in MARGINS
        if tag in HEADINGS:
            self.level = 0
        self.naming -= tag == "thead"
        if tag == "tr" and self.rows:
            self._finish_row(self.rows.pop(), naming=self.names.pop())
        elif tag == "table":
            self.page.tables += self.tables.pop()
            self.named.pop()
        elif tag == "li" and self.items:
            self.items.pop()

    def _finish_block(self, *, still_code: bool | None = None) -> None:
        """What was gathered is a block; in preformatted text, only a line."""
        if not self.texts:
            return
        if self.code if still_code is None else still_code:
            if not self.texts[-1].endswith("\n"):
                self.texts.append("\n")
            return
        text, self.texts = "".join(self.texts), []
        if self.code:
            self._add(BlockKind.CODE, 0, text.strip("\r\n").rstrip())
            return
        text = AROUND_BREAKS.sub("\n", SPACES.sub(" ", text)).strip()
        if self.level:
            text = " ".join(text.removesuffix(ANCHOR).split())
            self._add(BlockKind.HEADING, self.level, text)
            return
        for paragraph in BREAKS.split(text):
            if self.items and paragraph and not paragraph.isspace():
                # What follows the first paragraph of an item belongs to it.
                self._add(BlockKind.ITEM, len(self.items) + self.items[-1], paragraph)
                self.items[-1] = True
            else:
                self._add(BlockKind.PARAGRAPH, 0, paragraph)

    def _add(self, kind: BlockKind, level: int, text: str) -> None:
        """Put a block where it belongs: into the innermost open cell, or on the page."""
        if text and not text.isspace():
            cells = next((row for row in reversed(self.rows) if row), None)
            target = cells[-1] if cells else self.page.pieces
            target.append(Piece(kind, level, text))

    def _finish_row(self, row: list[list[Piece]], *, naming: bool) -> None:
        """A row is one block if its cells are paragraphs, else it only held others together.

        `naming` says that all its cells are names: of the columns, if it is the first such row.
        """
        cells = [cell for cell in row if cell]
        if all(len(cell) == 1 and cell[0].kind in ROW_KINDS for cell in cells):
            table = len(cells) > 1 and bool(self.tables)
            kind = BlockKind.ROW if table and self.named[-1] else BlockKind.PARAGRAPH
            if table and naming and not self.tables[-1]:
                kind = BlockKind.COLUMNS
                self.named[-1] = True
            self._add(kind, 0, " | ".join(cell[0].text for cell in cells))
            if table:
                self.tables[-1] = True
            return
        for piece in (piece for cell in cells for piece in cell):
            self._add(piece.kind, piece.level, piece.text)

    def _why_left_out(self, node: LexborNode, tag: str) -> str | None:
        """What an element counts as if it isn't read."""
        attributes = node.attributes
        if (
            "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or HIDING.search(attributes.get("style") or "")
            or (tag == "dialog" and "open" not in attributes)
        ):
            return LEFT_OUT.get(tag, HIDDEN)
        role = attributes.get("role") or ""
        if role in MENUS:
            return "menu(s)"
        if tag == "aside" and (self.whole or "note" in role):
            return None
        if tag in MARGINS and not (self.whole or self.sections or self.margins):
            # A header with the page's heading in it begins the text rather than the window.
            return MARGINS[tag] if tag == "footer" or not node.css_first("h1") else None
        return LEFT_OUT.get(tag)


def _says(text: str | None) -> bool:
    """Whether there are words."""
    return any(map(str.isalnum, text or ""))


def _is_missed(node: LexborNode, tag: str) -> bool:
    """Whether a person would miss what isn't read of an element."""
    if tag == "input":
        attributes = node.attributes
        shown = attributes.get("type") != "hidden"
        return shown and (_says(attributes.get("value")) or _says(attributes.get("placeholder")))
    if tag in TEXTLESS and "hidden" not in node.attributes:
        return True
    return bool(node.text().strip()) or any(
        _says(each.attributes.get("alt")) for each in node.css("img")
    )
