"""The terminal's commands on single documents: remove, bring-back, limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from bot.faults import Exit, complain
from bot.opening import BY, AsJson, Server, chosen, open_libraries, reading_settings
from bot.render.care import limited_to_dict, show_limited
from bot.render.json import changes_to_dict
from bot.render.terminal import show_changes
from bot.terminal import Screen, legible
from index.errors import UnknownDocumentError
from index.types import Changes, Limits, Refusal

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
    name: Annotated[str, typer.Argument(help="A document, as `footnote list` names it.")],
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
