"""Words that don't reach Discord at the first try, or not at all."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.language.speaker import ENGLISH
from bot.render.answer import answer_screens
from index.errors import StoreError
from index.library import Library
from index.types import Answer, Citation, Quote, Span
from tests.bot.lamp_shop import HOW_LONG, Gate, LampShop, hurry, open_shop
from tests.loopback import (
    FAILED_BEFORE,
    RESET_AFTER,
    RESET_BEFORE,
    Fault,
    Reply,
    Upload,
    rate_limited,
)
from tests.loopback.interactions import COMMAND

PLACE = Citation("long.txt", "long.txt", (), None, None, 1, 1, Span(0, 5000), "f" * 64)
LONG = Answer(HOW_LONG, (Quote("very long " * 900 + "end", (), PLACE, 0.9),), (), 0.9)


def texts(answer: Answer, *, asked: str | None = None) -> list[str]:
    """What an answer's messages say."""
    return [screen.text for screen in answer_screens(answer, ENGLISH, asked=asked)]


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


def call(shop: LampShop, name: str, options: list[dict[str, object]]) -> Reply:
    """Send a command of the manager without waiting for the bot."""
    command, *inner = name.split()
    (known,) = [one for one in shop.server.commands[None] if one["name"] == command]
    for step in inner:
        options = [{"name": step, "type": 1, "options": options}]
    data = {"id": known["id"], "name": command, "type": 1, "options": options}
    return shop.server.send(COMMAND, shop.manager, shop.channel, data)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("ask", [{"name": "question", "type": 3, "value": HOW_LONG}]),
        ("documents list", []),
        ("documents remove", [{"name": "document", "type": 3, "value": "handbook.md"}]),
        ("index rebuild", []),
        ("index status", []),
        ("help", []),
    ],
)
async def test_a_command_that_came_too_late_does_nothing(
    shop: LampShop, caplog: pytest.LogCaptureFixture, name: str, options: list[dict[str, object]]
) -> None:
    before = shop.libraries.server(shop.guild.id).status()
    reply = call(shop, name, options)
    shop.server.clock.advance(4)
    await shop.server.until(lambda: bool(reply.refused))
    await shop.server.slash(shop.ann, shop.channel, "help")  # the bot lives on
    assert reply.messages == []
    assert (
        f"Interaction {reply.id} came to nothing: 404 Not Found (error code: 10062)" in caplog.text
    )
    assert shop.libraries.server(shop.guild.id).status() == before


async def test_an_addition_that_came_too_late_is_not_downloaded(shop: LampShop) -> None:
    shop.server.faults.next("POST", "/callback$", RESET_BEFORE, times=2)
    reply = await shop.server.slash(
        shop.manager,
        shop.channel,
        "documents add",
        {"file": Upload("guide.md", b"Guide.")},
        until=lambda now: _callbacks(shop, now) == 2,
    )
    await shop.server.slash(shop.ann, shop.channel, "help")
    assert reply.messages == []
    assert not any(request.path.startswith("/cdn") for request in shop.server.requests)


async def test_a_refusal_that_arrived_unnoticed_is_not_said_twice(shop: LampShop) -> None:
    shop.server.faults.next("POST", "/callback$", RESET_AFTER)
    reply = await shop.server.slash(shop.ann, shop.channel, "index rebuild")
    await shop.server.slash(shop.ann, shop.channel, "help")
    assert [message.text for message in reply.messages] == [
        "Only members with the permission Manage Server can change this server's documents\\."
    ]


async def test_an_error_after_an_unnoticed_defer_is_told_below_it(shop: LampShop) -> None:
    shop.server.faults.next("POST", "/callback$", RESET_AFTER)
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": "?"})
    assert [message.text for message in reply.messages] == [
        "The question is empty\\. Ask in a few words or a whole sentence\\."
    ]


@pytest.mark.parametrize("fault", [RESET_BEFORE, FAILED_BEFORE, rate_limited(0.01)])
async def test_a_long_answer_arrives_whole_and_in_order(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    monkeypatch.setattr(Library, "ask", lambda self, question, **how: LONG)
    shop.server.faults.next("POST", "^/webhooks/", fault)
    expected = texts(LONG, asked=HOW_LONG)
    assert len(expected) == 3
    reply = await shop.server.slash(
        shop.ann,
        shop.channel,
        "ask",
        {"question": HOW_LONG},
        until=lambda now: len(now.messages) == 3,
    )
    assert [message.text for message in reply.messages] == expected
    posted = await shop.server.say(
        shop.ann,
        shop.channel,
        f"{shop.server.bot.mention} {HOW_LONG}",
        until=lambda now: len(now) == 3,
    )
    assert [message.text for message in posted] == texts(LONG)
    assert [message.reply_to is None for message in posted] == [False, True, True]


async def test_every_part_of_a_private_answer_is_private(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "ask", lambda self, question, **how: LONG)
    reply = await shop.server.slash(
        shop.ann,
        shop.channel,
        "ask",
        {"question": HOW_LONG, "private": True},
        until=lambda now: len(now.messages) == 3,
    )
    assert [message.ephemeral for message in reply.messages] == [True, True, True]


async def test_an_answer_whose_token_dies_in_the_middle_goes_on_in_the_channel(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "ask", lambda self, question, **how: LONG)
    edit = discord.Interaction.edit_original_response

    async def edit_and_wait(interaction: discord.Interaction, **how: Any) -> object:  # noqa: ANN401
        edited = await edit(interaction, **how)
        shop.server.clock.advance(15 * 60 + 1)
        return edited

    monkeypatch.setattr(discord.Interaction, "edit_original_response", edit_and_wait)
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    await shop.server.until(lambda: len(shop.server.messages(shop.channel)) == 3)
    shown = [message.text for message in shop.server.messages(shop.channel)]
    assert shown == texts(LONG, asked=HOW_LONG)
    assert len(reply.messages) == 1


async def test_a_lost_connection_in_the_middle_of_a_reply_is_logged(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = "/channels/[0-9]+/messages$"
    shop.server.faults.next("POST", path, RESET_BEFORE, times=2)
    said = shop.server.post(shop.ann, shop.channel, f"{shop.server.bot.mention} {HOW_LONG}")
    await shop.server.until(lambda: _posts(shop) == 2)
    await shop.server.slash(shop.ann, shop.channel, "help")
    assert shop.server.posted_after(said)[0].ephemeral
    assert f"Message {said.id} stays unanswered: ClientOSError" in caplog.text


async def test_a_command_that_discord_will_not_answer_is_logged(
    shop: LampShop, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    shop.server.faults.next("PATCH", "/@original$", FAILED_BEFORE, times=5)
    reply = await shop.server.slash(
        shop.ann,
        shop.channel,
        "ask",
        {"question": HOW_LONG},
        until=lambda now: _edits(shop, now) == 5,
    )
    await shop.server.slash(shop.ann, shop.channel, "help")
    assert reply.messages == []
    assert f"Interaction {reply.id} stays unanswered: DiscordServerError" in caplog.text


async def test_an_error_that_comes_too_late_is_told_privately(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    gate = Gate(shop.server)

    def broken(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
        gate()
        raise StoreError("The disk is gone.")

    monkeypatch.setattr(Library, "ask", broken)
    await shop.server.slash(
        shop.ann,
        shop.channel,
        "ask",
        {"question": HOW_LONG},
        until=lambda now: now.deferred,
    )
    await gate.until_reached()
    shop.server.clock.advance(15 * 60 + 1)
    gate.open()
    direct = shop.server.direct(shop.ann)
    await shop.server.until(lambda: bool(shop.server.messages(direct)))
    (told,) = shop.server.messages(direct)
    (record,) = [one for one in caplog.records if "The disk is gone" in one.getMessage()]
    mark = record.getMessage()[:8]
    assert told.text == (
        "Something that only the operator can mend keeps me from this; it stands in the log under "
        f"{mark}."
    )
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None


async def test_a_late_answer_goes_to_the_author_where_the_channel_is_closed(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, ask = Gate(shop.server), Library.ask

    def slow(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
        gate()
        return ask(self, question, **how)

    with monkeypatch.context() as patched:
        patched.setattr(Library, "ask", slow)
        await shop.server.slash(
            shop.ann, shop.channel, "ask", {"question": HOW_LONG}, until=lambda now: now.deferred
        )
        await gate.until_reached()
    shop.server.clock.advance(15 * 60 + 1)
    shop.channel.forbid_sending()
    gate.open()
    direct = shop.server.direct(shop.ann)
    await shop.server.until(lambda: bool(shop.server.messages(direct)))
    answer = shop.libraries.server(shop.guild.id).ask(HOW_LONG)
    assert [message.text for message in shop.server.messages(direct)] == texts(
        answer, asked=HOW_LONG
    )


def _callbacks(shop: LampShop, reply: Reply) -> int:
    return sum(f"/{reply.token}/callback" in request.path for request in shop.server.requests)


def _edits(shop: LampShop, reply: Reply) -> int:
    return sum(
        request.method == "PATCH" and reply.token in request.path
        for request in shop.server.requests
    )


def _posts(shop: LampShop) -> int:
    path = f"/channels/{shop.channel.id}/messages"
    return sum((one.method, one.path) == ("POST", path) for one in shop.server.requests)
