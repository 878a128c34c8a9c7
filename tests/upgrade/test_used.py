"""The data folder of an earlier release that was in use: opinions, waits, settings, work left.

Each `used-N.zip` was made by the code that wrote format N: the documents below, those of a server
limited in part; five answers, which `then.json` holds: one with opinions of two members, a private
one, two of questions that no document answers, on which their askers wait, and one that its asker
removed; from format 5 on settings, a line of a glossary and a question put aside. A document was
being collected when the process was killed, and a rebuild of the shared documents waits.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from index.doctor import examine
from index.embed import Encoder
from index.errors import RemovedAnswerError, UnknownAnswerError
from index.jobs import CUT_SHORT
from index.store import Store
from index.types import (
    OPERATOR,
    Changes,
    Feedback,
    JobState,
    Limits,
    Occasion,
    Severity,
    Standing,
    Viewer,
)
from tests.conftest import OpenLibraries, assert_stands
from tests.upgrade.test_upgrade import FERRY, KEYS, PIER, WAGES

FOLDER = Path(__file__).parent
THERE = Viewer(frozenset({6}))
DECKHANDS = Viewer(frozenset({6}), frozenset({99}))
WHARF = b"wharf = pier\n"


@pytest.fixture(params=[4, 5])
def used(request: pytest.FixtureRequest, data: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    """The folder's format, and what was answered then."""
    data.mkdir(mode=0o700)
    with ZipFile(FOLDER / f"used-{request.param}.zip") as packed:
        packed.extractall(data)
    then = json.loads((data / "then.json").read_text("utf-8"))["answers"]
    (data / "then.json").unlink()
    for path in (data, *data.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return int(request.param), then


def test_opinions_waits_and_what_was_chosen_are_kept(
    used: tuple[int, dict[str, dict[str, Any]]], open_libraries: OpenLibraries, encoder: Encoder
) -> None:
    number, then = used
    libraries = open_libraries(min_evidence=0.3)
    server = libraries.server(12)
    ids = {name: each["id"] for name, each in then.items()}

    # Answers stand word for word, for those who may read them; what was removed stays so.
    for name, who, viewer in (
        ("helped", "discord:7", THERE),
        ("private", "discord:8", DECKHANDS),
    ):
        kept = server.kept.answered(ids[name], viewer, by=who)
        assert (kept.answer.question, kept.who) == (then[name]["question"], who)
        assert [each.text for each in kept.answer.quotes] == then[name]["quotes"]
        for quote in kept.answer.quotes:
            assert server.sources.check(quote).standing is Standing.UNCHANGED
    assert server.kept.answered(ids["helped"], THERE).occasion == Occasion(
        "de", private=False, server=12, channel=6, messages=(101, 102)
    )
    with pytest.raises(UnknownAnswerError):
        server.kept.answered(ids["private"], DECKHANDS, by="discord:7")
    with pytest.raises(RemovedAnswerError):
        server.kept.answered(ids["removed"], THERE, by="discord:8")

    # So do opinions and waits. Of what was removed nothing is left.
    opinions = sorted(server.kept.feedback(), key=lambda each: each.who)
    assert opinions == [
        Feedback(ids["helped"], "discord:7", True, "", opinions[0].at),
        Feedback(ids["helped"], "discord:8", False, "The clock was moved.", opinions[1].at),
    ]
    waiting = {(each.answer_id, each.who) for each in server.kept.waiting()}
    assert waiting == {(ids["waits"], "discord:7"), (ids["dismissed"], "discord:8")}
    left = [each.question for each in server.questions.open()]
    put_aside = [then["dismissed"]["question"]] if number == 4 else []
    assert sorted(left) == sorted([then["waits"]["question"], *put_aside])
    if number == 5:
        chosen = {"channels": ["6"], "keep_days": 365, "language": "fr"}
        assert server.settings.all() == chosen
        assert [each.line for each in server.glossary.entries()] == ["wharf = pier"]

    # A question is answered as it was, and whoever waits is told when a document answers.
    [quote] = server.ask(then["helped"]["question"], quotes=1, viewer=THERE).quotes
    assert quote.text == then["helped"]["quotes"][0]
    assert_stands(quote, KEYS)
    server.add([("basin.md", b"# Basin\n\nThe harbour basin is nine metres deep.\n")], by="test")
    again = {(each.answer_id, each.who) for each in server.kept.to_ask_again()}
    assert again == waiting
    assert server.ask(then["waits"]["question"], viewer=THERE).answered
    assert _wrong(libraries.store, encoder) == [
        f"Job {number - 1} (add, library server-12) has done 0 of 1 files, and nobody works on it.",
        f"Job {number} (rebuild, library shared) has done 0 of 1 files, and nobody works on it.",
    ]


def test_work_that_was_left_goes_on(
    used: tuple[int, dict[str, dict[str, Any]]], open_libraries: OpenLibraries, encoder: Encoder
) -> None:
    number, _ = used
    libraries = open_libraries(min_evidence=0.3)
    shared, server = libraries.shared, libraries.server(12)
    collected, rebuilt = libraries.resume(lambda _: None)
    first = number - 1  # of what was left
    assert (collected[0].id, collected[0].kind, collected[0].library) == (first, "add", server.name)
    assert collected[1] == Changes(
        added=("pier.md",), passages=1, embedded=1, passages_of={"pier.md": 1}
    )
    assert (rebuilt[0].id, rebuilt[0].kind, rebuilt[0].library) == (
        *(first + 1, "rebuild", shared.name),
    )
    known = {each.id: (each.state, each.note) for each in libraries.jobs.known()}
    assert (known[first], known[first + 1]) == ((JobState.DONE, CUT_SHORT), (JobState.DONE, ""))
    stored = {
        each.source: (libraries.store.original(each.fingerprint), each.limits)
        for each in server.documents(OPERATOR)
    }
    everyone = Limits()
    assert stored == {
        "ferry.md": (FERRY, everyone),
        "keys.md": (KEYS, everyone),
        "pier.md": (PIER, everyone),
        "wages.md": (WAGES, Limits(roles=frozenset({99}))),
        **({"glossary.txt": (WHARF, everyone)} if number == 5 else {}),
    }
    assert libraries.resume(lambda _: None) == []
    assert _wrong(libraries.store, encoder) == []


def _wrong(store: Store, encoder: Encoder) -> list[str]:
    found = examine(store, encoder, deep=True)
    return [each.what for each in found if each.severity is not Severity.FINE]
