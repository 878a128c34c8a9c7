"""The terminal's commands on a server's settings, and on what is kept about people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.faults import complain
from bot.opening import BY, AsJson, Server, open_libraries, reading_settings
from bot.opening import chosen as chosen_library
from bot.terminal import Screen
from index.errors import FootnoteError

if TYPE_CHECKING:
    from index.library import Library

settings_app = typer.Typer(
    help="What a server has chosen; without --server in direct messages.",
    invoke_without_command=True,
)
privacy_app = typer.Typer(help="What is kept about people.", no_args_is_help=True)

MOST_BYTES = 100_000  # of a file of settings; ours
Member = Annotated[
    str, typer.Argument(help="The member's number on Discord; “terminal” for who works here.")
]


class SettingsFileError(FootnoteError):
    """A file that settings can't be written to or read from."""


class MemberError(FootnoteError):
    """No member of Discord could be called so."""


@settings_app.callback()
def settings(context: typer.Context, as_json: AsJson = False, server: Server = None) -> None:
    """Show what a server has chosen, and what counts where it hasn't; or change it."""
    if context.invoked_subcommand is not None:
        # One that stands before `settings` holds for what follows as well.
        given = context.get_parameter_source("server")
        if (given is not None and given.name == "COMMANDLINE") or as_json:
            raise typer.BadParameter("Write --server and --json behind set, export or import.")
        return
    screen = Screen(as_json=as_json)
    with reading_settings(context) as ours, open_libraries(ours) as libraries:
        from bot.server_settings import NAMES, chosen_in, pack, show_value

        stored = chosen_library(libraries, server).settings.all()
        counts = chosen_in(ours, stored)
        width = max(map(len, NAMES))
        lines = [
            f"{name:{width}}  {show_value(name, getattr(counts, name))}"
            + ("" if name in stored else "  (default)")
            for name in NAMES
        ]
        plain = {name: pack(getattr(counts, name)) for name in NAMES}
        chosen = [name for name in NAMES if name in stored]
        screen.report("\n".join(lines), {"settings": plain, "chosen": chosen})


@settings_app.command("set")
def change(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Which setting.")],
    value: Annotated[
        str, typer.Argument(help="Its value, as `footnote settings` shows it; or “default”.")
    ],
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Choose for a server, from now on."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as ours, open_libraries(ours) as libraries:
        from bot.chosen import Chosen
        from bot.server_settings import BACK

        given = None if value.strip().lower() == BACK else value
        library = chosen_library(libraries, server)
        changed = Chosen(ours, libraries).put(library, {name: given}, by=BY)
        _tell_changed(screen, changed)


@settings_app.command("export")
def export_settings(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A new file.")],
    server: Server = None,
) -> None:
    """Write what a server has chosen into a file."""
    with reading_settings(context) as ours, open_libraries(ours) as libraries:
        from bot.server_settings import export

        _write_new(file, export(chosen_library(libraries, server).settings.all()))
        complain(f"The settings are in {file}.")


@settings_app.command("import")
def import_settings(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="What `settings export` wrote.")],
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Choose for a server what a file says; what isn't in it goes back to the default."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as ours, open_libraries(ours) as libraries:
        from bot.chosen import Chosen
        from bot.server_settings import read_export

        values = read_export(_read(file))
        library: Library = chosen_library(libraries, server)
        _tell_changed(screen, Chosen(ours, libraries).replace(library, values, by=BY))


def _tell_changed(screen: Screen, changed: Mapping[str, Any]) -> None:
    from bot.server_settings import pack, show_value

    lines = [f"{name} is {show_value(name, value)}." for name, value in changed.items()]
    plain = {name: pack(value) for name, value in changed.items()}
    screen.report("\n".join(lines) or "Nothing has changed.", {"changed": plain})


@privacy_app.command("show")
def show(context: typer.Context, member: Member) -> None:
    """Print all that is kept about a member, in all servers, as JSON."""
    with reading_settings(context) as ours, open_libraries(ours) as libraries:
        kept = libraries.privacy.show(_who(member))
        Screen().lines([json.dumps(kept, ensure_ascii=False, indent=2) + "\n"])


@privacy_app.command("forget")
def forget(
    context: typer.Context,
    member: Member,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether it is meant.")] = False,
    as_json: AsJson = False,
) -> None:
    """Let go of all that a member asked, thought and waits for, in all servers."""
    screen = Screen(as_json=as_json)
    if not yes:
        typer.confirm(f"Forget {member} in all servers? It can't be undone.", abort=True, err=True)
    with reading_settings(context) as ours, open_libraries(ours) as libraries:
        who = _who(member)
        counts = libraries.privacy.forget(who)
        told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
        screen.report(f"{who} is forgotten: {told}.", {"forgotten": counts})


@privacy_app.command("purge")
def purge(context: typer.Context, as_json: AsJson = False) -> None:
    """Let go of what is kept for longer than each server wants; the bot does that every day."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as ours, open_libraries(ours) as libraries:
        from bot.chosen import Chosen

        gone = dict(Chosen(ours, libraries).let_go())
        told = ", ".join(f"{count:,} answers of {name}" for name, count in gone.items())
        screen.report(f"Let go of: {told or 'nothing'}.", {"let_go": gone})


def _who(member: str) -> str:
    """A member's name in the record, by what was typed: 5, <@5>, discord:5 or terminal."""
    number = member.strip().removeprefix("discord:").removeprefix("<@").removesuffix(">")
    if member.strip() == BY:
        return BY
    if not (number.isascii() and number.isdigit()):
        raise MemberError(
            f"“{member}” is no member's number. On Discord: Developer Mode, then Copy User ID."
        )
    return f"discord:{int(number)}"


def _write_new(file: Path, data: bytes) -> None:
    try:
        with file.open("xb") as opened:
            opened.write(data)
    except FileExistsError:
        raise SettingsFileError(f"{file} exists already. Name a new file.") from None
    except OSError as error:
        raise SettingsFileError(
            f"{file} can’t be written: {error.strerror}. Name another file."
        ) from error


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise SettingsFileError(f"{file} can't be read: {error.strerror}. Name another.") from error
    if len(data) > MOST_BYTES:
        raise SettingsFileError(f"{file} is too large for settings. Name what was exported.")
    return data
