"""The last run of an evaluation of a library: its figures, kept to compare the next one with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from index.evaluate.measure import Measures
from index.library import Library

FIGURES = (
    "hit_at_1",
    "hit_at_3",
    "hit_at_5",
    "mrr_at_10",
    "quote_at_1",
    "quote_at_3",
    "answered",
    "declined",
)
_KEPT = "last-quality"  # among what is kept of a library


@dataclass(frozen=True, slots=True)
class LastRun:
    """A run: when (seconds since 1970, UTC), of how many questions, and its figures by name."""

    at: float
    questions: int
    figures: Mapping[str, float]


def last_run(library: Library) -> LastRun | None:
    """The run that was kept last; None if there was none."""
    kept = library.settings.get(_KEPT)
    if not isinstance(kept, dict):
        return None
    figures = {str(name): float(value) for name, value in kept["figures"].items()}
    return LastRun(float(kept["at"]), int(kept["questions"]), figures)


def keep_run(library: Library, measures: Measures, at: float) -> LastRun:
    """Keep the figures of a run in the place of those before.

    Raises:
        BusyError: another process is changing the library.
    """
    figures = {name: figure_of(measures, name) for name in FIGURES}
    run = LastRun(
        at,
        len(measures.outcomes),
        {name: round(value, 4) for name, value in figures.items() if value is not None},
    )
    library.settings.remember(
        _KEPT, {"at": run.at, "questions": run.questions, "figures": dict(run.figures)}
    )
    return run


def figure_of(measures: Measures, name: str) -> float | None:
    """The value of a measure; None of one of which there was nothing to count."""
    found = getattr(measures, name)
    if found is None or not found.total or math.isnan(found.value):
        return None
    return float(found.value)
