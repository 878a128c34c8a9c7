"""A message of Discord's components as plain nouns, and how much one holds. Pure.

A screen is one message: blocks of text, some with a button beside them, rows of buttons, pictures
and files. Discord counts its components, nested ones too, and the text over the whole message.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.render.markdown import units

MOST_TEXT = 4000  # characters over a message; Discord's
MOST_COMPONENTS = 40  # Discord's
MOST_IN_ROW = 5  # Discord's
_CONTAINER = 1  # what stands around a screen


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `custom_id` says what it does to what, for ever."""

    label: str
    custom_id: str


@dataclass(frozen=True, slots=True)
class Words:
    """A block of text, already escaped, with at most one button beside it."""

    text: str
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between blocks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One to five buttons side by side."""

    buttons: tuple[Button, ...]


class Kind(StrEnum):
    """What a select offers."""

    CHANNELS = "channels"
    ROLES = "roles"


@dataclass(frozen=True, slots=True)
class Select:
    """A list of the server's channels or roles, of which none or some may be chosen.

    `chosen` are the ids of those that are.
    """

    kind: Kind
    custom_id: str
    placeholder: str
    chosen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things that can be chosen: `value` is what the bot hears."""

    label: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to choose one thing from, 1 to 25 of them; `placeholder` stands where none is yet."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An attached picture, shown. `description` is for those who don't see it."""

    filename: str
    description: str


@dataclass(frozen=True, slots=True)
class Download:
    """An attached file, offered for download."""

    filename: str


Part = Words | Rule | Row | Choice | Select | Picture | Download


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message; `description` is the alt text of a picture."""

    filename: str
    content: bytes
    description: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One message."""

    parts: tuple[Part, ...]
    files: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str:
        """All its text, a block after the other: what a screen reader reads out first."""
        return "\n\n".join(part.text for part in self.parts if isinstance(part, Words))


def rows(buttons: Iterable[Button]) -> list[Row]:
    """Buttons in rows of at most five."""
    left = list(buttons)
    return [Row(tuple(left[at : at + MOST_IN_ROW])) for at in range(0, len(left), MOST_IN_ROW)]


def screens(parts: Iterable[Part], files: tuple[Attachment, ...] = ()) -> list[Screen]:
    """Put parts into as few messages as hold them, in order; files go with the first.

    No part may be larger than a message. A message neither begins nor ends with a rule.
    """
    filled: list[list[Part]] = [[]]
    text, components = 0, _CONTAINER + len(files)
    for part in parts:
        more_text, more = cost(part)
        if text + more_text > MOST_TEXT or components + more > MOST_COMPONENTS:
            filled.append([])
            text, components = 0, _CONTAINER
        if isinstance(part, Rule) and not filled[-1]:
            continue
        filled[-1].append(part)
        text, components = text + more_text, components + more
    found = [Screen(tuple(_trimmed(each))) for each in filled if _trimmed(each)]
    if not found:
        return []
    # What no component names is not shown.
    named = {part.filename for part in found[0].parts if isinstance(part, Picture | Download)}
    downloads = tuple(Download(each.filename) for each in files if each.filename not in named)
    return [replace(found[0], parts=found[0].parts + downloads, files=files), *found[1:]]


def cost(part: Part) -> tuple[int, int]:
    """(units of text, components) that a part takes of its message."""
    if isinstance(part, Words):
        return units(part.text), 1 if part.button is None else 3
    if isinstance(part, Row):
        return 0, 1 + len(part.buttons)
    if isinstance(part, Choice | Select):
        return 0, 2  # it stands in a row of its own
    return 0, 1


def _trimmed(parts: list[Part]) -> list[Part]:
    end = len(parts)
    while end and isinstance(parts[end - 1], Rule):
        end -= 1
    return parts[:end]
