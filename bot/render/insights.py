"""What was asked, as Discord messages: figures with their pictures, and what is left open. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.language.speaker import Speaker
from bot.names import document_mark
from bot.render.discord import name
from bot.render.finds import show_excerpt
from bot.render.markdown import shorten
from bot.render.plots import days_picture, documents_picture
from bot.render.press import PREFIX
from bot.render.screen import (
    Attachment,
    Button,
    Choice,
    Option,
    Part,
    Picture,
    Row,
    Rule,
    Screen,
    Words,
    rows,
    screens,
)
from index.types import Answer, DocumentInfo, Insights, OpenQuestion, Quoted

PER_PAGE = 5  # open questions a message
MOST_LISTED = 10  # documents in a list
MOST_OPTIONS = 25  # of a choice; Discord's
_OPTION_UNITS = 100  # Discord's
_WORDING_UNITS = 200  # of another wording
_WORDINGS = 3
_ALT_UNITS = 1000  # Discord takes 1024

PAGE_ID = rf"{PREFIX}:open:(?P<page>\d{{1,4}})"
_ANSWER = r"(?P<answer>[0-9a-f]{16})"
ADD_ID = rf"{PREFIX}:open-add:{_ANSWER}"
FORM_ID = rf"{PREFIX}:open-files:{_ANSWER}"
BY_ID = rf"{PREFIX}:open-by:{_ANSWER}"
CHOICE_ID = rf"{PREFIX}:open-choice:{_ANSWER}"
SETTLE_ID = rf"{PREFIX}:open-settle:{_ANSWER}:(?P<document>[0-9a-f]{{32}})"
DISMISS_ID = rf"{PREFIX}:open-dismiss:{_ANSWER}:(?P<page>\d{{1,4}})"


def insights_screens(insights: Insights, say: Speaker) -> list[Screen]:
    """The figures of some days, as pictures and as words; then what is left open."""
    days = insights.days
    head = [say("insights-head", count=len(days)), _sum(insights, say)]
    if insights.not_helpful:
        head.append(say("insights-bad", count=insights.not_helpful))
    if insights.wordless:
        head.append(f"-# {say('insights-wordless', count=insights.wordless)}")
    asked = Attachment("questions.png", days_picture(days, say), _days_alt(insights, say))
    quoted = Attachment(
        *("documents.png", documents_picture(insights.documents, say)),
        _documents_alt(insights.documents, say),
    )
    parts: list[Part] = [
        Words("\n".join(head)),
        Picture(asked.filename, asked.description),
        Picture(quoted.filename, quoted.description),
        *_quoted(insights.documents, say),
    ]
    return [*screens(parts, (asked, quoted)), open_screen(insights.open, 0, say)]


def _sum(insights: Insights, say: Speaker) -> str:
    if not insights.asked:
        return say("insights-nothing")
    answered = insights.answered
    declined = insights.asked - answered
    return say("insights-sum", count=insights.asked, answered=answered, declined=declined)


def _quoted(documents: Sequence[Quoted], say: Speaker) -> Iterator[Words]:
    """The documents that are quoted most, and those that never are."""
    quoted = [each for each in documents if each.answers]
    lines = [
        f"{number}. {say('quoted-line', document=name(_title(each)), count=each.answers)}"
        for number, each in enumerate(quoted[:MOST_LISTED], start=1)
    ]
    if lines:
        yield Words("\n".join([say("quoted-most"), *lines, *_more(len(quoted), say)]))
    never = [each for each in documents if not each.answers]
    if never:
        lines = [f"- {name(_title(each))}" for each in never[:MOST_LISTED]]
        head = say("quoted-never", count=len(never))
        yield Words("\n".join([head, *lines, *_more(len(never), say)]))


def _more(count: int, say: Speaker) -> list[str]:
    return [say("and-more", count=count - MOST_LISTED)] if count > MOST_LISTED else []


def _title(document: Quoted) -> str:
    """A title, short enough for ten of them to stand in a list with ten others."""
    return shorten(document.title or document.source, 100)


def _days_alt(insights: Insights, say: Speaker) -> str:
    days = insights.days
    if not insights.asked:
        return say("plot-days-none-alt", first=days[0].day, last=days[-1].day)
    busiest = max(days, key=lambda each: each.asked)
    return say(
        "plot-days-alt",
        first=days[0].day,
        last=days[-1].day,
        asked=insights.asked,
        answered=insights.answered,
        declined=insights.asked - insights.answered,
        bad=insights.not_helpful,
        busiest=busiest.day,
        most=busiest.asked,
    )


def _documents_alt(documents: Sequence[Quoted], say: Speaker) -> str:
    quoted = [f"{_title(each)} {each.answers}" for each in documents if each.answers]
    if not quoted:
        return say("plot-documents-none-alt")
    return shorten(say("plot-documents-alt", documents=", ".join(quoted[:MOST_LISTED])), _ALT_UNITS)


def open_screen(questions: Sequence[OpenQuestion], page: int, say: Speaker) -> Screen:
    """A page of the questions that nothing answers, each with what can be done about it."""
    last = max(0, (len(questions) - 1) // PER_PAGE)
    page = min(page, last)
    first = page * PER_PAGE
    shown = questions[first : first + PER_PAGE]
    if not shown:
        return Screen((Words(say("open-none")),))
    head = say("open-head", count=len(questions))
    if last:
        until = first + len(shown)
        head += f"\n-# {say('open-shown', first=first + 1, last=until)}"
    parts: list[Part] = [Words(head)]
    for each in shown:
        parts += [Rule(), Words(_open(each, say)), Row(_actions(each, page, say))]
    turning = []
    if page > 0:
        turning.append(Button(say("find-previous-button"), f"{PREFIX}:open:{page - 1}"))
    if page < last:
        turning.append(Button(say("find-next-button"), f"{PREFIX}:open:{page + 1}"))
    return Screen((*parts, *([Rule()] if turning else []), *rows(turning)))


def _open(question: OpenQuestion, say: Speaker) -> str:
    """An open question, how often it was asked, and in which other words."""
    notes = [say("open-asked", count=question.asked, last=f"<t:{int(question.last)}:R>")]
    if question.waiting:
        notes.append(say("open-waiting", count=question.waiting))
    lines = [f"**{name(question.question)}**", f"-# {' · '.join(notes)}"]
    others = [f"“{name(shorten(each, _WORDING_UNITS))}”" for each in question.wordings[1:]]
    if others:
        said = ", ".join(others[:_WORDINGS])
        if len(others) > _WORDINGS:
            said += " " + say("and-more", count=len(others) - _WORDINGS)
        lines.append(f"-# {say('open-also', questions=said)}")
    return "\n".join(lines)


def _actions(question: OpenQuestion, page: int, say: Speaker) -> tuple[Button, ...]:
    answer = question.answers[0]
    return (
        Button(say("open-add-button"), f"{PREFIX}:open-add:{answer}"),
        Button(say("open-by-button"), f"{PREFIX}:open-by:{answer}"),
        Button(say("open-dismiss-button"), f"{PREFIX}:open-dismiss:{answer}:{page}"),
    )


def choice_screen(
    question: OpenQuestion, documents: Sequence[DocumentInfo], say: Speaker
) -> Screen:
    """A choice among documents, the likeliest first, for who says which one answers."""
    shown = documents[:MOST_OPTIONS]
    options = tuple(
        Option(
            label=shorten(" ".join(each.title.split()) or each.source, _OPTION_UNITS),
            value=document_mark(each.source),
            description=shorten(each.source, _OPTION_UNITS),
        )
        for each in shown
    )
    lines = [say("open-by-head", question=name(question.question))]
    if len(shown) < len(documents):
        lines.append(f"-# {say('open-by-likeliest', shown=len(shown), count=len(documents))}")
    choice = Choice(
        *(f"{PREFIX}:open-choice:{question.answers[0]}", say("open-by-placeholder"), options)
    )
    return Screen((Words("\n".join(lines)), choice))


def settle_screen(
    question: OpenQuestion, document: DocumentInfo, answer: Answer, say: Speaker
) -> Screen:
    """What a document says to the question, and the button by which that settles it."""
    title = name(document.title or document.source)
    shown = answer.quotes or answer.nearest
    head = Words(f"-# {name(question.question)}")
    if not shown:
        return Screen((head, Words(say("open-by-nothing", document=title))))
    says = say("open-by-says" if answer.quotes else "open-by-nearest", document=title)
    settle = f"{PREFIX}:open-settle:{question.answers[0]}:{document_mark(document.source)}"
    return Screen(
        (
            head,
            Words(says),
            Words(show_excerpt(shown[0], say)),
            Row((Button(say("open-settle-button"), settle),)),
            Words(f"-# {say('open-settle-hint')}"),
        )
    )


def added_lines(answers: Iterable[Answer], say: Speaker) -> str:
    """Whether the documents answer an open question, now that some were added."""
    found = next((each for each in answers if each.answered), None)
    if found is None:
        return say("open-added-silent")
    return f"{say('open-added-answers')}\n{show_excerpt(found.quotes[0], say)}"
