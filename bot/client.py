"""The Discord client: syncs, answers, stops, reports errors."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

import discord
from discord import app_commands

from bot.admission import Admission
from bot.buttons.all import FORMS, buttons
from bot.commands.ask import answer_message, ask_command, question_in
from bot.commands.documents import DocumentsGroup
from bot.commands.find import find_command
from bot.commands.glossary import GlossaryGroup
from bot.commands.help import help_command
from bot.commands.index import IndexGroup
from bot.commands.insights import insights_command
from bot.commands.menus import add_menu, check_menu, find_menu
from bot.commands.privacy import PrivacyGroup
from bot.commands.quality import quality_command
from bot.commands.settings import SettingsGroup
from bot.config import Settings
from bot.connection import Connection
from bot.desk import Desk
from bot.keeping import keep_letting_go, keep_up, load_chosen
from bot.language.locales import CommandTranslator
from bot.leaving import Grace
from bot.logs import event
from bot.manners import Rates
from bot.metrics import Metrics
from bot.options import check_options
from bot.panels import Panels
from bot.replies import UNSENT, fail, offer_nothing
from bot.resuming import resume
from bot.sync import sync
from bot.telling import keep_telling
from bot.worker import STOPPING, Worker
from index.errors import FootnoteError, StoppingError
from index.libraries import Libraries
from index.read.guard import missing_protections

_log = logging.getLogger(__name__)

SWITCH_SECONDS = 0.0005  # Python's own is 0.005
STOP_SECONDS = 20.0  # what is being answered may be finished; then the connection closes anyway


class Commands(app_commands.CommandTree["FootnoteClient"]):
    """The slash commands; what any of them raises ends as one sentence for the member."""

    async def interaction_check(self, interaction: discord.Interaction[FootnoteClient], /) -> bool:
        """Take note of work that begins, or turn it away while the bot is stopping.

        Raises:
            MisfitError: it is called with what Discord would not have let through.
        """
        self.client.take_note()
        if not self.client.desk.seen.is_new(interaction.id):
            return False
        if not self.client.stopping:
            check_options(interaction)
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
        """Tell the member what went wrong; where they are still typing, offer them nothing."""
        if interaction.type is discord.InteractionType.autocomplete:
            _log.warning("No choices are offered, interaction %d: %s", interaction.id, error)
            await offer_nothing(interaction)
        else:
            await fail(interaction, error)


class FootnoteClient(Connection):
    """Footnote on Discord. Hears commands, mentions, replies and direct messages.

    With `sync` the commands are sent to Discord even if they haven't changed.
    """

    def __init__(
        self,
        settings: Settings,
        libraries: Libraries,
        *,
        metrics: Metrics | None = None,
        sync: bool = False,
    ) -> None:
        metrics = metrics or Metrics()
        super().__init__(metrics)
        rates = Rates(settings.member_rate, settings.server_rate)
        self.desk = Desk(settings, libraries, Worker(), rates, metrics=metrics)
        metrics.watch(self.desk.worker, libraries)
        self._sync = sync
        self._at_work: set[asyncio.Task[Any]] = set()
        self._kept_up: list[asyncio.Task[None]] = []  # what goes on until the bot stops
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
        self.tree.add_command(add_menu(self.desk))
        self.tree.add_command(DocumentsGroup(self.desk))
        self.tree.add_command(IndexGroup(self.desk))
        self.tree.add_command(insights_command(self.desk))
        self.tree.add_command(GlossaryGroup(self.desk))
        self.tree.add_command(quality_command(self.desk))
        self.tree.add_command(SettingsGroup(self.desk))
        self.tree.add_command(PrivacyGroup(self.desk))
        self.tree.add_command(help_command(self.desk))
        self.add_dynamic_items(*buttons(self.desk))
        self._panels = Panels(self.desk)
        self.grace = Grace(self, self.desk)
        self._admission = Admission(settings.servers)
        self._admission.guard(self, self._connection)

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
        await load_chosen(self.desk)
        await self.tree.set_translator(CommandTranslator())
        await self._send_commands()
        for work in (self._warm(), self._resume()):
            task = asyncio.create_task(work)
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)
        for keep in (
            keep_telling(self, self.desk),
            self.grace.keep(),
            keep_up(self.desk, self._settings_changed_in),
            keep_letting_go(self.desk),
        ):
            self._kept_up.append(asyncio.create_task(keep))

    async def _send_commands(self) -> None:
        assert self.application_id is not None  # noqa: S101 - known since the login
        folder = self.desk.libraries.store.folder
        try:
            sent = await sync(self.tree, self.application_id, folder, anyway=self._sync)
        except UNSENT as error:
            # The commands of the last start are still there; questions can be answered.
            _log.error("The commands could not be sent to Discord: %s", error)
        else:
            what = "have been sent to Discord" if sent else "are those that Discord has"
            _log.info("The commands %s", what, extra=event("commands", sent=sent))

    async def on_ready(self) -> None:
        """Say which servers are not answered; this comes again after each new session."""
        await super().on_ready()
        self._admission.tell_operator(self)

    async def on_message(self, message: discord.Message) -> None:
        """Answer what is asked by a mention, a reply or a direct message."""
        if self.user is None or not self.desk.seen.is_new(message.id):
            return
        if message.author.id == self.user.id:
            self.desk.echoes.hear(message)
        self.take_note()
        asks = question_in(message, self.user) is not None
        if await self._admission.hears(self, message, asks=asks):
            await answer_message(self.desk, self.user, message)

    async def on_interaction(self, interaction: discord.Interaction[FootnoteClient]) -> None:
        """Hear what is sent by a form, which may have been opened before a restart."""
        for hear in FORMS.values():
            await hear(self.desk, interaction)

    def settings_changed(self, server_id: int) -> None:
        """See to what stands on Discord because of a server's settings, beside whoever chose."""
        server = self.get_guild(server_id)
        if server is not None:
            task = asyncio.create_task(self._panels.keep(server))
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    def _settings_changed_in(self, libraries: set[str]) -> None:
        for server in self.guilds:
            if self.desk.library(server.id).name in libraries:
                self.settings_changed(server.id)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """See to the panels of a server, of which Discord has told everything now."""
        await self._panels.keep(guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """See to the panels of a server that added the bot, which may have been there before."""
        await self._panels.keep(guild)
        await self.grace.look_round()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that a server is left: the grace for its documents begins."""
        await self.grace.look_round()

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

    async def close(self) -> None:
        """Stop: take no more work, let what runs end and be answered, then disconnect."""
        if not self.stopping:
            self.stopping = True
            _log.info(
                "No more questions are taken; %d under way are finished",
                *(len(self._at_work),),
                extra=event("closing", under_way=len(self._at_work)),
            )
            for task in self._kept_up:
                task.cancel()
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
        """Go on with the jobs that an earlier run left, and say what became of them."""
        try:
            await resume(self, self.desk)
        except StoppingError:
            pass
        except FootnoteError as error:
            _log.error("The jobs of an earlier run can't be gone on with: %s", error)
        except Exception:
            _log.exception("The jobs of an earlier run can't be gone on with")
