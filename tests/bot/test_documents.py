"""Adding, listing and removing documents on Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import Settings
from index.errors import StoreError
from index.library import Library
from index.types import Changes, DocumentInfo, Viewer
from tests.bot.lamp_shop import HANDBOOK, HOW_LONG, LampShop, hurry, open_shop
from tests.loopback import (
    FAILED_BEFORE,
    HANG,
    RESET_BEFORE,
    Choice,
    Fault,
    Guild,
    Member,
    Reply,
    Upload,
)

GUIDE = b"# Guide to bulbs\n\nBulbs of sixty watts are sold only in boxes of four.\n"
ONLY_MANAGERS = (
    "Only members with the permission Manage Server can change this server's documents\\."
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


async def add(shop: LampShop, file: Upload, member: Member | None = None) -> Reply:
    return await shop.server.slash(
        member or shop.manager, shop.channel, "documents add", {"file": file}
    )


def texts(reply: Reply) -> list[str]:
    return [message.text for message in reply.messages]


def own(shop: LampShop) -> list[str]:
    documents = shop.libraries.server(shop.guild.id).documents()
    return [each.source for each in documents if not each.shared]


async def test_a_document_is_added_replaced_and_asked(shop: LampShop) -> None:
    reply = await add(shop, Upload("guide.md", GUIDE))
    assert (reply.deferred, reply.ephemeral) == (True, False)
    assert texts(reply) == ["Added **guide\\.md**: 1 passage."]
    assert texts(await add(shop, Upload("guide.md", GUIDE))) == [
        "**guide\\.md** is here already, word for word."
    ]
    newer = GUIDE.replace(b"four", b"six")
    assert texts(await add(shop, Upload("guide.md", newer))) == [
        "Replaced **guide\\.md** by the new file: 1 passage."
    ]
    question = {"question": "How many bulbs of sixty watts are in a box?"}
    answer = await shop.server.slash(shop.ann, shop.channel, "ask", question)
    assert "sold only in boxes of **six**" in answer.messages[0].text


async def test_a_file_keeps_a_clean_name(shop: LampShop) -> None:
    await add(shop, Upload("bad\u202eecin @here.md", GUIDE))
    assert own(shop) == ["badecin @here.md", "handbook.md"]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (Upload("a.md", b""), "“a\\.md” is empty\\. Add a file that holds text\\."),
        (
            Upload("a.exe", b"MZ\x90\x00"),
            "“a\\.exe” is of an unknown type \\(\\.exe\\)\\. Types that can be read\\: ",
        ),
        (
            Upload("large.md", b"x", size=1024 * 1024 + 1),
            "“large\\.md” is too large\\: 1\\.0 MiB, and the limit is 1 MiB\\. ",
        ),
    ],
)
async def test_what_can_not_be_taken_is_not_even_downloaded(
    tmp_path: Path, file: Upload, told: str
) -> None:
    async with open_shop(tmp_path, settings=lambda guild: Settings(max_file_mib=1)) as shop:
        (text,) = texts(await add(shop, file))
        assert text.startswith(told)
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
    assert text.startswith("Not taken: “a\\.txt” ")
    assert own(shop) == ["handbook.md"]


@pytest.mark.parametrize("fault", [FAILED_BEFORE, RESET_BEFORE, HANG])
async def test_a_file_that_discord_does_not_hand_over_is_told(
    shop: LampShop, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    monkeypatch.setattr("bot.commands.documents.DOWNLOAD_SECONDS", 0.2)
    shop.server.faults.next("GET", "^/cdn", fault, times=9)
    assert texts(await add(shop, Upload("guide.md", GUIDE))) == [
        "Discord didn't hand over “guide\\.md”\\. Please attach it again\\."
    ]


async def test_changes_are_for_managers_only(shop: LampShop) -> None:
    for name, values in (
        ("documents add", {"file": Upload("guide.md", GUIDE)}),
        ("documents remove", {"document": "handbook.md"}),
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
        assert texts(await add(shop, Upload("guide.md", GUIDE), eve)) == [
            "Added **guide\\.md**: 1 passage."
        ]
        assert texts(await add(shop, Upload("guide.md", GUIDE), shop.ann)) == [
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


async def test_the_list_shows_own_and_shared_documents(shop: LampShop) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "documents list")
    assert (reply.ephemeral, texts(reply)) == (
        True,
        [
            "**This server's documents (1)**\n"
            "- **Lamp shop handbook** (handbook\\.md) · 2 passages, 9 lines\n"
            "**Shared documents (1)**, the same in every server\n"
            "- **Terms** (terms\\.md) · 1 passage, 3 lines"
        ],
    )


async def test_a_very_long_list_comes_as_a_file(shop: LampShop) -> None:
    files = [
        (f"{'lamp' * 25} {number:02}.txt", f"Lamp number {number} is on.".encode())
        for number in range(60)
    ]
    shop.libraries.server(shop.guild.id).add(files, by="test")
    reply = await shop.server.slash(shop.ann, shop.channel, "documents list")
    assert texts(reply) == ["There are 62 documents; the list is attached."]
    lines = reply.messages[0].attachments["documents.txt"].decode().splitlines()
    assert len(lines) == 62
    assert lines[0] == "own\thandbook.md\tLamp shop handbook\t2 passages"
    assert lines[-1] == "shared\tterms.md\tTerms\t1 passage"


async def suggestions(shop: LampShop, member: Member, typed: str) -> list[Choice]:
    return await shop.server.autocomplete(
        member, shop.channel, "documents remove", {"document": typed}, focused="document"
    )


async def test_a_document_is_removed_by_a_suggestion(shop: LampShop) -> None:
    assert await suggestions(shop, shop.manager, "hand") == [Choice("handbook.md", "handbook.md")]
    assert await suggestions(shop, shop.manager, "terms") == []
    assert await suggestions(shop, shop.ann, "hand") == []
    reply = await shop.server.slash(
        shop.manager, shop.channel, "documents remove", {"document": "handbook.md"}
    )
    assert texts(reply) == ["Removed **Lamp shop handbook** (handbook\\.md)."]
    assert own(shop) == []
    answer = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    assert "handbook" not in answer.messages[0].text


async def test_a_list_that_can_not_be_read_suggests_nothing(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Library, viewer: Viewer) -> list[DocumentInfo]:
        raise StoreError("The disk is gone.")

    monkeypatch.setattr(Library, "documents", broken)
    assert await suggestions(shop, shop.manager, "hand") == []
    reply = await shop.server.slash(shop.ann, shop.channel, "documents list")
    assert (reply.ephemeral, texts(reply)) == (True, ["The disk is gone\\."])


async def test_long_names_are_removed_by_their_key(shop: LampShop) -> None:
    name = "handbook of " + "very " * 20 + "old lamps.md"
    await add(shop, Upload(name, HANDBOOK))
    (choice,) = [one for one in await suggestions(shop, shop.manager, "old") if one]
    assert (len(choice.name), len(str(choice.value))) == (100, 39)
    reply = await shop.server.slash(
        shop.manager, shop.channel, "documents remove", {"document": str(choice.value)}
    )
    assert texts(reply)[0].startswith("Removed **Lamp shop handbook** (handbook of very")
    assert own(shop) == ["handbook.md"]


async def test_free_text_that_names_no_document_is_told(shop: LampShop) -> None:
    for typed in ("nothing *here*", "terms.md"):
        reply = await shop.server.slash(
            shop.manager, shop.channel, "documents remove", {"document": typed}
        )
        name = typed.replace("*", "\\*").replace(".", "\\.")
        assert texts(reply) == [
            f"There is no document “{name}” in this library\\. "
            "The list of documents shows the names\\."
        ]


async def test_who_added_a_document_is_passed_on(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def add_(self: Library, files: object, *, by: str, report: object = None) -> Changes:
        seen.append(by)
        return Changes()

    monkeypatch.setattr(Library, "add", add_)
    reply = await add(shop, Upload("guide.md", GUIDE))
    assert seen == [f"discord:{shop.manager.id}"]
    assert texts(reply) == ["Nothing to do."]
