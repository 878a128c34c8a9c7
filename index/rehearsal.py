"""What new versions of documents would change, tried out in a transaction that is undone.

Questions answered before are asked again of the documents as they would be. Nobody else sees that
state: it is never committed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

import numpy as np

from index.build import Prepared
from index.compare import compare
from index.embed import Encoder
from index.errors import FootnoteError
from index.record import Halves, Reader, Writer, passage_hash
from index.record.shelf import QuestionRow, passages_of, questions_quoting
from index.store import Store
from index.types import Answer, Passage, Reasked, Rehearsal, Revision

MOST_ASKED = 20
SECONDS = 5.0  # for which others wait with their changes, at most; what was not asked by then isn't
BY = "rehearsal"  # in what is undone

Ask = Callable[[str], Answer]
Said = tuple[tuple[str, str], ...]


class _UndoneError(Exception):
    """Ends a transaction that was only tried."""


def rehearse(
    store: Store,
    encoder: Encoder,
    name: str,
    replacing: Sequence[Prepared],
    *,
    ask: Ask,
    ask_at: Callable[[Reader], Ask],
) -> Rehearsal:
    """What would change if documents of a library were replaced by these.

    `ask` asks the library as it is, `ask_at` as a reader sees it.

    Raises:
        BusyError: another process is changing the library.
        StoreError: the record can't be read or written.
    """
    sources = [each.document.source for each in replacing]
    with store.reading() as reader:
        row = reader.library(name)
        if row is None or not replacing:
            return Rehearsal()
        revisions = tuple(_revision(reader, row.id, each) for each in replacing)
        questions = questions_quoting(reader, row.id, sources, MOST_ASKED)
    if not questions:
        return Rehearsal(revisions)
    before = [_said(ask, each.question) for each in questions]
    vectors = _vectors(store, encoder, [p for each in replacing for p in each.passages])
    texts = [each.document.text.encode() for each in replacing]
    try:
        for text in texts:
            store.save_original(text)
        with _undone(store) as writer:
            for each in replacing:
                _replace(writer, row.id, each)
            writer.save_vectors(encoder.model, list(vectors), list(vectors.values()))
            after = list(_asked(questions, ask_at(writer)))
    finally:
        with store.writing() as writer:
            among = [sha256(text).hexdigest() for text in texts]
            store.drop_originals(unless=writer.originals(), older=0, among=among)
    now = {each.document.source: each.passages for each in replacing}
    found = zip(questions, before, after, strict=False)
    reasked = (_reasked(question, was, then, now) for question, was, then in found)
    return Rehearsal(revisions, len(after), tuple(each for each in reasked if each))


@contextmanager
def _undone(store: Store) -> Iterator[Writer]:
    """A transaction of which nothing stays."""
    try:
        with store.writing() as writer:
            yield writer
            raise _UndoneError
    except _UndoneError:
        pass


def _revision(reader: Reader, library_id: int, prepared: Prepared) -> Revision:
    source = prepared.document.source
    return compare(source, passages_of(reader, library_id, source), prepared.passages)


def _vectors(store: Store, encoder: Encoder, passages: Sequence[Passage]) -> dict[bytes, Halves]:
    """The vectors of passages that the record doesn't have."""
    by_hash = {passage_hash(passage): passage for passage in passages}
    with store.reading() as reader:
        known = reader.vectors(encoder.model, list(by_hash))
    missing = [each for each, found in zip(by_hash, known, strict=True) if found is None]
    made = encoder.encode_passages([by_hash[each] for each in missing], report=lambda _: None)
    return {each: vectors.astype(np.float16) for each, vectors in zip(missing, made, strict=True)}


def _replace(writer: Writer, library_id: int, prepared: Prepared) -> None:
    """Let a document answer from what was read of its new version."""
    document = prepared.document
    document_id, version_id = writer.save_version(
        library_id, document.source, document.fingerprint, prepared.size, BY
    )
    reading_id = writer.save_reading(
        document_id, version_id, document, prepared.keys(), prepared.passages
    )
    writer.set_reading(library_id, document.source, document_id, version_id, reading_id)


def _asked(questions: Sequence[QuestionRow], ask: Ask) -> Iterator[Said | None]:
    end = time.monotonic() + SECONDS
    for each in questions:
        if time.monotonic() > end:
            return
        yield _said(ask, each.question)


def _said(ask: Ask, question: str) -> Said | None:
    """The documents and words that a question is answered by; None if it can't be asked."""
    try:
        answer = ask(question)
    except FootnoteError:
        return None
    return tuple((each.citation.source, each.text) for each in answer.quotes)


def _reasked(
    question: QuestionRow,
    before: Said | None,
    after: Said | None,
    now: dict[str, tuple[Passage, ...]],
) -> Reasked | None:
    """What becomes of an answer; None if it stays as it is."""
    lost = sum(
        not any(quote.text in passage.text for passage in now.get(quote.citation.source, ()))
        for quote in question.quotes
    )
    if before == after and not lost:
        return None
    return Reasked(question.question, question.channel, bool(after), lost)
