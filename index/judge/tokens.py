"""Texts to tokens, and which tokens of question and passage are the same. Imports no torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.words import QUESTION_WORDS

PASSAGE_TOKENS = 192  # of a passage with its marks; a longer one is read so far
QUESTION_TOKENS = 48

Ids = NDArray[np.int64]
Places = NDArray[np.int64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: their numbers, shape (tokens,), and their ranges of it, (tokens, 2).

    The model's marks at both ends have the empty range (0, 0).
    """

    ids: Ids
    places: Places


class Tokenizer:
    """The built-in encoder's tokenizer. May be used from several threads."""

    def __init__(self, folder: Path) -> None:
        """Load it from the encoder's folder."""
        from tokenizers import Tokenizer as Fast

        self._fast: Any = Fast.from_file(str(folder / "tokenizer.json"))
        self._fast.no_truncation()
        self._fast.no_padding()
        vocabulary: dict[str, int] = self._fast.get_vocab()
        self._common = np.array(
            sorted(
                number
                for token, number in vocabulary.items()
                if token in QUESTION_WORDS or token[0] == "[" or not any(map(str.isalnum, token))
            )
        )

    def __call__(self, text: str, most: int) -> Tokens:
        """The tokens of a text, at most `most` with the marks at its ends."""
        found = self._fast.encode(text)
        kept = min(most, len(found.ids)) - 1
        return Tokens(
            np.array([*found.ids[:kept], found.ids[-1]], dtype=np.int64),
            np.array([*found.offsets[:kept], (0, 0)], dtype=np.int64),
        )

    def shared(self, ids: Ids, others: Ids) -> Marks:
        """Which of `ids` stand among `others` too and mean something, shape (tokens,)."""
        found: Marks = np.isin(ids, others) & ~np.isin(ids, self._common)
        return found
