"""Additions and rebuilds as jobs of the record: they outlast the process that began them.

A job is a list of files, each under the fingerprint of its bytes, which are kept before the job
names them. Whoever holds a job's lock works on it, file by file; what is done is committed with
the file's line in the job, so that after a crash the next one goes on where it was. Between two
files, and between two parts of a long one, the turn goes to the library that waited longest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType

from index.build import Prepared, embed, kept_indexes, merge, next_epoch, publish
from index.embed import Encoder
from index.errors import (
    BusyError,
    CancelledError,
    DiskFullError,
    FootnoteError,
    ModelMismatchError,
    StoppedError,
    StoppingError,
    StoreError,
    UnknownJobError,
    UnreadableError,
)
from index.generation import LackingError, make_segment
from index.intake import Intake
from index.record import ItemRow, LibraryRow, Writer, passage_hash
from index.store import Store
from index.turns import Turns
from index.types import Changes, Job, JobState, Note, Passage, Progress, Refusal, Report

log = logging.getLogger(__name__)

MAX_TRIES = 5  # a job that ended the process so often is not begun again
TROUBLE = (BusyError, DiskFullError, StoppedError)
KEPT_JOBS = 200  # of a library, that have ended
CUT_SHORT = (
    "It broke off before all of its files had come. Add those again that are not among the "
    "documents."
)

NO_ORIGINS: Mapping[str, str] = MappingProxyType({})
Begun = Callable[[int], None]  # is told the number of a job


def _nothing(job_id: int) -> None:
    """Keep nothing of a job's beginning."""


def check_model(encoder: Encoder, row: LibraryRow) -> None:
    """Refuse an index that another model made: its vectors mean something else.

    Raises:
        ModelMismatchError: it is one.
    """
    if row.model and row.model.fingerprint != encoder.fingerprint:
        remedy = "/index rebuild" if row.name.startswith("server-") else "footnote rebuild"
        raise ModelMismatchError(
            f"The index was made with the model {row.model.name}, and the settings name "
            f"{encoder.name}. Run “{remedy}”, or set FOOTNOTE_MODEL={row.model.name}."
        )


class Jobs:
    """The jobs of one data folder. Every method may be called from any thread."""

    def __init__(self, store: Store, encoder: Encoder, intake: Intake) -> None:
        """Work on the jobs in `store`."""
        self._store = store
        self._encoder = encoder
        self._intake = intake
        self._turns = Turns()
        self._texts: dict[int, set[str]] = {}  # for each job at work the texts it has extracted

    def known(self, library: str | None = None) -> list[Job]:
        """The jobs of a library, or of all; newest first."""
        with self._store.reading() as reader:
            return reader.jobs(library)

    def cancel(self, job_id: int, *, by: str, library: str | None = None) -> Job:
        """End a job; what it has added stays. Who works on it stops at the next file or part.

        Raises:
            UnknownJobError: there is no such job (in this library), or it has ended.
        """
        with self._store.writing() as writer:
            job = writer.job(job_id)
            if job is None or library not in (None, job.library):
                raise UnknownJobError(
                    f"There is no job {job_id} here. The list of jobs shows the numbers."
                )
            if job.state.ended:
                raise UnknownJobError(f"Job {job_id} has ended already: it is {job.state}.")
            writer.set_job(job_id, JobState.CANCELLED)
            row = writer.make_library(job.library)
            writer.record(row.id, by, f"cancel job {job_id}", None, None)
            writer.drop_readings(writer.unused_readings())
        self._clear_up(job_id)
        return replace(job, state=JobState.CANCELLED)

    def add(
        self,
        library: str,
        files: Iterable[tuple[str, bytes]],
        *,
        by: str,
        report: Report,
        begun: Begun | None = None,
        origins: Mapping[str, str] = NO_ORIGINS,
    ) -> Changes:
        """Add or replace documents: collect them as a job, and work on it to its end.

        `begun` is called with the job's number before anybody else can know of the job: what it
        keeps is there for whoever goes on with it. If it raises, there is no job. `origins` are the
        addresses from which files were taken, by source.
        """
        order: dict[str, int] = {}
        with ExitStack() as held:  # so that nobody takes the job for one that was left
            job_id, collected = self._collect(
                library, files, by, report, order, held, begun or _nothing, origins
            )
            if job_id is None:
                return collected
            done = self.run_held(job_id, report)
        return _joined(collected, done, order)

    def _collect(
        self,
        library: str,
        files: Iterable[tuple[str, bytes]],
        by: str,
        report: Report,
        order: dict[str, int],
        held: ExitStack,
        begun: Begun,
        origins: Mapping[str, str],
    ) -> tuple[int | None, Changes]:
        """Keep the bytes of what is new, in a job; what needs no work is told at once.

        `order` takes down in which order the files came, `held` holds the job.
        """
        with self._store.reading() as reader:
            row = reader.library(library)
            known = reader.fingerprints(row.id) if row else {}
        if row:
            check_model(self._encoder, row)
        job_id: int | None = None
        unchanged: list[str] = []
        refused: list[Refusal] = []
        try:
            for number, (source, data) in enumerate(files):
                report(Progress("read", number, number + 1, source))
                if reason := self._intake.refusal(source, data, order):
                    name = source.encode(errors="replace").decode()
                    refused.append(Refusal(name, reason))
                    order.setdefault(name, number)
                    continue
                order[source] = number
                fingerprint = sha256(data).hexdigest()
                if known.get(source) == fingerprint and self._intake.mend(library, source, data):
                    unchanged.append(source)
                    continue
                self._store.check_room(len(data))
                with self._store.writing() as writer:
                    self._store.save_original(data)  # and nobody drops it before it is named
                    made = job_id
                    if made is None:
                        row = writer.make_library(library)
                        made = writer.make_job(row.id, "add", by, JobState.COLLECTING)
                        begun(made)
                        held.enter_context(self._store.holding(made))
                    writer.add_item(made, source, fingerprint, origins.get(source, ""))
                job_id = made  # there is none before the commit
        except (FootnoteError, KeyboardInterrupt) as error:
            self._give_up(job_id, error)
            raise
        if job_id is not None:
            with self._store.writing() as writer:
                writer.set_job(job_id, JobState.WAITING)
        return job_id, Changes(unchanged=tuple(unchanged), refused=tuple(refused))

    def _give_up(self, job_id: int | None, error: BaseException) -> None:
        """End a job that can't be gone on with, as far as the disk lets us."""
        if job_id is None:
            return
        cancelled = isinstance(error, KeyboardInterrupt)
        try:
            with self._store.writing() as writer:
                job = writer.job(job_id)
                if job is None or job.state.ended:
                    return
                state = JobState.CANCELLED if cancelled else JobState.FAILED
                writer.set_job(job_id, state, note="" if cancelled else str(error))
                writer.drop_readings(writer.unused_readings())
            self._clear_up(job_id)
        except StoreError as trouble:
            log.error("job %s could not be ended: %s", job_id, trouble)

    def begin_rebuild(self, library: str, *, by: str, begun: Begun | None = None) -> int | None:
        """Make a job of every document of a library; None if there is no library.

        `begun` is called as by `add`.
        """
        with self._store.writing() as writer:
            row = writer.library(library)
            if row is None:
                return None
            job_id = writer.make_job(row.id, "rebuild", by, JobState.WAITING)
            (begun or _nothing)(job_id)
            for source, fingerprint in sorted(writer.fingerprints(row.id).items()):
                writer.add_item(job_id, source, fingerprint)
        return job_id

    def outcome(self, job_id: int) -> tuple[Job, Changes] | None:
        """A job that is known, and what it has come to so far; None if it isn't known any more."""
        with self._store.reading() as reader:
            job = reader.job(job_id)
            return (job, _changes(job, reader.items(job_id))) if job else None

    def resume(self, report: Report, *, library: str | None = None) -> list[tuple[Job, Changes]]:
        """Work on all jobs that somebody left; those that another process works on are let be.

        So are those that wait for somebody to confirm them.

        Raises:
            StoppingError: `report` raised it; what is left is gone on with another time.
        """
        done: list[tuple[Job, Changes]] = []
        for job in reversed(self.known(library)):
            if job.state.ended or job.state is JobState.STAGED:
                continue
            try:
                changes = self.run(job.id, report)
            except (BusyError, UnknownJobError, CancelledError):
                continue
            except StoppingError:
                raise  # all of them are gone on with later
            except FootnoteError as error:
                log.error("job %s failed: %s", job.id, error)
                continue
            done.append((job, changes))
        return done

    def run(self, job_id: int, report: Report) -> Changes:
        """Work on a job until it is done.

        Raises:
            UnknownJobError: it has ended, or never was.
            BusyError: another process works on it.
            CancelledError: somebody cancelled it meanwhile.
            FootnoteError: it can't be done; the job says why.
        """
        with self._store.holding(job_id) as mine:
            if not mine:
                raise BusyError(f"Job {job_id} is being worked on by another process.")
            return self.run_held(job_id, report)

    def _clear_up(self, job_id: int, texts: Iterable[str] = ()) -> None:
        """Delete what only a job that has ended needed: its lock, and originals nothing names.

        `texts` are the SHA-256 of the texts that it extracted.
        """
        try:
            with self._store.writing() as writer:
                job = writer.job(job_id)
                if job is None or job.state.ended:
                    among = {*texts, *(each.fingerprint for each in writer.items(job_id))}
                    named = writer.originals()
                    writer.drop_item_origins(job_id)
                    self._store.drop_originals(unless=named, older=0, among=among)
                    if job and job.kind == "rebuild":  # the texts of readings that it let go
                        self._store.drop_originals(unless=named)
                    self._store.forget_holding(job_id)
        except StoreError as error:  # the doctor finds it
            log.warning("what job %s leaves behind stays for now: %s", job_id, error)

    def run_held(self, job_id: int, report: Report) -> Changes:
        """The same of a job that the caller holds."""
        try:
            return self._run_begun(job_id, report)
        finally:
            self._clear_up(job_id, self._texts.pop(job_id, ()))

    def _run_begun(self, job_id: int, report: Report) -> Changes:
        job = self._begin(job_id)
        try:
            self._work(job, report)
        except (CancelledError, StoppingError, BusyError):
            raise  # over already, or to be gone on with
        except DiskFullError as error:
            self._give_up(job_id, error)
            raise DiskFullError(self._how_far(job_id, error)) from error
        except (FootnoteError, KeyboardInterrupt) as error:
            self._give_up(job_id, error)
            raise
        with self._store.reading() as reader:
            items = reader.items(job_id)
        changes = _changes(job, items)
        log.info("job %s of library %s: %s", job_id, job.library, changes)
        return changes

    def _how_far(self, job_id: int, error: DiskFullError) -> str:
        """Why an addition failed, and what of it was done before."""
        with self._store.reading() as reader:
            job = reader.job(job_id)
        if job is None or job.kind != "add" or job.total == 1:
            return str(error)
        return f"{error} {job.done} of {job.total} files had been added."

    def _begin(self, job_id: int) -> Job:
        with self._store.writing() as writer:
            job = writer.job(job_id)
            if job is None or job.state.ended or job.state is JobState.STAGED:
                raise UnknownJobError(f"There is no job {job_id} that could be worked on.")
            tries = writer.begin_job(job_id)
            if job.state is JobState.COLLECTING:  # whoever brought its files is gone
                writer.set_job(job_id, JobState.RUNNING, note=CUT_SHORT)
        if tries > MAX_TRIES:
            error = StoreError(
                f"Job {job_id} was begun {MAX_TRIES} times and never came to its end. Add its "
                "files one by one to see which of them it is."
            )
            self._give_up(job_id, error)
            raise error
        return job

    def _work(self, job: Job, report: Report) -> None:
        steps = self._rebuild(job, report) if job.kind == "rebuild" else self._add(job, report)
        more = True
        while more:
            with self._turns.turn(job.library):
                with self._store.reading() as reader:
                    _check_cancelled(reader.job(job.id))
                more = next(steps, None) is not None
        if job.kind == "add":
            report(Progress("index", 0, 1))
        try:
            merge(self._store, self._encoder, job.library)
        except StoreError as error:  # the delta answers; the next change tries again
            log.error("no index was made of library %s: %s", job.library, error)

    def _add(self, job: Job, report: Report) -> Iterator[bool]:
        """The steps of an addition."""
        with self._store.reading() as reader:
            items = reader.items(job.id)
        waiting = [item for item in items if item.state == "waiting"]
        for item in waiting:
            report(Progress("read", item.number, len(items), item.source))
            yield from self._add_one(job, item, report)
            yield True
        if not waiting:  # it was interrupted just before its end
            with self._store.writing() as writer:
                self._end_if_done(writer, job)

    def _add_one(self, job: Job, item: ItemRow, report: Report) -> Iterator[bool]:
        """Read a file, embed it, and let it answer; unless it does already."""
        try:
            if self._is_known(job, item):
                return
            prepared = self._prepare(job, item)
        except TROUBLE:
            raise  # of the disk, not of the file
        except (UnreadableError, StoreError) as error:
            self._refuse(job, item, str(error))
            return
        embedded = 0
        for _ in range(MAX_TRIES):
            for count in embed(self._store, self._encoder, prepared.passages, report):
                embedded += count
                yield True
            try:
                with self._store.writing() as writer:
                    _check_cancelled(writer.job(job.id))
                    row = writer.make_library(job.library)
                    check_model(self._encoder, row)
                    if row.model is None:
                        writer.set_model(row.id, self._encoder.model)
                    before = writer.version_of(row.id, item.source)
                    document_id, version_id = writer.save_version(
                        row.id, item.source, item.fingerprint, prepared.size, job.who
                    )
                    writer.keep_origin(job.id, version_id, item.number)
                    reading_id = writer.save_reading(
                        *(document_id, version_id, prepared.document),
                        *(prepared.keys(), prepared.passages),
                    )
                    self._intake.keep(prepared)
                    _check_vectors(writer, self._encoder, [reading_id])
                    writer.set_reading(row.id, item.source, document_id, version_id, reading_id)
                    writer.record(row.id, job.who, "add", item.source, item.fingerprint)
                    writer.set_item(
                        job.id,
                        item.number,
                        "changed" if before else "added",
                        passages=len(prepared.passages),
                        embedded=embedded,
                        notes=prepared.document.notes,
                    )
                    self._end_if_done(writer, job)
            except LackingError:
                continue  # another process dropped a passage of the same words meanwhile
            return
        raise BusyError("Other changes keep getting in the way. Try again in a moment.")

    def _prepare(self, job: Job, item: ItemRow, *, again: bool = False) -> Prepared:
        """Read and cut a file, and remember which text was kept for it."""
        prepared = self._intake.prepare(job.library, item.source, item.fingerprint, again=again)
        self._texts.setdefault(job.id, set()).add(
            sha256(prepared.document.text.encode()).hexdigest()
        )
        return prepared

    def _is_known(self, job: Job, item: ItemRow) -> bool:
        """Whether somebody else added the same bytes meanwhile; the job says so then."""
        with self._store.reading() as reader:
            row = reader.library(job.library)
            known = reader.fingerprints(row.id) if row else {}
        data = self._store.original(item.fingerprint)
        if known.get(item.source) != item.fingerprint or not self._intake.mend(
            job.library, item.source, data
        ):
            return False
        with self._store.writing() as writer:
            _check_cancelled(writer.job(job.id))
            writer.set_item(job.id, item.number, "unchanged")
            self._end_if_done(writer, job)
        return True

    def _refuse(self, job: Job, item: ItemRow, reason: str) -> None:
        with self._store.writing() as writer:
            _check_cancelled(writer.job(job.id))
            writer.set_item(job.id, item.number, "refused", notes=[reason])
            if job.kind == "add":
                self._end_if_done(writer, job)

    def _end_if_done(self, writer: Writer, job: Job) -> None:
        """End an addition with its last file: what follows on a full disk can't undo it."""
        now = writer.job(job.id)
        _check_cancelled(now)
        if now and now.done == now.total:
            self._end(writer, job)

    def _end(self, writer: Writer, job: Job) -> None:
        now = writer.job(job.id)
        writer.set_job(job.id, JobState.DONE, note=now.note if now else "")
        row = writer.library(job.library)
        if row:
            writer.forget_jobs(row.id, KEPT_JOBS)

    def _rebuild(self, job: Job, report: Report) -> Iterator[bool]:
        """The steps of a rebuild: beside what answers, which is replaced in one transaction."""
        with self._store.reading() as reader:
            items = reader.items(job.id)
        for item in items:
            if item.state == "waiting":
                report(Progress("read", item.number, len(items), item.source))
                yield from self._read_again(job, item, report)
                yield True
        lost: tuple[int, ...] = ()
        for _ in range(MAX_TRIES):
            passages = self._unembedded(job, lost)
            for _count in embed(self._store, self._encoder, passages, report):
                yield True
            report(Progress("index", 0, 1))
            try:
                self._replace(job)
            except LackingError as error:
                lost = error.readings  # damaged, or of another model and just added
            else:
                return
        raise BusyError("Other changes keep getting in the way. Try again in a moment.")

    def _read_again(self, job: Job, item: ItemRow, report: Report) -> Iterator[bool]:
        """Read a document again from its original, embed it, and keep the reading for later."""
        try:
            prepared = self._prepare(job, item, again=True)
        except TROUBLE:
            raise  # of the disk, not of the file
        except (UnreadableError, StoreError) as error:
            self._refuse(job, item, f"“{item.source}”: {error}")
            return
        embedded = 0
        for count in embed(self._store, self._encoder, prepared.passages, report):
            embedded += count
            yield True
        with self._store.writing() as writer:
            _check_cancelled(writer.job(job.id))
            row = writer.make_library(job.library)
            found = writer.version_of(row.id, item.source)
            reading_id = None
            if found and writer.fingerprints(row.id).get(item.source) == item.fingerprint:
                reading_id = writer.save_reading(
                    *(found[0], found[1], prepared.document),
                    *(prepared.keys(), prepared.passages),
                )
                self._intake.keep(prepared)
            else:  # replaced, removed or purged meanwhile
                writer.drop_vectors(map(passage_hash, prepared.passages))
            writer.set_item(
                job.id,
                item.number,
                "unchanged",
                reading_id=reading_id,
                passages=len(prepared.passages),
                embedded=embedded,
            )

    def _targets(
        self, writer: Writer, job: Job, row: LibraryRow
    ) -> dict[str, tuple[int, int, int]]:
        """(document, version, reading) that will answer under each name after a rebuild.

        What somebody replaced or removed meanwhile stays replaced or removed.
        """
        read = {(each.source, each.fingerprint): each.reading_id for each in writer.items(job.id)}
        targets: dict[str, tuple[int, int, int]] = {}
        for source, fingerprint in writer.fingerprints(row.id).items():
            found = writer.version_of(row.id, source)
            if found:
                reading = read.get((source, fingerprint)) or found[2]
                targets[source] = (found[0], found[1], reading)
        return targets

    def _unembedded(self, job: Job, lost: Iterable[int]) -> list[Passage]:
        """Passages of the coming generation that have no vectors of the model yet."""
        with self._store.writing() as writer:
            row = writer.make_library(job.library)
            readings = [each[2] for each in self._targets(writer, job, row).values()]
            lacking = {*writer.lacking(self._encoder.model, readings), *lost}
            return [passage for each in lacking for passage in writer.reading_passages(each)]

    def _replace(self, job: Job) -> None:
        """Index the new readings, and let them answer."""
        with self._store.writing() as writer:
            row = writer.make_library(job.library)
            targets = self._targets(writer, job, row)
        readings = frozenset(each[2] for each in targets.values())
        with self._store.reading() as reader:
            segment = make_segment(reader, self._encoder.model, readings)
        data = segment.index.to_bytes()
        digest = self._store.save_index(row.id, data)
        with self._store.alone():
            self._replace_by(job, digest, data, readings)

    def _replace_by(self, job: Job, digest: str, data: bytes, readings: frozenset[int]) -> None:
        """Let the new readings and their index answer, and delete those that nobody needs now."""
        with self._store.writing() as writer:
            _check_cancelled(writer.job(job.id))
            row = writer.make_library(job.library)
            targets = self._targets(writer, job, row)
            _check_vectors(writer, self._encoder, [each[2] for each in targets.values()])
            if lost := writer.missing_readings(readings):
                raise LackingError(lost)
            for source, ids in targets.items():
                if writer.version_of(row.id, source) != ids:
                    writer.set_reading(row.id, source, *ids)
            writer.record(row.id, job.who, "rebuild", None, None)
            self._end(writer, job)
            epoch = next_epoch(writer.generations(row.id))
            publish(writer, row, epoch, self._encoder.model, digest, readings)
            kept = kept_indexes(self._store, writer, row.id, digest, data)
        self._store.drop_indexes(row.id, unless=kept)


def _check_cancelled(job: Job | None) -> None:
    if job is None or job.state is JobState.CANCELLED:
        raise CancelledError("The job was cancelled. What it had added before stays.")


def _check_vectors(writer: Writer, encoder: Encoder, readings: Iterable[int]) -> None:
    if lacking := writer.lacking(encoder.model, readings):
        raise LackingError(lacking)


def _changes(job: Job, items: Iterable[ItemRow]) -> Changes:
    """What a job came to."""
    by_state: dict[str, list[ItemRow]] = {}
    for item in items:
        by_state.setdefault(item.state, []).append(item)

    def sources(state: str) -> tuple[str, ...]:
        return tuple(each.source for each in by_state.get(state, ()))

    done = [each for state, found in by_state.items() if state != "refused" for each in found]
    return Changes(
        added=sources("added"),
        changed=sources("changed"),
        unchanged=sources("unchanged"),
        refused=tuple(Refusal(each.source, each.notes[0]) for each in by_state.get("refused", ())),
        notes=tuple(Note(each.source, text) for each in done for text in each.notes),
        passages=sum(each.passages for each in done),
        embedded=sum(each.embedded for each in done),
        passages_of={each.source: each.passages for each in done},
    )


def _joined(collected: Changes, done: Changes, order: dict[str, int]) -> Changes:
    refused = (*collected.refused, *done.refused)
    return Changes(
        added=done.added,
        changed=done.changed,
        unchanged=(*collected.unchanged, *done.unchanged),
        refused=tuple(sorted(refused, key=lambda each: order[each.source])),
        notes=done.notes,
        passages=done.passages,
        embedded=done.embedded,
        passages_of=done.passages_of,
    )
