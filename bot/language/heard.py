"""An English sentence of the library → the same in somebody's language. Pure.

The library knows no front end and no language but English, and keeps its sentences in the record
(why a file was refused, why a job failed). So they are recognized here, by the catalogue's texts
whose keys begin with `error-`.
"""

from __future__ import annotations

import re
from functools import cache

from fluent.syntax import FluentParser, ast

from bot.language.speaker import ENGLISH, Speaker, Value, catalogue

PREFIX = "error-"
NUMBERS = frozenset({"count", "most", "pages", "seconds", "size"})  # values that are numbers
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_REASON = "reason"  # the value that is a sentence itself, or what is left of one
KINDS = frozenset({"kind", "expected"})  # values that name a kind of file: “a picture”


def is_known(sentence: str) -> bool:
    """Whether the catalogue has a sentence of the library."""
    return any(pattern.fullmatch(sentence) for _, pattern in _patterns())


def in_language(sentence: str, say: Speaker) -> str:
    """Say a sentence of the library in a language; one that is not known stays English."""
    if say is ENGLISH:
        return sentence
    for key, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            return say(key, **{name: _value(name, found[name], say) for name in found.groupdict()})
    return sentence


def _value(name: str, text: str, say: Speaker) -> Value:
    """A value as it is said in the other language."""
    if name == _REASON or name in KINDS:
        return in_language(text, say)
    if name not in NUMBERS:
        return text
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every sentence that is known, with its values as groups."""
    entries = FluentParser(with_spans=False).parse(catalogue(ENGLISH.language)).body
    return tuple(
        (each.id.name, re.compile(_pattern(each.value), re.DOTALL))
        for each in entries
        if isinstance(each, ast.Message) and each.id.name.startswith(PREFIX) and each.value
    )


def _pattern(text: ast.Pattern) -> str:
    parts = []
    for part in text.elements:
        if isinstance(part, ast.TextElement):
            parts.append(re.escape(part.value))
        elif isinstance(part.expression, ast.VariableReference):
            name = part.expression.id.name
            form = _NUMBER if name in NUMBERS else ".+" if name == _REASON else "[^“”]+?"
            parts.append(f"(?P<{name}>{form})")
    return "".join(parts)
