"""Discord's limits, as the loopback server checks them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loopback import Upload
from tests.loopback.command_limits import command_problems
from tests.loopback.limits import choices_problems, is_empty, message_problems, modal_problems

Json = dict[str, Any]


def _button(**fields: object) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | fields


def _row(*inner: Json) -> Json:
    return {"type": 1, "components": list(inner)}


V2 = 1 << 15


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"content": "x" * 2000}, []),
        ({"content": "x" * 2001}, ["content"]),
        ({"flags": 1 << 1}, ["flags"]),
        ({"nonce": "1" * 26}, ["nonce"]),
        ({"embeds": [{"title": "t" * 256, "description": "d" * 4096}]}, []),
        ({"embeds": [{"title": "t" * 257}]}, ["embeds.0.title"]),
        ({"embeds": [{"description": "d" * 4097}]}, ["embeds.0.description"]),
        ({"embeds": [{"title": "t", "footer": {"text": "f" * 2049}}]}, ["embeds.0.footer.text"]),
        ({"embeds": [{"description": "d" * 3001}] * 2}, ["embeds"]),
        ({"embeds": [{"title": "t"}] * 11}, ["embeds"]),
        ({"embeds": [{}]}, ["embeds.0.description"]),
        ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, ["embeds.0.fields"]),
        (
            {"embeds": [{"fields": [{"name": "", "value": "v" * 1025}]}]},
            ["embeds.0.fields.0.name", "embeds.0.fields.0.value"],
        ),
        ({"components": [_row(_button())]}, []),
        ({"components": [_button()]}, ["components.0.type"]),
        ({"components": [_row()]}, ["components.0.components"]),
        ({"components": [_row(_button()), _row(_button())]}, ["components"]),
        ({"components": [_row(_button(label="l" * 81))]}, ["components.0.components.0.label"]),
        (
            {"components": [_row(_button(custom_id="c" * 101))]},
            ["components.0.components.0.custom_id"],
        ),
        (
            {"components": [_row({"type": 2, "style": 5, "label": "l", "url": "u" * 513})]},
            ["components.0.components.0.url"],
        ),
        (
            {"components": [_row(*(_button(custom_id=str(n)) for n in range(6)))]},
            ["components.0.components"],
        ),
        (
            {"components": [_row(*(_button(custom_id=str(n)),)) for n in range(6)]},
            ["components"],
        ),
        (
            {"components": [_row({"type": 3, "custom_id": "c", "options": []})]},
            ["components.0.components.0.options"],
        ),
        ({"components": [{"type": 10, "content": "text"}]}, ["components.0.type"]),
        ({"flags": V2, "components": [{"type": 10, "content": "t" * 4000}]}, []),
        ({"flags": V2, "components": [{"type": 10, "content": "t" * 2001}] * 2}, ["components"]),
        ({"flags": V2, "components": [{"type": 10, "content": "t"}] * 41}, ["components"]),
        ({"flags": V2, "content": "c", "components": [{"type": 10, "content": "t"}]}, ["content"]),
        (
            {"flags": V2, "components": [{"type": 9, "components": []}]},
            ["components.0.components", "components.0.accessory"],
        ),
        (
            {"allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            ["allowed_mentions.users"],
        ),
    ],
)
def test_limits_of_messages(fields: Json, places: list[str]) -> None:
    assert [problem.place for problem in message_problems(fields)] == places


def test_limits_of_files_and_empty_messages() -> None:
    most = Upload("most.bin", b"x" * 10 * 1024 * 1024)
    over = Upload("over.bin", most.content + b"x")
    assert [one.place for one in message_problems({}, [most, over])] == ["files.1"]
    assert [one.place for one in message_problems({}, [Upload("a", b"")] * 11)] == ["files"]
    assert is_empty({"content": " \n"}, [])
    assert not is_empty({"content": " \n"}, [most])
    assert not is_empty({"components": [_row(_button())]}, [])


def test_limits_of_choices_and_modals() -> None:
    assert not list(choices_problems([{"name": "n" * 100, "value": "v" * 100}] * 25))
    long = [{"name": "n", "value": "v" * 101}]
    assert [one.place for one in choices_problems(long)] == ["data.choices.0.value"]
    field = {"type": 4, "custom_id": "c", "label": "l" * 46, "style": 1}
    modal = {"title": "t" * 46, "custom_id": "m", "components": [_row(field)]}
    assert [one.place for one in modal_problems(modal)] == [
        "data.title",
        "data.components.0.components.0.label",
    ]
    label = {"type": 18, "label": "l" * 45, "component": {"type": 4, "custom_id": "c"}}
    modal = {"title": "t" * 45, "custom_id": "m", "components": [label] * 6}
    assert [one.place for one in modal_problems(modal)] == ["data.components"]


def _command(**fields: object) -> Json:
    return {"name": "ask", "description": "Ask", "type": 1, "options": []} | fields


def _option(**fields: object) -> Json:
    return {"type": 3, "name": "question", "description": "What to ask"} | fields


@pytest.mark.parametrize(
    ("commands", "places"),
    [
        ([_command(options=[_option()])], []),
        ([_command(name="Ask")], ["0.name"]),
        ([_command(name="a" * 33)], ["0.name"]),
        ([_command(description="")], ["0.description"]),
        ([_command(description="d" * 101)], ["0.description"]),
        ([_command(), _command()], ["1"]),
        ([_command(options=[_option(description="")])], ["0.options.0.description"]),
        ([_command(options=[_option(), _option()])], ["0.options"]),
        (
            [_command(options=[_option(), _option(name="b", required=True)])],
            ["0.options"],
        ),
        ([_command(options=[_option(name=f"o{n}") for n in range(26)])], ["0.options"]),
        (
            [_command(options=[_option(choices=[{"name": "", "value": "v"}])])],
            ["0.options.0.choices.0.name"],
        ),
        (
            [_command(options=[_option(type=1, options=[_option(name="No Name")])])],
            ["0.options.0.options.0.name"],
        ),
        (
            [
                _command(
                    options=[
                        _option(
                            name=f"o{n}",
                            choices=[{"name": f"{m:02}" + "n" * 98, "value": m} for m in range(25)],
                        )
                        for n in range(4)
                    ]
                )
            ],
            ["0"],
        ),
        ([_command(name=f"c{n}") for n in range(101)], ["commands"]),
        ([{"name": f"Menu {n}", "type": 3} for n in range(16)], ["commands"]),
    ],
)
def test_limits_of_commands(commands: list[Json], places: list[str]) -> None:
    assert [problem.place for problem in command_problems(commands)] == places
