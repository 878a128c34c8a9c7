"""The log: its two forms, and that no token and no question stands in it unasked."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings
from bot.faults import LOG_NAME, Journal
from bot.logs import JsonFormatter, TextFormatter, event, hide
from tests.bot.lamp_shop import HOW_LONG, open_shop
from tests.loopback import TOKEN

SECRET = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.not-a-real-token-of-anybody-at-all"
OTHER = "OTg3NjU0MzIxMDk4NzY1NDMy.Gzyxwv.not-a-real-token-of-somebody-else-too"


def record(message: str, *values: object, extra: Any = None, error: bool = False) -> Any:  # noqa: ANN401
    made = logging.getLogger("bot.test").makeRecord(
        *("bot.test", logging.WARNING, "test.py", 1, message, values),
        sys.exc_info() if error else None,
        extra=extra,
    )
    made.created, made.msecs = 1700000000.25, 250.0
    return made


def test_a_line_of_text_stays_one_line() -> None:
    line = TextFormatter(SECRET).format(record("%s is\r\nbad", "a\nb.md"))
    assert line.endswith(" WARNING bot.test: a\\nb.md is\\r\\nbad")


def test_an_event_is_an_object_on_one_line() -> None:
    extra = event("question", server=5, command="ask", milliseconds=120, outcome="answered")
    line = JsonFormatter(SECRET).format(record("It took %d ms\n“so”", 120, extra=extra))
    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2023-11-14T22:13:20.250+00:00",
        "level": "WARNING",
        "logger": "bot.test",
        "event": "question",
        "message": "It took 120 ms\n“so”",
        "server": 5,
        "command": "ask",
        "milliseconds": 120,
        "outcome": "answered",
    }


def test_an_error_has_its_class_and_its_trace_and_no_token() -> None:
    try:
        raise ZeroDivisionError({"token": SECRET}, f"/webhooks/12/{'x' * 40}/messages")
    except ZeroDivisionError:
        made = record("Told %r", [SECRET, OTHER], extra=event("e", what=[SECRET]), error=True)
    found = json.loads(JsonFormatter(SECRET).format(made))
    trace = found.pop("trace")
    assert trace.startswith("Traceback (most recent call last):\n")
    assert trace.endswith(
        "ZeroDivisionError: ({'token': '[token]'}, '/webhooks/12/[token]/messages')\n"
    )
    assert found == {
        "time": "2023-11-14T22:13:20.250+00:00",
        "level": "WARNING",
        "logger": "bot.test",
        "event": "e",
        "message": "Told ['[token]', '[token]']",
        "what": ["[token]"],
        "error": "ZeroDivisionError",
    }
    text = TextFormatter(SECRET).format(made)
    assert SECRET not in text
    assert OTHER not in text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"Authorization: Bot {OTHER}", "Authorization: Bot [token]"),
        (f"/interactions/12/{'aW50-_' * 8}/callback", "/interactions/12/[token]/callback"),
        ("""{"token": "abc", 'token': 'it"s'}""", """{"token": "[token]", 'token': '[token]'}"""),
        ("secret! and secret!", "[token] and [token]"),
        ("/webhooks/12/short", "/webhooks/12/short"),
        ("v1.2.3 of 2007-10-12.", "v1.2.3 of 2007-10-12."),
    ],
)
def test_what_is_a_token_is_hidden_and_nothing_else(text: str, hidden: str) -> None:
    assert hide(text, "secret!") == hidden


@contextmanager
def journal(folder: Path, *, questions: bool, as_json: bool = True) -> Iterator[Path]:
    kept = Journal(folder)
    kept.start(folder, "DEBUG", secret=TOKEN, aloud=False, as_json=as_json, questions=questions)
    try:
        yield folder / LOG_NAME
    finally:
        kept.stop()


@pytest.mark.parametrize("questions", [False, True])
async def test_the_log_of_a_question(tmp_path: Path, questions: bool) -> None:
    chosen = Settings(member_rate=600, server_rate=6000, log_questions=questions)
    with journal(tmp_path / "log", questions=questions) as path:
        logging.getLogger("discord.http").debug("with %s", {"Authorization": f"Bot {TOKEN}"})
        async with open_shop(tmp_path / "data", settings=lambda _: chosen) as shop:
            server, guild = shop.server, shop.guild
            reply = await server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
            await server.say(shop.ann, shop.channel, f"{server.bot.mention} {HOW_LONG}")
            tokens = [TOKEN, *server.state.replies]
    text = path.read_text(encoding="utf-8")
    assert reply.done
    assert len(tokens) == 2
    assert [each for each in tokens if each in text] == []
    assert (HOW_LONG in text) == questions
    assert ("WebSocket Event" in text) == questions  # discord.py's own, for DEBUG
    found = [json.loads(line) for line in text.splitlines()]
    asked = [each for each in found if each["event"] == "question"]
    assert [
        {key: each.get(key) for key in ("server", "command", "outcome", "question", "message")}
        for each in asked
    ] == [
        {
            "server": guild.id,
            "command": command,
            "outcome": "answered",
            "question": HOW_LONG if questions else None,
            "message": f"A question ({command}, in server {guild.id}) was answered after "
            f"{each['milliseconds']} ms" + (f": {HOW_LONG}" if questions else ""),
        }
        for command, each in zip(("ask", "message"), asked, strict=True)
    ]
    assert {each["event"] for each in found} >= {"commands", "closing", "question"}


async def test_a_failure_that_carries_the_token_is_logged_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError(f"Bot {TOKEN}") from OSError(TOKEN)

    with journal(tmp_path / "log", questions=False, as_json=False) as path:
        async with open_shop(tmp_path / "data") as shop:
            monkeypatch.setattr("bot.client.answer_message", broken)
            shop.server.post(shop.ann, shop.channel, "hello")
            await shop.server.slash(shop.ann, shop.channel, "help")
    text = path.read_text(encoding="utf-8")
    assert TOKEN not in text
    assert "ZeroDivisionError: Bot [token]" in text
    assert "OSError: [token]" in text
