"""The catalogue's files, taken apart."""

from __future__ import annotations

from functools import cache

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.language.speaker import LANGUAGES, catalogue


class _Mentions(Visitor):
    """What a text's pattern names: its variables and the texts that it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()
        self.texts: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.texts.add(node.id.name + (f".{node.attribute.name}" if node.attribute else ""))

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.texts.add(f"-{node.id.name}")


def entries(language: str) -> list[ast.EntryType]:
    """The entries of a file, unreadable ones and comments too."""
    return FluentParser(with_spans=False).parse(catalogue(language)).body


def patterns(language: str) -> list[tuple[str, ast.Pattern]]:
    """Every text of a file in order, by the key under which it is said."""
    found = []
    for entry in entries(language):
        if isinstance(entry, ast.Message | ast.Term):
            key = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
            if entry.value is not None:
                found.append((key, entry.value))
            found += [(f"{key}.{part.id.name}", part.value) for part in entry.attributes]
    return found


@cache
def variables(language: str) -> dict[str, frozenset[str]]:
    """The values that each text wants, those of the texts that it names among them."""
    direct = {}
    for key, pattern in patterns(language):
        mentions = _Mentions()
        mentions.visit(pattern)
        direct[key] = mentions
    return {key: frozenset(_all_variables(key, direct)) for key in direct}


def _all_variables(key: str, direct: dict[str, _Mentions]) -> set[str]:
    found = set(direct[key].variables)
    for named in direct[key].texts:
        found |= _all_variables(named, direct)
    return found


def named_texts() -> set[str]:
    """The texts of English that others are made of."""
    mentions = _Mentions()
    for _, pattern in patterns(LANGUAGES[0]):
        mentions.visit(pattern)
    return mentions.texts
