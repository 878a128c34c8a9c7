"""How questions are read, asked of the real engine: spelling, abbreviations, glossaries."""

from __future__ import annotations

import pytest

from index.embed import Vectors
from index.libraries import Libraries
from index.types import OPERATOR, Limits, Note, ReadAs, ReadKind, Viewer
from tests.conftest import GARDEN, HANDBOOK, RETURNS_QUOTE

TREATY = (
    b"The plan was to build anti-ballistic missile (ABM) sites in Poland.\n\n"
    b"Later a second ABM radar was added to the offer.\n\n"
    b"Mutual assured destruction (MAD) is a doctrine. He was not mad at anybody.\n"
)
GLOSSARY = b"# Words\nporter = doorkeeper = concierge\nquince = nashi\n"
TEAM = Viewer(frozenset({7}))

SPELLING, ABBREVIATION, SYNONYM = ReadKind.SPELLING, ReadKind.ABBREVIATION, ReadKind.SYNONYM


@pytest.fixture
def filled(libraries: Libraries) -> Libraries:
    libraries.shared.add(
        [("handbook.md", HANDBOOK), ("garden.txt", GARDEN), ("treaty.txt", TREATY)], by="ann"
    )
    return libraries


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("How long may a lamp be retuned?", [(SPELLING, "retuned", "returned")]),
        ("Who was the gardenner?", [(SPELLING, "gardenner", "gardener")]),
        ("BROKEN LMAPS", [(SPELLING, "LMAPS", "LAMPS")]),
        ("May visitors pick the fgis?", [(SPELLING, "fgis", "figs")]),
        ("Where is the cash?", []),  # a word, though near to “case”
        ("Who is Zarnok?", []),
        ("What are ABM sites?", [(ABBREVIATION, "ABM", "anti-ballistic missile")]),
        ("what are abms", [(ABBREVIATION, "abms", "anti-ballistic missile")]),
        ("Which antiballistic missiles?", [(ABBREVIATION, "antiballistic missiles", "ABM")]),
        ("What is MAD?", [(ABBREVIATION, "MAD", "Mutual assured destruction")]),
        ("Why was he mad?", []),
        ("ABM is short for anti-ballistic missile?", []),
        ("refund policy?", []),
    ],
)
def test_what_is_not_taken_word_for_word_is_said(
    filled: Libraries, question: str, read_as: list[tuple[ReadKind, str, str]]
) -> None:
    assert filled.shared.ask(question).read_as == tuple(ReadAs(*each) for each in read_as)


@pytest.mark.parametrize(
    "question",
    [
        "returning lamps",
        "RETURNING LAMPS",
        "retruning a lapm",
        "Please tell me, as I would like to know it before I buy one of the lamps in your shop "
        "tomorrow, within how many days of delivery one may be returned to you in its box.",
    ],
)
def test_few_words_many_words_capitals_and_slips_find_the_same(
    filled: Libraries, question: str
) -> None:
    assert filled.shared.ask(question).quotes[0].text.startswith(RETURNS_QUOTE)


@pytest.mark.parametrize("question", ["Where is the café?", "where is the cafe", "CAFÉ"])
def test_accents_make_no_difference(libraries: Libraries, question: str) -> None:
    said = "The café lies behind the harbour, next to the old mill."
    libraries.shared.add([("town.txt", said.encode())], by="ann")
    libraries.shared.add([("mill.txt", b"The mill was built of oak and stands by a lake.")], by="a")

    answer = libraries.shared.ask(question)

    assert (answer.quotes[0].text, answer.read_as) == (said, ())


def test_either_form_of_an_abbreviation_finds_the_texts_with_the_other(filled: Libraries) -> None:
    radar = "Later a second ABM radar was added to the offer."
    for question in ("Which anti-ballistic missile radar was added?", "Which ABM radar was added?"):
        assert radar in filled.shared.ask(question).quotes[0].text


def test_a_glossary_is_searched_with_and_not_quoted(filled: Libraries) -> None:
    server = filled.server(1)

    changes = server.add([("glossary.txt", GLOSSARY)], by="ann")
    answer = server.ask("Where does the concierge's key hang?")

    told = "this is a glossary: its 2 entries are searched with, and it is not quoted."
    assert (changes.notes, changes.passages) == ((Note("glossary.txt", told),), 0)
    assert answer.read_as == (ReadAs(SYNONYM, "concierge's", "porter"),)
    assert "porter's lodge" in answer.quotes[0].text
    assert "glossary.txt" not in {each.citation.source for each in answer.quotes}
    assert server.ask("Where do the quinces grow?").read_as == ()  # no document has a nashi


@pytest.mark.parametrize(
    ("question", "embedded"),
    [
        ("Where does the concierge live?", "Where does the concierge (porter) live?"),
        ("Where do the quinces grow?", "Where do the quinces grow?"),  # no document has a nashi
        ("What are ABM sites?", "What are ABM (anti-ballistic missile) sites?"),
        ("What are anti-ballistic missiles?", "What are anti-ballistic missiles?"),
    ],
)
def test_the_model_reads_the_words_of_the_documents(
    filled: Libraries, monkeypatch: pytest.MonkeyPatch, question: str, embedded: str
) -> None:
    filled.shared.add([("glossary.txt", GLOSSARY)], by="ann")
    read: list[str] = []
    encode = filled.encoder.encode_question

    def listening(text: str) -> Vectors:
        read.append(text)
        return encode(text)

    monkeypatch.setattr(filled.encoder, "encode_question", listening)

    filled.shared.ask(question)

    assert read == [embedded]


def test_a_glossary_is_its_server_s_own_and_gone_with_its_document(filled: Libraries) -> None:
    server = filled.server(1)
    server.add([("glossary.txt", GLOSSARY)], by="ann")
    question = "Where does the concierge live?"

    assert filled.server(2).ask(question).read_as == ()
    assert filled.shared.ask(question).read_as == ()
    server.rebuild(by="ann")
    assert server.ask(question).read_as == (ReadAs(SYNONYM, "concierge", "porter"),)
    server.remove("glossary.txt", by="ann")
    assert server.ask(question).read_as == ()


def test_words_of_documents_that_one_may_not_see_are_in_no_reading(filled: Libraries) -> None:
    server = filled.server(1)
    server.add(
        [
            ("glossary.txt", b"concierge = porter\n"),
            ("secret.txt", b"The Zarnokite vault uses rotary quantum locks (RQL)."),
        ],
        by="ann",
    )
    for source in ("glossary.txt", "secret.txt"):
        server.limit(source, Limits(channels=TEAM.channels), by="ann")
    question = "Has the concierge the zarnokiite RQL?"

    assert server.ask(question).read_as == ()
    for viewer in (TEAM, OPERATOR):
        assert server.ask(question, viewer=viewer).read_as == (
            ReadAs(SPELLING, "zarnokiite", "Zarnokite"),
            ReadAs(SYNONYM, "concierge", "porter"),
            ReadAs(ABBREVIATION, "RQL", "rotary quantum locks"),
        )
