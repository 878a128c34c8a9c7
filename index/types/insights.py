"""A server's words, and what its members asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """Words that find one another, as a glossary has them, and the document that says so."""

    forms: tuple[str, ...]
    source: str
    shared: bool = False

    @property
    def line(self) -> str:
        """The line that says so."""
        return " = ".join(self.forms)


@dataclass(frozen=True, slots=True)
class Day:
    """How the questions of one day (UTC, "2026-11-25") went.

    `not_helpful` counts those among them whose answer somebody has marked so by now.
    """

    day: str
    answered: int = 0
    declined: int = 0
    not_helpful: int = 0

    @property
    def asked(self) -> int:
        """How many there were."""
        return self.answered + self.declined


@dataclass(frozen=True, slots=True)
class Quoted:
    """A document, and how many answers quoted it."""

    source: str
    title: str
    answers: int
    shared: bool


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Questions that are alike and that no document answered, newest wording of the most asked.

    `wordings` are all different ones, the most asked first; `answers` name every time that one was
    asked, newest first; `last` is the newest of these moments (seconds since 1970, UTC). `waiting`
    counts who wants to be told.
    """

    wordings: tuple[str, ...]
    answers: tuple[str, ...]
    last: float
    waiting: int = 0

    @property
    def question(self) -> str:
        """What stands for all of them."""
        return self.wordings[0]

    @property
    def asked(self) -> int:
        """How often."""
        return len(self.answers)


@dataclass(frozen=True, slots=True)
class Insights:
    """What was asked of a library in some days, and how it went.

    `days` are all of them, oldest first; `documents` all that can be quoted here, most quoted
    first; `open` the questions that nothing answers yet, whenever they were asked, most asked
    first. `wordless` counts unanswered ones whose words were not kept or had to go.
    """

    days: tuple[Day, ...]
    documents: tuple[Quoted, ...]
    open: tuple[OpenQuestion, ...]
    wordless: int = 0

    @property
    def asked(self) -> int:
        """How many questions there were in these days."""
        return sum(each.asked for each in self.days)

    @property
    def answered(self) -> int:
        """How many of them were answered."""
        return sum(each.answered for each in self.days)

    @property
    def not_helpful(self) -> int:
        """How many answers were marked so."""
        return sum(each.not_helpful for each in self.days)
