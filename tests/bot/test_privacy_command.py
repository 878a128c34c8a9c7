"""`/privacy`: a member sees what is kept about them and is forgotten, and nobody else is."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from index.types import OPERATOR
from tests.bot.lamp_shop import HOW_LONG, VOUCHERS, LampShop, open_shop
from tests.loopback import Member, Reply

LET_GO = (
    "This answer was let go of\\: questions are kept for a limited time, or until whoever asked "
    "wants to be forgotten\\. Ask the question again\\."
)
UNKEPT = (
    "The words of questions are not kept here, so this one can't be asked again for you\\. Ask it "
    "yourself when documents have been added\\."
)
ASKED = (
    "All that you asked, thought of answers and wait for is deleted in all servers, and can't be "
    "brought back. Messages that stand on Discord stay: *Remove* takes them away first. What you "
    "changed in documents and settings stays, but not who did it."
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


def told(reply: Reply) -> list[str]:
    assert all(message.ephemeral for message in reply.messages)
    return [message.text for message in reply.messages]


async def ask(shop: LampShop, member: Member, question: str, *, private: bool = False) -> Reply:
    values = {"question": question, "private": private}
    return await shop.server.slash(member, shop.channel, "ask", values)


async def show_me(shop: LampShop, member: Member) -> dict[str, list[dict[str, Any]]]:
    reply = await shop.server.slash(member, shop.server.direct(member), "privacy show-me")
    assert told(reply) == [
        "All that is kept about you, in all servers. Quotes are not in it: they are the "
        "documents' words."
    ]
    [(name, content)] = reply.messages[0].attachments.items()
    assert name == "kept-about-me.json"
    kept: dict[str, list[dict[str, Any]]] = json.loads(content)
    return kept


async def test_a_member_sees_all_that_is_kept_about_them_and_nothing_of_others(
    shop: LampShop,
) -> None:
    bob = shop.guild.add_member("bob")
    reply = await shop.server.slash(bob, shop.channel, "privacy show-me")
    assert told(reply) == ["Nothing is kept about you."]
    answer = (await ask(shop, shop.ann, HOW_LONG)).messages[0]
    await shop.server.say(shop.ann, shop.server.direct(shop.ann), VOUCHERS)
    await ask(shop, bob, VOUCHERS)
    await shop.server.click(bob, answer, answer.buttons["Helpful"])

    kept = await show_me(shop, shop.ann)

    assert [(each["library"], each["question"]) for each in kept["questions"]] == [
        (f"server-{shop.guild.id}", HOW_LONG),
        ("shared", VOUCHERS),
    ]
    assert all(each["at"].endswith("+00:00") for each in kept["questions"])
    assert "thirty" not in json.dumps(kept)  # a quote's
    assert kept["feedback"] == []
    assert [each["helpful"] for each in (await show_me(shop, bob))["feedback"]] == [True]


async def test_a_member_is_forgotten_after_saying_so_twice(shop: LampShop) -> None:
    bob = shop.guild.add_member("bob")
    answer = (await ask(shop, shop.ann, HOW_LONG)).messages[0]
    await ask(shop, shop.ann, VOUCHERS, private=True)
    theirs = (await ask(shop, bob, VOUCHERS)).messages[0]
    await shop.server.click(shop.ann, theirs, theirs.buttons["Not helpful"])
    typed = {"question": "How long"}
    offered = await shop.server.autocomplete(bob, shop.channel, "ask", typed, focused="question")
    assert HOW_LONG in [each.name for each in offered]

    reply = await shop.server.slash(shop.ann, shop.channel, "privacy forget-me")
    assert told(reply) == [ASKED]
    button = reply.messages[0].buttons["Forget me"]
    refused = await shop.server.click(bob, reply.messages[0], button)
    assert refused.messages[-1].text == (
        "Only you yourself can have yourself forgotten\\. Use \\/privacy forget\\-me\\."
    )
    assert len((await show_me(shop, shop.ann))["questions"]) == 2

    await shop.server.click(shop.ann, reply.messages[0], button)
    done = shop.server.messages(shop.channel)
    assert [one.text for one in done if one.id == reply.messages[0].id] == [
        "**You are forgotten.**\n2 questions and their answers are deleted.\n1 opinion is "
        "deleted.\nYou don't wait any more for 0 answers."
    ]

    reply = await shop.server.slash(shop.ann, shop.channel, "privacy show-me")
    assert told(reply) == ["Nothing is kept about you."]
    for label in ("Context", "Check", "Original", "Helpful", "Remove"):
        pressed = await shop.server.click(shop.ann, answer, answer.buttons[label])
        assert told(pressed) == [LET_GO]
    offered = await shop.server.autocomplete(bob, shop.channel, "ask", typed, focused="question")
    assert HOW_LONG not in [each.name for each in offered]
    trail = str(shop.libraries.events())
    assert f"discord:{shop.ann.id}" not in trail
    assert f"discord:{bob.id}" in trail


async def test_what_is_kept_for_too_long_is_let_go_of_by_the_bot(
    shop: LampShop, tmp_path: Path
) -> None:
    answer = (await ask(shop, shop.ann, HOW_LONG)).messages[0]
    library = shop.libraries.server(shop.guild.id)
    [kept] = (await show_me(shop, shop.ann))["questions"]
    with shop.libraries.store.writing() as writer:
        writer.update("answer", (kept["answer"],), at=time.time() - 91 * 86_400)

    await shop.client.desk.worker.changes.run(shop.client.desk.chosen.let_go)

    pressed = await shop.server.click(shop.ann, answer, answer.buttons["Check"])
    assert told(pressed) == [LET_GO]
    assert library.kept.feedback() == []


async def test_without_the_words_of_questions_the_buttons_work_as_far_as_they_can(
    shop: LampShop,
) -> None:
    library = shop.libraries.server(shop.guild.id)
    work = shop.client.desk.worker.changes
    chosen = shop.client.desk.chosen
    await work.run(lambda: chosen.put(library, {"keep_questions": False}, by="test"))
    answered = (await ask(shop, shop.ann, HOW_LONG, private=True)).messages[0]
    silent = (await ask(shop, shop.ann, "Who is the king of Norway?")).messages[0]

    for label in ("Context", "Check", "Original", "Helpful"):
        pressed = await shop.server.click(shop.ann, answered, answered.buttons[label])
        assert len(pressed.messages) == 1, label
    pressed = await shop.server.click(shop.ann, answered, answered.buttons["Share"])
    assert told(pressed) == ["Shared with the channel."]
    shared = [one for one in shop.server.messages(shop.channel) if not one.ephemeral][-1]
    assert "thirty days" in shared.text
    assert HOW_LONG not in shared.text
    tell = silent.buttons["Tell me when a document answers it"]
    assert told(await shop.server.click(shop.ann, silent, tell)) == [UNKEPT]
    kept = (await show_me(shop, shop.ann))["questions"]
    assert [each["question"] for each in kept] == ["", "", ""]
    assert library.kept.answered(kept[0]["answer"], OPERATOR).answer.quotes
