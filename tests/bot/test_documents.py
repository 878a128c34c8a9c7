"""Adding documents on Discord: a report, and two buttons."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import discord
import pytest
from discord import Permissions

from bot.config import Settings
from bot.render.markdown import escape_line
from index.jobs import Jobs
from index.types import Changes, Progress, Report
from tests.bot.documents import (
    GUIDE,
    KEPT,
    NOT_YET,
    ONLY_MANAGERS,
    add,
    own,
    press,
    says,
    texts,
)
from tests.bot.lamp_shop import HANDBOOK, HOW_LONG, Gate, LampShop, hurry, open_shop
from tests.loopback import (
    FAILED_BEFORE,
    HANG,
    RESET_BEFORE,
    Fault,
    Guild,
    Upload,
    payloads,
)
from tests.loopback.interactions import COMPONENT


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


async def test_a_document_is_added_when_it_is_confirmed(shop: LampShop) -> None:
    reply = await add(shop, Upload("guide.md", GUIDE))
    assert (reply.deferred, reply.ephemeral) == (True, False)
    (message,) = reply.messages
    assert message.text == (
        f"{NOT_YET}**guide\\.md** would be added: 1 heading, 1 passage, 1 sentence\n\n{KEPT}"
    )
    assert list(message.buttons) == ["Confirm", "Cancel"]
    assert own(shop) == ["handbook.md"]
    await press(shop, message, "Confirm", "Added **guide\\.md**: 1 passage.")
    assert own(shop) == ["guide.md", "handbook.md"]
    reply = await add(shop, Upload("guide.md", GUIDE))
    assert texts(reply) == [
        "**There is nothing to add.**\n**guide\\.md** is here already, word for word."
    ]
    assert reply.messages[0].buttons == {}


async def test_a_new_version_says_what_it_would_change(shop: LampShop) -> None:
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    newer = HANDBOOK.replace(b"thirty", b"sixty").replace(b"## Repairs", b"## Broken lamps")
    (message,) = (await add(shop, Upload("handbook.md", newer))).messages
    assert message.text == (
        f"{NOT_YET}**handbook\\.md** would be replaced by the new file: "
        "3 headings, 2 passages, 3 sentences\n"
        "Sections of **handbook\\.md**: new: Broken lamps; changed: Returns; gone: Repairs.\n"
        "1 question that was answered from them was asked again: 1 would be answered otherwise.\n"
        f"- {HOW_LONG.replace('?', chr(92) + '?')}: 1 quote would not stand any more\n\n{KEPT}"
    ).replace("\\?", "?")
    await press(shop, message, "Confirm", "Replaced **handbook\\.md** by the new file: 2 passages.")
    answer = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    assert "within **sixty days**" in answer.messages[0].text


async def test_questions_of_another_channel_are_counted_and_not_named(shop: LampShop) -> None:
    elsewhere = shop.guild.add_channel("elsewhere")
    await shop.server.slash(shop.ann, elsewhere, "ask", {"question": HOW_LONG})
    newer = Upload("handbook.md", HANDBOOK.replace(b"thirty", b"sixty"))
    (message,) = (await add(shop, newer)).messages
    assert HOW_LONG not in message.text
    assert "1 would be answered otherwise." in message.text


async def test_several_files_and_an_archive_come_in_one_report(shop: LampShop) -> None:
    archive = BytesIO()
    with ZipFile(archive, "w") as packed:
        packed.writestr("lamps.txt", "The lamp AB-7 is green.\n")
        packed.writestr("virus.exe", "MZ")
    reply = await add(
        shop,
        Upload("guide.md", GUIDE),
        Upload("Handbook v2.md", HANDBOOK),
        Upload("more.zip", archive.getvalue()),
    )
    (message,) = reply.messages
    lines = message.text.split("\n")
    assert lines[1].startswith("Not taken: “more\\.zip\\/virus\\.exe” is of an unknown type")
    assert lines[2:] == [
        "**guide\\.md** would be added: 1 heading, 1 passage, 1 sentence",
        "**Handbook v2\\.md** would be added: 3 headings, 2 passages, 3 sentences",
        "**Handbook v2\\.md** has the same bytes as handbook\\.md.",
        "**Handbook v2\\.md** is named like handbook\\.md.",
        "**more\\.zip\\/lamps\\.txt** would be added: 1 passage, 1 sentence",
        "",
        KEPT,
    ]
    await press(
        shop,
        message,
        "Confirm",
        "Added **guide\\.md**: 1 passage.\n"
        "Added **Handbook v2\\.md**: 2 passages.\n"
        "Added **more\\.zip\\/lamps\\.txt**: 1 passage.",
    )


async def test_a_link_is_added_where_the_operator_allows_it(
    shop: LampShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetch(url: str, limits: object) -> tuple[str, bytes]:
        asked.append(url)
        return "guide.md", GUIDE

    monkeypatch.setattr("bot.uploads.fetch", fetch)
    given = {"link": "https://lamps.example/guide.md#key=secret"}
    reply = await shop.server.slash(shop.manager, shop.channel, "documents add", given)
    assert texts(reply) == [
        "Addresses of the web are not allowed\\. Set FOOTNOTE\\_ALLOW\\_URLS=true to add them\\."
    ]
    assert asked == []
    reply = await shop.server.slash(shop.manager, shop.channel, "documents add", {})
    assert texts(reply) == ["Attach a file, or give a link\\."]
    allowed = Settings(allow_urls=True)
    async with open_shop(tmp_path / "allowed", settings=lambda guild: allowed) as other:
        reply = await other.server.slash(other.manager, other.channel, "documents add", given)
        assert "**guide\\.md** would be added" in reply.messages[0].text
        assert asked == ["https://lamps.example/guide.md#key=secret"]
        await press(other, reply.messages[0], "Confirm", "Added **guide\\.md**: 1 passage.")
        asking = {"question": "How are bulbs of sixty watts sold?"}
        (answer,) = (await other.server.slash(other.ann, other.channel, "ask", asking)).messages
        assert (
            "— Guide to bulbs · line 3\n-# guide\\.md · [web page](https://lamps.example/guide.md)"
        ) in answer.text


async def test_a_message_and_its_files_are_cited_with_who_when_and_a_link(
    shop: LampShop,
) -> None:
    written = "Bulbs of ninety watts are blue."
    said = shop.server.post(shop.ann, shop.channel, written, files=[Upload("guide.md", GUIDE)])
    reply = await shop.server.menu(shop.manager, shop.channel, "Add to documents", said)
    at = discord.utils.snowflake_time(said.id)
    file = f"guide (ann, {at:%Y-%m-%d}, message {said.id}).md"
    message = f"message {said.id}.md"
    added = [f"Added **{escape_line(each)}**: 1 passage." for each in (message, file)]
    await press(shop, reply.messages[0], "Confirm", "\n".join(added))
    assert own(shop) == [file, "handbook.md", message]
    link = f"https://discord.com/channels/{shop.guild.id}/{shop.channel.id}/{said.id}"
    for question, place, name in (
        ("How are bulbs of sixty watts sold?", "Guide to bulbs · line 3", file),
        (
            "Which bulbs are blue?",
            f"ann, {at:%Y-%m-%d %H:%M} UTC, {link} · line 3",
            message,
        ),
    ):
        asked = {"question": question}
        (answer,) = (await shop.server.slash(shop.ann, shop.channel, "ask", asked)).messages
        lines = answer.text.split("\n")
        first = next(n for n, line in enumerate(lines) if line.startswith("—"))
        assert lines[first : first + 2] == [
            f"— {escape_line(place)}",
            f"-# {escape_line(name)} · [message]({link})",
        ]


async def test_what_is_cancelled_is_not_added(shop: LampShop) -> None:
    (message,) = (await add(shop, Upload("guide.md", GUIDE))).messages
    await press(shop, message, "Cancel", "Cancelled: nothing was added.")
    assert own(shop) == ["handbook.md"]
    late = await shop.server.click(shop.manager, message, message.buttons["Confirm"])
    job = message.buttons["Confirm"].split(":")[3]
    assert (late.messages[-1].ephemeral, late.messages[-1].text) == (
        True,
        f"Job {job} has ended already\\: it is cancelled\\.",
    )


async def test_who_presses_twice_is_told(shop: LampShop) -> None:
    (message,) = (await add(shop, Upload("guide.md", GUIDE))).messages
    await press(shop, message, "Confirm", "Added **guide\\.md**: 1 passage.")
    again = await shop.server.click(shop.manager, message, message.buttons["Confirm"])
    job = message.buttons["Confirm"].split(":")[3]
    assert (again.messages[-1].ephemeral, again.messages[-1].text) == (
        True,
        f"Job {job} has ended already\\: it is done\\.",
    )
    assert shop.server.state.messages[message.id].text == "Added **guide\\.md**: 1 passage."


async def test_another_press_while_it_is_added_changes_nothing(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.progress.EDIT_SECONDS", 0.01)
    gate = Gate(shop.server)
    run = Jobs.run_held

    def held(self: Jobs, job_id: int, report: Report) -> Changes:
        report(Progress("embed", 1, 2))
        gate()
        return run(self, job_id, report)

    (message,) = (await add(shop, Upload("guide.md", GUIDE))).messages
    monkeypatch.setattr(Jobs, "run_held", held)
    adding = shop.server.send(
        COMPONENT,
        shop.manager,
        shop.channel,
        {"custom_id": message.buttons["Confirm"], "component_type": 2},
        extra={"message": payloads.message(message, shop.server.state)},
    )
    await gate.until_reached()
    await shop.server.finished(adding, says("Adding: embedding passages, 1 of 2"), "progress")
    again = await shop.server.click(shop.manager, message, message.buttons["Confirm"])
    assert again.messages[-1].text.endswith("was confirmed already\\.")
    gate.open()
    await shop.server.finished(adding, says("Added **guide\\.md**: 1 passage."), "the end")


async def test_an_addition_that_outlasts_its_token_ends_in_a_regular_message(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(shop.server)
    run = Jobs.run_held

    def held(self: Jobs, job_id: int, report: Report) -> Changes:
        gate()
        return run(self, job_id, report)

    (message,) = (await add(shop, Upload("guide.md", GUIDE))).messages
    monkeypatch.setattr(Jobs, "run_held", held)
    await press(shop, message, "Confirm", "Adding.")
    await gate.until_reached()
    shop.server.clock.advance(15 * 60 + 1)
    gate.open()
    await shop.server.until(lambda: len(shop.server.messages(shop.channel)) == 2)
    assert [each.text for each in shop.server.messages(shop.channel)] == [
        "Adding.",
        "Added **guide\\.md**: 1 passage.",
    ]


async def test_only_managers_press(shop: LampShop) -> None:
    (message,) = (await add(shop, Upload("guide.md", GUIDE))).messages
    for button in ("Confirm", "Cancel"):
        reply = await shop.server.click(shop.ann, message, message.buttons[button])
        assert (reply.ephemeral, texts(reply)) == (True, [ONLY_MANAGERS])
    assert shop.server.state.messages[message.id].text == message.text
    other = shop.guild.add_member("eve", permissions=Permissions(manage_guild=True))
    await press(shop, message, "Confirm", "Added **guide\\.md**: 1 passage.", member=other)
    events = [(each.who, each.what) for each in shop.libraries.events() if each.source is None]
    job = message.buttons["Confirm"].split(":")[3]
    assert (f"discord:{other.id}", f"confirm job {job}") in events


async def test_a_forged_button_of_another_server_adds_nothing(shop: LampShop) -> None:
    (message,) = (await add(shop, Upload("guide.md", GUIDE))).messages
    other = shop.server.add_guild("Other shop")
    thief = other.add_member("eve", permissions=Permissions(manage_guild=True))
    files = {"file": Upload("x.md", GUIDE)}
    (forged,) = (await shop.server.slash(thief, other.channel, "documents add", files)).messages
    job = message.buttons["Confirm"].split(":")[3]
    mine = forged.buttons["Confirm"].split(":")[3]
    components = json.loads(
        json.dumps(forged.components).replace(f":confirm:{mine}:", f":confirm:{job}:")
    )
    forged = dataclasses.replace(forged, components=components)
    reply = await shop.server.click(thief, forged, f"footnote:documents:confirm:{job}:")
    assert texts(reply)[-1] == (
        f"There is no job {job} here\\. The list of jobs shows the numbers\\."
    )
    assert own(shop) == ["handbook.md"]


async def test_a_file_keeps_a_clean_name(shop: LampShop) -> None:
    (message,) = (await add(shop, Upload("bad\u202eecin @here.md", GUIDE))).messages
    await press(shop, message, "Confirm", "Added **badecin \\@here\\.md**: 1 passage.")
    assert own(shop) == ["badecin @here.md", "handbook.md"]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (Upload("a.md", b""), "Not taken: “a\\.md” is empty\\. Add a file that holds text\\."),
        (
            Upload("a.exe", b"MZ\x90\x00"),
            "Not taken: “a\\.exe” is of an unknown type \\(\\.exe\\)\\. Types that can be read\\: ",
        ),
        (
            Upload("large.md", b"x", size=1024 * 1024 + 1),
            "Not taken: “large\\.md” is too large\\: 1\\.0 MiB, and the limit is 1 MiB\\. ",
        ),
    ],
)
async def test_what_can_not_be_taken_is_not_even_downloaded(
    tmp_path: Path, file: Upload, told: str
) -> None:
    async with open_shop(tmp_path, settings=lambda guild: Settings(max_file_mib=1)) as shop:
        (text,) = texts(await add(shop, file))
        assert text.startswith(f"**There is nothing to add.**\n{told}")
        assert own(shop) == ["handbook.md"]
        assert not any(request.path.startswith("/cdn") for request in shop.server.requests)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 this is no text", b"broken \xff\xfe\xff encoding", b"   \n\n", b"a\x00b"]
)
async def test_a_file_that_is_no_text_is_refused(shop: LampShop, content: bytes) -> None:
    library = shop.libraries.server(shop.guild.id)
    (refusal,) = library.add([("a.txt", content)], by="test").refused
    assert refusal.source == "a.txt"
    (text,) = texts(await add(shop, Upload("a.txt", content)))
    assert text.startswith("**There is nothing to add.**\nNot taken: “a\\.txt” ")
    assert own(shop) == ["handbook.md"]


@pytest.mark.parametrize("fault", [FAILED_BEFORE, RESET_BEFORE, HANG])
async def test_a_file_that_discord_does_not_hand_over_is_told(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    monkeypatch.setattr("bot.uploads.DOWNLOAD_SECONDS", 0.2)
    shop.server.faults.next("GET", "^/cdn", fault, times=9)
    assert texts(await add(shop, Upload("guide.md", GUIDE))) == [
        "Discord didn't hand over “guide\\.md”\\. Please attach it again\\."
    ]


async def test_changes_are_for_managers_only(shop: LampShop) -> None:
    for name, values in (
        ("documents add", {"file": Upload("guide.md", GUIDE)}),
        ("documents remove", {"document": "handbook.md"}),
        ("documents bring-back", {"document": "handbook.md"}),
        ("documents rename", {"document": "handbook.md", "name": "x"}),
        (
            "documents replace",
            {"document": "handbook.md", "file": Upload("guide.md", GUIDE)},
        ),
        ("documents limit", {"document": "handbook.md"}),
        ("documents info", {"document": "handbook.md"}),
        ("documents export", {}),
        ("index rebuild", {}),
    ):
        reply = await shop.server.slash(shop.ann, shop.channel, name, values)
        assert (reply.ephemeral, texts(reply)) == (True, [ONLY_MANAGERS])
    assert own(shop) == ["handbook.md"]


async def test_the_manager_role_may_change_documents(tmp_path: Path) -> None:
    def with_role(guild: Guild) -> Settings:
        return Settings(manager_role=guild.add_role("Librarians *").id)

    async with open_shop(tmp_path, settings=with_role) as shop:
        role = next(role for role in shop.guild.roles if role.name == "Librarians *")
        eve = shop.guild.add_member("eve", roles=[role])
        (message,) = (await add(shop, Upload("guide.md", GUIDE), member=eve)).messages
        await press(shop, message, "Confirm", "Added **guide\\.md**: 1 passage.", member=eve)
        assert texts(await add(shop, Upload("guide.md", GUIDE), member=shop.ann)) == [
            "Only members with the permission Manage Server or the role “Librarians \\*” "
            "can change this server's documents\\."
        ]
        help_ = await shop.server.slash(shop.ann, shop.channel, "help")
        assert "or the role “Librarians \\*”)" in help_.messages[0].text
        help_ = await shop.server.slash(eve, shop.channel, "help")
        assert "(needs" not in help_.messages[0].text


async def test_a_forged_command_in_a_direct_message_changes_nothing(shop: LampShop) -> None:
    direct = shop.server.direct(shop.manager)
    user = {"id": str(shop.manager.id), "username": "max", "discriminator": "0", "avatar": None}
    for group, name, options in (
        ("documents", "remove", [{"name": "document", "type": 3, "value": "terms.md"}]),
        ("index", "rebuild", []),
    ):
        inner = {"name": name, "type": 1, "options": options}
        (command,) = [one for one in shop.server.commands[None] if one["name"] == group]
        data = {"id": command["id"], "name": group, "type": 1, "options": [inner]}
        payload = {"channel_id": str(direct.id), "user": user, "data": data}
        reply = await shop.server.interact(payload)
        assert (reply.ephemeral, texts(reply)) == (
            True,
            ["Documents can be changed only in a server, not in direct messages\\."],
        )
    assert [each.source for each in shop.libraries.shared.documents()] == ["terms.md"]
