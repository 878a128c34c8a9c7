"""Where a text says what an abbreviation stands for."""

from __future__ import annotations

import pytest

from index.abbreviations import find_abbreviations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to build anti-ballistic missile (ABM) sites", [("ABM", "anti-ballistic missile")]),
        ("An ABM (anti-ballistic missile) flies.", [("ABM", "anti-ballistic missile")]),
        (
            "The Treaty on Conventional Armed Forces in Europe (CFE) was signed.",
            [("CFE", "Conventional Armed Forces in Europe")],
        ),
        ("paid time off (PTO; see below)", [("PTO", "paid time off")]),
        ("personal identification numbers (PINs)", [("PIN", "personal identification numbers")]),
        ("World Health Organization (WHO) and", [("WHO", "World Health Organization")]),
        ("a scanned page (PDF) is read", []),
        ("He said so (and then he left).", []),
        ("in the file (see WHO)", []),
        ("(ABM)", []),
        ("it lasted long (1983)", []),
    ],
)
def test_abbreviations_are_found_as_they_stand(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(find_abbreviations(text)) == expected
