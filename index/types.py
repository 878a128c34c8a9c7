"""The nouns. Frozen, slotted, and importing nothing of ours.

Every offset counts characters (Unicode code points) and every range is half open, as Python slices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class BlockKind(StrEnum):
    """What a block of a document is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    ITEM = "item"  # of a list
    COLUMNS = "columns"  # the row of a table that names its columns
    ROW = "row"  # of such a table


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, row, heading or piece of code: what no sentence crosses.

    `span` is in the document's text; `level` counts a heading's or list item's depth from 1 and is
    0 elsewhere.
    `skips` are ranges inside of it that are not read: a running head between two halves of a
    sentence, say.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    skips: tuple[Span, ...] = ()


class PlaceKind(StrEnum):
    """What a person opens to find a quote, where it isn't lines."""

    PAGE = "page"
    SLIDE = "slide"
    SHEET = "sheet"
    ROW = "row"
    CHAPTER = "chapter"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page, slide, sheet, row, chapter or paragraph starts in a document's text.

    `number` counts from 1 as a viewer counts; `label` is what is printed on it or its name, empty
    where it has none. A place ends where the next of its kind starts.
    """

    kind: PlaceKind
    number: int
    start: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a library, as read.

    `source` is its name in the library (forward slashes), `fingerprint` the SHA-256 of its bytes
    in hexadecimal, `text` the text exactly as extracted (for text files: the decoded file).
    `lines` says that lines of the text are lines of the file, `markup` that emphasis and code
    marks in it are not the author's words. `tables` counts the tables that were read, None where
    the file doesn't tell tables from text. `notes` tell what was left out or guessed.
    """

    source: str
    title: str
    fingerprint: str
    text: str
    blocks: tuple[Block, ...]
    places: tuple[Place, ...] = ()
    lines: bool = True
    markup: bool = False
    tables: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def skips(self) -> tuple[Span, ...]:
        """What is not read although it stands inside a block."""
        return tuple(skip for block in self.blocks for skip in block.skips)


@dataclass(frozen=True, slots=True)
class Original:
    """What a quote is compared with: the stored text of a document, and where its places are.

    `added` is when this version of the document was, in seconds since 1970, UTC; 0 if not known.
    """

    text: str
    places: tuple[Place, ...]
    skips: tuple[Span, ...]
    lines: bool
    markup: bool
    added: float = 0.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is embedded and quoted.

    `span` is in the document's text, `reading` in the reading text of its passage. `leads` number
    those of its passage's leads without which it can't be understood, outermost first.
    """

    span: Span
    reading: Span
    leads: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """What is read before a list item or row: the words that open the list, the columns' names.

    `span` is in the document's text, before the item and perhaps far from it; `text` is how it
    reads.
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is found: whole sentences under one heading.

    `text` is the reading text (broken words and lines joined), `span` where it stands in the
    document's text, `section` the headings above it, outermost first; `leads` are those of its
    sentences.
    """

    span: Span
    text: str
    section: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    leads: tuple[Lead, ...] = ()


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
    the library that the document is in.
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


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """Words that find one another, as a glossary has them, and the document that says so."""

    forms: tuple[str, ...]
    source: str
    shared: bool = False

    @property
    def line(self) -> str:
        """The line that says so."""
        return " = ".join(self.forms)


@dataclass(frozen=True, slots=True)
class Day:
    """How the questions of one day (UTC, "2026-11-25") went.

    `not_helpful` counts those among them whose answer somebody has marked so by now.
    """

    day: str
    answered: int = 0
    declined: int = 0
    not_helpful: int = 0

    @property
    def asked(self) -> int:
        """How many there were."""
        return self.answered + self.declined


@dataclass(frozen=True, slots=True)
class Quoted:
    """A document, and how many answers quoted it."""

    source: str
    title: str
    answers: int
    shared: bool


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Questions that are alike and that no document answered, newest wording of the most asked.

    `wordings` are all different ones, the most asked first; `answers` name every time that one was
    asked, newest first; `last` is the newest of these moments (seconds since 1970, UTC). `waiting`
    counts who wants to be told.
    """

    wordings: tuple[str, ...]
    answers: tuple[str, ...]
    last: float
    waiting: int = 0

    @property
    def question(self) -> str:
        """What stands for all of them."""
        return self.wordings[0]

    @property
    def asked(self) -> int:
        """How often."""
        return len(self.answers)


@dataclass(frozen=True, slots=True)
class Insights:
    """What was asked of a library in some days, and how it went.

    `days` are all of them, oldest first; `documents` all that can be quoted here, most quoted
    first; `open` the questions that nothing answers yet, whenever they were asked, most asked
    first. `wordless` counts unanswered ones whose words were not kept or had to go.
    """

    days: tuple[Day, ...]
    documents: tuple[Quoted, ...]
    open: tuple[OpenQuestion, ...]
    wordless: int = 0

    @property
    def asked(self) -> int:
        """How many questions there were in these days."""
        return sum(each.asked for each in self.days)

    @property
    def answered(self) -> int:
        """How many of them were answered."""
        return sum(each.answered for each in self.days)

    @property
    def not_helpful(self) -> int:
        """How many answers were marked so."""
        return sum(each.not_helpful for each in self.days)


# Under which evidence the documents don't say, by how much is risked; see docs/measures.md.
SILENCE = {"strict": 0.4, "balanced": 0.28, "generous": 0.2}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks and where, as far as that decides which limited documents they may see.

    `channels` are the ids of the channel and of what it is part of, `roles` those of the asker's
    roles that everyone who will read the answer has too. `everything` is for those who run the
    library. `sources` are the documents that alone are asked; empty for all.
    """

    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    everything: bool = False
    sources: frozenset[str] = frozenset()


OPERATOR = Viewer(everything=True)
STRANGER = Viewer()  # sees what everybody sees


@dataclass(frozen=True, slots=True)
class Limits:
    """Who may see a document: those in one of `channels` with one of `roles`; empty sets let all.

    Both hold Discord's ids.
    """

    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()

    def allow(self, viewer: Viewer) -> bool:
        """Whether `viewer` may see the document."""
        return viewer.everything or (
            (not self.channels or bool(self.channels & viewer.channels))
            and (not self.roles or bool(self.roles & viewer.roles))
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and why, in one sentence for a person."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know of a file that was taken: left out, guessed. One sentence."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update of a library did, each entry a document's source.

    `passages` counts those of all documents together, `passages_of` those of each that was added
    or changed.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    notes: tuple[Note, ...] = ()
    passages: int = 0
    embedded: int = 0
    passages_of: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Preview:
    """What adding a file would do: a dry run.

    `state` is "new", "changed", "unchanged" or "refused" (then `notes` says why, and all counts
    are 0). `places` counts pages, slides, sheets, rows, chapters or paragraphs; `tables` is None
    where the file doesn't tell tables from text; `same_as` names documents that have the same bytes
    under another name, `near` those whose names differ only by case, a date or a version.
    """

    source: str
    state: str
    title: str = ""
    places: tuple[tuple[PlaceKind, int], ...] = ()
    sections: int = 0
    tables: int | None = None
    passages: int = 0
    sentences: int = 0
    same_as: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """What a new version of a document changes, section by section.

    A section is named by its headings; what stands before all headings has the name "". `same`
    counts those whose words stay as they are.
    """

    source: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    same: int


@dataclass(frozen=True, slots=True)
class Reasked:
    """A question that was answered before and would be answered otherwise.

    `channel` is where it was asked, `answered` says whether it still would be, `lost` counts those
    of its quotes then that would stand nowhere in their documents any more.
    """

    question: str
    channel: int | None
    answered: bool
    lost: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What new versions would change: in the documents, and in answers given before.

    `asked` counts the questions that were asked again, `reasked` are those answered otherwise.
    """

    revisions: tuple[Revision, ...] = ()
    asked: int = 0
    reasked: tuple[Reasked, ...] = ()


@dataclass(frozen=True, slots=True)
class Staged:
    """Files that wait to be confirmed, and what adding them would do.

    `job` is the number of the job that holds them; None if there is nothing in them to add.
    """

    job: int | None
    previews: tuple[Preview, ...]
    rehearsal: Rehearsal = Rehearsal()


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """Bytes that somebody gave a document: how many, when (seconds since 1970, UTC), who."""

    fingerprint: str
    size: int
    added: float
    added_by: str


@dataclass(frozen=True, slots=True)
class History:
    """A document's versions, newest first, and how it was quoted.

    `answers` counts the answers that quote it, `sections` all sections of the version that
    answers, and `unquoted` names those that no answer ever quoted.
    """

    document: DocumentInfo
    versions: tuple[VersionInfo, ...]
    answers: int
    sections: int
    unquoted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemovedInfo:
    """A document that can be brought back; `removed` is when, in seconds since 1970, UTC."""

    source: str
    title: str
    removed: float
    shared: bool = False


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document of a library as the lists show it. `added` is seconds since 1970, UTC."""

    source: str
    title: str
    fingerprint: str
    size: int
    passages: int
    lines: int
    added: float
    shared: bool
    limits: Limits = Limits()
    added_by: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ModelName:
    """Which embedding model vectors came from: its name, the SHA-256 of its weights, and width."""

    name: str
    fingerprint: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a library: what it holds, and which index answers.

    `generation` is 0 and `updated` (seconds since 1970, UTC) None where there is none, or where
    it is not told.
    """

    library: str
    documents: int
    passages: int
    sentences: int
    generation: int
    model: ModelName | None
    updated: float | None


class JobState(StrEnum):
    """How far a job is."""

    COLLECTING = "collecting"
    STAGED = "staged"  # its files are kept until somebody confirms that they are to be added
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        """Whether nothing more will be done."""
        return self in (JobState.DONE, JobState.CANCELLED, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class Job:
    """An addition or a rebuild: `done` of `total` files. Times are seconds since 1970, UTC.

    `kind` is "add" or "rebuild", `who` the person who asked for it, `note` why it failed.
    """

    id: int
    library: str
    kind: str
    who: str
    state: JobState
    made: float
    ended: float | None
    tries: int
    note: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class GenerationInfo:
    """An index that can answer. `made` is seconds since 1970, UTC; `live` says that it does."""

    number: int
    model: str
    documents: int
    made: float
    live: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the audit trail: who did what, to which version of which document, when (UTC)."""

    at: float
    library: str
    who: str
    what: str
    source: str | None
    fingerprint: str | None


@dataclass(frozen=True, slots=True)
class ServerLibrary:
    """A server's library: how many documents it holds and how many answers its members got.

    `left` is when the bot left the server, if so, in seconds since 1970.
    """

    server_id: int
    documents: int
    answers: int
    left: float | None


class Severity(StrEnum):
    """How bad a finding is."""

    FINE = "fine"
    WARNING = "warning"
    DAMAGE = "damage"


@dataclass(frozen=True, slots=True)
class Finding:
    """What an examination of a data folder found of one thing, and what helps.

    `check` names what was looked at; `remedy` is empty where none is needed.
    """

    check: str
    severity: Severity
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is whole. `made` is seconds since 1970, UTC; `size` counts bytes.

    `damaged` are fingerprints of originals that were damaged or gone already when it was made.
    """

    folder: str
    made: float
    documents: int
    files: int
    size: int
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come: `done` of `total` units of `stage`."""

    stage: str
    done: int
    total: int
    detail: str = field(default="")


Report = Callable[[Progress], None]
