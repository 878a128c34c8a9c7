"""Discord's limits on commands, as the loopback server checks them in every language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loopback.command_limits import command_problems

Json = dict[str, Any]


def _option(name: str, **fields: object) -> Json:
    return {"name": name, "description": "d", "type": 3} | fields


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"name_localizations": {"de": "f" * 32, "fr": "privé-d'ici"}}, []),
        ({"name_localizations": {"de": "Fragen"}}, ["0.name_localizations.de"]),
        ({"name_localizations": {"de": "neu bauen"}}, ["0.name_localizations.de"]),
        ({"name_localizations": {"fr": "f" * 33}}, ["0.name_localizations.fr"]),
        ({"description_localizations": {"de": "d" * 100}}, []),
        ({"description_localizations": {"de": "d" * 101}}, ["0.description_localizations.de"]),
        ({"options": [_option("a"), _option("b", name_localizations={"de": "a"})]}, ["0.options"]),
        ({"options": [_option(n, name_localizations={"de": n * 2}) for n in "ab"]}, []),
        ({"type": 3, "description": "", "name_localizations": {"de": "In Dokumenten finden"}}, []),
        (
            {"type": 3, "description": "", "name_localizations": {"de": "d" * 33}},
            ["0.name_localizations.de"],
        ),
    ],
)
def test_limits_hold_in_every_language(fields: Json, places: list[str]) -> None:
    command = {"name": "ask", "description": "d", "type": 1} | fields

    assert [problem.place for problem in command_problems([command])] == places


def test_the_longest_language_counts() -> None:
    def command(last: int) -> Json:
        options = [
            _option(f"opt{number:02}", description_localizations={"de": "d" * 100})
            for number in range(25)
        ]
        full = {"name": "n" * 100, "value": "v" * 100}
        options[0]["choices"] = [full] * 25
        options[1]["choices"] = [full, {"name": "n" * 100, "value": "v" * last}]
        return {"name": "ask", "description": "d", "type": 1, "options": options}

    fixed = 3 + 1 + 25 * (5 + 100) + 26 * 200 + 100
    assert list(command_problems([command(8000 - fixed)])) == []
    assert [each.code for each in command_problems([command(8001 - fixed)])] == [
        "APPLICATION_COMMAND_TOO_LARGE"
    ]
