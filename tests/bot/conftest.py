"""Fixtures of the tests of the terminal's commands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.libraries import Libraries
from index.read import guard
from tests.bot.scripted import ScriptedLibraries


def forget_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave nothing in the environment of what whoever runs the tests has set."""
    for name in os.environ:
        if name.startswith(("FOOTNOTE_", "DISCORD_")):
            monkeypatch.delenv(name)


@pytest.fixture(scope="package", autouse=True)
def _guarded() -> Iterator[None]:
    """A system that can guard readers by everything, whatever the one that runs the tests can."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "missing_protections", tuple)
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and no settings but the defaults."""
    forget_settings(monkeypatch)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def libraries(home: Path, monkeypatch: pytest.MonkeyPatch) -> ScriptedLibraries:
    scripted = ScriptedLibraries()

    def scripted_open(folder: Path, **settings: object) -> ScriptedLibraries:
        scripted.opened.append((folder, settings))
        return scripted

    monkeypatch.setattr(Libraries, "open", scripted_open)
    return scripted
