"""All that moderators may call, press and send, as six kinds of people come to it.

*manager* may manage the server, *role* has the role that the operator has chosen for it; *member*
has neither, *elsewhere* manages another server and names what belongs to this one, *unknown*
manages and names what never was, *stranger* manages a server that isn't answered. Nothing that is
kept changes but by *manager* and *role*.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.names import document_mark
from bot.render.settings import Topic
from bot.render.steps import Step, step_id
from tests.bot.matrix import (
    NOBODY,
    Cells,
    Ended,
    World,
    is_done,
    open_world,
    registered,
    says,
    seen,
)
from tests.bot.test_member_matrix import ROWS as OF_MEMBERS
from tests.loopback import Member, ShownMessage, Upload

Row = Callable[[World], Awaitable[Cells]]
Values = dict[str, Any]

GUIDE = b"# Guide to bulbs\n\nBulbs of sixty watts are sold only in boxes of four.\n"
NIGHTS = "How many nights does the green lantern burn?"
SETTINGS = b'{"footnote_settings": 1, "settings": {"keep_days": 7}}'
TEXT, INTEGER = 3, 4


def text(name: str, value: str) -> Values:
    return {"name": name, "type": TEXT, "value": value}


def number(name: str, value: int) -> Values:
    return {"name": name, "type": INTEGER, "value": value}


def command(
    name: str,
    values: Values | None = None,
    wrong: Sequence[Values] = (),
    *,
    until: Ended = is_done,
    theirs: Values | None = None,
) -> Row:
    """A command; the manager gives other values than the role's member, where the first counts."""

    async def row(world: World) -> Cells:
        cells = await world.unchanged(
            member=world.called(world.ann, name, values),
            unknown=world.forge(world.max, name, list(wrong)) if wrong else nothing(),
            stranger=world.called(world.zoe, name, values),
            elsewhere=world.called(world.mia, name, values)
            if names_something(values)
            else nothing(),
        )
        cells["role"] = await world.called(world.lia, name, values, until)
        cells["manager"] = await world.called(world.max, name, theirs or values, until)
        return {kind: told for kind, told in cells.items() if told}

    return row


async def nothing() -> list[str]:
    return []


def names_something(values: Values | None) -> bool:
    return "document" in (values or {}) or "job" in (values or {})


def after(prepare: Callable[[World], None], row: Row) -> Row:
    """A row of a world in which something happened before."""

    async def prepared(world: World) -> Cells:
        prepare(world)
        return await row(world)

    return prepared


def two_removed(world: World) -> None:
    library = world.libraries.server(world.lamps.id)
    for name in ("old.md", "older.md"):
        library.add([(name, GUIDE + name.encode())], by="test")
        library.remove(name, by="test")


def rebuilt(world: World) -> None:
    world.libraries.server(world.lamps.id).rebuild(by="test")


def defined(world: World) -> None:
    world.libraries.server(world.lamps.id).glossary.add("luminaire = lamp", by="test")
    world.libraries.server(world.lamps.id).glossary.add("torch = lantern", by="test")


async def everybody(
    world: World,
    act: Callable[[Member, str], Awaitable[list[str]]],
    own: str,
    unknown: str,
    theirs: str | None = None,
) -> Cells:
    """What six kinds of people see who press or send something."""
    cells = await world.unchanged(
        member=act(world.ann, own),
        elsewhere=act(world.mia, own),
        unknown=act(world.max, unknown),
        stranger=act(world.zoe, own),
    )
    cells["role"] = await act(world.lia, own)
    cells["manager"] = await act(world.max, theirs or own)
    return cells


async def report(world: World, who: Member) -> ShownMessage | None:
    """A message with buttons that somebody alone sees, if they are shown any."""
    if who not in (world.lia, world.max, world.mia):
        return None
    return (await world.slash(who, "settings show")).messages[0]


def step(what: Step, values: Callable[[World], list[str]] | None = None) -> Row:
    """A button or a select below a report on documents."""

    async def row(world: World) -> Cells:
        library = world.libraries.server(world.lamps.id)
        numbers = []
        for name in ("first.md", "second.md"):
            if what in (Step.CONFIRM, Step.DISCARD):
                staged = library.stage([(name, GUIDE + name.encode())], by="test")
                assert staged.job is not None
                numbers.append(staged.job)
                continue
            library.add([(name, GUIDE + name.encode())], by="test")
            numbers.append(library.shelf.number(name))
            if what is Step.BRING_BACK:
                library.remove(name, by="test")

        async def act(who: Member, id_: str) -> list[str]:
            message = await report(world, who)
            chosen = None if values is None else values(world)
            adds = what is Step.CONFIRM and who in (world.lia, world.max) and id_ != wrong
            until = says("Added **") if adds else is_done
            return await world.press(who, id_, message, chosen, until)

        wrong = step_id(what, 10**17)
        first, second = (step_id(what, each) for each in numbers)
        return await everybody(world, act, first, wrong, second)

    return row


def topic(name: Topic) -> Row:
    """A button that opens a form of the settings."""

    async def row(world: World) -> Cells:
        id_ = f"footnote:settings:{name}"
        return await world.unchanged(
            member=world.press(world.ann, id_),
            stranger=world.press(world.zoe, id_),
            role=world.press(world.lia, id_),
            manager=world.press(world.max, id_),
        )

    return row


def left_open(kind: str) -> Row:
    """A button or a select below the questions that nothing answers."""

    async def row(world: World) -> Cells:
        world.libraries.server(world.lamps.id).add([("first.md", GUIDE)], by="test")
        asked = []
        for question in (NIGHTS, "What is the password of the wireless network?"):
            _, answer = await world.ask(world.ann, question)
            asked.append(answer)
        mark = document_mark("handbook.md")
        ids = {
            "open": ("footnote:open:1",) * 2,
            "open-add": tuple(f"footnote:open-add:{each}" for each in asked),
            "open-by": tuple(f"footnote:open-by:{each}" for each in asked),
            "open-choice": tuple(f"footnote:open-choice:{each}" for each in asked),
            "open-settle": tuple(f"footnote:open-settle:{each}:{mark}" for each in asked),
            "open-dismiss": tuple(f"footnote:open-dismiss:{each}:0" for each in asked),
        }[kind]
        wrong = ids[0].replace(asked[0], NOBODY) if asked[0] in ids[0] else "footnote:open:9999"

        async def act(who: Member, id_: str) -> list[str]:
            message = await report(world, who)
            return await world.press(who, id_, message, [mark] if kind == "open-choice" else None)

        return await everybody(world, act, ids[0], wrong, ids[1])

    return row


async def files(world: World) -> Cells:
    _, asked = await world.ask(world.ann, NIGHTS)

    async def act(who: Member, id_: str) -> list[str]:
        adds = who in (world.lia, world.max) and NOBODY not in id_
        file = Upload("guide.md", GUIDE + who.name.encode())
        return await world.submit(who, id_, {}, says("answer it") if adds else is_done, file=file)

    form = f"footnote:open-files:{asked}"
    return await everybody(world, act, form, f"footnote:open-files:{NOBODY}")


async def settings(world: World) -> Cells:
    async def act(who: Member, id_: str) -> list[str]:
        return await world.submit(who, id_, {"keep_days": "7", "keep_questions": "yes"})

    cells = await world.unchanged(
        member=act(world.ann, "footnote:settings-form:privacy"),
        stranger=act(world.zoe, "footnote:settings-form:privacy"),
        unknown=world.submit(world.max, "footnote:settings-form:privacy", {"keep_days": "-1"}),
    )
    cells["role"] = await act(world.lia, "footnote:settings-form:privacy")
    cells["manager"] = await act(world.max, "footnote:settings-form:privacy")
    return cells


async def add_menu(world: World) -> Cells:
    words = "Bulbs of sixty watts are sold only in boxes of four."
    cells = await world.unchanged(
        member=world.chosen(world.ann, "Add to documents", words),
        stranger=world.chosen(world.zoe, "Add to documents", words),
        unknown=world.chosen(world.max, "Add to documents", ""),
    )
    cells["role"] = await world.chosen(world.lia, "Add to documents", words)
    cells["manager"] = await world.chosen(world.max, "Add to documents", words)
    return cells


async def cancelled(world: World) -> Cells:
    library = world.libraries.server(world.lamps.id)
    job = library.stage([("first.md", GUIDE)], by="test").job
    assert job is not None
    return await command("index cancel", {"job": job}, [number("job", 10**9)])(world)


def upload() -> Values:
    return {"file": Upload("guide.md", GUIDE)}


ROWS: dict[str, Row] = {
    "/documents add": command("documents add", upload(), [text("link", "file:///etc/passwd")]),
    "/documents replace": command(
        "documents replace", {"document": "handbook.md", **upload()}, [text("document", "../x")]
    ),
    "/documents rename": command(
        "documents rename",
        {"document": "handbook.md", "name": "book.md"},
        [text("document", "nothing.md"), text("name", "book.md")],
        theirs={"document": "book.md", "name": "manual.md"},
    ),
    "/documents limit": command(
        "documents limit", {"document": "handbook.md"}, [text("document", "x" * 6000)]
    ),
    "/documents info": command(
        "documents info", {"document": "handbook.md"}, [text("document", "../../etc/passwd")]
    ),
    "/documents remove": command(
        "documents remove", {"document": "handbook.md"}, [text("document", "nothing.md")]
    ),
    "/documents bring-back": after(
        two_removed,
        command(
            "documents bring-back",
            {"document": "old.md"},
            [text("document", "handbook.md")],
            theirs={"document": "older.md"},
        ),
    ),
    "/documents export": command("documents export"),
    "/index rebuild": command("index rebuild", until=says("is rebuilt")),
    "/index rollback": after(rebuilt, command("index rollback", until=says("rebuil"))),
    "/index jobs": after(rebuilt, command("index jobs")),
    "/index cancel": cancelled,
    "/insights": command(
        "insights", {"days": 7}, [number("days", 10**6)], until=lambda now: len(now.messages) == 2
    ),
    "/glossary list": after(defined, command("glossary list")),
    "/glossary add": command(
        "glossary add",
        {"entry": "luminaire = lamp"},
        [text("entry", "x" * 6000)],
        theirs={"entry": "torch = lantern"},
    ),
    "/glossary remove": after(
        defined,
        command(
            "glossary remove",
            {"entry": "luminaire = lamp"},
            [text("entry", "nothing")],
            theirs={"entry": "torch = lantern"},
        ),
    ),
    "/quality": command("quality"),
    "/settings show": command("settings show"),
    "/settings export": command("settings export"),
    "/settings import": command("settings import", {"file": Upload("ours.json", SETTINGS)}),
    "Add to documents": add_menu,
    **{
        f"footnote:documents:{each}": step(each)
        for each in Step
        if each not in (Step.LIST, Step.CHANNELS, Step.ROLES)
    },
    "footnote:documents:channels": step(Step.CHANNELS, lambda world: [str(world.lamps.channel.id)]),
    "footnote:documents:roles": step(Step.ROLES, lambda world: [str(world.keepers.id)]),
    **{f"footnote:settings:{each}": topic(each) for each in Topic},
    **{
        f"footnote:{each}": left_open(each)
        for each in ("open", "open-add", "open-by", "open-choice", "open-settle", "open-dismiss")
    },
    "form files": files,
    "form settings": settings,
}


async def test_nothing_is_registered_that_no_row_drives(tmp_path: Path) -> None:
    async with open_world(tmp_path) as world:
        driven = {re.sub("^(footnote:settings):.*", r"\1", each) for each in (*ROWS, *OF_MEMBERS)}
        assert driven == registered(world.client)


@pytest.mark.parametrize("name", ROWS)
async def test_what_people_see(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    async with open_world(tmp_path) as world:
        assert await ROWS[name](world) == seen("moderators")[name]
    assert [each for each in caplog.records if each.exc_info] == []
