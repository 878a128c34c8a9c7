"""insights, glossary and quality at the terminal, with the real engine."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config import Settings
from index.types import Settled
from tests.bot.lamp_shop import HANDBOOK, HOW_LONG, libraries_in
from tests.bot.scripted import Done, footnote

NIGHTS = "How many nights does the green lantern burn?"
SENTENCE = "A lamp may be returned within thirty days of delivery, in its box."


@pytest.fixture
def answers(home: Path) -> list[str]:
    """A server's library in which two questions were asked: the first was answered, and helped."""
    with libraries_in(home / ".footnote", Settings()) as libraries:
        library = libraries.server(1)
        library.add([("handbook.md", HANDBOOK)], by="ann")
        ids = [library.ask(each, who="ann").id for each in (HOW_LONG, NIGHTS)]
        library.kept.judge(ids[0], who="eve", helpful=True)
        library.kept.ask_to_be_told(ids[1], who="ann")
    return ids


def test_insights_are_printed_drawn_and_settled(home: Path, answers: list[str]) -> None:
    today = datetime.now(UTC).date().isoformat()
    done = footnote("insights", "--server", "1", "--days", "1", "--pictures", "drawn")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:6] == [
        f"{today} to {today} (UTC): 2 asked, 1 answered, 1 not, 0 marked not helpful",
        f"  {today}      1 answered      1 not      0 not helpful",
        "Answers that quote a document:",
        "      1  handbook.md",
        "Questions that no document answers: 1",
        f"  {answers[1]}  {NIGHTS}",
    ]
    assert lines[6].startswith("                    asked 1, last ")
    assert lines[6].endswith(" UTC, 1 waiting")
    assert sorted(each.name for each in (home / "drawn").iterdir()) == [
        "documents.png",
        "questions.png",
    ]
    refused = footnote("insights", "--server", "2", "--dismiss", answers[1])
    assert refused == Done(
        3,
        "",
        f"footnote: No open question has the id {answers[1]}. `footnote insights` shows them.\n",
    )
    found = json.loads(footnote("insights", "--server", "1", "--dismiss", answers[1], "--json").out)
    assert (found["open"], found["wordless"], len(found["days"])) == ([], 0, 30)
    assert found["days"][-1] == {
        "day": today,
        "answered": 1,
        "declined": 1,
        "not_helpful": 0,
        "asked": 2,
    }
    with libraries_in(home / ".footnote", Settings()) as libraries:
        assert libraries.server(1).kept.settled() == {answers[1]: Settled.DISMISSED}


def test_a_glossary_is_kept_a_line_at_a_time(home: Path, answers: list[str]) -> None:
    server = ("--server", "1")
    assert footnote("glossary", "list", *server) == Done(0, "No entries.\n", "")
    assert footnote("glossary", "add", "PTO = vacation", *server) == Done(
        0, "PTO = vacation  (glossary.txt)\n", ""
    )
    assert json.loads(footnote("glossary", "list", *server, "--json").out) == {
        "entries": [{"words": ["PTO", "vacation"], "source": "glossary.txt", "shared": False}]
    }
    assert footnote("glossary", "list").out == "No entries.\n"
    assert footnote("glossary", "remove", "pto", *server).out == "PTO = vacation  (glossary.txt)\n"
    assert footnote("glossary", "remove", "pto", *server) == Done(
        3,
        "",
        "footnote: The glossary has no line “pto”. The list of the glossary shows its lines.\n",
    )


def test_quality_is_printed_beside_the_last_run(home: Path, answers: list[str]) -> None:
    first = footnote("quality", "--server", "1", "--pictures", "drawn")
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[-2:] == [
        "1 questions from answers marked Helpful, 0 from the file.",
        "Answers that helped before are as good as they were.",
    ]
    assert (home / "drawn" / "quality.png").read_bytes().startswith(b"\x89PNG")
    with libraries_in(home / ".footnote", Settings()) as libraries:
        libraries.server(1).remove("handbook.md", by="ann")
        libraries.server(1).add([("sofas.md", b"# Sofas\n\nA sofa is soft.\n")], by="ann")
    second = footnote("quality", "--server", "1")
    assert second.out.splitlines()[-5:] == [
        "  answered     1.000 → 0.000",
        "Answers that helped before and are worse now: 1",
        f"  {HOW_LONG}",
        f"    before: “{SENTENCE}” (handbook.md)",
        "    now: the documents don't say",
    ]
    found = json.loads(footnote("quality", "--server", "1", "--json").out)
    assert found["worse"] == [
        {
            "question": HOW_LONG,
            "before": {"text": SENTENCE, "source": "handbook.md"},
            "now": None,
        }
    ]
