"""One system on one set of questions, in a process of its own: a row of the results.

    python -m benchmarks.peers.one SYSTEM CUT FILE SAMPLE > ROW

CUT is `own` (the system's usual way) or `passages` (Footnote's). `__main__` runs this.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.peers.cutting import footnote_passages
from benchmarks.peers.quoting import Quoter
from benchmarks.peers.score import RANKS, Scored, score
from benchmarks.peers.shown import Reply, System
from benchmarks.peers.systems import SYSTEMS
from index.embed import BUILT_IN, model_folder
from index.evaluate import Question, read_question_set, some


@dataclass(frozen=True, slots=True)
class Spent:
    """What a piece of work took: seconds on the clock, and of the processor, children's too."""

    wall: float
    cpu: float


class Clock:
    """Counts from when it was made."""

    def __init__(self) -> None:
        """Begin."""
        self._wall, self._cpu = perf_counter(), self._busy()

    def read(self) -> Spent:
        """What was spent until now."""
        return Spent(perf_counter() - self._wall, self._busy() - self._cpu)

    @staticmethod
    def _busy() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return process_time() + children.ru_utime + children.ru_stime


def memory() -> int:
    """The most memory that this process held, in bytes; Footnote reads each file in another."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def size_of(folder: Path) -> int:
    """What lies in a folder, in bytes."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def open_system(name: str, cut: str, folder: Path) -> System:
    """Load a system's file and its model."""
    known = SYSTEMS[name]
    made: System = getattr(import_module(known.module), known.cls)(
        model_folder(BUILT_IN), folder, footnote_passages() if cut == "passages" else None
    )
    return made


def ask_all(system: System, questions: Sequence[Question]) -> tuple[list[Reply], list[Spent]]:
    """Ask each question once, after two that don't count."""
    for each in questions[:2]:
        system.ask(each.question, RANKS)
    replies: list[Reply] = []
    spent: list[Spent] = []
    for each in questions:
        clock = Clock()
        replies.append(system.ask(each.question, RANKS))
        spent.append(clock.read())
    return replies, spent


def quoted(
    questions: Sequence[Question], replies: Sequence[Reply], texts: dict[str, str]
) -> list[Reply]:
    """The replies with quotes, made for those systems that make none."""
    if all(each.quotes is not None for each in replies):
        return list(replies)
    from sentence_transformers import SentenceTransformer

    quoter = Quoter(SentenceTransformer(str(model_folder(BUILT_IN)), device="cpu"), texts)
    return quoter.quote([each.question for each in questions], replies)


def own_and_foreign(
    system: System, questions: Sequence[Question], sources: Sequence[str]
) -> tuple[list[float], list[float]]:
    """How sure the system is of questions while every other document is taken out.

    Own questions' and foreign ones'; both empty where the system doesn't say.
    """
    gone = frozenset(sources[1::2])
    system.remove(sorted(gone))
    own: list[float] = []
    foreign: list[float] = []
    for each in questions:
        sure = system.ask(each.question, RANKS).sure
        if sure is not None:
            (foreign if each.document in gone else own).append(round(sure, 6))
    return own, foreign


def run(name: str, cut: str, path: Path, sample: int) -> dict[str, object]:
    """Build, ask, quote, take documents out, ask again."""
    asked = read_question_set(path)
    texts = {source: data.decode() for source, data in asked.documents}
    questions = some([each for each in asked.questions if each.spans], sample)
    with TemporaryDirectory(prefix="peers-") as folder:
        system = open_system(name, cut, Path(folder))
        clock = Clock()
        passages = system.add(list(texts.items()))
        build = clock.read()
        size = size_of(Path(folder))
        replies, spent = ask_all(system, questions)
        used = memory()
        scored = list(map(score, quoted(questions, replies, texts), questions))
        own, foreign = own_and_foreign(system, questions, list(texts))
    return {
        "system": name,
        "cut": cut,
        "set": path.name.split(".")[0],
        "version": version(SYSTEMS[name].package),
        "documents": len(texts),
        "chars": sum(map(len, texts.values())),
        "passages": passages,
        "build_s": round(build.wall, 1),
        "build_cpu_s": round(build.cpu, 1),
        "memory": used,
        "disk": size,
        "ms": [round(1000 * each.wall, 2) for each in spent],
        "cpu_ms": [round(1000 * each.cpu, 2) for each in spent],
        **_columns(scored),
        "own_sure": own,
        "foreign_sure": foreign,
    }


def _columns(scored: Sequence[Scored]) -> dict[str, list[int]]:
    return {
        "passage_ranks": [each.passage for each in scored],
        "within": [int(each.within) for each in scored],
        "quote_ranks": [each.quote for each in scored],
    }


def main() -> None:
    """Print the row as JSON, alone on standard output."""
    name, cut, path, sample = sys.argv[1:]
    print(json.dumps(run(name, cut, Path(path), int(sample))))


if __name__ == "__main__":
    main()
