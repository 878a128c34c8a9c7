"""What somebody hands over on Discord → documents' names and bytes: files, archives, addresses."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import aiohttp
import discord

from bot.desk import Desk
from bot.fetch import FetchLimits, fetch
from bot.language.locales import speaker_of
from bot.names import source_name
from bot.target import FetchError
from index.errors import FootnoteError, UnreadableError
from index.read import check_size, find_format
from index.types import Note, Refusal
from index.unpack import ARCHIVE, Limits, unpack

DOWNLOAD_SECONDS = 60.0


class DownloadError(FootnoteError):
    """Discord didn't hand over an attached file."""


class NothingGivenError(FootnoteError):
    """A command that wants a file or an address, and got neither."""


@dataclass(slots=True)
class Uploads:
    """Files, given as (source, bytes); what is refused before it is read; what was left out.

    `origins` are the addresses that files were taken from, by source.
    """

    files: list[tuple[str, bytes]] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


async def attached(
    desk: Desk,
    interaction: discord.Interaction[Any],
    attachments: Iterable[discord.Attachment],
    *,
    marked: str = "",
    named: str | None = None,
) -> Uploads:
    """Download attached files, and unpack archives among them.

    What could not be taken anyway is not downloaded. The names get the mark `marked` before their
    ending; a single file can be given the name `named`.

    Raises:
        DownloadError: Discord doesn't hand one over.
    """
    found = Uploads()
    limit = desk.settings.max_file_bytes
    for each in attachments:
        source = named or _marked(source_name(each.filename, each.title), marked)
        archive = source.lower().endswith(ARCHIVE) and named is None
        try:
            if not archive:
                find_format(source)  # before the download, which would be in vain
            check_size(source, each.size, Limits(limit).total_bytes if archive else limit)
        except UnreadableError as error:
            found.refused.append(Refusal(source, str(error)))
            continue
        data = await _download(desk, interaction, source, each)
        if archive:
            await desk.worker.changes.run(partial(_unpack, source, data, limit, found))
        else:
            found.files.append((source, data))
    return found


async def fetched(desk: Desk, url: str) -> tuple[str, bytes]:
    """What an address leads to.

    Raises:
        FetchError: addresses are not allowed here, or this one can't be fetched.
    """
    if not desk.settings.allow_urls:
        raise FetchError(
            "Addresses of the web are not allowed. Set FOOTNOTE_ALLOW_URLS=true to add them."
        )
    limits = FetchLimits(file_bytes=desk.settings.max_file_bytes)
    return await desk.worker.changes.run(partial(fetch, url, limits))


def _unpack(source: str, data: bytes, limit: int, found: Uploads) -> None:
    """Put the files of an archive to what was found."""
    try:
        unpacked = unpack(source, data, Limits(limit))
        found.files.extend(unpacked)
    except UnreadableError as error:
        found.refused.append(Refusal(source, str(error)))
        return
    found.refused.extend(unpacked.refused)
    if hidden := unpacked.hidden:
        were = "1 hidden file was" if hidden == 1 else f"{hidden:,} hidden files were"
        found.notes.append(Note(source, f"{were} left out."))


def _marked(source: str, mark: str) -> str:
    if not mark:
        return source
    stem, dot, ending = source.rpartition(".")
    return f"{stem} ({mark}){dot}{ending}" if stem else f"{source} ({mark})"


async def _download(
    desk: Desk, interaction: discord.Interaction[Any], source: str, file: discord.Attachment
) -> bytes:
    """Fetch an attachment, which discord.py would wait for without end."""
    try:
        async with desk.downloads, asyncio.timeout(DOWNLOAD_SECONDS):
            return await file.read()
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        say = speaker_of(interaction)
        raise DownloadError(say("not-handed-over", source=source)) from error
