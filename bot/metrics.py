"""What Prometheus may know of a running bot: counts and times, never a name or a word.

Everything is counted always; it is shown to others only where FOOTNOTE_METRICS says. What can be
looked up is looked up when somebody fetches the metrics (`Gauges`).
"""

from __future__ import annotations

import logging
import time
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from index.errors import FootnoteError
from index.types import OPERATOR, JobState

if TYPE_CHECKING:
    from bot.worker import Worker
    from index.libraries import Libraries

_log = logging.getLogger(__name__)

# Seconds: from a step that costs nothing to one that nobody waits for.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
_TOO_MANY_REQUESTS = 429


class Metrics:
    """The counters of one process, in a registry of their own.

    With `by_server` questions carry the number of their server, else an empty one.
    """

    def __init__(self, *, by_server: bool = False) -> None:
        self._by_server = by_server
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.questions = self._counter(
            "questions", "Questions asked on Discord, by what became of them.", "outcome", "server"
        )
        self.seconds = Histogram(
            "footnote_step_seconds",
            "Seconds that the steps of a question took.",
            ["step"],
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self.events = self._counter("discord_events", "Events that Discord sent.", "event")
        self.requests = self._counter(
            "discord_requests", "Requests that Discord answered, by HTTP status.", "status"
        )
        self.rate_limits = self._counter(
            "discord_rate_limits", "Requests that Discord refused because there were too many."
        )
        self.connections = self._counter(
            "discord_connections", "How often the connection was made, resumed and lost.", "what"
        )
        self.errors = self._counter("errors", "Errors in the log, by class.", "error")
        self.last_event = Gauge(
            "footnote_last_event_timestamp_seconds",
            "When Discord sent the last event.",
            registry=self.registry,
        )

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"footnote_{name}", says, labels, registry=self.registry)

    def question(self, outcome: str, server_id: int | None) -> None:
        """Count a question: answered, declined or failed."""
        server = str(server_id or "direct") if self._by_server else ""
        self.questions.labels(outcome, server).inc()

    def step(self, name: str, seconds: float) -> None:
        """Note how long a step of a question took."""
        self.seconds.labels(name).observe(seconds)

    def event(self, name: str) -> None:
        """Count an event of Discord, by its name there."""
        self.events.labels(name).inc()
        self.last_event.set(time.time())

    def trace(self) -> aiohttp.TraceConfig:
        """What counts discord.py's requests."""

        async def ended(
            _session: aiohttp.ClientSession, _context: object, end: aiohttp.TraceRequestEndParams
        ) -> None:
            self.requests.labels(str(end.response.status)).inc()
            if end.response.status == _TOO_MANY_REQUESTS:
                self.rate_limits.inc()

        async def failed(
            _session: aiohttp.ClientSession,
            _context: object,
            _end: aiohttp.TraceRequestExceptionParams,
        ) -> None:
            self.requests.labels("none").inc()

        config = aiohttp.TraceConfig()
        config.on_request_end.append(ended)
        config.on_request_exception.append(failed)
        return config

    @contextmanager
    def counting_errors(self) -> Iterator[None]:
        """Count what is logged as an error, whoever logs it."""
        counter = _ErrorCounter(self.errors)
        logging.getLogger().addHandler(counter)
        try:
            yield
        finally:
            logging.getLogger().removeHandler(counter)

    def watch(self, worker: Worker, libraries: Libraries) -> None:
        """Show from here on how these stand whenever somebody fetches the metrics."""
        libraries.steps.listen(self.step)
        self.registry.register(Gauges(worker, libraries))

    @contextmanager
    def served(self, address: str) -> Iterator[int]:
        """Let `address`, a host and a port, show the metrics; the port.

        Raises:
            OSError: it can't be listened at.
        """
        host, _, port = address.rpartition(":")
        server, thread = start_http_server(int(port), host.strip("[]"), self.registry)
        try:
            yield server.server_port
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class Gauges(Collector):
    """How queues, jobs and libraries stand at the moment when they are asked for."""

    def __init__(self, worker: Worker, libraries: Libraries) -> None:
        self._worker = worker
        self._libraries = libraries

    def describe(self) -> list[Metric]:
        """Nothing: what would be looked up here isn't needed to register."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Look everything up, in the thread of whoever fetches."""
        queue = GaugeMetricFamily(
            "footnote_queue_length", "Work that runs or waits.", labels=["queue"]
        )
        places = GaugeMetricFamily(
            "footnote_queue_places", "Work that may run or wait.", labels=["queue"]
        )
        for lane in self._worker.lanes:
            queue.add_metric([lane.noun], lane.taken)
            places.add_metric([lane.noun], lane.places)
        yield from (queue, places)
        try:
            yield from self._record()
        except FootnoteError as error:
            _log.warning("What the record holds can't be counted: %s", error)

    def _record(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily("footnote_jobs", "Jobs in the list of jobs.", labels=["state"])
        counted = Tally(job.state for job in self._libraries.jobs.known())
        for state in JobState:
            jobs.add_metric([state], counted[state])
        documents = GaugeMetricFamily(
            "footnote_documents", "Documents, by kind of library.", labels=["library"]
        )
        passages = GaugeMetricFamily(
            "footnote_passages", "Passages, by kind of library.", labels=["library"]
        )
        held = {"shared": (0, 0), "server": (0, 0)}
        for library in self._libraries.all():
            kind = "shared" if library.is_shared else "server"
            status = library.status(OPERATOR)
            before = held[kind]
            held[kind] = (before[0] + status.documents, before[1] + status.passages)
        for kind, (many, parts) in held.items():
            documents.add_metric([kind], many)
            passages.add_metric([kind], parts)
        free = GaugeMetricFamily(
            "footnote_disk_free_bytes",
            "Room on the disk of the data folder.",
            self._libraries.store.free(),
        )
        yield from (jobs, documents, passages, free)


class _ErrorCounter(logging.Handler):
    """Counts records of errors by the class of what was raised."""

    def __init__(self, errors: Counter) -> None:
        super().__init__(logging.ERROR)
        self._errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        raised = record.exc_info[1] if record.exc_info else None
        self._errors.labels("none" if raised is None else type(raised).__name__).inc()
