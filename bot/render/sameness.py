"""What is said of a quote beside its words: where else it stands, what differs from it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.render.citation import place
from index.types import Difference, Edition, Quote, QuotedLead, Span

SHOWN = 3  # other places that are named; more are counted
OMISSION = " […]"  # something is left out between a lead and what it leads
NEXT_TO = 6  # characters at most between two that follow one another: line ends, a bullet

_KNOWN = {"text": "dated {date}", "name": "{date} by its name", "added": "added {date}"}


def also(quote: Quote) -> str:
    """The other places of a quote: “also in A › B · line 4; C · page 2”; empty without any."""
    own = quote.citation
    places = []
    for each in quote.also[:SHOWN]:
        file = f" ({each.source})" if each.title == own.title and each.source != own.source else ""
        places.append(f"{place(each)}{file}")
    more = len(quote.also) - len(places)
    if more:
        places.append(f"and {more:,} more {'place' if more == 1 else 'places'}")
    return f"also in {'; '.join(places)}" if places else ""


def with_leads(quote: Quote) -> tuple[str, list[Span]]:
    """The words of a quote below those of its leads, a line each, and where its marks are then."""
    before = ""
    for number, lead in enumerate(quote.leads):
        rest = [each.citation for each in quote.leads[number + 1 :]]
        before += f"{lead.text}{_omission(lead, [*rest, quote.citation][0].span)}\n"
    moved = [Span(each.start + len(before), each.end + len(before)) for each in quote.marked]
    return before + quote.text, moved


def _omission(lead: QuotedLead, following: Span) -> str:
    return "" if following.start - lead.citation.span.end <= NEXT_TO else OMISSION


def differing(difference: Difference, quotes: Sequence[Quote]) -> str:
    """That some quotes differ, and which is newer as far as that is known; one sentence."""
    numbers = [str(each.quote + 1) for each in difference.editions]
    which = f"Quotes {', '.join(numbers[:-1])} and {numbers[-1]}"
    says = "differ" if difference.values else "are from different versions of a document"
    order = "newest first" if difference.ordered else "and which is newer isn't known"
    documents = ", ".join(_edition(each, quotes[each.quote]) for each in difference.editions)
    return f"{which} {says}, {order}: {documents}."


def _edition(edition: Edition, quote: Quote) -> str:
    """A document with what is known of its date: handbook.md (v2, dated 2024-05-03)."""
    known = [edition.version] if edition.version else []
    if edition.date:
        known.append(_KNOWN[edition.date.source].format(date=edition.date.value))
    told = f" ({', '.join(known)})" if known else ""
    return f"{quote.citation.source}{told}"
