"""Answers that people marked Helpful to Questions: the team's own, whose answers are what helped.

What helped is taken to be the sentence that the first quote marks. It has to come again in the
same document, wherever it stands there by now. An answer that was marked Helpful although the
documents don't say is a question to be declined.
"""

from __future__ import annotations

from collections import Counter

from index.errors import AnswerError, FootnoteError
from index.evaluate.questions import Question
from index.library import Library
from index.sentences import find_sentences
from index.types import OPERATOR, KeptAnswer, Quote

NONE_HELPFUL = (
    "No answer of the library {name} was marked Helpful yet. The buttons below an answer on "
    "Discord do that; until then give a file of questions."
)


def read_feedback(library: Library) -> list[Question]:
    """The questions whose answers were marked Helpful by more people than Not helpful.

    Each question once, as it was answered last; oldest first.

    Raises:
        FootnoteError: there are none.
    """
    asked = helpful_questions(library)
    if not asked:
        raise FootnoteError(NONE_HELPFUL.format(name=library.name))
    return asked


def helpful_questions(library: Library) -> list[Question]:
    """The same; none if there are none."""
    opinions: Counter[str] = Counter()
    for each in library.kept.feedback():
        opinions[each.answer_id] += 1 if each.helpful else -1
    asked: dict[str, Question] = {}
    for answer in sorted(_answers(library, opinions), key=lambda each: each.at):
        question = _question(answer)
        asked.pop(question.question.casefold(), None)
        asked[question.question.casefold()] = question
    return list(asked.values())


def _answers(library: Library, opinions: Counter[str]) -> list[KeptAnswer]:
    """The answers that helped, with a question and a first quote left."""
    found: list[KeptAnswer] = []
    for answer_id, opinion in opinions.items():
        if opinion <= 0:
            continue
        try:
            kept = library.kept.answered(answer_id, OPERATOR)
        except AnswerError:
            continue
        if not kept.answer.question:
            continue  # its words are not kept
        if not kept.answered or kept.quote(0) is not None:
            found.append(kept)
    return found


def _question(kept: KeptAnswer) -> Question:
    quote = kept.quote(0) if kept.answered else None
    return Question(
        id=kept.answer.id,
        kind="feedback",
        question=kept.answer.question,
        answers=() if quote is None else (marked_sentence(quote),),
        document=None if quote is None else quote.citation.source,
    )


def marked_sentence(quote: Quote) -> str:
    """The sentence of a quote in which the marks begin."""
    start = quote.marked[0].start if quote.marked else 0
    sentences = find_sentences(quote.text)
    found = next((each for each in reversed(sentences) if each.start <= start), sentences[0])
    return quote.text[found.start : found.end]
