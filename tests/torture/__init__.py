"""What a library must outlive. Short with all tests; `make torture` runs the long form."""

from __future__ import annotations

import os


def rounds(short: int, long: int) -> int:
    """How many rounds to run: `long` if FOOTNOTE_TORTURE is set."""
    return long if os.environ.get("FOOTNOTE_TORTURE") else short
