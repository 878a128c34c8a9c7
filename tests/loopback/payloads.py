"""Users, members, guilds, channels and messages as the dicts that Discord sends."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from tests.loopback.messages import ShownMessage, StoredFile
    from tests.loopback.state import State
    from tests.loopback.world import Channel, Guild, Member, Role

Json = dict[str, Any]

JOINED_AT = "2024-01-02T03:04:05.000000+00:00"
FILE_SIZE_LIMIT = 10 * 1024 * 1024
LOCALE = "en-US"
MESSAGE, REPLY, COMMAND_ANSWER = 0, 19, 20


def user(member: Member) -> Json:
    """Describe the user behind a member."""
    return {
        "id": str(member.id),
        "username": member.name,
        "global_name": None,
        "discriminator": "0",
        "avatar": None,
        "bot": member.bot,
        "public_flags": 0,
    }


def partial_member(member: Member) -> Json:
    """Describe a member without the user."""
    return {
        "roles": [str(role.id) for role in member.roles],
        "nick": None,
        "avatar": None,
        "joined_at": JOINED_AT,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }


def full_member(member: Member) -> Json:
    """Describe a member with the user."""
    return {**partial_member(member), "user": user(member)}


def role(one: Role, guild: Guild) -> Json:
    """Describe a role of a guild."""
    return {
        "id": str(one.id),
        "name": one.name,
        "permissions": str(one.permissions.value),
        "position": guild.roles.index(one),
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": one is guild.bot_role,
        "mentionable": False,
        "flags": 0,
        "tags": {"bot_id": str(guild.bot.id)} if one is guild.bot_role else {},
    }


def channel(one: Channel) -> Json:
    """Describe a channel of any kind."""
    described: Json = {"id": str(one.id), "type": one.kind, "last_message_id": None, "flags": 0}
    if one.people:
        described |= {"name": one.name, "icon": None, "owner_id": str(one.people[0].id)}
        return {**described, "recipients": [user(each) for each in one.people]}
    if one.guild is None:
        return {**described, "recipients": [user(one.recipient)] if one.recipient else []}
    described |= {"guild_id": str(one.guild.id), "name": one.name, "rate_limit_per_user": 0}
    if one.parent is not None:
        return described | {
            "parent_id": str(one.parent.id),
            "owner_id": str(one.guild.bot.id),
            "message_count": 0,
            "member_count": 1,
            "total_message_sent": 0,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": JOINED_AT,
                "locked": False,
            },
        }
    denied = discord.Permissions(send_messages=True, send_messages_in_threads=True)
    overwrite = {"id": str(one.guild.bot.id), "type": 1, "allow": "0", "deny": str(denied.value)}
    return described | {
        "position": one.guild.channels.index(one) if one in one.guild.channels else 0,
        "permission_overwrites": [overwrite] if one.sending_forbidden else [],
        "parent_id": None,
        "topic": None,
        "nsfw": False,
    }


def guild(one: Guild) -> Json:
    """Describe a guild as GUILD_CREATE does for a bot without the members intent."""
    return {
        "id": str(one.id),
        "name": one.name,
        "icon": None,
        "owner_id": str(one.owner.id),
        "member_count": len(one.members),
        "large": False,
        "joined_at": JOINED_AT,
        "features": [],
        "preferred_locale": one.locale,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_id": None,
        "roles": [role(held, one) for held in one.roles],
        "channels": [channel(inner) for inner in one.channels],
        "members": [full_member(one.bot)],
        "threads": [],
        "emojis": [],
        "stickers": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
    }


def application(bot: Member, owner: Member) -> Json:
    """Describe the bot's application."""
    return {
        "id": str(bot.id),
        "name": bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(owner),
        "verify_key": "00",
        "flags": 0,
    }


def attachment(file: StoredFile) -> Json:
    """Describe an attached file with its link on the loopback CDN."""
    return {
        "id": str(file.id),
        "filename": file.filename,
        "size": file.size,
        "url": file.url,
        "proxy_url": file.url,
        "content_type": file.content_type,
    }


def timestamp(snowflake: int) -> str:
    """Return the moment inside an id."""
    return discord.utils.snowflake_time(snowflake).isoformat()


def message(shown: ShownMessage, state: State) -> Json:
    """Describe a message as REST answers do, blanked where the bot may not read it."""
    readable = state.may_read(shown)
    described: Json = {
        "id": str(shown.id),
        "channel_id": str(shown.channel.id),
        "type": MESSAGE,
        "author": user(shown.author),
        "content": shown.content if readable else "",
        "embeds": [{"type": "rich", **embed} for embed in shown.embeds] if readable else [],
        "attachments": [attachment(file) for file in shown.files] if readable else [],
        "components": shown.components if readable else [],
        "mentions": [_mentioned(member, shown) for member in shown.mentions],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "flags": shown.flags,
        "timestamp": timestamp(shown.id),
        "edited_timestamp": None,
    }
    if shown.edits:
        described["edited_timestamp"] = datetime.datetime.now(datetime.UTC).isoformat()
    if shown.nonce is not None:
        described["nonce"] = shown.nonce
    if shown.asked_by is not None and shown.interaction_id is not None:
        described |= {
            "type": COMMAND_ANSWER,
            "application_id": str(state.bot.id),
            "webhook_id": str(state.bot.id),
            "interaction_metadata": {
                "id": str(shown.interaction_id),
                "type": 2,
                "user": user(shown.asked_by),
                "authorizing_integration_owners": {},
            },
        }
    if shown.reply_to is not None:
        described |= _reference(shown, shown.reply_to, state)
    return described


def message_event(shown: ShownMessage, state: State) -> Json:
    """Describe a message as gateway events do; ephemeral ones carry no guild."""
    described = message(shown, state)
    if shown.channel.guild is not None and not shown.ephemeral:
        described["guild_id"] = str(shown.channel.guild.id)
        described["member"] = partial_member(shown.author)
    return described


def _mentioned(member: Member, shown: ShownMessage) -> Json:
    if shown.channel.guild is None:
        return user(member)
    return {**user(member), "member": partial_member(member)}


def _reference(shown: ShownMessage, reply_to: int, state: State) -> Json:
    reference: Json = {"type": 0, "message_id": str(reply_to), "channel_id": str(shown.channel.id)}
    if shown.channel.guild is not None:
        reference["guild_id"] = str(shown.channel.guild.id)
    described: Json = {"type": REPLY, "message_reference": reference}
    target = state.messages.get(reply_to)
    if target is None or target.deleted:
        return described | {"referenced_message": None}
    inner = message(target, state)
    inner.pop("referenced_message", None)
    return described | {"referenced_message": inner}
