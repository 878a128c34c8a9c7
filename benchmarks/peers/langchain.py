"""LangChain with FAISS, as its tutorials put them together; and with BM25 beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings

from benchmarks.peers.cutting import usual_pieces
from benchmarks.peers.shown import Cut, Reply, Shown, by_score


class LangChain:
    """FAISS over all pieces, nearest by distance."""

    def __init__(self, model: Path, folder: Path, cut: Cut | None) -> None:
        """Load the model."""
        self._folder = folder
        self._cut = cut or usual_pieces
        self._embeddings = HuggingFaceEmbeddings(model_name=str(model))
        self._embeddings.embed_query("warm")

    def add(self, documents: Sequence[tuple[str, str]]) -> int:
        """Cut, embed, index, save."""
        self._pieces = {
            each.id: Document(
                each.text, id=each.id, metadata={"source": each.source, "start": each.start}
            )
            for source, text in documents
            for each in self._cut(source, text)
        }
        self._store = FAISS.from_documents(
            list(self._pieces.values()), self._embeddings, ids=list(self._pieces)
        )
        self._store.save_local(str(self._folder))
        return len(self._pieces)

    def ask(self, question: str, number: int) -> Reply:
        """Nearest by distance; the less, the better."""
        found = self._store.similarity_search_with_score(question, k=number)
        return by_score([_shown(each, -float(distance)) for each, distance in found])

    def remove(self, sources: Sequence[str]) -> None:
        """Delete by id."""
        gone = [id for id, each in self._pieces.items() if each.metadata["source"] in sources]
        self._store.delete(gone)
        for id in gone:
            del self._pieces[id]


class LangChainHybrid(LangChain):
    """EnsembleRetriever: reciprocal ranks of BM25 and FAISS, half each. It gives no scores."""

    def add(self, documents: Sequence[tuple[str, str]]) -> int:
        """Index by words as well; BM25Retriever lives in memory alone."""
        count = super().add(documents)
        self._words = BM25Retriever.from_documents(list(self._pieces.values()))
        return count

    def ask(self, question: str, number: int) -> Reply:
        """Both lists fused."""
        self._words.k = number
        both = EnsembleRetriever(
            retrievers=[self._words, self._store.as_retriever(search_kwargs={"k": number})],
            weights=[0.5, 0.5],
        )
        return by_score([_shown(each, None) for each in both.invoke(question)[:number]])

    def remove(self, sources: Sequence[str]) -> None:
        """Index the words of the rest again."""
        super().remove(sources)
        self._words = BM25Retriever.from_documents(list(self._pieces.values()))


def _shown(found: Document, score: float | None) -> Shown:
    start = found.metadata["start"]
    return Shown(found.metadata["source"], start, start + len(found.page_content), score)
