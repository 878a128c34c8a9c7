"""Documents' names, from Discord to the library and back."""

from __future__ import annotations

import pytest

from bot.names import choices, resolve, source_name
from bot.render.markdown import units
from index.types import DocumentInfo


def info(source: str, title: str = "", *, shared: bool = False) -> DocumentInfo:
    return DocumentInfo(source, title or source, "f", 1, 1, 1, 0.0, shared)


@pytest.mark.parametrize(
    ("filename", "title", "source"),
    [
        ("handbook.md", None, "handbook.md"),
        ("../../etc/passwd.txt", None, "passwd.txt"),
        ("C:\\docs\\notes.txt", None, "notes.txt"),
        ("Cafe\u0301.md", None, "Café.md"),
        ("a\u202etxt.exe\u202c.md", None, "atxt.exe.md"),
        ("  two \n words .md", None, "two words.md"),
        ("a" * 300 + ".md", None, "a" * 117 + ".md"),
        ("noending", None, "noending"),
        ("\u200b.md", None, "document.md"),
        ("", None, "document"),
        ("_.md", "報告 2026", "報告 2026.md"),
        ("Resume.md", "Résumé.md", "Résumé.md"),
    ],
)
def test_a_file_gets_a_name_that_can_be_shown(
    filename: str, title: str | None, source: str
) -> None:
    assert source_name(filename, title) == source


def test_choices_are_the_servers_own_documents() -> None:
    documents = [info("a.md", "Lamps"), info("b.md"), info("c.md", shared=True)]
    assert choices(documents, "") == [("a.md", "a.md"), ("b.md", "b.md")]


def test_choices_begin_with_what_was_typed_and_then_contain_it() -> None:
    documents = [
        info("old lamps.md"),
        info("x.md", "All about LAMPS"),
        info("Lamps.md"),
        info("y.md"),
    ]
    assert [sent for _, sent in choices(documents, " lamp ")] == [
        "Lamps.md",
        "old lamps.md",
        "x.md",
    ]


def test_choices_keep_discords_limits_and_lead_back() -> None:
    long = [info("報" * 40 + f"{number:03}" + "👍" * 30 + ".md") for number in range(40)]
    offered = choices(long, "")
    assert len(offered) == 25
    assert all(1 <= units(text) <= 100 for choice in offered for text in choice)
    assert [resolve(long, sent) for _, sent in offered] == [each.source for each in long[:25]]


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("handbook.md", "handbook.md"),
        (" handbook.md ", "handbook.md"),
        ("HANDBOOK.MD", "handbook.md"),
        ("lamp shop", "handbook.md"),
        ("twice", "twice"),
        ("shared.md", "shared.md"),
        ("nothing of this name", "nothing of this name"),
        ("", ""),
    ],
)
def test_free_text_finds_the_one_document_it_can_mean(typed: str, source: str) -> None:
    documents = [
        info("handbook.md", "Lamp shop"),
        info("a.md", "Twice"),
        info("b.md", "Twice"),
        info("shared.md", "Shared", shared=True),
    ]
    assert resolve(documents, typed) == source


def test_a_source_comes_before_a_title() -> None:
    assert resolve([info("a.md", "b.md"), info("b.md", "a.md")], "A.md") == "a.md"
