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

from wordfreq import zipf_frequency

from index.types import Block, BlockKind, Document, Span

# What a line end may leave behind: hyphen-minus, hyphen, soft hyphen, PDFium's mark for a hyphen.
HYPHENS = "-\u2010\u00ad\ufffe"
BREAK = re.compile(rf"([{HYPHENS}])[ \t]*\r?[\n\r]\s*")
INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")  # soft hyphen, zero-width space, joiner, BOM
LIGATURES = re.compile("[\ufb00-\ufb06]")
SOLID = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
COMPOUND = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)+")
LEFT = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*$")
RIGHT = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
# Scripts written without spaces between words: a broken line is joined without one.
UNSPACED = re.compile(
    "[\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
MARKUP = re.compile(r"(?P<code>(?<!`)`+(?!`))|\*{1,3}|(?<!\w)__?(?=\S)|(?<=\S)__?(?!\w)")


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
        untouched = re.sub(rf"\S+[{HYPHENS}][ \t]*\r?[\n\r]\s*\S+", " ", text)
        compound = Counter(word.lower() for word in COMPOUND.findall(untouched))
        solid = Counter(word.lower() for word in SOLID.findall(COMPOUND.sub(" ", untouched)))
        return cls(solid, compound)


@cache
def _zipf(word: str) -> float:
    """How common a word is in English: log10 of its uses in a billion words; 0 if unknown."""
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
        # "Anti-American", "F-16": only a word in capitals that the document has whole is joined.
        return not ((before + after).isupper() and words.solid[joined] > 0)
    whole = words.solid[joined]
    apart = max(words.compound[f"{before}-{after}".lower()], words.compound[f"{head}-{tail}"])
    if whole != apart:
        return apart > whole
    common, rarer = _zipf(joined), min(_zipf(head), _zipf(tail))
    short = min(len(head), len(tail)) < 3
    if common >= 1.5:
        # Known as one word, unless the halves are so much commoner that it must be a chance.
        return not short and common < rarer - 3.2
    return rarer >= 3.0 and not short


def read_block(document: Document, block: Block, words: Vocabulary) -> Reading:
    """The reading text of one block of a document."""
    text, (start, end) = document.text, (block.span.start, block.span.end)
    skipped = _markup(text, start, end) if document.markup else frozenset[int]()
    breaks = {match.start(1): match for match in BREAK.finditer(text, start, end)}
    chars: list[str] = []
    offsets = array("I")
    keep_lines = block.kind is BlockKind.CODE
    position = start
    while position < end:
        char = text[position]
        if position in breaks and chars and chars[-1].isalnum():
            match = breaks[position]
            if char in "-\u2010\ufffe" and hyphen_belongs(
                "".join(chars[-60:]), text[match.end() : match.end() + 60], words
            ):
                chars.append("-" if char == "\ufffe" else char)
                offsets.append(position)
            position = match.end()
            continue
        if char.isspace():
            stop = position
            while stop < end and text[stop].isspace():
                stop += 1
            for shown in _white_space(text, position, stop, keep_lines):
                chars.append(shown)
                offsets.append(position)
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
        return run
    before, after = text[start - 1 : start], text[stop : stop + 1]
    if "\n" in run or "\r" in run:
        if before == "—" or (after == "—" and len(run) == 1):
            return ""
        if UNSPACED.match(before) and UNSPACED.match(after):
            return ""
    return " "


def _markup(text: str, start: int, end: int) -> frozenset[int]:
    """Offsets of Markdown's emphasis and code marks, which are not the author's words.

    Only marks that come in pairs count; what stands between code marks is left alone.
    """
    skipped: set[int] = set()
    opened: dict[str, re.Match[str]] = {}
    position = start
    while match := MARKUP.search(text, position, end):
        mark, position = match.group(), match.end()
        if text[match.start() - 1 : match.start()] == "\\":
            continue
        if match["code"]:
            close = re.compile(rf"(?<!`){mark}(?!`)").search(text, position, end)
            if close:
                skipped.update(range(*match.span()), range(*close.span()))
                position = close.end()
            continue
        if mark in opened and not text[match.start() - 1].isspace():
            first = opened.pop(mark)
            skipped.update(range(*first.span()), range(*match.span()))
        elif text[match.end() : match.end() + 1].strip():
            opened[mark] = match
    return frozenset(skipped)


def _stripped(text: str, offsets: array[int]) -> Reading:
    """Without white space at either end."""
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    return Reading(text[lead:tail], offsets[lead:tail])
