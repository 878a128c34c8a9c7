"""Questions on Discord, asked of the real client and the real engine."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings
from bot.language.speaker import ENGLISH
from bot.render.answer import answer_screens
from bot.worker import Worker
from index.library import Library
from index.types import Answer
from tests.bot.lamp_shop import HOW_LONG, REPAIRS, VOUCHERS, Gate, LampShop, hurry, open_shop
from tests.loopback import (
    FAILED_AFTER,
    FAILED_BEFORE,
    RESET_AFTER,
    RESET_BEFORE,
    Fault,
    Upload,
)

HOW_TO_ASK = (
    "Write your question after my name, in reply to me, or in a direct message; or use `/ask`."
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


def expected(
    shop: LampShop, question: str, *, asked: bool = True, shared: bool = False
) -> list[str]:
    """The messages that the engine's own answer makes."""
    library = shop.libraries.shared if shared else shop.libraries.server(shop.guild.id)
    answer = library.ask(question)
    return [one.text for one in answer_screens(answer, ENGLISH, asked=question if asked else None)]


@pytest.mark.parametrize("private", [False, True])
async def test_a_command_is_answered_with_quotes(shop: LampShop, private: bool) -> None:
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": HOW_LONG, "private": private}
    )
    assert (reply.deferred, reply.ephemeral) == (True, private)
    assert [message.ephemeral for message in reply.messages] == [private]
    assert [message.text for message in reply.messages] == expected(shop, HOW_LONG)
    assert "thirty days" in reply.messages[0].text
    assert "— Lamp shop handbook › Returns · line 5\n-# handbook\\.md" in reply.messages[0].text


async def test_a_quote_pings_nobody_and_links_nowhere(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": REPAIRS})
    (message,) = reply.messages
    assert "\\@everyone\\: broken lamps" in message.text
    assert "https\\:\\/\\/lamps\\.example" in message.text
    assert message.pings == []
    assert message.allowed_mentions == {"parse": []}


async def test_silence_comes_with_an_offer(tmp_path: Path) -> None:
    async with open_shop(tmp_path, settings=lambda guild: Settings(silence=1)) as shop:
        reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
        (message,) = reply.messages
        assert [message.text] == expected(shop, HOW_LONG)
        assert message.text.split("\n\n")[1:3] == [
            "**The documents don't say.**",
            "The nearest passages, which may be about something else:",
        ]


async def test_a_mention_is_answered_below_it(shop: LampShop) -> None:
    (answer,) = await shop.server.say(
        shop.ann, shop.channel, f"Hi {shop.server.bot.mention}\n {HOW_LONG}"
    )
    assert [answer.text] == expected(shop, f"Hi {HOW_LONG}", asked=False)
    assert answer.reply_to is not None
    assert answer.nonce is not None
    assert ("POST", f"/channels/{shop.channel.id}/typing") in [
        (request.method, request.path) for request in shop.server.requests
    ]


async def test_a_reply_to_the_bot_is_answered(shop: LampShop) -> None:
    (first,) = await shop.server.say(
        shop.ann, shop.channel, f"{shop.server.bot.mention} {HOW_LONG}"
    )
    (second,) = await shop.server.say(shop.ann, shop.channel, REPAIRS, reply_to=first)
    assert [second.text] == expected(shop, REPAIRS, asked=False)


async def test_a_direct_message_asks_the_shared_documents_only(shop: LampShop) -> None:
    direct = shop.server.direct(shop.ann)
    (answer,) = await shop.server.say(shop.ann, direct, VOUCHERS)
    assert [answer.text] == expected(shop, VOUCHERS, asked=False, shared=True)
    assert "three years" in answer.text
    (answer,) = await shop.server.say(shop.ann, direct, HOW_LONG)
    assert "thirty days" not in answer.text
    reply = await shop.server.slash(shop.ann, direct, "ask", {"question": VOUCHERS})
    assert [message.text for message in reply.messages] == expected(shop, VOUCHERS, shared=True)


async def test_another_server_never_sees_this_ones_documents(shop: LampShop) -> None:
    other = shop.server.add_guild("Other shop")
    eve = other.add_member("eve")
    reply = await shop.server.slash(eve, other.channel, "ask", {"question": HOW_LONG})
    assert "handbook" not in reply.messages[0].text
    (answer,) = await shop.server.say(eve, other.channel, f"{shop.server.bot.mention} {HOW_LONG}")
    assert "handbook" not in answer.text


async def test_only_the_name_gets_a_word_of_help(shop: LampShop) -> None:
    (answer,) = await shop.server.say(shop.ann, shop.channel, f" {shop.server.bot.mention} ")
    assert answer.text == HOW_TO_ASK
    direct = shop.server.direct(shop.ann)
    (answer,) = await shop.server.say(shop.ann, direct, "", files=[Upload("a.md", b"a")])
    assert answer.text == HOW_TO_ASK


async def test_a_message_is_answered_in_the_server_s_language(shop: LampShop) -> None:
    laden = shop.server.add_guild("Lampenladen", locale="de")
    eva = laden.add_member("eva", locale="fr")
    (answer,) = await shop.server.say(eva, laden.channel, shop.server.bot.mention)
    assert answer.text == (
        "Schreib deine Frage hinter meinen Namen, als Antwort an mich oder als Direktnachricht; "
        "oder nimm `/fragen`."
    )


async def test_what_is_not_for_the_bot_is_left_alone(shop: LampShop) -> None:
    (mine,) = await shop.server.say(shop.ann, shop.channel, f"{shop.server.bot.mention} {REPAIRS}")
    robot = shop.guild.members[shop.server.bot.id]
    shop.server.post(shop.ann, shop.channel, HOW_LONG)
    shop.server.post(shop.ann, shop.channel, f"@everyone {HOW_LONG}")
    shop.server.post(shop.ann, shop.channel, f"<@&{shop.guild.bot_role.id}> {HOW_LONG}")
    shop.server.post(shop.ann, shop.channel, HOW_LONG, reply_to=mine, ping=False)
    said = shop.server.post(robot, shop.channel, f"{shop.server.bot.mention} {HOW_LONG}")
    shop.server.post(robot, shop.server.direct(shop.ann), HOW_LONG)
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG, "private": True})
    await shop.server.say(shop.ann, shop.channel, f"{shop.server.bot.mention}")
    posted = [one.text for one in shop.server.posted_after(said) if not one.ephemeral]
    assert posted == [HOW_TO_ASK]
    assert len(shop.server.messages(shop.server.direct(shop.ann))) == 1


async def test_a_question_that_is_none_is_told_so(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": "?!"})
    assert [message.text for message in reply.messages] == [
        "The question is empty\\. Ask in a few words or a whole sentence\\."
    ]
    (answer,) = await shop.server.say(
        shop.ann, shop.channel, f"{shop.server.bot.mention} {'why ' * 300}"
    )
    assert answer.text == (
        "The question has 1199 characters; at most 1000 are read\\. Ask it in fewer words\\."
    )


async def test_an_empty_library_is_told_so(tmp_path: Path) -> None:
    async with open_shop(tmp_path, documents=False) as shop:
        reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
        assert [message.text for message in reply.messages] == [
            "There are no documents yet\\. Add some with \\/documents add in Discord, or with "
            "“footnote add FILE” in the terminal\\."
        ]


async def test_a_bug_is_told_in_a_sentence_and_logged_in_full(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
        raise ZeroDivisionError("a lamp")

    monkeypatch.setattr(Library, "ask", broken)
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    (posted,) = await shop.server.say(shop.ann, shop.channel, f"{shop.server.bot.mention} why?")
    for text in (reply.messages[0].text, posted.text):
        told = re.fullmatch(
            r"Something went wrong on my side; "
            r"the operator can find it in the log under ([0-9a-f]{8})\.",
            text,
        )
        assert told is not None
        (record,) = [one for one in caplog.records if one.getMessage().startswith(told[1])]
        assert record.levelno == logging.ERROR
        assert record.exc_info is not None
        assert isinstance(record.exc_info[1], ZeroDivisionError)
    assert HOW_LONG not in caplog.text


async def test_a_crowd_is_asked_to_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.Worker", lambda: Worker(questions=(1, -1)))
    async with open_shop(tmp_path) as shop:
        reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
        assert [message.text for message in reply.messages] == [
            "Busy\\: 0 questions are ahead; please try again in a moment\\."
        ]


@pytest.mark.parametrize("fault", [FAILED_BEFORE, FAILED_AFTER, RESET_BEFORE, RESET_AFTER])
@pytest.mark.parametrize("request_of", [("POST", "/callback$"), ("PATCH", "/messages/@original$")])
async def test_a_command_is_answered_once_whatever_the_network_does(
    shop: LampShop, fault: Fault, request_of: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    shop.server.faults.next(*request_of, fault)
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    assert [message.text for message in reply.messages] == expected(shop, HOW_LONG)


@pytest.mark.parametrize("fault", [FAILED_BEFORE, FAILED_AFTER, RESET_BEFORE, RESET_AFTER])
async def test_a_mention_is_answered_once_whatever_the_network_does(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    shop.server.faults.next("POST", "/typing$", RESET_BEFORE)
    shop.server.faults.next("POST", "/channels/[0-9]+/messages$", fault)
    mention = shop.server.bot.mention
    said = shop.server.post(shop.ann, shop.channel, f"{mention} {HOW_LONG}")
    await shop.server.until(lambda: bool(shop.server.posted_after(said)))
    # discord.py sends to one channel in order: a second copy would come before this answer.
    await shop.server.say(shop.ann, shop.channel, mention)
    posted = [one.text for one in shop.server.posted_after(said)]
    assert posted == [*expected(shop, HOW_LONG, asked=False), HOW_TO_ASK]


@pytest.mark.parametrize("private", [False, True])
async def test_an_answer_that_comes_too_late_is_a_regular_message(
    shop: LampShop, private: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, ask = Gate(shop.server), Library.ask

    def slow(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
        gate()
        return ask(self, question, **how)

    monkeypatch.setattr(Library, "ask", slow)
    values = {"question": HOW_LONG, "private": private}
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", values, until=lambda now: now.deferred
    )
    await gate.until_reached()
    shop.server.clock.advance(15 * 60 + 1)
    place = shop.server.direct(shop.ann) if private else shop.channel
    gate.open()
    await shop.server.until(lambda: bool(shop.server.messages(place)))
    posted = [message.text for message in shop.server.messages(place)]
    assert posted == expected(shop, HOW_LONG)
    assert reply.messages == []


async def test_where_the_bot_may_not_write_the_author_is_told_privately(shop: LampShop) -> None:
    shop.channel.forbid_sending()
    direct = shop.server.direct(shop.ann)
    shop.server.post(shop.ann, shop.channel, f"{shop.server.bot.mention} {HOW_LONG}")
    await shop.server.until(lambda: bool(shop.server.messages(direct)))
    assert [message.text for message in shop.server.messages(direct)] == [
        "I'm not allowed to write in the channel where you asked me; somebody who manages the "
        "server can give me the permission to send messages there."
    ]


async def test_where_nobody_can_be_told_the_log_is(
    shop: LampShop, caplog: pytest.LogCaptureFixture
) -> None:
    shop.channel.forbid_sending()
    shop.server.direct(shop.ann).forbid_sending()
    shop.server.post(shop.ann, shop.channel, f"{shop.server.bot.mention} {HOW_LONG}")
    refused = f"POST /channels/{shop.server.direct(shop.ann).id}/messages 403 50007"
    await shop.server.until(lambda: refused in shop.server.state.answers)
    # The next question shows that the bot lives on.
    reply = await shop.server.slash(shop.ann, shop.channel, "help")
    assert len(reply.messages) == 1
    assert f"May not write to user {shop.ann.id}" in caplog.text
