"""The judge with weights of the right form, and the weights and models it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from index.embed import BUILT_IN as ENCODER
from index.embed import model_folder
from index.errors import ModelError
from index.judge.judge import BATCH, OFF, BuiltInJudge, OtherJudge, find_judge
from index.types import Passage, Sentence, Span

PASSAGES = (
    "A lamp may be returned within thirty days of delivery, in its box.",
    "The shop opens at nine in the morning and closes at six in the evening.",
    "Broken lamps are repaired free of charge for two years.",
    "The garden behind the house was planted by a retired sea captain.",
)


def passage(text: str) -> Passage:
    """A passage of one sentence."""
    span = Span(0, len(text))
    return Passage(span, text, (), (Sentence(span, span),))


class Ticking:
    """A clock that is `step` seconds later each time it is looked at."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Weights of the form that is shipped, untrained: the encoder's, heads drawn at random."""
    import torch
    from safetensors.torch import save_file

    from index.judge.network import from_encoder

    torch.manual_seed(1)
    path = tmp_path_factory.mktemp("weights") / "weights.safetensors"
    state = from_encoder(model_folder(ENCODER))[1].state_dict()
    save_file({key: value.half().contiguous() for key, value in state.items()}, path)
    return path, sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def built_in(weights: tuple[Path, str]) -> BuiltInJudge:
    return BuiltInJudge(*weights, seconds=60)


def test_what_is_the_encoders_is_not_shipped_twice(weights: tuple[Path, str]) -> None:
    from safetensors import safe_open

    with safe_open(weights[0], "pt") as file:
        names = set(file.keys())

    assert {name.split(".")[0] for name in names} == {"sides", "shared", "layers", "pair", "span"}
    assert {name.split(".")[1] for name in names if name.startswith("layers")} == set("0123")
    assert weights[0].stat().st_size < 15_000_000


def test_a_passage_is_judged_the_same_alone_and_beside_longer_ones(built_in: BuiltInJudge) -> None:
    question = "Who planted the garden?"
    both = [passage(PASSAGES[3]), passage(" ".join(PASSAGES) * 3)]
    together = built_in.judge(question, both)[0]

    alone = built_in.judge(question, both[:1])[0]

    assert alone.answer == together.answer
    assert alone.relevance == pytest.approx(together.relevance, abs=1e-3)
    assert alone.answerable == pytest.approx(together.answerable, abs=1e-3)
    assert alone.sentences == pytest.approx(together.sentences, abs=1e-3)
    assert alone.sentences[0] == alone.top


def test_the_best_answer_is_that_of_the_best_sentence(built_in: BuiltInJudge) -> None:
    text = f"{PASSAGES[0]} {PASSAGES[2]}"
    first = Span(0, len(PASSAGES[0]))
    second = Span(len(PASSAGES[0]) + 1, len(text))
    two = Passage(Span(0, len(text)), text, (), (Sentence(first, first), Sentence(second, second)))

    (found,) = built_in.judge("How long are broken lamps repaired?", [two])

    assert found.answer is not None
    holds = [each.start <= found.answer.start < each.end for each in (first, second)]
    assert [each == found.top for each in found.sentences] == holds


def test_a_question_and_a_passage_of_any_length_are_judged(built_in: BuiltInJudge) -> None:
    texts = ["word " * 900, "", "\u200b", "字🦔"]
    found = built_in.judge("why " * 500, [passage(text) for text in texts])

    assert [each.answer is None for each in found] == [False, True, True, False]


def test_what_does_not_fit_into_the_time_is_left_out(weights: tuple[Path, str]) -> None:
    # Each batch takes a second: a third one would end after three.
    judge = BuiltInJudge(*weights, seconds=2.9, clock=Ticking(1.0))

    assert len(judge.judge("Why?", [passage("Because.")] * 20)) == 2 * BATCH


def test_the_first_batch_is_judged_however_little_time_there_is(
    weights: tuple[Path, str],
) -> None:
    judge = BuiltInJudge(*weights, seconds=0, clock=Ticking(1.0))

    assert len(judge.judge("Why?", [passage("Because.")] * 20)) == BATCH


def test_no_passages_give_no_judgements(built_in: BuiltInJudge) -> None:
    assert built_in.judge("Why?", []) == []


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        BuiltInJudge(tmp_path / "none.safetensors", "0" * 64).warm()

    assert str(caught.value) == (
        f"The reader's weights {tmp_path / 'none.safetensors'} can't be read: No such file or "
        "directory. Install Footnote again, or set FOOTNOTE_READER to off."
    )


def test_damaged_weights_are_told(tmp_path: Path, weights: tuple[Path, str]) -> None:
    damaged = tmp_path / "judge.safetensors"
    damaged.write_bytes(weights[0].read_bytes()[:-1])
    found = sha256(damaged.read_bytes()).hexdigest()[:12]

    with pytest.raises(ModelError) as caught:
        BuiltInJudge(damaged, weights[1]).warm()

    assert str(caught.value) == (
        f"The reader's weights {damaged} have SHA-256 {found}…, not the published "
        f"{weights[1][:12]}…. Install Footnote again, or set FOOTNOTE_READER to off."
    )


def test_off_is_no_judge() -> None:
    assert find_judge(OFF) is None


def test_a_judge_that_is_not_there_is_told() -> None:
    with pytest.raises(ModelError) as caught:
        find_judge("no-such-model")

    assert str(caught.value) == (
        "There is no model “no-such-model” on this machine. Set FOOTNOTE_READER to built-in, to "
        "off, or to the folder of a sentence-transformers CrossEncoder."
    )


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """Cross-encoders with weights drawn at random: one with one output, one with three."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    folder = tmp_path_factory.mktemp("cross")
    tokenizer = AutoTokenizer.from_pretrained(str(model_folder(ENCODER)))
    paths = []
    for labels in (1, 3):
        torch.manual_seed(labels)
        config = BertConfig(
            hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
        )
        config.num_labels = labels
        path = folder / str(labels)
        BertForSequenceClassification(config).save_pretrained(path)
        tokenizer.save_pretrained(path)
        CrossEncoder(str(path), device="cpu").save_pretrained(str(path))
        paths.append(path)
    yield paths


def test_another_cross_encoder_gives_relevance_alone(tiny: list[Path]) -> None:
    from sentence_transformers import CrossEncoder
    from torch.nn import Identity

    pairs = [("Why?", text) for text in PASSAGES]
    expected = CrossEncoder(str(tiny[0]), device="cpu", activation_fn=Identity()).predict(pairs)

    found = OtherJudge(str(tiny[0]), seconds=60).judge("Why?", [passage(t) for t in PASSAGES])

    assert [each.relevance for each in found] == pytest.approx(expected.tolist(), abs=1e-5)
    assert {(each.answer, each.answerable) for each in found} == {(None, None)}


def test_a_model_of_several_scores_is_refused(tiny: list[Path]) -> None:
    with pytest.raises(ModelError) as caught:
        OtherJudge(str(tiny[1])).warm()

    assert str(caught.value) == (
        f"The model “{tiny[1]}” gives 3 scores a passage, not one. Set FOOTNOTE_READER to "
        "built-in or off."
    )
