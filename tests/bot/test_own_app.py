"""The bot as an app of one's own: where nobody has added it, the shared documents answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import discord
import pytest

from tests.bot.lamp_shop import HOW_LONG, VOUCHERS, LampShop, open_shop
from tests.loopback import Channel, Guild, Member, ShownMessage

UNKNOWN = "This answer is not known here any more\\. Ask the question again\\."
THREE_YEARS = "> Gift vouchers are valid for **three years** from the date of purchase\\."


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        opened.server.install(opened.ann)
        yield opened


@pytest.fixture
def elsewhere(shop: LampShop) -> Guild:
    """A server that has not added the bot, which ann owns all rights in."""
    guild = shop.server.add_guild("Elsewhere", with_bot=False)
    guild.add_member("ann", same_as=shop.ann, permissions=discord.Permissions.all())
    return guild


def ann_in(shop: LampShop, guild: Guild) -> Member:
    return guild.members[shop.ann.id]


async def ask(shop: LampShop, member: Member, channel: Channel, question: str) -> ShownMessage:
    reply = await shop.server.slash(member, channel, "ask", {"question": question})
    (message,) = reply.messages
    return message


async def test_in_a_server_without_the_bot_the_shared_documents_answer_privately(
    shop: LampShop, elsewhere: Guild
) -> None:
    ann = ann_in(shop, elsewhere)
    answer = await ask(shop, ann, elsewhere.channel, VOUCHERS)
    assert answer.ephemeral
    assert THREE_YEARS in answer.text
    other = await ask(shop, ann, elsewhere.channel, HOW_LONG)
    assert "thirty days" not in other.text.replace("*", "")
    around = await shop.server.click(ann, answer, answer.buttons["Context"])
    assert "three years" in around.messages[0].text
    shared = await shop.server.click(ann, answer, answer.buttons["Share"])
    assert [one.text for one in shared.messages] == [
        "An answer can be shared only in a server's channel\\."
    ]
    found = await shop.server.slash(ann, elsewhere.channel, "find", {"words": "lamp"})
    assert [(one.ephemeral, one.text) for one in found.messages] == [
        (True, "**lamp** stands nowhere in the documents, in these very words.")
    ]
    helped = await shop.server.slash(ann, elsewhere.channel, "help")
    assert "the shared documents" in helped.messages[0].text
    offered = await shop.server.autocomplete(
        ann, elsewhere.channel, "ask", {"question": "x", "document": ""}, focused="document"
    )
    assert [one.name for one in offered] == ["terms.md"]


async def test_menus_of_a_server_without_the_bot_use_the_shared_documents(
    shop: LampShop, elsewhere: Guild
) -> None:
    ann = ann_in(shop, elsewhere)
    said = shop.server.post(ann, elsewhere.channel, "Gift vouchers are valid for three years.")
    reply = await shop.server.menu(ann, elsewhere.channel, "Check against documents", said)
    assert "**Supported** by:" in reply.messages[0].text
    reply = await shop.server.menu(ann, elsewhere.channel, "Find in documents", said)
    assert [one.ephemeral for one in reply.messages] == [True]
    assert "three years" in reply.messages[0].text.replace("*", "")


async def test_in_other_peoples_messages_an_answer_is_everyones_there_and_nobody_elses(
    shop: LampShop,
) -> None:
    eve, kim = shop.guild.add_member("eve"), shop.guild.add_member("kim")
    group = shop.server.private_channel(shop.ann, eve)
    answer = await ask(shop, shop.ann, group, VOUCHERS)
    assert not answer.ephemeral
    assert THREE_YEARS in answer.text
    around = await shop.server.click(eve, answer, answer.buttons["Context"])
    assert "three years" in around.messages[0].text
    removed = await shop.server.click(eve, answer, answer.buttons["Remove"])
    assert [one.text for one in removed.messages] == [
        "Only the one who asked can remove this answer\\."
    ]
    own = shop.server.direct(kim)
    (there,) = await shop.server.say(kim, own, VOUCHERS)
    forged = replace(there, components=answer.components)
    refused = await shop.server.click(kim, forged, answer.buttons["Context"])
    assert [one.text for one in refused.messages] == [UNKNOWN]


async def test_who_manages_a_server_without_the_bot_manages_nothing_of_ours(
    shop: LampShop, elsewhere: Guild
) -> None:
    eve = shop.guild.add_member("eve")
    boss = elsewhere.add_member("eve", same_as=eve, permissions=discord.Permissions.all())
    shop.server.install(eve)
    answer = await ask(shop, ann_in(shop, elsewhere), elsewhere.channel, VOUCHERS)
    refused = await shop.server.click(boss, answer, answer.buttons["Remove"])
    assert [one.text for one in refused.messages] == [UNKNOWN]
    form = await shop.server.click(boss, answer, answer.buttons["Helpful"])
    assert [one.text for one in form.messages] == [UNKNOWN]


async def test_where_the_bot_is_its_servers_documents_answer_whoever_installed_it(
    shop: LampShop,
) -> None:
    answer = await ask(shop, shop.ann, shop.channel, HOW_LONG)
    assert not answer.ephemeral
    assert "thirty days" in answer.text.replace("*", "")
