"""Channels in which questions are asked by a form: the panel with its button, the form."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from bot.client import FootnoteClient
from bot.config import Settings, SettingsError
from tests.bot.lamp_shop import (
    HOW_LONG,
    PATIENT,
    LampShop,
    hurry,
    libraries_in,
    open_shop,
    stock,
)
from tests.bot.test_manners import Clock
from tests.loopback import (
    FAILED_AFTER,
    FAILED_BEFORE,
    RESET_AFTER,
    RESET_BEFORE,
    Fault,
    Guild,
    LoopbackDiscord,
    ShownMessage,
    rate_limited,
)

PANEL = (
    "**Ask the documents here.** I answer in their own words and say exactly where they stand. "
    "Press the button below, or mention me with your question."
)
ANSWER = (
    "-# How long may a customer keep a lamp before returning it?\n\n"
    "> A lamp may be returned within **thirty days** of delivery, in its box\\."
)


def in_channel(guild: Guild) -> Settings:
    return PATIENT.model_copy(update={"channels": frozenset({guild.channel.id})})


def panels(server: LoopbackDiscord, guild: Guild) -> list[ShownMessage]:
    return [one for one in server.messages(guild.channel) if "footnote:ask" in str(one.components)]


async def panel_of(shop: LampShop) -> ShownMessage:
    await shop.server.until(lambda: bool(panels(shop.server, shop.guild)))
    (panel,) = panels(shop.server, shop.guild)
    return panel


@contextmanager
def runs(folder: Path, server: LoopbackDiscord, guild: Guild) -> Iterator[Any]:
    """Another run of the bot."""
    with libraries_in(folder, PATIENT) as libraries:
        yield server.running(FootnoteClient(in_channel(guild), libraries))


async def test_a_panel_opens_a_form_and_the_answer_comes_for_everyone_to_see(
    tmp_path: Path,
) -> None:
    async with open_shop(tmp_path, settings=in_channel) as shop:
        panel = await panel_of(shop)
        assert (panel.text, panel.buttons) == (PANEL, {"Ask": "footnote:ask"})
        form = await shop.server.click(shop.ann, panel, "footnote:ask")
        assert form.modal is not None
        assert form.modal["title"] == "Ask the documents"
        assert [each["label"] for each in form.modal["components"]] == [
            "What do you want to know?",
            "Who sees the answer?",
        ]
        reply = await shop.server.submit(shop.ann, form, {"question": HOW_LONG})
        (answer,) = reply.messages
        assert not answer.ephemeral
        assert answer.text.startswith(f"{shop.ann.mention} asks:\n\n{ANSWER}")
        assert answer.pings == []
        # Its buttons are those of every answer.
        around = await shop.server.click(shop.manager, answer, answer.buttons["Context"])
        assert "thirty days" in around.messages[0].text


async def test_a_form_can_ask_for_an_answer_that_is_ones_own(tmp_path: Path) -> None:
    async with open_shop(tmp_path, settings=in_channel) as shop:
        form = await shop.server.click(shop.ann, await panel_of(shop), "footnote:ask")
        reply = await shop.server.submit(shop.ann, form, {"question": HOW_LONG, "who": "me"})
        (answer,) = reply.messages
        assert answer.ephemeral
        assert answer.text.startswith(ANSWER)
        shared = await shop.server.click(shop.ann, answer, answer.buttons["Share"])
        assert [one.text for one in shared.messages] == ["Shared with the channel."]


async def test_a_panel_is_found_again_after_a_restart_and_put_back_when_deleted(
    tmp_path: Path,
) -> None:
    copytree(stock().name, tmp_path, dirs_exist_ok=True)
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop", locale="de")
        ann = guild.add_member("ann")
        with runs(tmp_path, server, guild) as running:
            async with running:
                await server.until(lambda: bool(panels(server, guild)))
        (panel,) = panels(server, guild)
        assert panel.buttons == {"Fragen": "footnote:ask"}
        with runs(tmp_path, server, guild) as running:
            async with running:
                looked = f"/channels/{guild.channel.id}/messages"
                await server.until(
                    lambda: (
                        [one.method for one in server.requests if one.path == looked][2:] == ["GET"]
                    )
                )
                form = await server.click(ann, panel, "footnote:ask")
                reply = await server.submit(ann, form, {"question": HOW_LONG})
                assert "The documents don't say" in reply.messages[0].text
                assert panels(server, guild) == [panel]
                server.delete(panel)
                await server.until(lambda: bool(panels(server, guild)))
        (second,) = panels(server, guild)
        server.delete(second)
        with runs(tmp_path, server, guild) as running:
            async with running:
                await server.until(lambda: bool(panels(server, guild)))
        assert len(panels(server, guild)) == 1
        assert server.violations == []


async def test_a_new_session_posts_no_second_panel(tmp_path: Path) -> None:
    async with open_shop(tmp_path, settings=in_channel) as shop:
        panel = await panel_of(shop)
        shop.server.invalidate(resumable=False)
        await shop.server.connected()
        looked = f"/channels/{shop.channel.id}/messages/{panel.id}"
        await shop.server.until(lambda: any(one.path == looked for one in shop.server.requests))
        await shop.server.slash(shop.ann, shop.channel, "help")
        assert panels(shop.server, shop.guild) == [panel]


async def test_where_the_bot_may_not_write_no_panel_is_posted_until_it_may(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)

    def quiet(guild: Guild) -> Settings:
        guild.channel.forbid_sending()
        return in_channel(guild)

    async with open_shop(tmp_path, settings=quiet) as shop:
        await shop.client.wait_until_ready()
        await shop.server.slash(shop.ann, shop.channel, "help")
        assert panels(shop.server, shop.guild) == []
        assert (
            f"Channel {shop.channel.id} gets no panel: I need View Channel, Send Messages and Read "
            "Message History there"
        ) in caplog.text
        shop.channel.allow_sending()
        assert (await panel_of(shop)).text == PANEL


async def test_in_a_thread_and_in_a_direct_message_ask_more_opens_the_form(
    tmp_path: Path,
) -> None:
    async with open_shop(tmp_path) as shop:
        direct = shop.server.direct(shop.ann)
        (answer,) = await shop.server.say(shop.ann, direct, "How long are vouchers valid?")
        form = await shop.server.click(shop.ann, answer, answer.buttons["Ask more"])
        assert form.modal is not None
        assert [each["label"] for each in form.modal["components"]] == ["What do you want to know?"]
        reply = await shop.server.submit(shop.ann, form, {"question": "Are gift vouchers valid?"})
        assert "three years" in reply.messages[0].text.replace("*", "")


async def test_who_asks_too_fast_gets_no_form_and_by_one_opened_before_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.client.Rates", lambda *most: _rates(*most))
    slow = lambda guild: in_channel(guild).model_copy(update={"member_rate": 1})  # noqa: E731
    async with open_shop(tmp_path, settings=slow) as shop:
        panel = await panel_of(shop)
        form = await shop.server.click(shop.ann, panel, "footnote:ask")
        other = await shop.server.click(shop.ann, panel, "footnote:ask")
        await shop.server.submit(shop.ann, form, {"question": HOW_LONG})
        refused = await shop.server.submit(shop.ann, other, {"question": HOW_LONG})
        third = await shop.server.click(shop.ann, panel, "footnote:ask")
        for reply in (refused, third):
            assert [(one.ephemeral, one.text) for one in reply.messages] == [
                (True, "I answer 1 question a minute for each member. Ask again <t:1061:R>.")
            ]


def _rates(*most: int) -> Any:  # noqa: ANN401
    from bot.manners import Rates

    return Rates(*most, clock=Clock())


@pytest.mark.parametrize(
    "fault",
    [
        *(FAILED_BEFORE, FAILED_AFTER, RESET_BEFORE, RESET_AFTER),
        *(rate_limited(0.01), rate_limited(0.01, everywhere=True)),
    ],
)
async def test_a_form_is_opened_and_answered_once_whatever_the_network_does(
    tmp_path: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_shop(tmp_path, settings=in_channel) as shop:
        panel = await panel_of(shop)
        hurry(monkeypatch)
        shop.server.faults.next("POST", "/callback$", fault)
        form = await shop.server.click(shop.ann, panel, "footnote:ask")
        assert (form.modal is not None, form.messages) == (True, [])
        for request in (("POST", "/callback$"), ("PATCH", "/messages/@original$")):
            shop.server.faults.next(*request, fault)
        reply = await shop.server.submit(shop.ann, form, {"question": HOW_LONG})
        (answer,) = reply.messages
        assert "thirty days" in answer.text
        await shop.server.slash(shop.ann, shop.channel, "help")
        public = [one for one in shop.server.messages(shop.channel) if not one.ephemeral]
        assert [one.id for one in public] == [panel.id, answer.id]


async def test_a_form_that_comes_twice_is_answered_once(tmp_path: Path) -> None:
    async with open_shop(tmp_path, settings=in_channel) as shop:
        form = await shop.server.click(shop.ann, await panel_of(shop), "footnote:ask")
        reply = await shop.server.submit(shop.ann, form, {"question": HOW_LONG})
        gateway = shop.server.state.gateway
        assert gateway.session is not None
        events = [each for each in gateway.session.events if each["t"] == "INTERACTION_CREATE"]
        gateway.dispatch("INTERACTION_CREATE", events[-1]["d"])
        await shop.server.slash(shop.ann, shop.channel, "help")
        assert len(reply.messages) == 1
        callbacks = [one.path for one in shop.server.requests if one.path.endswith("/callback")]
        assert len(callbacks) == len(set(callbacks)) == 3


async def test_a_forged_form_asks_nothing_that_a_command_could_not(tmp_path: Path) -> None:
    async with open_shop(tmp_path, settings=in_channel) as shop:
        form = await shop.server.click(shop.ann, await panel_of(shop), "footnote:ask")
        assert form.modal is not None
        empty: dict[str, Any] = {"custom_id": "footnote:ask:question", "components": []}
        long = {**empty, "components": [_field("question", "why " * 300), _field("who", "all")]}
        for data, said in (
            (empty, "The question is empty\\. Ask in a few words or a whole sentence\\."),
            (
                long,
                "The question has 1199 characters; at most 1000 are read\\. "
                "Ask it in fewer words\\.",
            ),
        ):
            reply = shop.server.send(5, shop.ann, shop.channel, data)
            await shop.server.finished(reply, lambda now: now.done, "the forged form")
            assert [one.text for one in reply.messages] == [said]


def _field(name: str, value: str) -> dict[str, Any]:
    return {"type": 18, "component": {"type": 4, "custom_id": name, "value": value}}


async def test_a_question_in_the_form_sees_no_limited_document(tmp_path: Path) -> None:
    from index.types import Limits

    async with open_shop(tmp_path, settings=in_channel) as shop:
        role = shop.guild.add_role("Keepers")
        library = shop.libraries.server(shop.guild.id)
        library.limit("handbook.md", Limits(roles=frozenset([role.id])), by="test")
        kim = shop.guild.add_member("kim", roles=[role])
        panel = await panel_of(shop)
        tries = [(shop.ann, "me", False), (kim, "everyone", False), (kim, "me", True)]
        for member, who, seen in tries:
            form = await shop.server.click(member, panel, "footnote:ask")
            reply = await shop.server.submit(member, form, {"question": HOW_LONG, "who": who})
            assert ("thirty days" in reply.messages[0].text.replace("*", "")) is seen


@pytest.mark.parametrize("value", ["general", "12,", "0"])
def test_a_wrong_number_of_a_channel_is_told(value: str) -> None:
    with pytest.raises(SettingsError) as raised:
        Settings.load({"FOOTNOTE_CHANNELS": value}, env_file=None)
    assert str(raised.value) == (
        f"FOOTNOTE_CHANNELS in the environment is {value!r} and must be channels' numbers with "
        "commas between (Developer Mode, Copy Channel ID)."
    )
    loaded = Settings.load({"FOOTNOTE_CHANNELS": "12, 34"}, env_file=None)
    assert loaded.channels == frozenset({12, 34})
