"""Insights, quality and the glossary for the terminal and for `--json`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import Group
from rich.text import Text

from bot.render.measures import measures_to_dict, show_measures
from bot.render.terminal import moment, show_line
from index.evaluate import FIGURES, Quality, Worse, figure_of
from index.types import GlossaryEntry, Insights, OpenQuestion


def show_insights(insights: Insights) -> Group:
    """Days on which something was asked, the documents that are quoted, and open questions."""
    return Group(*(Text(line) for line in _lines(insights)))


def _lines(insights: Insights) -> Iterator[str]:
    first, last = insights.days[0].day, insights.days[-1].day
    declined = insights.asked - insights.answered
    yield (
        f"{first} to {last} (UTC): {insights.asked} asked, {insights.answered} answered, "
        f"{declined} not, {insights.not_helpful} marked not helpful"
    )
    for day in insights.days:
        if day.asked:
            yield (
                f"  {day.day}  {day.answered:>5} answered  {day.declined:>5} not  "
                f"{day.not_helpful:>5} not helpful"
            )
    if insights.documents:
        yield "Answers that quote a document:"
        for each in insights.documents:
            count = f"{each.answers:>5}" if each.answers else "never"
            shared = " (shared)" if each.shared else ""
            yield f"  {count}  {show_line(each.source)}{shared}"
    yield f"Questions that no document answers: {len(insights.open)}"
    for question in insights.open:
        yield from _open(question)
    if insights.wordless:
        yield f"Unanswered without words, which were not kept or let go: {insights.wordless}"


def _open(question: OpenQuestion) -> Iterator[str]:
    waiting = f", {question.waiting} waiting" if question.waiting else ""
    yield f"  {question.answers[0]}  {show_line(question.question)}"
    yield f"{'':18}  asked {question.asked}, last {moment(question.last)} UTC{waiting}"
    for other in question.wordings[1:]:
        yield f"{'':18}  also: {show_line(other)}"


def insights_to_dict(insights: Insights) -> dict[str, object]:
    """The object that `footnote insights --json` prints."""
    return {
        "days": [{**asdict(each), "asked": each.asked} for each in insights.days],
        "documents": [asdict(each) for each in insights.documents],
        "open": [
            {
                "id": each.answers[0],
                "question": each.question,
                "wordings": list(each.wordings),
                "asked": each.asked,
                "last": each.last,
                "waiting": each.waiting,
            }
            for each in insights.open
        ],
        "wordless": insights.wordless,
    }


def show_quality(quality: Quality) -> Group:
    """The measures, those of the run before, and what got worse."""
    lines = [
        f"{quality.helpful} questions from answers marked Helpful, {quality.given} from the file."
    ]
    before = quality.before
    if before is not None:
        lines.append(f"Before, {moment(before.at)} UTC, {before.questions} questions:")
        for name in FIGURES:
            now = figure_of(quality.measures, name)
            if now is not None and name in before.figures:
                lines.append(f"  {name:<12} {before.figures[name]:.3f} → {now:.3f}")
    lines += worse_lines(quality)
    return Group(show_measures(quality.measures), *(Text(line) for line in lines))


def worse_lines(quality: Quality) -> list[str]:
    """The answers that helped and are not as good any more."""
    worse = quality.again.worse
    if not worse:
        return ["Answers that helped before are as good as they were."]
    lines = [f"Answers that helped before and are worse now: {len(worse)}"]
    for each in worse:
        lines.append(f"  {show_line(each.question)}")
        lines.append(f"    before: “{show_line(each.sentence)}” ({show_line(each.document)})")
        lines.append(
            f"    now: “{show_line(each.now)}” ({show_line(each.now_document)})"
            if each.now
            else "    now: the documents don't say"
        )
    return lines


def quality_to_dict(quality: Quality) -> dict[str, object]:
    """The object that `footnote quality --json` prints."""
    before = quality.before
    return {
        **measures_to_dict(quality.measures),
        "helpful": quality.helpful,
        "given": quality.given,
        "before": None
        if before is None
        else {
            "at": before.at,
            "questions": before.questions,
            "figures": dict(before.figures),
        },
        "worse": [_worse(each) for each in quality.again.worse],
    }


def _worse(worse: Worse) -> dict[str, object]:
    now = {"text": worse.now, "source": worse.now_document} if worse.now else None
    return {
        "question": worse.question,
        "before": {"text": worse.sentence, "source": worse.document},
        "now": now,
    }


def show_glossary(entries: Sequence[GlossaryEntry], none: str = "No entries.") -> Group:
    """The entries for a terminal, a line each."""
    if not entries:
        return Group(Text(none))
    return Group(
        *(
            Text(f"{show_line(each.line)}  ({'shared ' if each.shared else ''}{each.source})")
            for each in entries
        )
    )


def glossary_to_dict(entries: Sequence[GlossaryEntry]) -> dict[str, object]:
    """The object that `footnote glossary … --json` prints."""
    return {
        "entries": [
            {"words": list(each.forms), "source": each.source, "shared": each.shared}
            for each in entries
        ]
    }
