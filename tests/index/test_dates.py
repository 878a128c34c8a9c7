"""A document to its date and version."""

from __future__ import annotations

import pytest

from index.dates import (
    are_named_alike,
    file_name,
    find_version,
    named_date,
    share_text,
    stated_date,
)
from index.types import DateSource, DocumentDate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("# Handbook\nLast updated: 3 May 2024\n", "2024-05-03"),
        ("---\ntitle: Handbook\ndate: 2024-05-03\n---\nText.\n", "2024-05-03"),
        ("**Effective from:** May 2024\n", "2024-05"),
        ("Date: Fri, 03 May 2024 10:00:00 +0200\n", "2024-05-03"),
        ("Handbook\n\nMay 3rd, 2024\n\nText.", "2024-05-03"),
        ("Version of 03.05.2024", "2024-05-03"),
        ("published: 2024", "2024"),
        ("Last updated: 3 May 2024. Applies to all offices of the company.", "2024-05-03"),
        ("*Last updated: 3 May 2024.* Applies to all offices of the company.", "2024-05-03"),
        ("Issued 2023-01-01\n\nRevised 2024-02-01\n", "2024-02-01"),
        ("Text. " * 2000 + "\nUpdated on 3 May 2024\n", "2024-05-03"),
        ("Updated 5/3/2024", None),  # May or March?
        ("As of 2007, the plans had been changed several times.", None),
        ("As of 3 May 2024 the plans had been changed several times.", None),
        ("Valid until 2025-01-01", None),
        ("The rules of 3 May 2024 hold.", None),
        ("Version 2.1\n1999\n", None),
        ("", None),
    ],
)
def test_a_text_states_its_date(text: str, value: str | None) -> None:
    assert stated_date(text) == (DocumentDate(value, DateSource.TEXT) if value else None)


@pytest.mark.parametrize(
    ("source", "date", "version"),
    [
        ("shop/handbook-2024.md", "2024", None),
        ("handbook_2023-24.pdf", "2023", None),
        ("minutes 2024-05-03.txt", "2024-05-03", None),
        ("minutes_20240503.txt", "2024-05-03", None),
        ("report May 2024.docx", "2024-05", None),
        ("policy v2.1.docx", None, ("v2.1", (2, 1))),
        ("policy-draft.docx", None, ("draft", (1,))),
        ("policy rev3 (final)", None, ("rev3", (3,))),
        ("rules_old.md", None, ("old", (0,))),
        ("old town.md", None, None),
        ("model-x2000.md", None, None),
        ("iso-9001.md", None, None),
    ],
)
def test_a_name_tells_a_date_or_version(
    source: str, date: str | None, version: tuple[str, tuple[int, ...]] | None
) -> None:
    name = file_name(source)
    assert named_date(name) == (DocumentDate(date, DateSource.NAME) if date else None)
    found = find_version(name)
    assert (found and (found.word, found.order)) == version


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("handbook-2023", "Handbook 2024", True),
        ("policy", "policy v2", True),
        ("policy draft", "policy (final)", True),
        ("handbook", "handbook", False),
        ("handbook 2023", "cookbook 2023", False),
        ("2023", "2024", False),
    ],
)
def test_versions_are_named_alike(one: str, other: str, alike: bool) -> None:
    assert are_named_alike(one, other) is alike


def test_versions_have_much_of_their_text_in_common() -> None:
    words = [f"word{n}" for n in range(40)]
    text = " ".join(words)
    assert share_text(text, text + " and much more than that " * 20)
    assert not share_text(text, " ".join(words[:15]) + " " + " ".join(words[:0:-1]))
    assert not share_text("", text)
