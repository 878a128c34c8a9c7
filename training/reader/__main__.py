"""One command: `python -m training.reader --data FOLDER --out FOLDER`."""

from __future__ import annotations

import argparse
import json
import logging
from dataclasses import asdict, fields
from pathlib import Path

import torch
from safetensors.torch import save_file

from index.embed import BUILT_IN, Encoder, model_folder
from index.judge.network import from_encoder
from training.reader.batches import Batches
from training.reader.data import SPLIT_SEED, TRAINING, load, pool, split
from training.reader.examples import Examples
from training.reader.measure import Measuring
from training.reader.search import Search
from training.reader.train import Plan, Trainer, weights_of


def main() -> None:
    """Train, going on where an earlier run into the same folder stopped."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the question files")
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints and log")
    parser.add_argument("--start", type=Path, help="folder of a run whose weights to begin with")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--validation-questions", type=int, default=200)
    parser.add_argument("--negatives", choices=("words", "hybrid"), default="hybrid")
    parser.add_argument("--easy", action="store_true", help="wrong passages at random")
    parser.add_argument("--answerable", action="store_true", help="no unanswerable questions")
    for each in fields(Plan):
        parser.add_argument(
            f"--{each.name.replace('_', '-')}", type=type(each.default), default=each.default
        )
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    plan = Plan(**{each.name: getattr(given, each.name) for each in fields(Plan)})
    encoder = Encoder(BUILT_IN)
    encoder.warm()
    train, validation = split(load(given.data, TRAINING))
    training, choosing = (pool(each, encoder.count_tokens) for each in (train, validation))
    logging.info("%d passages, %d questions", len(training.passages), len(training.questions))
    kept = given.out / "vectors"
    meaning = encoder if given.negatives == "hybrid" else None
    search = Search(training.passages, meaning, kept)
    examples = Examples(training, search, hard=not given.easy, unanswerable=not given.answerable)
    logging.info("%d passages to choose by", len(choosing.passages))
    measuring = Measuring(
        choosing, Search(choosing.passages, encoder, kept), given.validation_questions, SPLIT_SEED
    )
    logging.info("search alone: %s", measuring.searched())
    torch.set_num_threads(given.threads)
    torch.manual_seed(plan.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    apart, together = from_encoder(model_folder(BUILT_IN))
    if given.start:
        together.load_state_dict(weights_of(given.start))
    batches = Batches(apart, training.passages, device)
    batches.prepare()
    logging.info("passages are read by the first layers")
    checking = Batches(apart, choosing.passages, device)
    trainer = Trainer(plan, examples, together, batches, given.out)
    settings = {**asdict(plan), "negatives": given.negatives, "device": device}
    settings |= {"easy": given.easy, "answerable": given.answerable}
    settings["start"] = given.start.name if given.start else None
    (given.out / "plan.json").write_text(json.dumps(settings, indent=1))
    network = trainer.run(lambda net: measuring.measure(net, checking))
    save_file(
        {key: value.contiguous().cpu() for key, value in network.state_dict().items()},
        given.out / "weights.safetensors",
    )


if __name__ == "__main__":
    main()
