"""A library's glossary, a line at a time."""

from __future__ import annotations

import pytest

from index.errors import GlossaryError
from index.glossary import with_entry, without_entry
from index.libraries import Libraries
from index.types import OPERATOR, GlossaryEntry, ReadAs, ReadKind
from tests.conftest import HANDBOOK, OpenLibraries

TEXT = "# Words\r\n\r\n- light = lamp\r\nA line for readers.\r\nlux = light = brightness"


def test_a_line_comes_to_the_end_and_goes_and_nothing_else_changes() -> None:
    added = with_entry(TEXT, ("PTO", "vacation"))
    assert added == f"{TEXT}\nPTO = vacation\n"
    assert without_entry(added, ("light", "lamp")) == (
        "# Words\r\n\r\nA line for readers.\r\nlux = light = brightness\nPTO = vacation\n"
    )
    assert with_entry("", ("a", "b")) == "a = b\n"


@pytest.fixture
def filled(open_libraries: OpenLibraries) -> Libraries:
    libraries = open_libraries()
    libraries.shared.add([("glossary.md", b"sofa = settee\n")], by="ann")
    libraries.server(1).add([("handbook.md", HANDBOOK)], by="ann")
    return libraries


def test_the_document_and_the_lines_are_one_thing(filled: Libraries) -> None:
    library = filled.server(1)
    assert library.glossary.add("luminaire = lamp", by="max") == GlossaryEntry(
        ("luminaire", "lamp"), "glossary.txt"
    )
    assert library.ask("How long may a luminaire be returned?").read_as == (
        ReadAs(ReadKind.SYNONYM, "luminaire", "lamp"),
    )
    library.add([("glossary.txt", TEXT.encode())], by="ann")
    assert library.glossary.entries() == [
        GlossaryEntry(("light", "lamp"), "glossary.txt"),
        GlossaryEntry(("lux", "light", "brightness"), "glossary.txt"),
        GlossaryEntry(("sofa", "settee"), "glossary.md", shared=True),
    ]
    library.add([("glossary.txt", f"{TEXT}\na1 = b1\n".encode())], by="ann")
    library.glossary.remove("Lúx", by="max")
    with pytest.raises(GlossaryError) as refused:
        library.glossary.remove("lamp = light", by="max")
    assert str(refused.value) == (
        "Without the line “light = lamp” the document “glossary.txt” would be no glossary any "
        "more: too many of its other lines have no “=”. Change the document and add it again."
    )
    library.add([("glossary.txt", b"# Words\n\nlight = lamp\n")], by="ann")
    library.glossary.remove("lamp = light", by="max")
    assert [each.source for each in library.documents(OPERATOR)] == ["handbook.md", "glossary.md"]
    trail = [(each.who, each.what, each.source) for each in filled.events() if each.who == "max"]
    assert trail == [
        ("max", "add", "glossary.txt"),
        ("max", "add", "glossary.txt"),
        ("max", "remove", "glossary.txt"),
    ]


def test_the_shared_library_changes_its_own(filled: Libraries) -> None:
    glossary = filled.shared.glossary
    glossary.add("lamp = light", by="ann")
    assert glossary.entries() == [
        GlossaryEntry(("sofa", "settee"), "glossary.md", shared=True),
        GlossaryEntry(("lamp", "light"), "glossary.md", shared=True),
    ]
    glossary.remove("sofa", by="ann")
    assert [each.line for each in filled.server(1).glossary.entries()] == ["lamp = light"]


def test_a_document_that_is_no_glossary_is_left_alone(filled: Libraries) -> None:
    library = filled.server(1)
    prose = b"A glossary explains words.\nThis one has no entries.\n"
    library.add([("glossary.txt", prose)], by="ann")
    assert library.glossary.add("lamp = light", by="max").source == "glossary.md"
    library.glossary.remove("light", by="max")
    library.add([("glossary.md", prose)], by="ann")
    with pytest.raises(GlossaryError, match="is here and is no glossary"):
        library.glossary.add("lamp = light", by="max")


@pytest.mark.parametrize(
    "line", ["lamp", "= lamp", "lamp =", "lamp = LÁMP", "# a = b", "a" * 101 + " = b"]
)
def test_what_is_no_entry_is_refused(filled: Libraries, line: str) -> None:
    with pytest.raises(GlossaryError, match="is no line of a glossary"):
        filled.server(1).glossary.add(line, by="max")
    assert [each.source for each in filled.server(1).glossary.entries()] == ["glossary.md"]
