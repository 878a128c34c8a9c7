"""What is loaded, when, and how often."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import EmptyLibraryError
from index.libraries import Libraries
from index.record import CatalogRow, Reader
from tests.conftest import GARDEN, PEAR, OpenLibraries


def test_warming_up_makes_a_lost_index_again(
    libraries: Libraries, open_libraries: OpenLibraries, data: Path
) -> None:
    libraries.server(7).add([("garden.txt", GARDEN)], by="ann")
    [file] = (data / "index").iterdir()
    whole = file.read_bytes()
    file.unlink()

    again = open_libraries()
    again.warm()
    again.server(7).wait_until_mended()

    assert file.read_bytes() == whole


def test_documents_are_listed_once_for_all_questions_between_two_changes(
    libraries: Libraries, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[int] = []
    catalog = Reader.catalog

    def noted(self: Reader, library_id: int) -> list[CatalogRow]:
        listed.append(library_id)
        return catalog(self, library_id)

    libraries.shared.add([("garden.txt", GARDEN)], by="ann")
    monkeypatch.setattr(Reader, "catalog", noted)
    for _ in range(3):
        libraries.shared.ask(PEAR)
    assert len(listed) == 1
    libraries.shared.remove("garden.txt", by="ann")
    with pytest.raises(EmptyLibraryError):
        libraries.shared.ask(PEAR)
    assert len(listed) == 2
