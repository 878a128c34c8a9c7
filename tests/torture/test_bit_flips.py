"""One bit turned over somewhere: noticed, or without any effect; and no answer is ever wrong."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from index.errors import FootnoteError
from index.libraries import Libraries
from index.record.schema import COLUMNS, columns_of
from tests.conftest import OpenLibraries
from tests.torture import rounds
from tests.torture.made import NAMES, QUESTIONS, assert_right, content, damages, files_of, held

FLIPS = rounds(45, 300)


@pytest.fixture
def filled(open_libraries: OpenLibraries, data: Path) -> dict[str, str]:
    """A library with all that a record can hold, closed and in one file."""
    libraries = open_libraries()
    libraries.shared.add([(name, content(name, 0)) for name in NAMES], by="ann")
    libraries.shared.add([(NAMES[0], content(NAMES[0], 1))], by="ann")
    libraries.shared.rebuild(by="ann")
    libraries.shared.remove(NAMES[1], by="ann")
    for question in QUESTIONS:
        libraries.shared.ask(question, who="ann")
    state = held(libraries)
    libraries.close()
    libraries.store.shrink_log()
    return state


def contents(libraries: Libraries) -> dict[str, list[Any]]:
    """All rows that matter, and what each word is found in."""
    with libraries.store.reading() as reader:
        tables = {
            table: reader.connection.execute(
                f"SELECT {columns_of(table)} FROM {table}"  # noqa: S608
            ).fetchall()
            for table in COLUMNS
        }
        keys = {key for row in tables["passage"] for key in str(row[7]).split()}
        words = [(key, reader.word_places(1, key).tolist()) for key in sorted(keys)]
    return {**tables, "words": words}


def test_every_flipped_bit_is_noticed_or_harmless(
    filled: dict[str, str], data: Path, tmp_path: Path, open_libraries: OpenLibraries
) -> None:
    chance = random.Random(11)  # noqa: S311
    before = open_libraries()
    truth = contents(before)
    before.close()
    whole = tmp_path / "whole"
    shutil.copytree(data, whole)
    noticed = harmless = 0
    kinds = [[data / "library.db"], files_of(data, "originals"), files_of(data, "index")]
    for number in range(FLIPS):
        shutil.rmtree(data)
        shutil.copytree(whole, data)
        path = chance.choice(kinds[number % 3])
        damaged = bytearray(path.read_bytes())
        place = chance.randrange(len(damaged))
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        where = f"{path.name}, byte {place}"
        try:
            libraries = open_libraries()
        except FootnoteError:
            noticed += 1
            continue
        found = damages(libraries)
        for question in QUESTIONS:
            try:
                answer = libraries.shared.ask(question)
            except FootnoteError:
                continue  # told, not answered wrongly
            assert_right(answer, filled)
        if found:
            noticed += 1
        else:
            assert number % 3 == 0, where  # of originals and indexes each byte counts
            assert contents(libraries) == truth, where
            harmless += 1
        libraries.close()
    assert noticed + harmless == FLIPS
    print(f"{FLIPS} flipped bits: {noticed} noticed, {harmless} without effect")  # noqa: T201
