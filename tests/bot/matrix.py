"""Whoever may press what: three servers and their people, and what each of them is told.

A row of a matrix is one thing that the client registers (a command, a menu, a button, a form), a
column is a kind of person who comes to it. Every cell is the whole of what that person sees.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord

from bot.buttons.all import FORMS
from bot.client import FootnoteClient
from bot.config import Settings
from index.libraries import Libraries
from tests.bot.lamp_shop import HANDBOOK, TERMS, allowed_mentions, libraries_in
from tests.loopback import (
    Channel,
    Guild,
    LoopbackDiscord,
    Member,
    Reply,
    Role,
    ShownMessage,
    Upload,
    asking,
    messages,
    payloads,
)
from tests.loopback.interactions import COMMAND, COMPONENT, MODAL_SUBMIT
from tests.loopback.people import BUTTON

Json = dict[str, Any]
Ended = Callable[[Reply], bool]
Cells = dict[str, list[str]]  # what each kind of person sees

REFUSED = "I answer only for servers that whoever runs me has chosen."
OIL = b"# Oil shop manual\n\nA drum of oil may be returned within nine days of delivery.\n"
HOW_LONG_OIL = "How long may a drum of oil be returned?"
SELECT = 3
NOBODY = "f" * 16  # an answer that never was


def is_done(reply: Reply) -> bool:
    """Whether there is something to look at."""
    return reply.done


def says(*parts: str) -> Ended:
    """Whether the last message, or as many as there are parts, says these."""
    return lambda now: (
        len(now.messages) >= len(parts)
        and all(
            part in each.text for part, each in zip(parts, now.messages[-len(parts) :], strict=True)
        )
    )


NUMBERS = re.compile(r"\d{15,}|(?<=<t:)\d+")  # whatever Discord counts by, and times


def registered(client: FootnoteClient) -> set[str]:
    """All that somebody may call, press, choose in or send, by names."""
    commands = {
        f"/{each.qualified_name}"
        for each in client.tree.walk_commands()
        if not isinstance(each, discord.app_commands.Group)
    }
    menus = {
        each.name for each in client.tree.get_commands(type=discord.AppCommandType.message)
    } | {each.name for each in client.tree.get_commands(type=discord.AppCommandType.user)}
    items = client._connection._view_store._dynamic_items
    buttons = {re.split(r":\(\?P|\(\?P", each.pattern)[0] for each in items}
    return commands | menus | buttons | {f"form {each}" for each in FORMS}


def seen(matrix: str) -> dict[str, Cells]:
    """What people must see, by row and kind; a kind's name stands for the same as they see."""
    told = json.loads((Path(__file__).parent / "seen" / f"{matrix}.json").read_text("utf-8"))
    return {
        row: {kind: cells[each] if isinstance(each, str) else each for kind, each in cells.items()}
        for row, cells in told.items()
    }


@dataclass
class World:
    """Two servers that are answered, one that isn't, and people."""

    server: LoopbackDiscord
    client: FootnoteClient
    libraries: Libraries
    lamps: Guild
    oil: Guild
    strangers: Guild
    keepers: Role  # who may see what is limited to them
    ann: Member  # of the lamp shop
    bob: Member  # of the lamp shop too
    max: Member  # who may manage the lamp shop's server
    lia: Member  # of the role there that may change documents
    olaf: Member  # of the oil shop
    mia: Member  # who may manage it
    eve: Member  # of the server that isn't answered
    zoe: Member  # who may manage it

    async def slash(
        self, who: Member, name: str, values: Json | None = None, channel: Channel | None = None
    ) -> Reply:
        """Call a command where somebody is at home."""
        return await self.server.slash(who, channel or self.home(who), name, values)

    def home(self, who: Member) -> Channel:
        """The channel of somebody's server."""
        for guild in (self.lamps, self.oil, self.strangers):
            if who.id in guild.members:
                return guild.channel
        raise AssertionError(who)

    async def ask(
        self, who: Member, question: str, *, private: bool = False
    ) -> tuple[ShownMessage, str]:
        """Ask, and return the message of the answer and the answer's id."""
        reply = await self.slash(who, "ask", {"question": question, "private": private})
        (message,) = reply.messages
        return message, message.buttons["Helpful"].split(":")[2]

    async def press(
        self,
        who: Member,
        custom_id: str,
        message: ShownMessage | None = None,
        values: list[str] | None = None,
        until: Ended = is_done,
    ) -> list[str]:
        """Press what has this custom_id below a message, or would have it if it stood there."""
        message = message or self.server.post(who, self.home(who), "Hello")
        component: Json = {"type": BUTTON, "style": 2, "label": "?", "custom_id": custom_id}
        data: Json = {"custom_id": custom_id, "component_type": BUTTON}
        if values is not None:
            options = [{"label": each, "value": each} for each in values]
            component = {"type": SELECT, "custom_id": custom_id, "options": options}
            data |= {"component_type": SELECT, "values": values}
        described = payloads.message(message, self.server.state)
        described["components"] = [{"type": 1, "components": [component]}]
        extra = {"message": described}
        reply = self.server.send(COMPONENT, who, self.home(who), data, extra=extra)
        return await self.seen(reply, until)

    async def submit(
        self,
        who: Member,
        custom_id: str,
        fields: dict[str, str],
        until: Ended = is_done,
        *,
        file: Upload | None = None,
    ) -> list[str]:
        """Send a form with these texts and a file, whether it was opened or not."""
        rows: list[Json] = [
            {"type": 18, "component": {"type": 4, "custom_id": name, "value": value}}
            for name, value in fields.items()
        ]
        data: Json = {"custom_id": custom_id, "components": rows}
        if file is not None:
            stored = messages.store_file(self.server.state, self.home(who), file)
            field = {"type": 19, "custom_id": "files", "values": [str(stored.id)]}
            rows.append({"type": 18, "component": field})
            data["resolved"] = {"attachments": {str(stored.id): payloads.attachment(stored)}}
        reply = self.server.send(MODAL_SUBMIT, who, self.home(who), data)
        return await self.seen(reply, until)

    async def forge(self, who: Member, name: str, options: list[Json]) -> list[str]:
        """Call a command with options that no Discord client would send."""
        data = self.command_data(who, name, options)
        return await self.seen(self.server.send(COMMAND, who, self.home(who), data))

    def command_data(self, who: Member, name: str, options: list[Json]) -> Json:
        """What a command is called with, whatever the options are."""
        found = asking.find_command(self.server.state, who, self.home(who), name)
        for step in reversed(found.path):
            options = [{"name": step["name"], "type": step["type"], "options": options}]
        command = found.command
        return {"id": command["id"], "name": command["name"], "type": 1, "options": options}

    async def chosen(self, who: Member, name: str, words: str) -> list[str]:
        """What somebody sees of a menu of a message that somebody wrote."""
        home = self.home(who)
        written = self.server.post(who, home, words)
        return await self.seen(await self.server.menu(who, home, name, written))

    async def unchanged(self, **cells: Awaitable[list[str]]) -> Cells:
        """What people see, one after the other, of what must change nothing that is kept."""
        before = self.kept()
        found = {name: await each for name, each in cells.items()}
        assert self.kept() == before
        return found

    def kept(self) -> dict[str, list[Any]]:
        """All that the record holds of documents, settings, work and opinions."""
        return kept_in(self.libraries)

    async def called(
        self, who: Member, name: str, values: Json | None = None, until: Ended = is_done
    ) -> list[str]:
        """What somebody sees of a command."""
        return await self.seen(await self.slash(who, name, values), until)

    async def seen(self, reply: Reply, until: Ended = is_done) -> list[str]:
        """What somebody sees: messages with who else does, forms by their titles, files."""
        await self.server.finished(reply, until, "something to look at")
        if reply.modal is not None:
            return [f"form: {reply.modal['title']}"]
        told = [
            f"{'private' if each.ephemeral else 'public'}: {each.text}"
            + "".join(f" [{name}]" for name in sorted(each.attachments))
            for each in reply.messages
        ]
        return [NUMBERS.sub("…", each) for each in told]


def kept_in(libraries: Libraries) -> dict[str, list[Any]]:
    """All that a record holds of documents, settings, work and opinions."""
    tables = ("document", "version", "setting", "job", "generation", "feedback", "waiting")
    with libraries.store.reading() as reader:
        return {each: sorted(reader.rows(each, "1", ())) for each in tables}


@asynccontextmanager
async def open_world(folder: Path) -> AsyncIterator[World]:
    """The bot in three servers, of which the operator has chosen two."""
    async with LoopbackDiscord() as server:
        lamps, oil = server.add_guild("Lamp shop"), server.add_guild("Oil shop")
        strangers = server.add_guild("Strangers")
        keepers, librarians = lamps.add_role("Keepers"), lamps.add_role("Librarians")
        may = discord.Permissions(manage_guild=True)
        settings = Settings(
            servers=frozenset({lamps.id, oil.id}),
            manager_role=librarians.id,
            member_rate=600,
            server_rate=6000,
        )
        with libraries_in(folder, settings) as libraries:
            libraries.shared.add([("terms.md", TERMS)], by="test")
            libraries.server(lamps.id).add([("handbook.md", HANDBOOK)], by="test")
            libraries.server(oil.id).add([("oil.md", OIL)], by="test")
            client = FootnoteClient(settings, libraries)
            world = World(
                *(server, client, libraries, lamps, oil, strangers, keepers),
                lamps.add_member("ann"),
                lamps.add_member("bob"),
                lamps.add_member("max", permissions=may),
                lamps.add_member("lia", roles=[librarians]),
                oil.add_member("olaf"),
                oil.add_member("mia", permissions=may),
                strangers.add_member("eve"),
                strangers.add_member("zoe", permissions=may),
            )
            async with server.running(client):
                yield world
        assert server.violations == []
        assert {str(each) for each in allowed_mentions(server.requests)} <= {"{'parse': []}"}
