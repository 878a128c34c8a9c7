"""Archives: what is taken out of them, in which order, and what is refused in which words."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from io import BytesIO

import pytest

from index.errors import UnreadableError
from index.types import Refusal
from index.unpack import LISTED, MOST_LISTED, Limits, Unpacked, unpack

MIB = 1024 * 1024
LIMITS = Limits(2 * MIB)


def pack(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name) if isinstance(name, str) else name
            archive.writestr(entry, data, method)
    return packed.getvalue()


def outcome(data: bytes, limits: Limits = LIMITS) -> tuple[list[tuple[str, bytes]], Unpacked]:
    unpacked = unpack("a.zip", data, limits)
    return list(unpacked), unpacked


def refusals(data: bytes, limits: Limits = LIMITS) -> list[str]:
    files, unpacked = outcome(data, limits)
    assert files == [("a.zip/ok.md", b"fine")]  # the rest of the archive is taken all the same
    return [refusal.reason for refusal in unpacked.refused]


OK = ("ok.md", b"fine")


def mode(name: str, bits: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = bits << 16
    return entry


def test_files_come_in_order_under_the_archives_name_and_hidden_ones_are_counted() -> None:
    data = pack(
        ("returns/lamps.md", b"L"),
        ("returns/", b""),
        ("./größe.txt", b"G"),
        ("b.MD", b"B\r\n"),
        (".DS_Store", b"x"),
        ("__MACOSX/b.md", b"x"),
        ("returns/.git/c.md", b"x"),
        ("returns/.git/", b""),
    )
    files, unpacked = outcome(data)
    assert files == [
        ("a.zip/b.MD", b"B\r\n"),
        ("a.zip/größe.txt", b"G"),
        ("a.zip/returns/lamps.md", b"L"),
    ]
    assert (unpacked.refused, unpacked.hidden) == ([], 3)


def test_a_name_without_the_mark_of_utf8_is_read_as_old_archives_mean_it() -> None:
    data = pack(("gr_sse.txt", b"G")).replace(b"gr_sse", b"gr\x94sse")
    assert outcome(data)[0] == [("a.zip/grösse.txt", b"G")]


def test_a_name_is_not_cut_off_at_a_zero() -> None:
    assert refusals(pack(("a.md_.exe", b"x"), OK).replace(b"a.md_", b"a.md\0")) == [
        "“a.zip/a.md\0.exe” has a control character in its name. Rename it."
    ]


@pytest.mark.parametrize("name", ["../up.md", "a/../../up.md", "/etc/a.md", "C:/a.md", "a.md:b.md"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    assert refusals(pack((name, b"x"), OK)) == [
        f"“a.zip/{name}” has a name that leads out of the archive. Rename it, and pack it again."
    ]


@pytest.mark.parametrize(
    ("entry", "data", "reason"),
    [
        ("in\\a.md", b"x", "“a.zip/in\\a.md” has a backslash in its name. Rename it."),
        ("a\nb.md", b"x", "“a.zip/a\nb.md” has a control character in its name. Rename it."),
        (
            mode("l.md", stat.S_IFLNK | 0o777),
            b"/etc/passwd",
            "“a.zip/l.md” is a link. Pack the file that it leads to.",
        ),
        (
            mode("p.md", stat.S_IFIFO),
            b"x",
            "“a.zip/p.md” is not a regular file. Add a copy of what it holds.",
        ),
        ("in/b.ZIP", b"x", "“a.zip/in/b.ZIP” is an archive in an archive. Unpack it and add that."),
        ("e.md", b"", "“a.zip/e.md” is empty. Add a file that holds text."),
        (
            "big.md",
            os.urandom(3 * MIB),
            "“a.zip/big.md” is too large: 3.0 MiB, and the limit is 2 MiB. Split it, or raise "
            "FOOTNOTE_MAX_FILE_MIB.",
        ),
        (
            "bomb.md",
            b"a" * (2 * MIB),
            "“a.zip/bomb.md” grows more than 200-fold when it is unpacked, as only hostile files "
            "do. Unpack it and add that.",
        ),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(
    entry: str | zipfile.ZipInfo, data: bytes, reason: str
) -> None:
    assert refusals(pack((entry, data), OK)) == [reason]


def test_a_type_that_cannot_be_read_is_refused_before_it_is_unpacked() -> None:
    (reason,) = refusals(pack(("p.png", b"a" * (3 * MIB)), OK))
    assert reason.startswith("“a.zip/p.png” is of an unknown type (.png). Types that can be read:")


def test_files_of_one_name_are_refused_all_of_them() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = pack(("a.md", b"1"), ("a.md", b"2"), OK)
    files, unpacked = outcome(data)
    assert files == [("a.zip/ok.md", b"fine")]
    assert unpacked.refused == [
        Refusal("a.zip/a.md", "“a.zip/a.md” stands in the archive 2 times. Keep one of them.")
    ]


def listed(data: bytes, name: bytes, offset: int, value: bytes) -> bytes:
    """The archive with other bytes at an offset of that file's entry in the list of contents."""
    changed = bytearray(data)
    at = changed.index(LISTED, changed.rindex(name) - 46)
    changed[at + offset : at + offset + len(value)] = value
    return bytes(changed)


def test_a_file_with_a_password_or_an_unusual_method_is_refused() -> None:
    assert refusals(listed(pack(OK, ("s.md", b"x")), b"s.md", 8, b"\1\0")) == [
        "“a.zip/s.md” is protected by a password. Pack it without one and add it again."
    ]
    data = pack(OK, ("s.md", b"x"), method=zipfile.ZIP_BZIP2)
    _, unpacked = outcome(data)
    assert unpacked.refused[1].reason == (
        "“a.zip/s.md” is packed by an unusual method. Pack it by the usual one (deflate)."
    )


@pytest.mark.parametrize("size", [5, 7, 1000])
def test_a_file_of_another_size_than_declared_is_damaged(size: int) -> None:
    data = listed(pack(OK, ("s.md", b"sixsix")), b"s.md", 24, struct.pack("<L", size))
    assert refusals(data) == ["“a.zip/s.md” is damaged. Pack it again and add that."]


def test_a_damaged_file_is_refused() -> None:
    data = pack(OK, ("s.md", b"letters"), method=zipfile.ZIP_STORED).replace(b"letters", b"lettres")
    assert refusals(data) == ["“a.zip/s.md” is damaged. Pack it again and add that."]


@pytest.mark.parametrize(
    ("data", "limits", "message"),
    [
        (pack(OK)[:-5], LIMITS, "is damaged, or not a zip archive. Pack it again and add that."),
        (b"no", LIMITS, "is damaged, or not a zip archive. Pack it again and add that."),
        (pack(("a/", b"")), LIMITS, "holds no files. Add an archive that does."),
        (
            pack(OK, ("b.md", b"x")),
            Limits(MIB, files=1),
            "holds 2 files, and the limit is 1. Split it into several archives.",
        ),
        (
            pack(("b.md", b"x" * (2 * MIB))),
            Limits(MIB, total_bytes=MIB),
            "unpacks to 2.0 MiB, and the limit is 1 MiB. Split it into several archives.",
        ),
        (
            LISTED * (MOST_LISTED + 1),
            LIMITS,
            "holds too much: more than 100,000 files and parts of files. "
            "Split it into several archives.",
        ),
    ],
)
def test_an_archive_that_is_refused_as_a_whole(data: bytes, limits: Limits, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        unpack("a.zip", data, limits)
    assert str(caught.value) == f"“a.zip” {message}"


def test_any_damage_is_told_in_a_sentence() -> None:
    whole = pack(OK, ("b/c.md", b"some words " * 20))
    for at in range(len(whole)):
        damaged = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        try:
            list(unpack("a.zip", damaged, LIMITS))
        except UnreadableError as error:
            assert str(error).startswith("“a.zip” ")
