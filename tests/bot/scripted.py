"""An engine that answers from a script, and the command line in front of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from index.errors import QuestionError, UnknownDocumentError
from index.jobs import NO_ORIGINS
from index.libraries import Libraries
from index.library import NOWHERE, Library
from index.types import (
    STRANGER,
    Answer,
    Changes,
    Citation,
    DocumentInfo,
    Occasion,
    Progress,
    Quote,
    Refusal,
    Report,
    Span,
    Status,
    Viewer,
)

ROOT = Path(__file__).parents[2]
TOKEN = "MTIzNDU2.Gabcde.not-a-real-token"
LAMP = Quote(
    text="Lamps may be returned — “within thirty days”.",
    marked=(Span(31, 42),),
    citation=Citation("a.txt", "a.txt", (), None, None, 1, 2, Span(0, 46), "ab" * 32),
    score=1.5,
)
LAMP_OBJECT = {
    "text": "Lamps may be returned — “within thirty days”.",
    "marked": [[31, 42]],
    "source": "a.txt",
    "title": "a.txt",
    "section": [],
    "page": None,
    "page_label": None,
    "places": [],
    "first_line": 1,
    "last_line": 2,
    "start": 0,
    "end": 46,
    "fingerprint": "ab" * 32,
    "origin": None,
    "score": 1.5,
    "leads": [],
    "also": [],
}
DOCUMENT = DocumentInfo("a.txt", "A", "ab" * 32, 5, 1, 2, 0.0, shared=True)
LAMP_TEXT = "“Lamps may be returned — “within thirty days”.”\na.txt · lines 1–2\n"


@dataclass
class ScriptedLibrary(Library):
    """A library that answers from a script and remembers what it was told to do."""

    calls: list[object] = field(default_factory=list)
    count: int = 1
    raises: BaseException | None = None

    def ask(
        self,
        question: str,
        *,
        quotes: int = 3,
        viewer: Viewer = STRANGER,
        who: str | None = None,
        occasion: Occasion = NOWHERE,
        document: str | None = None,
        min_evidence: float | None = None,
    ) -> Answer:
        self.calls.append(("ask", question, quotes))
        if self.raises:
            raise self.raises
        match question:
            case "long":
                raise QuestionError("The question is too long: 1,001 characters.\nAsk shorter.")
            case "withheld":
                return Answer(question, (), (), 0.5, withheld=1)
            case "none":
                return Answer(question, (), (LAMP,), 0.25)
        return Answer(question, (LAMP,), (), 0.75)

    def add(
        self,
        files: Iterable[tuple[str, bytes]],
        *,
        by: str,
        report: Report | None = None,
        begun: Callable[[int], None] | None = None,
        origins: Mapping[str, str] = NO_ORIGINS,
    ) -> Changes:
        given = list(files)
        self.calls.append(("add", given, by))
        if report:
            report(Progress("Reading", 1, 2, "[a]"))
        refused = tuple(Refusal(s, f"“{s}” is bad.") for s, data in given if data == b"bad")
        return Changes(added=tuple(s for s, data in given if data != b"bad"), refused=refused)

    def remove(self, source: str, *, by: str, purge: bool = False) -> DocumentInfo:
        self.calls.append(("remove", source, by))
        if source != "a.txt":
            raise UnknownDocumentError(f"No document is called “{source}”.")
        return DOCUMENT

    def documents(self, viewer: Viewer = STRANGER) -> list[DocumentInfo]:
        return [DOCUMENT] * self.count

    def rebuild(
        self,
        *,
        by: str,
        report: Report | None = None,
        begun: Callable[[int], None] | None = None,
    ) -> Changes:
        self.calls.append(("rebuild", by))
        return Changes(unchanged=("a.txt",))

    def status(self, viewer: Viewer = STRANGER) -> Status:
        return Status("shared", self.count, 1, 2, 3, None, None)


class ScriptedLibraries(Libraries):
    """One scripted library, and how it was opened and let go."""

    def __init__(self) -> None:
        self.library = ScriptedLibrary()
        self.opened: list[tuple[Path, dict[str, object]]] = []
        self.closed = 0
        self.warmed = 0

    @property
    def shared(self) -> Library:
        return self.library

    def warm(self) -> None:
        self.warmed += 1

    def close(self) -> None:
        self.closed += 1


@dataclass
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


def footnote(*arguments: str, stdin: str | bytes = "") -> Done:
    result = CliRunner().invoke(app, arguments, input=stdin, prog_name="footnote")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return Done(result.exit_code, result.stdout, result.stderr)


def child_environment() -> dict[str, str]:
    """The environment for a process of its own, whose output Python keeps back as it likes to."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**kept, "PYTHONPATH": str(ROOT)}


# A program that runs the command line before the scripted engine, in a process of its own.
PROGRAM = """
import sys
from index.libraries import Libraries
from tests.bot.scripted import ScriptedLibraries
Libraries.open = lambda folder, **settings: ScriptedLibraries()
from bot.cli import main
main()
"""
