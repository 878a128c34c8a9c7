"""The terminal's commands `footnote index …`: generations and jobs."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.faults import Exit
from bot.opening import BY, AsJson, Server, chosen, open_libraries, reading_settings
from bot.render.care import (
    generations_to_dict,
    jobs_to_dict,
    show_generations,
    show_jobs,
    show_resumed,
)
from bot.render.json import changes_to_dict
from bot.terminal import Screen
from index.types import Progress

app = typer.Typer(name="index", help="Generations of the index, and jobs.", no_args_is_help=True)


@app.command()
def generations(context: typer.Context, as_json: AsJson = False, server: Server = None) -> None:
    """List the generations of the index that can be gone back to."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        found = chosen(libraries, server).generations()
        screen.report(show_generations(found), generations_to_dict(found))


@app.command()
def rollback(
    context: typer.Context,
    to: Annotated[
        int | None, typer.Option(help="The generation's number.", metavar="N", min=1)
    ] = None,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Undo the last rebuild; what was added or removed since stays so."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        library = chosen(libraries, server)
        library.rollback(by=BY, to=to)
        found = library.generations()
        screen.report(show_generations(found), generations_to_dict(found))


@app.command()
def jobs(context: typer.Context, as_json: AsJson = False) -> None:
    """List the additions and rebuilds, newest first."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        found = libraries.jobs.known()
        screen.report(show_jobs(found), jobs_to_dict(found))


@app.command()
def cancel(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="The job's number.", metavar="N")],
    as_json: AsJson = False,
) -> None:
    """Cancel a job; what it has added stays."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        found = [libraries.jobs.cancel(number, by=BY)]
        screen.report(show_jobs(found), jobs_to_dict(found))


@app.command()
def resume(context: typer.Context, as_json: AsJson = False) -> None:
    """Go on with the jobs that were broken off."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        with screen.progress() as report:
            done = libraries.resume(report or _silent)
        exact = [{"job": job.id, **changes_to_dict(changes)} for job, changes in done]
        screen.report(show_resumed(done), {"jobs": exact})
        left = any(not job.state.ended for job in libraries.jobs.known())
        refused = any(changes.refused for _, changes in done)
        raise typer.Exit(Exit.FAILED if left or refused else Exit.DONE)


def _silent(_: Progress) -> None:
    """Report to nobody."""
