"""Trains the numbers that passages are ranked with: python -m training.rank FILE… --cache FOLDER.

The files are question sets in SQuAD's form; confidence is learnt from the first alone, whose
questions must not be answered by other documents of it (as those of product reviews are). What
comes with Footnote was trained on SQuADShifts' forum posts and product reviews, in this order
(Miller et al. 2020, CC BY 4.0), 3,000 questions of each. Takes a few minutes once the vectors are
in the cache.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

import index.rank
from index.features import PASSAGE_FEATURES, SENTENCE_FEATURES, Table
from index.rank import EVIDENCE_FEATURES, evidence, find_chances, use_networks
from training.fit import Group, Marks, Trained, fit_chance, fit_groups, to_plain
from training.tables import Found, find_all

SEEDS = (0, 1, 2)  # networks of which the mean is taken
PLAIN = (
    3  # a question whose answer isn't among so many first passages asks for nothing that is said
)


def train(found: Sequence[Found], first: Sequence[Found]) -> dict[str, object]:
    """What ranking.json holds, from the tables of many questions; confidence from the `first`."""
    own = [each for each in found if not each.foreign]
    passages = [Group(each.features.passages, each.passages) for each in own]
    sentences = [group for each in own for group in _sentences(each)]
    content: dict[str, object] = {
        "passages": to_plain([fit_groups(passages, seed=n) for n in SEEDS], PASSAGE_FEATURES),
        "sentences": to_plain([fit_groups(sentences, seed=n) for n in SEEDS], SENTENCE_FEATURES),
    }
    use_networks(content)
    return {**content, "evidence": to_plain([_learn_silence(found, first)], EVIDENCE_FEATURES)}


def _learn_silence(found: Sequence[Found], first: Sequence[Found]) -> Trained:
    """What separates right quotes from foreign questions; then how sure that is (Platt 1999)."""
    network = fit_chance(*_evidence(found, wrong=False))
    rows, right = _evidence(first)
    with torch.no_grad():
        scores = network(torch.tensor(rows, dtype=torch.float32)).numpy().astype(float)
    scale = fit_chance(scores[:, None], right)
    steep = float(scale.linear.weight) / float(scale.scale)
    with torch.no_grad():
        network.linear.weight.mul_(steep)
        shift = float(scale.linear.bias) - steep * float(scale.mean)
        network.linear.bias.mul_(steep).add_(shift)
    return network


def _sentences(found: Found) -> Iterator[Group]:
    """The sentences of each passage that holds the answer."""
    for number in np.flatnonzero(found.passages):
        inside = found.features.owner == number
        yield Group(found.features.sentences[inside], found.sentences[inside])


def _evidence(found: Iterable[Found], *, wrong: bool = True) -> tuple[Table, Marks]:
    """What speaks for each question's likeliest passage, and whether its best quote is right.

    Own questions that found a `wrong` quote can be left out.
    """
    rows: list[Table] = []
    marks: list[bool] = []
    for each in found:
        if not len(each.passages):
            continue
        chances, sentences = find_chances(each.features)
        best = int(sentences.argmax())
        near = (each.features.owner == each.features.owner[best]) & (
            abs(np.arange(len(sentences)) - best) <= 1
        )
        right = bool(each.sentences[near].any()) and not each.foreign
        if wrong or right or each.foreign:
            rows.append(evidence(each.features)[chances.argmax()])
            marks.append(right)
    return np.array(rows), np.array(marks)


def main() -> None:
    """Train on the files given and write ranking.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="question sets in SQuAD's form")
    parser.add_argument("--cache", type=Path, required=True, help="a folder for vectors")
    parser.add_argument("--sample", type=int, default=3000, help="questions of each file")
    given = parser.parse_args()
    torch.set_num_threads(1)
    found: list[list[Found]] = []
    for path in given.files:
        found.append(find_all(path, cache=given.cache, sample=given.sample))
        print(f"{path.name}: {len(found[-1])} tables")
    target = Path(index.rank.__file__).with_name("ranking.json")
    content = json.loads(target.read_text(encoding="utf-8"))  # what training/judged.py learnt stays
    content |= train([each for part in found for each in part], found[0])
    target.write_text(json.dumps(content) + "\n", encoding="utf-8")
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
