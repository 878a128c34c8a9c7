"""Where a question was not taken word for word, in lines for people. Pure; the same everywhere."""

from __future__ import annotations

from index.types import ReadAs, ReadKind

_SENTENCES = {
    ReadKind.SPELLING: "Read “{said}” as “{meant}”.",
    ReadKind.ABBREVIATION: "Searched for “{meant}” too.",
    ReadKind.SYNONYM: "Searched for “{meant}” too.",
    ReadKind.DOCUMENT: "Only in {meant}.",
    ReadKind.SECTION: "Only in the section “{meant}”.",
    ReadKind.DATES: "Only what is dated {meant}.",
}


def read_as_lines(read_as: tuple[ReadAs, ...]) -> list[str]:
    """One sentence for each, in order; names in them are as documents write them, unescaped."""
    lines = [
        _SENTENCES[each.kind].format(
            said=" ".join(each.said.split()), meant=" ".join(each.meant.split())
        )
        for each in read_as
    ]
    return list(dict.fromkeys(lines))
