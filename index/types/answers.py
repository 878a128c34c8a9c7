"""What is said to a question, and what becomes of it."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum

from index.types.quotes import Difference, Quote


class ReadKind(StrEnum):
    """In what way a question was not taken word for word."""

    SPELLING = "spelling"
    ABBREVIATION = "abbreviation"
    SYNONYM = "synonym"
    DOCUMENT = "document"
    SECTION = "section"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How words of a question were read: `said` are those words, `meant` what was looked for.

    A mistake is read as the word meant; an abbreviation or synonym is looked for as well; a
    document (its title), section (its heading) or range of dates is what the answer keeps to.
    """

    kind: ReadKind
    said: str
    meant: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question is answered with: quotes, or none and the nearest passages as an offer.

    `evidence` and `confidence` are those of what the first quote is cut from: by the one the
    documents say or don't (0 of answers that were kept before it was), the other is the chance that
    the quote is right. `withheld` counts quotes and passages that are not shown because the
    disk has changed them, or because they no longer stand in the stored document. `by_words` says
    that passages were looked for by words alone, because the index is being mended. `differences`
    tell which quotes contradict one another or come from different versions. `id` names the answer
    in the record. `read_as` says where the question was not taken word for word.
    """

    question: str
    quotes: tuple[Quote, ...]
    nearest: tuple[Quote, ...]
    confidence: float
    _: KW_ONLY
    evidence: float = 0.0
    withheld: int = 0
    by_words: bool = False
    differences: tuple[Difference, ...] = ()
    id: str = field(default="", compare=False)
    read_as: tuple[ReadAs, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether the documents answer."""
        return bool(self.quotes)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where words, codes or phrases stand: sentences that hold them, in the documents' order.

    `quotes` are those from number `first` (counted from 0) that are shown now, the words marked.
    `total` counts all such sentences and `documents` what they are in; `withheld` what is not
    shown because it was damaged.
    """

    query: str
    quotes: tuple[Quote, ...]
    first: int
    total: int
    documents: int
    withheld: int = 0


class Verdict(StrEnum):
    """What the documents say of a statement."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOTHING = "nothing found"


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of a message, and the quote that supports or contradicts it; None if none does."""

    statement: str
    verdict: Verdict
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A message, sentence by sentence; `left` counts sentences beyond the most that are checked."""

    checked: tuple[Checked, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Occasion:
    """How and where a question was asked on Discord, whose ids these are; None where not known.

    `locale` is the asker's language, `private` says that the answer was for the asker alone,
    `messages` are those that the answer stands in.
    """

    locale: str = ""
    private: bool = False
    server: int | None = None
    channel: int | None = None
    messages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Owing(Occasion):
    """How and where a job was begun, whose end is to be said there to `who`.

    `author` is whom the record must name for the job, whose number could else be another's by now;
    empty where that is known to be impossible. `answers` are those of the open question that the
    job's documents are to answer.
    """

    who: str = ""
    author: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer that was given before: to whom, when (seconds since 1970, UTC), and where.

    `answer` holds those of its quotes that whoever looks now may see. `numbers` are theirs, counted
    from 0 when it was given: what a button names a quote by. `answered` says that it was an answer,
    although none of its quotes may be left.
    """

    answer: Answer
    answered: bool
    numbers: tuple[int, ...]
    library: str
    who: str
    at: float
    occasion: Occasion

    def quote(self, number: int) -> Quote | None:
        """The quote of this number; None if it may not be seen or is gone."""
        shown = self.answer.quotes or self.answer.nearest
        return dict(zip(self.numbers, shown, strict=True)).get(number)


class Settled(StrEnum):
    """What became of a question that no document answered."""

    OPEN = ""  # nothing yet
    DISMISSED = "dismissed"  # a moderator has put it aside
    ANSWERED = "answered"  # a moderator has said what answers it


class Standing(StrEnum):
    """What became of a quote since it was given."""

    UNCHANGED = "unchanged"  # its document is the same, and says so there
    MOVED = "moved"  # its document was changed, and still says so word for word
    CHANGED = "changed"  # its document says something like it
    DROPPED = "dropped"  # its document says nothing like it any more
    REMOVED = "removed"  # its document is gone


@dataclass(frozen=True, slots=True)
class Reread:
    """What a look into the document says of a quote.

    `now` is what stands there, None where nothing like it does; `since` is when the version that
    was looked into was added, in seconds since 1970, UTC; None without one.
    """

    standing: Standing
    now: Quote | None = None
    since: float | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a quote: passages of its document, in order.

    `at` is the first of them, counted from the passage of the quote; `before` and `after` say
    whether there are others.
    """

    passages: tuple[Quote, ...]
    at: int
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thinks of an answer; `reason` may be empty. `at`: seconds since 1970, UTC."""

    answer_id: str
    who: str
    helpful: bool
    reason: str
    at: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who wants to be told when a document answers a question that none did.

    `told` is when they were (seconds since 1970, UTC), None while they wait. `revision` is the
    state of the libraries in which the question was last asked.
    """

    answer_id: str
    who: str
    at: float
    told: float | None = None
    revision: int = 0
