"""Training pairs from question files, and a run that goes on where it stopped."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoTokenizer, BertModel

from index.embed import BUILT_IN, model_folder
from index.judge.network import Apart, Together, from_encoder
from index.types import Passage, Sentence, Span
from training.reader.batches import Batch, Batches
from training.reader.data import Asked, Pool, Sets, Told, load, pool, split
from training.reader.examples import Examples, Pair, change, crop, without_answer
from training.reader.measure import Measuring, auroc, f1
from training.reader.search import Search
from training.reader.train import Plan, Trainer

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

    train, validation = split(sets)

    kept = [title for title, _ in validation["policyqa-dev"]]
    rest = [title for title, _ in train["policyqa-dev"]]
    assert len(kept) == 4
    assert sorted(kept + rest, key=int) == [str(number) for number in range(20)]


def test_a_crop_keeps_the_answer_and_whole_sentences(lamps: Pool) -> None:
    told = lamps.passages[0]
    _, span = lamps.questions[0].places[0]

    crops = {crop(told, span, random.Random(seed)) for seed in range(60)}

    read = {told.passage.text[each.start : each.end] for kept in crops if kept for each in kept}
    first, second, third, fourth, _ = (
        told.passage.text[each.reading.start : each.reading.end] for each in told.passage.sentences
    )
    # As many sentences as reach from 100 to 350 characters, at most those 188 that there are.
    assert None in crops
    assert read == {
        f"{first} {second} {third}",
        f"{second} {third}\n{fourth}",
        f"{first} {second} {third}\n{fourth}",
    } | {each for each in read if each.endswith("thirty days.")}
    assert [each for each in read if "1921" not in each or each[-1] != "."] == []


def test_a_passage_without_its_answer_lacks_that_sentence_alone(lamps: Pool) -> None:
    asked = lamps.questions[0]
    text = lamps.passages[0].passage.text

    kept = without_answer(lamps.passages[0], asked.places[0][1], asked)

    assert [text[each.start : each.end] for each in kept] == [
        "The brass lamp has a green shade.",
        "Nobody knows who bought it first.",
        "The shop opens at nine.",
        "A lamp may be returned within thirty days.",
    ]


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


def told(text: str, paragraph: int) -> Told:
    """A passage of one sentence."""
    span = Span(0, len(text))
    return Told(Passage(span, text, (), (Sentence(span, span),)), paragraph, "Lamps")


PASSAGES = [told("The lamp was made in Vienna.", 0), told("The lamp was dear.", 1)]
ASKED = Asked(
    "policyqa-dev", "Where was the lamp made?", "Lamps", ((0, Span(21, 27)),), ("Vienna",)
)


OTHER = Asked("policyqa-dev", "Who sold the ladder?", "Ladders", (), ())  # lends its words


def groups_of(**options: bool) -> Examples:
    examples = Examples(Pool(PASSAGES, [ASKED, OTHER]), Search(PASSAGES), **options)
    examples._of = {name: [ASKED] for name in examples._of}
    return examples


def test_a_group_begins_with_the_right_passage() -> None:
    group = groups_of().group(random.Random(3))
    assert group[:2] == [
        Pair("Where was the lamp made?", 0, None, Span(21, 27)),
        Pair("Where was the lamp made?", 1),
    ]


@pytest.mark.parametrize(("hard", "unanswerable"), [(True, True), (False, True), (True, False)])
def test_groups_can_leave_out_what_is_compared(hard: bool, unanswerable: bool) -> None:
    examples, rng = groups_of(hard=hard, unanswerable=unanswerable), random.Random(1)
    drawn = [pair for _ in range(60) for pair in examples.group(rng)]
    assert {each.passage for each in drawn if each.question == ASKED.question} == {0, 1}
    assert {each.ranked for each in drawn} == ({True, False} if unanswerable else {True})
    assert {each.question == ASKED.question for each in drawn} == {each.ranked for each in drawn}


def test_measures() -> None:
    assert f1("in the year 1921", ["1921", "year 1921"]) == pytest.approx(0.8)
    assert f1("Vienna", ["1921"]) == 0
    assert auroc([3, 2], [1, 2]) == pytest.approx(0.875)


class Fixed:
    """Groups of the same questions for ever, with the passages of `lamps`."""

    def group(self, rng: random.Random) -> list[Pair]:
        kept = rng.choice([None, (Span(0, 33), Span(34, 83))])
        return [
            Pair("When was it made?", 0, None, Span(LAMP.index("1921"), LAMP.index("1921") + 4)),
            Pair("When does it open?", 0, kept),
            Pair("Who made it?", 0, None, ranked=False),
        ]


@pytest.fixture(scope="module")
def first_layers() -> Apart:
    return from_encoder(model_folder(BUILT_IN))[0]


def network() -> Together:
    torch.manual_seed(1)
    return from_encoder(model_folder(BUILT_IN))[1]


def test_the_network_begins_as_the_encoder(first_layers: Apart) -> None:
    model = BertModel.from_pretrained(model_folder(BUILT_IN), add_pooling_layer=False)
    model.train(False)
    tokens = AutoTokenizer.from_pretrained(str(model_folder(BUILT_IN)))(
        [LAMP, SHOP], padding=True, return_tensors="pt"
    )
    mask = tokens["attention_mask"].bool()

    with torch.inference_mode():
        x = first_layers(tokens["input_ids"], mask)
        for layer in network().layers:
            x = layer(x, mask)
        expected = model(**tokens).last_hidden_state

    assert torch.allclose(x[mask], expected[mask], atol=1e-5)


def test_a_batch_holds_question_and_kept_tokens_side_by_side(
    lamps: Pool, first_layers: Apart
) -> None:
    batches = Batches(first_layers, lamps.passages, "cpu")
    text = lamps.passages[0].passage.text
    kept = (Span(0, 33), Span(text.index("Nobody"), text.index("Nobody") + 33))

    batch: Batch = batches([Pair("Who bought the brass lamp?", 0, kept)])

    question, passage, shared = (
        batch.inputs[key][0].tolist() for key in ("question", "passage", "shared")
    )
    said = [text[start:end] for start, end in batch.places[0].tolist()]
    assert said == [
        *[""] * 8,  # the question's tokens and its marks
        *["", "The", "brass", "lamp", "has", "a", "green", "shade", "."],
        *["Nobody", "knows", "who", "bought", "it", "first", ".", ""],
    ]
    assert question == [True] * 8 + [False] * 17
    assert passage == [False] * 8 + [True] * 17
    assert [at for at, each in enumerate(shared) if each] == [2, 4, 5, 10, 11, 20]


def test_a_run_that_stopped_goes_on_as_if_it_had_not(
    tmp_path: Path, lamps: Pool, first_layers: Apart
) -> None:
    def run(folder: str, *ends: int) -> dict[str, Any]:
        for end in ends:
            trainer = Trainer(
                Plan(steps=3, groups=2),
                Fixed(),
                network(),
                Batches(first_layers, lamps.passages, "cpu"),
                tmp_path / folder,
            )
            while trainer.step < end:
                trainer._step()
            trainer.save()
        return load_file(tmp_path / folder / "state.safetensors")

    through, stopped = run("through", 3), run("stopped", 1, 3)

    assert through.keys() == stopped.keys()
    for key, value in through.items():
        assert value.tolist() == stopped[key].tolist(), key


def test_the_weight_that_is_given_is_the_one_measured_with(
    lamps: Pool, first_layers: Apart
) -> None:
    measuring = Measuring(lamps, Search(lamps.passages), 10, 1)
    batches = Batches(first_layers, lamps.passages, "cpu")

    given = measuring.measure(network().eval(), batches, 4.0)
    chosen = measuring.measure(network().eval(), batches)

    assert given["weight"] == 4.0
    assert chosen["weight"] == 0.0  # all hit alike: the first
