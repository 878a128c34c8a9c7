"""`/documents`: what the bot quotes from, and who brings it, changes it or takes it away."""

from __future__ import annotations

from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.buttons.documents import list_viewer, text_screen
from bot.commands.suggest import own_documents, removed_documents
from bot.desk import Desk, person
from bot.exports import archives
from bot.language.locales import speaker_of, text
from bot.names import resolve, source_name
from bot.permissions import require_change
from bot.render.discord import name
from bot.render.exports import Left, export_screen, exported_screen
from bot.render.shelf import (
    fitting,
    history_messages,
    limits_screen,
    list_screen,
    removing_screen,
)
from bot.render.steps import MOST_SEARCH
from bot.replies import acknowledge, deliver, follow
from bot.stages import stage
from bot.target import parse
from bot.uploads import NothingGivenError, attached, fetched
from bot.viewing import server_of
from index.errors import RenameError
from index.library import Library
from index.types import OPERATOR, DocumentInfo, History

_FILES = {
    "file": "documents-add-command.file",
    "file2": "documents-add-command.file2",
    "file3": "documents-add-command.file3",
    "file4": "documents-add-command.file4",
    "file5": "documents-add-command.file5",
    "file6": "documents-add-command.file6",
    "file7": "documents-add-command.file7",
    "file8": "documents-add-command.file8",
    "file9": "documents-add-command.file9",
    "file10": "documents-add-command.file10",
}


class DocumentsGroup(
    app_commands.Group,
    name=text("documents-command"),
    description=text("documents-command.description"),
):
    """The commands `/documents …`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(allowed_contexts=app_commands.AppCommandContext(guild=True))
        self._desk = desk
        for command, suggest in (
            *((each, own_documents(desk)) for each in _OF_A_DOCUMENT),
            ("bring-back", removed_documents(desk)),
        ):
            found = self.get_command(command)
            assert isinstance(found, app_commands.Command)  # noqa: S101 - one of those below
            found.autocomplete("document")(suggest)

    @app_commands.command(
        name=text("documents-add-command"), description=text("documents-add-command.description")
    )
    @app_commands.rename(
        **{each: text(key) for each, key in _FILES.items()},
        link=text("documents-add-command.link"),
    )
    @app_commands.describe(
        file=text("documents-add-command.file-description"),
        **{each: text("documents-add-command.more-description") for each in list(_FILES)[1:]},
        link=text("documents-add-command.link-description"),
    )
    async def add(
        self,
        interaction: discord.Interaction,
        file: discord.Attachment | None = None,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
        file4: discord.Attachment | None = None,
        file5: discord.Attachment | None = None,
        file6: discord.Attachment | None = None,
        file7: discord.Attachment | None = None,
        file8: discord.Attachment | None = None,
        file9: discord.Attachment | None = None,
        file10: discord.Attachment | None = None,
        link: str | None = None,
    ) -> None:
        """Say what adding files would do, and keep them until somebody confirms it."""
        given = [file, file2, file3, file4, file5, file6, file7, file8, file9, file10]
        files = [each for each in given if each is not None]
        server_id, private, ready = await self._begin(interaction)
        if not ready:
            return
        if not files and not link:
            raise NothingGivenError(speaker_of(interaction)("nothing-given"))
        uploads = await attached(self._desk, interaction, files)
        if link:
            page = await fetched(self._desk, link.strip())
            if page[0] not in {source for source, _ in uploads.files}:
                uploads.origins[page[0]] = parse(link.strip()).address
            uploads.files.append(page)
        await stage(self._desk, interaction, server_id, uploads, private=private)

    @app_commands.command(
        name=text("documents-replace-command"),
        description=text("documents-replace-command.description"),
    )
    @app_commands.rename(
        document=text("documents-replace-command.document"),
        file=text("documents-replace-command.file"),
    )
    @app_commands.describe(
        document=text("documents-replace-command.document-description"),
        file=text("documents-replace-command.file-description"),
    )
    async def replace(
        self, interaction: discord.Interaction, document: str, file: discord.Attachment
    ) -> None:
        """Say what a new version of a document would change, and keep it until confirmed."""
        server_id, private, ready = await self._begin(interaction)
        if not ready:
            return
        info, _ = await self._look(server_id, document)
        ending = _ending(info.source)
        given = source_name(file.filename, file.title)
        if _ending(given) != ending:
            say = speaker_of(interaction)
            raise RenameError(say("other-kind", source=info.source, ending=ending))
        uploads = await attached(self._desk, interaction, [file], named=info.source)
        await stage(self._desk, interaction, server_id, uploads, private=private)

    @app_commands.command(
        name=text("documents-rename-command"),
        description=text("documents-rename-command.description"),
    )
    @app_commands.rename(
        document=text("documents-rename-command.document"),
        name_=text("documents-rename-command.name"),
    )
    @app_commands.describe(
        document=text("documents-rename-command.document-description"),
        name_=text("documents-rename-command.name-description"),
    )
    async def rename(
        self,
        interaction: discord.Interaction,
        document: str,
        name_: app_commands.Range[str, 1, 120],
    ) -> None:
        """Give a document another name; answers that quote it know it by that."""
        server_id, private, ready = await self._begin(interaction)
        if not ready:
            return
        by = person(interaction.user.id)

        def work() -> tuple[str, str]:
            library = self._desk.library(server_id)
            source = resolve(library.documents(OPERATOR), document)
            return source, library.shelf.rename(source, name_, by=by)

        before, after = await self._desk.worker.changes.run(work)
        said = speaker_of(interaction)("renamed", before=name(before), after=name(after))
        await deliver(interaction, [said], private=private)

    @app_commands.command(
        name=text("documents-limit-command"),
        description=text("documents-limit-command.description"),
    )
    @app_commands.rename(document=text("documents-limit-command.document"))
    @app_commands.describe(document=text("documents-limit-command.document-description"))
    async def limit(self, interaction: discord.Interaction, document: str) -> None:
        """Show who may see a document, and let it be changed."""
        server_id, _, ready = await self._begin(interaction, private=True)
        if ready:
            info, number = await self._look(server_id, document)
            screen = limits_screen(info, number, speaker_of(interaction))
            await deliver(interaction, [screen], private=True)

    @app_commands.command(
        name=text("documents-list-command"), description=text("documents-list-command.description")
    )
    @app_commands.rename(search=text("documents-list-command.search"))
    @app_commands.describe(search=text("documents-list-command.search-description"))
    async def show(
        self,
        interaction: discord.Interaction,
        search: app_commands.Range[str, 1, MOST_SEARCH] = "",
    ) -> None:
        """Show this server's own documents and the shared ones, a page at a time."""
        if not await acknowledge(interaction, private=True):
            return
        viewer = list_viewer(self._desk, interaction, private=True)
        words = " ".join(search.split())
        documents = fitting(await self._desk.documents(server_of(interaction), viewer), words)
        screen = list_screen(documents, speaker_of(interaction), page=0, words=words)
        await deliver(interaction, [screen], private=True)

    @app_commands.command(
        name=text("documents-info-command"), description=text("documents-info-command.description")
    )
    @app_commands.rename(document=text("documents-info-command.document"))
    @app_commands.describe(document=text("documents-info-command.document-description"))
    async def info(self, interaction: discord.Interaction, document: str) -> None:
        """Show the versions of a document, how often it was quoted, and what never was."""
        server_id, _, ready = await self._begin(interaction, private=True)
        if not ready:
            return

        def work() -> History:
            library = self._desk.library(server_id)
            return library.shelf.history(resolve(library.documents(OPERATOR), document))

        history = await self._desk.worker.lookups.run(work)
        messages = history_messages(history, speaker_of(interaction))
        await deliver(interaction, messages, private=True)

    @app_commands.command(
        name=text("documents-remove-command"),
        description=text("documents-remove-command.description"),
    )
    @app_commands.rename(document=text("documents-remove-command.document"))
    @app_commands.describe(document=text("documents-remove-command.document-description"))
    async def remove(self, interaction: discord.Interaction, document: str) -> None:
        """Ask whether a document of this server is to be removed; the shared ones stay."""
        server_id, private, ready = await self._begin(interaction)
        if ready:
            info, number = await self._look(server_id, document)
            screen = removing_screen(info, number, speaker_of(interaction))
            await deliver(interaction, [screen], private=private)

    @app_commands.command(
        name=text("documents-bring-back-command"),
        description=text("documents-bring-back-command.description"),
    )
    @app_commands.rename(document=text("documents-bring-back-command.document"))
    @app_commands.describe(document=text("documents-bring-back-command.document-description"))
    async def bring_back(self, interaction: discord.Interaction, document: str) -> None:
        """Bring a removed document back."""
        server_id, private, ready = await self._begin(interaction)
        if not ready:
            return
        by = person(interaction.user.id)

        def work() -> str:
            library = self._desk.library(server_id)
            source = resolve(library.shelf.removed(), document)
            library.bring_back(source, by=by)
            return source

        source = await self._desk.worker.changes.run(work)
        said = speaker_of(interaction)("brought-back", source=name(source))
        await deliver(interaction, [said], private=private)

    @app_commands.command(
        name=text("documents-export-command"),
        description=text("documents-export-command.description"),
    )
    async def export(self, interaction: discord.Interaction) -> None:
        """Hand out the originals, in as many archives as Discord's limit for a file asks for."""
        server_id, _, ready = await self._begin(interaction, private=True)
        if ready:
            await _export(self._desk, interaction, server_id)

    async def _begin(
        self, interaction: discord.Interaction, *, private: bool | None = None
    ) -> tuple[int, bool, bool]:
        """Whose library, whether the report is private, and whether one can follow.

        Raises:
            NotAllowedError: this member may not change the documents.
        """
        server_id = require_change(interaction, self._desk)
        if private is None:
            private = await self._desk.reports_privately(server_id)
        return server_id, private, await acknowledge(interaction, private=private)

    async def _look(self, server_id: int, typed: str) -> tuple[DocumentInfo, int]:
        """A document that was typed or chosen, and its number."""

        def work() -> tuple[DocumentInfo, int]:
            library = self._desk.library(server_id)
            info = library.shelf.document(resolve(library.documents(OPERATOR), typed))
            return info, library.shelf.number(info.source)

        return await self._desk.worker.lookups.run(work)


_OF_A_DOCUMENT = ("replace", "rename", "limit", "info", "remove")


def _ending(source: str) -> str:
    return f".{source.rpartition('.')[2].lower()}"


async def _export(desk: Desk, interaction: discord.Interaction[Any], server_id: int) -> None:
    """Send one archive after the other; at the end what is in none of them."""
    say = speaker_of(interaction)
    limit = interaction.filesize_limit
    left = Left([], [])
    await deliver(interaction, [text_screen(say("exporting"))], private=True)
    library: Library = await desk.worker.lookups.run(lambda: desk.library(server_id))
    packing = archives(library.shelf.originals(), limit, left)
    sent = documents = 0
    while archive := await desk.worker.changes.run(partial(next, packing, None)):
        sent += 1
        documents += archive.documents
        await follow(interaction, export_screen(archive.data, sent, archive.documents, say))
    megabytes = f"{limit / 1024**2:.0f}"
    await follow(interaction, exported_screen(documents, sent, left, megabytes, say))
