"""Originals in archives of a size that Discord takes."""

from __future__ import annotations

import random
from io import BytesIO
from zipfile import ZipFile

from bot.exports import archives
from bot.language.speaker import ENGLISH
from bot.render.exports import Left, exported_screen

NOISE = random.Random(7).randbytes(30_000)  # noqa: S311


def test_every_archive_keeps_to_the_limit_and_nothing_is_lost() -> None:
    files: list[tuple[str, bytes | None]] = [
        *((f"{number:02}.bin", NOISE[: 1000 * number]) for number in range(1, 15)),
        ("gone.md", None),
        ("large.bin", NOISE),
        ("packs.txt", b"lamp" * 10_000),
        ("../../etc/passwd", b"x"),
    ]
    left = Left([], [])
    made = list(archives(files, 20_000, left))
    assert max(len(each.data) for each in made) <= 20_000
    assert (left.large, left.damaged) == (["large.bin"], ["gone.md"])
    found: dict[str, bytes] = {}
    for each in made:
        packed = ZipFile(BytesIO(each.data))
        assert len(packed.namelist()) == each.documents
        found |= {name: packed.read(name) for name in packed.namelist()}
    expected = {name: data for name, data in files if data and name != "large.bin"}
    expected["etc/passwd"] = expected.pop("../../etc/passwd")
    assert found == expected
    assert exported_screen(16, len(made), left, "10", ENGLISH).text == (
        f"That was all: 16 documents in {len(made)} files.\n"
        "Not in it: **large\\.bin** is larger than the 10 MiB that Discord takes here. "
        "“footnote export” writes it on the bot's computer.\n"
        "Not in it: **gone\\.md** is damaged or gone. Add it again."
    ).replace("bot's", "bot’s")


def test_of_nothing_no_archive_is_made() -> None:
    assert list(archives([], 1_000, Left([], []))) == []
