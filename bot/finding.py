"""The terminal's commands that look through the documents beside questions: find, check."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.faults import Exit
from bot.opening import AsJson, Server, chosen, open_libraries, reading_settings
from bot.render.finding import (
    check_to_dict,
    occurrences_to_dict,
    show_check,
    show_occurrences,
)
from bot.terminal import Screen, checked
from index.types import OPERATOR


def find(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Words, a code, or a “phrase” in quotation marks.")],
    as_json: AsJson = False,
    first: Annotated[int, typer.Option(help="Begin with this place.", min=1)] = 1,
    most: Annotated[int, typer.Option(help="Show so many places.", min=1, max=1000)] = 20,
    server: Server = None,
) -> None:
    """Find exact words, codes and phrases: every place where they stand."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        library = chosen(libraries, server)
        found = library.find(checked(words), first=first - 1, most=most, viewer=OPERATOR)
        screen.report(show_occurrences(found), occurrences_to_dict(found))
        raise typer.Exit(Exit.DONE if found.total else Exit.NOT_ANSWERED)


def check(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The text to check; - reads it from stdin.")],
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Check a text against the documents, sentence by sentence."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        given = sys.stdin.read() if text == "-" else text
        found = chosen(libraries, server).check(checked(given), viewer=OPERATOR)
        screen.report(show_check(found), check_to_dict(found))
        raise typer.Exit(Exit.DONE)
