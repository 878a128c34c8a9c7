"""Quotes that differ: the same statement with another value, or of another version. Pure.

A false alarm is worse than a miss. Another document contradicts a quote only if it says the same
sentence but for a single value, the question asks for such a value, and nothing in the question
tells the two documents apart. Two documents are versions of one only if they are named alike but
for a date or version, and have much of their text in common.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import permutations

from index.alike import UNITS, Apart, Value, apart
from index.asked import Asked
from index.dates import (
    are_named_alike,
    file_name,
    find_version,
    named_date,
    share_text,
    stated_date,
)
from index.quote import Cut
from index.types import DateSource, DocumentDate, Original, SearchResult
from index.words import keys, question_terms

ABOUT = 2  # words of a question that a statement about it holds, or all if it has fewer
UNNAMED = 2  # the order of a version that is called neither draft nor final; see dates.ORDER

Read = Callable[[SearchResult], Original]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Documents in their order, by number: newest first if `ordered`; what is known of each."""

    order: tuple[int, ...]
    ordered: bool
    dates: tuple[DocumentDate | None, ...]
    versions: tuple[str, ...]


def find_rivals(
    cut: Cut, results: Sequence[SearchResult], question: str, asked: Asked
) -> Iterator[Cut]:
    """Sentences of other documents that contradict a quote, one of each document at most."""
    seen = {_document(cut.result)}
    for result in results:
        if _document(result) in seen:
            continue
        for number in range(len(result.passage.sentences)):
            rival = Cut(result, number, number, number, cut.score)
            found = apart(cut.said, rival.said)
            if found and _contradicts(found, cut, rival, question, asked):
                seen.add(_document(result))
                yield rival
                break


def _document(result: SearchResult) -> tuple[int, int]:
    return result.library_id, result.document_id


def _contradicts(found: Apart, cut: Cut, rival: Cut, question: str, asked: Asked) -> bool:
    """Whether both statements answer the question, and it doesn't choose between them."""
    if found.value is Value.NAME and not (asked.who or asked.where):
        return False
    terms = question_terms(question)
    about = [term for term in terms if not found.shared.isdisjoint(term)]
    if len(about) < min(ABOUT, len(terms)):
        return False
    others = {key for term in terms if term not in about for key in term}
    one = cut.said[found.one.start : found.one.end]
    other = rival.said[found.other.start : found.other.end]
    if found.value is not Value.NEGATION and not others.isdisjoint(
        key for key in keys(f"{one} {other}") if key not in UNITS
    ):
        return False
    return not _chooses(others, cut.result, rival.result)


def _chooses(words: set[str], one: SearchResult, other: SearchResult) -> bool:
    """Whether words of the question tell two documents apart."""
    return not words.isdisjoint(_headed(one) ^ _headed(other))


def _headed(result: SearchResult) -> frozenset[str]:
    """The search keys of a passage's headings and of its document's names."""
    names = (file_name(result.source), result.title, *result.passage.section)
    return frozenset(keys(" ".join(names)))


def are_versions(one: SearchResult, other: SearchResult, question: str, read: Read) -> bool:
    """Whether two documents are versions of one, and the question doesn't choose between them.

    Raises:
        FootnoteError: one of them can't be read any more.
    """
    names = (
        (file_name(one.source), file_name(other.source)),
        (one.title, other.title),
    )
    asked = {key for term in question_terms(question) for key in term}
    return (
        any(are_named_alike(a, b) for a, b in names)
        and not _chooses(asked, one, other)
        and share_text(read(one).text, read(other).text)
    )


def newest(results: Sequence[SearchResult], read: Read) -> int:
    """Which of some passages that say the same is of the newest version of the first's document.

    The first, if that isn't known.
    """
    alike = [0] + [
        number
        for number, each in enumerate(results)
        if are_named_alike(file_name(each.source), file_name(results[0].source))
    ]
    if len(alike) == 1:
        return 0
    arranged = arrange([results[each] for each in alike], read)
    return alike[arranged.order[0]] if arranged.ordered else 0


def arrange(results: Sequence[SearchResult], read: Read) -> Arranged:
    """Put the documents of some passages in order, newest first where that is known.

    By the dates that they all state or are named for; else by their versions; else by the days on
    which they were added. Dates of different kinds are not compared, nor a year with a day in it.
    """
    titled = any(are_named_alike(a.title, b.title) for a, b in permutations(results, 2))
    stated = tuple(_stated(each, read(each), titled=titled) for each in results)
    found = [find_version(file_name(each.source)) or find_version(each.title) for each in results]
    versions = tuple(each.word if each else "" for each in found)
    if order := _by_date(stated):
        return Arranged(order, True, stated, versions)
    numbered = {each.numbered for each in found if each}
    if numbered == {False} or (numbered == {True} and all(found)):
        ranks = [each.order if each else (UNNAMED,) for each in found]
        if len(set(ranks)) == len(ranks):
            return Arranged(_descending(ranks), True, stated, versions)
    added = tuple(_added(read(each)) for each in results)
    if order := _by_date(added):
        return Arranged(order, True, added, versions)
    return Arranged(tuple(range(len(results))), False, stated, versions)


def _stated(result: SearchResult, original: Original, *, titled: bool) -> DocumentDate | None:
    return (
        stated_date(original.text)
        or named_date(file_name(result.source))
        or (named_date(result.title) if titled else None)
    )


def _added(original: Original) -> DocumentDate | None:
    if not original.added:
        return None
    day = datetime.fromtimestamp(original.added, UTC).strftime("%Y-%m-%d")
    return DocumentDate(day, DateSource.ADDED)


def _by_date(dates: Sequence[DocumentDate | None]) -> tuple[int, ...]:
    """The order of dates, latest first; empty if it isn't known of all."""
    values = [each.value for each in dates if each]
    if len(values) < len(dates) or any(a.startswith(b) for a, b in permutations(values, 2)):
        return ()
    return _descending(values)


def _descending(values: Sequence[str] | Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted(range(len(values)), key=lambda each: values[each], reverse=True))
