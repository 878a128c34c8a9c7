"""The terminal's commands; the one place where parts are put together."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.chat import ask_each, talk
from bot.faults import Exit, complain, guarded
from bot.files import Files
from bot.render.json import (
    changes_to_dict,
    documents_to_dict,
    previews_to_dict,
    status_to_dict,
)
from bot.render.previews import show_previews
from bot.render.terminal import show_changes, show_documents, show_status
from bot.target import FetchError
from bot.terminal import Screen, checked, legible
from index.errors import EmptyLibraryError, UnknownDocumentError, UnreadableError
from index.types import Answer, Changes, Preview, Refusal

if TYPE_CHECKING:
    from bot.config import Settings
    from index.library import Libraries

app = typer.Typer(
    name="footnote",
    help="Ask your documents; they answer in their own words, with the exact place.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_HOW_TO_LOG_IN = (
    "DISCORD_TOKEN is not set. Write DISCORD_TOKEN=… into .env; the token is in the Discord "
    "developer portal (discord.com/developers) → your application → Bot → Reset Token."
)
_BY = "terminal"  # who changes the library, for its record

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def main() -> None:
    """Run the command that was typed."""
    app(prog_name="footnote")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # late: it reads files

        typer.echo(f"footnote {version('footnote-bot')}")
        raise typer.Exit


@app.callback()
def everywhere(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(help="The folder of the library, instead of FOOTNOTE_DATA.", metavar="DIR"),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Ask your documents; they answer in their own words, with the exact place."""
    context.obj = data


@contextmanager
def _settings(context: typer.Context, *, aloud: bool = False) -> Iterator[Settings]:
    """The settings for one command, which is guarded and logged as they say."""
    data: Path | None = context.obj
    with guarded(data or Path(".footnote")) as journal:
        from bot.config import Settings  # late: pydantic takes half the time --help may take

        settings = Settings.load()
        if data is not None:
            settings = settings.model_copy(update={"data": data})
        token = settings.discord_token
        secret = token.get_secret_value() if token else None
        journal.start(settings.data, settings.log_level, secret=secret, aloud=aloud)
        yield settings


def _open(settings: Settings) -> Libraries:
    from index.library import Libraries  # late: it may bring torch and faiss

    return Libraries.open(
        settings.data,
        model=settings.model,
        min_confidence=settings.min_confidence,
        max_file_bytes=settings.max_file_bytes,
    )


def _need_documents(libraries: Libraries) -> None:
    """Say that there is nothing to ask before somebody has typed a question."""
    if libraries.shared.status().documents == 0:
        raise EmptyLibraryError("The library holds no documents. Run: footnote add corpus")


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question; - reads one a line from stdin.")],
    as_json: AsJson = False,
    page_image: Annotated[
        Path | None,
        typer.Option(
            help="Save the page of the first quote as a PNG, the quote marked (PDF only).",
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Answer a question with the documents' own words."""
    screen = Screen(as_json=as_json)
    with _settings(context) as settings, _open(settings) as libraries:
        if question == "-":
            well = ask_each(libraries.shared, sys.stdin, screen, quotes=settings.quotes)
            raise typer.Exit(Exit.DONE if well else Exit.FAILED)
        answer = libraries.shared.ask(checked(question), quotes=settings.quotes)
        screen.answer(answer)
        if page_image is not None:
            _save_page(libraries, answer, page_image)
        raise typer.Exit(Exit.DONE if answer.answered else Exit.NOT_ANSWERED)


def _save_page(libraries: Libraries, answer: Answer, path: Path) -> None:
    """Write the page of an answer's first quote to a file."""
    shown = answer.quotes or answer.nearest
    picture = libraries.shared.page_picture(shown[0]) if shown else None
    if picture is None:
        raise UnreadableError("The first quote is not from a PDF, so there is no page to save.")
    try:
        path.write_bytes(picture)
    except OSError as error:
        raise UnreadableError(f"The page can't be saved in {path}: {error.strerror}.") from error
    complain(f"The page is in {path}.")


@app.command()
def chat(context: typer.Context) -> None:
    """Ask one question after another at a prompt."""
    screen = Screen()
    with _settings(context) as settings, _open(settings) as libraries:
        _need_documents(libraries)
        talk(libraries, screen, folder=settings.data, quotes=settings.quotes)


@app.command()
def add(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, .zip archives, or https:// addresses.")
    ],
    as_json: AsJson = False,
    check_only: Annotated[
        bool, typer.Option("--check", help="Say what would be read and left out; add nothing.")
    ] = False,
) -> None:
    """Add documents, or replace those that have changed."""
    screen = Screen(as_json=as_json)
    with _settings(context) as settings, _open(settings) as libraries:
        from index.read import check_size, find_format  # late: readers bring their libraries

        limit = settings.max_file_bytes

        def check(source: str, size: int) -> None:
            find_format(source)
            check_size(source, size, limit)

        urls = [path for path in paths if "://" in path]
        if urls and not settings.allow_urls:
            raise FetchError(
                "Addresses of the web are not allowed. Set FOOTNOTE_ALLOW_URLS=true to add them."
            )
        files = Files([Path(path) for path in paths if path not in urls], limit=limit, check=check)
        given = chain(files, _fetched(urls, limit, files.refused))
        if check_only:
            previews = [
                *libraries.shared.preview(given),
                *(Preview(each.source, "refused", notes=(each.reason,)) for each in files.refused),
            ]
            screen.report(show_previews(previews), previews_to_dict(previews))
            failed = any(each.state == "refused" for each in previews)
            raise typer.Exit(Exit.FAILED if failed else Exit.DONE)
        with screen.progress() as report:
            changes = libraries.shared.add(given, by=_BY, report=report)
        refused = sorted((*changes.refused, *files.refused), key=lambda refusal: refusal.source)
        changes = replace(changes, refused=tuple(refused), notes=(*changes.notes, *files.notes))
        screen.report(show_changes(changes), changes_to_dict(changes))
        raise typer.Exit(Exit.FAILED if changes.refused else Exit.DONE)


def _fetched(urls: list[str], limit: int, refused: list[Refusal]) -> Iterator[tuple[str, bytes]]:
    """What the addresses lead to; those that lead nowhere are told."""
    from bot.fetch import FetchLimits, fetch  # late: few add by address

    for url in urls:
        try:
            yield fetch(url, FetchLimits(file_bytes=limit))
        except FetchError as error:
            # Without what may be a password or another secret.
            refused.append(Refusal(url.rpartition("@")[2].partition("?")[0], str(error)))


@app.command()
def remove(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(help="Documents, as `footnote list` names them.")],
    as_json: AsJson = False,
) -> None:
    """Remove documents."""
    screen = Screen(as_json=as_json)
    removed: list[str] = []
    refused: list[Refusal] = []
    with _settings(context) as settings, _open(settings) as libraries:
        for name in map(legible, names):
            try:
                removed.append(libraries.shared.remove(name, by=_BY).source)
            except UnknownDocumentError as error:
                refused.append(Refusal(name, str(error)))
                if not as_json:
                    complain(str(error))
        changes = Changes(removed=tuple(removed), refused=tuple(refused))
        if removed or as_json:
            told = replace(changes, refused=())  # the others are on standard error already
            screen.report(show_changes(told), changes_to_dict(changes))
        raise typer.Exit(Exit.FAILED if refused else Exit.DONE)


@app.command("list")
def list_documents(context: typer.Context, as_json: AsJson = False) -> None:
    """List the documents."""
    screen = Screen(as_json=as_json)
    with _settings(context) as settings, _open(settings) as libraries:
        documents = libraries.shared.documents()
        screen.report(show_documents(documents), documents_to_dict(documents))


@app.command()
def rebuild(context: typer.Context, as_json: AsJson = False) -> None:
    """Read and index every document again, from the stored originals."""
    screen = Screen(as_json=as_json)
    with _settings(context) as settings, _open(settings) as libraries:
        with screen.progress() as report:
            changes = libraries.shared.rebuild(by=_BY, report=report)
        screen.report(show_changes(changes), changes_to_dict(changes))
        raise typer.Exit(Exit.FAILED if changes.refused else Exit.DONE)


@app.command()
def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Say what the library holds and which index answers."""
    screen = Screen(as_json=as_json)
    with _settings(context) as settings, _open(settings) as libraries:
        state = libraries.shared.status()
        screen.report(show_status(state), status_to_dict(state))


@app.command()
def evaluate(
    context: typer.Context,
    questions: Annotated[
        Path,
        typer.Argument(
            help="Questions with known answers: SQuAD's .json or .json.gz, which brings its "
            "documents, or one JSON object a line for the documents of the library."
        ),
    ],
    as_json: AsJson = False,
    sample: Annotated[
        int | None, typer.Option(help="Ask at most so many, always the same ones.", min=1)
    ] = None,
    pictures: Annotated[
        Path | None, typer.Option(help="Save curves as SVG files here.", metavar="FOLDER")
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option(help="Keep vectors here for the next time (SQuAD only).", metavar="FOLDER"),
    ] = None,
) -> None:
    """Measure how well questions with known answers are answered."""
    screen = Screen(as_json=as_json)
    with _settings(context) as settings:
        from bot.render.curves import curves
        from bot.render.measures import measures_to_dict, show_measures
        from index.evaluate import (
            evaluate,
            measure,
            read_question_set,
            some,
        )  # late: it brings the library

        asked = read_question_set(questions)
        if asked.documents:
            with screen.progress() as report:
                measures = evaluate(
                    asked,
                    model=settings.model,
                    min_confidence=settings.min_confidence,
                    sample=sample,
                    cache=cache,
                    report=report,
                )
        else:
            with _open(settings) as libraries:
                _need_documents(libraries)
                measures = measure(libraries.shared, some(asked.questions, sample))
        if pictures is not None:
            _save_pictures(pictures, curves(measures, settings.min_confidence))
        screen.report(show_measures(measures), measures_to_dict(measures))


def _save_pictures(folder: Path, pictures: Mapping[str, str]) -> None:
    """Write pictures into a folder, which is made if it isn't there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures.items():
            (folder / name).write_text(picture, encoding="utf-8")
    except OSError as error:
        raise UnreadableError(f"{folder} can't be written: {error.strerror}.") from error


@app.command()
def run(context: typer.Context) -> None:
    """Run the Discord bot."""
    with _settings(context, aloud=True) as settings:
        from bot.config import SettingsError

        if settings.discord_token is None:
            raise SettingsError(_HOW_TO_LOG_IN)
        with _open(settings) as libraries:
            _need_documents(libraries)
            from bot import client  # late: discord.py

            client.run(settings, libraries)
