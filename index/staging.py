"""Files that wait until somebody confirms that they are to be added: a job that nobody works on.

Their bytes are kept as those of any job are, so that a confirmation works after a restart; after a
day they go.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping

from index.errors import UnknownJobError
from index.jobs import NO_ORIGINS, Begun, Jobs
from index.record import Writer
from index.store import Store
from index.types import Changes, Job, JobState, Report

KEPT_SECONDS = 86_400.0
BY = "footnote"  # who lets go of what nobody confirmed, for the record


class Staging:
    """The files of one data folder that wait. Every method may be called from any thread."""

    def __init__(self, store: Store, jobs: Jobs, *, clock: Callable[[], float] = time.time) -> None:
        """Keep files in `store`, and hand what is confirmed to `jobs`."""
        self._store = store
        self._jobs = jobs
        self._clock = clock

    def keep(
        self,
        library: str,
        files: Iterable[tuple[str, bytes]],
        *,
        by: str,
        origins: Mapping[str, str] = NO_ORIGINS,
    ) -> int:
        """Keep files, given as (source, bytes), for a day; the number of the job that holds them.

        `origins` are the addresses from which files were taken, by source.

        Raises:
            BusyError: another process is changing the library.
            DiskFullError: there is no room.
        """
        with self._store.writing() as writer:
            row = writer.make_library(library)
            job_id = writer.make_job(row.id, "add", by, JobState.STAGED)
        for source, data in files:
            self._store.check_room(len(data))
            with self._store.writing() as writer:
                fingerprint = self._store.save_original(data)
                writer.add_item(job_id, source, fingerprint, origins.get(source, ""))
        return job_id

    def check(self, job_id: int, *, library: str) -> Job:
        """The job, if it waits to be confirmed in this library.

        Raises:
            UnknownJobError: it doesn't.
        """
        with self._store.reading() as reader:
            return _check_staged(reader.job(job_id), job_id, library)

    def confirm(
        self,
        job_id: int,
        *,
        library: str,
        by: str,
        report: Report,
        begun: Begun | None = None,
    ) -> Changes:
        """Add the files that a job holds; `begun` is called in the change that confirms it.

        Raises:
            UnknownJobError: this library has no such job, or it was confirmed or cancelled before,
                or its files were kept long enough.
            FootnoteError: see `Library.add`.
        """
        self.check(job_id, library=library)
        with self._store.holding(job_id) as mine:
            if not mine:
                raise UnknownJobError(_CONFIRMED.format(job=job_id))
            self.expire()
            with self._store.writing() as writer:
                self._confirm(writer, job_id, library, by)
                if begun is not None:
                    begun(job_id)
            return self._jobs.run_held(job_id, report)

    def _confirm(self, writer: Writer, job_id: int, library: str, by: str) -> None:
        job = _check_staged(writer.job(job_id), job_id, library)
        writer.set_job(job_id, JobState.WAITING)
        row = writer.make_library(job.library)
        writer.record(row.id, by, f"confirm job {job_id}", None, None)

    def discard(self, job_id: int, *, library: str, by: str) -> Job:
        """Let go of the files that a job holds.

        Raises:
            UnknownJobError: this library has no such job, or it does not wait any more.
        """
        self.check(job_id, library=library)
        return self._jobs.cancel(job_id, by=by, library=library)

    def expire(self) -> None:
        """Let go of what was kept for a day and never confirmed."""
        before = self._clock() - KEPT_SECONDS
        for job in self._jobs.known():
            if job.state is JobState.STAGED and job.made < before:
                self._jobs.cancel(job.id, by=BY)


_CONFIRMED = "Job {job} was confirmed already."


def _check_staged(job: Job | None, job_id: int, library: str) -> Job:
    """The job, if it waits to be confirmed in this library.

    Raises:
        UnknownJobError: it doesn't.
    """
    if job is None or job.library != library:
        raise UnknownJobError(f"There is no job {job_id} here. The list of jobs shows the numbers.")
    if job.state.ended:
        raise UnknownJobError(f"Job {job_id} has ended already: it is {job.state}.")
    if job.state is not JobState.STAGED:
        raise UnknownJobError(_CONFIRMED.format(job=job_id))
    return job
