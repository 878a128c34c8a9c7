"""Line-end hyphens of a long text with known answers: Python's own reference, set in a column."""

from __future__ import annotations

import re
from pydoc_data.topics import topics
from random import Random

from index.prose import Vocabulary, hyphen_belongs

WIDTH = 60
VOWELS = frozenset("aeiouy")


def words() -> list[str]:
    """The prose of the reference, without its code."""
    paragraphs = re.split(r"\n\s*\n", "\n\n".join(topics[name] for name in sorted(topics)))
    prose = [each for each in paragraphs if not re.match(r" |$", each)]
    return " ".join(
        " ".join(each.split()) for each in prose if not re.search("::|=|>>>", each)
    ).split(" ")


def syllable_ends(word: str) -> list[int]:
    """Where a word may be broken: V-CV and VC-CV."""
    v = [letter.lower() in VOWELS for letter in word]
    return [
        at for at in range(2, len(word) - 2) if not v[at] and v[at + 1] and (v[at - 1] or v[at - 2])
    ]


def set_in_column() -> tuple[list[str], list[tuple[int, bool]]]:
    """The lines, and for each that ends in a hyphen whether the hyphen is the word's own."""
    chance = Random(7)  # noqa: S311
    lines: list[str] = []
    ends: list[tuple[int, bool]] = []
    line = ""
    for word in words():
        room = WIDTH - len(line) - 2
        if len(word) <= room + 1:
            line = f"{line} {word}".strip()
            continue
        compound = re.fullmatch(r"([A-Za-z]+)-([A-Za-z]+[.,;:]?)", word)
        breaks = [at for at in syllable_ends(word) if at <= room] if word.isalpha() else []
        if compound and len(compound[1]) <= room:
            ends.append((len(lines), True))
            lines.append(f"{line} {compound[1]}-")
            line = compound[2]
        elif breaks:
            at = chance.choice(breaks)
            ends.append((len(lines), False))
            lines.append(f"{line} {word[:at]}-")
            line = word[at:]
        else:
            lines.append(line)
            line = word
    return [*lines, line], ends


def test_at_most_two_in_a_hundred_line_end_hyphens_are_judged_wrongly() -> None:
    lines, ends = set_in_column()
    vocabulary = Vocabulary.of("\n".join(lines))
    wrong = [
        lines[number].split()[-1] + lines[number + 1].split()[0]
        for number, belongs in ends
        if hyphen_belongs(lines[number][:-1], lines[number + 1], vocabulary) != belongs
    ]
    assert len(ends) > 500
    assert len(wrong) <= 0.02 * len(ends), wrong
