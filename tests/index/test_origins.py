"""From where documents were taken: cited while their bytes are there, forgotten with them."""

from __future__ import annotations

from index.doctor import examine
from index.embed import Encoder
from index.libraries import Libraries
from index.repair import repair
from index.types import OPERATOR, Limits, Severity, Standing, Viewer
from tests.conftest import GARDEN, HANDBOOK, PEAR

HERE, THERE = "https://garden.example/pears", "https://discord.com/channels/1/2/3"
OTHER = GARDEN + b"\nThe fence is green.\n"


def cited(libraries: Libraries, server: int | None = None) -> list[tuple[str, str]]:
    """The file and the address of what answers."""
    library = libraries.shared if server is None else libraries.server(server)
    answer = library.ask(PEAR, quotes=1, viewer=OPERATOR)
    return [(each.citation.source, each.citation.origin) for each in answer.quotes]


def kept(libraries: Libraries) -> list[str]:
    """All addresses that the record holds."""
    with libraries.store.reading() as reader:
        versions = [row[1] for row in reader.rows("origin", "true", ())]
        return versions + [row[2] for row in reader.rows("item_origin", "true", ())]


def test_an_address_is_cited_by_every_way_to_a_quote(libraries: Libraries) -> None:
    shared = libraries.shared
    shared.add([("garden.txt", GARDEN)], by="ann", origins={"garden.txt": HERE, "other": THERE})
    assert cited(libraries) == [("garden.txt", HERE)]
    [hit, *_] = shared.find("pear").quotes
    assert hit.citation.origin == HERE
    answer = shared.ask(PEAR, quotes=1, who="discord:7")
    assert shared.sources.check(answer.quotes[0]).standing is Standing.UNCHANGED
    given = shared.kept.answered(answer.id, OPERATOR)
    assert given.answer.quotes[0].citation.origin == HERE
    context = shared.sources.context(answer.quotes[0])
    assert {each.citation.origin for each in context.passages} == {HERE}


def test_it_goes_with_the_bytes_not_with_the_name(libraries: Libraries) -> None:
    shared, server = libraries.shared, libraries.server(1)
    shared.add([("garden.txt", GARDEN)], by="ann", origins={"garden.txt": HERE})
    shared.shelf.rename("garden.txt", "pears.txt", by="ann")
    assert cited(libraries) == [("pears.txt", HERE)]
    # The same bytes of another library are of their own address.
    server.add([("own.txt", GARDEN)], by="ann")
    assert {each for each in cited(libraries, 1)} <= {("own.txt", ""), ("pears.txt", HERE)}
    shared.add([("pears.txt", OTHER)], by="ann")
    assert cited(libraries) == [("pears.txt", "")]
    shared.add([("pears.txt", GARDEN)], by="ann", origins={"pears.txt": THERE})
    assert cited(libraries) == [("pears.txt", THERE)]


def test_what_is_purged_or_never_confirmed_leaves_no_address(libraries: Libraries) -> None:
    server = libraries.server(1)
    staged = server.stage([("garden.txt", GARDEN)], by="ann", origins={"garden.txt": THERE})
    assert staged.job is not None
    assert kept(libraries) == [THERE]
    server.discard(staged.job, by="ann")
    assert kept(libraries) == []
    again = server.stage([("garden.txt", GARDEN)], by="ann", origins={"garden.txt": THERE})
    assert again.job is not None
    server.confirm(again.job, by="ann")
    server.add([("handbook.md", HANDBOOK)], by="ann", origins={"handbook.md": HERE})
    assert cited(libraries, 1) == [("garden.txt", THERE)]
    server.remove("garden.txt", by="ann")
    server.bring_back("garden.txt", by="ann")
    assert cited(libraries, 1) == [("garden.txt", THERE)]
    server.remove("garden.txt", by="ann", purge=True)
    assert kept(libraries) == [HERE]


def test_documents_of_the_same_bytes_have_each_their_own_address(libraries: Libraries) -> None:
    server = libraries.server(1)
    server.add([("garden.txt", GARDEN)], by="ann")
    server.add([("private.txt", GARDEN)], by="ann", origins={"private.txt": HERE})
    server.limit("private.txt", Limits(channels=frozenset({99})), by="ann")
    others = Viewer(frozenset({1}))
    [quote] = server.ask(PEAR, quotes=1, viewer=others).quotes
    assert (quote.citation.source, quote.citation.origin) == ("garden.txt", "")
    # What waits to be confirmed, and is cancelled then, changes nothing of what is cited.
    staged = server.stage([("copy.txt", GARDEN)], by="ann", origins={"copy.txt": THERE})
    [quote] = server.ask(PEAR, quotes=1, viewer=others).quotes
    assert (quote.citation.source, quote.citation.origin) == ("garden.txt", "")
    assert staged.job is not None
    server.discard(staged.job, by="ann")
    server.remove("private.txt", by="ann", purge=True)
    assert kept(libraries) == []


def test_a_damaged_address_is_shown_nowhere_and_let_go(
    libraries: Libraries, encoder: Encoder
) -> None:
    shared = libraries.shared
    shared.add([("garden.txt", GARDEN)], by="ann", origins={"garden.txt": HERE})
    with libraries.store.writing() as writer:
        writer.connection.execute("UPDATE origin SET link = 'https://elsewhere.example'")
    assert cited(libraries) == []
    assert shared.ask(PEAR, viewer=OPERATOR).withheld > 0
    list(repair(libraries.store, encoder))
    assert cited(libraries) == [("garden.txt", "")]
    assert [each for each in libraries.events() if HERE in each.what] == []
    found = examine(libraries.store, encoder, deep=True)
    assert [each.what for each in found if each.severity is not Severity.FINE] == []
