"""The terminal's commands with the real engine and the real model, on made-up documents."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from index import library
from tests.bot.conftest import forget_settings
from tests.bot.scripted import Done, child_environment, footnote

HANDBOOK = (
    "# Lamp shop handbook\r\n"
    "\r\n"
    "## Returns\r\n"
    "\r\n"
    "A lamp may be returned within **thirty\r\n"
    "days** of delivery, “in its box”.\r\n"
    "\r\n"
    "## Opening hours\r\n"
    "\r\n"
    "The shop opens at nine in the morning and closes at six in the evening.\r\n"
).encode()
QUESTION = "How long may a customer keep a lamp before sending it back?"
START = HANDBOOK.decode().index("A lamp may")
QUOTE = {
    "text": "A lamp may be returned within thirty days of delivery, “in its box”.",
    "marked": [[30, 41]],
    "source": "shop/handbook.md",
    "title": "Lamp shop handbook",
    "section": ["Returns"],
    "page": None,
    "page_label": None,
    "places": [],
    "first_line": 5,
    "last_line": 6,
    "start": START,
    "end": START + 73,
    "fingerprint": sha256(HANDBOOK).hexdigest(),
    "origin": None,
    "leads": [],
    "also": [],
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one document, filled once and copied for each test."""
    folder = tmp_path_factory.mktemp("filled")
    lay_out(folder / "docs")
    with pytest.MonkeyPatch.context() as patch:
        forget_settings(patch)
        patch.chdir(folder)
        assert footnote("--data", "data", "add", "docs") == Done(
            0, "added    shop/handbook.md\n1 added.\n", ""
        )
    return folder / "data"


@pytest.fixture
def data(filled: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the filled data folder where the settings look for it; one quote an answer."""
    monkeypatch.setenv("FOOTNOTE_QUOTES", "1")
    monkeypatch.setenv("FOOTNOTE_SILENCE", "0")  # what is measured elsewhere
    shutil.copytree(filled, home / ".footnote")
    return home / ".footnote"


def lay_out(folder: Path, handbook: bytes = HANDBOOK) -> None:
    (folder / "shop").mkdir(parents=True, exist_ok=True)
    (folder / "shop" / "handbook.md").write_bytes(handbook)


def parsed(line: str) -> tuple[dict[str, object], list[float]]:
    """An answer's object without its numbers, and the numbers: the engine may weigh anew."""
    found = json.loads(line)
    numbers = [found.pop("evidence"), found.pop("confidence")]
    numbers += [quote.pop("score") for quote in (*found["quotes"], *found["nearest"])]
    assert all(isinstance(number, float) for number in numbers)
    return found, numbers


def test_a_question_is_answered_word_for_word_with_its_place(data: Path) -> None:
    assert footnote("ask", QUESTION) == Done(
        0,
        "“A lamp may be returned within thirty days of delivery, “in its box”.”\n"
        "Lamp shop handbook › Returns · lines 5–6\n"
        "shop/handbook.md\n",
        "",
    )


def test_an_answer_as_json(data: Path) -> None:
    done = footnote("ask", "--json", QUESTION)
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 1)
    found, numbers = parsed(done.out)
    assert len(str(found.pop("id"))) == 16
    assert found == {
        "question": QUESTION,
        "answered": True,
        "by_words": False,
        "quotes": [QUOTE],
        "nearest": [],
        "differences": [],
        "read_as": [],
    }
    assert 0 < numbers[0] < 1


def test_what_the_documents_do_not_say(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_SILENCE", "1")
    done = footnote("ask", QUESTION)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("The documents don't say.\n\nNearest passages:\n1. “A lamp may be ")
    done = footnote("ask", QUESTION, "--json")
    assert done.code == 1
    found, _ = parsed(done.out)
    assert (found["answered"], found["quotes"]) == (False, [])
    assert isinstance(found["nearest"], list)
    assert found["nearest"][0] == QUOTE


def test_questions_from_standard_input(data: Path) -> None:
    done = footnote("ask", "-", "--json", stdin=f"{QUESTION}\n\n{'x' * 1001}\n?\n")
    assert (done.code, done.err) == (3, "")
    first, *others = done.out.splitlines()
    assert parsed(first)[0]["quotes"] == [QUOTE]
    assert [json.loads(line) for line in others] == [
        {
            "question": "x" * 1001,
            "error": "The question has 1001 characters; at most 1000 are read. "
            "Ask it in fewer words.",
        },
        {
            "question": "?",
            "error": "The question is empty. Ask in a few words or a whole sentence.",
        },
    ]


def test_a_document_is_added_changed_and_removed(data: Path, home: Path) -> None:
    lay_out(home / "docs")
    (home / "docs" / "note.txt").write_text("The cellar is locked at night.\n")
    assert footnote("add", "docs").out == "added    note.txt\n1 added, 1 unchanged.\n"
    assert footnote("add", "docs").out == "2 unchanged.\n"
    lay_out(home / "docs", HANDBOOK.replace(b"thirty", b"forty"))
    assert footnote("add", "docs").out == "changed  shop/handbook.md\n1 changed, 1 unchanged.\n"
    assert "within forty days" in footnote("ask", QUESTION).out
    assert footnote("rebuild").out == "2 unchanged.\n"
    listed = json.loads(footnote("list", "--json").out)["documents"]
    assert [(each["source"], each["title"], each["size"]) for each in listed] == [
        ("note.txt", "note", 31),
        ("shop/handbook.md", "Lamp shop handbook", len(HANDBOOK) - 1),
    ]
    assert footnote("remove", "shop/handbook.md") == Done(
        0, "removed  shop/handbook.md\n1 removed.\n", ""
    )
    done = footnote("remove", "shop/handbook.md")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("footnote: There is no document “shop/handbook.md” ")
    assert done.err.count("\n") == 1
    state = json.loads(footnote("status", "--json").out)
    assert (state["library"], state["documents"], state["passages"]) == ("shared", 1, 1)
    assert state["model"]["name"] == "all-MiniLM-L6-v2"


def test_files_that_cannot_be_documents_are_refused_and_the_rest_is_added(
    data: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_MAX_FILE_MIB", "1")
    files = {
        "binary.txt": b"\x00\x01\x02\xff" * 100,
        "empty.md": b"",
        "large.txt": b"A long word. " * 100_000,
        "picture.png": b"\x89PNG\r\n\x1a\n",
        "note.txt": b"The cellar is locked at night.",
    }
    (home / "docs").mkdir()
    for name, content in files.items():
        (home / "docs" / name).write_bytes(content)
    done = footnote("add", "docs", "--json")
    assert (done.code, done.err) == (3, "")
    found = json.loads(done.out)
    assert found["added"] == ["note.txt"]
    assert [refusal["source"] for refusal in found["refused"]] == [
        "binary.txt",
        "empty.md",
        "large.txt",
        "picture.png",
    ]
    for refusal, why in zip(
        found["refused"], ("", "empty", "too large: 1.2 MiB", "unknown type (.png)"), strict=True
    ):
        assert f"“{refusal['source']}” " in refusal["reason"]
        assert why in refusal["reason"]
    done = footnote("add", "docs/note.txt", "nowhere.txt")
    assert done == Done(
        3, "", "footnote: No such file or folder: nowhere.txt. Nothing was added.\n"
    )


@pytest.mark.parametrize("command", [("ask", QUESTION), ("chat",)])
def test_an_empty_library_says_what_to_do(home: Path, command: tuple[str, ...]) -> None:
    done = footnote(*command, stdin="how?\n")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("footnote: The")
    assert "footnote add" in done.err
    assert done.err.count("\n") == 1


def test_a_damaged_original_is_withheld_and_said(data: Path) -> None:
    (original,) = (path for path in (data / "originals").rglob("*") if path.is_file())
    original.chmod(0o600)
    original.write_bytes(HANDBOOK.replace(b"thirty", b"ninety"))
    done = footnote("ask", QUESTION)
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        "2 quotes were withheld: they no longer stand in the stored documents. Run\n"
        "`footnote rebuild` to read the documents again.\n"
    )


def test_an_unexpected_error_in_the_engine_is_a_line_and_a_log(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **settings: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(library, "search_for", broken)
    log = data / "footnote.log"
    assert footnote("ask", QUESTION) == Done(
        70,
        "",
        "footnote: this is a bug in Footnote: ZeroDivisionError: division by zero. "
        f"The full story is in {log}\n",
    )
    assert "Traceback (most recent call last):" in log.read_text(encoding="utf-8")


def test_the_installed_command_and_the_module_answer_a_piped_question(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        env=child_environment(),
        input=f"{QUESTION}\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "“A lamp may be returned within thirty days of delivery, “in its box”.”\n"
        "Lamp shop handbook › Returns · lines 5–6\n"
        "shop/handbook.md\n"
        "\n"
    )
