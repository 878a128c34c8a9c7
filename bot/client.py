"""The Discord client: starts, syncs, stops, reports errors."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.buttons.all import buttons
from bot.buttons.answers import hear_reason
from bot.buttons.asking import hear_question
from bot.commands.ask import answer_message, ask_command
from bot.commands.documents import DocumentsGroup
from bot.commands.find import find_command
from bot.commands.help import help_command
from bot.commands.index import IndexGroup
from bot.commands.menus import check_menu, find_menu
from bot.config import Settings
from bot.desk import Desk
from bot.language.locales import CommandTranslator
from bot.manners import Rates
from bot.panels import Panels
from bot.replies import QUIET, UNSENT, fail
from bot.telling import keep_telling
from bot.worker import STOPPING, Worker
from index.errors import FootnoteError, StoppingError
from index.libraries import Libraries
from index.read.guard import missing_protections

_log = logging.getLogger(__name__)

# Everything the bot reads comes with these: direct messages, and messages that mention it or reply
# to it, carry their text without the privileged message content intent.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)

SWITCH_SECONDS = 0.0005  # Python's own is 0.005
STOP_SECONDS = 20.0  # what is being answered may be finished; then the connection closes anyway
_AUTHENTICATION_FAILED = 4004
_SIGNALS = (signal.SIGINT, signal.SIGTERM)

_COULD_BE_A_TOKEN = re.compile("[!-~]+")  # anything else can't even be sent
_PORTAL = (
    "Copy the bot's token from https://discord.com/developers/applications (your application, "
    "Bot, Reset Token) and write it into .env as DISCORD_TOKEN=…"
)


class DiscordStartError(FootnoteError):
    """The bot can't work on Discord: its token is missing or wrong, or Discord is out of reach."""


class Commands(app_commands.CommandTree["FootnoteClient"]):
    """The slash commands; what any of them raises ends as one sentence for the member."""

    async def interaction_check(self, interaction: discord.Interaction[FootnoteClient], /) -> bool:
        """Take note of work that begins, or turn it away while the bot is stopping."""
        self.client.take_note()
        if not self.client.desk.seen.is_new(interaction.id):
            return False
        if not self.client.stopping:
            return True
        if interaction.type is not discord.InteractionType.autocomplete:
            await fail(interaction, StoppingError(STOPPING))
        return False

    async def on_error(
        self,
        interaction: discord.Interaction[FootnoteClient],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Tell the member what went wrong."""
        await fail(interaction, error)


class FootnoteClient(discord.Client):
    """Footnote on Discord. Hears commands, mentions, replies and direct messages."""

    def __init__(self, settings: Settings, libraries: Libraries) -> None:
        # No message is looked up later, so none is kept in memory.
        super().__init__(intents=INTENTS, allowed_mentions=QUIET, max_messages=None)
        rates = Rates(settings.member_rate, settings.server_rate)
        self.desk = Desk(settings, libraries, Worker(), rates)
        self.stopping = False
        self._at_work: set[asyncio.Task[Any]] = set()
        self._telling: asyncio.Task[None] | None = None
        self.tree = Commands(
            self,
            # But for what says otherwise: questions about the shared documents may be asked
            # everywhere, by whoever adds the bot as an app of their own.
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self.tree.add_command(ask_command(self.desk))
        self.tree.add_command(find_command(self.desk))
        self.tree.add_command(find_menu(self.desk))
        self.tree.add_command(check_menu(self.desk))
        self.tree.add_command(DocumentsGroup(self.desk))
        self.tree.add_command(IndexGroup(self.desk))
        self.tree.add_command(help_command(self.desk))
        self.add_dynamic_items(*buttons(self.desk))
        self._panels = Panels(settings)

    def take_note(self) -> None:
        """Remember the current task until it ends: stopping waits for it, and nothing drops it."""
        task = asyncio.current_task()
        if task is not None:
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    async def setup_hook(self) -> None:
        """Tell Discord the commands and load the model: once a start, before the first event."""
        # Threads that compute leave the event loop waiting for this long, again and again; in a
        # crowd that is the difference between a first sign in time and none.
        sys.setswitchinterval(SWITCH_SECONDS)
        await self.tree.set_translator(CommandTranslator())
        try:
            await self.tree.sync()
        except UNSENT as error:
            # The commands of the last start are still there; questions can be answered.
            _log.error("The commands could not be sent to Discord: %s", error)
        for work in (self._warm(), self._resume()):
            task = asyncio.create_task(work)
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

        self._telling = asyncio.create_task(keep_telling(self, self.desk))

    async def on_ready(self) -> None:
        """Leave a line in the log; this comes again after each new session."""
        _log.info("Connected to Discord as %s, in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is asked by a mention, a reply or a direct message."""
        if self.user is None or not self.desk.seen.is_new(message.id):
            return
        self.take_note()
        await answer_message(self.desk, self.user, message)

    async def on_interaction(self, interaction: discord.Interaction[FootnoteClient]) -> None:
        """Hear what is sent by a form, which may have been opened before a restart."""
        await hear_reason(self.desk, interaction)
        await hear_question(self.desk, interaction)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """See to the panels of a server, of which Discord has told everything now."""
        await self._panels.keep(guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """See to the panels of a server that added the bot."""
        await self._panels.keep(guild)

    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Put a panel where the bot may write now."""
        await self._panels.keep_in(after)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Put back a panel that somebody deleted."""
        await self._put_back(event.guild_id, event.channel_id, {event.message_id})

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Put back a panel that was deleted together with other messages."""
        await self._put_back(event.guild_id, event.channel_id, event.message_ids)

    async def _put_back(self, server_id: int | None, channel_id: int, gone: set[int]) -> None:
        server = None if server_id is None else self.get_guild(server_id)
        await self._panels.put_back(server, channel_id, gone)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log what an event handler raised; there is nobody to tell."""
        _log.exception("Unexpected error in %s", event_method)

    async def close(self) -> None:
        """Stop: take no more work, let what runs end and be answered, then disconnect."""
        if not self.stopping:
            self.stopping = True
            if self._telling is not None:
                self._telling.cancel()
            self.desk.worker.stop()
            await self._finish()
        await super().close()

    async def _finish(self) -> None:
        """Wait until everybody is answered, but not for ever."""
        deadline = self.loop.time() + STOP_SECONDS if self._at_work else 0.0
        while self._at_work and (left := deadline - self.loop.time()) > 0:
            # Again and again: whoever asks now is told that the bot stops.
            await asyncio.wait(self._at_work, timeout=left)
        if self._at_work:
            _log.warning("Stopping with %d unfinished", len(self._at_work))
            for task in self._at_work:
                task.cancel()
            await asyncio.wait(self._at_work)

    async def _warm(self) -> None:
        """Load the model before somebody waits for it; a failure meets the first question again."""
        try:
            await self.desk.worker.questions.run(self.desk.libraries.warm)
            missing = await self.desk.worker.lookups.run(missing_protections)
            if missing:
                _log.warning(
                    "This system can't guard the reading of files by: %s", ", ".join(missing)
                )
        except StoppingError:
            pass
        except FootnoteError as error:
            _log.error("Questions can't be answered yet: %s", error)
        except Exception:
            _log.exception("The model could not be loaded")

    async def _resume(self) -> None:
        """Go on with the jobs that an earlier run left; a failure stays in the list of jobs."""
        lane = self.desk.worker.changes
        work = partial(self.desk.libraries.resume, lambda _: lane.check())
        try:
            for job, changes in await lane.run(work):
                _log.info("Job %d of %s is done after a restart: %s", job.id, job.library, changes)
        except StoppingError:
            pass
        except FootnoteError as error:
            _log.error("The jobs of an earlier run can't be gone on with: %s", error)
        except Exception:
            _log.exception("The jobs of an earlier run can't be gone on with")


def run(settings: Settings, libraries: Libraries) -> None:
    """Answer on Discord until stopped by Ctrl+C or a termination signal.

    Raises:
        DiscordStartError: the token is missing or wrong, or Discord can't be reached.
    """
    token = "" if settings.discord_token is None else settings.discord_token.get_secret_value()
    if not token.strip():
        raise DiscordStartError(f"There is no Discord token. {_PORTAL}")
    if not _COULD_BE_A_TOKEN.fullmatch(token.strip()):
        raise DiscordStartError(f"This can't be a Discord token. {_PORTAL}")
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(FootnoteClient(settings, libraries), token))


async def serve(client: FootnoteClient, token: str) -> None:
    """Run a client until a signal stops it or it can't go on.

    Raises:
        DiscordStartError: the token is wrong, or Discord can't be reached.
    """
    stop = asyncio.Event()
    async with client:
        with _told(), _heard(stop):
            running = asyncio.create_task(client.start(token))
            stopped = asyncio.create_task(stop.wait())
            await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if stop.is_set():
                _log.info("Stopping")
                await client.close()
            await running


@contextmanager
def _heard(stop: asyncio.Event) -> Iterator[None]:
    """Set `stop` at the first signal to end; the second one ends the program as it always would."""
    loop = asyncio.get_running_loop()

    def forget() -> None:
        for number in _SIGNALS:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)

    def hear() -> None:
        stop.set()
        forget()

    for number in _SIGNALS:
        with suppress(NotImplementedError):  # Windows; there Ctrl+C ends `run`
            loop.add_signal_handler(number, hear)
    try:
        yield
    finally:
        forget()


@contextmanager
def _told() -> Iterator[None]:
    """Turn what starting and connecting can fail with into a sentence with a remedy."""
    try:
        yield
    except discord.LoginFailure as error:
        raise DiscordStartError(f"Discord refuses the token. {_PORTAL}") from error
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise DiscordStartError(f"Discord refuses the token. {_PORTAL}") from error
        raise DiscordStartError(
            f"Discord closed the connection for good (code {error.code}). Start the bot again; "
            "if it happens again, see https://discord.com/developers/docs/topics/opcodes-and-status-codes"
        ) from error
    except (discord.GatewayNotFound, discord.HTTPException) as error:
        raise DiscordStartError(
            f"Discord answers with an error ({error}). Try again in a few minutes; "
            "https://discordstatus.com says whether it is known."
        ) from error
    except (aiohttp.ClientError, OSError) as error:
        raise DiscordStartError(
            "Discord can't be reached. Check this computer's connection to the internet "
            "(https://discord.com), then start the bot again."
        ) from error
