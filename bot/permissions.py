"""Who may change a server's documents. Asked in code by every command that changes something.

The commands carry no `default_permissions`: those would hide a whole group, its harmless commands
too, from everyone who can't manage the server, and so from the members of the roles that the
server's settings trust. And server owners can override them, so they would guard nothing.
"""

from __future__ import annotations

import discord

from bot.desk import Desk
from bot.language.locales import speaker_of
from bot.viewing import server_of
from index.errors import FootnoteError


class NotAllowedError(FootnoteError):
    """Somebody asked for a change that they may not make."""


def may_change(interaction: discord.Interaction, desk: Desk) -> bool:
    """Whether this member may change this server's documents; in direct messages nobody may."""
    if server_of(interaction) is None or not isinstance(interaction.user, discord.Member):
        return False
    permissions = interaction.permissions
    return permissions.manage_guild or permissions.administrator or _has_role(interaction, desk)


def require_change(interaction: discord.Interaction, desk: Desk) -> int:
    """Check that this member may change this server's documents, and return the server's id.

    Raises:
        NotAllowedError: they may not.
    """
    say = speaker_of(interaction)
    server_id = server_of(interaction)
    if server_id is None:
        raise NotAllowedError(say("only-in-servers"))
    if not may_change(interaction, desk):
        raise NotAllowedError(say("only-managers", needed=needed(interaction, desk)))
    return server_id


def needed(interaction: discord.Interaction, desk: Desk) -> str:
    """What a member needs in order to change documents, in words."""
    say = speaker_of(interaction)
    guild = interaction.guild
    if guild is None:
        return say("needed-permission")
    managers = sorted(desk.chosen.of(guild.id).managers)
    names = [role.name for each in managers if (role := guild.get_role(each))]
    match names:
        case []:
            return say("needed-permission")
        case [name]:
            return say("needed-permission-or-role", role=name)
    return say("needed-permission-or-roles", roles=", ".join(names))


def may_entrust(interaction: discord.Interaction) -> bool:
    """Whether this member may say who may manage: a role that is trusted may not pass that on."""
    permissions = interaction.permissions
    return (
        server_of(interaction) is not None
        and isinstance(interaction.user, discord.Member)
        and (permissions.manage_guild or permissions.administrator)
    )


def _has_role(interaction: discord.Interaction, desk: Desk) -> bool:
    member = interaction.user
    return isinstance(member, discord.Member) and any(
        member.get_role(each) is not None for each in desk.chosen.of(interaction.guild_id).managers
    )
