"""The loopback Discord itself, driven by a tiny but real discord.py client."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator

import discord
import pytest
from discord import app_commands

from tests.loopback import (
    Choice,
    LoopbackDiscord,
    Upload,
)
from tests.loopback.tiny import Interaction, Panel, Shop, TinyBot, open_shop


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    async with open_shop() as made:
        yield made


async def test_the_plain_way_to_start_a_client() -> None:
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        ann = guild.add_member("ann")
        client = TinyBot()
        base = discord.http.Route.BASE
        with server.redirected():
            task = asyncio.create_task(client.start("loopback-token"))
            await server.connected()
            reply = await server.slash(ann, guild.channel, "ask", {"question": "why?"})
            await client.close()
            await task
        assert base == discord.http.Route.BASE
        assert [message.content for message in reply.messages] == ["You asked: why?"]
        assert server.intents.value == client.intents.value
        assert not server.intents.message_content
        assert server.heartbeats == 1
        assert [(one.method, one.path) for one in server.requests[:3]] == [
            ("GET", "/users/@me"),
            ("GET", "/oauth2/applications/@me"),
            ("PUT", f"/applications/{server.bot.id}/commands"),
        ]
        names = [(one["name"], one["type"]) for one in server.commands[None]]
        assert names == [("ask", 1), ("documents", 1), ("Quote", 3)]
        assert server.violations == []


@pytest.mark.parametrize(("question", "private"), [("why?", False), ("psst, why?", True)])
async def test_a_deferred_answer(shop: Shop, question: str, private: bool) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": question})
    assert reply.deferred
    assert reply.ephemeral is private
    assert 0 < reply.first_reply_s < 3
    (shown,) = reply.messages
    assert (shown.content, shown.ephemeral, shown.edits) == (f"You asked: {question}", private, [])
    # The bot hears its own loading message; an ephemeral one looks like a direct message.
    assert shop.client.received == [("Footnote", "", private)]


async def test_an_answer_at_once_with_options_of_all_sorts(shop: Shop) -> None:
    async def act(interaction: Interaction, question: str) -> None:
        await interaction.response.send_message(question, ephemeral=True)

    shop.client.act = act
    values = {"question": "why?", "loudly": True}
    reply = await shop.server.slash(shop.moderator, shop.channel, "ask", values)
    assert (reply.deferred, reply.ephemeral) == (False, True)
    assert [message.content for message in reply.messages] == ["WHY?"]
    reply = await shop.server.slash(
        shop.moderator, shop.channel, "documents remove", {"document": "terms"}
    )
    assert [message.content for message in reply.messages] == ["Removed terms"]


async def test_the_permissions_of_an_interaction_come_from_the_roles(shop: Shop) -> None:
    librarians = shop.guild.add_role("Librarians", discord.Permissions(manage_messages=True))
    eve = shop.guild.add_member("eve", roles=[librarians])
    for member in (shop.ann, shop.moderator, eve, shop.guild.owner):
        await shop.server.slash(member, shop.channel, "ask", {"question": "why?"})
    seen = [(may.manage_guild, may.manage_messages) for may in shop.client.permissions]
    assert seen == [(False, False), (True, False), (False, True), (True, True)]
    assert shop.guild.set_roles(eve, []).roles == ()
    known = shop.client.get_guild(shop.guild.id)
    assert known is not None
    assert known.get_role(librarians.id) is not None


async def test_edits_further_messages_and_deletion(shop: Shop) -> None:
    async def act(interaction: Interaction, question: str) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.edit_original_response(content="1 of 2")
        await interaction.edit_original_response(content="2 of 2")
        gone = await interaction.followup.send("gone", wait=True)
        await gone.delete()
        public = await interaction.followup.send(
            "@everyone <@1>",
            embed=discord.Embed(title="A title"),
            allowed_mentions=discord.AllowedMentions(everyone=False, users=True),
            wait=True,
        )
        await public.edit(content="<@1> <@&2>", allowed_mentions=discord.AllowedMentions.none())
        assert (await interaction.original_response()).content == "2 of 2"

    shop.client.act = act
    reply = await shop.server.slash(
        shop.ann,
        shop.channel,
        "ask",
        {"question": "?"},
        until=lambda now: len(now.messages) == 2 and bool(now.messages[1].edits),
    )
    first, second = reply.messages
    assert (first.content, first.edits, first.ephemeral) == ("2 of 2", ["1 of 2"], True)
    assert (second.content, second.edits) == ("<@1> <@&2>", ["@everyone <@1>"])
    assert [embed["title"] for embed in second.embeds] == ["A title"]
    assert second.ephemeral is False
    assert second.allowed_mentions == {"parse": []}
    assert second.pings == []
    assert shop.server.messages(shop.channel) == [first, second]


async def test_autocomplete(shop: Shop) -> None:
    shop.client.suggestions = [
        app_commands.Choice(name=name, value=name[:1]) for name in ("terms.txt", "text.md", "faq")
    ]
    choices = await shop.server.autocomplete(
        shop.moderator, shop.channel, "documents remove", {"document": "te"}, focused="document"
    )
    assert choices == [Choice("terms.txt", "t"), Choice("text.md", "t")]


async def test_an_attachment_is_read_and_sent_back(shop: Shop) -> None:
    values = {"file": Upload("notes of mine.txt", b"some bytes")}
    reply = await shop.server.slash(shop.ann, shop.channel, "documents add", values)
    (shown,) = reply.messages
    assert shown.content == "notes of mine.txt, 10, text/plain, b'some bytes'"
    assert shown.attachments == {"copy.txt": b"some bytes"}
    claimed = {"file": Upload("big.pdf", b"%PDF", size=50_000_000)}
    reply = await shop.server.slash(shop.ann, shop.channel, "documents add", claimed)
    assert reply.messages[0].content == "big.pdf, 50000000, application/pdf, b'%PDF'"


async def test_mentions_replies_and_blanked_messages(shop: Shop) -> None:
    server, channel = shop.server, shop.channel
    mention = server.bot.mention
    unread = server.post(shop.ann, channel, "not for the bot", files=[Upload("a.txt", b"a")])
    shown = await server.say(shop.ann, channel, f"{mention} hello")
    assert [message.content for message in shown] == [f"Heard: {mention} hello"]
    again = await server.say(shop.ann, channel, "and then?", reply_to=shown[-1])
    assert [message.content for message in again] == ["Heard: and then?"]
    server.post(shop.ann, channel, "without a ping", reply_to=again[-1], ping=False)
    reply = await server.slash(shop.ann, channel, "ask", {"question": "?"})
    server.post(shop.ann, channel, "to a command's answer", reply_to=reply.messages[0])
    direct = server.direct(shop.ann)
    shown = await server.say(shop.ann, direct, "in private")
    assert [message.content for message in shown] == ["Heard: in private"]
    heard = [one for one in shop.client.received if one[0] == "ann"]
    assert heard == [
        ("ann", "", False),
        ("ann", f"{mention} hello", False),
        ("ann", "and then?", False),
        ("ann", "", False),
        ("ann", "", False),
        ("ann", "in private", True),
    ]
    fetched = await shop.sender.fetch_message(unread.id)
    assert (fetched.content, fetched.attachments) == ("", [])


async def test_files_and_replies_in_direct_channels(shop: Shop) -> None:
    user = await shop.client.fetch_user(shop.ann.id)
    sent = await user.send("a file", file=discord.File(io.BytesIO(b"x"), "x.txt"))
    direct = shop.server.direct(shop.ann)
    (shown,) = shop.server.messages(direct)
    assert (shown.id, shown.attachments) == (sent.id, {"x.txt": b"x"})
    assert await sent.attachments[0].read() == b"x"
    edited = await sent.edit(content="none", attachments=[])
    assert (edited.content, edited.attachments) == ("none", [])
    shop.server.delete(shown)
    with pytest.raises(discord.NotFound) as raised:
        await sent.edit(content="gone")
    assert raised.value.code == 10008
    reply = await shop.server.slash(shop.ann, direct, "ask", {"question": "why?"})
    assert reply.messages[0].content == "You asked: why?"


async def test_a_dropped_socket_is_resumed_with_what_was_missed(shop: Shop) -> None:
    shop.server.drop_socket()
    missed = shop.server.post(shop.ann, shop.channel, f"{shop.server.bot.mention} missed")
    await shop.server.resumed()
    await shop.server.until(lambda: bool(shop.server.posted_after(missed)))
    (shown,) = shop.server.posted_after(missed)
    assert shown.content == f"Heard: {shop.server.bot.mention} missed"
    assert shown.reply_to == missed.id
    assert shop.server.identified == 1


async def test_asked_to_reconnect_the_bot_resumes(shop: Shop) -> None:
    shop.server.reconnect()
    await shop.server.resumed()
    shop.server.invalidate(resumable=True)
    await shop.server.resumed()
    assert shop.server.identified == 1
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": "why?"})
    assert reply.messages[0].content == "You asked: why?"


async def test_an_invalid_session_is_identified_anew(shop: Shop) -> None:
    shop.server.invalidate(resumable=False)
    await shop.server.connected()
    assert shop.server.identified == 2
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": "why?"})
    assert reply.messages[0].content == "You asked: why?"


async def test_guilds_come_and_go(shop: Shop) -> None:
    other = shop.server.add_guild("Kite shop")
    same = other.add_member("ann", same_as=shop.ann)
    await shop.server.slash(same, other.channel, "ask", {"question": "why?"})
    assert {guild.name for guild in shop.client.guilds} == {"Lamp shop", "Kite shop"}
    shop.server.remove_guild(other)
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": "why?"})
    assert {guild.name for guild in shop.client.guilds} == {"Lamp shop"}


async def test_buttons_selects_modals_and_menus(shop: Shop) -> None:
    server = shop.server
    sent = await shop.sender.send("a panel", view=Panel())
    (panel,) = server.messages(shop.channel)
    pressed = await server.click(shop.ann, panel, "tell")
    assert pressed.modal is not None
    assert pressed.modal["title"] == "A note"
    noted = await server.submit(shop.ann, pressed, {"text": "buy lamps"})
    assert [message.content for message in noted.messages] == ["noted buy lamps"]
    picked = await server.click(shop.ann, panel, "pick", values=["A"])
    (shown,) = picked.messages
    assert (shown.id, shown.content, shown.components) == (sent.id, "picked ['A']", [])
    assert shown.edits == ["a panel"]
    said = server.post(shop.ann, shop.channel, "quote me")
    quoted = await server.menu(shop.ann, shop.channel, "Quote", said)
    assert [message.content for message in quoted.messages] == ["“quote me”"]
    assert server.violations == []


async def test_components_v2(shop: Shop) -> None:
    view = discord.ui.LayoutView(timeout=None)
    button: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(
        label="Open", custom_id="open"
    )
    section: discord.ui.Section[discord.ui.LayoutView] = discord.ui.Section(
        "A text", accessory=button
    )
    view.add_item(discord.ui.Container(section))
    sent = await shop.sender.send(view=view)
    (shown,) = shop.server.messages(shop.channel)
    assert shown.flags == discord.MessageFlags(components_v2=True).value
    assert shown.components[0]["components"][0]["components"][0]["content"] == "A text"
    assert shop.server.violations == []
    with pytest.raises(discord.HTTPException, match="50035"):
        await sent.edit(content="text again")


async def test_threads_and_history(shop: Shop) -> None:
    said = shop.server.post(shop.ann, shop.channel, f"{shop.server.bot.mention} hello")
    await shop.server.until(lambda: bool(shop.server.posted_after(said)))
    channel = await shop.client.fetch_channel(shop.channel.id)
    assert isinstance(channel, discord.TextChannel)
    history = [message.content async for message in channel.history(limit=5)]
    assert history == [f"Heard: {said.content}", said.content]
    message = await channel.fetch_message(said.id)
    thread = await message.create_thread(name="lamps")
    await thread.send("in the thread")
    (shown,) = shop.server.messages(shop.server.state.threads[thread.id])
    assert shown.content == "in the thread"
    member = await channel.guild.fetch_member(shop.moderator.id)
    assert member.guild_permissions.manage_guild
