"""What adding files would do, as Discord shows it, with Confirm and Cancel. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.language.heard import in_language
from bot.language.speaker import Speaker
from bot.render.discord import name, sentence
from bot.render.markdown import units
from bot.render.screen import MOST_TEXT, Button, Part, Row, Screen, Words
from bot.render.steps import Step, step_id
from index.types import Note, PlaceKind, Preview, Reasked, Refusal, Rehearsal, Revision, Staged

MOST_NAMES = 8  # of sections, or of documents that are like one
_ROOM = MOST_TEXT - 300  # for the lines, so that the last ones fit
_PLACES = {
    PlaceKind.PAGE: "count-page",
    PlaceKind.SLIDE: "count-slide",
    PlaceKind.SHEET: "count-sheet",
    PlaceKind.ROW: "count-row",
    PlaceKind.CHAPTER: "count-chapter",
    PlaceKind.PARAGRAPH: "count-paragraph",
}
_ORDER = ("refused", "changed", "new", "unchanged")


def staged_screen(
    staged: Staged, say: Speaker, *, notes: Sequence[Note] = (), channel: int | None = None
) -> Screen:
    """One message: what each file would do, what that would change, and the two buttons.

    Of the questions asked before only those asked in `channel` are named, if one is given.
    """
    lines = [
        *(line for each in _sorted(staged.previews) for line in _preview(each, say)),
        *(_note(each, say) for each in notes),
        *(line for each in staged.rehearsal.revisions for line in _revision(each, say)),
        *_reasked(staged.rehearsal, say, channel),
    ]
    head = say("staged-head" if staged.job is not None else "staged-nothing")
    parts: list[Part] = [Words("\n".join([head, *_fitting(lines, say)]))]
    if staged.job is not None:
        parts.append(Words(f"-# {say('staged-kept')}"))
        buttons = (
            Button(say("confirm-button"), step_id(Step.CONFIRM, staged.job)),
            Button(say("cancel-button"), step_id(Step.DISCARD, staged.job)),
        )
        parts.append(Row(buttons))
    return Screen(tuple(parts))


def refusal_line(refusal: Refusal, say: Speaker) -> str:
    """Why a file was not taken, which is named once."""
    reason = sentence(in_language(refusal.reason, say))
    if refusal.source in refusal.reason:
        return say("not-taken", reason=reason)
    return say("not-taken-source", source=name(refusal.source), reason=reason)


def _sorted(previews: Sequence[Preview]) -> list[Preview]:
    """What needs somebody's eye comes first."""
    return sorted(previews, key=lambda each: _ORDER.index(each.state))


def _fitting(lines: Sequence[str], say: Speaker) -> Iterator[str]:
    """As many lines as a message holds, and how many more there are."""
    room = _ROOM
    for number, line in enumerate(lines):
        room -= units(line) + 1
        if room < 0:
            yield say("staged-more", count=len(lines) - number)
            return
        yield line


def _preview(preview: Preview, say: Speaker) -> Iterator[str]:
    source = name(preview.source)
    if preview.state == "refused":
        yield refusal_line(Refusal(preview.source, "".join(preview.notes)), say)
        return
    if preview.state == "unchanged":
        yield say("document-unchanged", source=source)
    else:
        found = ", ".join(_found(preview, say))
        key = "staged-new" if preview.state == "new" else "staged-changed"
        yield say(key, source=source, found=found)
    if preview.same_as:
        yield say("staged-same", source=source, others=_names(preview.same_as, say))
    if preview.near:
        yield say("staged-near", source=source, others=_names(preview.near, say))
    for note in preview.notes:
        yield _note(Note(preview.source, note), say)


def _found(preview: Preview, say: Speaker) -> Iterator[str]:
    for kind, count in preview.places:
        yield say(_PLACES[kind], count=count)
    if preview.sections:
        yield say("headings", count=preview.sections)
    if preview.tables:
        yield say("tables", count=preview.tables)
    yield say("passages", count=preview.passages)
    yield say("sentences", count=preview.sentences)


def _note(note: Note, say: Speaker) -> str:
    text = sentence(in_language(note.text, say))
    return say("document-note", source=name(note.source), note=text)


def _revision(revision: Revision, say: Speaker) -> Iterator[str]:
    """What became of the sections of a document."""
    parts = [
        say(key, names=_names(sections, say))
        for key, sections in (
            ("sections-new", revision.added),
            ("sections-changed", revision.changed),
            ("sections-gone", revision.removed),
        )
        if sections
    ]
    if revision.same:
        parts.append(say("sections-same", count=revision.same))
    if parts:
        yield say("revision", source=name(revision.source), what="; ".join(parts))


def _reasked(rehearsal: Rehearsal, say: Speaker, channel: int | None) -> Iterator[str]:
    """What becomes of the answers given before."""
    if not rehearsal.asked:
        return
    yield say("reasked", asked=rehearsal.asked, count=len(rehearsal.reasked))
    for each in rehearsal.reasked:
        if channel in (None, each.channel):
            yield f"- {name(each.question)}: {_otherwise(each, say)}"


def _otherwise(reasked: Reasked, say: Speaker) -> str:
    if not reasked.answered:
        return say("reasked-unanswered")
    return say("reasked-lost", count=reasked.lost) if reasked.lost else say("reasked-otherwise")


def _names(names: Iterable[str], say: Speaker) -> str:
    """A few names, and how many more there are."""
    all_names = list(names)
    shown = [name(each) if each else say("before-headings") for each in all_names[:MOST_NAMES]]
    if more := len(all_names) - len(shown):
        shown.append(say("names-more", count=more))
    return ", ".join(shown)
