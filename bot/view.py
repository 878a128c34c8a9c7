"""A Screen → discord.py's view and files."""

from __future__ import annotations

import io

import discord
from discord import ui

from bot.render.screen import (
    Attachment,
    Button,
    Choice,
    Download,
    Kind,
    Part,
    Picture,
    Row,
    Rule,
    Screen,
    Select,
    Words,
)

MOST_CHOSEN = 25  # of a select; Discord's


def view_of(screen: Screen, mark: int | None = None) -> ui.LayoutView:
    """The view of a message. It waits for nothing: its buttons are heard by their ids, for ever.

    `mark` is a number by which the message is known again when Discord sends it back.
    """
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(id=mark)
    for part in screen.parts:
        container.add_item(_item(part))
    view.add_item(container)
    view.stop()  # or discord.py would keep it in memory, and hear its buttons twice
    return view


def file_of(attachment: Attachment) -> discord.File:
    """A file to attach. Used up by one attempt to send it."""
    return discord.File(
        io.BytesIO(attachment.content),
        attachment.filename,
        description=attachment.description or None,
    )


def _item(part: Part) -> ui.Item[ui.LayoutView]:
    match part:
        case Words(text, None):
            return ui.TextDisplay(text)
        case Words(text, Button() as button):
            return ui.Section(ui.TextDisplay(text), accessory=_button(button))
        case Rule():
            return ui.Separator()
        case Row(buttons):
            return ui.ActionRow(*map(_button, buttons))
        case Choice():
            return ui.ActionRow(_select(part))
        case Select():
            return ui.ActionRow(_places(part))
        case Picture(filename, description):
            picture = discord.MediaGalleryItem(f"attachment://{filename}", description=description)
            return ui.MediaGallery(picture)
        case Download(filename):
            return ui.File(f"attachment://{filename}")
    raise TypeError(f"{part} is no part of a screen")


def _button(button: Button) -> ui.Button[ui.LayoutView]:
    return ui.Button(label=button.label, custom_id=button.custom_id)


def _select(choice: Choice) -> ui.Select[ui.LayoutView]:
    options = [
        discord.SelectOption(
            label=each.label, value=each.value, description=each.description or None
        )
        for each in choice.options
    ]
    return ui.Select(custom_id=choice.custom_id, placeholder=choice.placeholder, options=options)


def _places(select: Select) -> ui.ChannelSelect[ui.LayoutView] | ui.RoleSelect[ui.LayoutView]:
    if select.kind is Kind.ROLES:
        return ui.RoleSelect(
            custom_id=select.custom_id,
            placeholder=select.placeholder,
            min_values=0,
            max_values=MOST_CHOSEN,
            default_values=[
                discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.role)
                for each in select.chosen[:MOST_CHOSEN]
            ],
        )
    return ui.ChannelSelect(
        custom_id=select.custom_id,
        placeholder=select.placeholder,
        min_values=0,
        max_values=MOST_CHOSEN,
        default_values=[
            discord.SelectDefaultValue(id=each, type=discord.SelectDefaultValueType.channel)
            for each in select.chosen[:MOST_CHOSEN]
        ],
    )
