"""add, remove, list, rebuild and status: what is typed in, what is printed out."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from bot.files import Files
from index.errors import UnreadableError
from index.read import check_size, guard, read_document
from index.read.guard import missing_protections
from tests.bot.scripted import Done, ScriptedLibraries, footnote

MIB = 1024 * 1024


def lay_out(home: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_add_takes_files_by_name_and_folders_by_path(
    libraries: ScriptedLibraries, home: Path
) -> None:
    lay_out(
        home,
        {
            "docs/b.md": b"B\r\n",
            "docs/a/z.txt": b"Z",
            "docs/a.txt": b"A",
            "docs/.hidden": b"x",
            "docs/.git/a.md": b"x",
            "far/away/note.md": b"N",
            "far/.dot.md": b"D",
        },
    )
    done = footnote(
        "add", "docs", "far/away/note.md", "far/.dot.md", str(home / "docs" / "a.txt"), "docs/"
    )
    assert done == Done(
        0,
        "added    .dot.md\nadded    a.txt\nadded    a/z.txt\nadded    b.md\nadded    note.md\n"
        "5 added.\n",
        "",
    )
    files = [
        (".dot.md", b"D"),
        ("a.txt", b"A"),
        ("a/z.txt", b"Z"),
        ("b.md", b"B\r\n"),
        ("note.md", b"N"),
    ]
    assert libraries.library.calls == [("add", files, "terminal")]


def refusal(source: str, size: int) -> str:
    """The engine's sentence about a file of that size, with a limit of 1 MiB."""
    with pytest.raises(UnreadableError) as caught:
        if size < 100 * MIB:
            read_document(source, b"\0" * size, limit=MIB)
        else:
            check_size(source, size, MIB)
    return str(caught.value)


def test_add_refuses_what_cannot_be_taken_and_adds_the_rest(
    libraries: ScriptedLibraries, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_MAX_FILE_MIB", "1")
    lay_out(
        home,
        {
            "docs/good.txt": b"good",
            "docs/bad.txt": b"bad",
            "docs/empty.md": b"",
            "docs/picture.png": b"x" * 2_000_000,
            "docs/same.txt": b"1",
            "same.txt": b"2",
        },
    )
    with (home / "docs" / "huge.txt").open("wb") as file:
        file.truncate(2**40)  # a sparse file: reading it would take a terabyte of memory
    os.mkfifo(home / "docs" / "pipe.txt")
    (home / "docs" / "broken.txt").symlink_to("nowhere")
    (home / "docs" / "loop").symlink_to(home / "docs")
    done = footnote("add", "docs", "same.txt")
    assert libraries.library.calls == [
        ("add", [("bad.txt", b"bad"), ("good.txt", b"good")], "terminal")
    ]
    assert done == Done(
        3,
        "added    good.txt\n"
        "refused  “bad.txt” is bad.\n"
        "refused  “docs/broken.txt” can't be read: No such file or directory.\n"
        f"refused  {refusal('empty.md', 0)}\n"
        f"refused  {refusal('huge.txt', 2**40)}\n"
        "refused  “docs/loop” is a link to a folder. Add that folder.\n"
        f"refused  {refusal('picture.png', 2_000_000)}\n"
        "refused  “docs/pipe.txt” is not a regular file. Add a copy of what it holds.\n"
        "refused  “docs/same.txt” and “same.txt” would get the same name, “same.txt”. "
        "Rename one, or add their folder.\n"
        "1 added, 8 refused.\n",
        "",
    )


def test_a_file_that_cannot_be_opened_is_refused(
    libraries: ScriptedLibraries, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(home, {"a.txt": b"A"})

    def deny(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert footnote("add", "a.txt") == Done(
        3, "refused  “a.txt” can't be read: Permission denied.\n1 refused.\n", ""
    )


def test_a_folder_that_cannot_be_listed_is_refused(
    libraries: ScriptedLibraries, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(home, {"docs/a.txt": b"A"})

    def deny(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", deny)
    assert footnote("add", "docs") == Done(
        3, "refused  “docs” can't be listed: Permission denied.\n1 refused.\n", ""
    )


def test_a_file_that_grew_is_refused(libraries: ScriptedLibraries, home: Path) -> None:
    lay_out(home, {"a.txt": b"x" * 11})
    sizes: list[int] = []

    def check(source: str, size: int) -> None:
        sizes.append(size)
        if len(sizes) > 1:  # what was smaller when its size was asked
            check_size(source, size, 10)

    files = Files([Path("a.txt")], limit=10, check=check)
    assert list(files) == []
    assert sizes == [11, 11]
    assert [refusal.source for refusal in files.refused] == ["a.txt"]


def test_a_name_that_is_not_utf8_is_refused(libraries: ScriptedLibraries, home: Path) -> None:
    (home / "docs").mkdir()
    Path(os.fsdecode(bytes(home / "docs") + b"/\xe4.txt")).write_bytes(b"A")
    assert footnote("add", "docs") == Done(
        3, "refused  “docs/�.txt” has a name that isn't UTF-8. Rename it.\n1 refused.\n", ""
    )
    assert json.loads(footnote("add", "docs", "--json").out) == changes(
        refused=[
            {"source": "�.txt", "reason": "“docs/�.txt” has a name that isn't UTF-8. Rename it."}
        ]
    )
    assert footnote("remove", os.fsdecode(b"\xe4.txt"), "--json").code == 3


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        (["a.txt", "no.txt"], "No such file or folder: no.txt. Nothing was added."),
        (["no", "nor.md"], "No such files or folders: no, nor.md. Nothing was added."),
    ],
)
def test_a_missing_path_is_named_and_nothing_is_added(
    libraries: ScriptedLibraries, home: Path, paths: list[str], message: str
) -> None:
    lay_out(home, {"a.txt": b"A"})
    assert footnote("add", *paths) == Done(3, "", f"footnote: {message}\n")
    assert libraries.library.calls == []


def test_an_empty_folder_is_nothing_to_do(libraries: ScriptedLibraries, home: Path) -> None:
    (home / "docs").mkdir()
    assert footnote("add", "docs") == Done(0, "Nothing to do.\n", "")


def changes(**values: object) -> dict[str, object]:
    empty = {
        "added": [],
        "changed": [],
        "removed": [],
        "unchanged": [],
        "refused": [],
        "notes": [],
        "passages": 0,
        "embedded": 0,
        "passages_of": {},
    }
    return {**empty, **values}


def test_reports_as_json(libraries: ScriptedLibraries, home: Path) -> None:
    lay_out(home, {"a.txt": b"A", "b.txt": b"bad"})
    bad = [{"source": "b.txt", "reason": "“b.txt” is bad."}]
    unknown = [{"source": "x", "reason": "No document is called “x”."}]
    document = {
        "source": "a.txt",
        "title": "A",
        "fingerprint": "ab" * 32,
        "size": 5,
        "passages": 1,
        "lines": 2,
        "added": 0.0,
        "shared": True,
        "limits": {"channels": [], "roles": []},
    }
    status = {
        "library": "shared",
        "documents": 1,
        "passages": 1,
        "sentences": 2,
        "generation": 3,
        "model": None,
        "updated": None,
    }
    for arguments, code, expected in (
        (("add", "a.txt", "b.txt"), 3, changes(added=["a.txt"], refused=bad)),
        (("remove", "a.txt", "x"), 3, changes(removed=["a.txt"], refused=unknown)),
        (("list",), 0, {"documents": [document]}),
        (("rebuild",), 0, changes(unchanged=["a.txt"])),
        (("status",), 0, status),
    ):
        done = footnote(*arguments, "--json")
        assert (done.code, done.err, done.out.count("\n")) == (code, "", 1)
        assert json.loads(done.out) == expected


def test_remove(libraries: ScriptedLibraries) -> None:
    assert footnote("remove", "a.txt") == Done(0, "removed  a.txt\n1 removed.\n", "")
    assert footnote("remove", "x", "a.txt") == Done(
        3, "removed  a.txt\n1 removed.\n", "footnote: No document is called “x”.\n"
    )
    assert libraries.library.calls == [
        ("remove", name, "terminal") for name in ("a.txt", "x", "a.txt")
    ]


def test_list_rebuild_and_status(libraries: ScriptedLibraries) -> None:
    assert footnote("list") == Done(
        0,
        "added (UTC)       passages    lines        size  document\n"
        "1970-01-01 00:00         1        2         5 B  a.txt  A\n",
        "",
    )
    assert footnote("rebuild") == Done(0, "1 unchanged.\n", "")
    assert footnote("status") == Done(
        0,
        "library     shared\ndocuments   1\npassages    1\nsentences   2\ngeneration  3\n"
        "model       none yet\nupdated     never\n",
        "",
    )
    assert libraries.library.calls == [("rebuild", "terminal")]


@pytest.mark.skipif(sys.platform != "linux", reason="pretends that Linux is macOS")
def test_a_system_that_offers_less_is_said_so_by_what_reads_files(
    libraries: ScriptedLibraries, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(home, {"a.txt": b"A"})
    begin, _, rest = guard.START.partition("from")
    pretend = f"{begin}import index.read.kernel, sys; sys.platform = 'darwin'\nfrom{rest}"
    monkeypatch.setattr(guard, "START", pretend)
    monkeypatch.setattr(guard, "missing_protections", missing_protections.__wrapped__)
    said = (
        "footnote: This system can't guard the reading of files by: no new privileges, "
        "a network of its own, an end with its parent, dropped capabilities, "
        "closed files (Landlock), closed system calls (seccomp).\n"
    )
    assert [footnote(*each.split()).err for each in ("status", "status --json", "add a.txt")] == [
        said
    ] * 3
    assert [footnote(each).err for each in ("list", "rebuild")] == [""] * 2


def test_a_system_that_offers_everything_is_not_spoken_of(
    libraries: ScriptedLibraries, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing_protections():
        pytest.skip("this system offers less")
    monkeypatch.setattr(guard, "missing_protections", missing_protections)
    assert footnote("status").err == ""


def test_progress_is_shown_to_a_person_only(
    libraries: ScriptedLibraries, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(home, {"a.txt": b"A"})
    assert footnote("add", "a.txt").err == ""
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich then takes standard error for a terminal
    done = footnote("add", "a.txt")
    assert "Reading" in done.err
    assert "[a]" in done.err
