"""Where a server wants to be answered; who asks elsewhere is told where, and nobody else is."""

from __future__ import annotations

from typing import Any

import discord

from bot.desk import Desk
from bot.language.locales import speaker_in
from bot.manners import ElsewhereError, TooFastError
from bot.replies import whisper
from bot.server_settings import ServerSettings
from bot.viewing import channels_of, server_of


def admit(desk: Desk, interaction: discord.Interaction[Any], *, counted: bool = True) -> int | None:
    """Take a question of a member; the server whose documents answer, None for the shared ones.

    Raises:
        ElsewhereError: the server wants to be answered in other channels.
        TooFastError: the member, or the server's members, ask too often.
    """
    require_place(desk, interaction)
    server_id = server_of(interaction)
    desk.rates.admit(interaction.user.id, server_id, counted=counted)
    return server_id


def require_place(desk: Desk, interaction: discord.Interaction[Any]) -> None:
    """Check that the server wants to be answered here.

    Raises:
        ElsewhereError: it doesn't.
    """
    server_id = server_of(interaction)
    if server_id is None:
        return
    here = channels_of(interaction.channel) | {interaction.channel_id or 0}
    chosen = desk.chosen.of(server_id)
    if not _is_wanted(chosen, here):
        raise ElsewhereError(_seen(interaction.guild, interaction.user, chosen))


async def is_wanted(desk: Desk, message: discord.Message) -> bool:
    """Whether the server wants to be answered where a message stands; its author is told if not."""
    if message.guild is None:
        return True
    chosen = desk.chosen.of(message.guild.id)
    if _is_wanted(chosen, channels_of(message.channel)):
        return True
    try:
        desk.rates.admit(message.author.id, message.guild.id)
    except TooFastError:
        return False  # whoever goes on isn't written to message by message
    places = _seen(message.guild, message.author, chosen)
    say = speaker_in(message)
    told = say("answers-elsewhere", channels=places) if places else say("answers-elsewhere-unseen")
    await whisper(message.author, told)
    return False


def _is_wanted(chosen: ServerSettings, here: frozenset[int]) -> bool:
    return not chosen.channels or not here.isdisjoint(_places(chosen))


def _places(chosen: ServerSettings) -> frozenset[int]:
    """Where a server that limits its channels is answered: where there is a panel, too."""
    return chosen.channels | chosen.panels | chosen.forums


def _seen(
    guild: discord.Guild | None, person: discord.User | discord.Member, chosen: ServerSettings
) -> str:
    """Mentions of those places that a person may look into."""
    if guild is None or not isinstance(person, discord.Member):
        return ""
    found = [guild.get_channel(each) for each in sorted(_places(chosen))]
    seen = [each for each in found if each and each.permissions_for(person).view_channel]
    return ", ".join(each.mention for each in seen)
