"""How soon a crowd on Discord gets a first sign and its answers, while an index is rebuilt.

    python -m benchmarks.crowd

The real client, model and library; Discord is the loopback server of the tests, in this process,
so that its work is in the figures too.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.client import FootnoteClient
from bot.config import Settings
from index.libraries import Libraries
from tests.loopback import LoopbackDiscord, Member, Reply

SERVERS, MEMBERS = 20, 10  # 200 people, each asking once
SECTIONS = 400  # of the document that is rebuilt meanwhile
MOST_SECONDS = 3.0  # Discord's
PATIENCE_S = 200.0
QUESTION = "How long may a customer keep lamp {number} before returning it?"


def handbook(sections: int) -> bytes:
    """A document of so many sections, no two alike."""
    parts = ["# Lamp shop handbook"]
    parts += [
        f"## Lamp {number}\n\nLamp {number} may be returned within {number + 10} days of delivery. "
        f"It weighs {number * 7} grams and stands on shelf {number * 3} of the store."
        for number in range(sections)
    ]
    return "\n\n".join(parts).encode()


async def crowd(folder: Path) -> None:
    """Let everybody ask at once during a rebuild, and print what they got and when."""
    async with LoopbackDiscord() as server:
        guilds = [server.add_guild(f"Shop {number}") for number in range(SERVERS)]
        people = [guild.add_member(f"member {n}") for guild in guilds for n in range(MEMBERS)]
        settings = Settings()
        with Libraries.open(
            folder,
            model=settings.model,
            min_evidence=settings.min_evidence,
            max_file_bytes=settings.max_file_bytes,
        ) as libraries:
            for number, guild in enumerate(guilds):
                size = SECTIONS if number == 0 else MEMBERS * 2
                libraries.server(guild.id).add([("handbook.md", handbook(size))], by="benchmark")
            async with server.running(FootnoteClient(settings, libraries)):
                await server.slash(
                    guilds[0].owner, guilds[0].channel, "index rebuild", until=lambda r: r.deferred
                )
                started = perf_counter()
                replies = await asyncio.gather(
                    *(ask(server, person, number) for number, person in enumerate(people))
                )
                answered = perf_counter() - started
    late = sum(bool(each.refused) for each in replies)
    show([each.first_reply_s for each in replies if not each.refused], late, answered)


async def ask(server: LoopbackDiscord, person: Member, number: int) -> Reply:
    """Ask with /ask and wait for the answer."""
    guild = next(each for each in server.state.guilds.values() if person.id in each.members)
    question = QUESTION.format(number=number % MEMBERS)
    return await server.slash(
        person,
        guild.channel,
        "ask",
        {"question": question},
        until=lambda reply: (
            bool(reply.refused) or (reply.done and "Helpful" in reply.messages[0].buttons)
        ),
        timeout_s=PATIENCE_S,
    )


def show(signs: list[float], late: int, answered: float) -> None:
    """Print the figures; the first sign of everybody has to come in Discord's time."""
    print(
        f"{len(signs) + late} members of {SERVERS} servers asked at once during a rebuild: first "
        f"sign after {median(signs):.2f} s (median), {max(signs):.2f} s (last); all answered after "
        f"{answered:.1f} s"
    )
    assert not late and max(signs) < MOST_SECONDS, f"{late} got no sign in time"


def main() -> None:
    """Print the figures of one crowd."""
    logging.getLogger().setLevel(logging.ERROR)
    with TemporaryDirectory() as folder:
        asyncio.run(crowd(Path(folder)))


if __name__ == "__main__":
    main()
