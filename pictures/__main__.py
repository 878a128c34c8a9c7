"""Make the pictures in docs/pictures: python -m pictures (needs chromium).

The real bot answers on the loopback server of the tests; what it sent becomes a page, and a browser
takes a picture of it.
"""

from __future__ import annotations

import asyncio
import io
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

from bot.client import FootnoteClient
from bot.config import Settings
from index.libraries import Libraries
from pictures.page import called, page, spoken
from tests.loopback import LoopbackDiscord

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BACKGROUND = (0x31, 0x33, 0x38)
SCALE = 2
MARGIN = 20  # pixels below the last line
SIZE = "680,2000"

HANDBOOK = """# Lamp shop handbook

## Returns

A lamp may be returned within thirty days of delivery, in its box. The customer pays for the \
parcel. A lamp that was made to order can't be returned.

## Repairs

Broken lamps are repaired free of charge for two years. After that, a repair costs what the parts \
cost. Bring the receipt; the date on it decides.
"""
TERMS = """# Terms of sale

## Returns

Goods bought online may be returned within thirty days, unless a lamp has been wired in.
"""


async def pages(folder: Path) -> AsyncIterator[tuple[str, str]]:
    """Every picture's name and page."""
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        laden = server.add_guild("Lampenladen", locale="de")
        ann, eva = guild.add_member("ann"), laden.add_member("eva", locale="de")
        settings = Settings()
        with Libraries.open(
            folder,
            model=settings.model,
            min_evidence=settings.min_evidence,
            max_file_bytes=settings.max_file_bytes,
        ) as libraries:
            for each in (guild, laden):
                files = [("handbook.md", HANDBOOK.encode()), ("terms.md", TERMS.encode())]
                libraries.server(each.id).add(files, by="pictures")
            async with server.running(FootnoteClient(settings, libraries)):
                question = "How long may a customer keep a lamp before returning it?"
                reply = await server.slash(ann, guild.channel, "ask", {"question": question})
                yield "answer", page([called("ann", "ask")], reply.messages)
                (answer,) = reply.messages
                pressed = await server.click(ann, answer, answer.buttons["Context"])
                yield "context", page([], pressed.messages)
                found = await server.slash(ann, guild.channel, "find", {"words": "returned"})
                yield "find", page([called("ann", "find")], found.messages)
                question = "What does a neon sign cost?"
                mention = f"{server.bot.mention} {question}"
                sent = await server.say(ann, guild.channel, mention)
                yield "silence", page([spoken("ann", f"@Footnote {question}")], sent)
                values = {"question": "Are broken lamps repaired free of charge?", "private": True}
                reply = await server.slash(eva, laden.channel, "ask", values)
                yield "german", page([called("eva", "fragen")], reply.messages)


def photograph(browser: str, html: str, to: Path) -> None:
    """Take a picture of a page, cut to what stands on it, in few enough colors to be small."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.png"
        source.write_text(html, encoding="utf-8")
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--hide-scrollbars",
                f"--force-device-scale-factor={SCALE}",
                f"--window-size={SIZE}",
                f"--screenshot={target}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
        taken = Image.open(io.BytesIO(target.read_bytes())).convert("RGB")
    box = ImageChops.difference(taken, Image.new("RGB", taken.size, BACKGROUND)).getbbox()
    end = taken.height if box is None else min(taken.height, box[3] + MARGIN * SCALE)
    taken.crop((0, 0, taken.width, end)).quantize(128).save(to, optimize=True)


async def main() -> None:
    """Make all pictures."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("No chromium is installed. Install it (apt-get install chromium), then try again.")
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        async for name, html in pages(Path(folder)):
            await asyncio.to_thread(photograph, browser, html, FOLDER / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
