"""An answer as Discord messages: what was asked, the best quote, what can be done. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.language.guess import differ
from bot.language.speaker import Speaker
from bot.render.discord import name, pack
from bot.render.press import Action, custom_id
from bot.render.quoting import context_button, differing, show_offer, show_quote
from bot.render.read_as import read_as_lines
from bot.render.screen import Attachment, Button, Part, Rule, Screen, Words, rows, screens
from index.types import Answer, Difference, KeptAnswer, Quote

NEAREST_SHOWN = 2


def answer_screens(
    answer: Answer,
    say: Speaker,
    *,
    asked: str | None = None,
    private: bool = False,
    lines: Sequence[str] = (),
    shared_by: str | None = None,
    asked_by: str | None = None,
) -> list[Screen]:
    """The answer as messages, in order.

    `asked` repeats the question above it, for answers that don't stand below the question; `lines`
    say how it was read; `shared_by` mentions who showed it to others, `asked_by` who asked, where
    Discord doesn't say it. A `private` answer can be shared. The texts but `asked` are given as
    they may stand in a message.
    """
    parts: list[Part] = []
    if shared_by is not None:
        parts.append(Words(say("shared-by", who=shared_by)))
    if asked_by is not None:
        parts.append(Words(say("asked-by", who=asked_by)))
    read = read_as_lines(answer.read_as, say)
    head = [*([] if asked is None else [name(asked)]), *map(name, read), *lines]
    if head:
        parts += _small(head)
    files: tuple[Attachment, ...] = ()
    if answer.answered:
        for number in _at_once(answer):
            button = context_button(answer.id, number, say)
            shown = show_quote(answer.quotes[number], say, button, number=number)
            parts += shown.parts
            files += shown.files
        notes = [differing(each, answer.quotes, say) for each in _first_differences(answer)]
        if differ(answer.question, answer.quotes[0].text):
            notes.append(say("other-language"))
        if answer.withheld:
            notes.append(say("quotes-withheld", count=answer.withheld))
    else:
        parts += _declined(answer, say)
        notes = []
    if answer.by_words:
        notes.append(say("by-words"))
    if notes:
        parts += _small(notes)
    if answer.id:
        parts += [Rule(), *rows(_next(answer, say)), *rows(_judging(answer, say, private=private))]
    return screens(parts, files)


def _small(lines: Sequence[str]) -> list[Part]:
    """Lines in small letters, in as few blocks as hold them."""
    return [Words(block) for block in pack([f"-# {line}" for line in lines], "\n")]


def more_screens(kept: KeptAnswer, say: Speaker) -> list[Screen]:
    """The quotes of an answer beside the best one, each with its buttons."""
    parts: list[Part] = []
    files: list[Attachment] = []
    for number, quote in _others(kept):
        shown = show_quote(quote, say, context_button(kept.answer.id, number, say), number=number)
        buttons = rows(quote_buttons(kept.answer.id, number, quote, say))
        parts += [*([Rule()] if parts else []), *shown.parts, *buttons]
        files += shown.files
    return screens(parts or [Words(say("no-more-quotes"))], tuple(files))


def quote_buttons(answer_id: str, number: int, quote: Quote, say: Speaker) -> Iterable[Button]:
    """What can be done with one quote beside reading around it."""
    if quote.citation.page is not None and quote.citation.source.lower().endswith(".pdf"):
        yield Button(say("page-button"), custom_id(Action.PAGE, answer_id, number))
    yield Button(say("original-button"), custom_id(Action.ORIGINAL, answer_id, number))
    yield Button(say("check-button"), custom_id(Action.CHECK, answer_id, number))


def _first_differences(answer: Answer) -> list[Difference]:
    """In what the best quote differs from others."""
    return [
        each for each in answer.differences if 0 in [edition.quote for edition in each.editions]
    ]


def _at_once(answer: Answer) -> list[int]:
    """Which quotes are shown at once: the best, and those that differ from it."""
    differing = {edition.quote for each in _first_differences(answer) for edition in each.editions}
    return sorted({0, *differing})


def _declined(answer: Answer, say: Speaker) -> Iterable[Part]:
    """That there is no answer, and the nearest passages, which are none either."""
    if answer.withheld:
        withheld = say("quotes-withheld", count=answer.withheld)
        yield Words(f"{say('no-quote')}\n{withheld}")
    else:
        yield Words(say("no-answer"))
    offers = answer.nearest[:NEAREST_SHOWN]
    if offers:
        yield Words(say("nearest"))
    for number, quote in enumerate(offers):
        yield show_offer(quote, say, context_button(answer.id, number, say))


def _next(answer: Answer, say: Speaker) -> Iterable[Button]:
    """What helps to trust an answer, or to get one."""
    if not answer.answered:
        yield Button(say("tell-button"), custom_id(Action.TELL, answer.id))
        return
    others = len(answer.quotes) - 1
    if others:
        yield Button(say("more-button", count=others), custom_id(Action.MORE, answer.id))
    yield from quote_buttons(answer.id, 0, answer.quotes[0], say)


def _judging(answer: Answer, say: Speaker, *, private: bool) -> Iterable[Button]:
    """What can be done with an answer as a whole."""
    yield Button(say("helpful-button"), custom_id(Action.HELPFUL, answer.id, 1))
    yield Button(say("not-helpful-button"), custom_id(Action.HELPFUL, answer.id, 0))
    if private and answer.answered:
        yield Button(say("share-button"), custom_id(Action.SHARE, answer.id))
    if not private:
        yield Button(say("ask-more-button"), custom_id(Action.THREAD, answer.id))
    yield Button(say("remove-button"), custom_id(Action.REMOVE, answer.id))


def _others(kept: KeptAnswer) -> list[tuple[int, Quote]]:
    pairs = list(zip(kept.numbers, kept.answer.quotes, strict=True)) if kept.answered else []
    return [(number, quote) for number, quote in pairs if number]
