"""The menu of a message, chosen by the real client's members."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from index.types import Limits
from tests.bot.lamp_shop import HOW_LONG, LampShop, open_shop
from tests.loopback.messages import ShownMessage
from tests.loopback.people import _components

FIND, CHECK = "Find in documents", "Check against documents"
RETURNS = (
    "> A lamp may be returned within thirty days of delivery, in its box\\.\n"
    "— Lamp shop handbook › Returns · line 5"
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


def text_of(message: ShownMessage) -> str:
    return "\n".join(one["content"] for one in _components(message.components) if one["type"] == 10)


def unmarked(text: str) -> str:
    return text.replace("> **", "> ").replace("\\.**", "\\.")


async def test_a_message_is_checked_sentence_by_sentence(shop: LampShop) -> None:
    said = shop.server.post(
        shop.ann,
        shop.channel,
        "Hi! A lamp may be returned within thirty days. It may be returned within sixty days of "
        "delivery, the lamp. The shop sells @everyone chandeliers.",
    )
    reply = await shop.server.menu(shop.manager, shop.channel, CHECK, said)
    (message,) = reply.messages
    assert message.ephemeral
    assert unmarked(text_of(message)) == "\n".join(
        [
            "-# Checked against the documents, sentence by sentence.",
            "Hi\\!\nNothing found.",
            f"A lamp may be returned within thirty days\\.\n**Supported** by:\n{RETURNS}",
            "It may be returned within sixty days of delivery, the lamp\\.\n"
            f"**Contradicted** by:\n{RETURNS}",
            "The shop sells \\@everyone chandeliers\\.\nNothing found.",
        ]
    )


async def test_a_message_is_asked_as_a_question(shop: LampShop) -> None:
    said = shop.server.post(shop.ann, shop.channel, HOW_LONG)
    reply = await shop.server.menu(shop.manager, shop.channel, FIND, said)
    (message,) = reply.messages
    assert message.ephemeral
    assert "thirty days" in text_of(message)


@pytest.mark.parametrize("menu", [FIND, CHECK])
async def test_a_message_without_words_is_told(shop: LampShop, menu: str) -> None:
    said = shop.server.post(shop.ann, shop.channel, "…")
    reply = await shop.server.menu(shop.ann, shop.channel, menu, said)
    assert [(each.ephemeral, each.content) for each in reply.messages] == [
        (True, "There are no words in this message that I can read.")
    ]


async def test_a_limited_document_supports_nothing(shop: LampShop) -> None:
    library = shop.libraries.server(shop.guild.id)
    library.limit("handbook.md", Limits(roles=frozenset({7})), by="test")
    said = shop.server.post(shop.ann, shop.channel, "A lamp may be returned within thirty days.")
    reply = await shop.server.menu(shop.ann, shop.channel, CHECK, said)
    assert text_of(reply.messages[0]).endswith("\nNothing found.")


async def test_another_server_checks_its_own_documents(shop: LampShop) -> None:
    other = shop.server.add_guild("Other shop")
    eve = other.add_member("eve")
    said = shop.server.post(eve, other.channel, "A lamp may be returned within thirty days.")
    reply = await shop.server.menu(eve, other.channel, CHECK, said)
    assert text_of(reply.messages[0]).endswith("\nNothing found.")
