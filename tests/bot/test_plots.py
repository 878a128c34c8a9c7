"""Pictures of figures: of a size that Discord shows, on their own ground, nothing cut off."""

from __future__ import annotations

import io
from datetime import date, timedelta

import numpy as np
import pytest
from PIL import Image, ImageColor

from bot.language.speaker import LANGUAGES, Speaker
from bot.render import plots
from bot.render.plots import (
    BLUE,
    GROUND,
    ORANGE,
    PINK,
    Bar,
    days_picture,
    documents_picture,
    quality_picture,
)
from index.evaluate import Figure, LastRun, Measures, Share
from index.types import Day, Quoted

LAST = date(2026, 11, 25)
LONG = "The report of the committee for the storage of lanterns of every colour, " * 4


def days(number: int, answered: int = 3, declined: int = 1, bad: int = 1) -> tuple[Day, ...]:
    first = LAST - timedelta(days=number - 1)
    return tuple(
        Day((first + timedelta(days=n)).isoformat(), answered, declined, bad) for n in range(number)
    )


def pixels(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)


def holds(seen: np.ndarray, colour: str) -> bool:
    return bool((np.abs(seen - ImageColor.getrgb(colour)).sum(axis=2) < 12).any())


def assert_whole(seen: np.ndarray) -> None:
    """Nothing touches the edge, where it would be cut off."""
    edges = np.concatenate([seen[:3].reshape(-1, 3), seen[-3:].reshape(-1, 3)])
    edges = np.concatenate([edges, seen[:, :3].reshape(-1, 3), seen[:, -3:].reshape(-1, 3)])
    assert (edges == ImageColor.getrgb(GROUND)).all()


@pytest.mark.parametrize(
    ("language", "number"),
    [("en", 1), ("en", 7), ("de", 30), ("es", 92), ("fr", 365), ("de", 365)],
)
def test_days_are_whole_in_every_language(language: str, number: int) -> None:
    seen = pixels(days_picture(days(number), Speaker(language)))
    assert seen.shape == (432, 960, 3)
    assert_whole(seen)
    assert [holds(seen, colour) for colour in (BLUE, ORANGE, PINK)] == [True] * 3


def test_beyond_three_months_bars_are_weeks_and_the_last_is_whole() -> None:
    assert len(plots._bars(days(92))) == 92
    found = plots._bars(days(93, bad=0))
    assert (len(found), found[0], found[-1]) == (
        14,
        Bar(LAST - timedelta(days=92), 6, 2, 0),
        Bar(LAST - timedelta(days=6), 21, 7, 0),
    )


@pytest.mark.parametrize("language", ["de", "fr"])
def test_documents_are_whole_whatever_they_are_called(language: str) -> None:
    titles = [LONG, "Costs of $5 and $6", "日本語の説明書", "W" * 200, "a\nb\u202ec", ""]
    documents = [Quoted(f"{n}.md", each, 9000 - n, False) for n, each in enumerate(titles)]
    documents += [Quoted(f"more{n}.md", "", 1, False) for n in range(9)]
    documents.append(Quoted("never.md", "Never", 0, True))
    seen = pixels(documents_picture(documents, Speaker(language)))
    assert seen.shape == (588, 960, 3)
    assert_whole(seen)


def test_names_are_one_line_and_what_no_font_has_is_left_out() -> None:
    assert plots._name("Lamp  shop\nhandbook", 1) == "1. Lamp shop handbook"
    assert plots._name("Umlaute äöü, Кремль", 2) == "2. Umlaute äöü, Кремль"
    assert plots._name("\U000f0000\U000f0001 Lamp 2000", 3) == "3. …Lamp 2000"
    assert plots._name(LONG.strip(), 10) == "10. The report of the committee f…every colour,"


def test_nothing_is_said_in_words() -> None:
    none = tuple(Day(each.day) for each in days(30))
    for seen in (
        pixels(days_picture(none, Speaker("fr"))),
        pixels(documents_picture([], Speaker("de"))),
    ):
        assert_whole(seen)
        assert not holds(seen[120:], BLUE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_quality_is_whole_with_and_without_a_run_before(language: str) -> None:
    measures = Measures(
        hit_at_1=Share(1, 2),
        hit_at_3=Share(2, 2),
        hit_at_5=Share(2, 2),
        mrr_at_10=Figure(0.75, (0.5, 1.0), 2),
        quote_at_1=Share(0, 2),
        quote_at_3=Share(2, 2),
        marked_f1=None,
        marked_exact=Share(0, 0),
        separation=None,
        adversarial_separation=None,
        answered=Share(2, 2),
        declined=Share(0, 0),
        declined_foreign=Share(0, 0),
        declined_adversarial=Share(0, 0),
        reliability=(),
        calibration_error=0.0,
        median_ms=1.0,
        outcomes=(),
    )
    before = LastRun(0.0, 2, {"hit_at_1": 1.0, "quote_at_1": 0.0, "declined": 0.5})
    for last in (None, before):
        seen = pixels(quality_picture(measures, last, Speaker(language)))
        assert seen.shape == (508, 960, 3)
        assert_whole(seen)
        assert (holds(seen, BLUE), holds(seen, ORANGE)) == (True, last is not None)
