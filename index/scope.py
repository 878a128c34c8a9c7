"""What a question keeps to: a document, a section, a range of dates that it clearly names.

Clearly: a document by its title, file name, or a word for a kind of document that only one has in
its name (“in the handbook”), after “in”, “according to” and the like; a section by its whole
heading; dates as index/periods.py reads them. Only what the viewer sees has a name here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import numpy as np

from index.generation import Rows
from index.lexicon import Words
from index.numerals import MONTH_NAMES, short_months
from index.periods import Period, find_period
from index.record.words import following, holding, passages_of, sections
from index.sight import Sight
from index.types import ReadAs, ReadKind, SearchResult, Span
from index.variants import form_id, parts
from index.words import QUESTION_WORDS, TOKEN, question_terms, stem

LONGEST_NAME = 12  # words
KINDS = frozenset(
    stem(word)
    for word in """agenda agreement announcement appendix article bill book booklet brief brochure
    bylaws catalog catalogue changelog charter checklist contract constitution deck directive doc
    document email essay faq file form guide guidelines handbook invoice leaflet letter log manual
    memo memorandum minutes newsletter note notes outline pamphlet paper plan policy presentation
    proposal protocol readme record regulation report resolution review roadmap rulebook rules
    schedule slides spec specification spreadsheet statement statute study summary table terms text
    transcript treatise tutorial wiki workbook""".split()
)
_THE = r"(?:(?:the|our|your|this|that|my|its)\s+)?"
_STRONG = re.compile(rf"\b(?:according\s+to|as\s+per|per)\s+{_THE}", re.IGNORECASE)
_SAYS = re.compile(rf"\b(?:does|do|did)\s+{_THE}", re.IGNORECASE)
_SAYING = re.compile(r"\s+(?:say|state|mention|tell|define|explain|describe)\b", re.IGNORECASE)
_WEAK = re.compile(rf"\b(?:in|from|within|inside)\s+{_THE}", re.IGNORECASE)
_OF = re.compile(rf"\bof\s+{_THE}", re.IGNORECASE)
_SECTION = re.compile(
    rf"\b(?:in|under|from|of)\s+{_THE}(?:section|chapter|heading|part)\s+"
    r"(?:(?:on|about|called|titled|named)\s+)?(?:the\s+)?[“\"'‘]?",
    re.IGNORECASE,
)
_SECTION_AFTER = re.compile(r"[”\"'’]?\s+(?:section|chapter)\b", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|under|from)\s+(?:the\s+)?[“\"'‘]?", re.IGNORECASE)

_NAME_DATE = re.compile(r"(?<!\d)(1\d{3}|20\d\d)(?:[-_.](0[1-9]|1[0-2])(?!\d))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question keeps to: for each library the ids of passages, ascending; None: all.

    In passages that speak of several times, sentences of the `period` alone are quoted.
    """

    ids: tuple[Rows, ...] | None = None
    period: Period | None = None

    def narrow(self, ids: tuple[Rows, ...]) -> Scope:
        """Keep to these as well."""
        if self.ids is None:
            return replace(self, ids=ids)
        both = zip(self.ids, ids, strict=True)
        return replace(self, ids=tuple(np.intersect1d(mine, other) for mine, other in both))

    def keep(self, ranked: Sequence[SearchResult]) -> list[SearchResult]:
        """Passages that were ranked, no sentence of another time having a chance in them."""
        period = self.period
        if period is None:
            return list(ranked)
        return [
            replace(
                each,
                chances=tuple(
                    0.0 if period.speaks_of_another(sentence) else chance
                    for sentence, chance in zip(_sentences(each), each.chances, strict=True)
                ),
            )
            for each in ranked
        ]


def _sentences(result: SearchResult) -> list[str]:
    text = result.passage.text
    return [text[each.reading.start : each.reading.end] for each in result.passage.sentences]


EVERYWHERE = Scope()


def find_scope(
    question: str, sights: Sequence[Sight], known: Sequence[Words]
) -> tuple[str, Scope, tuple[ReadAs, ...]]:
    """The question without the words that name what it keeps to, that, and what to tell of it."""
    text, scope = question, EVERYWHERE
    kept: list[ReadAs] = []

    def keep(kind: ReadKind, span: Span, meant: str, ids: tuple[Rows, ...], *, cut: bool) -> None:
        nonlocal text, scope
        rest = _without(text, span) if cut else text
        if question_terms(rest):  # something is left to look for
            kept.append(ReadAs(kind, text[span.start : span.end].strip(" ,"), meant))
            text, scope = rest, scope.narrow(ids)

    if section := _find_section(text, sights):
        span, heading, ids = section
        keep(ReadKind.SECTION, span, heading, ids, cut=True)
    if document := _find_document(text, sights, known, cues=[_OF] if section else []):
        span, title, readings = document
        ids = tuple(passages_of(sight.reader, sight.seen.readings & readings) for sight in sights)
        keep(ReadKind.DOCUMENT, span, title, ids, cut=True)
    if dates := find_period(text):
        period, span, stays = dates
        ids = tuple(_dated(sight, period) for sight in sights)
        keep(ReadKind.DATES, span, str(period), ids, cut=not stays)
        if kept and kept[-1].kind is ReadKind.DATES:
            scope = replace(scope, period=period)
    return text, scope, tuple(kept)


def _without(text: str, span: Span) -> str:
    """A question without some of its words, and without the comma that goes with them."""
    before, after = text[: span.start].rstrip(" ,"), text[span.end :].lstrip(' ,”"')
    return f"{before} {after}".strip() if after[:1].isalnum() else f"{before}{after}".strip()


def _runs(text: str, at: int) -> list[Span]:
    """The next words of a text, as runs from `at`, longest first; none over a comma."""
    ends: list[int] = []
    for match in TOKEN.finditer(text, at):
        gap = text[ends[-1] if ends else at : match.start()]
        if len(ends) == LONGEST_NAME or any(mark in gap for mark in ",;:?!"):
            break
        ends.append(match.end())
    return [Span(at, end) for end in reversed(ends)]


def _find_document(
    text: str, sights: Sequence[Sight], known: Sequence[Words], *, cues: list[re.Pattern[str]]
) -> tuple[Span, str, frozenset[int]] | None:
    """The document that a question names: where it does, its title, and its readings."""
    names = [(words, sight.seen.readings) for words, sight in zip(known, sights, strict=True)]
    for cue in (_STRONG, _SAYS, _WEAK, *cues):
        for match in cue.finditer(text):
            for run in _runs(text, match.end()):
                end = run.end
                if cue is _SAYS:
                    saying = _SAYING.match(text, end)
                    if not saying:
                        continue
                    end = saying.end()
                elif not _ends_there(text, end):
                    continue
                said = text[run.start : run.end]
                found = _named(said, names, sure=cue in (_STRONG, _SAYS))
                if found:
                    return Span(match.start(), end), *found
    return None


def _ends_there(text: str, end: int) -> bool:
    """Whether a name may end here: no noun follows that it could belong to."""
    after = TOKEN.search(text, end)
    if after is None or any(mark in text[end : after.start()] for mark in ',;:?!”"'):
        return True
    return after.group().lower() in QUESTION_WORDS


def _named(
    said: str, names: Sequence[tuple[Words, frozenset[int]]], *, sure: bool
) -> tuple[str, frozenset[int]] | None:
    """The title and the readings of the one document that words name, None if none or several."""
    its = parts(said)
    kind = its[:-1] if its and its[-1].isdigit() else its  # “handbook 2024”
    is_kind = bool(kind) and kind[-1] in KINDS
    is_file = "." in said and PurePosixPath(said).suffix.lstrip(".").isalnum()
    found: dict[int, str] = {}
    if sure or is_kind or is_file:
        found = {
            reading: words.titles[reading]
            for words, seen in names
            for reading in words.called(form_id(said))
            if reading in seen
        }
    if not found and is_kind:
        found = {
            reading: words.titles[reading]
            for words, seen in names
            for reading in words.with_parts(its)
            if reading in seen
        }
    titles = set(found.values())
    if len(titles) != 1:
        return None
    return _told(titles.pop(), frozenset(found), names), frozenset(found)


def _told(title: str, found: frozenset[int], names: Sequence[tuple[Words, frozenset[int]]]) -> str:
    """The title of the one document meant; its file name where others have that title too."""
    alike = {
        reading: words.sources[reading]
        for words, seen in names
        for reading, other in words.titles.items()
        if other == title and reading in seen
    }
    if alike.keys() == found or len(found) > 1:
        return title
    return next(source for reading, source in alike.items() if reading in found)


def _find_section(text: str, sights: Sequence[Sight]) -> tuple[Span, str, tuple[Rows, ...]] | None:
    """The section that a question names by its heading: where it does, the heading, passages."""
    tries: list[tuple[Span, str]] = []
    for match in _SECTION.finditer(text):
        tries += [
            (Span(match.start(), run.end), text[run.start : run.end])
            for run in _runs(text, match.end())
        ]
    for match in _IN.finditer(text):
        for run in _runs(text, match.end()):
            if after := _SECTION_AFTER.match(text, run.end):
                tries.append((Span(match.start(), after.end()), text[run.start : run.end]))
    if not tries:
        return None
    held = [sections(sight.reader, sight.seen.readings) for sight in sights]
    for span, said in tries:
        heading, ids = "", []
        for its in held:
            rows: list[int] = []
            for path, passages in its:
                for name in path:
                    if form_id(name) == form_id(said):
                        heading = name
                        rows += passages
            ids.append(np.unique(np.array(rows, dtype=np.int64)))
        if heading:
            return span, heading, tuple(ids)
    return None


def _dated(sight: Sight, period: Period) -> Rows:
    """Ids of the passages seen that name a date of a period, or whose document's name does.

    A passage that names no year has the date of the one before it in its section.
    """
    found: list[Rows] = []
    for year in period.years:
        months = period.months(year)
        ids = sight.places(str(year))
        if len(months) == len(MONTH_NAMES):
            found += [ids, *([sight.places(f"{year}s")] if year % 10 == 0 else [])]
            continue
        for number in months if len(ids) else ():
            name = MONTH_NAMES[number - 1]
            for key in (name, *short_months(name)):
                found.append(np.intersect1d(ids, sight.places(stem(key))))
            found.append(holding(sight.reader, ids, f"{year}-{number:02}"))
    ids = np.unique(np.concatenate([*found, np.zeros(0, np.int64)]))
    ids = np.union1d(ids, following(sight.reader, ids))
    named = frozenset(
        row.reading_id
        for row in sight.generation.catalog
        if row.reading_id in sight.seen.readings and _named_after(row.source, period)
    )
    return np.union1d(ids, passages_of(sight.reader, named))


def _named_after(source: str, period: Period) -> bool:
    """Whether a document's name holds a date of a period: “minutes-2007-03.md”."""
    for match in re.finditer(
        r"(?<!\d)(1\d{3}|20\d\d)(?:[-_.](0[1-9]|1[0-2])(?!\d))?(?!\d)", source
    ):
        months = period.months(int(match[1]))
        if int(match[2]) in months if match[2] else len(months) == len(MONTH_NAMES):
            return True
    return False
