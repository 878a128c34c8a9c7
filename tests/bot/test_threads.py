"""*Ask more*: a thread below an answer, and follow-ups in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from index.types import Limits
from tests.bot.lamp_shop import HOW_LONG, LampShop, open_shop
from tests.loopback.messages import ShownMessage
from tests.loopback.people import _components
from tests.loopback.world import Channel

BEGUN = (
    "Ask more here: press the button, mention me, reply to me, or use `/ask`. A follow-up such as "
    "“and in 2006?” or “why?” is understood."
)
EARNED = b"# Books\n\nIn 2005 the shop earned 300 euros.\n\nIn 2006 the shop earned 450 euros.\n"
IN_2005 = "How much did the shop earn in 2005?"


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        opened.libraries.server(opened.guild.id).add([("books.md", EARNED)], by="test")
        yield opened


def text_of(message: ShownMessage) -> str:
    return "\n".join(one["content"] for one in _components(message.components) if one["type"] == 10)


def button(message: ShownMessage) -> str:
    ids = [str(one.get("custom_id")) for one in _components(message.components)]
    return next(each for each in ids if each.startswith("footnote:thread:"))


async def opened_thread(shop: LampShop, question: str) -> Channel:
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": question})
    message = reply.messages[-1]
    pressed = await shop.server.click(shop.ann, message, button(message))
    thread = shop.server.state.threads[message.id]
    assert [(each.ephemeral, each.content) for each in pressed.messages] == [
        (True, f"Ask more in <#{thread.id}>.")
    ]
    assert thread.name == question
    begun = [each for each in shop.server.state.messages.values() if each.channel is thread]
    assert [(each.text, each.buttons) for each in begun] == [(BEGUN, {"Ask": "footnote:ask"})]
    return thread


async def test_a_follow_up_in_the_thread_is_searched_in_the_light_of_the_question(
    shop: LampShop,
) -> None:
    thread = await opened_thread(shop, IN_2005)
    (answer,) = await shop.server.say(
        shop.manager, thread, f"{shop.server.bot.mention} and in 2006?"
    )
    text = text_of(answer)
    assert text.startswith("-# Searched for: How much did the shop earn in 2006?")
    assert "450 euros" in text.replace("*", "")
    reply = await shop.server.slash(shop.ann, thread, "ask", {"question": "and in 2005?"})
    shown = text_of(reply.messages[0])
    assert "-# Searched for: How much did the shop earn in 2005?" in shown


async def test_a_second_press_leads_to_the_same_thread(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    message = reply.messages[-1]
    await shop.server.click(shop.ann, message, button(message))
    again = await shop.server.click(shop.manager, message, button(message))
    assert [each.content for each in again.messages] == [f"Ask more in <#{message.id}>."]
    assert len(shop.server.state.threads) == 1


async def test_a_question_that_stands_alone_is_asked_as_it_is(shop: LampShop) -> None:
    thread = await opened_thread(shop, IN_2005)
    (answer,) = await shop.server.say(shop.ann, thread, f"{shop.server.bot.mention} {HOW_LONG}")
    assert "Searched for" not in text_of(answer)
    assert "thirty days" in text_of(answer).replace("*", "")


async def test_who_said_it_tells_nothing_of_a_document_that_was_limited(shop: LampShop) -> None:
    thread = await opened_thread(shop, IN_2005)
    library = shop.libraries.server(shop.guild.id)
    library.limit("books.md", Limits(roles=frozenset({7})), by="test")
    (answer,) = await shop.server.say(shop.ann, thread, f"{shop.server.bot.mention} who said that?")
    assert "300 euros" not in text_of(answer).replace("*", "")
