"""Damaged FAISS files: none gets as far as FAISS, and answers stay what they were."""

from __future__ import annotations

import random

import pytest

from index.errors import StoreError
from index.generation import read_segment
from tests.conftest import OpenLibraries
from tests.torture import rounds
from tests.torture.made import NAMES, QUESTIONS, content

CASES = rounds(600, 6000)
ASKED_EVERY = 60


def damage(chance: random.Random, data: bytes) -> bytes:
    """Cut off, with bits turned over, a page lost, a header word changed, or all at random."""
    changed = bytearray(data)
    match chance.randrange(5):
        case 0:
            return data[: chance.randrange(len(data))]
        case 1:
            for _ in range(chance.randint(1, 8)):
                changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case 2:
            start = chance.randrange(len(data))
            changed[start : start + 4096] = bytes(len(changed[start : start + 4096]))
        case 3:
            start = 4 * chance.randrange(16)
            changed[start : start + 4] = chance.randbytes(4)
        case _:
            return chance.randbytes(len(data))
    return bytes(changed)


def test_damaged_files_are_noticed_and_built_again(open_libraries: OpenLibraries) -> None:
    libraries = open_libraries()
    libraries.shared.add([(name, content(name, 0)) for name in NAMES], by="ann")
    before = {question: libraries.shared.ask(question) for question in QUESTIONS}
    chance = random.Random(3)  # noqa: S311
    for number in range(CASES):
        with libraries.store.reading() as reader:
            row = reader.library("shared")
            assert row is not None
            made = reader.generation(row.id, row.generation)
            assert made is not None
            path = libraries.store.index_path(row.id, made.sha256)
            whole = path.read_bytes()
            changed = damage(chance, whole)
            if changed == whole:
                continue
            path.write_bytes(changed)
            with pytest.raises(StoreError, match="was damaged"):
                read_segment(libraries.store, reader, row)
        if number % ASKED_EVERY:
            path.write_bytes(whole)
            continue
        question = chance.choice(QUESTIONS)
        again = open_libraries()
        answer = again.shared.ask(question)
        assert answer.by_words
        assert answer.quotes[0] == before[question].quotes[0]
        assert again.shared._live._mending is not None
        again.shared._live._mending.join()
        assert again.shared.ask(question) == before[question]
        assert path.read_bytes() == whole  # the same vectors give the same file
        again.close()
