"""The judge with weights of the right form, and the weights and models it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index.embed import BUILT_IN as ENCODER
from index.embed import model_folder
from index.errors import ModelError
from index.types import Span
from training.reader.examples import Pair
from training.reader.export import export
from training.reader.judge import (
    BATCH,
    BuiltInJudge,
    OtherJudge,
    best_span,
    find_judge,
)
from training.reader.train import Batches, fresh

PASSAGES = (
    "A lamp may be returned within thirty days of delivery, in its box.",
    "The shop opens at nine in the morning and closes at six in the evening.",
    "Broken lamps are repaired free of charge for two years.",
    "The garden behind the house was planted by a retired sea captain.",
)


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

    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("weights")
    save_file(fresh().state_dict(), folder / "weights.safetensors")
    path = folder / "judge.safetensors"
    return path, export(folder / "weights.safetensors", path)


@pytest.fixture(scope="module")
def built_in(weights: tuple[Path, str]) -> BuiltInJudge:
    return BuiltInJudge(*weights)


def test_the_word_vectors_are_not_shipped_twice(weights: tuple[Path, str]) -> None:
    from safetensors import safe_open

    with safe_open(weights[0], "pt") as file:
        names = set(file.keys())

    assert {"pair.weight", "pair.bias", "span.weight", "span.bias"} <= names
    assert [name for name in names if "embeddings" in name] == []
    assert weights[0].stat().st_size < 22_000_000


def test_judgements_are_what_the_network_gives_for_tokens_made_otherwise(
    weights: tuple[Path, str], built_in: BuiltInJudge
) -> None:
    import torch
    from safetensors.torch import load_file

    network = fresh()
    state = {key: value.float() for key, value in load_file(weights[0]).items()}
    network.load_state_dict(state, strict=False)
    question = "When does the shop open?"
    inputs, places = Batches("cpu")([Pair(question, text, None) for text in PASSAGES])
    with torch.inference_mode():
        said = network.eval()(**inputs)

    found = built_in.judge(question, PASSAGES, seconds=60)

    assert [each.relevance for each in found] == pytest.approx(said.relevance.tolist(), abs=1e-4)
    assert [each.answerable for each in found] == pytest.approx(said.answerable.tolist(), abs=1e-4)
    for number, each in enumerate(found):
        starts, ends = said.starts[number].numpy(), said.ends[number].numpy()
        assert each.answer == best_span(starts, ends, places[number])


def test_a_passage_is_judged_the_same_alone_and_beside_longer_ones(built_in: BuiltInJudge) -> None:
    question = "Who planted the garden?"
    together = built_in.judge(question, [PASSAGES[3], " ".join(PASSAGES) * 3], seconds=60)[0]

    alone = built_in.judge(question, [PASSAGES[3]], seconds=60)[0]

    assert alone.answer == together.answer
    assert alone.relevance == pytest.approx(together.relevance, abs=1e-3)
    assert alone.answerable == pytest.approx(together.answerable, abs=1e-3)


def test_a_question_and_a_passage_of_any_length_are_judged(built_in: BuiltInJudge) -> None:
    found = built_in.judge("why " * 500, ["word " * 900, "", "\u200b", "字🦔"], seconds=60)

    assert [each.answer is None for each in found] == [False, True, True, False]


def test_what_does_not_fit_into_the_time_is_left_out(weights: tuple[Path, str]) -> None:
    # Each batch takes a second: a third one would end after three.
    found = BuiltInJudge(*weights, Ticking(1.0)).judge("Why?", ["Because."] * 20, seconds=2.9)

    assert len(found) == 2 * BATCH


def test_the_first_batch_is_judged_however_little_time_there_is(
    weights: tuple[Path, str],
) -> None:
    found = BuiltInJudge(*weights, Ticking(1.0)).judge("Why?", ["Because."] * 20, seconds=0)

    assert len(found) == BATCH


def test_no_passages_give_no_judgements(built_in: BuiltInJudge) -> None:
    assert built_in.judge("Why?", [], seconds=1) == []


def test_the_best_span_ends_where_it_starts_or_later() -> None:
    # The first token is the question's, the last a mark; the likeliest end is before the start.
    starts = np.array([9, 0, 1, 5, 0], dtype=np.float32)
    ends = np.array([9, 7, 5, 2, 9], dtype=np.float32)
    places = [None, (0, 3), (4, 8), (9, 12), None]

    assert best_span(starts, ends, places) == Span(0, 3)
    assert best_span(starts, ends - np.array([0, 7, 0, 0, 0], dtype=np.float32), places) == Span(
        9, 12
    )


def test_an_answer_is_at_most_thirty_tokens() -> None:
    starts, ends = np.zeros((2, 40), dtype=np.float32)
    starts[0] = ends[39] = 5
    ends[29] = ends[30] = 3

    assert best_span(starts, ends, [(i, i + 1) for i in range(40)]) == Span(0, 30)


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        BuiltInJudge(tmp_path / "none.safetensors", "0" * 64)

    assert str(caught.value) == (
        f"The reader's weights {tmp_path / 'none.safetensors'} can't be read: No such file or "
        "directory. Install Footnote again, or set FOOTNOTE_READER to off."
    )


def test_damaged_weights_are_told(tmp_path: Path, weights: tuple[Path, str]) -> None:
    damaged = tmp_path / "judge.safetensors"
    damaged.write_bytes(weights[0].read_bytes()[:-1])
    found = sha256(damaged.read_bytes()).hexdigest()[:12]

    with pytest.raises(ModelError) as caught:
        BuiltInJudge(damaged, weights[1])

    assert str(caught.value) == (
        f"The reader's weights {damaged} have SHA-256 {found}…, not the published "
        f"{weights[1][:12]}…. Install Footnote again, or set FOOTNOTE_READER to off."
    )


def test_no_reader_is_shipped_yet() -> None:
    with pytest.raises(ModelError) as caught:
        find_judge("built-in")

    assert str(caught.value) == (
        "Footnote comes without a reader of its own yet. Set FOOTNOTE_READER to off, or to the "
        "folder of a sentence-transformers CrossEncoder."
    )


def test_off_is_no_judge() -> None:
    assert find_judge("off") is None


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

    found = OtherJudge(str(tiny[0])).judge("Why?", PASSAGES, seconds=60)

    assert [each.relevance for each in found] == pytest.approx(expected.tolist(), abs=1e-5)
    assert {(each.answer, each.answerable) for each in found} == {(None, None)}


def test_a_model_of_several_scores_is_refused(tiny: list[Path]) -> None:
    with pytest.raises(ModelError) as caught:
        find_judge(str(tiny[1]))

    assert str(caught.value) == (
        f"The model “{tiny[1]}” gives 3 scores a passage, not one. Set FOOTNOTE_READER to "
        "built-in or off."
    )
