"""Which button does what, and which forms are heard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import discord

from bot.buttons import answers, quotes, threads
from bot.buttons.answers import hear_reason
from bot.buttons.asking import ask_button, hear_question
from bot.buttons.documents import steps
from bot.buttons.finds import find_pages
from bot.buttons.forgetting import forget_button
from bot.buttons.insights import hear_files, open_buttons
from bot.buttons.pressed import Handler, Heard, hear
from bot.buttons.settings import hear_settings, settings_buttons
from bot.desk import Desk
from bot.render.press import Action

HANDLERS: dict[Action, Handler] = {
    Action.MORE: quotes.more,
    Action.CONTEXT: quotes.context,
    Action.READ: quotes.read,
    Action.PAGE: quotes.page,
    Action.ORIGINAL: quotes.original,
    Action.CHECK: quotes.check,
    Action.SHARE: answers.share,
    Action.HELPFUL: answers.judge,
    Action.REASON: answers.ask_why,
    Action.REMOVE: answers.remove,
    Action.TELL: answers.wait,
    Action.THREAD: threads.open_thread,
}

FORMS: dict[str, Callable[[Desk, discord.Interaction[Any]], Awaitable[None]]] = {
    "reason": hear_reason,
    "question": hear_question,
    "files": hear_files,
    "settings": hear_settings,
}


def buttons(desk: Desk) -> Iterator[Heard]:
    """What discord.py hears presses by, from the first event on."""
    for action in Action:
        yield hear(desk, action, HANDLERS[action])
    yield find_pages(desk)
    yield settings_buttons(desk)
    yield forget_button(desk)
    yield ask_button(desk)
    yield from steps(desk)
    yield from open_buttons(desk)
