"""Buttons that another run of the bot has sent."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from bot.client import FootnoteClient
from bot.config import Settings
from tests.bot.lamp_shop import VOUCHERS, libraries_in, stock
from tests.loopback import LoopbackDiscord


async def test_buttons_work_after_a_restart_as_before(tmp_path: Path) -> None:
    copytree(stock().name, tmp_path, dirs_exist_ok=True)
    async with LoopbackDiscord() as server:
        guild = server.add_guild("Lamp shop")
        ann = guild.add_member("ann")
        with libraries_in(tmp_path, Settings()) as libraries:
            client = FootnoteClient(Settings(), libraries)
            async with server.running(client):
                await client.wait_until_ready()
                asked = await server.slash(ann, guild.channel, "ask", {"question": VOUCHERS})
        (message,) = asked.messages
        with libraries_in(tmp_path, Settings()) as libraries:
            client = FootnoteClient(Settings(), libraries)
            async with server.running(client):
                await client.wait_until_ready()
                reply = await server.click(ann, message, message.buttons["Context"])
                form = await server.click(ann, message, message.buttons["Not helpful"])
                (thanks,) = form.messages
                form = await server.click(ann, thanks, thanks.buttons["Say why"])
        with libraries_in(tmp_path, Settings()) as libraries:
            client = FootnoteClient(Settings(), libraries)
            async with server.running(client):
                await client.wait_until_ready()
                kept = await server.submit(ann, form, {"reason": "Too short."})
        assert "three years" in reply.messages[0].text
        assert kept.messages[0].text.startswith("Thank you, your reason is kept")
        assert server.violations == []
