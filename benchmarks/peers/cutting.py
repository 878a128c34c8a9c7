"""Ways to cut documents that are the same for several systems."""

from __future__ import annotations

from benchmarks.peers.shown import Cut, Piece
from index.chunk import chunk
from index.embed import BUILT_IN, Encoder
from index.read import read_document

USUAL_CHARS, USUAL_OVERLAP = 1000, 200  # what LangChain's tutorials cut


def footnote_passages() -> Cut:
    """Footnote's own passages: whole sentences, at most 700 characters."""
    encoder = Encoder(BUILT_IN)

    def cut(source: str, text: str) -> list[Piece]:
        document = read_document(source, text.encode(), limit=1 << 30)
        spans = [
            each.span
            for each in chunk(
                document, count_tokens=encoder.count_tokens, max_tokens=encoder.max_tokens
            )
        ]
        return [Piece(source, each.start, text[each.start : each.end]) for each in spans]

    return cut


def usual_pieces(source: str, text: str) -> list[Piece]:
    """LangChain's RecursiveCharacterTextSplitter as its tutorials use it."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=USUAL_CHARS, chunk_overlap=USUAL_OVERLAP, add_start_index=True
    )
    return [
        Piece(source, each.metadata["start_index"], each.page_content)
        for each in splitter.create_documents([text])
    ]


def paragraphs(source: str, text: str) -> list[Piece]:
    """What stands between blank lines, as txtai's Textractor(paragraphs=True) gives it."""
    pieces: list[Piece] = []
    start = 0
    for part in text.split("\n\n"):
        if part.strip():
            pieces.append(Piece(source, start, part))
        start += len(part) + 2
    return pieces
