"""What files that are made to hurt cost at their full size, in the guarded process.

    python -m benchmarks.hostile

Prints for each the seconds until its sentence and how much memory this process grew by, and ends
with 1 if one took ten seconds or more.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from index.errors import UnreadableError
from index.read import read_document
from index.read.table import FORMATS
from tests.made import hostile, hostile_others

LIMIT = 10 << 20  # bytes, as in the settings
MOST_SECONDS = 10.0
MAKER = re.compile(rf"({'|'.join(FORMATS)})_(?:of|that|packed)_\w+")
FILES: dict[str, Callable[[], bytes]] = {
    f"{name}.{found[1]}": make
    for module in (hostile, hostile_others)
    for name, make in vars(module).items()
    if (found := MAKER.fullmatch(name)) and make.__module__ == module.__name__
}


def memory() -> int:
    """The memory that this process takes, in bytes; 0 where the system doesn't tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmRSS")), 0)


def outcome(source: str, data: bytes) -> str:
    """The sentence that refuses a file, or how much text it gave."""
    try:
        return f"read: {len(read_document(source, data, limit=LIMIT).text):,} characters"
    except UnreadableError as error:
        return str(error)


def main() -> None:
    """Read all, and print what came of each."""
    late = False
    for source, make in FILES.items():
        data = make()
        before, start = memory(), perf_counter()
        said = outcome(source, data)
        seconds, grown = perf_counter() - start, memory() - before
        late = late or seconds >= MOST_SECONDS
        print(f"{len(data) / 1000:9,.0f} kB {seconds:5.1f} s {grown >> 20:+4d} MiB  {said}")
    sys.exit(int(late))


if __name__ == "__main__":
    main()
