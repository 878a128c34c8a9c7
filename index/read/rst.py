"""reStructuredText: the file as it is, and the blocks that its marks and indentation form.

Lines of the text are lines of the file. Headings have levels in the order in which their
underlinings appear. List items lose bullets and keep numbers; a term and its definition, a field
and a row of a simple table are blocks; literal blocks and other tables are code. Text in
directives that only frame it (notes, warnings, descriptions of functions) is read; other
directives, comments, link targets and substitutions are not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from index.layout import line_starts
from index.read.encoding import decode_guess
from index.read.format import Extracted
from index.read.html import page_notes
from index.read.rst_inline import find_marks
from index.types import Block, BlockKind, Span

TAB = 8
ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1+")
SHORTEST_RULE = 4  # characters: shorter ones underline nothing but a shorter title
EXPLICIT = re.compile(r"\.\.(?:\s+|$)")
DIRECTIVE = re.compile(r"\.\.\s+(?P<name>[a-zA-Z][\w.+:-]*?)\s?::(?:\s+|$)")
FOOTNOTE = re.compile(r"\.\.\s+\[[^\]\s]+\]\s+")
TARGET = re.compile(r"\.\.\s+_|__\s")
SUBSTITUTION = re.compile(r"\.\.\s+\|")
FIELD = re.compile(r":[^:\s`][^:`]*:(?:\s+|$)")
BULLET = re.compile(r"(?:[-*+•‣⁃]|#\.|\(#\))(?:\s+|$)")
NUMBER = re.compile(r"(?:\(?(?:\d+|[a-zA-Z]|[ivxlcdmIVXLCDM]+)[.)])\s+")
TABLE = re.compile(r"=+(?:\s+=+)+")
RULE = re.compile(r"[=-]+(?:\s+[=-]+)*")
GRID = re.compile(r"\+[-=+]+\+")
CODE = frozenset("code code-block sourcecode parsed-literal literalinclude doctest testcode".split())
CODE |= {"productionlist", "math", "prompt", "highlights-code"}
# Directives that frame text, whose first line may be part of it.
FRAMES = frozenset(
    "note warning tip important hint caution danger error attention admonition seealso topic "
    "sidebar rubric epigraph pull-quote highlights compound container versionadded "
    "versionchanged deprecated deprecated-removed glossary centered hlist".split()
)
# Directives that describe what their first line names.
NAMES = frozenset(
    "function method class classmethod staticmethod attribute data exception decorator "
    "describe object option cmdoption envvar confval program module property type macro "
    "member enum struct opcode pdbcommand".split()
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: where it starts and ends in the text, its words, and how far they are indented."""

    start: int
    end: int
    words: str
    indent: int

    @property
    def first(self) -> int:
        """Where its words start."""
        return self.end - len(self.words)
