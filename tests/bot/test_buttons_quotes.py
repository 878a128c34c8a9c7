"""Buttons of a quote, pressed by people on the real client and the real engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.types import Limits
from tests.bot.lamp_shop import (
    HANDBOOK,
    HOW_LONG,
    REPAIRS,
    LampShop,
    hurry,
    open_shop,
)
from tests.loopback import (
    FAILED_AFTER,
    FAILED_BEFORE,
    RESET_AFTER,
    RESET_BEFORE,
    Fault,
    Reply,
    ShownMessage,
)
from tests.made.pdf import draw, write

UNKNOWN = "This answer is not known here any more\\. Ask the question again\\."
NOT_SHOWN = (
    "This quote can't be shown to you here\\: its document was removed, "
    "or you may not see it here\\."
)
QUOTE = (
    "> A lamp may be returned within **thirty days** of delivery, in its box\\.\n"
    "— Lamp shop handbook › Returns · line 5\n"
    "-# handbook\\.md"
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


async def asked(shop: LampShop, question: str = HOW_LONG, *, private: bool = False) -> ShownMessage:
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": question, "private": private}
    )
    (message,) = reply.messages
    return message


async def press(shop: LampShop, message: ShownMessage, label: str) -> Reply:
    return await shop.server.click(shop.ann, message, message.buttons[label])


async def test_the_buttons_of_an_answer_have_names(shop: LampShop) -> None:
    message = await asked(shop)
    labels = [label for label in message.buttons if "more quote" not in label]
    assert labels == [
        *("Context", "Original", "Check"),
        *("Helpful", "Not helpful", "Ask more", "Remove"),
    ]


async def test_the_other_quotes_come_to_whoever_asks_for_them(shop: LampShop) -> None:
    message = await asked(shop)
    answer = shop.libraries.server(shop.guild.id).ask(HOW_LONG)
    others = len(answer.quotes) - 1
    label = "1 more quote" if others == 1 else f"{others} more quotes"
    reply = await press(shop, message, label)
    (shown,) = reply.messages
    assert shown.ephemeral
    assert shown.text.count("\n— ") == others
    assert "thirty days" not in shown.text.replace("*", "")


async def test_context_is_read_back_and_forth(shop: LampShop) -> None:
    message = await asked(shop)
    reply = await press(shop, message, "Context")
    (around,) = reply.messages
    assert around.ephemeral
    assert around.text == (
        "Lamp shop handbook › Returns · line 5\n"
        "\n"
        "> **A lamp may be returned within thirty days of delivery, in its box\\.** "
        "The customer pays for the parcel\\."
    )
    assert list(around.buttons) == ["Next", "Whole section"]

    moved = await press(shop, around, "Next")
    (after,) = moved.messages
    assert after.id == around.id
    assert after.text.startswith("Lamp shop handbook › Repairs · line 9\n\n> Tell \\@everyone\\:")
    assert after.text.endswith("-# The quote itself stands elsewhere in the document.")
    assert list(after.buttons) == ["Previous", "Whole section"]
    assert after.pings == []

    back = await press(shop, after, "Previous")
    assert back.messages[0].text == around.text
    section = await press(shop, back.messages[0], "Whole section")
    assert section.messages[0].text == around.text
    assert list(section.messages[0].buttons) == ["Back to the quote", "Next"]


async def test_a_section_longer_than_a_message_is_attached_and_said_to_be(shop: LampShop) -> None:
    sentences = " ".join(f"Shelf {n} of the cellar holds blue lamps." for n in range(400))
    long = f"# Cellar\n\nThe secret lamp is kept in the cellar under lock.\n\n{sentences}\n"
    shop.libraries.server(shop.guild.id).add([("cellar.md", long.encode())], by="test")
    message = await asked(shop, "Where is the secret lamp kept?")
    reply = await press(shop, message, "Context")
    section = await press(shop, reply.messages[0], "Whole section")
    (shown,) = section.messages
    assert "This is longer than a message holds: it is attached whole, as `context.txt`." in (
        shown.text
    )
    attached = shown.attachments["context.txt"].decode()
    assert attached.startswith("The secret lamp is kept in the cellar under lock.")
    assert "Shelf 399 of the cellar" in attached
    back = await press(shop, shown, "Back to the quote")
    assert back.messages[0].attachments == {}


async def test_the_original_is_handed_over_byte_for_byte(shop: LampShop) -> None:
    reply = await press(shop, await asked(shop), "Original")
    (shown,) = reply.messages
    assert shown.ephemeral
    assert shown.text == "**handbook\\.md**, as it is now:"
    assert shown.attachments == {"handbook.md": HANDBOOK}


async def test_a_check_says_what_became_of_the_quote(shop: LampShop) -> None:
    library = shop.libraries.server(shop.guild.id)
    message = await asked(shop)
    found = {each.source: each for each in library.documents()}
    since = f"<t:{int(found['handbook.md'].added)}:D>"
    reply = await press(shop, message, "Check")
    (shown,) = reply.messages
    assert shown.text == (
        f"**Unchanged.** The document was read again: it is the one added on {since}, and these "
        f"words stand in it.\n\n{QUOTE}"
    )

    library.add([("handbook.md", HANDBOOK.replace(b"thirty", b"sixty"))], by="test")
    reply = await press(shop, message, "Check")
    assert "**Changed.** The quote doesn't stand in the version added on <t:" in (
        reply.messages[0].text
    )
    assert "> A lamp may be returned within sixty days of delivery" in reply.messages[0].text

    library.add([("handbook.md", b"# Well\n\nNothing is left.\n")], by="test")
    reply = await press(shop, message, "Check")
    assert reply.messages[0].text.startswith("**Gone.** The quote doesn't stand in the version")

    library.remove("handbook.md", by="test")
    reply = await press(shop, message, "Check")
    assert reply.messages[0].text == NOT_SHOWN


async def test_a_page_is_shown_with_its_words_for_those_who_do_not_see_it(shop: LampShop) -> None:
    words = "The green lantern burns for exactly forty nights."
    data = draw(write(words))
    shop.libraries.server(shop.guild.id).add([("lantern.pdf", data)], by="test")
    message = await asked(shop, "How many nights does the green lantern burn?")
    reply = await press(shop, message, "Page")
    (shown,) = reply.messages
    assert shown.text == "lantern · page 1. The quote is marked in yellow."
    picture = shown.attachments["page-1.png"]
    assert picture.startswith(b"\x89PNG")
    gallery = next(one for one in shown.components[0]["components"] if one["type"] == 12)
    assert gallery["items"] == [
        {
            "media": {"url": "attachment://page-1.png"},
            "description": f"lantern · page 1. Marked on the page: “{words}”",
            "spoiler": False,
        }
    ]


async def test_who_may_not_see_a_document_any_more_gets_nothing_of_it(shop: LampShop) -> None:
    message = await asked(shop)
    library = shop.libraries.server(shop.guild.id)
    library.limit("handbook.md", Limits(roles=frozenset([1])), by="test")
    for label in ("Context", "Original", "Check"):
        reply = await press(shop, message, label)
        assert [one.text for one in reply.messages] == [NOT_SHOWN]
        assert reply.messages[0].attachments == {}
    role = shop.guild.add_role("keeper")
    library.limit("handbook.md", Limits(roles=frozenset([role.id])), by="test")
    keeper = shop.guild.add_member("kim", roles=[role])
    reply = await shop.server.click(keeper, message, message.buttons["Original"])
    assert reply.messages[0].attachments == {"handbook.md": HANDBOOK}
    assert reply.messages[0].ephemeral


async def test_a_button_of_another_server_finds_nothing(shop: LampShop) -> None:
    message = await asked(shop)
    other = shop.server.add_guild("Other shop")
    eve = other.add_member("eve")
    (there,) = await shop.server.say(eve, other.channel, f"{shop.server.bot.mention} {REPAIRS}")
    answer_id = message.buttons["Check"].split(":")[2]
    forged = there.buttons["Helpful"].split(":")
    assert forged[2] != answer_id
    forged_message = replace(there, components=message.components)
    for label in ("Context", "Original", "Check", "Helpful", "Remove"):
        reply = await shop.server.click(eve, forged_message, message.buttons[label])
        assert [one.text for one in reply.messages] == [UNKNOWN]


async def test_no_button_depends_on_what_the_client_that_sent_it_remembers(shop: LampShop) -> None:
    message = await asked(shop)
    views = shop.client._connection._view_store
    assert views._views == {}
    assert views._synced_message_views == {}
    assert shop.client.persistent_views == []
    reply = await press(shop, message, "Context")
    assert "thirty days" in reply.messages[0].text
    assert views._views == {}


@pytest.mark.parametrize("fault", [FAILED_BEFORE, FAILED_AFTER, RESET_BEFORE, RESET_AFTER])
@pytest.mark.parametrize("request_of", [("POST", "/callback$"), ("PATCH", "/messages/@original$")])
async def test_a_press_is_answered_once_whatever_the_network_does(
    shop: LampShop, fault: Fault, request_of: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await asked(shop)
    hurry(monkeypatch)
    shop.server.faults.next(*request_of, fault)
    reply = await press(shop, message, "Context")
    assert len(reply.messages) == 1
    assert "thirty days" in reply.messages[0].text


async def test_in_a_direct_message_the_shared_documents_are_gone_back_to(shop: LampShop) -> None:
    direct = shop.server.direct(shop.ann)
    (message,) = await shop.server.say(shop.ann, direct, "For how long are gift vouchers valid?")
    reply = await shop.server.click(shop.ann, message, message.buttons["Context"])
    assert "three years" in reply.messages[0].text
