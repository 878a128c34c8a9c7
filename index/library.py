"""A Library: one collection of documents, opened, asked, changed, rebuilt. What front ends hold."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from secrets import token_hex

from index.answer import answer, verified
from index.answers import AnswerLog, Given
from index.build import Prepared, merge
from index.check import MOST_STATEMENTS, find_statements, judge
from index.embed import Encoder
from index.errors import (
    EmptyLibraryError,
    QuestionError,
    StoreError,
    UnknownDocumentError,
)
from index.find import Readable, find
from index.generation import Generation
from index.intake import Intake, is_text
from index.jobs import NO_ORIGINS, Begun, Jobs, check_model
from index.judge.judge import Judge
from index.judge.weigh import judged
from index.kept import KeptAnswers
from index.lexicon import Lexicon
from index.live import Live
from index.query import read_query
from index.questions import Questions
from index.quote import Cut
from index.read.drawing import draw_guarded
from index.record import CatalogRow, LibraryRow, Reader
from index.rehearsal import rehearse
from index.removal import SHARED, purge_old, remove_document
from index.rollback import roll_back
from index.search import search_for
from index.settings import KeptSettings
from index.shelf import UNKNOWN, Shelf
from index.sight import Sight
from index.sources import Key, Sources
from index.staging import Staging
from index.steps import Steps
from index.store import Store
from index.suggest import suggest
from index.synonyms import Glossary
from index.types import (
    OPERATOR,
    STRANGER,
    Answer,
    Changes,
    Check,
    Checked,
    DocumentInfo,
    GenerationInfo,
    Job,
    Limits,
    Occasion,
    Occurrences,
    Original,
    Preview,
    Progress,
    Quote,
    Rehearsal,
    Report,
    SearchResult,
    Span,
    Staged,
    Status,
    Verdict,
    Viewer,
)

log = logging.getLogger(__name__)

NOWHERE = Occasion()  # in no place on Discord, or not said in which
MAX_QUESTION_CHARS = 1000  # about what the model reads
CHECKED_PASSAGES = 10  # of those found for a statement, whose sentences are compared with it


def _silent(progress: Progress) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the libraries of a data folder share."""

    store: Store
    encoder: Encoder
    intake: Intake
    jobs: Jobs
    answers: AnswerLog
    lexicon: Lexicon
    min_evidence: float
    staging: Staging
    judge: Judge | None = None
    steps: Steps = field(default_factory=Steps)


class Library:
    """One collection of documents, answered together with the shared one.

    Made by `Libraries`. Every method may be called from any thread; questions are answered during
    changes. A `viewer` is told of nothing that they may not see, in no way.
    """

    def __init__(
        self,
        parts: Parts,
        name: str,
        shared: Library | None,
        *,
        reading: Callable[[], AbstractContextManager[Reader]] | None = None,
    ) -> None:
        """Use `Libraries.shared` and `Libraries.server`.

        `reading` is the state of the record that questions are asked of: the newest, if not given.
        """
        self.name = name
        self._parts = parts
        self._reading = reading or parts.store.reading
        self._store = parts.store
        self._encoder = parts.encoder
        self._searched = (self,) if shared is None else (self, shared)
        self._live = Live(parts.store, parts.encoder, name)
        self.kept = KeptAnswers(
            parts.store, parts.answers, name, catalog=self._cataloged, revision=self._revision
        )
        self.settings = KeptSettings(parts.store, name)
        self.sources = Sources(parts.store, catalog=self._cataloged)
        self.shelf = Shelf(parts.store, parts.answers, name, shared=name == SHARED)
        self.questions = Questions(
            *(parts.store, parts.answers, parts.encoder, name), searched=self._numbers
        )
        self.glossary = Glossary(
            parts.store,
            searched=self._numbers,
            own_is_shared=shared is None,
            add=self.add,
            remove=self.remove,
        )

    @property
    def is_shared(self) -> bool:
        """Whether this is the library that every server reads."""
        return self.name == SHARED

    def ask(
        self,
        question: str,
        *,
        quotes: int = 3,
        viewer: Viewer = STRANGER,
        who: str | None = None,
        occasion: Occasion = NOWHERE,
        document: str | None = None,
        min_evidence: float | None = None,
    ) -> Answer:
        """Answer `question` from this library and the shared one, with at most `quotes` quotes.

        The answer is kept in the record if it is said `who` asked, with the `occasion`. Of a
        `document`, if one is named, alone is quoted. Below `min_evidence` the documents don't
        say; None for what the data folder was opened with.

        Raises:
            UnknownDocumentError: there is no such document that `viewer` may see.
            QuestionError: the question is empty or too long.
            EmptyLibraryError: neither library holds a document that `viewer` may see.
            ModelMismatchError: the index was made with another model.
        """
        if document is not None:
            if document not in {each.source for each in self.documents(viewer)}:
                raise UnknownDocumentError(UNKNOWN.format(source=document))
            viewer = replace(viewer, sources=frozenset({document}))
        answered, _ = self.ask_in_full(
            question, quotes=quotes, viewer=viewer, min_evidence=min_evidence
        )
        if who is not None:
            self._parts.answers.keep(Given(self.name, answered, who, time.time(), occasion))
        return answered

    def ask_in_full(
        self,
        question: str,
        *,
        quotes: int,
        viewer: Viewer = STRANGER,
        min_evidence: float | None = None,
    ) -> tuple[Answer, list[SearchResult]]:
        """What `ask` answers, and the passages found for it, best first."""
        question = " ".join(question.split())
        _check_question(question)
        least = self._parts.min_evidence if min_evidence is None else min_evidence
        if quotes < 1:
            raise QuestionError(f"{quotes} quotes can't be shown. Ask for at least one.")
        asked = self._askable(viewer)
        with self._reading() as reader:
            sights = [
                Sight(generation, reader, viewer)
                for each in asked
                if (generation := each.current(reader)) is not None
            ]
            step = self._parts.steps.step
            with step("read"):
                words = [self._parts.lexicon.words(reader, each.generation) for each in sights]
                query = read_query(question, sights, words)
            with step("encode"):
                vector = self._encoder.encode_question(query.meaning)
            with step("search"):
                found = search_for(query, vector, sights, self._encoder.words)
            with step("judge"):
                results = judged(query.text, found.results, self._parts.judge)
                found = replace(found, results=tuple(results))
            with step("quote"):
                answered = answer(
                    question,
                    found,
                    query=query,
                    original=partial(self._reread, reader, {}),
                    quotes=quotes,
                    min_evidence=least,
                )
        answered = replace(answered, id=token_hex(8))
        return answered, list(found.results)

    def _reread(self, reader: Reader, read: dict[int, Original], result: SearchResult) -> Original:
        """Read a passage's document again, once for each answer; both its bytes and its text.

        Raises:
            StoreError: it is gone, or is no longer the same.
        """
        if result.document_id not in read:
            found = self._original(reader, result.library_id, result.document_id, result.source)
            read[result.document_id] = found
        return read[result.document_id]

    def _original(self, reader: Reader, library_id: int, document_id: int, source: str) -> Original:
        layout = reader.layout(library_id, document_id)
        if layout is None:
            raise StoreError(f"The document “{source}” is gone from the record.")
        data = self._store.original(layout.fingerprint)
        if layout.text_fingerprint != layout.fingerprint:
            data = self._store.original(layout.text_fingerprint)
        return Original(
            text=data.decode(),
            places=layout.places,
            skips=layout.skips,
            lines=layout.lines,
            markup=layout.markup,
            added=layout.added,
            origin=layout.origin,
        )

    def suggest(
        self,
        typed: str,
        *,
        viewer: Viewer,
        channels: Callable[[int], bool],
        most: int = 25,
        longest: int = 100,
    ) -> list[str]:
        """Questions answered before, and headings, that go on with what somebody has typed.

        Of what `viewer` may see; questions that were asked publicly in one of `channels`.
        """
        self._parts.answers.flush()
        with self._store.reading() as reader:
            rows = self._rows(reader)
            own = next((row.id for each, row in rows if each is self), None)
            seen = [
                (row.id, known)
                for each, row in rows
                for known in each._live.known(reader, row)
                if known.limits.allow(viewer)
            ]
            return suggest(
                reader,
                own,
                seen,
                typed,
                viewer=viewer,
                channels=channels,
                most=most,
                longest=longest,
            )

    def find(
        self, query: str, *, first: int = 0, most: int = 10, viewer: Viewer = STRANGER
    ) -> Occurrences:
        """Where exact words, codes and phrases stand, in this library and the shared one.

        At most `most` sentences from number `first` on are given, and how many there are.

        Raises:
            QuestionError: the query is empty or too long.
            EmptyLibraryError: neither library holds a document that `viewer` may see.
        """
        query = " ".join(query.split())
        _check_question(query)
        self._askable(viewer)
        with self._store.reading() as reader:
            return find(query, self._readable(reader, viewer), first=first, most=most)

    def check(self, text: str, *, viewer: Viewer = STRANGER) -> Check:
        """What the documents say of each sentence of a text.

        Raises:
            QuestionError: there is no sentence in it.
            EmptyLibraryError: neither library holds a document that `viewer` may see.
        """
        statements = find_statements(text)
        if not statements:
            raise QuestionError("There is no sentence in this that could be checked.")
        checked = tuple(
            self._checked(each, viewer)
            if len(each) <= MAX_QUESTION_CHARS
            else Checked(each, Verdict.NOTHING)
            for each in statements[:MOST_STATEMENTS]
        )
        return Check(checked, len(statements) - len(checked))

    def _checked(self, statement: str, viewer: Viewer) -> Checked:
        """One sentence: the likeliest of what was found for it is compared first."""
        _, results = self.ask_in_full(statement, quotes=1, viewer=viewer)
        found: dict[Verdict, list[Cut]] = {Verdict.SUPPORTED: [], Verdict.CONTRADICTED: []}
        for result in results[:CHECKED_PASSAGES]:
            context = " ".join((result.title, *result.passage.section))
            for number in range(len(result.passage.sentences)):
                cut = Cut(result, number, number, number, result.score)
                verdict = judge(statement, cut.said, context)
                if verdict is not Verdict.NOTHING:
                    found[verdict].append(cut)
        with self._store.reading() as reader:
            original = partial(self._reread, reader, {})
            for verdict, cuts in found.items():
                for cut in cuts:
                    if quote := verified(cut, original, Span(0, len(cut.text))):
                        return Checked(statement, verdict, quote)
        return Checked(statement, Verdict.NOTHING)

    def _readable(self, reader: Reader, viewer: Viewer) -> Iterator[Readable]:
        """The documents that `viewer` may look through: this library's own first, by source."""
        for each, row in self._rows(reader):
            infos = {info.source: info for info in reader.documents(row.id, shared=False)}
            for known in each._live.known(reader, row):
                if known.limits.allow(viewer):
                    yield Readable(
                        row.id,
                        known.source,
                        infos[known.source].title,
                        infos[known.source].fingerprint,
                        partial(self._original, reader, row.id, known.document_id, known.source),
                        partial(reader.reading_passages, known.reading_id),
                    )

    def _askable(self, viewer: Viewer) -> list[Library]:
        """The libraries in which `viewer` sees something; their indexes are the encoder's."""
        with self._reading() as reader:
            seen = [
                (each, row)
                for each, row in self._rows(reader)
                if any(known.limits.allow(viewer) for known in each._live.known(reader, row))
            ]
        if not seen:
            raise EmptyLibraryError(
                "There are no documents yet. Add some with /documents add in Discord, or with "
                "“footnote add FILE” in the terminal."
            )
        for _, row in seen:
            check_model(self._encoder, row)
        return [each for each, _ in seen]

    def _rows(self, reader: Reader) -> list[tuple[Library, LibraryRow]]:
        """The libraries that are asked, as far as anything was ever added to them."""
        return [(each, row) for each in self._searched if (row := reader.library(each.name))]

    def _numbers(self, reader: Reader) -> list[tuple[int, bool]]:
        """The record's numbers of those libraries, and which is the shared one."""
        return [(row.id, each.is_shared) for each, row in self._rows(reader)]

    def _cataloged(self, reader: Reader) -> dict[Key, CatalogRow]:
        """The documents that answer here, by the library's number and their source."""
        return {
            (row.id, known.source): known
            for each, row in self._rows(reader)
            for known in each._live.known(reader, row)
        }

    def _revision(self, reader: Reader) -> int:
        """How many changes a question here could have noticed."""
        return sum(row.revision for _, row in self._rows(reader))

    def current(self, reader: Reader) -> Generation | None:
        """What answers at the state that `reader` sees; None if nothing was ever added.

        Raises:
            ModelMismatchError: the index was made with another model.
        """
        return self._live.current(reader)

    def wait_until_mended(self) -> None:
        """Wait for the index that is being built again, if one is."""
        self._live.wait_until_mended()

    def add(
        self,
        files: Iterable[tuple[str, bytes]],
        *,
        by: str,
        report: Report | None = None,
        begun: Begun | None = None,
        origins: Mapping[str, str] = NO_ORIGINS,
    ) -> Changes:
        """Add or replace documents, given as (source, bytes); what can't be read is refused.

        `by` says who, for the record. Known sources with the same bytes count as unchanged. The
        work is a job of the record: what breaks off can be gone on with. `begun` is called with its
        number in the very change that makes the job: if it raises, there is none. `origins` are the
        addresses from which files were taken, by source: citations lead there.

        Raises:
            ModelMismatchError: the index was made with another model.
            BusyError: another process is changing the library.
            DiskFullError: there is no room; nothing was added.
            CancelledError: somebody cancelled the job.
        """
        return self._parts.jobs.add(
            *(self.name, files), by=by, report=report or _silent, begun=begun, origins=origins
        )

    def preview(self, files: Iterable[tuple[str, bytes]]) -> list[Preview]:
        """What `add` would do with these files. Nothing is changed."""
        return self._parts.intake.preview(self.name, files)

    def stage(
        self,
        files: Iterable[tuple[str, bytes]],
        *,
        by: str,
        origins: Mapping[str, str] = NO_ORIGINS,
    ) -> Staged:
        """What `add` would do with these files, which are kept for a day until `confirm`.

        Questions that were answered from documents which they would replace are asked again of the
        documents as they would be.

        Raises:
            ModelMismatchError: the index was made with another model.
            BusyError: another process is changing the library.
            DiskFullError: there is no room.
        """
        self._parts.staging.expire()
        with self._store.reading() as reader:
            if row := reader.library(self.name):
                check_model(self._encoder, row)
        given = list(files)
        examined = self._parts.intake.examine(self.name, given)
        previews = tuple(each for each, _ in examined)
        replacing = [found for each, found in examined if found and each.state == "changed"]
        rehearsal = self._rehearse(replacing)
        wanted = {each.source for each in previews if each.state in ("new", "changed")}
        fresh: dict[str, bytes] = {}
        for source, data in given:
            if source in wanted:
                fresh.setdefault(source, data)  # a second one of a name is refused
        if not fresh:
            return Staged(None, previews, rehearsal)
        job_id = self._parts.staging.keep(self.name, fresh.items(), by=by, origins=origins)
        return Staged(job_id, previews, rehearsal)

    def _rehearse(self, replacing: Sequence[Prepared]) -> Rehearsal:
        def ask(library: Library, question: str) -> Answer:
            return library.ask_in_full(question, quotes=3, viewer=OPERATOR)[0]

        def ask_at(reader: Reader) -> Callable[[str], Answer]:
            # With caches of its own: nothing of a state that never was is kept for others.
            imagined = Library(
                replace(self._parts, lexicon=Lexicon(self._store)),
                self.name,
                None if self.is_shared else self._searched[-1],
                reading=lambda: nullcontext(reader),
            )
            imagined._live.begin_with(self._live)
            return partial(ask, imagined)

        self._parts.answers.flush()
        return rehearse(
            *(self._store, self._encoder, self.name, replacing),
            ask=partial(ask, self),
            ask_at=ask_at,
        )

    def confirm(
        self,
        job_id: int,
        *,
        by: str,
        report: Report | None = None,
        begun: Begun | None = None,
    ) -> Changes:
        """Add what `stage` has kept; `begun` is called as by `add`.

        Raises:
            UnknownJobError: nothing waits here under this number.
            FootnoteError: as `add`.
        """
        return self._parts.staging.confirm(
            job_id, library=self.name, by=by, report=report or _silent, begun=begun
        )

    def check_staged(self, job_id: int) -> Job:
        """The job under which `stage` keeps files.

        Raises:
            UnknownJobError: nothing waits here under this number.
        """
        return self._parts.staging.check(job_id, library=self.name)

    def discard(self, job_id: int, *, by: str) -> Job:
        """Let go of what `stage` has kept.

        Raises:
            UnknownJobError: nothing waits here under this number.
        """
        return self._parts.staging.discard(job_id, library=self.name, by=by)

    def page_picture(self, quote: Quote) -> bytes | None:
        """The page that a quote begins on as a PNG with the quote marked; None but for a PDF.

        Raises:
            StoreError: the original is damaged or gone.
            UnreadableError: the page can't be drawn.
        """
        citation = quote.citation
        if citation.page is None or not citation.source.lower().endswith(".pdf"):
            return None
        with self._store.reading() as reader:
            for each in self._searched:
                row = reader.library(each.name)
                layout = reader.layout_of(row.id, citation.source) if row else None
                if layout and layout.fingerprint == citation.fingerprint:
                    data = self._store.original(layout.fingerprint)
                    return draw_guarded(data, citation, layout.places, layout.skips)
        return None

    def remove(self, source: str, *, by: str, purge: bool = False) -> DocumentInfo:
        """Remove the document called `source` from this library (not from the shared one).

        It is in no answer from then on. With `purge` its bytes and all that was made of them leave
        the disk as well, and it can't be brought back.

        Raises:
            UnknownDocumentError: this library has no such document.
            BusyError: another process is changing the library.
        """
        found = remove_document(self._store, self.name, source, by=by, purge=purge)
        if purge:
            self._without_purged()
        return found

    def _without_purged(self) -> None:
        """Let go of the index that held what was purged, and make one without it."""
        self._live.let_go()
        merge(self._store, self._encoder, self.name)

    def purge_removed(self, before: float, *, by: str) -> list[str]:
        """Purge the documents that were removed before a moment; their sources.

        Raises:
            BusyError: another process is changing the library.
        """
        old = purge_old(self._store, self.name, before, by=by)
        if old:
            self._without_purged()
        return old

    def bring_back(self, source: str, *, by: str) -> None:
        """Undo the removal of a document.

        Raises:
            UnknownDocumentError: none of that name was removed lately.
        """
        with self._store.writing() as writer:
            row = writer.library(self.name)
            if row is None or not writer.bring_back(row.id, source):
                raise UnknownDocumentError(
                    f"No document “{source}” was removed that could be brought back. Add it again."
                )
            writer.record(row.id, by, "bring back", source, writer.fingerprints(row.id)[source])

    def limit(self, source: str, limits: Limits, *, by: str) -> None:
        """Say who may see a document from now on.

        Raises:
            UnknownDocumentError: this library has no such document.
        """
        with self._store.writing() as writer:
            row = writer.library(self.name)
            known = writer.fingerprints(row.id) if row else {}
            if row is None or source not in known:
                raise UnknownDocumentError(UNKNOWN.format(source=source))
            writer.set_limits(row.id, source, limits)
            ids = [f"channel {each}" for each in sorted(limits.channels)]
            ids += [f"role {each}" for each in sorted(limits.roles)]
            what = f"limit to {', '.join(ids)}" if ids else "limit to nobody in particular"
            writer.record(row.id, by, what, source, known[source])

    def documents(self, viewer: Viewer = STRANGER) -> list[DocumentInfo]:
        """This library's own documents and the shared ones, by source; own ones first."""
        with self._store.reading() as reader:
            return [
                info
                for each in self._searched
                if (row := reader.library(each.name))
                for info in reader.documents(row.id, shared=each.name == SHARED)
                if info.limits.allow(viewer)
            ]

    def has_limits(self) -> bool:
        """Whether a document of this library may not be seen by everybody."""
        with self._store.reading() as reader:
            row = reader.library(self.name)
            known = self._live.known(reader, row) if row else ()
        return any(each.limits != Limits() for each in known)

    def rebuild(
        self,
        *,
        by: str,
        report: Report | None = None,
        begun: Begun | None = None,
    ) -> Changes:
        """Read, cut and index every document of this library again from the stored originals.

        The old generation answers until the new one is whole. Vectors of the same model and text
        are used again; those of another model are made anew. A document whose original is damaged
        is reported as refused and stays as it is in the record; its quotes are withheld.
        `begun` is called as by `add`.

        Raises:
            BusyError: another process is changing the library.
            CancelledError: somebody cancelled the job.
        """
        job_id = self._parts.jobs.begin_rebuild(self.name, by=by, begun=begun)
        if job_id is None:
            return Changes()
        return self._parts.jobs.run(job_id, report or _silent)

    def generations(self) -> list[GenerationInfo]:
        """The generations that can be gone back to, and the one that answers; by number."""
        with self._store.reading() as reader:
            row = reader.library(self.name)
            return reader.generation_infos(row) if row else []

    def rollback(self, *, by: str, to: int | None = None) -> GenerationInfo:
        """Undo the last rebuild, or go back to the generation numbered `to`.

        What was added, replaced or removed since stays so; only how the documents were read, cut
        and embedded is as it was.

        Raises:
            RollbackError: there is no such generation, or it needs another model.
        """
        return roll_back(self._store, self._encoder, self.name, by=by, to=to)

    def status(self, viewer: Viewer = STRANGER) -> Status:
        """What this library holds as far as `viewer` may see.

        Which generation answers, and since when, is told to those who see everything: it changes
        with documents that others may not hear of.
        """
        with self._store.reading() as reader:
            row = reader.library(self.name)
            if row is None:
                return Status(self.name, 0, 0, 0, 0, None, None)
            seen = [each for each in self._live.known(reader, row) if each.limits.allow(viewer)]
        return Status(
            self.name,
            len(seen),
            sum(each.passages for each in seen),
            sum(each.sentences for each in seen),
            row.generation if viewer.everything else 0,
            row.model if seen or viewer.everything else None,
            row.updated if viewer.everything else None,
        )


def _check_question(question: str) -> None:
    if not is_text(question):
        raise QuestionError("The question holds half a character. Type it again.")
    if not any(char.isalnum() for char in question):
        raise QuestionError("The question is empty. Ask in a few words or a whole sentence.")
    if len(question) > MAX_QUESTION_CHARS:
        raise QuestionError(
            f"The question has {len(question)} characters; at most {MAX_QUESTION_CHARS} are read. "
            "Ask it in fewer words."
        )
