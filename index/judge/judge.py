"""Question and passages to judgements: a model that reads both together, after search.

The built-in one is of our own training (docs/reader.md): its upper layers lie beside this file, its
word vectors and first layers are the built-in encoder's. Torch is imported late, and works on one
thread as it does for a question's vector.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.embed import BUILT_IN as ENCODER
from index.embed import UNLOADABLE, Encoder, model_folder, weights
from index.errors import ModelError
from index.judge.spans import best_in, best_span
from index.judge.tokens import PASSAGE_TOKENS, QUESTION_TOKENS, Marks, Tokenizer, Tokens
from index.types import Passage, Span

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

    from index.judge.network import Apart, Logits, Together

BUILT_IN = "built-in"
OFF = "off"
WEIGHTS = Path(__file__).with_name("weights.safetensors")
WEIGHTS_SHA256 = "cfcf35048944553b1cbbc9e9a33ca5b94a60be468c8eb2f472689e118a7b9bf2"
SECONDS = 1.0  # a machine that would need longer reads fewer passages; most need a fifth
BATCH = 4  # passages that are read together, and between which the time is looked at


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a model says of a question and a passage.

    `relevance` orders passages (a logit: any number). `answer` is the range of the passage's text
    likeliest to answer, `top` the sum of the logits of its begin and end, `answerable` a logit of
    whether it does answer, `sentences` for each sentence the sum of the likeliest answer that
    begins in it. None and empty where the model says nothing of the kind.
    """

    relevance: float
    answerable: float | None = None
    top: float | None = None
    answer: Span | None = None
    sentences: tuple[float, ...] = ()


class Judge(Protocol):
    """A model that reads question and passage together. May be used from several threads."""

    def judge(self, question: str, passages: Sequence[Passage]) -> list[Judgement]:
        """Judge the first of `passages`, as many as fit into its time; at least `BATCH`.

        Raises:
            ModelError: the model can't be loaded.
        """

    def warm(self) -> None:
        """Load the model, which is otherwise done at the first question.

        Raises:
            ModelError: it can't be loaded.
        """


def find_judge(setting: str, seconds: float = SECONDS) -> Judge | None:
    """The judge that a setting names: “built-in”, “off” (None), or a cross-encoder by name or path.

    It takes about so many `seconds` for a question. Nothing is loaded yet.

    Raises:
        ModelError: there is no such model.
    """
    if setting == OFF:
        return None
    if setting == BUILT_IN:
        return BuiltInJudge(seconds=seconds)
    return OtherJudge(setting, seconds=seconds)


class _Timed:
    """Batches in the order of the passages until the time is up; threads take turns."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        """Take so many `seconds` for a question; `clock` gives seconds."""
        self._seconds, self._clock = seconds, clock
        self._running = Lock()

    def judge(self, question: str, passages: Sequence[Passage]) -> list[Judgement]:
        """Judge the first of `passages`, as many as fit into the time; at least `BATCH`.

        A batch is begun where one that takes as long as the longest before it would still fit.
        """
        found: list[Judgement] = []
        with self._running:
            self._load()  # which is not the question's time
            begin = last = self._clock()
            longest = 0.0
            for start in range(0, len(passages), BATCH):
                if last - begin + longest > self._seconds and start:
                    break
                found.extend(self._judge_batch(question, passages[start : start + BATCH]))
                now = self._clock()
                longest, last = max(longest, now - last), now
        return found

    def warm(self) -> None:
        """Load the model."""
        with self._running:
            self._load()

    def _load(self) -> None:
        raise NotImplementedError

    def _judge_batch(self, question: str, passages: Sequence[Passage]) -> list[Judgement]:
        raise NotImplementedError


class BuiltInJudge(_Timed):
    """The judge of our training."""

    def __init__(
        self,
        path: Path = WEIGHTS,
        digest: str = WEIGHTS_SHA256,
        *,
        seconds: float = SECONDS,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        """Judge by the weights at `path`, whose SHA-256 must be `digest`."""
        super().__init__(seconds, clock)
        self._path, self._digest = path, digest

    @cached_property
    def _parts(self) -> tuple[Apart, Together, Tokenizer]:
        folder = model_folder(ENCODER)
        apart, together = _load(self._path, self._digest, folder)
        return apart, together, Tokenizer(folder)

    def _load(self) -> None:
        self._parts  # noqa: B018

    def _judge_batch(self, question: str, passages: Sequence[Passage]) -> list[Judgement]:
        apart, together, tokenize = self._parts
        import torch

        if torch.get_num_threads() != 1:
            torch.set_num_threads(1)
        asked = tokenize(question, QUESTION_TOKENS)
        told = [tokenize(each.text, PASSAGE_TOKENS) for each in passages]
        middle, most = len(asked.ids), max(len(each.ids) for each in told)
        ids, mask = _padded(told, most)
        shared = np.zeros((len(told), middle + most), dtype=bool)
        for row, each in enumerate(told):
            shared[row, :middle] = tokenize.shared(asked.ids, each.ids)
            shared[row, middle : middle + len(each.ids)] = tokenize.shared(each.ids, asked.ids)
        question_side = np.zeros_like(shared)
        question_side[:, :middle] = True
        passage_side = np.concatenate([np.zeros((len(told), middle), dtype=bool), mask], axis=1)
        with torch.inference_mode():
            first = apart(
                torch.from_numpy(asked.ids)[None], torch.ones(1, middle, dtype=torch.bool)
            )
            others = apart(torch.from_numpy(ids), torch.from_numpy(mask))
            said = together(
                torch.cat([first.expand(len(told), -1, -1), others], dim=1),
                *(torch.from_numpy(each) for each in (question_side, passage_side, shared)),
            )
        return [
            _judgement(said, row, middle, each, passage)
            for row, (each, passage) in enumerate(zip(told, passages, strict=True))
        ]


def _padded(told: Sequence[Tokens], most: int) -> tuple[np.ndarray, Marks]:
    """Token numbers of texts, each filled up to `most`, and where there are any."""
    ids = np.zeros((len(told), most), dtype=np.int64)
    mask = np.zeros((len(told), most), dtype=bool)
    for row, each in enumerate(told):
        ids[row, : len(each.ids)] = each.ids
        mask[row, : len(each.ids)] = True
    return ids, mask


def _judgement(said: Logits, row: int, middle: int, tokens: Tokens, passage: Passage) -> Judgement:
    """What the network says of one pair, whose passage begins at column `middle`."""
    columns = slice(middle, middle + len(tokens.ids))
    starts, ends = said.starts[row, columns].numpy(), said.ends[row, columns].numpy()
    answer, top = best_span(starts, ends, tokens.places)
    ranges = [each.reading for each in passage.sentences]
    return Judgement(
        relevance=float(said.relevance[row]),
        answerable=float(said.answerable[row]),
        top=top,
        answer=answer,
        sentences=best_in(starts, ends, tokens.places, ranges),
    )


def _load(path: Path, digest: str, folder: Path) -> tuple[Apart, Together]:
    """The network with the weights at `path`; what is not in them is the encoder's in `folder`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The reader's weights {path} can't be read: {error.strerror}. Install Footnote "
            f"again, or set FOOTNOTE_READER to {OFF}."
        ) from error
    found = sha256(data).hexdigest()
    if found != digest:
        raise ModelError(
            f"The reader's weights {path} have SHA-256 {found[:12]}…, not the published "
            f"{digest[:12]}…. Install Footnote again, or set FOOTNOTE_READER to {OFF}."
        )
    from safetensors.torch import load

    from index.judge.network import from_encoder

    Encoder(ENCODER).fingerprint  # noqa: B018  # raises where they are not the published ones
    apart, together = from_encoder(folder)
    together.load_state_dict({key: value.float() for key, value in load(data).items()})
    return apart, together.eval()


class OtherJudge(_Timed):
    """Any sentence-transformers CrossEncoder with one output: relevance alone."""

    def __init__(
        self, name: str, *, seconds: float = SECONDS, clock: Callable[[], float] = perf_counter
    ) -> None:
        """Take the model in the folder `name`, or of that name if it was downloaded before.

        Raises:
            ModelError: there is none.
        """
        super().__init__(seconds, clock)
        self._name = name
        try:
            self._folder = model_folder(name)
        except ModelError as error:
            raise ModelError(
                f"There is no model “{name}” on this machine. Set FOOTNOTE_READER to {BUILT_IN}, "
                f"to {OFF}, or to the folder of a sentence-transformers CrossEncoder."
            ) from error
        weights(self._folder)  # refuses forms that can run code

    @cached_property
    def _model(self) -> CrossEncoder:
        from safetensors import SafetensorError
        from sentence_transformers import CrossEncoder
        from torch.nn import Identity

        try:
            model: CrossEncoder = CrossEncoder(
                str(self._folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                activation_fn=Identity(),
                model_kwargs={"use_safetensors": True},
            )
        except (*UNLOADABLE, SafetensorError) as error:
            reason = next(iter(str(error).splitlines()), type(error).__name__)
            raise ModelError(
                f"The model “{self._name}” can't be loaded: {reason.rstrip('.')}. Set "
                f"FOOTNOTE_READER to {BUILT_IN} or {OFF}."
            ) from error
        if model.num_labels != 1:
            raise ModelError(
                f"The model “{self._name}” gives {model.num_labels} scores a passage, not one. Set "
                f"FOOTNOTE_READER to {BUILT_IN} or {OFF}."
            )
        return model

    def _load(self) -> None:
        self._model  # noqa: B018

    def _judge_batch(self, question: str, passages: Sequence[Passage]) -> list[Judgement]:
        import torch

        if torch.get_num_threads() != 1:
            torch.set_num_threads(1)
        pairs = [(question, each.text) for each in passages]
        scores = self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False)
        return [Judgement(float(score)) for score in scores]
