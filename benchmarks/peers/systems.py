"""Which systems there are, and where each is made. Imports none of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """A system: how it is called in tables, the class that asks it, and its package."""

    title: str
    module: str
    cls: str
    package: str
    usual_cut: str
    cuts: tuple[str, ...] = ("passages", "own")


_HERE = "benchmarks.peers."
_USUAL = "1,000 characters"
SYSTEMS = {
    "footnote": Known(
        "**Footnote**", _HERE + "footnote", "Footnote", "footnote-bot", "700", ("own",)
    ),
    "txtai": Known("txtai, hybrid", _HERE + "txtai", "Txtai", "txtai", "paragraphs"),
    "langchain-hybrid": Known(
        "LangChain, FAISS and BM25",
        _HERE + "langchain",
        "LangChainHybrid",
        "langchain-community",
        _USUAL,
    ),
    "llamaindex-hybrid": Known(
        "LlamaIndex, vectors and BM25",
        _HERE + "llamaindex",
        "LlamaIndexHybrid",
        "llama-index-core",
        "1,024 tokens",
    ),
    "langchain": Known(
        "LangChain, FAISS", _HERE + "langchain", "LangChain", "langchain-community", _USUAL
    ),
    "chroma": Known("Chroma", _HERE + "chroma", "Chroma", "chromadb", _USUAL),
    "llamaindex": Known(
        "LlamaIndex, vectors",
        _HERE + "llamaindex",
        "LlamaIndex",
        "llama-index-core",
        "1,024 tokens",
    ),
}
