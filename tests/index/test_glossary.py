"""The file in which a library's owner writes down synonyms."""

from __future__ import annotations

import pytest

from index.glossary import describe_glossary, is_named_glossary, read_glossary

GLOSSARY = """\
# People

Kremlin = Russian government
- PTO = paid time off = vacation
This line is for readers.
"""


def test_entries_are_read_and_other_lines_counted() -> None:
    assert read_glossary("law/Glossary.md", GLOSSARY) == (
        [("Kremlin", "Russian government"), ("PTO", "paid time off", "vacation")],
        1,
    )


@pytest.mark.parametrize(
    ("source", "named"),
    [
        *(("glossary.txt", True), ("GLOSSARY.MD", True), ("a/b/glossary.md", True)),
        *(("glossary.pdf", False), ("my-glossary.txt", False), ("glossary", False)),
    ],
)
def test_the_name_says_whether_it_may_be_one(source: str, named: bool) -> None:
    assert is_named_glossary(source) is named


def test_a_document_of_another_name_or_in_prose_is_none() -> None:
    assert read_glossary("words.txt", GLOSSARY) is None
    assert read_glossary("glossary.txt", "ABM: a missile against missiles.\na = b\n") is None
    assert read_glossary("glossary.txt", f"{'x' * 101} = y\n") is None


@pytest.mark.parametrize(
    ("entries", "others", "said"),
    [
        (1, 0, "this is a glossary: its 1 entry is searched with, and it is not quoted."),
        (
            *(2, 1),
            "this is a glossary: its 2 entries are searched with, and it is not quoted; 1 line is "
            "left out, because words with “=” between them are read alone.",
        ),
    ],
)
def test_the_owner_is_told(entries: int, others: int, said: str) -> None:
    assert describe_glossary([("a", "b")] * entries, others) == said
