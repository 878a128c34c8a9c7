"""SearchResults to the sentences that answer: which to show. Quotes are cut, never written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.features import POINTERS
from index.types import SearchResult, Span

PASSAGES = 8  # how many of the best passages are looked at for sentences
MAX_QUOTE_CHARS = 400  # a quote is not lengthened beyond this; one sentence may be longer
HELPFUL = 0.05  # of the answering sentence's chance: a neighbour with less is left out
MAX_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """Neighbouring sentences of one passage that are quoted together.

    `first` and `last` number them in the passage, `marked` is the likeliest to answer; `score` is
    the chance that one of them does.
    """

    result: SearchResult
    first: int
    last: int
    marked: int
    score: float

    @property
    def reading(self) -> Span:
        """The range of the passage's reading text."""
        sentences = self.result.passage.sentences
        return Span(sentences[self.first].reading.start, sentences[self.last].reading.end)

    @property
    def source(self) -> Span:
        """The range of the document's text."""
        sentences = self.result.passage.sentences
        return Span(sentences[self.first].span.start, sentences[self.last].span.end)

    @property
    def text(self) -> str:
        """What is shown."""
        return self.result.passage.text[self.reading.start : self.reading.end]

    @property
    def sentence(self) -> Span:
        """The range of `text` that the likeliest sentence takes."""
        answer = self.result.passage.sentences[self.marked].reading
        return Span(answer.start - self.reading.start, answer.end - self.reading.start)


def choose(results: Sequence[SearchResult], limit: int) -> list[Cut]:
    """The at most `limit` best quotes from the best passages, best first, none overlapping."""
    cuts = [
        cut
        for result in results[:PASSAGES]
        for number in range(len(result.passage.sentences))
        for cut in _cuts(result, number)
    ]
    cuts.sort(key=lambda each: -each.score)
    taken: set[tuple[int, int]] = set()
    said: set[str] = set()  # a document may be here twice: each sentence is quoted once
    chosen: list[Cut] = []
    for cut in cuts:
        if len(chosen) == limit:
            break
        place = id(cut.result)
        words = cut.text[cut.sentence.start : cut.sentence.end]
        sentences = {(place, each) for each in range(cut.first, cut.last + 1)}
        if words in said or sentences & taken:
            continue
        whole = _understandable(cut, place, taken)
        said.add(words)
        taken.update((place, each) for each in range(whole.first, whole.last + 1))
        chosen.append(whole)
    return chosen


def _cuts(result: SearchResult, number: int) -> list[Cut]:
    """A sentence alone, or with the one after it where both fit and the other may help."""
    chances = result.chances
    alone = Cut(result, number, number, number, chances[number])
    if number + 1 == len(chances):
        return [alone]
    after = chances[number + 1]
    marked = number if chances[number] >= after else number + 1
    both = Cut(result, number, number + 1, marked, chances[number] + after)
    helps = min(chances[number], after) >= HELPFUL * max(chances[number], after)
    return [alone, both] if helps and len(both.text) <= MAX_QUOTE_CHARS else [alone]


def _understandable(cut: Cut, place: int, taken: set[tuple[int, int]]) -> Cut:
    """The cut with the sentence before it, where its first points back to it and both fit."""
    before = cut.first - 1
    if before < 0 or (place, before) in taken or cut.last - before >= MAX_SENTENCES:
        return cut
    sentence = cut.result.passage.sentences[before].reading
    lead = cut.result.passage.text[sentence.start : sentence.end]
    opening = cut.text.split(maxsplit=1)[0].strip("“\"'(,").lower()
    if opening not in POINTERS and not lead.endswith(":"):
        return cut
    longer = Cut(cut.result, before, cut.last, cut.marked, cut.score)
    return longer if len(longer.text) <= MAX_QUOTE_CHARS else cut
