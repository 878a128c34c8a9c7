"""Questions one after another: lines of standard input, or a conversation at a prompt."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.faults import complain
from bot.opening import BY
from bot.render.terminal import show_line
from bot.terminal import Screen, checked, legible
from index.errors import FootnoteError
from index.followup import Turn, follow
from index.types import OPERATOR

if TYPE_CHECKING:
    from index.libraries import Libraries
    from index.library import Library

HISTORY_NAME = "chat-history"

GREETING = "Ask, and the documents answer in their own words. /help helps, Ctrl-D ends."
HELP = """\
Type a question and press Enter. “And in 2006?”, “why?” follow the last one.
/help   this text
/quit   end; Ctrl-D does the same
Up and Ctrl-R bring back earlier questions."""

REMEMBERED = 5  # questions that a follow-up may follow

_PROMPT = "› "


def ask_each(
    library: Library,
    lines: Iterable[str],
    screen: Screen,
    *,
    quotes: int,
    document: str | None = None,
) -> bool:
    """Answer every line as it is read, from one `document` if it is named; whether all went well.

    A question that fails is told in its place, and the next one is asked.
    """
    well = True
    for line in lines:
        question = line.strip()
        if question:
            well = _ask(library, question, screen, quotes, document) is not None and well
    return well


def _ask(
    library: Library, question: str, screen: Screen, quotes: int, document: str | None = None
) -> Turn | None:
    """Answer one question; None if that failed, which is told."""
    try:
        answer = library.ask(
            checked(question), quotes=quotes, viewer=OPERATOR, who=BY, document=document
        )
    except FootnoteError as error:
        if screen.as_json:
            screen.json({"question": legible(question), "error": str(error)})
        else:
            complain(str(error))
        return None
    screen.answer(answer)
    if not screen.as_json:
        screen.out.print()  # a blank line between two answers
    return Turn(question, tuple(quote.text for quote in answer.quotes))


def talk(
    libraries: Libraries,
    screen: Screen,
    *,
    folder: Path,
    quotes: int,
    library: Library | None = None,
) -> None:
    """Talk until the person ends it: at a prompt, or, piped into, line by line.

    Without a `library` the shared one answers.
    """
    if screen.interactive:
        screen.out.print(GREETING, style="dim")
        with screen.waiting("Loading the model…"):
            libraries.warm()
        read = _prompt(folder / HISTORY_NAME)
    else:
        read = _line
    converse(library or libraries.shared, read, screen, quotes=quotes)


def converse(library: Library, read: Callable[[], str], screen: Screen, *, quotes: int) -> None:
    """Answer what `read` returns until it raises EOFError or returns /quit.

    A follow-up is answered in the light of what was asked before, and what is searched is said.
    """
    turns: list[Turn] = []
    while True:
        try:
            line = read().strip()
        except EOFError:
            return
        except KeyboardInterrupt:
            continue  # at the prompt Ctrl-C gives up the line, not the conversation
        match line:
            case "":
                pass
            case "/quit":
                return
            case "/help":
                screen.out.print(HELP)
            case _ if line.startswith("/"):
                complain(f"There is no command {line.split()[0]}. /help lists them.")
            case _:
                question = follow(turns[-REMEMBERED:], line)
                if question != " ".join(line.split()):
                    screen.out.print(f"Searched for: {show_line(question)}", style="dim")
                if turn := _ask(library, question, screen, quotes):
                    turns.append(turn)


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _prompt(history: Path) -> Callable[[], str]:
    """Reading lines with editing, and with a history that only its owner may read."""
    # Late: only a person at a terminal needs it, and it takes as long as typer and rich together.
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    history.touch(mode=0o600)
    history.chmod(0o600)
    session: PromptSession[str] = PromptSession(history=FileHistory(history))
    return lambda: session.prompt(_PROMPT)
