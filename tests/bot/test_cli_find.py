"""`footnote find` before the real engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.libraries import Libraries
from tests.bot.lamp_shop import libraries_in
from tests.bot.scripted import footnote


@pytest.fixture
def garden(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.config import Settings

    def real(folder: Path, **_: object) -> Libraries:
        return libraries_in(folder, Settings())

    with real(home / ".footnote") as libraries:
        text = b"The pear tree was plan-\nted in 1742.\n\nThe key of the gate has the number K-7.\n"
        libraries.shared.add([("garden.txt", text)], by="test")
    monkeypatch.setattr(Libraries, "open", real)


@pytest.mark.usefixtures("garden")
def test_exact_words_are_found_in_the_terminal() -> None:
    done = footnote("find", "k-7")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "“The key of the gate has the number K-7.”\ngarden · line 4\ngarden.txt\n\n"
        "1 place in 1 document.\n"
    )
    done = footnote("find", "the", "--most", "1")
    assert done.out.splitlines()[-1] == "2 places in 1 document, 1–1 shown."


@pytest.mark.usefixtures("garden")
def test_nothing_found_has_an_exit_code() -> None:
    done = footnote("find", "chandelier")
    assert (done.code, done.out) == (1, "“chandelier” stands nowhere.\n")


@pytest.mark.usefixtures("garden")
def test_what_is_found_as_json() -> None:
    done = footnote("find", "planted", "--json")
    found = json.loads(done.out)
    (place,) = found.pop("places")
    assert found == {"query": "planted", "total": 1, "documents": 1, "first": 1, "withheld": 0}
    assert (place["text"], place["marked"], place["first_line"], place["last_line"]) == (
        "The pear tree was planted in 1742.",
        [[18, 25]],
        1,
        2,
    )
