"""What the loopback Discord refuses, breaks and says about it."""

from __future__ import annotations

import asyncio
import errno
import json
from collections.abc import AsyncIterator, Awaitable

import aiohttp
import discord
import pytest
from discord import app_commands

from tests.loopback import (
    FAILED_AFTER,
    FAILED_BEFORE,
    HANG,
    RESET_BEFORE,
    Choice,
    LoopbackDiscord,
    Upload,
    Violation,
    rate_limited,
)
from tests.loopback.tiny import Interaction, Shop, TinyBot, open_shop


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    async with open_shop() as made:
        yield made


async def _code_of(awaited: Awaitable[object]) -> tuple[int, int]:
    with pytest.raises(discord.HTTPException) as raised:
        await awaited
    return raised.value.status, raised.value.code


def _done(shop: Shop) -> bool:
    return any(message.content == "done" for message in shop.server.messages(shop.channel))


async def test_refused_choices_are_an_empty_list_and_a_violation(shop: Shop) -> None:
    async def suggested(names: list[str]) -> list[Choice]:
        shop.client.suggestions = [app_commands.Choice(name=name, value="v") for name in names]
        return await shop.server.autocomplete(
            shop.ann, shop.channel, "documents remove", {"document": ""}, focused="document"
        )

    assert len(await suggested(["n" * 100] * 25)) == 25
    assert await suggested(["n"] * 26) == []
    assert await suggested(["n", "n" * 101]) == []
    assert [(one.where, one.problem) for one in shop.server.violations] == [
        ("data.choices", "Must be 25 or fewer in length."),
        ("data.choices.1.name", "Must be between 1 and 100 in length."),
    ]


async def test_a_download_that_hangs(shop: Shop) -> None:
    shop.server.faults.next("GET", r"^/cdn/", HANG)
    values = {"file": Upload("a.txt", b"a")}
    with pytest.raises(AssertionError, match=r"/documents add; callback type 5 .*shown: \[\]"):
        await shop.server.slash(shop.ann, shop.channel, "documents add", values, timeout_s=0.2)


async def test_a_broken_limit_is_refused_and_recorded(shop: Shop) -> None:
    await shop.sender.send("x" * 2000)
    assert shop.server.violations == []
    with pytest.raises(discord.HTTPException) as raised:
        await shop.sender.send("x" * 2001)
    assert (raised.value.status, raised.value.code) == (400, 50035)
    assert raised.value.text == ("Invalid Form Body\nIn content: Must be 2000 or fewer in length.")
    with pytest.raises(discord.HTTPException) as raised:
        await shop.sender.send(" \n ")
    assert (raised.value.status, raised.value.code) == (400, 50006)
    path = f"/channels/{shop.channel.id}/messages"
    assert shop.server.violations == [
        Violation("POST", path, "content", "Must be 2000 or fewer in length."),
        Violation("POST", path, "content", "Cannot send an empty message"),
    ]


async def test_a_refused_first_reply_can_be_given_again(shop: Shop) -> None:
    async def act(interaction: Interaction, question: str) -> None:
        with pytest.raises(discord.HTTPException, match="50035"):
            await interaction.response.send_message("x" * 2001)
        await interaction.response.send_message("shorter")

    shop.client.act = act
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": "why?"})
    assert [message.content for message in reply.messages] == ["shorter"]
    assert len(reply.refused) == len(shop.server.violations) == 1


async def test_a_wrong_token() -> None:
    async with LoopbackDiscord(token="another") as server:
        with pytest.raises(discord.LoginFailure):
            async with server.running(TinyBot(), "loopback-token"):
                pass


async def test_forbidden_sending(shop: Shop) -> None:
    shop.channel.forbid_sending()
    with pytest.raises(discord.Forbidden) as raised:
        await shop.sender.send("hello")
    assert raised.value.code == 50013
    known = shop.client.get_guild(shop.guild.id)
    assert known is not None
    channel = known.get_channel(shop.channel.id)
    assert channel is not None
    assert not channel.permissions_for(known.me).send_messages
    # An interaction's answer needs no permission to send.
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": "why?"})
    assert reply.messages[0].content == "You asked: why?"
    shop.channel.allow_sending()
    await shop.sender.send("hello")
    shop.server.direct(shop.ann).forbid_sending()
    with pytest.raises(discord.Forbidden) as raised:
        await (await shop.client.fetch_user(shop.ann.id)).send("hello")
    assert raised.value.code == 50007


async def test_rate_limits_are_waited_for(shop: Shop) -> None:
    shop.server.faults.next("POST", r"^/channels/\d+/messages$", rate_limited(0.05), times=2)
    await shop.sender.send("hello")
    assert [one.content for one in shop.server.messages(shop.channel)] == ["hello"]
    assert shop.count("POST", "/messages") == 3


async def test_failures_before_and_after_the_effect(shop: Shop) -> None:
    async def act(interaction: Interaction, question: str) -> None:
        await interaction.response.defer()
        await interaction.followup.send("first")
        shop.server.faults.next("POST", r"^/webhooks/", FAILED_AFTER)
        await interaction.followup.send("second")

    shop.client.act = act
    shop.server.faults.next("POST", r"^/channels/\d+/messages$", FAILED_AFTER)
    sent, reply = await asyncio.gather(
        shop.sender.send("once"),
        shop.server.slash(
            shop.ann,
            shop.channel,
            "ask",
            {"question": "?"},
            until=lambda now: len(now.messages) == 3,
        ),
    )
    # A nonce keeps a regular message from being posted twice, follow-ups have none.
    assert [message.content for message in reply.messages] == ["first", "second", "second"]
    regular = [one for one in shop.server.messages(shop.channel) if one.interaction_id is None]
    assert [(one.id, one.content) for one in regular] == [(sent.id, "once")]
    assert shop.count("POST", f"/channels/{shop.channel.id}/messages") == 2
    shop.server.faults.next("POST", r"/typing$", FAILED_BEFORE)
    await shop.sender.typing()
    assert shop.count("POST", "/typing") == 2


async def test_a_lost_callback_answer_is_retried_in_vain(shop: Shop) -> None:
    shop.server.faults.next("POST", r"/callback$", FAILED_AFTER)
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": "?"}, until=lambda now: bool(now.refused)
    )
    assert reply.deferred
    assert reply.refused == ["40060 Interaction has already been acknowledged. ()"]
    assert shop.server.violations == []


async def test_a_reset_connection_is_no_discord_error(shop: Shop) -> None:
    shop.server.faults.next("POST", r"^/channels/\d+/messages$", RESET_BEFORE)
    with pytest.raises(aiohttp.ClientError) as raised:
        await shop.sender.send("hello")
    assert isinstance(raised.value, aiohttp.ClientOSError)
    assert raised.value.errno == errno.ECONNRESET
    assert shop.server.messages(shop.channel) == []


async def test_a_late_callback(shop: Shop) -> None:
    codes: list[tuple[int, int]] = []

    async def act(interaction: Interaction, question: str) -> None:
        shop.server.clock.advance(3.1)
        codes.append(await _code_of(interaction.response.defer()))
        await shop.sender.send("done")

    shop.client.act = act
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": "?"}, until=lambda _: _done(shop)
    )
    assert codes == [(404, 10062)]
    assert reply.refused == ["10062 Unknown interaction ()"]
    assert shop.server.violations == []


async def test_repeated_callbacks_and_dead_tokens(shop: Shop) -> None:
    codes: list[tuple[int, int]] = []

    async def act(interaction: Interaction, question: str) -> None:
        codes.append(await _code_of(interaction.followup.send("too early")))
        await interaction.response.defer()
        again: discord.InteractionResponse[discord.Client] = discord.InteractionResponse(
            interaction
        )
        codes.append(await _code_of(again.defer()))
        stranger = discord.Webhook.partial(shop.server.bot.id, "unknown", client=shop.client)
        codes.append(await _code_of(stranger.send("hello")))
        shop.server.clock.advance(15 * 60)
        codes.append(await _code_of(interaction.followup.send("too late")))
        await shop.sender.send("done")

    shop.client.act = act
    await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": "?"}, until=lambda _: _done(shop)
    )
    assert codes == [(404, 10015), (400, 40060), (404, 10015), (401, 50027)]
    assert shop.server.violations == []


async def test_what_a_client_would_not_let_a_person_send(shop: Shop) -> None:
    for name, values, said in (
        ("nothing", {}, "no command 'nothing' is offered in general"),
        ("ask", {}, r"required options are missing: \['question'\]"),
        ("ask", {"question": 1}, "question: 1 is not of type 3"),
        ("ask", {"question": "?", "aloud": True}, r"ask has no options \['aloud'\]"),
        ("documents", {}, r"/documents is a group; it has \['add', 'remove'\]"),
        ("documents burn", {}, "/documents burn does not exist"),
    ):
        with pytest.raises(AssertionError, match=said):
            await shop.server.slash(shop.ann, shop.channel, name, values)


async def test_a_bot_that_never_answers_is_described(shop: Shop) -> None:
    async def act(interaction: Interaction, question: str) -> None:
        return

    shop.client.act = act
    with pytest.raises(AssertionError, match=r"^waited 0\.05 s for /ask; no callback was accepted"):
        await shop.server.slash(shop.ann, shop.channel, "ask", {"question": "?"}, timeout_s=0.05)


async def test_a_forged_interaction(shop: Shop) -> None:
    option = {"name": "question", "type": 3, "value": "x" * 7000}
    reply = await shop.server.interact(
        {
            "type": 2,
            "channel_id": str(shop.channel.id),
            "user": {"id": str(shop.ann.id), "username": "ann", "discriminator": "0"},
            "data": {"id": "1", "name": "ask", "type": 1, "options": [option]},
        },
        until=lambda now: bool(now.refused),
    )
    assert reply.deferred
    assert [one.where for one in shop.server.violations] == ["content"]


async def test_the_gateway_as_plain_text_and_a_wrong_token(shop: Shop) -> None:
    url = f"{shop.server.state.base_url}/gateway"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        assert await socket.receive_json() == {"op": 10, "d": {"heartbeat_interval": 41250}}
        await socket.send_json({"op": 1, "d": None})
        assert await socket.receive_json() == {"op": 11}
        resume = {"token": "loopback-token", "session_id": "unknown", "seq": 1}
        await socket.send_json({"op": 6, "d": resume})
        assert await socket.receive_json() == {"op": 9, "d": False}
        await socket.send_json({"op": 2, "d": {"token": "wrong", "intents": 0}})
        assert (await socket.receive()).data == 4004


async def test_an_unknown_route_is_recorded(shop: Shop) -> None:
    url = f"{shop.server.state.base_url}/api/v10/voice/regions"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 404
        assert response.headers["Content-Type"] == "application/json"
        assert json.loads(await response.text()) == {"message": "404: Not Found", "code": 0}
    said = "the loopback server has no such route"
    assert shop.server.violations == [Violation("GET", "/voice/regions", "path", said)]
