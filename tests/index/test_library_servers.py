"""Servers apart from each other, and questions that go on during everything."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest

from index.libraries import Libraries
from index.library import Library
from index.types import OPERATOR, Answer, Changes, Progress
from tests.conftest import (
    GARDEN,
    HANDBOOK,
    PEAR,
    PEAR_QUOTE,
    RETURNS,
    OpenLibraries,
    assert_all_stand,
    assert_stands,
    shown,
)

ADD_AND_STOP = """
import sys
from pathlib import Path
from index import build
from index.libraries import Libraries

folder, stage, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def stop(word):
    print(word, flush=True)
    sys.stdin.readline()

def report(progress):
    if (progress.stage, progress.done) == (stage, number):
        stop("here")

def save_and_stop(store, *arguments):
    digest = save_index(store, *arguments)
    if stage == "index":
        stop("here")
    return digest

build.SAVED_TOGETHER = 1
save_index, build.Store.save_index = build.Store.save_index, save_and_stop
libraries = Libraries.open(folder, model="all-MiniLM-L6-v2", min_evidence=0, max_file_bytes=9**9)
libraries.warm()
stop("ready")
files = [(path.name, path.read_bytes()) for path in map(Path, sys.argv[4:])]
libraries.shared.add(files, by="the one that is killed", report=report)
"""


def started(arguments: list[str]) -> subprocess.Popen[str]:
    """Another Python that runs the first of the arguments with the others."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(child: subprocess.Popen[str]) -> str:
    """The next line that a process printed."""
    assert child.stdout is not None
    return child.stdout.readline().rstrip("\n")


def silent(progress: Progress) -> None:
    """Report to nobody."""


def random_file(chance: random.Random, secret: str) -> bytes:
    """A made-up document about things called by a secret word."""
    things = ["lamp", "gate", "pear tree", "harbour", "office", "key", "winter coat"]
    sentences = [
        f"The {chance.choice(things)} of {secret} is {chance.choice(things)} number "
        f"{chance.randint(1, 99)}."
        for _ in range(chance.randint(2, 12))
    ]
    return f"# About {secret}\n\n{' '.join(sentences)}\n".encode()


@pytest.mark.parametrize("seed", range(2))
def test_a_servers_documents_are_found_in_that_server_alone(
    seed: int, libraries: Libraries
) -> None:
    chance = random.Random(seed)  # noqa: S311
    words = {
        libraries.shared: "zarnok",
        libraries.server(1): "quivel",
        libraries.server(2): "brump",
    }
    files: dict[Library, dict[str, bytes]] = {}
    for library, word in words.items():
        # Names are the same in all, so a mix-up would have something to mix up.
        files[library] = {f"{n}.md": random_file(chance, word) for n in range(chance.randint(2, 4))}
        library.add(list(files[library].items()), by="ann")

    for library, word in words.items():
        may_see = {word, "zarnok"}
        known = {
            sha256(content).hexdigest(): content
            for each in {library, libraries.shared}
            for content in files[each].values()
        }
        listed = library.documents()
        assert {each.fingerprint for each in listed} == set(known)
        assert {each.title for each in listed} == {f"About {each}" for each in may_see}
        assert [each.shared for each in listed] == sorted(each.shared for each in listed)
        assert library.status().documents == len(files[library])
        for asked in words.values():
            for question in (f"Which number has the lamp of {asked}?", f"About {asked}"):
                answer = library.ask(question, quotes=9)
                assert answer.quotes
                for quote in answer.quotes:
                    assert_stands(quote, known[quote.citation.fingerprint])
                    assert quote.citation.title in {f"About {each}" for each in may_see}


def test_what_another_server_holds_changes_no_answer(libraries: Libraries) -> None:
    libraries.shared.add([("garden.txt", GARDEN)], by="ann")
    libraries.server(1).add([("handbook.md", HANDBOOK)], by="ann")
    questions = (PEAR, RETURNS, "What is brump?")
    before = [libraries.server(1).ask(question) for question in questions]

    libraries.server(2).add([("handbook.md", HANDBOOK)], by="bob")
    libraries.server(2).add([("x.md", random_file(random.Random(0), "brump"))], by="bob")  # noqa: S311

    assert [libraries.server(1).ask(question) for question in questions] == before
    libraries.server(2).remove("handbook.md", by="bob")
    libraries.server(2).rebuild(by="bob")
    assert [libraries.server(1).ask(question) for question in questions] == before


def test_a_server_may_hold_a_document_of_the_name_of_a_shared_one(libraries: Libraries) -> None:
    mine = GARDEN.replace(b"1742", b"1842")
    libraries.shared.add([("garden.txt", GARDEN)], by="ann")

    assert libraries.server(1).add([("garden.txt", mine)], by="bob").added == ("garden.txt",)

    found = libraries.server(1).documents()
    assert [(each.shared, each.fingerprint) for each in found] == [
        (False, sha256(mine).hexdigest()),
        (True, sha256(GARDEN).hexdigest()),
    ]
    years = {"1742": GARDEN, "1842": mine}
    for quote in libraries.server(1).ask(PEAR, quotes=2).quotes:
        [year] = [each for each in years if each in quote.text]
        assert_stands(quote, years.pop(year))
    assert years == {}
    libraries.server(1).remove("garden.txt", by="bob")
    assert PEAR_QUOTE in libraries.server(1).ask(PEAR).quotes[0].text
    assert len(libraries.shared.documents()) == 1


def test_questions_are_answered_during_additions_and_rebuilds(libraries: Libraries) -> None:
    versions = [GARDEN, GARDEN.replace(b"1742", b"1842"), GARDEN.replace(b"Ambrose", b"Agatha")]
    known = {sha256(content).hexdigest(): content for content in (*versions, HANDBOOK)}
    libraries.shared.add([("handbook.md", HANDBOOK)], by="ann")
    server = libraries.server(1)
    server.add([("garden.txt", versions[0])], by="ann")
    over = Event()

    def ask(question: str) -> list[Answer]:
        answers = [server.ask(question, quotes=4)]
        while not over.is_set():
            answers.append(server.ask(question, quotes=4))
        return answers

    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(ask, (PEAR, RETURNS)[number % 2]) for number in range(8)]
        try:
            for content in (*versions[1:], *versions):
                server.add([("garden.txt", content)], by="ann")
                server.rebuild(by="ann")
            libraries.shared.remove("handbook.md", by="ann")
            libraries.shared.add([("handbook.md", HANDBOOK)], by="ann")
        finally:
            over.set()
        answers = [answer for each in asked for answer in each.result(timeout=60)]

    assert len(answers) >= 16
    for answer in answers:
        assert answer.withheld == 0
        assert answer.quotes
        for quote in answer.quotes:
            assert_stands(quote, known[quote.citation.fingerprint])
        [*gardens] = {
            each.citation.fingerprint
            for each in answer.quotes
            if each.citation.source == "garden.txt"
        }
        assert len(gardens) <= 1, "an answer mixes two states of the library"


def test_many_threads_may_change_a_library_at_once(libraries: Libraries) -> None:
    def add(number: int) -> Changes:
        content = b"# Shelf\n\nOn this shelf stands vase number %d.\n" % number
        return libraries.server(number % 2).add([(f"{number}.md", content)], by="ann")

    with ThreadPoolExecutor(8) as threads:
        assert [each.added for each in threads.map(add, range(8))] == [
            (f"{number}.md",) for number in range(8)
        ]

    for server in (0, 1):
        documents = libraries.server(server).documents()
        assert [each.source for each in documents] == [f"{n}.md" for n in range(server, 8, 2)]
        assert libraries.server(server).status(OPERATOR).generation >= 1
        # Where nothing says number 6, shelves that differ in their numbers are shown together.
        quote = libraries.server(server).ask("Where is vase number 6?", quotes=1).quotes[0]
        assert (quote.citation.source == "6.md") == (server == 0)


def test_processes_that_are_killed_while_they_add_leave_the_last_whole_state(
    libraries: Libraries, open_libraries: OpenLibraries, data: Path, tmp_path: Path
) -> None:
    newer = HANDBOOK.replace(b"thirty", b"sixty")
    files = {"garden.txt": GARDEN, "handbook.md": newer}
    libraries.shared.add([("handbook.md", HANDBOOK)], by="ann")
    before = [libraries.shared.ask(question) for question in (PEAR, RETURNS)]
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(tmp_path / name) for name in files]
    stages = [("embed", "0"), ("index", "9")]  # before all is added, and before it is indexed
    with ExitStack() as stack:
        children = [
            stack.enter_context(started([ADD_AND_STOP, str(data), *stage, *paths]))
            for stage in stages
        ]
        for child in children:
            assert said(child) == "ready"
        for child, added in zip(children, (False, True), strict=True):
            assert child.stdin is not None
            print(file=child.stdin, flush=True)
            assert said(child) == "here"
            if not added:
                assert libraries.resume(silent) == []  # somebody is at work
            child.send_signal(signal.SIGKILL)
            assert child.wait() == -signal.SIGKILL
            for each in (libraries, open_libraries()):
                answers = [each.shared.ask(question) for question in (PEAR, RETURNS)]
                assert (answers == before) == (not added)
                assert each.shared.status(OPERATOR).generation == 1

    [(left, changes)] = libraries.resume(silent)

    assert (left.id, left.who, left.total, left.done) == (2, "the one that is killed", 2, 0)
    assert changes == Changes(unchanged=("garden.txt", "handbook.md"))
    assert libraries.shared.status(OPERATOR).generation == 2
    assert libraries.resume(silent) == []
    for each in (libraries, open_libraries()):
        for question, part in ((PEAR, PEAR_QUOTE), (RETURNS, "may be returned within sixty days")):
            answer = each.shared.ask(question)
            assert part in answer.quotes[0].text
            assert_all_stand(answer, files)
        assert all("thirty" not in quote.text for quote in shown(each.shared.ask(RETURNS)))
