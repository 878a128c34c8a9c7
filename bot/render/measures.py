"""Measures of an evaluation as a table and as plain values. Pure."""

from __future__ import annotations

import math

from rich.table import Table

from index.evaluate import Measures, Share

ROWS = (
    ("quote_at_1", "first quote holds the answer"),
    ("quote_at_3", "one of the first three does"),
    ("answered", "answerable questions answered"),
    ("declined", "other questions declined"),
)


def show_measures(measures: Measures) -> Table:
    """One row a measure: its share, a 95 % interval, and the counts."""
    table = Table(box=None, pad_edge=False)
    table.add_column("measure")
    for column in ("share", "95 %", "of"):
        table.add_column(column, justify="right")
    for field, name in ROWS:
        share: Share = getattr(measures, field)
        if share.total:
            low, high = share.interval
            table.add_row(
                name, f"{share.value:.3f}", f"{low:.3f}–{high:.3f}", f"{share.hits}/{share.total}"
            )
    table.add_row("milliseconds a question (median)", f"{measures.median_ms:.1f}")
    return table


def measures_to_dict(measures: Measures) -> dict[str, object]:
    """The object that `evaluate --json` prints; a share without questions has value None."""
    return {
        **{field: _share(getattr(measures, field)) for field, _ in ROWS},
        "median_ms": round(measures.median_ms, 3),
        "questions": [
            {
                "id": each.question.id,
                "question": each.question.question,
                "answered": each.answer.answered,
                "confidence": each.answer.confidence,
                "rank": each.rank,
            }
            for each in measures.outcomes
        ],
    }


def _share(share: Share) -> dict[str, object]:
    value = None if math.isnan(share.value) else round(share.value, 4)
    bounds = [round(each, 4) for each in share.interval] if share.total else None
    return {"value": value, "interval": bounds, "hits": share.hits, "total": share.total}
