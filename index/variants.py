"""Other ways to write what a question says: a text that holds one reads as if it held the other.

“ABM” in a question stands for “anti-ballistic missile” in a text, “two” for “2”. Wherever the
question's keys are counted, a text's keys are first read with its variants. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.words import QUESTION_WORDS, stem, tokens

COUNTS = 0.8  # of an occurrence in the question's own words
MORE_REACH = 2  # keys that may stand among those of a variant, beside one for each


@dataclass(frozen=True, slots=True)
class Variant:
    """Search keys that, near one another in a text, stand for `keys` of the question."""

    needs: frozenset[str]
    keys: tuple[str, ...]


Variants = tuple[Variant, ...]


def parts(text: str) -> list[str]:
    """The stems of a text's words, compounds apart, in order."""
    return [stem(part) for token in tokens(text) for part in re.split(r"[-'./&+,]", token) if part]


def form_id(text: str) -> str:
    """What two ways to write the same words share: “anti-ballistic”, “Antiballistic”."""
    return "".join(parts(text))


def needs_of(form: str) -> list[frozenset[str]]:
    """The keys by which a text shows that it holds a form: compounds apart, and joined."""
    words = [token for token in tokens(form) if token not in QUESTION_WORDS] or tokens(form)
    apart = frozenset(part for word in words for part in parts(word))
    joined = frozenset(stem(re.sub(r"[-'./&+,]", "", word)) for word in words)
    return [each for each in dict.fromkeys([apart, joined]) if each]


def _ends(keys: Sequence[str], needs: frozenset[str]) -> Iterator[int]:
    """Where in a text's keys all that a variant needs has come together."""
    if not needs.issubset(keys):
        return
    reach = 2 * len(needs) + MORE_REACH
    last: dict[str, int] = {}
    for at, key in enumerate(keys):
        if key in needs:
            last[key] = at
            if len(last) == len(needs) and at - min(last.values()) < reach:
                yield at
                last.clear()


def stood_for(keys: Sequence[str], variants: Variants) -> list[str]:
    """The question's keys that a text holds in other ways, as often as it does."""
    return [key for variant in variants for _ in _ends(keys, variant.needs) for key in variant.keys]


def read_with(keys: Sequence[str], variants: Variants) -> Sequence[str]:
    """A text's keys with the question's keys after those that stand for them."""
    after: dict[int, list[str]] = {}
    for variant in variants:
        for at in _ends(keys, variant.needs):
            after.setdefault(at, []).extend(variant.keys)
    if not after:
        return keys
    return [each for at, key in enumerate(keys) for each in (key, *after.get(at, ()))]
