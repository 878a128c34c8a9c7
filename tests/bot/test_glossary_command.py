"""A server's glossary on Discord, with the real client and the real engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from index.types import OPERATOR, GlossaryEntry
from tests.bot.lamp_shop import LampShop, open_shop
from tests.loopback import Reply

ONLY = "Only members with the permission Manage Server can change this server's documents\\."
NONE = "There is no glossary yet. `/glossary add` begins one."


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


async def call(shop: LampShop, command: str, **options: object) -> list[str]:
    reply: Reply = await shop.server.slash(shop.manager, shop.channel, command, options)
    assert reply.ephemeral
    return [message.text for message in reply.messages]


async def test_words_are_added_found_and_taken_out_again(shop: LampShop) -> None:
    library = shop.libraries.server(shop.guild.id)
    assert await call(shop, "glossary list") == [NONE]
    assert await call(shop, "glossary add", entry="  luminaire =  lamp") == [
        "**luminaire = lamp**: these words find one another from now on. "
        "They stand in glossary\\.txt."
    ]
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": "How long may a luminaire be returned?"}
    )
    assert "Searched for “lamp” too\\." in reply.messages[0].text
    assert "thirty days" in reply.messages[0].text
    assert await call(shop, "glossary add", entry="PTO = paid time off = vacation") == [
        "**PTO = paid time off = vacation**: these words find one another from now on. "
        "They stand in glossary\\.txt."
    ]
    assert await call(shop, "glossary list") == [
        "**This server's glossary (2)**\n- luminaire = lamp\n- PTO = paid time off = vacation"
    ]
    assert library.glossary.entries() == [
        GlossaryEntry(("luminaire", "lamp"), "glossary.txt"),
        GlossaryEntry(("PTO", "paid time off", "vacation"), "glossary.txt"),
    ]
    events = [(each.who, each.what) for each in shop.libraries.events() if each.source]
    who = f"discord:{shop.manager.id}"
    assert [each for each in events if each[0] == who] == [(who, "add"), (who, "add")]

    offered = await shop.server.autocomplete(
        shop.manager, shop.channel, "glossary remove", {"entry": "lum"}, focused="entry"
    )
    assert [(each.name, each.value) for each in offered] == [("luminaire = lamp",) * 2]
    assert await call(shop, "glossary remove", entry="Vacation") == [
        "**PTO = paid time off = vacation** is taken out of glossary\\.txt."
    ]
    assert await call(shop, "glossary remove", entry="luminaire = lamp") == [
        "**luminaire = lamp** is taken out of glossary\\.txt."
    ]
    assert await call(shop, "glossary list") == [NONE]
    assert [each.source for each in library.documents(OPERATOR)] == ["handbook.md", "terms.md"]


async def test_the_shared_glossary_is_shown_and_stays(shop: LampShop) -> None:
    shop.libraries.shared.add([("glossary.md", b"# Words\n\nsofa = settee\n")], by="test")
    assert await call(shop, "glossary list") == [
        "**Shared glossary (1)**, the same in every server\n- sofa = settee"
    ]
    assert await call(shop, "glossary remove", entry="settee") == [
        "The line “sofa = settee” is of the shared library's glossary, which is the same in every "
        "server\\. Its operator can change it\\."
    ]


@pytest.mark.parametrize(
    ("command", "entry", "said"),
    [
        (
            "glossary add",
            "PTO",
            "“PTO” is no line of a glossary\\. Write words with “=” between them, each of at most "
            "100 characters\\: PTO = paid time off\\.",
        ),
        ("glossary add", "lamp = Light", "The glossary says “light = lamp” already\\."),
        (
            "glossary remove",
            "sofa",
            "The glossary has no line “sofa”\\. The list of the glossary shows its lines\\.",
        ),
        (
            "glossary remove",
            "light",
            "The glossary has several lines with “light”\\. Name the whole line\\.",
        ),
    ],
)
async def test_what_is_no_entry_is_told(
    shop: LampShop, command: str, entry: str, said: str
) -> None:
    glossary = b"# Words\nlight = lamp\nlight = weightless\n"
    shop.libraries.server(shop.guild.id).add([("glossary.txt", glossary)], by="test")
    assert await call(shop, command, entry=entry) == [said]


async def test_only_managers_see_or_change_the_glossary(shop: LampShop) -> None:
    glossary = b"secret project = lighthouse\n"
    shop.libraries.server(shop.guild.id).add([("glossary.txt", glossary)], by="test")
    for command, options in (
        ("glossary list", {}),
        ("glossary add", {"entry": "a1 = b1"}),
        ("glossary remove", {"entry": "lighthouse"}),
    ):
        reply = await shop.server.slash(shop.ann, shop.channel, command, options)
        assert (reply.ephemeral, [one.text for one in reply.messages]) == (True, [ONLY])
    offered = await shop.server.autocomplete(
        shop.ann, shop.channel, "glossary remove", {"entry": ""}, focused="entry"
    )
    assert offered == []
    library = shop.libraries.server(shop.guild.id)
    assert [each.line for each in library.glossary.entries()] == ["secret project = lighthouse"]
