"""The terminal's commands; those that ask, add and show."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import care, choosing, documents, finding, generations, insights
from bot.chat import ask_each, talk
from bot.faults import Exit, complain
from bot.files import Files
from bot.opening import BY, AsJson, Server, chosen, open_libraries, reading_settings
from bot.render.json import (
    changes_to_dict,
    documents_to_dict,
    previews_to_dict,
    status_to_dict,
)
from bot.render.previews import show_previews
from bot.render.terminal import show_changes, show_documents, show_status
from bot.target import FetchError, parse
from bot.terminal import Screen, checked
from index.errors import EmptyLibraryError, UnreadableError
from index.types import OPERATOR, Answer, Preview, Refusal

if TYPE_CHECKING:
    from index.library import Library

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
    server: Server = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Ask your documents; they answer in their own words, with the exact place."""
    context.obj = data
    if server is not None:
        context.default_map = _with_server(context.command, server)


def _with_server(command: object, server: int) -> dict[str, Any]:
    """The default of `--server` in every command below one."""
    below: Mapping[str, object] = getattr(command, "commands", {})
    return {"server": server, **{name: _with_server(each, server) for name, each in below.items()}}


def _need_documents(*libraries: Library) -> None:
    """Say that there is nothing to ask before somebody has typed a question."""
    if not any(library.status(OPERATOR).documents for library in libraries):
        raise EmptyLibraryError("The library holds no documents. Run: footnote add corpus")


def _tell_missing_protections() -> None:
    """Say, if this system offers less, what readers of files can't be guarded by."""
    from index.read import guard  # late: it starts a process

    if missing := guard.missing_protections():
        complain(f"This system can't guard the reading of files by: {', '.join(missing)}.")


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question; - reads one a line from stdin.")],
    as_json: AsJson = False,
    document: Annotated[
        str | None,
        typer.Option(help="Answer from this document alone, as `footnote list` names it."),
    ] = None,
    page_image: Annotated[
        Path | None,
        typer.Option(
            help="Save the page of the first quote as a PNG, the quote marked (PDF only).",
            metavar="FILE",
        ),
    ] = None,
    server: Server = None,
) -> None:
    """Answer a question with the documents' own words."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        library = chosen(libraries, server)
        if question == "-":
            well = ask_each(library, sys.stdin, screen, quotes=settings.quotes, document=document)
            raise typer.Exit(Exit.DONE if well else Exit.FAILED)
        answer = library.ask(
            checked(question),
            quotes=settings.quotes,
            viewer=OPERATOR,
            who=BY,
            document=document,
        )
        screen.answer(answer)
        if page_image is not None:
            _save_page(library, answer, page_image)
        raise typer.Exit(Exit.DONE if answer.answered else Exit.NOT_ANSWERED)


def _save_page(library: Library, answer: Answer, path: Path) -> None:
    """Write the page of an answer's first quote to a file."""
    shown = answer.quotes or answer.nearest
    picture = library.page_picture(shown[0]) if shown else None
    if picture is None:
        raise UnreadableError("The first quote is not from a PDF, so there is no page to save.")
    try:
        path.write_bytes(picture)
    except OSError as error:
        raise UnreadableError(f"The page can't be saved in {path}: {error.strerror}.") from error
    complain(f"The page is in {path}.")


@app.command()
def chat(context: typer.Context, server: Server = None) -> None:
    """Ask one question after another at a prompt."""
    screen = Screen()
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        library = chosen(libraries, server)
        _need_documents(library, libraries.shared)
        talk(libraries, screen, folder=settings.data, quotes=settings.quotes, library=library)


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
    server: Server = None,
) -> None:
    """Add documents, or replace those that have changed."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        from index.read import check_size, find_format  # late: readers bring their libraries

        _tell_missing_protections()
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
        origins: dict[str, str] = {}
        given = chain(files, _fetched(urls, limit, files.refused, origins))
        if check_only:
            previews = [
                *chosen(libraries, server).preview(given),
                *(Preview(each.source, "refused", notes=(each.reason,)) for each in files.refused),
            ]
            screen.report(show_previews(previews), previews_to_dict(previews))
            failed = any(each.state == "refused" for each in previews)
            raise typer.Exit(Exit.FAILED if failed else Exit.DONE)
        with screen.progress() as report:
            library = chosen(libraries, server)
            changes = library.add(given, by=BY, report=report, origins=origins)
        refused = sorted((*changes.refused, *files.refused), key=lambda refusal: refusal.source)
        changes = replace(changes, refused=tuple(refused), notes=(*changes.notes, *files.notes))
        screen.report(show_changes(changes), changes_to_dict(changes))
        raise typer.Exit(Exit.FAILED if changes.refused else Exit.DONE)


def _fetched(
    urls: list[str], limit: int, refused: list[Refusal], origins: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """What the addresses lead to, and which it was; those that lead nowhere are told."""
    from bot.fetch import FetchLimits, fetch  # late: few add by address

    for url in urls:
        try:
            source, data = fetch(url, FetchLimits(file_bytes=limit))
        except FetchError as error:
            # Without what may be a password or another secret.
            refused.append(Refusal(url.rpartition("@")[2].partition("?")[0], str(error)))
        else:
            origins[source] = parse(url).address
            yield source, data


@app.command("list")
def list_documents(context: typer.Context, as_json: AsJson = False, server: Server = None) -> None:
    """List the documents."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        documents = chosen(libraries, server).documents(OPERATOR)
        screen.report(show_documents(documents), documents_to_dict(documents))


@app.command()
def rebuild(context: typer.Context, as_json: AsJson = False, server: Server = None) -> None:
    """Read and index every document again, from the stored originals."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        with screen.progress() as report:
            changes = chosen(libraries, server).rebuild(by=BY, report=report)
        screen.report(show_changes(changes), changes_to_dict(changes))
        raise typer.Exit(Exit.FAILED if changes.refused else Exit.DONE)


@app.command()
def status(context: typer.Context, as_json: AsJson = False, server: Server = None) -> None:
    """Say what the library holds and which index answers."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        _tell_missing_protections()
        state = chosen(libraries, server).status(OPERATOR)
        screen.report(show_status(state), status_to_dict(state))


@app.command()
def evaluate(
    context: typer.Context,
    questions: Annotated[
        Path | None,
        typer.Argument(
            help="Questions with known answers: SQuAD's .json or .json.gz, which brings its "
            "documents, or one JSON object a line for the documents of the library."
        ),
    ] = None,
    as_json: AsJson = False,
    from_feedback: Annotated[
        bool,
        typer.Option(
            "--from-feedback", help="Ask again what was answered and marked Helpful, not a file."
        ),
    ] = False,
    server: Server = None,
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
    if (questions is None) != from_feedback:
        raise typer.BadParameter("Give either a file of questions or --from-feedback.")
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings:
        from bot.render.curves import curves
        from bot.render.measures import measures_to_dict, show_measures
        from index.evaluate import (  # late: it brings the library
            evaluate,
            measure,
            read_feedback,
            read_question_set,
            some,
        )

        asked = read_question_set(questions) if questions else None
        if asked and asked.documents:
            with screen.progress() as report:
                measures = evaluate(
                    asked,
                    model=settings.model,
                    reader=settings.reader,
                    min_evidence=settings.min_evidence,
                    sample=sample,
                    cache=cache,
                    report=report,
                )
        else:
            with open_libraries(settings) as libraries:
                library = chosen(libraries, server)
                _need_documents(library)
                known = asked.questions if asked else read_feedback(library)
                measures = measure(library, some(known, sample))
        if pictures is not None:
            _save_pictures(pictures, curves(measures, settings.min_evidence))
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
def run(
    context: typer.Context,
    sync: Annotated[
        bool, typer.Option("--sync", help="Send the commands to Discord even if unchanged.")
    ] = False,
) -> None:
    """Run the Discord bot."""
    with reading_settings(context, aloud=True) as settings:
        from bot.config import SettingsError

        if settings.discord_token is None:
            raise SettingsError(_HOW_TO_LOG_IN)
        with open_libraries(settings) as libraries:
            from bot import serve  # late: discord.py

            serve.run(settings, libraries, sync=sync)


app.command()(finding.find)
app.command()(finding.check)
app.command()(documents.remove)
app.command("bring-back")(documents.bring_back)
app.command()(documents.limit)
app.command("replace")(documents.replace_document)
app.command()(documents.rename)
app.command()(documents.info)
app.command()(documents.export)
app.command()(documents.watch)
app.command()(care.health)
app.command()(care.servers)
app.command()(care.doctor)
app.command()(care.backup)
app.command()(care.restore)
app.command()(care.audit)
app.command()(insights.insights)
app.command()(insights.quality)
app.add_typer(insights.glossary)
# The words of Discord: `/documents add` there is `footnote documents add` here.
generations.app.command()(rebuild)
generations.app.command()(status)
choosing.settings_app.command("show")(choosing.settings)
choosing.privacy_app.command("show-me")(choosing.show)
choosing.privacy_app.command("forget-me")(choosing.forget)
documents_app = typer.Typer(name="documents", help="Documents.", no_args_is_help=True)
documents_app.command()(add)
documents_app.command("list")(list_documents)
documents_app.command()(documents.remove)
documents_app.command("bring-back")(documents.bring_back)
documents_app.command()(documents.limit)
documents_app.command("replace")(documents.replace_document)
documents_app.command()(documents.rename)
documents_app.command()(documents.info)
documents_app.command()(documents.export)
app.add_typer(documents_app)
app.add_typer(generations.app)
app.add_typer(choosing.settings_app, name="settings")
app.add_typer(choosing.privacy_app, name="privacy")
