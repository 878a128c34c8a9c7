"""A document's history and what a new version changes, for the terminal and `--json`. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from rich.console import Group
from rich.text import Text

from bot.render.json import changes_to_dict
from bot.render.terminal import moment, show_line, size
from index.types import Changes, History, Rehearsal, Revision


def show_history(history: History) -> Group:
    """Each version with when and who, how often the document was quoted, and what never was."""
    return Group(*map(Text, _history(history)))


def _history(history: History) -> Iterator[str]:
    document = history.document
    yield f"{show_line(document.source)}  {show_line(document.title)}"
    for each in history.versions:
        who = show_line(each.added_by)
        yield f"  version    {moment(each.added)} UTC  {size(each.size)}  {who}"
    yield f"  quoted     in {_count(history.answers, 'answer')}"
    if history.unquoted:
        yield f"  never quoted: {len(history.unquoted)} of {_count(history.sections, 'section')}"
        for section in history.unquoted:
            yield f"    {_section(section)}"


def history_to_dict(history: History) -> dict[str, object]:
    """The object that `footnote info --json` prints."""
    return {
        "source": history.document.source,
        "title": history.document.title,
        "versions": [asdict(each) for each in history.versions],
        "answers": history.answers,
        "sections": history.sections,
        "unquoted": list(history.unquoted),
    }


def show_rehearsal(rehearsal: Rehearsal) -> Group:
    """Which sections a new version changes, and which earlier answers would be others."""
    lines = [line for each in rehearsal.revisions for line in _revision(each)]
    if rehearsal.reasked:
        lines.append(
            f"  answers    {len(rehearsal.reasked)} of {rehearsal.asked} given before are others:"
        )
        for asked in rehearsal.reasked:
            now = "" if asked.answered else "  (not answered any more)"
            lines.append(f"    {show_line(asked.question)}{now}")
    return Group(*map(Text, lines))


def _revision(revision: Revision) -> Iterator[str]:
    for label, names in (
        ("new", revision.added),
        ("changed", revision.changed),
        ("gone", revision.removed),
    ):
        for section in names:
            yield f"  {label:<9}  {_section(section)}"
    yield f"  same       {_count(revision.same, 'section')}"


def replaced_to_dict(rehearsal: Rehearsal, changes: Changes) -> dict[str, object]:
    """The object that `footnote replace --json` prints."""
    return {**changes_to_dict(changes), **asdict(rehearsal)}


def show_exported(file: Path, count: int, damaged: tuple[str, ...]) -> Group:
    """How many documents an archive holds, and which are in none."""
    lines = [Text(f"{show_line(str(file))}: {_count(count, 'document')}")]
    lines += [Text(f"damaged  {show_line(each)}", "bold red") for each in damaged]
    return Group(*lines)


def exported_to_dict(file: Path, count: int, damaged: tuple[str, ...]) -> dict[str, object]:
    """The object that `footnote export --json` prints."""
    return {"file": str(file), "documents": count, "damaged": list(damaged)}


def _section(name: str) -> str:
    return show_line(name) or "(before the first heading)"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
