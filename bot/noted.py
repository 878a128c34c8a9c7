"""What is noted of a question on Discord when it is over: in the log and in the metrics."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter
from types import TracebackType
from typing import Self

from bot.logs import event
from bot.metrics import Metrics
from index.types import Answer

_log = logging.getLogger(__name__)


class Noted:
    """One question, from when it is taken to when its answer is there (`with`).

    `command` is how it was asked. Its words are logged only if `question` gives them.
    """

    def __init__(
        self, metrics: Metrics, server_id: int | None, command: str, question: str | None
    ) -> None:
        self._metrics = metrics
        self._server_id = server_id
        self._command = command
        self._question = question
        self._began = perf_counter()
        self.answer: Answer | None = None

    def timed(self, work: Callable[[], Answer]) -> Callable[[], Answer]:
        """The work, which notes how long it waited for its thread."""

        def run() -> Answer:
            self._metrics.step("wait", perf_counter() - self._began)
            return work()

        return run

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        seconds = perf_counter() - self._began
        outcome = "failed"
        if self.answer is not None:
            outcome = "answered" if self.answer.answered else "declined"
        self._metrics.question(outcome, self._server_id)
        self._metrics.step("whole", seconds)
        milliseconds = round(seconds * 1000)
        where = "in direct messages" if self._server_id is None else f"in server {self._server_id}"
        fields: dict[str, object] = {
            "server": self._server_id,
            "command": self._command,
            "milliseconds": milliseconds,
            "outcome": outcome,
        }
        if kind is not None:
            fields["error"] = kind.__name__
        asked = ""
        if self._question is not None:
            fields["question"] = self._question
            asked = f": {self._question}"
        why = f" ({kind.__name__})" if kind else ""
        _log.info(
            "A question (%s, %s) was %s%s after %d ms%s",
            *(self._command, where, outcome, why, milliseconds, asked),
            extra=event("question", **fields),
        )
