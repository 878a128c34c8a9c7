"""What `/ask` offers while a member types, and answers from one document."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from index.types import Limits
from tests.bot.lamp_shop import HANDBOOK, HOW_LONG, REPAIRS, LampShop, open_shop
from tests.loopback.people import _components


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


async def offered(shop: LampShop, typed: str, option: str = "question") -> list[str]:
    values = {"question": "x", option: typed}
    found = await shop.server.autocomplete(shop.ann, shop.channel, "ask", values, focused=option)
    assert all(each.name == each.value for each in found)
    return [each.name for each in found]


async def test_headings_are_offered(shop: LampShop) -> None:
    assert await offered(shop, "") == ["Returns", "Repairs"]
    assert await offered(shop, "rep") == ["Repairs"]
    assert await offered(shop, "chandelier") == []


async def test_questions_that_were_answered_publicly_are_offered_first(shop: LampShop) -> None:
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": REPAIRS, "private": True})
    assert await offered(shop, "") == [HOW_LONG, "Returns", "Repairs"]
    assert await offered(shop, "how cust") == [HOW_LONG]


async def test_nothing_of_a_limited_document_is_offered(shop: LampShop) -> None:
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    library = shop.libraries.server(shop.guild.id)
    library.limit("handbook.md", Limits(roles=frozenset({7})), by="test")
    assert await offered(shop, "") == []
    assert await offered(shop, "", "document") == ["terms.md"]


async def test_another_server_is_offered_nothing_of_this_one(shop: LampShop) -> None:
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    other = shop.server.add_guild("Other shop")
    eve = other.add_member("eve")
    found = await shop.server.autocomplete(
        eve, other.channel, "ask", {"question": "ret"}, focused="question"
    )
    assert found == []


async def test_no_more_than_25_documents_are_offered(shop: LampShop) -> None:
    files = [(f"part-{n:02}.md", f"# P\n\nPart {n}.".encode()) for n in range(30)]
    shop.libraries.server(shop.guild.id).add(files, by="test")
    assert await offered(shop, "part", "document") == [f"part-{n:02}.md" for n in range(25)]


async def test_a_question_keeps_to_one_document(shop: LampShop) -> None:
    copy = HANDBOOK.replace(b"thirty", b"forty")
    shop.libraries.server(shop.guild.id).add([("new.md", copy)], by="test")
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": HOW_LONG, "document": "new.md"}
    )
    text = "\n".join(
        one["content"] for one in _components(reply.messages[0].components) if one["type"] == 10
    )
    assert "forty days" in text and "thirty days" not in text


async def test_a_document_that_is_not_there_is_told(shop: LampShop) -> None:
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": HOW_LONG, "document": "old.md"}
    )
    assert reply.messages[-1].content == (
        "There is no document “old\\.md” in this library\\. "
        "The list of documents shows the names\\."
    )
