"""Measures of an evaluation as pictures: curves in SVG, written out by hand. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from index.evaluate import Measures

WIDTH, HEIGHT, MARGIN = 480, 360, 56
INK, LINE, POINT = "#222", "#1f6feb", "#c0392b"

Points = Sequence[tuple[float, float]]


def curves(measures: Measures, threshold: float) -> dict[str, str]:
    """File names and SVG texts: recall, answered against declined, reliability.

    A curve whose questions are missing is left out.
    """
    found = {"recall.svg": _recall(measures)}
    unanswerable = [each for each in measures.outcomes if each.kind in ("foreign", "other")]
    own = [each for each in measures.outcomes if each.kind == "own"]
    if own and unanswerable:
        spoken = [each.answer.evidence for each in own]
        others = [each.answer.evidence for each in unanswerable]
        found["silence.svg"] = _silence(spoken, others, threshold)
    found["reliability.svg"] = _chart(
        "Reliability",
        ("confidence", "first quote right"),
        [(each.sure, each.right.value) for each in measures.reliability],
        guide=[(0, 0), (1, 1)],
    )
    return found


def _recall(measures: Measures) -> str:
    ranks = [each.passage_rank for each in measures.outcomes if each.kind == "own"]
    points = [
        (k / 10, sum(rank is not None and rank <= k for rank in ranks) / max(len(ranks), 1))
        for k in range(1, 11)
    ]
    return _chart("Recall", ("first k passages, k/10", "hold the answer"), points)


def _silence(spoken: list[float], others: list[float], threshold: float) -> str:
    def at(limit: float) -> tuple[float, float]:
        declined = sum(each < limit for each in others) / len(others)
        return declined, sum(each >= limit for each in spoken) / len(spoken)

    points = [at(each) for each in sorted({0.0, *spoken, *others, 1.01})]
    return _chart("Silence", ("others declined", "own answered"), points, mark=at(threshold))


def _chart(
    title: str,
    axes: tuple[str, str],
    points: Points,
    *,
    guide: Points = (),
    mark: tuple[float, float] | None = None,
) -> str:
    """A curve in the unit square, with a dashed guide or a marked point if there is one."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{WIDTH // 2}" y="24" text-anchor="middle" font-size="15">{escape(title)}</text>',
    ]
    for tick in range(6):
        x, y = _at((tick / 5, tick / 5))
        left, bottom = _at((0, 0))
        right, top = _at((1, 1))
        parts += [
            f'<path d="M{x} {bottom}V{top}M{left} {y}H{right}" stroke="#ddd" fill="none"/>',
            f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{tick / 5:.1f}</text>',
            f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{tick / 5:.1f}</text>',
        ]
    parts += [
        f'<text x="{WIDTH // 2}" y="{HEIGHT - 14}" text-anchor="middle">{escape(axes[0])}</text>',
        f'<text transform="translate(16 {HEIGHT // 2}) rotate(-90)" text-anchor="middle">'
        f"{escape(axes[1])}</text>",
    ]
    if guide:
        parts.append(_line(guide, f'stroke="{INK}" stroke-dasharray="4"'))
    parts.append(_line(points, f'stroke="{LINE}" stroke-width="2"'))
    if mark:
        x, y = _at(mark)
        parts.append(f'<circle cx="{x}" cy="{y}" r="5" fill="{POINT}"/>')
    return "\n".join([*parts, "</svg>\n"])


def _at(point: tuple[float, float]) -> tuple[float, float]:
    x = MARGIN + point[0] * (WIDTH - 2 * MARGIN)
    y = HEIGHT - MARGIN - point[1] * (HEIGHT - 2 * MARGIN)
    return round(x, 1), round(y, 1)


def _line(points: Points, style: str) -> str:
    places = " ".join(f"{x},{y}" for x, y in map(_at, points))
    return f'<polyline points="{places}" fill="none" {style}/>'
