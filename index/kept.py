"""Answers that were given before: looked up again, judged, waited on, shared and removed.

Whoever looks gets those quotes that they may see today: a document that was limited, removed or
purged since takes its quotes out of every answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from secrets import token_hex

from index.answers import AnswerLog, Given, Placed
from index.errors import NotYoursError, RemovedAnswerError, UnkeptQuestionError, UnknownAnswerError
from index.followup import Turn
from index.record import CatalogRow, Reader
from index.record.asked import asked_in
from index.record.kept import (
    KeptRow,
    feedback_on,
    load_answer,
    remove_answer,
    save_feedback,
    save_waiting,
    settle_answer,
    settled_answers,
    waiting_on,
)
from index.record.people import NOBODY
from index.sources import Key
from index.store import Store
from index.types import (
    Citation,
    Difference,
    Feedback,
    KeptAnswer,
    Occasion,
    Quote,
    Settled,
    Viewer,
    Waiting,
)

UNKNOWN = "This answer is not known here any more. Ask the question again."
REMOVED = "This answer was removed by the one who asked for it. Ask the question again."
LET_GO = (
    "This answer was let go of: questions are kept for a limited time, or until whoever asked "
    "wants to be forgotten. Ask the question again."
)
UNKEPT = (
    "The words of questions are not kept here, so this one can't be asked again for you. Ask it "
    "yourself when documents have been added."
)
NOT_YOURS = "Only the one who asked can remove this answer."


class KeptAnswers:
    """The answers of one library. Made by `Library`; every method may be called from any thread.

    `catalog` gives the documents that can be quoted here, `revision` counts the changes of the
    libraries that are asked; both as a reader sees them.
    """

    def __init__(
        self,
        store: Store,
        log: AnswerLog,
        name: str,
        *,
        catalog: Callable[[Reader], dict[Key, CatalogRow]],
        revision: Callable[[Reader], int],
    ) -> None:
        """Use `Library.kept`."""
        self._store = store
        self._log = log
        self._name = name
        self._catalog = catalog
        self._revision = revision

    def answered(self, answer_id: str, viewer: Viewer, *, by: str | None = None) -> KeptAnswer:
        """The answer of this id, with what `viewer` may see of it today.

        `by` says who looks: a private answer is nobody's but its asker's.

        Raises:
            AnswerError: it isn't known in this library, or was removed.
        """
        self._log.flush()
        with self._store.reading() as reader:
            row = self._row(reader, answer_id)
            catalog = self._catalog(reader)
        if row.occasion.private and by is not None and by != row.who:
            raise UnknownAnswerError(UNKNOWN)
        seen = {key for key, each in catalog.items() if each.limits.allow(viewer)}
        quotes = {
            number: _visible(each, seen)
            for number, each in row.quotes.items()
            if _key(each.citation) in seen
        }
        shown = tuple(quotes.values())
        return KeptAnswer(
            answer=replace(
                row.answer,
                quotes=shown if row.answered else (),
                nearest=() if row.answered else shown,
                differences=_renumbered(row.answer.differences, list(quotes)),
            ),
            answered=row.answered,
            numbers=tuple(quotes),
            library=self._name,
            who=row.who,
            at=row.at,
            occasion=row.occasion,
        )

    def _row(self, reader: Reader, answer_id: str) -> KeptRow:
        library, row = reader.library(self._name), load_answer(reader, answer_id)
        if row is None or library is None or row.library_id != library.id:
            raise UnknownAnswerError(UNKNOWN)
        if row.removed is not None and row.who == NOBODY:
            raise RemovedAnswerError(LET_GO)
        if row.removed is not None:
            raise RemovedAnswerError(REMOVED)
        return row

    def turns(self, channel: int, viewer: Viewer, *, most: int = 5) -> list[Turn]:
        """What was asked in a thread before, oldest first, and the quotes that `viewer` may see."""
        self._log.flush()
        with self._store.reading() as reader:
            library = reader.library(self._name)
            known = asked_in(reader, library.id, channel, most) if library else []
        answers = [self.answered(answer_id, viewer).answer for answer_id in known]
        return [
            Turn(each.question, tuple(q.text for q in each.quotes))
            for each in answers
            if each.question  # its words may not be kept
        ]

    def place(self, answer_id: str, channel: int, messages: tuple[int, ...]) -> None:
        """Note in which messages of which channel an answer stands; soon, without waiting."""
        self._log.place(Placed(answer_id, channel, messages))

    def share(self, kept: KeptAnswer, occasion: Occasion) -> KeptAnswer:
        """Give an answer once more, on another occasion: kept as one of its own, under a new id.

        `kept` holds what may be seen there.
        """
        shared = replace(
            kept,
            answer=replace(kept.answer, id=token_hex(8)),
            numbers=tuple(range(len(kept.numbers))),
            at=time.time(),
            occasion=occasion,
        )
        self._log.keep(Given(self._name, shared.answer, kept.who, shared.at, occasion))
        return shared

    def judge(self, answer_id: str, *, who: str, helpful: bool, reason: str = "") -> Feedback:
        """Keep what a person thinks of an answer; one opinion each, the last one counts.

        Raises:
            AnswerError: there is no such answer.
            BusyError: another process is changing the library.
        """
        self._log.flush()
        feedback = Feedback(answer_id, who, helpful, reason.strip(), time.time())
        with self._store.writing() as writer:
            self._row(writer, answer_id)
            save_feedback(writer, feedback)
        return feedback

    def feedback(self, answer_id: str | None = None) -> list[Feedback]:
        """What people think of the answers of this library, or of one of them; oldest first."""
        with self._store.reading() as reader:
            row = reader.library(self._name)
            return feedback_on(reader, row.id, answer_id) if row else []

    def ask_to_be_told(self, answer_id: str, *, who: str) -> bool:
        """Remember who wants to be told when a document answers; False if they are waiting already.

        Raises:
            AnswerError: there is no such answer, or the words of its question are not kept.
            BusyError: another process is changing the library.
        """
        self._log.flush()
        with self._store.writing() as writer:
            row = self._row(writer, answer_id)
            if not row.answer.question:
                raise UnkeptQuestionError(UNKEPT)
            known = [
                each
                for each in waiting_on(writer, row.library_id)
                if (each.answer_id, each.who) == (answer_id, who)
            ]
            if not known:
                now = self._revision(writer)
                save_waiting(writer, Waiting(answer_id, who, time.time(), None, now))
        return not known

    def waiting(self) -> list[Waiting]:
        """Who waits to be told, longest first."""
        with self._store.reading() as reader:
            row = reader.library(self._name)
            return waiting_on(reader, row.id) if row else []

    def to_ask_again(self) -> list[Waiting]:
        """Those of them whose question was not asked since the documents last changed.

        Each is given with the state at which it has to be asked; see `asked_again`.
        """
        with self._store.reading() as reader:
            row = reader.library(self._name)
            now = self._revision(reader)
            waiting = waiting_on(reader, row.id) if row else []
        return [replace(each, revision=now) for each in waiting if each.revision < now]

    def asked_again(self, waiting: Waiting, *, told: bool) -> None:
        """Note that a question was asked again, and whether its asker was told.

        Raises:
            BusyError: another process is changing the library.
        """
        with self._store.writing() as writer:
            row = load_answer(writer, waiting.answer_id)
            if row is not None and row.removed is None:
                save_waiting(writer, replace(waiting, told=time.time() if told else None))

    def settle(self, answer_id: str, settled: Settled, *, by: str) -> None:
        """Say what became of a question that no document answered, for the list of such questions.

        Raises:
            AnswerError: there is no such answer.
            BusyError: another process is changing the library.
        """
        self._log.flush()
        with self._store.writing() as writer:
            row = self._row(writer, answer_id)
            settle_answer(writer, answer_id, settled)
            what = f"settle answer {answer_id}: {settled or 'open'}"
            writer.record(row.library_id, by, what, None, None)

    def settled(self) -> dict[str, Settled]:
        """What became of the unanswered questions that are settled, by answer; all others wait."""
        self._log.flush()
        with self._store.reading() as reader:
            row = reader.library(self._name)
            return settled_answers(reader, row.id) if row else {}

    def remove(self, answer_id: str, *, by: str, managing: bool = False) -> KeptAnswer:
        """Take an answer back: its question, quotes and opinions leave the record.

        Only its asker may, or who is `managing` the server. What is returned says where it stands.

        Raises:
            AnswerError: there is no such answer, or it is somebody else's.
            BusyError: another process is changing the library.
        """
        self._log.flush()
        with self._store.writing() as writer:
            row = self._row(writer, answer_id)
            if by != row.who and not managing:
                raise NotYoursError(NOT_YOURS)
            remove_answer(writer, answer_id, time.time())
            writer.record(row.library_id, by, f"remove answer {answer_id}", None, None)
        gone = replace(row.answer, question="")
        return KeptAnswer(gone, row.answered, (), self._name, row.who, row.at, row.occasion)


def _key(citation: Citation) -> Key:
    return citation.library_id, citation.source


def _visible(quote: Quote, seen: set[Key]) -> Quote:
    """A quote with those of its other places that may be seen."""
    return replace(quote, also=tuple(each for each in quote.also if _key(each) in seen))


def _renumbered(differences: tuple[Difference, ...], numbers: list[int]) -> tuple[Difference, ...]:
    """The differences between the quotes of these numbers, which are counted anew."""
    kept = (
        replace(
            each,
            editions=tuple(
                replace(edition, quote=numbers.index(edition.quote))
                for edition in each.editions
                if edition.quote in numbers
            ),
        )
        for each in differences
    )
    return tuple(each for each in kept if len(each.editions) > 1)
