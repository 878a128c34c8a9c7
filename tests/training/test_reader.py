"""Training pairs from question files, and a run that goes on where it stopped."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
from safetensors.torch import load_file

from index.types import Span
from training.reader.data import Asked, Pool, Sets, Told, load, pool, split
from training.reader.examples import Examples, Pair, change, crop, without_answer
from training.reader.measure import Measuring, auroc, f1
from training.reader.search import Search
from training.reader.train import Batches, Plan, Trainer, fresh

LAMP = (
    "The brass lamp has a green shade. It was made in 1921 by a small workshop in Vienna. "
    "Nobody knows who bought it first."
)
SHOP = "The shop opens at nine. A lamp may be returned within thirty days."


def question(text: str, context: str, *answers: str) -> dict[str, Any]:
    spans = [{"text": each, "answer_start": context.index(each)} for each in answers]
    return {"question": text, "id": text, "answers": spans}


@pytest.fixture
def lamps(tmp_path: Path) -> Pool:
    """One article of two paragraphs, from a file in SQuAD's form."""
    paragraphs = [
        {
            "context": LAMP,
            "qas": [
                question("When was the lamp made?", LAMP, "1921"),
                question("Who sold it?", LAMP),
            ],
        },
        {"context": SHOP, "qas": [question("When does the shop open?", SHOP, "nine", "at nine")]},
    ]
    with gzip.open(tmp_path / "policyqa-lamps.json.gz", "wt") as file:
        json.dump({"data": [{"title": "Lamps", "paragraphs": paragraphs}]}, file)
    return pool(load(tmp_path, ["policyqa-lamps"]), lambda text: len(text.split()))


def test_questions_know_the_places_of_their_answers(lamps: Pool) -> None:
    (told,) = {told.passage.text for told in lamps.passages}

    assert told == f"{LAMP}\n{SHOP}"
    assert [(each.question, each.places, each.answers) for each in lamps.questions] == [
        (
            "When was the lamp made?",
            ((0, Span(told.index("1921"), told.index("1921") + 4)),),
            ("1921",),
        ),
        ("Who sold it?", (), ()),
        (
            "When does the shop open?",
            (
                (0, Span(told.index("nine"), told.index("nine") + 4)),
                (0, Span(told.index("at nine"), told.index("at nine") + 7)),
            ),
            ("nine", "at nine"),
        ),
    ]


def test_articles_to_choose_by_are_not_trained_on() -> None:
    sets: Sets = {"policyqa-dev": [(str(number), []) for number in range(20)]}

    train, validation = split(sets, seed=1)

    kept = [title for title, _ in validation["policyqa-dev"]]
    rest = [title for title, _ in train["policyqa-dev"]]
    assert len(kept) == 4
    assert sorted(kept + rest, key=int) == [str(number) for number in range(20)]


def test_a_crop_keeps_the_answer_where_it_says(lamps: Pool) -> None:
    told = lamps.passages[0]
    _, span = lamps.questions[0].places[0]

    crops = {crop(told, span, random.Random(seed)) for seed in range(30)}

    assert len(crops) == 2  # the whole, and without the last sentences
    for text, answer in crops:
        assert text in told.passage.text
        assert answer is not None
        assert text[answer.start : answer.end] == "1921"


def test_a_passage_without_its_answer_lacks_that_sentence_alone(lamps: Pool) -> None:
    asked = lamps.questions[0]

    assert without_answer(lamps.passages[0], asked.places[0][1], asked) == (
        "The brass lamp has a green shade. Nobody knows who bought it first. "
        "The shop opens at nine. A lamp may be returned within thirty days."
    )


def test_a_changed_question_asks_for_what_the_passage_does_not_hold() -> None:
    found = {
        change("Was the lamp made before 1921?", LAMP, ["ladder"], random.Random(seed))
        for seed in range(40)
    }

    assert "Was the lamp made after 1921?" in found
    assert "Was the ladder made before 1921?" in found
    assert any(
        each.startswith("Was the lamp made before 19") and "1921" not in each for each in found
    )
    assert "Was the lamp made before 1921?" not in found


def test_nothing_to_swap_gives_no_question() -> None:
    assert change("Why is it?", LAMP, ["ladder"], random.Random(1)) == ""


def test_a_group_begins_with_the_right_passage() -> None:
    def told(text: str, paragraph: int) -> Told:
        from index.types import Passage, Sentence

        span = Span(0, len(text))
        return Told(Passage(span, text, (), (Sentence(span, span),)), paragraph, "Lamps")

    passages = [told("The lamp was made in Vienna.", 0), told("The lamp was dear.", 1)]
    asked = Asked(
        "policyqa-dev", "Where was the lamp made?", "Lamps", ((0, Span(21, 27)),), ("Vienna",)
    )
    examples = Examples(Pool(passages, [asked]), Search(passages))
    examples._of = {name: [asked] for name in examples._of}

    group = examples.group(random.Random(3))

    assert group[:2] == [
        Pair("Where was the lamp made?", "The lamp was made in Vienna.", Span(21, 27)),
        Pair("Where was the lamp made?", "The lamp was dear.", None),
    ]


def test_measures() -> None:
    assert f1("in the year 1921", ["1921", "year 1921"]) == pytest.approx(0.8)
    assert f1("Vienna", ["1921"]) == 0
    assert auroc([3, 2], [1, 2]) == pytest.approx(0.875)


class Fixed:
    """The same kind of group for ever."""

    def group(self, rng: random.Random) -> list[Pair]:
        wrong = rng.choice(["The shade is green.", "It opens at nine.", "Thirty days."])
        return [
            Pair("When was it made?", "It was made in 1921.", Span(15, 19)),
            Pair("When was it made?", wrong, None),
            Pair("Who made it?", "It was made in 1921.", None, ranked=False),
        ]


def test_a_run_that_stopped_goes_on_as_if_it_had_not(tmp_path: Path) -> None:
    def run(folder: str, *ends: int) -> dict[str, Any]:
        for end in ends:
            trainer = Trainer(Plan(steps=3, groups=2), Fixed(), tmp_path / folder)  # type: ignore[arg-type]
            while trainer.step < end:
                trainer._step()
            trainer.save()
        return load_file(tmp_path / folder / "state.safetensors")

    through, stopped = run("through", 3), run("stopped", 1, 3)

    assert through.keys() == stopped.keys()
    for key, value in through.items():
        assert value.tolist() == stopped[key].tolist(), key


def test_the_weight_that_is_given_is_the_one_measured_with(lamps: Pool) -> None:
    measuring = Measuring(lamps, Search(lamps.passages), 10, 1)
    network = fresh().eval()

    given = measuring.measure(network, Batches("cpu"), 4.0)
    chosen = measuring.measure(network, Batches("cpu"))

    assert given["weight"] == 4.0
    assert chosen["weight"] == 0.0  # all hit alike: the first
