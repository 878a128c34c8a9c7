"""Where a question was not taken word for word, in lines for people. Pure; the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.speaker import Speaker
from index.types import ReadAs, ReadKind

_KEYS = {
    ReadKind.SPELLING: "read-spelling",
    ReadKind.ABBREVIATION: "read-too",
    ReadKind.SYNONYM: "read-too",
    ReadKind.DOCUMENT: "read-document",
    ReadKind.SECTION: "read-section",
    ReadKind.DATES: "read-dates",
}


def read_as_lines(read_as: Sequence[ReadAs], say: Speaker) -> list[str]:
    """One sentence for each, in order; words of documents and members stand in them as they are."""
    lines = [
        say(
            _KEYS[each.kind],
            said=" ".join(each.said.split()),
            meant=" ".join(each.meant.split()),
        )
        for each in read_as
    ]
    return list(dict.fromkeys(lines))
