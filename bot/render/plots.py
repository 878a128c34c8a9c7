"""Figures as pictures for Discord: PNGs drawn by matplotlib. Pure.

Their ground is their own, so that they read alike on Discord's dark and light themes; colours are
those of Okabe and Ito, which people tell apart whatever colours they see. What is drawn is in the
message as words too.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

from bot.language.speaker import Speaker
from bot.render.markdown import visible
from index.evaluate import FIGURES, LastRun, Measures, Share, figure_of
from index.types import Day, Quoted

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import LayoutEngine

GROUND, INK, SOFT, LINES = "#232428", "#f2f3f5", "#b5bac1", "#3f4147"
BLUE, ORANGE, PINK = "#56b4e9", "#e69f00", "#cc79a7"
WIDTH, DPI = 8.0, 120  # inches, dots an inch: 960 dots, twice as many as Discord shows
MOST_BARS = 92  # days; of more each bar is a week
MOST_DOCUMENTS = 10
TITLE_CHARS = 44  # of a document, beside its bar
_TICKS = 6  # dates below the bars
_FEW = 10  # bars that leave room beside them
_ASIAN = ("Noto Sans CJK JP", "Noto Sans CJK SC", "Source Han Sans", "Hiragino Sans", "Yu Gothic")
_DRAWING = Lock()  # what matplotlib's style is, it is for all threads


@dataclass(frozen=True, slots=True)
class Bar:
    """What one bar of the picture of days shows: a day, or the week that begins with it."""

    first: date
    answered: int
    declined: int
    not_helpful: int


def days_picture(days: Sequence[Day], say: Speaker) -> bytes:
    """How many questions were asked each day: answered, not, and marked not helpful."""
    from matplotlib.ticker import MaxNLocator  # late, as in `_figure`

    bars = _bars(days)
    weekly = len(bars) < len(days)
    with _figure(3.6) as (figure, axes):
        at = range(len(bars))
        width = 0.82 if len(bars) < 40 else 0.92
        answered = [each.answered for each in bars]
        declined = [each.declined for each in bars]
        keys: list[Any] = [
            axes.bar(at, answered, width, color=BLUE, label=say("plot-answered")),
            axes.bar(
                at, declined, width, bottom=answered, color=ORANGE, label=say("plot-declined")
            ),
        ]
        bad = [(n, each.not_helpful) for n, each in enumerate(bars) if each.not_helpful]
        keys += axes.plot(
            [n for n, _ in bad],
            [count for _, count in bad],
            linestyle="none",
            marker="D",
            markersize=6,
            color=PINK,
            markeredgecolor=GROUND,
            label=say("plot-not-helpful"),
        )
        most = max([a + d for a, d in zip(answered, declined, strict=True)], default=0)
        middle, half = (len(bars) - 1) / 2, max(len(bars), _FEW) / 2 + 0.2
        axes.set_xlim(middle - half, middle + half)
        axes.set_ylim(0, max(most, 1) * 1.08)
        step = max(1, math.ceil(len(bars) / _TICKS))
        ticks = list(range(len(bars) - 1, -1, -step))[::-1]  # the last day always has its date
        axes.set_xticks(ticks, [bars[n].first.isoformat() for n in ticks])
        axes.yaxis.set_major_locator(MaxNLocator("auto", integer=True))
        _title(figure, say("plot-weeks" if weekly else "plot-days"))
        _key(figure, keys)
        if not most:
            _nothing(axes, say("plot-nothing-asked"))
        return _png(figure)


def _bars(days: Sequence[Day]) -> list[Bar]:
    size = 1 if len(days) <= MOST_BARS else 7
    first = len(days) % size  # the last bar is a whole week, the first may not be
    starts = [*([0] if first else []), *range(first, len(days), size)]
    found = []
    for start, end in zip(starts, [*starts[1:], len(days)], strict=True):
        inside = days[start:end]
        found.append(
            Bar(
                date.fromisoformat(inside[0].day),
                sum(each.answered for each in inside),
                sum(each.declined for each in inside),
                sum(each.not_helpful for each in inside),
            )
        )
    return found


def documents_picture(documents: Sequence[Quoted], say: Speaker) -> bytes:
    """Which documents are quoted most; how many never are is said below."""
    shown = [each for each in documents if each.answers][:MOST_DOCUMENTS]
    never = sum(not each.answers for each in documents)
    with _figure(1.0 + (0.3 if never else 0) + 0.36 * max(len(shown), 2)) as (figure, axes):
        at = range(len(shown))
        counts = [each.answers for each in shown]
        axes.barh(at, counts, 0.66, color=BLUE)
        most = max(counts, default=0)
        axes.set_xlim(0, max(most, 1) * 1.1)
        axes.set_ylim(max(len(shown), 2) - 0.4, -0.6)
        names = [_name(each.title or each.source, n) for n, each in enumerate(shown, start=1)]
        axes.set_yticks(at, names, parse_math=False)
        for n, count in enumerate(counts):
            axes.annotate(
                str(count), (count, n), (5, 0), textcoords="offset points", va="center", color=INK
            )
        axes.xaxis.set_visible(False)
        axes.grid(visible=False)
        axes.spines["bottom"].set_visible(False)
        _title(figure, say("plot-documents"))
        if not shown:
            axes.set_yticks([])
            _nothing(axes, say("plot-nothing-quoted"))
        if never:
            figure.text(*(0.015, 0.03), say("plot-never", count=never), va="bottom", color=SOFT)
        height = figure.get_figheight()
        figure.set_layout_engine(_layout(0.38 / height if never else 0.05, 0.5 / height))
        return _png(figure)


def quality_picture(measures: Measures, last: LastRun | None, say: Speaker) -> bytes:
    """The measures of a run with their 95 % intervals, and those of the run before as rings."""
    rows = [(name, value) for name in FIGURES if (value := figure_of(measures, name)) is not None]
    with _figure(1.3 + 0.42 * max(len(rows), 2)) as (figure, axes):
        for n, (name, value) in enumerate(rows):
            low, high = getattr(measures, name).interval
            axes.plot([low, high], [n, n], color=LINES, linewidth=6, solid_capstyle="round")
            axes.plot([value], [n], "o", markersize=9, color=BLUE)
            axes.annotate(f"{value:.2f}", (1.06, n), va="center", color=INK, annotation_clip=False)
            before = None if last is None else last.figures.get(name)
            if before is not None:
                axes.plot(
                    *([before], [n], "o"), ms=13, mfc="none", mec=ORANGE, mew=1.6, clip_on=False
                )
        keys: list[Artist] = [
            *axes.plot([], [], "o", markersize=9, color=BLUE, label=say("plot-now")),
            *axes.plot([], [], color=LINES, linewidth=6, label=say("plot-interval")),
        ]
        if last is not None:
            keys += axes.plot(
                *([], [], "o"),
                markersize=13,
                mfc="none",
                mec=ORANGE,
                mew=1.6,
                label=say("plot-before"),
            )
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(max(len(rows), 2) - 0.4, -0.6)
        axes.set_yticks(range(len(rows)), [_measure(name, measures, say) for name, _ in rows])
        axes.grid(visible=False, axis="y")
        axes.grid(visible=True, axis="x", color=LINES, linewidth=0.8)
        _title(figure, say("plot-quality"))
        _key(figure, keys)
        return _png(figure)


def _measure(name: str, measures: Measures, say: Speaker) -> str:
    found = getattr(measures, name)
    said = say(f"measure-{name.replace('_', '-')}")
    return f"{said} ({found.hits}/{found.total})" if isinstance(found, Share) else said


def _name(title: str, number: int) -> str:
    """A document beside its bar: its place in the list of the message, and its title in one line.

    The middle of a long title is left out, and so is what no font here can draw.
    """
    drawn = "".join(
        char if char.isspace() or ord(char) in _drawable() else "…" for char in visible(title).text
    )
    line = re.sub(r"…[…\s]*", "…", " ".join(drawn.split()))
    if len(line) > TITLE_CHARS:
        tail = TITLE_CHARS // 3
        line = f"{line[: TITLE_CHARS - tail - 1].rstrip()}…{line[-tail:].lstrip()}"
    return f"{number}. {line}"


def _title(figure: Figure, text: str) -> None:
    """What the picture shows, at its left edge: beside long names the axes begin far from it."""
    top = 1 - 0.16 / figure.get_figheight()
    figure.text(0.015, top, text, va="top", size=14, weight="bold", color=INK)


def _key(figure: Figure, shown: Sequence[Artist]) -> None:
    """What the colours mean, between title and picture; the picture is made to begin below."""
    height = figure.get_figheight()
    figure.legend(
        handles=shown,
        loc="upper left",
        bbox_to_anchor=(0.005, 1 - 0.42 / height),
        ncols=len(shown),
        frameon=False,
        labelcolor=SOFT,
        borderaxespad=0,
    )
    figure.set_layout_engine(_layout(0.02, 0.78 / height))


def _nothing(axes: Axes, text: str) -> None:
    axes.text(
        *(0.5, 0.5), text, transform=axes.transAxes, ha="center", va="center", color=SOFT, size=13
    )


@contextmanager
def _figure(height: float) -> Iterator[tuple[Figure, Axes]]:
    """A figure in our colours. Not pyplot's: that keeps figures, and is for one thread."""
    # Late: half a second, for those who look at pictures.
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    style: dict[Any, Any] = {
        "font.family": list(_families()),
        "font.size": 11,
        "axes.facecolor": GROUND,
        "axes.edgecolor": LINES,
        "axes.axisbelow": True,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.spines.left": False,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "grid.color": LINES,
        "grid.linewidth": 0.8,
        "xtick.color": SOFT,
        "ytick.color": SOFT,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "text.parse_math": False,  # a title may hold dollars
    }
    with _DRAWING, rc_context(style), catch_warnings():
        simplefilter("ignore")  # a character that no font here has is drawn as a box
        figure = Figure((WIDTH, height), DPI, facecolor=GROUND, layout=_layout(0.02, 0.02))
        yield figure, figure.add_subplot()


@cache
def _families() -> tuple[str, ...]:
    """The font of matplotlib, and after it those of this machine that know the scripts of Asia."""
    from matplotlib.font_manager import fontManager

    known = {each.name for each in fontManager.ttflist}
    return ("DejaVu Sans", *(each for each in _ASIAN if each in known))


@cache
def _drawable() -> frozenset[int]:
    """The characters that these fonts have."""
    from matplotlib.font_manager import findfont, get_font

    return frozenset(
        code for family in _families() for code in get_font(findfont(family)).get_charmap()
    )


def _layout(below: float, above: float) -> LayoutEngine:
    """A layout that leaves a part of the height free below and above."""
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    return ConstrainedLayoutEngine(rect=(0.01, below, 0.98, 1 - below - above))


def _png(figure: Figure) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png", facecolor=GROUND)
    return file.getvalue()
