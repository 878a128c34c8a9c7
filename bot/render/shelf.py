"""Documents on Discord: the list and its pages, one document's history, its limits. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.language.speaker import Speaker
from bot.render.discord import name, pack
from bot.render.markdown import shorten
from bot.render.reports import document_line, document_name
from bot.render.screen import Button, Kind, Part, Row, Screen, Select, Words
from bot.render.steps import Step, step_id
from index.types import DocumentInfo, History, Limits

PER_PAGE = 10
MOST_NAME = 80  # units of a name in the list
MOST_VERSIONS = 10
MOST_LIMITS = 25  # channels, or roles, that are named
MOST_UNQUOTED = 15
_MIB = 1024**2


def list_screen(
    documents: Sequence[DocumentInfo], say: Speaker, *, page: int, words: str
) -> Screen:
    """A page of the list, counted from 0: the server's own documents, then the shared ones."""
    ordered = sorted(documents, key=lambda each: each.shared)
    last = max(0, (len(ordered) - 1) // PER_PAGE)
    page = min(page, last)
    shown = ordered[page * PER_PAGE : (page + 1) * PER_PAGE]
    lines: list[str] = []
    for shared, head in ((False, "own-documents"), (True, "shared-documents")):
        here = [each for each in shown if each.shared is shared]
        if here:
            lines.append(say(head, count=sum(each.shared is shared for each in ordered)))
            lines += [f"- {document_line(_short(each), say)}" for each in here]
    if not lines:
        lines.append(say("none-like", words=name(words)) if words else say("no-documents"))
    parts: list[Part] = [Words("\n".join(lines))]
    if last:
        parts.append(Words(f"-# {say('list-page', page=page + 1, pages=last + 1)}"))
        parts.append(Row(tuple(_turns(say, page, last, words))))
    return Screen(tuple(parts))


def _short(document: DocumentInfo) -> DocumentInfo:
    """A document whose names leave room for the others of its page, however much is escaped."""
    return replace(
        document,
        source=shorten(document.source, MOST_NAME),
        title=shorten(document.title, MOST_NAME),
    )


def _turns(say: Speaker, page: int, last: int, words: str) -> list[Button]:
    found = []
    if page:
        found.append(Button(say("previous-button"), step_id(Step.LIST, page - 1, words)))
    if page < last:
        found.append(Button(say("next-button"), step_id(Step.LIST, page + 1, words)))
    return found


def fitting(documents: Sequence[DocumentInfo], words: str) -> list[DocumentInfo]:
    """Those in whose name or title all the words stand, in any case."""
    wanted = words.casefold().split()
    return [
        each
        for each in documents
        if all(word in f"{each.source}\n{each.title}".casefold() for word in wanted)
    ]


def history_messages(history: History, say: Speaker) -> list[str]:
    """A document's versions, and how it was quoted."""
    document = history.document
    lines = [document_line(document, say), limits_line(document.limits, say)]
    lines.append(say("versions", count=len(history.versions)))
    for each in history.versions[:MOST_VERSIONS]:
        lines.append(
            "- "
            + say(
                "version-line",
                when=f"<t:{int(each.added)}:f>",
                size=size(each.size, say),
                who=person(each.added_by, say),
            )
        )
    if (more := len(history.versions) - MOST_VERSIONS) > 0:
        lines.append(say("names-more", count=more))
    lines.append(say("quoted-times", count=history.answers))
    if history.unquoted:
        lines.append(say("unquoted", count=len(history.unquoted), sections=history.sections))
        shown = [each or say("before-headings") for each in history.unquoted[:MOST_UNQUOTED]]
        lines += [f"- {name(each)}" for each in shown]
        if more := len(history.unquoted) - len(shown):
            lines.append(say("names-more", count=more))
    return pack(lines, "\n")


def person(who: str, say: Speaker) -> str:
    """Who did something, as the record names them."""
    kind, _, user_id = who.partition(":")
    return f"<@{user_id}>" if kind == "discord" and user_id.isdigit() else name(who)


def size(count: int, say: Speaker) -> str:
    """A number of bytes."""
    if count < _MIB:
        return say("kib", count=max(1, round(count / 1024)))
    return say("mib", count=round(count / _MIB, 1))


def limits_line(limits: Limits, say: Speaker) -> str:
    """Who may see a document."""
    channels = ", ".join(f"<#{each}>" for each in sorted(limits.channels)[:MOST_LIMITS])
    roles = ", ".join(f"<@&{each}>" for each in sorted(limits.roles)[:MOST_LIMITS])
    if channels and roles:
        return say("limits-both", channels=channels, roles=roles)
    if channels:
        return say("limits-channels", channels=channels)
    return say("limits-roles", roles=roles) if roles else say("limits-none")


def limits_screen(document: DocumentInfo, number: int, say: Speaker) -> Screen:
    """Who may see a document, and the selects that change it; `number` is the document's."""
    limits = document.limits
    parts: list[Part] = [
        Words(f"{document_name(document)}\n{limits_line(limits, say)}\n-# {say('limits-help')}"),
        Select(
            Kind.CHANNELS,
            step_id(Step.CHANNELS, number),
            say("limits-channels-choice"),
            tuple(sorted(limits.channels)),
        ),
        Select(
            Kind.ROLES,
            step_id(Step.ROLES, number),
            say("limits-roles-choice"),
            tuple(sorted(limits.roles)),
        ),
    ]
    if limits != Limits():
        parts.append(Row((Button(say("everyone-button"), step_id(Step.EVERYONE, number)),)))
    return Screen(tuple(parts))


def removing_screen(document: DocumentInfo, number: int, say: Speaker) -> Screen:
    """Whether a document is to be removed."""
    asked = say("removing", document=document_name(document))
    return Screen(
        (
            Words(f"{asked}\n-# {say('removing-help')}"),
            Row(
                (
                    Button(say("remove-document-button"), step_id(Step.REMOVE, number)),
                    Button(say("cancel-button"), step_id(Step.KEEP, number)),
                )
            ),
        )
    )


def removed_screen(document: DocumentInfo, number: int, say: Speaker) -> Screen:
    """That it is removed, with the way back."""
    removed = say("document-removed", document=document_name(document))
    back = Button(say("bring-back-button"), step_id(Step.BRING_BACK, number))
    return Screen((Words(f"{removed}\n-# {say('removed-help')}"), Row((back,))))
