"""Reports in, exact messages out."""

from __future__ import annotations

import pytest

from bot.language.speaker import ENGLISH, LANGUAGES, Speaker
from bot.render.reports import (
    changes_messages,
    help_message,
    progress_message,
    rebuilt_messages,
    status_message,
)
from index.types import Changes, DocumentInfo, ModelName, Progress, Refusal, Status

HANDBOOK = DocumentInfo("handbook.md", "Lamp shop *handbook*", "f", 9000, 1, 340, 0.0, False)
PLAIN = DocumentInfo("notes.txt", "notes.txt", "f", 90, 2_000, 1, 0.0, True)
MODEL = ModelName("all-MiniLM-L6-v2", "f" * 64, 384)


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (Changes(added=("a.md",), passages=12, embedded=12), ["Added **a\\.md**: 12 passages."]),
        (
            Changes(changed=("a.md",), passages=1),
            ["Replaced **a\\.md** by the new file: 1 passage."],
        ),
        (Changes(unchanged=("a.md",)), ["**a\\.md** is here already, word for word."]),
        (
            Changes(refused=(Refusal("a.md", "“a.md” is empty. Add a file that holds text."),)),
            ["Not taken: “a\\.md” is empty\\. Add a file that holds text\\."],
        ),
        (Changes(refused=(Refusal("a.md", "Empty."),)), ["Not taken: **a\\.md**: Empty\\."]),
    ],
)
def test_an_addition_is_reported(changes: Changes, messages: list[str]) -> None:
    assert changes_messages(changes, ENGLISH) == messages


def test_a_rebuild_is_reported() -> None:
    refused = (Refusal("b.md", "“b.md”: its original is damaged."),)
    assert rebuilt_messages(
        Changes(unchanged=("a.md",), refused=refused, passages=1200), ENGLISH
    ) == [
        "**The index is rebuilt**: 1 document, 1,200 passages.\n"
        "Not taken: “b\\.md”\\: its original is damaged\\."
    ]
    assert rebuilt_messages(Changes(), ENGLISH) == [
        "This server has no documents of its own to index."
    ]


@pytest.mark.parametrize(
    ("progress", "message"),
    [
        (
            Progress("read", 3, 12, "a.md"),
            "Rebuilding the index: reading documents, 3 of 12 · a\\.md",
        ),
        (Progress("embed", 256, 1024), "Rebuilding the index: embedding passages, 256 of 1,024"),
        (Progress("embed", 0, 0), "Rebuilding the index: embedding passages"),
        (Progress("index", 0, 1), "Rebuilding the index: writing the index"),
        (Progress("new*", 0, 1), "Rebuilding the index: new\\*"),
    ],
)
def test_progress_is_one_line(progress: Progress, message: str) -> None:
    assert progress_message(progress, ENGLISH) == message


def test_the_status_names_both_libraries_and_the_model() -> None:
    own = Status("server-1", 0, 0, 0, 0, None, None)
    shared = Status("shared", 1, 20, 300, 4, MODEL, 1_700_000_000.9)
    assert status_message(own, shared, ENGLISH) == (
        "**This server's library**: empty\n"
        "**Shared library**: 1 document, 20 passages, 300 sentences; "
        "index generation 4, changed <t:1700000000:R>\n"
        "Model: all\\-MiniLM\\-L6\\-v2, 384 dimensions"
    )
    assert status_message(None, own, ENGLISH) == "**Shared library**: empty"


def test_help_marks_what_this_member_may_not_do() -> None:
    text = help_message(
        ENGLISH, in_server=True, may_change=False, needed="the permission Manage Server"
    )
    assert [line for line in text.split("\n") if "needs" in line] == [
        "`/documents add` Add a document, or replace its old version "
        "(needs the permission Manage Server).",
        "`/documents remove` Remove one of this server's documents "
        "(needs the permission Manage Server).",
        "`/index rebuild` Read and index all documents again (needs the permission Manage Server).",
        "`/index rollback` Undo the last rebuild (needs the permission Manage Server).",
        "`/index jobs` and `/index cancel` List additions and rebuilds, or end one "
        "(needs the permission Manage Server).",
        "`/insights` Show what was asked, and which questions nothing answers "
        "(needs the permission Manage Server).",
        "`/glossary list`, `add` and `remove` Keep this server's own synonyms and abbreviations "
        "(needs the permission Manage Server).",
        "`/quality` Measure with the questions whose answers were marked Helpful "
        "(needs the permission Manage Server).",
        "`/settings show` Choose where I answer, who may manage, and how long answers are kept "
        "(needs the permission Manage Server).",
    ]
    may = help_message(
        ENGLISH, in_server=True, may_change=True, needed="the permission Manage Server"
    )
    assert "needs" not in may


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_one_message_whatever_roles_are_called(language: str) -> None:
    say = Speaker(language)
    needed = say("needed-permission-or-role", role="x" * 100)
    text = help_message(say, in_server=True, may_change=False, needed=needed)
    assert text == help_message(
        say, in_server=True, may_change=False, needed=say("needed-permission")
    )
    assert len(text) <= 2000


def test_help_in_a_direct_message_names_only_what_works_there() -> None:
    assert help_message(ENGLISH, in_server=False, may_change=False, needed="") == (
        "**I answer questions in the own words of the shared documents, "
        "and say exactly where they stand.** I make nothing up: if the documents don't say, "
        "I say so.\n"
        "`/ask` Ask a question; `private` shows the answer only to you.\n"
        "Or just write your question here. In a server I know its documents as well."
    )
