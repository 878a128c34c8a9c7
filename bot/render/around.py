"""What a look into a quote's document shows: what is around it, its page, its fate. Pure."""

from __future__ import annotations

from bot.language.speaker import Speaker
from bot.render.markdown import quoted, shorten, units, visible
from bot.render.press import Action, custom_id
from bot.render.quoting import cited, plainly_cited, show_quote
from bot.render.screen import (
    MOST_TEXT,
    Attachment,
    Button,
    Part,
    Picture,
    Row,
    Screen,
    Words,
    screens,
)
from index.types import Context, Quote, Reread, Standing

_ROOM = MOST_TEXT - 1500  # for the passages; the rest is for what we say of them
_ALT = 900  # characters of alt text; Discord takes 1,024


def context_screen(
    context: Context, say: Speaker, *, answer_id: str, number: int, section: bool
) -> Screen:
    """Passages around a quote, the quote bold, and buttons to read on.

    What is longer than a message is attached as a file, and said to be.
    """
    parts: list[Part] = [Words(cited(context.passages[0].citation, say))]
    blocks = [_passage(each) for each in context.passages]
    files: tuple[Attachment, ...] = ()
    if sum(units(block) for block in blocks) <= _ROOM:
        parts.append(Words("\n\n".join(blocks)))  # a section has more than a message has blocks
    else:
        whole = "\n\n".join(each.text for each in context.passages)
        files = (Attachment("context.txt", whole.encode()),)
        parts.append(Words(say("context-attached", file="`context.txt`")))
    if not any(each.marked for each in context.passages):
        parts.append(Words(f"-# {say('context-elsewhere')}"))
    buttons = _reading_on(context, say, answer_id, number, section=section)
    [screen] = screens([*parts, Row(buttons)], files)
    return screen


def page_screen(quote: Quote, picture: bytes, say: Speaker) -> Screen:
    """A page's picture, with a description for those who don't see it."""
    where = plainly_cited(quote.citation, say)
    description = shorten(say("page-alt", where=where, quote=quote.text), _ALT)
    filename = f"page-{quote.citation.page}.png"
    caption = say("page-caption", where=cited(quote.citation, say))
    return Screen(
        (Words(caption), Picture(filename, description)),
        (Attachment(filename, picture, description),),
    )


def check_screens(quote: Quote, checked: Reread, say: Speaker) -> list[Screen]:
    """What became of a quote."""
    since = "" if checked.since is None else f"<t:{int(checked.since)}:D>"
    verdict = {
        Standing.UNCHANGED: lambda: say("check-unchanged", since=since),
        Standing.MOVED: lambda: say("check-moved", since=since),
        Standing.CHANGED: lambda: say("check-changed", since=since),
        Standing.DROPPED: lambda: say("check-dropped", since=since),
        Standing.REMOVED: lambda: say("check-removed"),
    }[checked.standing]()
    if checked.now is None:
        return screens([Words(verdict)])
    shown = show_quote(checked.now, say, number=0)
    return screens([Words(verdict), *shown.parts], shown.files)


def _passage(quote: Quote) -> str:
    shown = visible(quote.text)
    return quoted(shown.text, [shown.moved(span) for span in quote.marked])


def _reading_on(
    context: Context, say: Speaker, answer_id: str, number: int, *, section: bool
) -> tuple[Button, ...]:
    """Buttons to what is before and after, and to the section or back to the quote."""

    def button(label: str, at: int, whole: int = 0) -> Button:
        return Button(label, custom_id(Action.READ, answer_id, number, at, whole))

    back, on = context.at - 1, context.at + len(context.passages)
    found = [button(say("previous-button"), back)] if context.before else []
    if section or context.at not in (-1, 0, 1):  # else it is here, or the next or previous
        found.append(button(say("quote-button"), 0))
    if context.after:
        found.append(button(say("next-button"), on))
    if not section:
        found.append(button(say("section-button"), 0, 1))
    return tuple(found)
