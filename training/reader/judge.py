"""Question and passages to judgements: a model that reads both together, after search.

The built-in one is a cross-encoder of ours (see docs/reader.md), none of whose weights is shipped
yet: its layers will lie in `weights/`, its word vectors are the built-in encoder's. Torch is
imported late, and works on one thread as it does for a question's vector.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.embed import BUILT_IN as ENCODER
from index.embed import UNLOADABLE, Encoder, model_folder, weights
from index.errors import ModelError
from index.types import Span

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

BUILT_IN = "built-in"
OFF = "off"
WEIGHTS = Path(__file__).parent / "weights" / "judge.safetensors"
WEIGHTS_SHA256 = ""  # of the weights that are shipped; empty while there are none
MAX_TOKENS = 256  # of question and passage together, with their marks
QUESTION_TOKENS = 64  # a longer question is cut: the passage needs the room
SPAN_TOKENS = 30  # no answer that is marked is longer
BATCH = 4  # passages that are read together, and between which the time is looked at

Floats = NDArray[np.float32]
Place = tuple[int, int] | None  # of a token in the passage's text, where it stands there


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a model says of a question and a passage.

    `relevance` orders passages (a logit: any number). `answer` is the range of the passage's text
    likeliest to answer, `answerable` a logit of whether it does; None where the model has neither.
    """

    relevance: float
    answer: Span | None = None
    answerable: float | None = None


class Judge(Protocol):
    """A model that reads question and passage together."""

    def judge(self, question: str, passages: Sequence[str], seconds: float) -> list[Judgement]:
        """Judge the first of `passages`, as many as fit into `seconds`; at least `BATCH`."""


def find_judge(setting: str) -> Judge | None:
    """The judge that a setting names: “built-in”, “off” (None), or a cross-encoder by name or path.

    Raises:
        ModelError: there is no such model, or it can't be loaded.
    """
    if setting == OFF:
        return None
    if setting != BUILT_IN:
        return OtherJudge(setting)
    if not WEIGHTS_SHA256:
        raise ModelError(
            f"Footnote comes without a reader of its own yet. Set FOOTNOTE_READER to {OFF}, or to "
            "the folder of a sentence-transformers CrossEncoder."
        )
    return BuiltInJudge(WEIGHTS, WEIGHTS_SHA256)


class _Timed:
    """Batches in the order of the passages until the time is up."""

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._running = Lock()

    def judge(self, question: str, passages: Sequence[str], seconds: float) -> list[Judgement]:
        """Judge the first of `passages`, as many as fit into `seconds`; at least `BATCH`.

        A batch is begun where one that takes as long as the longest before it would still fit.
        """
        found: list[Judgement] = []
        with self._running:
            begin = last = self._clock()
            longest = 0.0
            for start in range(0, len(passages), BATCH):
                if last - begin + longest > seconds and start:
                    break
                found.extend(self._judge_batch(question, passages[start : start + BATCH]))
                now = self._clock()
                longest, last = max(longest, now - last), now
        return found

    def _judge_batch(self, question: str, passages: Sequence[str]) -> list[Judgement]:
        raise NotImplementedError


class BuiltInJudge(_Timed):
    """A judge of our training. May be used from several threads; they take turns."""

    def __init__(self, path: Path, digest: str, clock: Callable[[], float] = perf_counter) -> None:
        """Load the weights at `path`, whose SHA-256 must be `digest`.

        Raises:
            ModelError: they are missing, or others.
        """
        super().__init__(clock)
        self._network = _load(path, digest)

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401  # tokenizers publishes no types
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(model_folder(ENCODER) / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def _judge_batch(self, question: str, passages: Sequence[str]) -> list[Judgement]:
        import torch

        if torch.get_num_threads() != 1:
            torch.set_num_threads(1)
        asked = self._tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION_TOKENS]
        begin, end = (self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        head = [begin, *asked, end]
        rows: list[list[int]] = []
        places: list[list[Place]] = []
        for text in passages:
            encoded = self._tokenizer.encode(text, add_special_tokens=False)
            room = MAX_TOKENS - len(head) - 1
            rows.append([*head, *encoded.ids[:room], end])
            places.append([*[None] * len(head), *encoded.offsets[:room], None])
        width = max(map(len, rows))
        padded = np.zeros((3, len(rows), width), dtype=np.int64)
        for number, row in enumerate(rows):
            padded[0, number, : len(row)] = row
            padded[1, number, : len(row)] = 1
            padded[2, number, len(head) : len(row)] = 1
        with torch.inference_mode():
            said = self._network(*torch.from_numpy(padded))
        relevance, answerable, starts, ends = (each.float().numpy() for each in said)
        return [
            Judgement(
                float(relevance[i]), best_span(starts[i], ends[i], places[i]), float(answerable[i])
            )
            for i in range(len(rows))
        ]


def best_span(starts: Floats, ends: Floats, places: Sequence[Place]) -> Span | None:
    """The characters from the likeliest first to the likeliest last token, None without tokens.

    Both logits are summed; `places` are the tokens', and may be fewer than the logits.
    """
    inside = np.array([place is not None and place[1] > place[0] for place in places])
    if not inside.any():
        return None
    number = len(places)
    sums = starts[:number, None] + ends[None, :number]
    length = np.arange(number)[None, :] - np.arange(number)[:, None]
    allowed = (length >= 0) & (length < SPAN_TOKENS) & inside[:, None] & inside[None, :]
    first, last = divmod(int(np.where(allowed, sums, -math.inf).argmax()), number)
    begin, end = places[first], places[last]
    return Span(begin[0], end[1]) if begin and end else None


def _load(path: Path, digest: str) -> Any:  # noqa: ANN401  # torch is imported late
    """The network with the weights at `path` and the built-in encoder's word vectors."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The reader's weights {path} can't be read: {error.strerror}. Install Footnote "
            "again, or set FOOTNOTE_READER to off."
        ) from error
    found = sha256(data).hexdigest()
    if found != digest:
        raise ModelError(
            f"The reader's weights {path} have SHA-256 {found[:12]}…, not the published "
            f"{digest[:12]}…. Install Footnote again, or set FOOTNOTE_READER to off."
        )
    from safetensors.torch import load, load_file
    from transformers import AutoConfig

    from training.reader.network import Network

    Encoder(ENCODER).fingerprint  # noqa: B018  # raises where they are not the published ones
    folder = model_folder(ENCODER)
    network = Network(AutoConfig.from_pretrained(str(folder)))
    shared = load_file(weights(folder)[0])
    held = {f"encoder.{key}": shared[key] for key in shared if key.startswith("embeddings.")}
    held.pop("encoder.embeddings.position_ids", None)
    held.update({key: value.float() for key, value in load(data).items()})
    network.load_state_dict(held)
    return network.eval()


class OtherJudge(_Timed):
    """Any sentence-transformers CrossEncoder with one output: relevance alone."""

    def __init__(self, name: str, clock: Callable[[], float] = perf_counter) -> None:
        """Load the model in the folder `name`, or of that name if it was downloaded before.

        Raises:
            ModelError: there is none, or it is no cross-encoder with one output.
        """
        super().__init__(clock)
        try:
            folder = model_folder(name)
        except ModelError as error:
            raise ModelError(
                f"There is no model “{name}” on this machine. Set FOOTNOTE_READER to {BUILT_IN}, "
                f"to {OFF}, or to the folder of a sentence-transformers CrossEncoder."
            ) from error
        weights(folder)  # refuses forms that can run code
        self._model = self._loaded(name, folder)

    @staticmethod
    def _loaded(name: str, folder: Path) -> CrossEncoder:
        from safetensors import SafetensorError
        from sentence_transformers import CrossEncoder
        from torch.nn import Identity

        try:
            model: CrossEncoder = CrossEncoder(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                activation_fn=Identity(),
                model_kwargs={"use_safetensors": True},
            )
        except (*UNLOADABLE, SafetensorError) as error:
            reason = next(iter(str(error).splitlines()), type(error).__name__)
            raise ModelError(
                f"The model “{name}” can't be loaded: {reason.rstrip('.')}. Set FOOTNOTE_READER "
                f"to {BUILT_IN} or {OFF}."
            ) from error
        if model.num_labels != 1:
            raise ModelError(
                f"The model “{name}” gives {model.num_labels} scores a passage, not one. Set "
                f"FOOTNOTE_READER to {BUILT_IN} or {OFF}."
            )
        return model

    def _judge_batch(self, question: str, passages: Sequence[str]) -> list[Judgement]:
        import torch

        if torch.get_num_threads() != 1:
            torch.set_num_threads(1)
        pairs = [(question, text) for text in passages]
        scores = self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False)
        return [Judgement(float(score)) for score in scores]
