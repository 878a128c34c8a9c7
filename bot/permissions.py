"""Who may change a server's documents. Asked in code by every command that changes something.

The commands carry no `default_permissions`: those would hide a whole group, its harmless commands
too, from everyone who can't manage the server, and so from the members whom the setting
FOOTNOTE_MANAGER_ROLE trusts. And server owners can override them, so they would guard nothing.
"""

from __future__ import annotations

import discord

from bot.config import Settings
from bot.language.locales import speaker_of
from bot.viewing import server_of
from index.errors import FootnoteError


class NotAllowedError(FootnoteError):
    """Somebody asked for a change that they may not make."""


def may_change(interaction: discord.Interaction, settings: Settings) -> bool:
    """Whether this member may change this server's documents; in direct messages nobody may."""
    if server_of(interaction) is None or not isinstance(interaction.user, discord.Member):
        return False
    permissions = interaction.permissions
    return permissions.manage_guild or permissions.administrator or _has_role(interaction, settings)


def require_change(interaction: discord.Interaction, settings: Settings) -> int:
    """Check that this member may change this server's documents, and return the server's id.

    Raises:
        NotAllowedError: they may not.
    """
    say = speaker_of(interaction)
    server_id = server_of(interaction)
    if server_id is None:
        raise NotAllowedError(say("only-in-servers"))
    if not may_change(interaction, settings):
        raise NotAllowedError(say("only-managers", needed=needed(interaction, settings)))
    return server_id


def needed(interaction: discord.Interaction, settings: Settings) -> str:
    """What a member needs in order to change documents, in words."""
    say = speaker_of(interaction)
    if settings.manager_role is None or interaction.guild is None:
        return say("needed-permission")
    role = interaction.guild.get_role(settings.manager_role)
    if role is None:
        return say("needed-permission")
    return say("needed-permission-or-role", role=role.name)


def _has_role(interaction: discord.Interaction, settings: Settings) -> bool:
    member = interaction.user
    return (
        settings.manager_role is not None
        and isinstance(member, discord.Member)
        and member.get_role(settings.manager_role) is not None
    )
