"""Nothing twice, nobody too fast, nothing where the bot may not write."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings
from bot.manners import MOST_SEEN, Rates, Seen, TooFastError
from index.libraries import Libraries
from index.library import Library
from index.types import Answer
from tests.bot.lamp_shop import HOW_LONG, Gate, LampShop, open_shop
from tests.loopback.interactions import COMMAND

HELP = "Write your question after my name, in reply to me, or in a direct message; or use `/ask`."


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.25

    def __call__(self) -> float:
        return self.now


def test_what_came_before_is_not_new() -> None:
    seen = Seen()
    assert [seen.is_new(number) for number in (1, 2, 1)] == [True, True, False]
    for number in range(3, 3 + MOST_SEEN):
        seen.is_new(number)
    assert seen.is_new(1)


def test_a_member_may_ask_again_when_the_first_question_is_a_minute_old() -> None:
    clock = Clock()
    rates = Rates(2, 100, clock=clock)
    rates.admit(7, 1)
    clock.now += 20
    rates.admit(7, 1)
    clock.now += 20
    for told in (False, True):
        with pytest.raises(TooFastError) as refused:
            rates.admit(7, 2)
        error = refused.value
        assert (error.most, error.until, error.server, error.told) == (2, 1061, False, told)
    rates.admit(8, 1)
    clock.now = 1_060.5
    rates.admit(7, None)
    with pytest.raises(TooFastError) as refused:
        rates.admit(7, None)
    assert (refused.value.until, refused.value.told) == (1081, True)


def test_a_servers_members_share_a_limit_and_other_servers_have_their_own() -> None:
    rates = Rates(100, 3, clock=Clock())
    for member in range(3):
        rates.admit(member, 1)
    with pytest.raises(TooFastError) as refused:
        rates.admit(9, 1)
    error = refused.value
    assert (error.most, error.until, error.server, error.told) == (3, 1061, True, False)
    rates.admit(9, 2)
    rates.admit(9, None)


async def test_who_asks_too_fast_is_told_when_to_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.Rates", lambda *most: Rates(*most, clock=Clock()))
    async with open_shop(tmp_path, settings=lambda guild: Settings(member_rate=1)) as shop:
        values = {"question": HOW_LONG}
        await shop.server.slash(shop.ann, shop.channel, "ask", values)
        reply = await shop.server.slash(shop.ann, shop.channel, "ask", values)
        (told,) = reply.messages
        assert told.ephemeral
        assert told.content == "I answer 1 question a minute for each member. Ask again <t:1061:R>."


async def test_who_mentions_the_bot_too_often_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.Rates", lambda *most: Rates(*most, clock=Clock()))
    async with open_shop(tmp_path, settings=lambda guild: Settings(server_rate=1)) as shop:
        mention = shop.server.bot.mention
        await shop.server.say(shop.ann, shop.channel, f"{mention} {HOW_LONG}")
        said = shop.server.post(shop.ann, shop.channel, f"{mention} {HOW_LONG}")
        await shop.server.until(lambda: bool(shop.server.posted_after(said)))
        shop.server.post(shop.ann, shop.channel, f"{mention} {HOW_LONG}")
        await shop.server.say(shop.ann, shop.channel, mention)
        assert [one.content for one in shop.server.posted_after(said)] == [
            "I answer 1 question a minute in this server. Ask again <t:1061:R>.",
            HELP,
        ]


async def test_an_event_that_comes_twice_is_answered_once(shop: LampShop) -> None:
    mention = shop.server.bot.mention
    gateway = shop.server.state.gateway
    said = shop.server.post(shop.ann, shop.channel, f"{mention} {HOW_LONG}")
    assert gateway.session is not None
    (event,) = [each for each in gateway.session.events if each["t"] == "MESSAGE_CREATE"]
    gateway.dispatch("MESSAGE_CREATE", event["d"])
    edited = {**event["d"], "edited_timestamp": "2026-01-01T00:00:00.000000+00:00"}
    gateway.dispatch("MESSAGE_UPDATE", edited)
    await shop.server.until(lambda: bool(shop.server.posted_after(said)))
    await shop.server.say(shop.ann, shop.channel, mention)
    posted = [one.content for one in shop.server.posted_after(said)]
    assert len(posted) == 2
    assert posted[1] == HELP


async def test_an_interaction_that_comes_twice_is_answered_once(shop: LampShop) -> None:
    gateway = shop.server.state.gateway
    (known,) = [one for one in shop.server.commands[None] if one["name"] == "help"]
    data = {"id": known["id"], "name": "help", "type": 1, "options": []}
    reply = shop.server.send(COMMAND, shop.ann, shop.channel, data)
    assert gateway.session is not None
    (event,) = [each for each in gateway.session.events if each["t"] == "INTERACTION_CREATE"]
    gateway.dispatch("INTERACTION_CREATE", event["d"])
    await shop.server.until(lambda: reply.done)
    await shop.server.slash(shop.ann, shop.channel, "help")
    callbacks = [one for one in shop.server.requests if one.path.endswith("/callback")]
    assert len(callbacks) == 2
    assert len(reply.messages) == 1


async def test_nothing_is_posted_where_the_bot_may_not_write(shop: LampShop) -> None:
    shop.channel.forbid_sending()
    direct = shop.server.direct(shop.ann)
    shop.server.post(shop.ann, shop.channel, f"{shop.server.bot.mention} {HOW_LONG}")
    await shop.server.until(lambda: bool(shop.server.messages(direct)))
    posts = [one.path for one in shop.server.requests if str(shop.channel.id) in one.path]
    assert posts == []
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    assert [message.ephemeral for message in reply.messages] == [True]


async def test_a_long_queue_says_how_many_are_ahead(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.replies.NOTE_SECONDS", 0.01)
    gate, ask = Gate(shop.server), Library.ask

    def slow(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
        gate()
        return ask(self, question, **how)

    monkeypatch.setattr(Library, "ask", slow)
    people = [shop.guild.add_member(f"member {number}") for number in range(7)]
    replies = []
    for person in people:
        values = {"question": HOW_LONG}
        replies.append(
            await shop.server.slash(
                person, shop.channel, "ask", values, until=lambda now: now.deferred
            )
        )
        await gate.until_reached(min(len(replies), 2))  # what the start had to do is over
    await shop.server.until(lambda: replies[-1].done)
    assert replies[-1].messages[0].text == (
        "5 questions are ahead of yours; the answer comes here."
    )
    gate.open()
    await shop.server.until(lambda: "thirty" in replies[-1].messages[0].text)
    assert len(replies[-1].messages) == 1


async def test_whether_a_report_is_private_is_not_waited_for(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.FIRST_SIGN_SECONDS", 0.01)
    gate = Gate(shop.server)
    known = Libraries.server

    def slow(self: Libraries, server_id: int) -> Library:
        gate()
        return known(self, server_id)

    monkeypatch.setattr(Libraries, "server", slow)
    reply = await shop.server.slash(
        shop.manager, shop.channel, "index rebuild", until=lambda now: now.deferred
    )
    gate.open()
    await shop.server.until(lambda: reply.done and "rebuilt" in reply.messages[0].content)
    assert reply.messages[0].ephemeral
