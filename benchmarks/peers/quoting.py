"""Quotes for systems that make none: of the first passages what is nearest in meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.score import QUOTE_CHARS, QUOTES
from benchmarks.peers.shown import Reply, Shown
from index.sentences import find_sentences

Vector = NDArray[np.float32]

PASSAGES = 3  # that quotes are cut from


class Quoter:
    """Quotes one or two sentences that stand together, by cosine, with the same model."""

    def __init__(self, model: Any, texts: Mapping[str, str]) -> None:  # noqa: ANN401
        """Use a sentence-transformers `model` on documents, given as source → text."""
        self._model = model
        self._texts = texts

    def quote(self, questions: Sequence[str], replies: Sequence[Reply]) -> list[Reply]:
        """The replies with their quotes, none of which overlaps another of the same reply."""
        windows = [
            [each for found in reply.passages[:PASSAGES] for each in self._windows(found)]
            for reply in replies
        ]
        texts = dict.fromkeys(self._text(each) for several in windows for each in several)
        asked, said = self._embed(questions), self._embed(list(texts))
        return [
            replace(reply, quotes=self._best(several, asked[question], said))
            for question, reply, several in zip(questions, replies, windows, strict=True)
        ]

    def _best(
        self, windows: Sequence[Shown], asked: Vector, said: Mapping[str, Vector]
    ) -> tuple[Shown, ...]:
        """The nearest windows, each where no nearer one is."""
        cosines = np.array([said[self._text(each)] @ asked for each in windows])
        quotes: list[Shown] = []
        for at in np.argsort(-cosines, kind="stable"):
            if len(quotes) < QUOTES and not any(_overlap(windows[at], each) for each in quotes):
                quotes.append(windows[at])
        return tuple(quotes)

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

    def _embed(self, texts: Sequence[str]) -> dict[str, Vector]:
        """The vectors of texts, made in one go: the model sorts them by length."""
        made = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return dict(zip(texts, made, strict=True))


def _overlap(one: Shown, other: Shown) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end
