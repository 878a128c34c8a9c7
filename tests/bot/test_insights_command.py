"""What was asked and what is left open, on Discord, with the real client and the real engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.desk import Desk
from index.types import Limits, Settled
from tests.bot.lamp_shop import HOW_LONG, LampShop, open_shop
from tests.loopback import Guild, Reply, ShownMessage, payloads
from tests.loopback.interactions import MODAL_SUBMIT
from tests.loopback.world import Member, Upload

ONLY = "Only members with the permission Manage Server can change this server's documents\\."
SETTLED = "This question is answered or settled already\\."
NIGHTS = "How many nights does the green lantern burn?"
ALIKE = "For how many nights will the green lantern burn?"
WIFI = "What is the password of the wireless network?"
LANTERN = b"# Lanterns\n\nThe green lantern burns for exactly forty nights.\n"
HINT = b"# Storage\n\nLanterns of every colour are kept dry in the cellar, in rows.\n"
TELL = "Tell me when a document answers it"


@pytest.fixture
async def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LampShop]:
    """A shop whose bot tells when a moderator says so."""

    async def never(client: discord.Client, desk: Desk) -> None:
        return

    monkeypatch.setattr("bot.client.keep_telling", never)
    async with open_shop(tmp_path) as opened:
        yield opened


async def ask(shop: LampShop, question: str, member: Member | None = None) -> ShownMessage:
    reply = await shop.server.slash(member or shop.ann, shop.channel, "ask", {"question": question})
    (message,) = reply.messages
    return message


async def insights(shop: LampShop, **options: object) -> list[ShownMessage]:
    reply = await shop.server.slash(
        shop.manager, shop.channel, "insights", options, until=lambda one: len(one.messages) == 2
    )
    assert reply.ephemeral
    assert all(message.ephemeral for message in reply.messages)
    return reply.messages


async def press(
    shop: LampShop, message: ShownMessage, label: str, *, member: Member | None = None
) -> Reply:
    return await shop.server.click(member or shop.manager, message, message.buttons[label])


def said(reply: Reply) -> list[str]:
    return [message.text for message in reply.messages]


def is_added(reply: Reply) -> bool:
    return any(text.startswith("Added ") for text in said(reply))


def now(shop: LampShop, message: ShownMessage) -> ShownMessage:
    return shop.server.state.messages[message.id]


def stamp(shop: LampShop, question: str) -> int:
    rows = [one for one in shop.libraries.server(shop.guild.id).questions.open()]
    return int(next(one.last for one in rows if question in one.wordings))


async def test_nothing_asked_is_said_and_drawn(shop: LampShop) -> None:
    figures, left = await insights(shop, days=1)
    assert figures.text == (
        "**Questions of today**\nNothing was asked.\n\n"
        "**Never quoted in this time (2)**\n- Lamp shop handbook\n- Terms"
    )
    assert left.text == "No question is left unanswered."
    assert sorted(figures.attachments) == ["documents.png", "questions.png"]
    assert all(one.startswith(b"\x89PNG") for one in figures.attachments.values())


async def test_figures_of_what_was_asked_quoted_and_marked(shop: LampShop) -> None:
    answered = await ask(shop, HOW_LONG)
    await shop.server.click(shop.ann, answered, answered.buttons["Not helpful"])
    await ask(shop, NIGHTS)
    figures, left = await insights(shop)
    assert figures.text == (
        "**Questions of the last 30 days**\n2 questions: 1 answered, 1 not.\n"
        "1 answer was marked not helpful.\n\n"
        "**Quoted most**\n1. Lamp shop handbook: 1 answer\n\n"
        "**Never quoted in this time (1)**\n- Terms"
    )
    day = shop.libraries.server(shop.guild.id).questions.insights(30).days
    gallery = [
        one["items"][0]["description"]
        for one in figures.components[0]["components"]
        if one["type"] == 12
    ]
    assert gallery == [
        f"Columns from {day[0].day} to {day[-1].day}: 2 questions, 1 answered, 1 not; 1 marked "
        f"not helpful. Most on {day[-1].day}: 2.",
        "Bars of documents by the answers that quote them: Lamp shop handbook 1.",
    ]
    assert left.text == (
        "**1 question that no document answers**, with those like it\n\n"
        f"**{NIGHTS}**\n-# asked once, <t:{stamp(shop, NIGHTS)}:R>"
    )


async def test_open_questions_are_grouped_paged_and_dismissed(shop: LampShop) -> None:
    others = [
        "Where can I park a bicycle?",
        "Who is the patron of the choir?",
        "Is there a canteen for vegetarians?",
        "When does the ferry leave for the island?",
    ]
    for question in [NIGHTS, ALIKE, WIFI, *others]:
        await ask(shop, question)
    _, left = await insights(shop)
    assert left.text.startswith(
        "**6 questions that no document answers**, each with those like it\n"
        "-# 1 to 5, most asked first\n\n"
        f"**{ALIKE}**\n-# asked 2 times, last <t:{stamp(shop, ALIKE)}:R>\n-# also: “{NIGHTS}”\n\n"
        f"**{others[-1]}**"
    )
    await press(shop, left, "Next")
    second = now(shop, left)
    assert second.text == (
        "**6 questions that no document answers**, each with those like it\n"
        "-# 6 to 6, most asked first\n\n"
        f"**{WIFI}**\n-# asked once, <t:{stamp(shop, WIFI)}:R>"
    )
    await press(shop, second, "Dismiss")
    third = now(shop, left)
    assert third.text.startswith("**5 questions that no document answers**, each with those like")
    assert WIFI not in third.text
    settled = shop.libraries.server(shop.guild.id).kept.settled()
    assert list(settled.values()) == [Settled.DISMISSED]
    await ask(shop, f"{WIFI.upper()}")  # dismissed words stay so
    assert len(shop.libraries.server(shop.guild.id).questions.open()) == 5


async def test_a_document_added_by_the_form_answers_and_settles(shop: LampShop) -> None:
    await ask(shop, NIGHTS)
    _, left = await insights(shop)
    form = await press(shop, left, "Add document")
    assert form.modal is not None
    assert form.modal["title"] == "Add a document that answers"
    refused = await shop.server.submit(shop.manager, form, {"files": [Upload("x.exe", b"MZ")]})
    assert said(refused)[0].startswith("“x\\.exe” is of an unknown type")
    added = await shop.server.submit(
        shop.manager, form, {"files": [Upload("lantern.md", LANTERN)]}, until=is_added
    )
    assert added.ephemeral
    assert said(added) == [
        "Added **lantern\\.md**: 1 passage.\n\n"
        "The documents answer it now:\n"
        "> The green lantern burns for exactly **forty** nights\\.\n"
        "— Lanterns · line 3",
    ]
    assert (await insights(shop))[1].text == "No question is left unanswered."
    again = await shop.server.submit(shop.manager, form, {"files": [Upload("x.md", HINT)]})
    assert said(again) == [SETTLED]


async def test_a_document_that_does_not_answer_leaves_the_question_open(shop: LampShop) -> None:
    await ask(shop, WIFI)
    _, left = await insights(shop)
    form = await press(shop, left, "Add document")
    reply = await shop.server.submit(
        shop.manager, form, {"files": [Upload("h.md", HINT)]}, until=is_added
    )
    assert said(reply) == [
        "Added **h\\.md**: 1 passage.\n\n"
        "The documents still don't answer it. Ask it in other words, or use *Answered by …*.",
    ]
    assert len(shop.libraries.server(shop.guild.id).questions.open()) == 1


async def choose(shop: LampShop, left: ShownMessage, title: str) -> ShownMessage:
    """Press *Answered by …* and choose a document by its title."""
    reply = await press(shop, left, "Answered by …")
    (message,) = reply.messages
    select = message.components[0]["components"][1]["components"][0]
    value = next(one["value"] for one in select["options"] if one["label"] == title)
    await shop.server.click(
        shop.manager,
        message,
        select["custom_id"],
        values=[value],
        until=lambda _: (
            "You" not in now(shop, message).text and now(shop, message).text != message.text
        ),
    )
    return now(shop, message)


async def test_a_moderator_says_which_document_answers_and_who_waits_is_told(
    shop: LampShop,
) -> None:
    library = shop.libraries.server(shop.guild.id)
    library.add([("storage.md", HINT)], by="test")
    question = "In what state should one store a coloured lamp made for camping?"
    asked = await ask(shop, question)
    assert "**The documents don't say.**" in asked.text
    await shop.server.click(shop.ann, asked, asked.buttons[TELL])
    _, left = await insights(shop)
    assert "-# asked once" in left.text
    assert left.text.endswith("1 person wants to be told")
    shown = await choose(shop, left, "Storage")
    assert shown.text == (
        f"-# {question}\n\n"
        "**Storage** doesn't say it surely enough to be found. The nearest it says:\n\n"
        "> **Lanterns** of every colour are kept dry in the cellar, in rows\\.\n"
        "— Storage · line 3\n\n"
        "-# It then leaves the list, and who wants to be told is told, as far as they may see the "
        "document."
    )
    await press(shop, shown, "That answers it")
    assert now(shop, shown).text == (
        "Settled: the question has left the list, and 1 person was told."
    )
    head, answer = shop.server.messages(shop.server.direct(shop.ann))
    assert head.text == (
        "Somebody who looks after the documents has found what answers your question: " + question
    )
    assert answer.text.startswith("> **Lanterns** of every colour are kept dry")
    checked = await shop.server.click(shop.ann, answer, answer.buttons["Check"])
    assert said(checked)[0].startswith("**Unchanged.**")
    assert library.kept.waiting() == []
    assert library.questions.open() == ()
    assert said(await press(shop, left, "Answered by …")) == [SETTLED]


async def test_of_a_limited_document_nobody_is_told_who_may_not_see_it(shop: LampShop) -> None:
    library = shop.libraries.server(shop.guild.id)
    role = shop.guild.add_role("keeper")
    library.add([("lantern.md", LANTERN)], by="test")
    library.limit("lantern.md", Limits(roles=frozenset([role.id])), by="test")
    asked = await ask(shop, NIGHTS)
    await shop.server.click(shop.ann, asked, asked.buttons[TELL])
    _, left = await insights(shop)
    shown = await choose(shop, left, "Lanterns")
    assert "answers with:" in shown.text
    await press(shop, shown, "That answers it")
    assert now(shop, shown).text == "Settled: the question has left the list."
    assert shop.server.messages(shop.server.direct(shop.ann)) == []
    assert len(library.kept.waiting()) == 1


async def test_members_see_and_settle_nothing_not_even_by_forged_interactions(
    shop: LampShop,
) -> None:
    await ask(shop, NIGHTS)
    reply = await shop.server.slash(shop.ann, shop.channel, "insights")
    assert (reply.ephemeral, said(reply)) == (True, [ONLY])
    _, left = await insights(shop)
    for label in ("Add document", "Answered by …", "Dismiss"):
        assert said(await press(shop, left, label, member=shop.ann)) == [ONLY]
    shown = await choose(shop, left, "Lamp shop handbook")
    assert said(await press(shop, shown, "That answers it", member=shop.ann)) == [ONLY]
    answer = left.buttons["Dismiss"].split(":")[2]
    chosen = await press(shop, left, "Answered by …")
    assert said(
        await shop.server.click(
            *(shop.ann, chosen.messages[0], f"footnote:open-choice:{answer}"), values=["0" * 32]
        )
    ) == [ONLY]
    sent = {"custom_id": f"footnote:open-files:{answer}", "components": []}
    form = forged(shop.ann, shop.guild, sent)
    assert said(await shop.server.interact(form)) == [ONLY]
    library = shop.libraries.server(shop.guild.id)
    assert library.kept.settled() == {}
    assert [each.question for each in library.questions.open()] == [NIGHTS]


async def test_a_question_of_another_server_is_not_known_here(shop: LampShop) -> None:
    await ask(shop, NIGHTS)
    _, left = await insights(shop)
    other = shop.server.add_guild("Elsewhere")
    boss = other.add_member("boss", permissions=discord.Permissions(manage_guild=True))
    reply = await shop.server.slash(
        boss, other.channel, "insights", until=lambda one: len(one.messages) == 2
    )
    assert reply.messages[1].text == "No question is left unanswered."
    answer = left.buttons["Dismiss"].split(":")[2]
    sent = {"custom_id": f"footnote:open-files:{answer}", "components": []}
    form = await shop.server.interact(forged(boss, other, sent))
    assert said(form) == [SETTLED]
    assert len(shop.libraries.server(shop.guild.id).questions.open()) == 1


def forged(member: Member, guild: Guild, data: dict[str, Any]) -> dict[str, Any]:
    """A form that nobody was shown, sent by somebody."""
    full = payloads.full_member(member) | {"permissions": str(guild.permissions_of(member).value)}
    return {
        "type": MODAL_SUBMIT,
        "channel_id": str(guild.channel.id),
        "guild_id": str(guild.id),
        "member": full,
        "data": data,
    }
