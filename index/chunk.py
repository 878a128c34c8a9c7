"""Document to Passages and their sentences. Pure. Boundaries first, then slices."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.leads import Leads
from index.prose import Reading, Vocabulary, read_block
from index.sentences import find_sentences
from index.types import Block, BlockKind, Document, Lead, Passage, Sentence, Span

MAX_CHARS = 700  # of a passage: most paragraphs whole, about 150 tokens of English
ORPHAN_CHARS = 120  # a passage shorter than this joins the one before it
MAX_SENTENCE_CHARS = 700  # longer ones are cut at a clause: no reader would call it a sentence
CLAUSE = re.compile(r"[;:,]\s|[；：，、]|\s[–—]\s|—|\n|\s")
SPACE = re.compile(r"\s*")
FACT_WORDS = 3  # a heading of fewer says nothing without text under it
FACT = re.compile(r"\w: .*\d")  # a heading that says something: "Emergency number: 0800 11 22"
# Between two blocks of Markdown that go together; between any others there is only white space.
MARKS = re.compile(r"[\s*_`~>#=+|:-]*")


@dataclass(slots=True)
class _Draft:
    """A passage that is growing: its reading text, and its sentences and their places in it.

    `apart` says that something of the document which no block holds stands between it and the
    last, `joint` what is read between them.
    """

    section: tuple[str, ...]
    apart: bool = False
    joint: str = "\n"
    text: str = ""
    tokens: int = 0
    sentences: tuple[Sentence, ...] = ()
    leads: tuple[Lead, ...] = ()

    def append(
        self, reading: Reading, piece: Span, tokens: int, joint: str, leads: tuple[Lead, ...]
    ) -> None:
        """Put a sentence of a block's reading text at the end, after a `joint`."""
        if self.text:
            self.text += joint
        start = len(self.text)
        self.text += reading.text[piece.start : piece.end]
        self.tokens += tokens
        self.sentences += (
            Sentence(
                reading.source_span(piece.start, piece.end),
                Span(start, len(self.text)),
                self._number(leads),
            ),
        )

    def _number(self, leads: tuple[Lead, ...]) -> tuple[int, ...]:
        """Take in leads, each once; their numbers."""
        self.leads = tuple(dict.fromkeys((*self.leads, *leads)))
        return tuple(map(self.leads.index, leads))

    def extend(self, other: _Draft) -> None:
        """Put all of another draft at the end."""
        shift = len(self.text) + len(other.joint)
        self.text += other.joint + other.text
        self.tokens += other.tokens
        self.sentences += tuple(
            Sentence(
                each.span,
                Span(each.reading.start + shift, each.reading.end + shift),
                self._number(tuple(other.leads[number] for number in each.leads)),
            )
            for each in other.sentences
        )

    def finish(self) -> Passage:
        """The passage; the draft must hold a sentence."""
        span = Span(self.sentences[0].span.start, self.sentences[-1].span.end)
        return Passage(span, self.text, self.section, self.sentences, self.leads)


def chunk(
    document: Document, *, count_tokens: Callable[[str], int], max_tokens: int
) -> list[Passage]:
    """Cut a document into passages of whole sentences that never cross a heading.

    A passage holds at most `MAX_CHARS` characters (more where one sentence is longer, or to take
    in an orphan) and at most `max_tokens` tokens as `count_tokens` counts them, which is what the
    model reads.
    """
    words = Vocabulary.of(document.text)
    headings: list[tuple[int, str]] = []
    drafts = [_Draft(())]
    leading = Leads(document.text)
    end, apart = 0, False
    for number, block in enumerate(document.blocks):
        apart = apart or not _is_nothing(document, Span(end, block.span.start))
        end = block.span.end
        reading = read_block(document, block, words)
        if not reading.text:
            apart = True
            continue
        if block.kind is BlockKind.HEADING:
            leading.meet(block, reading, Span(0, len(reading.text)))
            headings = [each for each in headings if each[0] < block.level]
            headings.append((block.level, " ".join(reading.text.split())))
            says = headings[-1][1] != document.title
            if says and _says_all(reading.text, block, document.blocks[number + 1 :][:1]):
                drafts.append(_Draft(_section(document, headings[:-1]), apart=True))
                piece = Span(0, len(reading.text))
                drafts[-1].append(reading, piece, count_tokens(reading.text), "", ())
            drafts.append(_Draft(_section(document, headings), apart=True))
            apart = False
            continue
        pieces = _pieces(reading.text, block, count_tokens, max_tokens)
        leads = leading.meet(block, reading, pieces[-1])
        held = len(drafts[-1].text)
        if apart or (held > ORPHAN_CHARS and held + pieces[-1].end > MAX_CHARS):
            # Between paragraphs rather than within one, and never over what is left out.
            drafts.append(_Draft(drafts[-1].section, apart))
        apart = False
        share = _share(len(drafts[-1].text) + pieces[-1].end)
        for at, piece in enumerate(pieces):
            joint = reading.text[pieces[at - 1].end : piece.start] if at else "\n"
            tokens = count_tokens(reading.text[piece.start : piece.end])
            held = len(drafts[-1].text)
            full = held + len(piece) >= MAX_CHARS or held + len(piece) // 2 > share
            if drafts[-1].text and (full or drafts[-1].tokens + tokens > max_tokens):
                drafts.append(_Draft(drafts[-1].section, joint=joint))
            drafts[-1].append(reading, piece, tokens, joint, leads)
    return [draft.finish() for draft in _adopt_orphans(drafts, max_tokens)]


def _share(chars: int) -> int:
    """How many characters of a paragraph of `chars` characters a passage takes: equal parts."""
    return chars // -(-chars // MAX_CHARS) if chars > MAX_CHARS else MAX_CHARS


def _adopt_orphans(drafts: list[_Draft], max_tokens: int) -> list[_Draft]:
    """The drafts that hold text, those too short to stand alone put to the one before."""
    kept: list[_Draft] = []
    for draft in drafts:
        if not draft.text:
            continue
        before = kept[-1] if kept and kept[-1].section == draft.section else None
        if (
            before
            and not draft.apart
            and len(draft.text) < ORPHAN_CHARS
            and len(before.text) + len(draft.text) < MAX_SENTENCE_CHARS
            and before.tokens + draft.tokens <= max_tokens
        ):
            before.extend(draft)
        else:
            kept.append(draft)
    return kept


def _says_all(text: str, heading: Block, following: Sequence[Block]) -> bool:
    """Whether a heading is itself what may be asked for: a fact, or one with nothing under it."""
    bare = all(
        block.kind is BlockKind.HEADING and block.level <= heading.level for block in following
    )
    long = len(text) > MAX_SENTENCE_CHARS
    return not long and (bool(FACT.search(text)) or (bare and len(text.split()) >= FACT_WORDS))


def _is_nothing(document: Document, gap: Span) -> bool:
    """Whether a gap between blocks holds nothing that a reader would miss."""
    between = document.text[gap.start : gap.end]
    return bool(MARKS.fullmatch(between)) if document.markup else not between.strip()


def _section(document: Document, headings: list[tuple[int, str]]) -> tuple[str, ...]:
    """The headings above a passage, without the document's own title."""
    names = [name for _, name in headings]
    return tuple(names[1:] if names and names[0] == document.title else names)


def _pieces(
    text: str, block: Block, count_tokens: Callable[[str], int], max_tokens: int
) -> list[Span]:
    """The sentences of a block, those too long for a passage or the model cut at a clause."""
    spans = _lines(text) if block.kind is BlockKind.CODE else find_sentences(text)
    pieces: list[Span] = []
    for span in spans:
        rest = span
        while True:
            limit = MAX_SENTENCE_CHARS
            while count_tokens(text[rest.start : min(rest.end, rest.start + limit)]) > max_tokens:
                limit //= 2
            if len(rest) <= limit:
                break
            cut = rest.start + _clause_end(text[rest.start : rest.start + limit])
            pieces.append(Span(rest.start, rest.start + len(text[rest.start : cut].rstrip())))
            begin = SPACE.match(text, cut)
            rest = Span(begin.end() if begin else cut, rest.end)
        pieces.append(rest)
    return pieces


def _lines(text: str) -> list[Span]:
    """The lines of code that aren't blank."""
    return [
        Span(match.start(), match.start() + len(match.group().rstrip()))
        for match in re.finditer(r"\S[^\n]*", text)
    ]


def _clause_end(text: str) -> int:
    """Where to cut a text that is too long: after its last clause, else its last word."""
    found = [match for match in CLAUSE.finditer(text) if match.end() > len(text) // 2]
    marks = [match for match in found if not match.group().isspace()]
    return (marks or found)[-1].end() if found else len(text)
