"""Footnote itself, the whole way: files read in the guarded process, quotes verified."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.score import QUOTES, counted_chars
from benchmarks.peers.shown import Cut, Reply, Shown
from index.embed import BUILT_IN
from index.libraries import Libraries
from index.types import OPERATOR, SILENCE, Quote


class Footnote:
    """A library as the bot uses it, with the settings as shipped."""

    def __init__(self, model: Path, folder: Path, cut: Cut | None) -> None:
        """Footnote knows its model and its way of cutting."""
        self._libraries = Libraries.open(
            folder, model=BUILT_IN, min_evidence=SILENCE["balanced"], max_file_bytes=1 << 30
        )
        self._libraries.warm()

    def add(self, documents: Sequence[tuple[str, str]]) -> int:
        """Add documents as files."""
        changes = self._libraries.shared.add(
            [(source, text.encode()) for source, text in documents], by="benchmark"
        )
        return changes.passages

    def ask(self, question: str, number: int) -> Reply:
        """The passages found, the quotes shown or offered, and the evidence."""
        answer, found = self._libraries.shared.ask_in_full(question, quotes=QUOTES, viewer=OPERATOR)
        passages = [
            Shown(each.source, each.passage.span.start, each.passage.span.end, each.score)
            for each in found[:number]
        ]
        quotes = answer.quotes or answer.nearest
        return Reply(tuple(passages), answer.evidence, tuple(map(_shown, quotes)))

    def remove(self, sources: Sequence[str]) -> None:
        """Remove documents."""
        for source in sources:
            self._libraries.shared.remove(source, by="benchmark")


def _shown(quote: Quote) -> Shown:
    """As much of a quote as counts; what doesn't is taken off from behind."""
    span = quote.citation.span
    off = len(quote.text) - counted_chars(quote.text)
    return Shown(quote.citation.source, span.start, span.end - off, quote.score)
