"""A citation in, its line out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.render.citation import place
from index.types import Citation, CitedPlace, PlaceKind, Span

FULL = Citation(
    source="handbook.pdf",
    title="Lamp shop handbook",
    section=("Returns", "Lamps"),
    page=4,
    page_label="4",
    first_line=12,
    last_line=13,
    span=Span(100, 170),
    fingerprint="ab" * 32,
)


@pytest.mark.parametrize(
    ("citation", "line"),
    [
        (FULL, "Lamp shop handbook › Returns › Lamps · page 4, lines 12–13"),
        (replace(FULL, section=()), "Lamp shop handbook · page 4, lines 12–13"),
        (replace(FULL, last_line=12), "Lamp shop handbook › Returns › Lamps · page 4, line 12"),
        (replace(FULL, last_line=None), "Lamp shop handbook › Returns › Lamps · page 4, line 12"),
        (
            replace(FULL, page=12, page_label="iv"),
            "Lamp shop handbook › Returns › Lamps · page 12 (iv), lines 12–13",
        ),
        (
            replace(FULL, page_label=None, first_line=None, last_line=None),
            "Lamp shop handbook › Returns › Lamps · page 4",
        ),
        (
            replace(FULL, page_label="", first_line=None, last_line=None),
            "Lamp shop handbook › Returns › Lamps · page 4",
        ),
        (
            replace(FULL, page=None, page_label=None),
            "Lamp shop handbook › Returns › Lamps · lines 12–13",
        ),
        (
            replace(FULL, page=None, page_label=None, first_line=None, last_line=None),
            "Lamp shop handbook › Returns › Lamps",
        ),
        (
            replace(FULL, places=(CitedPlace(PlaceKind.PAGE, 3, 4, "", ""),)),
            "Lamp shop handbook › Returns › Lamps · pages 3–4, lines 12–13",
        ),
        (
            replace(FULL, places=(CitedPlace(PlaceKind.PAGE, 12, 13, "iv", "v"),), first_line=None),
            "Lamp shop handbook › Returns › Lamps · pages 12 (iv)–13 (v)",
        ),
        (
            replace(
                FULL,
                places=(
                    CitedPlace(PlaceKind.SHEET, 2, 2, "Prices", "Prices"),
                    CitedPlace(PlaceKind.ROW, 7, 8),
                ),
                first_line=None,
            ),
            "Lamp shop handbook › Returns › Lamps · sheet Prices, rows 7–8",
        ),
        (
            replace(
                FULL, places=(CitedPlace(PlaceKind.SLIDE, 3, 3, "Lamps", "Lamps"),), first_line=None
            ),
            "Lamp shop handbook › Returns › Lamps · slide 3",
        ),
        (
            replace(FULL, section=("Lamp shop handbook", "Returns")),
            "Lamp shop handbook › Returns · page 4, lines 12–13",
        ),
        (
            replace(FULL, section=("Lamp shop handbook",)),
            "Lamp shop handbook · page 4, lines 12–13",
        ),
        (
            replace(FULL, title="Lamp\n shop", section=("Returns\r\nand repairs",)),
            "Lamp shop › Returns and repairs · page 4, lines 12–13",
        ),
    ],
)
def test_the_place_names_what_the_format_has(citation: Citation, line: str) -> None:
    assert place(citation) == line
