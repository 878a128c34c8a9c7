"""Options of all types, and the routes that only some bots use."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable

import discord
import pytest
from discord import app_commands

from tests.loopback import Upload
from tests.loopback.tiny import Interaction, Shop, open_shop


@app_commands.choices(shade=[app_commands.Choice(name="Red", value="r")])
async def _paint(
    interaction: Interaction,
    who: discord.Member,
    role: discord.Role,
    where: discord.TextChannel,
    times: app_commands.Range[int, 1, 3],
    share: float,
    shade: app_commands.Choice[str],
) -> None:
    said = f"{who.name}, {role.name}, {where.name}, {times}, {share}, {shade.name}"
    await interaction.response.send_message(said)


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    async with open_shop() as made:
        tree = made.client.tree
        here = discord.Object(made.guild.id)
        tree.command(name="paint", description="Paint", guild=here)(_paint)
        await tree.sync(guild=here)
        yield made


async def test_options_of_all_types(shop: Shop) -> None:
    librarians = shop.guild.add_role("Librarians")
    values = {
        "who": shop.ann,
        "role": librarians,
        "where": shop.channel,
        "times": 3,
        "share": 0.5,
        "shade": "r",
    }
    reply = await shop.server.slash(shop.moderator, shop.channel, "paint", values)
    said = "ann, Librarians, general, 3, 0.5, Red"
    assert [message.content for message in reply.messages] == [said]
    for name, wrong, why in (
        ("who", librarians, "who takes no role"),
        ("role", shop.ann, "role takes no member"),
        ("where", "general", "where can't be 'general'"),
        ("times", 4, "times: 4 is more than 3"),
        ("times", 0, "times: 0 is less than 1"),
        ("shade", "b", r"shade: 'b' is not in \['r'\]"),
        ("who", Upload("a", b""), "who takes no file"),
    ):
        with pytest.raises(AssertionError, match=why):
            await shop.server.slash(shop.ann, shop.channel, "paint", {**values, name: wrong})
    with pytest.raises(AssertionError, match="no command 'paint' is offered in direct with ann"):
        await shop.server.slash(shop.ann, shop.server.direct(shop.ann), "paint", values)


async def test_synced_commands_can_be_listed_and_keep_their_ids(shop: Shop) -> None:
    tree = shop.client.tree
    before = await tree.fetch_commands()
    assert [command.name for command in before] == ["ask", "documents", "Quote"]
    assert [command.id for command in await tree.sync()] == [command.id for command in before]
    assert [one["name"] for one in shop.server.commands[shop.guild.id]] == ["paint"]
    with pytest.raises(discord.Forbidden):
        await tree.sync(guild=discord.Object(1))


async def _refused(awaited: Awaitable[object]) -> tuple[int, int]:
    with pytest.raises(discord.HTTPException) as raised:
        await awaited
    return raised.value.status, raised.value.code


async def test_what_is_unknown_or_of_others(shop: Shop) -> None:
    client = shop.client
    theirs = shop.server.post(shop.ann, shop.channel, "mine")
    message = shop.sender.get_partial_message(theirs.id)
    assert await _refused(message.edit(content="yours")) == (403, 50005)
    assert await _refused(message.delete()) == (403, 50013)
    await message.reply("to be seen")
    gone = shop.sender.get_partial_message(1)
    assert await _refused(gone.reply("hello")) == (400, 50035)
    forgiving = discord.MessageReference.from_message(message, fail_if_not_exists=False)
    forgiving.message_id = 1
    await shop.sender.send("no reply", reference=forgiving)
    assert [one.reply_to for one in shop.server.messages(shop.channel)] == [None, theirs.id, None]
    assert await _refused(client.get_partial_messageable(1).send("hello")) == (404, 10003)
    assert await _refused(client.fetch_user(1)) == (404, 10013)
    assert await _refused(client.fetch_guild(1)) == (404, 10004)
    known = client.get_guild(shop.guild.id)
    assert known is not None
    assert await _refused(known.fetch_member(1)) == (404, 10007)
    assert await _refused(client.create_dm(discord.Object(1))) == (400, 50033)
    assert (await client.fetch_guild(shop.guild.id)).name == "Lamp shop"
    assert shop.server.violations == []
