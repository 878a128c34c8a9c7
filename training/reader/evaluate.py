"""The measuring sets: `python -m training.reader.evaluate --data FOLDER --run FOLDER --out FILE`.

Only for the model card, after everything is chosen: the network alone over the best ten of plain
search, before anything is weighed. What the product comes to is measured by `footnote evaluate`.
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

import torch
from safetensors.torch import load_file

from index.embed import BUILT_IN, Encoder, model_folder
from index.judge.network import from_encoder
from training.reader.batches import Batches
from training.reader.data import MEASURING, load, pool
from training.reader.measure import Measuring
from training.reader.search import Search


def main() -> None:
    """Measure weights on samples of the measuring sets."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="folder of a run that has ended")
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
    apart, together = from_encoder(model_folder(BUILT_IN))
    together.load_state_dict(load_file(given.run / "weights.safetensors"))
    together.eval()
    found = {}
    for name, held in pools.items():
        others = [q for other, each in pools.items() if other != name for q in each.questions]
        foreign = [each for each in others if each.places]
        search = Search(held.passages, encoder, given.run / "vectors")
        measuring = Measuring(held, search, given.questions, 1, foreign)
        torch.set_num_threads(1)
        found[name] = measuring.measure(together, Batches(apart, held.passages, "cpu"))
        logging.info("%s: %s", name, found[name])
        given.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
