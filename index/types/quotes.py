"""What is found in documents and quoted from them, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from index.types.texts import Passage, PlaceKind, Span


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """The places of one kind that a quote stands on, first and last, as `Place` counts them.

    A label is what is printed on the place or its name, empty where it has none.
    """

    kind: PlaceKind
    first: int
    last: int
    first_label: str = ""
    last_label: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands. Lines and pages count from 1; a place the format lacks is None.

    `span` is in the text extracted from the document's version `fingerprint`. `places` are those
    that a person would open: pages, or the slide, or the sheet and its row, outermost first;
    `page` and `page_label` repeat the first page of them. `library_id` is the record's number of
    the library that the document is in, `origin` the address from which the document was taken:
    of the message that brought it, or of a page; empty if none is known.
    """

    source: str
    title: str
    section: tuple[str, ...]
    page: int | None
    page_label: str | None
    first_line: int | None
    last_line: int | None
    span: Span
    fingerprint: str
    places: tuple[CitedPlace, ...] = ()
    library_id: int = field(default=0, compare=False)
    origin: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class QuotedLead:
    """A lead of a quote, which stands before it in the same document: its words and their place."""

    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Quote:
    """Words cut from a document, and where they stand.

    `text` is their reading form; `marked` are the ranges in `text` that answer; `score` is higher
    the better the quote answers. `leads` are read before it, outermost first: what opens the list
    that `text` is an item of, or names the columns of its row. `also` are the other places where
    (nearly) the same is said. All of these were compared with the stored documents as `text` was.
    """

    text: str
    marked: tuple[Span, ...]
    citation: Citation
    score: float
    leads: tuple[QuotedLead, ...] = ()
    also: tuple[Citation, ...] = ()


class DateSource(StrEnum):
    """How the date of a document is known, surest first."""

    TEXT = "text"
    NAME = "name"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The date of a document, as exactly as it is known: "2024", "2024-05" or "2024-05-03".

    Said by its text, by its name or title, or else the day (UTC) on which it was added.
    """

    value: str
    source: DateSource


@dataclass(frozen=True, slots=True)
class Edition:
    """What one of several differing documents is: its quote's number from 0, its date, its version.

    `version` is a word of its name or title ("v2", "draft"), empty without one; `date` is None if
    none is known.
    """

    quote: int
    date: DocumentDate | None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Quotes of an answer that differ: newest first if `ordered`, else best first.

    `values` says that they say the same but for a number, date, name or negation; else they are
    from versions of one document.
    """

    editions: tuple[Edition, ...]
    values: bool
    ordered: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A passage of a stored document and how well it fits the question (higher is better).

    `score` is meaning plus words: the cosines lie in -1…1 (one for the passage, one for each of
    its sentences), `words` in 0…1 (BM25 over its upper bound for this question).

    Ranking makes `score` the chance that the passage is the one that answers, if one does, and adds
    `chances`, those of its sentences. `evidence`, in 0…1, says whether it speaks of what is asked
    at all; `confidence` is the chance that its best quote is right. `answer` is the range of the
    passage's text in which the reader sees the answer; None without one.
    """

    library_id: int
    document_id: int
    source: str
    title: str
    fingerprint: str
    passage: Passage
    score: float
    passage_cosine: float
    words: float
    sentence_cosines: tuple[float, ...]
    chances: tuple[float, ...] = ()
    evidence: float = 0.0
    confidence: float = 0.0
    answer: Span | None = None

    @property
    def sentence_cosine(self) -> float:
        """The best sentence's."""
        return max(self.sentence_cosines)
