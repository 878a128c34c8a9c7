"""Results to the tables of docs/benchmarks.md: python -m benchmarks.peers.table RESULTS."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.peers.rows import Row, read_rows
from benchmarks.peers.score import percentile, reciprocal, share_at
from benchmarks.peers.systems import SYSTEMS
from index.evaluate.figures import separation

FOUND = (
    *("system", "passages", "hit@1", "hit@3", "hit@5", "MRR@10", "@1k"),
    *("quote@1", "quote@3", "AUROC"),
)
SPENT = (
    *("system", "passages", "build s", "of the processor", "question ms p50", "p95"),
    *("of the processor p50", "memory MB", "on disk MB"),
)
MIB = 1 << 20


def found(row: Row) -> list[str]:
    """How well a system finds, quotes, and tells foreign questions from own ones."""
    ranks, quotes = row["passage_ranks"], row["quote_ranks"]
    apart = separation(row["own_sure"], row["foreign_sure"])
    figures = [
        *(share_at(ranks, number) for number in (1, 3, 5)),
        reciprocal(ranks),
        sum(row["within"]) / len(row["within"]),
        share_at(quotes, 1),
        share_at(quotes, 3),
    ]
    return [*map(plain, figures), plain(apart.value) if apart else "–"]


def spent(row: Row) -> list[str]:
    """What a system takes. Memory is told where it was asked in the way that is usual for it."""
    return [
        f"{row['build_s']:.0f}",
        f"{row['build_cpu_s']:.0f}",
        f"{percentile(row['ms'], 50):.0f}",
        f"{percentile(row['ms'], 95):.0f}",
        f"{percentile(row['cpu_ms'], 50):.0f}",
        f"{row['memory'] / MIB:,.0f}" if row["cut"] == "own" else "–",
        f"{row['disk'] / MIB:.1f}",
    ]


def plain(share: float) -> str:
    """A share to three places, without the nought before the point."""
    return f"{share:.3f}".removeprefix("0")


def titled(row: Row) -> list[str]:
    """What was asked: the system and how its passages were cut."""
    known = SYSTEMS[row["system"]]
    return [known.title, known.usual_cut if row["cut"] == "own" else "700"]


def tables(rows: Sequence[Row]) -> str:
    """Both tables for each set, systems in the order of the list, the same passages first."""
    order = {name: number for number, name in enumerate(SYSTEMS)}
    parts: list[str] = []
    for name in dict.fromkeys(row["set"] for row in rows):
        own = sorted(
            (row for row in rows if row["set"] == name),
            key=lambda row: (titled(row)[1] != "700", order[row["system"]]),
        )
        questions = len(own[0]["passage_ranks"])
        parts.append(
            f"### {name}\n\n{own[0]['documents']} documents, {own[0]['chars']:,} characters, "
            f"{questions} questions.\n\n"
            f"{_table(FOUND, own, found)}\n\n{_table(SPENT, own, spent)}\n"
        )
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Sequence[Row], cells: Callable[[Row], list[str]]) -> str:
    lines = [head, ["---"] * len(head), *([*titled(row), *cells(row)] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Print the tables."""
    print(tables(read_rows(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
