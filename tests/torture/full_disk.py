"""Fills a small disk again and again. Run as root of a namespace of its own, by the test.

`python -m tests.torture.full_disk FOLDER ROUNDS` mounts a small file system on FOLDER each round,
adds documents until it is full, and checks that nothing acknowledged is lost and answers go on.
"""

from __future__ import annotations

import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from index.embed import BUILT_IN, Encoder
from index.errors import DiskFullError
from index.libraries import Libraries
from index.store import Store
from tests.conftest import assert_all_stand
from tests.torture.made import damages, held


def text(number: int) -> bytes:
    """A document, no two alike, of some kilobytes."""
    lines = [
        f"Shelf {number} has box {box} of {(number * box) % 97} lamps.\n\n" for box in range(40)
    ]
    return f"# Shelf {number}\n\n{''.join(lines)}".encode()


def opened(folder: Path, encoder: Encoder, reserve: int) -> Libraries:
    """The library on the small disk."""
    return Libraries(
        Store(folder, reserve=reserve), encoder, min_evidence=0, max_file_bytes=1 << 20
    )


def fill(folder: Path, encoder: Encoder, kilobytes: int) -> tuple[int, int]:
    """Add until the disk is full; how many were acknowledged before and after."""
    data, ballast = folder / "data", folder / "ballast"
    ballast.write_bytes(bytes(5 << 20))  # the log may have to be copied into the file
    libraries = opened(data, encoder, 0)
    files: dict[str, bytes] = {}
    full = False
    for number in range(1000):
        name = f"{number}.md"
        try:
            changes = libraries.shared.add([(name, text(number))], by="ann")
        except DiskFullError:
            full = True
            break
        assert changes.added == (name,), changes
        files[name] = text(number)
    assert full, f"a disk of {kilobytes} kB was never full"
    before = len(files)
    expected = {name: sha256(content).hexdigest() for name, content in files.items()}
    other = opened(data, encoder, 0)
    for each in (libraries, other):  # this process, and the next one
        assert held(each) == expected
        if files:
            answer = each.shared.ask("How many lamps has box 3 on shelf 0?")
            assert answer.quotes
            assert_all_stand(answer, files)
    other.close()
    ballast.unlink()
    for number in (2000, 2001):
        name = f"{number}.md"
        assert libraries.shared.add([(name, text(number))], by="ann").added == (name,)
        files[name] = text(number)
    assert held(libraries) == {name: sha256(content).hexdigest() for name, content in files.items()}
    assert damages(libraries) == []
    libraries.close()
    return before, len(files)


def main() -> None:
    """Fill so many disks."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(1)  # noqa: S311
    encoder = Encoder(BUILT_IN)
    for _ in range(count):
        kilobytes = chance.randint(7_000, 11_000)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "small", str(folder)]
        subprocess.run(mount, check=True)  # noqa: S603
        before, after = fill(folder, encoder, kilobytes)
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607
        print(f"{kilobytes} kB: {before} documents, then {after}")  # noqa: T201


if __name__ == "__main__":
    main()
