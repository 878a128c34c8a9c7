"""An answer that was given can be looked up, judged, waited on, shared and removed, for ever."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from index.errors import AnswerError
from index.libraries import Libraries
from index.types import (
    OPERATOR,
    STRANGER,
    Answer,
    Feedback,
    KeptAnswer,
    Limits,
    Occasion,
    Settled,
    Viewer,
)
from tests.conftest import GARDEN, HANDBOOK, PEAR, OpenLibraries, shown

HERE = Occasion(locale="de", private=False, server=1, channel=7)
UNKNOWN = "This answer is not known here any more. Ask the question again."
REMOVED = "This answer was removed by the one who asked for it. Ask the question again."
ROOM = Viewer(channels=frozenset([7]))


@pytest.fixture
def filled(libraries: Libraries) -> Libraries:
    libraries.shared.add([("garden.txt", GARDEN)], by="ann")
    libraries.server(1).add([("handbook.md", HANDBOOK)], by="ann")
    return libraries


@pytest.fixture
def answer(filled: Libraries) -> Answer:
    return filled.server(1).ask(PEAR, who="discord:5", occasion=HERE)


def refused(message: str) -> pytest.RaisesExc[AnswerError]:
    return pytest.RaisesExc(AnswerError, match=f"^{re.escape(message)}$")


def sources(kept: KeptAnswer) -> list[str]:
    return [each.citation.source for each in shown(kept.answer)]


def test_an_answer_is_found_again_as_it_was_given_after_a_restart(
    filled: Libraries, answer: Answer, open_libraries: OpenLibraries
) -> None:
    filled.close()

    kept = open_libraries().server(1).kept.answered(answer.id, STRANGER)

    assert kept.answer == answer
    assert kept.answer.id == answer.id
    assert [each.citation.library_id for each in shown(kept.answer)] == [
        each.citation.library_id for each in shown(answer)
    ]
    assert kept.numbers == tuple(range(len(shown(answer))))
    assert (kept.library, kept.who, kept.occasion) == ("server-1", "discord:5", HERE)
    assert kept.quote(0) == answer.quotes[0]
    assert kept.quote(9) is None


def test_what_was_only_offered_is_found_as_an_offer(
    filled: Libraries, open_libraries: OpenLibraries
) -> None:
    strict = open_libraries(min_evidence=1.1).server(1)
    offered = strict.ask(PEAR, who="discord:5")

    kept = strict.kept.answered(offered.id, STRANGER)

    assert kept.answer == offered
    assert (kept.answered, kept.answer.quotes) == (False, ())
    assert kept.quote(0) == offered.nearest[0]


def test_where_it_stands_is_noted_after_it_was_kept(filled: Libraries, answer: Answer) -> None:
    filled.server(1).kept.place(answer.id, 8, (100, 101))
    filled.answers.flush()

    kept = filled.server(1).kept.answered(answer.id, STRANGER)
    assert kept.occasion == replace(HERE, channel=8, messages=(100, 101))


def test_an_answer_of_one_library_is_unknown_in_every_other(
    filled: Libraries, answer: Answer
) -> None:
    for library in (filled.shared, filled.server(2)):
        with refused(UNKNOWN):
            library.kept.answered(answer.id, OPERATOR)
        with refused(UNKNOWN):
            library.kept.judge(answer.id, who="eve", helpful=True)
        with refused(UNKNOWN):
            library.kept.ask_to_be_told(answer.id, who="eve")
        with refused(UNKNOWN):
            library.kept.remove(answer.id, by="discord:5", managing=True)
    with refused(UNKNOWN):
        filled.server(1).kept.answered("0" * 16, OPERATOR)


def test_a_private_answer_is_nobody_elses(filled: Libraries) -> None:
    secret = filled.server(1).ask(PEAR, who="discord:5", occasion=replace(HERE, private=True))
    kept = filled.server(1).kept

    assert kept.answered(secret.id, STRANGER, by="discord:5").answer == secret
    with refused(UNKNOWN):
        kept.answered(secret.id, OPERATOR, by="discord:6")


def test_a_document_that_was_limited_since_is_handed_to_those_alone_who_may_see_it(
    filled: Libraries, answer: Answer
) -> None:
    assert "garden.txt" in sources(filled.server(1).kept.answered(answer.id, STRANGER))
    filled.shared.limit("garden.txt", Limits(channels=frozenset([7])), by="ann")

    hidden = filled.server(1).kept.answered(answer.id, STRANGER)
    seen = filled.server(1).kept.answered(answer.id, ROOM)

    left = [n for n, each in enumerate(shown(answer)) if each.citation.source != "garden.txt"]
    assert hidden.numbers == tuple(left)
    assert sources(hidden) == ["handbook.md"] * len(left)
    assert hidden.answered
    assert hidden.quote(0) is None
    assert seen.answer == answer


def test_a_removed_document_takes_its_quotes_out_of_answers_until_it_is_brought_back(
    filled: Libraries, answer: Answer
) -> None:
    kept = filled.server(1).kept
    filled.shared.remove("garden.txt", by="ann")
    assert "garden.txt" not in sources(kept.answered(answer.id, OPERATOR))

    filled.shared.bring_back("garden.txt", by="ann")
    assert kept.answered(answer.id, OPERATOR).answer == answer


def test_purging_a_document_takes_its_words_out_of_the_record(
    filled: Libraries, answer: Answer
) -> None:
    filled.server(1).kept.answered(answer.id, OPERATOR)
    filled.shared.remove("garden.txt", by="ann", purge=True)

    files = b"".join(path.read_bytes() for path in filled.store.folder.glob("library*"))
    assert b"Ambrose Tull" not in files
    filled.shared.add([("garden.txt", GARDEN)], by="ann")
    assert "garden.txt" not in sources(filled.server(1).kept.answered(answer.id, OPERATOR))
    cited = [each.source for each in filled.events() if answer.id in each.what]
    assert cited == [each.citation.source for each in answer.quotes]  # the trail still says so


def test_feedback_is_one_of_each_person_and_can_be_changed(
    filled: Libraries, answer: Answer
) -> None:
    kept = filled.server(1).kept
    first = kept.judge(answer.id, who="bob", helpful=True)
    other = kept.judge(answer.id, who="carl", helpful=True)
    last = kept.judge(answer.id, who="bob", helpful=False, reason=" It is about plums.\n")

    assert first == Feedback(answer.id, "bob", True, "", first.at)
    assert last == Feedback(answer.id, "bob", False, "It is about plums.", last.at)
    assert kept.feedback() == kept.feedback(answer.id) == [other, last]
    assert filled.shared.kept.feedback() == kept.feedback("0" * 16) == []


def test_who_waits_is_asked_for_again_once_after_each_change_until_told(
    filled: Libraries, answer: Answer, open_libraries: OpenLibraries
) -> None:
    kept = filled.server(1).kept
    assert kept.ask_to_be_told(answer.id, who="bob")
    assert not kept.ask_to_be_told(answer.id, who="bob")
    [waiting] = kept.waiting()
    assert (waiting.answer_id, waiting.who, waiting.told) == (answer.id, "bob", None)
    assert kept.to_ask_again() == []

    filled.shared.add([("new.md", b"# New\n\nIt is new here.\n")], by="ann")
    again = open_libraries().server(1).kept  # of another process
    [once] = again.to_ask_again()
    assert replace(once, revision=waiting.revision) == waiting
    again.asked_again(once, told=False)
    assert kept.to_ask_again() == []
    assert kept.waiting() == [once]

    filled.server(1).add([("new.md", b"# New\n\nIt is new there.\n")], by="ann")
    [twice] = kept.to_ask_again()
    kept.asked_again(twice, told=True)
    assert kept.to_ask_again() == kept.waiting() == []
    assert kept.ask_to_be_told(answer.id, who="bob")  # once more


def test_a_removed_answer_is_gone_with_its_words_and_says_so(
    filled: Libraries, answer: Answer
) -> None:
    kept = filled.server(1).kept
    kept.judge(answer.id, who="bob", helpful=True, reason="Ambrose Tull it was.")
    kept.ask_to_be_told(answer.id, who="bob")
    kept.place(answer.id, 7, (100,))
    with refused("Only the one who asked can remove this answer."):
        kept.remove(answer.id, by="discord:6")

    gone = kept.remove(answer.id, by="discord:5")

    assert gone.occasion == replace(HERE, messages=(100,))
    for use in (
        lambda: kept.answered(answer.id, OPERATOR),
        lambda: kept.judge(answer.id, who="bob", helpful=True),
        lambda: kept.ask_to_be_told(answer.id, who="bob"),
        lambda: kept.remove(answer.id, by="discord:5"),
    ):
        with refused(REMOVED):
            use()
    assert (kept.feedback(), kept.waiting()) == ([], [])
    with filled.store.reading() as reader:
        for table in ("answer", "quoted"):
            rows = reader.connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            assert "pear" not in str(rows), table
    last = filled.events()[-1]
    assert (last.library, last.who) == ("server-1", "discord:5")
    assert last.what == f"remove answer {answer.id}"


def test_who_manages_the_server_may_remove_an_answer(filled: Libraries, answer: Answer) -> None:
    filled.server(1).kept.remove(answer.id, by="discord:6", managing=True)

    with refused(REMOVED):
        filled.server(1).kept.answered(answer.id, OPERATOR)


def test_a_shared_answer_is_one_of_its_own_with_what_may_be_seen_there(
    filled: Libraries,
) -> None:
    kept = filled.server(1).kept
    secret = filled.server(1).ask(
        "When is the gate locked, and when does the shop close in the evening?",
        who="discord:5",
        occasion=replace(HERE, private=True),
    )
    assert set(sources(kept.answered(secret.id, OPERATOR))) == {"garden.txt", "handbook.md"}
    filled.shared.limit("garden.txt", Limits(channels=frozenset([8])), by="ann")

    shared = kept.share(kept.answered(secret.id, STRANGER), HERE)

    found = kept.answered(shared.answer.id, OPERATOR, by="anybody")
    assert shared.answer.id != secret.id
    assert found == shared
    assert set(sources(found)) == {"handbook.md"}
    assert (found.who, found.occasion) == ("discord:5", HERE)


def test_an_unanswered_question_is_settled_and_opened_again(
    filled: Libraries, open_libraries: OpenLibraries
) -> None:
    strict = open_libraries(min_evidence=1.1).server(1)
    first, second = (strict.ask(PEAR, who="discord:5") for _ in range(2))

    strict.kept.settle(first.id, Settled.DISMISSED, by="discord:9")
    strict.kept.settle(second.id, Settled.ANSWERED, by="discord:9")
    strict.kept.settle(first.id, Settled.OPEN, by="discord:9")

    assert strict.kept.settled() == {second.id: Settled.ANSWERED}
    assert filled.shared.kept.settled() == {}
    assert [each.what for each in filled.events() if each.who == "discord:9"] == [
        f"settle answer {first.id}: dismissed",
        f"settle answer {second.id}: answered",
        f"settle answer {first.id}: open",
    ]
    with refused(UNKNOWN):
        filled.shared.kept.settle(first.id, Settled.DISMISSED, by="discord:9")
