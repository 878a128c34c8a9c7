"""Files that wait to be confirmed, and what adding them would change."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from index.errors import UnknownJobError
from index.libraries import Libraries
from index.staging import KEPT_SECONDS, Staging
from index.types import (
    JobState,
    Occasion,
    Owing,
    Preview,
    Reasked,
    Rehearsal,
    Revision,
    Staged,
)
from tests.conftest import GARDEN, HANDBOOK, PEAR, RETURNS, OpenLibraries

NEWER = HANDBOOK.replace(b"**thirty\r\ndays**", b"**sixty\r\ndays**").replace(
    b"## Opening hours", b"## Hours"
)


def silent(_: object) -> None:
    pass


def ask(libraries: Libraries, question: str, *, private: bool = False) -> None:
    occasion = Occasion(private=private, server=1, channel=7)
    libraries.server(1).ask(question, who="discord:1", occasion=occasion)


def test_nothing_changes_until_it_is_confirmed(libraries: Libraries) -> None:
    library = libraries.server(1)
    library.add([("handbook.md", HANDBOOK), ("garden.txt", GARDEN)], by="ann")
    for question in (RETURNS, PEAR, RETURNS):
        ask(libraries, question)
    ask(libraries, "How much does a repair cost?", private=True)
    before, files = library.ask(RETURNS), sorted(libraries.store.originals())
    state = library.status()

    staged = library.stage(
        [("handbook.md", NEWER), ("garden.txt", GARDEN), ("Handbook v2.md", NEWER), ("x.exe", b"")],
        by="max",
    )

    job = staged.job
    assert job is not None
    assert staged.rehearsal == Rehearsal(
        (
            Revision(
                source="handbook.md",
                added=("Hours",),
                removed=("Opening hours",),
                changed=("Returns",),
                same=1,
            ),
        ),
        asked=1,
        reasked=(Reasked(RETURNS, 7, answered=True, lost=1),),
    )
    assert [(each.source, each.state, each.near) for each in staged.previews] == [
        ("handbook.md", "changed", ()),
        ("garden.txt", "unchanged", ()),
        ("Handbook v2.md", "new", ("handbook.md",)),
        ("x.exe", "refused", ()),
    ]
    assert library.ask(RETURNS).quotes == before.quotes
    assert library.status() == state
    assert set(libraries.store.originals()) - set(files) == {sha256(NEWER).hexdigest()}
    assert libraries.resume(silent) == []

    begun: list[int] = []
    changes = library.confirm(job, by="max", begun=begun.append)
    assert (changes.changed, changes.added, begun) == (
        ("handbook.md",),
        ("Handbook v2.md",),
        [job],
    )
    assert "sixty" in library.ask(RETURNS).quotes[0].text
    with pytest.raises(UnknownJobError) as caught:
        library.confirm(job, by="max")
    assert str(caught.value) == f"Job {job} has ended already: it is done."
    assert ("max", f"confirm job {job}") in [(each.who, each.what) for each in libraries.events()]


def test_what_is_known_already_waits_for_nothing(libraries: Libraries) -> None:
    library = libraries.server(1)
    library.add([("garden.txt", GARDEN)], by="ann")
    staged = library.stage([("garden.txt", GARDEN)], by="ann")
    assert staged == Staged(None, (staged.previews[0],))
    assert isinstance(staged.previews[0], Preview)


def test_a_staged_job_of_another_library_is_not_known(libraries: Libraries) -> None:
    job = libraries.server(1).stage([("garden.txt", GARDEN)], by="ann").job
    assert job is not None
    for do in (libraries.server(2).confirm, libraries.server(2).discard):
        with pytest.raises(UnknownJobError) as caught:
            do(job, by="eve")
        assert str(caught.value) == (
            f"There is no job {job} here. The list of jobs shows the numbers."
        )
    assert list((libraries.store.folder / "jobs").iterdir()) == []


def test_what_is_let_go_leaves_no_bytes(libraries: Libraries) -> None:
    library = libraries.server(1)
    job = library.stage([("garden.txt", GARDEN)], by="ann").job
    assert job is not None
    assert library.discard(job, by="ann").state is JobState.CANCELLED
    assert list(libraries.store.originals()) == []
    with pytest.raises(UnknownJobError):
        library.confirm(job, by="ann")


def test_after_a_day_it_is_gone(libraries: Libraries) -> None:
    library = libraries.server(1)
    job = library.stage([("garden.txt", GARDEN)], by="ann").job
    assert job is not None
    [made] = [each.made for each in libraries.jobs.known()]
    Staging(libraries.store, libraries.jobs, clock=lambda: made + KEPT_SECONDS).expire()
    assert [each.state for each in libraries.jobs.known()] == [JobState.STAGED]
    later = Staging(libraries.store, libraries.jobs, clock=lambda: made + KEPT_SECONDS + 1)
    with pytest.raises(UnknownJobError) as caught:
        later.confirm(job, library=library.name, by="ann", report=silent)
    assert str(caught.value) == f"Job {job} has ended already: it is cancelled."
    assert list(libraries.store.originals()) == []


def test_it_waits_over_a_restart(libraries: Libraries, open_libraries: OpenLibraries) -> None:
    job = libraries.server(1).stage([("garden.txt", GARDEN)], by="ann").job
    assert job is not None
    libraries.close()
    again = open_libraries()
    assert again.resume(silent) == []
    assert again.server(1).confirm(job, by="ann").added == ("garden.txt",)


def test_what_is_owed_is_kept_until_it_is_settled(
    libraries: Libraries, open_libraries: OpenLibraries, data: Path
) -> None:
    here, there = (
        Owing("de", True, 1, 2, who="discord:7", author="discord:7"),
        Owing("en-US", answers=("a1", "b2")),
    )
    libraries.owed.note(12, here)
    libraries.owed.note(5, there)
    # As written by versions that noted neither who began it nor what for.
    old = '{"locale": "fr", "private": false, "server": 1, "channel": 3, "messages": []}'
    (data / "jobs" / "6.owed").write_text(old)
    (data / "jobs" / "7.owed").write_text("{")
    noted = Owing("fr", False, 1, 3)
    assert open_libraries().owed.all() == {5: there, 6: noted, 12: here}
    libraries.owed.settle(12, there)  # another's note of the same number
    assert libraries.owed.all() == {5: there, 6: noted, 12: here}
    libraries.owed.settle(12, here)
    libraries.owed.settle(12)
    assert libraries.owed.all() == {5: there, 6: noted}
    assert not (data / "jobs" / "7.owed").exists()
