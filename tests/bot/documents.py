"""What the tests of `/documents` have in common."""

from __future__ import annotations

from collections.abc import Callable

from tests.bot.lamp_shop import LampShop
from tests.loopback import Member, Reply, Upload
from tests.loopback.messages import ShownMessage

GUIDE = b"# Guide to bulbs\n\nBulbs of sixty watts are sold only in boxes of four.\n"
ONLY_MANAGERS = (
    "Only members with the permission Manage Server can change this server's documents\\."
)
NOT_YET = "**Nothing is added yet.** This is what would be done:\n"
KEPT = "-# The files are kept for a day, and added when you press Confirm."


def texts(reply: Reply) -> list[str]:
    return [message.text for message in reply.messages]


def own(shop: LampShop) -> list[str]:
    documents = shop.libraries.server(shop.guild.id).documents()
    return [each.source for each in documents if not each.shared]


async def add(shop: LampShop, *files: Upload, member: Member | None = None) -> Reply:
    names = ["file", *(f"file{number}" for number in range(2, 11))]
    return await shop.server.slash(
        member or shop.manager,
        shop.channel,
        "documents add",
        dict(zip(names, files, strict=False)),
    )


def says(text: str) -> Callable[[Reply], bool]:
    return lambda reply: bool(reply.messages) and reply.messages[-1].text == text


async def press(
    shop: LampShop,
    message: ShownMessage,
    button: str,
    text: str,
    *,
    member: Member | None = None,
) -> Reply:
    """Press a button, and wait until the message says so."""
    now = shop.server.state.messages[message.id]
    return await shop.server.click(
        member or shop.manager, now, now.buttons[button], until=says(text)
    )
