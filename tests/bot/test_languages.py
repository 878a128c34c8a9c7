"""Members who read other languages than the documents are written in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import discord
import pytest

from index.errors import StoreError
from index.library import Library
from index.types import Answer
from tests.bot.lamp_shop import HOW_LONG, open_shop
from tests.loopback import Upload

CATALOG = b"""# Lamp catalog

The lamp ORION 1991 was designed in Oslo in July 1991 and is sold with a warranty of nine years.
"""


@pytest.mark.parametrize(
    ("locale", "question", "note"),
    [
        (
            "de",
            "Wie lange ist die Garantie der Lampe ORION 1991 aus Oslo?",
            "Das Zitat steht in der Sprache seines Dokuments, nicht in der der Frage.",
        ),
        (
            "es-419",
            "¿Cuándo se diseñó en Oslo la lámpara ORION 1991?",
            "La cita está en el idioma de su documento, que no es el de la pregunta.",
        ),
        (
            "fr",
            "Quelle est la garantie de la lampe ORION 1991 conçue à Oslo ?",
            "La citation est dans la langue de son document, qui n’est pas celle de la question.",
        ),
    ],
)
async def test_a_question_in_another_language_finds_names_and_numbers(
    tmp_path: Path, locale: str, question: str, note: str
) -> None:
    async with open_shop(tmp_path) as shop:
        shop.libraries.server(shop.guild.id).add([("catalog.md", CATALOG)], by="test")
        eva = shop.guild.add_member("eva", locale=locale)
        reply = await shop.server.slash(eva, shop.channel, "ask", {"question": question})
        (answer,) = reply.messages
        assert "The lamp ORION 1991 was designed in Oslo" in answer.text.replace("*", "")
        assert f"-# {note}" in answer.text


async def test_a_question_in_the_documents_language_needs_no_note(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        eva = shop.guild.add_member("eva", locale="de")
        reply = await shop.server.slash(eva, shop.channel, "ask", {"question": HOW_LONG})
        assert "in der Sprache seines Dokuments" not in reply.messages[0].text


async def test_refusals_are_in_the_members_language(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        eva = shop.guild.add_member("eva", locale="de")
        values = {"document": "handbook.md"}
        reply = await shop.server.slash(eva, shop.channel, "documents remove", values)
        assert [message.content for message in reply.messages] == [
            "Die Dokumente dieses Servers kann nur ändern, wer das Recht „Server verwalten“ hat\\."
        ]


async def test_what_is_wrong_with_a_file_is_told_in_the_managers_language(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        eva = shop.guild.add_member("eva", locale="de", permissions=discord.Permissions.all())
        picture = Upload("lamp.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
        reply = await shop.server.slash(eva, shop.channel, "documents add", {"file": picture})
        assert [message.text for message in reply.messages] == [
            "**Es gibt nichts hinzuzufügen.**\n"
            "Nicht angenommen: „lamp\\.txt“ ist nicht reiner Text, sondern ein Bild\\. Füge den "
            "Text, den es zeigt, als Dokument hinzu\\."
        ]


async def test_what_only_the_operator_can_mend_is_told_with_its_mark_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: Library, question: str, **how: Any) -> Answer:  # noqa: ANN401
        raise StoreError("The library in /srv/footnote is damaged: a lamp.")

    monkeypatch.setattr(Library, "ask", broken)
    async with open_shop(tmp_path) as shop:
        eva = shop.guild.add_member("eva", locale="fr")
        reply = await shop.server.slash(eva, shop.channel, "ask", {"question": HOW_LONG})
        (message,) = reply.messages
        told = re.fullmatch(
            r"Quelque chose que seule la personne qui m’opère peut réparer m’en empêche ; elle le "
            r"trouvera dans le journal sous ([0-9a-f]{8})\.",
            message.text,
        )
        assert told is not None
        (record,) = [one for one in caplog.records if one.getMessage().startswith(told[1])]
        assert "/srv/footnote is damaged: a lamp." in record.getMessage()
