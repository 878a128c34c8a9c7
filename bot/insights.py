"""The terminal's commands on what was asked, the glossary and how well questions are answered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.opening import BY, AsJson, Server, chosen, open_libraries, reading_settings
from bot.terminal import Screen, legible
from index.errors import AnswerError, UnreadableError
from index.types import Settled

glossary = typer.Typer(
    name="glossary", help="A library's own synonyms and abbreviations.", no_args_is_help=True
)

Entry = Annotated[str, typer.Argument(help="Words with = between them: “PTO = paid time off”.")]
Pictures = Annotated[
    Path | None, typer.Option(help="Save pictures as PNG files here.", metavar="FOLDER")
]


def insights(
    context: typer.Context,
    days: Annotated[int, typer.Option(help="How many days back, today too.", min=1, max=365)] = 30,
    pictures: Pictures = None,
    dismiss: Annotated[
        list[str] | None,
        typer.Option(help="Put an open question aside, by its id.", metavar="ID"),
    ] = None,
    answered: Annotated[
        list[str] | None,
        typer.Option(help="Say that an open question is answered, by its id.", metavar="ID"),
    ] = None,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Show what was asked and quoted, and what the documents don't answer."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        from bot.render.looking import insights_to_dict, show_insights

        library = chosen(libraries, server)
        for ids, settled in ((dismiss, Settled.DISMISSED), (answered, Settled.ANSWERED)):
            for answer_id in map(legible, ids or ()):
                question = library.questions.open_with(answer_id)
                if question is None:
                    raise AnswerError(
                        f"No open question has the id {answer_id}. `footnote insights` shows them."
                    )
                for each in question.answers:
                    library.kept.settle(each, settled, by=BY)
        found = library.questions.insights(days)
        if pictures is not None:
            from bot.language.speaker import ENGLISH
            from bot.render.plots import days_picture, documents_picture

            drawn = {
                "questions.png": days_picture(found.days, ENGLISH),
                "documents.png": documents_picture(found.documents, ENGLISH),
            }
            save_pictures(pictures, drawn)
        screen.report(show_insights(found), insights_to_dict(found))


def save_pictures(folder: Path, pictures: Mapping[str, bytes]) -> None:
    """Write pictures into a folder, which is made if it isn't there.

    Raises:
        UnreadableError: it can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures.items():
            (folder / name).write_bytes(picture)
    except OSError as error:
        raise UnreadableError(f"{folder} can't be written: {error.strerror}.") from error


@glossary.command("list")
def list_entries(context: typer.Context, as_json: AsJson = False, server: Server = None) -> None:
    """List the words that find one another."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        from bot.render.looking import glossary_to_dict, show_glossary

        found = chosen(libraries, server).glossary.entries()
        screen.report(show_glossary(found), glossary_to_dict(found))


@glossary.command()
def add(
    context: typer.Context, entry: Entry, as_json: AsJson = False, server: Server = None
) -> None:
    """Let words find one another from now on."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        from bot.render.looking import glossary_to_dict, show_glossary

        added = [chosen(libraries, server).glossary.add(legible(entry), by=BY)]
        screen.report(show_glossary(added), glossary_to_dict(added))


@glossary.command()
def remove(
    context: typer.Context, entry: Entry, as_json: AsJson = False, server: Server = None
) -> None:
    """Take words out of the glossary: the whole line, or one of its words."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        from bot.render.looking import glossary_to_dict, show_glossary

        removed = [chosen(libraries, server).glossary.remove(legible(entry), by=BY)]
        screen.report(show_glossary(removed), glossary_to_dict(removed))


def quality(
    context: typer.Context,
    questions: Annotated[
        Path | None,
        typer.Argument(help="More questions with known answers, one JSON object a line."),
    ] = None,
    pictures: Pictures = None,
    as_json: AsJson = False,
    server: Server = None,
) -> None:
    """Measure how well the team's own questions are answered, and which got worse."""
    screen = Screen(as_json=as_json)
    with reading_settings(context) as settings, open_libraries(settings) as libraries:
        from bot.language.speaker import ENGLISH
        from bot.render.looking import quality_to_dict, show_quality
        from bot.render.plots import quality_picture
        from index.evaluate import assess, read_questions

        given = read_questions(questions) if questions else []
        with screen.progress() as report:
            found = assess(chosen(libraries, server), given, report=report)
        if pictures is not None:
            drawn = quality_picture(found.measures, found.before, ENGLISH)
            save_pictures(pictures, {"quality.png": drawn})
        screen.report(show_quality(found), quality_to_dict(found))
