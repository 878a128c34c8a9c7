"""Forms: opened by a button, and read when they are sent."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.options import MisfitError
from index.intake import is_text

MOST_FIELD = 4000  # characters of a text; Discord's


def form_of(title: str, custom_id: str, fields: dict[str, ui.Item[Any]]) -> ui.Modal:
    """A form with these fields, by their labels. It is heard by its custom_id, as buttons are."""
    form = ui.Modal(title=title, custom_id=custom_id, timeout=1)
    for label, field in fields.items():
        form.add_item(ui.Label(text=label, component=field))
    form.stop()
    return form


def sent(interaction: discord.Interaction[Any], custom_id: re.Pattern[str]) -> re.Match[str] | None:
    """The form's custom_id, if an interaction sends one of these."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data: Any = interaction.data or {}
    return custom_id.fullmatch(str(data.get("custom_id", "")))


def written(interaction: discord.Interaction[Any], field: str) -> str:
    """What was written into a field of a form, or the first that was chosen there.

    Raises:
        MisfitError: it holds half a character.
    """
    data: Any = interaction.data or {}
    text = _written(data.get("components") or [], field)
    if not is_text(text):
        raise MisfitError(field)
    return text


def chosen_in(interaction: discord.Interaction[Any], field: str) -> list[str]:
    """All that was chosen in a field of a form: numbers of channels or roles, say."""
    data: Any = interaction.data or {}
    for each in data.get("components") or []:
        inner = each.get("component") or {}
        if inner.get("custom_id") == field:
            return [str(value) for value in inner.get("values") or []]
    return []


def _written(components: list[Any], field: str) -> str:
    """What stands in a field, in a label or a row."""
    for each in components:
        inner = each.get("component") or each
        if inner.get("custom_id") == field:
            chosen = inner.get("values") or [inner.get("value") or ""]
            return str(chosen[0])
        if text := _written(each.get("components") or [], field):
            return text
    return ""
