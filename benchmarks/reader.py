"""What the reader costs: `python -m benchmarks.reader FILE [--passages 1300] [--questions 100]`.

FILE is a question set in SQuAD's form; as many of its documents are taken as hold the passages.
Each way is measured in a process of its own: time of a warm question end to end, its quotes and
their verification with it, and the most memory that the process ever held.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from index.embed import BUILT_IN
from index.evaluate.questions import QuestionSet, read_squad
from index.evaluate.scratch import scratch_libraries
from index.types import OPERATOR, SILENCE

READERS = ("off", "built-in")
WARM = 5  # questions asked before it counts
CHARS_A_PASSAGE = 500.0  # of whole sentences, at most 700


def some(asked: QuestionSet, passages: int) -> list[tuple[str, bytes]]:
    """As many documents as hold about so many passages."""
    chosen: list[tuple[str, bytes]] = []
    room = passages * CHARS_A_PASSAGE
    for source, data in asked.documents:
        if room <= 0:
            break
        chosen.append((source, data))
        room -= len(data)
    return chosen


def measure(path: Path, reader: str, passages: int, questions: int) -> dict[str, object]:
    """One way's figures."""
    asked = read_squad(path)
    documents = some(asked, passages)
    known = {source for source, _ in documents}
    own = [each.question for each in asked.questions if each.document in known and each.answers]
    random.Random(1).shuffle(own)
    least = SILENCE["balanced"]
    with scratch_libraries(
        documents, model=BUILT_IN, reader=reader, min_evidence=least
    ) as libraries:
        libraries.warm()
        library = libraries.shared
        times, work = [], []
        for number, question in enumerate(own[: questions + WARM]):
            before, worked = perf_counter(), process_time()
            library.ask(question, viewer=OPERATOR)
            if number >= WARM:
                times.append(1000 * (perf_counter() - before))
                work.append(1000 * (process_time() - worked))
        return {
            "reader": reader,
            "passages": library.status(OPERATOR).passages,
            "questions": len(times),
            "p50 ms": round(median(times)),
            "p95 ms": round(quantiles(times, n=20)[-1]),
            "of the processor p50 ms": round(median(work)),
            "memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def main() -> None:
    """Print a line of figures for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="a question set in SQuAD's form")
    parser.add_argument("--passages", type=int, default=1300)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--reader", choices=READERS, help="measure this way alone, here")
    given = parser.parse_args()
    if given.reader:
        print(json.dumps(measure(given.file, given.reader, given.passages, given.questions)))
        return
    for reader in READERS:
        here = [sys.executable, "-m", "benchmarks.reader", str(given.file), "--reader", reader]
        here += ["--passages", str(given.passages), "--questions", str(given.questions)]
        subprocess.run(here, check=True)


if __name__ == "__main__":
    main()
