"""Answers and reports as plain values for `--json`: exact, nothing left out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from index.types import (
    Answer,
    Changes,
    Citation,
    Difference,
    DocumentInfo,
    Preview,
    Quote,
    Status,
)


def answer_to_dict(answer: Answer) -> dict[str, object]:
    """The object that `ask --json` prints. Places that a format lacks are None."""
    return {
        "id": answer.id,
        "question": answer.question,
        "answered": answer.answered,
        "evidence": answer.evidence,
        "confidence": answer.confidence,
        "by_words": answer.by_words,
        "quotes": [quote_to_dict(quote) for quote in answer.quotes],
        "nearest": [quote_to_dict(quote) for quote in answer.nearest],
        "differences": [_difference(each) for each in answer.differences],
        "read_as": [
            {"kind": each.kind.value, "said": each.said, "meant": each.meant}
            for each in answer.read_as
        ],
    }


def quote_to_dict(quote: Quote) -> dict[str, object]:
    """A quote with its place, as every command prints it."""
    return {
        "text": quote.text,
        "marked": [[span.start, span.end] for span in quote.marked],
        **_citation(quote.citation),
        "score": quote.score,
        "leads": [{"text": lead.text, **_citation(lead.citation)} for lead in quote.leads],
        "also": [_citation(each) for each in quote.also],
    }


def _citation(citation: Citation) -> dict[str, object]:
    return {
        "source": citation.source,
        "title": citation.title,
        "section": list(citation.section),
        "page": citation.page,
        "page_label": citation.page_label,
        "places": [
            {
                "kind": place.kind.value,
                "first": place.first,
                "last": place.last,
                "first_label": place.first_label,
                "last_label": place.last_label,
            }
            for place in citation.places
        ],
        "first_line": citation.first_line,
        "last_line": citation.last_line,
        "start": citation.span.start,
        "end": citation.span.end,
        "fingerprint": citation.fingerprint,
        "origin": citation.origin or None,
    }


def _difference(difference: Difference) -> dict[str, object]:
    return {
        "values": difference.values,
        "ordered": difference.ordered,
        "quotes": [
            {
                "quote": each.quote,
                "date": each.date.value if each.date else None,
                "date_from": each.date.source.value if each.date else None,
                "version": each.version,
            }
            for each in difference.editions
        ],
    }


def changes_to_dict(changes: Changes) -> dict[str, object]:
    """The object that `add`, `remove` and `rebuild` print."""
    return asdict(changes)


def previews_to_dict(previews: Sequence[Preview]) -> dict[str, object]:
    """The object that `add --check --json` prints."""
    return {
        "files": [
            {**asdict(preview), "places": {kind.value: number for kind, number in preview.places}}
            for preview in previews
        ]
    }


def documents_to_dict(documents: list[DocumentInfo]) -> dict[str, object]:
    """The object that `list --json` prints."""
    return {
        "documents": [
            {
                **{name: value for name, value in asdict(each).items() if name != "added_by"},
                "limits": {
                    "channels": sorted(each.limits.channels),
                    "roles": sorted(each.limits.roles),
                },
            }
            for each in documents
        ]
    }


def status_to_dict(status: Status) -> dict[str, object]:
    """The object that `status --json` prints."""
    return asdict(status)
