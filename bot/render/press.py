"""What a button's custom_id says: an action, an answer, and numbers. Pure.

The form is a promise to messages of years ago: actions may be added, none renamed.
"""

from __future__ import annotations

from enum import StrEnum

PREFIX = "footnote"
ASK_ID = f"{PREFIX}:ask"  # the button that opens the form for a question
_ID = "[0-9a-f]{16}"  # of an answer


class Action(StrEnum):
    """What a button does; after the answer's id come the numbers that are named here."""

    MORE = "more"
    CONTEXT = "context"  # quote, passage counted from the quote's, whole section (1) or not (0)
    READ = "read"  # the same, in the place of the context that is shown
    PAGE = "page"  # quote
    ORIGINAL = "original"  # quote
    CHECK = "check"  # quote
    SHARE = "share"
    HELPFUL = "helpful"  # 1 or 0
    REASON = "reason"  # 1 or 0
    REMOVE = "remove"
    TELL = "tell"
    THREAD = "thread"


NUMBERS = {
    Action.CONTEXT: 3,
    Action.READ: 3,
    Action.PAGE: 1,
    Action.ORIGINAL: 1,
    Action.CHECK: 1,
    Action.HELPFUL: 1,
    Action.REASON: 1,
}


def custom_id(action: Action, answer_id: str, *numbers: int) -> str:
    """The custom_id of a button: "footnote:context:0123456789abcdef:0:-1:0"."""
    return ":".join((PREFIX, action, answer_id, *map(str, numbers)))


def template(action: Action) -> str:
    """The pattern of an action's custom_ids; groups `answer` and `numbers`."""
    numbers = ":".join([r"-?\d{1,6}"] * NUMBERS.get(action, 0))
    rest = f":(?P<numbers>{numbers})" if numbers else "(?P<numbers>)"
    return f"{PREFIX}:{action}:(?P<answer>{_ID}){rest}"
