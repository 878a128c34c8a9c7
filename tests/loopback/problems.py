"""A broken limit, and Discord's form of reporting it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Place = tuple[str | int, ...]

BAD_LENGTH, TOO_LONG, REQUIRED = (
    "BASE_TYPE_BAD_LENGTH",
    "BASE_TYPE_MAX_LENGTH",
    "BASE_TYPE_REQUIRED",
)


@dataclass(frozen=True)
class Problem:
    """One way in which a body breaks a limit."""

    where: Place
    code: str
    message: str

    @property
    def place(self) -> str:
        """Where in the body, with dots."""
        return ".".join(str(step) for step in self.where)


def length(where: Place, text: object, *, most: int, least: int = 0) -> Iterator[Problem]:
    """Check the length of a text; a missing one is wrong only when some length is asked for."""
    if text is None:
        if least:
            yield Problem(where, REQUIRED, "This field is required")
    elif not isinstance(text, str):
        yield Problem(where, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
    elif least and not least <= len(text) <= most:
        yield Problem(where, BAD_LENGTH, f"Must be between {least} and {most} in length.")
    elif len(text) > most:
        yield Problem(where, TOO_LONG, f"Must be {most} or fewer in length.")


def count(where: Place, items: int, *, most: int, least: int = 0) -> Iterator[Problem]:
    """Check how many items a list has."""
    if least and not least <= items <= most:
        yield Problem(where, BAD_LENGTH, f"Must be between {least} and {most} in length.")
    elif items > most:
        yield Problem(where, TOO_LONG, f"Must be {most} or fewer in length.")


def form_errors(problems: Iterable[Problem]) -> Json:
    """Nest problems as Discord nests its errors."""
    errors: Json = {}
    for problem in problems:
        inner = errors
        for step in problem.where:
            inner = inner.setdefault(str(step), {})
        inner.setdefault("_errors", []).append({"code": problem.code, "message": problem.message})
    return errors
