"""Running the Discord client: started, kept up while Discord is down, stopped by a signal."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count

import aiohttp
import discord

from bot.client import FootnoteClient
from bot.config import Settings, SettingsError, notify_socket
from bot.faults import Exit
from bot.heart import Heart
from bot.logs import event
from bot.metrics import Metrics
from bot.notify import READY, STOPPING, Notifier
from index.errors import FootnoteError
from index.libraries import Libraries
from index.types import OPERATOR

_log = logging.getLogger(__name__)

LONGEST_PAUSE = 300.0  # ours: seconds between two attempts to reach Discord
END_SECONDS = 40.0  # ours: what still reads or embeds may come to a place where it can be left
_AUTHENTICATION_FAILED = 4004
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# What goes by itself when Discord or the way there is up again.
_PASSING = (discord.GatewayNotFound, discord.HTTPException, aiohttp.ClientError, OSError)

_COULD_BE_A_TOKEN = re.compile("[!-~]+")  # anything else can't even be sent
_PORTAL = (
    "Copy the bot's token from https://discord.com/developers/applications (your application, "
    "Bot, Reset Token) and write it into .env as DISCORD_TOKEN=…"
)


class DiscordStartError(SettingsError):
    """The bot can't work on Discord until somebody mends a setting, its token most likely."""


def run(settings: Settings, libraries: Libraries, *, sync: bool = False) -> None:
    """Answer on Discord until stopped by Ctrl+C or a termination signal.

    With `sync` the commands are sent to Discord even if they haven't changed.

    Raises:
        DiscordStartError: the token is missing or wrong, or metrics can't be shown where they
            should.
    """
    token = "" if settings.discord_token is None else settings.discord_token.get_secret_value()
    if not token.strip():
        raise DiscordStartError(f"There is no Discord token. {_PORTAL}")
    if not _COULD_BE_A_TOKEN.fullmatch(token.strip()):
        raise DiscordStartError(f"This can't be a Discord token. {_PORTAL}")
    if not libraries.shared.status(OPERATOR).documents:
        _log.warning(
            "The shared library holds no documents: add some with “footnote add”, or a server's "
            "own with /documents add on Discord"
        )
    metrics = Metrics(by_server=settings.metrics_servers)
    client = FootnoteClient(settings, libraries, metrics=metrics, sync=sync)
    with suppress(KeyboardInterrupt), metrics.counting_errors(), _shown(settings, metrics):
        asyncio.run(serve(client, token))
    _hand_over(client, libraries)


@contextmanager
def _shown(settings: Settings, metrics: Metrics) -> Iterator[None]:
    """Show the metrics where the settings say, if they do."""
    if settings.metrics is None:
        yield
        return
    try:
        shown = metrics.served(settings.metrics)
        port = shown.__enter__()
    except (OSError, OverflowError) as error:
        raise DiscordStartError(
            f"FOOTNOTE_METRICS is {settings.metrics!r}, where nothing can be shown: {error}. "
            "Name an address of this computer and a free port, such as 127.0.0.1:9400."
        ) from error
    _log.info("Metrics are at http://%s/metrics", f"{settings.metrics.rpartition(':')[0]}:{port}")
    try:
        yield
    finally:
        shown.__exit__(None, None, None)


def _hand_over(client: FootnoteClient, libraries: Libraries) -> None:
    """Wait until work can be left where it is, say what goes on at the next start, and end.

    What can't be left in time is ended all the same: the record outlasts it.
    """
    left = client.desk.worker.wait(END_SECONDS)
    with suppress(FootnoteError):
        for job in libraries.jobs.known():
            if not job.state.ended:
                _log.info(
                    "Job %d of %s (%s, %d of %d files done) goes on at the next start",
                    *(job.id, job.library, job.kind, job.done, job.total),
                    extra=event("job handed over", job=job.id, library=job.library),
                )
    _log.info("Stopped", extra=event("stopped", unfinished=left))
    if left:
        libraries.answers.flush()
        logging.shutdown()
        os._exit(Exit.DONE)


async def serve(client: FootnoteClient, token: str, notifier: Notifier | None = None) -> None:
    """Run a client until a signal stops it or it can't go on.

    Raises:
        DiscordStartError: the token is wrong, or Discord refuses the bot for good.
    """
    stop = asyncio.Event()
    notifier = notifier or Notifier(notify_socket())
    heart = Heart(client, notifier)
    async with client:
        with _told(), _heard(stop):
            notifier.tell(READY)
            beating = asyncio.create_task(heart.beat_on())
            running = asyncio.create_task(_keep_up(client, token))
            stopped = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
                if stop.is_set():
                    notifier.tell(STOPPING)
                    await client.close()
                    running.cancel()  # it may be waiting for Discord to come up
                with suppress(asyncio.CancelledError):
                    await running
            finally:
                stopped.cancel()
                beating.cancel()
                await asyncio.wait([beating])
                heart.stop()


async def _keep_up(client: FootnoteClient, token: str) -> None:
    """Log in and stay connected; while Discord can't be reached, try again and again."""
    logged_in = False
    for attempt in count():
        try:
            if not logged_in:
                await client.login(token)
                logged_in = True
            await client.connect()
        except _PASSING as error:
            if client.is_closed():
                return
            pause = min(LONGEST_PAUSE, 2.0**attempt)
            _log.warning(
                "Discord can't be reached (%r); trying again in %d s",
                *(error, pause),
                extra=event("unreachable", seconds=pause),
            )
            if not logged_in:
                # discord.py would leave the session of the attempt open, and can't use its
                # connector again.
                await client.http.close()
                client.http.connector = discord.utils.MISSING
            await asyncio.sleep(pause)
        else:
            return


@contextmanager
def _heard(stop: asyncio.Event) -> Iterator[None]:
    """Set `stop` at the first signal to end; at the second one end at once."""
    loop = asyncio.get_running_loop()

    def hear(number: signal.Signals) -> None:
        if stop.is_set():
            _log.warning("Ending at once (%s again)", number.name, extra=event("ended"))
            logging.shutdown()
            os._exit(128 + number)
        _log.info("Stopping (%s)", number.name, extra=event("stopping"))
        stop.set()

    for number in _SIGNALS:
        with suppress(NotImplementedError):  # Windows; there Ctrl+C ends `run`
            loop.add_signal_handler(number, hear, number)
    try:
        yield
    finally:
        for number in _SIGNALS:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Discord refuses for good into a sentence with a remedy."""
    try:
        yield
    except discord.LoginFailure as error:
        raise DiscordStartError(f"Discord refuses the token. {_PORTAL}") from error
    except discord.PrivilegedIntentsRequired as error:
        raise DiscordStartError(
            "Discord refuses what the bot asks for, although it asks for no privileged intent. "
            "Look at the application's page “Bot” on https://discord.com/developers/applications."
        ) from error
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise DiscordStartError(f"Discord refuses the token. {_PORTAL}") from error
        raise DiscordStartError(
            f"Discord closed the connection for good (code {error.code}). Start the bot again; "
            "if it happens again, see https://discord.com/developers/docs/topics/opcodes-and-status-codes"
        ) from error
