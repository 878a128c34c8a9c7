"""Whatever Discord or the network does: the member is told once, and nothing is posted twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from index.library import Library
from index.types import Answer
from tests.bot.lamp_shop import HOW_LONG, Gate, LampShop, hurry, open_shop
from tests.loopback import Fault, LoopbackDiscord, ShownMessage, rate_limited

HELP = "Write your question after my name, in reply to me, or in a direct message; or use `/ask`."
LIMITED = [rate_limited(0.01), rate_limited(0.01, everywhere=True)]


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


def only(messages: list[ShownMessage]) -> ShownMessage:
    (one,) = messages
    return one


@pytest.mark.parametrize("fault", LIMITED)
@pytest.mark.parametrize("request_of", [("POST", "/callback$"), ("PATCH", "/messages/@original$")])
async def test_a_command_outlives_a_rate_limit(
    shop: LampShop, fault: Fault, request_of: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    shop.server.faults.next(*request_of, fault)
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    assert "thirty days" in only(reply.messages).text


@pytest.mark.parametrize("fault", LIMITED)
@pytest.mark.parametrize("path", ["/typing$", "/channels/[0-9]+/messages$"])
async def test_a_mention_outlives_a_rate_limit(
    shop: LampShop, fault: Fault, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    shop.server.faults.next("POST", path, fault)
    mention = shop.server.bot.mention
    said = shop.server.post(shop.ann, shop.channel, f"{mention} {HOW_LONG}")
    await shop.server.until(lambda: bool(shop.server.posted_after(said)))
    await shop.server.say(shop.ann, shop.channel, mention)
    answer, last = shop.server.posted_after(said)
    assert "thirty days" in answer.text
    assert last.text == HELP


@pytest.mark.parametrize("fault", LIMITED)
@pytest.mark.parametrize("request_of", [("POST", "/callback$"), ("PATCH", "/messages/@original$")])
async def test_a_press_outlives_a_rate_limit(
    shop: LampShop, fault: Fault, request_of: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    hurry(monkeypatch)
    shop.server.faults.next(*request_of, fault)
    message = only(reply.messages)
    pressed = await shop.server.click(shop.ann, message, message.buttons["Context"])
    assert "thirty days" in only(pressed.messages).text


@pytest.mark.parametrize(
    "cut",
    [
        LoopbackDiscord.drop_socket,
        LoopbackDiscord.reconnect,
        lambda server: server.invalidate(resumable=True),
    ],
)
async def test_an_answer_outlives_the_connection(
    shop: LampShop,
    cut: Callable[[LoopbackDiscord], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate, ask = Gate(shop.server), Library.ask

    def slow(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
        gate()
        return ask(self, question, **how)

    monkeypatch.setattr(Library, "ask", slow)
    mention = shop.server.bot.mention
    said = shop.server.post(shop.ann, shop.channel, f"{mention} {HOW_LONG}")
    await gate.until_reached()
    cut(shop.server)
    await shop.server.resumed()
    gate.open()
    await shop.server.until(lambda: bool(shop.server.posted_after(said)))
    await shop.server.say(shop.ann, shop.channel, mention)
    answer, last = shop.server.posted_after(said)
    assert "thirty days" in answer.text
    assert last.text == HELP


async def test_a_press_that_comes_twice_is_answered_once(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    message = only(reply.messages)
    gateway = shop.server.state.gateway
    pressed = await shop.server.click(shop.ann, message, message.buttons["Context"])
    assert gateway.session is not None
    events = [each for each in gateway.session.events if each["t"] == "INTERACTION_CREATE"]
    gateway.dispatch("INTERACTION_CREATE", events[-1]["d"])
    await shop.server.slash(shop.ann, shop.channel, "help")
    assert len(pressed.messages) == 1
    callbacks = [one.path for one in shop.server.requests if one.path.endswith("/callback")]
    assert len(callbacks) == len(set(callbacks)) == 3
