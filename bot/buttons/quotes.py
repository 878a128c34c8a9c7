"""Buttons of a quote: the others, what stands around it, its page, its file, whether it stands."""

from __future__ import annotations

from functools import partial

from bot.buttons.pressed import Press
from bot.render.answer import more_screens
from bot.render.around import check_screens, context_screen, page_screen
from bot.render.discord import name
from bot.replies import acknowledge, deliver, turn


async def more(press: Press) -> None:
    """The other quotes, as far as they still stand."""
    if not await acknowledge(press.interaction, private=True):
        return
    found = await press.found()
    work = partial(found.library.sources.standing, found.kept)
    standing = await press.desk.worker.questions.run(work)
    await deliver(press.interaction, more_screens(standing, press.say), private=True)


async def context(press: Press) -> None:
    """What stands around a quote."""
    if await acknowledge(press.interaction, private=True):
        await _show_context(press)


async def read(press: Press) -> None:
    """The same, in the place of what is shown of it; what others see stays as it is."""
    message = press.interaction.message
    own = message is not None and message.flags.ephemeral
    if await (turn(press.interaction) if own else acknowledge(press.interaction, private=True)):
        await _show_context(press)


async def _show_context(press: Press) -> None:
    found, quote = await press.quote()
    number, at, section = press.numbers
    work = partial(found.library.sources.context, quote, at, section=bool(section))
    around = await press.desk.worker.questions.run(work)
    screen = context_screen(
        around, press.say, answer_id=press.answer_id, number=number, section=bool(section)
    )
    await deliver(press.interaction, [screen], private=True)


async def page(press: Press) -> None:
    """The picture of a PDF's page, the quote marked."""
    if not await acknowledge(press.interaction, private=True):
        return
    found, quote = await press.quote()
    picture = await press.desk.worker.questions.run(partial(found.library.page_picture, quote))
    if picture is None:
        await deliver(press.interaction, [press.say("page-gone")], private=True)
    elif len(picture) > press.interaction.filesize_limit:
        await deliver(press.interaction, [press.say("page-too-large")], private=True)
    else:
        await deliver(press.interaction, [page_screen(quote, picture, press.say)], private=True)


async def original(press: Press) -> None:
    """The file that a quote is from, as it is now."""
    if not await acknowledge(press.interaction, private=True):
        return
    found, quote = await press.quote()
    filename, data = await press.desk.worker.questions.run(
        partial(found.library.sources.original, quote)
    )
    limit = press.interaction.filesize_limit
    if len(data) > limit:
        said = press.say(
            "original-too-large", source=name(filename), limit=f"{limit / 1024**2:.0f}"
        )
        await deliver(press.interaction, [said], private=True)
        return
    said = press.say("original-file", source=name(filename))
    await deliver(press.interaction, [said], private=True, attachment=(filename, data))


async def check(press: Press) -> None:
    """Whether a quote still stands in its document, which is read again."""
    if not await acknowledge(press.interaction, private=True):
        return
    found, quote = await press.quote()
    checked = await press.desk.worker.questions.run(partial(found.library.sources.check, quote))
    await deliver(press.interaction, check_screens(quote, checked, press.say), private=True)
