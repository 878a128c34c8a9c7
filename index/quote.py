"""SearchResults to the sentences that answer: which to show. Quotes are cut, never written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.search import Terms
from index.types import SearchResult, Span
from index.words import keys

PASSAGES = 8  # how many of the best passages are looked at for sentences
MAX_QUOTE_CHARS = 400  # a quote is not lengthened beyond this; one sentence may be longer
COSINE_WEIGHT = 1.0
COVERAGE_WEIGHT = 2.0
POINTERS = frozenset(
    """he she it they this that these those his her its their such but and so however later
    similarly then""".split()
)


@dataclass(frozen=True, slots=True)
class Cut:
    """Neighbouring sentences of one passage that are quoted together.

    `first` and `last` number them in the passage, `marked` is the one that answers.
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
    def mark(self) -> Span:
        """The range of `text` that answers."""
        answer = self.result.passage.sentences[self.marked].reading
        return Span(answer.start - self.reading.start, answer.end - self.reading.start)


def choose(results: Sequence[SearchResult], terms: Terms, limit: int) -> list[Cut]:
    """The at most `limit` best quotes from the best passages, best first, none overlapping."""
    scored = [
        (_sentence_score(result, number, terms), place, number)
        for place, result in enumerate(results[:PASSAGES])
        for number in range(len(result.passage.sentences))
    ]
    by_place = {(place, number): score for score, place, number in scored}
    taken: set[tuple[int, int]] = set()
    said: set[str] = set()  # a document may be here twice: each sentence is quoted once
    cuts: list[Cut] = []
    for score, place, number in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if len(cuts) == limit:
            break
        result = results[place]
        sentence = result.passage.sentences[number].reading
        words = result.passage.text[sentence.start : sentence.end]
        if (place, number) in taken or words in said:
            continue
        said.add(words)
        first, last = _with_neighbour(results[place], place, number, by_place, taken)
        taken.update((place, each) for each in range(first, last + 1))
        cuts.append(Cut(results[place], first, last, number, score))
    return cuts


def _sentence_score(result: SearchResult, number: int, terms: Terms) -> float:
    """How well one sentence answers: its passage's score, its own meaning, its rare words."""
    return (
        result.score
        + COSINE_WEIGHT * result.sentence_cosines[number]
        + COVERAGE_WEIGHT * coverage(result, number, terms)
    )


def coverage(result: SearchResult, number: int, terms: Terms) -> float:
    """The share of the question's weighted terms that one sentence of a passage holds, 0…1."""
    span = result.passage.sentences[number].reading
    return terms.coverage(keys(result.passage.text[span.start : span.end]))


def _with_neighbour(
    result: SearchResult,
    place: int,
    number: int,
    scores: dict[tuple[int, int], float],
    taken: set[tuple[int, int]],
) -> tuple[int, int]:
    """The sentence and, if it helps and fits, the one before or after it."""
    sentences = result.passage.sentences
    size = len(sentences[number].reading)
    around = [
        each
        for each in (number - 1, number + 1)
        if 0 <= each < len(sentences)
        and (place, each) not in taken
        and size + len(sentences[each].reading) < MAX_QUOTE_CHARS
    ]
    if not around:
        return number, number
    opening = result.passage.text[sentences[number].reading.start :].split(maxsplit=1)[0]
    if number - 1 in around and opening.strip("“\"'(,").lower() in POINTERS:
        best = number - 1  # "It", "But he": the sentence before says what is meant
    else:
        best = max(around, key=lambda each: scores[place, each])
    return min(number, best), max(number, best)
