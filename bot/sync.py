"""The commands are sent to Discord when they have changed, and only then."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from discord import app_commands

from index.disk import Disk

NAME = "commands.json"  # in the data folder: for which bot which commands were sent last


async def sync(
    tree: app_commands.CommandTree[Any], application_id: int, folder: Path, *, anyway: bool = False
) -> bool:
    """Send the commands of a tree, unless Discord has them from an earlier start; whether it did.

    Raises:
        discord.HTTPException, aiohttp.ClientError, OSError: they could not be sent.
    """
    known = json.dumps({"application": str(application_id), "sha256": await _hash(tree)})
    path = folder / NAME
    if not anyway and _read(path) == known:
        return False
    await tree.sync()
    Disk().write(path, known.encode(), temporary=folder / "tmp")
    return True


async def _hash(tree: app_commands.CommandTree[Any]) -> str:
    """What stands for all that Discord is told of the commands, in every language."""
    translator = tree.translator
    told = [
        each.to_dict(tree)
        if translator is None
        else await each.get_translated_payload(tree, translator)
        for each in tree.get_commands()
    ]
    # In the order of their names: which was added first makes no difference to Discord.
    told.sort(key=lambda each: (each["type"], each["name"]))
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):  # the first start, or a damaged file: then they are sent
        return ""
