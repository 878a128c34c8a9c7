"""What ships: `python -m training.reader.export RUN TO`, weights in half precision.

The embeddings were not trained and lie in the built-in encoder's package: they are left out.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

FROZEN = "encoder.embeddings."


def export(weights: Path, to: Path) -> str:
    """Write the trained weights in half precision; gives the file's SHA-256."""
    held = {
        key: value.to(torch.float16).contiguous()
        for key, value in load_file(weights).items()
        if not key.startswith(FROZEN)
    }
    to.parent.mkdir(parents=True, exist_ok=True)
    save_file(held, to)
    return sha256(to.read_bytes()).hexdigest()


if __name__ == "__main__":
    run, to = map(Path, sys.argv[1:])
    print(export(run / "weights.safetensors", to))
