"""A run's log to a plot: `python -m training.reader.plot RUN/log.jsonl TO.svg`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

WIDTH, HEIGHT, EDGE = 640, 260, 40
WINDOW = 15  # steps a point is the mean of
COLOURS = {"list": "#1b6ca8", "answerable": "#c8553d", "span": "#4c956c"}


def plot(lines: list[str]) -> str:
    """The three losses by step, as SVG; each point is the mean of the `WINDOW` steps up to it."""
    steps = [entry for entry in map(json.loads, lines) if "list" in entry]
    top = max(sum(e[key] for e in steps[:WINDOW]) / WINDOW for key in COLOURS)
    last = steps[-1]["step"]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="11">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]

    def place(step: float, value: float) -> str:
        x = EDGE + (WIDTH - 2 * EDGE) * step / last
        return f"{x:.1f},{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / top:.1f}"

    for value in range(int(top) + 1):
        x, y = place(0, value).split(",")
        parts.append(f'<path d="M{x},{y}H{WIDTH - EDGE}" stroke="#ddd"/>')
        parts.append(f'<text x="{EDGE - 8}" y="{y}" dy="4" text-anchor="end">{value}</text>')
    for number, (key, colour) in enumerate(COLOURS.items()):
        points = " ".join(
            place(steps[i]["step"], sum(e[key] for e in steps[i + 1 - WINDOW : i + 1]) / WINDOW)
            for i in range(WINDOW - 1, len(steps))
        )
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
        parts.append(f'<text x="{EDGE + 90 * number}" y="20" fill="{colour}">{key}</text>')
    end = HEIGHT - EDGE + 16
    parts.append(f'<text x="{EDGE}" y="{end}">0</text>')
    parts.append(f'<text x="{WIDTH - EDGE}" y="{end}" text-anchor="end">step {last}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    log, to = map(Path, sys.argv[1:])
    to.write_text(plot(log.read_text().splitlines()))
