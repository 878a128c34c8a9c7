"""The terminal: standard input and output, colours, widths, a progress bar."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

from bot.faults import OutputError, complain
from bot.render.json import answer_to_dict
from bot.render.terminal import show_answer, show_line, withheld
from index.errors import QuestionError
from index.types import Answer, Progress

if TYPE_CHECKING:
    from index.types import Report


class _Console(Console):
    """A console that leaves a closed pipe to `guarded`, which knows the exit code."""

    def on_broken_pipe(self) -> None:
        """Raise again what rich is handling when it calls this."""
        raise


class Screen:
    """Standard output and standard error of one command; `as_json` prints objects, one a line."""

    def __init__(self, *, as_json: bool = False) -> None:
        for stream in (sys.stdin, sys.stdout):
            if isinstance(stream, io.TextIOWrapper):
                # Documents hold any character; what isn't UTF-8 is met in `checked`.
                stream.reconfigure(
                    encoding="utf-8",
                    errors="surrogateescape" if stream is sys.stdin else "strict",
                )
        self.as_json = as_json
        self.out = _Console(highlight=False, markup=False, emoji=False)
        self.err = _Console(highlight=False, markup=False, emoji=False, stderr=True)

    @property
    def interactive(self) -> bool:
        """Whether a person sits here."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def answer(self, answer: Answer) -> None:
        """Print an answer."""
        if self.as_json:
            self.json(answer_to_dict(answer))
            if answer.withheld:
                complain(withheld(answer.withheld))
        else:
            with _writing():
                self.out.print(show_answer(answer))

    def report(self, seen: RenderableType, exact: Mapping[str, object]) -> None:
        """Print a report: `seen` for people, `exact` for programs."""
        if self.as_json:
            self.json(exact)
        else:
            with _writing():
                # Not wrapped: a name broken over two lines can't be copied.
                self.out.print(seen, soft_wrap=True)

    def json(self, value: Mapping[str, object]) -> None:
        """Print one object on one line, at once."""
        line = json.dumps(value, ensure_ascii=False, allow_nan=False)
        with _writing():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

    def lines(self, lines: Iterable[str]) -> None:
        """Print lines, each with its own end, as they are."""
        with _writing():
            sys.stdout.writelines(lines)
            sys.stdout.flush()

    @contextmanager
    def progress(self) -> Iterator[Report | None]:
        """A bar on standard error while long work goes on; nothing if nobody watches."""
        if not self.err.is_terminal:
            yield None
            return
        bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[detail]}", style="dim", markup=False),
            console=self.err,
            transient=True,
        )
        task = bars.add_task("", total=None, detail="")

        def report(progress: Progress) -> None:
            bars.update(
                task,
                description=progress.stage,
                completed=progress.done,
                total=progress.total,
                detail=show_line(progress.detail),
            )

        with bars:
            yield report

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """A spinner on standard error while short work goes on; nothing if nobody watches."""
        if not self.err.is_terminal:
            yield
            return
        with self.err.status(what):
            yield


@contextmanager
def _writing() -> Iterator[None]:
    """Tell a full disk from a bug; a closed pipe is left to `guarded`."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"The output can't be written: {error.strerror}. Send it somewhere else."
        ) from error


def checked(question: str) -> str:
    """The question, if it is text.

    Raises:
        QuestionError: it holds bytes that aren't UTF-8 (which Python hands over as surrogates).
    """
    try:
        question.encode()
    except UnicodeEncodeError:
        raise QuestionError(
            f"The question {legible(question)!r} isn't valid UTF-8. Set the terminal to UTF-8."
        ) from None
    return question


def legible(question: str) -> str:
    """The question with U+FFFD where it isn't UTF-8, so that it can be printed."""
    return question.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
