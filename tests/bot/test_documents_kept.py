"""The documents that are there: listed, told of, renamed, limited, removed, handed out."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from index.errors import StoreError
from index.library import Library
from index.types import OPERATOR, DocumentInfo, Limits, Viewer
from tests.bot.documents import GUIDE, NOT_YET, ONLY_MANAGERS, own, press, says, texts
from tests.bot.lamp_shop import HANDBOOK, HOW_LONG, LampShop, open_shop
from tests.loopback import Choice, Member, Reply, Upload
from tests.loopback.messages import ShownMessage

TWO = (
    "**This server's documents (1)**\n"
    "- **Lamp shop handbook** (handbook\\.md) · 2 passages, 9 lines\n"
    "**Shared documents (1)**, the same in every server\n"
    "- **Terms** (terms\\.md) · 1 passage, 3 lines"
)

OPERATORS = (
    "Something that only the operator can mend keeps me from this; it stands in the log under …."
)


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


async def call(
    shop: LampShop, name: str, values: dict[str, object], member: Member | None = None
) -> Reply:
    return await shop.server.slash(
        member or shop.manager, shop.channel, f"documents {name}", values
    )


async def suggestions(
    shop: LampShop, member: Member, typed: str, name: str = "remove"
) -> list[Choice]:
    return await shop.server.autocomplete(
        member, shop.channel, f"documents {name}", {"document": typed}, focused="document"
    )


async def test_the_list_shows_own_and_shared_documents(shop: LampShop) -> None:
    reply = await call(shop, "list", {}, shop.ann)
    assert (reply.ephemeral, texts(reply)) == (True, [TWO])


async def test_the_list_is_searched_and_turned_page_by_page(shop: LampShop) -> None:
    files = [
        (f"lamp {number:02}.txt", f"Lamp number {number} is on.".encode()) for number in range(24)
    ]
    library = shop.libraries.server(shop.guild.id)
    library.add(files, by="test")
    library.limit("lamp 00.txt", Limits(roles=frozenset({7})), by="test")
    reply = await call(shop, "list", {"search": "LAMP txt"}, shop.ann)
    (message,) = reply.messages
    assert message.text.startswith(
        "**This server's documents (23)**\n- **lamp 01** (lamp 01\\.txt)"
    )
    assert message.text.endswith("\n\n-# Page 1 of 3")
    assert list(message.buttons) == ["Next"]
    await shop.server.click(
        shop.ann,
        message,
        message.buttons["Next"],
        until=lambda now: bool(now.messages) and now.messages[-1].text.endswith("2 of 3"),
    )
    now = shop.server.state.messages[message.id]
    assert list(now.buttons) == ["Previous", "Next"]
    assert "lamp 11" in now.text
    assert "lamp 00" not in now.text
    managed = await call(shop, "list", {"search": "lamp 00"})
    assert texts(managed) == [
        "**This server's documents (1)**\n- **lamp 00** (lamp 00\\.txt) · 1 passage, 1 line"
    ]
    nothing = await call(shop, "list", {"search": "lamp 00"}, shop.ann)
    assert texts(nothing) == ["No document has **lamp 00** in its name or title."]


async def test_a_list_that_can_not_be_read_suggests_nothing(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Library, viewer: Viewer) -> list[DocumentInfo]:
        raise StoreError("The disk is gone.")

    monkeypatch.setattr(Library, "documents", broken)
    assert await suggestions(shop, shop.manager, "hand") == []
    reply = await call(shop, "list", {}, shop.ann)
    assert reply.ephemeral
    assert [re.sub("[0-9a-f]{8}", "…", text) for text in texts(reply)] == [OPERATORS]


async def removing(shop: LampShop, document: str) -> ShownMessage:
    (message,) = (await call(shop, "remove", {"document": document})).messages
    return message


async def test_a_document_is_removed_and_brought_back(shop: LampShop) -> None:
    assert await suggestions(shop, shop.manager, "hand") == [Choice("handbook.md", "handbook.md")]
    assert await suggestions(shop, shop.manager, "terms") == []
    assert await suggestions(shop, shop.ann, "hand") == []
    message = await removing(shop, "handbook.md")
    assert (message.ephemeral, message.text) == (
        False,
        "Remove **Lamp shop handbook** (handbook\\.md)?\n"
        "-# It is in no answer from then on, and can be brought back for 30 days.",
    )
    assert own(shop) == ["handbook.md"]
    reply = await shop.server.click(shop.ann, message, message.buttons["Remove it"])
    assert (reply.ephemeral, texts(reply)) == (True, [ONLY_MANAGERS])
    removed = (
        "Removed **Lamp shop handbook** (handbook\\.md).\n-# It can be brought back for 30 days."
    )
    await press(shop, message, "Remove it", removed)
    assert own(shop) == []
    answer = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    assert "handbook" not in answer.messages[0].text
    again = await shop.server.click(shop.manager, message, message.buttons["Remove it"])
    assert again.messages[-1].text == "This document is not here any more\\."
    now = shop.server.state.messages[message.id]
    reply = await shop.server.click(shop.ann, now, now.buttons["Bring it back"])
    assert (reply.ephemeral, texts(reply)) == (True, [ONLY_MANAGERS])
    await press(shop, message, "Bring it back", "Brought back **handbook\\.md**.")
    assert own(shop) == ["handbook.md"]


async def test_a_document_is_kept(shop: LampShop) -> None:
    message = await removing(shop, "handbook.md")
    await press(shop, message, "Cancel", "Nothing was removed.")
    assert own(shop) == ["handbook.md"]


async def test_what_was_removed_is_brought_back_by_its_name(shop: LampShop) -> None:
    shop.libraries.server(shop.guild.id).remove("handbook.md", by="test")
    choices = [Choice("handbook.md", "handbook.md")]
    assert await suggestions(shop, shop.manager, "hand", "bring-back") == choices
    assert await suggestions(shop, shop.ann, "hand", "bring-back") == []
    reply = await call(shop, "bring-back", {"document": "Lamp shop handbook"})
    assert texts(reply) == ["Brought back **handbook\\.md**."]
    reply = await call(shop, "bring-back", {"document": "handbook.md"})
    assert texts(reply) == [
        "No document “handbook\\.md” was removed that could be brought back\\. Add it again\\."
    ]


async def test_long_names_are_removed_by_their_key(shop: LampShop) -> None:
    name = "handbook of " + "very " * 20 + "old lamps.md"
    shop.libraries.server(shop.guild.id).add([(name, HANDBOOK)], by="test")
    (choice,) = [one for one in await suggestions(shop, shop.manager, "old") if one]
    assert (len(choice.name), len(str(choice.value))) == (100, 39)
    message = await removing(shop, str(choice.value))
    assert message.text.startswith("Remove **Lamp shop handbook** (handbook of very")


async def test_free_text_that_names_no_document_is_told(shop: LampShop) -> None:
    for typed in ("nothing *here*", "terms.md"):
        for command in ("remove", "info", "limit"):
            reply = await call(shop, command, {"document": typed})
            name = typed.replace("*", "\\*").replace(".", "\\.")
            assert texts(reply) == [
                f"There is no document “{name}” in this library\\. "
                "The list of documents shows the names\\."
            ]


async def test_a_document_is_replaced_whatever_the_file_is_called(shop: LampShop) -> None:
    new = Upload("download (3).MD", HANDBOOK.replace(b"thirty", b"sixty"))
    reply = await call(shop, "replace", {"document": "Lamp shop handbook", "file": new})
    (message,) = reply.messages
    assert message.text.startswith(
        f"{NOT_YET}**handbook\\.md** would be replaced by the new file: "
        "3 headings, 2 passages, 3 sentences\n"
        "Sections of **handbook\\.md**: changed: Returns; 1 as before.\n"
    )
    await press(shop, message, "Confirm", "Replaced **handbook\\.md** by the new file: 2 passages.")
    assert own(shop) == ["handbook.md"]
    wrong = {"document": "handbook.md", "file": Upload("guide.txt", GUIDE)}
    assert texts(await call(shop, "replace", wrong)) == [
        "“handbook\\.md” can be replaced only by a file that ends in \\.md\\. "
        "Add the new one, and remove the old one\\."
    ]


async def test_a_document_is_renamed(shop: LampShop) -> None:
    asked = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    reply = await call(shop, "rename", {"document": "handbook.md", "name": "Returns *2026*"})
    assert texts(reply) == ["**handbook\\.md** is called **Returns \\*2026\\*\\.md** now."]
    assert own(shop) == ["Returns *2026*.md"]
    (message,) = asked.messages
    checked = await shop.server.click(shop.ann, message, message.buttons["Check"])
    assert checked.messages[0].text.startswith("**Unchanged.**")
    shop.libraries.server(shop.guild.id).add([("b.md", GUIDE)], by="test")
    reply = await call(shop, "rename", {"document": "b.md", "name": "Returns *2026*.md"})
    assert texts(reply) == [
        "“Returns \\*2026\\*\\.md” is the name of a document here\\. Choose another name\\."
    ]


async def test_what_is_known_of_a_document(shop: LampShop) -> None:
    library = shop.libraries.server(shop.guild.id)
    newer = HANDBOOK.replace(b"thirty", b"sixty") + b"\n## Cats\n\nNo cat sleeps here.\n"
    library.add([("handbook.md", newer)], by=f"discord:{shop.manager.id}")
    await shop.server.slash(shop.ann, shop.channel, "ask", {"question": HOW_LONG})
    history = library.shelf.history("handbook.md")
    reply = await call(shop, "info", {"document": "handbook.md"})
    newest, oldest = (int(each.added) for each in history.versions)
    assert (reply.ephemeral, texts(reply)) == (
        True,
        [
            "**Lamp shop handbook** (handbook\\.md) · 3 passages, 13 lines\n"
            "Everyone may see it.\n"
            "2 versions, newest first:\n"
            f"- <t:{newest}:f>, 1 KiB, by <@{shop.manager.id}>\n"
            f"- <t:{oldest}:f>, 1 KiB, by test\n"
            "Quoted in 1 answer.\n"
            "1 of 3 sections was never quoted:\n"
            "- Cats"
        ],
    )


async def test_a_document_is_limited_by_choosing(shop: LampShop) -> None:
    library = shop.libraries.server(shop.guild.id)
    role = shop.guild.add_role("Staff")
    reply = await call(shop, "limit", {"document": "handbook.md"})
    (message,) = reply.messages
    number = library.shelf.number("handbook.md")
    help_ = (
        "-# What you choose takes effect at once. Whoever may not see a document gets no quote, "
        "title or count of it."
    )
    head = "**Lamp shop handbook** (handbook\\.md)"
    assert (reply.ephemeral, message.text) == (True, f"{head}\nEveryone may see it.\n{help_}")
    ids = [f"footnote:documents:{what}:{number}:" for what in ("channels", "roles")]

    async def choose(custom_id: str, values: list[str], said: str) -> None:
        now = shop.server.state.messages[message.id]
        await shop.server.click(
            shop.manager, now, custom_id, values=values, until=says(f"{head}\n{said}\n{help_}")
        )

    await choose(ids[1], [str(role.id)], f"Shown only to <@&{role.id}>.")
    here = shop.channel
    both = f"Shown only in <#{here.id}>, and only to <@&{role.id}>."
    await choose(ids[0], [str(here.id)], both)
    limits = Limits(frozenset({here.id}), frozenset({role.id}))
    [own_one] = [each for each in library.documents(OPERATOR) if not each.shared]
    assert own_one.limits == limits
    assert texts(await call(shop, "list", {}, shop.ann)) == [TWO.split("\n", 2)[2]]
    now = shop.server.state.messages[message.id]
    forged = await shop.server.click(shop.ann, now, ids[1], values=[])
    assert (forged.ephemeral, texts(forged)) == (True, [ONLY_MANAGERS])
    assert library.shelf.document("handbook.md").limits == limits
    await choose(ids[1], [], f"Shown only in <#{here.id}>.")
    await press(shop, message, "Everyone may see it", f"{head}\nEveryone may see it.\n{help_}")
    assert library.shelf.document("handbook.md").limits == Limits()


async def test_reports_on_limited_documents_are_for_managers_alone(shop: LampShop) -> None:
    library = shop.libraries.server(shop.guild.id)
    library.limit("handbook.md", Limits(roles=frozenset({7})), by="test")
    files: dict[str, object] = {
        "file": Upload("handbook.md", HANDBOOK.replace(b"thirty", b"sixty"))
    }
    cases: list[tuple[str, dict[str, object]]] = [
        ("add", files),
        ("replace", {"document": "handbook.md", **files}),
        ("remove", {"document": "handbook.md"}),
        ("rename", {"document": "handbook.md", "name": "plan"}),
    ]
    for command, values in cases:
        reply = await call(shop, command, values)
        assert (reply.ephemeral, [each.ephemeral for each in reply.messages]) == (True, [True])


async def test_the_originals_are_handed_out(shop: LampShop) -> None:
    shop.libraries.server(shop.guild.id).add([("more/guide.md", GUIDE)], by="test")
    reply = await shop.server.slash(
        shop.manager,
        shop.channel,
        "documents export",
        until=lambda now: len(now.messages) == 3,
    )
    assert reply.ephemeral
    assert all(each.ephemeral for each in reply.messages)
    assert texts(reply) == [
        "The documents are packed; they come below.",
        "Part 1: 2 documents",
        "That was all: 2 documents in 1 file.",
    ]
    packed = ZipFile(BytesIO(reply.messages[1].attachments["documents-1.zip"]))
    assert {name: packed.read(name) for name in packed.namelist()} == {
        "handbook.md": HANDBOOK,
        "more/guide.md": GUIDE,
    }
