"""What no Discord client sends: options of another type, choices that were never offered, rubbish.

Discord refuses most of it itself. Whoever gets past Discord reads one sentence, and nothing that
is kept changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from discord import AppCommandOptionType as Kind
from discord import app_commands

from bot.render.discord import sentence
from bot.render.steps import Step, step_id
from index.types import Limits
from tests.bot.matrix import NUMBERS, Json, World, open_world
from tests.loopback import ShownMessage, asking, payloads
from tests.loopback.interactions import AUTOCOMPLETE, COMMAND, MODAL_SUBMIT

MISFIT = "private: Discord still shows an old form of this command; reload Discord and try again."
HALF = "\ud83d"  # of an emoji
RUBBISH: tuple[Any, ...] = (
    *(None, True, -1, 2**53 + 1, 2**70, 1.5, "x", "", HALF, "9" * 5000, [], ["x"], {}),
    *({"id": "1"},),
)


def fits(kind: Kind, value: object) -> bool:
    """Whether Discord would let a value through that an option of this kind has."""
    if kind is Kind.integer and isinstance(value, int) and not isinstance(value, bool):
        return abs(value) <= 2**53
    if kind is Kind.string and isinstance(value, str):
        return HALF not in value
    return kind is Kind.boolean and isinstance(value, bool)


MORE_OF_THE_SAME = frozenset(f"file{number}" for number in range(3, 11))


def parameters(world: World) -> Iterator[tuple[app_commands.Command[Any, Any, Any], Any]]:
    """Everything that commands ask for; of ten files the first two."""
    for command in world.client.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            for each in command.parameters:
                if each.display_name not in MORE_OF_THE_SAME:
                    yield command, each


def options(
    command: app_commands.Command[Any, Any, Any],
    name: str,
    option: Json,
    document: str = "handbook.md",
) -> list[Json]:
    """One option as given, and those beside it that the command can't do without."""
    others = {"document": document, "name": "book.md"}
    beside = [
        {"name": each.display_name, "type": each.type.value, "value": others[each.display_name]}
        for each in command.parameters
        if each.required and each.display_name in others and each.display_name != name
    ]
    return [*beside, option]


async def test_options_of_another_type_are_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_world(tmp_path) as world:
        before = world.kept()
        for command, parameter in parameters(world):
            name = parameter.display_name
            wrong = [
                {"name": name, "type": kind.value, "value": value}
                for kind in (parameter.type, Kind.number, Kind.role, Kind.mentionable)
                for value in RUBBISH
                if not (kind is parameter.type and fits(kind, value))
            ]
            wrong += [{"name": name, "type": parameter.type.value}, {"name": name}]
            for option in wrong:
                given = options(command, name, option)
                told = await world.forge(world.max, command.qualified_name, given)
                assert (command.qualified_name, option, told) == (
                    *(command.qualified_name, option, [MISFIT]),
                )
        assert world.kept() == before
    assert [each for each in caplog.records if each.exc_info] == []


UNTYPED: tuple[Any, ...] = (None, 7, HALF, [], {})


async def test_what_cannot_be_read_while_somebody_types_offers_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_world(tmp_path) as world:
        for command, parameter in parameters(world):
            if parameter.autocomplete:
                for value in UNTYPED:
                    option = {"name": parameter.display_name, "value": value, "focused": True}
                    data = world.command_data(
                        world.max, command.qualified_name, [option | {"type": parameter.type.value}]
                    )
                    reply = world.server.send(AUTOCOMPLETE, world.max, world.home(world.max), data)
                    await world.server.finished(reply, lambda now: now.callback is not None, "")
                    assert (command.qualified_name, value, reply.choices) == (
                        *(command.qualified_name, value, []),
                    )
        gone = {"id": "7", "name": "gone", "type": 1, "options": []}
        reply = world.server.send(AUTOCOMPLETE, world.max, world.home(world.max), gone)
        await world.server.finished(reply, lambda now: now.callback is not None, "")
        assert reply.choices == []
    assert [each for each in caplog.records if each.exc_info] == []


@pytest.mark.parametrize(
    "name", ["Find in documents", "Check against documents", "Add to documents"]
)
async def test_a_menu_without_its_message_is_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    async with open_world(tmp_path) as world:
        state, home = world.server.state, world.home(world.max)
        menu = asking.find_command(state, world.max, home, name, asking.MESSAGE_MENU).command
        written = world.server.post(world.max, home, "Hello")
        described = payloads.message(written, state)
        for target, resolved in (
            *(("1", {}), (str(written.id), {"messages": {}}), (None, {"messages": {}})),
            (str(written.id), {"messages": {str(written.id): {}}}),
            ("1", {"messages": {str(written.id): described}}),
        ):
            data = {"id": menu["id"], "name": name, "type": 3, "resolved": resolved}
            data |= {} if target is None else {"target_id": target}
            reply = world.server.send(COMMAND, world.max, home, data)
            assert await world.seen(reply) == [MISFIT]
    assert [each for each in caplog.records if each.exc_info] == []


ODD = (
    *("a\x00b", "a\x00 = b", "\x00", "\u202eb = a", "\ufeff", "=", "a = = b", "\n", "`" * 50),
    *("../../etc/passwd", "C:\\x", "%s %d {0}", "'; DROP TABLE job; --", "\u0600", "e\u0301" * 300),
    *("🙂" * 500, "x" * 6000, "-1", "٣", "@everyone", "<@1>", "a\u2028b", "a\x1bb", "NEAR(a b)"),
)


async def test_odd_texts_are_no_faults_of_ours(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_world(tmp_path) as world:
        library = world.libraries.server(world.lamps.id)
        for command, parameter in parameters(world):
            for odd in ODD if parameter.type is Kind.string else ():
                own = [each.source for each in library.documents() if not each.shared][-1]
                option = {"name": parameter.display_name, "type": 3, "value": odd}
                given = options(command, parameter.display_name, option, document=own)
                [told, *_] = await world.forge(world.max, command.qualified_name, given)
                assert "something went wrong" not in told.casefold()
        assert [each for each in world.libraries.jobs.known() if each.note] == []
    assert [each for each in caplog.records if each.exc_info] == []


FORMS = {
    "footnote:ask:question": ("question", "who"),
    "footnote:open-files:{answer}": ("files",),
    "footnote:why:{answer}:1": ("reason",),
    "footnote:settings-form:places": ("channels", "panels", "forums"),
    "footnote:settings-form:managers": ("managers",),
    "footnote:settings-form:privacy": ("keep_days", "keep_questions"),
    "footnote:settings-form:silence": ("silence",),
    "footnote:settings-form:language": ("language",),
}
NO_VALUES = (None, "", HALF, "x" * 6000, "9" * 5000, "-1", "1", "٣", "nan", "1e400")


async def test_odd_fields_of_forms_are_no_faults_of_ours(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_world(tmp_path) as world:
        home = world.home(world.max)
        _, answer = await world.ask(world.ann, "How many nights does the green lantern burn?")
        odd = (*NO_VALUES, str(world.oil.channel.id))
        for form, names in FORMS.items():
            fields: list[list[Json]] = [[]]
            for name in names:
                fields += [[{"custom_id": name, "type": 4, "value": each}] for each in odd]
                fields += [[{"custom_id": name, "type": 8, "values": [each]}] for each in odd]
                fields += [[{"custom_id": name, "type": 8, "values": None}]]
            for given in fields:
                rows = [{"type": 18, "component": each} for each in given]
                data = {"custom_id": form.format(answer=answer), "components": rows}
                reply = world.server.send(MODAL_SUBMIT, world.max, home, data)
                [told, *_] = await world.seen(reply)
                assert "went wrong" not in told
        settings = world.libraries.server(world.lamps.id).settings.all()
        assert {name: value for name, value in settings.items() if value} == {"silence": 1.0}
    assert [each for each in caplog.records if each.exc_info] == []


async def test_what_is_not_in_the_server_limits_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_world(tmp_path) as world:
        library = world.libraries.server(world.lamps.id)
        number = library.shelf.number("handbook.md")
        limits = Limits(frozenset({world.lamps.channel.id}), frozenset({world.keepers.id}))
        library.limit("handbook.md", limits, by="test")
        foreign = str(world.oil.channel.id)
        before = world.kept()
        for step, kind in ((Step.CHANNELS, "channel"), (Step.ROLES, "role")):
            for value in (*NO_VALUES, foreign):
                said = sentence(f"“{str(value)[:40]}” is no {kind} of this server. Choose others.")
                chosen: Any = [value]
                told = await world.press(
                    world.max, step_id(step, number), await report(world), chosen
                )
                assert (value, told[-1]) == (value, NUMBERS.sub("…", f"private: {said}"))
            told = await world.press(world.max, step_id(step, number), await report(world))
            assert told[-1] == MISFIT
        assert world.kept() == before
        assert library.shelf.document("handbook.md").limits == limits
    assert [each for each in caplog.records if each.exc_info] == []


async def report(world: World) -> ShownMessage:
    """A message with buttons that the manager alone sees."""
    return (await world.slash(world.max, "settings show")).messages[0]
