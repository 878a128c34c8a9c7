"""How fast PDF pages are read, in the guarded process as in the product.

    python -m benchmarks.reading [FILE.pdf …]

Without files, PDFs with a known text are made in one, two and three columns.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from index.read import read_document
from index.types import PlaceKind
from tests.made.pdf import Print, make_pdf

RUNS = 5


def made() -> dict[str, bytes]:
    """PDFs of a few hundred pages."""
    kinds = {
        "one column": Print(repeat=40),
        "two columns, heads": Print(columns=2, heads=True, repeat=40),
        "three columns": Print(columns=3, repeat=40),
        "two columns, printed across": Print(columns=2, across=True, repeat=40),
    }
    return {name: make_pdf(each).data for name, each in kinds.items()}


def main() -> None:
    """Print pages a second, the median of five runs and the slowest and fastest."""
    files = {name: Path(name).read_bytes() for name in sys.argv[1:]} or made()
    for name, data in files.items():
        rates = []
        for _ in range(RUNS):
            start = perf_counter()
            document = read_document("made.pdf", data, limit=1 << 30)
            pages = sum(place.kind is PlaceKind.PAGE for place in document.places)
            rates.append(pages / (perf_counter() - start))
        print(
            f"{name}: {pages} pages, {median(rates):.0f} pages/s "
            f"({min(rates):.0f} to {max(rates):.0f})"
        )


if __name__ == "__main__":
    main()
