"""Trains what weighs search and the judge: python -m training.judged --data FOLDER --cache FOLDER.

The questions are those of the articles that the judge was not trained on (training/reader/data.py);
each is asked with and without the document that answers it. Puts four short lists of numbers into
index/ranking.json: how sure one may be of search's first quote, and three of the judge's.
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
from index.judge.weigh import (
    ask,
    confidence_table,
    passage_shares,
    passage_table,
    sentence_table,
    worth_reading,
)
from index.libraries import Libraries
from index.rank import (
    CONFIDENCE_FEATURES,
    JUDGED_CONFIDENCE_FEATURES,
    JUDGED_PASSAGE_FEATURES,
    JUDGED_SENTENCE_FEATURES,
    chance_table,
    networks,
    rank,
    use_networks,
)
from index.search import propose
from index.types import OPERATOR, SearchResult
from training.fit import Group, Trained, fit_line, fit_logistic, to_plain
from training.reader.data import TRAINING, load, split
from training.tables import holds, split_long

RANKING = ("passages", "sentences", "evidence", "confidence")  # what search alone needs


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
        asked.documents, model="all-MiniLM-L6-v2", reader="off", min_evidence=0, cache=cache
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
    """The numbers of `confidence` and of `judged_…`, from many questions."""
    found = [each for each in found if each.results]
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
    return {
        **content,
        "confidence": to_plain([_confidence(found)], CONFIDENCE_FEATURES),
        "judged_confidence": to_plain([_judged_confidence(found)], JUDGED_CONFIDENCE_FEATURES),
    }


def _sentences(found: Read) -> Iterator[Group]:
    """The sentences of each passage that holds the answer."""
    rows = zip(found.results, found.said, found.sentences, strict=True)
    for result, said, right in rows:
        if any(right) and len(right) > 1:
            yield Group(sentence_table(result, said), np.array(right))


def _confidence(found: Sequence[Read]) -> Trained:
    """What separates search's right first quotes from wrong ones, of own questions.

    Others are for evidence to tell. Quotes are cut around the likeliest sentence.
    """
    own = [each for each in found if not each.foreign]
    firsts = [each.results[0] for each in own]
    rows = chance_table(
        np.array([each.score for each in firsts]), np.array([max(each.chances) for each in firsts])
    )
    marks = [_near(each, 0, int(np.argmax(each.results[0].chances))) for each in own]
    return fit_logistic(rows, np.array(marks))


def _judged_confidence(found: Sequence[Read]) -> Trained:
    """What separates first quotes that answer from those that don't, foreign questions' too."""
    rows, marks = [], []
    for each in found:
        best, right = _first(each)
        shares = passage_shares(each.results, each.said)
        rows.append(confidence_table(each.results, each.said, shares)[best])
        marks.append(right)
    return fit_logistic(np.array(rows), np.array(marks))


def _first(found: Read) -> tuple[int, bool]:
    """Which passage search and judge put first, and whether its quote answers."""
    best = int(passage_shares(found.results, found.said).argmax())
    table = sentence_table(found.results[best], found.said[best])
    return best, _near(found, best, int(networks()["judged_sentences"](table).argmax()))


def _near(found: Read, passage: int, sentence: int) -> bool:
    """Whether a sentence or its neighbours hold the answer, as quotes are cut."""
    return any(found.sentences[passage][max(0, sentence - 1) : sentence + 2])


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
    target = Path(index.rank.__file__).with_name("ranking.json")
    content = json.loads(target.read_text(encoding="utf-8"))
    use_networks({name: content[name] for name in RANKING})  # the others may be of other features
    found: list[Read] = []
    with TemporaryDirectory() as folder:
        for path in validation_files(given.data, Path(folder)):
            found += read_all(path, judge, cache=given.cache, sample=given.sample)
            print(f"{path.name}: {len(found)} questions so far")
    target.write_text(json.dumps(content | train(found)) + "\n", encoding="utf-8")
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
