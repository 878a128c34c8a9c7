"""What ships: `python -m training.reader.export RUN TO`, the trained layers in half precision.

Word vectors and first layers were not trained and lie in the built-in encoder's package. RUN is the
folder of a run, ended or not: of one that goes on, the last checkpoint is taken.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

WEIGHTS = "weights."  # what a checkpoint calls them


def export(run: Path, to: Path) -> str:
    """Write the trained weights in half precision; gives the file's SHA-256."""
    ended = run / "weights.safetensors"
    held = load_file(ended if ended.exists() else run / "state.safetensors")
    if not ended.exists():
        held = {
            key.removeprefix(WEIGHTS): value
            for key, value in held.items()
            if key.startswith(WEIGHTS)
        }
    to.parent.mkdir(parents=True, exist_ok=True)
    save_file({key: value.to(torch.float16).contiguous() for key, value in held.items()}, to)
    return sha256(to.read_bytes()).hexdigest()


if __name__ == "__main__":
    run, to = map(Path, sys.argv[1:])
    print(export(run, to))
