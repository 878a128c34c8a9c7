"""A scratch library that a question set's documents are put into; vectors are kept between runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from index.embed import Encoder, Vectors
from index.judge.judge import find_judge
from index.libraries import Libraries
from index.record import passage_hash
from index.store import Store
from index.types import Passage, Report

MAX_FILE_BYTES = 1 << 30


class CachingEncoder(Encoder):
    """An encoder that keeps the vectors of passages in a folder, by model and text hash."""

    def __init__(self, name: str, cache: Path) -> None:
        """Keep vectors in `cache`, which is made if it isn't there."""
        super().__init__(name)
        self._cache = cache

    def encode_passages(
        self, passages: Sequence[Passage], report: Callable[[int], None]
    ) -> list[Vectors]:
        """Vectors of each passage and its sentences; see `Encoder.encode_passages`."""
        folder = self._cache / self.fingerprint[:16]
        folder.mkdir(parents=True, exist_ok=True)
        files = [folder / f"{passage_hash(each).hex()}.npy" for each in passages]
        missing = [n for n, file in enumerate(files) if not file.exists()]
        made = super().encode_passages([passages[n] for n in missing], report)
        for number, vectors in zip(missing, made, strict=True):
            unfinished = files[number].with_suffix(".part")
            with unfinished.open("wb") as file:
                np.save(file, vectors.astype(np.float16))
            unfinished.replace(files[number])
        report(len(passages))
        return [np.load(file).astype(np.float32) for file in files]


@contextmanager
def scratch_libraries(
    documents: Sequence[tuple[str, bytes]],
    *,
    model: str,
    reader: str,
    min_evidence: float,
    cache: Path | None = None,
    report: Report | None = None,
) -> Iterator[Libraries]:
    """Libraries in a temporary data folder whose shared one holds `documents`.

    Vectors are kept in the folder `cache`, if one is given: making them takes most of the time.
    """
    encoder = CachingEncoder(model, cache) if cache else Encoder(model)
    with (
        TemporaryDirectory(prefix="footnote-evaluate-") as folder,
        Libraries(
            Store(Path(folder)),
            encoder,
            min_evidence=min_evidence,
            max_file_bytes=MAX_FILE_BYTES,
            judge=find_judge(reader, seconds=math.inf),  # the same figures on any machine
        ) as libraries,
    ):
        libraries.shared.add(documents, by="evaluate", report=report)
        yield libraries
