"""What every command of the terminal begins with: settings, the log, the libraries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.faults import guarded

if TYPE_CHECKING:
    from bot.config import Settings
    from index.libraries import Libraries
    from index.library import Library

BY = "terminal"  # who asks and who changes the library, for its record

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Server = Annotated[
    int | None,
    typer.Option(
        help="The library of the Discord server with this number, instead of the shared one.",
        metavar="ID",
        min=1,
        show_default=False,
    ),
]


@contextmanager
def reading_settings(context: typer.Context, *, aloud: bool = False) -> Iterator[Settings]:
    """The settings for one command, which is guarded and logged as they say."""
    data: Path | None = context.find_root().obj
    with guarded(data or Path(".footnote")) as journal:
        from bot.config import Settings  # late: pydantic takes half the time --help may take

        settings = Settings.load()
        if data is not None:
            settings = settings.model_copy(update={"data": data})
        token = settings.discord_token
        secret = token.get_secret_value() if token else None
        journal.start(
            settings.data,
            settings.log_level,
            secret=secret,
            aloud=aloud,
            as_json=settings.log == "json",
            questions=settings.log_questions,
        )
        yield settings


def open_libraries(settings: Settings) -> Libraries:
    """The libraries that the settings name."""
    from index.libraries import Libraries  # late: it may bring torch and faiss

    return Libraries.open(
        settings.data,
        model=settings.model,
        reader=settings.reader,
        min_evidence=settings.min_evidence,
        max_file_bytes=settings.max_file_bytes,
    )


def chosen(libraries: Libraries, server: int | None) -> Library:
    """The shared library, or that of a Discord server."""
    return libraries.shared if server is None else libraries.server(server)
