"""Who asks and who reads an answer on Discord, and where, as the library wants to know it."""

from __future__ import annotations

import aiohttp
import discord

from index.types import STRANGER, Occasion, Viewer


def server_of(interaction: discord.Interaction) -> int | None:
    """The server whose documents answer; None where the shared ones alone do.

    Those are direct messages, and places that know nothing of the bot, where somebody uses it as
    an app of their own: other people's messages, and servers that have not added it.
    """
    server_id = interaction.guild_id
    if server_id is None or not interaction.is_guild_integration():
        return None
    return None if interaction.client.get_guild(server_id) is None else server_id


def viewer_of(interaction: discord.Interaction, *, private: bool) -> Viewer:
    """Who reads what an interaction is answered with.

    A public answer is read by everyone in the channel: no role of the asker counts for it.
    """
    if server_of(interaction) is None:
        return STRANGER
    member = interaction.user
    roles = member.roles if private and isinstance(member, discord.Member) else []
    channels = channels_of(interaction.channel)
    if interaction.channel_id is not None:
        channels |= {interaction.channel_id}
    return Viewer(channels, frozenset(role.id for role in roles))


def reader_of(message: discord.Message) -> Viewer:
    """Who reads a public reply to a message."""
    return STRANGER if message.guild is None else Viewer(channels_of(message.channel))


def channels_of(channel: object) -> frozenset[int]:
    """A channel and what it is part of: a thread's channel, a channel's category."""
    found = {getattr(channel, name, None) for name in ("id", "parent_id", "category_id")}
    if isinstance(channel, discord.Thread) and channel.parent is not None:
        found.add(channel.parent.category_id)
    return frozenset(each for each in found if isinstance(each, int))


def thread_of(channel: object) -> int | None:
    """The thread that something was asked in, if it was in one."""
    return channel.id if isinstance(channel, discord.Thread) else None


def occasion_of(interaction: discord.Interaction, *, private: bool) -> Occasion:
    """How and where an interaction asks."""
    return Occasion(
        str(interaction.locale), private, server_of(interaction), interaction.channel_id
    )


def occasion_in(message: discord.Message) -> Occasion:
    """How and where a message asks; it doesn't tell its author's language."""
    if message.guild is None:
        return Occasion(channel=message.channel.id)
    locale = str(message.guild.preferred_locale)
    return Occasion(locale, False, message.guild.id, message.channel.id)


async def member_viewer(client: discord.Client, occasion: Occasion, user_id: int) -> Viewer | None:
    """What somebody may see who reads alone, elsewhere, what was asked in a server.

    None if they are no member of it any more, or Discord doesn't say.
    """
    server = client.get_guild(occasion.server or 0)
    if server is None:
        return None
    try:
        member = await server.fetch_member(user_id)
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        return None
    channel = server.get_channel_or_thread(occasion.channel or 0)
    may_read = channel is not None and channel.permissions_for(member).view_channel
    roles = frozenset(role.id for role in member.roles)
    return Viewer(channels_of(channel) if may_read else frozenset(), roles)
