"""The terminal's commands that look after the bot and the data folder."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.faults import Exit, OutputError, complain
from bot.opening import AsJson, open_libraries, reading_settings
from bot.render.audit import csv_lines, json_lines
from bot.render.care import (
    backup_to_dict,
    findings_to_dict,
    health_to_dict,
    servers_to_dict,
    show_backup,
    show_findings,
    show_servers,
)
from bot.terminal import Screen
from index.errors import FootnoteError, StoreError
from index.types import Finding, Severity

if TYPE_CHECKING:
    from bot.chosen import Chosen
    from bot.config import Settings
    from index.libraries import Libraries


def doctor(
    context: typer.Context,
    deep: Annotated[
        bool, typer.Option("--deep", help="Read every byte and every row; takes minutes.")
    ] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended, then look again.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Look for damage in the data folder, and mend it."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings:
        done: list[str] = []
        found: tuple[Finding, ...]
        from index.doctor import examine, unopened  # late: they bring faiss

        try:
            with open_libraries(settings) as libraries:
                if repair:
                    from index.repair import repair as mend

                    for each in mend(libraries.store, libraries.encoder):
                        done.append(each)  # one by one: what was done is told in any case
                    for name, count in _chosen(settings, libraries).let_go().items():
                        done.append(f"Answers of {name}, kept for too long, let go of: {count:,}.")
                found = examine(libraries.store, libraries.encoder, deep=deep)
                if not any(each.severity is Severity.DAMAGE for each in found):
                    found += _kept_too_long(settings, libraries)
        except StoreError as error:
            found = unopened(error)
        screen.report(show_findings(found, done), findings_to_dict(found, done))
        damaged = any(each.severity is Severity.DAMAGE for each in found)
        raise typer.Exit(Exit.DAMAGED if damaged else Exit.DONE)


def health(context: typer.Context, as_json: AsJson = False) -> None:
    """Say whether the running bot is well; ends with 3 if it isn't."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings:
        from bot.health import judge  # late: what it needs of the library
        from bot.pulse import read_pulse

        try:
            free = shutil.disk_usage(settings.data).free
        except OSError:
            free = None
        found = judge(read_pulse(settings.data), free, time.time())
        screen.report(show_findings(found, ()), health_to_dict(found))
        well = all(each.severity is Severity.FINE for each in found)
        raise typer.Exit(Exit.DONE if well else Exit.FAILED)


def servers(context: typer.Context, as_json: AsJson = False) -> None:
    """List the Discord servers of which anything is kept, and those that were left."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        from index.left import server_libraries  # late: with what the libraries bring

        found = server_libraries(libraries)
        grace = settings.leave_grace_days
        screen.report(show_servers(found, grace), servers_to_dict(found, grace))


def _chosen(settings: Settings, libraries: Libraries) -> Chosen:
    from bot.chosen import Chosen  # late: with the settings it brings pydantic

    return Chosen(settings, libraries)


def _kept_too_long(settings: Settings, libraries: Libraries) -> tuple[Finding, ...]:
    """What names people for longer than they were promised."""
    due = _chosen(settings, libraries).due()
    return tuple(
        Finding(
            "privacy",
            Severity.WARNING,
            f"Answers of the library {name} are kept for longer than they may be: {count:,}.",
            "Start the bot, or run “footnote privacy purge”.",
        )
        for name, count in due.items()
    )


def backup(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="Where the backup shall be; nothing may be there.")
    ],
    as_json: AsJson = False,
) -> None:
    """Make a backup, while everything goes on."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        from index.backup import back_up  # late: with what the libraries bring

        made = back_up(libraries.store, folder)
        screen.report(show_backup("backed up", made), backup_to_dict(made))
        for fingerprint in made.damaged:
            complain(
                f"The original {fingerprint[:12]}… was damaged before and is not in the backup. "
                "Run “footnote doctor --deep --repair”, then back up again."
            )
        raise typer.Exit(Exit.DAMAGED if made.damaged else Exit.DONE)


def restore(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="What `footnote backup` made.", metavar="BACKUP")],
    as_json: AsJson = False,
) -> None:
    """Check a backup and put it back, into a data folder without documents."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings:
        from index.backup import restore as put_back  # late: it brings faiss

        made = put_back(folder, settings.data)
        screen.report(show_backup("restored", made), backup_to_dict(made))


def audit(
    context: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON, one object a line; this is the default.")
    ] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV, for spreadsheets.")] = False,
    output: Annotated[
        Path | None, typer.Option(help="Write to a new file.", metavar="FILE")
    ] = None,
) -> None:
    """Export who added, removed and rebuilt, and which answer quoted what."""
    if as_json and as_csv:
        raise typer.BadParameter("Give --json or --csv, not both.")
    screen = Screen()
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        try:
            _chosen(settings, libraries).let_go()  # nobody is to be named for too long here either
        except FootnoteError as error:
            complain(str(error))
        events = libraries.events()
        lines = csv_lines(events) if as_csv else json_lines(events)
        if output is None:
            screen.lines(lines)
            return
        try:
            with output.open("x", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        except FileExistsError:
            raise AuditError(f"{output} exists already. Name a new file.") from None
        except OSError as error:
            raise OutputError(
                f"{output} can’t be written: {error.strerror}. Name another file."
            ) from error
        complain(f"{len(events):,} events are in {output}.")


class AuditError(FootnoteError):
    """An audit trail that can't be exported to where it was to go."""
