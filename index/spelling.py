"""Spelling mistakes in a question, read as words of the documents that its viewer may see.

A word is taken for a mistake if no passage holds it, English as wordfreq knows it hardly does
either, and a word of the passages is one slip away (two in a long word): a letter too many, too
few or wrong, or two that changed places (optimal string alignment). A first letter is seldom wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from index.record.words import keys_between
from index.sight import Sight
from index.types import ReadAs, ReadKind
from index.words import QUESTION_WORDS, fold, stem, token_keys, word_matches

WORD = re.compile(r"(?<![\w'’])[^\W\d_]{4,}(?![\w'’])")
SHORTEST = 4  # letters of a stem that is compared by itself
LONG_WORD = 8  # letters from which on two slips are forgiven
ENDING = 6  # letters at most that a stem lacks: “negotiations” is “negoti”
USUAL = 3.0  # Zipf frequency: about once in a million words; such a word is meant
LOOKED_AT = 8  # passages that are looked at for a word as it is written


@dataclass(frozen=True, slots=True, order=True)
class _Guess:
    """A word of the passages: how far it is from what was typed, and in how many it stands."""

    slips: int
    rarity: int
    word: str


def mend(
    question: str, sights: Sequence[Sight], is_known: Callable[[str], bool]
) -> tuple[str, tuple[ReadAs, ...]]:
    """The question with its spelling mistakes mended, and what was mended.

    `is_known` says of a word whether a glossary or an abbreviation knows it.
    """
    mended: list[ReadAs] = []
    pieces: list[str] = []
    end = 0
    for match in WORD.finditer(question):
        said = match.group()
        meant = None if is_known(said) else _meant(said, sights)
        if meant:
            pieces += [question[end : match.start()], meant]
            mended.append(ReadAs(ReadKind.SPELLING, said, meant))
            end = match.end()
    return "".join([*pieces, question[end:]]), tuple(dict.fromkeys(mended))


def _meant(said: str, sights: Sequence[Sight]) -> str | None:
    """The word of the passages that a typed word is a mistake for, None if it is none."""
    folded = fold(said)
    if not (folded.isascii() and folded.isalpha()) or folded in QUESTION_WORDS:
        return None
    if any(sight.occurs(stem(folded)) for sight in sights):
        return None
    usual = frequency(folded)
    if usual >= USUAL:
        return None
    guesses = sorted(
        guess
        for sight in sights
        for guess in _guesses(folded, sight)
        if not usual or frequency(fold(guess.word)) > usual
    )
    if not guesses:
        return None
    meant = guesses[0].word
    if said.isupper():
        return meant.upper()
    return meant[0].upper() + meant[1:] if said[0].isupper() else meant


def frequency(word: str) -> float:
    """How often English has a folded word, on Zipf's scale: 0 never, 3 once in a million words."""
    from wordfreq import zipf_frequency  # late: few questions need it, and it takes a while

    return float(zipf_frequency(word, "en"))


def _guesses(folded: str, sight: Sight) -> Iterator[_Guess]:
    """The words seen of a library that are few slips away."""
    slips = _forgiven(folded)
    own = stem(folded)
    for key in _near_keys(folded, slips, sight):
        ids = sight.places(key)
        if not len(ids):
            continue
        near = min(
            (OSA.distance(folded, fold(word)), not word.islower(), word)
            for word in set(_written(sight, key, ids[:LOOKED_AT].tolist())) or {""}
        )
        stems = OSA.distance(own, key)  # “retruning” is “returned” written wrong
        if near[0] <= slips or (near[2] and len(own) >= SHORTEST and stems <= _forgiven(own)):
            yield _Guess(min(near[0], stems), -len(ids), near[2])


def _forgiven(word: str) -> int:
    """How many slips a word may be away."""
    return 2 if len(word) >= LONG_WORD else 1


def _near_keys(folded: str, slips: int, sight: Sight) -> list[str]:
    """The keys of a library, seen or not, that begin like a word that is few slips away.

    Keys are stems: one is compared with every beginning of the typed word.
    """
    first = folded[0]
    keys = [
        key
        for key in keys_between(
            sight.reader, sight.generation.library_id, first, chr(ord(first) + 1)
        )
        if len(folded) - ENDING <= len(key) <= len(folded) + slips and key.isalpha()
    ]
    if not keys:
        return []
    beginnings = [folded[:end] for end in range(max(3, len(folded) - ENDING), len(folded) + 1)]
    distances = cdist(
        beginnings, keys, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8, workers=1
    )
    return [keys[n] for n in np.flatnonzero(distances.min(axis=0) <= slips)]


def _written(sight: Sight, key: str, ids: Sequence[int]) -> Iterator[str]:
    """The words of some passages that have this key, as they are written."""
    for each in sight.reader.passages(sight.generation.library_id, ids):
        if each.sound and each.limits.allow(sight.viewer):
            said = " ".join([each.passage.text, *each.passage.section, each.title])
            yield from (word for word in word_matches(said) if key in token_keys(word))
