"""Zip archives: what is refused, in which words, and what the libraries get to see."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from index.errors import UnreadableError
from index.read import archive as checks
from index.read.archive import check_archive, part_names, read_part, rebuild_archive
from tests.made.office import package, parts_of

DAMAGED = (
    "“a.docx” is damaged, or not a .docx file. Open it in the program that it came from, save it "
    "again and add that."
)
HOSTILE = (
    "as only hostile files do. Save it again with the program that it came from, and add that."
)
PROTECTED = "“a.docx” is protected by a password. Remove the protection and add it again."


def refusal(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(UnreadableError) as caught:
        rebuild_archive(name, data)
    return str(caught.value)


def test_a_copy_holds_markup_as_it_was_and_all_else_empty() -> None:
    data = package(
        {"word/document.xml": "<a>é</a>", "word/media/p.png": b"\x89PNG", "_rels/.rels": "<b/>"}
    )
    assert parts_of(rebuild_archive("a.docx", data).getvalue()) == {
        "word/document.xml": "<a>é</a>".encode(),
        "word/media/p.png": b"",
        "_rels/.rels": b"<b/>",
    }


def test_a_part_is_read_as_it_is() -> None:
    archive = check_archive("b.epub", package({"c.xhtml": "<!DOCTYPE html><p>é</p>"}))
    assert read_part(archive, "c.xhtml") == "<!DOCTYPE html><p>é</p>".encode()


def test_a_missing_part_is_told_as_damage() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_part(check_archive("a.docx", package({"b.xml": "<b/>"})), "a.xml")
    assert str(caught.value) == DAMAGED


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", b"PK\x05\x06" + bytes(17)])
def test_what_is_no_archive_is_damaged(data: bytes) -> None:
    assert refusal(data) == DAMAGED


def test_a_name_without_extension_is_spoken_of_as_a_zip_file() -> None:
    assert refusal(b"hello", "a") == DAMAGED.replace("a.docx", "a").replace(".docx", "zip")


def test_every_cut_of_an_archive_is_damaged() -> None:
    data = package({"a.xml": "<a>hello</a>"})
    assert {refusal(data[:end]) for end in range(1, len(data))} == {DAMAGED}


def test_a_part_that_was_changed_is_damaged() -> None:
    data = bytearray(package({"a.xml": "<a>hello</a>"}))
    data[40] ^= 0xFF
    assert refusal(bytes(data)) == DAMAGED


def test_names_that_lead_out_of_the_archive_are_not_read() -> None:
    names = [
        "../../pwned.xml",
        "/etc/passwd.xml",
        "a/../../b.xml",
        "..\\c.xml",
        "C:d.xml",
        "ok.xml",
        "e/",
    ]
    archive = check_archive("a.docx", package(dict.fromkeys(names, "<a/>")))
    assert part_names(archive) == ["ok.xml"]
    for name in names[:5]:
        with pytest.raises(UnreadableError, match=re.escape(DAMAGED)):
            read_part(archive, name)


def test_of_two_parts_of_one_name_the_last_is_read() -> None:
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a.xml", "<first/>")
        archive.writestr("a.xml", "<last/>")
    assert parts_of(rebuild_archive("a.docx", handle.getvalue()).getvalue()) == {
        "a.xml": b"<last/>"
    }


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        ("EncryptedPackage", PROTECTED),
        (
            "WordDocument",
            "“a.docx” is an old Word file (.doc). Open it in Word, save it as .docx and add that.",
        ),
        (
            "Workbook",
            "“a.docx” is an old Excel file (.xls). Open it in Excel, save it as .xlsx and add "
            "that.",
        ),
        (
            "PowerPoint Document",
            "“a.docx” is an old PowerPoint file (.ppt). Open it in PowerPoint, save it as .pptx "
            "and add that.",
        ),
        (
            "else",
            "“a.docx” is an old Office file. Open it in the program that it came from, save it in "
            "today's format and add that.",
        ),
    ],
)
def test_old_and_protected_files_are_told_apart(stream: str, message: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + stream.encode("utf-16-le")
    assert refusal(data) == message


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(package({"a.xml": "<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == PROTECTED


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.MOST_PARTS == 5_000
    monkeypatch.setattr(checks, "MOST_PARTS", 2)
    data = package({f"{number}.xml": "<a/>" for number in range(3)})
    assert (
        refusal(data) == "“a.docx” holds 3 parts, and the limit is 2. Split it into several files."
    )


def test_two_gigabytes_of_zeros_are_refused_before_anything_is_unpacked() -> None:
    data = bytearray(package({"word/document.xml": "<a/>", "word/media/z.bin": b"\0"}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (2 * 1024**3).to_bytes(4, "little")
    assert refusal(bytes(data)) == (
        "“a.docx” unpacks to 2,048 MiB, and the limit is 512 MiB. Take large pictures out of it, "
        "or split it."
    )


def test_a_large_part_that_is_packed_too_well_is_refused() -> None:
    assert refusal(package({"a.xml": "<a>" + "A" * 1_100_000 + "</a>"})) == (
        f"“a.docx” holds a part that grows more than 200-fold when it is unpacked, {HOSTILE}"
    )


def test_a_large_part_that_is_not_read_may_be_packed_well() -> None:
    data = package({"a.xml": "<a/>", "word/media/white.bmp": b"\xff" * 1_100_000})
    assert parts_of(rebuild_archive("a.docx", data).getvalue())["word/media/white.bmp"] == b""


def test_a_part_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.MOST_PART_BYTES == 64 * 1024**2
    monkeypatch.setattr(checks, "MOST_PART_BYTES", 1024**2)
    monkeypatch.setattr(checks, "MOST_RATIO", 10**9)
    message = "“a.docx” holds a part of more than 1 MiB. Split it into several files."
    assert refusal(package({"a.xml": "<a>" + "A" * 2_000_000})) == message


def test_a_part_that_is_larger_than_it_says_is_not_believed() -> None:
    data = bytearray(package({"a.xml": "<a>" + "A" * 10_000 + "</a>"}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (20).to_bytes(4, "little")
    assert refusal(bytes(data)) == DAMAGED


def test_all_parts_that_are_read_have_a_limit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MOST_READ_BYTES", 1024**2)
    data = package({f"{n}.xml": "<a>" + "A" * 600_000 + "</a>" for n in range(2)})
    assert refusal(data) == (
        "“a.docx” holds more than 1 MiB of text and markup. Split it into several files."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32-be"])
def test_entities_and_document_types_are_refused_in_any_encoding(encoding: str) -> None:
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode(encoding)
    assert (
        refusal(package({"a.xml": entity})) == f"“a.docx” declares entities of its own, {HOSTILE}"
    )
    doctype = '<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://x/y.dtd"><a/>'.encode(encoding)
    assert refusal(package({"a.xml": doctype})) == (
        f"“a.docx” declares a document type of its own, {HOSTILE}"
    )


@pytest.mark.parametrize("encoding", ["cp037", "utf-7", "cp1252", "iso2022_jp"])
def test_encodings_that_office_files_do_not_have_are_refused(encoding: str) -> None:
    markup = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode(encoding)
    assert refusal(package({"a.xml": markup})) == DAMAGED


def test_parts_packed_in_ways_that_office_does_not_use_are_refused() -> None:
    handle = io.BytesIO()
    with zipfile.ZipFile(handle, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", "<a/>")
    assert refusal(handle.getvalue()) == DAMAGED
