"""SearchResults to the sentences that answer: which to show. Quotes are cut, never written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.alike import same
from index.features import POINTERS, opens_block
from index.types import Lead, SearchResult, Span

PASSAGES = 8  # how many of the best passages are looked at for sentences, copies not counted
MAX_QUOTE_CHARS = 400  # a quote is not lengthened beyond this; one sentence may be longer
HELPFUL = 0.05  # of the answering sentence's chance: a neighbour with less is left out
WEAK = 0.03  # of the best quote's chance: one with less is not shown; see docs/measures.md
MOST_COPIES = 9  # other places of a quote that are told


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
        """The range of `text` that answers: the likeliest sentence, or what it is the lead of."""
        sentences = self.result.passage.sentences
        first = last = self.marked
        if self.last > self.marked and leads_next(self.result, self.marked):
            first, last = self.marked + 1, self.last
        start = self.reading.start
        return Span(sentences[first].reading.start - start, sentences[last].reading.end - start)

    @property
    def answer(self) -> Span | None:
        """The range of `text` in which the reader sees the answer; None where it isn't in it."""
        found, shown = self.result.answer, self.reading
        if found is None or not shown.start <= found.start < found.end <= shown.end:
            return None
        return Span(found.start - shown.start, found.end - shown.start)

    @property
    def said(self) -> str:
        """The words of the likeliest sentence."""
        return words(self.result, self.marked)

    @property
    def leads(self) -> tuple[Lead, ...]:
        """What has to be read before it, outermost first."""
        passage = self.result.passage
        leads = [passage.leads[each] for each in passage.sentences[self.first].leads]
        return tuple(each for each in leads if each.span.start < self.source.start)


def words(result: SearchResult, number: int) -> str:
    """How a sentence of a passage reads."""
    reading = result.passage.sentences[number].reading
    return result.passage.text[reading.start : reading.end]


def choose(results: Sequence[SearchResult], limit: int) -> list[Cut]:
    """The at most `limit` best quotes from the best passages, best first, none overlapping.

    What is said (nearly) alike in several places is one quote.
    """
    cuts = [
        cut
        for result in _distinct(results)
        for number in range(len(result.passage.sentences))
        for cut in _cuts(result, number)
    ]
    cuts.sort(key=lambda each: -each.score)
    taken: set[tuple[int, int]] = set()
    chosen: list[Cut] = []
    for cut in cuts:
        if len(chosen) == limit:
            break
        place = id(cut.result)
        sentences = {(place, each) for each in range(cut.first, cut.last + 1)}
        if sentences & taken or any(same(cut.said, each.said) for each in chosen):
            continue
        whole = _understandable(cut, place, taken)
        taken.update((place, each) for each in range(whole.first, whole.last + 1))
        chosen.append(whole)
    return chosen


def _distinct(results: Sequence[SearchResult]) -> Iterator[SearchResult]:
    """The best passages, of those that read alike the best."""
    read: set[str] = set()
    for result in results:
        folded = " ".join(result.passage.text.casefold().split())
        if folded not in read:
            read.add(folded)
            yield result
        if len(read) == PASSAGES:
            return


def find_copies(cut: Cut, results: Sequence[SearchResult]) -> Iterator[Cut]:
    """Other places that say what a cut does: all its sentences, or at least the likeliest."""
    told = {(cut.result.source, cut.result.fingerprint, cut.source)}
    for result in results:
        for number in range(len(result.passage.sentences)):
            if not same(cut.said, words(result, number)):
                continue
            copy = Cut(result, number, number, number, cut.score)
            first, last = number - (cut.marked - cut.first), number + (cut.last - cut.marked)
            if first >= 0 and last < len(result.passage.sentences):
                whole = replace(copy, first=first, last=last)
                copy = whole if same(whole.text, cut.text) else copy
            place = (result.source, result.fingerprint, copy.source)
            if place not in told and not (result is cut.result and cut.first <= number <= cut.last):
                told.add(place)
                yield copy
                if len(told) > MOST_COPIES:
                    return


def leads_next(result: SearchResult, number: int) -> bool:
    """Whether the sentence after this one can't be understood without it."""
    passage = result.passage
    if number + 1 == len(passage.sentences):
        return False
    span = passage.sentences[number].span
    after = passage.sentences[number + 1].leads
    return any(passage.leads[each].span == span for each in after)


def _led(result: SearchResult, number: int) -> Iterator[int]:
    """The sentences after this one that can't be understood without it."""
    sentences = result.passage.sentences
    needed = set(sentences[number + 1].leads)
    for each in range(number + 1, len(sentences)):
        if not needed <= set(sentences[each].leads):
            return
        yield each


def _cuts(result: SearchResult, number: int) -> list[Cut]:
    """A sentence alone, or with the one after it where both fit and the other may help.

    One that opens a list or names the columns of a table says nothing alone: what it leads comes
    along as far as it fits.
    """
    chances = result.chances
    alone = Cut(result, number, number, number, chances[number])
    if number + 1 == len(chances):
        return [alone]
    after = chances[number + 1]
    if leads_next(result, number):
        led = list(_led(result, number))
        best = max(led, key=lambda each: chances[each])
        if chances[best] > chances[number]:
            return []  # that one is quoted, and this is its lead
        if "|" in words(result, number):
            # Names of columns say nothing; what they hold of the question speaks for a row.
            return [Cut(result, best, best, best, chances[number] + chances[best])]
        fits = [each for each in led[1:] if len(replace(alone, last=each).text) <= MAX_QUOTE_CHARS]
        return [Cut(result, number, max(led[:1] + fits), number, chances[number] + after)]
    if leads_next(result, number + 1):
        return [alone]
    marked = number if chances[number] >= after else number + 1
    both = Cut(result, number, number + 1, marked, chances[number] + after)
    helps = min(chances[number], after) >= HELPFUL * max(chances[number], after)
    if helps and _go_together(result, number) and len(both.text) <= MAX_QUOTE_CHARS:
        return [alone, both]
    return [alone]


def _go_together(result: SearchResult, number: int) -> bool:
    """Whether a sentence and the next belong together: one paragraph, or items of one list."""
    passage = result.passage
    one, other = passage.sentences[number : number + 2]
    if set(other.leads) - set(one.leads):
        return False
    if not opens_block(passage, number + 1):
        return True
    is_row = "|" in passage.text[one.reading.start : other.reading.end]
    return bool(other.leads) and not is_row


def _understandable(cut: Cut, place: int, taken: set[tuple[int, int]]) -> Cut:
    """The cut with the sentence before it, where its first points back to it and both fit.

    Of two neighbours only the likelier stays then: three sentences bury the one that answers.
    """
    before = cut.first - 1
    if not _points_back(cut) or before < 0 or (place, before) in taken:
        return cut
    if cut.last > cut.first and cut.marked == cut.last:
        return _understandable(replace(cut, first=cut.marked), place, taken)
    last = cut.last if leads_next(cut.result, cut.marked) else cut.marked
    longer = replace(cut, first=before, last=last)
    return longer if len(longer.text) <= MAX_QUOTE_CHARS else cut


def _points_back(cut: Cut) -> bool:
    """Whether the first sentence can't be understood without the one before it."""
    opening = cut.text.split(maxsplit=1)[0].strip("“\"'(,").lower()
    if opening in POINTERS:
        return True
    opened = cut.first and words(cut.result, cut.first - 1).endswith((":", "："))
    return bool(opened) and not cut.leads
