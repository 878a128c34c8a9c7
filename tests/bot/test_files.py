"""Archives among the files, and what a folder's .footnoteignore keeps out."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bot.files import Files
from index.errors import UnreadableError
from index.read import check_size, find_format
from index.types import Note, Refusal

LIMIT = 1000


def check(source: str, size: int) -> None:
    find_format(source)
    check_size(source, size, LIMIT)


def lay_out(home: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def pack(**files: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def taken(*paths: str) -> tuple[list[str], Files]:
    files = Files([Path(path) for path in paths], limit=LIMIT, check=check)
    return [f"{source}={data.decode()}" for source, data in files], files


def test_an_archive_is_unpacked_alone_and_in_a_folder(home: Path) -> None:
    inside = {"b.md": b"B", "in/a.md": b"A", ".x": b"x", "long.md": b"x" * 1001, "c.zip": b"x"}
    lay_out(home, {"docs/sub/h.ZIP": pack(**inside), "docs/z.md": b"Z", "docs/bad.zip": b"bad"})
    for path, folder in (("docs/sub/h.ZIP", ""), ("docs/sub", "")):
        names, files = taken(path)
        assert names == [f"{folder}h.ZIP/b.md=B", f"{folder}h.ZIP/in/a.md=A"]
        assert files.notes == [Note("h.ZIP", "1 hidden file was left out.")]
        assert files.refused == [
            Refusal(
                "h.ZIP/c.zip",
                "“h.ZIP/c.zip” is an archive in an archive. Unpack it and add that.",
            ),
            Refusal(
                "h.ZIP/long.md",
                "“h.ZIP/long.md” is too large: 0.0 MiB, and the limit is 0.000953674 MiB. Split "
                "it, or raise FOOTNOTE_MAX_FILE_MIB.",
            ),
        ]
    names, files = taken("docs")
    assert names == ["sub/h.ZIP/b.md=B", "sub/h.ZIP/in/a.md=A", "z.md=Z"]
    assert files.refused[0] == Refusal(
        "bad.zip", "“bad.zip” is damaged, or not a zip archive. Pack it again and add that."
    )


def test_an_archive_over_its_limit_is_not_read(home: Path) -> None:
    with (home / "a.zip").open("wb") as file:
        file.truncate(200 * 1024**2 + 1)
    names, files = taken("a.zip")
    assert names == []
    assert files.refused == [
        Refusal(
            "a.zip",
            "“a.zip” is larger than 200 MiB, the limit of an archive. Split it into several "
            "archives.",
        )
    ]


def test_a_name_that_an_archive_and_a_folder_share_is_taken_once(home: Path) -> None:
    lay_out(home, {"a.zip": pack(**{"x.md": b"1", "y.md": b"2"}), "docs/a.zip/x.md": b"3"})
    names, files = taken("a.zip", "docs")
    assert names == ["a.zip/x.md=1", "a.zip/y.md=2"]
    assert files.refused == [
        Refusal(
            "a.zip/x.md",
            "“a.zip/x.md” stands in an archive and in a folder of that name. Rename one.",
        )
    ]


def test_a_folders_ignore_file_says_what_stays_out(home: Path) -> None:
    rules = (
        "\ufeff# comment\r\n*.bak\r\n\r\ndrafts/\r\n/top.md\r\nb*.md\n!keep.md\n!bkeep.md\n*.zip"
    )
    lay_out(
        home,
        {
            "docs/.footnoteignore": rules.encode(),
            "docs/a.bak": b"x",
            "docs/b.md": b"x",
            "docs/bkeep.md": b"1",
            "docs/drafts/keep.md": b"x",
            "docs/in/drafts/deep/a.md": b"x",
            "docs/in/top.md": b"2",
            "docs/in/.footnoteignore": b"*",
            "docs/in/h.zip": pack(**{"a.md": b"x"}),
            "docs/top.md": b"x",
            "more/b.md": b"3",
        },
    )
    names, files = taken("docs", "more")
    assert names == ["b.md=3", "bkeep.md=1", "in/top.md=2"]
    assert files.refused == []
    text = "6 files and folders were left out, as its .footnoteignore says."
    assert files.notes == [Note("docs", text)]
    assert taken("docs/a.bak")[1].notes == []  # a file that is given by name was meant


def test_one_file_that_is_ignored_in_the_folder_one_stands_in(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(home, {"docs/.footnoteignore": b"a.md\n", "docs/a.md": b"x"})
    monkeypatch.chdir(home / "docs")
    names, files = taken(".")
    text = "1 file or folder was left out, as its .footnoteignore says."
    assert (names, files.notes) == ([], [Note("docs", text)])


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        (b"\xff", "isn't UTF-8 text. Save it as UTF-8."),
        (b"a\n!\n", "holds a rule that can't be followed: Invalid git pattern: '!'. Mend it."),
        (None, "can't be read: Is a directory. Make it readable, or remove it."),
    ],
)
def test_an_ignore_file_that_cannot_be_followed_stops_everything(
    home: Path, rules: bytes | None, why: str
) -> None:
    lay_out(home, {"docs/a.md": b"x"})
    path = home / "docs" / ".footnoteignore"
    if rules is None:
        path.mkdir()
    else:
        path.write_bytes(rules)
    with pytest.raises(UnreadableError) as caught:
        taken("docs")
    assert str(caught.value) == f"“docs/.footnoteignore” {why} Nothing was added."
