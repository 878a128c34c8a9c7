"""Discord's limits on messages, autocompletes and modals, checked on what the bot sends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.loopback.component_limits import component_problems, modal_component_problems
from tests.loopback.messages import COMPONENTS_V2, EPHEMERAL, SILENT, SUPPRESS_EMBEDS
from tests.loopback.payloads import FILE_SIZE_LIMIT
from tests.loopback.problems import REQUIRED, Place, Problem, count, length
from tests.loopback.world import Upload

Json = dict[str, Any]

FILE_TOO_LARGE = "FILE_TOO_LARGE"
SETTABLE_FLAGS = SUPPRESS_EMBEDS | EPHEMERAL | SILENT | COMPONENTS_V2
CONTENT, EMBEDS, EMBED_CHARACTERS, FILES, NONCE, CHOICES = 2000, 10, 6000, 10, 25, 25
EMBED_LIMITS = {"title": 256, "description": 4096}
EMBED_PART_LIMITS = {("author", "name"): 256, ("footer", "text"): 2048}
MENTIONS = 100


def is_empty(fields: Json, files: Sequence[object]) -> bool:
    """Say whether a message has nothing to show."""
    has_text = bool((fields.get("content") or "").strip())
    parts = (fields.get("embeds"), fields.get("components"), fields.get("poll"))
    return not (has_text or files or any(parts) or fields.get("sticker_ids"))


def message_problems(
    fields: Json, files: Sequence[Upload] = (), *, existing_flags: int = 0
) -> Iterator[Problem]:
    """Check a message, or the fields of an edit."""
    flags = fields.get("flags") or 0
    if flags & ~SETTABLE_FLAGS:
        yield Problem(("flags",), "BASE_TYPE_CHOICES", f"Flags {flags} can't be set.")
    v2 = bool((flags | existing_flags) & COMPONENTS_V2)
    if v2:
        for name in ("content", "embeds", "poll", "sticker_ids"):
            if fields.get(name):
                text = "can't be used together with MessageFlags.IS_COMPONENTS_V2"
                yield Problem((name,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)
    yield from length(("content",), fields.get("content"), most=CONTENT)
    yield from length(("nonce",), fields.get("nonce"), most=NONCE)
    yield from _embeds_problems(fields.get("embeds") or [])
    yield from component_problems(fields.get("components") or [], v2=v2)
    yield from _reference_problems(fields.get("components") or [], files)
    yield from _mention_problems(fields.get("allowed_mentions") or {})
    yield from count(("files",), len(files), most=FILES)
    for number, file in enumerate(files):
        if len(file.content) > FILE_SIZE_LIMIT:
            yield Problem(("files", number), FILE_TOO_LARGE, "Request entity too large")


def choices_problems(choices: Sequence[Json]) -> Iterator[Problem]:
    """Check the suggestions of an autocomplete."""
    where: Place = ("data", "choices")
    yield from count(where, len(choices), most=CHOICES)
    for number, choice in enumerate(choices):
        yield from choice_problems((*where, number), choice)


def choice_problems(where: Place, choice: Json) -> Iterator[Problem]:
    """Check one choice of an autocomplete or of a command's option."""
    yield from length((*where, "name"), choice.get("name"), most=100, least=1)
    for locale, name in (choice.get("name_localizations") or {}).items():
        yield from length((*where, "name_localizations", locale), name, most=100, least=1)
    if isinstance(choice.get("value"), str):
        yield from length((*where, "value"), choice["value"], most=100)
    elif not isinstance(choice.get("value"), int | float):
        yield Problem((*where, "value"), REQUIRED, "This field is required")


def modal_problems(modal: Json) -> Iterator[Problem]:
    """Check a modal."""
    yield from length(("data", "title"), modal.get("title"), most=45, least=1)
    yield from length(("data", "custom_id"), modal.get("custom_id"), most=100, least=1)
    components = modal.get("components") or []
    where: Place = ("data", "components")
    yield from count(where, len(components), most=5, least=1)
    for number, component in enumerate(components):
        yield from modal_component_problems((*where, number), component)


def _embeds_problems(embeds: Sequence[Json]) -> Iterator[Problem]:
    yield from count(("embeds",), len(embeds), most=EMBEDS)
    for number, embed in enumerate(embeds):
        yield from _embed_problems(("embeds", number), embed)
    if sum(_embed_size(embed) for embed in embeds) > EMBED_CHARACTERS:
        text = f"Embed size exceeds maximum size of {EMBED_CHARACTERS}"
        yield Problem(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", text)


def _embed_problems(where: Place, embed: Json) -> Iterator[Problem]:
    for name, most in EMBED_LIMITS.items():
        yield from length((*where, name), embed.get(name), most=most)
    for (part, name), most in EMBED_PART_LIMITS.items():
        yield from length((*where, part, name), (embed.get(part) or {}).get(name), most=most)
    fields = embed.get("fields") or []
    yield from count((*where, "fields"), len(fields), most=25)
    for number, one in enumerate(fields):
        place = (*where, "fields", number)
        yield from length((*place, "name"), one.get("name") or "", most=256, least=1)
        yield from length((*place, "value"), one.get("value") or "", most=1024, least=1)
    if not _embed_size(embed) and not (embed.get("image") or embed.get("thumbnail")):
        yield Problem((*where, "description"), REQUIRED, "This field is required")


def _embed_size(embed: Json) -> int:
    texts = [embed.get(name) for name in EMBED_LIMITS]
    texts += [(embed.get(part) or {}).get(name) for part, name in EMBED_PART_LIMITS]
    for one in embed.get("fields") or []:
        texts += [one.get("name"), one.get("value")]
    return sum(len(text) for text in texts if text)


def _reference_problems(components: Sequence[Json], files: Sequence[Upload]) -> Iterator[Problem]:
    """What components show must be attached."""
    named = {file.filename for file in files}
    for url in _urls(components):
        filename = url.removeprefix("attachment://")
        if filename != url and filename not in named:
            text = f"The referenced attachment {filename} was not found"
            yield Problem(("components",), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT", text)


def _urls(components: object) -> Iterator[str]:
    if isinstance(components, dict):
        if isinstance(components.get("url"), str):
            yield components["url"]
        for inner in components.values():
            yield from _urls(inner)
    elif isinstance(components, list):
        for inner in components:
            yield from _urls(inner)


def _mention_problems(allowed: Json) -> Iterator[Problem]:
    for kind in ("users", "roles"):
        place = ("allowed_mentions", kind)
        if kind in allowed.get("parse", []) and allowed.get(kind):
            text = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive."
            yield Problem(place, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", text)
        yield from count(place, len(allowed.get(kind) or []), most=MENTIONS)
