"""A tiny but real discord.py client, for testing the loopback Discord itself."""

from __future__ import annotations

import contextlib
import io
from collections.abc import AsyncIterator, Awaitable, Callable

import discord
from discord import app_commands

from tests.loopback import Guild, LoopbackDiscord, Member

Interaction = discord.Interaction[discord.Client]
Act = Callable[[Interaction, str], Awaitable[None]]


async def _defer_and_answer(interaction: Interaction, question: str) -> None:
    await interaction.response.defer(ephemeral=question.startswith("psst"))
    await interaction.followup.send(f"You asked: {question}")


class TinyBot(discord.Client):
    """A client with a few commands that answers mentions and notes what it received."""

    def __init__(self, act: Act = _defer_and_answer) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        )
        self.act = act
        self.received: list[tuple[str, str, bool]] = []
        self.permissions: list[discord.Permissions] = []
        self.errors: list[Exception] = []
        self.suggestions: list[app_commands.Choice[str]] = []
        self.pressed: list[str] = []
        self.tree = app_commands.CommandTree(self)
        self.tree.error(self._note_error)
        self.tree.add_command(app_commands.Command(name="ask", description="Ask", callback=_ask))
        documents = app_commands.Group(name="documents", description="Documents")
        documents.command(name="add", description="Add")(_add)
        documents.command(name="remove", description="Remove")(_remove)
        self.tree.add_command(documents)
        self.tree.add_command(app_commands.ContextMenu(name="Quote", callback=_quote))

    async def _note_error(
        self, interaction: Interaction, error: app_commands.AppCommandError
    ) -> None:
        if not isinstance(error, app_commands.CommandInvokeError):
            raise error
        self.errors.append(error.original)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify again at once instead of after 5 s."""

    async def on_message(self, message: discord.Message) -> None:
        self.received.append((message.author.name, message.content, message.guild is None))
        assert self.user is not None
        if message.author.id != self.user.id and (
            self.user in message.mentions or message.guild is None
        ):
            await message.reply(f"Heard: {message.content}")


async def _ask(interaction: Interaction, question: str, loudly: bool = False) -> None:
    client = interaction.client
    assert isinstance(client, TinyBot)
    client.permissions.append(interaction.permissions)
    await client.act(interaction, question.upper() if loudly else question)


async def _add(interaction: Interaction, file: discord.Attachment) -> None:
    await interaction.response.defer()
    content = await file.read()
    text = f"{file.filename}, {file.size}, {file.content_type}, {content!r}"
    await interaction.followup.send(text, file=discord.File(io.BytesIO(content), "copy.txt"))


async def _suggest(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    assert isinstance(interaction.client, TinyBot)
    return [one for one in interaction.client.suggestions if typed in one.name]


@app_commands.autocomplete(document=_suggest)
async def _remove(interaction: Interaction, document: str) -> None:
    await interaction.response.send_message(f"Removed {document}", ephemeral=True)


async def _quote(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"“{message.content}”")


class Shop:
    """A running server with a guild, two people and the tiny bot on it."""

    def __init__(self, server: LoopbackDiscord, client: TinyBot) -> None:
        self.server = server
        self.client = client
        self.guild: Guild = server.add_guild("Lamp shop")
        self.channel = self.guild.channel
        self.moderator: Member = self.guild.add_member(
            "mod", permissions=discord.Permissions(manage_guild=True)
        )
        self.ann: Member = self.guild.add_member("ann")

    @property
    def sender(self) -> discord.PartialMessageable:
        """The channel, as the bot's own code sends to it."""
        return self.client.get_partial_messageable(self.channel.id)

    def count(self, method: str, ending: str) -> int:
        """How many requests came to paths with this ending."""
        return sum(
            one.method == method and one.path.endswith(ending) for one in self.server.requests
        )


@contextlib.asynccontextmanager
async def open_shop() -> AsyncIterator[Shop]:
    """Run the tiny bot on a server of its own."""
    async with LoopbackDiscord() as server:
        made = Shop(server, TinyBot())
        async with server.running(made.client):
            yield made


class Panel(discord.ui.View):
    """A view with a button that opens a modal, and a select."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Tell", custom_id="tell")
    async def tell(self, interaction: Interaction, _: discord.ui.Button[Panel]) -> None:
        await interaction.response.send_modal(Note())

    @discord.ui.select(custom_id="pick", options=[discord.SelectOption(label="a", value="A")])
    async def pick(self, interaction: Interaction, chosen: discord.ui.Select[Panel]) -> None:
        await interaction.response.edit_message(content=f"picked {chosen.values}", view=None)


class Note(discord.ui.Modal, title="A note"):
    """A modal with one field."""

    text: discord.ui.TextInput[Note] = discord.ui.TextInput(label="Text", custom_id="text")

    async def on_submit(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"noted {self.text.value}", ephemeral=True)
