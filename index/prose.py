"""A block of extracted text to reading text, with the way back. Pure.

Reading text joins what the printed page broke: lines, words broken over lines, ligatures. It
never adds, drops, changes or reorders a letter or a digit, and knows for each of its characters
where it stands in the extracted text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from dataclasses import dataclass
from functools import cache

from index.types import Block, BlockKind, Document, Span

# What a line end may leave behind: hyphen-minus, hyphen, soft hyphen, PDFium's mark for a hyphen.
HYPHENS = "-\u2010\u00ad\ufffe"
DASHES = "-\u2010\u2011–—"
BREAK = re.compile(rf"([{HYPHENS}])[ \t]*\r?[\n\r]\s*")
SOFT_HYPHEN = "\u00ad"
INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")  # soft hyphen, zero-width space, joiner, BOM
LIGATURES = re.compile("[\ufb00-\ufb06]")
SOLID = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
COMPOUND = re.compile(r"(?<![^\W_])[^\W_]++(?:[-\u2010\u2011][^\W_]++)+")
LEFT = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*$")
RIGHT = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
# Scripts written without spaces between words: a broken line is joined without one.
UNSPACED = re.compile(
    "[\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
# Short words that make compounds ("on-disk", "follow-on"), unlike the syllables of broken words.
PARTICLES = frozenset("at by in of off on to up".split())
QUOTE_MARKS = re.compile(r"[\n\r][ \t]*(>[> \t]*)")
CODE_GAP = 80  # characters of white space that are read in a row
TICKS = re.compile(r"`+")
MARKUP = re.compile(r"\\[!-/:-@\[-`{-~]|(?P<code>`+)|(?P<emphasis>\*+|_+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """Reading text and, for each of its characters, the offset in the document's text."""

    text: str
    offsets: array[int]

    def source_span(self, start: int, end: int) -> Span:
        """Where the characters `start` to `end` of the reading text stand in the document."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document that no line end has touched, folded to lower case, and how often.

    A word broken at a line end is judged first by whether the document has it whole.
    """

    solid: Counter[str]
    compound: Counter[str]

    @classmethod
    def of(cls, text: str) -> Vocabulary:
        """Count the words of a document's text."""
        untouched = _without_broken_words(text)
        compound = Counter(word.lower() for word in COMPOUND.findall(untouched))
        solid = Counter(word.lower() for word in SOLID.findall(COMPOUND.sub(" ", untouched)))
        return cls(solid, compound)


def _without_broken_words(text: str) -> str:
    """A text without what stands, up to the next white space, on both sides of a broken line."""
    parts: list[str] = []
    position = 0
    for match in BREAK.finditer(text):
        start, end = match.span()
        while start > position and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        parts.append(text[position:start])
        position = max(position, end)
    return " ".join([*parts, text[position:]])


@cache
def _zipf(word: str) -> float:
    """How common a word is in English: log10 of its uses in a billion words; 0 if unknown."""
    from wordfreq import zipf_frequency  # late: few words need it, and it takes a while

    return float(zipf_frequency(word, "en"))


def hyphen_belongs(left: str, right: str, words: Vocabulary) -> bool:
    """Whether the hyphen between two halves of a word broken at a line end is part of the word.

    Asked in turn: the shape of the halves, the document's own words, how common English finds
    the joined word and its halves.
    """
    left_word, right_word = LEFT.search(left), RIGHT.match(right)
    if not left_word or not right_word:
        return True
    before, after = left_word.group(), right_word.group()
    head = re.split("[-\u2010\u2011]", before)[-1].lower()
    tail = re.split("[-\u2010\u2011]", after)[0].lower()
    joined = head + tail
    if before[-1].isdigit() or not after[0].islower():
        # "Anti-American", "F-16": only a word in capitals that is known whole is joined.
        known = words.solid[joined] > 0 or _zipf(joined) >= 3.0
        return not ((before + after).isupper() and known)
    whole = words.solid[joined]
    apart = max(words.compound[f"{before}-{after}".lower()], words.compound[f"{head}-{tail}"])
    if whole != apart:
        return apart > whole
    if len(before) == 1 or len(after) == 1:
        return True  # "X-ray", "e-mail": nobody breaks one letter off a word
    common, rarer = _zipf(joined), min(_zipf(head), _zipf(tail))
    if (common < 1.5 or len(before) > len(head)) and not PARTICLES.isdisjoint((head, tail)):
        return rarer >= 3.0  # "on-disk", "mother-in-law"
    short = min(len(head), len(tail)) < 3
    if common >= 1.5:
        # Known as one word, unless the halves are so much commoner that it must be a chance.
        return not short and common < rarer - 3.2
    return rarer >= 3.0 and not short


def read_block(document: Document, block: Block, words: Vocabulary) -> Reading:
    """The reading text of one block of a document."""
    if not block.skips:
        return _read(document.text, block.span, block.kind, words, markup=document.markup)
    # Read what is left as if it stood together, then say where it really stands.
    kept: list[int] = []
    start = block.span.start
    for skip in (*block.skips, Span(block.span.end, block.span.end)):
        kept.extend(range(start, skip.start))
        start = skip.end
    text = "".join(document.text[at] for at in kept)
    reading = _read(text, Span(0, len(text)), block.kind, words, markup=document.markup)
    return Reading(reading.text, array("I", (kept[at] for at in reading.offsets)))


def _read(text: str, span: Span, kind: BlockKind, words: Vocabulary, *, markup: bool) -> Reading:
    """The reading text of a range of a text."""
    start, end = span.start, span.end
    keep_lines = kind is BlockKind.CODE
    marked = markup and not keep_lines
    skipped = _markup(text, start, end) if marked else frozenset[int]()
    found = () if keep_lines else BREAK.finditer(text, start, end)
    breaks = {match.start(1): match for match in found}
    chars: list[str] = []
    offsets = array("I")
    position = start
    while position < end:
        char = text[position]
        broken = breaks.get(position)
        if broken and chars and not (chars[-1].isspace() or chars[-1] in DASHES):
            right = text[broken.end() : broken.end() + 60]
            soft = char == SOFT_HYPHEN
            if not soft and hyphen_belongs("".join(chars[-60:]), right, words):
                chars.append("-" if char == "\ufffe" else char)
                offsets.append(position)
            if not soft or _is_inside_word(chars[-1], right[:1]):
                position = broken.end()
                continue
        if char.isspace():
            stop = position
            while stop < end and text[stop].isspace():
                stop += 1
            if keep_lines or not (chars and chars[-1].isspace()):
                shown = _white_space(text, position, stop, keep_lines)
                chars.extend(shown)
                offsets.extend([position] * len(shown))
            position = stop
            continue
        if position not in skipped and char not in INVISIBLE:
            shown = unicodedata.normalize("NFKC", char) if LIGATURES.match(char) else char
            chars.extend(shown)
            offsets.extend([position] * len(shown))
        position += 1
    return _stripped("".join(chars), offsets)


def _white_space(text: str, start: int, stop: int, keep_lines: bool) -> str:
    """What a run of white space reads as: a space, or nothing where a line was only broken."""
    run = text[start:stop]
    if keep_lines:
        return re.sub(r"\r\n?", "\n", run)[:CODE_GAP]
    before, after = text[start - 1 : start], text[stop : stop + 1]
    if "\n" in run or "\r" in run:
        if before == "—" and not text[start - 2 : start - 1].isspace():
            return ""
        if after == "—" and not text[stop + 1 : stop + 2].isspace():
            return ""
        if UNSPACED.match(before) and UNSPACED.match(after):
            return ""
    return " "


def _is_inside_word(before: str, after: str) -> bool:
    """Whether two characters that only a hyphen parts belong to a word."""
    return (before.isalnum() or unicodedata.combining(before) > 0) and after.isalnum()


def unmarked(text: str) -> str:
    """A piece of Markdown without its emphasis and code marks."""
    skipped = _markup(text, 0, len(text))
    return "".join(char for at, char in enumerate(text) if at not in skipped)


def _markup(text: str, start: int, end: int) -> frozenset[int]:
    """Offsets of Markdown's emphasis, code and quotation marks, which are not the author's words.

    Only emphasis and code marks that come in pairs count; what stands between code marks is left
    alone.
    """
    skipped: set[int] = set()
    for quoting in QUOTE_MARKS.finditer(text, start, end):
        skipped.update(range(*quoting.span(1)))
    ticks: dict[int, list[int]] = {}  # where code marks of each length stand, last first
    for code in reversed(list(TICKS.finditer(text, start, end))):
        ticks.setdefault(len(code.group()), []).append(code.start())
    opened: dict[str, list[Span]] = {"*": [], "_": []}
    position = start
    while match := MARKUP.search(text, position, end):
        position = match.end()
        if match["code"]:
            size = len(match["code"])
            later = ticks.get(size, [])
            while later and later[-1] < position:
                later.pop()
            if later:
                close = later.pop()
                skipped.update(range(*match.span()), range(close, close + size))
                position = close + size
        elif match["emphasis"]:
            skipped.update(_emphasis(text, Span(*match.span()), opened))
    return frozenset(skipped)


def _emphasis(text: str, marks: Span, opened: dict[str, list[Span]]) -> list[int]:
    """Offsets of the marks that close emphasis and of those that opened it; others are noted."""
    before, after = text[marks.start - 1 : marks.start], text[marks.end : marks.end + 1]
    char = text[marks.start]
    lone = len(marks) == 1 and not (UNSPACED.match(before) or UNSPACED.match(after))
    inside = before.isalnum() and after.isalnum()
    if inside and (char == "_" or lone or (before + after).isdigit()):
        return []  # snake_case, 2*3*4
    found: list[int] = []
    if before.strip() and not (char == "_" and after.isalnum()):
        while opened[char] and len(marks):
            first = opened[char].pop()
            pair = min(len(first), len(marks))
            found += [*range(first.end - pair, first.end)]
            found += [*range(marks.start, marks.start + pair)]
            marks = Span(marks.start + pair, marks.end)
            if len(first) > pair:
                opened[char].append(Span(first.start, first.end - pair))
    if len(marks) and after.strip() and not (char == "_" and before.isalnum()):
        opened[char].append(marks)
    return found


def _stripped(text: str, offsets: array[int]) -> Reading:
    """Without white space at either end."""
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    return Reading(text[lead:tail], offsets[lead:tail])
