"""What is kept about people is shown to them, ends after a time, and is forgotten on a word."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.doctor import examine
from index.embed import Encoder
from index.errors import AnswerError, FootnoteError
from index.evaluate import read_feedback
from index.kept import LET_GO, UNKEPT
from index.libraries import Libraries
from index.library import Library
from index.types import OPERATOR, Answer, Limits, Occasion, Settled, Severity
from tests.conftest import GARDEN, HANDBOOK, PEAR, RETURNS, shown

ANN, BOB = "discord:5", "discord:55"
DAY = 86_400.0
HERE = Occasion(locale="de", server=1, channel=7)
SECRET = "Ann thinks the pear is about her boss"


@pytest.fixture
def library(libraries: Libraries) -> Library:
    libraries.shared.add([("garden.txt", GARDEN)], by=BOB)
    libraries.server(1).add([("handbook.md", HANDBOOK)], by=ANN)
    return libraries.server(1)


@pytest.fixture
def answer(library: Library) -> Answer:
    """Ann's, whom it helped; Bob says why not, and waits."""
    given = library.ask(PEAR, who=ANN, occasion=HERE)
    library.kept.judge(given.id, who=ANN, helpful=True, reason=SECRET)
    library.kept.judge(given.id, who=BOB, helpful=True, reason="Yes.")
    library.kept.ask_to_be_told(given.id, who=BOB)
    library.kept.settle(given.id, Settled.DISMISSED, by=ANN)
    return given


def refused(message: str) -> pytest.RaisesExc[AnswerError]:
    return pytest.RaisesExc(AnswerError, match=f"^{re.escape(message)}$")


def days(kept: int) -> Callable[[str], int]:
    return lambda _: kept


def on_disk(libraries: Libraries, *words: str) -> list[str]:
    """Those of some words that any file of the data folder holds."""
    files: list[Path] = [path for path in libraries.store.folder.rglob("*") if path.is_file()]
    data = b"\n".join(path.read_bytes() for path in files)
    return [each for each in words if each.encode() in data]


def assert_sound(libraries: Libraries, encoder: Encoder) -> None:
    found = examine(libraries.store, encoder, deep=True)
    assert [each for each in found if each.severity is not Severity.FINE] == []


def assert_gone(libraries: Libraries, library: Library, answer: Answer, who: str) -> None:
    """No way leads back to an answer, its question and who asked."""
    kept = library.kept
    for use in (
        lambda: kept.answered(answer.id, OPERATOR),
        lambda: kept.judge(answer.id, who=who, helpful=True),
        lambda: kept.ask_to_be_told(answer.id, who=who),
        lambda: kept.remove(answer.id, by=who),
    ):
        with refused(LET_GO):
            use()
    assert (kept.feedback(), kept.waiting(), kept.turns(7, OPERATOR)) == ([], [], [])
    typed = library.suggest(PEAR[:9], viewer=OPERATOR, channels=lambda _: True)
    assert PEAR not in typed
    with pytest.raises(FootnoteError, match="No answer of the library server-1 was marked"):
        read_feedback(library)
    quoted = [each for each in libraries.events() if answer.id in each.what]
    assert {each.who for each in quoted} <= {"", "forgotten", BOB}
    assert len(quoted) >= len(shown(answer))  # what was quoted stays in the trail


def test_an_answer_is_let_go_of_after_its_time_and_not_before(
    libraries: Libraries, library: Library, answer: Answer, encoder: Encoder
) -> None:
    now = time.time()
    assert libraries.privacy.due(days(90), now=now + 89 * DAY) == {}
    assert libraries.privacy.let_go(days(90), now=now + 89 * DAY) == {}
    assert libraries.privacy.let_go(days(0), now=now + 900 * DAY) == {}
    assert library.kept.answered(answer.id, OPERATOR).answer.question == PEAR

    assert libraries.privacy.due(days(90), now=now + 91 * DAY) == {"server-1": 1}
    assert libraries.privacy.let_go(days(90), now=now + 91 * DAY) == {"server-1": 1}

    assert libraries.privacy.let_go(days(90), now=now + 91 * DAY) == {}
    assert_gone(libraries, library, answer, ANN)
    assert on_disk(libraries, PEAR, SECRET) == []
    assert next(each for each in libraries.events() if each.what.startswith("settle")).who == (
        "forgotten"
    )
    assert_sound(libraries, encoder)


def test_the_copy_of_an_upgrade_goes_after_thirty_days(
    libraries: Libraries, library: Library
) -> None:
    copy = libraries.store.folder / "library-format-4.db"
    copy.write_bytes(SECRET.encode())
    made = copy.stat().st_mtime

    libraries.privacy.let_go(days(0), now=made + 29 * DAY)
    assert copy.exists()
    libraries.privacy.let_go(days(0), now=made + 31 * DAY)
    assert not copy.exists()


def test_feedback_and_waits_end_after_their_own_time_on_younger_answers(
    libraries: Libraries, library: Library, answer: Answer
) -> None:
    now = time.time()
    with libraries.store.writing() as writer:
        writer.update("answer", (answer.id,), at=now + 50 * DAY)

    assert libraries.privacy.let_go(days(90), now=now + 91 * DAY) == {}

    assert (library.kept.feedback(), library.kept.waiting()) == ([], [])
    assert library.kept.answered(answer.id, OPERATOR).answer.question == PEAR


def test_each_library_keeps_for_its_own_time(libraries: Libraries, library: Library) -> None:
    here = library.ask(PEAR, who=ANN)
    there = libraries.shared.ask(PEAR, who=ANN)

    kept = {"server-1": 30, "shared": 0}
    gone = libraries.privacy.let_go(kept.__getitem__, now=time.time() + 31 * DAY)

    assert gone == {"server-1": 1}
    with refused(LET_GO):
        library.kept.answered(here.id, OPERATOR)
    assert libraries.shared.kept.answered(there.id, OPERATOR).answer == there


def test_somebody_is_forgotten_in_all_libraries_and_nobody_else(
    libraries: Libraries, library: Library, answer: Answer, encoder: Encoder
) -> None:
    mine = libraries.shared.ask(PEAR, who=BOB)
    with libraries.store.writing() as writer:
        writer.record(0, "doctor", f"found damaged in answer: {ANN} {BOB}", None, None)
    (libraries.store.folder / "library-format-4.db").write_bytes(SECRET.encode())

    counts = libraries.privacy.forget(ANN)

    assert counts == {
        "questions": 1,
        "feedback": 1,
        "waiting": 0,
        "files": 1,
        "jobs": 1,
        "changes": 2,
    }
    assert_gone(libraries, library, answer, ANN)
    assert on_disk(libraries, f"{ANN}\x00", SECRET) == []
    assert not (libraries.store.folder / "library-format-4.db").exists()
    assert [[each.what, each.who] for each in libraries.events() if "damaged" in each.what] == [
        [f"found damaged in answer: forgotten {BOB}", "doctor"]
    ]
    assert library.documents(OPERATOR)[0].added_by == "forgotten"
    assert not any(libraries.privacy.show(ANN).values())
    assert libraries.shared.kept.answered(mine.id, OPERATOR).who == BOB
    assert len(libraries.privacy.show(BOB)["questions"]) == 1
    assert set(libraries.privacy.forget(ANN).values()) == {0}
    assert_sound(libraries, encoder)


def test_all_that_is_kept_is_shown_in_ones_own_words_without_quotes(
    libraries: Libraries, library: Library, answer: Answer
) -> None:
    library.limit("handbook.md", Limits(roles=frozenset([3])), by=BOB)
    other = library.ask(RETURNS, who=ANN)
    library.kept.remove(other.id, by=ANN)

    kept = libraries.privacy.show(ANN)

    plain = [
        {name: value for name, value in each.items() if name not in ("at", "removed")}
        for each in kept["questions"]
    ]
    where = {"locale": "de", "private": False, "server": 1, "channel": 7, "messages": ()}
    nowhere = {"locale": "", "private": False, "server": None, "channel": None, "messages": ()}
    assert plain == [
        {
            **{"answer": answer.id, "library": "server-1", "question": PEAR},
            **{"answered": answer.answered, "occasion": where},
        },
        {
            **{"answer": other.id, "library": "server-1", "question": ""},
            **{"answered": other.answered, "occasion": nowhere},
        },
    ]
    assert [(each["helpful"], each["reason"]) for each in kept["feedback"]] == [(True, SECRET)]
    assert kept["waiting"] == []
    assert [each["size"] for each in kept["files"]] == [len(HANDBOOK)]
    assert [(each["kind"], each["state"]) for each in kept["jobs"]] == [("add", "done")]
    assert [(each["what"], each["document"]) for each in kept["changes"]] == [
        ("add", "handbook.md"),
        (f"settle answer {answer.id}: dismissed", None),
        (f"remove answer {other.id}", None),
    ]
    assert libraries.privacy.show("discord:6") == {kind: [] for kind in kept}


def test_no_words_of_questions_are_kept_where_that_is_switched_off(
    libraries: Libraries, library: Library, answer: Answer
) -> None:
    library.settings.put({"keep_questions": False}, by=BOB)
    assert libraries.privacy.forget_questions("server-1", by=BOB) == 1

    spelled = library.ask("When did the paer tree blosom?", who=ANN, occasion=HERE)

    for given in (answer, spelled):
        kept = library.kept.answered(given.id, OPERATOR)
        assert (kept.answer.question, kept.answer.read_as) == ("", ())
        assert (kept.answer.quotes, kept.answer.nearest) == (given.quotes, given.nearest)
        with refused(UNKEPT):
            library.kept.ask_to_be_told(given.id, who=ANN)
    assert library.kept.waiting() == []
    assert library.kept.turns(7, OPERATOR) == []
    assert on_disk(libraries, PEAR, "paer", "blosom") == []
    with pytest.raises(FootnoteError, match="No answer of the library server-1 was marked"):
        read_feedback(library)
    assert libraries.shared.ask(PEAR, who=ANN).question == PEAR
    assert len(libraries.privacy.show(ANN)["questions"]) == 3
    assert libraries.privacy.show(ANN)["questions"][2]["question"] == PEAR
