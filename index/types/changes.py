"""What changes of a library do, would do, and did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.types.texts import PlaceKind
from index.types.viewers import Limits


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
    limits: Limits = field(default_factory=Limits)
    added_by: str = field(default="", compare=False)
