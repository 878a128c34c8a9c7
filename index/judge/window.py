"""A passage that was found to the sentences of it that are read. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.judge.judge import Judgement
from index.types import Passage, SearchResult, Sentence, Span

WINDOW = 480  # characters: reading takes time, and the answer is near the likeliest sentence


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of a passage as a passage of their own.

    `first` is the number of the first of them, `start` where its reading text begins in the whole.
    """

    passage: Passage
    first: int
    start: int

    def back(self, said: Judgement, sentences: int) -> Judgement:
        """A judgement of these sentences as one of the whole passage, of so many `sentences`."""
        if not said.sentences:
            return said
        unseen = float("-inf")
        behind = sentences - self.first - len(said.sentences)
        answer = said.answer
        return replace(
            said,
            answer=answer and Span(answer.start + self.start, answer.end + self.start),
            sentences=(*[unseen] * self.first, *said.sentences, *[unseen] * behind),
        )


def window(result: SearchResult) -> Window:
    """The likeliest sentence and its neighbours, the likelier first, as many as fit."""
    passage, chances = result.passage, result.chances
    sentences = passage.sentences
    if len(passage.text) <= WINDOW or len(chances) != len(sentences):
        return Window(passage, 0, 0)
    first = last = max(range(len(sentences)), key=chances.__getitem__)
    while True:
        before = chances[first - 1] if first else -1.0
        after = chances[last + 1] if last + 1 < len(sentences) else -1.0
        left, right = (first - 1, last) if before >= after else (first, last + 1)
        if max(before, after) < 0 or _length(sentences, left, right) > WINDOW:
            return _cut(passage, first, last)
        first, last = left, right


def _length(sentences: tuple[Sentence, ...], first: int, last: int) -> int:
    return sentences[last].reading.end - sentences[first].reading.start


def _cut(passage: Passage, first: int, last: int) -> Window:
    kept = passage.sentences[first : last + 1]
    start, end = kept[0].reading.start, kept[-1].reading.end
    moved = tuple(
        replace(each, reading=Span(each.reading.start - start, each.reading.end - start))
        for each in kept
    )
    span = Span(kept[0].span.start, kept[-1].span.end)
    part = replace(passage, span=span, text=passage.text[start:end], sentences=moved)
    return Window(part, first, start)
