"""What the custom_id of a button or select below a report on documents says. Pure.

The form is a promise to messages of long ago: steps may be added, none renamed. Nothing that it
names is believed: who presses, and in which server, is asked at every press.
"""

from __future__ import annotations

from enum import StrEnum

from bot.render.press import PREFIX

MOST_SEARCH = 60  # characters of what the list is searched for, which its buttons carry


class Step(StrEnum):
    """What is done next; after it comes a number: a job's, a document's or a page's."""

    CONFIRM = "confirm"  # add what a job holds
    DISCARD = "discard"  # let go of it
    REMOVE = "take"  # a document
    KEEP = "keep"  # leave it
    BRING_BACK = "back"
    EVERYONE = "everyone"  # may see the document
    CHANNELS = "channels"  # a select: in which it may be seen
    ROLES = "roles"  # a select: whose members may see it
    LIST = "list"  # a page of it, and what is searched for


def step_id(step: Step, number: int, words: str = "") -> str:
    """The custom_id of a step: "footnote:documents:confirm:12"."""
    return f"{PREFIX}:documents:{step}:{number}:{words}"


def step_template(step: Step) -> str:
    """The pattern of a step's custom_ids; groups `number` and `words`."""
    words = rf"(?s:.{{0,{MOST_SEARCH}}})" if step is Step.LIST else ""
    return rf"{PREFIX}:documents:{step}:(?P<number>\d{{1,18}}):(?P<words>{words})"
