"""A server that the bot leaves: its documents are kept for a grace, and purged after it."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import Any

import pytest

from bot.telling import tell_waiting
from index.left import DAY_SECONDS, LEFT, server_libraries
from index.types import OPERATOR, JobState
from tests.bot.lamp_shop import HOW_LONG, VOUCHERS, LampShop, open_shop

DAY = "2026-03-01"
REASON = "It says nothing of oil lamps."
LEFT_AT = 1772323200.0  # its first moment


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    found = [each.getMessage() for each in caplog.records if each.name == "bot.leaving"]
    caplog.clear()
    return found


def at(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    monkeypatch.setattr("bot.leaving.time", _Time(LEFT_AT + days * DAY_SECONDS))


class _Time:
    def __init__(self, now: float) -> None:
        self._now = now

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(time, name)

    def time(self) -> float:
        return self._now


async def left(shop: LampShop) -> None:
    """Throw the bot out, and wait until it has noted that."""
    shop.server.remove_guild(shop.guild)
    async with asyncio.timeout(60):
        while shop.libraries.server(shop.guild.id).settings.get(LEFT) is None:
            await shop.client.desk.worker.changes.run(lambda: None)
    # What it has to say of that it says before it looks round again.
    await shop.client.grace.look_round()


async def test_coming_back_within_the_grace_restores_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with open_shop(tmp_path) as shop:
        at(monkeypatch, 0)
        library = shop.libraries.server(shop.guild.id)
        before = library.documents(OPERATOR)
        await left(shop)
        assert [each for each in lines(caplog) if str(shop.guild.id) in each] == [
            f"Server {shop.guild.id} is left: its documents (1), its members' answers (0) and its "
            "settings are kept until 2026-03-31 and purged then, unless the bot is added again "
            "(FOOTNOTE_LEAVE_GRACE_DAYS=30)"
        ]
        at(monkeypatch, 29.9)
        await shop.client.grace.look_round()
        await tell_waiting(shop.client, shop.client.desk)
        assert lines(caplog) == []
        shop.server.state.guilds[shop.guild.id] = shop.guild
        shop.server.state.gateway.dispatch("GUILD_CREATE", _described(shop))
        while library.settings.get(LEFT) is not None:
            await shop.client.desk.worker.changes.run(lambda: None)
        reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
        assert "thirty days" in reply.messages[0].text
        assert library.documents(OPERATOR) == before
        at(monkeypatch, 3000)
        await shop.client.grace.look_round()
        assert library.documents(OPERATOR) == before
        assert lines(caplog)[0] == (
            f"Server {shop.guild.id} has added the bot again: its documents (1) answer as before"
        )


def _described(shop: LampShop) -> dict[str, Any]:
    from tests.loopback import payloads

    shop.guild.announced = True
    return payloads.guild(shop.guild)


async def test_after_the_grace_all_is_purged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with open_shop(tmp_path) as shop:
        library = shop.libraries.server(shop.guild.id)
        library.add([("old.md", b"# Old\n\nThe old lamp is green.\n")], by="test")
        library.remove("old.md", by="test")
        library.settings.put({"keep_days": 400}, by=f"discord:{shop.manager.id}")
        shop.libraries.staging.keep(
            library.name, [("new.md", b"# New\n\nThe new lamp is red.\n")], by="discord:5"
        )
        shared = shop.libraries.shared.documents(OPERATOR)
        asked = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
        [message] = asked.messages
        await shop.server.click(shop.ann, message, message.buttons["Helpful"])
        doubt = await shop.server.click(shop.manager, message, message.buttons["Not helpful"])
        [thanks] = doubt.messages
        form = await shop.server.click(shop.manager, thanks, thanks.buttons["Say why"])
        await shop.server.submit(shop.manager, form, {"reason": REASON})
        elsewhere = shop.libraries.shared.ask(VOUCHERS, who=f"discord:{shop.ann.id}")
        at(monkeypatch, 0)
        await left(shop)
        at(monkeypatch, 30.1)
        await shop.client.grace.look_round()
        assert [each for each in lines(caplog) if str(shop.guild.id) in each][1:] == [
            f"Server {shop.guild.id} was left on {DAY}: its documents (1), its members' answers "
            "(1) and its settings are purged"
        ]
        assert library.documents(OPERATOR) == shared
        assert shop.guild.id not in {each.server_id for each in server_libraries(shop.libraries)}
        assert shop.libraries.jobs.known(library.name)[0].state is JobState.CANCELLED
        kept = shop.libraries.privacy.show(f"discord:{shop.ann.id}")
        assert [each["answer"] for each in kept.pop("questions")] == [elsewhere.id]
        assert set(map(tuple, kept.values())) == {()}
        who = {each.who for each in shop.libraries.events() if each.library == library.name}
        assert who == {"test", "footnote", "forgotten"}
        await shop.client.grace.look_round()
        assert lines(caplog) == []
    left_on_disk = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    for gone in (b"old lamp is green", b"new lamp is red", HOW_LONG.encode(), REASON.encode()):
        assert gone not in left_on_disk
    assert VOUCHERS.encode() in left_on_disk


async def test_a_server_without_documents_of_its_own_is_let_go_of_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_shop(tmp_path) as shop:
        library = shop.libraries.server(shop.guild.id)
        library.remove("handbook.md", by="test", purge=True)
        await shop.server.slash(shop.ann, shop.channel, "ask", {"question": VOUCHERS})
        at(monkeypatch, 0)
        await left(shop)
        at(monkeypatch, 30.1)
        await shop.client.grace.look_round()
        kept = shop.libraries.privacy.show(f"discord:{shop.ann.id}")
        assert set(map(tuple, kept.values())) == {()}
