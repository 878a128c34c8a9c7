"""`/find`, asked of the real client and the real engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from index.types import Limits
from tests.bot.lamp_shop import LampShop, open_shop
from tests.loopback.messages import ShownMessage
from tests.loopback.people import _components

PRICES = "# Prices\n\n" + "".join(
    f"The cord number {n} costs {n} euros and fits the lamp AB-{n}.\n\n" for n in range(1, 13)
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        opened.libraries.server(opened.guild.id).add([("prices.md", PRICES.encode())], by="test")
        yield opened


def text_of(message: ShownMessage) -> str:
    return "\n".join(one["content"] for one in _components(message.components) if one["type"] == 10)


def buttons(message: ShownMessage) -> list[str]:
    return [one["custom_id"] for one in _components(message.components) if one["type"] == 2]


def line(number: int) -> str:
    text = f"> The **cord** number {number} costs {number} euros and fits the lamp AB\\-{number}\\."
    return f"{text}\n— Prices · line {2 * number + 1}"


async def test_exact_words_are_found_with_their_place(shop: LampShop) -> None:
    reply = await shop.server.slash(
        shop.ann, shop.channel, "find", {"words": "ab-7", "private": True}
    )
    (message,) = reply.messages
    assert message.ephemeral
    assert text_of(message) == (
        "**ab\\-7** stands in 1 place of 1 document.\n"
        "> The cord number 7 costs 7 euros and fits the lamp **AB\\-7**\\.\n"
        "— Prices · line 15"
    )
    assert buttons(message) == []


async def test_what_stands_nowhere_is_said(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "find", {"words": "chandelier"})
    assert [text_of(message) for message in reply.messages] == [
        "**chandelier** stands nowhere in the documents, in these very words."
    ]


async def test_pages_are_turned_in_place(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "find", {"words": "cord"})
    (message,) = reply.messages
    head = "**cord** stands in 12 places of 1 document. Shown: {}–{}."
    assert text_of(message) == "\n".join([head.format(1, 5), *map(line, range(1, 6))])
    await shop.server.click(shop.ann, message, "footnote:find:1:cord")
    turned = shop.server.state.messages[message.id]
    assert text_of(turned) == "\n".join([head.format(6, 10), *map(line, range(6, 11))])
    await shop.server.click(shop.ann, turned, "footnote:find:2:cord")
    last = shop.server.state.messages[message.id]
    assert text_of(last) == "\n".join([head.format(11, 12), *map(line, range(11, 13))])
    assert buttons(last) == ["footnote:find:1:cord"]


async def test_another_member_turns_pages_privately(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "find", {"words": "cord"})
    (message,) = reply.messages
    other = await shop.server.click(shop.manager, message, "footnote:find:1:cord")
    assert [each.ephemeral for each in other.messages] == [True]
    assert "Shown: 6–10." in text_of(other.messages[0])
    assert shop.server.state.messages[message.id] == message


async def test_a_page_shows_what_the_member_may_see_now(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "find", {"words": "cord"})
    (message,) = reply.messages
    library = shop.libraries.server(shop.guild.id)
    library.limit("prices.md", Limits(roles=frozenset({7})), by="test")
    await shop.server.click(shop.ann, message, "footnote:find:1:cord")
    turned = shop.server.state.messages[message.id]
    assert text_of(turned) == "**cord** stands nowhere in the documents, in these very words."
    assert buttons(turned) == []


async def test_another_server_finds_nothing_of_this_one(shop: LampShop) -> None:
    other = shop.server.add_guild("Other shop")
    eve = other.add_member("eve")
    reply = await shop.server.slash(eve, other.channel, "find", {"words": "cord"})
    assert "stands nowhere" in text_of(reply.messages[0])


async def test_signs_alone_are_refused(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "find", {"words": "“…”"})
    assert reply.messages[-1].content == (
        "The question is empty\\. Ask in a few words or a whole sentence\\."
    )
