"""Many ask while documents come, go and are indexed again."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from index.libraries import Libraries
from index.types import Answer
from tests.conftest import assert_stands, shown
from tests.torture import rounds
from tests.torture.made import KNOWN, NAMES, QUESTIONS, VERSIONS, content

ASKED = rounds(1000, 10_000)
THREADS = 8


def test_questions_during_changes_are_answered_rightly(libraries: Libraries) -> None:
    shared = libraries.shared
    shared.add([(name, content(name, 0)) for name in NAMES], by="ann")
    over = Event()

    def ask(seed: int) -> list[Answer]:
        chance = random.Random(seed)  # noqa: S311
        return [shared.ask(chance.choice(QUESTIONS)) for _ in range(ASKED // THREADS)]

    def change() -> int:
        chance, changes = random.Random(99), 0  # noqa: S311
        while not over.is_set():
            name = chance.choice(NAMES)
            shared.add([(name, content(name, chance.randrange(VERSIONS)))], by="bob")
            if chance.random() < 0.3:
                shared.rebuild(by="bob")
            if chance.random() < 0.2:
                shared.remove(name, by="bob")
            changes += 1
        return changes

    with ThreadPoolExecutor(THREADS + 1) as threads:
        changing = threads.submit(change)
        asking = [threads.submit(ask, seed) for seed in range(THREADS)]
        try:
            answers = [answer for each in asking for answer in each.result()]
        finally:
            over.set()
        assert changing.result() > 0

    assert len(answers) == ASKED
    for answer in answers:
        assert answer.withheld == 0
        assert answer.quotes
        for quote in shown(answer):
            assert_stands(quote, KNOWN[quote.citation.fingerprint])
        versions = {(quote.citation.source, quote.citation.fingerprint) for quote in shown(answer)}
        assert len(versions) == len({source for source, _ in versions}), "two states in one answer"
