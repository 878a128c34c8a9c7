"""Discord's limits on buttons, selects, Components V2 and the fields of a modal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.loopback.problems import REQUIRED, TOO_LONG, Place, Problem, count, length

Json = dict[str, Any]

BAD_TYPE = "UNION_TYPE_CHOICES"

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
AT_TOP = (*IN_CONTAINER, CONTAINER)
LINK_STYLE, PREMIUM_STYLE = 5, 6
FILE_UPLOAD, UPLOADS = 19, 10
ROWS, COMPONENTS, V2_TEXT = 5, 40, 4000


def component_problems(components: Sequence[Json], *, v2: bool) -> Iterator[Problem]:
    """Check the components of a message."""
    where: Place = ("components",)
    every = [inner for component in components for inner in _walk(component)]
    if v2:
        if len(every) > COMPONENTS:
            yield Problem(where, TOO_LONG, f"Total components: {len(every)}, most {COMPONENTS}.")
        if sum(len(one.get("content") or "") for one in every) > V2_TEXT:
            text = f"The total displayable text size exceeds {V2_TEXT}"
            yield Problem(where, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", text)
    else:
        yield from count(where, len(components), most=ROWS)
    custom_ids = [one["custom_id"] for one in every if one.get("custom_id")]
    if len(custom_ids) != len(set(custom_ids)):
        text = "Component custom id cannot be duplicated"
        yield Problem(where, "COMPONENT_CUSTOM_ID_DUPLICATED", text)
    for number, component in enumerate(components):
        yield from _one(component, (*where, number), AT_TOP if v2 else (ROW,))


def modal_component_problems(where: Place, component: Json) -> Iterator[Problem]:
    """Check one component of a modal: a row or a label with a field, or a text."""
    kind = component.get("type")
    if kind == TEXT:
        yield from length((*where, "content"), component.get("content"), most=V2_TEXT, least=1)
    elif kind == LABEL:
        yield from length((*where, "label"), component.get("label"), most=45, least=1)
        yield from length((*where, "description"), component.get("description"), most=100)
        yield from _field(component.get("component") or {}, (*where, "component"))
    elif kind == ROW:
        inner = component.get("components") or [{}]
        yield from length((*where, "components", 0, "label"), inner[0].get("label"), most=45)
        yield from _field(inner[0], (*where, "components", 0))
    else:
        text = "Value of field 'type' must be one of (1, 10, 18)."
        yield Problem((*where, "type"), BAD_TYPE, text)


def _walk(component: Json) -> Iterator[Json]:
    yield component
    inner = list(component.get("components") or [])
    if component.get("accessory"):
        inner.append(component["accessory"])
    for one in inner:
        yield from _walk(one)


def _one(component: Json, where: Place, allowed: Sequence[int]) -> Iterator[Problem]:
    kind = component.get("type")
    if kind not in allowed:
        text = f"Value of field 'type' must be one of {tuple(allowed)}."
        yield Problem((*where, "type"), BAD_TYPE, text)
    elif kind == ROW:
        yield from _row(component, where)
    elif kind == BUTTON:
        yield from _button(component, where)
    elif kind in SELECTS:
        yield from _select(component, where)
    elif kind == SECTION:
        yield from _section(component, where)
    elif kind == TEXT:
        yield from length((*where, "content"), component.get("content"), most=V2_TEXT, least=1)
    elif kind == GALLERY:
        yield from _gallery(component, where)
    elif kind == FILE:
        yield from _attached((*where, "file"), component.get("file") or {})
    elif kind == CONTAINER:
        inner = component.get("components") or []
        yield from count((*where, "components"), len(inner), most=COMPONENTS, least=1)
        for number, inner in enumerate(component.get("components") or []):
            yield from _one(inner, (*where, "components", number), IN_CONTAINER)


def _gallery(gallery: Json, where: Place) -> Iterator[Problem]:
    items = gallery.get("items") or []
    place: Place = (*where, "items")
    yield from count(place, len(items), most=10, least=1)
    for number, item in enumerate(items):
        yield from length((*place, number, "description"), item.get("description"), most=1024)
        if not (item.get("media") or {}).get("url"):
            yield Problem((*place, number, "media"), REQUIRED, "This field is required")


def _attached(where: Place, media: Json) -> Iterator[Problem]:
    if not str(media.get("url", "")).startswith("attachment://"):
        text = "Only attachment:// references are supported"
        yield Problem((*where, "url"), "UNFURLED_MEDIA_ITEM_REFERENCES_ATTACHMENT", text)


def _row(row: Json, where: Place) -> Iterator[Problem]:
    inner = row.get("components") or []
    place: Place = (*where, "components")
    yield from count(place, len(inner), most=5, least=1)
    if len(inner) > 1 and any(one.get("type") != BUTTON for one in inner):
        text = "The specified component exceeds the maximum width"
        yield Problem(place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", text)
    for number, one in enumerate(inner):
        yield from _one(one, (*place, number), (BUTTON, *SELECTS))


def _button(button: Json, where: Place) -> Iterator[Problem]:
    yield from length((*where, "label"), button.get("label"), most=80)
    style = button.get("style")
    if style == LINK_STYLE:
        yield from length((*where, "url"), button.get("url"), most=512, least=1)
        if button.get("custom_id"):
            text = "A custom id and url cannot both be specified"
            yield Problem((*where, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL", text)
    elif style != PREMIUM_STYLE:
        yield from length((*where, "custom_id"), button.get("custom_id"), most=100, least=1)
    if style != PREMIUM_STYLE and not (button.get("label") or button.get("emoji")):
        text = "A button needs a label or an emoji"
        yield Problem(where, "BUTTON_COMPONENT_INVALID_LABEL", text)


def _select(select: Json, where: Place) -> Iterator[Problem]:
    yield from length((*where, "custom_id"), select.get("custom_id"), most=100, least=1)
    yield from length((*where, "placeholder"), select.get("placeholder"), most=150)
    if select.get("type") != STRING_SELECT:
        return
    options = select.get("options") or []
    place: Place = (*where, "options")
    yield from count(place, len(options), most=25, least=1)
    values = [option.get("value") for option in options]
    if len(values) != len(set(values)):
        text = "The specified option value is already used"
        yield Problem(place, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", text)
    for number, option in enumerate(options):
        yield from length((*place, number, "label"), option.get("label"), most=100, least=1)
        yield from length((*place, number, "value"), option.get("value"), most=100, least=1)
        yield from length((*place, number, "description"), option.get("description"), most=100)


def _section(section: Json, where: Place) -> Iterator[Problem]:
    texts = section.get("components") or []
    place: Place = (*where, "components")
    yield from count(place, len(texts), most=3, least=1)
    for number, text in enumerate(texts):
        yield from _one(text, (*place, number), (TEXT,))
    if not section.get("accessory"):
        yield Problem((*where, "accessory"), REQUIRED, "This field is required")
    else:
        yield from _one(section["accessory"], (*where, "accessory"), (BUTTON, THUMBNAIL))


def _field(one: Json, where: Place) -> Iterator[Problem]:
    if one.get("type") in SELECTS:
        yield from _select(one, where)
        return
    yield from length((*where, "custom_id"), one.get("custom_id"), most=100, least=1)
    if one.get("type") == FILE_UPLOAD and not 1 <= one.get("max_values", 1) <= UPLOADS:
        text = f"max_values must be between 1 and {UPLOADS}."
        yield Problem((*where, "max_values"), "NUMBER_TYPE_MAX", text)
    if one.get("type") == TEXT_INPUT:
        yield from length((*where, "placeholder"), one.get("placeholder"), most=100)
        yield from length((*where, "value"), one.get("value"), most=4000)
        if (one.get("max_length") or 0) > 4000:
            text = "int value should be less than or equal to 4000."
            yield Problem((*where, "max_length"), "NUMBER_TYPE_MAX", text)
