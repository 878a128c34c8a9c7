"""An open question is asked again, now that documents were added for it. Pure of Discord."""

from __future__ import annotations

from index.errors import EmptyLibraryError
from index.library import Library
from index.types import OPERATOR, Answer, OpenQuestion, Settled

WORDINGS_ASKED = 3  # of an open question


def settle_if_answered(library: Library, question: OpenQuestion, *, by: str) -> list[Answer]:
    """What the question is answered with now, in different words; settled if it is.

    Raises:
        FootnoteError: questions can't be asked now.
    """
    try:
        answers = [
            library.ask(each, quotes=1, viewer=OPERATOR)
            for each in question.wordings[:WORDINGS_ASKED]
        ]
    except EmptyLibraryError:
        return []
    if any(each.answered for each in answers):
        for answer_id in question.answers:
            library.kept.settle(answer_id, Settled.ANSWERED, by=by)
    return answers
