"""The measuring sets: `python -m training.reader.evaluate --data FOLDER --run FOLDER --out FILE`.

Only for the model card, after everything is chosen. The weight of search's score is the one that
was best at the run's last validation: what is best here does not count.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from pathlib import Path

import torch
from safetensors.torch import load_file

from index.embed import BUILT_IN, Encoder
from training.reader.data import MEASURING, load, pool
from training.reader.measure import Measuring
from training.reader.search import Search
from training.reader.train import Batches, fresh


def wait_for(path: Path) -> Path:
    """The path of a file once it is there: a run that is going on may be waited for."""
    while not path.exists():
        time.sleep(5)
    return path


def main() -> None:
    """Measure weights, whole or as shipped, on samples of the measuring sets."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="folder of a run that has ended")
    parser.add_argument("--shipped", type=Path, help="other weights of that run: those exported")
    parser.add_argument("--questions", type=int, default=500, help="of each set")
    parser.add_argument("--articles", type=int, default=8, help="of each set, searched together")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    encoder = Encoder(BUILT_IN)
    encoder.warm()
    sets = load(given.data, MEASURING)
    pools = {
        name: pool({name: articles[: given.articles]}, encoder.count_tokens)
        for name, articles in sets.items()
    }
    ready = {}
    for name, held in pools.items():
        others = [q for other, each in pools.items() if other != name for q in each.questions]
        foreign = [each for each in others if each.places]
        search = Search(held.passages, encoder)
        ready[name] = Measuring(held, search, given.questions, 1, foreign)
        logging.info("%s: %s", name, ready[name].searched())
    network = fresh()
    weights = wait_for(given.shipped or given.run / "weights.safetensors")
    state = {key: value.float() for key, value in load_file(weights).items()}
    network.load_state_dict(state, strict=False)
    lines = (given.run / "log.jsonl").read_text().splitlines()
    validated = [json.loads(line) for line in lines if "validation" in line]
    hits = validated[-1]["validation"]["with search × weight"]
    weight = float(max(hits, key=lambda each: (hits[each]["hit@1"], hits[each]["hit@3"])))
    found = {}
    for name, measuring in ready.items():
        torch.set_num_threads(1)
        found[name] = measuring.measure(network.eval(), Batches("cpu"), weight)
        logging.info("%s: %s", name, found[name])
        given.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
