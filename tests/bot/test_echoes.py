"""Follow-ups, which have no nonce: whatever Discord or the network does, each stands once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from index.library import Library
from tests.bot.lamp_shop import HOW_LONG, LampShop, hurry, open_shop
from tests.bot.test_replies import LONG, texts
from tests.loopback import (
    FAILED_AFTER,
    FAILED_BEFORE,
    RESET_AFTER,
    RESET_BEFORE,
    Fault,
    Reply,
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


def follow_ups(shop: LampShop, reply: Reply) -> int:
    """How often one was sent."""
    path = f"/webhooks/{shop.server.bot.id}/{reply.token}"
    return sum((one.method, one.path) == ("POST", path) for one in shop.server.requests)


async def ask(shop: LampShop, *, private: bool, messages: int = 3) -> Reply:
    """Ask what has an answer of three messages."""
    return await shop.server.slash(
        shop.ann,
        shop.channel,
        "ask",
        {"question": HOW_LONG, "private": private},
        until=lambda now: len(now.messages) == messages,
    )


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("fault", [FAILED_AFTER, RESET_AFTER])
async def test_what_arrived_unnoticed_is_not_sent_again(
    shop: LampShop, fault: Fault, private: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.echoes.GRACE_SECONDS", 0.01)
    monkeypatch.setattr(Library, "ask", lambda self, question, **how: LONG)
    shop.server.faults.next("POST", "^/webhooks/", fault)
    reply = await ask(shop, private=private)
    await shop.server.slash(shop.ann, shop.channel, "help")
    assert [message.text for message in reply.messages] == texts(LONG, asked=HOW_LONG)
    assert [message.ephemeral for message in reply.messages] == [private] * 3
    assert follow_ups(shop, reply) == 2


@pytest.mark.parametrize("fault", [FAILED_AFTER, RESET_AFTER])
async def test_what_stands_twice_is_taken_away_again(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord's word that it stands comes after it was sent once more."""
    monkeypatch.setattr("bot.echoes.ECHO_SECONDS", 0)
    monkeypatch.setattr(Library, "ask", lambda self, question, **how: LONG)
    hurry(monkeypatch)
    heard: list[discord.Message] = []
    with monkeypatch.context() as late:
        late.setattr("bot.echoes.Echoes.hear", lambda self, message: heard.append(message))
        shop.server.faults.next("POST", "^/webhooks/", fault)
        reply = await ask(shop, private=True, messages=4)
        assert follow_ups(shop, reply) == 3
        await shop.server.slash(shop.ann, shop.channel, "help")
    for message in heard:
        shop.client.desk.echoes.hear(message)
    await shop.server.until(lambda: len(reply.messages) == 3)
    assert [message.text for message in reply.messages] == texts(LONG, asked=HOW_LONG)


@pytest.mark.parametrize("fault", [FAILED_BEFORE, FAILED_AFTER, RESET_BEFORE, RESET_AFTER])
async def test_an_error_is_told_once(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    (answer,) = asked.messages
    around = await shop.server.click(shop.ann, answer, answer.buttons["Context"])
    (context,) = around.messages
    shop.libraries.server(shop.guild.id).remove("handbook.md", by="test")
    monkeypatch.setattr("bot.echoes.GRACE_SECONDS", 0.01)
    if fault in (FAILED_BEFORE, RESET_BEFORE):
        hurry(monkeypatch)
    for request in (("PATCH", "/messages/@original$"), ("POST", "^/webhooks/")):
        shop.server.faults.next(*request, fault)
    told = [
        await shop.server.slash(shop.ann, shop.channel, "ask", {"question": "?"}),
        await shop.server.click(shop.ann, context, context.buttons["Whole section"]),
    ]
    await shop.server.slash(shop.ann, shop.channel, "help")
    assert [[message.text for message in reply.messages] for reply in told] == [
        ["The question is empty\\. Ask in a few words or a whole sentence\\."],
        [
            "This quote can't be shown to you here\\: its document was removed, or you may not see "
            "it here\\."
        ],
    ]
