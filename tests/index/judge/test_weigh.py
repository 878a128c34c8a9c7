"""What search ranked and a judge read, put in order again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.judge.judge import Judgement
from index.judge.weigh import judged, worth_reading
from index.judge.window import Window, window
from index.types import Passage, SearchResult, Sentence, Span


def result(source: str, chances: Sequence[float], length: int = 20) -> SearchResult:
    """A passage of sentences of so many characters, one for each chance."""
    spans = [Span(n * (length + 1), n * (length + 1) + length) for n in range(len(chances))]
    text = " ".join(chr(97 + n) * (length - 1) + "." for n in range(len(chances)))
    passage = Passage(Span(0, len(text)), text, (), tuple(Sentence(span, span) for span in spans))
    return SearchResult(
        library_id=1,
        document_id=1,
        source=source,
        title=source,
        fingerprint="",
        passage=passage,
        score=sum(chances),
        passage_cosine=0.5,
        words=0.5,
        sentence_cosines=(0.5,) * len(chances),
        chances=tuple(chances),
        evidence=0.5,
        confidence=0.5,
    )


class Said:
    """A judge that says what it is told to."""

    def __init__(self, *said: Judgement) -> None:
        self.said, self.read = said, list[str]()

    def judge(self, question: str, passages: Sequence[Passage]) -> list[Judgement]:
        self.read += [each.text for each in passages]
        return list(self.said[: len(passages)])

    def warm(self) -> None:
        """Nothing to load."""


def test_as_many_are_read_as_hold_nearly_all_the_chance() -> None:
    sure = [result("a", [0.97]), result("b", [0.02]), result("c", [0.005]), result("d", [0.005])]
    even = [result(str(number), [1 / 12]) for number in range(12)]

    assert [each.source for each in worth_reading(sure)] == ["a", "b"]
    assert [each.source for each in worth_reading(even)] == [str(number) for number in range(10)]
    assert worth_reading([]) == []


def test_what_answers_comes_first_and_the_rest_stays_behind() -> None:
    results = [result("a", [0.5]), result("b", [0.48]), result("c", [0.01]), result("d", [0.01])]
    judge = Said(
        Judgement(-2.0, -3.0, 1.0, Span(0, 3), (1.0,)),
        Judgement(4.0, 1.0, 9.0, Span(4, 9), (9.0,)),
    )

    found = judged("Why?", results, judge)

    assert [each.source for each in found] == ["b", "a", "c", "d"]
    assert judge.read == [each.passage.text for each in results[:2]]
    assert [each.answer for each in found] == [Span(4, 9), Span(0, 3), None, None]
    assert found[0].score + found[1].score == pytest.approx(0.98)
    assert [sum(each.chances) for each in found] == pytest.approx([each.score for each in found])
    assert found[0].confidence > found[2].confidence > found[1].confidence
    assert {each.evidence for each in found} == {0.5}


def test_without_a_judge_nothing_changes() -> None:
    results = [result("a", [0.5]), result("b", [0.5])]

    assert judged("Why?", results, None) == results
    assert judged("Why?", [], Said()) == []


def test_another_cross_encoder_orders_alone() -> None:
    results = [result("a", [0.3, 0.3]), result("b", [0.4])]

    found = judged("Why?", results, Said(Judgement(0.0), Judgement(2.0)))

    # exp(2) × 0.4 against 0.6
    assert [each.source for each in found] == ["b", "a"]
    assert [each.score for each in found] == pytest.approx([0.831253, 0.168747], abs=1e-6)
    assert found[1].chances == pytest.approx((0.084373, 0.084373), abs=1e-6)
    assert [(each.evidence, each.confidence) for each in found] == [(0.5, 0.5)] * 2


def test_of_a_long_passage_the_likeliest_sentences_are_read() -> None:
    found = window(result("a", [0.1, 0.2, 0.6, 0.3, 0.05], length=150))

    assert (found.first, found.start) == (1, 151)
    assert found.passage.text == " ".join(letter * 149 + "." for letter in ("b", "c", "d"))
    assert [each.reading for each in found.passage.sentences] == [
        Span(0, 150),
        Span(151, 301),
        Span(302, 452),
    ]
    assert found.passage.span == Span(151, 603)


def test_what_is_said_of_a_window_holds_for_the_passage() -> None:
    part = Window(result("a", [1.0, 0.0]).passage, 2, 100)

    said = part.back(Judgement(1.0, 2.0, 3.0, Span(5, 9), (3.0, 1.0)), 5)

    unseen = float("-inf")
    assert said == Judgement(1.0, 2.0, 3.0, Span(105, 109), (unseen, unseen, 3.0, 1.0, unseen))


def test_a_short_passage_is_read_whole() -> None:
    whole = result("a", [0.5, 0.5])

    assert window(whole) == Window(whole.passage, 0, 0)
