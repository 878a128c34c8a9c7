"""replace, rename, info and export at the terminal, on the lamp shop's documents."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.config import Settings
from index.libraries import Libraries
from index.types import Occasion
from tests.bot.lamp_shop import HANDBOOK, HOW_LONG, TERMS, libraries_in, stock

NEWER = HANDBOOK.replace(b"thirty days", b"sixty days").replace(
    b"## Repairs", b"## Gifts\n\nEvery lamp can be wrapped as a gift.\n\n## Repairs"
)
SERVER = ("--server", "1")


@pytest.fixture
def libraries(home: Path, monkeypatch: pytest.MonkeyPatch) -> Libraries:
    """The lamp shop's, opened once and for all commands; server 1 has the handbook."""
    copytree(stock().name, home / ".footnote")
    opened = libraries_in(home / ".footnote", Settings())
    opened.server(1).add([("handbook.md", HANDBOOK)], by="test")
    monkeypatch.setattr(opened, "close", lambda: None)
    monkeypatch.setattr(Libraries, "open", lambda folder, **settings: opened)
    return opened


def run(*words: str, code: int = 0) -> tuple[str, str]:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, result.output
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "(when)", result.stdout), result.stderr


def texts(libraries: Libraries) -> dict[str, bytes | None]:
    return dict(libraries.server(1).shelf.originals())


def test_a_new_version_says_what_it_changes_and_takes_the_old_ones_place(
    libraries: Libraries, home: Path
) -> None:
    libraries.server(1).ask(HOW_LONG, who="discord:1", occasion=Occasion(server=1))
    (home / "new.md").write_bytes(NEWER)

    checked = (
        "  new        Gifts\n"
        "  changed    Returns\n"
        "  same       1 section\n"
        "  answers    1 of 1 given before are others:\n"
        "    How long may a customer keep a lamp before returning it?\n"
    )
    assert run("replace", "handbook.md", "new.md", "--check", *SERVER) == (checked, "")
    assert texts(libraries)["handbook.md"] == HANDBOOK

    done = f"{checked}changed  handbook.md\n1 changed.\n"
    assert run("documents", "replace", "handbook.md", "new.md", *SERVER) == (done, "")
    assert texts(libraries)["handbook.md"] == NEWER

    out, _ = run("replace", "handbook.md", "new.md", "--json", *SERVER)
    assert json.loads(out)["unchanged"] == ["handbook.md"]


def test_a_new_version_is_a_file_of_the_same_kind_that_can_be_read(
    libraries: Libraries, home: Path
) -> None:
    (home / "new.txt").write_bytes(NEWER)
    (home / "empty.md").write_bytes(b"")
    assert run("replace", "handbook.md", "new.txt", *SERVER, code=3) == (
        "",
        "footnote: “new.txt” can't replace “handbook.md”: a new version ends in .md too. "
        "Add the file and remove the old document.\n",
    )
    assert run("replace", "handbook.md", "none.md", *SERVER, code=3) == (
        "",
        "footnote: none.md can't be read: No such file or directory.\n",
    )
    assert run("replace", "hat.md", "empty.md", *SERVER, code=3) == (
        "",
        "footnote: There is no document “hat.md” in this library. "
        "The list of documents shows the names.\n",
    )
    out, told = run("replace", "handbook.md", "empty.md", *SERVER, code=3)
    assert (out, told) == ("", "footnote: “handbook.md” is empty. Add a file that holds text.\n")
    assert texts(libraries)["handbook.md"] == HANDBOOK


def test_a_document_is_called_otherwise(libraries: Libraries) -> None:
    assert run("rename", "handbook.md", "Guide", *SERVER) == (
        "handbook.md is called Guide.md now.\n",
        "",
    )
    assert texts(libraries) == {"Guide.md": HANDBOOK}
    out, _ = run("rename", "Guide.md", "handbook.md", "--json", *SERVER)
    assert json.loads(out) == {"before": "Guide.md", "after": "handbook.md"}
    assert run("rename", "handbook.md", "..", *SERVER, code=3) == (
        "",
        "footnote: “..” can't be a name. Give one with letters or figures, on one line.\n",
    )


def test_a_document_tells_its_history(libraries: Libraries) -> None:
    libraries.server(1).add([("handbook.md", NEWER)], by="ann")
    assert run("info", "handbook.md", *SERVER) == (
        "handbook.md  Lamp shop handbook\n"
        "  version    (when) UTC  296 B  ann\n"
        "  version    (when) UTC  249 B  test\n"
        "  quoted     in 0 answers\n"
        "  never quoted: 3 of 3 sections\n"
        "    Returns\n"
        "    Gifts\n"
        "    Repairs\n",
        "",
    )
    out, _ = run("info", "handbook.md", "--json", *SERVER)
    told = json.loads(out)
    assert [each["added_by"] for each in told.pop("versions")] == ["ann", "test"]
    assert told == {
        "source": "handbook.md",
        "title": "Lamp shop handbook",
        "answers": 0,
        "sections": 3,
        "unquoted": [
            "Returns",
            "Gifts",
            "Repairs",
        ],
    }


def test_the_originals_are_written_into_an_archive_that_is_never_written_over(
    libraries: Libraries, home: Path
) -> None:
    libraries.server(1).add([("deep/terms.md", TERMS)], by="test")
    assert run("export", "all.zip", *SERVER) == ("all.zip: 2 documents\n", "")
    with ZipFile(home / "all.zip") as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {"deep/terms.md": TERMS, "handbook.md": HANDBOOK}
    before = (home / "all.zip").read_bytes()
    assert run("export", "all.zip", *SERVER, code=3) == (
        "",
        "footnote: all.zip can't be written: is there already.\n",
    )
    assert (home / "all.zip").read_bytes() == before


def test_a_damaged_original_is_told_and_the_others_are_exported(
    libraries: Libraries, home: Path
) -> None:
    library = libraries.server(1)
    library.add([("terms.md", TERMS)], by="test")
    kept = library.shelf.document("terms.md")
    for path in (home / ".footnote").rglob(f"{kept.fingerprint}*"):
        path.chmod(0o600)
        path.write_bytes(b"other")
    out, _ = run("export", "all.zip", "--json", *SERVER, code=3)
    assert json.loads(out) == {"file": "all.zip", "documents": 1, "damaged": ["terms.md"]}
    with ZipFile(home / "all.zip") as archive:
        assert archive.namelist() == ["handbook.md"]
