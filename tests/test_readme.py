"""What the README says exists, and what exists is in the README."""

import re
import tomllib
from pathlib import Path

import discord
import typer.main
from discord import app_commands

from bot.cli import app
from bot.client import FootnoteClient
from bot.config import Settings
from index.libraries import Libraries
from index.read.table import EXTENSIONS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_terminal_command_is_in_the_readme_and_every_one_there_exists() -> None:
    exist = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    named = set(re.findall(r"`(?:[^`]*/)?footnote (?:--json )?([a-z]+(?:-[a-z]+)*)", README))
    assert named == exist


def test_every_discord_command_is_in_the_readme_and_every_one_there_exists(
    tmp_path: Path,
) -> None:
    with Libraries.open(
        tmp_path, model="all-MiniLM-L6-v2", min_evidence=0.5, max_file_bytes=1000
    ) as libraries:
        client = FootnoteClient(Settings(), libraries)
    exist = {
        f"/{each.qualified_name}"
        for each in client.tree.walk_commands(type=discord.AppCommandType.chat_input)
        if isinstance(each, app_commands.Command)
    }
    assert set(re.findall(r"`(/[a-z]+(?: [a-z-]+)?)(?= [a-z]+:|`)", README)) == exist


def test_the_readme_env_example_and_settings_name_the_same_settings_and_defaults() -> None:
    table = dict(re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`)?\s*\|", README, re.MULTILINE))
    example = dict(
        re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    )
    settings = {str(field.validation_alias) for field in Settings.model_fields.values()}
    assert table == example
    assert set(table) == settings


def test_the_picture_of_the_house_shows_every_file_and_only_those() -> None:
    picture = README.split("## The house", 1)[1].split("```")[1]
    drawn: set[str] = set()
    room = ""
    for line in picture.splitlines():
        if match := re.match(r"(\w+)/ ", line):
            room = match[1]
        elif match := re.match(r"  ([\w./]+)", line):
            drawn.add(f"{room}/{match[1].rstrip('/')}")
    real = {
        f"{room}/{each.name}"
        for room in ("bot", "index")
        for each in (ROOT / room).iterdir()
        if (each.suffix == ".py" and each.name != "__init__.py")
        or (each.is_dir() and any(each.glob("*.py")))
    }
    assert drawn == real


def test_every_readable_extension_is_in_the_readme() -> None:
    for extension in EXTENSIONS:
        assert f"`{extension}`" in README


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    texts = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", texts, re.MULTILINE))
    assert named <= targets
    assert named == {"chat", "test", "bot", "check", "fix", "help", "lock", "pictures"}


def test_the_lock_file_holds_every_direct_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    }
    names = {re.split(r"[<>=\[ ]", each)[0].lower() for each in wanted}
    assert names - locked == set()


def test_every_package_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    real = {
        ".".join(each.parent.relative_to(ROOT).parts)
        for room in ("bot", "index")
        for each in (ROOT / room).rglob("*.py")
    }
    assert set(project["tool"]["setuptools"]["packages"]) == real
