"""Two versions of a document, section by section: what came, went and changed. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from index.types import Passage, Revision

BETWEEN = " › "  # the headings of a section


def compare(source: str, before: Iterable[Passage], after: Iterable[Passage]) -> Revision:
    """What a new version of a document changes. White space counts for nothing."""
    old, new = _sections(before), _sections(after)
    return Revision(
        source=source,
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=tuple(name for name in new if name in old and new[name] != old[name]),
        same=sum(new[name] == old[name] for name in new if name in old),
    )


def section_name(passage: Passage) -> str:
    """A section by its headings."""
    return BETWEEN.join(passage.section)


def _sections(passages: Iterable[Passage]) -> dict[str, list[str]]:
    """The words of each section, in order; sections of the same headings are one."""
    found: dict[str, list[str]] = {}
    for each in passages:
        found.setdefault(section_name(each), []).extend(each.text.split())
    return found
