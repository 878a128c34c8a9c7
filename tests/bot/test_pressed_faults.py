"""Menus, buttons and forms, whatever Discord or the network does: told once, nothing twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.manners import Rates
from index.library import Library
from index.sources import Sources
from index.types import Answer
from tests.bot.lamp_shop import HOW_LONG, PATIENT, Gate, LampShop, hurry, open_shop
from tests.bot.test_find_command import PRICES
from tests.bot.test_manners import HELP, Clock
from tests.loopback import (
    FAILED_AFTER,
    FAILED_BEFORE,
    RESET_AFTER,
    RESET_BEFORE,
    Channel,
    Fault,
    Reply,
    ShownMessage,
    rate_limited,
)

FAULTS = [
    *(FAILED_BEFORE, FAILED_AFTER, RESET_BEFORE, RESET_AFTER),
    *(rate_limited(0.01), rate_limited(0.01, everywhere=True)),
]
FIRST, ANSWER = ("POST", "/callback$"), ("PATCH", "/messages/@original$")
TOO_FAST = "I answer 1 question a minute for each member. Ask again <t:1061:R>."


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        opened.libraries.server(opened.guild.id).add([("prices.md", PRICES.encode())], by="test")
        yield opened


async def ask(shop: LampShop, *, private: bool = False) -> ShownMessage:
    values = {"question": HOW_LONG, "private": private}
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", values)
    (message,) = reply.messages
    return message


async def find(shop: LampShop) -> ShownMessage:
    reply = await shop.server.slash(shop.ann, shop.channel, "find", {"words": "cord"})
    (message,) = reply.messages
    return message


def public(shop: LampShop) -> list[int]:
    """The messages in the channel that everybody sees."""
    return [one.id for one in shop.server.messages(shop.channel) if not one.ephemeral]


async def settled(shop: LampShop) -> None:
    """Wait until all that was asked before is done with: events are handled in order."""
    await shop.server.slash(shop.ann, shop.channel, "help")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("menu", "words"),
    [("Find in documents", "thirty days"), ("Check against documents", "**Supported** by:")],
)
async def test_a_menu_is_answered_once(
    shop: LampShop, menu: str, words: str, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = shop.server.post(shop.ann, shop.channel, "A lamp may be returned within thirty days.")
    hurry(monkeypatch)
    for request in (FIRST, ANSWER):
        shop.server.faults.next(*request, fault)
    reply = await shop.server.menu(shop.ann, shop.channel, menu, said)
    await settled(shop)
    (message,) = reply.messages
    assert message.ephemeral
    assert words in message.text.replace("thirty** days", "thirty days").replace(
        "**thirty", "thirty"
    )
    assert public(shop) == [said.id]


@pytest.mark.parametrize("fault", FAULTS)
async def test_every_button_of_an_answer_answers_once(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await ask(shop)
    hurry(monkeypatch)
    for label, words in {
        "Context": "The customer pays for the parcel",
        "Original": "**handbook\\.md**, as it is now:",
        "Check": "**Unchanged.**",
        "Helpful": "Thank you: kept as helpful.",
        "Ask more": f"Ask more in <#{message.id}>.",
        "Remove": "The answer is removed.",
    }.items():
        for request in (FIRST, ANSWER):
            shop.server.faults.next(*request, fault)
        reply = await shop.server.click(shop.ann, message, message.buttons[label])
        await settled(shop)
        assert [words in one.text for one in reply.messages] == [True], label
    assert public(shop) == []


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_page_is_turned_and_a_context_read_on_in_place(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, answer = await find(shop), await ask(shop)
    around = await shop.server.click(shop.ann, answer, answer.buttons["Context"])
    hurry(monkeypatch)
    for message, label, words in (
        (found, "Next", "Shown: 6–10."),
        (around.messages[0], "Next", "repaired"),
    ):
        for request in (FIRST, ANSWER):
            shop.server.faults.next(*request, fault)
        reply = await shop.server.click(shop.ann, message, message.buttons[label])
        await settled(shop)
        assert [(one.id, words in one.text) for one in reply.messages] == [(message.id, True)]
    assert public(shop) == [found.id, answer.id]


@pytest.mark.parametrize("fault", FAULTS)
async def test_an_answer_is_shared_once_and_a_thread_begun_once(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, private = await ask(shop), await ask(shop, private=True)
    hurry(monkeypatch)
    shop.server.faults.next("POST", f"/channels/{shop.channel.id}/messages$", fault)
    reply = await shop.server.click(shop.ann, private, private.buttons["Share"])
    assert [one.text for one in reply.messages] == ["Shared with the channel."]
    assert len(public(shop)) == 2

    shop.server.faults.next("POST", "/threads$", fault)
    shop.server.faults.next("POST", f"/channels/{answer.id}/messages$", fault)
    opened = await shop.server.click(shop.ann, answer, answer.buttons["Ask more"])
    assert [one.text for one in opened.messages] == [f"Ask more in <#{answer.id}>."]
    again = await shop.server.click(shop.manager, answer, answer.buttons["Ask more"])
    assert [one.text for one in again.messages] == [f"Ask more in <#{answer.id}>."]
    thread = shop.server.state.threads[answer.id]
    assert [one.buttons for one in shop.server.messages(thread)] == [{"Ask": "footnote:ask"}]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_reason_is_asked_for_and_kept_once(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await ask(shop)
    thanks = await shop.server.click(shop.ann, answer, answer.buttons["Not helpful"])
    hurry(monkeypatch)
    shop.server.faults.next(*FIRST, fault)
    why = thanks.messages[0].buttons["Say why"]
    form = await shop.server.click(shop.ann, thanks.messages[0], why)
    assert (form.modal is not None, form.messages) == (True, [])
    for request in (FIRST, ANSWER):
        shop.server.faults.next(*request, fault)
    reply = await shop.server.submit(shop.ann, form, {"reason": "Too short."})
    await settled(shop)
    assert [one.text for one in reply.messages] == [
        "Thank you, your reason is kept for those who look after the documents."
    ]
    kept = shop.libraries.server(shop.guild.id).kept.feedback()
    assert [each.reason for each in kept] == ["Too short."]


async def test_a_button_whose_token_has_expired_is_answered_directly_and_once(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, answer = await find(shop), await ask(shop)
    around = await shop.server.click(shop.ann, answer, answer.buttons["Context"])
    direct = shop.server.direct(shop.ann)
    for owner, name, message, label, words in (
        (Sources, "check", answer, "Check", "**Unchanged.**"),
        (Sources, "context", around.messages[0], "Whole section", "The customer pays"),
        (Library, "find", found, "Next", "Shown: 6–10."),
    ):
        told = len(shop.server.messages(direct))
        reply = await _expired(shop, monkeypatch, owner, name, message, label)
        await shop.server.until(partial(_more, shop, direct, told))
        await settled(shop)
        assert reply.messages == []
        assert [words in one.text for one in shop.server.messages(direct)[told:]] == [True]
    assert public(shop) == [found.id, answer.id]


def _more(shop: LampShop, channel: Channel, than: int) -> bool:
    return len(shop.server.messages(channel)) > than


async def _expired(
    shop: LampShop,
    monkeypatch: pytest.MonkeyPatch,
    owner: type[object],
    name: str,
    message: ShownMessage,
    label: str,
) -> Reply:
    """Press a button whose work takes longer than the interaction's token is valid."""
    gate, work = Gate(shop.server), getattr(owner, name)

    def slow(*args: Any, **how: Any) -> Any:  # noqa: ANN401
        gate()
        return work(*args, **how)

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, slow)
        reply = await shop.server.click(
            shop.ann,
            message,
            message.buttons[label],
            until=lambda now: now.callback is not None,
        )
        await gate.until_reached()
        shop.server.clock.advance(16 * 60)
        gate.open()
    return reply


async def test_an_answer_outlives_a_session_that_is_gone(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, asks = Gate(shop.server), Library.ask

    def slow(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
        gate()
        return asks(self, question, **how)

    monkeypatch.setattr(Library, "ask", slow)
    mention = shop.server.bot.mention
    said = shop.server.post(shop.ann, shop.channel, f"{mention} {HOW_LONG}")
    reply = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": HOW_LONG}, until=lambda now: now.deferred
    )
    await gate.until_reached(2)
    shop.server.invalidate(resumable=False)
    await shop.server.connected()
    gate.open()
    await shop.server.until(lambda: reply.done and len(shop.server.posted_after(said)) == 2)
    await shop.server.say(shop.ann, shop.channel, mention)
    answers = shop.server.posted_after(said)
    assert ["thirty days" in one.text for one in answers] == [True, True, False]
    assert answers[-1].text == HELP
    assert len(reply.messages) == 1


@pytest.mark.parametrize("event", ["a page", "a menu", "Ask more"])
async def test_what_comes_twice_is_answered_once(shop: LampShop, event: str) -> None:
    found, answer = await find(shop), await ask(shop)
    gateway = shop.server.state.gateway
    assert gateway.session is not None
    if event == "a page":
        reply = await shop.server.click(shop.ann, found, found.buttons["Next"])
    elif event == "a menu":
        reply = await shop.server.menu(shop.ann, shop.channel, "Check against documents", found)
    else:
        reply = await shop.server.click(shop.ann, answer, answer.buttons["Ask more"])
    events = [each for each in gateway.session.events if each["t"] == "INTERACTION_CREATE"]
    gateway.dispatch("INTERACTION_CREATE", events[-1]["d"])
    await settled(shop)
    assert len(reply.messages) == 1
    callbacks = [one.path for one in shop.server.requests if one.path.endswith("/callback")]
    assert len(callbacks) == len(set(callbacks)) == 4
    assert len(shop.server.state.threads) == (event == "Ask more")


async def test_whoever_is_too_fast_is_told_at_menus_pages_threads_and_follow_ups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rates: list[Rates] = []

    def kept(*most: int) -> Rates:
        rates.append(Rates(*most))
        return rates[0]

    monkeypatch.setattr("bot.client.Rates", kept)
    async with open_shop(tmp_path, settings=lambda guild: PATIENT) as shop:
        library = shop.libraries.server(shop.guild.id)
        library.add([("prices.md", PRICES.encode())], by="test")
        found, answer = await find(shop), await ask(shop)
        other = await ask(shop)
        await shop.server.click(shop.ann, other, other.buttons["Ask more"])
        thread = shop.server.state.threads[other.id]
        rates[0].__init__(1, 6000, clock=Clock())  # type: ignore[misc]
        rates[0].admit(shop.ann.id, shop.guild.id)
        said = shop.server.post(shop.manager, shop.channel, "A lamp may be returned.")
        replies = [
            await shop.server.click(shop.ann, found, found.buttons["Next"]),
            await shop.server.click(shop.ann, answer, answer.buttons["Ask more"]),
            await shop.server.menu(shop.ann, shop.channel, "Find in documents", said),
            await shop.server.menu(shop.ann, shop.channel, "Check against documents", said),
            await shop.server.slash(shop.ann, shop.channel, "find", {"words": "cord"}),
            await shop.server.slash(shop.ann, thread, "ask", {"question": "why?"}),
        ]
        for reply in replies:
            assert [(one.ephemeral, one.text) for one in reply.messages] == [(True, TOO_FAST)]
        assert list(shop.server.state.threads) == [other.id]
        mention = f"{shop.server.bot.mention} why?"
        followed = shop.server.post(shop.ann, thread, mention)
        await shop.server.say(shop.manager, thread, shop.server.bot.mention)
        assert [one.text for one in shop.server.posted_after(followed)] == [HELP]
