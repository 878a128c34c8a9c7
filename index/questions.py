"""The questions of a library looked at together: by day, by document, and those left open.

Nothing here asks who looks: all of it is for those who run the library. Who asked is not told.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from index.answers import AnswerLog
from index.embed import Encoder, Vectors
from index.glossary import is_named_glossary
from index.group import group_alike
from index.record import Reader
from index.record.insights import AskedRow, asked_since, quoted_since
from index.record.kept import feedback_on, load_answer, waiting_on
from index.store import Store
from index.types import Day, Insights, OpenQuestion, Quote, Quoted, Settled
from index.words import fold

MOST_DAYS = 365
MOST_OPEN = 300  # different questions that are grouped: the newest


class Questions:
    """What was asked of one library. Made by `Library`; may be used from any thread."""

    def __init__(
        self,
        store: Store,
        log: AnswerLog,
        encoder: Encoder,
        name: str,
        *,
        searched: Callable[[Reader], list[tuple[int, bool]]],
    ) -> None:
        """Use `Library.questions`; `searched` gives libraries by number, and which is shared."""
        self._store = store
        self._log = log
        self._encoder = encoder
        self._name = name
        self._searched = searched
        self._vectors: dict[str, Vectors] = {}

    def insights(self, days: int, *, now: float | None = None) -> Insights:
        """How the questions of the last days went, today among them, and what is left open.

        Raises:
            StoreError: the record can't be read.
        """
        self._log.flush()
        today = datetime.fromtimestamp(time.time() if now is None else now, UTC).date()
        first = today - timedelta(days=min(max(days, 1), MOST_DAYS) - 1)
        since = datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp()
        with self._store.reading() as reader:
            row = reader.library(self._name)
            asked = asked_since(reader, row.id, 0.0) if row else []
            counts = quoted_since(reader, row.id, since) if row else {}
            opinions = feedback_on(reader, row.id) if row else []
            quoted = [
                Quoted(each.source, each.title, counts.get((number, each.source), 0), shared)
                for number, shared in self._searched(reader)
                for each in reader.documents(number, shared=shared)
                if each.passages or not is_named_glossary(each.source)
            ]
        bad = {each.answer_id for each in opinions if not each.helpful}
        lately = [each for each in asked if each.at >= since]
        return Insights(
            days=_days(lately, bad, first, today),
            documents=tuple(sorted(quoted, key=lambda each: (-each.answers, each.source))),
            open=self.open(),
            wordless=sum(not each.answered and not each.question for each in lately),
        )

    def open(self) -> tuple[OpenQuestion, ...]:
        """The questions that no document answers yet and nobody has settled, most asked first.

        Words that were settled once stay so, and what was answered when it was asked last is open
        no more.
        """
        self._log.flush()
        with self._store.reading() as reader:
            row = reader.library(self._name)
            asked = asked_since(reader, row.id, 0.0) if row else []
            waiting = Counter(each.answer_id for each in waiting_on(reader, row.id)) if row else {}
        texts = sorted(_open(asked), key=lambda rows: (-len(rows), -rows[0].at, rows[0].answer_id))
        vectors = [self._vector(rows[0].question) for rows in texts]
        groups = group_alike([rows[0].question for rows in texts], vectors)
        found = []
        for group in groups:
            rows = sorted(
                (each for number in group for each in texts[number]),
                key=lambda each: (-each.at, each.answer_id),
            )
            found.append(
                OpenQuestion(
                    wordings=tuple(texts[number][0].question for number in group),
                    answers=tuple(each.answer_id for each in rows),
                    last=rows[0].at,
                    waiting=sum(waiting.get(each.answer_id, 0) for each in rows),
                )
            )
        return tuple(sorted(found, key=lambda each: (-each.asked, -each.last, each.answers[0])))

    def open_with(self, answer_id: str) -> OpenQuestion | None:
        """The open question that an answer is one of; None if it is open no more."""
        return next((each for each in self.open() if answer_id in each.answers), None)

    def helped(self, most: int) -> list[tuple[str, str, Quote]]:
        """Answers that more people marked Helpful than Not helpful, newest first, at most so many.

        Each as its id, question and first quote, each question once. A quote is given although its
        document was removed since, as long as its words are in the record.
        """
        self._log.flush()
        with self._store.reading() as reader:
            row = reader.library(self._name)
            opinions: Counter[str] = Counter()
            for each in feedback_on(reader, row.id) if row else []:
                opinions[each.answer_id] += 1 if each.helpful else -1
            kept = [load_answer(reader, each) for each, sum_ in opinions.items() if sum_ > 0]
        found: dict[str, tuple[str, str, Quote]] = {}
        for answer in sorted(filter(None, kept), key=lambda each: (-each.at, each.answer.id)):
            quote = answer.quotes.get(0)
            if answer.answered and quote and answer.answer.question:
                text = _same(answer.answer.question)
                found.setdefault(text, (answer.answer.id, answer.answer.question, quote))
        return list(found.values())[:most]

    def _vector(self, question: str) -> Vectors:
        if question not in self._vectors:
            if len(self._vectors) >= 2 * MOST_OPEN:
                self._vectors.clear()
            self._vectors[question] = self._encoder.encode_question(question)
        return self._vectors[question]


def _days(asked: Iterable[AskedRow], bad: set[str], first: date, last: date) -> tuple[Day, ...]:
    """Every day from the first to the last, with what was asked on it."""
    rows: defaultdict[str, list[AskedRow]] = defaultdict(list)
    for each in asked:
        rows[datetime.fromtimestamp(each.at, UTC).date().isoformat()].append(each)
    days = [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
    return tuple(
        Day(
            day,
            answered=sum(each.answered for each in rows[day]),
            declined=sum(not each.answered for each in rows[day]),
            not_helpful=sum(each.answer_id in bad for each in rows[day]),
        )
        for day in days
    )


def _open(asked: Iterable[AskedRow]) -> list[list[AskedRow]]:
    """The rows of each question that is open, newest first; of many questions the newest.

    Case, accents and white space make no other question.
    """
    by_text: defaultdict[str, list[AskedRow]] = defaultdict(list)
    for each in asked:
        if each.question:
            by_text[_same(each.question)].append(each)
    found = [
        [each for each in reversed(rows) if not each.answered]
        for rows in by_text.values()
        if not rows[-1].answered and all(each.settled is Settled.OPEN for each in rows)
    ]
    return sorted(found, key=lambda rows: -rows[0].at)[:MOST_OPEN]


def _same(question: str) -> str:
    """What is the same for two questions that are one."""
    return " ".join(fold(question).split())
