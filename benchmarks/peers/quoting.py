"""Quotes for systems that make none: of the first passages what is nearest in meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

import numpy as np

from benchmarks.peers.score import QUOTE_CHARS, QUOTES
from benchmarks.peers.shown import Reply, Shown
from index.sentences import find_sentences

PASSAGES = 3  # that quotes are cut from


class Quoter:
    """Quotes one or two sentences that stand together, by cosine, with the same model."""

    def __init__(self, model: Any, texts: Mapping[str, str]) -> None:  # noqa: ANN401
        """Use a sentence-transformers `model` on documents, given as source → text."""
        self._model = model
        self._texts = texts
        self._vectors: dict[str, Any] = {}

    def quote(self, question: str, reply: Reply) -> Reply:
        """The reply with its quotes, none of which overlaps another."""
        windows = [each for found in reply.passages[:PASSAGES] for each in self._windows(found)]
        if not windows:
            return replace(reply, quotes=())
        asked = self._embed([question])[0]
        cosines = self._embed([self._text(each) for each in windows]) @ asked
        quotes: list[Shown] = []
        for at in np.argsort(-cosines, kind="stable"):
            if not any(_overlap(windows[at], each) for each in quotes):
                quotes.append(windows[at])
        return replace(reply, quotes=tuple(islice(quotes, QUOTES)))

    def _windows(self, found: Shown) -> list[Shown]:
        """The sentences of a passage and their pairs, as far as they aren't too long."""
        spans = find_sentences(self._text(found))
        both = [(a.start, b.end) for a, b in pairwise(spans)]
        alone = [(each.start, min(each.end, each.start + QUOTE_CHARS)) for each in spans]
        fitting = [each for each in both if each[1] - each[0] <= QUOTE_CHARS]
        return [
            Shown(found.source, found.start + start, found.start + end)
            for start, end in [*fitting, *alone]
        ]

    def _text(self, shown: Shown) -> str:
        return self._texts[shown.source][shown.start : shown.end]

    def _embed(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            made = self._model.encode(new, normalize_embeddings=True, show_progress_bar=False)
            self._vectors.update(zip(new, made, strict=True))
        return np.array([self._vectors[text] for text in texts])


def _overlap(one: Shown, other: Shown) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end
