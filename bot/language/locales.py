"""Which language somebody on Discord reads; the commands in all of them."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.language.speaker import ENGLISH, LANGUAGES, Speaker

_KEY = "key"


def speaker_of(interaction: discord.Interaction) -> Speaker:
    """The speaker for whoever asked for something: their own language."""
    return Speaker.for_locale(str(interaction.locale))


def speaker_in(message: discord.Message) -> Speaker:
    """The speaker below a message, which doesn't tell its author's language: the server's."""
    return (
        ENGLISH
        if message.guild is None
        else Speaker.for_locale(str(message.guild.preferred_locale))
    )


def text(key: str) -> app_commands.locale_str:
    """A name or description of a command, option or choice, to be translated when it is synced."""
    return app_commands.locale_str(ENGLISH(key), **{_KEY: key})


class CommandTranslator(app_commands.Translator):
    """Tells Discord the commands' names and descriptions in every language of the catalogue."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """What `text` made, in one of Discord's locales; None where English does."""
        language = str(locale).partition("-")[0]
        if language not in LANGUAGES[1:] or _KEY not in string.extras:
            return None
        return Speaker.for_locale(language)(string.extras[_KEY])
