"""The terminal's commands on single documents, and `footnote watch`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from bot.faults import Exit, complain
from bot.opening import BY, AsJson, Server, chosen, open_libraries, reading_settings
from bot.render.care import limited_to_dict, show_limited
from bot.render.json import changes_to_dict
from bot.render.terminal import show_changes, show_line
from bot.terminal import Screen, legible
from index.errors import UnknownDocumentError, UnreadableError
from index.types import Changes, Limits, Refusal

if TYPE_CHECKING:
    from bot.config import Settings

Name = Annotated[str, typer.Argument(help="A document, as `footnote list` names it.")]
Names = Annotated[list[str], typer.Argument(help="Documents, as `footnote list` names them.")]


def remove(
    context: typer.Context,
    names: Names,
    as_json: AsJson = False,
    server: Server = None,
    purge: Annotated[
        bool, typer.Option("--purge", help="Delete their bytes from the disk as well, for ever.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Don't ask before documents are purged.")
    ] = False,
) -> None:
    """Remove documents; they can be brought back for 30 days, unless they are purged."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        library = chosen(libraries, server)
        if purge and not yes:
            if not screen.interactive:
                complain("Nothing was removed: purging asks first. Add --yes to do without.")
                raise typer.Exit(Exit.FAILED)
            told = ", ".join(map(legible, names))
            if not typer.confirm(f"Delete {told} from the disk for ever?"):
                complain("Nothing was removed.")
                raise typer.Exit(Exit.FAILED)

        def drop(name: str) -> str:
            # Without the word that few libraries need to hear.
            return (
                library.remove(name, by=BY, purge=True) if purge else library.remove(name, by=BY)
            ).source

        changed, refused = _each(names, drop, as_json=as_json)
        _tell(screen, Changes(removed=changed, refused=refused))


def bring_back(
    context: typer.Context, names: Names, as_json: AsJson = False, server: Server = None
) -> None:
    """Bring removed documents back."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        library = chosen(libraries, server)

        def back(name: str) -> str:
            library.bring_back(name, by=BY)
            return name

        changed, refused = _each(names, back, as_json=as_json)
        _tell(screen, Changes(added=changed, refused=refused))


def _each(
    names: list[str], change: Callable[[str], str], *, as_json: bool
) -> tuple[tuple[str, ...], tuple[Refusal, ...]]:
    """Change each document; what has no such name is told, and the others are gone on with."""
    done: list[str] = []
    refused: list[Refusal] = []
    for name in map(legible, names):
        try:
            done.append(change(name))
        except UnknownDocumentError as error:
            refused.append(Refusal(name, str(error)))
            if not as_json:
                complain(str(error))
    return tuple(done), tuple(refused)


def _tell(screen: Screen, changes: Changes) -> None:
    if changes.added or changes.removed or screen.as_json:
        told = replace(changes, refused=())  # those are on standard error already
        screen.report(show_changes(told), changes_to_dict(changes))
    raise typer.Exit(Exit.FAILED if changes.refused else Exit.DONE)


def limit(
    context: typer.Context,
    name: Name,
    channel: Annotated[
        list[int] | None,
        typer.Option(help="A channel in which it may be quoted.", metavar="ID", min=1),
    ] = None,
    role: Annotated[
        list[int] | None,
        typer.Option(help="A role whose members may see it.", metavar="ID", min=1),
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--everyone", help="Lift all limits from the document.")
    ] = False,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Say in which channels, and to members of which roles, a document may be quoted."""
    screen = Screen(as_json=as_json)
    if everyone == bool(channel or role):
        raise typer.BadParameter("Give --channel or --role, or else --everyone.")
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        limits = Limits(frozenset(channel or ()), frozenset(role or ()))
        name = legible(name)
        chosen(libraries, server).limit(name, limits, by=BY)
        screen.report(show_limited(name, limits), limited_to_dict(name, limits))


def replace_document(
    context: typer.Context,
    name: Name,
    file: Annotated[Path, typer.Argument(help="The new version, of the same kind.")],
    check_only: Annotated[
        bool, typer.Option("--check", help="Say what would change; replace nothing.")
    ] = False,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Replace a document by a new version; say which sections and which answers that changes."""
    from bot.render.shelved import replaced_to_dict, show_rehearsal  # late, as all below

    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        library = chosen(libraries, server)
        source = library.shelf.document(legible(name)).source
        staged = library.stage([(source, _new_version(source, file, settings))], by=BY)
        (preview,) = staged.previews
        if preview.state == "refused":
            raise UnreadableError(preview.notes[0])
        changes = Changes(unchanged=(source,))
        if staged.job is not None:
            if check_only:
                library.discard(staged.job, by=BY)
                changes = Changes()
            else:
                with screen.progress() as report:
                    changes = library.confirm(staged.job, by=BY, report=report)
        told: list[RenderableType] = [show_rehearsal(staged.rehearsal)]
        told += [] if check_only and staged.job is not None else [show_changes(changes)]
        screen.report(Group(*told), replaced_to_dict(staged.rehearsal, changes))
        raise typer.Exit(Exit.FAILED if changes.refused else Exit.DONE)


def _new_version(source: str, file: Path, settings: Settings) -> bytes:
    """The bytes of a file that is to replace a document.

    Raises:
        UnreadableError: it isn't there, or is of another kind.
        FileTooLargeError: it is over the limit.
    """
    from index.read import check_size

    ending = PurePosixPath(source).suffix
    if file.suffix.lower() != ending.lower():
        raise UnreadableError(
            f"“{file.name}” can't replace “{source}”: a new version ends in {ending} too. "
            "Add the file and remove the old document."
        )
    try:
        check_size(source, file.stat().st_size, settings.max_file_bytes)
        return file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{file} can't be read: {error.strerror}.") from error


def rename(
    context: typer.Context,
    name: Name,
    new: Annotated[str, typer.Argument(help="Its name from now on; the ending stays.")],
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Give a document another name; answers that quote it know it by that."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        source = legible(name)
        after = chosen(libraries, server).shelf.rename(source, legible(new), by=BY)
        told = f"{show_line(source)} is called {show_line(after)} now."
        screen.report(Text(told), {"before": source, "after": after})


def info(
    context: typer.Context, name: Name, as_json: AsJson = False, server: Server = None
) -> None:
    """Show a document's versions, how often it was quoted, and which sections never were."""
    from bot.render.shelved import history_to_dict, show_history

    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        history = chosen(libraries, server).shelf.history(legible(name))
        screen.report(show_history(history), history_to_dict(history))


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The .zip file to write; it must not be there.")],
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Write the documents, as they were given, into a zip archive."""
    from bot.exports import export_to
    from bot.render.shelved import exported_to_dict, show_exported

    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        try:
            count, damaged = export_to(file, chosen(libraries, server).shelf.originals())
        except OSError as error:
            why = "is there already" if isinstance(error, FileExistsError) else error.strerror
            raise UnreadableError(f"{file} can't be written: {why}.") from error
        screen.report(show_exported(file, count, damaged), exported_to_dict(file, count, damaged))
        raise typer.Exit(Exit.FAILED if damaged else Exit.DONE)


def watch(
    context: typer.Context,
    folders: Annotated[list[Path], typer.Argument(help="Folders that the library is to follow.")],
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Follow folders: what comes, changes or goes there does so in the library, until Ctrl+C."""
    screen = Screen(as_json=as_json)
    with reading_settings(context, aloud=False) as settings, open_libraries(settings) as libraries:
        from bot.watch import Watcher  # late: it brings the library
        from index.read import check_size, find_format

        limit = settings.max_file_bytes

        def check(source: str, size: int) -> None:
            find_format(source)
            check_size(source, size, limit)

        watcher = Watcher(chosen(libraries, server), folders, by="watch", limit=limit, check=check)
        complain(f"Following {', '.join(str(folder) for folder in folders)}. Ctrl+C ends it.")
        watcher.run(
            lambda changes: screen.report(show_changes(changes), changes_to_dict(changes)),
            complain,
            Event(),
        )
