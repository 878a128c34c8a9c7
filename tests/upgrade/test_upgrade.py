"""The data folder of an earlier release keeps every document, limit and answer.

Each `format-N.zip` was made by the code that wrote format N, at its command line: the documents
below, one of them in two versions; from format 3 on a server's documents too, one limited, one
shared document removed; and `answers.jsonl`, what was answered then. Format 5 has settings and a
glossary of the server too, and an opinion and a wait of one member.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from index.doctor import examine
from index.embed import Encoder
from index.library import Library
from index.record import SCHEMA_VERSION
from index.types import OPERATOR, STRANGER, Limits, Severity, Standing, Viewer
from tests.conftest import OpenLibraries, assert_stands

FOLDER = Path(__file__).parent
FERRY = (
    "# Ferry timetable\r\n\r\n## Summer\r\n\r\nThe first ferry leaves the north pier at **six\r\n"
    "forty** in the morning. It sails on “every working day”.\r\n\r\n## Winter\r\n\r\n"
    "In winter the ferry doesn’t sail before eight. Bicycles travel free of charge.\r\n"
).encode()
MILL = (
    b"The Mill\n\nThe mill on the river was re-\nbuilt in 1891 by the carpenter Edda Holm. It "
    b"grinds rye on\nThursdays.\n\nVisitors must not touch the wheel.\n"
)
PIER = b"# Pier rules\n\nFishing from the pier is allowed after midnight.\n"
KEYS = b"# Keys\n\nThe key of the boat house hangs behind the clock.\n"
WAGES = b"# Wages\n\nA deckhand earns 21 crowns an hour.\n"
QUAY = b"quay = pier\n"
ALL = {"ferry.md": FERRY, "mill.txt": MILL, "pier.md": PIER, "keys.md": KEYS, "wages.md": WAGES}
ALL["glossary.txt"] = QUAY
CHOSEN = {
    "channels": ["5", "6"],
    "keep_days": 36500,
    "language": "de",
    "managers": ["99"],
    "silence": "strict",
}
REBUILT = "Who rebuilt the mill?"


@pytest.fixture(params=[2, 3, 4, 5])
def made(request: pytest.FixtureRequest, data: Path) -> tuple[int, list[dict[str, Any]]]:
    """An earlier release's data folder: its format, and what it answered."""
    number = int(request.param)
    data.mkdir(mode=0o700)
    with ZipFile(FOLDER / f"format-{number}.zip") as packed:
        packed.extractall(data)
    answers = data / "answers.jsonl"
    then = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    answers.unlink()
    for path in (data, *data.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return number, then


def sources(library: Library, viewer: Viewer = OPERATOR) -> list[str]:
    return sorted(each.source for each in library.documents(viewer))


def test_an_earlier_release_s_folder_keeps_all_it_holds(
    made: tuple[int, list[dict[str, Any]]],
    data: Path,
    open_libraries: OpenLibraries,
    encoder: Encoder,
) -> None:
    number, then = made
    libraries = open_libraries(min_evidence=0.3)
    shared, server = libraries.shared, libraries.server(12)
    assert (data / f"library-format-{number}.db").exists() == (number < SCHEMA_VERSION)
    with libraries.store.reading() as reader:
        assert reader.version() == SCHEMA_VERSION

    # Every document, byte for byte, where it was and as limited as it was.
    if number > 2:
        assert sources(shared) == ["ferry.md", "pier.md"]
        shared.bring_back("mill.txt", by="test")
        words = ["glossary.txt"] if number > 4 else []
        open_to_all = sorted(["ferry.md", "keys.md", "mill.txt", "pier.md", *words])
        assert sources(server) == [*open_to_all, "wages.md"]
        assert sources(server, STRANGER) == open_to_all
        [wages] = [each for each in server.documents(OPERATOR) if each.source == "wages.md"]
        assert wages.limits == Limits(roles=frozenset({99}))
    assert sources(shared) == ["ferry.md", "mill.txt", "pier.md"]
    for document in server.documents(OPERATOR):
        assert libraries.store.original(document.fingerprint) == ALL[document.source]

    # Every question is answered by the sentences that answered it then, and they stand.
    assert len(then) == (3 if number == 2 else 4)
    for before in then:
        library = server if "boat house" in before["question"] else shared
        now = library.ask(before["question"], quotes=3, viewer=STRANGER)
        assert now.answered == before["answered"]
        for quote in now.quotes:
            assert_stands(quote, ALL[quote.citation.source])
        if before["answered"]:
            assert now.quotes[0].text.split(".")[0] == before["quotes"][0]["text"].split(".")[0]
    [found] = shared.ask(REBUILT, quotes=1).quotes
    assert found.text.startswith("The mill on the river was rebuilt in 1891 by")
    assert_stands(found, MILL)

    # So does what a server has chosen, and what people thought of answers and wait for.
    if number > 4:
        assert server.settings.all() == CHOSEN
        assert [each.line for each in server.glossary.entries()] == ["quay = pier"]
        [opinion] = shared.kept.feedback()
        assert (opinion.answer_id, opinion.who) == (then[0]["id"], "discord:7")
        assert (opinion.helpful, opinion.reason) == (True, "It says so.")
        assert [each.answer_id for each in shared.kept.waiting()] == [then[2]["id"]]

    # Every answer that was kept is still there, and from format 4 on it is checked word for word.
    if number > 2:
        with libraries.store.reading() as reader:
            rows = [(row[0], row[4]) for row in reader.rows("answer", "true ORDER BY at", ())]
        assert rows[: len(then)] == [(each["id"], each["question"]) for each in then]
    if number > 3:
        for before in then:
            giver = libraries.of_answer(before["id"])
            assert giver is not None
            kept = giver.kept.answered(before["id"], OPERATOR, by="terminal")
            shown = kept.answer.quotes or kept.answer.nearest
            said = before["quotes"] or before["nearest"]
            assert [each.text for each in shown] == [each["text"] for each in said]
            assert {giver.sources.check(each).standing for each in shown} == {Standing.UNCHANGED}

    # And it is as whole as a folder made today, before and after it is changed.
    for again in (False, True):
        if again:
            shared.rebuild(by="test")
            server.add([("new.md", b"# New\n\nThe new boat is red.\n")], by="test")
        found_wrong = [
            each.what
            for each in examine(libraries.store, encoder, deep=True)
            if each.severity is not Severity.FINE
        ]
        assert found_wrong == []
