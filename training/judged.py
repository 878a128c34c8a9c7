"""Trains what weighs search and the judge: python -m training.judged --data FOLDER --cache FOLDER.

The questions are those of the articles that the judge was not trained on (training/reader/data.py);
each is asked with and without the document that answers it. Adds three short lists of numbers to
index/ranking.json.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch

import index.rank
from index.asked import read_asked
from index.evaluate.questions import Question, read_squad
from index.evaluate.scratch import scratch_libraries
from index.judge.judge import Judge, Judgement
from index.judge.weigh import ask, confidence_table, passage_table, sentence_table, worth_reading
from index.libraries import Libraries
from index.rank import (
    JUDGED_CONFIDENCE_FEATURES,
    JUDGED_PASSAGE_FEATURES,
    JUDGED_SENTENCE_FEATURES,
    networks,
    rank,
    use_networks,
)
from index.search import propose
from index.types import OPERATOR, SearchResult
from training.fit import Group, Trained, fit_line, fit_logistic, to_plain
from training.reader.data import TRAINING, load, split
from training.tables import holds, split_long


@dataclass(frozen=True, slots=True)
class Read:
    """A question, what search put first, and what the judge says of it.

    `passages` and `sentences` (of each passage) say which hold the answer; of a `foreign` question
    none does, since the document was left out.
    """

    question: str
    foreign: bool
    results: tuple[SearchResult, ...]
    said: tuple[Judgement, ...]
    passages: tuple[bool, ...]
    sentences: tuple[tuple[bool, ...], ...]


def read_all(path: Path, judge: Judge, *, cache: Path, sample: int, seed: int = 0) -> list[Read]:
    """Ask `sample` questions of a SQuAD file's documents, each also without its document."""
    asked = split_long(read_squad(path))
    questions = [each for each in asked.questions if each.answers]
    random.Random(seed).shuffle(questions)  # not a secret
    with scratch_libraries(
        asked.documents, model="all-MiniLM-L6-v2", reader="off", min_confidence=0, cache=cache
    ) as libraries:
        return list(_read(libraries, questions[:sample], judge))


def _read(libraries: Libraries, questions: Sequence[Question], judge: Judge) -> Iterator[Read]:
    library, encoder = libraries.shared, libraries.encoder
    with libraries.store.reading() as reader:
        generation = library.current(reader)
        if generation is None:
            return
        for question in questions:
            vector = encoder.encode_question(question.question)
            found = propose(question.question, vector, [(generation, reader)], OPERATOR)
            looked = read_asked(question.question, found.terms.weights)
            for foreign in (False, True):
                left = [
                    each
                    for each in found.results
                    if not foreign or each.source != question.document
                ]
                read = worth_reading(rank(left, looked, encoder.words))
                yield Read(
                    question.question,
                    foreign,
                    tuple(read),
                    tuple(ask(question.question, read, judge)),
                    tuple(holds(each, each.passage.span, question) for each in read),
                    tuple(
                        tuple(holds(each, one.span, question) for one in each.passage.sentences)
                        for each in read
                    ),
                )


def train(found: Sequence[Read]) -> dict[str, object]:
    """The numbers of `judged_…`, from many questions."""
    own = [each for each in found if not each.foreign and any(each.passages)]
    passages = fit_line(
        [Group(passage_table(e.results, e.said), np.array(e.passages)) for e in own]
    )
    sentences = fit_line([group for each in own for group in _sentences(each)])
    content: dict[str, object] = {
        "judged_passages": to_plain([passages], JUDGED_PASSAGE_FEATURES),
        "judged_sentences": to_plain([sentences], JUDGED_SENTENCE_FEATURES),
    }
    use_networks(content)
    confidence = _confidence([each for each in found if each.results])
    return {**content, "judged_confidence": to_plain([confidence], JUDGED_CONFIDENCE_FEATURES)}


def _sentences(found: Read) -> Iterator[Group]:
    """The sentences of each passage that holds the answer."""
    rows = zip(found.results, found.said, found.sentences, strict=True)
    for result, said, right in rows:
        if any(right) and len(right) > 1:
            yield Group(sentence_table(result, said), np.array(right))


def _confidence(found: Sequence[Read]) -> Trained:
    """What separates first quotes that answer from those that don't, foreign questions' too."""
    rows, marks = [], []
    for each in found:
        scores = networks()["judged_passages"](passage_table(each.results, each.said))
        best = int(scores.argmax())
        rows.append(confidence_table(each.results, each.said)[best])
        # Search for the likeliest sentence and its neighbours, as quotes are cut.
        table = sentence_table(each.results[best], each.said[best])
        middle = int(networks()["judged_sentences"](table).argmax())
        marks.append(any(each.sentences[best][max(0, middle - 1) : middle + 2]))
    return fit_logistic(np.array(rows), np.array(marks))


def validation_files(data: Path, folder: Path) -> Iterator[Path]:
    """The articles that the judge was not trained on, a file for each set."""
    _, kept = split(load(data, TRAINING))
    for name, articles in kept.items():
        if articles:
            path = folder / f"{name}.json"
            content = [{"title": title, "paragraphs": found} for title, found in articles]
            path.write_text(json.dumps({"data": content}), encoding="utf-8")
            yield path


def main() -> None:
    """Read the validation questions and add what is learnt to ranking.json."""
    from index.judge.judge import BuiltInJudge

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the question files")
    parser.add_argument("--cache", type=Path, required=True, help="a folder for vectors")
    parser.add_argument("--sample", type=int, default=400, help="questions of each set")
    given = parser.parse_args()
    torch.set_num_threads(1)
    judge = BuiltInJudge(seconds=float("inf"))
    found: list[Read] = []
    with TemporaryDirectory() as folder:
        for path in validation_files(given.data, Path(folder)):
            found += read_all(path, judge, cache=given.cache, sample=given.sample)
            print(f"{path.name}: {len(found)} questions so far")
    target = Path(index.rank.__file__).with_name("ranking.json")
    content = json.loads(target.read_text(encoding="utf-8"))
    target.write_text(json.dumps(content | train(found)) + "\n", encoding="utf-8")
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
