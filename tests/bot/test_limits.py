"""Documents that are limited to a channel or a role, as people on Discord find them or don't."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from index.types import Limits
from tests.bot.lamp_shop import LampShop, open_shop
from tests.loopback import Channel, Choice, Member, Reply, Role

CELLAR = b"# Cellar plan\n\nThe zarnok lamp hangs in the cellar behind the third barrel.\n"
VAULT = b"# Vault plan\n\nThe quivel lamp hangs in the vault behind the second door.\n"
ATTIC = b"# Attic plan\n\nThe brump lamp hangs in the attic behind the last window.\n"
PLACES = {"zarnok": "in the cellar", "quivel": "in the vault", "brump": "in the attic"}


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


def texts(reply: Reply) -> list[str]:
    return [message.text for message in reply.messages]


def where(word: str) -> str:
    return f"Where hangs the {word} lamp?"


async def ask(
    shop: LampShop, member: Member, channel: Channel, word: str, *, private: bool = False
) -> list[str]:
    values = {"question": where(word), "private": private}
    return texts(await shop.server.slash(member, channel, "ask", values))


async def mention(shop: LampShop, member: Member, channel: Channel, word: str) -> list[str]:
    said = await shop.server.say(member, channel, f"{shop.server.bot.mention} {where(word)}")
    return [each.text for each in said]


async def reply(shop: LampShop, member: Member, channel: Channel, word: str) -> list[str]:
    """What a reply to one of the bot's messages is answered with."""
    [help_] = await shop.server.say(member, channel, shop.server.bot.mention)
    said = await shop.server.say(member, channel, where(word), reply_to=help_)
    return [each.text for each in said]


async def suggested(shop: LampShop, member: Member) -> list[Choice]:
    return await shop.server.autocomplete(
        member, shop.channel, "documents remove", {"document": "plan"}, focused="document"
    )


async def told(
    shop: LampShop, member: Member, channel: Channel, *, private: bool = True
) -> list[object]:
    """All that a member is told in a channel; `private` says with what only they can read."""
    found: list[object] = []
    for word in PLACES:
        for how in (ask, mention, reply):
            found.append(await how(shop, member, channel, word))
        if private:
            found.append(await ask(shop, member, channel, word, private=True))
    if private:
        for command in ("documents list", "index status"):
            found.append(texts(await shop.server.slash(member, channel, command)))
        found.append(await suggested(shop, member))
    return found


async def told_directly(shop: LampShop, member: Member) -> list[object]:
    """All that a member is told in direct messages."""
    direct = shop.server.direct(member)
    found: list[object] = []
    for word in PLACES:
        found.append(await ask(shop, member, direct, word, private=True))
        found.append([each.text for each in await shop.server.say(member, direct, where(word))])
    return found


def thread_in(shop: LampShop, channel: Channel) -> Channel:
    """A thread of a channel, of which the bot was told."""
    from tests.loopback import payloads

    state = shop.server.state
    thread = Channel(state.ids.next(), "thread", guild=shop.guild, parent=channel)
    state.threads[thread.id] = thread
    state.gateway.dispatch("THREAD_CREATE", {**payloads.channel(thread), "newly_created": True})
    return thread


def limit_to_channels(shop: LampShop, *channels: Channel) -> None:
    library = shop.libraries.server(shop.guild.id)
    library.add([("cellar-plan.md", CELLAR)], by="test")
    library.limit("cellar-plan.md", Limits(frozenset(each.id for each in channels)), by="test")


def limit_to_role(shop: LampShop, role: Role) -> None:
    """A document of the server and a shared one."""
    limits = Limits(roles=frozenset([role.id]))
    library = shop.libraries.server(shop.guild.id)
    library.add([("vault-plan.md", VAULT)], by="test")
    library.limit("vault-plan.md", limits, by="test")
    shop.libraries.shared.add([("attic-plan.md", ATTIC)], by="test")
    shop.libraries.shared.limit("attic-plan.md", limits, by="test")


async def test_a_document_limited_to_a_channel_is_found_there_and_nowhere_else(
    shop: LampShop,
) -> None:
    cellar = shop.guild.add_channel("cellar")
    before = await told(shop, shop.ann, shop.channel)
    before_thread = await mention(shop, shop.ann, thread_in(shop, shop.channel), "zarnok")
    before_directly = await told_directly(shop, shop.ann)
    limit_to_channels(shop, cellar)

    assert await told(shop, shop.ann, shop.channel) == before
    assert await told_directly(shop, shop.ann) == before_directly
    other = thread_in(shop, shop.channel)
    assert await mention(shop, shop.ann, other, "zarnok") == before_thread

    for channel in (cellar, thread_in(shop, cellar)):
        for private in (False, True):
            [answer] = await ask(shop, shop.ann, channel, "zarnok", private=private)
            assert "hangs in the cellar behind the third barrel" in answer
        for how in (mention, reply):
            [answer] = await how(shop, shop.ann, channel, "zarnok")
            assert "hangs in the cellar behind the third barrel" in answer
        [listed] = texts(await shop.server.slash(shop.ann, channel, "documents list"))
        assert listed.splitlines()[:2] == [
            "**This server's documents (2)**",
            "- **Cellar plan** (cellar\\-plan\\.md) · 1 passage, 3 lines",
        ]
        [status] = texts(await shop.server.slash(shop.ann, channel, "index status"))
        assert status.splitlines()[0] == (
            "**This server's library**: 2 documents, 3 passages, 4 sentences"
        )


async def test_a_document_limited_to_a_role_is_found_in_private_by_its_members_alone(
    shop: LampShop,
) -> None:
    role = shop.guild.add_role("Keepers")
    eve = shop.guild.add_member("eve", roles=[role])
    before = await told(shop, shop.ann, shop.channel)
    before_public = await told(shop, eve, shop.channel, private=False)
    before_directly = await told_directly(shop, eve)
    limit_to_role(shop, role)

    assert await told(shop, shop.ann, shop.channel) == before
    assert await told(shop, eve, shop.channel, private=False) == before_public
    assert await told_directly(shop, eve) == before_directly

    for word in ("quivel", "brump"):
        [answer] = await ask(shop, eve, shop.channel, word, private=True)
        assert f"hangs {PLACES[word]} behind the" in answer
    [listed] = texts(await shop.server.slash(eve, shop.channel, "documents list"))
    assert listed.splitlines() == [
        "**This server's documents (2)**",
        "- **Lamp shop handbook** (handbook\\.md) · 2 passages, 9 lines",
        "- **Vault plan** (vault\\-plan\\.md) · 1 passage, 3 lines",
        "**Shared documents (2)**, the same in every server",
        "- **Attic plan** (attic\\-plan\\.md) · 1 passage, 3 lines",
        "- **Terms** (terms\\.md) · 1 passage, 3 lines",
    ]
    [status] = texts(await shop.server.slash(eve, shop.channel, "index status"))
    assert status.splitlines()[:2] == [
        "**This server's library**: 2 documents, 3 passages, 4 sentences",
        "**Shared library**: 2 documents, 2 passages, 2 sentences",
    ]
    assert await suggested(shop, eve) == []


async def test_who_may_change_documents_is_offered_all_but_answered_as_others(
    shop: LampShop,
) -> None:
    role = shop.guild.add_role("Keepers")
    before = await told(shop, shop.manager, shop.channel, private=False)
    limit_to_role(shop, role)

    assert await told(shop, shop.manager, shop.channel, private=False) == before
    assert await suggested(shop, shop.manager) == [Choice("vault-plan.md", "vault-plan.md")]


async def test_a_role_that_is_taken_away_takes_the_document_with_it(shop: LampShop) -> None:
    role = shop.guild.add_role("Keepers")
    eve = shop.guild.add_member("eve", roles=[role])
    before = await told(shop, shop.guild.set_roles(eve, []), shop.channel)
    limit_to_role(shop, role)

    eve = shop.guild.set_roles(eve, [role])
    assert PLACES["quivel"] in (await ask(shop, eve, shop.channel, "quivel", private=True))[0]
    eve = shop.guild.set_roles(eve, [])
    assert await told(shop, eve, shop.channel) == before


async def test_reports_that_name_or_count_limited_documents_are_private(shop: LampShop) -> None:
    library = shop.libraries.server(shop.guild.id)
    for limits, private in ((Limits(), False), (Limits(roles=frozenset({7})), True)):
        library.limit("handbook.md", limits, by="ann")
        for command in ("index rebuild", "index rollback"):
            done = await shop.server.slash(
                shop.manager,
                shop.channel,
                command,
                until=lambda now: "reb" in "".join(texts(now)) and "Reb" not in texts(now)[0],
            )
            assert (command, done.ephemeral) == (command, private)
    done = await shop.server.slash(
        shop.manager, shop.channel, "documents remove", {"document": "handbook.md"}
    )
    assert (done.ephemeral, texts(done)) == (
        True,
        [
            "Remove **Lamp shop handbook** (handbook\\.md)?\n"
            "-# It is in no answer from then on, and can be brought back for 30 days."
        ],
    )
