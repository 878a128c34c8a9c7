"""A process that loads the model once and forks children, which change a library until killed.

Run as `python -m tests.torture.nursery FOLDER`. Each line on standard input is a seed: a child is
forked that prints its process id, then for each change what it tries and, once it has come back,
that it is done. When the child is dead, however it died, the nursery prints "over".
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

from index.backup import back_up
from index.embed import BUILT_IN, Encoder
from index.libraries import Libraries
from index.store import Store
from index.types import OPERATOR
from tests.torture.made import NAMES, VERSIONS, content


def say(word: str, *values: object) -> None:
    """One line that arrives whole or not at all."""
    os.write(1, (json.dumps([word, *values]) + "\n").encode())


def change(folder: Path, encoder: Encoder, seed: int) -> None:
    """Change the library at random, for as long as it is let."""
    chance = random.Random(seed)  # noqa: S311
    libraries = Libraries(Store(folder), encoder, min_evidence=0, max_file_bytes=1 << 20)
    libraries.resume(lambda _: None)
    for number in range(10_000):
        kind = chance.choices(["add", "remove", "rebuild", "backup"], [6, 3, 1, 1])[0]
        if kind == "add":
            names = chance.sample(NAMES, chance.randint(1, 2))
            files = {name: chance.randrange(VERSIONS) for name in names}
            say("try", "add", files)
            libraries.shared.add(
                [(name, content(name, version)) for name, version in files.items()], by="child"
            )
            say("done", "add", files)
        elif kind == "remove":
            there = [each.source for each in libraries.shared.documents(OPERATOR)]
            if there:
                name = chance.choice(there)
                purge = chance.random() < 0.3
                say("try", "remove", name)
                libraries.shared.remove(name, by="child", purge=purge)
                say("done", "remove", name)
        elif kind == "rebuild":
            say("try", "rebuild")
            libraries.shared.rebuild(by="child")
            say("done", "rebuild")
        else:
            target = folder.parent / "backups" / f"{seed}-{number}"
            say("try", "backup", str(target))
            back_up(libraries.store, target)
            say("done", "backup", str(target))


def main() -> None:
    """Fork a child for each line."""
    folder = Path(sys.argv[1])
    import torch

    torch.set_num_threads(1)  # threads do not outlive a fork
    encoder = Encoder(BUILT_IN)
    encoder._cores = 1
    encoder.warm()
    say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say("child", os.getpid())
            try:
                change(folder, encoder, int(line))
            except BaseException as error:
                say("failed", repr(error))
                raise
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        say("over")


if __name__ == "__main__":
    main()
