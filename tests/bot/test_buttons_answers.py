"""Buttons of an answer as a whole, pressed by people on the real client and the real engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from bot.config import Settings
from index.types import Limits, Viewer
from tests.bot.lamp_shop import HOW_LONG, REPAIRS, LampShop, open_shop
from tests.loopback import Reply, ShownMessage
from tests.loopback.world import Member

UNKNOWN = "This answer is not known here any more\\. Ask the question again\\."
REMOVED = "This answer was removed by the one who asked for it\\. Ask the question again\\."


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


@pytest.fixture
async def silent(tmp_path: Path) -> AsyncIterator[LampShop]:
    """A shop whose bot is sure of nothing."""
    async with open_shop(tmp_path, settings=lambda guild: Settings(silence=1)) as opened:
        yield opened


async def asked(shop: LampShop, question: str = HOW_LONG, *, private: bool = False) -> ShownMessage:
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": question, "private": private}
    )
    (message,) = reply.messages
    return message


async def press(
    shop: LampShop, message: ShownMessage, label: str, member: Member | None = None
) -> Reply:
    return await shop.server.click(member or shop.ann, message, message.buttons[label])


def said(reply: Reply) -> list[str]:
    return [message.text for message in reply.messages]


def answer_id(message: ShownMessage) -> str:
    return message.buttons["Remove"].split(":")[2]


async def test_a_private_answer_is_shared_by_name_with_what_everyone_there_may_see(
    shop: LampShop,
) -> None:
    message = await asked(shop, private=True)
    reply = await press(shop, message, "Share")
    assert said(reply) == ["Shared with the channel."]
    assert reply.messages[0].ephemeral
    (shared,) = [one for one in shop.server.messages(shop.channel) if not one.ephemeral]
    assert shared.text.startswith(
        f"{shop.ann.mention} shares this answer:\n\n"
        "-# How long may a customer keep a lamp before returning it?\n\n"
        "> A lamp may be returned within **thirty days** of delivery, in its box\\."
    )
    assert shared.pings == []
    assert answer_id(shared) != answer_id(message)
    eve = shop.guild.add_member("eve")
    checked = await press(shop, shared, "Check", eve)
    assert said(checked)[0].startswith("**Unchanged.**")
    assert said(await press(shop, message, "Share")) == ["You have shared this answer already\\."]
    assert len([one for one in shop.server.messages(shop.channel) if not one.ephemeral]) == 1


async def test_what_not_everyone_may_see_is_not_shared(shop: LampShop) -> None:
    role = shop.guild.add_role("keeper")
    library = shop.libraries.server(shop.guild.id)
    library.limit("handbook.md", Limits(roles=frozenset([role.id])), by="test")
    shop.libraries.shared.remove("terms.md", by="test")
    kim = shop.guild.add_member("kim", roles=[role])
    reply = await shop.server.slash(
        kim, shop.channel, "ask", {"question": HOW_LONG, "private": True}
    )
    (message,) = reply.messages
    assert "thirty days" in message.text
    shared = await press(shop, message, "Share", kim)
    assert said(shared) == [
        "Not everyone in this channel may see the quotes of this answer, so it can't be shared "
        "here\\."
    ]
    assert shop.server.messages(shop.channel) == [] or all(
        one.ephemeral for one in shop.server.messages(shop.channel)
    )


async def test_nobody_shares_where_they_or_the_bot_may_not_write(shop: LampShop) -> None:
    message = await asked(shop, private=True)
    shop.channel.forbid_sending()
    reply = await press(shop, message, "Share")
    assert said(reply) == [
        "I'm not allowed to write in the channel where you asked me; somebody who manages the "
        "server can give me the permission to send messages there\\."
    ]


async def test_a_private_answer_is_nobody_elses_even_by_a_forged_button(shop: LampShop) -> None:
    message = await asked(shop, private=True)
    eve = shop.guild.add_member("eve")
    for label in ("Context", "Check", "Original", "Share", "Helpful", "Remove"):
        assert said(await press(shop, message, label, eve)) == [UNKNOWN]


async def test_an_opinion_is_kept_with_its_reason_and_can_be_changed(shop: LampShop) -> None:
    message = await asked(shop)
    kept = shop.libraries.server(shop.guild.id).kept
    who = f"discord:{shop.ann.id}"
    thanks = await press(shop, message, "Not helpful")
    assert said(thanks) == ["Thank you: kept as not helpful. You can change your mind at any time."]
    (first,) = kept.feedback(answer_id(message))
    assert (first.who, first.helpful, first.reason) == (who, False, "")

    form = await press(shop, thanks.messages[0], "Say why")
    assert form.modal is not None
    assert form.modal["title"] == "Say why"
    reply = await shop.server.submit(shop.ann, form, {"reason": "It says nothing of oil lamps."})
    assert said(reply) == ["Thank you, your reason is kept for those who look after the documents."]
    (second,) = kept.feedback(answer_id(message))
    assert (second.helpful, second.reason) == (False, "It says nothing of oil lamps.")

    await press(shop, message, "Helpful")
    (third,) = kept.feedback(answer_id(message))
    assert (third.helpful, third.reason) == (True, "")
    eve = shop.guild.add_member("eve")
    await press(shop, message, "Not helpful", eve)
    assert len(kept.feedback(answer_id(message))) == 2


async def test_who_asked_takes_an_answer_back_and_its_buttons_say_so(shop: LampShop) -> None:
    message = await asked(shop)
    copy = message  # as somebody's Discord still shows it
    eve = shop.guild.add_member("eve")
    assert said(await press(shop, message, "Remove", eve)) == [
        "Only the one who asked can remove this answer\\."
    ]
    reply = await press(shop, message, "Remove")
    assert said(reply) == ["The answer is removed."]
    assert shop.server.state.messages[message.id].deleted
    for label in ("Context", "Check", "Original", "Helpful", "Remove"):
        assert said(await press(shop, copy, label)) == [REMOVED]


async def test_a_private_answer_is_removed_where_it_stands(shop: LampShop) -> None:
    message = await asked(shop, private=True)
    reply = await press(shop, message, "Remove")
    assert said(reply) == ["The answer is removed."]
    assert reply.messages[0].id == message.id
    assert reply.messages[0].buttons == {}


async def test_who_manages_the_server_may_remove_an_answer_of_others(shop: LampShop) -> None:
    message = await asked(shop)
    assert said(await press(shop, message, "Remove", shop.manager)) == ["The answer is removed."]


async def test_the_answer_to_a_deleted_question_can_be_removed_by_its_asker(
    shop: LampShop,
) -> None:
    question = shop.server.post(shop.ann, shop.channel, f"{shop.server.bot.mention} {REPAIRS}")
    await shop.server.until(lambda: bool(shop.server.posted_after(question)))
    (message,) = shop.server.posted_after(question)
    shop.server.delete(question)
    assert said(await press(shop, message, "Remove")) == ["The answer is removed."]
    assert shop.server.state.messages[message.id].deleted


async def test_silence_takes_down_who_wants_to_be_told(silent: LampShop) -> None:
    message = await asked(silent)
    label = "Tell me when a document answers it"
    assert said(await press(silent, message, label)) == [
        "You will be told when a document answers this question."
    ]
    assert said(await press(silent, message, label)) == [
        "You are waiting already: you will be told when a document answers this question."
    ]
    (waiting,) = silent.libraries.server(silent.guild.id).kept.waiting()
    assert (waiting.answer_id, waiting.who) == (answer_id(message), f"discord:{silent.ann.id}")


async def test_buttons_speak_the_language_of_whoever_presses(shop: LampShop) -> None:
    message = await asked(shop)
    eva = shop.guild.add_member("eva", locale="de")
    assert said(await press(shop, message, "Helpful", eva)) == [
        "Danke: als hilfreich vermerkt. Du kannst es dir jederzeit anders überlegen."
    ]


async def test_an_answer_keeps_where_it_stands(shop: LampShop) -> None:
    message = await asked(shop)
    await shop.server.slash(shop.ann, shop.channel, "help")  # then the first is done with
    kept = shop.libraries.server(shop.guild.id).kept.answered(answer_id(message), Viewer())
    assert kept.occasion.messages == (message.id,)
    assert (kept.occasion.server, kept.occasion.channel) == (shop.guild.id, shop.channel.id)
    assert kept.occasion.locale == "en-US"


async def test_a_member_who_may_not_write_there_shares_nothing(shop: LampShop) -> None:
    quiet = shop.guild.everyone
    message = await asked(shop, private=True)
    may = discord.Permissions(quiet.permissions.value)
    may.update(send_messages=False)
    object.__setattr__(quiet, "permissions", may)
    reply = await press(shop, message, "Share")
    assert said(reply) == [
        "You may not write in this channel, so I can't show the answer there for you\\."
    ]
