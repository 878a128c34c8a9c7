"""Pairs to tensors; what the encoder's first layers make of a passage is made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from index.embed import BUILT_IN, model_folder
from index.judge.network import Apart
from index.judge.tokens import PASSAGE_TOKENS, QUESTION_TOKENS, Tokenizer, Tokens
from index.types import Span
from training.reader.data import Told
from training.reader.examples import Pair

ROWS = 32  # texts that the first layers read together


@dataclass(frozen=True, slots=True)
class Text:
    """A text's tokens and their vectors, shape (tokens, width), in half precision."""

    tokens: Tokens
    vectors: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """The network's input, and for each pair the tokens that its columns stand for.

    `places` gives each column's range of the passage's text, (0, 0) where it has none.
    """

    inputs: dict[str, Tensor]
    places: list[np.ndarray]


class Batches:
    """Makes batches of pairs of a pool's passages."""

    def __init__(self, apart: Apart, passages: Sequence[Told], device: str) -> None:
        self._apart, self._passages, self.device = apart.to(device), passages, device
        self._tokenizer = Tokenizer(model_folder(BUILT_IN))
        self._known: dict[int, Text] = {}

    def prepare(self) -> None:
        """Read all the passages by the first layers, those of like length together."""
        numbers = sorted(
            range(len(self._passages)), key=lambda n: len(self._passages[n].passage.text)
        )
        for start in range(0, len(numbers), ROWS):
            part = numbers[start : start + ROWS]
            texts = [self._passages[number].passage.text for number in part]
            self._known.update(zip(part, self._read(texts, PASSAGE_TOKENS), strict=True))

    def length(self, pair: Pair) -> int:
        """About how many characters a pair is long: to put those of like length together."""
        text = self._passages[pair.passage].passage.text
        read = len(text) if pair.kept is None else sum(map(len, pair.kept))
        return read + len(pair.question)

    @torch.inference_mode()
    def _read(self, texts: Sequence[str], most: int) -> list[Text]:
        rows = [self._tokenizer(text, most) for text in texts]
        ids = torch.zeros(len(rows), max(len(row.ids) for row in rows), dtype=torch.long)
        mask = torch.zeros(ids.shape, dtype=torch.bool)
        for number, row in enumerate(rows):
            ids[number, : len(row.ids)] = torch.from_numpy(row.ids)
            mask[number, : len(row.ids)] = True
        vectors = self._apart(ids.to(self.device), mask.to(self.device)).half()
        return [
            Text(row, vectors[number, : len(row.ids)].clone()) for number, row in enumerate(rows)
        ]

    def __call__(self, pairs: Sequence[Pair]) -> Batch:
        """The input of these pairs."""
        asked = self._read([pair.question for pair in pairs], QUESTION_TOKENS)
        told, columns = [], []
        for pair in pairs:
            if pair.passage not in self._known:
                text = self._passages[pair.passage].passage.text
                self._known[pair.passage] = self._read([text], PASSAGE_TOKENS)[0]
            told.append(self._known[pair.passage])
            columns.append(_columns(told[-1].tokens, pair.kept))
        width = max(len(a.tokens.ids) + len(c) for a, c in zip(asked, columns, strict=True))
        shape = (len(pairs), width)
        vectors = torch.zeros(*shape, asked[0].vectors.shape[1], device=self.device)
        question, passage, shared = (np.zeros(shape, dtype=bool) for _ in range(3))
        places = []
        for row, (one, other, column) in enumerate(zip(asked, told, columns, strict=True)):
            middle = len(one.tokens.ids)
            end = middle + len(column)
            vectors[row, :middle] = one.vectors
            vectors[row, middle:end] = other.vectors[torch.from_numpy(column)]
            question[row, :middle] = True
            passage[row, middle:end] = True
            ids = other.tokens.ids[column]
            shared[row, :middle] = self._tokenizer.shared(one.tokens.ids, ids)
            shared[row, middle:end] = self._tokenizer.shared(ids, one.tokens.ids)
            place = np.zeros((width, 2), dtype=np.int64)
            place[middle:end] = other.tokens.places[column]
            places.append(place)
        inputs = {"question": question, "passage": passage, "shared": shared}
        tensors = {key: torch.from_numpy(value).to(self.device) for key, value in inputs.items()}
        return Batch({"vectors": vectors, **tensors}, places)


def _columns(text: Tokens, kept: tuple[Span, ...] | None) -> np.ndarray:
    """The numbers of the tokens that are read; the marks at both ends always are."""
    if kept is None:
        return np.arange(len(text.ids))
    chosen = np.zeros(len(text.ids), dtype=bool)
    chosen[[0, -1]] = True
    for span in kept:
        chosen |= (text.places[:, 1] > span.start) & (text.places[:, 0] < span.end)
    return np.flatnonzero(chosen)
