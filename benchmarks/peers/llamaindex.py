"""LlamaIndex with its defaults; and its fusion of vectors and BM25."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from llama_index.core import Document, Settings, VectorStoreIndex
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever

from benchmarks.peers.shown import Cut, Reply, Shown, by_score


class LlamaIndex:
    """VectorStoreIndex over the nodes of its SentenceSplitter (1,024 tokens, 200 overlap)."""

    def __init__(self, model: Path, folder: Path, cut: Cut | None) -> None:
        """Load the model; nothing here asks a language model."""
        self._folder = folder
        self._cut = cut
        Settings.llm = MockLLM()
        Settings.embed_model = HuggingFaceEmbedding(model_name=str(model))
        Settings.embed_model.get_query_embedding("warm")

    def add(self, documents: Sequence[tuple[str, str]]) -> int:
        """Cut, embed, index, save."""
        self._places: dict[str, tuple[str, int]] = {}
        self._nodes: list[BaseNode] = []
        for source, text in documents:
            nodes = self._make_nodes(source, text)
            at = 0
            for node in nodes:
                at = text.index(node.get_content(), at)  # where it says it begins may be wrong
                self._places[node.node_id] = (source, at)
            self._nodes.extend(nodes)
        self._index = VectorStoreIndex(self._nodes)
        self._index.storage_context.persist(str(self._folder))
        return len(self._nodes)

    def _make_nodes(self, source: str, text: str) -> list[BaseNode]:
        if self._cut is None:
            return SentenceSplitter().get_nodes_from_documents([Document(text=text, doc_id=source)])
        of = {NodeRelationship.SOURCE: RelatedNodeInfo(node_id=source)}
        return [
            TextNode(text=each.text, id_=each.id, relationships=of)
            for each in self._cut(source, text)
        ]

    def ask(self, question: str, number: int) -> Reply:
        """Nearest by cosine."""
        found = self._index.as_retriever(similarity_top_k=number).retrieve(question)
        return by_score([self._shown(each.node, each.score) for each in found])

    def _shown(self, node: BaseNode, score: float | None) -> Shown:
        source, start = self._places[node.node_id]
        return Shown(source, start, start + len(node.get_content()), score)

    def remove(self, sources: Sequence[str]) -> None:
        """Delete by document."""
        for source in sources:
            self._index.delete_ref_doc(source)
        self._nodes = [each for each in self._nodes if each.ref_doc_id not in sources]


class LlamaIndexHybrid(LlamaIndex):
    """QueryFusionRetriever over both retrievers, reciprocal ranks, no further questions made."""

    def add(self, documents: Sequence[tuple[str, str]]) -> int:
        """Index by words as well, with its English stemmer and stop words."""
        count = super().add(documents)
        self._words = BM25Retriever.from_defaults(nodes=self._nodes)
        self._words.persist(str(self._folder / "words"))
        return count

    def ask(self, question: str, number: int) -> Reply:
        """Both lists fused."""
        self._words.similarity_top_k = min(number, len(self._nodes))
        both = QueryFusionRetriever(
            [self._index.as_retriever(similarity_top_k=number), self._words],
            similarity_top_k=number,
            num_queries=1,
            mode="reciprocal_rerank",
            use_async=False,
        )
        return by_score([self._shown(each.node, each.score) for each in both.retrieve(question)])

    def remove(self, sources: Sequence[str]) -> None:
        """Index the words of the rest again."""
        super().remove(sources)
        self._words = BM25Retriever.from_defaults(nodes=self._nodes)
