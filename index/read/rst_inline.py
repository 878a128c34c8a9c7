"""The marks of reStructuredText inside of a paragraph, which are not the author's words. Pure."""

from __future__ import annotations

import re

from index.types import Span

BEFORE = r"(?<![^\s'\"(\[{<\-/:‘“’«„])"  # what may stand before a mark that opens
AFTER = r"(?![^\s'\")\]}>\-/:.,;!?\\’”»“])"  # and after one that closes
INLINE = re.compile(
    rf"(?P<escape>\\(?:\s|(?=\S)))"
    rf"|{BEFORE}(?P<open>``)(?=\S)(?:[^`]|`(?!`))+(?P<close>``){AFTER}"
    rf"|{BEFORE}(?P<role>(?::[a-zA-Z][\w.+:-]{{0,60}}:)?_?`)(?=[^`\s])"
    rf"(?P<words>[^`]+)(?P<tick>`_{{0,2}}){AFTER}"
    rf"|{BEFORE}(?P<strong>\*\*)(?=\S)(?:[^*]|\*(?!\*))+(?P<strongend>\*\*){AFTER}"
    rf"|{BEFORE}(?P<stress>\*)(?=[^*\s])[^*]+(?P<stressend>\*){AFTER}"
    rf"|\[[^\]\s\[]+\](?P<footnote>_){AFTER}"
    rf"|(?<![\w.+:-])[^\W_]++(?:[.+:_-][^\W_]++)*+(?P<reference>__?){AFTER}"
)
MARKS = tuple(name for name in INLINE.groupindex if name not in ("role", "words", "tick"))
TARGET = re.compile(r"(?<=\S)\s*<[^<>]+>$")
ROLES_FIRST = "~!"  # what a role's text may begin with, to show less of it or no link


def find_marks(text: str, span: Span) -> tuple[Span, ...]:
    """Where marks stand in a block, in order: of emphasis, code, roles, links and escapes."""
    found: list[Span] = []
    for match in INLINE.finditer(text, span.start, span.end):
        if match["words"]:
            found += _link_marks(match)
        else:
            found += [Span(*match.span(group)) for group in MARKS if match[group]]
    return tuple(found)


def count_targets(text: str, span: Span) -> int:
    """How many links in a block say where they lead to, which is not read."""
    if "<" not in text[span.start : span.end]:
        return 0
    links = (match["words"] for match in INLINE.finditer(text, span.start, span.end))
    return sum(bool(words and TARGET.search(words)) for words in links)


def _link_marks(match: re.Match[str]) -> list[Span]:
    """The marks of a role or link: all but the words that are shown."""
    start, end = match.span("words")
    found = [Span(*match.span("role"))]
    if ":" in match["role"] and match["words"][0] in ROLES_FIRST:
        found = [Span(match.start("role"), start + 1)]
    target = TARGET.search(match["words"])
    if target:
        found.append(Span(start + target.start(), match.end("tick")))
    else:
        found.append(Span(end, match.end("tick")))
    return found
