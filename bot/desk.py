"""What every command has at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from bot.config import Settings
from bot.worker import Worker
from index.libraries import Libraries
from index.library import Library
from index.types import Answer, DocumentInfo


@dataclass(frozen=True, slots=True)
class Desk:
    """The settings, the libraries, and the threads in which they are used."""

    settings: Settings
    libraries: Libraries
    worker: Worker = field(default_factory=Worker)

    def library(self, server_id: int | None) -> Library:
        """The library of a server, or in direct messages the shared one. Blocks."""
        return self.libraries.shared if server_id is None else self.libraries.server(server_id)

    async def ask(self, server_id: int | None, question: str) -> Answer:
        """Answer a question from a server's documents and the shared ones."""
        return await self.worker.questions.run(partial(self._ask, server_id, question))

    async def documents(self, server_id: int | None) -> list[DocumentInfo]:
        """The documents that questions are answered from."""
        return await self.worker.lookups.run(lambda: self.library(server_id).documents())

    def _ask(self, server_id: int | None, question: str) -> Answer:
        return self.library(server_id).ask(question, quotes=self.settings.quotes)
