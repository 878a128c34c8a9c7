"""Whoever waits is told when a document answers, and of nothing that they may not see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from bot.desk import Desk
from bot.telling import tell_waiting
from index.types import Limits
from tests.bot.lamp_shop import LampShop, open_shop
from tests.loopback import ShownMessage
from tests.loopback.world import Member

QUESTION = "How many nights does the green lantern burn?"
LANTERN = b"# Lanterns\n\nThe green lantern burns for exactly forty nights.\n"
LABEL = "Tell me when a document answers it"
NOW = "A document answers now what you asked: How many nights does the green lantern burn?"


@pytest.fixture
async def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LampShop]:
    """A shop whose bot tells when a test says so."""

    async def never(client: discord.Client, desk: Desk) -> None:
        return

    monkeypatch.setattr("bot.client.keep_telling", never)
    async with open_shop(tmp_path) as opened:
        yield opened


async def wait(
    shop: LampShop, member: Member | None = None, *, private: bool = False
) -> ShownMessage:
    """Ask what no document answers, and for being told."""
    member = member or shop.ann
    reply = await shop.server.slash(
        member, shop.channel, "ask", {"question": QUESTION, "private": private}
    )
    (message,) = reply.messages
    await shop.server.click(member, message, message.buttons[LABEL])
    return message


def told(shop: LampShop, member: Member | None = None) -> list[ShownMessage]:
    return shop.server.messages(shop.server.direct(member or shop.ann))


def add(shop: LampShop, limits: Limits | None = None) -> None:
    library = shop.libraries.server(shop.guild.id)
    library.add([("lantern.md", LANTERN)], by="test")
    if limits:
        library.limit("lantern.md", limits, by="test")


async def test_who_waits_is_told_once_a_document_answers(shop: LampShop) -> None:
    await wait(shop)
    await tell_waiting(shop.client, shop.client.desk)
    shop.libraries.server(shop.guild.id).add([("new.md", b"# New\n\nA sofa.\n")], by="test")
    await tell_waiting(shop.client, shop.client.desk)
    assert told(shop) == []

    add(shop)
    await tell_waiting(shop.client, shop.client.desk)
    head, answer = told(shop)
    assert head.text == NOW
    assert answer.text.startswith("> The green lantern burns for exactly **forty")
    assert answer.pings == []
    add(shop, Limits())
    await tell_waiting(shop.client, shop.client.desk)
    assert len(told(shop)) == 2


async def test_its_buttons_work_in_the_direct_message_while_one_is_a_member(
    shop: LampShop,
) -> None:
    await wait(shop)
    add(shop)
    await tell_waiting(shop.client, shop.client.desk)
    answer = told(shop)[1]
    reply = await shop.server.click(shop.ann, answer, answer.buttons["Original"])
    assert reply.messages[0].attachments == {"lantern.md": LANTERN}
    del shop.guild.members[shop.ann.id]
    reply = await shop.server.click(shop.ann, answer, answer.buttons["Original"])
    assert [one.text for one in reply.messages] == [
        "This answer is not known here any more\\. Ask the question again\\."
    ]


async def test_of_a_limited_document_those_alone_are_told_who_may_see_it(shop: LampShop) -> None:
    role = shop.guild.add_role("keeper")
    kim = shop.guild.add_member("kim", roles=[role])
    await wait(shop)
    await wait(shop, kim)
    add(shop, Limits(roles=frozenset([role.id])))
    await tell_waiting(shop.client, shop.client.desk)
    assert told(shop) == []
    assert told(shop, kim)[0].text == NOW
    assert all("forty" not in one.text for one in shop.server.messages(shop.channel))


async def test_who_left_the_server_is_told_nothing(shop: LampShop) -> None:
    await wait(shop)
    del shop.guild.members[shop.ann.id]
    add(shop)
    await tell_waiting(shop.client, shop.client.desk)
    assert told(shop) == []


async def test_where_direct_messages_are_closed_it_stands_below_the_old_answer(
    shop: LampShop,
) -> None:
    message = await wait(shop)
    shop.server.direct(shop.ann).forbid_sending()
    add(shop)
    await tell_waiting(shop.client, shop.client.desk)
    posted = [one for one in shop.server.posted_after(message) if not one.ephemeral]
    assert posted[0].text == NOW
    assert posted[0].reply_to == message.id
    assert posted[1].text.startswith("> The green lantern burns")
    assert posted[1].pings == []


async def test_a_private_question_is_never_told_in_the_channel(shop: LampShop) -> None:
    message = await wait(shop, private=True)
    shop.server.direct(shop.ann).forbid_sending()
    add(shop)
    await tell_waiting(shop.client, shop.client.desk)
    assert [one for one in shop.server.posted_after(message) if not one.ephemeral] == []
    assert len(shop.libraries.server(shop.guild.id).kept.waiting()) == 1


async def test_the_bot_looks_for_itself_whoever_has_changed_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telling.EVERY_SECONDS", 0.01)
    async with open_shop(tmp_path) as shop:
        await wait(shop)
        add(shop)
        await shop.server.until(lambda: len(told(shop)) == 2)
