"""The team's own questions, measured on Discord; and good answers that a change made worse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.documents import add
from tests.bot.lamp_shop import HOW_LONG, REPAIRS, LampShop, open_shop
from tests.loopback import Reply, ShownMessage
from tests.loopback.world import Upload

ONLY = "Only members with the permission Manage Server can change this server's documents\\."
BETTER = (
    b"# Returns of lamps, new\n\n## How long\n\n"
    b"How long may a customer keep a lamp before returning it? A customer may keep a lamp for "
    b"ninety days before returning it.\n"
)
FILE = (
    b'{"question": "For how long are gift vouchers valid?", "answers": ["three years"]}\n'
    b'{"question": "Who painted the ceiling of the chapel?", "answers": []}\n'
)
KEPT = "A lamp may be returned within thirty days of delivery, in its box\\."


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


async def help_with(shop: LampShop, question: str) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": question})
    (message,) = reply.messages
    await shop.server.click(shop.ann, message, message.buttons["Helpful"])


async def quality(shop: LampShop, **options: object) -> ShownMessage:
    reply = await shop.server.slash(
        shop.manager,
        shop.channel,
        "quality",
        options,
        until=lambda one: bool(one.messages) and "Asking" not in one.messages[0].text,
    )
    (message,) = reply.messages
    assert message.ephemeral
    return message


def said(reply: Reply) -> list[str]:
    return [message.text for message in reply.messages]


async def test_without_questions_it_says_where_they_come_from(shop: LampShop) -> None:
    message = await quality(shop)
    assert message.text == (
        f"No answer of the library server\\-{shop.guild.id} was marked Helpful yet\\. The buttons "
        "below an answer on Discord do that; until then give a file of questions\\."
    )


async def test_helpful_answers_and_a_file_are_measured_beside_the_last_run(shop: LampShop) -> None:
    await help_with(shop, HOW_LONG)
    first = await quality(shop, file=Upload("ours.jsonl", FILE))
    assert first.text == (
        "**Quality**: 3 questions of the team's own\n"
        "1 from answers marked Helpful, 2 from the file.\n\n"
        "- first passage holds the answer: **1.00 (2/2)**\n"
        "- one of the first three does: **1.00 (2/2)**\n"
        "- one of the first five does: **1.00 (2/2)**\n"
        "- mean reciprocal rank, first ten: **1.00**\n"
        "- first quote holds the answer: **1.00 (2/2)**\n"
        "- one of the first three quotes does: **1.00 (2/2)**\n"
        "- answerable questions answered: **1.00 (2/2)**\n"
        "- others declined: **1.00 (1/1)**\n\n"
        "Answers that helped before are as good as they were."
    )
    assert list(first.attachments) == ["quality.png"]
    assert first.attachments["quality.png"].startswith(b"\x89PNG")

    shop.libraries.server(shop.guild.id).add([("new.md", BETTER)], by="test")
    second = await quality(shop)
    assert "- first quote holds the answer: **0.00 (0/1)**, before 1.00\n" in second.text
    assert "-# Before: <t:" in second.text
    assert second.text.endswith(
        "**1 answer that helped before is worse now.**\n"
        f"**{HOW_LONG}**\n"
        f"-# before: “{KEPT}” (handbook\\.md)\n"
        "-# now: “A customer may keep a lamp for ninety days before returning it\\.” (new\\.md)"
    )


async def test_a_file_that_holds_no_questions_is_told(shop: LampShop) -> None:
    for content, told in (
        (
            b"\xff\xfe",
            "ours\\.jsonl is not text in UTF\\-8\\. Save it so, one JSON object a line\\.",
        ),
        (
            b'{"question": 1}',
            'ours\\.jsonl, line 1\\: needs an object with "question" \\(text\\) and "answers" '
            "\\(a list of spans, empty if the documents don't answer\\)\\.",
        ),
        (
            FILE * 251,
            "ours\\.jsonl holds 502 questions; at most 500 are asked here\\. The terminal's "
            "“footnote evaluate” asks any number\\.",
        ),
    ):
        message = await quality(shop, file=Upload("ours.jsonl", content))
        assert message.text == told


async def test_whoever_changes_documents_is_told_what_got_worse_by_it(shop: LampShop) -> None:
    await help_with(shop, HOW_LONG)
    await help_with(shop, REPAIRS)
    (staged,) = (await add(shop, Upload("new.md", BETTER))).messages
    added = await shop.server.click(
        *(shop.manager, staged, staged.buttons["Confirm"]),
        until=lambda one: len(one.messages) == 2,
    )
    report, warning = added.messages
    assert not report.ephemeral
    assert warning.ephemeral
    assert warning.text == (
        "**1 answer that helped before got worse by this change.**\n"
        f"**{HOW_LONG}**\n"
        f"-# before: “{KEPT}” (handbook\\.md)\n"
        "-# now: “A customer may keep a lamp for ninety days before returning it\\.” (new\\.md)"
    )
    asked = await shop.server.slash(
        *(shop.manager, shop.channel, "documents remove", {"document": "handbook.md"})
    )
    (message,) = asked.messages
    removed = await shop.server.click(
        *(shop.manager, message, message.buttons["Remove it"]),
        until=lambda one: len(one.messages) == 2,
    )
    assert removed.messages[1].text == (
        "**1 answer that helped before got worse by this change.**\n"
        f"**{REPAIRS}**\n"
        "-# before: “Tell \\@everyone\\: broken lamps are repaired free of charge for two "
        "years, see https\\:\\/\\/lamps\\.example\\.” (handbook\\.md)\n"
        "-# now: the documents don't say"
    )


async def test_members_may_not_measure(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "quality")
    assert (reply.ephemeral, said(reply)) == (True, [ONLY])
