"""How long the index of 100,000 sentences takes to be made again from the record.

`python -m benchmarks.mending [SENTENCES]`. Vectors are made up; no model is loaded.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from index.generation import make_segment
from index.record import passage_hash
from index.store import Store
from index.types import Document, ModelName, Passage, Sentence, Span

MODEL = ModelName("made-up", "0" * 64, 384)
SENTENCES_A_PASSAGE = 6
PASSAGES_A_DOCUMENT = 100
RUNS = 3


def fill(store: Store, sentences: int) -> frozenset[int]:
    """Write passages and their vectors; the readings that they are of."""
    rng = np.random.default_rng(1)
    readings = set()
    passages = sentences // SENTENCES_A_PASSAGE
    with store.writing() as writer:
        library = writer.make_library("shared")
        for number in range(0, passages, PASSAGES_A_DOCUMENT):
            text = "".join(f"{number + n:08d}. " for n in range(SENTENCES_A_PASSAGE))
            spans = [Span(10 * n, 10 * n + 9) for n in range(SENTENCES_A_PASSAGE)]
            own = [
                Passage(
                    Span(0, len(text)),
                    f"{text}{each}",
                    (),
                    tuple(Sentence(span, span) for span in spans),
                )
                for each in range(PASSAGES_A_DOCUMENT)
            ]
            document = Document(f"{number}.txt", "t", "f" * 64, text, ())
            ids = writer.save_version(library.id, document.source, "f" * 64, 1, "benchmark")
            reading = writer.save_reading(*ids, document, [["key"]] * len(own), own)
            writer.set_reading(library.id, document.source, *ids, reading)
            vectors = rng.normal(size=(len(own), 1 + SENTENCES_A_PASSAGE, 384))
            vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
            writer.save_vectors(MODEL, map(passage_hash, own), vectors.astype(np.float16))
            readings.add(reading)
    return frozenset(readings)


def main() -> None:
    """Print the median of a few runs."""
    sentences = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        readings = fill(store, sentences)
        seconds = []
        for _ in range(RUNS):
            start = perf_counter()
            with store.reading() as reader:
                segment = make_segment(reader, MODEL, readings)
            store.save_index(1, segment.index.to_bytes())
            seconds.append(perf_counter() - start)
        print(f"{len(segment.index):,} vectors of {sentences:,} sentences: {median(seconds):.1f} s")


if __name__ == "__main__":
    main()
