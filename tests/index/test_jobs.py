"""Jobs: what breaks off is gone on with, what is cancelled ends, and libraries take turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from threading import Event, Thread

import pytest

from index import jobs as jobs_module
from index.errors import BusyError, CancelledError, StoppingError, StoreError, UnknownJobError
from index.jobs import CUT_SHORT, Begun
from index.libraries import Libraries
from index.library import Library
from index.types import OPERATOR, Changes, Job, JobState, Progress, Refusal
from tests.conftest import GARDEN, HANDBOOK, PEAR, PEAR_QUOTE, OpenLibraries

NEWS = b"# News\n\nThe shop has moved to Harbour Street.\n"
FILES = [("garden.txt", GARDEN), ("handbook.md", HANDBOOK), ("news.md", NEWS)]


class Killed(BaseException):
    """What a killed process leaves behind: nothing is tidied up."""


def silent(progress: Progress) -> None:
    """Report to nobody."""


def at(stage: str, source: str, act: Callable[[], object]) -> Callable[[Progress], None]:
    """A report that acts when a file is worked on at a stage, once all files are collected."""
    seen: list[str] = []

    def report(progress: Progress) -> None:
        seen.append(progress.detail)
        if (progress.stage, progress.detail) == (stage, source) and seen.count(source) == 2:
            act()

    return report


def stop(error: BaseException) -> Callable[[], object]:
    def act() -> object:
        raise error

    return act


def sources(library: Library) -> list[str]:
    return [each.source for each in library.documents()]


def told(job: Job) -> tuple[object, ...]:
    """A job without its times."""
    return job.id, job.library, job.kind, job.who, job.state, job.tries, job.note, job.done


def test_a_job_that_was_killed_between_two_files_is_gone_on_with(
    libraries: Libraries, open_libraries: OpenLibraries
) -> None:
    with pytest.raises(Killed):
        libraries.shared.add(FILES, by="ann", report=at("read", "handbook.md", stop(Killed())))
    assert sources(libraries.shared) == ["garden.txt"]
    assert PEAR_QUOTE in libraries.shared.ask(PEAR).quotes[0].text  # by the delta
    assert libraries.shared.status(OPERATOR).generation == 0

    later = open_libraries()
    [(job, changes)] = later.resume(silent)

    assert told(job) == (1, "shared", "add", "ann", JobState.RUNNING, 1, "", 1)
    assert changes == Changes(
        added=("garden.txt", "handbook.md", "news.md"), passages=5, embedded=5
    )
    assert sources(later.shared) == ["garden.txt", "handbook.md", "news.md"]
    assert later.shared.status(OPERATOR).generation == 1
    [done] = later.jobs.known()
    assert told(done) == (1, "shared", "add", "ann", JobState.DONE, 2, "", 3)
    assert later.resume(silent) == []


def test_adding_again_goes_on_where_a_killed_job_was(libraries: Libraries) -> None:
    with pytest.raises(Killed):
        libraries.shared.add(FILES, by="ann", report=at("read", "handbook.md", stop(Killed())))

    changes = libraries.shared.add(FILES, by="ann")

    assert changes == Changes(
        added=("handbook.md", "news.md"), unchanged=("garden.txt",), passages=4, embedded=4
    )
    [(_, left)] = libraries.resume(silent)
    assert left == Changes(
        added=("garden.txt",), unchanged=("handbook.md", "news.md"), passages=1, embedded=1
    )


def test_what_was_collected_before_a_kill_is_added_later(libraries: Libraries) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield FILES[0]
        raise Killed

    with pytest.raises(Killed):
        libraries.shared.add(files(), by="ann")
    [job] = libraries.jobs.known()
    assert told(job) == (1, "shared", "add", "ann", JobState.COLLECTING, 0, "", 0)

    [(_, changes)] = libraries.resume(silent)

    assert changes == Changes(added=("garden.txt",), passages=1, embedded=1)
    [job] = libraries.jobs.known()
    assert told(job) == (1, "shared", "add", "ann", JobState.DONE, 1, CUT_SHORT, 1)


def adds(library: Library, begun: Begun) -> None:
    library.add(FILES[1:], by="ann", begun=begun)


def confirms(library: Library, begun: Begun) -> None:
    staged = library.stage(FILES[1:], by="ann")
    assert staged.job is not None
    library.confirm(staged.job, by="ann", begun=begun)


def rebuilds(library: Library, begun: Begun) -> None:
    library.rebuild(by="ann", begun=begun)


def defines(library: Library, begun: Begun) -> None:
    library.glossary.add("pear = apple", by="ann", begun=begun)


def undefines(library: Library, begun: Begun) -> None:
    library.glossary.remove("plum", by="ann", begun=begun)


@pytest.mark.parametrize("do", [adds, confirms, rebuilds, defines, undefines])
def test_what_is_kept_of_a_beginning_is_there_before_the_job_and_undone_with_it(
    do: Callable[[Library, Begun], None], libraries: Libraries, open_libraries: OpenLibraries
) -> None:
    library = libraries.shared
    library.add([FILES[0], ("glossary.txt", b"plum = damson\nfig = sycamore\n")], by="ann")
    staged = [JobState.STAGED] if do is confirms else []
    seen: list[tuple[int, list[JobState]]] = []

    def begun(job_id: int) -> None:
        seen.append((job_id, [each.state for each in open_libraries().jobs.known()]))
        raise Killed

    with pytest.raises(Killed):
        do(library, begun)

    assert seen == [(2, [*staged, JobState.DONE])]
    assert [each.state for each in libraries.jobs.known()] == [*staged, JobState.DONE]
    assert open_libraries().resume(silent) == []


def test_nobody_takes_a_job_that_is_still_collected(
    libraries: Libraries, open_libraries: OpenLibraries
) -> None:
    others: list[object] = []

    def files() -> Iterator[tuple[str, bytes]]:
        yield FILES[0]
        others.append(open_libraries().resume(silent))
        yield FILES[1]

    assert libraries.shared.add(files(), by="ann").added == ("garden.txt", "handbook.md")
    assert others == [[]]


@pytest.mark.parametrize(
    ("error", "state", "note"),
    [
        (KeyboardInterrupt(), JobState.CANCELLED, ""),
        (StoreError("The files are gone."), JobState.FAILED, "The files are gone."),
    ],
)
def test_collecting_that_is_broken_off_ends_the_job(
    error: BaseException, state: JobState, note: str, libraries: Libraries
) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield FILES[0]
        raise error

    with pytest.raises(type(error)):
        libraries.shared.add(files(), by="ann")

    [job] = libraries.jobs.known()
    assert (job.state, job.note, job.ended is not None) == (state, note, True)
    assert sources(libraries.shared) == []
    assert libraries.resume(silent) == []


def test_a_running_job_is_cancelled_from_another_thread_and_what_was_added_stays(
    libraries: Libraries, open_libraries: OpenLibraries
) -> None:
    def cancel() -> None:
        other = open_libraries().jobs
        thread = Thread(target=other.cancel, args=[1], kwargs={"by": "bob"})
        thread.start()
        thread.join()

    with pytest.raises(CancelledError) as caught:
        libraries.shared.add(FILES, by="ann", report=at("read", "handbook.md", cancel))

    assert str(caught.value) == "The job was cancelled. What it had added before stays."
    assert sources(libraries.shared) == ["garden.txt"]
    [job] = libraries.jobs.known()
    assert told(job) == (1, "shared", "add", "ann", JobState.CANCELLED, 1, "", 1)
    assert [(each.who, each.what) for each in libraries.events()] == [
        ("ann", "add"),
        ("bob", "cancel job 1"),
    ]
    assert libraries.resume(silent) == []


def test_a_waiting_job_is_cancelled_and_never_begun(libraries: Libraries) -> None:
    libraries.shared.add(FILES, by="ann")
    number = libraries.jobs.begin_rebuild("shared", by="ann")
    assert number == 2

    cancelled = libraries.jobs.cancel(number, by="bob", library="shared")

    assert told(cancelled) == (2, "shared", "rebuild", "ann", JobState.CANCELLED, 0, "", 0)
    for use, message in (
        (lambda: libraries.jobs.run(2, silent), "There is no job 2 that could be worked on."),
        (
            lambda: libraries.jobs.cancel(2, by="bob"),
            "Job 2 has ended already: it is cancelled.",
        ),
        (
            lambda: libraries.jobs.cancel(1, by="bob", library="server-1"),
            "There is no job 1 here. The list of jobs shows the numbers.",
        ),
    ):
        with pytest.raises(UnknownJobError) as caught:
            use()
        assert str(caught.value) == message


def test_a_job_that_was_begun_five_times_fails(libraries: Libraries) -> None:
    for _ in range(5):
        with pytest.raises(Killed):
            if libraries.jobs.known():
                libraries.jobs.run(1, at_any(stop(Killed())))
            else:
                libraries.shared.add(
                    FILES, by="ann", report=at("read", "garden.txt", stop(Killed()))
                )

    assert libraries.resume(silent) == []

    [job] = libraries.jobs.known()
    assert (job.state, job.tries) == (JobState.FAILED, 6)
    assert job.note == (
        "Job 1 was begun 5 times and never came to its end. Add its files one by one to see which "
        "of them it is."
    )


def at_any(act: Callable[[], object]) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        act()

    return report


def test_a_job_that_another_process_works_on_is_let_be(
    libraries: Libraries, open_libraries: OpenLibraries
) -> None:
    other = open_libraries()
    seen: list[object] = []

    def meanwhile() -> None:
        seen.append(other.resume(silent))
        with pytest.raises(BusyError) as caught:
            other.jobs.run(1, silent)
        seen.append(str(caught.value))

    libraries.shared.add(FILES, by="ann", report=at("read", "news.md", meanwhile))

    assert seen == [[], "Job 1 is being worked on by another process."]


def test_jobs_are_listed_newest_first_with_what_became_of_them(libraries: Libraries) -> None:
    libraries.shared.add([*FILES, ("empty.txt", b""), ("bad.md", b"\x89PNG\r\n\x1a\n")], by="ann")
    libraries.server(1).add(FILES[:1], by="bob")
    libraries.shared.rebuild(by="cy")

    assert [told(each) for each in libraries.jobs.known()] == [
        (3, "shared", "rebuild", "cy", JobState.DONE, 1, "", 3),
        (2, "server-1", "add", "bob", JobState.DONE, 1, "", 1),
        (1, "shared", "add", "ann", JobState.DONE, 1, "", 4),
    ]
    assert [each.id for each in libraries.jobs.known("shared")] == [3, 1]
    assert all(each.total == each.done for each in libraries.jobs.known())


def test_only_the_last_jobs_are_kept(libraries: Libraries, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_module, "KEPT_JOBS", 2)
    for number in range(4):
        libraries.shared.add([("a.txt", b"Vase %d stands here.\n" % number)], by="ann")

    assert [each.id for each in libraries.jobs.known()] == [4, 3]


def test_an_interrupt_cancels_a_job_and_a_stop_leaves_it(libraries: Libraries) -> None:
    for error, state in (
        (KeyboardInterrupt(), JobState.CANCELLED),
        (StoppingError("Later."), JobState.RUNNING),
    ):
        with pytest.raises(type(error)):
            libraries.shared.add(FILES, by="ann", report=at("read", "news.md", stop(error)))
        [job, *_] = libraries.jobs.known()
        assert job.state is state
        libraries.shared.remove("garden.txt", by="ann")
        libraries.shared.remove("handbook.md", by="ann")

    with pytest.raises(StoppingError):
        libraries.resume(at_any(stop(StoppingError("Later."))))
    [(_, changes)] = libraries.resume(silent)
    assert changes.added == ("garden.txt", "handbook.md", "news.md")


def test_two_libraries_take_turns(libraries: Libraries, open_libraries: OpenLibraries) -> None:
    """Of one process: files of a small addition come between those of a large one."""
    done: list[str] = []
    waiting = Event()
    texts = [(f"{n}.txt", b"Vase number %d stands on the shelf.\n" % n) for n in range(4)]
    small = Thread(
        target=libraries.server(2).add,
        args=[[("b.txt", GARDEN)]],
        kwargs={"by": "bob", "report": lambda each: note("b", each)},
    )
    turns = libraries.jobs._turns

    def note(name: str, progress: Progress) -> None:
        if progress.stage == "embed" and progress.done == 0:
            done.append(name)
            if done == ["a"]:  # the other begins while this one has its turn
                small.start()
                while not waiting.is_set():
                    with turns._changed:
                        if turns._waiting:
                            waiting.set()

    libraries.server(1).add(texts, by="ann", report=lambda each: note("a", each))
    small.join(timeout=60)

    assert done == ["a", "b", "a", "a", "a"]


def test_a_job_that_is_cancelled_while_it_waits_for_its_turn_adds_nothing(
    libraries: Libraries,
) -> None:
    ends: list[str] = []
    turns = libraries.jobs._turns

    def add() -> None:
        try:
            libraries.server(2).add(FILES, by="bob")
        except CancelledError as error:
            ends.append(str(error))

    waiting = Thread(target=add)
    with turns.turn("server-1"):
        waiting.start()
        queued = False
        while not queued:
            with turns._changed:
                queued = [library for _, library in turns._waiting] == ["server-2"]
        [job] = libraries.jobs.known()
        assert told(job) == (1, "server-2", "add", "bob", JobState.RUNNING, 1, "", 0)
        libraries.jobs.cancel(1, by="ann")
    waiting.join(timeout=60)

    assert ends == ["The job was cancelled. What it had added before stays."]
    assert sources(libraries.server(2)) == []
    [job] = libraries.jobs.known()
    assert told(job) == (1, "server-2", "add", "bob", JobState.CANCELLED, 1, "", 0)
    assert list((libraries.store.folder / "jobs").iterdir()) == []
    assert list(libraries.store.originals()) == []
    assert libraries.shared.add(FILES[:1], by="cy").added == ("garden.txt",)  # turns go on


def test_a_rebuild_that_was_killed_goes_on_with_what_it_had_read(libraries: Libraries) -> None:
    libraries.shared.add(FILES, by="ann")
    before = libraries.shared.ask(PEAR)
    read: list[str] = []

    def die(progress: Progress) -> None:
        if progress.detail == "news.md":
            raise Killed

    with pytest.raises(Killed):
        libraries.shared.rebuild(by="bob", report=die)
    assert libraries.shared.ask(PEAR) == before
    with libraries.store.reading() as reader:
        made = [each.reading_id for each in reader.items(2)]
    assert made == [4, 5, None]

    [(job, changes)] = libraries.resume(lambda each: read.append(each.detail))

    assert (job.id, job.kind) == (2, "rebuild")
    assert read == ["news.md", ""]
    assert changes == Changes(
        unchanged=("garden.txt", "handbook.md", "news.md"), passages=5, embedded=0
    )
    with libraries.store.reading() as reader:
        assert [row.reading_id for row in reader.catalog(1)] == [4, 5, 6]
    assert libraries.shared.ask(PEAR) == before
    assert libraries.shared.status(OPERATOR).generation == 2


def test_a_file_whose_original_was_lost_before_it_was_read_is_refused(libraries: Libraries) -> None:
    with pytest.raises(Killed):
        libraries.shared.add(FILES, by="ann", report=at("read", "handbook.md", stop(Killed())))
    name = sha256(NEWS).hexdigest()
    (libraries.store.folder / "originals" / name[:2] / name).unlink()

    [(_, changes)] = libraries.resume(silent)

    assert changes.refused == (
        Refusal(
            "news.md",
            f"The original {name[:12]}… can't be read from {libraries.store.folder}: No such file "
            "or directory. Add the document again.",
        ),
    )
