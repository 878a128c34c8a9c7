"""Messages that stand where questions are asked by a form, with the *Ask* button. Pure."""

from __future__ import annotations

from bot.language.speaker import Speaker
from bot.render.press import ASK_ID
from bot.render.screen import Button, Row, Screen, Words


def panel_screen(say: Speaker) -> Screen:
    """The panel of a channel: what is asked here, and how."""
    return _with_button(say("panel"), say)


def thread_screen(say: Speaker) -> Screen:
    """The first message of a thread: how a question is asked in it."""
    return _with_button(say("thread-begun"), say)


def _with_button(text: str, say: Speaker) -> Screen:
    return Screen((Words(text), Row((Button(say("ask-button"), ASK_ID),))))
