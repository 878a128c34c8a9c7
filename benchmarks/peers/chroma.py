"""Chroma with its sentence-transformers embedding function. It has no way of cutting of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import chromadb
from chromadb.config import Settings
from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

from benchmarks.peers.cutting import usual_pieces
from benchmarks.peers.shown import Cut, Reply, Shown, by_score

BATCH = 1000  # records a call: Chroma limits them


class Chroma:
    """A collection on the disk."""

    def __init__(self, model: Path, folder: Path, cut: Cut | None) -> None:
        """Load the model and make a collection."""
        self._cut = cut or usual_pieces
        embed = SentenceTransformerEmbeddingFunction(model_name=str(model))
        embed(["warm"])
        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self._collection = client.create_collection("documents", embedding_function=embed)

    def add(self, documents: Sequence[tuple[str, str]]) -> int:
        """Cut, embed, index."""
        pieces = [each for source, text in documents for each in self._cut(source, text)]
        for first in range(0, len(pieces), BATCH):
            batch = pieces[first : first + BATCH]
            self._collection.add(
                ids=[each.id for each in batch],
                documents=[each.text for each in batch],
                metadatas=[{"source": each.source, "start": each.start} for each in batch],
            )
        return len(pieces)

    def ask(self, question: str, number: int) -> Reply:
        """Nearest by distance; the less, the better."""
        found = self._collection.query(query_texts=[question], n_results=number)
        columns = (found["documents"], found["metadatas"], found["distances"])
        return by_score(
            [
                Shown(about["source"], about["start"], about["start"] + len(text), -distance)
                for text, about, distance in zip(*(each[0] for each in columns), strict=True)
            ]
        )

    def remove(self, sources: Sequence[str]) -> None:
        """Delete by source."""
        self._collection.delete(where={"source": {"$in": list(sources)}})
