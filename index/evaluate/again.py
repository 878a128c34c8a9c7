"""Answers that helped, asked again after documents have changed, and which are worse now.

An answer is as good as it was if the sentence that helped comes first again, in whatever document
stands now. The questions are those of `Questions.helped`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.errors import EmptyLibraryError
from index.evaluate.feedback import marked_sentence
from index.evaluate.measure import holds
from index.evaluate.questions import Question
from index.library import Library
from index.types import OPERATOR, STRANGER, Answer, Quote

MOST_ASKED = 50  # the newest
_KNOWN = "answers-worse"  # among what is kept of a library


@dataclass(frozen=True, slots=True)
class Worse:
    """A question whose answer was good: the sentence that helped, and its document.

    `now` is the sentence that comes first instead, and `now_document` its document; empty where
    the documents don't say any more.
    """

    question: str
    sentence: str
    document: str
    now: str = ""
    now_document: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """What became of `asked` answers that helped.

    `worse` are all that are not as good any more, `new` those among them that were good when it
    was looked last.
    """

    asked: int
    worse: tuple[Worse, ...]
    new: tuple[Worse, ...]


def ask_again(library: Library, check: Callable[[], None] = lambda: None) -> Again:
    """Ask again what helped, and keep what is worse for the next time. `check` may end the work.

    Raises:
        BusyError: another process is changing the library; then nothing is kept.
    """
    before = set(_texts(library.settings.get(_KNOWN)))
    helped = library.questions.helped(MOST_ASKED)
    found: dict[str, Worse] = {}
    for answer_id, question, quote in helped:
        check()
        worse = _worse(library, question, quote)
        if worse is not None:
            found[answer_id] = worse
    if set(found) != before:
        library.settings.remember(_KNOWN, sorted(found))
    new = tuple(each for answer_id, each in found.items() if answer_id not in before)
    return Again(len(helped), tuple(found.values()), new)


def _worse(library: Library, question: str, quote: Quote) -> Worse | None:
    """What is worse now about one answer; None if nothing is.

    Whoever asked may not have seen what those who run the library see: what comes first for
    everybody is as good.
    """
    sentence = marked_sentence(quote)
    wanted = Question("", "feedback", question, (sentence,), None)
    answers: list[Answer] = []
    for viewer in (OPERATOR, STRANGER):
        try:
            answer, _ = library.ask_in_full(question, quotes=1, viewer=viewer)
        except EmptyLibraryError:
            continue
        if answer.quotes and holds(answer.quotes[0], wanted):
            return None
        answers.append(answer)
    document = quote.citation.source
    if not answers or not answers[0].quotes:
        return Worse(question, sentence, document)
    now = answers[0].quotes[0]
    return Worse(question, sentence, document, marked_sentence(now), now.citation.source)


def _texts(kept: object) -> Iterable[str]:
    return map(str, kept) if isinstance(kept, list) else ()
