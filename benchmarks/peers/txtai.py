"""txtai, vectors and BM25 together, its content in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from txtai import Embeddings

from benchmarks.peers.cutting import paragraphs
from benchmarks.peers.shown import Cut, Piece, Reply, Shown, by_score


class Txtai:
    """Embeddings with hybrid search and content, as its documentation recommends."""

    def __init__(self, model: Path, folder: Path, cut: Cut | None) -> None:
        """Load the model."""
        self._folder = folder
        self._cut = cut or paragraphs
        self._embeddings = Embeddings(path=str(model), hybrid=True, content=True)
        self._embeddings.transform("warm")

    def add(self, documents: Sequence[tuple[str, str]]) -> int:
        """Cut, embed, index, save."""
        self._pieces: dict[str, Piece] = {
            each.id: each for source, text in documents for each in self._cut(source, text)
        }
        self._embeddings.index((id, each.text) for id, each in self._pieces.items())
        self._embeddings.save(str(self._folder / "index"))
        return len(self._pieces)

    def ask(self, question: str, number: int) -> Reply:
        """The best by both, weighted half each."""
        shown = []
        for found in self._embeddings.search(question, number):
            piece = self._pieces[found["id"]]
            end = piece.start + len(piece.text)
            shown.append(Shown(piece.source, piece.start, end, found["score"]))
        return by_score(shown)

    def remove(self, sources: Sequence[str]) -> None:
        """Delete by id."""
        self._embeddings.delete([id for id, each in self._pieces.items() if each.source in sources])
