"""`/settings`: forms, files, and who may do what, driven by the real client."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.render.settings import Topic
from bot.server_settings import NAMES
from tests.bot.lamp_shop import HOW_LONG, LampShop, open_shop
from tests.loopback import Member, Reply, Upload
from tests.loopback.interactions import MODAL_SUBMIT

ONLY = "Only members with the permission Manage Server can change this server's documents\\."
ENTRUST = "Only members with the permission Manage Server can say who may manage\\."
HINT = "`/settings export` saves all this as a file, `/settings import` brings it back."
DEFAULT = [
    "**Where I answer**\nIn all channels.",
    "**Who may manage**\nWhoever may manage the server, and nobody else.",
    "**Privacy**\nQuestions, answers, opinions and waits are kept for 90 days.\nThe words of "
    "questions are kept with them.",
    "**When the documents don't say**\nBalanced",
    "**Language of public answers**\nAs Discord says: each asker's, or the server's",
]
FORM = "footnote:settings-form"


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


def told(reply: Reply) -> list[str]:
    """What a private reply says; nobody else sees it."""
    assert all(message.ephemeral for message in reply.messages)
    return [message.content or message.text for message in reply.messages]


def shown(parts: list[str], *, changed: str | None = "Saved. It counts from now on.") -> list[str]:
    return ["\n\n".join([*([changed] if changed else []), *parts, HINT])]


async def opened(shop: LampShop, topic: Topic, by: Member | None = None) -> Reply:
    """The form of a topic, opened by its button."""
    member = by or shop.manager
    reply = await shop.server.slash(member, shop.channel, "settings show")
    return await shop.server.click(member, reply.messages[0], f"footnote:settings:{topic}")


async def filled_in(
    shop: LampShop, topic: Topic, values: dict[str, str], by: Member | None = None
) -> list[str]:
    form = await opened(shop, topic, by)
    assert form.modal is not None, told(form)
    reply = await shop.server.submit(by or shop.manager, form, values)
    return told(reply)


def forged_form(shop: LampShop, topic: Topic, name: str, values: list[str]) -> dict[str, Any]:
    """What a changed client could send by itself, as whoever it is."""
    component = {"type": 8, "custom_id": name, "values": values}
    return {
        "custom_id": f"{FORM}:{topic}",
        "components": [{"type": 18, "component": component}],
    }


def asked(shop: LampShop) -> dict[str, Any]:
    stored = shop.libraries.server(shop.guild.id).settings.all()
    return {name: stored[name] for name in NAMES if name in stored}


async def test_what_counts_is_shown_and_each_form_changes_it_at_once(shop: LampShop) -> None:
    role = shop.guild.add_role("Editors")
    other = shop.guild.add_channel("lamps")
    reply = await shop.server.slash(shop.manager, shop.channel, "settings show")
    assert told(reply) == shown(DEFAULT, changed=None)

    places = f"{shop.channel.id},{other.id}"
    now = [*DEFAULT]
    now[0] = f"**Where I answer**\nIn <#{shop.channel.id}>, <#{other.id}>."
    assert await filled_in(shop, Topic.PLACES, {"channels": places}) == shown(now)
    now[1] = f"**Who may manage**\nWhoever may manage the server, and <@&{role.id}>."
    assert await filled_in(shop, Topic.MANAGERS, {"managers": str(role.id)}) == shown(now)
    now[2] = (
        "**Privacy**\nQuestions, answers, opinions and waits are kept until somebody wants to be "
        "forgotten.\nThe words of questions are not kept."
    )
    privacy = {"keep_days": "0", "keep_questions": "no"}
    assert await filled_in(shop, Topic.PRIVACY, privacy) == shown(now)
    now[3] = "**When the documents don't say**\nStrict: only what is very likely an answer"
    assert await filled_in(shop, Topic.SILENCE, {"silence": "strict"}) == shown(now)
    now[4] = "**Language of public answers**\nDeutsch (German)"
    assert await filled_in(shop, Topic.LANGUAGE, {"language": "de"}) == shown(now)

    # Every form comes filled in with what counts: sent as it is, it changes nothing.
    for topic in Topic:
        values = {"keep_days": "0"} if topic is Topic.PRIVACY else {}
        said = await filled_in(shop, topic, values)
        assert said == shown(now, changed="Nothing has changed.")
    assert asked(shop) == {
        "channels": sorted([str(shop.channel.id), str(other.id)], key=int),
        "managers": [str(role.id)],
        "keep_days": 0,
        "keep_questions": False,
        "silence": "strict",
        "language": "de",
    }
    by = f"discord:{shop.manager.id}"
    changes = [each for each in shop.libraries.events() if each.who == by]
    assert [each.what for each in changes][1:] == [
        f'set managers to ["{role.id}"]',
        "set keep_days to 0",
        "set keep_questions to false",
        "let go of 0 questions",
        'set silence to "strict"',
        'set language to "de"',
    ]


async def test_a_wrong_number_of_days_is_named_and_nothing_is_changed(shop: LampShop) -> None:
    said = await filled_in(shop, Topic.PRIVACY, {"keep_days": "a few", "keep_questions": "no"})
    assert said == [
        "“keep\\_days” is “a few” and must be a whole number from 0 \\(for ever\\) to 36500\\."
    ]
    assert asked(shop) == {}


async def test_members_may_neither_see_nor_change_nor_forge(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.manager, shop.channel, "settings show")
    panel = reply.messages[0]
    for command, values in (
        ("settings show", {}),
        ("settings export", {}),
        ("settings import", {"file": Upload("a.json", b"{}")}),
    ):
        refused = await shop.server.slash(shop.ann, shop.channel, command, values)
        assert told(refused) == [ONLY]
    for topic in Topic:
        pressed = await shop.server.click(shop.ann, panel, f"footnote:settings:{topic}")
        assert (pressed.modal, told(pressed)) == (None, [ONLY])
        data = forged_form(shop, topic, "channels", [str(shop.channel.id)])
        sent = shop.server.send(MODAL_SUBMIT, shop.ann, shop.channel, data)
        await shop.server.finished(sent, lambda now: now.done, "a forged form")
        assert told(sent) == [ONLY]
    assert asked(shop) == {}


async def test_a_trusted_role_manages_but_trusts_nobody_itself(shop: LampShop) -> None:
    role = shop.guild.add_role("Editors")
    bob = shop.guild.add_member("bob", roles=[role])
    assert told(await shop.server.slash(bob, shop.channel, "settings show")) == [ONLY]
    await filled_in(shop, Topic.MANAGERS, {"managers": str(role.id)})

    said = await filled_in(shop, Topic.SILENCE, {"silence": "generous"}, by=bob)
    assert said[0].startswith("Saved. It counts from now on.")
    reply = await shop.server.slash(bob, shop.channel, "settings show")
    ids = [each["custom_id"] for each in buttons_of(reply)]
    assert f"footnote:settings:{Topic.MANAGERS}" not in ids

    before = asked(shop)
    data = forged_form(shop, Topic.MANAGERS, "managers", [])
    sent = shop.server.send(MODAL_SUBMIT, bob, shop.channel, data)
    await shop.server.finished(sent, lambda now: now.done, "a forged form")
    assert told(sent) == [ENTRUST]
    panel = await shop.server.slash(shop.manager, shop.channel, "settings show")
    button = f"footnote:settings:{Topic.MANAGERS}"
    click = await shop.server.click(bob, panel.messages[0], button)
    assert (click.modal, told(click)) == (None, [ENTRUST])
    without_role: list[dict[str, object]] = [{"managers": []}, {}]
    for chosen in without_role:
        file = {"footnote_settings": 1, "settings": {**chosen, "language": "fr"}}
        upload = Upload("settings.json", json.dumps(file).encode())
        refused = await shop.server.slash(bob, shop.channel, "settings import", {"file": upload})
        assert told(refused) == [ENTRUST]
    assert asked(shop) == before

    # What the role may do ends with the trust, at once.
    await filled_in(shop, Topic.MANAGERS, {"managers": ""})
    assert told(await shop.server.slash(bob, shop.channel, "settings show")) == [ONLY]


def buttons_of(reply: Reply) -> list[dict[str, Any]]:
    [container] = reply.messages[0].components
    return [one["accessory"] for one in container["components"] if one.get("accessory")]


async def test_a_file_goes_out_and_comes_in_whole_or_not_at_all(shop: LampShop) -> None:
    await filled_in(shop, Topic.PLACES, {"channels": str(shop.channel.id)})
    await filled_in(shop, Topic.LANGUAGE, {"language": "es"})
    before = asked(shop)
    reply = await shop.server.slash(shop.manager, shop.channel, "settings export")
    assert told(reply) == [
        "What this server has chosen; what isn't in the file is as the operator says."
    ]
    [file] = reply.messages[0].files
    assert file.filename == f"settings-{shop.guild.id}.json"
    assert json.loads(file.content) == {"footnote_settings": 1, "settings": before}

    wrong = {"footnote_settings": 1, "settings": {"channels": ["77"], "silence": "strict"}}
    for content, said in (
        (
            json.dumps(wrong).encode(),
            "“channels” names 77, which is no channel of this server that fits\\. Take it out\\.",
        ),
        (
            b'{"footnote_settings": 1, "settings": {"languag": "de", "keep_days": 5}}',
            "“languag” is not a setting; did you mean “language”?",
        ),
        (
            b"x" * 100_001,
            "The file is too large for settings\\. Attach one that settings were exported to\\.",
        ),
    ):
        upload = Upload("settings.json", content)
        reply = await shop.server.slash(
            shop.manager, shop.channel, "settings import", {"file": upload}
        )
        assert told(reply) == [said]
        assert asked(shop) == before
    everybody = {"footnote_settings": 1, "settings": {"managers": [str(shop.guild.id)]}}
    upload = Upload("settings.json", json.dumps(everybody).encode())
    reply = await shop.server.slash(shop.manager, shop.channel, "settings import", {"file": upload})
    assert told(reply) == [
        f"“managers” names {shop.guild.id}, which is no role of this server that can be trusted\\. "
        "Take it out\\."
    ]

    await filled_in(shop, Topic.SILENCE, {"silence": "strict"})
    upload = Upload("settings.json", file.content)
    reply = await shop.server.slash(shop.manager, shop.channel, "settings import", {"file": upload})
    assert told(reply)[0].startswith("Saved. It counts from now on.")
    assert asked(shop) == before


async def test_a_server_that_limits_its_channels_declines_elsewhere_privately(
    shop: LampShop,
) -> None:
    lamps = shop.guild.add_channel("lamps")
    given = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    await filled_in(shop, Topic.PLACES, {"channels": str(lamps.id)})
    elsewhere = f"In this server I answer questions only in <#{lamps.id}>."

    for command, values in (
        ("ask", {"question": HOW_LONG}),
        ("ask", {"question": HOW_LONG, "private": True}),
        ("find", {"words": "lamp"}),
    ):
        reply = await shop.server.slash(shop.ann, shop.channel, command, values)
        assert told(reply) == [elsewhere]
    said = shop.server.post(shop.ann, shop.channel, "A lamp may be returned?")
    for menu in ("Find in documents", "Check against documents"):
        assert told(await shop.server.menu(shop.ann, shop.channel, menu, said)) == [elsewhere]
    thread_button = given.messages[0]
    ids = [one["custom_id"] for one in every(thread_button.components) if one.get("custom_id")]
    more = next(each for each in ids if each.startswith("footnote:thread:"))
    assert told(await shop.server.click(shop.ann, thread_button, more)) == [elsewhere]

    shop.server.post(shop.ann, shop.channel, f"<@{shop.server.state.bot.id}> {HOW_LONG}")
    direct = shop.server.direct(shop.ann)
    await shop.server.until(lambda: len(shop.server.messages(direct)) == 1)
    assert [one.content for one in shop.server.messages(direct)] == [elsewhere]
    public = [one for one in shop.server.messages(shop.channel) if not one.ephemeral]
    assert [one for one in public if one.author is not shop.ann] == [thread_button]

    here = await shop.server.slash(shop.ann, lamps, "ask", {"question": HOW_LONG})
    assert not here.ephemeral
    assert len(here.messages) == 1


def every(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for one in components:
        inner = [
            *(one.get("components") or []),
            *([one["accessory"]] if "accessory" in one else []),
        ]
        found += [one, *every(inner)]
    return found


async def test_public_answers_are_in_the_servers_language_and_private_ones_in_ones_own(
    shop: LampShop,
) -> None:
    await filled_in(shop, Topic.LANGUAGE, {"language": "de"})
    public = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    private = await shop.server.slash(
        shop.ann, shop.channel, "ask", {"question": HOW_LONG, "private": True}
    )
    labels = [
        [one["label"] for one in every(reply.messages[0].components) if one.get("label")]
        for reply in (public, private)
    ]
    assert "Entfernen" in labels[0]
    assert "Remove" in labels[1]


async def test_what_the_terminal_chooses_counts_without_a_restart(shop: LampShop) -> None:
    question = "Do lamps come in red?"
    library = shop.libraries.server(shop.guild.id)
    least = library.ask(question).evidence / 2
    await filled_in(shop, Topic.SILENCE, {"silence": "strict"})
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": question})

    values = {"silence": least, "panels": [str(shop.channel.id)], "language": "fr"}
    library.settings.put(values, by="terminal")
    await shop.server.until(
        lambda: any("Demander" in one.buttons for one in shop.server.messages(shop.channel))
    )
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": question})

    kept = shop.libraries.privacy.show(f"discord:{shop.ann.id}")["questions"]
    assert [each["answered"] for each in kept] == [False, True]
