"""What weighs search and the judge is learnt from what both say of questions with known answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

import index.rank
from index.judge.judge import Judgement
from index.judge.weigh import weigh
from index.rank import NAMES, chance_table, confidences, networks, use_networks
from index.types import Passage, SearchResult, Sentence, Span
from training.judged import RANKING, Read, train

PASSAGE = Passage(
    Span(0, 41),
    "The lamp is made of brass. It costs $ 40.",
    (),
    (Sentence(Span(0, 26), Span(0, 26)), Sentence(Span(27, 41), Span(27, 41))),
)


def result(score: float, evidence: float) -> SearchResult:
    return SearchResult(
        library_id=1,
        document_id=1,
        source="lamp.txt",
        title="lamp.txt",
        fingerprint="",
        passage=PASSAGE,
        score=score,
        passage_cosine=0.5,
        words=0.5,
        sentence_cosines=(0.5, 0.5),
        chances=(score * 0.75, score * 0.25),
        evidence=evidence,
        confidence=0.5,
    )


def reads() -> list[Read]:
    """Questions of which search puts the right passage first more often the surer it is."""
    chance = random.Random(3)  # not a secret
    found = []
    for number in range(600):
        foreign = number % 3 == 0
        score = chance.uniform(0.5, 0.99)
        right = chance.random() < score
        evidence = chance.uniform(0.05, 0.4) if foreign else chance.uniform(0.3, 0.9)
        good, bad = (
            Judgement(chance.gauss(mean, 1.0), chance.gauss(mean, 1.0), 5.0, Span(0, 8), (5.0, 2.0))
            for mean in ((0.0, 0.0) if foreign else (2.0, 0.0))
        )
        found.append(
            Read(
                f"Question {number}?",
                foreign,
                (result(score, evidence), result(1 - score, evidence / 2)),
                (good, bad) if right else (bad, good),
                (False, False) if foreign else (right, not right),
                ((False, False),) * 2 if foreign else ((right, False), (not right, False)),
            )
        )
    return found


@pytest.fixture(scope="module")
def content() -> Iterator[dict[str, object]]:
    """What is learnt, in the place of the numbers that ship; of one question nothing was found."""
    nothing = Read("Nothing?", True, (), (), (), ())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.rank, "_used", dict(networks()))
        learnt = train([*reads(), nothing])
        use_networks(learnt)
        yield learnt


def test_all_that_is_not_of_search_alone_is_learnt(content: dict[str, object]) -> None:
    assert set(content) | set(RANKING) == set(NAMES)
    assert {name: tuple(plain["features"]) for name, plain in content.items()} == {  # type: ignore[index]
        name: NAMES[name] for name in content
    }


def test_a_likelier_passage_is_surer_to_be_right(content: dict[str, object]) -> None:
    chances = np.array([0.55, 0.75, 0.95])

    sure = confidences(chances, chances * 0.75)

    assert sure == pytest.approx(chances, abs=0.1)  # as often as they were right


def test_logits_of_chances_are_finite() -> None:
    table = chance_table(np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.25, 1.0]))

    assert table.tolist() == [
        pytest.approx([-13.8155, -13.8155], abs=1e-4),
        pytest.approx([0.0, -1.0986], abs=1e-4),
        pytest.approx([13.8155, 13.8155], abs=1e-4),
    ]


def test_what_the_judge_calls_answered_is_surer(
    content: dict[str, object],
) -> None:
    plain = Judgement(0.0, 0.0, 5.0, Span(0, 8), (5.0, 2.0))
    better = replace(plain, relevance=3.0, answerable=3.0)
    found = [
        weigh([result(0.7, 0.5), result(0.3, 0.5)], [said, plain])[0] for said in (plain, better)
    ]

    assert found[0].evidence == found[1].evidence == 0.5
    assert found[0].confidence < found[1].confidence
