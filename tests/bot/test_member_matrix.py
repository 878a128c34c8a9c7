"""All that members may call, press and send, as six kinds of people come to it.

*own* is a member with what is theirs; *other* another member, with somebody's private answer;
*elsewhere* a member of another server, with what belongs to this one; *unknown* a member with an
answer or a quote that never was, or with options that no client sends; *stranger* somebody of a
server that isn't answered; *limited* a member after the document was limited to a role that they
don't have. Nothing that is kept changes but by *own* and *limited*.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.render.press import ASK_ID, NUMBERS, Action, custom_id
from bot.render.steps import Step, step_id
from index.types import Limits
from tests.bot.lamp_shop import HOW_LONG
from tests.bot.matrix import NOBODY, Cells, World, open_world, seen

Row = Callable[[World], Awaitable[Cells]]
GOOD = {Action.HELPFUL: (1,), Action.REASON: (0,), Action.READ: (0, 1, 0)}
OF_QUOTES = (Action.CONTEXT, Action.READ, Action.PAGE, Action.ORIGINAL, Action.CHECK)
PRIVATE = (Action.SHARE, Action.READ)  # buttons of messages that only one person sees
FIND, TEXT, BOOLEAN = "footnote:find:1:days", 3, 5


def limit(world: World) -> None:
    """Leave the handbook to the keepers."""
    limits = Limits(roles=frozenset([world.keepers.id]))
    world.libraries.server(world.lamps.id).limit("handbook.md", limits, by="test")


def button(action: Action) -> Row:
    """A button of an answer."""
    numbers = GOOD.get(action, (0,) * NUMBERS.get(action, 0))

    async def row(world: World) -> Cells:
        public, seen_by_all = await world.ask(world.ann, HOW_LONG)
        private, anns = await world.ask(world.ann, HOW_LONG, private=True)
        message, asked = (private, anns) if action in PRIVATE else (public, seen_by_all)
        id_ = custom_id(action, asked, *numbers)
        wrong = custom_id(action, asked if action in OF_QUOTES else NOBODY, *[99999] * len(numbers))
        cells = await world.unchanged(
            other=world.press(world.bob, custom_id(action, anns, *numbers), private),
            elsewhere=world.press(world.olaf, id_),
            unknown=world.press(world.ann, wrong, message),
            stranger=world.press(world.eve, id_),
        )
        cells["own"] = await world.press(world.ann, id_, message)
        message, asked = await world.ask(world.ann, HOW_LONG, private=action in PRIVATE)
        limit(world)
        cells["limited"] = await world.press(world.ann, custom_id(action, asked, *numbers), message)
        return cells

    return row


def command(name: str, values: dict[str, object], wrong: list[dict[str, object]]) -> Row:
    """A command, and the options that no client sends."""

    async def row(world: World) -> Cells:
        cells = await world.unchanged(
            own=world.called(world.ann, name, values),
            elsewhere=world.called(world.olaf, name, values),
            unknown=world.forge(world.ann, name, wrong),
            stranger=world.called(world.eve, name, values),
        )
        limit(world)
        cells["limited"] = await world.called(world.ann, name, values)
        return cells

    return row


def menu(name: str) -> Row:
    """A menu of a message."""

    async def row(world: World) -> Cells:
        cells = await world.unchanged(
            own=world.chosen(world.ann, name, "A lamp may be returned within thirty days."),
            elsewhere=world.chosen(world.olaf, name, "A lamp may be returned within thirty days."),
            unknown=world.chosen(world.ann, name, "…"),
            stranger=world.chosen(world.eve, name, "A lamp may be returned within thirty days."),
        )
        limit(world)
        cells["limited"] = await world.chosen(
            world.ann, name, "A lamp may be returned within thirty days."
        )
        return cells

    return row


async def turned_page(world: World) -> Cells:
    reply = await world.slash(world.ann, "find", {"words": "lamp"})
    (message,) = reply.messages
    cells = await world.unchanged(
        own=world.press(world.ann, "footnote:find:1:lamp", message),
        other=world.press(world.bob, "footnote:find:1:lamp", message),
        elsewhere=world.press(world.olaf, "footnote:find:1:lamp"),
        unknown=world.press(world.ann, "footnote:find:99999:nowhere"),
        stranger=world.press(world.eve, "footnote:find:1:lamp"),
    )
    limit(world)
    cells["limited"] = await world.press(world.ann, "footnote:find:1:lamp", message)
    return cells


async def listed(world: World) -> Cells:
    id_ = step_id(Step.LIST, 0, "hand")
    (message,) = (await world.slash(world.ann, "documents list")).messages
    cells = await world.unchanged(
        own=world.press(world.ann, id_, message),
        elsewhere=world.press(world.olaf, id_),
        unknown=world.press(world.ann, step_id(Step.LIST, 10**6), message),
        stranger=world.press(world.eve, id_),
    )
    limit(world)
    cells["limited"] = await world.press(world.ann, id_, message)
    return cells


async def asking(world: World) -> Cells:
    return await world.unchanged(
        own=world.press(world.ann, ASK_ID), stranger=world.press(world.eve, ASK_ID)
    )


async def forgetting(world: World) -> Cells:
    mine = f"footnote:forget:{world.ann.id}"
    await world.ask(world.ann, HOW_LONG)
    (message,) = (await world.slash(world.ann, "privacy forget-me")).messages
    cells = await world.unchanged(
        other=world.press(world.bob, mine, message),
        unknown=world.press(world.ann, f"footnote:forget:{10**19}"),
        stranger=world.press(world.eve, f"footnote:forget:{world.eve.id}"),
    )
    cells["own"] = await world.press(world.ann, mine, message)
    return cells


async def reason(world: World) -> Cells:
    _, asked = await world.ask(world.ann, HOW_LONG, private=True)
    form, fields = f"footnote:why:{asked}:0", {"reason": "Too short."}
    cells = await world.unchanged(
        other=world.submit(world.bob, form, fields),
        elsewhere=world.submit(world.olaf, form, fields),
        unknown=world.submit(world.ann, f"footnote:why:{NOBODY}:0", fields),
        stranger=world.submit(world.eve, form, fields),
    )
    cells["own"] = await world.submit(world.ann, form, fields)
    return cells


async def question(world: World) -> Cells:
    form = f"{ASK_ID}:question"
    cells = await world.unchanged(
        own=world.submit(world.ann, form, {"question": HOW_LONG}),
        elsewhere=world.submit(world.olaf, form, {"question": HOW_LONG}),
        unknown=world.submit(world.ann, form, {"nonsense": "?"}),
        stranger=world.submit(world.eve, form, {"question": HOW_LONG}),
    )
    limit(world)
    cells["limited"] = await world.submit(world.ann, form, {"question": HOW_LONG})
    return cells


def text(name: str, value: str) -> dict[str, object]:
    return {"name": name, "type": TEXT, "value": value}


ROWS: dict[str, Row] = {
    "/ask": command("ask", {"question": HOW_LONG}, [text("question", "lamp " * 2000)]),
    "/find": command("find", {"words": "thirty days"}, [text("words", "lamp " * 2000)]),
    "/documents list": command("documents list", {}, [text("search", "x" * 6000)]),
    "/index status": command("index status", {}, [text("nonsense", "?")]),
    "/privacy show-me": command("privacy show-me", {}, [text("nonsense", "?")]),
    "/privacy forget-me": command("privacy forget-me", {}, [text("user", "1")]),
    "/help": command("help", {}, [text("nonsense", "?")]),
    "Find in documents": menu("Find in documents"),
    "Check against documents": menu("Check against documents"),
    **{f"footnote:{action}": button(action) for action in Action},
    "footnote:find": turned_page,
    "footnote:documents:list": listed,
    "footnote:ask": asking,
    "footnote:forget": forgetting,
    "form reason": reason,
    "form question": question,
}


@pytest.mark.parametrize("name", ROWS)
async def test_what_people_see(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    async with open_world(tmp_path) as world:
        assert await ROWS[name](world) == seen("members")[name]
    assert [each for each in caplog.records if each.exc_info] == []
