"""Measures of an evaluation as a table and as plain values. Pure."""

from __future__ import annotations

import math

from rich.console import Group
from rich.table import Table

from index.evaluate import Bin, Figure, Measures, Share

ROWS = (
    ("hit_at_1", "first passage holds the answer"),
    ("hit_at_3", "one of the first three passages does"),
    ("hit_at_5", "one of the first five passages does"),
    ("mrr_at_10", "mean reciprocal rank, first ten"),
    ("quote_at_1", "first quote holds the answer"),
    ("quote_at_3", "one of the first three does"),
    ("marked_f1", "marked words of the first quote, F1"),
    ("marked_exact", "marked words are the answer"),
    ("separation", "own from foreign questions, AUROC"),
    ("adversarial_separation", "own from adversarial questions, AUROC"),
    ("answered", "answerable questions answered"),
    ("declined", "other questions declined"),
    ("declined_foreign", "foreign questions declined"),
    ("declined_adversarial", "adversarial questions declined"),
)


def show_measures(measures: Measures) -> Group:
    """One row a measure: its value, a 95 % interval, and the counts; then the confidences."""
    table = Table(box=None, pad_edge=False)
    table.add_column("measure")
    for column in ("value", "95 %", "of"):
        table.add_column(column, justify="right")
    for field, name in ROWS:
        measure: Share | Figure | None = getattr(measures, field)
        if measure and measure.total:
            low, high = measure.interval
            counts = f"{measure.hits}/{measure.total}" if isinstance(measure, Share) else ""
            table.add_row(
                name, f"{measure.value:.3f}", f"{low:.3f}–{high:.3f}", counts or f"{measure.total}"
            )
    table.add_row("expected calibration error", f"{measures.calibration_error:.3f}")
    table.add_row("milliseconds a question (median)", f"{measures.median_ms:.1f}")
    return Group(table, "", _confidences(measures))


def _confidences(measures: Measures) -> Table:
    """How often the first quote was right, for each tenth of the confidences."""
    table = Table(box=None, pad_edge=False)
    table.add_column("confidence")
    for column in ("mean", "right", "of"):
        table.add_column(column, justify="right")
    for each in measures.reliability:
        table.add_row(
            f"{each.low:.1f}–{each.high:.1f}",
            f"{each.sure:.3f}",
            f"{each.right.value:.3f}",
            f"{each.right.hits}/{each.right.total}",
        )
    return table


def measures_to_dict(measures: Measures) -> dict[str, object]:
    """The object that `evaluate --json` prints; a measure without questions has value None."""
    return {
        **{field: _plain(getattr(measures, field)) for field, _ in ROWS},
        "reliability": [_bin(each) for each in measures.reliability],
        "calibration_error": round(measures.calibration_error, 4),
        "median_ms": round(measures.median_ms, 3),
        "questions": [
            {
                "id": each.question.id,
                "kind": each.kind,
                "question": each.question.question,
                "answered": each.answer.answered,
                "evidence": each.answer.evidence,
                "confidence": each.answer.confidence,
                "rank": each.rank,
                "passage_rank": each.passage_rank,
                "marked_f1": None if each.overlap is None else round(each.overlap, 4),
            }
            for each in measures.outcomes
        ],
    }


def _plain(measure: Share | Figure | None) -> dict[str, object]:
    if measure is None or not measure.total:
        return {"value": None, "interval": None, "total": 0}
    value = None if math.isnan(measure.value) else round(measure.value, 4)
    plain: dict[str, object] = {
        "value": value,
        "interval": [round(each, 4) for each in measure.interval],
        "total": measure.total,
    }
    return {**plain, "hits": measure.hits} if isinstance(measure, Share) else plain


def _bin(each: Bin) -> dict[str, object]:
    return {"from": each.low, "to": each.high, "mean": round(each.sure, 4), **_plain(each.right)}
